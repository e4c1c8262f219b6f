"""Organs that running text names: ``styret``, ``levekårsutvalet``, ``arbeidsutvalet i Fjordlandet KO``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.knowledge import alternatives, table, words
from extract.kommune import CAPITAL, KOMMUNE_WORDS, WORD, is_kommune
from extract.treff import Hit

_NEAR = 30  # characters before an organ that may hold a word of its name


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ, and the body that it belongs to where that stands behind it."""

    hit: Hit
    body: Hit | None = None


def find_organs(text: str) -> list[Organ]:
    """The organs that a text names in the definite form, or in the indefinite one with their body behind."""
    return [organ for match in _WORD.finditer(text) if (organ := _organ(text, match))]


_WORD = re.compile(r"(?<![\w-])\w[\w-]*\w")
_ADJECTIVE = re.compile(r"(?<![\w-])[^\W\d_]+(?:sk|leg|lig|ivt|alt|lt)\s+$", re.IGNORECASE)
_CAPITAL_BEFORE = re.compile(rf"{CAPITAL}\w+ $")


def _organ(text: str, match: re.Match[str]) -> Organ | None:
    word, start, end = match[0], match.start(), match.end()
    known = _words()
    lower = word.lower()
    definite = (
        lower if _is_definite(lower) else lower[:-1] if lower.endswith("s") and _is_definite(lower[:-1]) else None
    )
    if definite is None and not lower.endswith(known.indefinite):
        return None
    behind = known.of.match(text, end)
    of = _one_body(behind["body"]) if behind else None
    if of and of.lower() in words(table("aktoer")["start"]):
        return None
    before = text[max(0, start - _NEAR) : start]
    if definite is None:
        if not of:
            return None
        if adjective := _ADJECTIVE.search(before):
            word, start = adjective[0] + word, start - len(adjective[0])
    else:
        word = word[: len(definite)]
        if not of and definite in known.own:
            return None
        if definite.endswith(("rådet", "styret")) and word[0].isupper() and _CAPITAL_BEFORE.search(before):
            return None  # a name of two words (Norsk kulturråd) is a body's
    name = upper(re.sub(r"\s+", " ", word))
    if not behind or not of:
        return Organ(Hit(start, match.start() + len(definite or word), "organ", name))
    at = behind.start("body")
    hit = Hit(start, at + len(of), "organ", name, of, "for" if behind["joined"] == "for" else "i")
    return Organ(hit, _body(of, at) if known.belongs.match(lower) else None)


def _body(name: str, start: int) -> Hit:
    plain = re.sub(r"\s+", " ", name)
    return Hit(start, start + len(name), "kommune" if is_kommune(plain) else "organisasjon", plain)


def _is_definite(word: str) -> bool:
    known = _words()
    ends = word.endswith(known.ending) and word not in known.ending  # nettverket alone says nothing
    return (word in known.whole or ends) and not word.endswith(known.none)


@dataclass(frozen=True, slots=True)
class _Words:
    """What ``aktoer.toml`` says of organs, as it is asked for."""

    whole: frozenset[str]
    ending: tuple[str, ...]
    none: tuple[str, ...]
    own: frozenset[str]
    indefinite: tuple[str, ...]
    of: re.Pattern[str]
    belongs: re.Pattern[str]


@cache
def _words() -> _Words:
    entry = table("aktoer")
    return _Words(
        whole=frozenset(words(entry["organ"])),
        ending=tuple(words(entry["organendingar"])),
        none=tuple(words(entry["organ_ikkje"])),
        own=frozenset(words(entry["eige"])),
        indefinite=tuple(words(entry["organ_ubunde"])),
        of=re.compile(
            rf"\s+(?P<joined>{alternatives(entry['organ_til'])})\s+(?:den\s+)?(?P<body>{_body_phrase()})(?![\w-])"
        ),
        belongs=re.compile(alternatives(entry["organ_av"])),
    )


def _body_phrase() -> str:
    """The name behind ``styret i``: capitalised words, with the small words that only names of bodies have."""
    entry = table("aktoer")
    heads = alternatives([*words(entry["hovud"]), *entry["selskapsform_fullt"]])
    return rf"{WORD}(?:\s+(?:og\s+)?{WORD}){{0,9}}(?:\s+(?i:{heads})(?!\w))?(?:\s+i\s+{WORD})?"


def _one_body(phrase: str) -> str:
    """The first of two bodies: ``Solnes Vekst AS og Nordvik kommune``; ``Sogn og Fjordane`` is one."""
    first, joined, rest = phrase.partition(" og ")
    last = first.split()[-1]
    ended = last in table("aktoer")["selskapsform"]["both"] or last in words(table("aktoer")["stor"])
    return first if joined and (ended or is_kommune(first) or rest.split()[-1] in KOMMUNE_WORDS) else phrase


# ---------------------------------------------------------------- organs by their subject

_SUBJECT = re.compile(
    r"(?<![\w-])(?P<organ>(?:[Hh]o(?:vud|ved)|[Kk]omit[eé])?(?:[Uu]tval(?:g)?(?:et)?|[Kk]omit[eé]en)) for "
    r"(?P<what>[a-zæøå][\wæøå-]+(?:, [a-zæøå][\wæøå-]+){0,9}(?: og [a-zæøå][\wæøå-]+)?)"
)
_NETWORKS = re.compile(
    r"(?<![\w-])(?P<kind>[\wæøåÆØÅ-]*nettverk)(?:a|ene)(?:\s+for)?\s+"
    r"(?P<what>[a-zæøå][\wæøå-]+(?:, [a-zæøå][\wæøå-]+){0,9} og [a-zæøå][\wæøå-]+)"
)


def find_groups(text: str) -> Iterator[Hit]:
    """``Utval for plan og teknikk``, and networks in a row: ``fagnettverka byggesak, landbruk og plan``."""
    for match in _SUBJECT.finditer(text):
        what = re.sub(r"(?:(?<=utval)|(?<=utvalg))et$", "", match["organ"])
        yield Hit(match.start(), match.end(), "organ", upper(f"{what} for {match['what']}"))
    for match in _NETWORKS.finditer(text):
        for part in re.finditer(r"(?!og )[a-zæøå][\wæøå-]+", match["what"]):
            start = match.start("what") + part.start()
            yield Hit(start, start + len(part[0]), "organ", upper(f"{match['kind']} {part[0]}"))


def upper(text: str) -> str:
    """The text with a capital first."""
    return text[:1].upper() + text[1:]
