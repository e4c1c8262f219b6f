"""The structure tree of a tagged PDF: what the program that wrote the file says each piece of text is.

Every element is known by its way down from the root, which is the same on all pages: a paragraph, a cell or a table
that runs over a page break is one element with one way. Source: ISO 32000-1, 14.7 and 14.8.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.pdf_rules import Handle

ARTIFACT = -2
"""The mark of letters that the file says are no part of its text: headers, footers, repeated rows."""
UNMARKED = -1
"""The mark of letters that the file says nothing about."""

Way = tuple[int, ...]
"""The places of an element and those above it, each among its sisters, from the root down."""
Kind = Literal["heading", "paragraph", "item", "note"]

_ARTIFACT = "Artifact".encode("utf-16-le")
_DEEPEST = 60
"""Elements within elements; Word nests some ten deep."""
_MOST_KIDS = 400_000
"""Children that are looked at in one file; a long annual report has some ten thousand."""
_WIDE = 400
"""Children of an element from which on the page's own are looked for where the page before ended."""
_WIDEST_CELL = 200
_LOOK_BACK, _LOOK_AHEAD = 40, 200
"""Children before and behind those of the page before that are looked at in a wide element."""

_GROUPS = frozenset(
    [
        "Document",
        "DocumentFragment",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "TOC",
        "Index",
        "NonStruct",
        "Private",
        "Aside",
        "THead",
        "TBody",
        "TFoot",
    ]
)
_BLOCKS: dict[str, Kind] = {
    "P": "paragraph", "TOCI": "paragraph", "Caption": "paragraph", "Note": "note", "FENote": "note",
    "Title": "heading", "H": "heading", **{f"H{level}": "heading" for level in range(1, 10)},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CellTag:
    """A cell of a table, by the ways of the table, the row and the cell."""

    table: Way
    row: Way
    cell: Way
    cells: int
    """Cells of the row; those without text on the page are not in its tree."""
    header: bool
    rowspan: int
    colspan: int


@dataclass(frozen=True, slots=True)
class Tag:
    """An element that is one block, or one paragraph of a cell."""

    way: Way
    kind: Kind
    level: int = 0
    """Of a heading, from 1; of a list item, from 0; 0 for a heading that gives none."""
    cell: CellTag | None = None
    """The cell that holds it, the outermost where tables stand in tables."""


def is_tagged(document: pypdfium2.PdfDocument) -> bool:
    """Whether the file says that it has a structure tree."""
    return bool(pdfium.FPDFCatalog_IsTagged(document.raw))


def mark_of(text_object: Handle) -> int:
    """The number that ties a piece of drawn text to its element; `ARTIFACT` or `UNMARKED` where there is none."""
    number = int(pdfium.FPDFPageObj_GetMarkedContentID(text_object))
    if number >= 0:
        return number
    name, length = (pdfium.FPDF_WCHAR * 16)(), ctypes.c_ulong()
    for place in range(min(pdfium.FPDFPageObj_CountMarks(text_object), _DEEPEST)):
        mark = pdfium.FPDFPageObj_GetMark(text_object, place)
        told = pdfium.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), length)
        if told and bytes(name)[: max(length.value - 2, 0)] == _ARTIFACT:
            return ARTIFACT
    return UNMARKED


