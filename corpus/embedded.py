"""The index in files beside the archive: an SQLite file, and a folder with the full text.

The SQLite file says what is indexed, keeps the text of each sak for its snippet, and knows the archive's words. The
full text (`corpus.fulltext`) follows it: the folder is written first and the table of those that wait emptied
afterwards, so that whatever a crash cut off is done again, with the same end.
"""

from __future__ import annotations

import secrets
import shutil
import sqlite3
import time
import weakref
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.index import EVERYTHING, SCHEMA, TABLES, Index
from corpus.keys import keys_version

if TYPE_CHECKING:
    from corpus.fulltext import FullText

MARK = "merke"
"""The file that ties the full text's folder to its SQLite file."""
MOST_WAITING = 200
"""Meetings that may wait for the full text; writing it costs the same 10 ms for one as for a hundred."""
LONGEST_WAIT = 2.0
"""Seconds that a meeting may wait while papers keep coming in."""
_CORRUPT = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_NO_ROOM = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}


class EmbeddedIndex(Index):
    """The open index; ``path`` is a file, or None for one in memory.

    Only who may write to the archive begins a new file, with ``new``. Raises `sqlite3.Error` where there is none.
    """

    connection: sqlite3.Connection

    def __init__(self, path: Path | None, new: bool = False) -> None:
        super().__init__()
        name = f"{path.absolute().as_uri()}?mode={'rwc' if new else 'rw'}" if path else ":memory:"
        self.connection = sqlite3.connect(name, isolation_level=None, timeout=10, uri=True)
        weakref.finalize(self, self.connection.close)
        self._path = path
        self._file = _inode(path) if path else None
        self._folder = text_folder(path) if path else None
        self._text: FullText | None = None
        self._flushed = time.monotonic()
        # Commits need no fsync in WAL: a power cut may cost the last of them, and the archive then adds them again.
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA synchronous = NORMAL")

    def close(self) -> None:
        """Give the files back."""
        self._text = None
        self.connection.close()

    @property
    def text(self) -> FullText:
        """The full text. Raises `sqlite3.DatabaseError` where it is damaged."""
        if self._text is None:
            # Takes longer to load than all else that opening an archive needs.
            from corpus.fulltext import FullText

            self._text = FullText(self._folder)
        return self._text

    def is_there(self) -> bool:
        """Whether the file that was opened is still the one at its place."""
        return self._path is not None and self._file is not None and _inode(self._path) == self._file

    def is_current(self) -> bool:
        """Whether this is an index made by this version of the program, with its full text beside it."""
        if self.value("PRAGMA user_version") != SCHEMA or self.value("SELECT med FROM laga") != keys_version():
            return False
        return not self._folder or self.value("SELECT merke FROM laga") == _read_mark(self._folder)

    def is_whole(self) -> bool:
        """Whether the files hold together, each by itself and both with each other.

        Raises `sqlite3.DatabaseError` where the full text can't be read.
        """
        if self.value("PRAGMA integrity_check") != "ok" or not self.text.is_whole():
            return False
        numbers = [nr for (nr,) in self.connection.execute("SELECT nr FROM sak ORDER BY nr")]
        return self.is_waiting() or self.text.numbers() == numbers

    def create(self) -> None:
        """Make the tables in an empty file, and the full text's folder."""
        from corpus import followup, links

        mark = secrets.token_hex(8)
        if self._folder:
            from corpus.fulltext import FullText

            shutil.rmtree(self._folder, ignore_errors=True)
            self._text = FullText.create(self._folder)
            (self._folder / MARK).write_text(mark, encoding="utf-8")
        self.connection.executescript(TABLES + links.TABLES + followup.TABLES)
        self.fill_new(mark)
        self.connection.execute(f"PRAGMA user_version = {SCHEMA}")

    def begin(self, wait: bool = True) -> bool:
        """Begin a change; the lock of the archive's folder sees to it that there is no other writer."""
        self.connection.execute("BEGIN IMMEDIATE")
        return True

    def commit(self) -> None:
        """Let others see the change; the full text follows by `flush`."""
        self.connection.execute("COMMIT")

    def state(self) -> object:
        """Something that is another after whatever change, by whomever."""
        return self.value("PRAGMA data_version"), self.connection.total_changes

    def is_flush_due(self) -> bool:
        """Whether so many meetings wait for the full text, or some for so long, that it is to be written."""
        is_late = time.monotonic() - self._flushed > LONGEST_WAIT
        return self.is_waiting(0 if is_late else MOST_WAITING)

    def flush(self) -> None:
        """Bring the full text in step. Not within a transaction, and only for who may write to the archive.

        A damaged full text is made anew.
        """
        from corpus.fulltext import DamagedTextError, FullText

        waiting = self.waiting()
        if not waiting:
            return
        try:
            self.text.replace(self.entries(waiting), waiting, EVERYTHING in waiting)
        except DamagedTextError:
            if not self._folder:
                raise
            self._text = None
            shutil.rmtree(self._folder, ignore_errors=True)
            self._text = FullText.create(self._folder)
            self._text.replace(self.entries([EVERYTHING]), (), True)
            (self._folder / MARK).write_text(str(self.value("SELECT merke FROM laga")), encoding="utf-8")
        self.connection.execute("DELETE FROM ventar")
        self._flushed = time.monotonic()


class EmbeddedPlace:
    """The SQLite file ``path``, and the folder of its full text."""

    remedy = "delete it, it is then made anew"
    is_shared = False

    def __init__(self, path: Path) -> None:
        self.name = str(path)
        self._path = path

    def exists(self) -> bool:
        """Whether the file is there."""
        return self._path.exists()

    def open(self, new: bool = False) -> EmbeddedIndex:
        """The index in the file. Raises `sqlite3.Error` where it can't be opened."""
        return EmbeddedIndex(self._path, new)

    def delete(self) -> None:
        """Throw the files away, whatever state they are in."""
        for ending in ("", "-wal", "-shm"):
            Path(f"{self._path}{ending}").unlink(missing_ok=True)
        shutil.rmtree(text_folder(self._path), ignore_errors=True)


def text_folder(path: Path) -> Path:
    """The folder of the full text that belongs to the SQLite file ``path``."""
    return path.with_suffix("")


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the error says that the file is no whole index (and not that it is busy, or the disk full)."""
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _CORRUPT


def takes_no_more(error: sqlite3.Error) -> bool:
    """Whether the error says that the disk is full, or the file not to be written to."""
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _NO_ROOM


def _inode(path: Path) -> int | None:
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return None


def _read_mark(folder: Path) -> str | None:
    """What ties the folder to its SQLite file; None where there is no full text."""
    try:
        return (folder / MARK).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None
