"""Finding saker: words and filters in, ranked hits with snippets and counts out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, get_args

from pydantic import Field

from corpus.facets import Facets, named
from corpus.index import Index
from corpus.keys import words
from corpus.pieces import Piece, stored_pieces
from corpus.query import Query, corrections, parse
from corpus.snippet import Answers, SnippetPart, Words, make_snippet
from corpus.sql import in_parts, marks
from corpus.text import Conditions
from model.document import Record
from model.errors import UsageError
from model.ids import slug
from model.moete import Utfall

if TYPE_CHECKING:
    from corpus.expression import Expression

FEW = 10
_SPARE = 50  # hits to look at beyond those wanted, so that equal ones come in order
_MOST_EQUAL = 20_000  # equal hits that are put in order; titles such as the opening of a meeting are many
_DIGITS = 4  # of a rank; what differs less is equal


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
    vedtak: str | None = None
    """Id of the point of the vedtak that the snippet is from; null where it is from other text."""


class SearchResult(Record):
    """What was found."""

    total: int
    """How many saker answer the search; where none has all that was asked for, how many have some of it."""
    hits: list[Hit] = Field(default=[])
    """The best of them; where few have all that was asked for, some that have a part of it come after them."""
    facets: Facets = Field(default=Facets())
    """How many of all that were found each organ, year, topic and outcome has."""
    corrected: str | None = None
    """What was searched for instead, where nothing fits what was typed and a word of it was mistyped; else null."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a hit must be, besides having the words."""

    organ: str | None = None
    fra: date | None = None
    til: date | None = None
    tema: str | None = None
    utfall: str | None = None
    beloep_fra: float | None = None
    beloep_til: float | None = None
    pairs: Sequence[tuple[str | None, str | None]] | None = None
    """Organisation and organ, as the papers write them; of meetings only."""


def search(index: Index, text: str, filters: Filters, limit: int) -> SearchResult:
    """The ``limit`` best saker that have the words of ``text`` and pass the filters.

    Where fewer than `FEW` saker have all of it, those that have some of it follow, marked partial, up to `FEW`;
    where none has all, the nearest are the answer, and marked as well. Where a word is in the archive in no form, the
    nearest that is there is looked for instead, and the result says so. Raises `UsageError` for a search without
    words, an unknown outcome, or a limit below 1.
    """
    if limit < 1:
        raise UsageError("The number of hits to show must be 1 or more.")
    conditions = _conditions(index, filters)
    query = parse(text, index)
    numbers = _best(index, query.strict(), conditions, limit, ())
    if len(numbers) >= min(limit, FEW):
        return _found(index, query, query.strict(), conditions, numbers)
    query = query.loosened(index)
    if not numbers:
        for meant in corrections(text, query, index):
            instead = parse(meant, index).loosened(index)
            strict = _best(index, instead.strict(), conditions, limit, ())
            found = _nearest(index, instead, conditions, limit, strict)
            if found.total:
                return found.model_copy(update={"corrected": meant})
    return _nearest(index, query, conditions, limit, numbers)


def _nearest(index: Index, query: Query, conditions: Conditions, limit: int, strict: list[int]) -> SearchResult:
    """Those that have all of it, which are ``strict``, and after them those that have some of it."""
    seen = list(strict)
    result = _found(index, query, query.strict(), conditions, seen)
    wanted = min(limit, FEW) if seen else limit
    for expression in query.loose():
        if len(result.hits) >= wanted:
            break
        numbers = _best(index, expression, conditions, wanted - len(result.hits), seen)
        if numbers and not result.total:
            result = _found(index, query, expression, conditions, [])
        result = result.model_copy(update={"hits": [*result.hits, *_hits(index, query, numbers, partial=True)]})
        seen += numbers
    return result


def _found(
    index: Index, query: Query, expression: Expression, conditions: Conditions, numbers: list[int]
) -> SearchResult:
    """What is counted by ``expression``, with the saker of these numbers as hits."""
    counts = index.text.counts(expression, conditions)
    hits = _hits(index, query, numbers, partial=False)
    return SearchResult(total=max(counts.total, len(hits)), hits=hits, facets=named(index, counts))


def _best(index: Index, expression: Expression, conditions: Conditions, limit: int, seen: Sequence[int]) -> list[int]:
    """Numbers of the best saker that were not seen yet; of equal ones the newest first, then by id."""
    spare = _SPARE + len(seen)
    while True:
        found = [(round(score, _DIGITS), nr) for score, nr in index.text.best(expression, conditions, limit + spare)]
        cut_off = found[-1][0] if len(found) == limit + spare else None
        found = [one for one in found if one[1] not in seen]
        last = found[:limit][-1][0] if found else 0.0
        if cut_off is None or last > cut_off or spare >= _MOST_EQUAL:
            break
        spare *= 20
    ranks = {nr: score for score, nr in found if score >= last}
    order = [(-ranks[nr], -_day(dato), id, nr) for nr, id, dato in _dated(index, list(ranks))]
    return [nr for _, _, _, nr in sorted(order)[:limit]]


def _dated(index: Index, numbers: list[int]) -> list[tuple[int, str, str | None]]:
    """Number, id and date of each sak that is still there."""
    found: list[tuple[int, str, str | None]] = []
    for some in in_parts(numbers):
        found += index.connection.execute(
            f"SELECT s.nr, s.id, m.dato FROM sak s JOIN moete m ON m.id = s.moete WHERE s.nr IN ({marks(some)})",
            some,
        )
    return found


def _day(dato: str | None) -> int:
    return date.fromisoformat(dato).toordinal() if dato else 0


