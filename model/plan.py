"""A plan of action: rows of tiltak with time, responsible and budget."""

from __future__ import annotations

from typing import Literal

from model.document import Record
from model.moete import Kjelde, Maalform, Varsel


class Tiltak(Record):
    """A row of the plan."""

    omraade: str | None = None
    """Area, the heading above the table."""
    satsingsomraade: str | None = None
    """Field of effort; inherited from the row above where the cell is empty."""
    strategi: str | None = None
    """Strategy."""
    tiltak: str
    """What is to be done."""
    tid: str | None = None
    """When, as it stands."""
    ansvar: str | None = None
    """Who is responsible."""
    deltaking: str | None = None
    """Who takes part."""
    budsjett_tekst: str | None = None
    """Budget as it stands."""
    budsjett_mill: float | None = None
    """Budget in million NOK."""
    kjelde: Kjelde | None = None
    """Where it stands."""


class Overskrift(Record):
    """A heading of the plan."""

    nivaa: int
    """Level, 1 for the highest."""
    tekst: str
    """The heading as it stands."""
    kjelde: Kjelde | None = None
    """Where it stands."""


class Strategi(Record):
    """A numbered strategy of a strategic plan."""

    nr: int | None = None
    """Its number."""
    tittel: str
    """What it is called."""
    tekst: str | None = None
    """What it says."""
    kjelde: Kjelde | None = None
    """Where it stands."""


class Satsingsomraade(Record):
    """A field of effort with its strategies."""

    maal: str | None = None
    """The goal that it serves: the heading above it."""
    omraade: str
    """The field."""
    delstrategiar: list[Strategi] = []
    """Its strategies in order."""
    kjelde: Kjelde | None = None
    """Where it stands."""


class Plan(Record):
    """A plan (handlingsplan, årsplan, strategisk plan)."""

    skjema: Literal["saksgang/plan/1"] = "saksgang/plan/1"
    """Name and version of this shape."""
    id: str
    """Stable id."""
    tittel: str
    """Title (Noark 5: tittel, M020)."""
    organ: str | None = None
    """Whose plan it is."""
    dato: str | None = None
    """Date, as exact as the paper makes it."""
    maalform: Maalform | None = None
    """Written standard."""
    visjon: str | None = None
    """The vision that it states."""
    verdiar: list[str] = []
    """The values that it states."""
    overskrifter: list[Overskrift] = []
    """Its headings in order, without its own title."""
    delmaal: list[str] = []
    """Sub-goals."""
    satsingsomraade: list[Satsingsomraade] = []
    """Fields of effort with numbered strategies."""
    tiltak: list[Tiltak] = []
    """The rows."""
    kjelder: list[Kjelde] = []
    """The files that it was read from."""
    varsel: list[Varsel] = []
    """What is odd."""
