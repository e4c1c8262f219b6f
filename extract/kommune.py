"""The kommunar and fylke of the country, and where a bare name (``Eidbygda``) is the kommune and not the place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from extract.knowledge import alternatives, table, words

CAPITAL = "[A-ZÆØÅÁÉÖÄČŠ]"
WORD = rf"{CAPITAL}[\w’'-]{{0,60}}\w"
"""A capitalised word, of the length that words have."""
KOMMUNE_WORDS = ("kommune", "herad", "herred", "fylkeskommune")
"""What stands behind the name of a kommune or fylkeskommune."""
MOST = 30
"""Names in a row at most; a longer list is no sentence."""
_NEAR = 30  # characters beside a name that are looked at
_LIST = 3  # so many kommunar in a row are compared as kommunar, wherever they stand


@cache
def _names(*parts: str) -> frozenset[str]:
    return frozenset(name.strip() for part in parts for name in table("kommunar")[part].split(",") if name.strip())


def is_kommune(name: str) -> bool:
    """Whether a kommune has this name, now or before the latest mergers."""
    return name in _names("no", "foer")


def is_fylke(name: str) -> bool:
    """Whether a fylke has this name, now or before the latest mergers."""
    return name in _names("fylke")


@cache
def fylke_pattern() -> str:
    """A regex for the name of any fylke, of today or before."""
    return alternatives([*_names("fylke", "embete"), "Østfold, Buskerud, Oslo og Akershus"])


def kommune_name(place: str, known: Iterable[str] = ()) -> str:
    """The body's name, ``Eidbygda kommune``; ``herad`` where it calls itself so, here or in the paper (``known``)."""
    herad = f"{place} herad"
    return herad if place in _names("herad") or herad in known else f"{place} kommune"


def bare_kommunar(text: str, known: frozenset[str], persons: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """Start, end and name of each kommune that acts in the text by its bare name.

    ``known`` are names that the paper itself uses of kommunar; ``persons`` are surnames in it, which no kommune's name
    is told from unless the paper names that kommune.
    """
    for match in _run().finditer(text):
        names = [(m.start() + match.start(), m[0]) for m in _name_pattern().finditer(match[0])]
        if not all(is_kommune(name) or name in known for _, name in names):
            continue
        if any(name in persons and name not in known for _, name in names) or _part_of_name(text, match.start()):
            continue
        if len(names) >= _LIST or _acts(text, match.start(), match.end(), all(name in known for _, name in names)):
            yield from ((start, start + len(name), name) for start, name in names)


@cache
def _name() -> str:
    """A name of one word, or one of the country's longer ones: ``Indre Østfold``."""
    return rf"(?:{alternatives(name for name in _names('no', 'foer') if ' ' in name)}|{WORD})"


@cache
def _name_pattern() -> re.Pattern[str]:
    return re.compile(_name())


@cache
def _run() -> re.Pattern[str]:
    """A name, or names in a row, with no capitalised word behind: ``Nordvik, Solnes og Eidbygda``."""
    return re.compile(rf"(?<![\w-]){_name()}(?:(?:, {_name()}){{0,{MOST}}},? og {_name()})?(?![\w-]| {CAPITAL})")


_BEFORE = re.compile(rf"(?P<word>{CAPITAL}[\w.’-]*)\s$")


def _part_of_name(text: str, start: int) -> bool:
    """Whether a capitalised word in front makes a longer name (``Kari Vik``); a sentence's first word does not."""
    before = _BEFORE.search(text[max(0, start - _NEAR) : start])
    return before is not None and before["word"].lower() not in words(table("aktoer")["start"])


def stands_as_place(text: str, start: int) -> bool:
    """Whether the words in front of a name make it a place: ``i Eidbygda``, ``planen for Fjordaregionen``."""
    return _patterns()["stad"].search(text[max(0, start - _NEAR) : start]) is not None


def _acts(text: str, start: int, end: int, named: bool) -> bool:
    before, behind = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    if _patterns()["gjer"].match(behind):
        return not stands_as_place(text, start)
    if re.match(r"\s+til\s", behind):  # a road from here to there
        return False
    return bool(_patterns()["saman"].search(before) or (named and _patterns()["fraa"].search(before)))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    entry = table("aktoer")
    found = {kind: rf"(?<!\w){alternatives(entry[kind])}\s+$" for kind in ("saman", "fraa", "stad")}
    found["gjer"] = rf",?\s+{alternatives(entry['gjer'])}(?!\w)"
    return {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in found.items()}
