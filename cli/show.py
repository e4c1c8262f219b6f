"""``saksgang show``"""

from __future__ import annotations

from pathlib import Path

import click

from cli.options import corpus_option, examples, json_option, open_archive


@click.command(
    epilog=examples(
        "saksgang show fjordlandet-regionraad/fjordlandet-regionraad/2025-09-12",
        "saksgang show fjordlandet-regionraad/fjordlandet-regionraad/2025-09-12/sak-22-25",
        "saksgang show fjordlandet-regionraad/fjordlandet-regionraad/2025-09-12/sak-22-25/vedtak/3 --json",
    )
)
@click.argument("id_", metavar="ID")
@corpus_option
@json_option
def show(id_: str, corpus: Path, as_json: bool) -> None:
    """Show a meeting, a sak, a vedtak, a plan or a slide deck.

    A meeting comes as a table of its saker with what was decided, a sak in full. `saksgang list` gives the ids of
    the meetings, `show --json` those of everything in them.
    """
    from cli.other_views import show_deck, show_plan
    from cli.output import print_json, screen
    from cli.views import show_moete, show_sak, show_vedtak
    from model.moete import Moete, Sak
    from model.plan import Plan
    from model.presentasjon import Presentasjon

    archive = open_archive(corpus)
    found = archive.find(id_)
    if as_json:
        print_json(found)
        return
    console = screen()
    if isinstance(found, Plan):
        show_plan(console, found)
        return
    if isinstance(found, Presentasjon):
        show_deck(console, found)
        return
    moete = archive.meeting("/".join(id_.split("/")[:3]))
    if isinstance(found, Moete):
        show_moete(console, found)
    elif isinstance(found, Sak):
        show_sak(console, found, moete)
    else:
        sak = archive.find("/".join(id_.split("/")[:4]))
        assert isinstance(sak, Sak)
        show_vedtak(console, found, sak, moete)
