"""A Word table: rows of cells, merged ones where they begin, nested tables as text of their cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ingest.word_figures import is_unread_control
from ingest.word_package import W
from ingest.word_styles import is_on, value, whole
from model.document import Block, Cell, ListItem, Source, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_WIDEST = 1_000  # columns; Word has at most 63
ReadCell = Callable[["_Element", str], list[Block]]


def read_table(element: _Element, path: str, read_cell: ReadCell) -> Table | None:
    """The table of a ``tbl`` element; None where all its rows are deleted.

    ``read_cell`` gives the blocks of a cell, empty paragraphs included, with paths that open with its second argument.
    """
    rows: list[list[Cell]] = []
    bold_rows: list[bool] = []
    header_rows = 0
    open_above: dict[int, Cell] = {}  # by the column where a cell begins that may go on downwards
    for row in _below(element, "tr"):
        properties = row.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            continue
        mark = properties.find(f"{W}tblHeader") if properties is not None else None
        if mark is not None and is_on(mark.get(f"{W}val")) and header_rows == len(rows):
            header_rows += 1
        cells, bold, open_above = _row(row, f"{path}/r{len(rows) + 1}", open_above, read_cell)
        rows.append(cells)
        bold_rows.append(bold)
    if not rows:
        return None
    if not header_rows and len(rows) > 1 and len(rows[0]) > 1 and bold_rows[0] and not bold_rows[1]:
        header_rows = 1
    return Table(text=_text(rows), rows=rows, header_rows=header_rows, source=Source(path=path))


def _row(
    row: _Element, path: str, open_above: dict[int, Cell], read_cell: ReadCell
) -> tuple[list[Cell], bool, dict[int, Cell]]:
    """The row's cells, whether all their text is bold, and the cells that may go on in the next row."""
    properties = row.find(f"{W}trPr")
    column = _count(value(properties, "gridBefore") if properties is not None else None, 0)
    cells = [Cell(text="", colspan=column, source=Source(path=path))] if column else []
    going_on: dict[int, Cell] = {}
    bold: list[bool] = []
    for element in _below(row, "tc"):
        look = element.find(f"{W}tcPr")
        if look is not None and look.find(f"{W}cellDel") is not None:
            continue
        width = _count(value(look, "gridSpan") if look is not None else None, 1)
        merge = look.find(f"{W}vMerge") if look is not None else None
        beside = look.find(f"{W}hMerge") if look is not None else None
        above = open_above.get(column)
        if beside is not None and beside.get(f"{W}val") != "restart" and cells:
            cells[-1].colspan += width
        elif merge is not None and merge.get(f"{W}val") != "restart" and above is not None:
            above.rowspan += 1
            going_on[column] = above
        else:
            place = f"{path}/c{len(cells) + 1}"
            blocks = [] if _is_unfilled(element, row) else read_cell(element, f"{place}/")
            bold += [block.style.bold for block in blocks if block.text]
            cell = Cell(text=cell_text(blocks), colspan=width, source=Source(path=place))
            cells.append(cell)
            if merge is not None:
                going_on[column] = cell
        column += width
    return cells, bool(bold) and all(bold), going_on


def _is_unfilled(cell: _Element, row: _Element) -> bool:
    """Whether a content control round the cell shows only what is to be filled in there."""
    parent = cell.getparent()
    while parent is not None and parent is not row:
        if parent.tag == f"{W}sdt" and is_unread_control(parent):
            return True
        parent = parent.getparent()
    return False


def _below(parent: _Element, tag: str) -> Iterator[_Element]:
    """Rows of a table or cells of a row, also inside content controls and tracked insertions."""
    for child in parent:
        if child.tag == W + tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"):
            yield from _below(child, tag)


def cell_text(blocks: list[Block]) -> str:
    """The paragraphs parted by line feeds, list markers as text; empty lines stay, save at the end."""
    lines = [f"{block.marker} {block.text}".rstrip() if isinstance(block, ListItem) else block.text for block in blocks]
    return "\n".join(lines).rstrip()


def _text(rows: list[list[Cell]]) -> str:
    return "\n".join("\t".join(" ".join(cell.text.split()) for cell in row) for row in rows)


def _count(text: str | None, least: int) -> int:
    number = whole(text)
    return min(max(number, least), _WIDEST) if number is not None else least
