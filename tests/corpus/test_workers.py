"""Papers read in processes of their own: what one of them does harms no other, and nobody sees who was first."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from corpus import Archive, FileResult, ImportReport, check
from corpus.importing import Manner, run_import
from corpus.reading import Job, Options
from corpus.workers import Limits, WorkerError, Workers
from tests.corpus.hard_papers import does_as_told
from tests.corpus.paper_pile import write_pile
from tests.ingest.word_files import packed

RECORDS = ("moete", "lesingar", "andre")
LIMITS = Limits(seconds=30, memory=1024 * 1024 * 1024)


def notice(day: int, more: str = "") -> bytes:
    """A notice of a meeting in January."""
    return (
        f"Fjordlandet regionråd\n\nMØTEINNKALLING\n\nUtval: Styret\nMøtedato: {day:02}.01.2026\n\n"
        f"Sak 1/26 Ny ferjekai ved Nordvik\n\nSaksutgreiing:\n\n{more}\n\nFramlegg til vedtak:\n\nStyret seier ja.\n"
    ).encode()


def records(folder: Path) -> dict[str, bytes]:
    found = (path for part in RECORDS for path in sorted((folder / part).rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def imported(
    folder: Path, paths: list[Path], jobs: int, limits: Limits = LIMITS
) -> tuple[ImportReport, list[FileResult]]:
    report, heard = ImportReport(), list[FileResult]()
    run_import(Archive(folder), paths, Manner(jobs=jobs, limits=limits), report, heard.append)
    return report, heard


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papir")
    write_pile(folder, 3)
    return folder


@pytest.fixture(scope="module")
def expected(pile: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], list[FileResult]]:
    folder = tmp_path_factory.mktemp("arkiv")
    _, heard = imported(folder, [pile], 1)
    return records(folder), heard


@pytest.fixture
def hard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for papers that do as they say."""
    monkeypatch.setattr(sys, "path", [str(does_as_told(tmp_path / "modular")), *sys.path])
    (tmp_path / "papir").mkdir()
    return tmp_path / "papir"


def test_three_at_a_time_give_the_bytes_and_the_order_that_one_gives(
    pile: Path, expected: tuple[dict[str, bytes], list[FileResult]], tmp_path: Path
) -> None:
    _, heard = imported(tmp_path, [pile], 3)
    assert (records(tmp_path), heard) == expected
    assert check(Archive(tmp_path)) == []


def test_workers_killed_now_and_then_change_nothing(
    pile: Path, expected: tuple[dict[str, bytes], list[FileResult]], tmp_path: Path
) -> None:
    done, killed = threading.Event(), list[int]()

    def kill() -> None:
        while not done.wait(0.7) and len(killed) < 4:
            for child in psutil.Process().children()[:1]:
                killed.append(child.pid)
                child.kill()

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        _, heard = imported(tmp_path, [pile], 2)
    finally:
        done.set()
        thread.join()
    assert killed
    assert (records(tmp_path), heard) == expected


def test_a_paper_that_ends_its_process_is_named_and_the_rest_comes_in(hard: Path, tmp_path: Path) -> None:
    for day in range(1, 9):
        (hard / f"{day}.txt").write_bytes(notice(day, "KRASJ" if day == 3 else ""))
    report, heard = imported(tmp_path / "arkiv", [hard], 2)
    assert [file.status for file in heard] == ["new", "new", "unread", *["new"] * 5]
    assert str(heard[2].reason).startswith("3.txt ended the process that read it, again and again (SIGSEGV)")
    assert [one["reason"] for one in report.summary()["not_understood"]] == ["programfeil"]
    assert check(Archive(tmp_path / "arkiv")) == []


def test_a_process_that_something_else_ended_costs_no_paper(hard: Path, tmp_path: Path) -> None:
    (hard / "1.txt").write_bytes(notice(1, "Drepen ein gong"))
    (hard / "2.txt").write_bytes(notice(2))
    report, _ = imported(tmp_path / "arkiv", [hard], 1)
    assert (tmp_path / "modular/ein-gong").exists()
    assert report.count("new") == 2


