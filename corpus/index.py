"""What is indexed of an archive, derived from its files; the index can be thrown away at any time.

What it is kept in is another's: `corpus.embedded` keeps it in files beside the archive, `corpus.postgres` in a
database. Both have the tables below, and a full text (`corpus.text`) beside them that `Index.flush` brings in step: a
meeting that is put or removed waits in the table ``ventar`` until then.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from typing import TYPE_CHECKING, Protocol

from corpus.keys import Keys, abbreviations, keys, keys_version, keys_without_dictionary, words
from corpus.pieces import WEIGHTS, amounts, compact, pieces, stored, stored_pieces
from corpus.sql import Connection, in_parts, marks
from corpus.text import Entry, Text

if TYPE_CHECKING:
    from corpus.summary import Summary
    from model.moete import Moete, Sak

SCHEMA = 5
"""Version of the tables; an index of another version is made anew."""
_MOST_KNOWN = 200_000  # words whose keys are kept in memory
_LONGEST_WORD = 500  # letters of a word that is kept; PostgreSQL finds none of more than 2,700 bytes by itself
TABLES = """
CREATE TABLE laga (med TEXT NOT NULL, merke TEXT NOT NULL);
CREATE TABLE organ (nr INTEGER PRIMARY KEY AUTOINCREMENT, organisasjon TEXT, utvalg TEXT);
CREATE TABLE moete (id TEXT PRIMARY KEY, organ INTEGER NOT NULL, dato TEXT, stempel TEXT NOT NULL,
                    samandrag TEXT NOT NULL) WITHOUT ROWID;
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
EVERYTHING = ""
"""Stands in ``ventar`` for all that was indexed before; no meeting has this id."""


