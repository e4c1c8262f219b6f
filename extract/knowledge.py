"""The words: TOML tables beside this module, nynorsk and bokmål side by side.

A table holds lists under ``nn`` and ``nb`` (and ``both`` where the standards agree). Papers mix the standards, so
most questions are asked of both at once.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The table ``<name>.toml`` of this folder."""
    return tomllib.loads((resources.files("extract") / f"{name}.toml").read_text(encoding="utf-8"))


def words(entry: dict[str, Any]) -> list[str]:
    """All words of an entry with ``nn``, ``nb`` and ``both``, each once, the longest first."""
    found = {word for standard in ("nn", "nb", "both") for word in entry.get(standard, [])}
    return sorted(found, key=lambda word: (-len(word), word))


def alternatives(entry: dict[str, Any] | Iterable[str]) -> str:
    """A regex group that matches any of the words; a space matches any white space but a tab."""
    found = words(entry) if isinstance(entry, dict) else sorted(entry, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", "[ \u00a0]+") for word in found) + ")"


def says(text: str, entry: dict[str, Any]) -> bool:
    """Whether the text matches one of the entry's patterns."""
    return any(pattern.search(text) for pattern in _compiled(tuple(words(entry))))


@cache
def _compiled(found: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(word, re.IGNORECASE) for word in found)
