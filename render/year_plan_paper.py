"""The plan of a year's meetings as a paper: a table of them, with the columns that there is something to say in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from model.ids import slug
from model.moete import Blokk, Moete
from render.paper import write_paper
from render.text import line
from render.words import clock, day, long_day, say
from render.year_plan import PlanMeeting, YearPlan

_HARD_SPACE = "\u00a0"


def write_plan(plan: YearPlan, target: Path, *, templates: Path | None = None, force: bool = False) -> Path:
    """Write the plan to ``target`` (.docx), from the template ``moeteplan.docx``; raises as `write_paper` does."""
    organisations = list(dict.fromkeys(organ.organisasjon or organ.utvalg for organ in plan.organs))
    organs = list(dict.fromkeys(organ.utvalg for organ in plan.organs))
    heading = Moete(
        id="plan",
        organisasjon=", ".join(organisations),
        utvalg=", ".join(organs),
        maalform=plan.maalform,
    )
    return write_paper(
        "moeteplan", heading, target, plan=_table(plan), periode=period(plan), templates=templates, force=force
    )


def file_name(plan: YearPlan) -> str:
    """The name of the plan's file, without its ending: ``2026-moeteplan-styret``."""
    whole = _is_year(plan)
    when = str(plan.fra.year) if whole else f"{plan.fra.isoformat()}-{plan.til.isoformat()}"
    return f"{when}-moeteplan-{slug(' '.join(organ.utvalg for organ in plan.organs))}"


def period(plan: YearPlan) -> str:
    """``2026``, or the days from and to: ``1. august 2026–31. juli 2027``."""
    if _is_year(plan):
        return str(plan.fra.year)
    return f"{day(plan.fra, plan.maalform)}–{day(plan.til, plan.maalform)}"


def _is_year(plan: YearPlan) -> bool:
    return (plan.fra, plan.til) == (date(plan.fra.year, 1, 1), date(plan.fra.year, 12, 31))


def _table(plan: YearPlan) -> Blokk:
    """The table: day, organ where there are several, time, place, deadline, when the innkalling goes out, notes."""
    rows = [_row(plan, each) for each in plan.meetings]
    keys = [key for key in rows[0] if any(row[key] for row in rows)]
    heads = [say("moeteplan", key, plan.maalform) for key in keys]
    cells = [heads, *([row[key] for key in keys] for row in rows)]
    return Blokk(type="tabell", tekst="\n".join("\t".join(row) for row in cells), rader=cells)


def _row(plan: YearPlan, each: PlanMeeting) -> dict[str, str]:
    when = long_day(each.dato, plan.maalform)
    return {
        "dato": _without_year(when[:1].upper() + when[1:], each.dato, plan).replace(" ", _HARD_SPACE),
        "utvalg": line(each.utvalg) if len(plan.organs) > 1 else "",
        "tid": clock(each.starttid, each.sluttid, plan.maalform).replace(" ", _HARD_SPACE),
        "stad": line(each.stad),
        "saksfrist": _without_year(day(each.saksfrist, plan.maalform), each.saksfrist, plan),
        "innkalling": _without_year(day(each.innkalling, plan.maalform), each.innkalling, plan),
        "merknad": line(each.merknad),
    }


def _without_year(text: str, when: date | None, plan: YearPlan) -> str:
    """The day without its year, where the plan is of that year; number and month on one line."""
    within = when is not None and _is_year(plan) and when.year == plan.fra.year
    return (text.removesuffix(f" {plan.fra.year}") if within else text).replace(". ", f".{_HARD_SPACE}")
