"""A worker: a process that reads files for an import, and may die of one of them.

Started by `corpus.workers`. It ends with the process that started it, fills no more memory than it is allowed (what
goes beyond raises `MemoryError`, which costs the one file), and goes home when files have left it fat, so that an
import of any length stays as small as at its beginning.
"""

from __future__ import annotations

import ctypes
import gc
import os
import resource
import signal
import sys
from multiprocessing.connection import Connection

import psutil

from corpus.messages import receive_job, receive_settings, tell
from corpus.reading import TOO_LARGE, Options, not_read, read_job
from ingest.ocr import PROCESSES

FAT = 450 * 1024 * 1024
"""Bytes of memory at which a worker goes home after a file; a fresh one that has read some papers has 150 MB."""
SELDOM = 100_000
"""New objects between two looks for those that only hold each other; at the usual 700, that takes 7 % of the time."""
_PARENT_DIES = 1  # PR_SET_PDEATHSIG, prctl(2)
_KNOWN = frozenset[bytes]


def main(fd: int) -> None:
    """Read what comes on the line ``fd`` until no more does."""
    _end_with_parent()
    gc.set_threshold(SELDOM)
    with Connection(fd) as line:
        settings, known = receive_settings(line)
        if settings.memory:
            _bound_memory(settings.memory)
        os.environ[PROCESSES] = str(settings.ocr_processes)
        try:
            while _work(line, settings.options, known):
                pass
        except (EOFError, ConnectionError):
            return  # the import is over


def _work(line: Connection, options: Options, known: _KNOWN) -> bool:
    """Do one job; whether to go on."""
    job = receive_job(line)
    paper = job.path.name
    try:
        for paper, outcome in read_job(job, options, known):
            tell(line, "outcome" if outcome else "begun", paper, outcome)
    except MemoryError:
        gc.collect()
        tell(line, "outcome", paper, not_read(job, paper, TOO_LARGE))
        tell(line, "home")
        return False
    tell(line, "done")
    if psutil.Process().memory_info().rss > FAT:
        gc.collect()
        if psutil.Process().memory_info().rss > FAT:
            tell(line, "home")
            return False
    return True


def _bound_memory(most: int) -> None:
    """Let this process, and each that it starts, have no more memory of its own (RLIMIT_DATA, setrlimit(2))."""
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (most if hard < 0 else min(most, hard), hard))


def _end_with_parent() -> None:
    """Where the system can, be ended when the process that started this one ends, however that happens."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_DIES, signal.SIGKILL, 0, 0, 0)
