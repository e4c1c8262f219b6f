"""``saksgang followup``"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from cli.options import (
    corpus_option,
    day_option,
    examples,
    from_option,
    json_option,
    open_archive,
    organ_filter,
    to_option,
)

if TYPE_CHECKING:
    from rich.text import Text

    from corpus.followup import OpenPoint


@click.command(
    epilog=examples(
        "saksgang followup",
        "saksgang followup --organ 'Fjordlandet regionråd' --who 'dagleg leiar' --due-by 2025-12-31",
        "saksgang followup --kommune Nordvik --csv --out nordvik.csv",
        "saksgang followup --ics --out fristar.ics",
        "saksgang followup --close fjordlandet-regionraad/styret/2025-09-12/sak-22-25/vedtak/2 'Sendt 3. oktober'",
    )
)
@organ_filter
@from_option
@to_option
@click.option("--who", metavar="WORD", help="Only what somebody with this word in the name must do.")
@click.option("--kommune", metavar="NAME", help="Only what this kommune, or all member kommunar, must take up.")
@day_option("--due-by", help="Only what is due on this day or before.")
@day_option("--today", help="The day that counts as today (else the computer's).")
@click.option("--all", "closed", is_flag=True, help="Also what is closed, with what closed it.")
@click.option("--ics", is_flag=True, help="As a calendar of due dates.")
@click.option("--csv", "as_csv", is_flag=True, help="As a sheet for Excel.")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The file that --ics or --csv writes; else stdout.",
)
@click.option("--with-closed", is_flag=True, help="In files, also saker that are closed to the public.")
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
@click.option("--close", nargs=2, metavar="ID WHY", help="Close a point by hand, with a few words on why.")
@click.option("--reopen", metavar="ID", help="Open a point again that was closed by hand.")
@corpus_option
@json_option
def followup(
    organ: str | None,
    fra: date | None,
    til: date | None,
    who: str | None,
    kommune: str | None,
    due_by: date | None,
    today: date | None,
    closed: bool,
    ics: bool,
    as_csv: bool,
    out: Path | None,
    with_closed: bool,
    force: bool,
    close: tuple[str, str] | None,
    reopen: str | None,
    corpus: Path,
    as_json: bool,
) -> None:
    """List the open points: who, what, by when, decided where; overdue first.

    A point is closed by a later vedtak that answers it, or by hand with --close. --from and --to are days of the
    meetings that decided. Files leave out saker that are closed to the public, unless --with-closed.
    """
    from cli.output import cell, print_json, screen
    from corpus.followup import Asked
    from model.errors import UsageError

    archive = open_archive(corpus)
    if sum((ics, as_csv, as_json)) > 1:
        raise UsageError("Give one of --ics, --csv and --json.")
    if out and not (ics or as_csv):
        raise UsageError("--out needs --ics or --csv.")
    if close:
        archive.close_point(*close)
    if reopen:
        archive.reopen_point(reopen)
    asked = Asked(
        today=today or date.today(), fra=fra, til=til, due_by=due_by, kven=who, kommune=kommune, closed=closed
    )
    found = archive.followup(asked, organ)
    if ics or as_csv:
        _write(found, "ics" if ics else "csv", out, with_closed=with_closed, force=force)
        return
    if as_json:
        print_json([point.model_dump(mode="json") for point in found])
        return
    console = screen()
    overdue = sum(point.forfalt for point in found)
    console.print(f"{len(found)} points" + (f", {overdue} overdue" if overdue else ""))
    for point in found:
        console.print()
        console.print(cell("OVERDUE  ", "bold red") + _point(point) if point.forfalt else _point(point))


def _point(point: OpenPoint) -> Text:
    """When and who; what; where it was decided, and what closed it."""
    from cli.output import cell
    from cli.words import organ_name, when

    text = cell(point.frist or "no date", "bold") + cell(f"  {point.kven}" if point.kven else "", "bold cyan")
    text += cell("  (postponed)" if point.slag == "utsett" else "", "yellow") + cell(f"\n  {point.tekst}")
    head = [
        organ_name(point.utvalg, point.organisasjon),
        when(point.dato, point.maalform),
        f"{point.nummer or ''} {point.tittel}",
    ]
    text += cell("\n  " + " · ".join(part.strip() for part in head if part))
    if point.unntatt:
        text += cell(f"\n  Unnateke offentlegheit: {point.unntatt}", "bold red")
    if point.lukka_av:
        text += cell(
            f"\n  closed by {point.lukka_av}" + (f": {point.lukka_tekst}" if point.lukka_tekst else ""), "green"
        )
    return text + cell(f"\n  {point.id}", "dim")


def _write(
    found: list[OpenPoint], format: Literal["csv", "ics"], out: Path | None, *, with_closed: bool, force: bool
) -> None:
    import sys

    from corpus.export import target_file, write_file
    from corpus.followup_files import write_points

    shown = [point for point in found if with_closed or point.unntatt is None]
    if out:
        target = target_file(out, format, force=force)
        write_file(target, lambda stream: write_points(shown, format, stream))
        click.echo(f"{target}: {len(shown)} points.", err=True)
    else:
        write_points(shown, format, sys.stdout.buffer)
    if len(shown) < len(found):
        click.echo(f"{len(found) - len(shown)} points of closed saker are left out.", err=True)
