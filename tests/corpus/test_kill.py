"""Killed at any moment, an import of 200 papers leaves a whole archive; run again, it ends in the same bytes."""

from __future__ import annotations

import multiprocessing
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import extract
from corpus import Archive, check, import_paths
from model.document import Document
from tests.corpus.paper_pile import write_pile

SEED = 20251121
CORRECTED = "fjordlandet-regionraad/styret/2025-03-04"
RECORDS = ("moete", "lesingar", "andre", "rettingar")
_FORK = multiprocessing.get_context("fork")


@pytest.fixture(autouse=True, scope="module")
def _quick() -> Iterator[None]:
    """A paper is read once for all runs."""
    read, known = extract.read_paper, dict[tuple[str, str], object]()

    def read_once(document: Document) -> object:
        key = (document.sha256, document.fil)
        if key not in known:
            known[key] = read(document)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(extract, "read_paper", read_once)
        yield


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papir")
    assert write_pile(folder) == 200
    return folder


def records(folder: Path) -> dict[str, bytes]:
    """Every file of the archive that is no part of the index."""
    found = (path for part in RECORDS for path in sorted((folder / part).rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def work(folder: Path, pile: Path) -> None:
    """The import, and what a clerk then corrects."""
    archive = Archive(folder)
    import_paths(archive, [pile])
    archive.correct(f"{CORRECTED}/sak-13-25", "tittel", "Ferjekai i Nordvik")
    archive.correct(f"{CORRECTED}/sak-14-25/vedtak/1", "tekst", "Saka vert utsett.")
    archive.correct(CORRECTED, "moetested", "Solnes")


def killed_after(seconds: float, task: Callable[..., None], *args: Path) -> bool:
    """Let a process of its own do the task and kill it; whether it came to its end before."""
    process = _FORK.Process(target=task, args=args)
    process.start()
    process.join(seconds)
    process.kill()
    process.join()
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode == 0


def assert_whole(folder: Path) -> None:
    """What the next person who opens the archive finds: nothing wrong but what the search then mends."""
    if not any((folder / part).is_dir() for part in RECORDS):
        return  # killed before the first paper was in
    found = check(Archive(folder))
    assert [finding for finding in found if finding.level == "error"] == []
    Archive(folder).search("ferjekai")
    if found:
        assert check(Archive(folder)) == []


@pytest.fixture(scope="module")
def uninterrupted(pile: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], float]:
    """The records of an import that nobody disturbs, and the seconds that it takes."""
    work(tmp_path_factory.mktemp("arkiv"), pile)
    folder = tmp_path_factory.mktemp("arkiv")
    started = time.monotonic()
    work(folder, pile)
    assert check(Archive(folder)) == []
    found = records(folder)
    assert {name.split("/")[0] for name in found} == set(RECORDS)
    assert b'"maal": "fjordlandet' in b"".join(found.values())
    return found, time.monotonic() - started


@pytest.mark.parametrize("kills", [8, pytest.param(50, marks=pytest.mark.slow)])
def test_killed_at_any_moment_the_import_ends_in_the_same_bytes(
    pile: Path, uninterrupted: tuple[dict[str, bytes], float], tmp_path: Path, kills: int
) -> None:
    expected, span = uninterrupted
    moments = random.Random(SEED)
    folder, finished = tmp_path / "0", 0
    for _ in range(kills):
        # So short that some kills meet the work that is left from the last one.
        if killed_after(moments.uniform(0, span / 8), work, folder, pile):
            assert records(folder) == expected
            finished += 1
            folder = tmp_path / str(finished)
        assert_whole(folder)
    work(folder, pile)
    assert records(folder) == expected
    assert check(Archive(folder)) == []


@pytest.mark.slow
def test_the_command_itself_killed_and_run_again_ends_in_the_same_bytes(pile: Path, tmp_path: Path) -> None:
    def command(folder: Path) -> subprocess.Popen[bytes]:
        line = [sys.executable, "-m", "cli.main", "import", "--corpus", str(folder), str(pile)]
        return subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    started = time.monotonic()
    assert command(tmp_path / "whole").wait() == 1  # some files of the pile can't be read
    span = time.monotonic() - started
    moments = random.Random(SEED)
    for _ in range(8):
        process = command(tmp_path / "killed")
        try:
            process.wait(moments.uniform(0.5, span / 3))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        assert_whole(tmp_path / "killed")
    assert command(tmp_path / "killed").wait() == 1
    assert records(tmp_path / "killed") == records(tmp_path / "whole")
