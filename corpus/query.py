"""What a person asks for: words, "phrases" and -words, turned into what to look for in the full text.

Nothing that the person types reaches the full-text engine but keys: letters and digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.expression import But, Expression, Word, all_of, any_of, phrase
from corpus.index import Index
from corpus.keys import Keys, is_stop_word, words
from corpus.vocabulary import is_known, longer_words, near_words
from model.errors import UsageError

MOST_WORDS = 40
MOST_TRIES = 3
"""Readings of a mistyped search that are tried."""
_ASKED = re.compile(r'(?P<without>(?<!\S)-)?(?:["«“”„](?P<phrase>[^"«»“”„]*)["»“”]?|(?P<word>[^\s"«»“”„]+))')


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for: a word, a word with signs inside (``PPT-tenesta``, ``17/18``), or a phrase."""

    keys: tuple[Keys, ...]
    """The keys of its words, in order."""
    quoted: bool = False
    """It must stand in running text as it is."""
    also: tuple[str, ...] = ()
    """Keys of longer words in the archive that hold the word; known once the search is loosened."""
    spelled_out: tuple[str, ...] = ()
    """The keys of what the word stands for, where it is an abbreviation."""

    word: str = ""
    """The word itself, in lower case, where it is one."""
    place: tuple[int, int] = (0, 0)
    """Where it stands in what was typed."""

    def expression(self) -> Expression:
        """Full text that has the term as it was asked for, whatever its inflection or spelling."""
        spelled_out = [phrase(self.spelled_out)] if self.spelled_out else []
        if len(self.keys) > 1 or self.quoted:
            return any_of([phrase((key.whole[0] for key in self.keys), running=self.quoted), *spelled_out])
        return any_of([*(Word(key) for key in self.keys[0].whole), *spelled_out])

    def loose_expression(self) -> Expression:
        """Full text that has the term, all the parts that it is made of, or a longer word that holds it."""
        if self.quoted:
            return self.expression()
        if len(self.keys) > 1:
            apart = [tuple(key.whole[0] for key in self.keys)]
        else:
            apart = [cut for cut in self.keys[0].cuts if not any(is_stop_word(part) for part in cut)]
        together = [all_of(Word(part) for part in parts) for parts in apart]
        return any_of([self.expression(), *together, *(Word(key) for key in self.also)])

    def any_part(self) -> Expression:
        """Full text that has anything of the term."""
        if self.quoted:
            return self.expression()
        parts = (part for key in self.keys for part in (*key.whole, *key.parts) if not is_stop_word(part))
        return any_of([self.loose_expression(), *(Word(part) for part in parts)])

    def whole_keys(self) -> set[str]:
        """The keys by which the term is met as it was asked for."""
        return {whole for key in self.keys for whole in key.whole} | set(self.spelled_out)

    def part_keys(self) -> set[str]:
        """The keys by which a part of the term, or a longer word, is met."""
        return {part for key in self.keys for part in key.parts if not is_stop_word(part)} | set(self.also)


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked for, and what must not be there."""

    terms: tuple[Term, ...]
    without: tuple[Term, ...] = ()

    def strict(self) -> Expression:
        """All terms as they were asked for."""
        return self._but(all_of(term.expression() for term in self.terms))

    def loose(self) -> list[Expression]:
        """What fits only partly, from the strictest to the loosest, each different one once.

        All terms, where a compound may be met by its parts or by a longer word; a part of every term; a part of any
        term.
        """
        tiers = (
            all_of(term.loose_expression() for term in self.terms),
            all_of(term.any_part() for term in self.terms),
            any_of(term.any_part() for term in self.terms),
        )
        return [tier for tier in dict.fromkeys(map(self._but, tiers)) if tier != self.strict()]

    def loosened(self, index: Index) -> Query:
        """With the longer words that the archive has."""
        return replace(
            self,
            terms=tuple(
                replace(term, also=tuple(longer_words(index, term.word))) if term.word else term for term in self.terms
            ),
        )

    def _but(self, wanted: Expression) -> Expression:
        without = tuple(term.expression() for term in self.without)
        return But(wanted, without) if without else wanted


def corrections(text: str, query: Query, index: Index) -> Iterator[str]:
    """What may have been meant where words are mistyped, the likeliest first; nothing where every word is known.

    Each word that the archive has in no form becomes the likeliest of those that it has.
    """
    slips = [(term, near) for term in query.terms if term.word and not is_known(index, term.word) and not term.also
             and (near := near_words(index, term.word))]  # fmt: skip
    if not slips:
        return
    for rank in range(min(MOST_TRIES, max(len(near) for _, near in slips))):
        meant = text
        for term, near in sorted(slips, key=lambda slip: -slip[0].place[0]):
            start, end = term.place
            meant = meant[:start] + near[min(rank, len(near) - 1)] + meant[end:]
        yield meant


def parse(text: str, index: Index) -> Query:
    """Read what a person typed, with the words that the archive has. Raises `UsageError` where there is no word."""
    asked: list[_Asked] = []
    for match in _ASKED.finditer(text):
        quoted = match["phrase"] is not None
        group = "phrase" if quoted else "word"
        found = list(words(match[group]))
        if found:
            first = match.start(group)
            place = (first + found[0][1], first + found[-1][2])
            asked.append(_Asked(match["without"] is not None, quoted, [word for word, _, _ in found], place))
    if sum(len(one.words) for one in asked) > MOST_WORDS:
        raise UsageError(f"A search takes at most {MOST_WORDS} words; leave out the less telling ones.")
    telling = [one for one in asked if one.without or one.quoted or not all(is_stop_word(word) for word in one.words)]
    if any(not one.without for one in telling):
        asked = telling
    if not any(not one.without for one in asked):
        raise UsageError("There is no word to look for; give at least one, such as: barnevern.")

    abbreviations = index.abbreviations()

    def term(one: _Asked) -> Term:
        keys = tuple(index.keys_of(word) for word in one.words)
        if one.quoted:
            return Term(keys, quoted=True)
        if len(one.words) > 1:
            # PP-tenesta is what PPT stands for.
            apart = [abbreviations.get(word) or key.whole[:1] for word, key in zip(one.words, keys, strict=True)]
            is_short = any(word in abbreviations for word in one.words)
            return Term(keys, spelled_out=tuple(key for part in apart for key in part) if is_short else ())
        (word,) = one.words
        return Term(keys, spelled_out=abbreviations.get(word, ()), word=word, place=one.place)

    return Query(tuple(term(one) for one in asked if not one.without), tuple(term(one) for one in asked if one.without))


@dataclass(frozen=True, slots=True)
class _Asked:
    without: bool
    quoted: bool
    words: list[str]
    place: tuple[int, int]
