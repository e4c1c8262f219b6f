"""Whether the archive is whole."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Literal

from corpus import files
from corpus.archive import Archive
from corpus.corrections import at_home
from corpus.embedded import is_damage
from corpus.links import unresolved
from corpus.step import is_in_step, merged_meeting, waiting
from model.canonical import canonical_json
from model.document import Record
from model.errors import ArchiveError
from model.moete import Moete


class Finding(Record):
    """Something about the archive that a person should know."""

    level: Literal["error", "note"]
    """``error``: a record is damaged or missing; ``note``: the program sets it right by itself."""
    code: str
    """A fixed code, lower case with hyphens."""
    sentence: str
    """One sentence."""

    def __str__(self) -> str:
        return self.sentence


def check(archive: Archive) -> list[Finding]:
    """What is wrong with the archive; changes nothing.

    Looks at every record (whole, written as this program writes, at its place), at every meeting (what its papers
    said, merged) and at the index (in step with them). An empty list says that all is well. What an import that was
    cut off left to do is a note. Waits for a writer at work, and lets none begin meanwhile.
    """
    if not any((archive.folder / part).is_dir() for part in files.PARTS):
        return [_error("manglar", f"There is no archive in {archive.folder}.")]
    with files.WriteLock(archive.folder).keep_out():
        return _check(archive)


def _check(archive: Archive) -> list[Finding]:
    found: list[Finding] = []
    readings = dict(_records(archive, "lesingar", found))
    meetings = dict(_records(archive, "moete", found))
    found += _check_others(archive)
    found += _check_readings(archive, readings)
    found += _check_corrections(archive)
    found += _check_meetings(archive, readings, meetings)
    found += _check_index(archive)
    found += [
        _note("rest", f"{path} was left by a write that was cut off.")
        for path in sorted(archive.folder.rglob(f"{files.TEMPORARY}*"))
    ]
    return found


def _records(archive: Archive, part: str, found: list[Finding]) -> Iterator[tuple[str, Moete]]:
    for name in files.stamps(archive.folder / part):
        path = archive.folder / part / f"{name}.json"
        try:
            record = files.read_meeting(path)
        except ArchiveError as error:
            found.append(_error("skadd", str(error)))
            continue
        if part == "moete" and not files.is_sealed(record):
            sentence = f"{path} was edited by hand; the next import or search takes the edits in as corrections."
            found.append(_note("endra-for-hand", sentence))
        elif path.read_bytes() != canonical_json(record).encode():
            found.append(_error("ikkje-kanonisk", f"{path} was changed by other means than Saksgang."))
        yield name, record


def _check_others(archive: Archive) -> Iterator[Finding]:
    for name in files.stamps(archive.folder / "andre"):
        path = archive.folder / "andre" / f"{name}.json"
        try:
            record = files.read_other(path)
        except ArchiveError as error:
            yield _error("skadd", str(error))
            continue
        if path.read_bytes() != canonical_json(record).encode():
            yield _error("ikkje-kanonisk", f"{path} was changed by other means than Saksgang.")
        if record.kjelder[0].sha256 != name:
            yield _error("feil-plass", f"{path} keeps what another file said; delete it and import the papers again.")


def _check_readings(archive: Archive, readings: dict[str, Moete]) -> Iterator[Finding]:
    for name, record in readings.items():
        if {kjelde.sha256 for kjelde in record.kjelder} != {name}:
            yield _error("feil-namn", f"{archive.folder}/lesingar/{name}.json keeps what another file said; delete it.")


def _check_corrections(archive: Archive) -> Iterator[Finding]:
    for moete in files.stamps(archive.folder / "rettingar"):
        try:
            files.read_corrections(files.corrections_path(archive.folder, moete))
        except ArchiveError as error:
            yield _error("skadd", str(error))


def _check_meetings(archive: Archive, readings: dict[str, Moete], meetings: dict[str, Moete]) -> Iterator[Finding]:
    papers: dict[str, list[Moete]] = defaultdict(list)
    for reading in readings.values():
        home = at_home(archive.folder, reading)
        papers[home.id].append(home)
    waits = _waiting(archive, meetings)
    for moete in sorted(meetings.keys() | papers.keys()):
        record = meetings.get(moete)
        if moete in waits:
            yield _note("ventar", f"{moete} is not merged yet as its papers say; the next import or search does that.")
            continue
        if record is None:
            yield _error("ikkje-fletta", f"{moete} has papers, but no whole record; run `saksgang check --rebuild`.")
        elif record.id != moete:
            yield _error("feil-stad", f"{archive.folder}/moete/{moete}.json is the record of {record.id}.")
        elif not papers[moete]:
            yield _error(
                "utan-lesingar", f"{moete} stands in the archive, but none of the papers that it was read from does."
            )
        elif files.is_sealed(record):
            yield from _check_meeting(archive, record, papers[moete], meetings.keys() | waits)


def _waiting(archive: Archive, meetings: dict[str, Moete]) -> set[str]:
    """The meetings that an import which was cut off left to be merged."""
    listing: dict[str, set[str]] = defaultdict(set)
    for moete, record in meetings.items():
        for kjelde in record.kjelder:
            listing[kjelde.sha256].add(moete)
    try:
        index = archive.place.open() if archive.place.exists() else None
        try:
            return waiting(archive.folder, index if index and index.is_current() else None, listing)
        finally:
            if index:
                index.close()
    except (sqlite3.Error, ArchiveError):
        return set()  # told of where each is looked at by itself


def _check_meeting(
    archive: Archive, record: Moete, papers: list[Moete], meetings: Collection[str]
) -> Iterator[Finding]:
    expected = unresolved(merged_meeting(archive.folder, papers)).model_copy(update={"sjekksum": record.sjekksum})
    if canonical_json(expected) != canonical_json(unresolved(record)):
        yield _error(
            "anna-enn-lesingane", f"{record.id} differs from what its papers said; run `saksgang check --rebuild`."
        )
    for target in sorted({ref.maal for sak in record.saker for ref in sak.tilvisingar if ref.maal}):
        if "/".join(target.split("/")[:3]) not in meetings:
            yield _error("tilvising-utan-maal", f"{record.id} refers to {target}, which the archive does not have.")
    for varsel in record.varsel:
        if varsel.kode == "retting-utan-feste":
            yield _note(varsel.kode, varsel.melding)


def _check_index(archive: Archive) -> Iterator[Finding]:
    if not archive.place.exists():
        yield _note("indeks-manglar", "The search index is not there; the next search makes it anew.")
        return
    try:
        index = archive.place.open()
        try:
            if not index.is_current() or not is_in_step(archive.folder, index, closely=True):
                yield _note(
                    "indeks-etter", "The search index is behind the archive; the next search brings it in step."
                )
            elif not index.is_whole():
                yield _note("indeks-skadd", f"The search index does not hold together; {archive.place.remedy}.")
        finally:
            index.close()
    except ArchiveError as error:
        yield _note("indeks-oppteken", f"The search index could not be looked at now: {error}")
    except sqlite3.Error as error:
        if is_damage(error):
            yield _note("indeks-skadd", f"The search index is damaged ({error}); the next search makes it anew.")
        else:
            yield _note("indeks-oppteken", f"The search index could not be looked at now ({error}).")


def _error(code: str, sentence: str) -> Finding:
    return Finding(level="error", code=code, sentence=sentence)


def _note(code: str, sentence: str) -> Finding:
    return Finding(level="note", code=code, sentence=sentence)
