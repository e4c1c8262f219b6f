"""Corrections: what a person knows better than the papers, or than what was read from them."""

from __future__ import annotations

from typing import Literal

from pydantic import JsonValue

from model.document import Record


class Retting(Record):
    """One value that a person has set."""

    id: str
    """Id of the meeting, sak, vedtak or point that it belongs to."""
    felt: str | None
    """Name of the field in the JSON, inner ones behind a dot (``roeysting.for``); null for the whole thing."""
    verdi: JsonValue
    """The value that counts; null for a field without one, and for a sak that is to be left out."""


class Rettingar(Record):
    """The corrections of one meeting."""

    skjema: Literal["saksgang/rettingar/1"] = "saksgang/rettingar/1"
    """Name and version of this shape."""
    moete: str
    """Id of the meeting."""
    rettingar: list[Retting] = []
    """In order of id and field."""