def test_a_paper_that_never_ends_is_left_when_its_time_is_over(hard: Path, tmp_path: Path) -> None:
    for day, more in enumerate(("HENG", "", "", ""), 1):
        (hard / f"{day}.txt").write_bytes(notice(day, more))
    report, heard = imported(tmp_path / "arkiv", [hard], 2, Limits(seconds=4))
    assert [file.status for file in heard] == ["unread", "new", "new", "new"]
    assert heard[0].reason == (
        "1.txt took more than 4 seconds and was left; split it, or import it with a larger --time-limit."
    )
    assert [one["reason"] for one in report.summary()["not_understood"]] == ["for-lenge"]


def test_a_paper_that_fills_the_memory_is_set_aside(hard: Path, tmp_path: Path) -> None:
    for day, more in enumerate(("", "SVELL", ""), 1):
        (hard / f"{day}.txt").write_bytes(notice(day, more))
    report, heard = imported(tmp_path / "arkiv", [hard], 1)
    assert [file.status for file in heard] == ["new", "unread", "new"]
    assert "took more memory" in str(heard[1].reason)
    assert [one["reason"] for one in report.summary()["not_understood"]] == ["for-stor"]


def test_a_hard_paper_in_a_zip_file_costs_no_other_in_it(hard: Path, tmp_path: Path) -> None:
    papers = {f"{day:02}.txt": notice(day, {5: "KRASJ", 7: "SVELL"}.get(day, "")) for day in range(1, 21)}
    (hard / "alt.zip").write_bytes(packed(papers))
    report, heard = imported(tmp_path / "arkiv", [hard], 2)
    assert [file.member for file in heard] == sorted(papers)
    assert [file.member for file in heard if file.status != "new"] == ["05.txt", "07.txt"]
    assert all(str(file.reason).startswith("In alt.zip: ") for file in heard if file.status != "new")
    assert report.count("new") == 18


