"""``saksgang protokoll``: the minutes of a meeting, ready to be filled in."""

from __future__ import annotations

from pathlib import Path
from typing import Unpack

import click

from cli.options import examples, open_archive
from cli.papers import PaperOptions, paper_options, write


@click.command(
    epilog=examples(
        "saksgang protokoll fjordlandet-regionraad/fjordlandet-regionraad/2025-10-17",
        "saksgang protokoll fjordlandet-regionraad/fjordlandet-regionraad/2025-10-17 --pdf --out protokoll.docx",
    )
)
@click.argument("id_", metavar="ID")
@paper_options
def protokoll(id_: str, corpus: Path, **paper: Unpack[PaperOptions]) -> None:
    """Write the protokoll of a meeting, ready to be filled in.

    Its saker and proposals come from the innkalling, which must be in the archive; what the archive knows of
    attendance and vedtak is in it too. Where nobody's attendance is known yet, the members come from the register of
    organs, each with a list to choose from: met, absent, substitute.
    """
    archive = open_archive(corpus)
    write("protokoll", archive.meeting(id_), archive=archive, **paper)
