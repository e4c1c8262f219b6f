"""``saksgang innkalling``: the notice of an organ's next meeting."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from cli.options import day_option, examples, open_archive
from cli.output import clean
from cli.papers import PaperOptions, date_option, organ_option, paper_options, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from render.coming_meeting import NextMeeting, Reason


@click.command(
    epilog=examples(
        "saksgang innkalling --organ 'Fjordlandet regionråd' --date 2025-12-05 --dry-run",
        "saksgang innkalling --organ 'Fjordlandet regionråd' --date 2025-12-05 --time 10:00 --place Nordvik --pdf",
        "saksgang innkalling --organ Styret --date 2026-02-13 --papers saksframlegg/ --pdf",
        "saksgang innkalling --organ Styret --date 2026-02-13 --changes endringar.toml --dry-run",
        "saksgang innkalling --organ Styret --date 2026-02-13 --templates brevmalar/ --out innkalling.docx",
    )
)
@organ_option
@date_option
@click.option("--time", "start", metavar="HH:MM", help="When it begins.")
@click.option("--place", metavar="TEXT", help="Where it is.")
@click.option(
    "--papers",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="A folder with finished saksframlegg, to take into it.",
)
@day_option("--sent", "sent", help="The day on which it is sent, to check the notice time by (else today).")
@click.option(
    "--changes",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A TOML file that changes the list: order, saker to add, saker to leave out.",
)
@click.option("--dry-run", is_flag=True, help="Show the sakliste and why each sak is on it; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="The list and its reasons as JSON; write nothing.")
@paper_options
@click.pass_context
def innkalling(
    ctx: click.Context,
    organ: str,
    dato: date,
    start: str | None,
    place: str | None,
    papers: Path | None,
    sent: date | None,
    changes: Path | None,
    dry_run: bool,
    as_json: bool,
    corpus: Path,
    **paper: Unpack[PaperOptions],
) -> None:
    """Write the innkalling of an organ's next meeting.

    On its sakliste comes what the archive and organ.toml say: opening and approvals; the orienteringar that each
    meeting has; every sak that was postponed, or whose vedtak names this meeting; points of earlier vedtak that are due
    before it; Ymse last. The table says why each sak is there, and which vedtak it comes from; below it, what earlier
    papers mention that may be for this meeting too. Time and place that are not given come from organ.toml.

    --changes FILE changes the list: utelat = ["Title"] leaves saker out, rekkjefoelgje = ["Title", …] says which come
    first, and each [[legg_til]] with a tittel adds one (sakstype, etter, framlegg …).

    With --papers the finished saksframlegg in a folder are gathered: Word files keep what people made in Word
    (pictures, tables, footnotes), PDF and other formats come in as text. A paper on a sak of the list takes its place
    there, others are new saker before Ymse. What can't be read is told of, and the rest goes in; the exit status is
    then 1.

    Before it is written, what it lacks by kommuneloven § 11-3 is told: time, place, papers of a sak that is to be
    decided, and the notice time (`innkallingsfrist` in organ.toml) from the day that it is sent.
    """
    from render import gather_papers, next_meeting

    archive = open_archive(corpus)
    gathered, unread = gather_papers(papers) if papers else ([], [])
    coming = next_meeting(archive, organ, dato, start, place, gathered, changes)
    for sentence in [*unread, *coming.left_out]:
        click.echo(clean(sentence), err=True)
    if as_json:
        _print_why(coming)
    else:
        _show_why(coming)
    if not (dry_run or as_json):
        # The one use of the clock: whether the notice time is kept. Nothing of it goes into the paper.
        when = sent or date.today()
        write("innkalling", coming.moete, archive=archive, sent=when, papers=coming.papers, **paper)
    ctx.exit(1 if unread else 0)


def _print_why(coming: NextMeeting) -> None:
    from dataclasses import asdict

    from cli.output import print_json
    from model.canonical import plain

    why, consider = ([asdict(reason) for reason in reasons] for reasons in (coming.why, coming.consider))
    print_json({"moete": plain(coming.moete), "kvifor": why, "vurder": consider})


def _show_why(coming: NextMeeting) -> None:
    from cli.output import cell, screen
    from cli.words import words

    label = words(coming.moete.maalform)
    screen().print(_table(coming.why, label))
    if coming.consider:
        screen().print(cell(f"\n{label['vurder']}", "bold"))
        screen().print(_table(coming.consider, label))


def _table(reasons: Sequence[Reason], label: dict[str, str]) -> Table:
    from rich import box
    from rich.table import Table

    from cli.output import cell

    table = Table(box=box.HORIZONTALS, show_lines=True, padding=(0, 1), expand=True)
    table.add_column(label["sak"], no_wrap=True)
    table.add_column(label["tittel"], ratio=4)
    table.add_column(label["kvifor"], ratio=7, overflow="fold")
    for reason in reasons:
        why = cell(reason.grunn)
        if reason.kjelde_id:
            why += cell(f"\n{reason.kjelde_id}", "dim")
        table.add_row(cell(reason.nummer, "bold"), cell(reason.tittel), why)
    return table
