"""What was found, counted by organ, year, topic and outcome."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.index import Index
from model.document import Record

if TYPE_CHECKING:
    from corpus.text import Counts

MOST_SHOWN = 50
"""Values of one kind that are given, those of most saker first."""


class Facet(Record):
    """A value that some of what was found has."""

    verdi: str
    """The value, as the filter of its kind takes it."""
    namn: str | None = None
    """How it is shown: the organ before its organisation; the name of a topic, where a paper gave one; else null."""
    saker: int
    """How many saker have it."""


class Facets(Record):
    """The values of each kind, those of most saker first; years with the newest first."""

    organ: list[Facet] = []
    """Organisation and organ."""
    aar: list[Facet] = []
    """Year of the meeting."""
    tema: list[Facet] = []
    """Topic, by its URI."""
    utfall: list[Facet] = []
    """Outcome."""


def named(index: Index, counts: Counts) -> Facets:
    """The counts with the names of what they count; what has no name or date is left out."""
    names = index.organs()
    organs = [(saker, tuple(name for name in names.get(nr, ()) if name)) for nr, saker in counts.organ.items()]
    shown = sorted((one for one in organs if one[1]), key=lambda one: (-one[0], one[1]))[:MOST_SHOWN]
    topics = dict(index.connection.execute("SELECT uri, namn FROM tema")) if counts.tema else {}
    return Facets(
        organ=[_organ(names, saker) for saker, names in shown],
        aar=[Facet(verdi=str(year), saker=saker) for year, saker in sorted(counts.aar.items(), reverse=True) if year],
        tema=[Facet(verdi=uri, namn=topics.get(uri), saker=saker) for uri, saker in _first(counts.tema)],
        utfall=[Facet(verdi=utfall, saker=saker) for utfall, saker in _first(counts.utfall)],
    )


def _organ(names: Sequence[str], saker: int) -> Facet:
    """An organ; one that is called as its organisation is shown by that name once."""
    return Facet(verdi=" ".join(names), namn=", ".join(dict.fromkeys(reversed(names))), saker=saker)


def _first(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:MOST_SHOWN]
