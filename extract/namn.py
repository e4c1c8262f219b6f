"""Names of persons as lists of attendance write them: with titles, parties, brackets, several on a line."""

from __future__ import annotations

import re
from functools import cache

from extract.knowledge import alternatives, table
from extract.organ import is_organisation

WORD = r"[A-ZÆØÅÉÁÖÄ][\wæøåéèáöäüóÆØÅ'’.\-]*"
"""A word of a name."""
_NAME = re.compile(rf"{WORD}(?:\s+(?:{WORD}|av|de|von|van|der|den))*\s+{WORD}$")


def pieces_of(text: str) -> list[str]:
    """A list of names cut at commas, semicolons, tabs and a last ``og``, but not inside brackets."""
    flat = re.sub(r"\([^)]*\)", lambda match: match[0].replace(",", "\0").replace(";", "\0"), text)
    flat = re.sub(rf"\s+(?:og|&|samt)\s+(?={WORD}\s+{WORD})", ", ", flat)
    # «dagleg leiar Kari Nes og rådgjevar Ola Dal» are two, «leiar og sekretær Kari Nes» is one
    office = rf"(?:[a-zæøå][\wæøå.\-]*\s+){{1,3}}(?={WORD}\s+{WORD})"
    flat = re.sub(rf"((?:^|\s){WORD}\s+{WORD}|\))\s+(?:og|&|samt)\s+(?={office})", r"\1, ", flat)
    return [piece.replace("\0", ",").strip(" .") for piece in re.split(r"[,;\t]", flat) if piece.strip(" .")]


@cache
def title_start() -> re.Pattern[str]:
    """Titles in front of a name, or an office by itself with a space behind it."""
    known, ending = (alternatives(table("deltakarar")[name]) for name in ("tittel", "tittelending"))
    field = r"(?:\s+for\s+(?-i:[a-zæøå]+)(?:\s+og\s+(?-i:[a-zæøå]+))?)?"  # fylkesdirektør for samferdsle
    return re.compile(rf"^(?:(?:{known}(?:[a-zæøå]*)|[\wæøå-]+{ending}){field}\s+)+", re.IGNORECASE)


def split_name(piece: str) -> tuple[str | None, str | None]:
    """A person's name and the title in front of it; no name where the piece is something else."""
    bare = re.sub(r"\([^)]*\)", "", piece).strip(" .:-–")
    bare = re.sub(r"^.+?\s+v/\s*", "", bare)  # a body and who speaks for it
    match = title_start().match(bare)
    title = match[0].strip() if match else None
    name = bare[match.end() :] if match else bare
    if not match and (office := re.match(r"((?:[a-zæøå][\wæøå.\-]*\s+){1,3})(?=[A-ZÆØÅ])", name)):
        title, name = office[1].strip(), name[office.end() :]  # any small word before a name is an office
    name = re.sub(r"\s+", " ", name)
    if not _NAME.fullmatch(name) or len(name.split()) > 6 or is_organisation(name) or is_party(name):
        return None, title
    if name.isupper() and len(name) > 5:
        name = name.title()
    return name, title


@cache
def _party_pattern() -> re.Pattern[str]:
    return re.compile(alternatives(table("deltakarar")["parti"]))


def is_party(text: str) -> bool:
    """Whether the text is a party's name; names written in capitals head the lists of some minutes."""
    names = {name.casefold() for name in table("deltakarar")["parti"]["both"] if len(name) > 3}
    return bool(_party_pattern().fullmatch(text)) or text.casefold() in names
