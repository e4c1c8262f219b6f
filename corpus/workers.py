"""Reading many files at a time, in worker processes that may crash, hang or swell without harm to the rest.

Each worker has a line of its own, so one that is killed in the middle of a word harms no other. Results come in the
order of the jobs, whoever was first: what an import makes does not depend on its workers.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Self

import psutil

from corpus.messages import Settings, hear, send_job, send_settings
from corpus.reading import Job, Options, Outcome, not_read
from model.document import Record
from model.errors import SaksgangError

AHEAD = 3
"""Jobs that lie ready with a worker, so that it need not wait while results are stored."""
MOST_DONE = 20_000
"""Jobs that may be done before their turn, while one before them takes its time."""
MOST_WAITING = 128 * 1024 * 1024
"""Bytes, compressed, of what they gave."""
MEMORY_OF_WORKER = 700 * 1024 * 1024
"""Bytes that must be free for each worker where nothing is said of how many there be."""
_ATTEMPTS = 2
"""How often a paper may end a worker; the first time, something else may have been at fault."""
_KILLED = 4
"""How often a worker may be killed over it: a paper seldom does that, but by filling the memory of the machine."""
_BARREN = 3
"""Workers in a row that end by themselves before they have said anything, before the import gives up."""
_LONGEST_START = 120.0
"""Seconds that a worker may take to begin, on a busy machine."""
_PATIENCE = 1.0
"""Seconds between two looks at who is late."""


class WorkerError(SaksgangError):
    """No worker could be started."""


class Limits(Record):
    """What one file may cost."""

    seconds: float = 900.0
    """Time for a paper; a scanned one of 300 pages takes some ten minutes."""
    memory: int = 2 * 1024 * 1024 * 1024
    """Bytes of memory for a worker; 0 for no limit."""


def default_jobs() -> int:
    """As many workers as there are cores for us, and memory for."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, int(psutil.virtual_memory().available) // MEMORY_OF_WORKER))


@dataclass(slots=True)
class _Task:
    """A job on its way."""

    place: int
    job: Job
    outcomes: list[Outcome] = field(default_factory=list)
    crashes: int = 0
    """How often a worker has ended over the paper that is its turn."""

    @property
    def rest(self) -> Job:
        """What of it is still to be read."""
        return self.job.model_copy(update={"skip": len(self.outcomes)})


@dataclass(slots=True)
class _Worker:
    """A process, the line to it, and what it has been given."""

    process: subprocess.Popen[bytes]
    line: Connection
    tasks: deque[_Task] = field(default_factory=deque)
    paper: str | None = None
    """The paper that it is at."""
    since: float = 0.0
    """When that was begun (`time.monotonic`)."""
    is_barren: bool = True
    goes_home: bool = False


