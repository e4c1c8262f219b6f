"""Tables of a PDF as blocks: one where it runs over pages, its repeated header once, broken rows whole again."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.pdf_blocks import BlockBuilder
from ingest.pdf_columns import Beside
from ingest.pdf_draft import SOFT_HYPHEN, Signs, marker_of, rounded
from ingest.pdf_join import Joiner, ends_sentence
from ingest.pdf_lattice import RuledCell, RuledTable
from ingest.pdf_letters import BOLD
from ingest.pdf_lines import Line, look_of
from ingest.pdf_measures import Frame, Measures
from ingest.pdf_notes import Footnote
from model.document import Block, Cell, Link, ListItem, Source, Table

_PADDING = 2.0
"""Points between a cell's border and its text, at least."""

_Row = dict[int, Cell]
"""The cells that begin in a row, by their column."""


class TableReader:
    """Makes the blocks of ruled tables, each put together from the parts on its pages."""

    def __init__(self, measures: Measures, joiner: Joiner, signs: Signs | None = None) -> None:
        self._measures = measures
        self._joiner = joiner
        self._signs = signs
        self._links: list[Link] = []
        self._notes: list[Footnote] = []

    def read(self, parts: Sequence[RuledTable]) -> Table:
        """The table whose parts stand on pages that follow each other."""
        rows = self._rows(parts[0])
        header_rows = _header_rows(parts[0])
        for part in parts[1:]:
            following = self._rows(part)
            repeated = _repeats(rows, following)
            header_rows = max(header_rows, repeated)
            following = following[repeated:]
            open_cells = _lowest(rows)
            if self._continues(open_cells, following[0]):
                self._merge(open_cells, following.pop(0))
            rows += following
        cells = [list(row.values()) for row in rows]
        source = Source(page=parts[0].page, bbox=rounded(parts[0].box))
        return Table(text=_text(cells), rows=cells, header_rows=header_rows, links=self.links_so_far(), source=source)

    def read_beside(self, beside: Beside) -> Table:
        """Two columns of text as a table of one row."""
        cells = []
        for side in (beside.left, beside.right):
            frame = Frame(min(line.x0 for line in side), max(line.x1 for line in side))
            box = rounded((frame.left, side[0].top, frame.right, side[-1].bottom))
            cells.append(Cell(text=self.text(side, frame), source=Source(page=beside.page, bbox=box)))
        left, right = (cell.source.bbox or (0.0,) * 4 for cell in cells)
        source = Source(page=beside.page, bbox=rounded((left[0], beside.top, right[2], beside.bottom)))
        return Table(text=_text([cells]), rows=[cells], links=self.links_so_far(), source=source)

    def _rows(self, part: RuledTable) -> list[_Row]:
        insets = (line.x0 - cell.box[0] for cell in part.cells for line in cell.lines)
        padding = max(min((inset for inset in insets if inset > 0), default=0.0), _PADDING)
        rows: list[_Row] = [{} for _ in range(max(cell.row for cell in part.cells) + 1)]
        for cell in part.cells:
            rows[cell.row][cell.column] = Cell(
                text=self.text(cell.lines, Frame(cell.box[0] + padding, cell.box[2] - padding)),
                rowspan=cell.rowspan,
                colspan=cell.colspan,
                source=Source(page=part.page, bbox=rounded(cell.box)),
            )
        return _filled(rows, len(part.edges) - 1, part.page)

    def text(self, lines: Sequence[Line], frame: Frame) -> str:
        """The paragraphs of a cell parted by line feeds, list markers as text, empty lines where the eye sees them."""
        if not lines:
            return ""
        signs = self._signs
        plain = len(lines) == 1 and lines[0].tag is None and not (signs and (signs.targets or signs.notes))
        if plain and marker_of(lines[0]) is None:
            return lines[0].text.replace(SOFT_HYPHEN, "")  # most cells: nothing to put together
        builder = BlockBuilder(self._measures, self._joiner, signs, in_cell=True)
        builder.add_lines(lines, frame)
        out = ""
        for block, gap in zip(builder.finish(), builder.gaps, strict=True):
            empty = round(gap / self._measures.pitch(block.style.size or self._measures.body) - 0.2)
            out += ("\n" * (1 + empty) if out else "") + line_of(block)
            self._links += block.links
        self._notes += builder.notes
        return out

    def links_so_far(self) -> list[Link]:
        """The links in the cells read since this was last asked for."""
        links, self._links = self._links, []
        return links

    def notes_so_far(self) -> list[Footnote]:
        """The footnotes called in the cells read since this was last asked for."""
        notes, self._notes = self._notes, []
        return notes

    def _continues(self, open_cells: _Row, following: _Row) -> bool:
        """Whether the first row on a page goes on with the last row on the page before.

        Each text in it goes on with the one above, as far as its first letter and the end above tell; and some cell is
        empty because its text ended above, or all begin with a small letter.
        """
        told = [(open_cells.get(column), cell) for column, cell in following.items() if cell.text]
        for above, cell in told:
            if above is None or not above.text or (not cell.text[:1].islower() and ends_sentence(above.text)):
                return False
        small = sum(cell.text[:1].islower() for _, cell in told)
        return small > 0 and (small == len(told) or len(told) < len(following))

    def _merge(self, open_cells: _Row, following: _Row) -> None:
        """Put the rest of a row behind the part that stands on the page before."""
        for column, cell in following.items():
            above = open_cells.get(column)
            if above is None:
                continue
            above.rowspan += cell.rowspan - 1
            if cell.text:
                kept, between = self._joiner.join(above.text, cell.text)
                above.text = kept + between + cell.text


def line_of(block: Block) -> str:
    """A block as a line of a cell."""
    return f"{block.marker} {block.text}".rstrip() if isinstance(block, ListItem) else block.text


def _filled(rows: list[_Row], columns: int, page: int) -> list[_Row]:
    """The rows with an empty cell for each place that no lines are drawn round."""
    covered: set[tuple[int, int]] = set()
    for place, row in enumerate(rows):
        for column, cell in row.items():
            covered |= {(place + down, column + right) for down in range(cell.rowspan) for right in range(cell.colspan)}
        for column in range(columns):
            if (place, column) not in covered:
                row[column] = Cell(text="", source=Source(page=page))
    return [dict(sorted(row.items())) for row in rows]


def _text(rows: Sequence[Sequence[Cell]]) -> str:
    return "\n".join("\t".join(" ".join(cell.text.split()) for cell in row) for row in rows)


def _lowest(rows: Sequence[_Row]) -> _Row:
    """The cells that reach down to the end of the last row."""
    lowest: _Row = {}
    for place, row in enumerate(rows):
        lowest |= {column: cell for column, cell in row.items() if place + cell.rowspan >= len(rows)}
    return lowest


def _header_rows(part: RuledTable) -> int:
    """One where the first row is bold, all of it, and the second is not."""
    first, second = ([cell for cell in part.cells if cell.row == row] for row in (0, 1))
    return 1 if len(first) > 1 and _is_bold(first) and second and not _is_bold(second) else 0


def _is_bold(cells: Sequence[RuledCell]) -> bool:
    runs = [run for cell in cells for line in cell.lines for segment in line.segments for run in segment.runs]
    return look_of(runs, BOLD)


def _repeats(rows: Sequence[_Row], following: Sequence[_Row]) -> int:
    """How many rows at the top of a page say the same as the first rows of the table; never all of them."""
    same = 0
    for upper, lower in zip(rows, following[:-1], strict=False):
        texts = [cell.text for cell in upper.values()]
        if texts != [cell.text for cell in lower.values()] or not any(texts):
            break
        same += 1
    return same
