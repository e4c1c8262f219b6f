"""A sak on the list of the coming meeting before it has its number, and what the list is made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from model.moete import Maalform, Moete, Sakstype

if TYPE_CHECKING:
    from corpus.followup import OpenPoint
    from model.organ import Organ
    from render.gather import Gathered


@dataclass(frozen=True, slots=True)
class Draft:
    """A sak before it has its number."""

    tittel: str
    """Its title."""
    sakstype: Sakstype
    """Kind of sak."""
    grunn: str
    """Why it is on the list: sentences in the paper's written standard."""
    kjelde_id: str | None = None
    """Id of the meeting, sak or point that it comes from; null for what every meeting has."""
    parts: dict[str, object] = field(default_factory=dict)
    """The other fields of `model.moete.Sak` that are known already."""
    paper: Gathered | None = None
    """The finished paper that it is taken from."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the list is made from."""

    when: date
    """The day of the coming meeting."""
    maalform: Maalform
    """Written standard of its papers."""
    before: Sequence[Moete]
    """The organ's meetings before it, by date."""
    register: Organ | None = None
    """What the register says of the organ."""
    due: Sequence[OpenPoint] = ()
    """Open points of earlier vedtak that are due before it."""

    @property
    def last(self) -> Moete | None:
        """The organ's last meeting."""
        return self.before[-1] if self.before else None
