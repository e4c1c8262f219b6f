"""Importing folders of papers: a result for every file, and never stopped by one of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter

from corpus.archive import Archive
from corpus.files import NoRoomError
from corpus.finding import find_jobs
from corpus.reading import Job, Options, Outcome, Reader, read_job, reason
from corpus.report import FileResult, ImportReport
from model.moete import Moete
from model.plan import Plan
from model.presentasjon import Presentasjon

_Record = Moete | Plan | Presentasjon

MOST_IN_GROUP = 32
"""Papers that are stored together: one transaction, one merge of a meeting whose papers come in together."""
LONGEST_IN_GROUP = 1.0
"""Seconds that a paper waits for others to be stored with."""


def import_paths(
    archive: Archive,
    paths: Iterable[Path | str],
    on_file: Callable[[FileResult], None] | None = None,
    reader: Reader | None = None,
    report: ImportReport | None = None,
    on_job: Callable[[Job], None] | None = None,
    wanted: Callable[[Path], bool] | None = None,
) -> ImportReport:
    """Read each file, and each file in each folder that papers come in, into the archive; of mails and zip files, each
    paper inside.

    A URL names a file or folder on any place that fsspec reaches. Folders are walked in order of name, hidden files and
    Office's lock files left out, links to folders not followed. A file that is named is read whatever its name.
    ``reader`` does the reading: `read_here` (what is meant by None), `corpus.workers.Workers` or
    `corpus.cluster.Cluster`. ``on_file`` hears of each file when it is stored, in that order; ``on_job`` of each job
    that is done with; ``report`` is added to, and returned; of the files in folders only those that are ``wanted`` are
    read. Papers that are in the archive stay as they were read.

    Raises `ArchiveError` where the archive itself is damaged or the disk full; what is wrong with a file stands in its
    result.
    """
    archive.bring_in_step()
    writer = _Writer(archive, report or ImportReport(), on_file)
    read = reader or read_here(Options(), archive.checksums())
    try:
        for job, outcomes in read(find_jobs(paths, archive.folder, wanted)):
            writer.take(job, outcomes)
            if on_job:
                on_job(job)
    finally:
        writer.store()
    return writer.report


def read_here(options: Options, known: bytes = b"") -> Reader:
    """A reader that reads one file after the other in this process, without limits."""
    every = frozenset(known[at : at + 32] for at in range(0, len(known), 32))

    def read(jobs: Iterable[Job]) -> Iterator[tuple[Job, list[Outcome]]]:
        for job in jobs:
            yield job, [outcome for _, outcome in read_job(job, options, every) if outcome]

    return read


class _Writer:
    """Stores what was read, some papers at a time, in the order in which they come."""

    def __init__(self, archive: Archive, report: ImportReport, on_file: Callable[[FileResult], None] | None) -> None:
        self.archive, self.report, self._on_file = archive, report, on_file
        self._waiting: list[tuple[Job, Outcome]] = []
        self._papers = 0
        self._since = time.monotonic()

    def take(self, job: Job, outcomes: Iterable[Outcome]) -> None:
        """Take in what a job gave; store what waits where it is time."""
        for outcome in outcomes:
            self._waiting.append((job, outcome))
            self._papers += outcome.status == "read"
        late = time.monotonic() - self._since > LONGEST_IN_GROUP
        if late or self._papers >= MOST_IN_GROUP:
            self.store()

    def store(self) -> None:
        """Store what waits, and tell of it."""
        waiting, self._waiting, self._papers, self._since = self._waiting, [], 0, time.monotonic()
        for result in self._stored(waiting):
            self.report.add(result)
            if self._on_file:
                self._on_file(result)

    def _stored(self, waiting: list[tuple[Job, Outcome]]) -> Iterator[FileResult]:
        """Store what was read; what became of each."""
        new: dict[str, tuple[_Record, str]] = {}
        for _, outcome in waiting:
            sha256 = outcome.sha256 or ""
            # A copy of the file in this import, or another import, may have been before.
            if outcome.status == "read" and sha256 not in new and not self.archive.has(sha256):
                new[sha256] = _kinds().validate_json(outcome.text), outcome.text
        homes, failed = self._keep(new)
        for job, outcome in waiting:
            sha256, status = outcome.sha256 or "", outcome.status
            result = FileResult(path=job.path, member=outcome.member, status="unread", reason=outcome.reason)
            if status == "unread" or status == "skipped":
                yield result.model_copy(update={"status": status})
            elif sha256 in failed:
                name = outcome.member or job.path.name
                yield result.model_copy(update={"reason": reason(failed[sha256], name)})
            elif found := new.pop(sha256, None):
                record, _ = found
                saker = len(record.saker) if isinstance(record, Moete) else 0
                update = {"status": "new", "record_id": homes[sha256], "saker": saker, "pages": outcome.pages}
                result = result.model_copy(update=update)
                self.report.note(result, record)
                yield result
            else:
                id, saker = self.archive.known_as(sha256) or (None, 0)
                yield result.model_copy(update={"status": "known", "record_id": id, "saker": saker})

    def _keep(self, records: dict[str, tuple[_Record, str]]) -> tuple[dict[str, str], dict[str, Exception]]:
        """Store these: their ids, and why some could not be."""
        try:
            return self._kept(records), {}
        except NoRoomError:
            raise
        except Exception:  # one of them; it must not cost the others
            homes, failed = dict[str, str](), dict[str, Exception]()
            for sha256, record in records.items():
                try:
                    homes |= self._kept({sha256: record})
                except NoRoomError:
                    raise
                except Exception as error:  # told with the paper
                    failed[sha256] = error
            return homes, failed

    def _kept(self, records: dict[str, tuple[_Record, str]]) -> dict[str, str]:
        meetings = {sha256: (record, text) for sha256, (record, text) in records.items() if isinstance(record, Moete)}
        homes = dict(zip(meetings, self.archive.add_all(list(meetings.values())) if meetings else (), strict=True))
        for sha256, (record, _) in records.items():
            if not isinstance(record, Moete):
                homes[sha256] = self.archive.keep(record)
        return homes


@cache
def _kinds() -> TypeAdapter[_Record]:
    """What a paper says, of whichever kind it is."""
    return TypeAdapter(Annotated[_Record, Field(discriminator="skjema")])
