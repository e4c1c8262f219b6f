"""What a search looks for (`corpus.expression`) as SQL over the tables of `corpus.postgres_text`.

Two questions are answered of an expression: which saker match it (`matching`), and what it adds to the rank of one that
does (`Score`). Nothing that a person types stands in the SQL itself: keys are values, or numbers of our own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from corpus.bm25 import weight
from corpus.expression import AllOf, AnyOf, But, Expression, Phrase, Word
from corpus.text import PART_WEIGHT, Conditions

_APART = 8
"""Keys of a choice that are added one by one, as tantivy does; more are summed at a stroke."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rank of a search is reckoned from."""

    saker: int
    heile: int
    delar: int
    store: int
    """Saker with more keys than a tsvector takes."""
    keys: dict[str, tuple[int, int, int]]
    """Number of each key in ``nykelbok``, and how many saker have it in ``heile`` and in ``delar``."""


@dataclass(slots=True)
class Sql:
    """A piece of SQL and its values."""

    text: str
    values: list[Any] = field(default_factory=list)

    @classmethod
    def joined(cls, word: str, parts: Iterable[Sql]) -> Sql:
        """The parts with a word between them, in brackets."""
        every = list(parts)
        return cls(
            "(" + f" {word} ".join(part.text for part in every) + ")",
            [value for part in every for value in part.values],
        )


def words_of(expression: Expression) -> Iterator[Word]:
    """Every word that an expression names, wanted or not."""
    match expression:
        case Word():
            yield expression
        case Phrase(keys):
            yield from (Word(key) for key in keys)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from words_of(part)
        case But(wanted, without):
            for part in (wanted, *without):
                yield from words_of(part)


# Which saker match.


def matching(expression: Expression, conditions: Conditions, facts: Facts) -> Sql:
    """A condition on rows of ``tekst``: those of the saker that match the expression and are what they must be."""
    found = [Sql("nyklar @@ ?::tsquery", [_lexemes(expression)])]
    if _has_phrase(expression):
        found.append(_exactly(expression, facts, is_big=False))
    fits = Sql.joined("AND", found)
    if facts.store:
        big = Sql.joined("AND", [Sql("stor"), _exactly(expression, facts, is_big=True)])
        fits = Sql.joined("OR", [fits, big])
    return Sql.joined("AND", [fits, *_narrowing(conditions)])


def _lexemes(expression: Expression) -> str:
    """A tsquery that all saker fit that match; where there is no phrase, no others."""
    match expression:
        case Word(key, running):
            return f"'{key}'" if running else f"('{key}' | '_{key}')"
        case Phrase(keys):
            return _lexemes(AllOf(tuple(Word(key) for key in keys)))
        case AllOf(parts):
            return "(" + " & ".join(_lexemes(part) for part in parts) + ")"
        case AnyOf(parts):
            return "(" + " | ".join(_lexemes(part) for part in parts) + ")"
        case But(wanted, without):
            # A sak with the words of a phrase need not have the phrase.
            unwanted = [f"!{_lexemes(part)}" for part in without if not _has_phrase(part)]
            return "(" + " & ".join([_lexemes(wanted), *unwanted]) + ")"


def _has_phrase(expression: Expression) -> bool:
    match expression:
        case Phrase():
            return True
        case AllOf(parts) | AnyOf(parts):
            return any(_has_phrase(part) for part in parts)
        case But(wanted, without):
            return any(_has_phrase(part) for part in (wanted, *without))
    return False


def _exactly(expression: Expression, facts: Facts, *, is_big: bool) -> Sql:
    """What is true of the saker that match; ``is_big``: of those whose keys are too many for a tsvector."""
    if not is_big and not _has_phrase(expression):
        return Sql("nyklar @@ ?::tsquery", [_lexemes(expression)])
    match expression:
        case Word(key, running):
            number = facts.keys.get(key, (0, 0, 0))[0]
            least = " AND p.heile > 0" if running else ""
            return Sql(f"EXISTS (SELECT FROM postar p WHERE p.nykel = ? AND p.sak = tekst.nr{least})", [number])
        case Phrase():
            return _stands(expression)
        case AllOf(parts):
            return Sql.joined("AND", (_exactly(part, facts, is_big=is_big) for part in parts))
        case AnyOf(parts):
            return Sql.joined("OR", (_exactly(part, facts, is_big=is_big) for part in parts))
        case But(wanted, without):
            unwanted = [_exactly(part, facts, is_big=is_big) for part in without]
            refused = [Sql(f"NOT {part.text}", part.values) for part in unwanted]
            return Sql.joined("AND", [_exactly(wanted, facts, is_big=is_big), *refused])


