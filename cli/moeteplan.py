"""``saksgang moeteplan``: the plan of a year's meetings, as a paper and as a calendar."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from cli.options import day_option, examples, json_option, open_archive
from cli.papers import FileOptions, file_options

if TYPE_CHECKING:
    from render.year_plan import YearPlan


@click.command(
    epilog=examples(
        "saksgang moeteplan --organ 'Fjordlandet regionråd' --year 2026 --pdf --ics",
        "saksgang moeteplan --organ Styret --organ Representantskapet --year 2026 --out møteplan.docx",
        "saksgang moeteplan --organ Styret --from 2026-08-01 --to 2027-06-30 --json",
    )
)
@click.option(
    "--organ", required=True, multiple=True, metavar="NAME", help="The organ; again for each that the plan is of."
)
@click.option("--year", type=click.IntRange(1900, 2200), help="The year of the plan.")
@day_option("--from", "fra", help="Its first day, where it is not of a calendar year.")
@day_option("--to", "til", help="Its last day.")
@click.option("--ics", is_flag=True, help="Write a calendar beside it too: the meetings, and the deadlines for saker.")
@json_option
@file_options
def moeteplan(
    organ: tuple[str, ...],
    year: int | None,
    fra: date | None,
    til: date | None,
    ics: bool,
    as_json: bool,
    corpus: Path,
    **paper: Unpack[FileOptions],
) -> None:
    """Write the plan of an organ's meetings in a year.

    The meetings are those that the register has planned (organ.toml, docs/organ.md) and those that the archive has
    papers of. What looks wrong, such as a meeting on a holiday or a deadline after its meeting, is told.
    """
    from cli.output import print_json
    from corpus.organ_meetings import organ_called
    from corpus.organs import NAME
    from model.errors import UsageError
    from render import to_pdf
    from render.package import check_target, write_whole
    from render.year_plan import year_plan
    from render.year_plan_calendar import plan_calendar
    from render.year_plan_paper import file_name, write_plan

    first, last = _days(year, fra, til)
    archive = open_archive(corpus)
    organs = {each.name: each for each in (organ_called(archive, name) for name in organ)}
    plan = year_plan(list(organs.values()), first, last)
    for remark in plan.remarks:
        click.echo(remark, err=True)
    if not plan.meetings:
        raise UsageError(
            f"Neither {corpus / NAME} nor the archive has a meeting of {' or '.join(organs)} from {first} to {last}; "
            "write each that is planned behind the organ's entry in organ.toml, as [[organ.moete]] with the lines "
            f'dato = {first.year}-02-23, starttid = "09:00" and saksfrist = {first.year}-02-02.'
        )
    if as_json:
        print_json(_data(plan))
        return
    target = paper["out"] or Path(f"{file_name(plan)}.docx")
    if ics:
        check_target(target.with_suffix(".ics"), force=paper["force"])
    write_plan(plan, target, templates=paper["templates"], force=paper["force"])
    click.echo(f"Word: {target}")
    if paper["pdf"]:
        click.echo(f"PDF:  {to_pdf(target, force=paper['force'])}")
    if ics:
        written = write_whole(target.with_suffix(".ics"), plan_calendar(plan), force=paper["force"])
        click.echo(f"ICS:  {written}")


def _days(year: int | None, fra: date | None, til: date | None) -> tuple[date, date]:
    from model.errors import UsageError

    if year is not None and fra is None and til is None:
        return date(year, 1, 1), date(year, 12, 31)
    if year is None and fra is not None and til is not None and fra <= til:
        return fra, til
    raise UsageError("Give the year of the plan with --year, or its first and last day with --from and --to.")


def _data(plan: YearPlan) -> dict[str, object]:
    from dataclasses import asdict

    return {
        "organ": [{"organisasjon": organ.organisasjon, "utvalg": organ.utvalg} for organ in plan.organs],
        "fra": plan.fra.isoformat(),
        "til": plan.til.isoformat(),
        "moete": [
            {key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(each).items()}
            for each in plan.meetings
        ],
        "merknad": list(plan.remarks),
    }
