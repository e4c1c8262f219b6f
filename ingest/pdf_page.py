"""One page of a PDF, its words put into lines and ruled tables."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.pdf_chars import Sheet
from ingest.pdf_lattice import RuledTable, find_tables
from ingest.pdf_lines import Line, lines_of


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


def read_page(sheet: Sheet) -> Page:
    """Put the words of a page into lines and tables."""
    tables, words = find_tables(sheet.words, sheet.rules, sheet.number)
    return Page(
        number=sheet.number,
        width=round(sheet.width, 2),
        height=round(sheet.height, 2),
        lines=lines_of(words, sheet.number, sheet.rules),
        tables=tables,
        turned=lines_of(sheet.turned, sheet.number),
    )
