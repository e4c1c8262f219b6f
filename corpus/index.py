"""The search index: an SQLite file with a row for each sak, derived from the archive's files.

The index can be thrown away at any time; `corpus.archive` makes it anew. Full text is searched by keys
(`corpus.keys`) in six columns: title, vedtak and text, and beside each of them the parts of its compounds.
"""

from __future__ import annotations

import json
import sqlite3
import weakref
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from corpus.keys import Keys, abbreviations, keys, keys_version, keys_without_dictionary, words

if TYPE_CHECKING:
    from model.moete import Blokk, Kjelde, Moete, Sak

SCHEMA = 1
MOST_LONGER = 50
_CORRUPT = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_SEARCHED = "tittel, vedtak, tekst, tittel_delar, vedtak_delar, tekst_delar"
_TABLES = f"""
CREATE TABLE laga (med TEXT NOT NULL);
CREATE TABLE moete (id TEXT PRIMARY KEY, organisasjon TEXT, utvalg TEXT, dato TEXT,
                    stempel TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE lesingar (sha256 TEXT PRIMARY KEY, moete TEXT NOT NULL, stempel TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX lesingar_moete ON lesingar (moete);
CREATE TABLE sak (nr INTEGER PRIMARY KEY, id TEXT NOT NULL, moete TEXT NOT NULL, nummer TEXT, tittel TEXT NOT NULL,
                  utfall TEXT, unntatt TEXT, stykke TEXT NOT NULL);
CREATE INDEX sak_moete ON sak (moete);
CREATE TABLE saktema (sak INTEGER NOT NULL, tema TEXT NOT NULL);
CREATE INDEX saktema_sak ON saktema (sak);
CREATE VIRTUAL TABLE soek USING fts5 ({_SEARCHED}, tokenize = 'ascii');
CREATE TABLE ord (ord TEXT PRIMARY KEY, heile TEXT NOT NULL, delar TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE kort (kort TEXT PRIMARY KEY, nyklar TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE nykel (nykel TEXT NOT NULL, ord TEXT NOT NULL, PRIMARY KEY (nykel, ord)) WITHOUT ROWID;
"""

