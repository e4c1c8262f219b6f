"""Pictures of a paper's pages for `render.look`, turned as their text stands."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from typing import TYPE_CHECKING

import pypdfium2

from ingest.pdf_chars import opened
from ingest.pdf_letters import Letters

if TYPE_CHECKING:
    from PIL.Image import Image

_DPI = 100
_MOST_PIXELS = 1_500
"""Of a picture's longer side: a page may be as big as a barn door."""
_QUALITY = 55
_POINTS = 72


def pictures(data: bytes, name: str, wanted: Callable[[int], bool]) -> dict[int, str]:
    """Pictures of the pages (from 1) of the PDF in ``data`` that are ``wanted``, as addresses that hold them.

    Raises `UnreadableError` where the file is no PDF that can be opened.
    """
    found: dict[int, str] = {}
    with opened(data, name) as document:
        for place in range(len(document)):
            if wanted(place + 1):
                try:
                    found[place + 1] = _address(_picture(document, place))
                except pypdfium2.PdfiumError:
                    continue  # a damaged page; the Document's warnings name it
    return found


def _picture(document: pypdfium2.PdfDocument, place: int) -> Image:
    page = document[place]
    try:
        textpage = page.get_textpage()
        try:
            letters = Letters(textpage.raw)
            letters.read()
        finally:
            textpage.close()
        longest = max(page.get_size())
        scale = min(_DPI / _POINTS, _MOST_PIXELS / longest if longest > 0 else 1.0)
        # A page is shown turned by its /Rotate, but is read as most of its letters stand.
        turn = (90 * letters.direction() - page.get_rotation()) % 360
        image: Image = page.render(scale=scale, rotation=turn).to_pil()
        return image
    finally:
        page.close()


def _address(image: Image) -> str:
    out = io.BytesIO()
    image.convert("RGB").save(out, "WEBP", quality=_QUALITY, method=4)
    return "data:image/webp;base64," + base64.b64encode(out.getvalue()).decode("ascii")
