"""A saksframlegg with the sak's history: what a case officer would find in the archive, and no guesses."""

from datetime import date

import pytest

from corpus import Archive
from model.errors import ArchiveError, UsageError
from model.moete import Kjelde, Tilvising
from render import case_paper
from render.case import Asked
from tests.render.samples import COUNCIL, meeting, sak

BOARD = {"organisasjon": "Fjordhamn IKS", "utvalg": "Styret"}
OWNERS = {"organisasjon": "Fjordhamn IKS", "utvalg": "Representantskapet"}
FEBRUARY = date(2026, 2, 23)


def board(day, *saker, **parts):
    return meeting(day, *saker, **{**BOARD, **parts})


@pytest.fixture
def archive(tmp_path):
    """Make an archive of these meetings, and its register."""

    def make(*meetings, register=""):
        made = Archive(tmp_path / "moetearkiv")
        for place, each in enumerate(meetings):
            source = Kjelde(fil=f"{place}.docx", sha256=f"{place:064}")
            made.add(each.model_copy(update={"kjelder": [source]}))
        if register:
            made.folder.mkdir(exist_ok=True)
            (made.folder / "organ.toml").write_text(register, encoding="utf-8")
        return made

    return make


def paper(archive, title="Felles legevakt", organ="Styret", when=FEBRUARY, **asked):
    return case_paper(archive, organ, Asked(title, **asked), when)


def steps(found):
    return [(step.utvalg, step.dato.isoformat(), step.nummer) for step in found.sak.saksgang]


LEGEVAKT = sak("Felles legevakt", "4", vedtak=["Styret ber dagleg leiar om ei utgreiing."])
OTHER = sak("Budsjett", "5", vedtak=["Budsjettet vert vedteke."])


class TestTheWayOfTheSak:
    def test_is_told_by_title_through_all_organs_of_the_organisation(self, archive):
        owners = sak("Felles legevakt", "9", vedtak=["Representantskapet sluttar seg til planen."])
        made = archive(
            board("2025-03-24", LEGEVAKT, OTHER), meeting("2025-06-01", owners, **OWNERS), board("2025-09-01", OTHER)
        )
        found = paper(made)
        assert steps(found) == [("Styret", "2025-03-24", "4"), ("Representantskapet", "2025-06-01", "9")]
        heading, background = found.sak.seksjonar
        assert (heading.tittel, background.tittel, background.rolle) == ("Saksframstilling", "Bakgrunn", "bakgrunn")
        assert [block.tekst for block in background.blokker] == [
            "Styret bad i møte 24. mars 2025, sak 4, dagleg leiar om ei utgreiing.",
            "Representantskapet slutta seg i møte 1. juni 2025, sak 9, til planen.",
        ]
        assert found.sak.framlegg is None and found.notes == []

    def test_ends_before_the_meeting_that_the_paper_is_for(self, archive):
        made = archive(board("2025-03-24", LEGEVAKT), board("2026-02-23", LEGEVAKT), board("2026-05-01", LEGEVAKT))
        assert steps(paper(made)) == [("Styret", "2025-03-24", "4")]

    def test_is_found_by_archive_number_under_another_title(self, archive):
        named = LEGEVAKT.model_copy(update={"arkivsak": "25/112", "tittel": "Vaktordninga"})
        found = paper(archive(board("2025-03-24", named, OTHER)), archive_number="25/112-4")
        assert steps(found) == [("Styret", "2025-03-24", "4")]
        assert found.sak.arkivsak == "25/112-4"

    def test_has_the_archive_number_of_the_earlier_treatments(self, archive):
        found = paper(archive(board("2025-03-24", LEGEVAKT.model_copy(update={"arkivsak": "25/112"}))))
        assert found.sak.arkivsak == "25/112"

    def test_goes_on_from_the_sak_that_its_writer_names(self, archive):
        made = archive(board("2025-03-24", LEGEVAKT), board("2025-06-01", sak("Felles legevakt", "2")))
        found = paper(made, "Avtale med Nordvik", follows=["fjordhamn-iks/styret/2025-03-24/sak-4/vedtak"])
        assert steps(found) == [("Styret", "2025-03-24", "4"), ("Styret", "2025-06-01", "2")]

    def test_follows_the_references_of_its_papers(self, archive):
        ref = Tilvising(tekst="møtet 24. mars 2025, sak 4", dato="2025-03-24", sak="4")
        later = sak("Lokale for legevakta", "2", vedtak=["Styret vedtek å leige."], tilvisingar=[ref])
        made = archive(board("2025-03-24", LEGEVAKT), board("2025-06-01", later))
        assert steps(paper(made, "Lokale for legevakta")) == [
            ("Styret", "2025-03-24", "4"), ("Styret", "2025-06-01", "2"),
        ]  # fmt: skip

    def test_is_another_one_where_the_year_in_the_title_is(self, archive):
        made = archive(board("2025-03-24", sak("Budsjett 2025", "3")), board("2025-09-01", sak("Møteplan 2026", "1")))
        found = paper(made, "Budsjett 2026")
        assert steps(found) == [] and found.notes == []

    def test_is_none_of_what_every_meeting_has(self, archive):
        made = archive(board("2025-03-24", sak("Orientering frå dagleg leiar", "3", "orientering")))
        assert steps(paper(made, "Orientering frå dagleg leiar")) == []


