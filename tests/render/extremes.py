"""Meetings of three sizes, from next to nothing to more than any council has had, for tests of what is written."""

from __future__ import annotations

from model.moete import Behandlingssteg, Blokk, Deltakar, Moete, Roeysting, Seksjon
from tests.render.samples import council_meeting, meeting, sak, section

LONG_TITLE = ("Samarbeid om felles teneste for barn, unge og eldre i alle kommunane i regionen " * 4)[:300].strip()
SIZES = ("small", "typical", "extreme")


def small(maalform: str = "nn") -> Moete:
    """One sak without a word in it, and nobody known."""
    return meeting("2026-02-23", sak("Ymse", None, "ymse"), maalform=maalform)


def extreme(maalform: str = "nn") -> Moete:
    """Long titles, a table of thirty rows, one without heads, lists inside lists, empty sections, skipped levels."""
    rows = [["Kommune", "Folketal", "Merknad"]] + [[f"Kommune {n}", f"{n * 311}", "fullt ut " * 9] for n in range(30)]
    lists = [
        Blokk(type="punkt", merke="•", tekst="fyrste ledd"),
        Blokk(type="punkt", merke="–", nivaa=1, tekst="ledd under"),
        Blokk(type="punkt", merke="–", nivaa=2, tekst="ledd under det att"),
        Blokk(type="punkt", merke="2.1", tekst="merke som Word ikkje kan telja til"),
        Blokk(type="punkt", merke="a)", tekst="bokstav"),
    ]
    sections = [
        section("Saksframstilling"),
        Seksjon(tittel="Bakgrunn", rolle="bakgrunn", nivaa=3, blokker=lists),
        Seksjon(tittel="Tal", rolle="vurdering", nivaa=1, blokker=[Blokk(type="tabell", tekst="", rader=rows)]),
        Seksjon(
            tittel=LONG_TITLE,
            rolle="vurdering",
            nivaa=2,
            blokker=[
                Blokk(type="tabell", tekst="", rader=[["", "12", "x " * 200], ["a", "", "Teikn: é ß ≤ → € § “ ” ✓"]])
            ],
        ),
        section(None, "Tekst utan overskrift. " * 40),
    ]
    return meeting(
        "2026-02-23",
        sak(
            LONG_TITLE,
            "1/26",
            arkivsak="26/112-" + "9" * 40,
            saksbehandlar="Ragnhild Moldestad",
            unntatt_offentlegheit="Offl. § 13",
            framlegg=["Rådet ber om svar. " * 60, "a|så", "b|slik", "2.1|merke utanfor rekkja", "7|framhald"],
            vedlegg=[LONG_TITLE, "Avtale"],
            seksjonar=sections,
            saksgang=[Behandlingssteg(nummer=None, utvalg="Formannskapet i " + "Eidbygda " * 20, dato=None)],
            roeysting=Roeysting(resultat="samroeystes"),
            vedtak=["Rådet ber om svar."],
        ),
        *(sak(f"Sak om veg {n}", f"{n}/26", framlegg=["Ja."] if n % 2 else []) for n in range(2, 40)),
        sak("Ymse", "40/26", "ymse"),
        organisasjon="Interkommunalt politisk råd for " + "Fjordlandet og Åsmarka " * 12,
        utvalg="Representantskapet for " + "Fjordlandet " * 12,
        maalform=maalform,
        moetested="Møterom " * 30,
        moetedeltakarar=[
            Deltakar(namn=f"Namn{n} " + "Etternamn" * (n % 9), funksjon="leiar" if not n else None, frammoete="moett")
            for n in range(45)
        ],
    )


def meeting_of(size: str, maalform: str) -> Moete:
    """The meeting of a size (`SIZES`)."""
    return {"small": small, "typical": council_meeting, "extreme": extreme}[size](maalform)
