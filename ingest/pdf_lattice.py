"""Ruled tables of a PDF page: cells found by the lines drawn round them, with the text that stands in each.

pdfplumber's geometry finds where lines cross and which cells are one table; only pages with lines in both directions
come here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from ingest.pdf_chars import Word
from ingest.pdf_lines import Line, lines_of
from ingest.pdf_rules import Rule

_SNAP = 3.0
"""Points within which drawn lines are one line."""
_MOST_CROSSINGS = 3_000
"""Crossings of lines on the busiest page whose tables are looked for; a drawing on squared paper has more."""
Box = tuple[float, float, float, float]
_Point = tuple[float, float]
_LINE = itemgetter("x0", "top", "x1", "bottom")


@dataclass(slots=True)
class RuledCell:
    """A cell as drawn: its place in the grid, its box on the page, its lines of text."""

    row: int
    column: int
    rowspan: int
    colspan: int
    box: Box
    lines: list[Line]


@dataclass(slots=True)
class RuledTable:
    """A table, or the part of one that stands on one page."""

    page: int
    box: Box
    edges: list[float]
    """Where its columns begin and the last one ends, in points."""
    cells: list[RuledCell]
    """By rows, from left to right."""


def find_tables(words: Sequence[Word], rules: Sequence[Rule], page: int) -> tuple[list[RuledTable], list[Word]]:
    """The ruled tables of a page from the top down, and the words outside them."""
    if sum(rule.level for rule in rules) < 2 or sum(not rule.level for rule in rules) < 2 or not words:
        return [], list(words)
    tables = []
    rest = list(words)
    for boxes in _cell_groups(rules):
        xs, ys = _edges(boxes, 0), _edges(boxes, 1)
        # A frame round text, or frames on top of each other, part nothing that stands side by side.
        if len(xs) < 3:
            continue
        table, rest = _table(boxes, xs, ys, rest, page)
        if any(cell.lines for cell in table.cells):
            tables.append(table)
    return tables, rest


def _cell_groups(rules: Sequence[Rule]) -> list[list[Box]]:
    """The boxes that the lines draw, those of one table together."""
    from pdfplumber.table import cells_to_tables, edges_to_intersections, merge_edges

    edges = [
        {
            "x0": rule.x0,
            "x1": rule.x1,
            "top": rule.y0,
            "bottom": rule.y1,
            "width": rule.x1 - rule.x0,
            "height": rule.y1 - rule.y0,
            "orientation": "h" if rule.level else "v",
        }
        for rule in rules
    ]
    merged = merge_edges(edges, _SNAP, _SNAP, _SNAP, _SNAP)
    crossings = edges_to_intersections(merged, _SNAP, _SNAP)
    if len(crossings) > _MOST_CROSSINGS:
        return []
    groups: list[list[Box]] = cells_to_tables(_cells(crossings))
    return groups


def _cells(crossings: Mapping[_Point, Mapping[str, Sequence[dict[str, float]]]]) -> list[Box]:
    """The smallest box that the lines draw to the right of each crossing and below it.

    pdfplumber's ``intersections_to_cells`` gives the same, and takes the lines of both crossings anew for each pair.
    """
    upright, level = (
        {point: frozenset(map(_LINE, lines[way])) for point, lines in crossings.items()} for way in ("v", "h")
    )
    columns: dict[float, list[_Point]] = defaultdict(list)
    rows: dict[float, list[_Point]] = defaultdict(list)
    found: list[Box] = []
    for point in sorted(crossings, reverse=True):
        x, y = point
        right = [other for other in reversed(rows[y]) if not level[point].isdisjoint(level[other])]
        below = (other for other in reversed(columns[x]) if not upright[point].isdisjoint(upright[other]))
        corners = (
            corner
            for lower in below
            for beside in right
            if (corner := (beside[0], lower[1])) in crossings
            and not upright[corner].isdisjoint(upright[beside])
            and not level[corner].isdisjoint(level[lower])
        )
        if right and (smallest := next(corners, None)):
            found.append((x, y, *smallest))
        columns[x].append(point)
        rows[y].append(point)
    return found[::-1]


def _edges(boxes: Sequence[Box], axis: int) -> list[float]:
    return sorted({edge for box in boxes for edge in (box[axis], box[axis + 2])})


def _table(
    boxes: Sequence[Box], xs: Sequence[float], ys: Sequence[float], words: Sequence[Word], page: int
) -> tuple[RuledTable, list[Word]]:
    held: dict[Box, list[Word]] = {box: [] for box in boxes}
    rest: list[Word] = []
    column_at, row_at = ({edge: place for place, edge in enumerate(edges)} for edges in (xs, ys))
    grid = {
        (row, column): box
        for box in boxes
        for row in range(row_at[box[1]], row_at[box[3]])
        for column in range(column_at[box[0]], column_at[box[2]])
    }
    for word in words:
        x, y = (word.x0 + word.x1) / 2, word.base - 0.3 * word.size
        box = grid.get((bisect_right(ys, y) - 1, bisect_right(xs, x) - 1))
        (held[box] if box else rest).append(word)
    cells = [
        RuledCell(
            row=row_at[box[1]],
            column=column_at[box[0]],
            rowspan=row_at[box[3]] - row_at[box[1]],
            colspan=column_at[box[2]] - column_at[box[0]],
            box=box,
            lines=lines_of(held[box], page),
        )
        for box in sorted(boxes, key=lambda box: (box[1], box[0]))
    ]
    return RuledTable(page, (xs[0], ys[0], xs[-1], ys[-1]), list(xs), cells), rest


def goes_on(upper: RuledTable, lower: RuledTable) -> bool:
    """Whether a table at the top of a page may be the rest of the one at the foot of the page before."""
    return (
        lower.page == upper.page + 1
        and len(upper.edges) == len(lower.edges)
        and all(abs(a - b) <= _SNAP for a, b in zip(upper.edges, lower.edges, strict=True))
    )
