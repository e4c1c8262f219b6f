"""Names of persons as lists of attendance write them: with titles, parties, brackets, several on a line."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extract.knowledge import alternatives, table
from extract.organ import is_organisation

WORD = r"[A-ZÆØÅÉÁÖÄ][\wæøåéèáöäüóÆØÅ'’.\-]*"
"""A word of a name."""
_NAME = re.compile(rf"{WORD}(?:\s+(?:{WORD}|av|de|von|van|der|den))*\s+{WORD}$")
_PIECES = 2_000
"""Pieces of text that are remembered: each is asked for a name again where the lines around it are read."""
_BRACKET = re.compile(r"\([^)]*\)")
_SPACE = re.compile(r"\s+")
_AND = re.compile(rf"\s+(?:og|&|samt)\s+(?={WORD}\s+{WORD})")
# «dagleg leiar Kari Nes og rådgjevar Ola Dal» are two, «leiar og sekretær Kari Nes» is one
_AND_OFFICE = re.compile(
    rf"((?:^|\s){WORD}\s+{WORD}|\))\s+(?:og|&|samt)\s+(?=(?:[a-zæøå][\wæøå.\-]*\s+){{1,3}}(?={WORD}\s+{WORD}))"
)
_PARTED = re.compile(r"[,;\t]")
_SPEAKS_FOR = re.compile(r"^.+?\s+v/\s*")  # a body, before who speaks for it
_SMALL_OFFICE = re.compile(r"((?:[a-zæøå][\wæøå.\-]*\s+){1,3})(?=[A-ZÆØÅ])")


def pieces_of(text: str) -> list[str]:
    """A list of names cut at commas, semicolons, tabs and a last ``og``, but not inside brackets."""
    return list(_pieces(text))


@lru_cache(_PIECES)
def _pieces(text: str) -> tuple[str, ...]:
    flat = _BRACKET.sub(lambda match: match[0].replace(",", "\0").replace(";", "\0"), text)
    flat = _AND_OFFICE.sub(r"\1, ", _AND.sub(", ", flat))
    return tuple(piece.replace("\0", ",").strip(" .") for piece in _PARTED.split(flat) if piece.strip(" ."))


@cache
def title_start() -> re.Pattern[str]:
    """Titles in front of a name, or an office by itself with a space behind it."""
    known, ending = (alternatives(table("deltakarar")[name]) for name in ("tittel", "tittelending"))
    field = r"(?:\s+for\s+(?-i:[a-zæøå]+)(?:\s+og\s+(?-i:[a-zæøå]+))?)?"  # fylkesdirektør for samferdsle
    return re.compile(rf"^(?:(?:{known}(?:[a-zæøå]*)|[\wæøå-]+{ending}){field}\s+)+", re.IGNORECASE)


@lru_cache(_PIECES)
def split_name(piece: str) -> tuple[str | None, str | None]:
    """A person's name and the title in front of it; no name where the piece is something else."""
    bare = _SPEAKS_FOR.sub("", _BRACKET.sub("", piece).strip(" .:-–"))
    match = title_start().match(bare)
    title = match[0].strip() if match else None
    name = bare[match.end() :] if match else bare
    if not match and (office := _SMALL_OFFICE.match(name)):
        title, name = office[1].strip(), name[office.end() :]  # any small word before a name is an office
    name = _SPACE.sub(" ", name)
    if not _NAME.fullmatch(name) or len(name.split()) > 6 or is_organisation(name) or is_party(name):
        return None, title
    if name.isupper() and len(name) > 5:
        name = name.title()
    return name, title


@cache
def _party_pattern() -> re.Pattern[str]:
    return re.compile(alternatives(table("deltakarar")["parti"]))


@cache
def _party_names() -> frozenset[str]:
    return frozenset(name.casefold() for name in table("deltakarar")["parti"]["both"] if len(name) > 3)


def is_party(text: str) -> bool:
    """Whether the text is a party's name; names written in capitals head the lists of some minutes."""
    return bool(_party_pattern().fullmatch(text)) or text.casefold() in _party_names()
