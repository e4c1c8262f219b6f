"""Dates and clock times as papers write them. Strict: what is no whole date is none (``sak 23/25`` never is)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from extract.knowledge import alternatives, table

_TEXTS = 2_000
"""Texts whose dates are remembered; the parts of a sak are each read for their own sake, and ask for the same ones."""
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A day that a text names with its year."""

    day: date
    start: int
    end: int


@cache
def months() -> dict[str, int]:
    """Month names and abbreviations of both standards, lower case, with their numbers."""
    return {name: int(number) for number, names in table("dato")["maanader"].items() for name in names}


@cache
def _named() -> re.Pattern[str]:
    names = "|".join(sorted(months(), key=lambda name: -len(name)))
    return re.compile(
        rf"(?<![\d./])(\d{{1,2}})(?:\.?\s?[-–]\s?\d{{1,2}})?\s?\.?\s?({names})\b\.?,?\s*"
        r"(\d{4}|\d{2}(?!\d|[.:]\d))\b",
        re.IGNORECASE,
    )


_NUMERIC = re.compile(r"(?<![\d./])(\d{1,2})\s?\.\s?(\d{1,2})\s?\.\s?(\d{4}|\d{2})(?![\d/]|\.\d)")
_SLASHED = re.compile(r"(?<![\d./])(\d{1,2})/(\d{1,2})[- /.](\d{4})(?!\d)")
_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")


def find_dates(text: str) -> list[FoundDate]:
    """Every whole date (day, month, year) in the text, in order; two-digit years are 1950 to 2049."""
    return list(_dates(text)) if _DIGIT.search(text) else []


@lru_cache(_TEXTS)
def _dates(text: str) -> tuple[FoundDate, ...]:
    found: list[FoundDate] = []
    for match in _named().finditer(text):
        _keep(found, match, match[3], months()[match[2].lower()], match[1])
    for pattern in (_NUMERIC, _SLASHED):
        for match in pattern.finditer(text):
            _keep(found, match, match[3], int(match[2]), match[1])
    for match in _ISO.finditer(text):
        _keep(found, match, match[1], int(match[2]), match[3])
    return tuple(sorted(found, key=lambda item: item.start))


def _keep(found: list[FoundDate], match: re.Match[str], year: str, month: int, day: str) -> None:
    number = int(year)
    if len(year) == 2:
        number += 2000 if number < 50 else 1900
    try:
        found.append(FoundDate(date(number, month, int(day)), match.start(), match.end()))
    except ValueError:
        return  # 31.2.2024 and the like: no day of the calendar


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A day and month that a text names without a year."""

    month: int
    day: int
    start: int
    end: int


@cache
def _named_day() -> re.Pattern[str]:
    names = "|".join(sorted(months(), key=lambda name: -len(name)))
    return re.compile(
        rf"(?<![\d./])(\d{{1,2}})\s?\.?\s?({names})\b(?!\.?,?\s*(?:\d{{4}}\b|\d{{2}}(?![\d.:])\b))", re.IGNORECASE
    )


@cache
def _bare_day() -> re.Pattern[str]:
    before = alternatives(table("dato")["framfor"])
    return re.compile(rf"(?<!\w){before}\s+(\d{{1,2}})\s?([./])\s?(\d{{1,2}})(?![\d/]|[.,]\d)(?!\s?%)", re.IGNORECASE)


_SLASHED_DAY = re.compile(r"(?<![\w./-])(1[3-9]|2\d|3[01])/(\d{1,2})(?![\d/]|\s+(?:av|del))")


def find_days(text: str) -> list[FoundDay]:
    """Every day and month without a year, in order: ``24. mars``, ``30/1``, ``møtet 1.12``."""
    return list(_days(text)) if _DIGIT.search(text) else []


@lru_cache(_TEXTS)
def _days(text: str) -> tuple[FoundDay, ...]:
    taken = [(hit.start, hit.end) for hit in find_dates(text)]
    found: dict[int, FoundDay] = {}
    for match in _named_day().finditer(text):
        found[match.start(1)] = FoundDay(months()[match[2].lower()], int(match[1]), match.start(1), match.end(2))
    for match in _bare_day().finditer(text):
        found.setdefault(match.start(1), FoundDay(int(match[3]), int(match[1]), match.start(1), match.end(3)))
    for match in _SLASHED_DAY.finditer(text):
        if not re.search(r"(?i)(?:sak|saknr|saksnr|nr|ps|rs)\.?\s*$", text[: match.start()]):
            found.setdefault(match.start(), FoundDay(int(match[2]), int(match[1]), match.start(), match.end()))
    return tuple(
        hit
        for _, hit in sorted(found.items())
        if _exists(2024, hit) and not any(start < hit.end and hit.start < end for start, end in taken)
    )


def _exists(year: int, hit: FoundDay) -> bool:
    try:
        date(year, hit.month, hit.day)
    except ValueError:
        return False
    return True


@cache
def _month() -> re.Pattern[str]:
    names = "|".join(sorted((name for name in months() if len(name) > 2), key=lambda name: -len(name)))
    first = "".join(sorted({name[0] for name in months()}))  # told faster than that none of the names stands there
    return re.compile(
        rf"(?<![\wæøå])(?:(?=[{first}])({names})\b(?:\s+(\d{{4}})\b)?|(?<=\bi )((?:19|20)\d{{2}})\b)", re.IGNORECASE
    )


def find_months(text: str) -> list[tuple[int, int, int | None, int | None]]:
    """Start, end, year and month of what is less exact than a day: ``oktober 2024``, ``i november``, ``i 2023``."""
    return [
        (
            match.start(),
            match.end(),
            int(match[2] or match[3]) if match[2] or match[3] else None,
            months()[match[1].lower()] if match[1] else None,
        )
        for match in _month().finditer(text)
    ]


_UNPOINTED = re.compile(
    r"(?i)(\bkl\.?\s*|(?<=\d[.:]\d\d)\s?[-–]\s?|(?<=\d{4})\s?[-–]\s?)([01]\d|2[0-3])([0-5]\d)(?!\d)"
)
_CLOCK = r"(\d{1,2})(?:\s?[.:]\s?(\d{2}))?"
_SPAN = re.compile(
    rf"(?:kl(?:okk[ae]n?)?\.?:?\s*)?(?<![\d./]){_CLOCK}\s*(?:[-–—]|til)\s*(?:kl\.?\s*)?{_CLOCK}(?![\d/]|\.\d)",
    re.IGNORECASE,
)
_AT = re.compile(rf"(?:kl(?:okk[ae]n?)?\.?:?\s*)(?<![\d/]){_CLOCK}(?!\d)", re.IGNORECASE)
_BARE = re.compile(r"(?<![\d./])(\d{1,2})\s?[.:]\s?(\d{2})(?![\d/]|\.\d)")


def find_times(text: str) -> tuple[str | None, str | None]:
    """Start and end as ``HH:MM`` from the text of a time label (``kl. 09.00 - 15.00``, ``09:30-13:45``, ``kl 10``)."""
    for day in reversed(find_dates(text)):
        text = text[: day.start] + " " * (day.end - day.start) + text[day.end :]
    text = _UNPOINTED.sub(r"\1\2.\3", text)
    if match := _SPAN.search(text):
        start, end = _clock(match[1], match[2]), _clock(match[3], match[4])
        if start and end:
            return start, end
    if match := _AT.search(text) or _BARE.search(text):
        return _clock(match[1], match[2]), None
    return None, None


def _clock(hour: str, minute: str | None) -> str | None:
    return f"{int(hour):02}:{int(minute or 0):02}" if int(hour) < 24 and int(minute or 0) < 60 else None
