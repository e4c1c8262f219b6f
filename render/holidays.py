"""Norwegian public holidays, and days on which an office is open."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from model.moete import Maalform
from render.words import words

SATURDAY = 5
"""Of `datetime.date.weekday`."""


def easter(year: int) -> date:
    """Easter Sunday by the Gregorian calendar (the rule of 1582 as Meeus writes it down)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, skipped = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - correction + 15) % 30
    quarter, remainder = divmod(rest, 4)
    weekday = (32 + 2 * skipped + 2 * quarter - epact - remainder) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@cache
def holidays(year: int, maalform: Maalform) -> dict[date, str]:
    """The public holidays of a year and their names; where two fall on a day, the church's."""
    table = words("holidays")
    fixed = {date.fromisoformat(f"{year:04}-{day}"): entry[maalform] for day, entry in table["fast"].items()}
    sunday = easter(year)
    return fixed | {sunday + timedelta(int(days)): entry[maalform] for days, entry in table["paaske"].items()}


def is_weekend(day: date) -> bool:
    """Whether it is a Saturday or a Sunday."""
    return day.weekday() >= SATURDAY


def workday_before(day: date) -> date:
    """The day itself, or the last one before it that is neither weekend nor holiday."""
    while is_weekend(day) or day in holidays(day.year, "nn"):
        day -= timedelta(1)
    return day
