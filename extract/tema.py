"""What a sak is about: themes of Los, by the words of ``tema.toml`` that speak for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from extract.knowledge import table
from model.moete import Maalform, Sak, Tema

_LOS = "https://psi.norge.no/los/"
_MOST = 3  # themes of a sak
_TITLE, _PROPOSAL, _HEADING, _TEXT = 10, 3, 3, 1  # what a word counts for, by where it stands
_OFTEN = 5  # times in the text, after which a theme's words say no more
_ENOUGH = 5  # a theme's least score: in the title, often in the text, or in headings or proposal and in the text too
_SHARE = 2  # a theme counts only where it has at least half of the best one's score


def with_topics(sak: Sak, standard: Maalform) -> Sak:
    """The sak with its themes, the best first; none rather than one that just a word in passing speaks for."""
    proposal = [point.tekst for part in (sak.framlegg, sak.vedtak) if part for point in part.punkt]
    headings = [part.tittel for part in sak.seksjonar if part.tittel]
    text = [block.tekst for part in sak.seksjonar for block in part.blokker]
    places = ((sak.tittel, _TITLE, 1), ("\n".join(proposal), _PROPOSAL, 1), ("\n".join(headings), _HEADING, 2))
    scores = {
        uri: sum(worth * min(len(found), most) for found, worth, most in _found(pattern, places))
        + _TEXT * min(len(_words(pattern, text)), _OFTEN)
        for uri, pattern in _patterns().items()
    }
    best = max(scores.values(), default=0)
    ranked = sorted(
        (uri for uri, score in scores.items() if score >= _ENOUGH and score * _SHARE >= best),
        key=lambda uri: (-scores[uri], uri),
    )
    names = _names(standard)
    return sak.model_copy(update={"tema": [Tema(uri=_LOS + uri, namn=names[uri]) for uri in ranked[:_MOST]]})


def _found(pattern: re.Pattern[str], places: Iterable[tuple[str, int, int]]) -> Iterable[tuple[set[str], int, int]]:
    """The theme's words in each place, each form once, with what one is worth and how many count."""
    return ((set(pattern.findall(text.lower())), worth, most) for text, worth, most in places)


def _words(pattern: re.Pattern[str], texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in pattern.findall(text.lower())]


@cache
def _names(standard: Maalform) -> dict[str, str]:
    return {entry["uri"]: entry[standard] for entry in table("tema")["tema"]}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """A pattern for each theme that finds its words."""
    return {
        entry["uri"]: re.compile(rf"(?<![\w-])(?:{'|'.join(map(_pattern, entry['ord']))})")
        for entry in table("tema")["tema"]
    }


def _pattern(word: str) -> str:
    """``barnehag`` and what begins with it; ``~avfall`` anywhere in a word; ``hamn$`` only itself."""
    bare = re.escape(word.strip("~$")).replace(r"\ ", r"\s+")
    front = r"[\w-]*" if word.startswith("~") else ""
    return front + bare + (r"(?![\w-])" if word.endswith("$") else r"[\w-]*")
