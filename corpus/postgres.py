"""The index in a PostgreSQL database, for several machines to search.

It has the tables of `corpus.index`, with the full text (`corpus.postgres_text`) in the same transaction: who asks sees
the index as a writer left it, never in between, and a writer that is killed leaves nothing. Writers wait for each other
by a lock in the database, beside that of the archive's folder.

An index belongs to one archive. The archive's folder has a mark for it (`MARK`) from the first time on that a shared
index is made from it.
"""

from __future__ import annotations

import re
import secrets
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus import files, followup, links, postgres_text
from corpus.index import EVERYTHING, SCHEMA, TABLES, Index
from corpus.keys import keys_version
from corpus.postgres_text import PostgresText
from corpus.server import WRITE_SECONDS, Address, IndexServerError, Server
from model.errors import ArchiveError

MARK = "arkivmerke"
"""The file of the archive that its shared index is known by."""
LONGEST_WAIT = 600.0
"""Seconds that a writer waits for another; each change is short, so that one who holds it longer hangs."""
MANY = 500
"""Meetings written in one change from which the database is told to look at its tables anew."""
_LARGE = ("moete", "sak", "ord", "nykel", "saknummer", "vising", "tekst", "nykelbok", "postar")
_LOOKS_AGAIN = 0.05  # seconds between two tries at the lock
_LOCK = 0x5A4B5347  # tells our locks from those that others take in the database
_ITS_OWN = """
CREATE TABLE arkiv (skjema integer NOT NULL, mappe TEXT NOT NULL, endring bigint NOT NULL);
CREATE FUNCTION instr(text, text) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT strpos($1, $2)';
"""
_TYPES = {
    r"INTEGER PRIMARY KEY( AUTOINCREMENT)?": "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
    r"\bINTEGER\b": "bigint",
    r"\bTEXT\b(\[\])?": r'text\1 COLLATE "C"',
    r"\s*WITHOUT ROWID": "",
}
"""What SQLite's words for tables are in PostgreSQL; text is compared by its code points, as SQLite does."""


@dataclass(frozen=True, slots=True)
class _About:
    """Whose index it is."""

    mark: str
    folder: str
    """Where the archive was when the index was made, for people."""
    is_current: bool
    """It was made by this version of the program."""


