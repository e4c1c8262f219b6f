"""The finished papers of a folder come into the innkalling: each at its sak, or as a new one."""

from datetime import date

import pytest

from model.errors import UsageError
from render import next_meeting, write_paper
from render.gather import Gathered, for_meeting, gather, put_in
from tests.render.finished_papers import house_paper, template_paper
from tests.render.samples import COUNCIL, Folder, council_meeting, meeting, sak

WHEN = date(2026, 2, 23)


def paper(each, fil="paper.docx", day="2026-02-23", **parts):
    """A finished paper as it is read."""
    moete = meeting(day, each, kind="saksframlegg", **parts)
    return Gathered(fil, moete, moete.saker[0])


LAST = meeting(
    "2025-12-09",
    sak("Opning av møtet", "1/25", "opning"),
    sak("Godkjenning av innkalling og sakliste", "2/25", "godkjenning"),
    sak("Felles legevakt", "3/25", utfall="utsett", vedtak=["Saka vert utsett."]),
    sak("Orientering frå dagleg leiar", "4/25", "orientering"),
    sak("Ymse", "5/25", "ymse"),
)


class TestThePapersInTheList:
    def test_a_paper_takes_the_place_of_its_sak(self):
        framlegg = ["Regionrådet går inn for felles legevakt."]
        found = paper(sak("Felles legevakt", framlegg=framlegg, saksbehandlar="Ragnhild Moldestad"), "legevakt.docx")
        coming = next_meeting(Folder(LAST), COUNCIL, WHEN, papers=[found])
        titles = [each.tittel for each in coming.moete.saker]
        assert titles.count("Felles legevakt") == 1
        own = coming.moete.saker[titles.index("Felles legevakt")]
        assert own.framlegg.punkt[0].tekst == framlegg[0]
        assert own.saksbehandlar == "Ragnhild Moldestad"
        assert coming.papers == {own.id: found}
        assert "legevakt.docx" in coming.why[titles.index("Felles legevakt")].grunn

    def test_a_new_sak_comes_behind_the_other_vedtakssaker_and_the_numbers_follow(self):
        coming = next_meeting(Folder(LAST), COUNCIL, WHEN, papers=[paper(sak("Samarbeid om kulturskule"))])
        titles = [each.tittel for each in coming.moete.saker]
        assert titles[-3:] == ["Felles legevakt", "Samarbeid om kulturskule", "Ymse"]
        assert [each.nummer for each in coming.moete.saker] == [f"{at}/26" for at in range(1, len(titles) + 1)]

    def test_an_organ_that_decides_first_gets_its_vedtakssak_before_the_orienteringar(self):
        found = paper(sak("Samarbeid om kulturskule"))
        listed = [sak("Opning", sakstype="opning"), sak("Frå leiar", sakstype="orientering"), sak("Ymse", None, "ymse")]
        assert [each.paper for each in put_in(listed, [found], LAST)] == [None, found, None, None]

    def test_an_organ_that_is_told_first_gets_it_behind_them(self):
        found = paper(sak("Samarbeid om kulturskule"))
        last = meeting("2025-12-09", sak("Frå leiar", "1", "orientering"), sak("Budsjett", "2"))
        listed = [sak("Frå leiar", sakstype="orientering"), sak("Ymse", None, "ymse")]
        assert [each.paper for each in put_in(listed, [found], last)] == [None, found, None]

    def test_nothing_is_decided_before_the_meeting(self):
        found = paper(sak("Samarbeid om kulturskule", vedtak=["Rådet vedtok samarbeid."]))
        coming = next_meeting(Folder(LAST), COUNCIL, WHEN, papers=[found])
        assert all(each.vedtak is None for each in coming.moete.saker)

    def test_a_paper_for_another_organ_or_day_is_left_out_and_told_of(self):
        other = paper(sak("Budsjett"), "a.docx", organisasjon="Havlandet regionråd", utvalg="Havlandet regionråd")
        early = paper(sak("Møteplan"), "b.docx", day="2026-01-12")
        coming = next_meeting(Folder(LAST), COUNCIL, WHEN, papers=[other, early])
        assert coming.papers == {}
        assert [sentence.split(" ")[0] for sentence in coming.left_out] == ["a.docx", "b.docx"]
        assert "Havlandet" in coming.left_out[0] and "2026-01-12" in coming.left_out[1]

    def test_a_paper_that_names_no_day_is_for_this_meeting(self):
        found = paper(sak("Budsjett"))
        bare = Gathered("x.docx", found.moete.model_copy(update={"moetedato": None}), found.sak)
        assert for_meeting([bare], [COUNCIL], WHEN) == ([bare], [])


class TestTheFolder:
    def test_that_is_not_there(self, tmp_path):
        with pytest.raises(UsageError, match="no folder"):
            gather(tmp_path / "nowhere")

    def test_that_is_empty(self, tmp_path):
        assert gather(tmp_path) == ([], [])

    def test_gives_a_sentence_for_what_holds_no_sak(self, tmp_path):
        (tmp_path / "notat.txt").write_text("Hugs å tinge lunsj til alle.", encoding="utf-8")
        (tmp_path / "tom.docx").write_bytes(b"")
        found, told = gather(tmp_path)
        assert found == [] and [each.partition(":")[0].split(" ")[0] for each in told] == ["notat.txt", "tom.docx"]

    def test_leaves_out_hidden_files_and_those_that_word_locks_with(self, tmp_path):
        for name in ("~$legevakt.docx", ".DS_Store"):
            (tmp_path / name).write_bytes(b"\x00\x01")
        (tmp_path / "eldre").mkdir()
        assert gather(tmp_path) == ([], [])

    def test_takes_the_newer_of_two_versions_and_says_so(self, tmp_path):
        template_paper(tmp_path / "kulturskule-endeleg.docx")
        template_paper(tmp_path / "kulturskule-utkast.docx")
        found, told = gather(tmp_path)
        assert [each.fil for each in found] == ["kulturskule-endeleg.docx"]
        assert "the newer version" in told[0]

    def test_takes_the_last_by_name_of_two_that_say_nothing_and_says_so(self, tmp_path):
        template_paper(tmp_path / "a.docx")
        template_paper(tmp_path / "b.docx")
        found, told = gather(tmp_path)
        assert [each.fil for each in found] == ["b.docx"] and "b.docx is taken" in told[0]

    def test_papers_of_different_archive_numbers_are_two_saker(self, tmp_path):
        house_paper(tmp_path / "a.docx", "Ny brannordning", arkivsak="26/1")
        house_paper(tmp_path / "b.docx", "Ny brannordning", arkivsak="26/2")
        found, told = gather(tmp_path)
        assert [each.fil for each in found] == ["a.docx", "b.docx"] and told == []

    def test_holds_minutes_which_are_no_case_paper(self, tmp_path):
        write_paper("protokoll", council_meeting(), tmp_path / "protokoll.docx")
        found, told = gather(tmp_path)
        assert found == [] and "minutes" in told[0]


class TestWhatWasClosed:
    def test_stays_closed_when_its_paper_forgets_to_say_so(self):
        closed = sak(
            "Kjøp av tomt", "3/25", utfall="utsett", vedtak=["Saka vert utsett."], unntatt_offentlegheit="offl. § 23"
        )
        last = meeting("2025-12-09", closed, sak("Ymse", "4/25", "ymse"))
        coming = next_meeting(Folder(last), COUNCIL, WHEN, papers=[paper(sak("Kjøp av tomt"))])
        assert [each.unntatt_offentlegheit for each in coming.moete.saker if each.tittel == "Kjøp av tomt"] == [
            "offl. § 23"
        ]
