"""What a made-up paper says, and how to have it as a Word file: `sak`, `paper`, `docx`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

Maalform = Literal["nn", "nb"]
Slag = Literal["innkalling", "protokoll"]
Stil = Literal["fri", "regionraad"]

MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)
"""The months; Nynorsk and Bokmål spell them alike."""


@dataclass(frozen=True)
class Sak:
    """A sak of a paper. A part that is left empty does not stand in the paper at all."""

    tittel: str
    nummer: str | None = None
    """As it stands (``21/25``); where it is None, Word counts the headings itself (free form only)."""
    arkivsak: str = ""
    arkiv: str = ""
    saksbehandlar: str = ""
    framlegg: tuple[str, ...] = ()
    """One text stands as running text, more become numbered points."""
    vedlegg: tuple[str, ...] = ()
    tekst: tuple[str, ...] = ()
    """The account, a string for each paragraph; ``## `` sub-heading, ``- `` bullet, ``| a | b`` table row."""
    behandling: tuple[str, ...] = ()
    vedtak: tuple[str, ...] = ()
    """As `framlegg`."""


@dataclass(frozen=True)
class Paper:
    """A paper of a meeting."""

    organ: str
    dato: date
    saker: tuple[Sak, ...]
    slag: Slag = "innkalling"
    maalform: Maalform = "nn"
    stad: str = "Rådhuset"
    tid: str = "09.00–12.00"
    moett: tuple[tuple[str, str], ...] = ()
    """Who met: name with office, and kommune."""
    forfall: tuple[tuple[str, str], ...] = ()
    andre: tuple[str, ...] = ()
    """Others present, without a vote."""
    underskrift: tuple[tuple[str, str], ...] = ()
    """Who signs: name and office."""
    merknader: tuple[str, ...] = ()
    """Sentences on the front page, after those who met."""

    @property
    def dag(self) -> str:
        """The date in words, ``12. september 2025``."""
        return f"{self.dato.day}. {MONTHS[self.dato.month - 1]} {self.dato.year}"


def sak(tittel: str, **parts: object) -> Sak:
    """A sak; list or single string for `framlegg`, `vedlegg`, `tekst`, `behandling`, `vedtak`, as is handiest."""
    many = {"framlegg", "vedlegg", "tekst", "behandling", "vedtak"}
    fields = {
        name: ((value,) if isinstance(value, str) else tuple(value)) if name in many else value
        for name, value in parts.items()
    }
    return replace(Sak(tittel), **fields)


def paper(organ: str, dato: str, *saker: Sak | str, **parts: object) -> Paper:
    """A paper; ``dato`` is ISO 8601, a sak may be just its title."""
    all_saker = tuple(Sak(each) if isinstance(each, str) else each for each in saker)
    return replace(Paper(organ, date.fromisoformat(dato), all_saker), **parts)


def docx(paper: Paper, stil: Stil = "fri") -> bytes:
    """The paper as a Word file in a house style: ``fri`` (free form) or ``regionraad`` (the regional-council form)."""
    from tests.papers import fri, regionraad

    build: Callable[[Paper], bytes] = {"fri": fri.build, "regionraad": regionraad.build}[stil]
    return build(paper)
