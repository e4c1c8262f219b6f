"""Corrections put into the archive and taken back: the meetings that they concern are merged anew."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from corpus import files
from corpus.corrections import corrections_of, is_identity, keep_corrections
from corpus.index import Index
from corpus.step import merge_meetings, newly_corrected, read_at_home
from model.retting import Retting


def put(folder: Path, index: Index, moete: str, one: Retting) -> None:
    """Keep a correction of a meeting, and let its papers move where it says that they belong to another."""
    if is_identity(one):
        _move(folder, index, moete, one)
    else:
        keep_corrections(folder, moete, [one])
    _merge(folder, index)


def take_back(folder: Path, index: Index, moete: str, found: Iterable[Retting]) -> None:
    """Forget corrections of a meeting; its papers count again."""
    keep_corrections(folder, moete, [], found)
    _merge(folder, index)


def _move(folder: Path, index: Index, moete: str, one: Retting) -> None:
    """Let the papers of a meeting, and its corrections, belong to the meeting that a correction makes it."""
    papers = index.readings_of(moete)
    for read_as in sorted({files.read_meeting(files.reading_path(folder, sha256)).id for sha256 in papers}):
        keep_corrections(folder, read_as, [one.model_copy(update={"id": read_as})])
    homes = {read_at_home(folder, sha256).id for sha256 in papers} - {moete}
    staying = [each for each in corrections_of(folder, moete) if not is_identity(each)]
    for home in sorted(homes):
        moved = [each.model_copy(update={"id": home + each.id.removeprefix(moete)}) for each in staying]
        keep_corrections(folder, home, moved)
    if homes:
        keep_corrections(folder, moete, [], staying)


def _merge(folder: Path, index: Index) -> None:
    merge_meetings(folder, index, newly_corrected(folder, index))
