from __future__ import annotations

from pathlib import Path

import pytest

from corpus import Archive, check
from corpus.files import TEMPORARY
from tests.corpus.made import kjelde, reading, sak

ID = "fjordlandet-regionraad/styret/2025-03-12"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    filled = Archive(tmp_path / "arkiv")
    filled.add(reading("innkalling.pdf", [sak("1/25", "Opning"), sak("2/25", "Ferje", framlegg=["Ja."])]))
    filled.add(reading("protokoll.docx", [sak("2/25", "Ferje", vedtak=["Nei."])], kind="protokoll"))
    return Archive(tmp_path / "arkiv")


def codes(archive: Archive) -> list[str]:
    return [finding.code for finding in check(archive)]


def meeting(archive: Archive) -> Path:
    return archive.folder / "moete" / f"{ID}.json"


def paper(archive: Archive, fil: str = "innkalling.pdf") -> Path:
    return archive.folder / "lesingar" / f"{kjelde(fil).sha256}.json"


def test_of_a_whole_archive_there_is_nothing_to_say(archive: Archive) -> None:
    assert check(archive) == []


def test_a_folder_without_an_archive_is_told(tmp_path: Path) -> None:
    assert codes(Archive(tmp_path)) == ["manglar"]


def test_a_damaged_record_is_told_and_the_rest_is_checked_all_the_same(archive: Archive) -> None:
    paper(archive).write_text("{")
    meeting(archive).write_text(meeting(archive).read_text() + "\n")
    found = check(archive)
    assert [finding.code for finding in found] == ["skadd", "ikkje-kanonisk", "anna-enn-lesingane", "indeks-etter"]
    assert str(paper(archive)) in str(found[0]) and found[0].level == "error"


def test_a_meeting_that_was_edited_by_hand_is_told(archive: Archive) -> None:
    meeting(archive).write_text(meeting(archive).read_text().replace("Ferje", "Fergje"))
    assert codes(archive) == ["endra-for-hand", "indeks-etter"]


def test_a_meeting_that_says_other_than_its_papers_is_told(archive: Archive) -> None:
    old = meeting(archive).read_bytes()
    archive.add(reading("tillegg.pdf", [sak("3/25", "Veg")]))
    meeting(archive).write_bytes(old)
    assert codes(archive) == ["anna-enn-lesingane", "indeks-etter"]


def test_a_paper_that_is_not_merged_is_told(archive: Archive) -> None:
    meeting(archive).unlink()
    assert codes(archive) == ["ikkje-fletta", "indeks-etter"]


def test_a_meeting_without_its_papers_is_told(archive: Archive) -> None:
    paper(archive).unlink()
    paper(archive, "protokoll.docx").unlink()
    assert codes(archive) == ["utan-lesingar", "indeks-etter"]


def test_a_record_in_the_wrong_place_is_told(archive: Archive) -> None:
    meeting(archive).rename(meeting(archive).with_name("2025-03-13.json"))
    paper(archive).rename(paper(archive).with_name("0" * 64 + ".json"))
    assert {"feil-namn", "feil-stad", "ventar"} <= set(codes(archive))


def test_an_index_behind_gone_or_damaged_is_only_a_note(archive: Archive) -> None:
    path = archive.index_path
    path.write_bytes(path.read_bytes()[:5000])
    assert {(finding.level, finding.code) for finding in check(archive)} == {("note", "indeks-skadd")}
    path.unlink()
    assert {(finding.level, finding.code) for finding in check(archive)} == {("note", "indeks-manglar")}


def test_what_a_cut_off_write_left_is_told(archive: Archive) -> None:
    (archive.folder / "lesingar" / TEMPORARY).write_text("{")
    assert codes(archive) == ["rest"]


def test_rebuilding_makes_the_archive_from_what_its_papers_said(archive: Archive) -> None:
    before = meeting(archive).read_bytes()
    meeting(archive).write_text("{")
    (archive.folder / "lesingar" / TEMPORARY).write_text("{")
    archive.index_path.unlink()
    archive.index_path.write_text("{")
    archive.rebuild()
    assert meeting(archive).read_bytes() == before
    assert check(archive) == []


def test_checking_changes_nothing(archive: Archive) -> None:
    meeting(archive).write_text(meeting(archive).read_text().replace("Ferje", "Fergje"))
    before = meeting(archive).read_bytes(), archive.index_path.read_bytes()
    check(archive)
    assert (meeting(archive).read_bytes(), archive.index_path.read_bytes()) == before
