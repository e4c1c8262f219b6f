from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.merge import merge
from model.canonical import canonical_json
from model.moete import Beloep, Deltakar, Dokumenttype, Moete, Roeysting, Seksjon, Varsel, Vedtak
from tests.corpus.made import reading, sak

NOTICE = reading(
    "innkalling.pdf",
    [
        sak("1/25", "Godkjenning av innkalling og sakliste"),
        sak("2/25", "Felles barnevern", "Kommunane vil samarbeide.", framlegg=["Rådet går inn for felles barnevern."],
            vedlegg=["Rapport om barnevern"]),
        sak("3/25", "Budsjett 2026", "Utgiftene aukar.",
            framlegg=["Budsjettet vert vedteke.", "Rådet løyver kr 50 000."]),
    ],
    kind="innkalling", starttid="10:00", moetested="Nordvik rådhus",
)  # fmt: skip
MINUTES = reading(
    "protokoll.docx",
    [
        sak("1/25", "Godkjenning av innkalling og sakliste", vedtak=["Innkalling og sakliste vart godkjende."]),
        sak("2/25", "Felles barnevern", vedtak=["Saka vert utsett."], utfall="utsett",
            roeysting=Roeysting(resultat="samroeystes")),
        sak("3/25", "Budsjett 2026", vedtak=["Budsjettet vert vedteke."], utfall="vedteke med endring"),
    ],
    kind="protokoll", starttid="10:05", sluttid="13:30",
    moetedeltakarar=[Deltakar(namn="Kari Solnes", frammoete="moett")],
)  # fmt: skip


def test_one_paper_alone_says_what_it_says() -> None:
    assert merge([NOTICE]) == NOTICE


def test_minutes_tell_what_was_decided_and_the_notice_what_was_proposed() -> None:
    barnevern = merge([NOTICE, MINUTES]).saker[1]
    assert barnevern.vedtak and barnevern.vedtak.punkt[0].tekst == "Saka vert utsett."
    assert barnevern.vedtak.utfall == "utsett"
    assert barnevern.roeysting and barnevern.roeysting.resultat == "samroeystes"
    assert barnevern.framlegg and barnevern.framlegg.punkt[0].tekst == "Rådet går inn for felles barnevern."
    assert barnevern.vedlegg == ["Rapport om barnevern"]
    assert barnevern.seksjonar[0].blokker[0].tekst == "Kommunane vil samarbeide."


def test_minutes_know_when_the_meeting_was_and_who_met_the_notice_where() -> None:
    moete = merge([NOTICE, MINUTES])
    assert (moete.starttid, moete.sluttid, moete.moetested) == ("10:05", "13:30", "Nordvik rådhus")
    assert [person.namn for person in moete.moetedeltakarar] == ["Kari Solnes"]


def test_the_meeting_names_its_papers_and_their_kinds() -> None:
    moete = merge([MINUTES, NOTICE])
    assert [source.fil for source in moete.kjelder] == ["innkalling.pdf", "protokoll.docx"]
    assert moete.dokumenttypar == ["innkalling", "protokoll"]
    assert moete.varsel == []


def test_the_same_paper_as_pdf_and_word_is_one_paper() -> None:
    word = reading("innkalling.docx", NOTICE.saker, kind="innkalling", starttid="10:00", moetested="Nordvik rådhus")
    merged, alone = merge([NOTICE, word]), min((NOTICE, word), key=lambda paper: paper.kjelder[0].sha256)
    assert merged.model_dump(exclude={"kjelder"}) == alone.model_dump(exclude={"kjelder"})
    assert merged.varsel == []


def test_what_minutes_adopt_as_proposed_is_the_proposal_of_the_notice() -> None:
    minutes = reading("p.docx", [sak("3/25", "Budsjett 2026")], kind="protokoll")
    adopted = Vedtak(som_framlegg=True, utfall="vedteke")
    minutes = minutes.model_copy(update={"saker": [minutes.saker[0].model_copy(update={"vedtak": adopted})]})
    budsjett = merge([minutes, NOTICE]).saker[2]
    assert budsjett.vedtak
    assert [point.tekst for point in budsjett.vedtak.punkt] == ["Budsjettet vert vedteke.", "Rådet løyver kr 50 000."]
    assert [point.id for point in budsjett.vedtak.punkt] == [f"{budsjett.id}/vedtak/1", f"{budsjett.id}/vedtak/2"]


def test_an_extract_of_the_minutes_says_less_than_the_minutes() -> None:
    extract = reading(
        "utskrift.docx", [sak("2/25", "Felles barnevern", vedtak=["Saka er utsett."])], kind="saerutskrift"
    )
    vedtak = merge([extract, MINUTES]).saker[1].vedtak
    assert vedtak and vedtak.punkt[0].tekst == "Saka vert utsett."