@dataclass(slots=True)
class TagReader:
    """Reads the tree of one file, page by page, in bounded time."""

    kids: int = 0
    seen: dict[Way, tuple[int, int]] = field(default_factory=dict)
    """The first and last child that the page before had of a wide element."""

    def read(self, page: Handle) -> dict[int, Tag]:
        """The element of each mark on a raw pdfium page."""
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        if not tree:
            return {}
        tags: dict[int, Tag] = {}
        headed: dict[Way, int] = {}
        try:
            count = pdfium.FPDF_StructTree_CountChildren(tree)
            for place in self._places((), count):
                element = pdfium.FPDF_StructTree_GetChildAtIndex(tree, place)
                if element:
                    self._walk(element, _Around((place,)), tags, headed)
        finally:
            pdfium.FPDF_StructTree_Close(tree)
        if headed:  # the number of a heading may be the label of a list item
            return {mark: replace(tag, kind="heading", level=headed[tag.way]) if tag.way in headed else tag
                    for mark, tag in tags.items()}  # fmt: skip
        return tags

    def _walk(self, element: Handle, around: _Around, tags: dict[int, Tag], headed: dict[Way, int]) -> bool:
        """Note the marks of the element and those below it; gives whether it is a block or a group of blocks."""
        name = _type(element)
        here = _enter(name, element, around, headed)
        if len(here.way) > _DEEPEST:
            return True
        tag = here.block or Tag(here.way, "paragraph", cell=here.cell)
        count = pdfium.FPDF_StructElement_CountChildren(element)
        opening = here.opening
        found: list[int] = []
        for place in self._places(here.way, count):
            mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, place)
            if mark >= 0:
                tags[mark] = tag
                continue
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, place)
            if not child:
                opening = False
                continue
            found.append(place)
            below = replace(here, way=(*here.way, place), opening=opening)
            opening = not self._walk(child, below, tags, headed) and opening
        if count > _WIDE and found:
            self.seen[here.way] = found[0], found[-1]
        return name in _BLOCKS or name in _GROUPS or name in ("L", "LI", "LBody", "Table")

    def _places(self, way: Way, count: int) -> Iterator[int]:
        """The children to look at: all, or of a wide element those about where the page before had its own."""
        start, end = 0, count
        if count > _WIDE and way in self.seen:
            first, last = self.seen[way]
            start, end = max(first - _LOOK_BACK, 0), min(last + _LOOK_AHEAD, count)
        end = min(end, start + max(_MOST_KIDS - self.kids, 0))
        self.kids += end - start
        yield from range(start, end)


@dataclass(frozen=True, slots=True)
class _Around:
    """Where the walk stands."""

    way: Way
    block: Tag | None = None
    """The block that the element is part of."""
    lists: int = 0
    """Lists around it."""
    table: Way | None = None
    row: Way | None = None
    cells: int = 0
    cell: CellTag | None = None
    opening: bool = False
    """Only a label stands before it in its list item: it is the item's own text."""


def _enter(name: str, element: Handle, around: _Around, headed: dict[Way, int]) -> _Around:
    """What stands around the children of an element of the type ``name``."""
    kind = _BLOCKS.get(name)
    block = around.block
    if kind and around.opening and block and block.kind == "item":
        if kind == "heading":
            headed[block.way] = _level(name)
        return around
    if kind and not (block and block.kind == "note"):
        return replace(around, block=Tag(around.way, kind, _level(name), around.cell), opening=False)
    if name == "L":
        return replace(around, block=None, lists=around.lists + 1, opening=False)
    if name == "LI":
        item = Tag(around.way, "item", max(around.lists - 1, 0), around.cell)
        return replace(around, block=item, opening=True)
    if around.cell is None and name == "Table":
        return replace(around, block=None, table=around.way, row=None, opening=False)
    if around.cell is None and name == "TR":
        cells = min(pdfium.FPDF_StructElement_CountChildren(element), _WIDEST_CELL)
        return replace(around, row=around.way, cells=cells)
    if around.cell is None and name in ("TD", "TH") and around.table is not None:
        row = around.row or around.way
        rowspan, colspan = (_span(element, key) for key in (b"RowSpan", b"ColSpan"))
        cell = CellTag(around.table, row, around.way, around.cells, name == "TH", rowspan, colspan)
        return replace(around, block=None, lists=0, cell=cell, opening=False)
    return around


def _level(name: str) -> int:
    return int(name[1:]) if name[1:].isdigit() else 1 if name == "Title" else 0


def _span(element: Handle, key: bytes) -> int:
    """Rows or columns that a cell covers."""
    number = ctypes.c_float()
    for place in range(min(pdfium.FPDF_StructElement_GetAttributeCount(element), _DEEPEST)):
        attributes = pdfium.FPDF_StructElement_GetAttributeAtIndex(element, place)
        value = pdfium.FPDF_StructElement_Attr_GetValue(attributes, key)
        if value and pdfium.FPDF_StructElement_Attr_GetNumberValue(value, number):
            return min(max(int(number.value), 1), _WIDEST_CELL) if math.isfinite(number.value) else 1
    return 1


def _type(element: Handle) -> str:
    """The element's standard type, after the file's own names were looked up in its role map."""
    length = pdfium.FPDF_StructElement_GetType(element, None, 0)
    if not 2 < length <= 256:
        return ""
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    pdfium.FPDF_StructElement_GetType(element, buffer, length)
    return bytes(buffer)[: length - 2].decode("utf-16-le", "replace")
