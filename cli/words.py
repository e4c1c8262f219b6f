"""The words of ``words.toml``: what the terminal says beside the text of a paper."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from model.moete import Maalform


@cache
def words(maalform: Maalform) -> dict[str, Any]:
    """The words of a written standard."""
    tables: dict[str, dict[str, Any]] = tomllib.loads((resources.files("cli") / "words.toml").read_text("utf-8"))
    return tables[maalform]


def name(value: str, maalform: Maalform) -> str:
    """A name of the JSON (an outcome, a kind of paper) as the written standard has it."""
    return str(words(maalform)["namn"].get(value, value))


def when(day: date | None, maalform: Maalform) -> str:
    """A date in words (``5. desember 2025``), or that there is none."""
    from render.words import day as in_words

    return in_words(day, maalform) or str(words(maalform)["utan_dato"])


def organ_name(utvalg: str | None, organisasjon: str | None) -> str:
    """An organ with the organisation that it belongs to, where that has another name: ``Styret, Fjordhamn IKS``."""
    return ", ".join(dict.fromkeys(name for name in (utvalg, organisasjon) if name))
