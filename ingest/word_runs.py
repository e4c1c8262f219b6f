"""The text of a Word paragraph: its runs as they show, through links, fields, content controls and tracked changes.

Left out: deleted and hidden text, field codes, tables of contents, page numbers, unfilled placeholders.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from ingest.links import link as outside_link
from ingest.markers import readable
from ingest.word_figures import MC, alternative, is_unread_control, text_boxes
from ingest.word_package import R, W
from ingest.word_styles import RunLook, is_on, over, run_look, value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from ingest.word_styles import Style, Styles
    from model.document import Link

_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"

_GONE = frozenset({f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}sdtEndPr", f"{W}delText",
                   f"{W}rt", f"{W}instrText"})  # fmt: skip
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_FIGURES = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
_NOTES = {f"{W}footnoteReference": "fn", f"{W}endnoteReference": "en"}
_DEEPEST_FIELD = 50
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:\\[nt]\s+)*"([^"]*)"', re.IGNORECASE)
_ANCHOR = re.compile(r'\\l\s+"([^"]*)"')
_DROPPED_FIELDS = frozenset({"TOC", "TOA", "INDEX", "PAGE", "NUMPAGES", "SECTIONPAGES"})

_SPACES = re.compile(r"[^\S\t\n]+")
_WIDE_GAP = re.compile(r"[^\S\t\n]{4,}")  # white space much wider than a word space
_AROUND_BREAK = re.compile(r" *([\t\n]) *")
_CLEANED = 64
"""Texts that are remembered as they are read: a paragraph's is asked for as a whole, as a part and as a line."""
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_INVISIBLE |= {ord("\u2011"): "-", ord("\u2028"): "\n", ord("\u2029"): "\n", ord("\u0085"): "\n"}


@dataclass(frozen=True, slots=True)
class Span:
    """Text of one look."""

    text: str
    look: RunLook


@dataclass(slots=True)
class Piece:
    """A paragraph, or the part of it between page breaks."""

    spans: list[Span] = field(default_factory=list)
    opens_page: bool = False
    """A page break stands before it."""

    @property
    def raw(self) -> str:
        """The text as the file has it."""
        return "".join(span.text for span in self.spans)


@dataclass(slots=True)
class Content:
    """What one paragraph holds."""

    pieces: list[Piece]
    boxes: list[_Element]
    """Text boxes (``txbxContent``) and diagrams (``relIds``) anchored in it, in order."""
    notes: list[Call] = field(default_factory=list)
    """Footnotes and endnotes called in it."""
    links: list[Link] = field(default_factory=list)
    """Links to addresses outside the paper, in order."""


@dataclass(frozen=True, slots=True)
class Call:
    """The place in the text that calls a note."""

    key: str
    """Which note: ``fn2`` is the footnote with the id 2, ``en1`` an endnote."""
    has_own_mark: bool = False
    """Its sign is typed and not counted."""


_Place = tuple["Content", int, int]
"""Where in which paragraph something begins: its piece, and the span in that."""


@dataclass(slots=True)
class _Field:
    code: str = ""
    has_result: bool = False
    silent: bool = True
    """Its code, or a result that is no part of the text, is being read."""
    start: _Place | None = None
    """Where its result begins."""


