"""Who reads and who writes the archive at a time, and over which index.

Writers wait for each other, one change after the other; who asks never waits, and gets an answer from an index that is
in step with the files wherever that can be had.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from corpus import files
from corpus.embedded import EmbeddedIndex, EmbeddedPlace, is_damage, takes_no_more
from corpus.index import Index, Place
from corpus.step import bring_in_step, is_in_step
from model.errors import ArchiveError

_T = TypeVar("_T")

TRIES = 3
"""More, for who meets an index that is thrown away at that moment."""


def _answer(question: Callable[[Index], _T], index: Index) -> _T:
    with index.reading():
        return question(index)


def index_place(folder: Path, index: str | None) -> Place:
    """Where the index of the archive in ``folder`` is kept: at the address ``index``, else beside the files."""
    if index is None:
        return EmbeddedPlace(folder / "indeks.sqlite")
    # A package of its own that not everybody has.
    from corpus.postgres import PostgresPlace

    return PostgresPlace(index, folder)


class _BusyError(Exception):
    """Another writer is at work."""


class ThrownAwayError(ArchiveError):
    """The index was deleted while it was written to; what it is made from is there."""


class Access:
    """The lock and the index of the archive in ``folder``; for one thread of one process."""

    def __init__(self, folder: Path, place: Place) -> None:
        self.folder = folder
        self.place = place
        self.lock = files.WriteLock(folder)
        self._index: Index | None = None
        self._in_step = False

    def exists(self) -> bool:
        """Whether there is an archive in the folder."""
        return any((self.folder / part).is_dir() for part in files.PARTS)

    def need(self) -> None:
        """Raise `ArchiveError` where there is none."""
        if self.exists():
            return
        if self.place.is_shared:
            raise ArchiveError(
                f"There is no archive in {self.folder}, and this needs its files beside the index; name the folder they"
                " are in."
            )
        raise ArchiveError(f"There is no archive in {self.folder}: import papers, or name the folder it is in.")

    @contextmanager
    def writing(self, wait: bool = True, first: Callable[[Path, Index], None] | None = None) -> Iterator[Index]:
        """The index, in step with the files and open for a change, with the lock held.

        ``first`` is done with it before; without, it is brought in step, unless this process and the writer before it
        left it so. Without ``wait``, raises `_BusyError` where another writer is at work.
        """
        with self.lock.hold(wait, mends=True) as clean:
            if clean is None:
                raise _BusyError
            try:
                index = self._usable_index()
                if not index.begin(wait):
                    raise _BusyError
                in_step = clean and self._in_step and index.folders() == files.folder_stamps(self.folder)
                first = first or (None if in_step else bring_in_step)
                if first:
                    first(self.folder, index)
                yield index
                index.note_folders(files.folder_stamps(self.folder))
                index.commit()
                if first or index.is_flush_due():
                    index.flush()
                self._in_step = True
            except BaseException as error:
                is_gone = self._index is not None and not self._index.is_there()
                self._drop_index()
                if isinstance(error, sqlite3.Error):
                    if is_gone:
                        raise ThrownAwayError(f"{self.place.name} was thrown away in the middle of a write.") from error
                    kind = files.NoRoomError if takes_no_more(error) else ArchiveError
                    raise kind(f"{self.place.name} could not be written: {error}.") from error
                if isinstance(error, OSError):
                    where = error.filename or self.folder
                    raise files.NoRoomError(f"{where} could not be written: {error.strerror or error}.") from error
                raise

    def ask(self, question: Callable[[Index], _T], tries: int = TRIES) -> _T:
        """Put a question to an index that is in step with the files, as far as `corpus.step.is_in_step` looks.

        Where it is not, it is brought in step first. Where another writer is at work on that, the index as it is
        answers; where there is none, or the disk takes no more, one in memory does. A damaged index is made anew.
        """
        if not (self.place.is_shared and not self.exists()):
            self.need()
        if not os.access(self.folder, os.W_OK):
            return self._ask_instead(question)
        try:
            if not (self.lock.is_clean() and self._has_index() and self._is_in_step(self._open_index())):
                with self.writing(wait=False, first=bring_in_step):
                    pass
            return _answer(question, self._open_index())
        except _BusyError:
            return self._ask_as_it_is(question)
        except files.NoRoomError:
            return self._ask_instead(question)
        except ThrownAwayError:
            if not tries:
                raise
            return self.ask(question, tries - 1)
        except sqlite3.Error as error:
            asked = self._index
            self._drop_index()
            if not tries:
                raise ArchiveError(f"{self.place.name} could not be read ({error}); {self.place.remedy}.") from error
            if is_damage(error):
                with self.lock.hold(wait=True):
                    # Unless another has made it anew while this one waited.
                    if asked is None or asked.is_there():
                        self._delete_index()
            return self.ask(question, tries - 1)

    def _ask_as_it_is(self, question: Callable[[Index], _T]) -> _T:
        """Put a question to the index as it was left, while another writes; where there is none, to one in memory."""
        try:
            if self.place.exists():
                index = self._open_index()
                if index.is_current():
                    return _answer(question, index)
        except sqlite3.Error:  # it is being made anew
            self._drop_index()
        if not self.exists():
            raise ArchiveError(
                f"{self.place.name} has no index of this version of Saksgang; whoever has the archive's folder makes"
                " it, by `saksgang import` or `saksgang check --rebuild` with the same --index."
            )
        return question(self._index_in_memory())

    def _ask_instead(self, question: Callable[[Index], _T]) -> _T:
        """Put a question where nothing can be written here: to a shared index as others left it, else to one in memory.

        So it is too on a machine that does not have the archive's folder.
        """
        return self._ask_as_it_is(question) if self.place.is_shared else question(self._index_in_memory())

    def _is_in_step(self, index: Index) -> bool:
        return not index.is_waiting() and is_in_step(self.folder, index)

    def _usable_index(self) -> Index:
        """The index file, made anew where it is damaged or another version's. The lock is held."""
        try:
            if self._has_index():
                return self._open_index()
        except sqlite3.Error as error:
            if not is_damage(error) and self.place.exists():
                raise
        self._delete_index()
        index = self._open_index(new=True)
        index.create()
        return index

    def _has_index(self) -> bool:
        return self.place.exists() and self._open_index().is_current()

    def _open_index(self, new: bool = False) -> Index:
        """The index file, opened once, and again where it was thrown away meanwhile."""
        if self._index is not None and not self._index.is_there():
            self._drop_index()
        if self._index is None:
            self._index = self.place.open(new)
        return self._index

    def _drop_index(self) -> None:
        if self._index is not None:
            self._index.close()
        self._index, self._in_step = None, False

    def _delete_index(self) -> None:
        self._drop_index()
        self.place.delete()

    def _index_in_memory(self) -> Index:
        index = EmbeddedIndex(None)
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
