"""The outline of a PDF (its bookmarks): what it says of headings whose look says too little.

A bookmark is a word about a line on its page; without a line that says the same it tells nothing.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.headings import LONGEST, numbered
from model.document import Block, Heading, ListItem, Paragraph

MOST = 20_000
"""Bookmarks that are read; a year's papers in one file have some thousand."""
DEEPEST = 9
_LONGEST_TITLE = 2 * 2 * LONGEST  # bytes
_NEAR = 1
"""Pages that a bookmark may point before or behind its line; a line at a page break may move."""


class Bookmark(NamedTuple):
    """One entry of the outline."""

    title: str
    level: int
    """From 1."""
    page: int
    """From 1."""
    height: float | None
    """Points from the foot of the page to where it points."""


def outline_of(document: pypdfium2.PdfDocument) -> list[Bookmark]:
    """The bookmarks that point to a page of the file, in their order; bounded also where they run in a circle."""
    return list(_below(document, None, 1, set()))


def _below(document: pypdfium2.PdfDocument, parent: object, level: int, seen: set[int]) -> Iterator[Bookmark]:
    item = pdfium.FPDFBookmark_GetFirstChild(document.raw, parent)
    while item and len(seen) < MOST and level <= DEEPEST:
        address = ctypes.cast(item, ctypes.c_void_p).value or 0
        if address in seen:
            return
        seen.add(address)
        title, (page, height) = _title(item), _place(document, item)
        if title and page >= 0:
            yield Bookmark(title, level, page + 1, height)
        yield from _below(document, item, level + 1, seen)
        item = pdfium.FPDFBookmark_GetNextSibling(document.raw, item)


def _title(item: ctypes.c_void_p) -> str:
    length = pdfium.FPDFBookmark_GetTitle(item, None, 0)
    if not 2 < length <= _LONGEST_TITLE:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFBookmark_GetTitle(item, buffer, length)
    return " ".join(buffer.raw[: length - 2].decode("utf-16-le", "replace").split())


def _place(document: pypdfium2.PdfDocument, item: ctypes.c_void_p) -> tuple[int, float | None]:
    """The page (from 0; -1 where it points to none) and the height on it."""
    target = pdfium.FPDFBookmark_GetDest(document.raw, item)
    if not target:
        action = pdfium.FPDFBookmark_GetAction(item)
        if action and pdfium.FPDFAction_GetType(action) == pdfium.PDFACTION_GOTO:
            target = pdfium.FPDFAction_GetDest(document.raw, action)
    if not target:
        return -1, None
    has_x, has_y, has_zoom = ctypes.c_int(), ctypes.c_int(), ctypes.c_int()
    x, y, zoom = ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
    told = pdfium.FPDFDest_GetLocationInPage(target, has_x, has_y, has_zoom, x, y, zoom)
    height = y.value if told and has_y.value and math.isfinite(y.value) else None
    return int(pdfium.FPDFDest_GetDestPageIndex(document.raw, target)), height


def with_outline(blocks: Sequence[Block], outline: Sequence[Bookmark], heights: Mapping[int, float]) -> list[Block]:
    """``blocks`` with the lines that the outline names as headings, at the level it gives them.

    ``heights`` are those of the pages, by their numbers.

    An outline that only points to pages or figures (few of its titles stand as lines of their own) says nothing.
    What the structure tree says of a block stands.
    """
    if not outline:
        return list(blocks)
    by_text: dict[str, list[int]] = defaultdict(list)
    for place, block in enumerate(blocks):
        if isinstance(block, Heading | Paragraph | ListItem) and len(block.text) <= LONGEST and block.source.page:
            by_text[_key(_shown(block))].append(place)
    named: dict[int, int] = {}
    for bookmark in outline:
        places = [place for place in by_text.get(_key(bookmark.title), ()) if place not in named]
        distances = [(_distance(blocks[place], bookmark, heights), place) for place in places]
        (pages, _), nearest = min(distances, default=((_NEAR + 1, 0.0), -1))
        if pages <= _NEAR:
            named[nearest] = bookmark.level
    if 2 * len(named) < len(outline):
        return list(blocks)
    return [_heading(block, named[place]) if place in named else block for place, block in enumerate(blocks)]


def _distance(block: Block, bookmark: Bookmark, heights: Mapping[int, float]) -> tuple[int, float]:
    """How far off the block stands in pages, and in points on the page."""
    top = block.source.bbox[1] if block.source.bbox else 0.0
    height = heights.get(bookmark.page)
    points = 0.0 if height is None or bookmark.height is None else abs(top - (height - bookmark.height))
    return abs((block.source.page or 0) - bookmark.page), points


def _heading(block: Block, level: int) -> Block:
    if block.source.tagged and isinstance(block, Heading):
        return block
    text, number = numbered(_shown(block))
    return Heading(text=text, level=level, number=number, links=block.links, style=block.style, source=block.source)


def _shown(block: Block) -> str:
    return f"{block.marker} {block.text}" if isinstance(block, ListItem) else block.text


def _key(text: str) -> str:
    """What two writings of a title have in common: letters and digits, the number in front aside."""
    whole, number = numbered(" ".join(text.split()))
    bare = whole[whole.index(" ") + 1 :] if number and " " in whole else whole
    return re.sub(r"\W+", "", bare).casefold()
