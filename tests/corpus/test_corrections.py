from __future__ import annotations

import json
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Archive, check
from model.canonical import canonical_json
from model.errors import UsageError
from model.moete import Deltakar, Moete
from tests.corpus.made import reading, sak

ID = "fjordlandet-regionraad/styret/2025-03-12"
NOTICE = reading(
    "innkalling.pdf",
    [sak("1/25", "Opning"), sak("2/25", "Ny ferjkai", framlegg=["Ja.", "Leiaren svarar."])],
    moetedeltakarar=[Deltakar(namn="Kari A. Solnes", frammoete="moett")],
)
MINUTES = reading("protokoll.docx", [sak("2/25", "Ny ferjkai", vedtak=["Nei.", "Utsett."])], kind="protokoll")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    filled = Archive(tmp_path)
    filled.add(NOTICE)
    return filled


def path(archive: Archive, moete: str = ID) -> Path:
    return archive.folder / "moete" / f"{moete}.json"


def test_a_corrected_title_stays_when_the_minutes_come_and_when_all_is_made_anew(archive: Archive) -> None:
    archive.correct(f"{ID}/sak-2-25", "tittel", "Ny ferjekai")
    assert archive.meeting(ID).saker[1].tittel == "Ny ferjekai"
    assert archive.search("ferjekai").total == 1
    archive.add(MINUTES)
    assert archive.meeting(ID).saker[1].tittel == "Ny ferjekai"
    archive.rebuild()
    assert archive.meeting(ID).saker[1].tittel == "Ny ferjekai"
    assert check(archive) == []


def test_what_was_corrected_is_listed_and_the_meeting_says_what_the_papers_said(archive: Archive) -> None:
    archive.correct(f"{ID}/sak-2-25", "tittel", "Ny ferjekai")
    assert [(one.id, one.felt, one.verdi) for one in archive.corrections()] == [
        (f"{ID}/sak-2-25", "tittel", "Ny ferjekai")
    ]
    (told,) = archive.meeting(ID).varsel
    assert told.kode == "retta-for-hand" and "«Ny ferjkai»" in told.melding


def test_a_correction_taken_back_leaves_what_the_papers_say(archive: Archive) -> None:
    before = path(archive).read_bytes()
    archive.correct(f"{ID}/sak-2-25", "tittel", "Ny ferjekai")
    archive.uncorrect(f"{ID}/sak-2-25", "tittel")
    assert path(archive).read_bytes() == before
    assert archive.corrections() == []
    with pytest.raises(UsageError, match="has not been corrected"):
        archive.uncorrect(f"{ID}/sak-2-25", "tittel")


def test_numbers_dates_outcomes_and_points_can_be_corrected(archive: Archive) -> None:
    archive.add(MINUTES)
    archive.correct(f"{ID}/sak-2-25", "roeysting.for", "9")
    archive.correct(f"{ID}/sak-2-25/vedtak", "utfall", "utsett")
    archive.correct(f"{ID}/sak-2-25/vedtak/2", "tekst", "Saka vert utsett til mai.")
    archive.correct(ID, "moetedeltakarar.Kari A. Solnes.funksjon", "leiar")
    archive.correct(ID, "starttid", "09:30")
    archive.correct(f"{ID}/sak-2-25", "vedlegg", '["Kart", "Rapport"]')
    moete = archive.meeting(ID)
    found = moete.saker[1]
    assert found.roeysting and found.roeysting.for_ == 9
    assert found.vedtak and found.vedtak.utfall == "utsett"
    assert found.vedtak.punkt[1].tekst == "Saka vert utsett til mai."
    assert (moete.moetedeltakarar[0].funksjon, moete.starttid) == ("leiar", "09:30")
    assert found.vedlegg == ["Kart", "Rapport"]
    assert len(archive.corrections()) == 6


@pytest.mark.parametrize(
    ("id", "felt", "value", "told"),
    [
        (f"{ID}/sak-2-25", "titel", "Kai", "titel"),
        (f"{ID}/sak-2-25/vedtak", "utfall", "kanskje", "utfall"),
        (f"{ID}/sak-9", "tittel", "Kai", "no tittel in"),
        (ID, "moetedato", "i morgon", "moetedato"),
        (ID, "id", "anna/styret/2025-01-01", "can't be corrected"),
        (f"{ID}/sak-2-25", "vedlegg", "[", "no whole JSON"),
        (f"{ID}/sak-2-25", "tittel", "null", "tittel"),
        (ID, "-", "null", "left out"),
    ],
)
def test_a_correction_that_fits_nothing_is_refused_in_one_sentence(
    archive: Archive, id: str, felt: str, value: str, told: str
) -> None:
    before = path(archive).read_bytes()
    with pytest.raises(UsageError, match=told) as error:
        archive.correct(id, felt, value)
    assert "\n" not in str(error.value)
    assert path(archive).read_bytes() == before and archive.corrections() == []


