"""The fields and steering lines of a template, each with the place where a person finds it in Word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import parse_xml
from docx.oxml.ns import qn

Element = Any  # of Word's XML; python-docx has types for few of them
_SHOWN = 90  # letters of a paragraph that tell which one it is
_BRACES = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_CLOSED_BY = {"{{": "}}", "{%": "%}", "{#": "#}"}
_STEERING = re.compile(r"\{%-?(?P<unit>p|tr|tc|r)? (?P<code>.*?)-?%\}", re.DOTALL)
_BLANK = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "\u2011"}
# Attributes that people fill in: alt text and its heading.
_ATTRIBUTES = ("descr", "title")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a template."""

    part: str
    """``in the header``, ``in the title property``; empty in the text itself."""
    text: str
    """The text of the paragraph, cut short."""

    def __str__(self) -> str:
        quoted = f"«{self.text}»" if self.text else ""
        return ", ".join(filter(None, (self.part, quoted)))


@dataclass(frozen=True, slots=True)
class Tag:
    """``{{ … }}``, ``{% … %}`` or ``{# … #}``."""

    raw: str
    """As it stands."""
    place: Place
    """Where."""
    paragraph: Element | None
    """Its ``w:p``; null in a property or an alt text."""
    alone: bool
    """Nothing else stands in its paragraph."""
    parted: bool
    """It begins in another link, tracked change or content control than it ends."""

    @property
    def unit(self) -> str:
        """What a steering line takes out: ``p`` its paragraph, ``tr`` its row, ``tc`` its cell; empty for itself."""
        found = _STEERING.fullmatch(self.raw)
        return (found["unit"] or "") if found else ""

    @property
    def code(self) -> str:
        """What stands between the signs, without the unit."""
        found = _STEERING.fullmatch(self.raw)
        return (found["code"] if found else self.raw[2:-2].strip("-")).strip()

    @property
    def steers(self) -> bool:
        """It is a ``{% … %}``."""
        return self.raw.startswith("{%")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a template that is filled in."""

    name: str
    """``in the header`` …; empty for the text itself."""
    tags: list[Tag]
    """Its tags in order."""
    broken: list[tuple[str, Place]]
    """Signs that begin or end nothing, and where: ``{{``, ``%}`` …"""
    single: list[tuple[str, Place]]
    """Words in single braces, which stand in the paper as they are."""
    filled: bool = True
    """It is filled in; what stands in an endnote is not."""


def parts_of(document: WordDocument) -> Iterator[Part]:
    """The parts of a template: its text, headers, footers, notes, title and subject."""
    yield _part("", document.element)
    for name, kind in (("in the header", RELATIONSHIP_TYPE.HEADER), ("in the footer", RELATIONSHIP_TYPE.FOOTER)):
        for relation in document.part.rels.values():
            if relation.reltype == kind:
                yield _part(name, parse_xml(relation.target_part.blob))
    for name, kind in (("in a footnote", RELATIONSHIP_TYPE.FOOTNOTES), ("in an endnote", RELATIONSHIP_TYPE.ENDNOTES)):
        for relation in document.part.rels.values():
            if relation.reltype == kind:
                yield _part(name, parse_xml(relation.target_part.blob), filled=kind == RELATIONSHIP_TYPE.FOOTNOTES)
    for name in ("title", "subject"):
        yield _property(f"in the {name} property", getattr(document.core_properties, name))


def _part(name: str, root: Element, *, filled: bool = True) -> Part:
    part = Part(name, [], [], [], filled)
    for element in root.iter(qn("w:p"), *_with_attributes(root)):
        if element.tag == qn("w:p"):
            _read_paragraph(part, element)
        else:
            for attribute in _ATTRIBUTES:
                _read_text(part, element.get(attribute) or "", "in the alt text of a picture")
    for gone in root.iter(qn("w:delText")):
        if "{{" in (gone.text or "") or "{%" in (gone.text or ""):
            part.broken.append(("w:delText", Place(name, shown(gone.text))))
    return part


def _with_attributes(root: Element) -> set[str]:
    return {each.tag for each in root.iter() if each.get("descr") or (each.tag != qn("w:p") and each.get("title"))}


def _property(name: str, text: str) -> Part:
    part = Part(name, [], [], [])
    _read_text(part, text, name)
    return part


def _read_text(part: Part, text: str, where: str) -> None:
    place = Place(where, shown(text))
    whole, broken = scan(text)
    part.tags.extend(Tag(text[start:end], place, None, False, False) for start, end in whole)
    part.broken.extend((sign, place) for sign in broken)


def _read_paragraph(part: Part, paragraph: Element) -> None:
    pieces = [(text, holder) for text, holder in _pieces(paragraph) if text]
    text = "".join(piece for piece, _ in pieces)
    holders = [holder for piece, holder in pieces for _ in piece]
    place = Place(part.name, shown(text))
    whole, broken = scan(text)
    ends = [0, *(end for _, end in whole)]
    rest = "\0".join(text[end:start] for end, start in zip(ends, [*(start for start, _ in whole), None], strict=True))
    alone = len(whole) == 1 and not rest.strip("\0 \t\n\u00a0")
    for start, end in whole:
        parted = holders[start] is not holders[end - 1]
        part.tags.append(Tag(text[start:end], place, paragraph, alone, parted))
    part.broken.extend((sign, place) for sign in broken)
    part.single.extend((word, place) for word in re.findall(r"(?<!\{)\{ ?([\w.]+) ?\}(?!\})", rest))


def scan(text: str) -> tuple[list[tuple[int, int]], list[str]]:
    """The whole tags of a text, from where to where, and the signs that begin or end none.

    It takes as long as the text is, whatever stands there.
    """
    whole: list[tuple[int, int]] = []
    broken: list[str] = []
    begun: re.Match[str] | None = None
    for brace in _BRACES.finditer(text):
        if begun and brace[0] == _CLOSED_BY[begun[0]]:
            whole.append((begun.start(), brace.end()))
            begun = None
        elif begun and (begun[0] == "{#" or brace[0] not in _CLOSED_BY):
            continue  # inside a note, or inside a text: {{ '%}' }}
        else:
            broken += [begun[0]] if begun else []
            begun = brace if brace[0] in _CLOSED_BY else None
            broken += [] if begun else [brace[0]]
    return whole, broken + ([begun[0]] if begun else [])


def _pieces(paragraph: Element) -> Iterator[tuple[str, Element]]:
    """The texts of a paragraph, each with what holds its run: the paragraph, a link, a tracked change."""
    for element in paragraph.iter(qn("w:t"), *_BLANK):
        run = element.getparent()
        if run.tag != qn("w:r") or next(run.iterancestors(qn("w:p")), None) is not paragraph:
            continue  # a tab stop, or the text of a box that hangs in this paragraph
        yield (element.text or "") if element.tag == qn("w:t") else _BLANK[element.tag], run.getparent()


def text_of(element: Element) -> str:
    """The text of a paragraph, row or table."""
    return "".join(piece for paragraph in element.iter(qn("w:p")) for piece, _ in _pieces(paragraph))


def shown(text: str | None) -> str:
    """A text on one line, cut where it is long."""
    plain = re.sub(r"\s+", " ", text or "").strip()
    return plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1].rstrip() + "…"
