"""An archive that lies elsewhere is the same archive, for any number of machines that import into it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus import Archive, check, mirror
from corpus.mirror import Mirror
from model.errors import ArchiveError, UsageError
from tests.corpus.made import reading, sak

fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed (pip install 'saksgang[dask]')")
URL = "memory://arkiv"
NOTICE = reading("i.pdf", [sak("1", "Opning"), sak("2", "Ferje", framlegg=["Ja."])], dato=date(2025, 1, 1))
MINUTES = reading("p.pdf", [sak("2", "Ferje", vedtak=["Saka vert utsett."])], kind="protokoll", dato=date(2025, 1, 1))


@pytest.fixture(autouse=True)
def place() -> Iterator[Any]:
    system = fsspec.filesystem("memory")
    system.store.clear()
    yield system
    system.store.clear()


def machine(tmp_path: Path, name: str) -> Mirror:
    found = Mirror(URL, tmp_path / name)
    found.fetch()
    return found


def there(place: Any) -> dict[str, bytes]:
    found = {path.removeprefix("/arkiv/"): place.cat_file(path) for path in place.find("/arkiv")}
    return {name: data for name, data in found.items() if not name.startswith("import-")}


def whole(folder: Path, *readings: Any) -> dict[str, bytes]:
    archive = Archive(folder)
    for one in readings:
        archive.add(one)
    found = (path for part in ("moete", "lesingar") for path in (folder / part).rglob("*.json"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_what_is_imported_on_one_machine_is_found_on_another(place: Any, tmp_path: Path) -> None:
    one = machine(tmp_path, "ein")
    Archive(one.folder).add(NOTICE)
    one.write_back()
    assert there(place) == whole(tmp_path / "heime", NOTICE)
    other = machine(tmp_path, "to")
    assert Archive(other.folder).search("ferje").total == 1
    assert check(Archive(other.folder)) == []


def test_two_machines_that_import_papers_of_a_meeting_at_once_end_in_the_same_bytes(place: Any, tmp_path: Path) -> None:
    one, other = machine(tmp_path, "ein"), machine(tmp_path, "to")
    Archive(one.folder).add(NOTICE)
    Archive(other.folder).add(MINUTES)
    one.write_back()
    other.write_back()
    assert there(place) == whole(tmp_path / "heime", NOTICE, MINUTES)
    one.fetch()
    assert Archive(one.folder).search("utsett").total == 1
    assert check(Archive(one.folder)) == []


def test_corrections_of_two_machines_both_count(place: Any, tmp_path: Path) -> None:
    one = machine(tmp_path, "ein")
    Archive(one.folder).add(NOTICE)
    one.write_back()
    other = machine(tmp_path, "to")
    Archive(one.folder).correct(NOTICE.id, "moetested", "Solnes")
    Archive(other.folder).correct(f"{NOTICE.id}/sak-2", "tittel", "Ferjekai")
    one.write_back()
    other.write_back()
    one.fetch()
    meeting = Archive(one.folder).meeting(NOTICE.id)
    assert (meeting.moetested, meeting.saker[1].tittel) == ("Solnes", "Ferjekai")


def test_what_was_cut_off_before_it_was_written_back_is_written_the_next_time(place: Any, tmp_path: Path) -> None:
    one = machine(tmp_path, "ein")
    Archive(one.folder).add(NOTICE)
    again = machine(tmp_path, "ein")
    again.write_back()
    assert there(place) == whole(tmp_path / "heime", NOTICE)


def test_a_reader_writes_nothing_there(place: Any, tmp_path: Path) -> None:
    one = machine(tmp_path, "ein")
    Archive(one.folder).add(NOTICE)
    one.write_back()
    before = dict(place.store)
    other = machine(tmp_path, "to")
    Archive(other.folder).search("ferje")
    other.write_back()
    assert dict(place.store) == before


def test_names_that_lead_elsewhere_are_not_taken(place: Any, tmp_path: Path) -> None:
    for name in ("moete/../../ute.json", "andre/x.json", "indeks.sqlite", "organ.toml/x"):
        place.pipe_file(f"/arkiv/{name}", b"{}")
    one = machine(tmp_path, "ein")
    assert [path for path in one.folder.rglob("*") if path.is_file() and path.name != "skrivelaas"] == []


def test_another_machine_that_writes_is_waited_for_and_then_told_of(
    place: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mirror, "PATIENCE", 0.1)
    one = machine(tmp_path, "ein")
    Archive(one.folder).add(NOTICE)
    place.pipe_file("/arkiv/skrivelaas", b"kontor-pc /home/kari")
    with pytest.raises(ArchiveError, match="is being written to by kontor-pc; try again later"):
        one.write_back()


def test_a_place_of_no_known_kind_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="can't be reached"):
        Mirror("skap://arkiv", tmp_path)


def test_a_password_in_the_address_is_not_shown(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as told:
        Mirror("skap://kari:hemmeleg@stad/arkiv", tmp_path)
    assert "hemmeleg" not in str(told.value)
