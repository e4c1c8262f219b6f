"""``saksgang import``"""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from cli.options import WRITE_BACK, Place, corpus_option, examples, json_option, open_archive

if TYPE_CHECKING:
    from corpus import Archive, ImportReport
    from corpus.importing import Manner
    from ingest import OcrMode
    from render.import_page import Language


WATCH_PAUSE = 20.0
"""Seconds between two looks at a folder that is watched."""


@click.command(
    "import",
    epilog=examples(
        "saksgang import Møtepapir/",
        "saksgang import innkalling.docx protokoll.pdf",
        "saksgang import --jobs 8 --corpus /srv/moetearkiv /srv/felles/regionraadet 2>import.log",
        "saksgang import --watch /srv/felles/regionraadet",
    ),
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=Place(exists=True, path_type=Path))
@click.option(
    "--jobs",
    type=click.IntRange(min=1, max=1024),
    metavar="N",
    help="Papers that are read at a time, each in a process of its own (else by cores and memory).",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(min=1),
    metavar="SECONDS",
    default=900.0,
    show_default=True,
    help="A paper that takes longer is set aside.",
)
@click.option(
    "--memory-limit",
    type=click.IntRange(min=256),
    metavar="MB",
    default=2048,
    show_default=True,
    help="A paper that takes more memory is set aside.",
)
@click.option(
    "--scheduler",
    metavar="tcp://HOST:PORT",
    help="Read on the machines of this Dask cluster; docs/scaling.md says what they need.",
)
@click.option("--watch", is_flag=True, help="Go on looking for papers that come or change, until stopped (Ctrl-C).")
@click.option(
    "--ocr",
    type=click.Choice(["auto", "never", "always"]),
    default="auto",
    show_default=True,
    help="Recognise the text of pages that are pictures or whose text is bad, of none, or of all.",
)
@click.option(
    "--spacy-model",
    metavar="NAME",
    help="A trained spaCy pipeline of your own, by name or folder, whose organisations are added to the actors of the "
    "saker.",
)
@click.option(
    "--language",
    type=click.Choice(["nn", "nb"]),
    default="nn",
    show_default=True,
    help="Nynorsk or Bokmål for the page that tells what became of the files.",
)
@click.option("-v", "--verbose", is_flag=True, help="A line for each file, also for those that came in.")
@corpus_option
@json_option
@click.pass_context
def import_papers(
    ctx: click.Context,
    paths: tuple[Path | str, ...],
    jobs: int | None,
    time_limit: float,
    memory_limit: int,
    scheduler: str | None,
    watch: bool,
    ocr: OcrMode,
    spacy_model: str | None,
    language: Language,
    verbose: bool,
    corpus: Path,
    as_json: bool,
) -> None:
    """Read papers into the archive.

    PATH is a paper, or a folder to look through: PDF, Word (.docx, .doc), OpenDocument, RTF, PowerPoint, text, Markdown
    and HTML, and mails (.eml, .msg) and zip files with papers inside; or a URL that fsspec reaches, such as
    s3://bucket/papers. What a file is, its content tells, not its name. A paper that is in the archive already is known
    by its content and passed over, so the same folder can be imported again and again; an import that was stopped goes
    on where it was. A file that can't be read, or that takes more time or memory than it may, is told of, and the rest
    goes in; the exit status is then 1.

    What became of the files lies in the archive afterwards, as import-….json and as a page to read, import-….html.

    Scanned pages are read with OCRmyPDF and Tesseract, some seconds a page; the better text is kept where a page has
    two, and what was recognised once is remembered.

    A paper stays as it was read when it came in, whatever options a later import is given.
    """
    from corpus.importing import Manner
    from corpus.reading import Options
    from corpus.workers import Limits, default_jobs

    if spacy_model:
        from extract import check_model

        check_model(spacy_model)
    archive = open_archive(corpus)
    limits = Limits(seconds=time_limit, memory=memory_limit * 1024 * 1024)
    options = Options(ocr=ocr, spacy_model=spacy_model)
    manner = Manner(jobs=jobs or default_jobs(), options=options, limits=limits, scheduler=scheduler)
    with _stopped_politely():
        if watch:
            _watch(archive, paths, manner, language, verbose, ctx.meta.get(WRITE_BACK))
            return
        report, page = _import(archive, paths, manner, language, verbose)
    if as_json:
        for stretch in report.json():
            click.echo(stretch.encode(), nl=False)
    click.echo(_summary(report, corpus, page), err=as_json)
    ctx.exit(report.exit_code)


def _import(
    archive: Archive,
    paths: Sequence[Path | str],
    manner: Manner,
    language: Language,
    verbose: bool,
    wanted: Callable[[Path], bool] | None = None,
) -> tuple[ImportReport, Path]:
    """One run: its report, and the page that tells of it."""
    from cli.import_progress import progress
    from corpus.finding import find_jobs
    from corpus.importing import run_import
    from corpus.report import ImportReport
    from render.import_page import import_page

    def count() -> int:
        return sum(job.files for job in find_jobs(paths, archive.folder, wanted))

    report = ImportReport()
    with progress(report, count, verbose) as shown:
        written = run_import(archive, paths, manner, report, shown.file, shown.job, wanted)
    page = written.with_suffix(".html")
    page.write_text(import_page(report, language, written.name), encoding="utf-8")
    return report, page


def _watch(
    archive: Archive,
    paths: Sequence[Path | str],
    manner: Manner,
    language: Language,
    verbose: bool,
    write_back: Callable[[], None] | None,
) -> None:
    """Import what comes, until a person or the system says stop."""
    from corpus.watching import Watch
    from model.errors import UsageError

    folders = [path for path in paths if isinstance(path, Path)]
    if len(folders) < len(paths):
        raise UsageError("Only folders of this machine can be watched; run import now and then for others.")
    watch = Watch(folders, archive.folder)
    with suppress(KeyboardInterrupt):
        while True:
            if changed := watch.changed():
                report, page = _import(archive, paths, manner, language, verbose, changed.__contains__)
                click.echo(_summary(report, archive.folder, page))
                if write_back:
                    write_back()
                if report.interrupted:
                    return
            time.sleep(WATCH_PAUSE)


@contextmanager
def _stopped_politely() -> Iterator[None]:
    """Let a service that is ended (SIGTERM) leave as well as a person does with Ctrl-C."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _summary(report: ImportReport, corpus: Path, page: Path) -> str:
    """What came in, what did not, and where to read of it."""
    from model.plan import Plan
    from model.presentasjon import Presentasjon

    others = report.others(Plan) + report.others(Presentasjon)
    told = f"{report.saker} saker, {len(report.meetings)} meetings"
    parts = [f"{report.count('new')} new ({told}{f', {others} plans and slide decks' if others else ''})"]
    parts += [f"{report.count(status)} {words}" for status, words in _OTHERS.items() if report.count(status)]
    stopped = " It was stopped; the same command goes on from here." if report.interrupted else ""
    return f"{report.counts.total()} files: {', '.join(parts)}.{stopped} The archive is {corpus}; {page} tells more."


_OTHERS = {"known": "known already", "skipped": "passed over", "unread": "could not be read"}
