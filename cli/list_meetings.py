"""``saksgang list``"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from cli.options import corpus_option, examples, from_option, json_option, open_archive, organ_filter, to_option


@click.command(
    "list",
    epilog=examples(
        "saksgang list",
        "saksgang list --organ 'Fjordlandet regionråd' --from 2024-01-01 --to 2024-12-31",
        "saksgang list --json | jq -r '.[].id'",
    ),
)
@organ_filter
@from_option
@to_option
@corpus_option
@json_option
def list_meetings(organ: str | None, fra: date | None, til: date | None, corpus: Path, as_json: bool) -> None:
    """List the meetings of the archive by date; without a filter, its plans and slide decks behind them."""
    from rich.table import Table

    from cli.output import cell, print_json, screen
    from cli.words import name, organ_name, when

    archive = open_archive(corpus)
    meetings = archive.summaries(organ, fra, til)
    if as_json:
        print_json([each.model_dump(mode="json") for each in meetings])
        return
    others = [] if organ or fra or til else archive.others()
    if not meetings and not others:
        click.echo("No meetings here; `saksgang import` reads papers into the archive.", err=True)
        return
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    for each in meetings:
        kinds = ", ".join(name(kind, each.maalform) for kind in each.dokumenttypar)
        about = cell(organ_name(each.utvalg, each.organisasjon), "bold")
        about += cell(f" · {each.saker} saker · {kinds}\n") + cell(each.id, "dim")
        table.add_row(when(each.moetedato, each.maalform), about)
    for other in others:
        about = cell(other.tittel, "bold") + cell(f" · {other.organ}\n" if other.organ else "\n")
        table.add_row(other.dato or "", about + cell(other.id, "dim"))
    screen().print(table)
