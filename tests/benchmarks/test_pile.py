"""The made-up pile is the same each time, and an import finds in it what its maker says that it holds."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import pile_broken
from benchmarks.import_check import lost, untold
from benchmarks.pile import Pile, write_pile
from corpus import Archive, FileResult, import_paths

FILES = 40


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Pile:
    return write_pile(tmp_path_factory.mktemp("haug"), FILES)


@pytest.fixture(scope="module")
def imported(pile: Pile, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[FileResult]]:
    folder, results = tmp_path_factory.mktemp("arkiv"), []
    import_paths(Archive(folder), [pile.folder], results.append)
    return folder, results


def test_the_same_numbers_give_the_same_bytes(pile: Pile, tmp_path: Path) -> None:
    again = write_pile(tmp_path, FILES)
    assert again.files == pile.files
    assert [_digest(tmp_path / one.path) for one in pile.files] == [
        _digest(pile.folder / one.path) for one in pile.files
    ]


def test_it_has_as_many_files_as_asked_for_and_one_in_twenty_is_broken(pile: Pile) -> None:
    on_disk = {str(path.relative_to(pile.folder)) for path in pile.folder.rglob("*") if path.is_file()}
    assert on_disk == {one.path for one in pile.files}
    assert len(pile.files) == FILES and len(pile.broken) == FILES // 20


def test_a_large_pile_has_every_kind_of_file(tmp_path: Path) -> None:
    pile = write_pile(tmp_path, 500)
    endings = Counter(Path(one.path).suffix for one in pile.files if one.what == "paper")
    assert set(endings) == {".pdf", ".docx", ".txt", ".html", ".md", ".eml", ".zip", ".pptx"}
    assert {one.fault for one in pile.files if one.fault} == set(pile_broken.KINDS)
    assert {one.what for one in pile.files} == {"paper", "broken", "copy", "other"}
    assert max(one.pages for one in pile.files) > 20


def test_all_that_is_good_comes_in(pile: Pile, imported: tuple[Path, list[FileResult]]) -> None:
    assert lost(pile, imported[0]) == []


def test_each_broken_file_is_told_of_and_no_other(pile: Pile, imported: tuple[Path, list[FileResult]]) -> None:
    unread = [str(one.path.relative_to(pile.folder)) for one in imported[1] if one.status == "unread"]
    assert sorted(unread) == sorted(pile.broken)
    assert untold(pile, unread) == []


@pytest.mark.parametrize("kind", pile_broken.KINDS)
def test_every_kind_of_damage_gets_a_sentence(kind: str, pile: Pile, tmp_path: Path) -> None:
    good = {end: next(pile.folder / one.path for one in pile.of(end)).read_bytes() for end in (".pdf", ".docx")}
    path = tmp_path / f"papir{pile_broken.KINDS[kind][0]}"
    path.write_bytes(pile_broken.broken(kind, good[".pdf"], good[".docx"], "1"))
    results: list[FileResult] = []
    import_paths(Archive(tmp_path / "arkiv"), [path], results.append)
    (result,) = results
    assert result.status == "unread" and path.name in (result.reason or "")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
