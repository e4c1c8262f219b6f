"""One import of a folder, measured, and what its report says."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from benchmarks.processes import SAKSGANG, Run, run


@dataclass(frozen=True)
class Import:
    """What came of it."""

    run: Run
    unread: tuple[str, ...]
    """Paths of the files that could not be read, below the folder."""
    files: dict[str, int]
    """How many files there were of each status."""


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0))


def imported(folder: Path, archive: Path, jobs: int, most: int | None = None) -> Import:
    """Import the folder into the archive, on ``most`` cores; raises RuntimeError where the command itself failed."""
    pinned = ["taskset", "-c", ",".join(str(core) for core in sorted(os.sched_getaffinity(0))[:most])] if most else []
    done = run([*pinned, *SAKSGANG, "import", str(folder), "--jobs", str(jobs), "--json", "--corpus", str(archive)])
    if done.status not in (0, 1):  # 1 is an import in which some files could not be read
        raise RuntimeError(f"the import ended with {done.status}: {done.err[-2000:]}")
    report = json.loads(done.out)
    unread = [file for group in report["not_understood"] for file in group["files"]]
    return Import(done, tuple(str(Path(one["path"]).relative_to(folder)) for one in unread), dict(report["files"]))
