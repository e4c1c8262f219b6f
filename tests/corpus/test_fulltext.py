"""The full text beside the SQLite file: what it lacks is made up for, what is damaged is made anew."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
from datetime import date
from pathlib import Path

import pytest

from corpus import Archive, check
from corpus.embedded import MOST_WAITING, EmbeddedIndex
from corpus.fulltext import FullText
from model.moete import Moete
from tests.corpus.made import reading, sak


def paper(day: int, title: str = "Ferje") -> Moete:
    return reading(f"{day}.pdf", [sak("1", title)], dato=date(2025, 1, day))


def filled(folder: Path, days: int = 3) -> Archive:
    archive = Archive(folder)
    for day in range(1, days + 1):
        archive.add(paper(day))
    return archive


def codes(archive: Archive) -> list[str]:
    return [finding.code for finding in check(archive)]


def test_a_paper_is_found_as_soon_as_it_is_added(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    for day in range(1, 6):
        archive.add(paper(day))
        assert archive.search("ferje").total == day


def test_a_meeting_that_changes_is_found_by_its_new_words_alone(tmp_path: Path) -> None:
    archive = filled(tmp_path)
    archive.add(
        reading("2b.pdf", [sak("1", "Ferje", vedtak=["Kaien vert bygd."])], kind="protokoll", dato=date(2025, 1, 2))
    )
    assert [archive.search(word).total for word in ("ferje", "kai")] == [3, 1]
    (tmp_path / "lesingar").rename(tmp_path / "borte")
    (tmp_path / "moete" / "fjordlandet-regionraad" / "styret" / "2025-01-02.json").unlink()
    assert [Archive(tmp_path).search(word).total for word in ("ferje", "kai")] == [2, 0]


def test_a_search_in_another_process_sees_what_was_added_last(tmp_path: Path) -> None:
    writer, reader = filled(tmp_path), Archive(tmp_path)
    assert reader.search("ferje").total == 3
    for day in range(4, 9):
        writer.add(paper(day))
    assert reader.search("ferje").total == 8


def _killed_while_writing(folder: Path, step: str) -> None:
    def cut_off(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    replace = FullText.replace

    def replace_then_cut(self: FullText, *args: object) -> None:
        replace(self, *args)  # type: ignore[arg-type]
        cut_off()

    archive = filled(folder)
    FullText.replace = cut_off if step == "before" else replace_then_cut  # type: ignore[method-assign]
    archive.add(paper(4))
    archive.search("ferje")


@pytest.mark.parametrize("step", ["before", "after"])
def test_cut_off_before_or_after_the_full_text_is_written_nothing_is_lost_or_doubled(tmp_path: Path, step: str) -> None:
    process = multiprocessing.get_context("fork").Process(target=_killed_while_writing, args=(tmp_path, step))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    archive = Archive(tmp_path)
    assert codes(archive) == []
    assert archive.search("ferje").total == 4 == len(archive.search("ferje").hits)


def test_a_missing_full_text_is_made_anew(tmp_path: Path) -> None:
    filled(tmp_path).search("ferje")
    shutil.rmtree(tmp_path / "indeks")
    assert Archive(tmp_path).search("ferje").total == 3


def test_the_full_text_of_another_index_is_not_taken_for_this_ones(tmp_path: Path) -> None:
    filled(tmp_path / "a").search("ferje")
    filled(tmp_path / "b", days=5).search("ferje")
    shutil.rmtree(tmp_path / "a" / "indeks")
    shutil.copytree(tmp_path / "b" / "indeks", tmp_path / "a" / "indeks")
    assert Archive(tmp_path / "a").search("ferje").total == 3


@pytest.mark.parametrize("harm", ["cut", "emptied", "overwritten", "removed"])
@pytest.mark.parametrize("ending", ["meta.json", ".idx", ".fast", ".term", ".fieldnorm"])
def test_a_damaged_full_text_is_noted_and_made_anew(tmp_path: Path, ending: str, harm: str) -> None:
    filled(tmp_path).search("ferje")
    for path in (tmp_path / "indeks").glob(f"*{ending}"):
        data = path.read_bytes()
        path.unlink()
        if harm != "removed":
            path.write_bytes({"cut": data[: len(data) // 2], "emptied": b"", "overwritten": b"\xff" * len(data)}[harm])
    archive = Archive(tmp_path)
    assert codes(archive) == ["indeks-skadd"]
    assert archive.search("ferje").total == 3
    archive.add(paper(4))
    assert archive.search("ferje").total == 4
    assert codes(archive) == []


def test_a_full_text_that_turns_out_damaged_while_papers_come_in_is_made_anew(tmp_path: Path) -> None:
    archive = filled(tmp_path)
    archive.search("ferje")
    (tmp_path / "indeks" / "meta.json").write_text("{", encoding="utf-8")
    Archive(tmp_path).add(paper(4))
    assert archive.search("ferje").total == Archive(tmp_path).search("ferje").total == 4


def test_a_changed_byte_is_found_by_check(tmp_path: Path) -> None:
    filled(tmp_path).search("ferje")
    (path,) = sorted((tmp_path / "indeks").glob("*.idx"))[:1]
    data = bytearray(path.read_bytes())
    data[3] ^= 0x55
    path.unlink()
    path.write_bytes(bytes(data))
    assert codes(Archive(tmp_path)) == ["indeks-skadd"]


def test_while_papers_come_in_the_full_text_is_written_for_many_at_once(tmp_path: Path) -> None:
    index = EmbeddedIndex(tmp_path / "indeks.sqlite", new=True)
    index.create()
    due = []
    for nr in range(MOST_WAITING + 1):
        index.put_meeting(reading(f"{nr}.pdf", [sak("1", "Ferje")], dato=None), "")
        due.append(index.is_flush_due())
    assert due == [False] * MOST_WAITING + [True]
    index.flush()
    assert not index.is_waiting() and index.is_whole()


def test_an_archive_that_cannot_be_written_to_is_searched_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path)
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert Archive(tmp_path).search("ferje").total == 3
