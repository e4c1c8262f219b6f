"""What a search looks for in the full text, as a tree; `corpus.fulltext` turns it into the engine's own query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A key, as a word or as a part of one."""

    key: str
    running: bool = False
    """As a word of the running text only."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Keys that stand one after the other."""

    keys: tuple[str, ...]
    running: bool = False
    """In the running text only, not in what an abbreviation stands for."""


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of these."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of these; more of them rank higher."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class But:
    """The one without any of the others."""

    wanted: Expression
    without: tuple[Expression, ...]


Expression = Word | Phrase | AllOf | AnyOf | But


def phrase(keys: Iterable[str], running: bool = False) -> Expression:
    """Keys in a row; one alone is a word."""
    found = tuple(keys)
    return Phrase(found, running) if len(found) > 1 else Word(found[0], running)


def all_of(parts: Iterable[Expression]) -> Expression:
    """Every one; one alone is itself."""
    found = tuple(dict.fromkeys(parts))
    return AllOf(found) if len(found) > 1 else found[0]


def any_of(parts: Iterable[Expression]) -> Expression:
    """At least one, each counted once, whether it is named itself or within another choice."""
    flat: list[Expression] = []
    for part in parts:
        flat += part.parts if isinstance(part, AnyOf) else [part]
    found = tuple(dict.fromkeys(flat))
    return AnyOf(found) if len(found) > 1 else found[0]
