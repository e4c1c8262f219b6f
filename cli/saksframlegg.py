"""``saksgang saksframlegg``: a case paper, ready to be filled in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from cli.options import examples
from cli.papers import PaperOptions, date_option, organ_option, paper_options, write

if TYPE_CHECKING:
    from model.moete import Moete, Sak


@click.command(
    epilog=examples(
        "saksgang saksframlegg 'Samarbeid om kulturskule' --organ 'Fjordlandet regionråd' --date 2025-12-05",
        "saksgang saksframlegg 'Ny heimeside' --organ 'Fjordlandet regionråd' --date 2025-12-05 --out heimeside.docx",
    )
)
@click.argument("title")
@organ_option
@date_option
@paper_options
def saksframlegg(title: str, organ: str, dato: date, corpus: Path, **paper: Unpack[PaperOptions]) -> None:
    """Write a saksframlegg, ready to be filled in.

    It is for the organ's meeting on that date. Where TITLE is that of a sak which the archive says must come up, its
    number and its history are in the paper already; else it is a new sak.
    """
    from corpus import Archive
    from render import next_meeting

    archive = Archive(corpus)
    coming = next_meeting(archive, organ, dato).moete
    write("saksframlegg", coming, _sak_called(title, coming), archive=archive, **paper)


def _sak_called(title: str, coming: Moete) -> Sak:
    """The coming meeting's sak with this title, or a new one without a number."""
    from model.ids import slug
    from model.moete import Sak

    wanted = slug(title, limit=len(title))
    for sak in coming.saker:
        if slug(sak.tittel, limit=len(sak.tittel)) == wanted:
            return sak
    return Sak(id=f"{coming.id}/sak-{slug(title)}", tittel=title, sakstype="vedtakssak")
