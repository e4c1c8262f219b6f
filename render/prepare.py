"""The text of a finished paper that was written in Word, cut out, clean, and ready to be put into another."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.package import Relation
from ingest.word_package import W
from render.gather import Gathered
from render.word_clean import IMAGE, NOTE, clean, remove
from render.word_pictures import kind
from render.word_source import LEVEL, WordPaper
from render.word_styles import Styles, name_of

Element = Any  # of Word's XML

_TRACKED = [W + name for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "cellIns", "cellDel")]
_NOTES = {
    f"{W}footnoteReference": ("footnotes.xml", f"{W}footnote"),
    f"{W}endnoteReference": ("endnotes.xml", f"{W}endnote"),
}
_DRAWN = (f"{W}drawing", f"{W}pict")
_SENTENCES = {
    "endringar": "has tracked changes; they are taken as accepted.",
    "merknader": "has comments in its margin; they are left out.",
    "innebygd": "shows parts of other files (an Excel sheet, say); they come in as pictures.",
    "lenkja": "shows a picture that lies outside the file, which is left out; insert it in the file itself.",
    "teikning": "has a drawing that lies in several parts (SmartArt, say), which is left out; save it as a picture.",
    "bilete": "has a picture of a kind that can't be taken along; save it as PNG or JPEG.",
}


@dataclass(slots=True)
class Prepared:
    """The text of a finished paper, clean and on its own."""

    holder: Element
    """A ``w:body`` with its paragraphs and tables."""
    notes: list[Element]
    """The notes that it calls, each a holder too; a call says its place in this list."""
    source: WordPaper
    seed: bytes
    """Checksum of the file and the sak."""
    told: list[str] = field(default_factory=list)
    """A sentence for each thing that did not come along, or came along otherwise."""


def prepare(paper: Gathered) -> Prepared | None:
    """The text of a paper written in Word; None where it is none, or nobody has written anything in it yet.

    Raises `UnreadableError` where the file is damaged.
    """
    if paper.word is None:
        return None
    source = WordPaper(paper.word, paper.fil)
    holder = source.cut(paper.moete, paper.sak)
    if holder is None:
        return None
    told = {"endringar"} if next(holder.iter(*_TRACKED), None) is not None else set()
    if next(holder.iter(f"{W}commentReference", f"{W}commentRangeStart"), None) is not None:
        told.add("merknader")
    package = source.package
    relations = package.relations(package.main)
    clean(holder, relations, told)
    notes = _notes(holder, source, told)
    _known_pictures(holder, source, told)
    _trim(holder, Styles(package.sibling("styles.xml")))
    if not len(holder):
        return None
    seed = hashlib.sha256(paper.word + paper.sak.id.encode()).digest()
    return Prepared(holder, notes, source, seed, [f"{paper.fil} {_SENTENCES[key]}" for key in sorted(told)])


def _notes(holder: Element, source: WordPaper, told: set[str]) -> list[Element]:
    """The notes that the text calls; an endnote becomes a footnote, as the end is that of another paper."""
    out: list[Element] = []
    package = source.package
    found: dict[str, tuple[dict[str, Element], dict[str, Relation]]] = {}
    for call in list(holder.iter(*_NOTES)):
        part, tag = _NOTES[call.tag]
        if part not in found:
            root = package.sibling(part)
            all_notes = {note.get(f"{W}id", ""): note for note in root.iter(tag)} if root is not None else {}
            found[part] = all_notes, package.relations(package.beside(part))
        note = found[part][0].get(call.get(f"{W}id", ""))
        if note is None:
            remove(call)
            continue
        inner = note.makeelement(f"{W}body", nsmap=note.nsmap)
        for block in note:
            inner.append(copy.deepcopy(block))
        for drawn in list(inner.iter(*_DRAWN)):
            remove(drawn)
        for own in inner.iter(f"{W}endnoteRef"):
            own.tag = f"{W}footnoteRef"
        clean(inner, found[part][1], told)
        call.tag = f"{W}footnoteReference"
        call.set(NOTE, str(len(out)))
        out.append(inner)
    return out


def _known_pictures(holder: Element, source: WordPaper, told: set[str]) -> None:
    for picture in [element for element in holder.iter() if element.get(IMAGE)]:
        data = source.package.data(picture.get(IMAGE))
        if data is None or kind(data) is None:
            told.add("bilete")
            drawn = next((above for above in picture.iterancestors(*_DRAWN)), picture)
            remove(drawn)


# ---------------------------------------------------------------- what is left out at the edges, and what is empty


def _trim(holder: Element, styles: Styles) -> None:
    """Take out places to write that nobody used, headings with nothing below them, a table of contents of the paper's
    own, and page breaks at both ends.
    """
    for block in list(holder):
        name = name_of(styles.by_id.get(_style(block)))
        if (name == "skriveplass" and _is_empty(block)) or name.startswith("toc "):
            remove(block)
    levels = [_level(block, styles) for block in holder]
    blocks = list(holder)
    for at in reversed(range(len(blocks))):
        level = levels[at]
        if level is None or not _is_empty_below(blocks, levels, at, level):
            continue
        remove(blocks[at])
        del blocks[at], levels[at]
    for at, block in enumerate(blocks):
        beside = [levels[near] for near in (at - 1, at + 1) if 0 <= near < len(levels)]
        if _is_empty(block) and levels[at] is None and any(near is not None for near in beside):
            remove(block)
    for at in (0, -1):
        while len(holder) and _is_empty(holder[at]):
            remove(holder[at])
    if len(holder):
        _without_break(holder[0], first=True)
        _without_break(holder[-1], first=False)


def _level(block: Element, styles: Styles) -> int | None:
    """The level of a heading with text; None for other blocks."""
    if block.tag != f"{W}p" or _is_empty(block):
        return None
    own = block.find(f"{W}pPr/{W}outlineLvl")
    said = own if own is not None else styles.said(_style(block), "pPr/outlineLvl")
    value = said.get(f"{W}val", "9") if said is not None else "9"
    if value in ("0", "1", "2", "3", "4", "5", "6", "7", "8"):
        return int(value) + 1
    return int(block.get(LEVEL)) if block.get(LEVEL) else None


def _is_empty_below(blocks: Sequence[Element], levels: Sequence[int | None], at: int, level: int) -> bool:
    for block, below in zip(blocks[at + 1 :], levels[at + 1 :], strict=True):
        if below is not None:
            return below <= level  # what stands below a heading further down was looked at before
        if not _is_empty(block):
            return False
    return True


def _is_empty(block: Element) -> bool:
    """Whether a paragraph shows nothing."""
    shown = (
        *_DRAWN,
        f"{W}footnoteReference",
        f"{W}sym",
        "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath",
    )
    return (
        block.tag == f"{W}p"
        and not "".join(text.text or "" for text in block.iter(f"{W}t")).strip()
        and next(block.iter(*shown), None) is None
    )


def _without_break(block: Element, *, first: bool) -> None:
    """No page break in front of the first block's text, or behind the last one's."""
    for mark in block.findall(f"{W}pPr/{W}pageBreakBefore") if first else []:
        remove(mark)
    if block.tag != f"{W}p":
        return
    order = list(block.iter(f"{W}t", f"{W}br", *_DRAWN))
    for element in order if first else reversed(order):
        if element.tag != f"{W}br":
            break
        if element.get(f"{W}type") == "page":
            remove(element)


def _style(block: Element) -> str | None:
    named = block.find(f"{W}pPr/{W}pStyle")
    return named.get(f"{W}val") if named is not None else None
