"""References resolved: from ``sak 4 den 4. juni`` to the id of that sak, where the archive has the meeting.

A reference is resolved only where it can mean one thing. Whatever the order in which meetings come in, each ends with
the same links, since a meeting that comes in lets those that may speak of it look again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.match import number_key, titles_alike
from corpus.sql import Connection
from model.ids import slug
from model.moete import Moete, Sak, Tilvising

_DAY = len("2025-03-24")
_LITTLE = frozenset({"i", "for", "av", "og"})
"""Words that don't count in the name of an organ."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A sak as the index knows it."""

    id: str
    sak: Sak
    points: tuple[str, ...]


def resolved(moete: Moete, connection: Connection) -> Moete:
    """The meeting with ``maal`` of each reference: an id of the archive, or null.

    ``maal`` is the point, sak or meeting that the words name, as far as it can be told: the meeting by its date (a
    month only where the organ met once in it) and organ, which is the meeting's own where none is named; the sak by
    its number, or as the same sak by archive number or title; without a date, by a number with its year.
    """
    finder = _Finder(moete.id, moete.saker, connection, (moete.utvalg, moete.organisasjon))
    saker = [
        sak.model_copy(
            update={"tilvisingar": [ref.model_copy(update={"maal": finder.find(ref, sak)}) for ref in sak.tilvisingar]}
        )
        if sak.tilvisingar
        else sak
        for sak in moete.saker
    ]
    return moete.model_copy(update={"saker": saker})


def unresolved(moete: Moete) -> Moete:
    """The meeting with no reference resolved."""
    saker = [
        sak.model_copy(update={"tilvisingar": [ref.model_copy(update={"maal": None}) for ref in sak.tilvisingar]})
        for sak in moete.saker
    ]
    return moete.model_copy(update={"saker": saker})


def referring(connection: Connection, moete: str) -> list[str]:
    """Ids of the other meetings that may speak of this one, or that spoke of it until now."""
    organisasjon, _, when = moete.split("/")
    rows = connection.execute(
        "SELECT moete FROM vising WHERE dato IN (?, ?) AND moete <> ?"
        " UNION SELECT moete FROM vising WHERE maal >= ? AND maal < ? AND moete <> ?"
        " UNION SELECT moete FROM vising WHERE organisasjon = ? AND dato IS NULL AND moete <> ?"
        "   AND nummer IN (SELECT nummer FROM saknummer WHERE moete = ?) ORDER BY 1",
        (when, when[: len("2025-03")], moete, moete, f"{moete}0", moete, organisasjon, moete, moete),
    )
    return [other for (other,) in rows]