class RunReader:
    """Reads paragraphs of one part in order; fields may run over several of them."""

    def __init__(self, styles: Styles, links: Mapping[str, str] | None = None) -> None:
        """``links`` has the addresses that the part's hyperlinks name, by relationship."""
        self._styles = styles
        self._targets = links or {}
        self._fields: list[_Field] = []
        self._looks: dict[tuple[RunLook, str], RunLook] = {}

    def read(self, paragraph: _Element, style: Style) -> Content:
        """The content of a ``p`` element whose paragraph style is ``style``."""
        content = Content([Piece()], [])
        self._walk(paragraph, style.run, content, link=False)
        self._fields = [
            one for one in self._fields if one.has_result
        ]  # a code that the paragraph leaves open is broken
        return content

    def _walk(self, parent: _Element, base: RunLook, content: Content, *, link: bool) -> None:
        for child in parent:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child, base, content, link=link)
            elif tag == f"{MC}AlternateContent":
                chosen = alternative(child)
                if chosen is not None:
                    self._walk(chosen, base, content, link=link)
            elif tag == f"{W}sdt" and is_unread_control(child):
                continue
            elif tag == f"{W}fldSimple":
                code = child.get(f"{W}instr", "")
                if _field_name(code) not in _DROPPED_FIELDS:
                    start = _end(content)
                    self._walk(child, base, content, link=link)
                    _add_link(content, start, _field_target(code))
            elif tag == f"{W}hyperlink":
                start = _end(content)
                self._walk(child, base, content, link=True)
                _add_link(content, start, self._target(child))
            elif tag == _MATH_TEXT:
                self._add(content, child.text or "", base)
            elif tag in _FIGURES:
                content.boxes += text_boxes(child)
            elif tag not in _GONE:
                self._walk(child, base, content, link=link)

    def _target(self, hyperlink: _Element) -> str | None:
        target, anchor = self._targets.get(hyperlink.get(f"{R}id") or ""), hyperlink.get(f"{W}anchor")
        return f"{target}#{anchor}" if target and anchor and "#" not in target else target

    def _run(self, run: _Element, base: RunLook, content: Content, *, link: bool) -> None:
        look = self._look(run.find(f"{W}rPr"), base, link=link)
        for child in run:
            tag = child.tag
            if tag == f"{W}t":
                self._add(content, child.text or "", look)
            elif tag in _SIGNS:
                self._add(content, _SIGNS[tag], look)
            elif tag == f"{W}br":
                if child.get(f"{W}type") in ("page", "column"):
                    content.pieces.append(Piece(opens_page=True))
                else:
                    self._add(content, "\n", look)
            elif tag == f"{W}sym":
                self._add(content, _symbol(child), look)
            elif tag == f"{W}fldChar":
                self._add(content, _box_to_tick(child), look)
                self._field_mark(child.get(f"{W}fldCharType"), content)
            elif tag == f"{W}instrText":
                if self._fields and not self._fields[-1].has_result:
                    self._fields[-1].code += child.text or ""
            elif tag in _NOTES:
                if not look.hidden:
                    mark = child.get(f"{W}customMarkFollows", "0")
                    content.notes.append(Call(_NOTES[tag] + child.get(f"{W}id", ""), is_on(mark)))
            elif tag in _FIGURES:
                if not look.hidden:
                    content.boxes += text_boxes(child)
            elif tag == f"{MC}AlternateContent":
                chosen = alternative(child)
                if chosen is not None:
                    content.boxes += text_boxes(chosen)
            elif tag not in _GONE:
                self._walk(child, base, content, link=link)

    def _add(self, content: Content, text: str, look: RunLook) -> None:
        if look.hidden or any(one.silent for one in self._fields):
            return
        content.pieces[-1].spans.append(Span(text.upper() if look.caps else text, look))

    def _field_mark(self, kind: str | None, content: Content) -> None:
        if kind == "begin" and len(self._fields) < _DEEPEST_FIELD:
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].has_result = True
            self._fields[-1].silent = _field_name(self._fields[-1].code) in _DROPPED_FIELDS
            self._fields[-1].start = _end(content)
        elif kind == "end" and self._fields:
            done = self._fields.pop()
            if done.start:
                start = done.start if done.start[0] is content else (content, 0, 0)
                _add_link(content, start, _field_target(done.code))

    def _look(self, properties: _Element | None, base: RunLook, *, link: bool) -> RunLook:
        look = base
        if properties is not None:
            style_id = value(properties, "rStyle")
            if style_id:
                look, is_link = self._styled(base, style_id)
                link = link or is_link
            look = over(run_look(properties), look)
        return replace(look, underline=False) if link and look.underline else look

    def _styled(self, base: RunLook, style_id: str) -> tuple[RunLook, bool]:
        """``base`` with a character style over it; bold on bold is plain, and so for italics (17.7.3)."""
        style = self._styles.character_style(style_id)
        key = (base, style_id)
        if key not in self._looks:
            said = style.run
            self._looks[key] = replace(
                over(said, base),
                bold=bool(said.bold) != bool(base.bold) if said.bold else base.bold,
                italic=bool(said.italic) != bool(base.italic) if said.italic else base.italic,
            )
        return self._looks[key], style.is_link()


