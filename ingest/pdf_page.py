"""One page of a PDF, its words put into lines and ruled tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.pdf_boxes import boxes_of, is_slide
from ingest.pdf_chars import Sheet, Word
from ingest.pdf_gutters import part_columns
from ingest.pdf_lattice import RuledTable, find_tables
from ingest.pdf_lines import Line, lines_of
from ingest.pdf_links import mark_links
from ingest.pdf_rules import Rule
from ingest.pdf_tagged import TaggedPage
from ingest.slides_boxes import Box


@dataclass(slots=True)
class Page:
    """What stands on one page, each part from the top down; places in points from the upper left corner."""

    number: int
    width: float
    height: float
    lines: list[Line]
    """The text outside the tables."""
    tables: list[RuledTable]
    turned: list[Line]
    """Text that stands in another direction than the rest."""
    rules: list[Rule] = field(default_factory=list)
    """Level lines drawn on it."""
    tagged: TaggedPage | None = None
    """Its text by the file's structure tree, where it has one."""
    targets: dict[int, str] = field(default_factory=dict)
    """The addresses of its links, by what the looks of their words say."""
    boxes: list[list[Line] | RuledTable] | None = None
    """On a slide its lines and tables box by box in reading order; None on pages that are read from the top down."""


def read_page(sheet: Sheet) -> Page:
    """Put the words of a page into lines and tables."""
    targets = mark_links(sheet.words, sheet.links, sheet.number)
    tagged = TaggedPage(sheet) if sheet.tags else None
    tables, words = find_tables(sheet.words, sheet.rules, sheet.number)
    boxes: list[list[Line] | RuledTable] | None = None
    if is_slide(sheet.width, sheet.height, sheet.words):
        boxes = _recognised(sheet) if sheet.recognised else _boxes(sheet, words, tables)
        lines = [line for box in boxes if isinstance(box, list) for line in box]
    else:
        lines = lines_of(words, sheet.number, sheet.rules)
    return Page(
        number=sheet.number,
        width=round(sheet.width, 2),
        height=round(sheet.height, 2),
        lines=lines,
        tables=tables,
        turned=lines_of(sheet.turned, sheet.number),
        rules=[rule for rule in sheet.rules if rule.level],
        tagged=tagged,
        targets=targets,
        boxes=boxes,
    )


def _recognised(sheet: Sheet) -> list[list[Line] | RuledTable]:
    """The lines of a recognised slide, column by column: in what order they were drawn nobody knows."""
    return [lines_of(part, sheet.number, sheet.rules) for part in part_columns(sheet.words)]


def _boxes(sheet: Sheet, words: Sequence[Word], tables: Sequence[RuledTable]) -> list[list[Line] | RuledTable]:
    """The lines and tables of a slide box by box."""
    left = {id(word) for word in words}
    held = [place for place, word in enumerate(sheet.words) if id(word) not in left]
    others = [(_drawn_before(sheet.words, held, table), Box(*table.box)) for table in tables]
    return [
        tables[part] if isinstance(part, int) else part for part in boxes_of(words, sheet.number, sheet.rules, others)
    ]


def _drawn_before(words: Sequence[Word], held: Sequence[int], table: RuledTable) -> int:
    """How many words outside tables are drawn before the first one in the table."""
    x0, top, x1, bottom = table.box
    inside = (place for place in held if x0 <= words[place].x0 <= x1 and top <= words[place].base <= bottom)
    first = next(inside, len(words))
    return first - sum(place < first for place in held)
