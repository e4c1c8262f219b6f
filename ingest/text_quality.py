"""How good a text is: the share of its words that a Norwegian reader knows.

Plain signs come first, as they cost next to nothing: the commonest words of the language, the letters æ, ø and å,
sequences of letters that no word has. Only where they leave doubt are words looked up in the lemmatiser's lists
(simplemma), which take half a second to load.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_DATA = tomllib.loads(Path(__file__).with_name("text_quality.toml").read_text(encoding="utf-8"))
_COMMON = {language: frozenset(words) for language, words in _DATA["common"].items()}
_NORWEGIAN = ("nn", "nb")
_COMMON_NORWEGIAN = _COMMON["nn"] | _COMMON["nb"]
_FOREIGN = {language: words - _COMMON_NORWEGIAN for language, words in _COMMON.items() if language not in _NORWEGIAN}
_WORD = re.compile(r"(?<![\w@./])[^\W\d_]{2,}(?![\w@/])")
_ODD = re.compile("|".join(f"(?:{pattern})" for pattern in _DATA["odd"]["patterns"]))
_OWN_LETTERS = "æøå"
_FUGE = tuple(_DATA["fuge"]["letters"])
_SHORTEST_PART, _SHORTEST_COMPOUND = 3, 7
"""Letters of the parts of a compound, and of the whole, that is taken apart; shorter ones would fit anything."""

_REMEMBERED = 50_000
"""Words that are remembered as known or not."""
FEWEST = 10
"""Words that tell something of a text."""
_TELLING = 30
"""Words of a text that can't be Norwegian without any of the language's own letters."""
_COMMON_SHARE = 0.03
"""Share of the commonest words in a text that is plainly Norwegian, if it has the letters too; in running text it is a
fourth, in lists of names few."""
_FOREIGN_SHARE = 0.15
"""Share of the commonest words of another language, those of Norwegian aside, in running text of that language."""
_LETTER_SHARE = 0.006
"""Share of æ, ø and å among the letters; 0.02 to 0.03 are usual."""
_ODD_SHARE = 0.06
"""Share of words that can't be."""
_KNOWN = 0.5
"""Share of known words in a text of that language; lists of names have 0.6 and more, a spoilt text next to none."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What a text shows at a glance, in counts, so that those of several pages can be added up."""

    words: int = 0
    common: int = 0
    """Words that are among the commonest of Norwegian."""
    letters: int = 0
    own: int = 0
    """The letters æ, ø and å."""
    odd: int = 0
    """Words that can't be."""

    def __add__(self, other: Signs) -> Signs:
        """Those of both texts."""
        return Signs(
            self.words + other.words,
            self.common + other.common,
            self.letters + other.letters,
            self.own + other.own,
            self.odd + other.odd,
        )

    @property
    def reads_norwegian(self) -> bool:
        """Whether it has the commonest words and nothing that can't be: letters mapped to others never look so."""
        return (
            self.words >= FEWEST and self.common >= _COMMON_SHARE * self.words and self.odd <= _ODD_SHARE * self.words
        )

    @property
    def plainly_norwegian(self) -> bool:
        """Whether it has the language's own letters too, which a careless recognition loses."""
        return self.reads_norwegian and self.own >= _LETTER_SHARE * self.letters


def signs_of(text: str) -> Signs:
    """The signs of a text."""
    low = text.lower()
    parts = low.split()
    return Signs(
        words=sum(part[0].isalpha() and len(part) > 1 for part in parts),
        common=sum(part in _COMMON_NORWEGIAN for part in parts),
        letters=sum(map(len, parts)),
        own=0 if low.isascii() else sum(map(low.count, _OWN_LETTERS)),
        odd=len(_ODD.findall(low)),
    )


def words_of(text: str) -> list[str]:
    """The words of a text that can be looked up: two letters or more, no addresses."""
    return _WORD.findall(text)


def norwegian(words: Sequence[str]) -> float | None:
    """The share of the words, 0 to 1, that are Norwegian, or compounds of such; None where there are too few."""
    if len(words) < FEWEST:
        return None
    return round(sum(map(is_norwegian, words)) / len(words), 3)


def lacks_letters(words: Sequence[str]) -> bool:
    """Whether there is no æ, ø or å in so many words that Norwegian would have had some: every fifth word has one."""
    return len(words) >= _TELLING and not any(letter in _OWN_LETTERS for word in words for letter in word.lower())


def is_foreign(words: Sequence[str]) -> bool:
    """Whether the words are those of a neighbour's language or a world language, and more so than Norwegian."""
    if len(words) < FEWEST:
        return False
    low = [word.lower() for word in words]
    own = sum(word in _COMMON_NORWEGIAN for word in low)
    for common in _FOREIGN.values():
        theirs = sum(word in common for word in low)
        if theirs >= _FOREIGN_SHARE * len(low) and theirs > own:
            return True
    known = norwegian(words) or 0.0
    shares = (sum(_knows(word, (language,)) for word in words) / len(words) for language in _FOREIGN)
    return any(share >= _KNOWN and share > known for share in shares)


@lru_cache(_REMEMBERED)
def is_norwegian(word: str) -> bool:
    """Whether the word is known in one of the written standards, or made of two words that are."""
    if _knows(word, _NORWEGIAN):
        return True
    low = word.lower()
    if len(low) < _SHORTEST_COMPOUND:
        return False
    for place in range(_SHORTEST_PART, len(low) - _SHORTEST_PART + 1):
        head, tail = low[:place], low[place:]
        if not _knows(tail, _NORWEGIAN):
            continue
        if _knows(head, _NORWEGIAN):
            return True
        if head.endswith(_FUGE) and len(head) > _SHORTEST_PART and _knows(head[:-1], _NORWEGIAN):
            return True
    return False


def _knows(word: str, languages: tuple[str, ...]) -> bool:
    import simplemma

    forms = {word, word.lower()}
    return any(simplemma.is_known(form, language) for form in forms for language in languages)
