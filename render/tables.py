"""Widths of the columns of a table out of a sak's text: by what stands in them, as a person would draw them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Twips

from render.marks import TableMark

Element = Any  # of Word's XML; python-docx has types for few of them
_LONG = 60  # letters of a line beyond which a column may just as well break it
_WORD = 24  # letters of a word that is kept whole
_LINE = 90  # letters over the whole width of a page that stands
_STANDING = 9070  # that width, in twentieths of a point
_WIDTH, _VALUE, _UNIT = f"{qn('w:tcPr')}/{qn('w:tcW')}", qn("w:w"), qn("w:type")
_BREAKS = re.compile(r"[ \t\n]+")  # a hard space keeps what it joins on one line
_FIGURE = re.compile(r"(?:kr\.? ?)?[-–+]? ?\d[\d \u00a0.,]*(?: ?(?:%|kr|mill\.?))?")


def apply_tables(marked: Iterable[tuple[Element, TableMark]]) -> None:
    """Set the columns of each table; ``marked`` has a paragraph inside it and the mark found there."""
    for paragraph, mark in marked:
        table = next(paragraph.iterancestors(qn("w:tbl")), None)
        if table is not None:
            _set_widths(table, mark)


def _set_widths(table: Element, mark: TableMark) -> None:
    grid = table.find(qn("w:tblGrid"))
    columns = grid.findall(qn("w:gridCol"))
    if len(columns) != len(mark.columns):
        return  # the template draws the table in its own way
    total = sum(int(column.get(qn("w:w"))) for column in columns)
    shares = [total * share // 1000 for share in column_shares(mark.columns, _LINE * total // _STANDING)]
    shares[-1] += total - sum(shares)
    for column, width in zip(columns, shares, strict=True):
        column.set(qn("w:w"), str(width))
    figures = numeric_columns(mark.columns)
    for row in table.iter(qn("w:tr")):
        for cell, width, right in zip(row.findall(qn("w:tc")), shares, figures, strict=True):
            _set_width(cell, width)
            for inner in cell.findall(qn("w:p")) if right else []:
                inner.get_or_add_pPr().jc_val = WD_ALIGN_PARAGRAPH.RIGHT
    look = table.find(f"{qn('w:tblPr')}/{qn('w:tblLook')}")
    if look is not None and not mark.header:
        look.set(qn("w:firstRow"), "0")
        look.set(qn("w:val"), "0600")


def _set_width(cell: Element, width: int) -> None:
    """The width of a cell; python-docx's own way is only for one that has none yet, as it is slow."""
    found = cell.find(_WIDTH)
    if found is None:
        cell.get_or_add_tcPr().width = Twips(width)
    else:
        found.set(_VALUE, str(width))
        found.set(_UNIT, "dxa")


def column_shares(columns: Sequence[Sequence[str]], letters: int = _LINE) -> list[int]:
    """Thousandths of the width for each column: room for its longest word first, the rest by its longest line.

    ``letters`` is how many go into the whole width.
    """
    least = [
        max((_room(word, _WORD) for cell in cells for word in _BREAKS.split(cell)), default=_room("", _WORD))
        for cells in columns
    ]
    natural = [
        max(floor, *(_room(text, _LONG) for cell in cells for text in cell.split("\n")))
        for cells, floor in zip(columns, least, strict=True)
    ]
    if sum(natural) > letters:
        spare, wish = max(letters - sum(least), 0), sum(natural) - sum(least)
        natural = [floor + spare * (much - floor) // wish for much, floor in zip(natural, least, strict=True)]
    return [1000 * width // sum(natural) for width in natural]


def _room(text: str, most: int) -> int:
    """Letters' widths that a text needs: some more than it has letters, for wide letters, bold type and the margins."""
    return min(len(text), most) * 6 // 5 + 3


def numeric_columns(columns: Sequence[Sequence[str]]) -> list[bool]:
    """Which columns hold figures only, below their heading; such columns stand to the right."""
    return [len(cells) > 1 and all(_FIGURE.fullmatch(cell) for cell in cells[1:]) for cells in columns]
