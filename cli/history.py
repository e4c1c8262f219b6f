"""``saksgang history``"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import corpus_option, examples, json_option, open_archive

if TYPE_CHECKING:
    from rich.text import Text

    from corpus.history import Step
    from model.moete import Maalform


@click.command(
    epilog=examples(
        "saksgang history fjordlandet-regionraad/fjordlandet-regionraad/2025-09-12/sak-22-25",
        "saksgang history fjordlandet-regionraad/styret/2025-09-12/sak-22-25 --json | jq -r '.steg[].dato'",
    )
)
@click.argument("id_", metavar="ID")
@corpus_option
@json_option
def history(id_: str, corpus: Path, as_json: bool) -> None:
    """Follow a sak through the meetings: begun, postponed, decided, sent to the kommunar, and what is expected next.

    ID is a sak, or a vedtak or point of one. The treatments are tied by archive number, by the saker's own tables of
    treatments, and by what the papers refer to; one that only a title ties to the others is marked (title).
    """
    from cli.output import cell, print_json, screen

    archive = open_archive(corpus)
    found = archive.history(id_)
    if as_json:
        print_json(found)
        return
    console = screen()
    maalform: Maalform = archive.meeting(found.steg[-1].moete).maalform
    for step in found.steg:
        console.print(_step(step, maalform, is_asked=step.sak == found.sak))
    for one in found.ventar:
        when = one.dato or "no date"
        console.print(cell(f"Expected {when}", "bold magenta") + cell(f": {one.tekst}"))
        console.print(cell(f"  {one.kjelde_id}", "dim"))


def _step(step: Step, maalform: Maalform, is_asked: bool) -> Text:
    """Day, organ and number; title and what happened; the points; the id."""
    from cli.output import cell
    from cli.words import name, organ_name, when

    head = " · ".join(part for part in (when(step.dato, maalform), organ_name(step.utvalg, step.organisasjon)) if part)
    text = cell(f"{head}\n", "bold cyan" if is_asked else "bold")
    text += cell(f"  {step.nummer}  " if step.nummer else "  ") + cell(step.tittel)
    text += cell("  " + ", ".join(name(event, maalform) for event in step.hendingar), "bold green")
    if step.tie == "tittel":
        text += cell("  (title)", "yellow")
    if step.unntatt:
        text += cell(f"\n  Unnateke offentlegheit: {step.unntatt}", "bold red")
    for punkt in step.punkt:
        text += cell(f"\n    {punkt.nr}. " if punkt.nr else "\n    ") + cell(punkt.tekst.replace("\n", "\n    "))
    return text + cell(f"\n  {step.sak}", "dim")
