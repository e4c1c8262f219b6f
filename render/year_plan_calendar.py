"""The plan of a year's meetings as a calendar file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from corpus.calendar import Entry, calendar
from render.words import day, say
from render.year_plan import PlanMeeting, YearPlan


def plan_calendar(plan: YearPlan) -> bytes:
    """The meetings, in Norwegian time or as whole days where no time is known, and the deadlines for saker.

    A meeting has the same UID as in `saksgang export ics`, so that what is imported later updates it.
    """
    return calendar(entry for each in plan.meetings for entry in _entries(plan, each))


def _entries(plan: YearPlan, each: PlanMeeting) -> Iterator[Entry]:
    title = ", ".join(dict.fromkeys(name for name in (each.utvalg, each.organisasjon) if name))
    start, end = (
        datetime.combine(each.dato, time.fromisoformat(at)) if at else None for at in (each.starttid, each.sluttid)
    )
    if start and end and end <= start:
        end += timedelta(days=1)  # it goes on past midnight
    yield Entry(
        uid=f"{each.id}@saksgang",
        title=title,
        day=None if start else each.dato,
        start=start,
        end=end if start else None,
        place=each.stad,
        text=each.merknad,
        stamp=each.dato,
    )
    if each.saksfrist:
        yield Entry(
            uid=f"{each.id}/saksfrist@saksgang",
            title=say("moeteplan", "frist_for", plan.maalform, utvalg=title, dato=day(each.dato, plan.maalform)),
            day=each.saksfrist,
            stamp=each.saksfrist,
        )
