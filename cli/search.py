"""``saksgang search``"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import corpus_option, examples, from_option, json_option, organ_filter, to_option

if TYPE_CHECKING:
    from rich.text import Text

    from corpus.search import Hit


@click.command(
    epilog=examples(
        "saksgang search barnevern",
        "saksgang search '\"felles vaktordning\"' --organ 'Fjordlandet regionråd' --from 2024-01-01",
        "saksgang search kulturskule --utfall utsett --json | jq -r '.hits[].id'",
    )
)
@click.argument("words", nargs=-1, required=True)
@organ_filter
@from_option
@to_option
@click.option("--tema", metavar="URI", help="Only saker with this topic.")
@click.option("--utfall", metavar="NAME", help="Only saker with this outcome: vedteke, utsett, avslag …")
@click.option(
    "--limit", metavar="N", type=click.IntRange(min=1), default=20, show_default=True, help="How many saker to show."
)
@corpus_option
@json_option
def search(
    words: tuple[str, ...],
    organ: str | None,
    fra: date | None,
    til: date | None,
    tema: str | None,
    utfall: str | None,
    limit: int,
    corpus: Path,
    as_json: bool,
) -> None:
    """Find saker by words.

    Inflection and written standard don't matter: "ferge" finds "ferjene". A "phrase in quotation marks" must stand as
    it is, a -word must not be there (put -- in front, so that it is not taken for an option).
    """
    from cli.output import print_json, screen
    from corpus import Archive

    result = Archive(corpus).search(" ".join(words), organ, fra, til, tema, utfall, limit)
    if as_json:
        print_json(result)
        return
    console = screen()
    shown = f", the first {len(result.hits)} shown" if result.total > len(result.hits) else ""
    console.print(f"{result.total} {'sak' if result.total == 1 else 'saker'}{shown}")
    for hit in result.hits:
        console.print()
        console.print(_hit(hit))


def _hit(hit: Hit) -> Text:
    """Title; where and when, outcome; the snippet with the words that fit in bold; where it stands."""
    from cli.output import cell
    from cli.words import organ_name, when

    # A hit does not say its written standard; the months are the same in both.
    head = [
        organ_name(hit.utvalg, hit.organisasjon),
        when(hit.dato, "nn"),
        hit.utfall,
        "(partly)" if hit.partial else None,
    ]
    text = cell(f"{hit.nummer}  " if hit.nummer else "", "bold cyan") + cell(f"{hit.tittel}\n", "bold")
    text += cell(" · ".join(part for part in head if part) + "\n")
    for part in hit.snippet:
        text += cell(part.text, "bold green" if part.hit else "")
    if hit.unntatt:
        text += cell(f"\nUnnateke offentlegheit: {hit.unntatt}", "bold red")
    where = f"{hit.fil}, side {hit.side}" if hit.side else hit.fil or ""
    return text + cell(f"\n{hit.id}" + (f"  ({where})" if where else ""), "dim")
