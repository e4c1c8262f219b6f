from __future__ import annotations

import json
import multiprocessing
import shutil
from datetime import date
from pathlib import Path

import pytest

from corpus import Archive, check
from corpus.files import LOCK, TEMPORARY
from model.errors import ArchiveError
from model.moete import Moete, Punkt, Sak, Vedtak
from tests.corpus.made import kjelde, reading, sak

ID = "fjordlandet-regionraad/styret/2025-03-12"


def notice(fil: str = "innkalling.pdf", title: str = "Felles barnevern") -> Moete:
    return reading(fil, [sak("1/25", "Opning"), sak("2/25", title, framlegg=["Rådet går inn for det."])])


def minutes(fil: str = "protokoll.docx") -> Moete:
    return reading(
        fil, [sak("2/25", "Felles barnevern", vedtak=["Saka vert utsett.", "Leiaren svarar."])], kind="protokoll"
    )


def records(folder: Path) -> dict[str, bytes]:
    found = (path for path in sorted(folder.rglob("*.json")) if path.relative_to(folder).parts[0] != "indeks")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_an_archive_creates_nothing_until_something_is_stored(tmp_path: Path) -> None:
    Archive(tmp_path / "arkiv")
    assert not (tmp_path / "arkiv").exists()


def test_a_paper_is_kept_and_its_meeting_stands_where_its_id_says(tmp_path: Path) -> None:
    assert Archive(tmp_path).add(notice()) == ID
    assert sorted(records(tmp_path)) == [f"lesingar/{kjelde('innkalling.pdf').sha256}.json", f"moete/{ID}.json"]
    assert json.loads((tmp_path / "moete" / f"{ID}.json").read_text())["id"] == ID


def test_papers_of_one_meeting_make_one_meeting_in_whatever_order(tmp_path: Path) -> None:
    one, other = Archive(tmp_path / "a"), Archive(tmp_path / "b")
    for paper in (notice(), minutes()):
        one.add(paper)
    for paper in (minutes(), notice()):
        other.add(paper)
    assert records(tmp_path / "a") == records(tmp_path / "b")
    assert len(one.meetings()) == 1


