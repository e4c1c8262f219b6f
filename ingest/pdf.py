"""A PDF to a `Document`: letters to lines, lines to blocks, what comes back on every page set apart."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path

from ingest.nesting import nest
from ingest.ocr import OcrMode
from ingest.pdf_chars import opened, sheets, title_of
from ingest.pdf_flow import Known, blocks_of
from ingest.pdf_headings import headings_in
from ingest.pdf_margins import Margins, different, set_apart
from ingest.pdf_outline import outline_of, with_outline
from ingest.pdf_page import Page, read_page
from ingest.pdf_quality import Quality
from ingest.pdf_scans import Scans
from ingest.pdf_slides import slides_of, structured_slides
from model.document import Block, Document, PageInfo


def read_pdf(data: bytes, name: str, *, ocr: OcrMode = "auto", cache: Path | None = None) -> Document:
    """Read the bytes of the PDF ``name``; raises `UnreadableError` where they are damaged, locked, or hold no text.

    Pages without a good text layer are recognised from their pictures as ``ocr`` says; ``cache`` is where results are
    kept.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    pages: list[Page] = []
    quality = Quality(name)
    scans = Scans(name, sha256, ocr, cache)
    with opened(data, name) as document:
        title, outline = title_of(document), outline_of(document)
        for sheet in sheets(document):
            quality.note(sheet)
            scans.note(sheet)
            pages.append(read_page(sheet))
        for sheet in scans.again(document):
            quality.note(sheet)
            pages[sheet.number - 1] = read_page(sheet)
    quality.unread, quality.doubted = scans.hindrance(), scans.doubted()
    quality.check()
    margins = set_apart(pages)
    blocks, known = blocks_of(pages, margins)
    blocks = with_outline(blocks, outline, {page.number: page.height for page in pages})
    return Document(
        fil=name,
        sha256=sha256,
        format="pdf",
        origin=scans.origin_of_all(len(pages)),
        quality=scans.quality_of_all(),
        title=title,
        headers=different(chain.from_iterable((margin.header, margin.footer) for margin in margins.values())),
        pages=[_info(page, margins, scans) for page in pages],
        blocks=_structured(blocks, known, slides_of(pages)),
        warnings=quality.warnings(),
    )


def _structured(blocks: Sequence[Block], known: Known, slides: Mapping[int, float]) -> list[Block]:
    """``blocks`` with headings and levels of lists: over the whole paper, and on each slide by itself."""
    paper = [place for place, block in enumerate(blocks) if block.source.page not in slides]
    coloured, levelled = (
        frozenset(place for place, former in enumerate(paper) if former in places)
        for places in (known.coloured, known.levelled)
    )
    read = iter(nest(headings_in([blocks[place] for place in paper], coloured), levelled))
    merged = [block if block.source.page in slides else next(read) for block in blocks]
    return structured_slides(merged, slides, known.levelled)


def _info(page: Page, margins: Mapping[int, Margins], scans: Scans) -> PageInfo:
    margin = margins[page.number]
    return PageInfo(
        number=page.number,
        width=page.width,
        height=page.height,
        header=margin.header,
        footer=margin.footer,
        origin=scans.origin(page.number),
        quality=scans.quality(page.number),
        rejected=scans.rejected(page.number),
    )
