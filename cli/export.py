"""``saksgang export``"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from cli.options import corpus_option, examples, from_option, open_archive, organ_filter, to_option

if TYPE_CHECKING:
    from corpus import Archive
    from corpus.export import Format
    from model.moete import Dokumenttype

# As `corpus.export.FORMATS`, which the help need not load.
_FORMATS = ["jsonl", "csv", "parquet", "ics", "noark5"]


@click.command(
    epilog=examples(
        "saksgang export csv --out vedtak.csv --from 2025-01-01",
        "saksgang export jsonl | jq -r '.saker[].tittel'",
        "saksgang export ics --organ 'Fjordlandet regionråd' --out moete.ics",
        "saksgang export noark5 --out arkivstruktur.xml --with-closed",
    )
)
@click.argument("format", type=click.Choice(_FORMATS), metavar="FORMAT")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), metavar="PATH",
    help="The file to write, or a folder for it; else stdout (parquet and noark5 need a PATH).",
)  # fmt: skip
@organ_filter
@from_option
@to_option
@click.option("--with-closed", is_flag=True, help="In full also the saker that are closed to the public.")
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
@corpus_option
def export(
    format: Format,
    out: Path | None,
    organ: str | None,
    fra: date | None,
    til: date | None,
    with_closed: bool,
    force: bool,
    corpus: Path,
) -> None:
    """Write the meetings of the archive for other programs.

    FORMAT is one of

    \b
    jsonl    one meeting a line, as the archive has it
    csv      a sheet for Excel, a row for each point of a vedtak
    parquet  the same rows with types; needs pip install 'saksgang[parquet]'
    ics      a calendar of the meetings and of what is due by when
    noark5   arkivstruktur.xml of the archive standard Noark 5

    Of a sak that is closed to the public only the number and the legal basis are written, unless --with-closed. The
    same archive always gives the same bytes. A meeting without a date has no place in a calendar nor in Noark 5; such
    meetings are told of, and the exit status is then 1.
    """  # noqa: D301 - Click knows a paragraph to leave as it is by the letter itself
    import corpus.export as exports
    from model.errors import UsageError

    if out is None and format in exports.NEEDS_FILE:
        raise UsageError(f"{format} is written to a file; name it with --out {exports.FILE_NAMES[format]}.")
    target = exports.target_file(out, format, force=force) if out else None
    archive = open_archive(corpus)
    meetings = archive.meetings(organ, fra, til)
    if not meetings:
        click.echo("No meetings here; `saksgang list` shows those of the archive.", err=True)

    def write(stream: BinaryIO) -> list[str]:
        return exports.export(meetings, format, stream, _kinds(archive), with_closed=with_closed)

    if target:
        left_out = exports.write_file(target, write)
        click.echo(f"{target}: {len(meetings) - len(left_out)} meetings.", err=True)
    else:
        left_out = write(sys.stdout.buffer)
    for moete in left_out:
        click.echo(f"{moete} is left out: it has no date.", err=True)
    if left_out:
        click.get_current_context().exit(1)


def _kinds(archive: Archive) -> Callable[[str], list[Dokumenttype]]:
    """What kinds of paper a file was, by its checksum, as it was read."""

    def kinds(sha256: str) -> list[Dokumenttype]:
        from model.moete import Moete

        reading = archive.known(sha256)
        return reading.dokumenttypar if isinstance(reading, Moete) else []

    return kinds
