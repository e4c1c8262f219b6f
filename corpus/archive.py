"""The archive: one JSON file for each meeting, what each paper said beside it, and an index made from them.

::

    moetearkiv/
      moete/<organisasjon>/<utvalg>/<dato>.json   the meeting, merged from its papers; the path is its id
      lesingar/<sha256>.json                      what one paper said, so that merging can be repeated
      rettingar/<organisasjon>/<utvalg>/<dato>.json   what people have corrected in the meeting
      andre/<sha256>.json                         what a plan or a slide deck said; they belong to no meeting
      organ.toml                                  the register of organs, written by people
      indeks.sqlite                               the search index; can be deleted at any time
      indeks/                                     its full text; goes with it
      arkivmerke                                  by which a shared index in a database knows it (`corpus.postgres`)
      skrivelaas                                  the lock by which writers wait for each other

A paper goes in by three writes, each whole or not at all: what it said, the merged meeting, the index. Whoever opens
the archive after a crash between them finds the index out of step with the files, and does what is left.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import files
from corpus.access import TRIES, Access, ThrownAwayError, index_place
from corpus.step import bring_in_step, merge_meetings, note_reading, read_at_home, rebuild
from model.canonical import canonical_json
from model.errors import ArchiveError, SaksgangError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.followup import Asked, OpenPoint
    from corpus.history import History
    from corpus.index import Index
    from corpus.search import SearchResult
    from corpus.summary import Summary
    from model.moete import Moete, Punkt, Sak, Vedtak
    from model.organ import Organ
    from model.plan import Plan
    from model.presentasjon import Presentasjon
    from model.retting import Retting


class Archive:
    """The archive in ``folder``. Nothing is created there until something is stored.

    ``index`` is the address of a shared index, ``postgresql://…``; without one the index lies in the folder.

    Any number of processes may import, correct, search and check at the same time: writers wait for each other paper
    by paper, and nobody who asks waits. One `Archive` is for one thread; let each thread and each forked process make
    its own.
    """

    def __init__(self, folder: Path, index: str | None = None) -> None:
        self.folder = folder
        self.index_path = folder / "indeks.sqlite"
        self.place = index_place(folder, index)
        self._access = Access(folder, self.place)

    def add(self, reading: Moete) -> str:
        """Keep what one file said, merge it into its meeting, and return the meeting's id.

        ``reading`` names exactly one file in ``kjelder``. A file that says the same as before changes nothing, also
        under another name; a file that is now read differently replaces what was read before. Raises `ArchiveError`
        where the archive can't be written.
        """
        return self.add_all([(reading, canonical_json(reading))])[0]

    def add_all(self, readings: Sequence[tuple[Moete, str]]) -> list[str]:
        """As `add`, of several readings of different files in one go; the meetings that they belong to, in order.

        Each comes with its canonical JSON.
        """
        for reading, _ in readings:
            checksums = {kjelde.sha256 for kjelde in reading.kjelder}
            if len(checksums) != 1:
                raise ArchiveError(
                    f"What was read as {reading.id} names {len(checksums)} files as its source, not one."
                )
            files.meeting_path(self.folder, reading.id)
        for _ in range(TRIES):
            with suppress(ThrownAwayError):
                return self._add_all(readings)
        return self._add_all(readings)

    def _add_all(self, readings: Sequence[tuple[Moete, str]]) -> list[str]:
        with self._access.writing() as index:
            changed: dict[Path, tuple[Moete, str]] = {}
            for reading, text in readings:
                path = files.reading_path(self.folder, reading.kjelder[0].sha256)
                if path.exists():
                    before = files.read_meeting(path)
                    reading = _renamed(reading, path.stem, before.kjelder[0].fil)
                    text = canonical_json(reading)
                    if canonical_json(before) == text:
                        continue
                changed[path] = reading, text
            new = [path for path in changed if not path.exists()]
            files.write_all_whole({path: text.encode() for path, (_, text) in changed.items()})
            try:
                self._merge(index, {path: reading for path, (reading, _) in changed.items()})
            except (SaksgangError, OSError, sqlite3.Error):
                raise  # of the archive, not of what was read; who opens it next does what is left
            except Exception:
                # What can't be merged would stand in the way of all that comes after it.
                for path in new:
                    path.unlink(missing_ok=True)
                raise
            return [index.meeting_of(reading.kjelder[0].sha256) or reading.id for reading, _ in readings]

    def _merge(self, index: Index, changed: dict[Path, Moete]) -> None:
        touched: set[str] = set()
        said: dict[str, Moete] = {}
        for path, reading in changed.items():
            touched.update([earlier] if (earlier := index.meeting_of(path.stem)) else ())
            said[path.stem] = note_reading(self.folder, index, path.stem, files.stamp(path), reading)
            touched.add(said[path.stem].id)
        merge_meetings(self.folder, index, touched, said)

    def correct(self, id: str, felt: str, value: str) -> Retting:
        """Set a field of a meeting, sak, vedtak or point by hand, for good; see `corpus.corrections.correction`.

        Where the field is one that a meeting is called by, its papers move to the meeting that this makes it, which
        the correction returned names. Raises `ArchiveError` where there is no such thing, `UsageError` where the value
        does not fit.
        """
        from corpus.correcting import put
        from corpus.corrections import correction

        with self._access.writing(first=bring_in_step) as index:
            moete = self.meeting("/".join(id.split("/")[:3]))
            one = correction(moete, id, felt, value)
            put(self.folder, index, moete.id, one)
        return one

    def close_point(self, id: str, why: str) -> None:
        """Close a point of a vedtak, or a sak that was put off, by hand: it needs no following up any more.

        Raises `ArchiveError` where there is no such thing, `UsageError` where ``why`` says nothing.
        """
        if not why.strip():
            raise UsageError("Say in a few words why the point is closed.")
        self.correct(id, _closing_field(id), why.strip())

    def reopen_point(self, id: str) -> None:
        """Open a point again that was closed by hand. Raises `UsageError` where it was not."""
        self.uncorrect(id, _closing_field(id))

    def uncorrect(self, id: str, felt: str) -> None:
        """Take a correction back; the papers count again. Raises `UsageError` where there is none."""
        found = [one for one in self.corrections() if one.id == id and (one.felt or "-") == felt]
        if not found:
            raise UsageError(f"{felt} of {id} has not been corrected; `saksgang correct` lists what has.")
        from corpus.correcting import take_back

        with self._access.writing(first=bring_in_step) as index:
            take_back(self.folder, index, "/".join(id.split("/")[:3]), found)

    def corrections(self) -> list[Retting]:
        """All that was corrected by hand, by meeting."""
        found = files.stamps(self.folder / "rettingar")
        return [
            one
            for moete in found
            for one in files.read_corrections(files.corrections_path(self.folder, moete)).rettingar
        ]

    def keep(self, record: Plan | Presentasjon) -> str:
        """Keep what a plan or a slide deck said, and return its id. Raises `ArchiveError` as `add` does."""
        path = files.other_path(self.folder, record.kjelder[0].sha256)
        text = canonical_json(record)
        with self._access.lock.hold(wait=True):
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                files.write_whole(path, text)
        return record.id

    def others(self) -> list[Plan | Presentasjon]:
        """The plans and slide decks, by id and then by file."""
        found = files.stamps(self.folder / "andre")
        records = [files.read_other(files.other_path(self.folder, name)) for name in found]
        return sorted(records, key=lambda record: (record.id, record.kjelder[0].sha256))

    def known(self, sha256: str) -> Moete | Plan | Presentasjon | None:
        """What the file with this checksum said when it was read; None where it has not been."""
        path, other = files.reading_path(self.folder, sha256), files.other_path(self.folder, sha256)
        if path.exists():
            return files.read_meeting(path)
        return files.read_other(other) if other.exists() else None

    def has(self, sha256: str) -> bool:
        """Whether the file with this checksum has been read into the archive."""
        return files.reading_path(self.folder, sha256).exists() or files.other_path(self.folder, sha256).exists()

    def known_as(self, sha256: str) -> tuple[str, int] | None:
        """Id and number of saker of what the file with this checksum said; None where it has not been read.

        Reads it quickly, by the places where canonical JSON has them. Raises `ArchiveError` where they are not there.
        """
        for path in (files.reading_path(self.folder, sha256), files.other_path(self.folder, sha256)):
            with suppress(FileNotFoundError):
                record = path.read_bytes()
                if id := _ID.search(record):
                    return id[1].decode(), record.count(_ID_OF_SAK)
                raise ArchiveError(f"{path} is damaged; delete it and import the paper again.")
        return None

    def checksums(self) -> bytes:
        """The checksums of all files that were read into the archive: 32 bytes each, in order."""
        names = sorted(name for part in ("lesingar", "andre") for name in files.stamps(self.folder / part))
        return b"".join(map(bytes.fromhex, names))

    def bring_in_step(self) -> None:
        """Finish what a crash left undone; does nothing where there is no archive yet."""
        if self._access.exists():
            with self._access.writing(first=bring_in_step):
                pass

    def rebuild(self) -> None:
        """Make every meeting anew from what its papers said, whatever its file says now, and the index anew."""
        self._access.need()
        with self._access.writing(first=rebuild):
            pass

    def meetings(self, organ: str | None = None, fra: date | None = None, til: date | None = None) -> list[Moete]:
        """The meetings of an organ (by the name of it or of its organisation) from one day to another, by date."""
        from corpus.search import Filters, meeting_ids

        ids = self._access.ask(lambda index: meeting_ids(index, Filters(organ=organ, fra=fra, til=til)))
        return [files.read_meeting(files.meeting_path(self.folder, moete)) for moete in ids]

    def summaries(self, organ: str | None = None, fra: date | None = None, til: date | None = None) -> list[Summary]:
        """The same meetings as they are listed; the index tells them, without their files."""
        from corpus.search import Filters, meeting_ids

        filters = Filters(organ=organ, fra=fra, til=til)
        return self._access.ask(lambda index: index.summaries(meeting_ids(index, filters)))

    def organ_pairs(self) -> list[tuple[str | None, str | None]]:
        """Organisation and organ of each organ that the archive has papers of, as the papers write them."""
        if not self._access.exists():
            return []
        return self._access.ask(lambda index: list(index.organs().values()))

    def meetings_of(self, pairs: Sequence[tuple[str | None, str | None]]) -> list[Moete]:
        """The meetings of these organs (`organ_pairs`), by date."""
        from corpus.search import Filters, meeting_ids

        if not pairs:
            return []
        ids = self._access.ask(lambda index: meeting_ids(index, Filters(pairs=pairs)))
        return [files.read_meeting(files.meeting_path(self.folder, moete)) for moete in ids]

    def meeting(self, id: str) -> Moete:
        """The meeting with this id. Raises `ArchiveError` where there is none."""
        self._access.need()
        path = files.meeting_path(self.folder, id)
        if not path.exists():
            raise ArchiveError(f"There is no meeting {id} in {self.folder}; `saksgang list` shows those that are.")
        return files.read_meeting(path)

    def organs(self) -> list[Organ]:
        """The register, ``organ.toml``; empty where there is none. Raises `ArchiveError` where it is wrong."""
        from corpus.organs import read_organs

        return read_organs(self.folder)

    def organ(self, name: str) -> Organ | None:
        """The organ of the register that goes by this name; None where there is none, or several."""
        from corpus.organs import find_organ

        return find_organ(self.organs(), name)

    def organ_of(self, moete: Moete) -> Organ | None:
        """The organ of the register whose meeting it is; None where there is none."""
        from corpus.organs import organ_of

        return organ_of(self.organs(), moete.organisasjon, moete.utvalg)

    def papers(self, moete: str) -> list[Moete]:
        """What each paper of a meeting said, by checksum."""
        return self._access.ask(
            lambda index: [read_at_home(self.folder, sha256) for sha256 in index.readings_of(moete)]
        )

    def history(self, id: str) -> History:
        """A sak's way through the meetings; see `corpus.history.history`. Raises `ArchiveError` for an unknown id."""
        from corpus.history import history

        self.find("/".join(id.split("/")[:4]))
        if id.count("/") < len(("organ", "moete", "sak")):
            raise UsageError(f"{id} is a whole meeting; history follows a sak, such as {id}/sak-1.")
        return self._access.ask(lambda index: history(index.connection, self.meeting, id))

    def followup(self, asked: Asked, organ: str | None = None) -> list[OpenPoint]:
        """What is still to be done; see `corpus.followup.followup`. ``organ`` is the name of organ or organisation.

        It counts before the organs of ``asked``.
        """
        from corpus.followup import followup
        from corpus.search import matching_organs

        def question(index: Index) -> list[OpenPoint]:
            organs = matching_organs(index, organ) if organ is not None else asked.organ
            return followup(index.connection, replace(asked, organ=organs))

        return self._access.ask(question)

    def find(self, id: str) -> Moete | Sak | Vedtak | Punkt | Plan | Presentasjon:
        """What an id names: a meeting, a sak, its vedtak (``…/vedtak``) or a point of it; a plan, a deck.

        Raises `ArchiveError` where there is no such thing.
        """
        steps = id.strip("/").split("/")
        if len(steps) == 3 and steps[1] in ("plan", "presentasjon"):
            self._access.need()
            if other := next((record for record in self.others() if record.id == "/".join(steps)), None):
                return other
        moete = self.meeting("/".join(steps[:3]))
        if len(steps) <= 3:
            return moete
        sak = next((sak for sak in moete.saker if sak.id == "/".join(steps[:4])), None)
        if sak is None:
            raise ArchiveError(f"{moete.id} has no {steps[3]}; `saksgang show {moete.id}` shows its saker.")
        if len(steps) == 4:
            return sak
        if sak.vedtak is not None and steps[4] == "vedtak":
            if len(steps) == 5:
                return sak.vedtak
            punkt = next((punkt for punkt in sak.vedtak.punkt if punkt.id == "/".join(steps)), None)
            if punkt is not None:
                return punkt
        raise ArchiveError(f"{sak.id} has no {'/'.join(steps[4:])}; `saksgang show {sak.id}` shows what it has.")

    def search(
        self,
        words: str,
        organ: str | None = None,
        fra: date | None = None,
        til: date | None = None,
        tema: str | None = None,
        utfall: str | None = None,
        limit: int = 20,
        *,
        beloep_fra: float | None = None,
        beloep_til: float | None = None,
    ) -> SearchResult:
        """The saker that answer ``words``, best first; see `corpus.search.search`.

        ``organ`` is the name of an organ or organisation, ``fra`` and ``til`` are days of the meeting, both counted
        in, ``tema`` is a Los URI or its last part, ``utfall`` one of `model.moete.Utfall`, ``beloep_fra`` and
        ``beloep_til`` bound an amount that the sak names, in NOK.
        """
        from corpus.search import Filters, search

        filters = Filters(organ, fra, til, tema, utfall, beloep_fra, beloep_til)
        return self._access.ask(lambda index: search(index, words, filters, limit))


_ID = re.compile(rb'\n  "id": "([^"]+)"')
_ID_OF_SAK = b'\n      "id": "'


def _closing_field(id: str) -> str:
    return "lukka" if "/vedtak" in id else "vedtak.lukka"


def _renamed(reading: Moete, sha256: str, fil: str) -> Moete:
    """The reading with the file's name as it was when it first came in: a renamed file is the same paper."""

    def rename(value: object) -> object:
        if isinstance(value, dict):
            named = {key: rename(part) for key, part in value.items()}
            return named | {"fil": fil} if value.get("sha256") == sha256 and "fil" in value else named
        return [rename(part) for part in value] if isinstance(value, list) else value

    return type(reading).model_validate(rename(reading.model_dump(mode="json", by_alias=True)))
