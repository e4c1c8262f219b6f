"""Finding saker: words and filters in, ranked hits with snippets out."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import get_args

from pydantic import Field

from corpus.index import Index, Piece
from corpus.query import Query, parse
from corpus.snippet import Answers, SnippetPart, make_snippet
from model.document import Record
from model.errors import UsageError
from model.ids import slug
from model.moete import Utfall

FEW = 10
# A word in a title says more of what a sak is about than one in its vedtak, and that more than one in its account;
# a part of a compound says a third of what a word says.
_WEIGHTS = "10.0, 4.0, 1.0, 3.0, 1.2, 0.3"


class Hit(Record):
    """A sak that answers the search."""

    id: str
    """Id of the sak."""
    nummer: str | None
    """Its number as it stands."""
    tittel: str
    """Its title."""
    moete: str
    """Id of the meeting."""
    organisasjon: str | None
    """The organisation."""
    utvalg: str | None
    """The organ (Noark 5: utvalg, M370)."""
    dato: date | None
    """Date of the meeting."""
    utfall: str | None
    """What kind of decision it got."""
    unntatt: str | None
    """The legal basis where the sak is closed to the public: not to be shown outside the secretariat."""
    partial: bool
    """It does not have all words as they were asked for, but parts of compounds, longer words, or some of them."""
    snippet: list[SnippetPart]
    """The stretch of its text that fits best."""
    fil: str | None
    """The file that the snippet stands in."""
    side: int | None
    """Its page there; null in Word files."""


class SearchResult(Record):
    """What was found."""

    total: int
    """How many saker answer the search; where none has all that was asked for, how many have some of it."""
    hits: list[Hit] = Field(default=[])
    """The best of them; where few have all that was asked for, some that have a part of it come after them."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a hit must be, besides having the words."""

    organ: str | None = None
    fra: date | None = None
    til: date | None = None
    tema: str | None = None
    utfall: str | None = None


def search(index: Index, text: str, filters: Filters, limit: int) -> SearchResult:
    """The ``limit`` best saker that have the words of ``text`` and pass the filters.

    Where fewer than `FEW` saker have all of it, those that have some of it follow, marked partial, up to `FEW`;
    where none has all, the nearest are the answer, and marked as well. Raises `UsageError` for a search without
    words, an unknown outcome, or a limit below 1.
    """
    if limit < 1:
        raise UsageError("The number of hits to show must be 1 or more.")
    query = parse(text, index)
    where, values = _conditions(index, filters)
    total, rows = 0, list[tuple[bool, tuple[str, ...]]]()
    for rank, expression in enumerate(query.expressions()):
        wanted = (min(limit, FEW) if total else limit) - len(rows)
        if wanted <= 0:
            break
        seen = [row[0] for _, row in rows]
        found = _rows(index, expression, where, values, seen, wanted)
        rows += [(rank > 0, row) for row in found]
        total = total or (_count(index, expression, where, values) if found else 0)
    marks = _answers(index, query)
    return SearchResult(total=total, hits=[_hit(row, partial, marks) for partial, row in rows])


def matching_organs(index: Index, organ: str) -> list[tuple[str | None, str | None]]:
    """The pairs of organisation and organ that a name means.

    The name of either, or of both, whatever its capitals and spaces; where none is called just that, those that
    have all its words in their names.
    """
    pairs = index.connection.execute("SELECT DISTINCT organisasjon, utvalg FROM moete ORDER BY 1, 2").fetchall()
    asked = slug(organ.replace("/", " "))
    names = {pair: [slug(name) for name in pair if name] for pair in pairs}
    exact = [pair for pair, name in names.items() if asked in (*name, "-".join(name), "-".join(reversed(name)))]
    wanted = set(asked.split("-"))
    return exact or [pair for pair, name in names.items() if wanted <= set("-".join(name).split("-"))]


