"""Pages of a PDF as pictures, in a PDF of our own making that holds nothing else."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import numpy
import pypdfium2
from PIL import Image

DPI = 300
"""Dots per inch of the pictures; Tesseract was taught on letters about 30 dots high, such as 11 points here."""
MOST_DOTS = 40_000_000
"""Dots of the largest picture, so that pages of any size take bounded time; A3 at 300 dpi has 17 million."""
_LEAST_POINTS = 3.0


def picture_of(page: pypdfium2.PdfPage) -> Image.Image:
    """The page in grey as a person sees it."""
    width, height = page.get_size()
    scale = DPI / 72
    scale *= min(1.0, (MOST_DOTS / max(width * height * scale * scale, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        return Image.fromarray(numpy.array(bitmap.to_numpy().reshape(bitmap.height, bitmap.width), copy=True))
    finally:
        bitmap.close()


def write_pictures(document: pypdfium2.PdfDocument, numbers: Sequence[int], target: Path) -> None:
    """Write the pages with these numbers (from 1) as pictures to the PDF ``target``, each as large as its page."""
    out = pypdfium2.PdfDocument.new()
    try:
        for number in numbers:
            page = document[number - 1]
            try:
                _add(out, picture_of(page), *page.get_size())
            finally:
                page.close()
        with target.open("wb") as file:
            out.save(file)
    finally:
        out.close()


def _add(out: pypdfium2.PdfDocument, picture: Image.Image, width: float, height: float) -> None:
    page = out.new_page(max(width, _LEAST_POINTS), max(height, _LEAST_POINTS))
    image = pypdfium2.PdfImage.new(out)
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=95)
    buffer.seek(0)
    image.load_jpeg(buffer, inline=True)
    image.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
    page.insert_obj(image)
    page.gen_content()
    page.close()
