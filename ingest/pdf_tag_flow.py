"""The pages of a tagged PDF to blocks, in the order of its structure tree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby

from ingest.pdf_blocks import BlockBuilder
from ingest.pdf_lines import Line
from ingest.pdf_margins import BAND, Margins
from ingest.pdf_measures import Frame, Measures
from ingest.pdf_page import Page
from ingest.pdf_tables import TableReader
from ingest.pdf_tag_tables import TaggedTable
from ingest.pdf_tagged import drop_odd_headings
from ingest.pdf_tags import Way

_SHORT = 0.6
"""Share of the page's column that the longest line of a paragraph broken by the page fills, or its lines are short."""
_SEVERAL = 3
"""Lines of a paragraph that show its own right edge."""


def add_tagged(
    pages: Sequence[Page],
    margins: Mapping[int, Margins],
    measures: Measures,
    builder: BlockBuilder,
    tables: TableReader,
) -> None:
    """Give the builder the lines and tables of pages whose tree can be gone by."""
    drop_odd_headings(pages)
    cells = _cell_texts(pages)
    found: dict[Way, TaggedTable] = {}
    order: list[tuple[Page, list[Line] | TaggedTable]] = []
    for page in pages:
        lines = _text(page, margins[page.number], cells)
        for table, part in groupby(lines, key=lambda line: line.tag.cell.table if line.tag and line.tag.cell else None):
            if table is None:
                order.append((page, list(part)))
                continue
            if table not in found:
                found[table] = TaggedTable()
                order.append((page, found[table]))
            for line in part:
                if line.tag and line.tag.cell:
                    found[table].take(line.tag.cell, [line])
    for page, piece in order:
        if isinstance(piece, TaggedTable):
            first, last = piece.lines[0], piece.lines[-1]
            builder.add_block(piece.read(tables), (first.page, first.top), (last.page, last.bottom))
            builder.add_notes(tables.notes_so_far())
        else:
            _add_lines(piece, page, measures, builder)


def _add_lines(lines: Sequence[Line], page: Page, measures: Measures, builder: BlockBuilder) -> None:
    """The lines element by element, each with the right edge that its own lines show."""
    frame = measures.frame(page.width)
    beside = _is_beside(lines)
    for tag, group in groupby(lines, key=lambda line: line.tag):
        own = list(group)
        right = max(line.x1 for line in own)
        short = not beside and right - frame.left < _SHORT * (frame.right - frame.left)
        shown = tag and len(own) >= _SEVERAL and not short
        builder.add_lines(own, Frame(frame.left, right if shown else frame.right))


def _is_beside(lines: Sequence[Line]) -> bool:
    """Whether paragraphs stand beside each other on the page, in columns."""
    tags: dict[int, set[Way | None]] = defaultdict(set)
    for line in lines:
        tags[round(line.base)].add(line.tag.way if line.tag else None)
    return sum(len(ways) > 1 for ways in tags.values()) >= _SEVERAL


def _text(page: Page, margins: Margins, cells: frozenset[str]) -> list[Line]:
    """The lines of a page in reading order; what the file sets apart goes to the margins.

    The header of a table, repeated where the table goes on, and numbers of lines go away.
    """
    tagged = page.tagged
    if tagged is None:
        return [*page.lines, *page.turned]
    for line in tagged.artifacts:
        if all(segment.text in cells for segment in line.segments):
            continue
        if not any(letter.isalpha() for letter in line.text):
            continue
        if line.bottom <= BAND * page.height:
            margins.above.append(line)
        elif line.top >= (1 - BAND) * page.height:
            margins.below.append(line)
        else:
            tagged.loose.append(line)
    return [*tagged.in_order(), *page.turned]


def _cell_texts(pages: Sequence[Page]) -> frozenset[str]:
    """All pieces of lines in the cells of tables."""
    groups = (group for page in pages if page.tagged for group in page.tagged.groups)
    lines = (line for group in groups for line in group if line.tag and line.tag.cell)
    return frozenset(segment.text for line in lines for segment in line.segments)
