"""Meetings and due dates as a calendar file (iCalendar, RFC 5545), in Norwegian time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from corpus.due import due_day
from corpus.export_words import words
from corpus.legal_text import legal
from model.moete import Maalform, Moete, Punkt, Sak

OSLO = ZoneInfo("Europe/Oslo")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Something in a calendar: a whole day, or from one time to another."""

    uid: str
    """The same for the same thing in every export, so that a second import updates the first."""
    title: str
    day: date | None = None
    """The whole day; null where there is a ``start``."""
    start: datetime | None = None
    """When it begins, in Norwegian time; without a zone."""
    end: datetime | None = None
    """When it ends, where that is known."""
    text: str | None = None
    place: str | None = None
    stamp: date | None = None
    """When this was known (DTSTAMP): the day of the meeting that it comes from, so that no clock is asked."""


def calendar(entries: Iterable[Entry]) -> bytes:
    """The entries as one calendar. Raises `ValueError` for one that has neither a day nor a start."""
    made = Calendar()
    made.add("prodid", "-//Saksgang//Saksgang//NO")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    events = [_event(entry) for entry in entries]
    for component in Calendar.from_ical(_OSLO_TIME).walk("VTIMEZONE"):
        made.add_component(component)
    for event in events:
        made.add_component(event)
    return bytes(made.to_ical())


def entries(moete: Moete) -> Iterator[Entry]:
    """The meeting, and what its vedtak set a date for; nothing where the meeting has no date.

    A due date that is only a month or a year stands on its last day, and says so.
    """
    if moete.moetedato is None:
        return
    yield _meeting(moete, moete.moetedato)
    for sak in moete.saker:
        for punkt in sak.vedtak.punkt if sak.vedtak else []:
            yield from _due(moete, moete.moetedato, sak, punkt)


def how_exact(maalform: Maalform, frist: str) -> str | None:
    """A sentence that says so where a due date is only a month or a year; None where it is a day."""
    label = {4: "heile_aaret", 7: "heile_maanaden"}.get(len(frist))
    return words(maalform)[label].format(frist=frist) if label else None


def _meeting(moete: Moete, day: date) -> Entry:
    saker = "\n".join(" ".join(part for part in (sak.nummer, sak.tittel) if part) for sak in moete.saker)
    start, end = _at(day, moete.starttid), _at(day, moete.sluttid)
    if start and end and end <= start:
        # A meeting that ends before it began went past midnight.
        end += timedelta(days=1)
    return Entry(
        uid=_uid(moete.id),
        title=", ".join(dict.fromkeys(name for name in (moete.utvalg, moete.organisasjon) if name)) or moete.id,
        day=None if start else day,
        start=start,
        end=end if start else None,
        text=f"{words(moete.maalform)['saker']}:\n{saker}" if saker else None,
        place=moete.moetested,
        stamp=day,
    )


def _due(moete: Moete, moetedato: date, sak: Sak, punkt: Punkt) -> Iterator[Entry]:
    label = words(moete.maalform)
    about = label["vedtak_i"].format(
        utvalg=moete.utvalg or moete.organisasjon or moete.id, dato=moetedato.isoformat(), sak=sak.nummer or sak.tittel
    )
    for frist in dict.fromkeys(handling.frist for handling in punkt.handlingar if handling.frist):
        day = due_day(frist)
        if day is None:
            continue
        acting = [handling.mottakar for handling in punkt.handlingar if handling.frist == frist and handling.mottakar]
        who = f" ({', '.join(dict.fromkeys(acting))})" if acting else ""
        yield Entry(
            uid=_uid(f"{punkt.id or sak.id}/frist/{frist}"),
            title=f"{label['frist']}: {sak.tittel}{who}",
            day=day,
            text="\n\n".join(part for part in (punkt.tekst, about, how_exact(moete.maalform, frist)) if part),
            stamp=moetedato,
        )


def _at(day: date, clock: str | None) -> datetime | None:
    try:
        return datetime.combine(day, time.fromisoformat(clock)) if clock else None
    except ValueError:
        # A paper may say 24:00 or 25:10; the day alone is then what is sure.
        return None


def _uid(id: str) -> str:
    return f"{id}@saksgang"


def _event(entry: Entry) -> Event:
    event = Event()
    first = entry.day or (entry.start and entry.start.date())
    if first is None:
        raise ValueError(f"{entry.uid} has neither a day nor a start.")
    event.add("uid", entry.uid)
    event.add("dtstamp", datetime.combine(entry.stamp or first, time(), UTC))
    if entry.start:
        event.add("dtstart", entry.start.replace(tzinfo=OSLO))
        if entry.end:
            event.add("dtend", entry.end.replace(tzinfo=OSLO))
    else:
        event.add("dtstart", first)
        # A due date does not make anybody busy for the day.
        event.add("transp", "TRANSPARENT")
    event.add("summary", _text(entry.title))
    if entry.place:
        event.add("location", _text(entry.place))
    if entry.text:
        event.add("description", _text(entry.text))
    return event


def _text(text: str) -> str:
    # A carriage return alone would end the line of the file.
    return legal(text).replace("\r\n", "\n").replace("\r", "\n")


# Norwegian time, as rules and not as the years that a time zone database knows today: summer time by directive
# 2000/84/EC, and before 1996 to the last Sunday of September (regulations on summer time of 1980 and later).
_OSLO_TIME = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Saksgang//Saksgang//NO
BEGIN:VTIMEZONE
TZID:Europe/Oslo
BEGIN:DAYLIGHT
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19800928T030000
RRULE:FREQ=YEARLY;BYMONTH=9;BYDAY=-1SU;UNTIL=19950924T010000Z
END:STANDARD
BEGIN:STANDARD
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
END:VCALENDAR
"""