class PostgresIndex(Index):
    """The open index at an address, of the archive in ``folder`` if there is one. For one thread of one process."""

    connection: Server

    def __init__(self, address: Address, folder: Path) -> None:
        super().__init__()
        self._address = address
        self._folder = folder
        self.connection = Server(address)
        self._text = PostgresText(self.connection)
        if has_archive(folder):
            self._refuse_others(self._about())

    def close(self) -> None:
        """End the connection; a change that is not committed is undone."""
        self.connection.close()

    @property
    def text(self) -> PostgresText:
        """The full text."""
        return self._text

    def is_there(self) -> bool:
        """Whether the server can still be asked, as far as is known."""
        return self.connection.is_open

    def is_current(self) -> bool:
        """Whether there is an index, made by this version of the program."""
        about = self._about()
        return about is not None and about.is_current

    def _about(self) -> _About | None:
        """Whose index there is in the schema; None where there is none."""
        if self.value("SELECT to_regclass(?)", f"{self._address.schema}.arkiv") is None:
            return None
        row = self.connection.execute("SELECT l.merke, a.mappe, a.skjema, l.med FROM laga l, arkiv a").fetchone()
        return _About(row[0], row[1], row[2] == SCHEMA and row[3] == keys_version()) if row else None

    def is_whole(self) -> bool:
        """Whether the tables hold together."""
        self.connection.allow(WRITE_SECONDS)  # every row is looked at
        numbers = [nr for (nr,) in self.connection.execute("SELECT nr FROM sak ORDER BY nr")]
        return self.text.numbers() == numbers and self.text.is_whole()

    def create(self) -> None:
        """Nothing: the tables are made in the change that fills them (`begin`), so that nobody sees them empty."""

    def begin(self, wait: bool = True) -> bool:
        """Begin a change, with the tables made where there are none of this version.

        Waits for another writer; without ``wait``, gives False where there is one. Raises `ArchiveError` where the
        index is another archive's.
        """
        late = time.monotonic() + LONGEST_WAIT
        while True:
            self.connection.begin(snapshot=False)
            if self.value("SELECT pg_try_advisory_xact_lock(?, hashtext(?))", _LOCK, self._address.schema):
                break
            self.connection.undo()
            if not wait:
                return False
            if time.monotonic() > late:
                raise IndexServerError(
                    f"Another writer has held {self._address.name} for ten minutes; see if it hangs."
                )
            time.sleep(_LOOKS_AGAIN)
        about = self._about()
        self._refuse_others(about)
        if not (about and about.is_current):
            self._make(is_ours=about is not None)
        return True

    def commit(self) -> None:
        """Bring the full text in step, and let others see the change."""
        waiting = self.waiting()
        if waiting:
            self.text.replace(self.entries(waiting), waiting, EVERYTHING in waiting)
            self.connection.execute("DELETE FROM ventar")
        self.connection.execute("UPDATE arkiv SET endring = endring + 1")
        self.connection.commit()
        if EVERYTHING in waiting or len(waiting) > MANY:
            self.connection.script(f"ANALYZE {', '.join(_LARGE)}")

    def is_flush_due(self) -> bool:
        """Never: `commit` has done it."""
        return False

    def flush(self) -> None:
        """Nothing: `commit` has done it."""

    def state(self) -> object:
        """Something that is another after whatever change, by whomever."""
        return self.value("SELECT endring FROM arkiv")

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Within it, everything that is asked is answered from one state of the index."""
        self.connection.begin(snapshot=True)
        try:
            yield
        finally:
            self.connection.undo()  # there is nothing to keep

    def _refuse_others(self, about: _About | None) -> None:
        """Raise `ArchiveError` where the index was made from another archive than the one in the folder."""
        if about and about.mark != read_mark(self._folder):
            raise ArchiveError(
                f"{self._address.name} has the index of another archive ({about.folder}), not of {self._folder}; give"
                " another database, or a schema of its own with ?schema=NAME at the end of the address."
            )

    def _make(self, is_ours: bool) -> None:
        """Make the tables in the schema, in place of those that another version made there."""
        schema = self._address.schema
        if self.connection.encoding != "UTF8":
            raise IndexServerError(f"The database of {self._address.name} must be one in UTF8 to hold every letter.")
        tables = "SELECT tablename FROM pg_tables WHERE schemaname = ? ORDER BY 1"
        there = [table for (table,) in self.connection.execute(tables, (schema,))]
        if there and not is_ours:
            raise ArchiveError(
                f"{self._address.name} has tables of others in the schema {schema}; give a schema of its own with"
                " ?schema=NAME at the end of the address."
            )
        if self.value("SELECT 1 FROM pg_namespace WHERE nspname = ?", schema) is None:
            self.connection.script(f'CREATE SCHEMA "{schema}"')
        for table in there:
            self.connection.script('DROP TABLE "{}"."{}" CASCADE'.format(schema, table.replace('"', '""')))
        self.connection.script("DROP FUNCTION IF EXISTS instr(text, text)")
        made = TABLES + links.TABLES + followup.TABLES + postgres_text.TABLES + _ITS_OWN
        for words, own in _TYPES.items():
            made = re.sub(words, own, made)
        self.connection.script(made)
        mark = read_mark(self._folder) or secrets.token_hex(16)
        if read_mark(self._folder) is None:
            files.write_whole(self._folder / MARK, f"{mark}\n")
        self.fill_new(mark)
        where = f"{self._folder.absolute()} on {socket.gethostname()}"
        self.connection.execute("INSERT INTO arkiv VALUES (?, ?, 0)", (SCHEMA, where))
        self._seen.clear()
        self._known.clear()


class PostgresPlace:
    """The address of an index, for the archive in ``folder``; nothing is asked of the server before it is needed."""

    is_shared = True

    def __init__(self, url: str, folder: Path) -> None:
        self._address = Address.parse(url)
        self._folder = folder
        self.name = self._address.name
        self.remedy = "run `saksgang check --rebuild` with the same --index, which makes it anew"

    def exists(self) -> bool:
        """Whether there is an index at the address. Raises `IndexServerError` where the server is not there."""
        return True

    def open(self, new: bool = False) -> PostgresIndex:
        """The index, if need be without tables yet. Raises `ArchiveError` where it is another archive's."""
        return PostgresIndex(self._address, self._folder)

    def delete(self) -> None:
        """Nothing: the next change makes anew what is of no use."""


def has_archive(folder: Path) -> bool:
    """Whether there is an archive in the folder."""
    return any((folder / part).is_dir() for part in files.PARTS)


def read_mark(folder: Path) -> str | None:
    """The mark of the archive in the folder; None where it has had no shared index."""
    try:
        return (folder / MARK).read_text(encoding="utf-8").strip() or None
    except OSError:
        return None
