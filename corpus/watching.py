"""Which files of a folder are new, or have changed, since they were last looked at."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from corpus.finding import find_jobs

Stamp = tuple[int, int, int]


class Watch:
    """Looks at ``paths`` now and then. It asks the folders, as shared ones seldom tell of changes by themselves."""

    def __init__(self, paths: Iterable[Path], leave_out: Path) -> None:
        self._paths, self._leave_out = list(paths), leave_out
        self._given: dict[Path, Stamp] = {}
        self._seen: dict[Path, Stamp] = {}

    def changed(self) -> set[Path]:
        """The files that have come or changed since they were last given, and stand still: alike at two looks.

        At the first look, all files.
        """
        now = self._look()
        first = not self._seen
        ready = {
            path: stamp
            for path, stamp in now.items()
            if stamp != self._given.get(path) and (first or stamp == self._seen.get(path))
        }
        self._given = {path: stamp for path, stamp in self._given.items() if path in now} | ready
        self._seen = now
        return set(ready)

    def _look(self) -> dict[Path, Stamp]:
        found: dict[Path, Stamp] = {}
        for job in find_jobs(self._paths, self._leave_out):
            if not job.fault and job.path not in found:
                try:
                    about = job.path.stat()
                except OSError:  # gone meanwhile; or it comes at the next look
                    continue
                found[job.path] = (about.st_size, about.st_mtime_ns, about.st_ino)
        return found