class TestNothingIsGuessed:
    def test_a_title_that_is_only_near_is_suggested(self, archive):
        found = paper(archive(board("2025-03-24", sak("Legevakt – val av vertskommune", "4"))), "Legevakt")
        assert steps(found) == []
        assert found.notes == [
            "Saka kan høyre saman med «Legevakt – val av vertskommune» i møtet 24. mars 2025: "
            "gi --follows fjordhamn-iks/styret/2025-03-24/sak-4 om ho gjer det."
        ]

    def test_two_saker_under_one_title_are_both_suggested(self, archive):
        made = archive(
            board("2024-03-24", sak("Reglement", "1", arkivsak="24/7")),
            board("2025-03-24", sak("Reglement", "1", arkivsak="25/9")),
        )
        found = paper(made, "Reglement")
        assert steps(found) == [] and len(found.notes) == 2
        assert steps(paper(made, "Reglement", archive_number="24/7")) == [("Styret", "2024-03-24", "1")]

    def test_a_closed_sak_is_suggested_without_its_title(self, archive):
        closed = sak("Legevakt – oppseiing av Ola Vik", "4", unntatt_offentlegheit="offl. § 13")
        (note,) = paper(archive(board("2025-03-24", closed)), "Legevakt").notes
        assert "Ola Vik" not in note and "--follows fjordhamn-iks/styret/2025-03-24/sak-4" in note


class TestAClosedSak:
    CLOSED = sak("Felles legevakt", "4", vedtak=["Styret seier opp Ola Vik."], unntatt_offentlegheit="offl. § 13")

    def test_is_not_quoted_and_its_writer_is_told(self, archive):
        found = paper(archive(board("2025-03-24", self.CLOSED)))
        assert "Ola Vik" not in found.sak.model_dump_json()
        assert found.notes == [
            "fjordhamn-iks/styret/2025-03-24/sak-4 er unnateken offentlegheit (offl. § 13), og er difor ikkje sitert i "
            "saksframlegget."
        ]

    def test_is_told_in_a_paper_that_is_closed(self, archive):
        found = paper(archive(board("2025-03-24", self.CLOSED)), closed="offl. § 13")
        assert found.sak.unntatt_offentlegheit == "offl. § 13" and found.notes == []
        assert "Ola Vik" in found.sak.seksjonar[1].blokker[0].tekst


