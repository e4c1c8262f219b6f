from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from corpus.merge import merge
from model.canonical import canonical_json
from model.moete import Dokumenttype, Moete, Sak, Utgaave
from tests.corpus.made import reading, sak


def paper(fil: str, saker: list[Sak], utgaave: Utgaave | None = None, kind: Dokumenttype = "innkalling") -> Moete:
    return reading(fil, saker, kind=kind, utgaave=utgaave)


def revised(nr: int | None = None, dato: date | None = None) -> Utgaave:
    return Utgaave(tekst="Revidert", slag="revidert", nr=nr, dato=dato)


DRAFT = Utgaave(tekst="Utkast", slag="utkast")
FIRST = paper("a.docx", [sak("1", "Opning"), sak("2", "Ferje", framlegg=["Ja."]), sak("3", "Veg", framlegg=["Nei."])])
REVISED = paper("b.docx", [sak("1", "Opning"), sak("2", "Ferje", framlegg=["Kanskje."])], revised())


def proposals(moete: Moete) -> dict[str, str]:
    return {each.tittel: each.framlegg.punkt[0].tekst for each in moete.saker if each.framlegg}


def test_a_revised_notice_stands_in_place_of_the_first_and_it_is_told_what_fell_out() -> None:
    moete = merge([FIRST, REVISED])
    assert proposals(moete) == {"Ferje": "Kanskje."}
    assert [source.fil for source in moete.kjelder] == ["a.docx", "b.docx"]
    (told,) = moete.varsel
    assert told.kode == "erstatta" and "b.docx stands in place of a.docx" in told.melding and "«3 Veg»" in told.melding


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (DRAFT, None),
        (None, revised()),
        (revised(1), revised(2)),
        (revised(dato=date(2025, 3, 1)), revised(dato=date(2025, 3, 4))),
        (revised(), Utgaave(tekst="Endeleg", slag="endeleg")),
    ],
)
def test_of_two_versions_the_later_counts_in_whatever_order_they_come(
    earlier: Utgaave | None, later: Utgaave | None
) -> None:
    papers = [
        paper("z.docx", [sak("2", "Ferje", framlegg=["Ja."])], earlier),
        paper("y.docx", [sak("2", "Ferje", framlegg=["Nei."])], later),
    ]
    for order in permutations(papers):
        assert proposals(merge(list(order))) == {"Ferje": "Nei."}


def test_a_supplement_to_the_notice_replaces_nothing() -> None:
    late = paper("tillegg.docx", [sak("4", "Budsjett", framlegg=["Ja."])], revised())
    assert set(proposals(merge([FIRST, late]))) == {"Ferje", "Veg", "Budsjett"}


def test_of_papers_that_do_not_say_which_is_later_both_count() -> None:
    other = paper("c.docx", [sak("2", "Ferja", framlegg=["Nei."]), sak("3", "Veg")])
    moete = merge([FIRST, other])
    assert "erstatta" not in [varsel.kode for varsel in moete.varsel]
    assert len(moete.saker) == 3


def test_draft_minutes_do_not_replace_a_revised_notice() -> None:
    minutes = paper("p.docx", [sak("2", "Ferje", vedtak=["Nei."])], DRAFT, kind="protokoll")
    assert proposals(merge([REVISED, minutes])) == {"Ferje": "Kanskje."}


def test_a_revised_notice_that_brings_the_papers_along_replaces_the_bare_one_and_not_the_other_way() -> None:
    bare = REVISED.model_copy(update={"dokumenttypar": ["sakliste"]})
    assert proposals(merge([FIRST, bare]))["Veg"] == "Nei."
    first = FIRST.model_copy(update={"dokumenttypar": ["sakliste"]})
    whole = REVISED.model_copy(update={"dokumenttypar": ["sakliste", "saksframlegg"]})
    assert proposals(merge([first, whole])) == {"Ferje": "Kanskje."}


def test_three_versions_in_any_order_give_the_same_bytes() -> None:
    papers = [FIRST, REVISED, paper("c.docx", REVISED.saker, revised(2))]
    found = {canonical_json(merge(list(order))) for order in permutations(papers)}
    assert len(found) == 1