def _end(content: Content) -> _Place:
    return content, len(content.pieces) - 1, len(content.pieces[-1].spans)


def _add_link(content: Content, start: _Place, target: str | None) -> None:
    """Note the link whose words begin at ``start`` and end here."""
    _, piece, span = start
    spans = [*content.pieces[piece].spans[span:], *(one for each in content.pieces[piece + 1 :] for one in each.spans)]
    found = outside_link(clean("".join(one.text for one in spans)), target) if target else None
    if found:
        content.links.append(found)


def _field_target(code: str) -> str | None:
    """The address of a HYPERLINK field; None where it leads to a place in the paper."""
    found = _HYPERLINK.match(code)
    if not found:
        return None
    anchor = _ANCHOR.search(code)
    return f"{found[1]}#{anchor[1]}" if anchor and found[1] and "#" not in found[1] else found[1]


@lru_cache(_CLEANED)
def clean(text: str) -> str:
    """A text as the reader sees it: tabs for gaps, line feeds for chosen breaks, single spaces, no hidden signs."""
    text = unicodedata.normalize("NFC", readable(text).translate(_INVISIBLE))
    text = _SPACES.sub(" ", _WIDE_GAP.sub("\t", text))
    return _AROUND_BREAK.sub(r"\1", text).strip(" \n").rstrip("\t\n ")


def look_of(spans: list[Span]) -> RunLook:
    """The size of most letters, and bold, italic, underlined where all letters are."""
    sizes: Counter[float] = Counter()
    bold = italic = underline = True
    for span in spans:
        letters = sum(map(str.isalnum, span.text))
        if letters:
            sizes[span.look.size or 0.0] += letters
            bold, italic = bold and bool(span.look.bold), italic and bool(span.look.italic)
            underline = underline and bool(span.look.underline)
    if not sizes:
        return RunLook(size=spans[0].look.size if spans else None)
    size = max(sizes, key=lambda size: (sizes[size], size))
    return RunLook(size=size or None, bold=bold, italic=italic, underline=underline)


def bold_lead(spans: list[Span]) -> int:
    """How many characters of the cleaned text are bold at its start, where a plain rest follows; else 0."""
    end = 0
    for place, span in enumerate(spans):
        if not span.look.bold and any(map(str.isalnum, span.text)):
            return 0 if not end else len(clean("".join(one.text for one in spans[:end])).lstrip("\t"))
        if span.look.bold:
            end = place + 1
    return 0


def lines_of(spans: list[Span]) -> list[list[Span]]:
    """The spans of each line between the writer's line breaks."""
    lines: list[list[Span]] = [[]]
    for span in spans:
        if "\n" not in span.text:
            lines[-1].append(span)
            continue
        first, *others = span.text.split("\n")
        lines[-1].append(Span(first, span.look))
        lines += [[Span(text, span.look)] for text in others]
    return lines


def _symbol(element: _Element) -> str:
    code = element.get(f"{W}char", "")
    if not re.fullmatch(r"[0-9A-Fa-f]{4}", code):
        return ""
    number = int(code, 16)
    return chr(number if number >= 0x100 else 0xF000 + number)


def _box_to_tick(mark: _Element) -> str:
    """The box of a form that is ticked or not; empty where the field is none."""
    box = mark.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return ""
    state = box.find(f"{W}checked")
    state = box.find(f"{W}default") if state is None else state
    return "☒" if state is not None and is_on(state.get(f"{W}val")) else "☐"


def _field_name(code: str) -> str:
    return (code.split() or [""])[0].upper()