def _stands(phrase: Phrase) -> Sql:
    text = f" {' '.join(phrase.keys)} "
    names = ("gang",) if phrase.running else ("gang", "kort")
    return Sql.joined("OR", (Sql(f"strpos({name}, ?) > 0", [text]) for name in names))


def _narrowing(asked: Conditions) -> Iterator[Sql]:
    if asked.organ is not None:
        yield Sql("organ = ANY(?::bigint[])", [list(asked.organ)])
    if asked.tema is not None:
        yield Sql("tema && ?::text[]", [list(asked.tema)])
    if asked.utfall is not None:
        yield Sql("utfall = ?", [asked.utfall])
    if asked.fra is not None or asked.til is not None:
        # A meeting without a date has day 0 and passes no filter on dates.
        yield Sql("dag >= ?", [max(asked.fra or 1, 1)])
        if asked.til is not None:
            yield Sql("dag <= ?", [asked.til])
    if asked.beloep_fra is not None or asked.beloep_til is not None:
        bounds = ((">=", asked.beloep_fra), ("<=", asked.beloep_til))
        set_ones = [Sql(f"b.nok {sign} ?::float8", [bound]) for sign, bound in bounds if bound is not None]
        within = Sql.joined("AND", set_ones)
        yield Sql(f"EXISTS (SELECT FROM unnest(beloep) AS b (nok) WHERE {within.text})", within.values)


# How well they fit.


class Score:
    """The rank as SQL over one row for each key that a sak has of those asked for, grouped by sak."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._used: set[str] = set()
        self.phrases: list[Sql] = []
        """What the saker that match are asked beside: whether they have each phrase that is one of several choices."""

    def weights(self) -> tuple[list[int], list[float], list[float]]:
        """The number of each key that counts, and what it weighs in ``heile`` and in ``delar``."""
        facts = self._facts
        known = [facts.keys[key] for key in sorted(self._used)]
        return (
            [nr for nr, _, _ in known],
            [weight(facts.saker, heile) for _, heile, _ in known],
            [weight(facts.saker, delar, PART_WEIGHT) for _, _, delar in known],
        )

    def of(self, expression: Expression) -> str:
        """What the expression adds for a sak that matches it; only numbers of our own stand in it."""
        match expression:
            case Word(key, running):
                return self._sum([key], running)
            case Phrase(keys):
                return self._added([self._sum([key]) for key in dict.fromkeys(keys)])
            case AllOf(parts):
                return self._added([self.of(part) for part in parts])
            case AnyOf(parts):
                plain = [part.key for part in parts if isinstance(part, Word) and not part.running]
                if len(plain) <= _APART:
                    return self._added([self._if_there(part) for part in parts])
                others = [part for part in parts if not isinstance(part, Word) or part.running]
                return self._added([self._sum(plain), *(self._if_there(part) for part in others)])
            case But(wanted):
                return self.of(wanted)

    def _if_there(self, part: Expression) -> str:
        """What one of several choices adds; nothing for a sak that does not have it."""
        return (
            self.of(part) if isinstance(part, Word) else f"CASE WHEN {self._has(part)} THEN {self.of(part)} ELSE 0 END"
        )

    def _has(self, expression: Expression) -> str:
        """Whether a sak that matches the whole matches this part of it."""
        match expression:
            case Word(key, running):
                number = self._number(key)
                either = "heil > 0" if running else "heil > 0 OR del > 0"
                return f"coalesce(bool_or({either}) FILTER (WHERE nykel = {number}), false)"
            case Phrase():
                stands = _stands(expression)
                if stands not in self.phrases:
                    self.phrases.append(stands)
                return f"frase{self.phrases.index(stands)}"
            case AllOf(parts):
                return "(" + " AND ".join(self._has(part) for part in parts) + ")"
            case AnyOf(parts):
                return "(" + " OR ".join(self._has(part) for part in parts) + ")"
            case But(wanted, without):
                return "(" + " AND ".join([self._has(wanted), *(f"NOT {self._has(part)}" for part in without)]) + ")"

    def _sum(self, keys: Sequence[str], running: bool = False) -> str:
        numbers = [number for key in keys if (number := self._number(key))]
        if not numbers:
            return "0::real"
        which = f"nykel = {numbers[0]}" if len(numbers) == 1 else f"nykel IN ({', '.join(map(str, numbers))})"
        return f"coalesce(sum({'heil' if running else 'heil + del'}) FILTER (WHERE {which}), 0::real)"

    def _number(self, key: str) -> int:
        """The number of a key; 0 where no sak has it."""
        if key not in self._facts.keys:
            return 0
        self._used.add(key)
        return self._facts.keys[key][0]

    @staticmethod
    def _added(parts: Sequence[str]) -> str:
        return "(" + " + ".join(parts) + ")"
