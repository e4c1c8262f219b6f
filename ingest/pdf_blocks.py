"""Lines to paragraphs and list items."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from ingest.pdf_breaks import Breaks, Step
from ingest.pdf_draft import SAME_EDGE, Draft, Signs, is_turn, marker_of, open_draft
from ingest.pdf_join import Joiner
from ingest.pdf_lines import Line
from ingest.pdf_measures import Frame, Measures
from ingest.pdf_notes import Footnote
from model.document import Block

_LIST_AHEAD = 8
"""Lines within which the next item of a list comes."""
_CLEAR = 6.0
"""Points of white space above a block that stand out."""
_TYPED_ROW = 3
"""Cells of a typed row that the next paragraph may go on with; with two it may be the next of a list of names."""
_BIGGER = 1.15
"""How much bigger than the body's a heading's type is."""


@dataclass(frozen=True, slots=True)
class _Above:
    """What stands above a new block."""

    page: int
    bottom: float
    """Where its letters, or its border, end."""
    line: Line | None = None
    """Its last line; None for a table."""
    lines: int = 0


class BlockBuilder:
    """Takes the lines of one column of text from the top down and gives its blocks."""

    def __init__(
        self,
        measures: Measures,
        joiner: Joiner,
        signs: Signs | None = None,
        *,
        in_cell: bool = False,
        slides: Collection[int] = (),
    ) -> None:
        """``slides`` are the numbers of the pages that are slides: nothing runs on from one to the next."""
        self._signs = signs or Signs()
        self._in_cell = in_cell
        self._slides = slides
        self._measures = measures
        self._joiner = joiner
        self._breaks = Breaks(measures)
        self._draft: Draft | None = None
        self._above: _Above | None = None
        self.blocks: list[Block] = []
        self.coloured: set[int] = set()
        """Places of the blocks that are wholly in colour."""
        self.levelled: set[int] = set()
        """Places of the list items whose level the file gives."""
        self.gaps: list[float] = []
        """White space above each block, in points."""
        self.notes: list[Footnote] = []
        """The notes called in a cell."""

    def add_lines(self, lines: Sequence[Line], frame: Frame) -> None:
        """Read lines that stand under each other on one page; a block left open on the page before may go on."""
        if self._draft and self._draft.last.page != lines[0].page and lines[0].page in self._slides:
            self._close()
        rights = self._breaks.narrower(lines, frame)
        for place, line in enumerate(lines):
            right = rights.get(place - 1, frame.right)
            self._add(line, lines[place + 1 : place + 1 + _LIST_AHEAD], Frame(frame.left, right))

    def add_block(self, block: Block, top: tuple[int, float], bottom: tuple[int, float]) -> None:
        """Put a block between the lines that was read otherwise; it begins and ends at a page and a height on it."""
        self._close()
        above = self._above
        gap = top[1] - above.bottom if above and above.page == top[0] else None
        block.style.space_before = self._is_clear(gap)
        self._above = _Above(*bottom)
        self._put(block, gap)

    def finish(self) -> list[Block]:
        """All blocks."""
        self._close()
        return self.blocks

    def _add(self, line: Line, ahead: Sequence[Line], frame: Frame) -> None:
        draft = self._draft
        if line.tag or (draft and draft.first.tag):
            self._add_tagged(line, frame)
            return
        marked = marker_of(line)
        if marked and draft and not self._breaks.is_item(draft, line, marked, ahead, frame):
            marked = None
        steps = self._breaks.steps(draft, line, frame) if draft and not marked else []
        if draft and steps:
            self._go_on(draft, line, steps)
            return
        self._close()
        gap, in_list = self._space_above(line)
        self._draft = open_draft(line, marked, frame.left, gap, in_list)

    def _add_tagged(self, line: Line, frame: Frame) -> None:
        """Read a line of which the file says what it is part of, or one behind such a line."""
        draft, tag = self._draft, line.tag
        marked = None if tag and tag.kind in ("heading", "note") else marker_of(line)
        if draft and tag and draft.first.tag and draft.first.tag.way == tag.way:
            column = draft.columns[-1]
            broken = self._breaks.writer_broke(draft, line, frame)
            if not (broken and marked and draft.marked):  # else the writer put several items into one paragraph
                if broken:
                    column.text.break_line(line.text, line.runs)
                else:
                    column.text.go_on(line.text, line.runs, self._joiner)
                column.last = line.segments[-1]
                draft.note(line)
                return
        elif draft and not marked and len(draft.columns) >= _TYPED_ROW and len(line.segments) == 1:
            steps = self._breaks.steps(draft, line, frame)  # a row typed with tabs, its cell's rest in the next line
            if steps and steps[0].column is not draft.columns[0]:
                self._go_on(draft, line, steps)
                return
        self._close()
        gap, in_list = self._space_above(line)
        self._draft = open_draft(line, marked, frame.left, gap, in_list)

    def _go_on(self, draft: Draft, line: Line, steps: Sequence[Step]) -> None:
        for column, segment, wrapped in steps:
            if wrapped:
                column.text.go_on(segment.text, segment.runs, self._joiner)
            else:
                column.text.break_line(segment.text, segment.runs)
            column.last = segment
        if draft.edge is None or not draft.marked:
            draft.edge = line.x0
        draft.note(line)

    def _space_above(self, line: Line) -> tuple[float | None, bool]:
        """The white space above a new block, and whether it stands right under a single line like itself."""
        above = self._above
        if above is None or above.page != line.page:
            return None, False
        upper = above.line
        if upper is None:
            return line.top - above.bottom, False
        gap = self._breaks.gap(upper, line)
        alike = abs(upper.x0 - line.x0) <= SAME_EDGE and upper.size == line.size and not is_turn(upper, line)
        return gap, alike and above.lines == 1 and self._breaks.is_close(gap, line.size)

    def _close(self) -> None:
        draft = self._draft
        if draft is None:
            return
        self._draft = None
        self._above = _Above(draft.last.page, draft.last.bottom, draft.last, draft.lines)
        if draft.is_coloured:
            self.coloured.add(len(self.blocks))
        if draft.marked and draft.first.tag and draft.first.tag.kind == "item":
            self.levelled.add(len(self.blocks))
        # The type of a slide is as big as its writer had room for: big items of a list are no headings.
        heading_size = math.inf if draft.first.page in self._slides else self._measures.body * _BIGGER
        self._put(draft.block(heading_size, self._is_clear(draft.gap), self._signs), draft.gap)
        self.add_notes(draft.notes)

    def add_notes(self, notes: Iterable[Footnote]) -> None:
        """Put footnotes behind what was read last; in a cell they wait for the end of the table."""
        if self._in_cell:
            self.notes += notes
            return
        for note in notes:
            self._put(note.block(self._joiner), None)

    def _put(self, block: Block, gap: float | None) -> None:
        self.blocks.append(block)
        self.gaps.append(max(gap or 0.0, 0.0))

    def _is_clear(self, gap: float | None) -> bool:
        """Whether white space stands out from what the paper has between all its paragraphs, or a page begins."""
        return gap is None or gap >= max(_CLEAR, 1.25 * self._measures.usual_gap)
