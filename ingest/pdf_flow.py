"""The pages of a PDF to blocks in reading order, over the page breaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.pdf_blocks import BlockBuilder
from ingest.pdf_columns import Beside, side_by_side
from ingest.pdf_draft import Signs
from ingest.pdf_join import Joiner, ends_sentence
from ingest.pdf_lattice import RuledTable, goes_on
from ingest.pdf_lines import Line
from ingest.pdf_margins import Margins
from ingest.pdf_measures import Frame, Measures, measure
from ingest.pdf_notes import Notes, take_notes
from ingest.pdf_page import Page
from ingest.pdf_slides import slides_of
from ingest.pdf_tables import TableReader
from ingest.pdf_tag_flow import add_tagged
from ingest.pdf_tagged import is_trusted
from model.document import Block

_CLOSE = 1.1
"""How much further apart than the closest lines those of one paragraph stand, at most."""
_EMPTY_LINE = 1.5
"""The same where an empty line parts them."""

_Part = list[Line] | Beside | RuledTable


class Known(NamedTuple):
    """What the pages tell of their blocks beyond the blocks themselves; places count from 0."""

    coloured: frozenset[int]
    """Places of the blocks wholly in colour."""
    levelled: frozenset[int]
    """Places of the list items whose level the file gives."""


def blocks_of(pages: Sequence[Page], margins: Mapping[int, Margins]) -> tuple[list[Block], Known]:
    """The blocks of the pages, and what is known of them.

    Headers and footers, taken away before, are in ``margins`` by page number.
    """
    notes = take_notes(pages)
    for page in pages:
        if page.tagged:
            page.tagged.take_out(margins[page.number].lines)
            page.tagged.take_out(line for note in notes for line in note.lines if line.page == page.number)
    edges = ((page.width, line) for page in pages for line in margins[page.number].lines)
    measures = measure([(page.width, page.lines) for page in pages], edges)
    joiner = Joiner(lambda: _texts(pages))
    targets = {sign: target for page in pages for sign, target in page.targets.items()}
    signs = Signs(targets, Notes(notes) if notes else None)
    builder = BlockBuilder(measures, joiner, signs, slides=slides_of(pages))
    tables = TableReader(measures, joiner, signs)
    if is_trusted(pages, measures):
        add_tagged(pages, margins, measures, builder, tables)
    else:
        _add_seen(pages, measures, builder, tables)
    blocks = builder.finish()
    known = Known(frozenset(builder.coloured), frozenset(builder.levelled))
    return _with_rest(blocks, known, signs.notes, joiner)


def _add_seen(pages: Sequence[Page], measures: Measures, builder: BlockBuilder, tables: TableReader) -> None:
    """Give the builder the pages' parts as the eye sees them."""
    parts = [(page, part) for page in pages for part in _parts(page, measures)]
    open_table: list[RuledTable] = []
    for place, (page, part) in enumerate(parts):
        if isinstance(part, list):
            frame = measures.frame(page.width)
            builder.add_lines(part, _frame(part, frame) if page.boxes is not None else frame)
        elif isinstance(part, Beside):
            builder.add_block(tables.read_beside(part), (page.number, part.top), (page.number, part.bottom))
            builder.add_notes(tables.notes_so_far())
        else:
            open_table.append(part)
            following = parts[place + 1][1] if place + 1 < len(parts) else None
            if not (isinstance(following, RuledTable) and goes_on(part, following)):
                first = open_table[0]
                builder.add_block(tables.read(open_table), (first.page, first.box[1]), (part.page, part.box[3]))
                builder.add_notes(tables.notes_so_far())
                open_table = []


def _with_rest(blocks: list[Block], known: Known, notes: Notes | None, joiner: Joiner) -> tuple[list[Block], Known]:
    """``blocks`` with the footnotes that none of them calls behind the last block that begins on their page."""
    for note in notes.left() if notes else ():
        places = (place for place, block in enumerate(blocks) if (block.source.page or 0) <= note.page)
        at = max(places, default=-1) + 1
        blocks.insert(at, note.block(joiner))
        known = Known(*(frozenset(place + (place >= at) for place in kept) for kept in known))
    return blocks, known


def _parts(page: Page, measures: Measures) -> Iterator[_Part]:
    """The lines, columns and tables of a page in reading order."""
    if page.boxes is None:
        yield from _from_the_top(page, side_by_side(page.lines, measures))
        return
    left = {id(line) for line in page.lines}
    for box in page.boxes:
        if isinstance(box, RuledTable):
            yield box
        elif kept := [line for line in box if id(line) in left]:
            yield kept
    if page.turned:
        yield page.turned


def _frame(lines: Sequence[Line], page: Frame) -> Frame:
    """The column that a box of text is set in: its own where its text goes on from line to line, else the page's."""
    own = Frame(min(line.x0 for line in lines), max(line.x1 for line in lines))
    goes_on = any(lower.text[:1].islower() and not ends_sentence(upper.text) for upper, lower in pairwise(lines))
    return own if goes_on or _is_spaced(lines) else Frame(own.left, max(own.right, page.right))


def _is_spaced(lines: Sequence[Line]) -> bool:
    """Whether most lines stand a little further apart than some: paragraphs with space between, a few of two lines."""
    steps = [lower.base - upper.base for upper, lower in pairwise(lines) if upper.size == lower.size]
    closest, widest = min(steps, default=0.0), max(steps, default=0.0)
    close = sum(step <= _CLOSE * closest for step in steps)
    return _CLOSE * closest < widest <= _EMPTY_LINE * closest and close <= len(steps) / 2


def _from_the_top(page: Page, lines: Sequence[Line | Beside]) -> Iterator[_Part]:
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