def meeting_ids(index: Index, filters: Filters) -> list[str]:
    """Ids of the meetings that pass the filters on organ and date, by date."""
    where, values = _meeting_conditions(index, filters)
    rows = index.connection.execute(f"SELECT m.id FROM moete m WHERE {where} ORDER BY m.dato, m.id", values)
    return [moete for (moete,) in rows]


def _meeting_conditions(index: Index, filters: Filters) -> tuple[str, list[str]]:
    where, values = ["1"], list[str]()
    if filters.organ is not None:
        pairs = matching_organs(index, filters.organ)
        where.append("(" + " OR ".join(["0", *["m.organisasjon IS ? AND m.utvalg IS ?"] * len(pairs)]) + ")")
        values += [value for pair in pairs for value in pair]  # type: ignore[misc]  # null is a value too
    for sign, day in ((">=", filters.fra), ("<=", filters.til)):
        if day is not None:
            where.append(f"m.dato {sign} ?")
            values.append(day.isoformat())
    return " AND ".join(where), values


def _conditions(index: Index, filters: Filters) -> tuple[str, list[str]]:
    where, values = _meeting_conditions(index, filters)
    if filters.utfall is not None:
        if filters.utfall not in get_args(Utfall):
            raise UsageError(
                f"There is no outcome {filters.utfall!r}; the outcomes are: {', '.join(get_args(Utfall))}."
            )
        where, values = f"{where} AND s.utfall = ?", [*values, filters.utfall]
    if filters.tema is not None:
        # A topic may be named by its whole URI or by the last part of it.
        ending = "%/" + re.sub(r"([%_\\])", r"\\\1", filters.tema)
        where += (
            " AND EXISTS (SELECT 1 FROM saktema t WHERE t.sak = s.nr AND (t.tema = ? OR t.tema LIKE ? ESCAPE '\\'))"
        )
        values = [*values, filters.tema, ending]
    return where, values


_FROM = "FROM soek JOIN sak s ON s.nr = soek.rowid JOIN moete m ON m.id = s.moete WHERE soek MATCH ?"


def _rows(
    index: Index, expression: str, where: str, values: list[str], seen: list[str], limit: int
) -> list[tuple[str, ...]]:
    return index.connection.execute(
        "SELECT s.id, s.nummer, s.tittel, s.moete, m.organisasjon, m.utvalg, m.dato, s.utfall, s.unntatt, s.stykke"
        f" {_FROM} AND {where} AND s.id NOT IN ({', '.join('?' * len(seen))})"
        f" ORDER BY round(bm25(soek, {_WEIGHTS}), 6), m.dato DESC, s.id LIMIT ?",
        (expression, *values, *seen, limit),
    ).fetchall()


def _count(index: Index, expression: str, where: str, values: list[str]) -> int:
    return int(index.connection.execute(f"SELECT count(*) {_FROM} AND {where}", (expression, *values)).fetchone()[0])


def _answers(index: Index, query: Query) -> list[Answers]:
    """For each term, the words of the archive that a snippet marks for it."""
    asked = [term.whole_keys() for term in query.terms]
    together = set().union(*asked)
    short = {word: set(keys) for word, keys in index.abbreviations().items() if together.issuperset(keys)}
    return [
        (
            index.words_with(whole) | {word for word, keys in short.items() if keys & whole},
            index.words_with(term.part_keys()),
        )
        for whole, term in zip(asked, query.terms, strict=True)
    ]


def _hit(row: tuple[str, ...], partial: bool, marks: list[Answers]) -> Hit:
    id, nummer, tittel, moete, organisasjon, utvalg, dato, utfall, unntatt, stored = row
    snippet, piece = make_snippet([Piece(*stretch) for stretch in json.loads(stored)], marks)
    return Hit(
        id=id, nummer=nummer, tittel=tittel, moete=moete, organisasjon=organisasjon, utvalg=utvalg,
        dato=date.fromisoformat(dato) if dato else None, utfall=utfall, unntatt=unntatt, partial=partial,
        snippet=snippet, fil=piece.fil, side=piece.side,
    )  # fmt: skip
