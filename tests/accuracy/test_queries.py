"""People ask in their own words, papers answer in others: graded queries on a real paper.

nDCG@10 and recall@10 over all queries, beside plain FTS5 without any language work.
"""

from __future__ import annotations

import json
import math
import random
import sqlite3
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from corpus import Archive
from extract import read_moete
from ingest import read
from tests.accuracy.measure import SHARED

pytestmark = pytest.mark.skipif(
    not (SHARED / "gold").is_dir(), reason=f"the annotated papers are not beside the project ({SHARED})"
)

Query = dict[str, Any]
Ask = Callable[[Query], list[str]]
NDCG, RECALL = 0.90, 0.95
MISTYPED = 0.90


@pytest.fixture(scope="module")
def queries() -> list[Query]:
    found: list[Query] = json.loads((SHARED / "gold" / "queries.json").read_text(encoding="utf-8"))["sporjingar"]
    return found


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    made = Archive(tmp_path_factory.mktemp("arkiv"))
    made.add(read_moete(read(SHARED / "papers" / "styremote-2025-12-09-sakspapir.docx")))
    return made


def ours(archive: Archive, query: Query) -> list[str]:
    wanted = query["filter"] or {}
    year = wanted.get("aar")
    span = (date(year, 1, 1), date(year, 12, 31)) if year else (None, None)
    result = archive.search(query["sok"], organ=wanted.get("utvalg"), fra=span[0], til=span[1], limit=10)
    return [hit.nummer or "" for hit in result.hits]


def plain_fts5(archive: Archive) -> Ask:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE saker USING fts5(nummer UNINDEXED, tekst)")
    for sak in archive.meetings()[0].saker:
        parts = [block.tekst for section in sak.seksjonar for block in section.blokker]
        database.execute("INSERT INTO saker VALUES (?, ?)", (sak.nummer, " ".join([sak.tittel, *parts])))

    def ask(query: Query) -> list[str]:
        words = " ".join(f'"{word}"' for word in query["sok"].split())
        if (query["filter"] or {}).get("aar") == 2024:
            return []
        rows = database.execute("SELECT nummer FROM saker WHERE saker MATCH ? ORDER BY rank LIMIT 10", (words,))
        return [row[0] for row in rows]

    return ask


def score(query: Query, found: list[str]) -> tuple[float, float]:
    """nDCG@10 and recall@10; a query that must find nothing scores 1 if it does."""
    grades = {hit["sak"]: hit["grad"] for hit in query["relevante"]}
    if not grades:
        return (0.0, 0.0) if found else (1.0, 1.0)
    gained = sum((2 ** grades.get(sak, 0) - 1) / math.log2(place + 2) for place, sak in enumerate(found[:10]))
    best = sum(
        (2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(sorted(grades.values(), reverse=True))
    )
    return gained / best, len(set(found[:10]) & set(grades)) / len(grades)


def test_people_find_what_they_ask_for(
    archive: Archive, queries: list[Query], capsys: pytest.CaptureFixture[str]
) -> None:
    scored = [(score(query, ours(archive, query)), query["sok"]) for query in queries]
    baseline = [score(query, plain_fts5(archive)(query)) for query in queries]
    ndcg, recall = (sum(pair[at] for pair, _ in scored) / len(scored) for at in (0, 1))
    with capsys.disabled():
        plain = [sum(pair[at] for pair in baseline) / len(baseline) for at in (0, 1)]
        print(f"\nsearch: nDCG@10 {ndcg:.3f}, recall@10 {recall:.3f}; plain FTS5 {plain[0]:.3f}, {plain[1]:.3f}")
        for (gain, hit), words in sorted(scored)[:5]:
            print(f"  worst: {words!r} nDCG {gain:.2f} recall {hit:.2f}")
    assert ndcg >= NDCG
    assert recall >= RECALL


def mistyped(words: str, draw: random.Random) -> str:
    """One slip in the longest word: a letter left out, doubled or wrong, or two that changed places."""
    typed = words.split()
    at = max(range(len(typed)), key=lambda place: len(typed[place]))
    word = typed[at]
    place = draw.randrange(1, len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    slips = (before + after, before + 2 * letter + after, before + "v" + after, before + after[0] + letter + after[1:])
    typed[at] = draw.choice(slips)
    return " ".join(typed)


def test_people_find_it_though_they_mistype(
    archive: Archive, queries: list[Query], capsys: pytest.CaptureFixture[str]
) -> None:
    draw = random.Random(1)
    long = [query for query in queries for _ in range(4) if max(map(len, query["sok"].split())) > 4]
    typed = [query | {"sok": mistyped(query["sok"], draw)} for query in long]
    scored = [(score(query, ours(archive, query)), query["sok"]) for query in typed]
    ndcg, recall = (sum(pair[at] for pair, _ in scored) / len(scored) for at in (0, 1))
    with capsys.disabled():
        print(f"\nsearch with one slip: nDCG@10 {ndcg:.3f}, recall@10 {recall:.3f}")
        for (gain, hit), words in sorted(scored)[:5]:
            print(f"  worst: {words!r} nDCG {gain:.2f} recall {hit:.2f}")
    assert ndcg >= MISTYPED
    assert recall >= MISTYPED
