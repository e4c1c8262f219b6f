"""How long the commands take to start, on a warm disk."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.import_run import cores, imported
from benchmarks.machine import machine
from benchmarks.pile import write_pile
from benchmarks.processes import SAKSGANG, run

_TIMES = 9
_FILES = 300
"""Files of the archive that is searched."""
_MODULE = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \| ( *)(\S+)")


def table(folder: Path, files: int = _FILES, times: int = _TIMES) -> str:
    """Seconds of each command: the middle of some runs, the fastest, that of computing, and of its imports."""
    pile, archive = write_pile(folder / "pile", files), folder / "arkiv"
    imported(pile.folder, archive, cores())
    commands = {
        "saksgang --help": [*SAKSGANG[1:], "--help"],
        f"saksgang search, {files} files": [*SAKSGANG[1:], "search", "avløp", "--corpus", str(archive)],
        "saksgang list": [*SAKSGANG[1:], "list", "--corpus", str(archive)],
        "python alone": ["-c", "pass"],
    }
    out = [f"| {machine()} | seconds | fastest | of computing | of imports |", "|---|--:|--:|--:|--:|"]
    return "\n".join([*out, *(row(name, command, times) for name, command in commands.items())])


def row(name: str, command: Sequence[str], times: int = _TIMES) -> str:
    """The row of a command, given to Python; it runs once before it is timed."""
    run([sys.executable, *command])
    runs = [run([sys.executable, *command]) for _ in range(times)]
    if any(one.status for one in runs):
        raise RuntimeError(f"{name} ended with {runs[0].status}: {runs[0].err[-500:]}")
    seconds, computing = [one.seconds for one in runs], min(one.cpu for one in runs)
    imports = imports_of(run([sys.executable, "-X", "importtime", *command]).err)
    return f"| {name} | {median(seconds):.2f} | {min(seconds):.2f} | {computing:.2f} | {imports:.2f} |"


def imports_of(told: str) -> float:
    """Seconds of all imports, by what ``python -X importtime`` prints: each module's own time added up."""
    return sum(int(found[1]) for found in _MODULE.finditer(told)) / 1e6
