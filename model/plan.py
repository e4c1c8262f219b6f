"""A plan of action: rows of tiltak with time, responsible and budget."""

from __future__ import annotations

from typing import Literal

from model.document import Record
from model.moete import Kjelde, Varsel


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
    delmaal: list[str] = []
    """Sub-goals."""
    tiltak: list[Tiltak] = []
    """The rows."""
    kjelder: list[Kjelde] = []
    """The files that it was read from."""
    varsel: list[Varsel] = []
    """What is odd."""
