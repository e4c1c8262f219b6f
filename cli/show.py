"""``saksgang show``"""

from __future__ import annotations

from pathlib import Path

import click

from cli.options import corpus_option, examples, json_option


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
    """Show a meeting, a sak or a vedtak.

    A meeting comes as a table of its saker with what was decided, a sak in full. `saksgang list` gives the ids of
    the meetings, `show --json` those of everything in them.
    """
    from cli.output import print_json, screen
    from cli.views import show_moete, show_sak, show_vedtak
    from corpus import Archive
    from model.moete import Moete, Sak

    archive = Archive(corpus)
    found = archive.find(id_)
    if as_json:
        print_json(found)
        return
    console = screen()
    moete = archive.meeting("/".join(id_.split("/")[:3]))
    if isinstance(found, Moete):
        show_moete(console, found)
    elif isinstance(found, Sak):
        show_sak(console, found, moete)
    else:
        sak = archive.find("/".join(id_.split("/")[:4]))
        assert isinstance(sak, Sak)
        show_vedtak(console, found, sak, moete)