def test_a_folder_of_modules_where_the_command_is_called_is_not_run(
    pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus/__init__.py").write_text("raise SystemExit('run')")
    monkeypatch.chdir(tmp_path)
    with Workers(1, Options()) as reader:
        ((_, (outcome,)),) = reader([Job(path=pile / "notat.txt", is_named=True)])
    assert outcome.status == "unread" and outcome.sha256


def test_processes_that_can_not_begin_are_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    with pytest.raises(WorkerError, match=r"end as they begin: .*No module named"), Workers(2, Options()) as reader:
        list(reader([Job(path=tmp_path / "a.txt")]))


def test_files_that_vanish_or_grow_are_told_of_and_come_in_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "papir"
    folder.mkdir()
    for day in (1, 2, 3):
        (folder / f"{day}.txt").write_bytes(notice(day))
    read, seen = os.fstat, list[int]()

    def grows(handle: int) -> os.stat_result:
        """The second file gets a line more between two looks at it; the third is gone when it is its turn."""
        about = read(handle)
        name = Path(f"/proc/self/fd/{handle}").readlink().name
        if name == "2.txt" and not seen:
            seen.append(handle)
            with (folder / name).open("ab") as out:
                out.write(b"Meir kjem.\n")
            (folder / "3.txt").unlink()
        return about

    from corpus import import_paths

    heard: list[FileResult] = []
    with monkeypatch.context() as patch:
        patch.setattr(os, "fstat", grows)
        import_paths(Archive(tmp_path / "arkiv"), [folder], heard.append)
    assert [file.status for file in heard] == ["new", "unread", "unread"]
    assert str(heard[1].reason) == "2.txt was being written to while it was read; import it again when it is whole."
    assert "is gone" in str(heard[2].reason)
    (folder / "3.txt").write_bytes(notice(3))
    assert import_paths(Archive(tmp_path / "arkiv"), [folder]).count("new") == 2
    whole = tmp_path / "anna"
    import_paths(Archive(whole), [folder])
    assert records(whole) == records(tmp_path / "arkiv")


def test_a_folder_that_may_not_be_read_is_told_of_and_the_rest_comes_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "papir/lukka"
    closed.mkdir(parents=True)
    (closed / "1.txt").write_bytes(notice(1))
    (tmp_path / "papir/2.txt").write_bytes(notice(2))
    scan = os.scandir

    def refused(path: str) -> object:
        if Path(path) == closed:  # root, as whom tests are run now and then, may look into all
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return scan(path)

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", refused)
        report, heard = imported(tmp_path / "arkiv", [tmp_path / "papir"], 1)
    assert [file.status for file in heard] == ["new", "unread"]
    assert heard[1].path == closed and "can't be looked into (Permission denied)" in str(heard[1].reason)
    assert report.exit_code == 1
    assert imported(tmp_path / "arkiv", [tmp_path / "papir"], 1)[0].count("new") == 1


def _started(folder: Path, pile: Path) -> subprocess.Popen[bytes]:
    line = [sys.executable, "-m", "cli.main", "import", "--jobs", "2", "--corpus", str(folder), str(pile)]
    return subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def _until_some_are_in(folder: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and not list((folder / "lesingar").glob("*.json")):
        time.sleep(0.05)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_stopped_in_whatever_way_no_process_stays_and_the_next_run_goes_on(
    pile: Path, expected: tuple[dict[str, bytes], list[FileResult]], tmp_path: Path, how: signal.Signals
) -> None:
    process = _started(tmp_path, pile)
    _until_some_are_in(tmp_path)
    children = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(how)
    out, _ = process.communicate(timeout=60)
    _, alive = psutil.wait_procs(children, timeout=20)
    assert not alive
    assert process.returncode == (-signal.SIGKILL if how == signal.SIGKILL else 1)
    if how != signal.SIGKILL:
        assert b"It was stopped; the same command goes on from here." in out
        (report,) = tmp_path.glob("import-*.json")
        assert json.loads(report.read_text())["interrupted"]
    imported(tmp_path, [pile], 2)
    assert records(tmp_path) == expected[0]
    assert check(Archive(tmp_path)) == []


def test_two_imports_of_the_same_folder_at_once_end_in_the_same_bytes(
    pile: Path, expected: tuple[dict[str, bytes], list[FileResult]], tmp_path: Path
) -> None:
    first, second = _started(tmp_path, pile), _started(tmp_path, pile)
    assert (first.wait(120), second.wait(120)) == (1, 1)  # the pile has files that can't be read
    for process in (first, second):
        process.communicate()
    assert records(tmp_path) == expected[0]
    assert check(Archive(tmp_path)) == []


def test_a_clock_that_is_turned_back_between_two_imports_changes_nothing(
    pile: Path, expected: tuple[dict[str, bytes], list[FileResult]], tmp_path: Path
) -> None:
    imported(tmp_path, [pile / "innkallingar"], 1)
    ahead = time.time() + 10 * 24 * 3600
    for path in [*tmp_path.rglob("*")]:
        os.utime(path, (ahead, ahead))
    imported(tmp_path, [pile], 2)
    assert set(records(tmp_path)) == set(expected[0])
    assert check(Archive(tmp_path)) == []
    Archive(tmp_path).rebuild()
    assert {name: data for name, data in records(tmp_path).items() if name.startswith("moete")} == {
        name: data for name, data in expected[0].items() if name.startswith("moete")
    }


def test_a_paper_that_can_not_be_merged_is_set_aside_and_stands_in_nobody_s_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from corpus import import_paths, step

    folder = tmp_path / "papir"
    folder.mkdir()
    for day in (1, 2, 3):
        (folder / f"{day}.txt").write_bytes(notice(day))
    merged = step.merged_meeting

    def fails(where: Path, readings: list[Any]) -> Any:
        if any(one.id.endswith("2026-01-02") for one in readings):
            raise ValueError("a fault of ours")
        return merged(where, readings)

    heard: list[FileResult] = []
    with monkeypatch.context() as patch:
        patch.setattr(step, "merged_meeting", fails)
        import_paths(Archive(tmp_path / "arkiv"), [folder], heard.append)
    assert [file.status for file in heard] == ["new", "unread", "new"]
    assert "ValueError: a fault of ours" in str(heard[1].reason)
    assert check(Archive(tmp_path / "arkiv")) == []
    assert import_paths(Archive(tmp_path / "arkiv"), [folder]).count("new") == 1
