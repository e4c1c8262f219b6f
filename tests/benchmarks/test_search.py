"""The benchmark of search runs; how fast anything is, no test says."""

from __future__ import annotations

import pytest

from benchmarks import search, shared_index
from benchmarks.made_archive import MadeArchive
from tests.postgres_server import why_not


def test_both_engines_are_measured_on_the_same_saker() -> None:
    found = search.table(200, questions=10)
    assert "200 saker | saksgang | plain tantivy |" in found
    (common,) = [line for line in found.splitlines() if line.startswith("| saker found by them")]
    ours, plain = (int(cell) for cell in common.split("|")[2:4])
    assert ours >= plain > 0


def test_the_made_up_archive_is_the_same_each_time() -> None:
    made, again = MadeArchive(50), MadeArchive(50)
    assert [moete.model_dump_json() for moete in made] == [moete.model_dump_json() for moete in again]


def test_a_few_words_make_up_much_of_the_text() -> None:
    words = [word for moete in MadeArchive(500) for sak in moete.saker for word in search._body(sak).split()]
    assert words.count("kommune") > 50 * words.count("budsjettet")
    assert len(set(words)) > len(words) / 10


def test_a_shared_index_is_measured_beside_the_embedded_one() -> None:
    if reason := why_not():
        pytest.skip(reason)
    found = shared_index.table(100, questions=5)
    assert "100 saker | beside the archive | PostgreSQL |" in found
    (common,) = [line for line in found.splitlines() if line.startswith("| saker found by them")]
    assert len({cell.strip() for cell in common.split("|")[2:4]}) == 1
