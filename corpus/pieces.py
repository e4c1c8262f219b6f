"""The text of a sak as the index keeps it: stretches of it, each with the place it stands."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from model.moete import Blokk, Kjelde, Sak

Column = Literal["tittel", "vedtak", "tekst"]
WEIGHTS: dict[Column, int] = {"tittel": 10, "vedtak": 4, "tekst": 1}
"""A word in a title says more of what a sak is about than one in its vedtak, and that more than one in its account."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sak's text, with the place it stands."""

    column: Column
    text: str
    fil: str | None
    side: int | None
    punkt: str | None = None
    """Id of the point of the vedtak that it is."""


def stored(pieces: Iterable[Piece]) -> str:
    """The pieces as the table keeps them."""
    return compact([[p.column, p.text, p.fil, p.side, *([p.punkt] if p.punkt else [])] for p in pieces])


def stored_pieces(stored: str) -> list[Piece]:
    """The text of a sak as the table keeps it."""
    return [Piece(*stretch) for stretch in json.loads(stored)]


def compact(value: object) -> str:
    """JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def amounts(sak: Sak) -> set[float]:
    """Every amount that the sak names, in NOK."""
    points = sak.vedtak.punkt if sak.vedtak else []
    granted = {act.beloep for punkt in points for act in punkt.handlingar if act.beloep is not None}
    return {beloep.nok for beloep in sak.beloep} | granted


def pieces(sak: Sak) -> Iterator[Piece]:
    """The text of a sak: title, vedtak with proposal, and the rest, each stretch once."""
    numbers = " ".join(number for number in (sak.nummer, sak.arkivsak) if number)
    yield _piece("tittel", f"{sak.tittel} {numbers}".strip(), sak.kjelde)
    for part in (sak.vedtak, sak.framlegg):
        for punkt in part.punkt if part else ():
            yield _piece("vedtak", punkt.tekst, punkt.kjelde or sak.kjelde, punkt.id if part is sak.vedtak else None)
    for text in (*sak.vedlegg, *([sak.saksbehandlar] if sak.saksbehandlar else [])):
        yield _piece("tekst", text, sak.kjelde)
    told = {"framlegg": sak.framlegg, "vedtak": sak.vedtak, "vedlegg": sak.vedlegg, "behandling": sak.behandling}
    for seksjon in sak.seksjonar:
        if told.get(seksjon.rolle):
            continue
        if seksjon.tittel:
            yield _piece("tekst", seksjon.tittel, seksjon.kjelde or sak.kjelde)
        for blokk in seksjon.blokker:
            yield _block(blokk, seksjon.kjelde or sak.kjelde)
    for blokk in sak.behandling:
        yield _block(blokk, sak.kjelde)


def _block(blokk: Blokk, fallback: Kjelde | None) -> Piece:
    return _piece("tekst", blokk.tekst, blokk.kjelde or fallback)


def _piece(column: Column, text: str, kjelde: Kjelde | None, punkt: str | None = None) -> Piece:
    return Piece(column, text, kjelde.fil if kjelde else None, kjelde.side if kjelde else None, punkt)
