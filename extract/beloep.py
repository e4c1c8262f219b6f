"""Amounts of money in Norwegian kroner: ``kr 250 000``, ``kr 6 218 444,12``, ``1,8 mill. kroner``, ``100 mnok``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from extract.knowledge import table

_TEXTS = 500
"""Texts whose amounts are remembered: a point is asked for them as text and as a decision."""
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """An amount that a text names."""

    nok: float
    start: int
    end: int


_NUMBER = r"(?:\d{1,3}(?:[ \u00a0.]\d{3})+|\d+)(?:,\d+)?"


@cache
def _patterns() -> tuple[re.Pattern[str], dict[str, int]]:
    units = {word: int(factor) for factor, found in table("beloep")["einingar"].items() for word in found}
    unit = "|".join(re.escape(word) for word in sorted(units, key=lambda word: -len(word)))
    before = "|".join(map(re.escape, table("beloep")["valuta"]["framfor"]))
    behind = "|".join(map(re.escape, table("beloep")["valuta"]["bak"]))
    return re.compile(
        rf"(?<![\w/])(?:(?P<before>{before})\.?[ \u00a0]?)?(?P<number>{_NUMBER})(?:,-|,–)?"
        rf"(?:[ \u00a0]?(?P<unit>{unit})\b\.?)?(?(before)|(?:[ \u00a0]?(?P<behind>{behind})\b\.?)?)(?!\d|[.,]\d)",
        re.IGNORECASE,
    ), units


def find_amounts(text: str) -> list[FoundAmount]:
    """Every amount of money in the text; a number counts only with ``kr``, ``kroner``, ``NOK`` or ``mill``."""
    return list(_amounts(text)) if _DIGIT.search(text) else []


@lru_cache(_TEXTS)
def _amounts(text: str) -> tuple[FoundAmount, ...]:
    pattern, units = _patterns()
    found = []
    for match in pattern.finditer(text):
        unit = units.get((match["unit"] or "").lower(), 1)
        if not (match["before"] or match["behind"] or match["unit"]):
            continue
        number = Decimal(re.sub(r"[ \u00a0.]", "", match["number"]).replace(",", "."))
        found.append(FoundAmount(float(number * unit), match.start(), match.end()))
    return tuple(found)