class TestTheMeeting:
    REGISTER = """
[[organ]]
organisasjon = "Fjordhamn IKS"
utvalg = "Styret"
alias = ["Hamnestyret"]
maalform = "nb"
moete = [{dato = 2025-01-10}, {dato = 2026-03-02}, {dato = 2026-05-04}]
"""

    def test_without_a_date_is_the_next_one_that_is_planned(self, archive):
        made = archive(board("2025-12-09", LEGEVAKT), register=self.REGISTER)
        assert paper(made, when=None).moete.moetedato == date(2026, 3, 2)
        assert paper(made, organ="Hamnestyret", when=None).moete.moetedato == date(2026, 3, 2)

    def test_without_a_plan_has_no_date_and_its_writer_is_told(self, archive):
        found = paper(archive(board("2025-12-09", LEGEVAKT)), when=None)
        assert (found.moete.moetedato, steps(found)) == (None, [("Styret", "2025-12-09", "4")])
        assert found.notes[0].startswith("Saksframlegget har ingen møtedato: Styret har ikkje noko nytt møte")

    def test_may_be_the_first_of_an_organ_in_the_register(self, archive):
        found = paper(archive(meeting("2025-12-09", OTHER), register=self.REGISTER), when=None)
        assert (found.moete.utvalg, found.moete.moetedato, found.moete.maalform) == ("Styret", date(2025, 1, 10), "nb")

    def test_of_an_organ_that_nobody_knows_is_a_wrong_call(self, archive):
        with pytest.raises(UsageError, match="knows Havneråd"):
            paper(archive(board("2025-12-09", LEGEVAKT)), organ="Havneråd")

    def test_that_must_treat_the_sak_has_a_number_for_it(self, archive):
        put_off = sak("Felles legevakt", "4/25", vedtak=["Saka vert utsett."], utfall="utsett")
        found = paper(archive(board("2025-12-09", put_off, sak("Budsjett", "5/25", vedtak=["Ja."]))), "felles legevakt")
        assert found.sak.nummer and found.sak.nummer.endswith("/26")
        assert found.sak.seksjonar[1].blokker[0].tekst == "Styret utsette saka i møte 9. desember 2025, sak 4/25."


def test_what_the_list_of_the_meeting_says_of_other_saker_stays(archive):
    came_up = sak("Ymse", "9", "ymse", vedtak=["Leige av lokale kjem opp i neste styremøte."])
    made = archive(board("2025-12-09", OTHER, came_up))
    found = paper(made, "Oppfølging frå møtet 9. desember 2025, sak 9")
    (block,) = found.sak.seksjonar[1].blokker
    assert block.tekst == (
        "Styret vedtok i møte 9. desember 2025, sak 9: «Leige av lokale kjem opp i neste styremøte.»"
    )
    assert [ref.maal for ref in found.sak.tilvisingar] == ["fjordhamn-iks/styret/2025-12-09/sak-9/vedtak/1"]


def test_a_new_sak_has_what_its_writer_says_and_nothing_else(archive):
    found = paper(archive(board("2025-12-09", OTHER)), "Ny heimeside", case_officer="Ola Vik", archive_number="26/3")
    assert (found.sak.tittel, found.sak.saksbehandlar, found.sak.arkivsak) == ("Ny heimeside", "Ola Vik", "26/3")
    assert (found.sak.nummer, found.sak.seksjonar, found.sak.saksgang, found.notes) == (None, [], [], [])


@pytest.mark.parametrize("id", ["fjordhamn-iks/styret/2025-12-09/sak-99", "x", "fjordhamn-iks/styret/2020-01-01/sak-1"])
def test_an_id_that_is_not_there_is_a_wrong_call(archive, id):
    with pytest.raises((ArchiveError, UsageError)):
        paper(archive(board("2025-12-09", OTHER)), follows=[id])


def test_a_meeting_is_no_sak_to_go_on_from(archive):
    with pytest.raises(UsageError, match="is no sak"):
        paper(archive(board("2025-12-09", OTHER)), follows=["fjordhamn-iks/styret/2025-12-09"])


def test_a_title_without_letters_is_a_wrong_call(archive):
    with pytest.raises(UsageError, match="title"):
        paper(archive(meeting("2025-12-09", OTHER)), "…", organ=COUNCIL)
