"""What a paper lacks by law, as the secretariat is told before it is written."""

from datetime import date

import pytest

from corpus.law import gathered, listed
from model.moete import Blokk, Seksjon
from model.organ import Organ
from render.law import check_paper
from tests.render.samples import COUNCIL, council_meeting, meeting, sak, section

MEETING_DAY = date(2026, 2, 23)


def organ(**fields) -> Organ:
    return Organ(utvalg=COUNCIL, **fields)


def notice(*saker, **parts):
    """A whole innkalling, but for what is said otherwise."""
    saker = saker or (sak("Budsjett", "1/26", framlegg=["Budsjettet vert vedteke."]),)
    whole = {"starttid": "09:00", "moetested": "Kommunehuset i Eidbygda", "kind": "innkalling"}
    return meeting("2026-02-23", *saker, **{**whole, **parts})


def codes(*args, **more):
    return [each.kode for each in check_paper("innkalling", *args, **more)]


class TestAnInnkalling:
    def test_with_time_place_sakliste_and_papers_lacks_nothing(self):
        assert check_paper("innkalling", notice(), None) == []
        assert check_paper("innkalling", council_meeting(), None) == []

    @pytest.mark.parametrize(
        ("left_out", "code"), [({"starttid": None}, "tid-manglar"), ({"moetested": None}, "stad-manglar")]
    )
    def test_lacks_time_or_place_by_section_11_3(self, left_out, code):
        (lack,) = check_paper("innkalling", notice(**left_out), None)
        assert (lack.kode, lack.paragraf, lack.level, lack.sak) == (code, "kommuneloven § 11-3", "missing", None)

    def test_without_saker_has_no_sakliste(self):
        empty = notice().model_copy(update={"saker": []})
        assert codes(empty, None) == ["sakliste-manglar"]

    def test_is_told_of_in_the_written_standard_of_the_paper(self):
        nn, nb = (check_paper("innkalling", notice(moetested=None, maalform=each), None)[0] for each in ("nn", "nb"))
        assert str(nn) == "Innkallinga seier ikkje kvar møtet skal vere (kommuneloven § 11-3)."
        assert str(nb) == "Innkallingen sier ikke hvor møtet skal være (kommuneloven § 11-3)."


class TestThePapersOfASak:
    def test_a_sak_to_be_decided_needs_a_proposal_or_an_account(self):
        account = sak("Legevakt", "2/26", seksjonar=[section("Saksframstilling", "Kommunane har kvar si i dag.")])
        bare = sak("Budsjett", "3/26")
        election = sak("Val av leiar", "4/26", "val")
        found = check_paper("innkalling", notice(account, bare, election), None)
        assert [(each.kode, each.sak.nummer) for each in found] == [
            ("papir-manglar", "3/26"),
            ("papir-manglar", "4/26"),
        ]

    def test_standing_saker_and_orienteringar_need_none(self):
        saker = [
            sak("Opning", "1/26", "opning"),
            sak("Godkjenning av innkalling", "2/26", "godkjenning"),
            sak("Orientering om brannvern", "3/26", "orientering"),
            sak("Ymse", "4/26", "ymse"),
        ]
        assert codes(notice(*saker), None) == []

    def test_what_the_archive_says_of_its_past_is_no_account(self):
        background = Seksjon(
            tittel="Bakgrunn", rolle="bakgrunn", blokker=[Blokk(type="avsnitt", tekst="Utsett i møte 9. desember.")]
        )
        comes_back = sak("Reglement", "1/26", seksjonar=[Seksjon(tittel="Sak", rolle="saksframstilling"), background])
        assert codes(notice(comes_back), None) == ["papir-manglar"]

    def test_a_paper_of_its_own_will_do(self):
        moete = notice(sak("Reglement", "1/26"))
        assert codes(moete, None, papers=[moete.saker[0].id]) == []

    def test_the_same_of_several_saker_is_one_sentence(self):
        moete = notice(sak("Reglement", "1/26"), sak("Budsjett", "2/26"), sak("Møteplan", "3/26"), moetested=None)
        assert [each.setning for each in gathered(check_paper("innkalling", moete, None), "nn")] == [
            "Innkallinga seier ikkje kvar møtet skal vere.",
            "Sak 1/26, 2/26 og 3/26 har korkje framlegg til vedtak eller saksframstilling.",
        ]
        assert listed(["PS 1/26", "PS 2/26"], "nb") == "PS 1/26 og PS 2/26"


