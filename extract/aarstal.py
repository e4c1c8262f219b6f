"""The year of a date that names none, as a reader would take it from what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from extract.knowledge import alternatives, says, table, words


def is_yearly(month_day: str, sentence: str) -> bool:
    """Whether ``MM-DD`` is a day that returns each year, as in ``markeringar (8. mai)``."""
    days = table("dato")["aarleg"]
    return month_day in days["dagar"] and says(sentence, {"both": [rf"\b{word}" for word in words(days)]})


def resolve(month: int, day: int, sentence: str, at: int, moetedato: date, known: Iterable[date]) -> date | None:
    """The day with its year.

    The same day with its year elsewhere in the paper decides. Else the tense of the word nearest to the date tells
    whether it is the last such day before the meeting or the next one after it; else the nearer of the two.
    ``at`` is the offset of the date in ``sentence``. Null where no such day exists in the year found (29 February).
    """
    spelt_out = [other for other in known if (other.month, other.day) == (month, day)]
    if spelt_out:
        return min(spelt_out, key=lambda other: (abs((other - moetedato).days), other))
    tense = _tense(sentence, at)
    try:
        behind, ahead = _around(month, day, moetedato)
    except ValueError:
        return None
    if tense == 0:
        return min(behind, ahead, key=lambda other: (abs((other - moetedato).days), other))
    return behind if tense < 0 else ahead


def resolve_month(month: int, sentence: str, at: int, moetedato: date) -> str:
    """A month without a year as ``YYYY-MM``: the nearest one, the one behind where two are as near."""
    away = (month - moetedato.month) % 12
    tense = _tense(sentence, at)
    ahead = away < 6 or (away == 6 and tense > 0)
    year = moetedato.year + (moetedato.month + away > 12) if ahead else moetedato.year - (month > moetedato.month)
    return f"{year}-{month:02}"


def _around(month: int, day: int, moetedato: date) -> tuple[date, date]:
    here = date(moetedato.year, month, day)
    if here <= moetedato:
        return here, date(moetedato.year + 1, month, day) if here < moetedato else here
    return date(moetedato.year - 1, month, day), here


@cache
def _tense_words() -> tuple[re.Pattern[str], frozenset[str]]:
    past, ahead = words(table("dato")["fortid"]), words(table("dato")["framtid"])
    pattern = re.compile(rf"(?<![\wæøå]){alternatives([*past, *ahead])}(?![\wæøå])", re.IGNORECASE)
    return pattern, frozenset(past)


def _tense(sentence: str, at: int) -> int:
    """-1 behind, 1 ahead, 0 unknown: by the nearest word of the tables, a word before the date first."""
    pattern, past = _tense_words()
    near = [
        (at - match.end() if match.end() <= at else match.start() - at + 4, match[0].lower())
        for match in pattern.finditer(sentence)
    ]
    if not near:
        return 0
    return -1 if min(near)[1] in past else 1
