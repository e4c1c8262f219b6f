"""One page of a PDF, its words put into lines and ruled tables."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.pdf_chars import Sheet
from ingest.pdf_lattice import RuledTable, find_tables
from ingest.pdf_lines import Line, lines_of
from ingest.pdf_links import mark_links
from ingest.pdf_rules import Rule
from ingest.pdf_tagged import TaggedPage


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


def read_page(sheet: Sheet) -> Page:
    """Put the words of a page into lines and tables."""
    targets = mark_links(sheet.words, sheet.links, sheet.number)
    tagged = TaggedPage(sheet) if sheet.tags else None
    tables, words = find_tables(sheet.words, sheet.rules, sheet.number)
    return Page(
        number=sheet.number,
        width=round(sheet.width, 2),
        height=round(sheet.height, 2),
        lines=lines_of(words, sheet.number, sheet.rules),
        tables=tables,
        turned=lines_of(sheet.turned, sheet.number),
        rules=[rule for rule in sheet.rules if rule.level],
        tagged=tagged,
        targets=targets,
    )