class Workers:
    """A `Reader` with ``jobs`` processes; a context that ends them all.

    ``known`` are the checksums (32 bytes each, one after the other) of papers that need not be read.
    """

    def __init__(self, jobs: int, options: Options, known: bytes = b"", limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        cores = os.cpu_count() or 1
        self._settings = Settings(options=options, memory=self._limits.memory, ocr_processes=max(1, cores // jobs))
        self._jobs, self._known = jobs, known
        self._workers: list[_Worker] = []
        self._again: deque[_Task] = deque()
        self._barren = 0
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the context

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        workers, self._workers = self._workers, []
        for worker in workers:  # they have nothing that they must leave in order
            worker.line.close()
            _end(worker)
        self._said.close()

    def __call__(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, list[Outcome]]]:
        """What each job gave, in the order of the jobs. Raises `WorkerError` where no worker can be started."""
        tasks = (_Task(place, job) for place, job in enumerate(jobs))
        turn, done, size = 0, dict[int, _Task](), 0
        while True:
            has_room = len(done) < MOST_DONE and size < MOST_WAITING
            self._hand_out(tasks if has_room else iter(()))
            if not any(worker.tasks for worker in self._workers):
                return
            for task in self._listen():
                done[task.place] = task
                size += _size(task)
            while turn in done:
                task = done.pop(turn)
                size -= _size(task)
                turn += 1
                yield task.job, task.outcomes

    def _hand_out(self, tasks: Iterator[_Task]) -> None:
        """Give work to whoever has little, those first who have least; start workers while there is any."""
        while True:
            worker = min(self._workers, key=lambda one: len(one.tasks), default=None)
            is_new = worker is None or (worker.tasks and len(self._workers) < self._jobs)
            if worker and not is_new and len(worker.tasks) >= AHEAD:
                return
            task = self._again.popleft() if self._again else next(tasks, None)
            if task is None:
                return
            if worker is None or is_new:
                worker = self._start()
            if not worker.tasks:
                worker.since = time.monotonic()
            worker.tasks.append(task)
            with suppress(OSError):  # it is gone, which its line tells next
                send_job(worker.line, task.rest)

    def _start(self) -> _Worker:
        ours, its = socket.socketpair()
        with its:
            try:
                process = subprocess.Popen(
                    [sys.executable, "-P", "-c", _BEGIN, str(its.fileno()), *sys.path],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=self._said,
                    pass_fds=(its.fileno(),),
                    start_new_session=True,  # Ctrl-C is for the import, which ends its workers
                    env={**os.environ, **_ONE_THREAD},
                )
            except OSError as error:
                ours.close()
                raise WorkerError(f"A process to read papers could not be started: {error.strerror}.") from error
        worker = _Worker(process, Connection(ours.detach()))
        self._workers.append(worker)
        with suppress(OSError):
            send_settings(worker.line, self._settings, self._known)
        return worker

    def _listen(self) -> list[_Task]:
        """Hear what the workers say, wait for it if need be; the tasks that were finished by it."""
        finished: list[_Task] = []
        spoken = wait([worker.line for worker in self._workers], _PATIENCE)
        for worker in [one for one in self._workers if one.line in spoken]:
            try:
                # What has come, and no more: another may have much to say too.
                for _ in range(50):
                    self._hear(worker, finished)
                    if worker.goes_home or not worker.line.poll():
                        break
            except (EOFError, OSError):
                self._bury(worker, finished, None)
        now = time.monotonic()
        for worker in list(self._workers):
            allowed = max(self._limits.seconds, _LONGEST_START) if worker.is_barren else self._limits.seconds
            if worker.tasks and now - worker.since > allowed and not worker.line.poll():
                self._bury(worker, finished, TOO_SLOW.replace("{seconds}", f"{self._limits.seconds:g}"))
        return finished

    def _hear(self, worker: _Worker, finished: list[_Task]) -> None:
        message = hear(worker.line)
        worker.since = time.monotonic()
        worker.is_barren, self._barren = False, 0
        match message.kind:
            case "begun":
                worker.paper = message.name
            case "outcome":
                worker.paper = None
                task = worker.tasks[0]
                task.crashes = 0
                if message.outcome:
                    task.outcomes.append(message.outcome)
            case "done":
                worker.paper = None
                finished.append(worker.tasks.popleft())
            case "home":
                worker.goes_home = True
                self._workers.remove(worker)
                self._again.extendleft(reversed(worker.tasks))
                worker.tasks.clear()
                worker.line.close()
                _end(worker)

    def _bury(self, worker: _Worker, finished: list[_Task], reason: str | None) -> None:
        """A worker has ended, or is to be ended for that ``reason``; its other work is for others."""
        self._workers.remove(worker)
        worker.line.close()
        code = _end(worker)
        self._barren += worker.is_barren and code > 0
        if self._barren >= _BARREN:
            raise WorkerError(f"The processes that read papers end as they begin: {self._last_words()}")
        if worker.tasks and (reason or not worker.is_barren):
            task = worker.tasks[0]
            task.crashes += 1
            if reason or task.crashes >= (_KILLED if code == -signal.SIGKILL else _ATTEMPTS):
                sentence = reason or CRASHED.replace("{how}", _how(code))
                task.outcomes.append(not_read(task.job, worker.paper or task.job.path.name, sentence))
                task.crashes = 0
                if worker.paper is None:  # it could not even be opened
                    finished.append(worker.tasks.popleft())
        self._again.extendleft(reversed(worker.tasks))

    def _last_words(self) -> str:
        self._said.seek(0)
        lines = self._said.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else "they said nothing."


_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_THREAD_LIMIT"), "1")
# Modules are found where they are found here: not in the current folder (-P), and not by PYTHONPATH, which would mix
# our packages into those of OCRmyPDF.
_BEGIN = """import sys
fd, *sys.path[:] = sys.argv[1:]
from corpus.worker import main
main(int(fd))"""
TOO_SLOW = "{name} took more than {seconds} seconds and was left; split it, or import it with a larger --time-limit."
CRASHED = (
    "{name} ended the process that read it, again and again ({how}); "
    "please report it, with the file if you may share it."
)


def _how(code: int) -> str:
    if code >= 0:
        return f"exit status {code}"
    with suppress(ValueError):
        return signal.Signals(-code).name
    return f"signal {-code}"


def _size(task: _Task) -> int:
    return sum(len(outcome.record) for outcome in task.outcomes)


def _end(worker: _Worker) -> int:
    """End the worker and what it has started; how it ended."""
    with suppress(psutil.NoSuchProcess):
        # LibreOffice and text recognition run in sessions of their own, and would go on.
        for child in psutil.Process(worker.process.pid).children(recursive=True):
            with suppress(psutil.NoSuchProcess):
                child.kill()
    with suppress(ProcessLookupError):
        worker.process.kill()
    return worker.process.wait()
