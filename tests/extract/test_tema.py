"""What saker are about, as a clerk would file them."""

from __future__ import annotations

import pytest

from extract.knowledge import table
from extract.tema import with_topics
from model.moete import Blokk, Framlegg, Maalform, Punkt, Sak, Seksjon


def topics(tittel: str, *texts: str, framlegg: str | None = None, standard: Maalform = "nn") -> list[str]:
    """The last parts of the themes' addresses."""
    part = Seksjon(rolle="saksframstilling", blokker=[Blokk(type="avsnitt", tekst=text) for text in texts])
    proposal = Framlegg(punkt=[Punkt(tekst=framlegg)]) if framlegg else None
    sak = Sak(id="", tittel=tittel, sakstype="vedtakssak", seksjonar=[part], framlegg=proposal)
    return [tema.uri.rpartition("/")[2] for tema in with_topics(sak, standard).tema]


@pytest.mark.parametrize(
    ("tittel", "themes"),
    [
        ("Ny skulestruktur i Nordvik", ["grunnskole"]),
        ("Ny skolestruktur i Lunden", ["grunnskole"]),
        ("Barnehageplassar 2026", ["barnehage"]),
        ("Samarbeid om barnevernsteneste", ["barnevern"]),
        ("Interkommunal legevakt - status", ["legevakt"]),
        ("Tilsyn med private avløpsanlegg", ["vann-og-avlop"]),
        ("Høyring av regional transportplan", ["trafikk-og-transport"]),
        ("Kjøp av brannbil", ["brann"]),
        ("Detaljregulering for Solnes sentrum", ["reguleringsplan"]),
        ("Reiseliv og næringsutvikling", ["naringsutvikling"]),
        ("Utvidelse av gravplassen", ["gravplass"]),
    ],
)
def test_the_title_tells_the_theme(tittel: str, themes: list[str]) -> None:
    assert topics(tittel) == themes


@pytest.mark.parametrize(
    "tittel",
    ["Godkjenning av innkalling og sakliste", "Val av nestleiar", "Møteplan 2026", "Ymse", "Eventuelt",
     "Rekneskap og årsmelding 2024", "Fullmakt til dagleg leiar"],
)  # fmt: skip
def test_saker_of_the_meeting_itself_have_none(tittel: str) -> None:
    assert topics(tittel) == []


def test_a_word_in_passing_is_no_theme() -> None:
    assert topics("Orientering frå administrasjonen", "Samlinga vart halden i kulturhuset ved biblioteket.") == []


def test_proposal_and_text_together_tell_a_theme() -> None:
    text = "Beredskapen er svak. Kommunane har kvar sin beredskapsplan."
    assert topics("Status for prosjektet", text, framlegg="Styret ber om ein felles beredskapsplan.") == [
        "samfunnssikkerhet-og-beredskap"
    ]


def test_what_the_text_says_once_does_not_stand_beside_the_title() -> None:
    assert topics("Kjøp av brannbil", "Bilen skal stå ved barnehagen.") == ["brann"]


def test_at_most_three_themes_the_same_each_time() -> None:
    tittel = "Barnehage, grunnskule, barnevern, legevakt og bibliotek"
    assert len(topics(tittel)) == 3
    assert topics(tittel) == topics(tittel)


def test_themes_are_named_in_the_papers_standard() -> None:
    sak = Sak(id="", tittel="Grunnskule", sakstype="vedtakssak")
    assert with_topics(sak, "nn").tema[0].namn == "Grunnskule"
    assert with_topics(sak, "nb").tema[0].namn == "Grunnskole"
    assert with_topics(sak, "nb").tema[0].uri == "https://psi.norge.no/los/tema/grunnskole"


def test_each_theme_stands_once_in_the_table_with_words_in_small_letters() -> None:
    entries = table("tema")["tema"]
    assert len({entry["uri"] for entry in entries}) == len(entries)
    assert all(word == word.lower() for entry in entries for word in entry["ord"])