class TestTheNoticeTime:
    def test_is_the_days_from_sending_to_meeting_against_the_frist_of_the_organ(self):
        seven = organ(innkallingsfrist=7)
        assert codes(notice(), seven, date(2026, 2, 16)) == []
        (lack,) = check_paper("innkalling", notice(), seven, date(2026, 2, 17))
        assert (lack.kode, lack.level) == ("frist-for-kort", "missing")
        assert lack.setning == "Innkallinga vert send 6 dagar før møtet, og fristen i organet er 7 dagar."
        (lack,) = check_paper("innkalling", notice(maalform="nb"), seven, date(2026, 2, 22))
        assert lack.setning == "Innkallingen blir sendt 1 dag før møtet, og fristen i organet er 7 dager."

    def test_of_an_organ_without_a_frist_is_a_reminder_where_it_is_short(self):
        assert check_paper("innkalling", notice(), None, date(2026, 2, 10)) == []
        (lack,) = check_paper("innkalling", notice(), organ(), date(2026, 2, 20))
        assert (lack.kode, lack.level) == ("frist-kort", "note")

    def test_a_meeting_that_has_been_can_not_be_called(self):
        (lack,) = check_paper("innkalling", notice(), organ(innkallingsfrist=7), date(2026, 3, 1))
        assert lack.setning == "Innkallinga vert send 1. mars 2026, etter møtedagen 23. februar 2026."

    def test_is_not_looked_at_where_nobody_says_when_it_is_sent(self):
        assert codes(notice(), organ(innkallingsfrist=7)) == []


class TestACompany:
    """An interkommunalt selskap is ruled by IKS-loven."""

    company = Organ(utvalg="Representantskapet", slag="IKS")

    def test_calls_its_representantskap_four_weeks_before(self):
        assert codes(notice(), self.company, date(2026, 1, 26)) == []
        (lack,) = check_paper("innkalling", notice(), self.company, date(2026, 1, 27))
        assert (lack.kode, lack.paragraf) == ("frist-iks", "IKS-loven § 8")

    def test_is_told_of_no_section_of_kommuneloven(self):
        (lack,) = check_paper("innkalling", notice(moetested=None), self.company)
        assert (lack.kode, lack.paragraf) == ("stad-manglar", None)


class TestOtherWaysOfMeeting:
    @pytest.mark.parametrize("place", ["Teams", "Fjernmøte på Teams", "Digitalt", "Videokonferanse"])
    def test_a_remote_meeting_is_told_of_with_its_section(self, place):
        (lack,) = check_paper("innkalling", notice(moetested=place), None)
        assert (lack.kode, lack.level, lack.paragraf) == ("fjernmoete", "note", "kommuneloven § 11-7")

    @pytest.mark.parametrize("place", ["Skriftleg sakshandsaming", "Skriftlig saksbehandling", "Skriftlig behandling"])
    def test_so_is_treatment_in_writing(self, place):
        assert codes(notice(moetested=place), None) == ["skriftleg"]

    @pytest.mark.parametrize("place", ["Digitaliseringshuset i Nordvik", "Zoomgata 3"])
    def test_a_house_is_a_house(self, place):
        assert codes(notice(moetested=place), None) == []


def test_a_closed_sak_without_its_legal_basis_is_told():
    closed, sure = (
        sak(title, number, framlegg=["Ja."], unntatt_offentlegheit=basis)
        for title, number, basis in (("Ei klage", "1/26", "U.off."), ("Ei løn", "2/26", "offl. § 23"))
    )
    (lack,) = check_paper("innkalling", notice(closed, sure), None)
    assert (lack.kode, lack.sak.nummer) == ("heimel-manglar", "1/26")
