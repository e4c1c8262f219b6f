"""A made-up archive with all that a paper may say, and one that says as little as a paper can."""

from __future__ import annotations

from datetime import date

from model.moete import Blokk, Deltakar, Dokumenttype, Framlegg, Handling, Moete, Punkt, Roeysting, Seksjon, Vedtak
from tests.corpus.made import kjelde, reading, sak

INNKALLING, PROTOKOLL, HEMMELEG = "innkalling.PDF", "protokoll.docx", "unntatt-sak.pdf"

KINDS: dict[str, list[Dokumenttype]] = {
    kjelde(INNKALLING).sha256: ["innkalling", "sakliste", "saksframlegg"],
    kjelde(PROTOKOLL).sha256: ["protokoll"],
    kjelde(HEMMELEG).sha256: ["saksframlegg"],
}


def kinds(sha256: str) -> list[Dokumenttype]:
    return KINDS.get(sha256, [])


def full(utvalg: str = "Styret", dato: date = date(2025, 3, 12)) -> Moete:
    """A meeting of a notice and minutes, with every part that Noark has a place for."""
    before, after, secret = kjelde(INNKALLING, 3), kjelde(PROTOKOLL), kjelde(HEMMELEG, 1)
    made = reading(
        INNKALLING,
        [
            sak(
                "1/25",
                "Tilskot\x0b til <ungdomsråd> & kor\ufffe",
                arkivsak="25/114",
                saksbehandlar="Kari Nes",
                vedlegg=["Søknad", " "],
                tema=[{"uri": "https://psi.norge.no/los/tema/kultur", "namn": "Kultur"}],
            ),
            sak("2/25", "Ny avtale", vedlegg=["Utkast"], unntatt_offentlegheit="Offl. § 23"),
            sak(None, "Ymse", sakstype="ymse"),
            sak("3/25", "Referatsaker", sakstype="referat", framlegg=["Til vitande."]),
        ],
        utvalg=utvalg,
        dato=dato,
        moetenummer="4",
        starttid="10:00",
        moetested="Nordvik",
        maalform="nb",
        dokumenttypar=["innkalling", "sakliste", "saksframlegg", "protokoll"],
        moetedeltakarar=[
            Deltakar(namn="Kari Nes", funksjon="leiar", frammoete="moett", kjelde=after),
            Deltakar(namn="Ola Vik", frammoete="forfall", kjelde=after),
            Deltakar(namn="Liv Ås", frammoete="vara", kjelde=after),
        ],
    )
    made.kjelder = [kjelde(INNKALLING), kjelde(PROTOKOLL), kjelde(HEMMELEG)]
    first, closed, _ymse, referat = made.saker
    first.framlegg = Framlegg(punkt=[Punkt(nr="1", tekst="Ja.", kjelde=before), Punkt(tekst="Nei.", kjelde=before)])
    first.seksjonar = [
        Seksjon(
            tittel="Vurdering",
            rolle="vurdering",
            kjelde=before,
            blokker=[
                Blokk(type="avsnitt", tekst="Det er lurt.", kjelde=before),
                Blokk(type="tabell", tekst="a\tb\nc\td", rader=[["a", "b"], ["c", "d"]]),
                Blokk(type="punkt", tekst="Eitt", merke="–"),
            ],
        )
    ]
    point = Punkt(
        id=f"{first.id}/vedtak/1", nr="1", tekst="Rådet løyver kr 85 000.", kjelde=after,
        handlingar=[Handling(verb="løyve", aktoer="Rådet", mottakar="koret", frist="2025-06", beloep=85000.0)],
    )  # fmt: skip
    first.vedtak = Vedtak(punkt=[point], utfall="vedteke", kjelde=after)
    first.roeysting = Roeysting.model_validate({"resultat": "fleirtal", "for": 7, "mot": 2})
    first.behandling = [Blokk(type="avsnitt", tekst="Ordskifte.", kjelde=after)]
    closed.kjelde = secret
    closed.framlegg = Framlegg(punkt=[Punkt(tekst="Avtala vert godkjend.", kjelde=secret)])
    # The minutes repeat what was proposed; no paper of before the meeting has it.
    assert referat.framlegg
    referat.kjelde = referat.framlegg.punkt[0].kjelde = after
    return made


def bare() -> Moete:
    """A meeting of another organisation of which next to nothing is known."""
    return reading("utan-ending", [sak(None, "?")], organisasjon=None, utvalg=None, kind="saksframlegg")


def archive() -> list[Moete]:
    """Both, and another organ's and another day's meeting of the first organisation."""
    return [full(), bare(), full("Rådet", date(2025, 5, 2)), reading("c.pdf", [], kind="protokoll", utvalg="Rådet")]
