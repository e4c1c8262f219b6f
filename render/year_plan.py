"""The plan of the meetings of a year: what the register has planned, and the meetings that the archive has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.organ_meetings import KnownOrgan
from model.ids import moete_id
from model.moete import Maalform, Moete
from model.organ import Organ, PlanlagtMoete
from render.holidays import SATURDAY, holidays, is_weekend, workday_before


@dataclass(frozen=True, slots=True)
class PlanMeeting:
    """A meeting of the plan."""

    id: str
    """The id that the meeting has, or will have, in the archive."""
    organisasjon: str | None
    """The organisation; null where the organ is the organisation."""
    utvalg: str
    """The organ."""
    dato: date
    """The day."""
    starttid: str | None = None
    """Start, HH:MM; that of the organ's other meetings where the plan has none."""
    sluttid: str | None = None
    """End, HH:MM."""
    stad: str | None = None
    """Place; where the organ uses to meet, where the plan has none."""
    saksfrist: date | None = None
    """Last day for handing in saker."""
    innkalling: date | None = None
    """When the innkalling goes out: so many days before as the organ's ``innkallingsfrist`` says, moved back to a
    working day; null for a meeting that is not in the register's plan."""
    merknad: str | None = None
    """What else is to be known of it."""
    i_arkivet: bool = False
    """The archive has papers of it."""


@dataclass(frozen=True, slots=True)
class YearPlan:
    """A plan."""

    organs: tuple[KnownOrgan, ...]
    """Whose it is."""
    fra: date
    """Its first day."""
    til: date
    """Its last day."""
    maalform: Maalform
    """Its written standard: that of the first organ."""
    meetings: tuple[PlanMeeting, ...]
    """By date and time."""
    remarks: tuple[str, ...]
    """Sentences about what looks wrong in it."""


def year_plan(organs: Sequence[KnownOrgan], fra: date, til: date) -> YearPlan:
    """The plan of the organs from one day to another, both counted in.

    A meeting that the register plans and the archive has stands once: what the register says counts, the archive fills
    in the rest.
    """
    meetings = sorted(
        (meeting for organ in organs for meeting in _of(organ, fra, til)),
        key=lambda each: (each.dato, each.starttid or "", each.utvalg),
    )
    remarks = [text for organ in organs for text in _remarks(organ, fra, til)]
    return YearPlan(tuple(organs), fra, til, _standard(organs), tuple(meetings), tuple(dict.fromkeys(remarks)))


def _standard(organs: Sequence[KnownOrgan]) -> Maalform:
    for organ in organs:
        if organ.register and organ.register.maalform:
            return organ.register.maalform
        if organ.meetings:
            return organ.meetings[-1].maalform
    return "nn"


def _of(known: KnownOrgan, fra: date, til: date) -> Iterator[PlanMeeting]:
    planned = {each.dato: each for each in reversed(_planned(known)) if fra <= each.dato <= til}
    held = {each.moetedato: each for each in known.meetings if each.moetedato and fra <= each.moetedato <= til}
    for when in sorted({*planned, *held}):
        yield _meeting(known, when, planned.get(when), held.get(when))


def _planned(known: KnownOrgan) -> list[PlanlagtMoete]:
    return known.register.moete if known.register else []


def _meeting(known: KnownOrgan, when: date, plan: PlanlagtMoete | None, moete: Moete | None) -> PlanMeeting:
    register = known.register
    usual = register if plan else None  # a meeting that was held without a plan was where and when its papers say
    plan = plan or PlanlagtMoete(dato=when)
    return PlanMeeting(
        id=moete.id if moete else moete_id(known.organisasjon, known.utvalg, when, ""),
        organisasjon=known.organisasjon,
        utvalg=known.utvalg,
        dato=when,
        starttid=plan.starttid or _clock(moete.starttid if moete else None) or (usual.starttid if usual else None),
        sluttid=plan.sluttid or _clock(moete.sluttid if moete else None),
        stad=plan.stad or (moete.moetested if moete else None) or (usual.moetested if usual else None),
        saksfrist=plan.saksfrist,
        innkalling=_goes_out(usual, when),
        merknad=plan.merknad,
        i_arkivet=moete is not None,
    )


def _clock(text: str | None) -> str | None:
    """A time of day; what a paper says that is none (25:10) says nothing."""
    return text if text and re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text) else None


def _goes_out(register: Organ | None, when: date) -> date | None:
    if register is None or register.innkallingsfrist is None:
        return None
    return workday_before(when - timedelta(register.innkallingsfrist))


# ---------------------------------------------------------------- what looks wrong


def _remarks(known: KnownOrgan, fra: date, til: date) -> Iterator[str]:
    """What a careful secretary would ask about the planned meetings of an organ."""
    planned = [each for each in _planned(known) if fra <= each.dato <= til]
    seen: set[date] = set()
    for each in planned:
        what = f"The meeting of {known.name} on {each.dato.isoformat()}"
        if each.dato in seen:
            yield f"{what} is planned twice; take one of them out of organ.toml."
            continue
        seen.add(each.dato)
        if name := holidays(each.dato.year, "nn").get(each.dato):
            yield f"{what} is on a public holiday ({name})."
        elif is_weekend(each.dato):
            yield f"{what} is on a {('Saturday', 'Sunday')[each.dato.weekday() - SATURDAY]}."
        if each.sluttid and each.starttid and each.sluttid <= each.starttid:
            yield f"{what} ends before it begins."
        if each.saksfrist is None:
            continue
        sent = _goes_out(known.register, each.dato)
        if each.saksfrist > each.dato:
            yield f"{what} has its deadline for saker after it, on {each.saksfrist.isoformat()}."
        elif sent and each.saksfrist > sent:
            yield (
                f"{what} has its deadline for saker, {each.saksfrist.isoformat()}, after the day when the innkalling "
                f"must go out, {sent.isoformat()}."
            )
