"""What is still to be done: who, what, by when, decided where; closed by a later vedtak that answers it, or by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.due import due_day
from corpus.sql import Connection
from corpus.tasks import Task, names_kommunar, tasks_of
from corpus.ties import referring, same_saker, titles_share_a_word
from model.document import Record
from model.ids import slug
from model.moete import Maalform, Moete

_SOON = timedelta(days=31)
"""A vedtak answers what falls due at most so long after it; what is due later is still to come."""
_PUT_OFF = ("utsett", "sendt tilbake", "ikkje realitetshandsama")


class OpenPoint(Record):
    """Something that a vedtak leaves to be done, and whether it has been."""

    id: str
    """Id of the point; of the sak where it was put off."""
    slag: str
    """``oppgaave``: somebody is to do something; ``utsett``: the sak is to come again."""
    kven: str | None
    """Who must act, as the vedtak says it; null where it does not."""
    tekst: str
    """The point."""
    frist: str | None
    """By when (ISO, as exact as it was said)."""
    forfalt: bool
    """It was due before the day that was asked about, and is open."""
    sak: str
    """Id of the sak that it was decided in."""
    nummer: str | None
    """The sak's number."""
    tittel: str
    """The sak's title."""
    moete: str
    """Id of the meeting."""
    dato: date | None
    """Date of the meeting."""
    organisasjon: str | None
    """The organisation."""
    utvalg: str | None
    """The organ."""
    maalform: Maalform
    """The written standard of the paper."""
    unntatt: str | None
    """The legal basis where the sak is closed to the public."""
    lukka_av: str | None = None
    """Id of the later sak whose vedtak answers it; ``hand`` where a person closed it; null while it is open."""
    lukka_tekst: str | None = None
    """What the person wrote who closed it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which points are asked for."""

    today: date
    """What was due before this day is overdue."""
    organ: Sequence[tuple[str | None, str | None]] | None = None
    """Pairs of organisation and organ; None for all."""
    fra: date | None = None
    til: date | None = None
    """Decided from one day to another."""
    due_by: date | None = None
    """Due on this day or before."""
    kven: str | None = None
    """A word or name in who must act."""
    kommune: str | None = None
    """A member kommune: what it, or all kommunar, must take up."""
    closed: bool = False
    """Also what is closed."""


def followup(connection: Connection, asked: Asked) -> list[OpenPoint]:
    """The open points, overdue first, then by due date, then those without one by the day they were decided.

    A point is closed by hand (`Punkt.lukka`), or by the first later sak with a vedtak that

    - refers to just this point; or
    - is the same sak (by archive number, table of treatments, title, or a reference under a title that shares a word),
      for what has no due date or falls due within a month; or
    - refers to the sak, for what is due by then.

    Of a sak that is referred to point by point, just these points are closed. A vedtak that puts the sak off again
    closes none. A sak that was put off is closed by the next meeting that treats it.
    """
    points = [point for point in _points(connection, asked) if _passes(point, asked)]
    later = _Later(connection, points)
    found = []
    for point in points:
        closing = point.lukka_av or later.answer(point)
        if closing and not asked.closed:
            continue
        due = due_day(point.frist) if point.frist else None
        found.append(
            point.model_copy(update={"lukka_av": closing, "forfalt": bool(due and due < asked.today and not closing)})
        )
    return sorted(found, key=_order)


def _order(point: OpenPoint) -> tuple[bool, bool, str, str, str]:
    due = due_day(point.frist) if point.frist else None
    when = due.isoformat() if due else str(point.dato or "9999")
    return not point.forfalt, due is None, when, point.id, point.tekst


def _passes(point: OpenPoint, asked: Asked) -> bool:
    due = due_day(point.frist) if point.frist else None
    if asked.due_by and (due is None or due > asked.due_by):
        return False
    if asked.kven and slug(asked.kven) not in slug(point.kven, limit=1000):
        return False
    return asked.kommune is None or is_for_kommune(point.kven, point.tekst, asked.kommune)


def is_for_kommune(kven: str | None, tekst: str, kommune: str) -> bool:
    """Whether a kommune must act: it is named, or all kommunar are asked."""
    named = kommune.removesuffix("kommune").removesuffix("herad").removesuffix("herred").strip()
    if kven is not None:
        return names_kommunar(kven) or f"-{slug(named)}-" in f"-{slug(kven, limit=1000)}-"
    return names_kommunar(tekst) or f"-{slug(named)}-" in f"-{slug(tekst, limit=100_000)}-"


# ---------------------------------------------------------------- what the index keeps of it

TABLES = """
CREATE TABLE gjeremaal (nr INTEGER PRIMARY KEY, sak TEXT NOT NULL, moete TEXT NOT NULL, dato TEXT, lukka TEXT,
                        unntatt TEXT, maalform TEXT NOT NULL, oppgaave TEXT NOT NULL);
CREATE INDEX gjeremaal_moete ON gjeremaal (moete);
CREATE INDEX gjeremaal_dato ON gjeremaal (dato);
"""