class _Finder:
    """Finds what the references of one meeting point to."""

    def __init__(
        self,
        moete: str,
        own: Sequence[Sak],
        connection: Connection,
        names: tuple[str | None, str | None] = (None, None),
    ) -> None:
        self._moete = moete
        self._own = own
        self._names = names  # of its organ and organisation
        self._organisasjon, self._utvalg, _ = moete.split("/")
        self._connection = connection

    def find(self, ref: Tilvising, sak: Sak) -> str | None:
        if ref.dato is None or len(ref.dato) < len("2025-03"):
            return self._by_number(ref)
        meeting = self._meeting(ref)
        if meeting is None:
            return None
        known = self._saker(meeting)
        if ref.sak:
            found = [one for one in known if _is_number(one.sak, ref.sak)]
        else:
            archive = plain_archive_number(sak.arkivsak)
            found = [one for one in known if archive and one.sak.arkivsak == archive] or [
                one for one in known if titles_alike(one.sak.tittel, sak.tittel)
            ]
        if len(found) != 1:
            return meeting if not ref.sak else None
        return _point(found[0], ref)

    def _meeting(self, ref: Tilvising) -> str | None:
        """The one meeting that the date and the organ mean."""
        assert ref.dato
        # The end of the range is behind every day of the month.
        rows = self._connection.execute(
            "SELECT id, utvalg, organisasjon FROM moete JOIN organ ON nr = organ"
            " WHERE dato >= ? AND dato <= ? AND id <> ? ORDER BY id",
            (ref.dato, f"{ref.dato}~", self._moete),
        ).fetchall()
        if ref.utvalg:
            found = [id for id, utvalg, organisasjon in rows if _is_called(ref.utvalg, utvalg, organisasjon)]
            home = [id for id in found if id.startswith(f"{self._organisasjon}/")]
            found = home or found
        else:
            found = [id for id, _, _ in rows if id.startswith(f"{self._organisasjon}/{self._utvalg}/")]
            if not found and len(ref.dato) == _DAY:
                found = [id for id, _, _ in rows if id.startswith(f"{self._organisasjon}/")]
        return found[0] if len(found) == 1 else None

    def _by_number(self, ref: Tilvising) -> str | None:
        """The sak with a number that has its year, in the organ's own meetings or those of the organ named.

        A number without a year is one of this meeting's own.
        """
        key = ref.sak and number_key(ref.sak)
        if not ref.sak or not key:
            return None
        if len(key[1]) < 2:
            own = [sak for sak in self._own if ref.dato is None and not ref.utvalg and _is_number(sak, ref.sak)]
            return _point(_Known(own[0].id, own[0], _points(own[0])), ref) if len(own) == 1 else None
        number = _plain_number(ref.sak)
        # The index may know this meeting as it was, or not at all.
        rows = self._connection.execute(
            "SELECT s.sak, s.moete, o.utvalg, o.organisasjon FROM saknummer s"
            " JOIN moete m ON m.id = s.moete JOIN organ o ON o.nr = m.organ"
            " WHERE s.organisasjon = ? AND s.nummer = ? AND s.moete <> ? ORDER BY s.sak",
            (self._organisasjon, number, self._moete),
        ).fetchall()
        rows += [
            (one.id, self._moete, *self._names)
            for one in self._own
            if one.nummer and _plain_number(one.nummer) == number
        ]
        own_organ = f"{self._organisasjon}/{self._utvalg}/"
        found = [
            (id, moete)
            for id, moete, utvalg, organisasjon in rows
            if (_is_called(ref.utvalg, utvalg, organisasjon) if ref.utvalg else moete.startswith(own_organ))
        ]
        if len(found) != 1:
            return None
        id, moete = found[0]
        if moete == self._moete:
            return next((_point(_Known(one.id, one, _points(one)), ref) for one in self._own if one.id == id), None)
        return next((_point(one, ref) for one in self._saker(moete) if one.id == id), None)

    def _saker(self, meeting: str) -> list[_Known]:
        rows = self._connection.execute(
            "SELECT sak, tekst, tittel, arkivsak, punkt FROM saknummer WHERE moete = ? ORDER BY sak", (meeting,)
        )
        return [
            _Known(id, _sak(id, number, title, archive), tuple(points.split()))
            for id, number, title, archive, points in rows
        ]


def put(connection: Connection, moete: Moete) -> None:
    """Note what a meeting's saker are called, what became of them, and what they refer to."""
    organisasjon = moete.id.split("/")[0]
    dato = moete.moetedato.isoformat() if moete.moetedato else None
    connection.executemany(
        "INSERT INTO saknummer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                sak.id, moete.id, organisasjon, dato, sak.nummer and _plain_number(sak.nummer), sak.nummer, sak.tittel,
                plain_archive_number(sak.arkivsak), sak.sakstype, _outcome(sak), " ".join(_points(sak)),
            )
            for sak in moete.saker
        ],
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO vising (sak, moete, organisasjon, dato, nummer, maal) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (sak.id, moete.id, organisasjon, ref.dato, ref.sak and _plain_number(ref.sak), ref.maal)
            for sak in moete.saker
            for ref in sak.tilvisingar
        ],
    )
    connection.executemany(
        "INSERT INTO gang VALUES (?, ?, ?, ?, ?)",
        [
            (sak.id, moete.id, steg.utvalg, steg.dato.isoformat(), steg.nummer)
            for sak in moete.saker
            for steg in sak.saksgang
            if steg.dato
        ],
    )


def remove(connection: Connection, moete: str) -> None:
    """Forget a meeting."""
    for table in ("saknummer", "vising", "gang"):
        connection.execute(f"DELETE FROM {table} WHERE moete = ?", (moete,))


TABLES = """
CREATE TABLE saknummer (sak TEXT NOT NULL, moete TEXT NOT NULL, organisasjon TEXT NOT NULL, dato TEXT, nummer TEXT,
                        tekst TEXT, tittel TEXT NOT NULL, arkivsak TEXT, sakstype TEXT NOT NULL, utfall TEXT,
                        punkt TEXT NOT NULL);
CREATE INDEX saknummer_sak ON saknummer (sak);
CREATE INDEX saknummer_moete ON saknummer (moete);
CREATE INDEX saknummer_nummer ON saknummer (organisasjon, nummer);
CREATE INDEX saknummer_arkivsak ON saknummer (organisasjon, arkivsak);
CREATE TABLE vising (nr INTEGER PRIMARY KEY, sak TEXT NOT NULL, moete TEXT NOT NULL, organisasjon TEXT NOT NULL,
                     dato TEXT, nummer TEXT, maal TEXT);
CREATE INDEX vising_moete ON vising (moete);
CREATE INDEX vising_dato ON vising (dato);
CREATE INDEX vising_maal ON vising (maal);
CREATE INDEX vising_nummer ON vising (organisasjon, nummer);
CREATE TABLE gang (sak TEXT NOT NULL, moete TEXT NOT NULL, utvalg TEXT NOT NULL, dato TEXT NOT NULL, nummer TEXT);
CREATE INDEX gang_sak ON gang (sak);
CREATE INDEX gang_moete ON gang (moete);
CREATE INDEX gang_dato ON gang (dato);
CREATE INDEX moete_dato ON moete (dato);
"""


