"""Plans and slide decks in the archive: kept by their file, found by their id, beside the meetings."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import Archive, check
from model.errors import ArchiveError
from model.moete import Kjelde
from model.plan import Plan, Tiltak
from model.presentasjon import Presentasjon
from tests.corpus.made import reading, sak

PLAN = Plan(
    id="fjordby-ko/plan/handlingsplan-2024",
    tittel="Handlingsplan 2024",
    tiltak=[Tiltak(tiltak="Bygge kai")],
    kjelder=[Kjelde(fil="plan.docx", sha256="a" * 64)],
)
DECK = Presentasjon(
    id="fjordby-ko/presentasjon/status", tittel="Status", kjelder=[Kjelde(fil="status.pptx", sha256="b" * 64)]
)


def test_they_are_kept_and_found_by_id(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "arkiv")
    archive.keep(DECK)
    archive.keep(PLAN)
    archive.add(reading("i.docx", [sak("7", "Ferje")]))
    assert [record.id for record in archive.others()] == [PLAN.id, DECK.id]
    assert archive.find(PLAN.id) == PLAN and archive.find(DECK.id) == DECK
    assert archive.known("a" * 64) == PLAN
    assert len(archive.meetings()) == 1
    assert check(archive) == []


def test_the_order_in_which_they_came_leaves_no_trace(tmp_path: Path) -> None:
    one, other = Archive(tmp_path / "ein"), Archive(tmp_path / "to")
    for archive, records in ((one, [PLAN, DECK]), (other, [DECK, PLAN, PLAN])):
        for record in records:
            archive.keep(record)

    def files(archive: Archive) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted((archive.folder / "andre").iterdir())}

    assert files(one) == files(other)


def test_a_damaged_one_is_told_of(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "arkiv")
    archive.keep(PLAN)
    path = archive.folder / "andre" / f"{'a' * 64}.json"
    path.write_text("{}", encoding="utf-8")
    assert "skadd" in [finding.code for finding in check(archive)]
    with pytest.raises(ArchiveError, match="import the paper again"):
        archive.others()
