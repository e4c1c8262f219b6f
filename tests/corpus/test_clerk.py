from __future__ import annotations

from corpus.clerk import check_meeting
from corpus.merge import merge
from model.moete import Deltakar, Framlegg, Moete, Punkt, Roeysting, Sak, Saksnummer, Vedtak
from tests.corpus.made import reading, sak

UNANIMOUS = Roeysting(resultat="samroeystes")
NOTICE = reading(
    "innkalling.pdf",
    [
        sak("1/25", "Godkjenning av innkalling", sakstype="godkjenning"),
        sak("2/25", "Ny ferjekai", framlegg=["Rådet løyver kr 50 000 til ferjekaia."]),
        sak("3/25", "Orientering om brannvern", sakstype="orientering"),
        sak("4/25", "Budsjett 2026", framlegg=["Budsjettet vert vedteke."]),
    ],
    moetested="Nordvik",
)


def minutes(*saker: Sak, **fields: object) -> Moete:
    present = [Deltakar(namn="Kari Solnes", frammoete="moett")]
    return reading("protokoll.docx", list(saker), kind="protokoll", **{"moetedeltakarar": present} | fields)


APPROVED = sak("1/25", "Godkjenning av innkalling", vedtak=["Godkjend."], sakstype="godkjenning")
BRIEFING = sak("3/25", "Orientering om brannvern", sakstype="orientering")
BUDGET = sak("4/25", "Budsjett 2026", vedtak=["Budsjettet vert vedteke."], roeysting=UNANIMOUS)
FERRY = sak("2/25", "Ny ferjekai", vedtak=["Rådet løyver kr 80 000 til ferjekaia."], roeysting=UNANIMOUS)


def remarks(*papers: Moete) -> list[tuple[str, str, str | None]]:
    found = check_meeting(merge(list(papers)), papers)
    return [(one.level, one.code, one.sak and one.sak.rsplit("/", 1)[1]) for one in found]


def test_of_a_meeting_where_all_is_settled_there_is_nothing_to_say() -> None:
    same = FERRY.model_copy(update={"vedtak": Vedtak(punkt=[Punkt(tekst="Rådet løyver kr 50 000 til ferjekaia.")])})
    assert remarks(NOTICE, minutes(APPROVED, same, BRIEFING, BUDGET)) == []


def test_before_the_minutes_come_only_that_is_told() -> None:
    assert remarks(NOTICE) == [("note", "protokoll-manglar", None)]


def test_a_sak_of_the_notice_that_the_minutes_forget_is_told() -> None:
    assert ("missing", "ikkje-i-protokollen", "sak-4-25") in remarks(NOTICE, minutes(APPROVED, FERRY, BRIEFING))


def test_a_sak_in_the_minutes_without_a_vedtak_is_told_and_a_briefing_is_not() -> None:
    silent = sak("2/25", "Ny ferjekai")
    assert remarks(NOTICE, minutes(APPROVED, silent, BRIEFING, BUDGET)) == [("missing", "utan-vedtak", "sak-2-25")]


def test_a_postponed_sak_is_settled_for_this_meeting() -> None:
    waits = FERRY.model_copy(update={"vedtak": Vedtak(utfall="utsett")})
    assert remarks(NOTICE, minutes(APPROVED, waits, BRIEFING, BUDGET)) == []


def test_a_vedtak_that_differs_from_its_proposal_is_shown_word_by_word() -> None:
    papers = (NOTICE, minutes(APPROVED, FERRY, BRIEFING, BUDGET))
    (remark,) = check_meeting(merge(list(papers)), papers)
    assert remark.code == "endra-i-moetet"
    assert [(part.how, part.text) for part in remark.diff] == [
        ("same", "Rådet løyver kr "), ("out", "50"), ("in", "80"), ("same", " 000 til ferjekaia."),
    ]  # fmt: skip


def test_a_vedtak_as_proposed_differs_in_nothing() -> None:
    adopted = FERRY.model_copy(update={"vedtak": Vedtak(utfall="vedteke", som_framlegg=True)})
    assert remarks(NOTICE, minutes(APPROVED, adopted, BRIEFING, BUDGET)) == []


def test_the_law_wants_place_attendance_votes_and_the_basis_for_closing() -> None:
    closed = BUDGET.model_copy(
        update={"roeysting": Roeysting(mot=2), "unntatt_offentlegheit": "U.off.", "framlegg": Framlegg()}
    )
    decided = sak("2/25", "Ny ferjekai", vedtak=["Ja."])
    found = remarks(minutes(APPROVED, decided, BRIEFING, closed, moetedeltakarar=[], moetested=None))
    assert found == [
        ("missing", "stad-manglar", None),
        ("missing", "frammoete-manglar", None),
        ("note", "roeysting-manglar", "sak-2-25"),
        ("missing", "roeysting-ufullstendig", "sak-4-25"),
        ("note", "roeysting-utan-namn", "sak-4-25"),
        ("missing", "heimel-manglar", "sak-4-25"),
    ]


def test_gaps_and_doubles_in_the_numbering_are_told_of_the_meeting_as_a_whole() -> None:
    numbered = [
        one.model_copy(update={"saksnummer": Saksnummer(aar=2025, nr=nr)})
        for one, nr in ((APPROVED, "1"), (BUDGET, "4"))
    ]
    moete = minutes(*numbered, moetested="Nordvik")
    assert [one.code for one in check_meeting(moete, [moete])] == ["nummer-hol"]
