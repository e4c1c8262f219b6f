"""Dates and clock times as papers write them. Strict: what is no whole date is none (``sak 23/25`` never is)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from extract.knowledge import table


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
        rf"(?<![\d./])(\d{{1,2}})\s?\.?\s?({names})\b\.?,?\s*(\d{{4}}|\d{{2}}(?!\d|[.:]\d))\b", re.IGNORECASE
    )


_NUMERIC = re.compile(r"(?<![\d./])(\d{1,2})\s?\.\s?(\d{1,2})\s?\.\s?(\d{4}|\d{2})(?![\d/]|\.\d)")
_SLASHED = re.compile(r"(?<![\d./])(\d{1,2})/(\d{1,2})[- /.](\d{4})(?!\d)")
_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")


def find_dates(text: str) -> list[FoundDate]:
    """Every whole date (day, month, year) in the text, in order; two-digit years are 1950 to 2049."""
    found: list[FoundDate] = []
    for match in _named().finditer(text):
        _keep(found, match, match[3], months()[match[2].lower()], match[1])
    for pattern in (_NUMERIC, _SLASHED):
        for match in pattern.finditer(text):
            _keep(found, match, match[3], int(match[2]), match[1])
    for match in _ISO.finditer(text):
        _keep(found, match, match[1], int(match[2]), match[3])
    return sorted(found, key=lambda item: item.start)


def _keep(found: list[FoundDate], match: re.Match[str], year: str, month: int, day: str) -> None:
    number = int(year)
    if len(year) == 2:
        number += 2000 if number < 50 else 1900
    try:
        found.append(FoundDate(date(number, month, int(day)), match.start(), match.end()))
    except ValueError:
        return  # 31.2.2024 and the like: no day of the calendar


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
    if match := _SPAN.search(text):
        start, end = _clock(match[1], match[2]), _clock(match[3], match[4])
        if start and end:
            return start, end
    if match := _AT.search(text) or _BARE.search(text):
        return _clock(match[1], match[2]), None
    return None, None


def _clock(hour: str, minute: str | None) -> str | None:
    return f"{int(hour):02}:{int(minute or 0):02}" if int(hour) < 24 and int(minute or 0) < 60 else None
