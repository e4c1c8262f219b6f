"""A made-up meeting with long papers, for the benchmark of writing."""

from __future__ import annotations

from datetime import date

from model.ids import moete_id, sak_ids
from model.moete import Blokk, Deltakar, Framlegg, Moete, Punkt, Sak, Seksjon

_SENTENCES = (
    "Kommunane i regionen har samarbeidd om tenesta sidan 2011, og avtalen går ut ved årsskiftet. ",
    "Arbeidsgruppa har rekna på tre modellar og tilrår den midtarste av dei. ",
    "Kostnaden er om lag 1,4 mill. kroner i året, fordelt etter folketal & reisetid. ",
    "Dei tilsette har vore med i arbeidet og sluttar seg til framlegget. ",
    "Tilhøvet til lova er vurdert for seg, og det er ikkje trong for ny heimel. ",
)
_PARAGRAPH = "".join(_SENTENCES) * 3
_SECTIONS = ("Saksframstilling", "Bakgrunn", "Vurdering", "Økonomiske konsekvensar", "Konklusjon")
_PARAGRAPHS = 4  # of each section
_ROWS = 12


def made_meeting(saker: int) -> Moete:
    """A meeting of so many saker, each with papers of eight pages: text, lists and a table."""
    when = date(2026, 2, 23)
    council = "Fjordlandet regionråd"
    identity = moete_id(council, council, when, "")
    numbers = [f"{number}/26" for number in range(1, saker + 1)]
    return Moete(
        id=identity,
        organisasjon=council,
        utvalg=council,
        moetedato=when,
        maalform="nn",
        dokumenttypar=["innkalling"],
        starttid="09:00",
        moetested="Kommunehuset i Eidbygda",
        moetedeltakarar=[Deltakar(namn=f"Medlem Nummer{n}", kommune="Nordvik", frammoete="moett") for n in range(30)],
        saker=[_sak(own, number) for own, number in zip(sak_ids(identity, list(numbers)), numbers, strict=True)],
    )


def _sak(identity: str, number: str) -> Sak:
    points = [Punkt(nr=str(n), tekst=f"Rådet tilrår punkt {n} i sak {number}. {_SENTENCES[1]}") for n in range(1, 6)]
    return Sak(
        id=identity,
        nummer=number,
        tittel=f"Samarbeid om felles teneste nummer {number}",
        sakstype="vedtakssak",
        arkivsak="26/112",
        saksbehandlar="Ragnhild Moldestad",
        framlegg=Framlegg(punkt=points),
        vedlegg=[f"Utgreiing {n}" for n in range(4)],
        seksjonar=[_section(title, 1 if place == 0 else 2) for place, title in enumerate(_SECTIONS)],
    )


def _section(title: str, level: int) -> Seksjon:
    rows = [["Kommune", "Folketal", "Kostnad", "Merknad"]]
    rows += [[f"Kommune {n}", f"{2_000 + n}", f"{n * 71_000}", "etter avtalen frå 2011"] for n in range(_ROWS)]
    blocks = [Blokk(type="avsnitt", tekst=_PARAGRAPH) for _ in range(_PARAGRAPHS)]
    blocks += [Blokk(type="punkt", merke="•", tekst=_SENTENCES[n]) for n in range(5)]
    if level == 2:
        blocks.append(Blokk(type="tabell", tekst="", rader=rows))
    return Seksjon(tittel=title, rolle="vurdering", nivaa=level, blokker=blocks)
