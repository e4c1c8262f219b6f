"""``saksgang saerutskrift``: the extract of the minutes on one sak, to send to those whom it concerns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from cli.options import examples, open_archive
from cli.papers import PaperOptions, paper_options, write

if TYPE_CHECKING:
    from model.moete import Moete, Sak


@click.command(
    epilog=examples(
        "saksgang saerutskrift fjordlandet-regionraad/fjordlandet-regionraad/2025-09-12/sak-22-25 --pdf",
        "saksgang saerutskrift fjordlandet-regionraad/styret/2025-09-12/sak-4-25 --to 'Nordvik kommune'",
        "saksgang saerutskrift fjordlandet-regionraad/fjordlandet-regionraad/2025-09-12 --out særutskrifter/",
    )
)
@click.argument("id_", metavar="ID")
@click.option(
    "--to", "to", multiple=True, metavar="TEXT", help="Who gets it; again for each. Else whom the vedtak asks."
)
@paper_options
def saerutskrift(id_: str, to: tuple[str, ...], corpus: Path, **paper: Unpack[PaperOptions]) -> None:
    """Write the særutskrift of a sak: what the minutes say of it, to send to a kommune.

    ID is a sak, as `saksgang search` shows it, whose vedtak the archive knows; of a meeting every sak with a vedtak is
    written, and --out is then a folder. Without --to it goes to the other bodies that the vedtak asks to do something,
    such as the member kommunar.
    """
    from corpus.public import is_closed
    from model.errors import UsageError
    from render.recipients import recipients

    archive = open_archive(corpus)
    steps = id_.strip("/").split("/")
    moete = archive.meeting("/".join(steps[:3]))
    whole = len(steps) <= 3
    saker = [sak for sak in moete.saker if _is_decided(sak) and (whole or sak.id == "/".join(steps[:4]))]
    if not saker:
        asked = moete.id if whole else _known(moete, steps[3])
        raise UsageError(
            f"The archive knows no vedtak in {asked}, so there is nothing to extract; import the protokoll of the "
            f"meeting first (`saksgang protokoll {moete.id}` writes one to fill in)."
        )
    if whole and paper["public"]:
        saker = [sak for sak in saker if not is_closed(sak)]
    organ = archive.organ_of(moete)
    targets = _targets(moete, saker, paper["out"], whole=whole)
    if whole:
        _check(targets, force=paper["force"])
    for sak, target in zip(saker, targets, strict=True):
        goes_to = list(to) or recipients(moete, sak, organ)
        paper["out"] = target
        write("saerutskrift", moete, sak, goes_to, archive=archive, **paper)
        if goes_to:
            click.echo(f"To:   {'; '.join(goes_to)}")


def _is_decided(sak: Sak) -> bool:
    return sak.vedtak is not None and any(punkt.tekst.strip() for punkt in sak.vedtak.punkt)


def _known(moete: Moete, last: str) -> str:
    """The id of the meeting's sak; `ArchiveError` where it has none of that name."""
    from model.errors import ArchiveError

    if all(sak.id != f"{moete.id}/{last}" for sak in moete.saker):
        raise ArchiveError(f"{moete.id} has no {last}; `saksgang show {moete.id}` shows its saker.")
    return f"{moete.id}/{last}"


def _targets(moete: Moete, saker: list[Sak], out: Path | None, *, whole: bool) -> list[Path | None]:
    """Where each goes: for one sak as it was asked, for those of a meeting a file each, by number and title."""
    from corpus.public import is_closed
    from model.errors import UsageError
    from model.ids import slug

    if not whole:
        return [out]
    if out is not None and not out.is_dir():
        raise UsageError(
            f"{out} is no folder; the særutskrifter of a whole meeting need one that is there (--out DIR)."
        )
    day = moete.id.rsplit("/", 1)[-1]
    # A file's name says nothing of a sak that is closed to the public but its number.
    about = ["" if is_closed(sak) else f"-{slug(sak.tittel)}" for sak in saker]
    numbers = [sak.id.rsplit("/", 1)[-1] for sak in saker]
    return [
        (out or Path()) / f"{day}-saerutskrift-{number}{title}.docx"
        for number, title in zip(numbers, about, strict=True)
    ]


def _check(targets: list[Path | None], *, force: bool) -> None:
    """That all can be written before the first one is."""
    from render.package import check_target

    for target in filter(None, targets):
        check_target(target, force=force)
