"""A Document as the lines a reader takes in one by one: paragraphs, list items, headings and table rows alike.

The same sakliste is a Word table in one paper, tabbed text in the next; as `Line` with ``cells`` they look the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.knowledge import says, table
from model.document import Block, Cell, Document, Heading, ListItem, Source, Style, Table
from model.moete import Kjelde

_STACKED = re.compile(r"(?:[A-ZÆØÅa-zæøå-]{1,12}[ -])?\d{1,4}/\d{2,4}|\d{1,3}\.")
"""The number of a sak alone in its line of a cell."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the paper."""

    index: int
    """Place among the lines, from 0."""
    text: str
    """The text as the reader sees it, marker included; cells are parted by tabs."""
    body: str
    """The text without a list marker."""
    cells: tuple[str, ...]
    """The cells of a table row, or the parts between tabs."""
    style: Style
    source: Source
    heading: int | None = None
    """The heading's level, null for other lines."""
    marker: str | None = None
    """The marker of a list item."""
    number: str | None = None
    """The number of a list item or heading."""
    level: int = 0
    """Nesting of a list item."""
    table: int | None = None
    """Which table (counted over the paper) the row belongs to; null outside tables."""
    rows: tuple[tuple[str, ...], ...] | None = None
    """On the first row of a table: all of its rows."""

    @property
    def strong(self) -> bool:
        """Whether the line stands out as a heading does."""
        return self.heading is not None or self.style.bold


def kjelde(document: Document, source: Source) -> Kjelde:
    """The source of a line as records keep it."""
    return Kjelde(fil=document.fil, sha256=document.sha256, side=source.page, bbox=source.bbox, sti=source.path)


def lines_of(document: Document) -> list[Line]:
    """The document's lines in reading order. A table of one column is a frame: its text counts as paragraphs."""
    out: list[Line] = []
    tables = 0
    for block in document.blocks:
        if isinstance(block, Table):
            if all(len(row) <= 1 for row in block.rows):
                _frame(out, block)
            else:
                _rows(out, block, tables)
                tables += 1
        else:
            _text(out, block)
    return out


def _text(out: list[Line], block: Block) -> None:
    if isinstance(block, Heading):
        text = " ".join(block.text.split("\n")).strip()
        _add(out, text, text, block.style, block.source, heading=block.level, number=block.number)
    elif isinstance(block, ListItem):
        body = " ".join(block.text.split("\n")).strip()
        text = f"{block.marker} {body}".strip()
        _add(
            out, text, body, block.style, block.source, marker=block.marker, number=block.number, level=block.level
        )  # fmt: skip
    else:
        for part in block.text.split("\n"):
            if part.strip() and not says(part.strip(), table("labels")["sidetal"]):
                _add(out, part.strip(), part.strip(), block.style, block.source)


def _add(
    out: list[Line],
    text: str,
    body: str,
    style: Style,
    source: Source,
    *,
    heading: int | None = None,
    marker: str | None = None,
    number: str | None = None,
    level: int = 0,
) -> None:
    cells = tuple(part.strip() for part in text.split("\t"))
    out.append(Line(len(out), text, body, cells, style, source, heading, marker, number, level))


def _frame(out: list[Line], block: Table) -> None:
    for row in block.rows:
        for cell in row:
            for part in cell.text.split("\n"):
                if part.strip():
                    _add(out, part.strip(), part.strip(), block.style, cell.source)


def _rows(out: list[Line], block: Table, number: int) -> None:
    rows = tuple(tuple(_cell_text(cell) for cell in row) for row in block.rows)
    for place, (row, cells) in enumerate(zip(rows, block.rows, strict=True)):
        source = cells[0].source if cells[0].source != Source() else block.source
        for one in _unstacked(row):
            text = "\t".join(one).strip("\t")
            if text.strip():
                first = rows if place == 0 else None
                out.append(Line(len(out), text, text, one, block.style, source, table=number, rows=first))


def _unstacked(row: tuple[str, ...]) -> list[tuple[str, ...]]:
    """A row whose cells hold several rows below each other, the numbers of saker in its first cell, as these rows."""
    stacks = [cell.split("\n") for cell in row]
    count = len(stacks[0])
    if count < 2 or len(row) < 2 or not all(_STACKED.fullmatch(cell.strip()) for cell in stacks[0]):
        return [row]
    if any(cell and len(stack) != count for cell, stack in zip(row, stacks, strict=True)):
        return [row]
    return list(zip(*(stack if cell else [""] * count for cell, stack in zip(row, stacks, strict=True)), strict=True))


def _cell_text(cell: Cell) -> str:
    return cell.text.strip()
