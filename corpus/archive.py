"""The archive: one JSON file for each meeting, what each paper said beside it, and an index made from them.

::

    moetearkiv/
      moete/<organisasjon>/<utvalg>/<dato>.json   the meeting, merged from its papers; the path is its id
      lesingar/<sha256>.json                      what one paper said, so that merging can be repeated
      rettingar/<organisasjon>/<utvalg>/<dato>.json   what people have corrected in the meeting
      andre/<sha256>.json                         what a plan or a slide deck said; they belong to no meeting
      indeks.sqlite                               the search index; can be deleted at any time
      indeks/                                     its full text; goes with it
      skrivelaas                                  the lock by which writers wait for each other

A paper goes in by three writes, each whole or not at all: what it said, the merged meeting, the index. Whoever opens
the archive after a crash between them finds the index out of step with the files, and does what is left.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from corpus import files
from corpus.index import Index, delete_index, is_damage, takes_no_more
from corpus.step import bring_in_step, is_in_step, merge_meeting, newly_corrected, note_reading, read_at_home, rebuild
from model.canonical import canonical_json
from model.errors import ArchiveError, UsageError

if TYPE_CHECKING:
    from corpus.followup import Asked, OpenPoint
    from corpus.history import History
    from corpus.search import SearchResult
    from model.moete import Moete, Punkt, Sak, Vedtak
    from model.plan import Plan
    from model.presentasjon import Presentasjon
    from model.retting import Retting

_T = TypeVar("_T")


_TRIES = 3  # more, for who meets an index that is thrown away at that moment


class _BusyError(Exception):
    """Another writer is at work."""


class _ThrownAwayError(ArchiveError):
    """The index was deleted while it was written to; what it is made from is there."""


class Archive:
    """The archive in ``folder``. Nothing is created there until something is stored.

    Any number of processes may import, correct, search and check at the same time: writers wait for each other paper
    by paper, and nobody who asks waits. One `Archive` is for one thread; let each thread and each forked process make
    its own.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.index_path = folder / "indeks.sqlite"
        self._lock = files.WriteLock(folder)
        self._index: Index | None = None
        self._in_step = False

    def add(self, reading: Moete) -> str:
        """Keep what one file said, merge it into its meeting, and return the meeting's id.

        ``reading`` names exactly one file in ``kjelder``. A file that says the same as before changes nothing, also
        under another name; a file that is now read differently replaces what was read before. Raises `ArchiveError`
        where the archive can't be written.
        """
        checksums = {kjelde.sha256 for kjelde in reading.kjelder}
        if len(checksums) != 1:
            raise ArchiveError(f"What was read as {reading.id} names {len(checksums)} files as its source, not one.")
        (sha256,) = checksums
        files.meeting_path(self.folder, reading.id)
        for _ in range(_TRIES):
            with suppress(_ThrownAwayError):
                return self._add(sha256, reading)
        return self._add(sha256, reading)

    def _add(self, sha256: str, reading: Moete) -> str:
        path = files.reading_path(self.folder, sha256)
        with self._writing() as index:
            before = files.read_meeting(path) if path.exists() else None
            text = canonical_json(_renamed(reading, sha256, before.kjelder[0].fil) if before else reading)
            if before is not None and canonical_json(before) == text:
                return index.meeting_of(sha256) or reading.id
            earlier = index.meeting_of(sha256)
            files.write_whole(path, text)
            moete = note_reading(self.folder, index, sha256, files.stamp(path))
            for each in sorted({moete, earlier or moete}):
                merge_meeting(self.folder, index, each)
            return moete

    def correct(self, id: str, felt: str, value: str) -> Retting:
        """Set a field of a meeting, sak, vedtak or point by hand, for good; see `corpus.corrections.correction`.

        Where the field is one that a meeting is called by, its papers move to the meeting that this makes it, which
        the correction returned names. Raises `ArchiveError` where there is no such thing, `UsageError` where the value
        does not fit.
        """
        from corpus.corrections import correction, is_identity

        with self._writing(first=bring_in_step) as index:
            moete = self.meeting("/".join(id.split("/")[:3]))
            one = correction(moete, id, felt, value)
            if is_identity(one):
                self._move(index, moete, one)
            else:
                self._keep(index, moete.id, [one], [])
        return one

    def _move(self, index: Index, moete: Moete, one: Retting) -> None:
        """Let the papers of a meeting, and its corrections, belong to the meeting that a correction makes it."""
        from corpus.corrections import corrections_of, is_identity, keep_corrections

        papers = index.readings_of(moete.id)
        for read_as in sorted({files.read_meeting(files.reading_path(self.folder, sha256)).id for sha256 in papers}):
            keep_corrections(self.folder, read_as, [one.model_copy(update={"id": read_as})])
        homes = {read_at_home(self.folder, sha256).id for sha256 in papers} - {moete.id}
        staying = [each for each in corrections_of(self.folder, moete.id) if not is_identity(each)]
        for home in sorted(homes):
            moved = [each.model_copy(update={"id": home + each.id.removeprefix(moete.id)}) for each in staying]
            keep_corrections(self.folder, home, moved)
        if homes:
            keep_corrections(self.folder, moete.id, [], staying)
        self._keep(index, moete.id, [], [])

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
        with self._writing(first=bring_in_step) as index:
            self._keep(index, "/".join(id.split("/")[:3]), [], found)

    def _keep(self, index: Index, moete: str, new: list[Retting], without: list[Retting]) -> None:
        from corpus.corrections import keep_corrections

        keep_corrections(self.folder, moete, new, without)
        for each in sorted(newly_corrected(self.folder, index)):
            merge_meeting(self.folder, index, each)

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
        with self._lock.hold(wait=True):
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

    def bring_in_step(self) -> None:
        """Finish what a crash left undone; does nothing where there is no archive yet."""
        if self._exists():
            with self._writing(first=bring_in_step):
                pass

    def rebuild(self) -> None:
        """Make every meeting anew from what its papers said, whatever its file says now, and the index anew."""
        self._need()
        with self._writing(first=rebuild):
            pass

    def meetings(self, organ: str | None = None, fra: date | None = None, til: date | None = None) -> list[Moete]:
        """The meetings of an organ (by the name of it or of its organisation) from one day to another, by date."""
        from corpus.search import Filters, meeting_ids

        ids = self._ask(lambda index: meeting_ids(index, Filters(organ=organ, fra=fra, til=til)))
        return [files.read_meeting(files.meeting_path(self.folder, moete)) for moete in ids]

    def meeting(self, id: str) -> Moete:
        """The meeting with this id. Raises `ArchiveError` where there is none."""
        self._need()
        path = files.meeting_path(self.folder, id)
        if not path.exists():
            raise ArchiveError(f"There is no meeting {id} in {self.folder}; `saksgang list` shows those that are.")
        return files.read_meeting(path)

    def papers(self, moete: str) -> list[Moete]:
        """What each paper of a meeting said, by checksum."""
        return self._ask(lambda index: [read_at_home(self.folder, sha256) for sha256 in index.readings_of(moete)])

    def history(self, id: str) -> History:
        """A sak's way through the meetings; see `corpus.history.history`. Raises `ArchiveError` for an unknown id."""
        from corpus.history import history

        self.find("/".join(id.split("/")[:4]))
        if id.count("/") < len(("organ", "moete", "sak")):
            raise UsageError(f"{id} is a whole meeting; history follows a sak, such as {id}/sak-1.")
        return self._ask(lambda index: history(index.connection, self.meeting, id))

    def followup(self, asked: Asked, organ: str | None = None) -> list[OpenPoint]:
        """What is still to be done; see `corpus.followup.followup`. ``organ`` is the name of organ or organisation."""
        from corpus.followup import followup
        from corpus.search import matching_organs

        def question(index: Index) -> list[OpenPoint]:
            organs = matching_organs(index, organ) if organ is not None else None
            return followup(index.connection, replace(asked, organ=organs))

        return self._ask(question)

    def find(self, id: str) -> Moete | Sak | Vedtak | Punkt | Plan | Presentasjon:
        """What an id names: a meeting, a sak, its vedtak (``…/vedtak``) or a point of it; a plan, a deck.

        Raises `ArchiveError` where there is no such thing.
        """
        steps = id.strip("/").split("/")
        if len(steps) == 3 and steps[1] in ("plan", "presentasjon"):
            self._need()
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
        return self._ask(lambda index: search(index, words, filters, limit))

    def _exists(self) -> bool:
        return any((self.folder / part).is_dir() for part in files.PARTS)

    def _need(self) -> None:
        if not self._exists():
            raise ArchiveError(f"There is no archive in {self.folder}: import papers, or name the folder it is in.")

    @contextmanager
    def _writing(self, wait: bool = True, first: Callable[[Path, Index], None] | None = None) -> Iterator[Index]:
        """The index, in step with the files and open for a change, with the lock held.

        ``first`` is done with it before; without, it is brought in step, unless this process and the writer before it
        left it so. Without ``wait``, raises `_BusyError` where another writer is at work.
        """
        with self._lock.hold(wait, mends=True) as clean:
            if clean is None:
                raise _BusyError
            try:
                index = self._usable_index()
                index.connection.execute("BEGIN IMMEDIATE")
                in_step = clean and self._in_step and index.folders() == files.folder_stamps(self.folder)
                first = first or (None if in_step else bring_in_step)
                if first:
                    first(self.folder, index)
                yield index
                index.note_folders(files.folder_stamps(self.folder))
                index.connection.execute("COMMIT")
                if first or index.is_flush_due():
                    index.flush()
                self._in_step = True
            except BaseException as error:
                is_gone = self._index is not None and not self._index.is_file(self.index_path)
                self._drop_index()
                if isinstance(error, sqlite3.Error):
                    if is_gone:
                        raise _ThrownAwayError(
                            f"{self.index_path} was thrown away in the middle of a write."
                        ) from error
                    kind = files.NoRoomError if takes_no_more(error) else ArchiveError
                    raise kind(f"{self.index_path} could not be written: {error}.") from error
                if isinstance(error, OSError):
                    where = error.filename or self.folder
                    raise files.NoRoomError(f"{where} could not be written: {error.strerror or error}.") from error
                raise

    def _ask(self, question: Callable[[Index], _T], tries: int = _TRIES) -> _T:
        """Put a question to an index that is in step with the files, as far as `corpus.step.is_in_step` looks.

        Where it is not, it is brought in step first. Where another writer is at work on that, the index as it is
        answers; where there is none, or the disk takes no more, one in memory does. A damaged index is made anew.
        """
        self._need()
        if not os.access(self.folder, os.W_OK):
            return question(self._index_in_memory())
        try:
            if not (self._lock.is_clean() and self._has_index() and self._is_in_step(self._open_index())):
                with self._writing(wait=False, first=bring_in_step):
                    pass
            return question(self._open_index())
        except _BusyError:
            return self._ask_as_it_is(question)
        except files.NoRoomError:
            return question(self._index_in_memory())
        except sqlite3.Error as error:
            asked = self._index
            self._drop_index()
            if not tries:
                raise ArchiveError(
                    f"{self.index_path} could not be read ({error}); delete it, it is made anew."
                ) from error
            if is_damage(error):
                with self._lock.hold(wait=True):
                    # Unless another has made it anew while this one waited.
                    if asked is None or asked.is_file(self.index_path):
                        self._delete_index()
            return self._ask(question, tries - 1)

    def _ask_as_it_is(self, question: Callable[[Index], _T]) -> _T:
        """Put a question to the index as it was left, while another writes; where there is none, to one in memory."""
        try:
            if self.index_path.exists():
                index = self._open_index()
                if index.is_current():
                    return question(index)
        except sqlite3.Error:  # it is being made anew
            self._drop_index()
        return question(self._index_in_memory())

    def _is_in_step(self, index: Index) -> bool:
        return not index.is_waiting() and is_in_step(self.folder, index)

    def _usable_index(self) -> Index:
        """The index file, made anew where it is damaged or another version's. The lock is held."""
        try:
            if self._has_index():
                return self._open_index()
        except sqlite3.Error as error:
            if not is_damage(error) and self.index_path.exists():
                raise
        self._delete_index()
        index = self._open_index(new=True)
        index.create()
        return index

    def _has_index(self) -> bool:
        return self.index_path.exists() and self._open_index().is_current()

    def _open_index(self, new: bool = False) -> Index:
        """The index file, opened once, and again where it was thrown away meanwhile."""
        if self._index is not None and not self._index.is_file(self.index_path):
            self._drop_index()
        if self._index is None:
            self._index = Index(self.index_path, new)
        return self._index

    def _drop_index(self) -> None:
        if self._index is not None:
            self._index.close()
        self._index, self._in_step = None, False

    def _delete_index(self) -> None:
        self._drop_index()
        delete_index(self.index_path)

    def _index_in_memory(self) -> Index:
        index = Index(None)
        index.create()
        for moete, stamp in files.stamps(self.folder / "moete").items():
            path = files.meeting_path(self.folder, moete)
            try:
                index.put_meeting(files.read_meeting(path), stamp)
            except ArchiveError:
                if path.exists():
                    raise
        index.flush()
        return index


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
