"""What a person asks for: words, "phrases" and -words, turned into full-text expressions.

Nothing that the person types reaches the full-text engine: an expression is made of keys alone (letters and
digits), each in quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.index import Index
from corpus.keys import Keys, is_stop_word, words
from model.errors import UsageError

MOST_WORDS = 40
SHORTEST_STEM = 4
_ASKED = re.compile(r'(?P<without>(?<!\S)-)?(?:["«“”„](?P<phrase>[^"«»“”„]*)["»“”]?|(?P<word>[^\s"«»“”„]+))')
_RUNNING_TEXT = "{tittel vedtak tekst} : "


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for: a word, a word with signs inside (``PPT-tenesta``, ``17/18``), or a phrase."""

    keys: tuple[Keys, ...]
    """The keys of its words, in order."""
    quoted: bool = False
    """It must stand in running text as it is."""
    also: tuple[str, ...] = ()
    """Keys of longer words in the archive that begin with the word."""
    spelled_out: tuple[str, ...] = ()
    """The keys of what the word stands for, where it is an abbreviation."""

    def expression(self) -> str:
        """Full text that has the term as it was asked for, whatever its inflection or spelling."""
        if len(self.keys) > 1 or self.quoted:
            phrase = _quote(key.whole[0] for key in self.keys)
            return _RUNNING_TEXT + phrase if self.quoted else phrase
        spelled_out = [_quote(self.spelled_out)] if self.spelled_out else []
        return _any([*(_quote([key]) for key in self.keys[0].whole), *spelled_out])

    def loose_expression(self) -> str:
        """Full text that has the term, all the parts that it is made of, or a longer word that begins with it."""
        if self.quoted:
            return self.expression()
        if len(self.keys) > 1:
            apart = [tuple(key.whole[0] for key in self.keys)]
        else:
            apart = [cut for cut in self.keys[0].cuts if not any(is_stop_word(part) for part in cut)]
        together = ["(" + " AND ".join(_quote([part]) for part in parts) + ")" for parts in apart]
        return _any([self.expression(), *together, *(_quote([key]) for key in self.also)])

    def any_part(self) -> str:
        """Full text that has anything of the term."""
        if self.quoted:
            return self.expression()
        parts = (part for key in self.keys for part in (*key.whole, *key.parts) if not is_stop_word(part))
        return _any([self.loose_expression(), *(_quote([part]) for part in parts)])

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

    def expressions(self) -> list[str]:
        """Full-text expressions from the strictest to the loosest, each different one once.

        First, all terms as they were asked for. Then, for what fits only partly: all terms, where a compound may be met
        by its parts; a part of every term; a part of any term.
        """
        tiers = (
            " AND ".join(f"({term.expression()})" for term in self.terms),
            " AND ".join(f"({term.loose_expression()})" for term in self.terms),
            " AND ".join(f"({term.any_part()})" for term in self.terms),
            " OR ".join(f"({term.any_part()})" for term in self.terms),
        )
        but = " OR ".join(f"({term.expression()})" for term in self.without)
        return [f"({tier}) NOT ({but})" if but else tier for tier in dict.fromkeys(tiers)]


def parse(text: str, index: Index) -> Query:
    """Read what a person typed, with the words that the archive has. Raises `UsageError` where there is no word."""
    asked: list[tuple[bool, bool, list[str]]] = []
    for match in _ASKED.finditer(text):
        quoted = match["phrase"] is not None
        found = [word for word, _, _ in words(match["phrase"] if quoted else match["word"])]
        if found:
            asked.append((match["without"] is not None, quoted, found))
    if sum(len(found) for _, _, found in asked) > MOST_WORDS:
        raise UsageError(f"A search takes at most {MOST_WORDS} words; leave out the less telling ones.")
    telling = [one for one in asked if one[0] or one[1] or not all(is_stop_word(word) for word in one[2])]
    if any(not without for without, _, _ in telling):
        asked = telling
    if not any(not without for without, _, _ in asked):
        raise UsageError("There is no word to look for; give at least one, such as: barnevern.")

    abbreviations = index.abbreviations()

    def term(quoted: bool, found: list[str]) -> Term:
        keys = tuple(index.keys_of(word) for word in found)
        if quoted or len(found) > 1:
            return Term(keys, quoted)
        also = tuple(index.longer_words(found[0])) if len(found[0]) >= SHORTEST_STEM else ()
        return Term(keys, also=also, spelled_out=abbreviations.get(found[0], ()))

    return Query(
        tuple(term(quoted, found) for without, quoted, found in asked if not without),
        tuple(term(quoted, found) for without, quoted, found in asked if without),
    )


def _quote(keys: Iterable[str]) -> str:
    return '"' + " ".join(keys) + '"'


def _any(expressions: Iterable[str]) -> str:
    return " OR ".join(dict.fromkeys(expressions))
