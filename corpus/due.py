"""By which day something is due that a vedtak sets a date for."""

from __future__ import annotations

import calendar
from datetime import date


def due_day(frist: str) -> date | None:
    """The last day of a due date: of the year ``2025``, of the month ``2025-06``, or the day ``2025-06-13`` itself.

    None where the calendar has no such day (``2025-02-30``).
    """
    year, month, day = ([int(part) for part in frist.split("-")] + [0, 0])[:3]
    try:
        month = month or 12
        return date(year, month, day or calendar.monthrange(year, month)[1])
    except ValueError:
        return None