def test_adding_a_file_again_changes_nothing(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.add(notice())
    before = records(tmp_path), (tmp_path / "moete" / f"{ID}.json").stat().st_mtime_ns
    assert archive.add(notice()) == ID
    assert (records(tmp_path), (tmp_path / "moete" / f"{ID}.json").stat().st_mtime_ns) == before


def test_a_renamed_file_is_the_same_paper(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.add(notice())
    before = records(tmp_path)
    renamed = json.loads(notice().model_dump_json(by_alias=True).replace("innkalling.pdf", "Kopi av innkalling.pdf"))
    archive.add(Moete.model_validate(renamed))
    assert records(tmp_path) == before


def test_a_file_that_is_read_better_replaces_what_was_read_before(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.add(notice(title="Feles barnevern"))
    archive.add(minutes())
    archive.add(notice(title="Felles barnevern"))
    fresh = Archive(tmp_path.with_name("fresh"))
    for paper in (notice(title="Felles barnevern"), minutes()):
        fresh.add(paper)
    assert records(tmp_path) == records(fresh.folder)


def test_a_file_whose_date_is_read_anew_moves_to_its_meeting(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    saker = [sak("1/25", "Opning")]
    archive.add(reading("i.pdf", saker, dato=date(2025, 3, 21)))
    assert archive.add(reading("i.pdf", saker, dato=date(2025, 3, 12))) == ID
    assert [moete.id for moete in archive.meetings()] == [ID]
    assert not (tmp_path / "moete/fjordlandet-regionraad/styret/2025-03-21.json").exists()


def test_a_meeting_that_loses_one_of_its_papers_keeps_the_others(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.add(notice())
    archive.add(minutes())
    archive.add(reading("protokoll.docx", [sak("2/25", "Ferje")], kind="protokoll", utvalg="Representantskapet"))
    assert [source.fil for source in archive.meeting(ID).kjelder] == ["innkalling.pdf"]
    assert len(archive.meetings()) == 2


def test_meetings_come_by_date_and_by_organ(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    for month in (5, 3, 4):
        archive.add(reading(f"{month}.pdf", [sak("1", "Opning")], dato=date(2025, month, 1)))
    archive.add(reading("nb.pdf", [sak("1", "Åpning")], organisasjon="Åsmarka interkommunale råd", utvalg="Rådet"))
    months = [moete.moetedato.month for moete in archive.meetings("Fjordlandet regionråd") if moete.moetedato]
    assert months == [3, 4, 5]
    assert [moete.utvalg for moete in archive.meetings("åsmarka  INTERKOMMUNALE råd")] == ["Rådet"]
    assert len(archive.meetings(fra=date(2025, 3, 12), til=date(2025, 4, 1))) == 2
    assert archive.meetings("Solnes") == []


def test_ids_name_meeting_sak_vedtak_and_point(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.add(minutes())
    assert isinstance(archive.find(ID), Moete)
    found = archive.find(f"{ID}/sak-2-25")
    assert isinstance(found, Sak) and found.tittel == "Felles barnevern"
    assert isinstance(archive.find(f"{ID}/sak-2-25/vedtak"), Vedtak)
    point = archive.find(f"{ID}/sak-2-25/vedtak/2")
    assert isinstance(point, Punkt) and point.tekst == "Leiaren svarar."


@pytest.mark.parametrize(
    "id", [f"{ID}/sak-9", f"{ID}/sak-2-25/vedtak/9", f"{ID}/sak-2-25/framlegg", "a/b/2025-01-01", "a", ""]
)
def test_an_id_that_names_nothing_is_told(tmp_path: Path, id: str) -> None:
    archive = Archive(tmp_path)
    archive.add(minutes())
    with pytest.raises(ArchiveError):
        archive.find(id)


@pytest.mark.parametrize(
    "id", ["../../../etc/passwd", "a/b/../c", "/etc/passwd", "a/b/c\0", "A/B/C", "a/b/c.json", "a/b/c\n"]
)
def test_an_id_never_leads_out_of_the_archive(tmp_path: Path, id: str) -> None:
    archive = Archive(tmp_path)
    archive.add(minutes())
    with pytest.raises(ArchiveError):
        archive.meeting(id)
    with pytest.raises(ArchiveError):
        archive.add(minutes().model_copy(update={"id": id}))


def test_what_was_read_must_name_its_file(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="names 0 files"):
        Archive(tmp_path).add(notice().model_copy(update={"kjelder": []}))


def test_a_folder_without_an_archive_is_told(tmp_path: Path) -> None:
    for ask in (
        lambda: Archive(tmp_path).search("ferje"),
        Archive(tmp_path).meetings,
        lambda: Archive(tmp_path).find(ID),
    ):
        with pytest.raises(ArchiveError, match="no archive"):
            ask()


def test_a_damaged_record_is_named_with_what_to_do(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.add(notice())
    path = tmp_path / "moete" / f"{ID}.json"
    path.write_text(path.read_text().replace('"saker"', '"sakar"'))
    for ask in (lambda: archive.meeting(ID), lambda: archive.search("barnevern"), lambda: archive.add(minutes())):
        with pytest.raises(ArchiveError, match=r"2025-03-12\.json is damaged \(sakar: .*\); .*--rebuild"):
            ask()


def test_a_damaged_meeting_that_is_deleted_is_made_anew(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.add(notice())
    before = records(tmp_path)
    (tmp_path / "moete" / f"{ID}.json").unlink()
    assert Archive(tmp_path).search("barnevern").total == 1
    assert records(tmp_path) == before


@pytest.mark.parametrize("content", [None, b"", b"no database at all" * 1000, "old", "cut"])
def test_an_index_that_is_gone_damaged_or_old_is_made_anew(tmp_path: Path, content: object) -> None:
    Archive(tmp_path).add(notice())
    path = tmp_path / "indeks.sqlite"
    whole = path.read_bytes()
    for ending in ("-wal", "-shm"):
        Path(f"{path}{ending}").unlink(missing_ok=True)
    path.unlink()
    if content == "old":
        path.write_bytes(whole[:60] + (99).to_bytes(4) + whole[64:])  # the place of SQLite's user_version
    elif content == "cut":
        path.write_bytes(whole[: len(whole) // 2])
    elif isinstance(content, bytes):
        path.write_bytes(content)
    assert Archive(tmp_path).search("barnevern").total == 1
    assert check(Archive(tmp_path)) == []


def test_an_index_thrown_away_while_the_archive_is_open_is_made_anew(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.add(notice())
    (tmp_path / "indeks.sqlite").unlink()
    assert archive.search("barnevern").total == 1
    archive.add(minutes())
    (tmp_path / "indeks.sqlite").unlink()
    archive.add(reading("ny.pdf", [sak("1", "Ferje")], dato=date(2025, 5, 1)))
    assert archive.search("ferje").total == 1 and archive.search("barnevern").total == 1


def test_a_meeting_edited_by_hand_is_found_by_its_new_words(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.add(notice())
    path = tmp_path / "moete" / f"{ID}.json"
    path.write_text(path.read_text().replace("Felles barnevern", "Felles ferjekai"))
    assert archive.search("ferjekai").total == 1
    assert archive.search("barnevern").total == 0


def test_an_archive_copied_elsewhere_is_the_same_archive(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a")
    archive.add(notice())
    archive.add(minutes())
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    copy = Archive(tmp_path / "b")
    assert copy.search("barnevern") == archive.search("barnevern")
    assert records(tmp_path / "a") == records(tmp_path / "b")


def test_an_archive_that_may_not_be_written_to_can_be_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Archive(tmp_path).add(notice())
    (tmp_path / "indeks.sqlite").unlink()
    monkeypatch.setattr("os.access", lambda *_: False)
    assert Archive(tmp_path).search("barnevern").total == 1
    assert not (tmp_path / "indeks.sqlite").exists()


def _add_many(folder: Path, name: str, barrier: object) -> None:
    archive = Archive(folder)
    barrier.wait()  # type: ignore[attr-defined]
    for day in range(1, 9):
        archive.add(reading(f"{name}-{day}.pdf", [sak(None, f"Sak om {name}")], dato=date(2025, 1, day)))


def test_two_writers_wait_for_each_other_and_a_search_for_neither(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(3)
    writers = [context.Process(target=_add_many, args=(tmp_path, name, barrier)) for name in ("ferje", "skule")]
    Archive(tmp_path).add(notice())
    for writer in writers:
        writer.start()
    barrier.wait()
    while any(writer.is_alive() for writer in writers):
        assert Archive(tmp_path).search("barnevern").total == 1
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0]
    archive = Archive(tmp_path)
    assert len(archive.meetings()) == 9
    assert (archive.search("ferje").total, archive.search("skule").total) == (8, 8)
    assert check(archive) == []


def test_a_search_does_not_wait_for_a_writer_at_work(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.add(notice())
    (tmp_path / "indeks.sqlite").unlink()
    with archive._access.lock.hold(wait=True):
        assert Archive(tmp_path).search("barnevern").total == 1


def test_leftovers_of_a_write_that_was_cut_off_are_cleared_by_the_next(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.add(notice())
    (tmp_path / "moete/fjordlandet-regionraad/styret" / TEMPORARY).write_text('{"id": "half')
    (tmp_path / LOCK).write_text("1")
    assert Archive(tmp_path).search("barnevern").total == 1
    Archive(tmp_path).add(minutes())
    assert list(tmp_path.rglob(TEMPORARY)) == []
