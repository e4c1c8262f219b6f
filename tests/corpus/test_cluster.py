"""Papers read on a Dask cluster of several processes: the same bytes as here, also when machines go away."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import Archive, ImportReport, check
from corpus.importing import Manner, run_import
from corpus.workers import WorkerError
from tests.corpus.paper_pile import write_pile
from tests.corpus.test_workers import records

pytest.importorskip("distributed", reason="Dask is not installed (pip install 'saksgang[dask]')")
ROOT = Path(__file__).parents[2]


class LocalCluster:
    """A scheduler and machines of it, each a process with a nanny, as `dask scheduler` and `dask worker` start them."""

    def __init__(self, folder: Path, machines: int) -> None:
        self._folder = folder
        self._processes = [self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")]
        self.address = self._until(r"Scheduler at:\s+(tcp://\S+)", "scheduler-0.log")
        for _ in range(machines):
            more = ("--nthreads", "1", "--no-dashboard", "--local-directory", str(folder))
            self._processes.append(self._start("worker", self.address, *more))
        for number in range(1, machines + 1):
            self._until(r"Registered to:\s+(tcp://\S+)", f"worker-{number}.log")

    def _start(self, *words: str) -> subprocess.Popen[bytes]:
        number = len(getattr(self, "_processes", ()))
        with (self._folder / f"{words[0]}-{number}.log").open("wb") as log:
            line = [sys.executable, "-m", "dask", *words]
            environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
            return subprocess.Popen(line, stdout=log, stderr=log, env=environment, cwd=self._folder)

    def _until(self, said: str, log: str) -> str:
        until = time.monotonic() + 90
        while time.monotonic() < until:
            if found := re.search(said, (self._folder / log).read_text()):
                return found[1]
            time.sleep(0.1)
        pytest.fail(f"no word of {said!r}: {(self._folder / log).read_text()}")

    def kill_a_machine(self) -> None:
        """End one at once, with its nanny, so that nobody starts it anew."""
        self._processes[-1].send_signal(signal.SIGKILL)

    def close(self) -> None:
        for process in reversed(self._processes):
            process.terminate()
        for process in self._processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papir")
    write_pile(folder, 3)
    return folder


@pytest.fixture(scope="module")
def expected(pile: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("arkiv")
    run_import(Archive(folder), [pile], Manner(jobs=2), ImportReport())
    return records(folder)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCluster]:
    started = LocalCluster(tmp_path_factory.mktemp("klynge"), 3)
    yield started
    started.close()


def test_a_cluster_gives_the_bytes_that_this_machine_gives(
    pile: Path, expected: dict[str, bytes], cluster: LocalCluster, tmp_path: Path
) -> None:
    report = ImportReport()
    run_import(Archive(tmp_path), [pile], Manner(jobs=1, scheduler=cluster.address), report)
    assert records(tmp_path) == expected
    assert report.summary()["jobs"] is None
    assert check(Archive(tmp_path)) == []


def test_papers_at_a_url_are_papers_too(
    pile: Path, expected: dict[str, bytes], cluster: LocalCluster, tmp_path: Path
) -> None:
    report = ImportReport()
    run_import(Archive(tmp_path), [f"file://{pile}"], Manner(jobs=1, scheduler=cluster.address), report)
    assert records(tmp_path) == expected
    assert report.summary()["paths"] == [f"file://{pile}"]


def test_a_machine_that_goes_away_in_the_middle_costs_nothing(
    pile: Path, expected: dict[str, bytes], cluster: LocalCluster, tmp_path: Path
) -> None:
    def kill() -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until and not list((tmp_path / "lesingar").glob("*.json")):
            time.sleep(0.05)
        cluster.kill_a_machine()

    thread = threading.Thread(target=kill)
    thread.start()
    run_import(Archive(tmp_path), [pile], Manner(jobs=1, scheduler=cluster.address), ImportReport())
    thread.join()
    assert records(tmp_path) == expected
    assert check(Archive(tmp_path)) == []


def test_a_scheduler_that_is_not_there_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.cluster._SECONDS", 1)
    with pytest.raises(WorkerError, match=r"^No scheduler of Dask answers at tcp://127\.0\.0\.1:9 "):
        run_import(Archive(tmp_path), [tmp_path], Manner(jobs=1, scheduler="tcp://127.0.0.1:9"), ImportReport())