Column = Literal["tittel", "vedtak", "tekst"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sak's text, with the place it stands."""

    column: Column
    text: str
    fil: str | None
    side: int | None


class Index:
    """The open index; ``path`` is a file, or None for one in memory."""

    def __init__(self, path: Path | None) -> None:
        self.connection = sqlite3.connect(path or ":memory:", isolation_level=None, timeout=10)
        weakref.finalize(self, self.connection.close)
        self._file = path.stat().st_ino if path else None
        # Commits need no fsync in WAL: a power cut may cost the last of them, and the archive then adds them again.
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA synchronous = NORMAL")
        self._seen: set[str] = set()

    def close(self) -> None:
        """Give the file back."""
        self.connection.close()

    def is_file(self, path: Path) -> bool:
        """Whether ``path`` is still the file that was opened."""
        return path.exists() and path.stat().st_ino == self._file

    def is_current(self) -> bool:
        """Whether the file is an index made by this version of the program."""
        return self._value("PRAGMA user_version") == SCHEMA and self._value("SELECT med FROM laga") == keys_version()

    def is_whole(self) -> bool:
        """Whether the whole file holds together; raises `sqlite3.DatabaseError` where the full-text part does not."""
        if self._value("PRAGMA integrity_check") != "ok":
            return False
        self.connection.execute("INSERT INTO soek (soek) VALUES ('integrity-check')")
        return True

    def create(self) -> None:
        """Make the tables in an empty file."""
        self.connection.executescript(_TABLES)
        self.connection.execute("INSERT INTO laga VALUES (?)", (keys_version(),))
        rows = [(short, " ".join(spelled_out)) for short, spelled_out in abbreviations().items()]
        self.connection.executemany("INSERT INTO kort VALUES (?, ?)", rows)
        self.connection.execute(f"PRAGMA user_version = {SCHEMA}")

    def clear(self) -> None:
        """Forget everything that was indexed."""
        for table in ("moete", "lesingar", "sak", "saktema", "soek", "ord", "nykel"):
            self.connection.execute(f"DELETE FROM {table}")
        self._seen.clear()

    # What the index was made from: a stamp for each file of the archive.

    def stamps(self, part: str) -> dict[str, str]:
        """The stamp of each file of a part of the archive (``moete``, ``lesingar``), as it was when indexed."""
        key = {"moete": "id", "lesingar": "sha256"}[part]
        return dict(self.connection.execute(f"SELECT {key}, stempel FROM {part}"))

    def readings_of(self, moete: str) -> list[str]:
        """Checksums of the files that the meeting was read from."""
        rows = self.connection.execute("SELECT sha256 FROM lesingar WHERE moete = ? ORDER BY sha256", (moete,))
        return [sha256 for (sha256,) in rows]

    def meeting_of(self, sha256: str) -> str | None:
        """Id of the meeting that the file was read as."""
        value = self._value("SELECT moete FROM lesingar WHERE sha256 = ?", sha256)
        return None if value is None else str(value)

    def put_reading(self, sha256: str, moete: str, stamp: str) -> None:
        """Note that a file was read as this meeting."""
        self.connection.execute("INSERT OR REPLACE INTO lesingar VALUES (?, ?, ?)", (sha256, moete, stamp))

    def remove_reading(self, sha256: str) -> None:
        """Forget a file."""
        self.connection.execute("DELETE FROM lesingar WHERE sha256 = ?", (sha256,))

    def remove_meeting(self, moete: str) -> None:
        """Forget a meeting and its saker."""
        for table, column in (("soek", "rowid"), ("saktema", "sak"), ("sak", "nr")):
            self.connection.execute(
                f"DELETE FROM {table} WHERE {column} IN (SELECT nr FROM sak WHERE moete = ?)", (moete,)
            )
        self.connection.execute("DELETE FROM moete WHERE id = ?", (moete,))

    def put_meeting(self, moete: Moete, stamp: str) -> None:
        """Index a meeting in place of what was known of it."""
        self.remove_meeting(moete.id)
        dato = moete.moetedato.isoformat() if moete.moetedato else None
        row = (moete.id, moete.organisasjon, moete.utvalg, dato, stamp)
        self.connection.execute("INSERT INTO moete VALUES (?, ?, ?, ?, ?)", row)
        for sak in moete.saker:
            self._put_sak(moete.id, sak)

    def _put_sak(self, moete: str, sak: Sak) -> None:
        pieces = list(_pieces(sak))
        utfall = sak.vedtak.utfall if sak.vedtak else None
        stored = json.dumps(
            [[p.column, p.text, p.fil, p.side] for p in pieces], ensure_ascii=False, separators=(",", ":")
        )
        number = self.connection.execute(
            "INSERT INTO sak (id, moete, nummer, tittel, utfall, unntatt, stykke) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (sak.id, moete, sak.nummer, sak.tittel, utfall, sak.unntatt_offentlegheit, stored),
        ).lastrowid
        running: dict[Column, list[str]] = {"tittel": [], "vedtak": [], "tekst": []}
        parts: dict[Column, list[str]] = {"tittel": [], "vedtak": [], "tekst": []}
        for piece in pieces:
            for word, start, end in words(piece.text):
                known = keys(word)
                running[piece.column].append(known.whole[0])
                parts[piece.column] += [*known.whole[1:], *known.parts]
                if piece.text[start:end].isupper():
                    parts[piece.column] += abbreviations().get(word, ())
                if word not in self._seen:
                    self._put_word(word, known)
        columns = [" ".join(found) for found in (*running.values(), *parts.values())]
        self.connection.execute(f"INSERT INTO soek (rowid, {_SEARCHED}) VALUES (?{', ?' * 6})", (number, *columns))
        for tema in sak.tema:
            self.connection.execute("INSERT INTO saktema VALUES (?, ?)", (number, tema.uri))

    def _put_word(self, word: str, known: Keys) -> None:
        self._seen.add(word)
        row = (word, " ".join(known.whole), " ".join(known.leaves))
        if self.connection.execute("INSERT OR IGNORE INTO ord VALUES (?, ?, ?)", row).rowcount:
            rows = [(key, word) for key in {*known.whole, *known.parts}]
            self.connection.executemany("INSERT OR IGNORE INTO nykel VALUES (?, ?)", rows)

    # What a search needs of the archive's words.

    def keys_of(self, word: str) -> Keys:
        """The keys of a word; from the archive's own words where it has it, which spares loading the dictionary."""
        row = self.connection.execute("SELECT heile, delar FROM ord WHERE ord = ?", (word,)).fetchone()
        if row:
            return Keys(tuple(row[0].split()), tuple(row[1].split()))
        return keys_without_dictionary(word) or keys(word)

    def abbreviations(self) -> dict[str, tuple[str, ...]]:
        """Abbreviations with the keys of the words that they stand for."""
        rows = self.connection.execute("SELECT kort, nyklar FROM kort")
        return {short: tuple(found.split()) for short, found in rows}

    def longer_words(self, word: str) -> list[str]:
        """Keys of the archive's words that begin with ``word``, at most `MOST_LONGER` of them."""
        rows = self.connection.execute(
            "SELECT DISTINCT heile FROM ord WHERE ord > ? AND ord < ? ORDER BY ord LIMIT ?",
            (word, word + "\U0010ffff", MOST_LONGER),
        )
        return [heile.split()[0] for (heile,) in rows]

    def words_with(self, asked: Iterable[str]) -> set[str]:
        """The archive's words that have one of these keys."""
        found: set[str] = set()
        for key in asked:
            found |= {word for (word,) in self.connection.execute("SELECT ord FROM nykel WHERE nykel = ?", (key,))}
        return found

    def _value(self, query: str, *values: str) -> object:
        row = self.connection.execute(query, values).fetchone()
        return row[0] if row else None


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the error says that the file is no whole index (and not that it is busy, or the disk full)."""
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _CORRUPT


def _pieces(sak: Sak) -> Iterator[Piece]:
    """The text of a sak: title, vedtak with proposal, and the rest, each stretch once."""
    numbers = " ".join(number for number in (sak.nummer, sak.arkivsak) if number)
    yield _piece("tittel", f"{sak.tittel} {numbers}".strip(), sak.kjelde)
    for part in (sak.vedtak, sak.framlegg):
        for punkt in part.punkt if part else ():
            yield _piece("vedtak", punkt.tekst, punkt.kjelde or sak.kjelde)
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


def _piece(column: Column, text: str, kjelde: Kjelde | None) -> Piece:
    return Piece(column, text, kjelde.fil if kjelde else None, kjelde.side if kjelde else None)
