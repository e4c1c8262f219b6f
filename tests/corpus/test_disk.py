"""A disk that is full, or a folder that may not be written to: one sentence, and nothing lost."""

from __future__ import annotations

import errno
import itertools
import multiprocessing
import os
import resource
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus import Archive, check, files, step
from model.errors import ArchiveError
from tests.corpus.made import reading, sak
from tests.corpus.test_crash import PAPERS, everything, whole

_FORK = multiprocessing.get_context("fork")


def assert_nothing_lost(folder: Path, expected: dict[str, bytes]) -> None:
    if (folder / "lesingar").is_dir():
        assert [finding for finding in check(Archive(folder)) if finding.level == "error"] == []
        Archive(folder).search("ferje")
        assert check(Archive(folder)) == []
    assert whole(folder) == expected
    assert check(Archive(folder)) == []


def full_from(step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the disk be full from the step of this number that needs room."""
    taken = itertools.count()

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        def instead(*args: Any, **keywords: Any) -> Any:
            if next(taken) >= step:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return call(*args, **keywords)

        return instead

    for owner, name in ((os, "fsync"), (os, "write"), (Path, "mkdir"), (Path, "replace")):
        monkeypatch.setattr(owner, name, counted(getattr(owner, name)))


def test_full_at_any_step_the_person_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    expected = whole(tmp_path / "whole")
    for at in range(0, 200, 2):
        folder = tmp_path / str(at)
        with pytest.MonkeyPatch.context() as monkeypatch:
            full_from(at, monkeypatch)
            try:
                whole(folder)
            except ArchiveError as error:
                assert "No space left on device" in str(error)
            else:
                break
        assert_nothing_lost(folder, expected)
    assert 20 < at < 199


def _until_full(folder: Path, most: int, said: Any) -> None:
    """Fill the archive where no file may be larger than ``most`` bytes, which the index meets as a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    try:
        whole(folder)
    except ArchiveError as error:
        said.put(str(error))


@pytest.mark.parametrize("most", [0, 1, 500, 2000, 4096, 40_000, 150_000, 300_000])
def test_an_index_that_the_disk_has_no_room_for_is_finished_later(tmp_path: Path, most: int) -> None:
    expected = whole(tmp_path / "whole")
    said = _FORK.SimpleQueue()
    process = _FORK.Process(target=_until_full, args=(tmp_path / "full", most, said))
    process.start()
    process.join()
    assert process.exitcode == 0
    assert "could not be written" in said.get()
    assert_nothing_lost(tmp_path / "full", expected)


def test_a_search_needs_no_room_on_the_disk(tmp_path: Path) -> None:
    whole(tmp_path)
    (tmp_path / "indeks.sqlite").unlink()

    def search(total: Any) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        total.put(Archive(tmp_path).search("ferje").total)

    found = _FORK.SimpleQueue()
    process = _FORK.Process(target=search, args=(found,))
    process.start()
    process.join()
    assert process.exitcode == 0
    assert found.get() == 2


def test_a_paper_or_meeting_that_vanishes_while_the_archive_is_open_is_noticed(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    for paper in PAPERS:
        archive.add(paper)
    before = everything(tmp_path)
    (tmp_path / "moete" / f"{PAPERS[0].id}.json").unlink()
    assert archive.search("ferje").total == 2
    assert everything(tmp_path) == before
    gone = PAPERS[2].kjelder[0].sha256
    (tmp_path / "lesingar" / f"{gone}.json").unlink()
    archive.add(reading("ny.pdf", [sak("9", "Ferjeleie")]))
    assert archive.known(gone) is None
    assert archive.add(PAPERS[2]) == PAPERS[2].id
    archive.search("ferje")
    assert check(archive) == []


def test_in_a_large_archive_only_what_an_editor_wrote_waits_for_the_next_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Archive(tmp_path)
    for paper in PAPERS:
        archive.add(paper)
    archive.search("ferje")
    monkeypatch.setattr(step, "MOST_LOOKED_AT", 2)
    path = files.meeting_path(tmp_path, PAPERS[0].id)
    path.write_text(path.read_text().replace("Ferje", "Kraftverk"))
    assert Archive(tmp_path).search("kraftverk").total == 0
    assert [finding.code for finding in check(archive)] == ["endra-for-hand", "indeks-etter"]
    Archive(tmp_path).bring_in_step()
    assert Archive(tmp_path).search("kraftverk").total == 1
    path.unlink()  # shows in its folder
    assert Archive(tmp_path).search("kraftverk").total == 1
    assert path.exists()
