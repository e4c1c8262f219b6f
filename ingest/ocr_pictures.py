"""Pages of a PDF as pictures, in a PDF of our own making that holds nothing else."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import numpy
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageFilter

DPI = 300
"""Dots per inch of the pictures; Tesseract was taught on letters about 30 dots high, such as 11 points here."""
MOST_DOTS = 40_000_000
"""Dots of the largest picture, so that pages of any size take bounded time; A3 at 300 dpi has 17 million."""
_LEAST_POINTS = 3.0
_COARSE = 210
"""Dots per inch below which a scan is made finer; most machines have 150, 200 or 300."""
_LEAST_DPI = 72
_FINER = 2.0
"""Times finer that a coarse scan is made."""
_WHOLE = 0.8
"""Share of the page that a scan covers."""
_GREY = 8
"""Bits of a dot that is more than black or white."""
_MOST_PICTURES = 2
_FIELD = 0.25
"""Inches of the squares whose ground is looked at: more than the stroke of a big letter, less than a label is high."""
_DARK = 80
"""Of 255: what is darker is a dark ground. White on a middle grey is read as it is."""


def picture_of(page: pypdfium2.PdfPage) -> Image.Image:
    """The page in grey as a person sees it.

    A coarse scan is taken in its own dots, freed of the specks that its compression left, and only then made finer:
    the specks would else be made finer too, and taken for accents and dots.
    """
    width, height = page.get_size()
    own = _own_dpi(page)
    dpi = max(own, _LEAST_DPI) if own and own < _COARSE else DPI
    dpi *= min(1.0, (MOST_DOTS / max(width * height * (DPI / 72) ** 2, 1.0)) ** 0.5)
    bitmap = page.render(scale=dpi / 72, grayscale=True)
    try:
        picture = Image.fromarray(numpy.array(bitmap.to_numpy().reshape(bitmap.height, bitmap.width), copy=True))
    finally:
        bitmap.close()
    picture = _dark_on_light(picture, dpi)
    if dpi >= _COARSE:
        return picture
    times = min(_FINER, DPI / dpi)
    size = round(picture.width * times), round(picture.height * times)
    return picture.filter(ImageFilter.MedianFilter(3)).resize(size, Image.Resampling.LANCZOS)


def _dark_on_light(picture: Image.Image, dpi: float) -> Image.Image:
    """The picture with its dark fields turned light, so that white letters on them are read like the others."""
    step = max(round(_FIELD * dpi), 1)
    dots = numpy.asarray(picture)
    high, wide = (-(-length // step) for length in dots.shape)
    whole = numpy.pad(dots, ((0, high * step - dots.shape[0]), (0, wide * step - dots.shape[1])), mode="edge")
    fields = whole.reshape(high, step, wide, step).swapaxes(1, 2).reshape(high, wide, -1)
    # The ground of a field is what most of it shows; letters cover less than half. A lone dark one is part of a logo.
    ground = Image.fromarray(numpy.median(fields, axis=2).astype(numpy.uint8)).filter(ImageFilter.MedianFilter(3))
    dark = (numpy.asarray(ground) < _DARK).repeat(step, axis=0).repeat(step, axis=1)[: dots.shape[0], : dots.shape[1]]
    return Image.fromarray(numpy.where(dark, 255 - dots, dots)) if dark.any() else picture


def _own_dpi(page: pypdfium2.PdfPage) -> float | None:
    """Dots per inch of the picture that the page is; None where it is none, or one of black and white alone."""
    width, height = page.get_size()
    pictures = list(islice(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=2), _MOST_PICTURES))
    if len(pictures) != 1:
        return None
    about = pictures[0].get_metadata()
    left, bottom, right, top = pictures[0].get_bounds()
    if about.bits_per_pixel < _GREY or (right - left) * (top - bottom) < _WHOLE * width * height:
        return None
    dpi: float = 72 * min(about.width, about.height) / max(min(right - left, top - bottom), 1.0)
    return dpi


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
