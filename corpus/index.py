"""The search index, derived from the archive's files: an SQLite file, and beside it a folder with the full text.

The index can be thrown away at any time; `corpus.archive` makes it anew. The SQLite file says what is indexed, keeps
the text of each sak for its snippet, and knows the archive's words. The full text (`corpus.fulltext`) follows it by
`Index.flush`: a meeting that is put or removed waits in the table ``ventar`` until then. The folder is written first
and the table emptied afterwards, so that whatever a crash cut off is done again, with the same end.
"""

from __future__ import annotations

import json
import secrets
import shutil
import sqlite3
import time
import weakref
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from corpus.keys import Keys, abbreviations, keys, keys_version, keys_without_dictionary, words

if TYPE_CHECKING:
    from corpus.fulltext import Entry, FullText
    from model.moete import Blokk, Kjelde, Moete, Sak

SCHEMA = 4
MARK = "merke"
"""The file that ties the full text's folder to its SQLite file."""
MOST_WAITING = 200
"""Meetings that may wait for the full text; writing it costs the same 10 ms for one as for a hundred."""
LONGEST_WAIT = 2.0
"""Seconds that a meeting may wait while papers keep coming in."""
_WEIGHTS: dict[str, int] = {"tittel": 10, "vedtak": 4, "tekst": 1}
"""A word in a title says more of what a sak is about than one in its vedtak, and that more than one in its account."""
_MOST_KNOWN = 200_000  # words whose keys are kept in memory
_CORRUPT = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_NO_ROOM = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
_TABLES = """
CREATE TABLE laga (med TEXT NOT NULL, merke TEXT NOT NULL);
CREATE TABLE organ (nr INTEGER PRIMARY KEY AUTOINCREMENT, organisasjon TEXT, utvalg TEXT);
CREATE TABLE moete (id TEXT PRIMARY KEY, organ INTEGER NOT NULL, dato TEXT, stempel TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX moete_organ ON moete (organ);
CREATE TABLE ventar (moete TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE lesingar (sha256 TEXT PRIMARY KEY, moete TEXT NOT NULL, stempel TEXT NOT NULL, lesen_som TEXT NOT NULL)
    WITHOUT ROWID;
CREATE INDEX lesingar_moete ON lesingar (moete);
CREATE INDEX lesingar_lesen_som ON lesingar (lesen_som);
CREATE TABLE mappe (sti TEXT PRIMARY KEY, stempel TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE rettingar (moete TEXT PRIMARY KEY, stempel TEXT NOT NULL) WITHOUT ROWID;
-- A number is never given twice: the full text may still have the sak that had it.
CREATE TABLE sak (nr INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, moete TEXT NOT NULL, nummer TEXT,
                  tittel TEXT NOT NULL, utfall TEXT, unntatt TEXT, tema TEXT NOT NULL, beloep TEXT NOT NULL,
                  stykke TEXT NOT NULL);
CREATE INDEX sak_moete ON sak (moete);
CREATE TABLE tema (uri TEXT PRIMARY KEY, namn TEXT) WITHOUT ROWID;
CREATE TABLE ord (ord TEXT PRIMARY KEY, snudd TEXT NOT NULL, heile TEXT NOT NULL, delar TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX ord_snudd ON ord (snudd);
CREATE INDEX ord_lengd ON ord (length(ord), ord);
CREATE TABLE kort (kort TEXT PRIMARY KEY, nyklar TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE nykel (nykel TEXT NOT NULL, ord TEXT NOT NULL, PRIMARY KEY (nykel, ord)) WITHOUT ROWID;
"""
_EVERYTHING = ""
"""Stands in ``ventar`` for all that was indexed before; no meeting has this id."""

