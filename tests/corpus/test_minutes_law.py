"""What minutes must tell (kommuneloven § 11-4), and how many must have taken part (§ 11-9)."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.clerk import check_meeting
from corpus.law import Lack
from corpus.minutes_law import meeting_lacks, needed, sak_lacks
from model.moete import Blokk, Deltakar, Moete, PartiRoeyst, Roeysting, Sak, Vedtak
from model.organ import Medlem, Organ
from render.law import check_paper
from tests.corpus.made import reading, sak

NAMES = ("Anne Nes", "Bjarne Vik", "Cathrine Li", "Dag Moe", "Eli Haug", "Finn Berg", "Gro Lund", "Hans Eid")
UNANIMOUS = Roeysting(resultat="samroeystes")


def organ(members: int, **fields: object) -> Organ:
    return Organ.model_validate(
        {"utvalg": "Rådet", "medlem": [Medlem(namn=name) for name in NAMES[:members]], **fields}
    )


def met(*names: str, **fields: object) -> list[Deltakar]:
    return [Deltakar.model_validate({"namn": name, "frammoete": "moett", **fields}) for name in names]


def absent(*names: str) -> list[Deltakar]:
    return [Deltakar(namn=name, frammoete="forfall") for name in names]


def decided(number: str, **fields: object) -> Sak:
    return sak(number, f"Sak om {number}", vedtak=["Rådet går inn for det."], **{"roeysting": UNANIMOUS, **fields})


def minutes(people: list[Deltakar], *saker: Sak, **fields: object) -> Moete:
    return reading("p.docx", list(saker), kind="protokoll", moetested="Nordvik", moetedeltakarar=people, **fields)


def told(moete: Moete, register: Organ | None, number: int = 0) -> list[Lack]:
    return list(sak_lacks(moete, moete.saker[number], register, "nn"))


class TestQuorum:
    @pytest.mark.parametrize(("members", "least"), [(2, 1), (3, 2), (6, 3), (7, 4), (8, 4)])
    def test_is_half_of_the_members_and_of_an_odd_number_the_half_above(self, members: int, least: int) -> None:
        assert needed(minutes([]), organ(members)) == (least, members)

    def test_is_more_where_the_organs_own_rules_ask_for_more(self) -> None:
        assert needed(minutes([]), organ(7, vedtaksfoer=5)) == (5, 7)
        assert needed(minutes([]), organ(7, vedtaksfoer=2)) == (4, 7)

    def test_counts_the_members_of_the_day_of_the_meeting(self) -> None:
        register = organ(6)
        gone = [each.model_copy(update={"til": date(2024, 12, 31)}) for each in register.medlem[:2]]
        register = register.model_copy(update={"medlem": [*gone, *register.medlem[2:]]})
        assert needed(minutes([]), register) == (2, 4)

    def test_with_four_of_seven_is_there_and_with_three_it_is_not(self) -> None:
        four, three = (minutes([*met(*NAMES[:count]), *absent(*NAMES[count:7])], decided("1/25")) for count in (4, 3))
        assert told(four, organ(7)) == []
        (lack,) = told(three, organ(7))
        assert (lack.level, lack.paragraf) == ("missing", "kommuneloven § 11-9")
        assert lack.setning == "Sak 1/25: 3 av 7 medlemer var med på handsaminga, og minst 4 må vere det."

    def test_substitutes_count_and_those_without_a_vote_do_not(self) -> None:
        substitute = Deltakar(namn="Per Dal", frammoete="vara", vara_for=NAMES[3])
        secretary = Deltakar(namn="Siv Aas", frammoete="utan roysterett")
        assert told(minutes([*met(*NAMES[:3]), substitute], decided("1/25")), organ(7)) == []
        assert len(told(minutes([*met(*NAMES[:3]), secretary], decided("1/25")), organ(7))) == 1

    def test_who_is_ugild_in_a_sak_is_not_there_for_it(self) -> None:
        people = [*met(*NAMES[:3]), *met(NAMES[3], ugild_i=["2/25"])]
        moete = minutes(people, decided("1/25"), decided("2/25"))
        assert told(moete, organ(7), 0) == []
        assert [lack.kode for lack in told(moete, organ(7), 1)] == ["ikkje-vedtaksfoert"]

    @pytest.mark.parametrize("number", ["2/25", "2"])
    def test_who_came_late_or_left_early_is_there_for_some_saker(self, number: str) -> None:
        late = minutes([*met(*NAMES[:3]), *met(NAMES[3], fraa_sak=number)], decided("1/25"), decided("2/25"))
        assert [len(told(late, organ(7), place)) for place in (0, 1)] == [1, 0]
        early = minutes([*met(*NAMES[:3]), *met(NAMES[3], til_sak=number)], *map(decided, ("1/25", "2/25", "3/25")))
        assert [len(told(early, organ(7), place)) for place in (0, 1, 2)] == [0, 0, 1]

    def test_those_who_are_there_must_vote_too(self) -> None:
        few, all_of_them = (
            minutes(met(*NAMES[:7]), decided("1/25", roeysting=Roeysting.model_validate({"for": votes, "mot": 0})))
            for votes in (3, 7)
        )
        (lack,) = told(few, organ(7))
        assert lack.setning == "Sak 1/25: 3 av 7 medlemer røysta, og minst 4 må gjere det."
        assert told(all_of_them, organ(7)) == []

    def test_is_not_asked_of_a_sak_without_a_vedtak_nor_where_nobody_says_who_met(self) -> None:
        briefing = sak("1/25", "Orientering", sakstype="orientering")
        assert told(minutes(met("Anne Nes"), briefing), organ(7)) == []
        assert told(minutes([], decided("1/25")), organ(7)) == []

    def test_nothing_is_claimed_of_an_organ_that_the_register_lacks(self) -> None:
        assert told(minutes(met("Anne Nes"), decided("1/25")), None) == []
        assert told(minutes(met("Anne Nes"), decided("1/25")), organ(0)) == []

    def test_of_a_company_no_section_of_kommuneloven_is_cited(self) -> None:
        (lack,) = told(minutes(met("Anne Nes"), decided("1/25")), organ(7, slag="IKS"))
        assert lack.paragraf is None


class TestASplitVote:
    def split(self, **fields: object) -> Moete:
        vote = Roeysting.model_validate({"resultat": "fleirtal", "for": 4, "mot": 2})
        return minutes(met(*NAMES[:6]), decided("1/25", **{"roeysting": vote, **fields}))

    def test_without_parties_or_names_is_a_remark(self) -> None:
        (lack,) = told(self.split(), None)
        assert (lack.kode, lack.level, lack.paragraf) == ("roeysting-utan-namn", "note", "kommuneloven § 11-4")

    def test_by_party_is_told_as_the_law_wants_it(self) -> None:
        parties = Roeysting.model_validate({"for": 4, "mot": 2}).model_copy(update={"parti": [PartiRoeyst(parti="Sp")]})
        assert told(self.split(roeysting=parties), None) == []

    @pytest.mark.parametrize("text", ["Vedteke mot 2 røyster (Sp).", "Vik og Li røysta mot.", "Mot røysta 2 H."])
    def test_is_told_by_party_or_name_in_the_proceedings_too(self, text: str) -> None:
        assert told(self.split(behandling=[Blokk(type="avsnitt", tekst=text)]), None) == []

    def test_with_the_votes_against_alone_lacks_those_for(self) -> None:
        found = told(self.split(roeysting=Roeysting(mot=2)), None)
        assert [lack.kode for lack in found] == ["roeysting-ufullstendig", "roeysting-utan-namn"]


def test_a_meeting_before_the_law_of_2018_is_held_against_the_law_of_its_day() -> None:
    vote = Roeysting.model_validate({"resultat": "fleirtal", "for": 4, "mot": 2})
    old = minutes([*met(*NAMES[:3]), *absent(*NAMES[3:7])], decided("1/15", roeysting=vote), dato=date(2015, 5, 5))
    (lack,) = told(old, organ(7))
    assert (lack.kode, lack.paragraf) == ("ikkje-vedtaksfoert", "kommuneloven (1992) § 33")
    assert [each.paragraf for each in meeting_lacks(minutes([], dato=date(2015, 5, 5)), None, "nn")] == [
        "kommuneloven (1992) § 30"
    ]


class TestWhoWasUgild:
    @pytest.mark.parametrize("text", ["Ein medlem vart kjend ugild og gjekk frå.", "Et medlem ble erklært inhabilt."])
    def test_must_be_named(self, text: str) -> None:
        moete = minutes(met(*NAMES[:4]), decided("1/25", behandling=[Blokk(type="avsnitt", tekst=text)]))
        assert [lack.kode for lack in told(moete, None)] == ["ugild-utan-namn"]

    @pytest.mark.parametrize("text", ["Bjarne Vik vart kjend ugild.", "Medlemen vart funnen ikkje ugild."])
    def test_is_named_or_was_not(self, text: str) -> None:
        moete = minutes(met(*NAMES[:4]), decided("1/25", behandling=[Blokk(type="avsnitt", tekst=text)]))
        assert told(moete, None) == []


class TestWhoMet:
    def test_members_of_whom_the_minutes_say_nothing_are_named(self) -> None:
        moete = minutes([*met(*NAMES[:4]), *absent(NAMES[4])], decided("1/25"))
        (lack,) = meeting_lacks(moete, organ(7), "nb")
        assert lack.setning == (
            "Protokollen sier ikke om disse medlemmene etter registeret møtte eller hadde forfall: "
            "Finn Berg og Gro Lund."
        )

    def test_a_member_with_a_substitute_was_absent(self) -> None:
        people = [*met(*NAMES[:6]), Deltakar(namn="Per Dal", frammoete="vara", vara_for=NAMES[6])]
        assert list(meeting_lacks(minutes(people), organ(7), "nn")) == []

    def test_names_that_are_written_otherwise_are_no_lack_where_as_many_are_told_of(self) -> None:
        assert list(meeting_lacks(minutes(met("A. Nes", "B. Vik", "C. Li")), organ(3), "nn")) == []


def test_saksgang_check_tells_of_the_quorum_in_english() -> None:
    moete = minutes([*met(*NAMES[:3]), *absent(*NAMES[3:7])], decided("1/25"))
    (remark,) = check_meeting(moete, [moete], organ(7))
    assert (remark.level, remark.code, remark.sak) == ("missing", "ikkje-vedtaksfoert", moete.saker[0].id)
    assert remark.sentence == (
        "Sak 1/25: 3 of 7 members took part in the treatment, and at least 4 must do so (kommuneloven § 11-9)."
    )


class TestAProtokollThatIsWritten:
    def test_out_of_minutes_is_held_against_the_same_rules(self) -> None:
        moete = minutes(met(*NAMES[:3]), decided("1/25"), sak("2/25", "Budsjett")).model_copy(
            update={"moetested": None}
        )
        found = check_paper("protokoll", moete, organ(7, vedtaksfoer=4))
        assert [lack.kode for lack in found] == [
            "stad-manglar", "forfall-manglar", "ikkje-vedtaksfoert", "utan-vedtak",
        ]  # fmt: skip

    def test_to_be_filled_in_lacks_by_nature_what_the_hand_fills_in(self) -> None:
        notice = reading("i.docx", [sak("1/25", "Budsjett", framlegg=["Ja."])])
        assert check_paper("protokoll", notice, organ(7)) == []
        (lack,) = check_paper("protokoll", notice, None)
        assert (lack.kode, lack.level) == ("frammoete-for-hand", "note")


class TestAPaperOnOneSak:
    def test_says_whose_it_is_and_when(self) -> None:
        moete = reading("i.docx", [sak("1/25", "Budsjett", framlegg=["Ja."])])
        assert check_paper("saksframlegg", moete, None, sak=moete.saker[0]) == []
        nowhere = moete.model_copy(update={"utvalg": None, "organisasjon": None, "moetedato": None})
        found = check_paper("saksframlegg", nowhere, None, sak=moete.saker[0])
        assert [lack.kode for lack in found] == ["organ-manglar", "moetedag-ukjend"]


def test_what_is_proposed_and_put_off_needs_no_more_votes() -> None:
    put_off = decided("1/25", roeysting=None, framlegg=["Ja."]).model_copy(update={"vedtak": Vedtak(utfall="trekt")})
    assert told(minutes(met("Anne Nes"), put_off), organ(7)) == []
