"""Keeps meetings and index in step with what the papers said."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from corpus import files
from corpus.index import Index
from model.canonical import canonical_json
from model.errors import ArchiveError


def merge_meeting(folder: Path, index: Index, moete: str) -> None:
    """Write the meeting anew from what its papers said; without papers there is no meeting."""
    # A search does not pay for what only merging needs.
    from corpus.merge import merge

    path = files.meeting_path(folder, moete)
    readings = [files.read_meeting(files.reading_path(folder, sha256)) for sha256 in index.readings_of(moete)]
    if not readings:
        files.remove(path, folder / "moete")
        index.remove_meeting(moete)
        return
    merged = merge(readings)
    text = canonical_json(merged)
    if not path.exists() or path.read_bytes() != text.encode():
        files.write_whole(path, text)
    index.put_meeting(merged, files.stamp(path))


def is_in_step(folder: Path, index: Index) -> bool:
    """Whether the index was made from the files as they are now."""
    return all(index.stamps(part) == files.stamps(folder / part) for part in files.INDEXED)


def bring_in_step(folder: Path, index: Index) -> None:
    """Do what a crash, a hand or an index thrown away left undone.

    Half-written files are cleared away, meetings whose files have changed are indexed anew, papers that were kept but
    not merged are merged. Raises `ArchiveError` where a file is damaged.
    """
    files.clear_leftovers(folder)
    listing = _index_meetings(folder, index)
    for moete in sorted(_unmerged(folder, index, listing)):
        merge_meeting(folder, index, moete)


def rebuild(folder: Path, index: Index) -> None:
    """Make every meeting that has papers anew from what they said, without a look at its file, and the index anew."""
    index.clear()
    for sha256, stamp in files.stamps(folder / "lesingar").items():
        index.put_reading(sha256, files.read_meeting(files.reading_path(folder, sha256)).id, stamp)
    for moete in sorted({index.meeting_of(sha256) or "" for sha256 in index.stamps("lesingar")}):
        merge_meeting(folder, index, moete)
    bring_in_step(folder, index)


def _index_meetings(folder: Path, index: Index) -> dict[str, set[str]]:
    """Index the meetings whose files are new or changed; which of them list each paper."""
    found, known = files.stamps(folder / "moete"), index.stamps("moete")
    for moete in sorted(known.keys() - found.keys()):
        index.remove_meeting(moete)
    listing: dict[str, set[str]] = defaultdict(set)
    for moete in sorted(found):
        if known.get(moete) == found[moete]:
            continue
        path = files.meeting_path(folder, moete)
        record = files.read_meeting(path)
        if record.id != moete:
            raise ArchiveError(f"{path} is the file of another meeting, {record.id}; put it back where that belongs.")
        index.put_meeting(record, found[moete])
        for kjelde in record.kjelder:
            listing[kjelde.sha256].add(moete)
    return listing


def _unmerged(folder: Path, index: Index, listing: dict[str, set[str]]) -> set[str]:
    """The meetings that lack a paper, or have one that says otherwise now; notes every paper in the index."""
    found, known, meetings = files.stamps(folder / "lesingar"), index.stamps("lesingar"), index.stamps("moete")
    unmerged: set[str] = set()
    for sha256 in sorted(known.keys() - found.keys()):
        index.remove_reading(sha256)
    for sha256 in sorted(found):
        before = index.meeting_of(sha256)
        if known.get(sha256) == found[sha256]:
            moete = str(before)
            is_merged = moete in meetings
        else:
            moete = files.read_meeting(files.reading_path(folder, sha256)).id
            index.put_reading(sha256, moete, found[sha256])
            # A new index knows no paper; a paper that just its own meeting lists was merged before.
            is_merged = before is None and listing[sha256] == {moete}
        if not is_merged:
            unmerged |= {moete, *listing[sha256], *([before] if before else [])}
    return unmerged
