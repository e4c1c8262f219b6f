"""Links of a PDF: where on a page they lie, which words they cover, and which block those words stand in.

An address is kept as text and never followed. What would run something (a script, a program) is no link here.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.pdf_letters import LOOKS
from model.document import Link

if TYPE_CHECKING:
    from ingest.pdf_chars import Word

MOST_LINKS = 2_000
"""Links that are read on one page; a page of references has some tens."""
LONGEST = 4_096
"""Bytes of the longest address that is kept."""
_SCHEMES = ("http:", "https:", "mailto:", "ftp:", "tel:")
_REACH = 2.0
"""Points that a link's box may end before or beyond its words."""


class Area(NamedTuple):
    """A link's box on a page, in points."""

    x0: float
    top: float
    x1: float
    bottom: float
    target: str


def links_of(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> Iterator[Area]:
    """The links to addresses on a page, their boxes in the page's own coordinates."""
    place, link, box = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    for _ in range(MOST_LINKS):
        if not pdfium.FPDFLink_Enumerate(page.raw, place, link):
            return
        action = pdfium.FPDFLink_GetAction(link)
        if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
            continue
        target = _target(document, action)
        if target and pdfium.FPDFLink_GetAnnotRect(link, box):
            yield Area(box.left, box.bottom, box.right, box.top, target)


def _target(document: pypdfium2.PdfDocument, action: ctypes.c_void_p) -> str | None:
    """The address; None where it is none that a reader could go to."""
    length = pdfium.FPDFAction_GetURIPath(document.raw, action, None, 0)
    if not 1 < length <= LONGEST:
        return None
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFAction_GetURIPath(document.raw, action, buffer, length)
    target = buffer.value.decode("utf-8", "replace").strip()
    known = target.lower().startswith(_SCHEMES) or (":" not in target.split("/", 1)[0] and "." in target)
    return target if known and target.isprintable() else None


def mark_links(words: Iterable[Word], areas: Sequence[Area], page: int) -> dict[int, str]:
    """Note in the looks of the words on ``page`` which link they are part of; gives the address by what was noted."""
    if not areas:
        return {}
    targets: dict[int, str] = {}
    for place, area in enumerate(areas):
        sign = (page * (MOST_LINKS + 1) + place) * (LOOKS + 1)
        for word in words:
            middle = (word.x0 + word.x1) / 2
            if area.x0 <= middle <= area.x1 and area.top - _REACH <= word.base <= area.bottom + _REACH:
                word.look = (word.look & LOOKS) | sign
                targets[sign] = area.target
    return targets


def links_in(text: str, runs: Iterable[tuple[int, int]], targets: Mapping[int, str]) -> list[Link]:
    """The links in a block's text, whose letters have the looks ``runs``; one broken over lines is one."""
    if not targets:
        return []
    found: list[tuple[int, int, str]] = []
    start = 0
    for length, look in runs:
        target = targets.get(look & ~LOOKS)
        if target is not None:
            if found and found[-1][2] == target and not text[found[-1][1] : start].strip():
                found[-1] = (found[-1][0], start + length, target)
            else:
                found.append((start, start + length, target))
        start += length
    links = ((" ".join(text[first:last].split()), target) for first, last, target in found)
    return [Link(text=words, target=target) for words, target in links if words]