def test_an_edited_file_is_a_correction(archive: Archive) -> None:
    data = json.loads(path(archive).read_text())
    data["saker"][1]["tittel"] = "Ny ferjekai"
    data["moetested"] = "Kaikanten"
    path(archive).write_text(json.dumps(data, indent=1))
    assert {finding.code for finding in check(archive)} == {"endra-for-hand", "indeks-etter"}
    archive.add(MINUTES)
    moete = archive.meeting(ID)
    assert (moete.saker[1].tittel, moete.moetested) == ("Ny ferjekai", "Kaikanten")
    assert {(one.id, one.felt) for one in archive.corrections()} == {(ID, "moetested"), (f"{ID}/sak-2-25", "tittel")}
    assert check(archive) == []


def test_an_edited_file_counts_also_where_the_index_is_gone(archive: Archive) -> None:
    path(archive).write_text(path(archive).read_text().replace("Ny ferjkai", "Ny ferjekai"))
    archive.index_path.unlink()
    assert Archive(archive.folder).search("ferjekai").total == 1
    assert [one.verdi for one in archive.corrections()] == ["Ny ferjekai"]


def test_a_sak_can_be_left_out_put_in_and_moved_in_the_file(archive: Archive) -> None:
    moete = archive.meeting(ID)
    new = moete.saker[0].model_copy(update={"id": f"{ID}/sak-3-25", "nummer": "3/25", "tittel": "Ymse"})
    edited = moete.model_copy(update={"saker": [new, moete.saker[1]]})
    path(archive).write_text(canonical_json(edited))
    archive.bring_in_step()
    archive.add(MINUTES)
    assert [sak.tittel for sak in archive.meeting(ID).saker] == ["Ymse", "Ny ferjkai"]
    archive.correct(f"{ID}/sak-3-25", "-", "null")
    assert [sak.tittel for sak in archive.meeting(ID).saker] == ["Ny ferjkai"]


def test_papers_read_under_a_wrong_date_are_moved_to_their_meeting(archive: Archive) -> None:
    wrong = reading("protokoll.docx", MINUTES.saker, kind="protokoll", dato=date(2052, 3, 12))
    archive.add(wrong)
    archive.correct(f"{wrong.id}/sak-2-25", "tittel", "Ny ferjekai")
    archive.correct(wrong.id, "moetedato", "2025-03-12")
    (moete,) = archive.meetings()
    assert moete.id == ID and moete.dokumenttypar == ["innkalling", "protokoll"]
    assert moete.saker[1].tittel == "Ny ferjekai"
    assert not path(archive, wrong.id).exists()
    archive.rebuild()
    assert [each.id for each in archive.meetings()] == [ID]
    assert check(archive) == []
    archive.uncorrect(wrong.id, "moetedato")
    assert [each.id for each in archive.meetings()] == [ID, wrong.id]


def test_a_correction_of_what_is_no_longer_there_is_told_and_kept(archive: Archive) -> None:
    archive.correct(f"{ID}/sak-2-25", "tittel", "Ny ferjekai")
    other = reading("innkalling.pdf", [sak("1/25", "Opning")])
    archive.add(other)
    assert [varsel.kode for varsel in archive.meeting(ID).varsel] == ["retting-utan-feste"]
    assert [finding.code for finding in check(archive)] == ["retting-utan-feste"]
    archive.add(NOTICE)
    assert archive.meeting(ID).saker[1].tittel == "Ny ferjekai"


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(4)), st.text(min_size=1, max_size=30).filter(lambda text: text.strip()))
def test_corrections_and_papers_in_any_order_make_the_same_bytes(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], title: str
) -> None:
    def do(archive: Archive, step: int) -> None:
        if step < 2:
            archive.add((NOTICE, MINUTES)[step])
        elif archive_has(archive):
            archive.correct(f"{ID}/sak-2-25", *(("tittel", f"Sak {title}") if step == 2 else ("arkivsak", "25/17")))

    def archive_has(archive: Archive) -> bool:
        return path(archive).exists()

    found = []
    for steps in (range(4), order):
        archive = Archive(tmp_path_factory.mktemp("arkiv"))
        for step in (*steps, 2, 3):
            do(archive, step)
        found.append(path(archive).read_bytes())
    assert found[0] == found[1]


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(list(permutations(range(3)))), st.booleans())
def test_whatever_is_edited_survives_every_paper_that_comes_after(
    tmp_path_factory: pytest.TempPathFactory, order: tuple[int, ...], again: bool
) -> None:
    late = reading("tillegg.pdf", [sak("2/25", "Ny ferjkai ved Nordvik"), sak("3/25", "Veg")])
    papers = [NOTICE, MINUTES, late]
    archive = Archive(tmp_path_factory.mktemp("arkiv"))
    archive.add(papers[order[0]])
    data = json.loads(path(archive).read_text())
    edited = next(sak for sak in data["saker"] if sak["nummer"] == "2/25")
    edited |= {"tittel": "Heilt anna", "saksbehandlar": "Ola Vik"}
    path(archive).write_text(json.dumps(data))
    for at in order[1:]:
        archive.add(papers[at])
        if again:
            archive.rebuild()
    moete: Moete = archive.meeting(ID)
    found = next(sak for sak in moete.saker if sak.id == f"{ID}/sak-2-25")
    assert (found.tittel, found.saksbehandlar) == ("Heilt anna", "Ola Vik")
    assert check(archive) == []
