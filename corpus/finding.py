"""Which files an import looks at."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from corpus.places import find_files, is_url, shown, steps
from corpus.reading import Job

ENTRIES_OF_JOB = 8
"""Entries of a zip file that are read at a time by one worker."""


def find_jobs(
    paths: Iterable[Path | str], leave_out: Path, wanted: Callable[[Path], bool] | None = None
) -> Iterator[Job]:
    """Every file to look at, once: those that are named, and all in the folders that are, in order of name.

    Hidden files and Office's lock files are left out, links to folders not followed, the folder ``leave_out`` not
    looked into. A URL names a place that fsspec reaches. A zip file on the disk is as many jobs as it has handfuls of
    entries. A folder that can't be looked into is a job that says so. Of the files in folders only those that are
    ``wanted`` come. Raises `UsageError` where a URL can't be reached.
    """
    seen: set[str] = set()
    for place in paths:
        if is_url(place):
            yield from _elsewhere(str(place), seen)
            continue
        path = Path(place)
        is_named = not path.is_dir()
        for real, job in (
            [(os.path.realpath(path), Job(path=path, is_named=True))] if is_named else walk(path, leave_out)
        ):
            if real not in seen and (is_named or job.fault or not wanted or wanted(job.path)):
                seen.add(real)
                yield from _parts(job)


def _elsewhere(url: str, seen: set[str]) -> Iterator[Job]:
    files, is_named = find_files(url)
    start = len(list(steps(url)))
    for file in files:
        below = list(steps(file))[start:]
        if file not in seen and not any(_is_hidden(name) for name in below):
            seen.add(file)
            yield Job(path=Path(shown(file)), url=file, is_named=is_named)


def walk(folder: Path, leave_out: Path) -> Iterator[tuple[str, Job]]:
    """Each file in the folder and those below it, with its real path, and each folder that can't be looked into."""
    own, closed = os.path.realpath(leave_out), list[OSError]()
    for place, folders, names in os.walk(folder, onerror=closed.append):
        yield from _told(closed)
        real = os.path.realpath(place)
        folders[:] = sorted(name for name in folders if not _is_hidden(name) and f"{real}/{name}" != own)
        for name in sorted(names):
            if not _is_hidden(name):
                path = Path(place, name)  # to ask for the real one of each takes longer than all else here
                yield os.path.realpath(path) if path.is_symlink() else f"{real}/{name}", Job(path=path)
    yield from _told(closed)


def _told(closed: list[OSError]) -> Iterator[tuple[str, Job]]:
    while closed:
        error = closed.pop(0)
        fault = f"{error.filename} can't be looked into ({error.strerror}); check that it may be read."
        yield f"{error.filename}", Job(path=Path(error.filename), fault=fault)


def _parts(job: Job) -> Iterator[Job]:
    """The job, or of a zip file with many papers a handful at a time."""
    count = None
    if job.path.suffix.lower() == ".zip" and not job.fault and not job.url:
        from ingest.zipped import count_entries

        count = count_entries(job.path)
    if not count:
        yield job
        return
    for first in range(0, count, ENTRIES_OF_JOB):
        yield job.model_copy(update={"part": (first, min(first + ENTRIES_OF_JOB, count))})


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$"))