def test_a_sak_that_came_late_stands_where_its_number_puts_it() -> None:
    late = reading("tillegg.docx", [sak("2/25", "Felles barnevern"), sak("4/25", "Ny ferje")], kind="saksframlegg")
    before = reading("sakliste.docx", [sak("1/25", "Godkjenning"), sak("3/25", "Budsjett"), sak("5/25", "Ymse")])
    assert [one.nummer for one in merge([late, before]).saker] == ["1/25", "2/25", "3/25", "4/25", "5/25"]


def test_a_sak_without_a_number_stays_behind_the_one_before_it() -> None:
    minutes = reading(
        "p.docx", [sak("1", "Opning"), sak(None, "Helsing frå fylket"), sak("2", "Ymse")], kind="protokoll"
    )
    notice = reading("i.docx", [sak("1", "Opning"), sak("2", "Ymse"), sak("3", "Kulturskule"), sak("4", "Val")])
    titles = [one.tittel for one in merge([minutes, notice]).saker]
    assert titles == ["Opning", "Helsing frå fylket", "Ymse", "Kulturskule", "Val"]


@pytest.mark.parametrize(
    "one, other", [("17/18", "017/2018"), ("PS 17/18", "17/18"), ("Sak 17/18", "17/18"), ("9/05", "0009/05")]
)
def test_a_number_is_the_same_however_it_is_written(one: str, other: str) -> None:
    first = reading("i.docx", [sak(one, "Klage på vedtak om avløp")])
    second = reading("p.docx", [sak(other, "Avløp i Stølsdalen, klage")], kind="protokoll")
    assert len(merge([first, second]).saker) == 1


def test_two_series_of_numbers_are_two_series() -> None:
    first = reading("i.docx", [sak("PS 1/25", "Budsjett")])
    second = reading("p.docx", [sak("RS 1/25", "Brev frå fylket")], kind="protokoll")
    assert len(merge([first, second]).saker) == 2


def test_a_sakliste_that_was_renumbered_is_told_by_its_titles() -> None:
    notice = reading(
        "i.docx", [sak("5/25", "Budsjett 2026", framlegg=["Budsjettet vert vedteke."]), sak("6/25", "Ymse")]
    )
    minutes = reading(
        "p.docx", [sak("5/25", "Ny ferje"), sak("6/25", "Budsjett 2026"), sak("7/25", "Ymse")], kind="protokoll"
    )
    moete = merge([notice, minutes])
    assert [(one.nummer, one.tittel) for one in moete.saker] == [
        ("5/25", "Ny ferje"), ("6/25", "Budsjett 2026"), ("7/25", "Ymse")]  # fmt: skip
    assert moete.saker[0].framlegg is None
    assert moete.saker[1].framlegg is not None
    assert [warning.kode for warning in moete.varsel] == ["ulike-saksnummer", "ulike-saksnummer"]


def test_reports_of_two_terms_are_two_saker() -> None:
    notice = reading("i.docx", [sak(None, "Økonomirapport 1. tertial")])
    minutes = reading("p.docx", [sak(None, "Økonomirapport 2. tertial")], kind="protokoll")
    assert len(merge([notice, minutes]).saker) == 2


def test_papers_that_contradict_each_other_are_both_quoted() -> None:
    notice = reading("i.docx", [sak("7", "Samarbeid om brannvern")], moetested="Nordvik")
    minutes = reading("p.docx", [sak("7", "Felles brannkorps")], kind="protokoll", moetested="Solnes")
    warnings = merge([notice, minutes]).varsel
    assert [warning.kode for warning in warnings] == ["ulike-moetestader", "ulike-titlar"]
    assert warnings[1].melding == (
        "The papers differ on the title of sak 7: «Felles brannkorps» (p.docx), «Samarbeid om brannvern» (i.docx)."
    )


def test_spacing_capitals_and_dashes_are_no_contradiction() -> None:
    notice = reading("i.docx", [sak("7", "Plan 2026 – 2030")], moetested="Nordvik  rådhus")
    minutes = reading("p.docx", [sak("7", "PLAN 2026-2030")], kind="protokoll", moetested="Nordvik rådhus")
    assert merge([notice, minutes]).varsel == []


def test_what_several_papers_repeat_is_kept_as_often_as_one_of_them_says_it() -> None:
    amount = Beloep(tekst="kr 50 000", nok=50_000)
    notice = reading("i.docx", [sak("7", "Tilskot", beloep=[amount, amount], aktoerar=["Nordvik kommune"])])
    minutes = reading("p.docx", [sak("7", "Tilskot", beloep=[amount], aktoerar=["Solnes kommune"])], kind="protokoll")
    merged = merge([notice, minutes]).saker[0]
    assert merged.beloep == [amount, amount]
    assert merged.aktoerar == ["Solnes kommune", "Nordvik kommune"]


