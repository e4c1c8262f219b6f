"""Cut off at any moment, the archive opens, and the same work done again ends in the same bytes."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from corpus import Archive, check
from corpus.fulltext import FullText
from corpus.index import Index
from model.moete import Moete
from tests.corpus.made import reading, sak

PAPERS: list[Moete] = [
    paper
    for day in (1, 2)
    for paper in (
        reading(f"i-{day}.pdf", [sak("1", "Opning"), sak("2", "Ferje", framlegg=["Ja."])], dato=date(2025, 1, day)),
        reading(
            f"p-{day}.pdf", [sak("2", "Ferje", vedtak=["Saka vert utsett."])], kind="protokoll", dato=date(2025, 1, day)
        ),
    )
]
# Read anew, this paper turns out to be of another meeting.
PAPERS.append(PAPERS[3].model_copy(update={"id": PAPERS[0].id, "moetedato": date(2025, 1, 1)}))


class CutOffError(BaseException):
    pass


def everything(folder: Path) -> dict[str, bytes]:
    found = (path for path in sorted(folder.rglob("*.json")) if path.relative_to(folder).parts[0] != "indeks")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def whole(folder: Path) -> dict[str, bytes]:
    archive = Archive(folder)
    for paper in PAPERS:
        archive.add(paper)
    return everything(folder)


REACHING_THE_DISK: list[tuple[object, str]] = [
    (os, "fsync"), (Path, "replace"), (Path, "unlink"), (Path, "mkdir"),
    (Index, "put_reading"), (Index, "put_meeting"), (Index, "remove_meeting"), (FullText, "replace"),
]  # fmt: skip


def cut_before(step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the process end, as it were, before the step of this number that reaches the disk."""
    taken = itertools.count()

    def counted(call: Callable[..., object]) -> Callable[..., object]:
        def instead(*args: object, **keywords: object) -> object:
            if next(taken) >= step:
                raise CutOffError
            return call(*args, **keywords)

        return instead

    for owner, name in REACHING_THE_DISK:
        monkeypatch.setattr(owner, name, counted(getattr(owner, name)))


def test_cut_off_before_any_step_the_work_can_be_finished(tmp_path: Path) -> None:
    expected = whole(tmp_path / "whole")
    for step in range(200):
        folder = tmp_path / str(step)
        with pytest.MonkeyPatch.context() as monkeypatch:
            cut_before(step, monkeypatch)
            try:
                whole(folder)
            except CutOffError:
                pass
            else:
                break
        if (folder / "moete").is_dir():
            Archive(folder).search("ferje")
            assert check(Archive(folder)) == []
        assert whole(folder) == expected
        assert check(Archive(folder)) == []
    assert 40 < step < 199


def test_killed_at_any_moment_the_work_can_be_finished(tmp_path: Path) -> None:
    expected = whole(tmp_path / "whole")
    context = multiprocessing.get_context("fork")
    folder = tmp_path / "killed"
    started = time.monotonic()
    whole(tmp_path / "timed")
    span = time.monotonic() - started
    for part in range(8):
        process = context.Process(target=whole, args=(folder,))
        process.start()
        time.sleep(span * part / 8)
        assert process.pid
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        if (folder / "lesingar").is_dir():
            Archive(folder).search("ferje")
            assert check(Archive(folder)) == []
    assert whole(folder) == expected
