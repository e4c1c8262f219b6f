"""Words that the program writes itself: `words.toml`, and days and times as papers write them."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from extract.knowledge import table
from model.moete import Maalform


@cache
def words(name: str) -> dict[str, Any]:
    """The table ``<name>.toml`` of this folder."""
    return tomllib.loads((resources.files("render") / f"{name}.toml").read_text(encoding="utf-8"))


def say(part: str, key: str, maalform: Maalform, **values: object) -> str:
    """The phrase ``key`` of the part of `words.toml`, filled in."""
    phrase: str = words("words")[part][key][maalform]
    return phrase.format(**values)


def day(when: date | None, maalform: Maalform) -> str:
    """``9. desember 2025``; empty where there is no date."""
    if when is None:
        return ""
    month = table("dato")["maanader"][str(when.month)][0]
    return say("dato", "dag", maalform, dag=when.day, maanad=month, aar=when.year)


def long_day(when: date | None, maalform: Maalform) -> str:
    """``tysdag 9. desember 2025``; empty where there is no date."""
    if when is None:
        return ""
    weekday: str = table("dato")["vekedagar"][maalform][when.weekday()]
    return f"{weekday} {day(when, maalform)}"


def clock(start: str | None, end: str | None, maalform: Maalform) -> str:
    """``kl. 09.00–15.00`` from ``HH:MM``; empty where there is no start."""
    if not start:
        return ""
    values = {"start": start.replace(":", "."), "slutt": (end or "").replace(":", ".")}
    return say("dato", "tid_til" if end else "tid", maalform, **values)
