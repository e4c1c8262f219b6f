"""What the index tells of a meeting by itself, so that listing meetings need not read their files."""

from __future__ import annotations

from datetime import date

from model.document import Record
from model.moete import Dokumenttype, Maalform, Moete


class Summary(Record):
    """A meeting in a list; the fields are those of `model.moete.Moete`."""

    id: str
    organisasjon: str | None
    utvalg: str | None
    moetenummer: str | None
    moetedato: date | None
    moetested: str | None
    maalform: Maalform
    dokumenttypar: list[Dokumenttype]
    saker: int
    """How many saker it has."""


def summary(moete: Moete) -> Summary:
    """The meeting as it is listed."""
    return Summary(
        id=moete.id, organisasjon=moete.organisasjon, utvalg=moete.utvalg, moetenummer=moete.moetenummer,
        moetedato=moete.moetedato, moetested=moete.moetested, maalform=moete.maalform,
        dokumenttypar=moete.dokumenttypar, saker=len(moete.saker),
    )  # fmt: skip
