"""One run of an import: workers, what they read into the archive, and the report that is left there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.archive import Archive
from corpus.batch import import_paths
from corpus.places import is_url, shown
from corpus.reading import Job, Options
from corpus.report import FileResult, ImportReport
from corpus.workers import Limits, Workers
from model.document import Record

if TYPE_CHECKING:
    from corpus.cluster import Cluster


class Manner(Record):
    """How an import is done."""

    jobs: int
    """Papers that are read at a time."""
    options: Options = Options()
    limits: Limits = Limits()
    scheduler: str | None = None
    """Address of a Dask scheduler whose machines read the papers, in place of processes here."""

    def reader(self, known: bytes) -> Workers | Cluster:
        """Who reads the papers whose checksums are not ``known``."""
        if self.scheduler:
            from corpus.cluster import Cluster

            return Cluster(self.scheduler, self.options, known, self.limits)
        return Workers(self.jobs, self.options, known, self.limits)


def run_import(
    archive: Archive,
    paths: Iterable[Path | str],
    manner: Manner,
    report: ImportReport,
    on_file: Callable[[FileResult], None] | None = None,
    on_job: Callable[[Job], None] | None = None,
    wanted: Callable[[Path], bool] | None = None,
) -> Path:
    """Import ``paths`` with worker processes, as `corpus.batch.import_paths` does; where the report lies then.

    Where a person stops it, what has been read is stored, and the report says that it was interrupted. Raises
    `ArchiveError` where the archive is damaged or the disk full, `WorkerError` where no worker can be started.
    """
    paths = list(paths)
    report.settings = {
        "paths": [shown(str(path)) if is_url(path) else str(path) for path in paths],
        "jobs": None if manner.scheduler else manner.jobs,
        "limits": {"seconds": manner.limits.seconds, "megabytes": manner.limits.memory // 1024 // 1024},
    }
    archive.bring_in_step()
    with manner.reader(archive.checksums()) as reader:
        try:
            import_paths(archive, paths, on_file, reader, report, on_job, wanted)
        except KeyboardInterrupt:
            report.interrupted = True
    return report.write(archive.folder)