def put(connection: Connection, moete: Moete) -> None:
    """Note what a meeting's vedtak leave to be done."""
    dato = moete.moetedato.isoformat() if moete.moetedato else None
    for sak in moete.saker:
        closed = {punkt.id: punkt.lukka for punkt in (sak.vedtak.punkt if sak.vedtak else [])}
        closed[sak.id] = sak.vedtak.lukka if sak.vedtak else None
        connection.executemany(
            "INSERT INTO gjeremaal (sak, moete, dato, lukka, unntatt, maalform, oppgaave) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    sak.id, moete.id, dato, closed.get(task.id), sak.unntatt_offentlegheit, moete.maalform,
                    task.model_dump_json(),
                )
                for task in tasks_of(moete, sak)
            ],
        )  # fmt: skip


def remove(connection: Connection, moete: str) -> None:
    """Forget a meeting."""
    connection.execute("DELETE FROM gjeremaal WHERE moete = ?", (moete,))


def _points(connection: Connection, asked: Asked) -> Iterator[OpenPoint]:
    where, values = ["TRUE"], list[object]()
    for sign, day in ((">=", asked.fra), ("<=", asked.til)):
        if day:
            where.append(f"g.dato {sign} ?")
            values.append(day.isoformat())
    if asked.organ is not None:
        is_organ = "o.organisasjon IS NOT DISTINCT FROM ? AND o.utvalg IS NOT DISTINCT FROM ?"
        where.append("(" + " OR ".join(["FALSE", *[is_organ] * len(asked.organ)]) + ")")
        values += [name for pair in asked.organ for name in pair]
    rows = connection.execute(
        "SELECT g.oppgaave, g.lukka, g.unntatt, g.maalform, g.moete, g.dato, o.organisasjon, o.utvalg,"
        " s.tekst, s.tittel"
        " FROM gjeremaal g JOIN moete m ON m.id = g.moete JOIN organ o ON o.nr = m.organ"
        f" JOIN saknummer s ON s.sak = g.sak WHERE {' AND '.join(where)} ORDER BY g.moete, g.nr",
        values,
    )
    for stored, lukka, unntatt, maalform, moete, dato, organisasjon, utvalg, nummer, tittel in rows:
        task = Task.model_validate_json(stored)
        yield OpenPoint(
            id=task.id, slag=task.slag, kven=task.kven, tekst=task.tekst, frist=task.frist, forfalt=False, sak=task.sak,
            nummer=nummer, tittel=tittel, moete=moete, dato=date.fromisoformat(dato) if dato else None,
            organisasjon=organisasjon, utvalg=utvalg, maalform=maalform, unntatt=unntatt,
            lukka_av="hand" if lukka is not None else None, lukka_tekst=lukka,
        )  # fmt: skip


# ---------------------------------------------------------------- what closes it


@dataclass(frozen=True, slots=True)
class _Treatment:
    sak: str
    moete: str
    dato: str
    utfall: str
    tittel: str


class _Later:
    """The later saker that may answer points."""

    def __init__(self, connection: Connection, points: Sequence[OpenPoint]) -> None:
        self._connection = connection
        self._same = same_saker(connection, sorted({point.sak for point in points}))
        self._treated: dict[str, _Treatment | None] = {}

    def answer(self, point: OpenPoint) -> str | None:
        """Id of the first later sak that answers the point."""
        if point.dato is None:
            return None
        refs = referring(self._connection, point.sak)
        candidates = {*self._same.get(point.sak, ()), *refs}
        after = [treated for sak in candidates if (treated := self._treatment(sak)) and treated.dato > str(point.dato)]
        for treated in sorted(after, key=lambda one: (one.dato, one.sak)):
            if self._answers(treated, point, refs.get(treated.sak, set())):
                return treated.sak
        return None

    def _answers(self, treated: _Treatment, point: OpenPoint, targets: set[str]) -> bool:
        is_same = treated.sak in self._same.get(point.sak, ()) or titles_share_a_word(treated.tittel, point.tittel)
        if point.slag == "utsett":
            return is_same or bool(targets)
        if treated.utfall in _PUT_OFF:
            return False
        if point.id in targets and point.id != point.sak:
            return True
        if targets and all(target != point.sak for target in targets):
            return False  # it answers other points of the sak
        day = date.fromisoformat(treated.dato)
        due = due_day(point.frist) if point.frist else None
        if is_same:
            return due is None or due <= day + _SOON
        return due is not None and due <= day

    def _treatment(self, sak: str) -> _Treatment | None:
        """The sak's treatment; None where it has no date or no vedtak."""
        if sak not in self._treated:
            row = self._connection.execute(
                "SELECT sak, moete, dato, utfall, tittel FROM saknummer"
                " WHERE sak = ? AND dato IS NOT NULL AND utfall IS NOT NULL",
                (sak,),
            ).fetchone()
            self._treated[sak] = _Treatment(*row) if row else None
        return self._treated[sak]
