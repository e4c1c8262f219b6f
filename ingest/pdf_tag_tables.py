"""Tables of a tagged PDF: rows and cells as the file's structure tree has them, over page breaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.pdf_draft import rounded
from ingest.pdf_letters import BOLD
from ingest.pdf_lines import Line, look_of
from ingest.pdf_measures import Frame
from ingest.pdf_tables import TableReader
from ingest.pdf_tags import CellTag, Way
from model.document import Cell, Source, Table


class TaggedTable:
    """A table in the making; it takes the lines of its cells from page after page."""

    def __init__(self) -> None:
        self._cells: dict[CellTag, list[Line]] = {}
        self.lines: list[Line] = []

    def take(self, cell: CellTag, lines: Sequence[Line]) -> None:
        """Put lines into the cell that they belong to, in reading order."""
        self._cells.setdefault(cell, []).extend(lines)
        self.lines += lines

    def read(self, tables: TableReader) -> Table:
        """The finished table; cells and rows without text are there too, as far as the tree tells of them."""
        by_row: dict[Way, list[CellTag]] = {}
        for cell in sorted(self._cells, key=lambda cell: cell.cell):
            by_row.setdefault(cell.row, []).append(cell)
        rows: list[list[Cell]] = []
        headers: list[bool] = []
        before: Way | None = None
        for way, cells in by_row.items():
            between = way[-1] - before[-1] - 1 if before and before[:-1] == way[:-1] and rows else 0
            for _ in range(between):
                rows.append([Cell(text="") for cell in rows[-1] for _ in range(cell.colspan)])
                headers.append(False)
            before = way
            by_place = {cell.cell[-1]: cell for cell in cells}
            count = max(cells[0].cells, max(by_place) + 1)
            rows.append([self._cell(by_place.get(place), tables) for place in range(count)])
            headers.append(all(cell.header for cell in cells))
        text = "\n".join("\t".join(" ".join(cell.text.split()) for cell in row) for row in rows)
        first = self.lines[0]
        source = Source(page=first.page, bbox=_box(line for line in self.lines if line.page == first.page), tagged=True)
        header_rows = next((place for place, header in enumerate(headers) if not header), len(headers))
        if not header_rows and len(by_row) > 1:
            header_rows = self._bold_header(list(by_row.values()))
        header_rows = min(header_rows, len(rows) - 1)
        return Table(text=text, rows=rows, header_rows=header_rows, links=tables.links_so_far(), source=source)

    def _cell(self, tag: CellTag | None, tables: TableReader) -> Cell:
        if tag is None:
            return Cell(text="", source=Source(tagged=True))
        lines = self._cells[tag]
        page = lines[0].page
        left = min(line.x0 for line in lines)
        text = tables.text(lines, Frame(left, max(line.x1 for line in lines)))
        source = Source(page=page, bbox=_box(line for line in lines if line.page == page), tagged=True)
        return Cell(text=text, rowspan=tag.rowspan, colspan=tag.colspan, source=source)

    def _bold_header(self, rows: Sequence[Sequence[CellTag]]) -> int:
        """One where the first row is bold, all of it, and the second is not."""
        first, second = (
            [run for cell in row for line in self._cells[cell] for segment in line.segments for run in segment.runs]
            for row in rows[:2]
        )
        return 1 if len(rows[0]) > 1 and look_of(first, BOLD) and not look_of(second, BOLD) else 0


def _box(lines: Iterable[Line]) -> tuple[float, float, float, float]:
    own = list(lines)
    return rounded(
        (min(line.x0 for line in own), min(line.top for line in own), max(line.x1 for line in own),
         max(line.bottom for line in own))
    )  # fmt: skip
