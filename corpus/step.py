"""Keeps meetings and index in step with what the papers said, and with what people have corrected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import files
from corpus.index import Index
from model.errors import ArchiveError

if TYPE_CHECKING:
    from model.moete import Moete

MOST_LOOKED_AT = 2_000
"""Papers of an archive small enough that every file is looked at before each search; it takes 10 ms."""

# What only merging needs is loaded where it is used: a search does not pay for it.


def read_at_home(folder: Path, sha256: str) -> Moete:
    """What a paper said, under the meeting that it belongs to."""
    return _at_home(folder, sha256)[0]


def note_reading(folder: Path, index: Index, sha256: str, stamp: str, reading: Moete | None = None) -> Moete:
    """Note in the index which meeting a paper belongs to; what it said, under that meeting.

    ``reading`` is what it said, where the caller has it at hand.
    """
    home, read_as = _at_home(folder, sha256, reading)
    index.put_reading(sha256, home.id, stamp, read_as)
    return home


def _at_home(folder: Path, sha256: str, reading: Moete | None = None) -> tuple[Moete, str]:
    """What a paper said, under the meeting that it belongs to, and the id that it was read as."""
    from corpus.corrections import at_home

    reading = reading or files.read_meeting(files.reading_path(folder, sha256))
    return at_home(folder, reading), reading.id


def merged_meeting(folder: Path, readings: Iterable[Moete]) -> Moete:
    """The meeting that these papers tell of, with what was corrected by hand."""
    from corpus.corrections import corrections_of, with_corrections
    from corpus.merge import merge

    merged = merge(list(readings))
    return with_corrections(merged, corrections_of(folder, merged.id))


def merge_meetings(
    folder: Path, index: Index, meetings: Iterable[str], said: Mapping[str, Moete] | None = None
) -> None:
    """Write these meetings anew from what their papers said; without papers there is no meeting.

    ``said`` is what some of the papers said, under the meeting they belong to, where the caller has it at hand. What
    other meetings point to is looked at once for all of them.
    """
    spoke_of_them: set[str] = set()
    for moete in sorted(meetings):
        spoke_of_them |= _merge_meeting(folder, index, moete, said or {})
    _link(folder, index, spoke_of_them)


def _merge_meeting(folder: Path, index: Index, moete: str, said: Mapping[str, Moete]) -> set[str]:
    """Write the meeting anew; which others spoke of it, or speak of it now."""
    from corpus.links import referring

    path = files.meeting_path(folder, moete)
    readings = [said.get(sha256) or read_at_home(folder, sha256) for sha256 in index.readings_of(moete)]
    if not readings:
        files.remove(path, folder / "moete")
        spoke_of_it = referring(index.connection, moete)
        index.remove_meeting(moete)
        return set(spoke_of_it)
    if path.exists() and files.stamp(path) != index.stamp_of(moete):
        _take_in_edits(folder, path, readings)
    return _write_meeting(folder, index, merged_meeting(folder, readings))


def _take_in_edits(folder: Path, path: Path, readings: list[Moete]) -> None:
    """Where a person has edited the file of a meeting, keep what was changed as corrections."""
    from corpus.corrections import edits, keep_corrections
    from corpus.links import unresolved

    edited = files.read_meeting(path)
    if files.is_sealed(edited):
        return
    listed = {kjelde.sha256 for kjelde in edited.kjelder}
    expected = merged_meeting(folder, [one for one in readings if one.kjelder[0].sha256 in listed] or readings)
    # References are resolved anew in any case.
    keep_corrections(folder, expected.id, edits(unresolved(expected), unresolved(edited)))


def _write_meeting(folder: Path, index: Index, merged: Moete) -> set[str]:
    """Write and index the meeting; which others spoke of it, or speak of it now."""
    from corpus.links import referring, resolved

    path = files.meeting_path(folder, merged.id)
    # A number that two meetings had may mean the other one when this one has it no longer.
    spoke_of_it = referring(index.connection, merged.id)
    record, text = files.sealed(resolved(merged, index.connection))
    if not path.exists() or path.read_bytes() != text.encode():
        files.write_whole(path, text)
    index.put_meeting(record, files.stamp(path))
    index.note_corrections(merged.id, _stamp_of_corrections(folder, merged.id))
    return {*spoke_of_it, *referring(index.connection, merged.id)}


def _stamp_of_corrections(folder: Path, moete: str) -> str | None:
    path = files.corrections_path(folder, moete)
    return files.stamp(path) if path.exists() else None


def _link(folder: Path, index: Index, others: Iterable[str]) -> None:
    """Let each meeting that spoke, or may speak now, of one that has changed point there, or no longer."""
    from corpus.links import resolved

    for other in sorted(others):
        path = files.meeting_path(folder, other)
        if not path.exists() or files.stamp(path) != index.stamp_of(other):
            continue  # it waits to be brought in step itself
        record = files.read_meeting(path)
        linked = resolved(record, index.connection)
        if linked != record:
            linked, text = files.sealed(linked)
            files.write_whole(path, text)
            index.put_meeting(linked, files.stamp(path))


def is_in_step(folder: Path, index: Index, closely: bool = False) -> bool:
    """Whether the index was made from the files as they are now.

    Looks at the folders first, and where there are more than `MOST_LOOKED_AT` papers at nothing else: what is put in
    or taken out by whomever shows there. What an editor changes within a file of so large an archive is found when
    papers are imported, a meeting is corrected, or the archive is checked, which looks at every file (``closely``).
    """
    if not closely:
        if index.folders() != files.folder_stamps(folder):
            return False
        if index.has_more_readings(MOST_LOOKED_AT):
            return True
    return all(index.stamps(part) == files.stamps(folder / part) for part in files.INDEXED)


def waiting(folder: Path, index: Index | None, listing: Mapping[str, set[str]]) -> set[str]:
    """The meetings that are to be merged because somebody who added papers or corrections was cut off; changes nothing.

    ``listing`` says which meetings' files list each paper. Without an index, what the files tell by themselves.
    """
    parts = ("lesingar", "rettingar")
    known = {part: index.stamps(part) if index else {} for part in parts}
    found = {part: files.stamps(folder / part) for part in parts}
    corrections = found["rettingar"].keys() | known["rettingar"].keys()
    corrected = {moete for moete in corrections if found["rettingar"].get(moete) != known["rettingar"].get(moete)}
    waits = set(corrected)
    for sha256, stamp in found["lesingar"].items():
        before, listed = index.meeting_of(sha256) if index else None, listing.get(sha256, set())
        is_known = known["lesingar"].get(sha256) == stamp
        if is_known and not corrected:
            continue
        home = read_at_home(folder, sha256).id
        if home != before if is_known else before is not None or listed != {home}:
            waits |= {home, *listed, *([before] if before else [])}
    return waits


def bring_in_step(folder: Path, index: Index) -> None:
    """Do what a crash, a hand or an index thrown away left undone.

    Half-written files are cleared away; what a person has edited in the file of a meeting becomes corrections; meetings
    whose files have changed are indexed anew, papers that were kept but not merged are merged. Raises `ArchiveError`
    where a file is damaged.
    """
    from corpus.links import referring

    files.clear_leftovers(folder)
    changed, listing, spoke_of_it = _changed_meetings(folder, index)
    unmerged = _unmerged(folder, index, listing) | newly_corrected(folder, index)
    for moete in changed:
        path = files.meeting_path(folder, moete)
        record = files.read_meeting(path)
        if not files.is_sealed(record) and index.readings_of(moete):
            unmerged.add(moete)
        spoke_of_it.update(referring(index.connection, moete))
        index.put_meeting(record, files.stamp(path) if moete not in unmerged else "")
        index.note_corrections(moete, _stamp_of_corrections(folder, moete))
    merge_meetings(folder, index, unmerged)
    for moete in changed:
        if moete not in unmerged:
            spoke_of_it.update(referring(index.connection, moete))
    _link(folder, index, spoke_of_it)


def rebuild(folder: Path, index: Index) -> None:
    """Make every meeting that has papers anew from what they and the corrections say, and the index anew.

    A record that a person has edited gives its corrections first; one that is damaged is thrown away.
    """
    index.clear()
    for sha256, stamp in files.stamps(folder / "lesingar").items():
        note_reading(folder, index, sha256, stamp)
    meetings = sorted({index.meeting_of(sha256) or "" for sha256 in index.stamps("lesingar")})
    for moete in meetings:
        path = files.meeting_path(folder, moete)
        try:
            if path.exists():
                files.read_meeting(path)
        except ArchiveError:
            path.unlink()  # a damaged file has nothing to say beside its papers
    merge_meetings(folder, index, meetings)
    bring_in_step(folder, index)


def _changed_meetings(folder: Path, index: Index) -> tuple[list[str], dict[str, set[str]], set[str]]:
    """The meetings whose files are new or changed since they were indexed; which of them list each paper.

    And those that spoke of meetings whose files are gone.
    """
    from corpus.links import referring

    found, known = files.stamps(folder / "moete"), index.stamps("moete")
    spoke_of_it: set[str] = set()
    for moete in sorted(known.keys() - found.keys()):
        spoke_of_it.update(referring(index.connection, moete))
        index.remove_meeting(moete)
    changed: list[str] = []
    listing: dict[str, set[str]] = defaultdict(set)
    for moete in sorted(found):
        if known.get(moete) == found[moete]:
            continue
        path = files.meeting_path(folder, moete)
        record = files.read_meeting(path)
        if record.id != moete:
            raise ArchiveError(f"{path} is the file of another meeting, {record.id}; put it back where that belongs.")
        changed.append(moete)
        for kjelde in record.kjelder:
            listing[kjelde.sha256].add(moete)
    return changed, listing, spoke_of_it


def _unmerged(folder: Path, index: Index, listing: dict[str, set[str]]) -> set[str]:
    """The meetings that lack a paper, or have one that says otherwise now; notes every paper in the index."""
    found, known, meetings = files.stamps(folder / "lesingar"), index.stamps("lesingar"), index.stamps("moete")
    there = meetings.keys() | {moete for listed in listing.values() for moete in listed}
    unmerged: set[str] = set()
    for sha256 in sorted(known.keys() - found.keys()):
        index.remove_reading(sha256)
    for sha256 in sorted(found):
        before = index.meeting_of(sha256)
        if known.get(sha256) == found[sha256]:
            moete = str(before)
            is_merged = moete in there
        else:
            moete = note_reading(folder, index, sha256, found[sha256]).id
            # A new index knows no paper; a paper that just its own meeting lists was merged before.
            is_merged = before is None and listing[sha256] == {moete}
        if not is_merged:
            unmerged |= {moete, *listing[sha256], *([before] if before else [])}
    return unmerged


def newly_corrected(folder: Path, index: Index) -> set[str]:
    """The meetings that were corrected since they were merged, also those that their papers are moved to."""
    found, known = files.stamps(folder / "rettingar"), index.stamps("rettingar")
    changed = {moete for moete in found.keys() | known.keys() if found.get(moete) != known.get(moete)}
    if not changed:
        return set()
    homes = set(changed)
    # Only what is corrected in the meeting that a paper was read as can move it to another.
    for sha256, stamp in sorted(paper for moete in changed for paper in index.read_as(moete).items()):
        before = index.meeting_of(sha256)
        home = note_reading(folder, index, sha256, stamp).id
        if home != before:
            homes |= {home, *([before] if before else [])}
    for moete in changed:
        index.note_corrections(moete, found.get(moete))
    return homes
