"""Imports, corrections, searches and checks at the same time: each works or waits, and the end is as one by one."""

from __future__ import annotations

import multiprocessing
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus import Archive, check, import_paths
from tests.corpus.paper_pile import write_pile
from tests.corpus.test_kill import records

STYRET = "fjordlandet-regionraad/styret/2025-01-07"
_FORK = multiprocessing.get_context("fork")


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papir")
    write_pile(folder, meetings=4)
    # A paper keeps the name under which it first came in, and which that is depends on who is first.
    shutil.rmtree(folder / "kopiar")
    return folder


@pytest.fixture(scope="module")
def one_by_one(pile: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("arkiv")
    import_paths(Archive(folder), [pile])
    correct(folder)
    return records(folder)


def correct(folder: Path) -> None:
    archive = Archive(folder)
    for nr in (1, 2, 3):
        archive.correct(f"{STYRET}/sak-{nr}-25", "tittel", f"Ferjekai {nr}")
        archive.correct(f"{STYRET}/sak-{nr}-25", "saksbehandlar", "Ola Vik")


def _import(folder: Path, pile: Path, parts: tuple[str, ...]) -> None:
    report = import_paths(Archive(folder), [pile / part for part in parts])
    assert {file.path.name for file in report.unread} <= {
        "tom.pdf", "skada.docx", "avkorta.pdf"}  # fmt: skip


def _ask(folder: Path, done: Any) -> None:  # an event of multiprocessing
    while not done.is_set():
        Archive(folder).search("ferjekai")
        Archive(folder).meetings(organ="Styret")


def _check(folder: Path, done: Any) -> None:
    while not done.is_set():
        assert [finding for finding in check(Archive(folder)) if finding.level == "error"] == []


ALL = (".",)
OVERLAPPING = [ALL, ("innkallingar", "plan", "."), ("protokollar", "pakke.zip", "revidert"), ("saksframlegg", ".")]


@pytest.mark.parametrize("writers", [2, 4])
def test_imports_at_once_end_in_the_bytes_of_one_after_the_other(
    pile: Path, one_by_one: dict[str, bytes], tmp_path: Path, writers: int
) -> None:
    _import(tmp_path, pile, ("innkallingar",))  # what is corrected is there
    done = _FORK.Event()
    at_work = [_FORK.Process(target=_import, args=(tmp_path, pile, OVERLAPPING[nr])) for nr in range(writers)]
    at_work.append(_FORK.Process(target=correct, args=(tmp_path,)))
    looking = [_FORK.Process(target=task, args=(tmp_path, done)) for task in (_ask, _check)]
    for process in (*at_work, *looking):
        process.start()
    for process in at_work:
        process.join()
    done.set()
    for process in looking:
        process.join()
    assert [process.exitcode for process in (*at_work, *looking)] == [0] * (writers + 3)
    assert records(tmp_path) == one_by_one
    Archive(tmp_path).search("ferjekai")
    assert check(Archive(tmp_path)) == []


def test_an_index_thrown_away_again_and_again_costs_only_time(
    pile: Path, one_by_one: dict[str, bytes], tmp_path: Path
) -> None:
    _import(tmp_path, pile, ("innkallingar",))
    done = _FORK.Event()
    asking = [_FORK.Process(target=_ask, args=(tmp_path, done)) for _ in range(2)]
    importing = _FORK.Process(target=_import, args=(tmp_path, pile, ALL))
    for process in (importing, *asking):
        process.start()
    while importing.is_alive():
        importing.join(0.5)
        (tmp_path / "indeks.sqlite").unlink(missing_ok=True)
    done.set()
    for process in asking:
        process.join()
    assert [process.exitcode for process in (importing, *asking)] == [0, 0, 0]
    correct(tmp_path)
    assert records(tmp_path) == one_by_one
    Archive(tmp_path).search("ferjekai")
    assert check(Archive(tmp_path)) == []


def test_threads_of_one_process_each_have_their_own_archive(
    pile: Path, one_by_one: dict[str, bytes], tmp_path: Path
) -> None:
    failed: list[BaseException] = []

    def run(task: Callable[[], object]) -> None:
        try:
            task()
        except BaseException as error:  # told below, in the thread that the test runs in
            failed.append(error)

    tasks: list[Callable[[], object]] = [
        lambda parts=parts: _import(tmp_path, pile, parts) for parts in OVERLAPPING[:3]  # type: ignore[misc]
    ]  # fmt: skip
    threads = [threading.Thread(target=run, args=(task,)) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    correct(tmp_path)
    assert records(tmp_path) == one_by_one
    assert [finding for finding in check(Archive(tmp_path)) if finding.level == "error"] == []
