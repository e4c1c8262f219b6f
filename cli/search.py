"""``saksgang search``"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import corpus_option, examples, from_option, json_option, open_archive, organ_filter, to_option

if TYPE_CHECKING:
    from rich.text import Text

    from corpus.facets import Facet
    from corpus.search import Hit, SearchResult

MOST_FACETS = 10  # values of one kind on the screen; --json has more


@click.command(
    epilog=examples(
        "saksgang search barnevern",
        "saksgang search '\"felles vaktordning\"' --organ 'Fjordlandet regionråd' --from 2024-01-01",
        "saksgang search tilskot --amount-from 100000 --facets",
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
    "--amount-from", "beloep_fra", metavar="NOK", type=float, help="Only saker that name an amount of this or more."
)
@click.option(
    "--amount-to", "beloep_til", metavar="NOK", type=float, help="Only saker that name an amount of this or less."
)
@click.option(
    "--facets", "with_facets", is_flag=True, help="First count what was found by organ, year, topic and outcome."
)
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
    beloep_fra: float | None,
    beloep_til: float | None,
    with_facets: bool,
    limit: int,
    corpus: Path,
    as_json: bool,
) -> None:
    """Find saker by words.

    Inflection and written standard don't matter: "ferge" finds "ferjene". A "phrase in quotation marks" must stand as
    it is, a -word must not be there (put -- in front, so that it is not taken for an option). A mistyped word is
    looked for as the archive writes it, where nothing else fits.
    """
    from cli.output import cell, print_json, screen

    result = open_archive(corpus).search(
        " ".join(words), organ, fra, til, tema, utfall, limit, beloep_fra=beloep_fra, beloep_til=beloep_til
    )
    if as_json:
        print_json(result)
        return
    console = screen()
    if result.corrected:
        console.print(cell(f"Did you mean {result.corrected}? Nothing has the words as typed: searched for that."))
    shown = f", the first {len(result.hits)} shown" if result.total > len(result.hits) else ""
    console.print(f"{result.total} {'sak' if result.total == 1 else 'saker'}{shown}")
    if with_facets:
        console.print(_facets(result))
    for hit in result.hits:
        console.print()
        console.print(_hit(hit))


def _facets(result: SearchResult) -> Text:
    """A block for each kind: how many saker, and what they have."""
    from rich.text import Text

    from cli.output import cell

    kinds: dict[str, list[Facet]] = {
        "Organ": result.facets.organ, "Year": result.facets.aar, "Topic": result.facets.tema,
        "Outcome": result.facets.utfall,
    }  # fmt: skip
    text = Text()
    for kind, found in kinds.items():
        if not found:
            continue
        text += cell(f"\n{kind}\n", "bold")
        for facet in found[:MOST_FACETS]:
            text += cell(f"{facet.saker:7,}  {facet.namn or facet.verdi}\n")
        if len(found) > MOST_FACETS:
            text += cell(f"{'':9}and {len(found) - MOST_FACETS} more\n", "dim")
    return text


def _hit(hit: Hit) -> Text:
    """Title; where and when, outcome; the snippet with the words that fit in bold; the id to cite, and the page."""
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
    return text + cell(f"\n{hit.vedtak or hit.id}" + (f"  ({where})" if where else ""), "dim")
