"""What a sak is about: themes of Los, by the words of ``tema.toml`` that speak for them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from extract.knowledge import table
from model.moete import Maalform, Sak, Tema

_LOS = "https://psi.norge.no/los/"
_MOST = 3  # themes of a sak
_TITLE, _PROPOSAL, _HEADING, _TEXT = 10, 3, 3, 1  # what a word counts for, by where it stands
_OFTEN = 5  # times in the text, after which a theme's words say no more
_ENOUGH = 5  # a theme's least score: in the title, often in the text, or in headings or proposal and in the text too
_KNOWN = 20_000  # words whose themes are remembered
_WORD = re.compile(r"[\w-]+")
_SHARE = 2  # a theme counts only where it has at least half of the best one's score


def with_topics(sak: Sak, standard: Maalform) -> Sak:
    """The sak with its themes, the best first; none rather than one that just a word in passing speaks for."""
    proposal = [point.tekst for part in (sak.framlegg, sak.vedtak) if part for point in part.punkt]
    headings = [part.tittel for part in sak.seksjonar if part.tittel]
    text = [block.tekst for part in sak.seksjonar for block in part.blokker]
    scores: dict[str, int] = defaultdict(int)
    places = ((sak.tittel, _TITLE, 1), ("\n".join(proposal), _PROPOSAL, 1), ("\n".join(headings), _HEADING, 2))
    for place, worth, most in places:
        for uri, found in _words([place]).items():
            scores[uri] += worth * min(len(set(found)), most)
    for uri, found in _words(text).items():
        scores[uri] += _TEXT * min(len(found), _OFTEN)
    best = max(scores.values(), default=0)
    ranked = sorted(
        (uri for uri, score in scores.items() if score >= _ENOUGH and score * _SHARE >= best),
        key=lambda uri: (-scores[uri], uri),
    )
    names = _names(standard)
    return sak.model_copy(update={"tema": [Tema(uri=_LOS + uri, namn=names[uri]) for uri in ranked[:_MOST]]})


def _words(texts: Iterable[str]) -> Mapping[str, list[str]]:
    """The words of the texts that speak for a theme, by theme, repeats included.

    A text is taken to words once, and each word asked for its themes; only where one may begin a phrase is the text
    searched for it.
    """
    out: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        lower = text.lower()
        found: dict[str, list[str]] = defaultdict(list)
        for word in _WORD.findall(lower):
            for uri in _themes_of(word):
                found[uri].append(word)
        for uri, said in found.items():
            out[uri] += _with_phrases()[uri].findall(lower) if uri in _with_phrases() else said
    return out


@lru_cache(_KNOWN)
def _themes_of(word: str) -> tuple[str, ...]:
    """The themes that a word speaks for, or that have a phrase which begins with it."""
    if not _any_theme().fullmatch(word):
        return ()
    return tuple(uri for uri, pattern in _first_words().items() if pattern.fullmatch(word))


@cache
def _names(standard: Maalform) -> dict[str, str]:
    return {entry["uri"]: entry[standard] for entry in table("tema")["tema"]}


@cache
def _with_phrases() -> dict[str, re.Pattern[str]]:
    """A pattern for each theme with words of more than one word, that finds all of its words."""
    return {
        entry["uri"]: re.compile(rf"(?<![\w-])(?:{'|'.join(map(_pattern, entry['ord']))})")
        for entry in table("tema")["tema"]
        if any(" " in word for word in entry["ord"])
    }


@cache
def _first_words() -> dict[str, re.Pattern[str]]:
    """A pattern for each theme that a whole word fits which speaks for it, or begins one of its phrases."""
    return {entry["uri"]: re.compile("|".join(map(_first, entry["ord"]))) for entry in table("tema")["tema"]}


@cache
def _any_theme() -> re.Pattern[str]:
    return re.compile("|".join(pattern.pattern for pattern in _first_words().values()))


def _first(word: str) -> str:
    first, *behind = word.split(" ")
    return _pattern(f"{first}$" if behind else word)


def _pattern(word: str) -> str:
    """``barnehag`` and what begins with it; ``~avfall`` anywhere in a word; ``hamn$`` only itself."""
    bare = re.escape(word.strip("~$")).replace(r"\ ", r"\s+")
    front = r"[\w-]*" if word.startswith("~") else ""
    return front + bare + (r"(?![\w-])" if word.endswith("$") else r"[\w-]*")