Column = Literal["tittel", "vedtak", "tekst"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sak's text, with the place it stands."""

    column: Column
    text: str
    fil: str | None
    side: int | None
    punkt: str | None = None
    """Id of the point of the vedtak that it is."""


class Index:
    """The open index; ``path`` is a file, or None for one in memory.

    Only who may write to the archive begins a new file, with ``new``. Raises `sqlite3.Error` where there is none.
    """

    def __init__(self, path: Path | None, new: bool = False) -> None:
        name = f"{path.absolute().as_uri()}?mode={'rwc' if new else 'rw'}" if path else ":memory:"
        self.connection = sqlite3.connect(name, isolation_level=None, timeout=10, uri=True)
        weakref.finalize(self, self.connection.close)
        self._file = _inode(path) if path else None
        self._folder = text_folder(path) if path else None
        self._text: FullText | None = None
        self._flushed = time.monotonic()
        # Commits need no fsync in WAL: a power cut may cost the last of them, and the archive then adds them again.
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA synchronous = NORMAL")
        self._organs: dict[int, tuple[str | None, str | None]] = {}
        self._organs_state: tuple[object, int] | None = None
        self._seen: set[str] = set()
        self._known: dict[str, Keys] = {}

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

    def is_file(self, path: Path) -> bool:
        """Whether ``path`` is still the file that was opened."""
        return self._file is not None and _inode(path) == self._file

    def is_current(self) -> bool:
        """Whether this is an index made by this version of the program, with its full text beside it."""
        if self._value("PRAGMA user_version") != SCHEMA or self._value("SELECT med FROM laga") != keys_version():
            return False
        return not self._folder or self._value("SELECT merke FROM laga") == _read_mark(self._folder)

    def is_whole(self) -> bool:
        """Whether the files hold together, each by itself and both with each other.

        Raises `sqlite3.DatabaseError` where the full text can't be read.
        """
        if self._value("PRAGMA integrity_check") != "ok" or not self.text.is_whole():
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
        self.connection.executescript(_TABLES + links.TABLES + followup.TABLES)
        self.connection.execute("INSERT INTO laga VALUES (?, ?)", (keys_version(), mark))
        rows = [(short, " ".join(spelled_out)) for short, spelled_out in abbreviations().items()]
        self.connection.executemany("INSERT INTO kort VALUES (?, ?)", rows)
        self.connection.execute(f"PRAGMA user_version = {SCHEMA}")

    def clear(self) -> None:
        """Forget everything that was indexed."""
        every = "mappe moete organ lesingar rettingar sak tema ord nykel ventar saknummer vising gang gjeremaal"
        for table in every.split():
            self.connection.execute(f"DELETE FROM {table}")
        self.connection.execute("INSERT INTO ventar VALUES (?)", (_EVERYTHING,))
        self._seen.clear()
        self._known.clear()

    # How the full text follows.

    def is_waiting(self, most: int = 0) -> bool:
        """Whether more than ``most`` meetings wait for the full text."""
        return self._value("SELECT 1 FROM ventar LIMIT 1 OFFSET ?", most) is not None

    def is_flush_due(self) -> bool:
        """Whether so many meetings wait for the full text, or some for so long, that it is to be written."""
        is_late = time.monotonic() - self._flushed > LONGEST_WAIT
        return self.is_waiting(0 if is_late else MOST_WAITING)

    def flush(self) -> None:
        """Bring the full text in step. Not within a transaction, and only for who may write to the archive.

        A damaged full text is made anew.
        """
        from corpus.fulltext import DamagedTextError, FullText

        waiting = [moete for (moete,) in self.connection.execute("SELECT moete FROM ventar ORDER BY moete")]
        if not waiting:
            return
        try:
            self.text.replace(self._entries(waiting), waiting, _EVERYTHING in waiting)
        except DamagedTextError:
            if not self._folder:
                raise
            self._text = None
            shutil.rmtree(self._folder, ignore_errors=True)
            self._text = FullText.create(self._folder)
            self._text.replace(self._entries([_EVERYTHING]), (), True)
            (self._folder / MARK).write_text(str(self._value("SELECT merke FROM laga")), encoding="utf-8")
        self.connection.execute("DELETE FROM ventar")
        self._flushed = time.monotonic()

    def _entries(self, waiting: Sequence[str]) -> Iterator[Entry]:
        if _EVERYTHING in waiting:
            waiting = [moete for (moete,) in self.connection.execute("SELECT id FROM moete ORDER BY id")]
        for moete in waiting:
            rows = self.connection.execute(
                "SELECT s.nr, m.id, m.organ, m.dato, s.utfall, s.tema, s.beloep, s.stykke"
                " FROM sak s JOIN moete m ON m.id = s.moete WHERE s.moete = ? ORDER BY s.nr", (moete,),
            )  # fmt: skip
            for row in rows.fetchall():
                yield self._entry(*row)

    def _entry(
        self, nr: int, moete: str, organ: int, dato: str | None, utfall: str | None, tema: str, beloep: str, stykke: str
    ) -> Entry:
        from corpus.fulltext import Entry

        day = date.fromisoformat(dato) if dato else None
        entry = Entry(
            nr, moete, organ=organ, dag=day.toordinal() if day else 0, aar=day.year if day else 0, utfall=utfall,
            tema=json.loads(tema), beloep=json.loads(beloep),
        )  # fmt: skip
        for piece in stored_pieces(stykke):
            weight, running = _WEIGHTS[piece.column], list[str]()
            for word, start, end in words(piece.text):
                known = self.keys_of(word)
                running.append(known.whole[0])
                entry.delar += (*known.whole[1:], *known.parts) * weight
                if piece.text[start:end].isupper() and (stands_for := abbreviations().get(word)):
                    entry.delar += stands_for * weight
                    entry.kort.append(" ".join(stands_for))
            entry.heile += running * weight
            entry.gang.append(" ".join(running))
        return entry

    # What the index was made from: a stamp for each file of the archive.

    def stamps(self, part: str) -> dict[str, str]:
        """The stamp of each file of a part of the archive (one of `corpus.files.INDEXED`), as it was when indexed."""
        key = {"moete": "id", "lesingar": "sha256", "rettingar": "moete"}[part]
        return dict(self.connection.execute(f"SELECT {key}, stempel FROM {part}"))

    def readings_of(self, moete: str) -> list[str]:
        """Checksums of the files that the meeting was read from."""
        rows = self.connection.execute("SELECT sha256 FROM lesingar WHERE moete = ? ORDER BY sha256", (moete,))
        return [sha256 for (sha256,) in rows]

    def meeting_of(self, sha256: str) -> str | None:
        """Id of the meeting that the file was read as."""
        value = self._value("SELECT moete FROM lesingar WHERE sha256 = ?", sha256)
        return None if value is None else str(value)

    def put_reading(self, sha256: str, moete: str, stamp: str, read_as: str) -> None:
        """Note that a file belongs to this meeting, and as which it was read."""
        row = (sha256, moete, stamp, read_as)
        self.connection.execute("INSERT OR REPLACE INTO lesingar VALUES (?, ?, ?, ?)", row)

    def read_as(self, moete: str) -> dict[str, str]:
        """Checksum and stamp of the files that were read as this meeting, wherever they belong now."""
        return dict(self.connection.execute("SELECT sha256, stempel FROM lesingar WHERE lesen_som = ?", (moete,)))

    def folders(self) -> dict[str, str]:
        """The stamp of each folder of records, as it was when the index was last in step."""
        return dict(self.connection.execute("SELECT sti, stempel FROM mappe"))

    def note_folders(self, found: dict[str, str]) -> None:
        """Note the stamps of the folders of records."""
        if found != self.folders():
            self.connection.execute("DELETE FROM mappe")
            self.connection.executemany("INSERT INTO mappe VALUES (?, ?)", found.items())

    def has_more_readings(self, than: int) -> bool:
        """Whether the archive has more papers than that."""
        return self._value("SELECT 1 FROM lesingar LIMIT 1 OFFSET ?", than) is not None

    def stamp_of(self, moete: str) -> str | None:
        """The stamp of a meeting's file, as it was when indexed; None for a meeting that is not."""
        value = self._value("SELECT stempel FROM moete WHERE id = ?", moete)
        return None if value is None else str(value)

    def note_corrections(self, moete: str, stamp: str | None) -> None:
        """Note the stamp of a meeting's corrections; None where it has none."""
        self.connection.execute("DELETE FROM rettingar WHERE moete = ?", (moete,))
        if stamp is not None:
            self.connection.execute("INSERT INTO rettingar VALUES (?, ?)", (moete, stamp))

    def remove_reading(self, sha256: str) -> None:
        """Forget a file."""
        self.connection.execute("DELETE FROM lesingar WHERE sha256 = ?", (sha256,))

    def remove_meeting(self, moete: str) -> None:
        """Forget a meeting and its saker."""
        from corpus import followup, links  # a search does not pay for them

        row = self.connection.execute("SELECT organ FROM moete WHERE id = ?", (moete,)).fetchone()
        if row is None:
            return
        self.connection.execute("INSERT OR IGNORE INTO ventar VALUES (?)", (moete,))
        self.connection.execute("DELETE FROM sak WHERE moete = ?", (moete,))
        self.connection.execute("DELETE FROM moete WHERE id = ?", (moete,))
        self.connection.execute(
            "DELETE FROM organ WHERE nr = ? AND NOT EXISTS (SELECT 1 FROM moete WHERE organ = nr)", row
        )
        links.remove(self.connection, moete)
        followup.remove(self.connection, moete)

    def put_meeting(self, moete: Moete, stamp: str) -> None:
        """Index a meeting in place of what was known of it."""
        from corpus import followup, links  # a search does not pay for them

        self.remove_meeting(moete.id)
        dato = moete.moetedato.isoformat() if moete.moetedato else None
        row = (moete.id, self._organ(moete.organisasjon, moete.utvalg), dato, stamp)
        self.connection.execute("INSERT INTO moete VALUES (?, ?, ?, ?)", row)
        self.connection.execute("INSERT OR IGNORE INTO ventar VALUES (?)", (moete.id,))
        for sak in moete.saker:
            self._put_sak(moete.id, sak)
        links.put(self.connection, moete)
        followup.put(self.connection, moete)

    def _organ(self, organisasjon: str | None, utvalg: str | None) -> int:
        """The row of an organ, new where it has none."""
        pair = (organisasjon, utvalg)
        query = "SELECT nr FROM organ WHERE organisasjon IS ? AND utvalg IS ?"
        row = self.connection.execute(query, pair).fetchone()
        made = (
            self.connection.execute("INSERT INTO organ (organisasjon, utvalg) VALUES (?, ?)", pair) if not row else None
        )
        return int(row[0] if row else made.lastrowid)  # type: ignore[union-attr,arg-type]  # one of them is there

    def _put_sak(self, moete: str, sak: Sak) -> None:
        pieces = list(_pieces(sak))
        utfall = sak.vedtak.utfall if sak.vedtak else None
        stored = [[p.column, p.text, p.fil, p.side, *([p.punkt] if p.punkt else [])] for p in pieces]
        themes = [tema.uri for tema in sak.tema]
        self.connection.execute(
            "INSERT INTO sak (id, moete, nummer, tittel, utfall, unntatt, tema, beloep, stykke)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (sak.id, moete, sak.nummer, sak.tittel, utfall, sak.unntatt_offentlegheit,
             _compact(list(dict.fromkeys(themes))), _compact(sorted(_amounts(sak))), _compact(stored)),
        )  # fmt: skip
        for tema in sak.tema:
            self.connection.execute(
                "INSERT INTO tema VALUES (?, ?) ON CONFLICT (uri) DO UPDATE"
                " SET namn = min(coalesce(namn, excluded.namn), coalesce(excluded.namn, namn))",
                (tema.uri, tema.namn),
            )
        for piece in pieces:
            for word, _, _ in words(piece.text):
                if word not in self._seen:
                    self._put_word(word)

    def _put_word(self, word: str) -> None:
        self._seen.add(word)
        if self._value("SELECT 1 FROM ord WHERE ord = ?", word):
            return
        known = keys(word)
        row = (word, word[::-1], " ".join(known.whole), " ".join(known.leaves))
        self.connection.execute("INSERT INTO ord VALUES (?, ?, ?, ?)", row)
        rows = [(key, word) for key in {*known.whole, *known.parts}]
        self.connection.executemany("INSERT OR IGNORE INTO nykel VALUES (?, ?)", rows)

    def organs(self) -> dict[int, tuple[str | None, str | None]]:
        """Organisation and organ by number. Read again only after something was written, by whomever."""
        state = (self._value("PRAGMA data_version"), self.connection.total_changes)
        if state != self._organs_state:
            rows = self.connection.execute("SELECT nr, organisasjon, utvalg FROM organ ORDER BY 2, 3")
            self._organs, self._organs_state = {nr: (name, organ) for nr, name, organ in rows}, state
        return self._organs

    # What a search needs of the archive's words.

    def keys_of(self, word: str) -> Keys:
        """The keys of a word; from the archive's own words where it has it, which spares loading the dictionary."""
        known = self._known.get(word)
        if known is None:
            row = self.connection.execute("SELECT heile, delar FROM ord WHERE ord = ?", (word,)).fetchone()
            if row:
                known = Keys(tuple(row[0].split()), tuple(row[1].split()))
            else:
                known = keys_without_dictionary(word) or keys(word)
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[word] = known
        return known

    def abbreviations(self) -> dict[str, tuple[str, ...]]:
        """Abbreviations with the keys of the words that they stand for."""
        rows = self.connection.execute("SELECT kort, nyklar FROM kort")
        return {short: tuple(found.split()) for short, found in rows}

    def _value(self, query: str, *values: str | int) -> object:
        row = self.connection.execute(query, values).fetchone()
        return row[0] if row else None


