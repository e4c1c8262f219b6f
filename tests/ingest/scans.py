"""Made-up scans: pages drawn as pictures, coarse, a little askew, with specks."""

from __future__ import annotations

import io

import numpy
import pypdfium2
from PIL import Image

from tests.ingest.make_pdf import Page, make_pdf


def scanned(*pages: Page, dpi: int = 150, degrees: float = 0.4) -> bytes:
    """The pages as a machine scans them: pictures without text."""
    source = pypdfium2.PdfDocument(make_pdf(*pages))
    out = pypdfium2.PdfDocument.new()
    noise = numpy.random.default_rng(7)
    for page in source:
        picture = page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        picture = picture.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=250)
        dots = numpy.asarray(picture, dtype=numpy.float32) + noise.normal(0, 9, (picture.height, picture.width))
        buffer = io.BytesIO()
        Image.fromarray(numpy.clip(dots, 0, 255).astype(numpy.uint8)).save(buffer, "JPEG", quality=60)
        _add(out, buffer, page.get_size())
    return _saved(out)


def with_layer(scan: bytes, *texts: str) -> bytes:
    """The scan with a text layer: on each page these words, unseen, wherever."""
    document = pypdfium2.PdfDocument(scan)
    for page, text in zip(document, texts, strict=True):
        font = pypdfium2.raw.FPDFText_LoadStandardFont(document.raw, b"Helvetica")
        for row, words in enumerate(_rows(text)):
            item = pypdfium2.raw.FPDFPageObj_CreateTextObj(document.raw, font, 10.0)
            letters = (words + "\x00").encode("utf-16-le")
            pypdfium2.raw.FPDFText_SetText(
                item, (pypdfium2.raw.FPDF_WCHAR * (len(letters) // 2)).from_buffer_copy(letters)
            )
            pypdfium2.raw.FPDFTextObj_SetTextRenderMode(item, pypdfium2.raw.FPDF_TEXTRENDERMODE_INVISIBLE)
            pypdfium2.raw.FPDFPageObj_Transform(item, 1, 0, 0, 1, 70, 700 - 14 * row)
            pypdfium2.raw.FPDFPage_InsertObject(page.raw, item)
        page.gen_content()
    return _saved(document)


def _rows(text: str) -> list[str]:
    words = text.split()
    return [" ".join(words[start : start + 12]) for start in range(0, len(words), 12)]


def _add(out: pypdfium2.PdfDocument, buffer: io.BytesIO, size: tuple[float, float]) -> None:
    page = out.new_page(*size)
    image = pypdfium2.PdfImage.new(out)
    buffer.seek(0)
    image.load_jpeg(buffer, inline=True)
    image.set_matrix(pypdfium2.PdfMatrix().scale(*size))
    page.insert_obj(image)
    page.gen_content()


def _saved(document: pypdfium2.PdfDocument) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
