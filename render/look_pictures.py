"""Pictures of a paper's pages for `render.look`, turned as their text stands, and the words on them."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2

from ingest.pdf_chars import Sheet, Word, opened, sheets

if TYPE_CHECKING:
    from PIL.Image import Image

_DPI = 100
_MOST_PIXELS = 1_500
"""Of a picture's longer side: a page may be as big as a barn door."""
_QUALITY = 55
_POINTS = 72


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as it looks; places are points from the upper left corner of the page as it is read."""

    address: str
    """A ``data:`` address that holds the picture."""
    width: float
    height: float
    words: list[Word]
    """The words of the file's own text on it; none where the page is a scan."""


def pictures(data: bytes, name: str, wanted: Callable[[int], bool]) -> dict[int, Picture]:
    """Pictures of the pages (from 1) of the PDF in ``data`` that are ``wanted``.

    Raises `UnreadableError` where the file is no PDF that can be opened.
    """
    found: dict[int, Picture] = {}
    with opened(data, name) as document:
        for sheet in sheets(document, (place for place in range(len(document)) if wanted(place + 1))):
            try:
                address = _address(_drawn(document, sheet))
            except pypdfium2.PdfiumError:
                continue  # a damaged page; the Document's warnings name it
            found[sheet.number] = Picture(address, sheet.width, sheet.height, sheet.words)
    return found


def _drawn(document: pypdfium2.PdfDocument, sheet: Sheet) -> Image:
    page = document[sheet.number - 1]
    try:
        longest = max(page.get_size())
        scale = min(_DPI / _POINTS, _MOST_PIXELS / longest if longest > 0 else 1.0)
        # A page is shown turned by its /Rotate, but is read as most of its letters stand.
        turn = (90 * sheet.turn - page.get_rotation()) % 360
        image: Image = page.render(scale=scale, rotation=turn).to_pil()
        return image
    finally:
        page.close()


def _address(image: Image) -> str:
    out = io.BytesIO()
    image.convert("RGB").save(out, "WEBP", quality=_QUALITY, method=4)
    return "data:image/webp;base64," + base64.b64encode(out.getvalue()).decode("ascii")
