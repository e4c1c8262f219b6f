"""Members of organs as slides list them: a heading that is the organ's name, and a line or row for each member."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extract.knowledge import alternatives, table
from extract.lines import kjelde
from extract.namn import split_name
from extract.organ import is_common, is_organ
from model.document import Document, Heading, ListItem, Paragraph, Table
from model.presentasjon import Medlem

_PARTS = re.compile(r"\t|,\s*|;\s*|\s[-–]\s|\s*\((?=[^)]*\))|\)")


def read_members(blocks: Sequence[object], document: Document) -> list[Medlem]:
    """The members that a slide lists, each under the heading that names their organ."""
    out: list[Medlem] = []
    organ: str | None = None
    for block in blocks:
        if isinstance(block, Heading):
            organ = organ_of(block.text)
        elif organ and isinstance(block, Table):
            for row in block.rows:
                where = row[0].source if row else block.source
                member = _member([cell.text for cell in row], organ)
                out += [member.model_copy(update={"kjelde": kjelde(document, where)})] if member else []
        elif organ and isinstance(block, ListItem | Paragraph):
            head, colon, rest = block.text.partition(":")
            parts = [rest, head] if colon and not split_name(head)[0] else [block.text]
            member = _member([part for text in parts for part in _PARTS.split(text)], organ)
            out += [member.model_copy(update={"kjelde": kjelde(document, block.source)})] if member else []
        elif not isinstance(block, ListItem | Paragraph | Table):
            organ = None
    return out


def organ_of(heading: str) -> str | None:
    """The organ whose members a heading lists: ``Styret``, ``Representantskapet 2023–2027``, ``Medlemmer i styret``."""
    around = table("presentasjon")["medlemmer"]
    text = re.sub(r"\(?\b(?:19|20)\d\d\s*[-–]\s*(?:19|20)?\d\d\)?|\(?\b(?:19|20)\d\d\b\)?", "", heading).strip(" :.–-")
    text = re.sub(
        rf"(?i)^{alternatives(around['framfor'])}\s+|[\s:–-]+{alternatives(around['bak'])}$", "", text
    ).strip()
    compound = re.fullmatch(rf"(?i)([\wæøå]+?){alternatives(around['bak'])}", text)
    if compound and is_common(compound[1]):
        text = f"{compound[1]}t"  # styremedlemmer are the members of the styre
    name = re.sub(r"\s+i\s+[A-ZÆØÅ].*$", "", text)
    return text[:1].upper() + text[1:] if is_organ(name) else None


def _member(parts: Sequence[str], organ: str) -> Medlem | None:
    """Name, office and kommune, in whatever order they stand; null where there is no person's name."""
    name: str | None = None
    office: str | None = None
    place: str | None = None
    for part in (part.strip(" .:") for part in parts):
        if not part:
            continue
        bare, said = _without_office(part)
        office = office or said
        person = split_name(bare)[0] if bare else None
        if person and name is None:
            name = person
        elif bare and re.match(r"[A-ZÆØÅ]", bare) and place is None and not re.search(r"\d", bare):
            place = re.sub(r"\s+(?:kommune|herad)$", "", bare)
    return Medlem(organ=organ, namn=name, verv=office or "medlem", kommune=place) if name else None


@cache
def _office() -> re.Pattern[str]:
    offices = alternatives(table("presentasjon")["medlemmer"]["verv"])
    return re.compile(rf"(?i)(?:^|\s){offices}(?=$|\s)")


def _without_office(part: str) -> tuple[str, str | None]:
    """A part of a line and the office that stands in it: ``Kari Nes nestleiar`` is Kari Nes, nestleiar."""
    match = _office().search(part)
    return (
        (f"{part[: match.start()]} {part[match.end() :]}".strip(), match[0].strip().lower()) if match else (part, None)
    )
