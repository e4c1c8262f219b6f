"""Votes and decisions, told in the words of both standards."""

from __future__ import annotations

import pytest

from extract.lines import Line
from extract.organ import organ_in, organisation_in, readable
from extract.punkt import tells_proceedings
from extract.roeysting import read_vote
from extract.vedtak import adopts, outcome
from model.document import Document, Source, Style
from model.moete import Framlegg, Punkt, Vedtak

PAPER = Document(fil="x.docx", sha256="0" * 64, format="docx", blocks=[])


def vote(text: str) -> tuple[str | None, int | None, int | None] | None:
    line = Line(0, text, text, (text,), Style(), Source())
    found = read_vote([line], PAPER, "nn")
    return (found.resultat, found.for_, found.mot) if found else None


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("Tilrådinga vart samrøystes vedteken.", ("samroeystes", None, None)),
        ("Innstillingen enst. vedtatt.", ("samroeystes", None, None)),
        ("Innstillinga vart vedteken med 15 mot 6 røyster.", ("fleirtal", 15, 6)),
        ("Innstillingen fikk 9 stemmer for, 4 stemmer mot.", ("fleirtal", 9, 4)),
        ("Tilrådinga vart vedteken mot to røyster.", ("fleirtal", None, 2)),
        ("Framlegget vart vedteke med ordføraren si dobbeltrøyst, 4 mot 4.", ("dobbeltroeyst", 4, 4)),
        (
            "Framlegget frå Vik fekk 3 røyster og fall. Tilrådinga vart samrøystes vedteken.",
            ("samroeystes", None, None),
        ),
        ("Utsettelsesforslaget falt med 3 mot 4 stemmer. Innstillingen ble vedtatt med 4 mot 3.", ("fleirtal", 4, 3)),
        ("Leiaren orienterte.", None),
        # two votes on parts that differ: no one result
        ("Endringa i punkt b vart vedteken med 5 mot 3 røyster. Punkt a vart samrøystes vedteke.", None),
    ],
)
def test_the_vote_that_decided(text: str, result: tuple[str | None, int | None, int | None] | None) -> None:
    assert vote(text) == result


@pytest.mark.parametrize(
    "text",
    [
        "Som innstilling.",
        "Tilrådinga samrøystes vedteken.",
        "Samrøystes vedteke.",
        "Rådmannens innstilling enstemmig vedtatt.",
        "Kommunedirektøren si tilråding vart samrøystes vedteken.",
        "Enstemmig vedtatt.",
        "Samrøystes som tilrådd.",
        "Vedtatt i henhold til innstillingen.",
    ],
)
def test_a_vedtak_that_only_adopts_the_proposal(text: str) -> None:
    assert adopts(text)


@pytest.mark.parametrize("text", ["Saka vert utsett.", "Innkallinga vert godkjend.", "Rådet godkjenner planen."])
def test_a_vedtak_that_says_something_itself(text: str) -> None:
    assert not adopts(text)


@pytest.mark.parametrize(
    ("decided", "proposed", "kind"),
    [
        (["Saka vert utsett til neste møte."], ["Rådet godkjenner planen."], "utsett"),
        (["Saken er trukket."], ["Reglementet vedtas."], "trekt"),
        (["Rådet tek meldinga til vitande."], [], "teke til vitande"),
        (["Tatt til etterretning."], [], "teke til vitande"),
        (["Kari Nes velges som leder."], [], "valt"),
        (["Rådet oppnemner Kari Nes til styret."], [], "valt"),
        (["Klagen tas ikke til følge."], ["Klagen tas ikke til følge."], "avslag"),
        (["Rådet løyver kr 10 000."], ["Rådet løyver kr 10 000."], "vedteke"),
        (["Rådet løyver kr 10 000."], ["Rådet løyver kr 20 000."], "vedteke med endring"),
        (["Saka vert send tilbake til administrasjonen."], ["Planen vert vedteken."], "sendt tilbake"),
        (["Regnskapet godkjennes.", "Årsmeldingen tas til etterretning."], [], "vedteke"),
    ],
)
def test_what_kind_of_decision_it_is(decided: list[str], proposed: list[str], kind: str) -> None:
    framlegg = Framlegg(punkt=[Punkt(tekst=text) for text in proposed]) if proposed else None
    assert outcome(Vedtak(punkt=[Punkt(tekst=text) for text in decided]), framlegg) == kind


def test_a_proposal_that_says_unanimously_is_no_vote() -> None:
    assert not tells_proceedings("Styret godkjenner enstemmig protokollen fra forrige møte.")
    assert tells_proceedings("Rådmannens innstilling ble enstemmig vedtatt.")


@pytest.mark.parametrize(
    ("title", "organ"),
    [
        ("Innkalling til styremøte i Fjordlandet vassverk IKS", ("Styret", "Fjordlandet vassverk IKS")),
        ("Referat fra møte i styret for Åsmarkalliansen", ("Styret", "Åsmarkalliansen")),
        ("Møteprotokoll for Formannskapet", ("Formannskapet", None)),
        ("Fjordlandet regionråd", (None, None)),  # a name, not an organ of something
    ],
)
def test_the_organ_that_a_title_names(title: str, organ: tuple[str | None, str | None]) -> None:
    assert organ_in(title, "nn") == organ


def test_names_in_capitals_become_readable() -> None:
    assert readable("FJORDLANDET REGIONRÅD", ["Fjordlandet regionråd 3.3.2020"]) == "Fjordlandet regionråd"
    assert readable("FORMANNSKAPET") == "Formannskapet"
    assert readable("NAV") == "NAV"


def test_an_organisation_has_a_line_to_itself() -> None:
    assert organisation_in("Nordvik kommune") == "Nordvik kommune"
    assert organisation_in("Ordførar Kari Nes, Nordvik kommune") is None
