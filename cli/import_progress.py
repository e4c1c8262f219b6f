"""How an import shows that it moves: a bar where a person looks on, else a line now and then."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

import click

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from corpus import FileResult, ImportReport
    from corpus.reading import Job

PAUSE = 30.0
"""Seconds between two lines of progress."""


class Progress(Protocol):
    """Who is told how it goes."""

    def file(self, result: FileResult) -> None:
        """A file is stored, or set aside."""

    def job(self, job: Job) -> None:
        """A job is done with."""


@contextmanager
def progress(report: ImportReport, count: Callable[[], int], verbose: bool) -> Iterator[Progress]:
    """A bar in a terminal, else lines on stderr: failures at once, how far it is every `PAUSE` seconds.

    ``count`` counts the files that are to be looked at, which is done on the side. With ``verbose`` there is a line for
    each file.
    """
    from cli.output import screen

    console = screen(stderr=True)
    counted = _Counted(count)
    if not console.is_terminal:
        yield _Lines(report, counted, verbose)
        return

    from rich import progress as parts

    said = parts.TextColumn("{task.fields[said]}", markup=False)
    columns = (parts.BarColumn(), parts.MofNCompleteColumn(), said, parts.TimeRemainingColumn())
    with parts.Progress(*columns, console=console, transient=True) as bar:
        yield _OnScreen(report, counted, verbose, bar)


class _Counted:
    """How many files there are, once that is known."""

    def __init__(self, count: Callable[[], int]) -> None:
        self.total: int | None = None
        threading.Thread(target=self._count, args=(count,), daemon=True).start()

    def _count(self, count: Callable[[], int]) -> None:
        self.total = count()


class _Lines:
    def __init__(self, report: ImportReport, counted: _Counted, verbose: bool) -> None:
        self._report, self._counted, self._verbose = report, counted, verbose
        self._done = 0
        self._told = time.monotonic()

    def file(self, result: FileResult) -> None:
        if self._verbose or result.status == "unread":
            click.echo(line(result), err=True)

    def job(self, job: Job) -> None:
        self._done += job.files
        if time.monotonic() - self._told > PAUSE:
            self._told = time.monotonic()
            click.echo(how_far(self._report, self._done, self._counted.total), err=True)


class _OnScreen:
    def __init__(self, report: ImportReport, counted: _Counted, verbose: bool, bar: Bar) -> None:
        self._report, self._counted, self._verbose, self._bar = report, counted, verbose, bar
        self._task = bar.add_task("", total=None, said="")

    def file(self, result: FileResult) -> None:
        if self._verbose or result.status == "unread":
            self._bar.console.print(line(result), soft_wrap=True)

    def job(self, job: Job) -> None:
        said = f"{_pages(self._report)}, {self._report.count('unread')} could not be read"
        self._bar.update(self._task, advance=job.files, total=self._counted.total, said=said)


def how_far(report: ImportReport, done: int, total: int | None) -> str:
    """One line on how far it is: ``1200 of 5000 files, 9800 pages (85 a second), 12 could not be read, 7 min left``."""
    of = f" of {total}" if total is not None else ""
    left = f", about {_span(report.seconds * (total - done) / done)} left" if total and 0 < done <= total else ""
    return f"{done}{of} files, {_pages(report)}, {report.count('unread')} could not be read{left}."


def _pages(report: ImportReport) -> str:
    return f"{report.pages} pages ({report.pages / max(report.seconds, 0.1):.0f} a second)"


def _span(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def line(result: FileResult) -> str:
    """What became of a file, in a line."""
    from cli.output import clean

    name = f"{result.path.name}: {result.member}" if result.member else result.path.name
    match result.status:
        case "unread":
            return clean(result.reason or f"{name} could not be read.")
        case "skipped":
            return clean(f"{name}: passed over, no paper")
        case status:
            return clean(f"{name}: {status}, {f'{result.saker} saker, ' if result.saker else ''}{result.record_id}")
