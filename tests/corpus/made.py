"""Made-up readings: what one paper of a meeting says, in a few words."""

from __future__ import annotations

import hashlib
from datetime import date

from model.ids import moete_id, punkt_id, sak_ids
from model.moete import Blokk, Dokumenttype, Framlegg, Kjelde, Moete, Punkt, Sak, Seksjon, Utfall, Vedtak

ORGANISASJON = "Fjordlandet regionråd"


def kjelde(fil: str, side: int | None = None) -> Kjelde:
    return Kjelde(fil=fil, sha256=hashlib.sha256(fil.encode()).hexdigest(), side=side)


def sak(
    nummer: str | None,
    tittel: str,
    tekst: str = "",
    *,
    framlegg: list[str] | None = None,
    vedtak: list[str] | None = None,
    utfall: Utfall | None = None,
    **fields: object,
) -> Sak:
    """A sak without its ids, which `reading` gives."""
    sections = [Seksjon(tittel="Saksutgreiing", rolle="saksframstilling", blokker=[_avsnitt(tekst)])] if tekst else []
    return Sak.model_validate(
        {
            "id": "",
            "nummer": nummer,
            "tittel": tittel,
            "sakstype": "vedtakssak",
            "seksjonar": sections,
            "framlegg": Framlegg(punkt=_punkt(framlegg)) if framlegg else None,
            "vedtak": Vedtak(punkt=_punkt(vedtak), utfall=utfall) if vedtak else None,
            **fields,
        }
    )


def reading(
    fil: str,
    saker: list[Sak],
    *,
    kind: Dokumenttype = "innkalling",
    dato: date | None = date(2025, 3, 12),
    organisasjon: str | None = ORGANISASJON,
    utvalg: str | None = "Styret",
    **fields: object,
) -> Moete:
    """What the file ``fil`` says of a meeting."""
    source = kjelde(fil)
    moete = moete_id(organisasjon, utvalg, dato, source.sha256)
    ids = sak_ids(moete, [sak.nummer for sak in saker])
    return Moete.model_validate(
        {
            "id": moete,
            "organisasjon": organisasjon,
            "utvalg": utvalg,
            "moetedato": dato,
            "maalform": "nn",
            "dokumenttypar": [kind],
            "saker": [
                _at(fil, sak, sak_id, side) for side, (sak, sak_id) in enumerate(zip(saker, ids, strict=True), 2)
            ],
            "kjelder": [source],
            **fields,
        }
    )


def _at(fil: str, sak: Sak, sak_id: str, side: int) -> Sak:
    update: dict[str, object] = {"id": sak_id, "kjelde": kjelde(fil, side)}
    if sak.vedtak:
        points = [
            punkt.model_copy(update={"id": punkt_id(sak_id, "vedtak", place, punkt.nr)})
            for place, punkt in enumerate(sak.vedtak.punkt, start=1)
        ]
        update["vedtak"] = sak.vedtak.model_copy(update={"punkt": points})
    return sak.model_copy(update=update)


def _punkt(texts: list[str]) -> list[Punkt]:
    if len(texts) == 1:
        return [Punkt(tekst=texts[0])]
    return [Punkt(nr=str(number), tekst=text) for number, text in enumerate(texts, start=1)]


def _avsnitt(text: str) -> Blokk:
    return Blokk(type="avsnitt", tekst=text)
