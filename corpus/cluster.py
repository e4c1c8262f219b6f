"""Reading files on a Dask cluster: the same work, in the same worker processes, on more than one machine.

Only reading is done there; what was read is stored by the import itself, in the order of the files. Each machine of
the cluster needs Saksgang, the same version as here, and must find the papers under the same names: on a disk that all
have, or at a URL that fsspec reaches. A cluster runs what it is sent, so it must be one that only you can reach.
"""

from __future__ import annotations

import hashlib
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.metadata import version
from types import TracebackType
from typing import Any, Self

from corpus.messages import Settings
from corpus.reading import Job, Options, Outcome, not_read
from corpus.workers import Limits, WorkerError, Workers

AHEAD = 8
"""Jobs that are on their way for each place of work."""
_SECONDS = 15
"""That the scheduler may take to answer at the beginning."""
_RETRIES = 3
"""How often a job is sent anew where the machine that had it went away."""
_GONE = "{name} ended each machine that was to read it, or all went away; import it by itself."
_here = threading.local()

Told = list[tuple[str, bytes]]
"""Outcomes as they travel: JSON, and the record beside it."""


class Cluster:
    """A `Reader` on the cluster whose scheduler answers at ``address`` (``tcp://host:8786``); a context.

    ``known`` and ``limits`` are those of `corpus.workers.Workers`. Raises `WorkerError` where there is no scheduler, or
    no machine with this version of Saksgang.
    """

    def __init__(self, address: str, options: Options, known: bytes = b"", limits: Limits | None = None) -> None:
        try:
            client: Any = import_module("distributed").Client  # without types
        except ImportError as error:
            raise WorkerError("A cluster takes Dask: pip install 'saksgang[dask]'.") from error
        self._address, self._known = address, known
        self._settings = Settings(options=options, memory=(limits or Limits()).memory, ocr_processes=1)
        self._limits = limits or Limits()
        try:
            self._client = client(address, timeout=_SECONDS, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise WorkerError(
                f"No scheduler of Dask answers at {address} ({error}); start it, or see to the address."
            ) from error

    def __enter__(self) -> Self:
        self._check_machines()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._client.close()

    def _check_machines(self) -> None:
        """Let no machine read otherwise than this one would."""
        self._client.wait_for_workers(1, timeout=_SECONDS)
        own = version("saksgang")
        found = self._client.run(_version)
        if strange := {name: said for name, said in found.items() if said != own}:
            name, said = sorted(strange.items())[0]
            raise WorkerError(
                f"The machine {name} has Saksgang {said}, and here is {own}; install the same everywhere."
            )

    def __call__(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, list[Outcome]]]:
        """What each job gave, in the order of the jobs."""
        known = self._client.scatter(self._known, broadcast=True, hash=True)
        settings = self._settings.model_dump_json()
        waiting: deque[tuple[Job, Any]] = deque()
        source = iter(jobs)
        while True:
            room = AHEAD * max(1, sum(self._client.nthreads().values())) - len(waiting)
            for job in (job for _, job in zip(range(room), source, strict=False)):
                send = (job.model_dump_json(), settings, self._limits.seconds, known)
                waiting.append((job, self._client.submit(read_there, *send, pure=False, retries=_RETRIES)))
            if not waiting:
                return
            job, future = waiting.popleft()
            yield job, self._outcomes(job, future)

    def _outcomes(self, job: Job, future: Any) -> list[Outcome]:  # noqa: ANN401 - distributed has no types
        from distributed.scheduler import KilledWorker

        try:
            return [Outcome(**Outcome.model_validate_json(head).model_dump(exclude={"record"}), record=record)
                    for head, record in future.result()]  # fmt: skip
        except KilledWorker:
            return [not_read(job, job.path.name, _GONE)]


def _version() -> str:
    return version("saksgang")


def read_there(job: str, settings: str, seconds: float, known: bytes) -> Told:
    """Read a job on a machine of the cluster: in a process of its own, as everywhere."""
    reader = _reader(Settings.model_validate_json(settings), seconds, known)
    ((_, outcomes),) = reader([Job.model_validate_json(job)])
    return [(outcome.model_dump_json(exclude={"record"}), outcome.record) for outcome in outcomes]


def _reader(settings: Settings, seconds: float, known: bytes) -> Workers:
    """The worker of this thread; a new one for each import."""
    key = hashlib.sha256(settings.model_dump_json().encode() + known).digest(), seconds
    if getattr(_here, "key", None) != key:
        if before := getattr(_here, "reader", None):
            before.__exit__(None, None, None)
        limits = Limits(seconds=seconds, memory=settings.memory)
        _here.reader, _here.key = Workers(1, settings.options, known, limits), key
    reader: Workers = _here.reader
    return reader
