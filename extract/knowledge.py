"""The words: TOML tables beside this module, nynorsk and bokmål side by side.

A table holds lists under ``nn`` and ``nb`` (and ``both`` where the standards agree). Papers mix the standards, so
most questions are asked of both at once.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache, cached_property
from importlib import resources
from typing import Any

_NAME = re.compile(r"\(\?P<\w+>")


class Entry(dict[str, Any]):
    """A part of a table; it keeps what is made of its words, since they are asked for at every line of a paper."""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """See `words`."""
        return _longest_first(_words_of(self))

    @cached_property
    def alternatives(self) -> str:
        """See `alternatives`."""
        return _group(self.words)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """See `pattern`."""
        return _compiled(self.words)


@cache
def table(name: str) -> Entry:
    """The table ``<name>.toml`` of this folder."""
    read = tomllib.loads((resources.files("extract") / f"{name}.toml").read_text(encoding="utf-8"))
    return Entry({key: _kept(value) for key, value in read.items()})


def _kept(value: Any) -> Any:  # noqa: ANN401 - any TOML value
    if isinstance(value, dict):
        return Entry({key: _kept(part) for key, part in value.items()})
    return [_kept(part) for part in value] if isinstance(value, list) else value


def words(entry: dict[str, Any]) -> tuple[str, ...]:
    """All words of an entry with ``nn``, ``nb`` and ``both``, each once, the longest first."""
    return entry.words if isinstance(entry, Entry) else _longest_first(_words_of(entry))


def alternatives(entry: dict[str, Any] | Iterable[str]) -> str:
    """A regex group that matches any of the words; a space matches any white space but a tab."""
    if isinstance(entry, Entry):
        return entry.alternatives
    return _group(words(entry) if isinstance(entry, dict) else _longest_first(entry))


def says(text: str, entry: dict[str, Any]) -> bool:
    """Whether the text matches one of the entry's patterns."""
    return pattern(entry).search(text) is not None


def pattern(entry: dict[str, Any]) -> re.Pattern[str]:
    """The entry's patterns as one, without regard to capitals."""
    return entry.pattern if isinstance(entry, Entry) else _compiled(words(entry))


def _words_of(entry: dict[str, Any]) -> set[str]:
    return {word for standard in ("nn", "nb", "both") for word in entry.get(standard, [])}


def _longest_first(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def _group(found: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", "[ \u00a0]+") for word in found) + ")"


@cache
def _compiled(found: tuple[str, ...]) -> re.Pattern[str]:
    # What a group is called counts for who takes the patterns one by one; together names would come twice.
    nameless = [_NAME.sub("(?:", word) for word in found]
    return re.compile("|".join(f"(?:{word})" for word in nameless) or "(?!)", re.IGNORECASE)
