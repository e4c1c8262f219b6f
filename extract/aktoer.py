"""Organisations, kommunar and organs that a text names, each as it stands brought to the nominative.

A body is told by its words: the ones in ``aktoer.toml``, and those whose names all papers share (``etatar.toml``,
``kommunar.toml``). Which names of one paper are the same body is `extract.aktoernamn`'s to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from extract.aktoerorgan import find_groups, find_organs, upper
from extract.knowledge import alternatives, table, words
from extract.kommune import (
    CAPITAL,
    KOMMUNE_WORDS,
    MOST,
    WORD,
    bare_kommunar,
    fylke_pattern,
    is_fylke,
    is_kommune,
    stands_as_place,
)  # fmt: skip
from extract.treff import Hit

_PARTS = 5  # words of a name at most


def find_actors(text: str, known: frozenset[str] = frozenset(), persons: frozenset[str] = frozenset()) -> list[Hit]:
    """The bodies that a text names, in text order, each mention once.

    ``known`` are bare names of kommunar and ``persons`` surnames that the paper uses elsewhere. Text in capitals alone
    says nothing.
    """
    if not any(c.islower() for c in text):
        return []
    taken = bytearray(len(text))
    found: list[Hit] = []

    def keep(hits: Iterable[Hit]) -> None:
        """What a longer name has taken is not read again; the body of an organ stands within the organ's name."""
        for hit in list(hits):
            end = hit.end - len(hit.of) if hit.of else hit.end
            if not any(taken[hit.start : end]):
                taken[hit.start : end] = b"\1" * (end - hit.start)
                found.append(hit)

    organs = find_organs(text)
    keep(find_groups(text))
    keep(_companies(text))
    keep(organ.hit for organ in organs)
    keep(organ.body for organ in organs if organ.body)
    for finder in (_lists, _begun, _headed, _etatar, _endings, _own):
        keep(finder(text))
    keep(Hit(start, end, "kommune", name) for start, end, name in bare_kommunar(text, known, persons))
    return sorted(found, key=lambda hit: (hit.start, -hit.end))


# ---------------------------------------------------------------- names


@cache
def _head_pattern() -> re.Pattern[str]:
    entry = table("aktoer")
    heads, capital = alternatives(entry["hovud"]), alternatives(entry["stor"])
    return re.compile(
        rf"(?<![\w-])(?P<name>{WORD}(?:\s+(?:og\s+|&\s+)?{WORD}){{0,{_PARTS}}}?)\s+"
        rf"(?P<head>(?i:{heads})|{capital})(?P<gen>s)?(?![\w-]|\s+(?:{alternatives(entry['selskapsform'])}|{capital})(?!\w))"
    )


def _headed(text: str) -> Iterator[Hit]:
    for match in _head_pattern().finditer(text):
        start, name = _without_start(match["name"], match.start("name"))
        if not name:
            continue
        head = match["head"].lower() if match["head"].lower() in KOMMUNE_WORDS else match["head"]
        if head in KOMMUNE_WORDS and " og " in name and not is_fylke(name) and not is_kommune(name):
            yield from (  # Nordvik og Solnes kommune
                Hit(start + m.start(), start + m.end(), "organisasjon", f"{m[0]} {head}")
                for m in re.finditer(rf"{WORD}(?: {WORD})*", name)
            )
            continue
        start, name = _last_body(name, start)
        yield Hit(start, match.end() - len(match["gen"] or ""), "organisasjon", f"{name} {head}")


def _last_body(name: str, start: int) -> tuple[int, str]:
    """The last of two bodies and where: ``Visit Fjordlandet og Solnes`` (Næringshage); ``Plan og Bygg`` (AS) is one."""
    first, joined, rest = name.partition(" og ")
    if not rest:
        return start, name
    entry = table("aktoer")
    whole = (
        is_kommune(first)
        or first in _etat_forms()
        or (len(first.split()) == 1 and rest.split()[-1] in words(entry["stor"]))
        or first.lower().endswith(tuple(words(entry["organendingar"])))
        or first.split()[-1] in words(entry["stor"])
        or first.split()[0] in words(entry["framfor"])
    )
    return (start + len(first) + len(joined), rest) if whole else (start, name)


@cache
def _company_pattern() -> re.Pattern[str]:
    entry = table("aktoer")
    full = alternatives(list(entry["selskapsform_fullt"]))
    return re.compile(
        rf"(?<![\w-])(?P<name>{WORD}(?:\s+(?:(?:og|&)\s+)?{WORD}){{0,{_PARTS}}}?(?:\s+(?:og\s+)?[a-zæøå]+)?)\s+"
        rf"(?P<form>{alternatives(entry['selskapsform'])}|(?i:{full}))(?![\w-])"
    )