def treatments(connection: Connection, sak: str) -> list[str]:
    """The saker that a table of treatments ties to this one: those in its own, and those that have it in theirs."""
    row = connection.execute("SELECT moete, dato FROM saknummer WHERE sak = ?", (sak,)).fetchone()
    if row is None:
        return []
    moete, dato = row
    found = {
        _treatment(connection, *step)
        for step in connection.execute("SELECT sak, moete, utvalg, dato, nummer FROM gang WHERE sak = ?", (sak,))
    }
    steps = connection.execute(
        "SELECT sak, moete, utvalg, dato, nummer FROM gang WHERE dato = ? AND moete <> ?", (dato, moete)
    )
    found |= {step[0] for step in steps.fetchall() if _treatment(connection, *step) == sak}
    return sorted(other for other in found if other and other != sak)


def _treatment(connection: Connection, sak: str, moete: str, utvalg: str, dato: str, nummer: str | None) -> str | None:
    tittel, arkivsak = connection.execute("SELECT tittel, arkivsak FROM saknummer WHERE sak = ?", (sak,)).fetchone()
    ref = Tilvising(tekst="", utvalg=utvalg, dato=dato, sak=nummer)
    found = _Finder(moete, (), connection).find(ref, _sak(sak, None, tittel, arkivsak))
    return found if found and found.count("/") >= len(("organ", "moete", "sak")) else None


def plain_archive_number(number: str | None) -> str | None:
    """An archive number as it is compared: ``18/02567-9`` and ``2018/2567`` are the case ``18/2567``."""
    match = re.match(r"\s*(\d+)\s*/\s*(\d+)", number or "")
    if not match:
        return number.strip() if number else None
    year = match[1][2:] if len(match[1]) == len("2018") else match[1]
    return f"{int(year)}/{int(match[2])}"


def _outcome(sak: Sak) -> str | None:
    """The outcome; empty for a vedtak that none was read of, null where there is no vedtak."""
    return None if sak.vedtak is None else sak.vedtak.utfall or ""


def _plain_number(number: str) -> str:
    """A number as it is compared: without leading zeros, the year in two figures and in whichever place."""
    key = number_key(number)
    return "/".join(str(figure) for figure in sorted(key[1])) if key else number


def _point(known: _Known, ref: Tilvising) -> str:
    return f"{known.id}/vedtak/{slug(ref.punkt)}" if ref.punkt and slug(ref.punkt) in known.points else known.id


def _points(sak: Sak) -> tuple[str, ...]:
    return tuple(punkt.id.rsplit("/", 1)[1] for punkt in (sak.vedtak.punkt if sak.vedtak else []) if punkt.id)


def _is_number(sak: Sak, asked: str) -> bool:
    """Whether ``asked`` names the sak: ``3/25``, ``003/2025`` and ``3`` are all ``3/25`` in a meeting of 2025."""
    own, other = number_key(sak.nummer), number_key(asked)
    if not own or not other or (own[0] and other[0] and own[0] != other[0]):
        return False
    figures = sorted(own[1])
    if len(other[1]) == 1 and len(figures) == 2:
        year = re.match(r"(\d{4})-", sak.id.split("/")[2])
        if year and int(year[1]) % 100 in figures:
            figures.remove(int(year[1]) % 100)
    return figures == sorted(other[1])


def _sak(id: str, number: str | None, title: str, archive: str | None) -> Sak:
    return Sak(id=id, nummer=number, tittel=title, arkivsak=archive, sakstype="vedtakssak")


def _is_called(asked: str, utvalg: str | None, organisasjon: str | None) -> bool:
    """Whether the words of ``asked`` name this organ: ``styret``, ``Styret i Fjordlandet IKS``."""
    wanted, own = _name_words([asked]), _name_words([utvalg])
    home = _name_words([organisasjon])
    if own <= wanted:
        return bool(own) and (wanted == own or bool((wanted - own) & home))
    return bool(wanted & own) and wanted <= own | home


def _name_words(names: Iterable[str | None]) -> set[str]:
    found = {word for name in names if name for word in slug(name).split("-")}
    return {re.sub(r"(et|en|a|e)$", "", word) for word in found} - _LITTLE
