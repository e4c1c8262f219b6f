"""A table on a slide: rows of cells, merged ones where they begin, bullets and numbers as text of their cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.slides_deck import A, is_on, whole
from ingest.slides_text import Line, lines, marked
from model.document import Cell, Link, Source, Table

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ingest.slides_text import Context

_MOST_CELLS = 200_000  # of one table
_WIDEST = 1_000  # rows or columns that one cell covers


def read_table(element: _Element, path: str, context: Context) -> Table | None:
    """The table of a ``tbl`` element; None where it has no rows. Cells that a merged one covers are left out."""
    properties = element.find(f"{A}tblPr")
    rows: list[list[Cell]] = []
    links: list[Link] = []
    bold_rows: list[bool] = []
    count = 0
    for row in element.iterchildren(f"{A}tr"):
        cells: list[Cell] = []
        bold: list[bool] = []
        for place, cell in enumerate(row.iterchildren(f"{A}tc"), start=1):
            count += 1
            if is_on(cell.get("hMerge")) or is_on(cell.get("vMerge")):
                continue
            where = f"{path}/r{len(rows) + 1}/c{place}"
            found = _lines(cell, context)
            bold += [bool(span.look.bold) for line in found for span in line.spans if span.text.strip()]
            links += [link for line in found for link in line.links]
            rowspan, colspan = (min(max(whole(cell.get(name), 1), 1), _WIDEST) for name in ("rowSpan", "gridSpan"))
            text = "\n".join(marked(line) for line in found)
            cells.append(Cell(text=text, rowspan=rowspan, colspan=colspan, source=Source(path=where)))
        rows.append(cells)
        bold_rows.append(bool(bold) and all(bold))
        if count > _MOST_CELLS:
            break
    if not rows:
        return None
    # The writer's switch for a header row, or one in bold over others that are not.
    styled = properties is not None and is_on(properties.get("firstRow")) and len(rows) > 1
    looks = len(rows) > 1 and len(rows[0]) > 1 and bold_rows[0] and not bold_rows[1]
    text = "\n".join("\t".join(" ".join(cell.text.split()) for cell in row) for row in rows)
    return Table(text=text, rows=rows, links=links, header_rows=1 if styled or looks else 0, source=Source(path=path))


def _lines(cell: _Element, context: Context) -> list[Line]:
    body = cell.find(f"{A}txBody")
    return lines(cell, body, context) if body is not None else []
