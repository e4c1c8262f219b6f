"""A command run to its end: how long it took, how much computing, how much memory all its processes held at once."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAKSGANG = (sys.executable, "-m", "cli.main")
"""The command, from this tree."""
_PAUSE = 0.25
"""Seconds between two looks at the memory."""


@dataclass(frozen=True)
class Run:
    """What was measured."""

    seconds: float
    """On the clock."""
    cpu: float
    """Seconds of computing, of the process and all it started and waited for."""
    peak: float
    """MB (2^20 bytes) that all processes held together at the worst moment, what they share counted once."""
    status: int
    out: str
    err: str


def run(command: Sequence[str], timeout: float | None = None) -> Run:
    """Run the command in the project's folder; killed after ``timeout`` seconds, which gives status -9."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out, tempfile.TemporaryFile("w+", encoding="utf-8") as err:
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=err, cwd=ROOT, env=environment)
        watcher = _Watcher(process.pid, timeout)
        watcher.start()
        # wait4 tells the computing of this child alone, and of those that it has waited for.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        watcher.done.set()
        watcher.join()
        out.seek(0)
        err.seek(0)
        cpu = usage.ru_utime + usage.ru_stime
        return Run(seconds, cpu, watcher.peak / 1024, process.returncode, out.read(), err.read())


class _Watcher(threading.Thread):
    """Looks at the memory of a process and all below it until it is told to stop."""

    def __init__(self, pid: int, timeout: float | None) -> None:
        super().__init__(daemon=True)
        self._pid, self._until = pid, time.monotonic() + timeout if timeout else None
        self.peak = 0
        """In kB."""
        self.done = threading.Event()

    def run(self) -> None:
        """Look until the end."""
        while not self.done.wait(_PAUSE):
            tree = descendants(self._pid)
            self.peak = max(self.peak, sum(map(held, tree)))
            if self._until and time.monotonic() > self._until:
                for pid in reversed(tree):
                    _kill(pid)


def descendants(pid: int) -> list[int]:
    """The process and all that it started, directly or not."""
    below: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                # The name in brackets may hold anything; the parent is the second field behind it.
                parent = int((entry / "stat").read_text(errors="replace").rpartition(")")[2].split()[1])
            except (OSError, ValueError, IndexError):
                continue
            below.setdefault(parent, []).append(int(entry.name))
    out, todo = [], [pid]
    while todo:
        one = todo.pop()
        out.append(one)
        todo += below.get(one, [])
    return out


def held(pid: int) -> int:
    """Memory of a process in kB; of pages that several share each bears its part (PSS)."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:  # it has ended
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, 9)
