"""A digital PDF to a `Document`: letters to lines, lines to blocks, what comes back on every page set apart."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from itertools import chain

from ingest.nesting import nest
from ingest.pdf_chars import opened, sheets, title_of
from ingest.pdf_flow import blocks_of
from ingest.pdf_headings import headings_in
from ingest.pdf_margins import Margins, different, set_apart
from ingest.pdf_page import Page, read_page
from ingest.pdf_quality import Quality
from model.document import Document, PageInfo


def read_pdf(data: bytes, name: str) -> Document:
    """Read the bytes of the PDF ``name``; raises `UnreadableError` where they are damaged, locked, or hold no text."""
    pages: list[Page] = []
    quality = Quality(name)
    with opened(data, name) as document:
        title = title_of(document)
        for sheet in sheets(document):
            quality.note(sheet)
            pages.append(read_page(sheet))
    quality.check()
    margins = set_apart(pages)
    blocks, coloured = blocks_of(pages, margins)
    return Document(
        fil=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="pdf",
        title=title,
        headers=different(chain.from_iterable((margin.header, margin.footer) for margin in margins.values())),
        pages=[_info(page, margins) for page in pages],
        blocks=nest(headings_in(blocks, coloured)),
        warnings=quality.warnings(),
    )


def _info(page: Page, margins: Mapping[int, Margins]) -> PageInfo:
    margin = margins[page.number]
    return PageInfo(
        number=page.number, width=page.width, height=page.height, header=margin.header, footer=margin.footer
    )
