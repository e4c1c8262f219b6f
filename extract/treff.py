"""A body that a text names, where it stands there, and what kind of name it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["etat", "organisasjon", "kommune", "organ", "eige"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A body that a text names."""

    start: int
    end: int
    kind: Kind
    """``etat`` (known all over the country), ``organisasjon``, ``kommune`` (by its bare name), ``organ``, or ``eige``:
    a word such as *rådet* or *kommunen* that stands for the meeting's own body."""
    name: str
    """In the nominative; of a kommune its bare name."""
    of: str | None = None
    """Of an organ: the body it belongs to, as it stands."""
    joined: str = "i"
    """The word between an organ and its body; ``til`` says the same as ``i``."""