def matching_organs(index: Index, organ: str) -> list[tuple[str | None, str | None]]:
    """The pairs of organisation and organ that a name means.

    The name of either, or of both, whatever its capitals and spaces; where none is called just that, those that
    have all its words in their names.
    """
    pairs = list(index.organs().values())
    asked = slug(organ.replace("/", " "))
    names = {pair: [_slug(name) for name in pair if name] for pair in pairs}
    exact = [pair for pair, name in names.items() if asked in (*name, "-".join(name), "-".join(reversed(name)))]
    wanted = set(asked.split("-"))
    return exact or [pair for pair, name in names.items() if wanted <= set("-".join(name).split("-"))]


_slug = lru_cache(10_000)(slug)


def meeting_ids(index: Index, filters: Filters) -> list[str]:
    """Ids of the meetings that pass the filters on organ and date, by date."""
    where, values = ["TRUE"], list[str | int]()
    if filters.organ is not None:
        organs = _organs(index, filters.organ)
        where.append(f"organ IN ({marks(organs)})")
        values += organs
    if filters.pairs is not None:
        own = [nr for nr, pair in index.organs().items() if pair in filters.pairs]
        where.append(f"organ IN ({marks(own)})")
        values += own
    for sign, day in ((">=", filters.fra), ("<=", filters.til)):
        if day is not None:
            where.append(f"dato {sign} ?")
            values.append(day.isoformat())
    rows = index.connection.execute(
        f"SELECT id FROM moete WHERE {' AND '.join(where)} ORDER BY dato NULLS FIRST, id", values
    )
    return [moete for (moete,) in rows]


def _organs(index: Index, organ: str) -> list[int]:
    pairs = set(matching_organs(index, organ))
    return [nr for nr, pair in index.organs().items() if pair in pairs]


def _conditions(index: Index, filters: Filters) -> Conditions:
    if filters.utfall is not None and filters.utfall not in get_args(Utfall):
        raise UsageError(f"There is no outcome {filters.utfall!r}; the outcomes are: {', '.join(get_args(Utfall))}.")
    if any(not math.isfinite(amount) for amount in (filters.beloep_fra, filters.beloep_til) if amount is not None):
        raise UsageError("An amount to look for must be a number of kroner, such as 100000.")
    return Conditions(
        organ=None if filters.organ is None else _organs(index, filters.organ),
        fra=filters.fra.toordinal() if filters.fra else None,
        til=filters.til.toordinal() if filters.til else None,
        tema=None if filters.tema is None else _topics(index, filters.tema),
        utfall=filters.utfall,
        beloep_fra=filters.beloep_fra,
        beloep_til=filters.beloep_til,
    )


def _topics(index: Index, tema: str) -> list[str]:
    """The topics that a name means: the whole URI or the last part of it."""
    rows = index.connection.execute("SELECT uri FROM tema ORDER BY uri")
    ending = "/" + tema.lower()
    return [uri for (uri,) in rows if uri == tema or uri.lower().endswith(ending)]


def _answers(index: Index, query: Query, found_words: Iterable[Words]) -> list[Answers]:
    """For each term, which of these words a snippet marks for it."""
    asked = [(term.whole_keys(), term.part_keys()) for term in query.terms]
    together = set[str]().union(*(whole for whole, _ in asked))
    short = {word: set(keys) for word, keys in index.abbreviations().items() if together.issuperset(keys)}
    answers: list[Answers] = [
        ({word for word, keys in short.items() if keys & whole}, set[str]()) for whole, _ in asked
    ]
    anything = together.union(*(parts for _, parts in asked))
    there = {word for found in found_words for word, _, _ in found}
    index.learn(there)
    for word in there:
        known = index.keys_of(word)
        if anything.isdisjoint(known.whole) and anything.isdisjoint(known.parts):
            continue
        for keys, words_of in zip(asked, answers, strict=True):
            for wanted, found in zip(keys, words_of, strict=True):
                if not (wanted.isdisjoint(known.whole) and wanted.isdisjoint(known.parts)):
                    found.add(word)
    return answers


def _hits(index: Index, query: Query, numbers: list[int], partial: bool) -> list[Hit]:
    """The saker of these numbers, each with its snippet."""
    rows: dict[int, tuple[str, ...]] = {}
    for some in in_parts(numbers):
        asked = index.connection.execute(
            "SELECT s.nr, s.id, s.nummer, s.tittel, s.moete, o.organisasjon, o.utvalg, m.dato, s.utfall, s.unntatt,"
            " s.stykke FROM sak s JOIN moete m ON m.id = s.moete JOIN organ o ON o.nr = m.organ"
            f" WHERE s.nr IN ({marks(some)})",
            some,
        )
        rows |= {nr: row for nr, *row in asked}
    found = [(tuple(rows[nr][:-1]), stored_pieces(rows[nr][-1])) for nr in numbers if nr in rows]
    texts = [[list(words(piece.text)) for piece in pieces] for _, pieces in found]
    answers = _answers(index, query, (piece_words for text in texts for piece_words in text))
    return [
        _hit(row, partial, make_snippet(pieces, text, answers))
        for (row, pieces), text in zip(found, texts, strict=True)
    ]


def _hit(row: tuple[str, ...], partial: bool, shown: tuple[list[SnippetPart], Piece]) -> Hit:
    id, nummer, tittel, moete, organisasjon, utvalg, dato, utfall, unntatt = row
    snippet, piece = shown
    return Hit(
        id=id, nummer=nummer, tittel=tittel, moete=moete, organisasjon=organisasjon, utvalg=utvalg,
        dato=date.fromisoformat(dato) if dato else None, utfall=utfall, unntatt=unntatt, partial=partial,
        snippet=snippet, fil=piece.fil, side=piece.side, vedtak=piece.punkt,
    )  # fmt: skip
