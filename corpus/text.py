"""What the full text is given and what it answers, whichever engine keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from corpus.expression import Expression

PART_WEIGHT = 0.35
"""What a part of a compound says beside a word that stands alone."""


@dataclass(slots=True)
class Entry:
    """What is indexed of one sak; texts are keys with spaces between."""

    nr: int
    """Its row in the index."""
    moete: str
    heile: list[str] = field(default_factory=list)
    """The keys of its words as they run, each as often as its place weighs."""
    delar: list[str] = field(default_factory=list)
    """The parts of its compounds, other keys of its words and what its abbreviations stand for, likewise."""
    gang: list[str] = field(default_factory=list)
    """The keys as they run, one text for each stretch; phrases are looked for here."""
    kort: list[str] = field(default_factory=list)
    """What its abbreviations stand for, one text for each."""
    organ: int = 0
    """The organ's row in the index."""
    dag: int = 0
    """Day of the meeting (`date.toordinal`); 0 where it has none."""
    aar: int = 0
    """Year of the meeting; 0 where it has none."""
    utfall: str | None = None
    tema: Sequence[str] = ()
    beloep: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a hit must be besides having the words; None where that is left open."""

    organ: Sequence[int] | None = None
    fra: int | None = None
    til: int | None = None
    tema: Sequence[str] | None = None
    utfall: str | None = None
    beloep_fra: float | None = None
    beloep_til: float | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many saker there are, and how many with each organ, year, topic and outcome."""

    total: int
    organ: dict[int, int]
    aar: dict[int, int]
    tema: dict[str, int]
    utfall: dict[str, int]


class Text(Protocol):
    """The full text of the saker: which of them have the words, how well they fit, and what they are."""

    def replace(self, entries: Iterable[Entry], meetings: Iterable[str], everything: bool, /) -> None:
        """Put ``entries`` in place of all that is known of these meetings, or of all there is. Whole or not at all."""

    def best(self, expression: Expression, conditions: Conditions, limit: int, /) -> list[tuple[float, int]]:
        """Score and number of the ``limit`` saker that fit best."""

    def counts(self, expression: Expression, conditions: Conditions, /) -> Counts:
        """How many saker fit, and what they are."""

    def frequency(self, key: str, /) -> int:
        """How many saker have the key as a word, roughly: those that were replaced may count too."""

    def numbers(self) -> list[int]:
        """The numbers of all saker, in order."""

    def is_whole(self) -> bool:
        """Whether it holds together by itself."""