class Index(ABC):
    """The open index. Raises errors of its database; those of a server are sentences (`model.errors`) already."""

    connection: Connection

    def __init__(self) -> None:
        self._organs: dict[int, tuple[str | None, str | None]] = {}
        self._organs_state: object = None
        self._seen: set[str] = set()
        self._known: dict[str, Keys] = {}

    # What it is kept in.

    @property
    @abstractmethod
    def text(self) -> Text:
        """The full text."""

    @abstractmethod
    def close(self) -> None:
        """Give back what it holds."""

    @abstractmethod
    def is_there(self) -> bool:
        """Whether it is still the one that stands where it was opened, and can be asked."""

    @abstractmethod
    def is_current(self) -> bool:
        """Whether this is an index made by this version of the program, with its full text."""

    @abstractmethod
    def is_whole(self) -> bool:
        """Whether it holds together."""

    @abstractmethod
    def create(self) -> None:
        """Make the tables where there are none."""

    @abstractmethod
    def begin(self, wait: bool = True) -> bool:
        """Begin a change; waits for another writer, or gives False where there is one, without ``wait``."""

    @abstractmethod
    def commit(self) -> None:
        """Let others see the change."""

    @abstractmethod
    def is_flush_due(self) -> bool:
        """Whether so many meetings wait for the full text, or some for so long, that it is to be written."""

    @abstractmethod
    def flush(self) -> None:
        """Bring the full text in step. Not within a change, and only for who may write to the archive."""

    @abstractmethod
    def state(self) -> object:
        """Something that is another after whatever change, by whomever."""

    def reading(self) -> AbstractContextManager[object]:
        """Within it, everything that is asked is answered from one state of the index, where its database can."""
        return nullcontext()

    # What is in it.

    def fill_new(self, mark: str) -> None:
        """Put into new tables what does not come from the archive; ``mark`` ties what belongs together."""
        self.connection.execute("INSERT INTO laga VALUES (?, ?)", (keys_version(), mark))
        rows = [(short, " ".join(spelled_out)) for short, spelled_out in abbreviations().items()]
        self.connection.executemany("INSERT INTO kort VALUES (?, ?)", rows)

    def clear(self) -> None:
        """Forget everything that was indexed."""
        every = "mappe moete organ lesingar rettingar sak tema ord nykel ventar saknummer vising gang gjeremaal"
        for table in every.split():
            self.connection.execute(f"DELETE FROM {table}")
        self.connection.execute("INSERT INTO ventar VALUES (?)", (EVERYTHING,))
        self._seen.clear()
        self._known.clear()

    # How the full text follows.

    def is_waiting(self, most: int = 0) -> bool:
        """Whether more than ``most`` meetings wait for the full text."""
        return self.value("SELECT 1 FROM ventar LIMIT 1 OFFSET ?", most) is not None

    def waiting(self) -> list[str]:
        """The meetings that wait for the full text."""
        return [moete for (moete,) in self.connection.execute("SELECT moete FROM ventar ORDER BY moete")]

    def entries(self, waiting: Sequence[str]) -> Iterator[Entry]:
        """What the full text is to have of these meetings."""
        if EVERYTHING in waiting:
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
        day = date.fromisoformat(dato) if dato else None
        entry = Entry(
            nr, moete, organ=organ, dag=day.toordinal() if day else 0, aar=day.year if day else 0, utfall=utfall,
            tema=json.loads(tema), beloep=json.loads(beloep),
        )  # fmt: skip
        texts = [(piece, list(words(piece.text))) for piece in stored_pieces(stykke)]
        self.learn(word for _, found in texts for word, _, _ in found)
        for piece, found in texts:
            weight, running = WEIGHTS[piece.column], list[str]()
            for word, start, end in found:
                known = self.keys_of(word)
                running.append(known.whole[0])
                entry.delar += (*known.whole[1:], *known.parts) * weight
                if piece.text[start:end].isupper() and (stands_for := abbreviations().get(word)):
                    entry.delar += stands_for * weight
                    entry.kort.append(" ".join(stands_for))
            entry.heile += running * weight
            entry.gang.append(" ".join(running))
        return entry

    def summaries(self, moete: Sequence[str]) -> list[Summary]:
        """Each of these meetings as it is listed."""
        from corpus.summary import Summary

        found: dict[str, Summary] = {}
        for some in in_parts(moete):
            rows = self.connection.execute(f"SELECT id, samandrag FROM moete WHERE id IN ({marks(some)})", some)
            found |= {id: Summary.model_validate_json(stored) for id, stored in rows}
        return [found[id] for id in moete if id in found]

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
        value = self.value("SELECT moete FROM lesingar WHERE sha256 = ?", sha256)
        return None if value is None else str(value)

    def put_reading(self, sha256: str, moete: str, stamp: str, read_as: str) -> None:
        """Note that a file belongs to this meeting, and as which it was read."""
        row = (sha256, moete, stamp, read_as)
        self.connection.execute(
            "INSERT INTO lesingar VALUES (?, ?, ?, ?) ON CONFLICT (sha256) DO UPDATE"
            " SET moete = excluded.moete, stempel = excluded.stempel, lesen_som = excluded.lesen_som",
            row,
        )

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
        return self.value("SELECT 1 FROM lesingar LIMIT 1 OFFSET ?", than) is not None

    def stamp_of(self, moete: str) -> str | None:
        """The stamp of a meeting's file, as it was when indexed; None for a meeting that is not."""
        value = self.value("SELECT stempel FROM moete WHERE id = ?", moete)
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
        self.connection.execute("INSERT INTO ventar VALUES (?) ON CONFLICT DO NOTHING", (moete,))
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
        from corpus.summary import summary

        self.remove_meeting(moete.id)
        dato = moete.moetedato.isoformat() if moete.moetedato else None
        row = (moete.id, self._organ(moete.organisasjon, moete.utvalg), dato, stamp, summary(moete).model_dump_json())
        self.connection.execute("INSERT INTO moete VALUES (?, ?, ?, ?, ?)", row)
        self.connection.execute("INSERT INTO ventar VALUES (?) ON CONFLICT DO NOTHING", (moete.id,))
        self._put_saker(moete.id, moete.saker)
        links.put(self.connection, moete)
        followup.put(self.connection, moete)

    def _organ(self, organisasjon: str | None, utvalg: str | None) -> int:
        """The row of an organ, new where it has none."""
        pair = (organisasjon, utvalg)
        query = "SELECT nr FROM organ WHERE organisasjon IS NOT DISTINCT FROM ? AND utvalg IS NOT DISTINCT FROM ?"
        row = self.connection.execute(query, pair).fetchone()
        if row is None:
            query = "INSERT INTO organ (organisasjon, utvalg) VALUES (?, ?) RETURNING nr"
            (row,) = self.connection.execute(query, pair).fetchall()
        return int(row[0])

    def _put_saker(self, moete: str, saker: Sequence[Sak]) -> None:
        texts = [list(pieces(sak)) for sak in saker]
        self.connection.executemany(
            "INSERT INTO sak (id, moete, nummer, tittel, utfall, unntatt, tema, beloep, stykke)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    sak.id, moete, sak.nummer, sak.tittel, sak.vedtak.utfall if sak.vedtak else None,
                    sak.unntatt_offentlegheit, compact(list(dict.fromkeys(tema.uri for tema in sak.tema))),
                    compact(sorted(amounts(sak))), stored(text),
                )
                for sak, text in zip(saker, texts, strict=True)
            ],
        )  # fmt: skip
        # Of two names that a topic is given the first by the alphabet counts, whichever paper came first.
        self.connection.executemany(
            "INSERT INTO tema VALUES (?, ?) ON CONFLICT (uri) DO UPDATE SET namn = excluded.namn"
            " WHERE tema.namn IS NULL OR excluded.namn < tema.namn",
            [(tema.uri, tema.namn) for sak in saker for tema in sak.tema],
        )
        self._put_words({word for text in texts for piece in text for word, _, _ in words(piece.text)})

    def _put_words(self, found: set[str]) -> None:
        new = {word for word in found - self._seen if len(word) <= _LONGEST_WORD}
        self._seen |= new
        for some in in_parts(sorted(new)):
            rows = self.connection.execute(f"SELECT ord FROM ord WHERE ord IN ({marks(some)})", some)
            new -= {word for (word,) in rows}
        known = {word: keys(word) for word in sorted(new)}
        self.connection.executemany(
            "INSERT INTO ord VALUES (?, ?, ?, ?)",
            [(word, word[::-1], " ".join(has.whole), " ".join(has.leaves)) for word, has in known.items()],
        )
        self.connection.executemany(
            "INSERT INTO nykel VALUES (?, ?)",
            [(key, word) for word, has in known.items() for key in sorted({*has.whole, *has.parts})],
        )

    def organs(self) -> dict[int, tuple[str | None, str | None]]:
        """Organisation and organ by number. Read again only after something was written, by whomever."""
        state = self.state()
        if state != self._organs_state:
            rows = self.connection.execute(
                "SELECT nr, organisasjon, utvalg FROM organ ORDER BY organisasjon NULLS FIRST, utvalg NULLS FIRST"
            )
            self._organs, self._organs_state = {nr: (name, organ) for nr, name, organ in rows}, state
        return self._organs

    # What a search needs of the archive's words.

    def keys_of(self, word: str) -> Keys:
        """The keys of a word; from the archive's own words where it has it, which spares loading the dictionary."""
        if word not in self._known:
            self.learn((word,))
        return self._known[word]

    def learn(self, found: Iterable[str]) -> None:
        """Have the keys of all these words ready for `keys_of`, with one question for many of them."""
        new = [word for word in dict.fromkeys(found) if word not in self._known]
        if len(self._known) + len(new) > _MOST_KNOWN:
            self._known.clear()
        for some in in_parts(new):
            rows = self.connection.execute(f"SELECT ord, heile, delar FROM ord WHERE ord IN ({marks(some)})", some)
            self._known |= {word: Keys(tuple(heile.split()), tuple(delar.split())) for word, heile, delar in rows}
        for word in new:
            if word not in self._known:
                self._known[word] = keys_without_dictionary(word) or keys(word)

    def abbreviations(self) -> dict[str, tuple[str, ...]]:
        """Abbreviations with the keys of the words that they stand for."""
        rows = self.connection.execute("SELECT kort, nyklar FROM kort")
        return {short: tuple(found.split()) for short, found in rows}

    def value(self, query: str, *values: str | int) -> object:
        """The first value of the answer; None where there is none."""
        row = self.connection.execute(query, values).fetchone()
        return row[0] if row else None


class Place(Protocol):
    """Where an archive's index is kept."""

    name: str
    """As people are told of it."""
    remedy: str
    """What a person does where it is damaged, in the imperative."""
    is_shared: bool
    """Others ask it too, who may not have the archive's folder."""

    def exists(self) -> bool:
        """Whether there is an index, in whatever state."""

    def open(self, new: bool = False) -> Index:
        """The index; with ``new`` an empty one where there is none, only for who may write to the archive."""

    def delete(self) -> None:
        """Throw it away, whatever state it is in."""
