"""What all commands that write a paper share: their options, and writing it with its PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypedDict, Unpack

import click

from cli.options import corpus_option, day_option

if TYPE_CHECKING:
    from model.moete import Moete, Sak
    from model.organ import Organ


class PaperOptions(TypedDict):
    """What `paper_options` gives a command."""

    out: Path | None
    pdf: bool
    force: bool
    templates: Path | None


def paper_options(command: Callable[..., Any]) -> Callable[..., Any]:
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


organ_option = click.option("--organ", required=True, metavar="NAME", help="The organ, as `saksgang list` has it.")
date_option = day_option("--date", "dato", required=True, help="The day of the meeting.")


def write(
    kind: Literal["innkalling", "saksframlegg", "protokoll"],
    moete: Moete,
    sak: Sak | None = None,
    *,
    register: Organ | None = None,
    **paper: Unpack[PaperOptions],
) -> None:
    """Write the paper, and its PDF, and say where they lie."""
    from model.ids import slug
    from render import to_pdf, write_paper

    about = sak.tittel if sak else moete.utvalg or moete.organisasjon
    target = paper["out"] or Path(f"{moete.id.rsplit('/', 1)[-1]}-{kind}-{slug(about)}.docx")
    write_paper(kind, moete, target, sak=sak, register=register, templates=paper["templates"], force=paper["force"])
    click.echo(f"Word: {target}")
    if paper["pdf"]:
        click.echo(f"PDF:  {to_pdf(target, force=paper['force'])}")
