"""``saksgang saksframlegg``: a case paper with the sak's history in it, ready to be written on."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Unpack

import click

from cli.options import day_option, examples, open_archive
from cli.papers import PaperOptions, organ_option, paper_options, write


@click.command(
    epilog=examples(
        "saksgang saksframlegg 'Samarbeid om kulturskule' --organ 'Fjordlandet regionråd'",
        "saksgang saksframlegg 'Ny heimeside' --organ 'Fjordlandet regionråd' --date 2025-12-05 --out heimeside.docx",
        "saksgang saksframlegg 'Rektor for kulturskulane' --organ 'Fjordlandet regionråd' "
        "--follows fjordlandet-regionraad/fjordlandet-regionraad/2025-09-12/sak-26-25",
    )
)
@click.argument("title")
@organ_option
@day_option("--date", "dato", help="The day of the meeting; else the organ's next one in organ.toml.")
@click.option("--follows", multiple=True, metavar="ID", help="A sak that it goes on from; may be given several times.")
@click.option("--case-officer", metavar="NAME", help="Who writes it.")
@click.option("--archive-number", metavar="NR", help="The archive's number of the case; also finds its history.")
@click.option("--closed", metavar="BASIS", help="It is unntatt offentlegheit, by this legal basis.")
@paper_options
def saksframlegg(
    title: str,
    organ: str,
    dato: date | None,
    follows: tuple[str, ...],
    case_officer: str | None,
    archive_number: str | None,
    closed: str | None,
    corpus: Path,
    **paper: Unpack[PaperOptions],
) -> None:
    """Write a saksframlegg, with the sak's history in it and headings to write under.

    What the organ, and the organisation's other organs, decided on the sak before stands there with date, sak and
    point, and in a table; what was only proposed is called a proposal. Earlier treatments are found by archive number,
    by TITLE, and by --follows with all that the archive ties to that sak; what may belong to it is suggested.
    A sak that is unntatt offentlegheit is not quoted, unless the paper is --closed too. Where TITLE is that of a sak
    which the coming meeting must treat, its number is in the paper already.
    """
    from cli.output import clean
    from render import case_paper
    from render.case import Asked

    asked = Asked(title, follows, case_officer, archive_number, closed)
    archive = open_archive(corpus)
    found = case_paper(archive, organ, asked, dato)
    for note in found.notes:
        click.echo(clean(note), err=True)
    write("saksframlegg", found.moete, found.sak, archive=archive, **paper)