def _companies(text: str) -> Iterator[Hit]:
    for match in _company_pattern().finditer(text):
        start, name = _without_start(match["name"], match.start("name"))
        start, name = _last_body(name, start)
        if name:
            yield Hit(start, match.end(), "organisasjon", f"{name} {match['form']}")


_LISTED = re.compile(
    rf"(?<![\w-])(?:[Kk]ommun(?:ane|ene)\s+(?P<behind>{WORD}(?:, {WORD}){{0,{MOST}}} og {WORD})"
    rf"|(?P<before>{WORD}(?:, {WORD}){{0,{MOST}}},? og {WORD})\s+kommun(?:ar|er))(?!\w)"
)


def _lists(text: str) -> Iterator[Hit]:
    """``kommunane Nordvik, Solnes og Eidbygda``."""
    for match in _LISTED.finditer(text):
        group = "behind" if match["behind"] else "before"
        for name in re.finditer(WORD, match[group]):
            start = match.start(group) + name.start()
            yield Hit(start, start + len(name[0]), "kommune", name[0])


@cache
def _etat_forms() -> dict[str, str]:
    """Every form of a body that the whole country knows, and its name in nynorsk."""
    found = {}
    for entry in table("etatar")["etatar"]:
        for form in (entry["nn"], entry["nb"], *entry.get("former", [])):
            found[form] = entry["nn"]
    return found


@cache
def _etat_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?P<name>{alternatives(list(_etat_forms()))})(?P<gen>s)?(?![\w-])")


def _etatar(text: str) -> Iterator[Hit]:
    for match in _etat_pattern().finditer(text):
        yield Hit(match.start(), match.end("name"), "etat", match["name"])


@cache
def _begun_pattern() -> re.Pattern[str]:
    entry = table("aktoer")
    return re.compile(
        rf"(?<![\w-])(?:(?P<office>{alternatives(entry['embete'])})\s+i|{alternatives(entry['framfor'])})"
        rf"\s+(?:{fylke_pattern()}|{WORD}(?:\s+{WORD}){{0,2}})"
    )


def _begun(text: str) -> Iterator[Hit]:
    for match in _begun_pattern().finditer(text):
        name = match[0]
        if (
            name.endswith("s")
            and re.match(r"\s+[a-zæøå]", text[match.end() :])
            and is_fylke(name[:-1].split(" i ")[-1])
        ):
            name = name[:-1]
        yield Hit(match.start(), match.end(), "organisasjon", re.sub(r"\s+", " ", name))


@cache
def _ending_pattern() -> re.Pattern[str]:
    entry = table("aktoer")
    acts = rf"\s+{alternatives(entry['gjer'])}(?!\w)"
    return re.compile(
        rf"(?<![\w-])(?P<name>(?:{CAPITAL}[\w-]+-?(?:,? (?:[\w]+- )?og )[a-zæøå]*|{CAPITAL}[\w’-]{{1,60}}?)"
        rf"(?:departementet|direktoratet)|{CAPITAL}\w+{alternatives(entry['hus'])}\s+i\s+{WORD}|{CAPITAL}[\w’-]{{0,60}}\w{alternatives(entry['endingar'])}"
        rf"|{CAPITAL}\w+{alternatives(entry['region'])}(?={acts}))(?P<gen>s)?(?![\w-])"
    )


def _endings(text: str) -> Iterator[Hit]:
    for match in _ending_pattern().finditer(text):
        region = match["name"].endswith(tuple(words(table("aktoer")["region"])))
        if not region or not stands_as_place(text, match.start()):
            yield Hit(match.start(), match.end("name"), "organisasjon", match["name"])


@cache
def _own_pattern() -> re.Pattern[str]:
    own = alternatives([*words(table("aktoer")["eige"]), "kommunen", "fylkeskommunen"])
    return re.compile(rf"(?<![\w-])(?P<name>{own})(?P<gen>s)?(?![\w-])", re.IGNORECASE)


def _own(text: str) -> Iterator[Hit]:
    for match in _own_pattern().finditer(text):
        yield Hit(match.start(), match.end("name"), "eige", upper(match["name"].lower()))


def _without_start(name: str, start: int) -> tuple[int, str]:
    """A name without words that only begin a sentence: ``Også Solnes`` is Solnes; and where it starts then."""
    while name:
        first = re.match(r"(\S+)(?:\s+(?:og\s+)?|$)", name)
        forms = table("aktoer")["selskapsform"]["both"]  # what ends the name before: «Solnes IKS og Nordvik kommune»
        if not first or (first[1].lower() not in words(table("aktoer")["start"]) and first[1] not in forms):
            break
        start, name = start + first.end(), name[first.end() :]
    return start, re.sub(r"\s+", " ", name)
