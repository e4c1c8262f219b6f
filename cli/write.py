"""``saksgang innkalling``, ``saksframlegg`` and ``protokoll``: papers in Word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypedDict, Unpack

import click

from cli.options import corpus_option, day_option, examples

if TYPE_CHECKING:
    from model.moete import Moete, Sak
    from render.coming_meeting import NextMeeting


class PaperOptions(TypedDict):
    """What `_paper_options` gives a command."""

    out: Path | None
    pdf: bool
    force: bool
    templates: Path | None


def _paper_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every paper has."""
    path = click.Path(path_type=Path)
    for option in (
        corpus_option,
        click.option("--templates", type=path, metavar="DIR", help="Your own templates, in place of the usual ones."),
        click.option("--force", is_flag=True, help="Write over files that are there already."),
        click.option("--pdf/--no-pdf", help="Write a PDF beside it too, by LibreOffice."),
        click.option("--out", type=path, metavar="FILE", help="The .docx to write; else one named after the meeting."),
    ):
        command = option(command)
    return command


_organ = click.option("--organ", required=True, metavar="NAME", help="The organ, as `saksgang list` has it.")
_date = day_option("--date", "dato", required=True, help="The day of the meeting.")


@click.command(
    epilog=examples(
        "saksgang innkalling --organ 'Fjordlandet regionråd' --date 2025-12-05 --dry-run",
        "saksgang innkalling --organ 'Fjordlandet regionråd' --date 2025-12-05 --time 10:00 --place Nordvik --pdf",
        "saksgang innkalling --organ Styret --date 2026-02-13 --templates brevmalar/ --out innkalling.docx",
    )
)
@_organ
@_date
@click.option("--time", "start", metavar="HH:MM", help="When it begins.")
@click.option("--place", metavar="TEXT", help="Where it is.")
@click.option("--dry-run", is_flag=True, help="Show the sakliste and why each sak is on it; write nothing.")
@_paper_options
def innkalling(
    organ: str,
    dato: date,
    start: str | None,
    place: str | None,
    dry_run: bool,
    corpus: Path,
    **paper: Unpack[PaperOptions],
) -> None:
    """Write the innkalling of an organ's next meeting.

    On its sakliste comes what the archive says: opening and approvals; the orienteringar that each meeting has; every
    sak that was postponed, or whose vedtak names this meeting; Ymse last. The table says why each sak is there, and
    which vedtak it comes from.
    """
    from corpus import Archive
    from render import next_meeting

    coming = next_meeting(Archive(corpus), organ, dato, start, place)
    _show_why(coming)
    if not dry_run:
        _write("innkalling", coming.moete, **paper)


@click.command(
    epilog=examples(
        "saksgang saksframlegg 'Samarbeid om kulturskule' --organ 'Fjordlandet regionråd' --date 2025-12-05",
        "saksgang saksframlegg 'Ny heimeside' --organ 'Fjordlandet regionråd' --date 2025-12-05 --out heimeside.docx",
    )
)
@click.argument("title")
@_organ
@_date
@_paper_options
def saksframlegg(title: str, organ: str, dato: date, corpus: Path, **paper: Unpack[PaperOptions]) -> None:
    """Write a saksframlegg, ready to be filled in.

    It is for the organ's meeting on that date. Where TITLE is that of a sak which the archive says must come up, its
    number and its history are in the paper already; else it is a new sak.
    """
    from corpus import Archive
    from render import next_meeting

    coming = next_meeting(Archive(corpus), organ, dato).moete
    _write("saksframlegg", coming, _sak_called(title, coming), **paper)


@click.command(
    epilog=examples(
        "saksgang protokoll fjordlandet-regionraad/fjordlandet-regionraad/2025-10-17",
        "saksgang protokoll fjordlandet-regionraad/fjordlandet-regionraad/2025-10-17 --pdf --out protokoll.docx",
    )
)
@click.argument("id_", metavar="ID")
@_paper_options
def protokoll(id_: str, corpus: Path, **paper: Unpack[PaperOptions]) -> None:
    """Write the protokoll of a meeting, ready to be filled in.

    Its saker and proposals come from the innkalling, which must be in the archive; what the archive knows of
    attendance and vedtak is in it too.
    """
    from corpus import Archive

    _write("protokoll", Archive(corpus).meeting(id_), **paper)


def _show_why(coming: NextMeeting) -> None:
    from rich import box
    from rich.table import Table

    from cli.output import cell, screen
    from cli.words import words

    label = words(coming.moete.maalform)
    table = Table(box=box.HORIZONTALS, show_lines=True, padding=(0, 1), expand=True)
    table.add_column(label["sak"], no_wrap=True)
    table.add_column(label["tittel"], ratio=4)
    table.add_column(label["kvifor"], ratio=7, overflow="fold")
    for reason in coming.why:
        why = cell(reason.grunn)
        if reason.kjelde_id:
            why += cell(f"\n{reason.kjelde_id}", "dim")
        table.add_row(cell(reason.nummer, "bold"), cell(reason.tittel), why)
    screen().print(table)


def _sak_called(title: str, coming: Moete) -> Sak:
    """The coming meeting's sak with this title, or a new one without a number."""
    from model.ids import slug
    from model.moete import Sak

    wanted = slug(title, limit=len(title))
    for sak in coming.saker:
        if slug(sak.tittel, limit=len(sak.tittel)) == wanted:
            return sak
    return Sak(id=f"{coming.id}/sak-{slug(title)}", tittel=title, sakstype="vedtakssak")


def _write(
    kind: Literal["innkalling", "saksframlegg", "protokoll"],
    moete: Moete,
    sak: Sak | None = None,
    **paper: Unpack[PaperOptions],
) -> None:
    """Write the paper, and its PDF, and say where they lie."""
    from model.ids import slug
    from render import to_pdf, write_paper

    about = sak.tittel if sak else moete.utvalg or moete.organisasjon
    target = paper["out"] or Path(f"{moete.id.rsplit('/', 1)[-1]}-{kind}-{slug(about)}.docx")
    write_paper(kind, moete, target, sak=sak, templates=paper["templates"], force=paper["force"])
    click.echo(f"Word: {target}")
    if paper["pdf"]:
        click.echo(f"PDF:  {to_pdf(target, force=paper['force'])}")
