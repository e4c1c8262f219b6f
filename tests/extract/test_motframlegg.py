"""Proposals put forward in the meeting and how they fared, and votes by party."""

from __future__ import annotations

import pytest

from extract.lines import Line, lines_of
from extract.motframlegg import read_alternatives
from extract.roeysting import party_votes
from model.moete import Maalform
from tests.extract.paper_text import document

Fared = tuple[str | None, str | None, int | None, int | None, str | None]


def fared(text: str, standard: Maalform = "nn") -> list[Fared]:
    lines: list[Line] = lines_of(document(text))
    return [(f.av, f.tekst, f.for_, f.mot, f.utfall) for f in read_alternatives(lines, standard)]


def test_a_proposal_on_the_line_below_and_its_votes() -> None:
    assert fared(
        "Kåre Midtbø (H) sette fram slikt framlegg:\n«Søknaden vert avslegen.»\n"
        "Framlegget frå Midtbø fekk 1 røyst (H) og fall. Tilrådinga vart vedteken med 2 røyster mot 1."
    ) == [("Kåre Midtbø (H)", "Søknaden vert avslegen.", 1, None, "fall")]


def test_a_proposal_in_the_same_sentence() -> None:
    assert fared(
        "Tor Aas foreslo at analysen bestilles hos Dalråd AS. Forslaget fra Aas ble enstemmig vedtatt.", "nb"
    ) == [("Tor Aas", "at analysen bestilles hos Dalråd AS.", None, None, "vedteke")]
    assert fared("Liv Moe gjorde framlegg om å utsetje saka. Framlegget frå Moe vart trekt.") == [
        ("Liv Moe", "å utsetje saka.", None, None, "trekt")
    ]


def test_two_proposals_put_against_each_other() -> None:
    assert fared(
        "Siri Holen (Sp) fremmet følgende forslag:\nSkolen bygges i Nord.\n"
        "Innstillingen fikk 8 stemmer, forslaget fra Holen fikk 3 stemmer.",
        "nb",
    ) == [("Siri Holen (Sp)", "Skolen bygges i Nord.", 3, None, None)]


def test_a_party_can_put_one_forward_with_several_points() -> None:
    assert fared(
        "Framlegg frå Høgre:\n1. Gebyret vert 0,3 %.\n2. Ordninga gjeld frå 2025.\n"
        "Framlegget frå Høgre fall med 3 mot 18 røyster."
    ) == [("Høgre", "1. Gebyret vert 0,3 %. 2. Ordninga gjeld frå 2025.", 3, 18, "fall")]


def test_the_proposal_spoken_of_last_needs_no_name() -> None:
    assert fared(
        "Jostein Aldal (FrP) gjorde framlegg om å utsetje saka.\nUtsetjingsframlegget vart vedteke med 6 mot 4 røyster."
    ) == [("Jostein Aldal (FrP)", "å utsetje saka.", 6, 4, "vedteke")]
    assert fared("Idar Nybø føreslo at ramma vert sett til kr 7,5 mill. Framlegget fall med 2 mot 4 røyster.") == [
        ("Idar Nybø", "at ramma vert sett til kr 7,5 mill.", 2, 4, "fall")
    ]


def test_a_kind_of_proposal_with_its_text_below() -> None:
    assert fared(
        "Mette Sletta (SP) fremmet forslag om tilbakesendelse:\n«Saken sendes tilbake.»\n"
        "Slettas forslag ble vedtatt med 5 mot 1 stemme.",
        "nb",
    ) == [("Mette Sletta (SP)", "Saken sendes tilbake.", 5, 1, "vedteke")]


def test_an_account_puts_nothing_forward() -> None:
    assert fared("Kari Nes orienterte om saka. Ola Dal stilte spørsmål om økonomien.") == []


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        ("Vedteke med 6 røyster (4 Ap, 2 Sp) mot 3 (H).", [("Ap", 4, None), ("Sp", 2, None), ("H", None, 3)]),
        ("Innstillingen ble vedtatt med 5 mot 2 stemmer (FrP).", [("FrP", None, 2)]),
        ("Vedtatt med 7 mot 4 stemmer (H, FrP).", []),
        ("Samrøystes vedteke (jf. notat).", []),
    ],
)
def test_votes_by_party(text: str, votes: list[tuple[str, int | None, int | None]]) -> None:
    assert [(vote.parti, vote.for_, vote.mot) for vote in party_votes(text)] == votes
