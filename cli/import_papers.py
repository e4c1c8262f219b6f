"""``saksgang import``"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import corpus_option, examples

if TYPE_CHECKING:
    from corpus import Archive, FileResult, ImportReport
    from ingest import OcrMode


@click.command(
    "import",
    epilog=examples(
        "saksgang import Møtepapir/",
        "saksgang import innkalling.docx protokoll.pdf",
        "saksgang import --corpus /srv/moetearkiv /srv/felles/regionraadet 2>import.log",
    ),
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
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
@corpus_option
@click.pass_context
def import_papers(
    ctx: click.Context, paths: tuple[Path, ...], ocr: OcrMode, spacy_model: str | None, corpus: Path
) -> None:
    """Read papers into the archive.

    PATH is a paper, or a folder to look through: PDF, Word (.docx, .doc), OpenDocument, RTF, PowerPoint, text, Markdown
    and HTML, and mails (.eml, .msg) and zip files with papers inside. What a file is, its content tells, not its name.
    A paper that is in the archive already is known by its content and passed over, so the same folder can be imported
    again and again. A file that can't be read is told of, and the rest goes in; the exit status is then 1.

    Scanned pages are read with OCRmyPDF and Tesseract, some seconds a page; the better text is kept where a page has
    two, and what was recognised once is remembered.

    A paper stays as it was read when it came in, whatever options a later import is given.
    """
    from corpus import Archive, import_paths

    archive = Archive(corpus)
    with _progress(archive, paths) as on_file:
        report = import_paths(archive, paths, on_file, ocr, spacy_model)
    _summary(report, corpus)
    ctx.exit(report.exit_code)


@contextmanager
def _progress(archive: Archive, paths: tuple[Path, ...]) -> Iterator[Callable[[FileResult], None]]:
    """A bar where a person looks on, else a line for each file; what can't be read is told at once."""
    from cli.output import clean, screen

    console = screen(stderr=True)
    if not console.is_terminal:
        yield lambda result: click.echo(_line(result), err=True)
        return

    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from corpus.batch import find_files

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[name]}", markup=False),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", name="", total=sum(1 for _ in find_files(paths, archive.folder)))
        done: set[Path] = set()  # a mail or a zip file has a result for each paper in it, and is one file

        def on_file(result: FileResult) -> None:
            if result.status == "unread":
                progress.console.print(_line(result), soft_wrap=True)
            done.add(result.path)
            progress.update(task, completed=len(done), name=clean(result.member or result.path.name))

        yield on_file


def _line(result: FileResult) -> str:
    from cli.output import clean

    name = f"{result.path.name}: {result.member}" if result.member else result.path.name
    match result.status:
        case "unread":
            return clean(result.reason or f"{name} could not be read.")
        case "skipped":
            return clean(f"{name}: passed over, no paper")
        case status:
            return clean(f"{name}: {status}, {f'{result.saker} saker, ' if result.saker else ''}{result.record_id}")


def _summary(report: ImportReport, corpus: Path) -> None:
    """How many files came in, and from where to go on."""
    new = [result for result in report.files if result.status == "new"]
    meetings = {result.record_id for result in new if result.saker}
    others = sum(not result.saker for result in new)
    told = f"{sum(result.saker for result in new)} saker, {len(meetings)} meetings"
    parts = [f"{len(new)} new ({told}{f', {others} plans and slide decks' if others else ''})"]
    parts += [f"{report.count(status)} {words}" for status, words in _OTHERS.items() if report.count(status)]
    click.echo(f"{len(report.files)} files: {', '.join(parts)}. The archive is {corpus}.")


_OTHERS = {"known": "known already", "skipped": "passed over", "unread": "could not be read"}
