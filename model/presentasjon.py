"""A slide deck that reports to an organ: topics, and the vedtak named in passing."""

from __future__ import annotations

from typing import Literal

from model.document import Record
from model.moete import Kjelde, Maalform, Varsel


class NemntVedtak(Record):
    """A vedtak that a slide names."""

    dato: str | None = None
    """Date, as exact as the slide makes it."""
    utvalg: str | None = None
    """The organ (Noark 5: utvalg, M370)."""
    tekst: str
    """What was decided, as it stands."""
    kjelde: Kjelde | None = None
    """Where it stands."""


class Frist(Record):
    """A due date that a slide names."""

    tekst: str
    """The words as they stand."""
    dato: str | None = None
    """The date, as exact as the slide makes it; an interval as ``a/b``."""
    kjelde: Kjelde | None = None
    """Where it stands."""


class Tema(Record):
    """A topic of the deck, mostly one slide."""

    tittel: str | None = None
    """Title of the slide."""
    punkt: list[str] = []
    """Its bullets."""
    vedtak: list[NemntVedtak] = []
    """Vedtak that it names."""
    frist: list[Frist] = []
    """Due dates that it names."""
    status: list[str] = []
    """The bullets that say where the work stands."""
    vertskommune: str | None = None
    """The kommune that hosts the cooperation (kommuneloven § 20-2)."""
    etablering: str | None = None
    """The day on which the cooperation begins."""
    kjelde: Kjelde | None = None
    """Where it stands."""


class Medlem(Record):
    """A member of an organ, as a slide lists them."""

    organ: str
    """The organ."""
    namn: str
    """Name (Noark 5: moetedeltakerNavn, M372)."""
    verv: str | None = None
    """Office (Noark 5: moetedeltakerFunksjon, M373)."""
    kommune: str | None = None
    """The kommune."""
    kjelde: Kjelde | None = None
    """Where it stands."""


class Presentasjon(Record):
    """A slide deck."""

    skjema: Literal["saksgang/presentasjon/1"] = "saksgang/presentasjon/1"
    """Name and version of this shape."""
    id: str
    """Stable id."""
    tittel: str
    """Title (Noark 5: tittel, M020)."""
    organ: str | None = None
    """Whose deck it is."""
    dato: str | None = None
    """Date, as exact as the deck makes it."""
    maalform: Maalform | None = None
    """Written standard."""
    tema: list[Tema] = []
    """The topics."""
    medlemmer: list[Medlem] = []
    """Members of organs."""
    kjelder: list[Kjelde] = []
    """The files that it was read from."""
    varsel: list[Varsel] = []
    """What is odd."""