def test_the_account_stands_before_what_happened_in_the_meeting() -> None:
    told = [Seksjon(tittel="Handsaming", rolle="behandling"), Seksjon(tittel="Vedtak", rolle="vedtak")]
    written = [Seksjon(tittel="Bakgrunn", rolle="bakgrunn"), Seksjon(tittel="Økonomi", rolle="underpunkt", nivaa=2),
               Seksjon(tittel="Vurdering", rolle="vurdering")]  # fmt: skip
    minutes = reading("p.docx", [sak("7", "Ferje", seksjonar=told)], kind="protokoll")
    notice = reading("i.docx", [sak("7", "Ferje", seksjonar=written)])
    titles = [section.tittel for section in merge([minutes, notice]).saker[0].seksjonar]
    assert titles == ["Bakgrunn", "Økonomi", "Vurdering", "Handsaming", "Vedtak"]


def test_warnings_of_all_papers_are_kept_once() -> None:
    warning = Varsel(kode="nummer-motseiing", melding="Sak 7 is called 8 at the head of its page.")
    one = reading("i.docx", [sak("7", "Ferje")], varsel=[warning])
    two = reading("i.pdf", [sak("7", "Ferje")], varsel=[warning])
    assert merge([one, two]).varsel == [warning]


def test_papers_of_two_meetings_are_not_merged() -> None:
    other = reading("i.docx", [sak("1", "Opning")], dato=date(2025, 4, 1))
    with pytest.raises(ValueError, match="different meetings"):
        merge([NOTICE, other])


TITLES = st.sampled_from(
    ["Opning", "Budsjett 2026", "Felles barnevern", "Val av leiar", "Val av nestleiar", "Ymse", "Ferje 1"]
)
NUMBERS = st.sampled_from([None, "1", "2", "3/25", "03/2025", "4/25", "PS 4/25", "RS 4/25"])
KINDS: st.SearchStrategy[Dokumenttype] = st.sampled_from(
    ["innkalling", "sakliste", "saksframlegg", "protokoll", "saerutskrift"]
)
POINTS = st.none() | st.lists(st.sampled_from(["Rådet løyver kr 1000.", "Saka vert utsett."]), min_size=1, max_size=2)


@st.composite
def papers(draw: st.DrawFn) -> list[Moete]:
    return [
        reading(
            f"{name}.pdf",
            [
                sak(
                    draw(NUMBERS),
                    draw(TITLES),
                    draw(st.sampled_from(["", "Utgreiing."])),
                    framlegg=draw(POINTS),
                    vedtak=draw(POINTS),
                )
                for _ in range(draw(st.integers(0, 4)))
            ],
            kind=draw(KINDS),
            moetested=draw(st.sampled_from([None, "Nordvik", "Solnes"])),
        )
        for name in range(draw(st.integers(1, 4)))
    ]


@given(papers())
@settings(max_examples=60, deadline=None)
def test_the_order_in_which_papers_come_changes_no_byte(readings: list[Moete]) -> None:
    texts = {canonical_json(merge(order)) for order in permutations(readings)}
    assert len(texts) == 1


@given(papers())
@settings(max_examples=60, deadline=None)
def test_no_sak_and_no_decision_is_lost(readings: list[Moete]) -> None:
    merged = merge(readings)
    assert len({one.id for one in merged.saker}) == len(merged.saker) >= max(len(paper.saker) for paper in readings)
    assert {one.tittel for one in merged.saker} <= {one.tittel for paper in readings for one in paper.saker}
    if any(one.vedtak for paper in readings for one in paper.saker):
        assert any(one.vedtak for one in merged.saker)


def test_a_theme_named_in_both_written_standards_is_one() -> None:
    address = "https://psi.norge.no/los/tema/grunnskole"
    notice = reading("i.docx", [sak("7", "Skule", tema=[{"uri": address, "namn": "Grunnskule"}])])
    minutes = reading("p.docx", [sak("7", "Skule", tema=[{"uri": address, "namn": "Grunnskole"}])], kind="protokoll")
    merged = merge([notice, minutes]).saker[0]
    assert [(tema.uri, tema.namn) for tema in merged.tema] == [(address, "Grunnskole")]


def test_minutes_and_an_extract_of_them_that_differ_on_what_was_decided_are_told_of() -> None:
    extract = reading(
        "utskrift.pdf",
        [sak("2/25", "Felles barnevern", vedtak=["Saka vert avslutta."], roeysting=Roeysting(**{"for": 7, "mot": 2}))],
        kind="saerutskrift",
    )
    other = MINUTES.saker[1].model_copy(update={"roeysting": Roeysting(**{"for": 8, "mot": 1})})
    minutes = MINUTES.model_copy(update={"saker": [other]})
    found = {varsel.kode: varsel.melding for varsel in merge([extract, minutes, NOTICE]).varsel}
    assert set(found) == {"ulike-vedtak", "ulike-roeystingar"}
    assert "«Saka vert utsett.» (protokoll.docx), «Saka vert avslutta.» (utskrift.pdf)" in found["ulike-vedtak"]
    assert "«8 for, 1 against»" in found["ulike-roeystingar"]


def test_a_notice_can_not_contradict_what_was_decided() -> None:
    assert merge([NOTICE, MINUTES]).varsel == []
