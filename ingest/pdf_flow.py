"""The pages of a PDF to blocks in reading order, over the page breaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ingest.pdf_blocks import BlockBuilder
from ingest.pdf_columns import Beside, side_by_side
from ingest.pdf_join import Joiner
from ingest.pdf_lattice import RuledTable, goes_on
from ingest.pdf_lines import Line
from ingest.pdf_margins import Margins
from ingest.pdf_measures import measure
from ingest.pdf_page import Page
from ingest.pdf_tables import TableReader
from model.document import Block

_Part = list[Line] | Beside | RuledTable


def blocks_of(pages: Sequence[Page], margins: Mapping[int, Margins]) -> tuple[list[Block], set[int]]:
    """The blocks of the pages, and the places of those wholly in colour.

    Headers and footers, taken away before, are in ``margins`` by page number.
    """
    edges = ((page.width, line) for page in pages for line in margins[page.number].lines)
    measures = measure([(page.width, page.lines) for page in pages], edges)
    joiner = Joiner(lambda: _texts(pages))
    builder, tables = BlockBuilder(measures, joiner), TableReader(measures, joiner)
    parts = [(page, part) for page in pages for part in _parts(page, side_by_side(page.lines, measures))]
    open_table: list[RuledTable] = []
    for place, (page, part) in enumerate(parts):
        if isinstance(part, list):
            builder.add_lines(part, measures.frame(page.width))
        elif isinstance(part, Beside):
            builder.add_block(tables.read_beside(part), (page.number, part.top), (page.number, part.bottom))
        else:
            open_table.append(part)
            following = parts[place + 1][1] if place + 1 < len(parts) else None
            if not (isinstance(following, RuledTable) and goes_on(part, following)):
                first = open_table[0]
                builder.add_block(tables.read(open_table), (first.page, first.box[1]), (part.page, part.box[3]))
                open_table = []
    return builder.finish(), builder.coloured


def _parts(page: Page, lines: Sequence[Line | Beside]) -> Iterator[_Part]:
    """The lines, columns and tables of a page from the top down; lines between two others as one stretch."""
    placed: list[tuple[float, Line | Beside | RuledTable]] = [(table.box[1], table) for table in page.tables]
    placed += [(part.top, part) for part in lines]
    stretch: list[Line] = []
    for _, part in sorted(placed, key=lambda pair: pair[0]):
        if isinstance(part, Line):
            stretch.append(part)
            continue
        if stretch:
            yield stretch
            stretch = []
        yield part
    stretch += page.turned
    if stretch:
        yield stretch


def _texts(pages: Sequence[Page]) -> Iterator[str]:
    for page in pages:
        for line in page.lines:
            yield line.text
        for table in page.tables:
            for cell in table.cells:
                for line in cell.lines:
                    yield line.text