def _inode(path: Path) -> int | None:
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return None


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the error says that the file is no whole index (and not that it is busy, or the disk full)."""
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _CORRUPT


def takes_no_more(error: sqlite3.Error) -> bool:
    """Whether the error says that the disk is full, or the file not to be written to."""
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _NO_ROOM


def text_folder(path: Path) -> Path:
    """The folder of the full text that belongs to the SQLite file ``path``."""
    return path.with_suffix("")


def delete_index(path: Path) -> None:
    """Throw the index away, whatever state it is in."""
    for ending in ("", "-wal", "-shm"):
        Path(f"{path}{ending}").unlink(missing_ok=True)
    shutil.rmtree(text_folder(path), ignore_errors=True)


def stored_pieces(stored: str) -> list[Piece]:
    """The text of a sak as the table keeps it."""
    return [Piece(*stretch) for stretch in json.loads(stored)]


def _read_mark(folder: Path) -> str | None:
    """What ties the folder to its SQLite file; None where there is no full text."""
    try:
        return (folder / MARK).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _amounts(sak: Sak) -> set[float]:
    """Every amount that the sak names, in NOK."""
    points = sak.vedtak.punkt if sak.vedtak else []
    granted = {act.beloep for punkt in points for act in punkt.handlingar if act.beloep is not None}
    return {beloep.nok for beloep in sak.beloep} | granted


def _pieces(sak: Sak) -> Iterator[Piece]:
    """The text of a sak: title, vedtak with proposal, and the rest, each stretch once."""
    numbers = " ".join(number for number in (sak.nummer, sak.arkivsak) if number)
    yield _piece("tittel", f"{sak.tittel} {numbers}".strip(), sak.kjelde)
    for part in (sak.vedtak, sak.framlegg):
        for punkt in part.punkt if part else ():
            yield _piece("vedtak", punkt.tekst, punkt.kjelde or sak.kjelde, punkt.id if part is sak.vedtak else None)
    for text in (*sak.vedlegg, *([sak.saksbehandlar] if sak.saksbehandlar else [])):
        yield _piece("tekst", text, sak.kjelde)
    told = {"framlegg": sak.framlegg, "vedtak": sak.vedtak, "vedlegg": sak.vedlegg, "behandling": sak.behandling}
    for seksjon in sak.seksjonar:
        if told.get(seksjon.rolle):
            continue
        if seksjon.tittel:
            yield _piece("tekst", seksjon.tittel, seksjon.kjelde or sak.kjelde)
        for blokk in seksjon.blokker:
            yield _block(blokk, seksjon.kjelde or sak.kjelde)
    for blokk in sak.behandling:
        yield _block(blokk, sak.kjelde)


def _block(blokk: Blokk, fallback: Kjelde | None) -> Piece:
    return _piece("tekst", blokk.tekst, blokk.kjelde or fallback)


def _piece(column: Column, text: str, kjelde: Kjelde | None, punkt: str | None = None) -> Piece:
    return Piece(column, text, kjelde.fil if kjelde else None, kjelde.side if kjelde else None, punkt)
