"""Which line goes on with the block above it, and where the writer broke.

A break is the writer's where the first word of the next line would still have fitted on the line above, where white
space or another type parts the lines, or where a list marker stands; all other breaks the page made.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ingest.markers import Marked
from ingest.pdf_draft import MARKER_GAP, SAME_EDGE, Column, Draft, is_turn, marker_of, whole_look
from ingest.pdf_join import ends_sentence
from ingest.pdf_letters import BOLD, LOOKS, RAISED
from ingest.pdf_lines import Line, Segment
from ingest.pdf_measures import Frame, Measures

_SPACE = (0.2, 0.25, 0.3)
"""Em of the narrowest, the usual and the widest word space in a line that is not pulled apart."""
_TIGHT, _LOOSE = 0.09, 0.3
"""Line heights of white space within a paragraph: usually, and where a sentence goes on with a small letter."""
_OVERLAP = 0.6
"""Line heights that lines of one column never stand closer than usual."""
_NEARLY_FULL = 0.72
"""Share of the column's width that a line fills where a small letter may go on with it against the room left."""
_HALF_FULL = 0.5
"""The same in a paper whose paragraphs have white space between them."""
_WIDE = 30
"""Em of the narrowest column where lines of a list seldom are as long as the column is wide."""
_BETWEEN = 0.95
"""Em of white space that columns of a row keep between them; Word's cells have 10.8 points."""
_INDENT = 5
"""Em that the first line of a paragraph is set in or out, at most."""
_ENTRY = re.compile(r"(?:\w+\.?\s)?\d{1,4}/\d{2,4}\b")
"""Lines that each begin with a number of two parts (``Sak 17/18 …``) are entries of a list, however full."""
_SURE_BULLETS = frozenset("•▪◦‣●○■□❑❖➢➤✓✔◆◇►▸∙·")
_OPEN_NUMBER = re.compile(r"\d[-–]$|§$")
"""A number broken at the end of a line goes on in the next one: ``§ 12-`` and ``10.``."""
_FEWEST = 3
"""Lines, the last one aside, that show where text set in from the right ends."""
_LONGEST_LABEL = 4
"""Words of a label."""
_DATA = tomllib.loads(Path(__file__).with_name("pdf.toml").read_text(encoding="utf-8"))
_GOING_ON = frozenset(_DATA["going_on"]["nn"]) | frozenset(_DATA["going_on"]["nb"])
_ALIKE = 0.12
"""Share of the column's width within which they end."""


class Step(NamedTuple):
    """How a part of a line goes on with a column of the block above."""

    column: Column
    segment: Segment
    wrapped: bool
    """The page broke the line; else the writer did."""


class Breaks:
    """Judges the breaks between lines of one paper by its measures."""

    def __init__(self, measures: Measures) -> None:
        self._measures = measures

    def gap(self, upper: Line, lower: Line) -> float:
        """White space between two lines of one page beyond that between lines of a paragraph, in points."""
        pitch = max(self._measures.pitch(upper.size), self._measures.pitch(lower.size))
        return lower.base - upper.base - pitch

    def is_close(self, gap: float, size: float) -> bool:
        """Whether the gap is no more than lines of one paragraph have."""
        return gap <= max(1.2, _TIGHT * self._measures.pitch(size))

    def narrower(self, lines: Sequence[Line], frame: Frame) -> dict[int, float]:
        """The right edge of text set in from the right, by the place of its lines.

        Such text is told by four lines or more that end near each other and well before the margin.
        """
        width = frame.right - frame.left
        rights: dict[int, float] = {}
        start = 0
        for place, line in enumerate(lines):
            following = lines[place + 1] if place + 1 < len(lines) else None
            if following and following.size == line.size and len(following.segments) == 1:
                close = self.is_close(self.gap(line, following), line.size)
                if close and abs(following.x0 - line.x0) <= _INDENT * line.size:
                    continue
            ends = [other.x1 for other in lines[start:place]]
            edge = max(ends, default=0.0)
            alike = sum(edge - end <= _ALIKE * width for end in ends) >= 0.75 * len(ends)
            if alike and len(ends) >= _FEWEST and frame.left + 0.5 * width <= edge < frame.right - line.size:
                rights |= dict.fromkeys(range(start, place + 1), edge)
            start = place + 1
        return rights

    def is_item(self, draft: Draft, line: Line, marked: Marked, ahead: Sequence[Line], frame: Frame) -> bool:
        """Whether a line that begins like a list item is one, and no sentence broken before a number or a dash."""
        head, text = line.segments[0], draft.columns[-1].text.text
        if marked.marker in _SURE_BULLETS or not self._is_tight(draft, line):
            return True
        if marked.number and _OPEN_NUMBER.search(text[-4:]):
            return False
        if head.after_first > MARKER_GAP or head.text == marked.marker or self._has_room(draft, line, frame):
            return True
        if draft.marked and _is_elsewhere(draft, line):
            return True
        if text.endswith(":") or (marked.number is None and ends_sentence(text)):
            return True
        if draft.marked and _follows(draft.marked, marked) and abs(draft.first.x0 - line.x0) <= SAME_EDGE:
            return True
        following = (marker_of(other) for other in ahead if abs(other.x0 - line.x0) <= SAME_EDGE)
        return any(other is not None and _follows(marked, other) for other in following)

    def steps(self, draft: Draft, line: Line, frame: Frame) -> list[Step]:
        """How the line goes on with the block; empty where it begins something new."""
        if not self._is_tight(draft, line):
            return []
        if abs(draft.last.size - line.size) > 0.6 and not (draft.marked and _hangs(draft, line)):
            return []
        if len(line.segments) > 1:
            return self._row_steps(draft, line, frame) if draft.is_row else []
        step = self._cell_step(draft, line, frame) if draft.is_row else self._text_step(draft, line, frame)
        return [step] if step else []

    def writer_broke(self, draft: Draft, line: Line, frame: Frame) -> bool:
        """Whether the writer broke the line above within one paragraph: its next word had clearly room there."""
        if draft.last.page != line.page:
            return False
        small = line.segments[0].text[:1].islower() and not ends_sentence(draft.columns[-1].text.text)
        return not small and self._has_room(draft, line, frame) and line.base > draft.last.base

    def _text_step(self, draft: Draft, line: Line, frame: Frame) -> Step | None:
        column, segment = draft.columns[0], line.segments[0]
        text, small = column.text.text, segment.text[:1].islower()
        wrapped = self._is_wrapped(draft, line, frame)
        turn = is_turn(draft.last, line)
        if draft.marked and _hangs(draft, line):
            goes_on = wrapped and (small or not turn)
            return Step(column, segment, goes_on) if goes_on or draft.last.page == line.page else None
        if not wrapped or not _is_at_edge(draft, line):
            return None
        if not small and ends_sentence(text) and _is_label(segment.text):
            return None
        if _ENTRY.match(text) and _ENTRY.match(segment.text):
            return None
        seam = (draft.last.segments[-1].runs[-1][1] ^ segment.runs[0][1]) & LOOKS & ~RAISED == 0
        if turn and (not seam or (not small and ends_sentence(text))):
            return None
        if _is_labelled(segment) and not draft.last.segments[-1].runs[-1][1] & BOLD:
            return None
        one_of_list = draft.in_list and draft.lines == 1 and frame.right - frame.left > _WIDE * line.size
        if one_of_list and not small and not ends_sentence(text):
            return None
        return Step(column, segment, True)

    def _row_steps(self, draft: Draft, line: Line, frame: Frame) -> list[Step]:
        """A step for each part of the line where each hangs under a column of the row above and goes on with it."""
        steps = []
        for segment in line.segments:
            place = _column_of(draft, segment)
            small = segment.text[:1].islower()
            if place is None or (place == 0 and not draft.marked and not small):
                return []
            column = draft.columns[place]
            open_end = small or not self._column_has_room(draft, place, segment, frame)
            if not open_end or column.text.text.endswith(":"):
                return []
            steps.append(Step(column, segment, True))
        return steps

    def _cell_step(self, draft: Draft, line: Line, frame: Frame) -> Step | None:
        segment = line.segments[0]
        place = _column_of(draft, segment)
        small, last = segment.text[:1].islower(), len(draft.columns) - 1
        same_page = draft.last.page == line.page
        if not place:  # under the first column or none: the last one's text may have gone back to the margin
            full = not self._column_has_room(draft, last, segment, frame)
            at_margin = same_page and line.x0 <= draft.first.x0 + 1
            return Step(draft.columns[last], segment, True) if small and full and at_margin else None
        column = draft.columns[place]
        if whole_look(column.last.runs) != whole_look(segment.runs) and not small:
            return None
        wrapped = small or not self._column_has_room(draft, place, segment, frame)
        return Step(column, segment, wrapped) if wrapped or (place == last and same_page) else None

    def _is_wrapped(self, draft: Draft, line: Line, frame: Frame) -> bool:
        """Whether the page, and not the writer, broke the text above the line."""
        small, ended = line.segments[0].text[:1].islower(), ends_sentence(draft.columns[0].text.text)
        if self._has_room(draft, line, frame):
            share = _HALF_FULL if self._measures.parted else _NEARLY_FULL
            return small and not ended and draft.last.x1 - frame.left >= share * (frame.right - frame.left)
        return draft.last.page == line.page or small or not ended

    def _is_tight(self, draft: Draft, line: Line) -> bool:
        """Whether the line stands right under the block above, or the two stand on different pages."""
        if draft.last.page != line.page:
            return True
        gap, pitch = self.gap(draft.last, line), self._measures.pitch(line.size)
        if gap < -_OVERLAP * pitch:
            return False
        going_on = line.segments[0].text[:1].islower() and not ends_sentence(draft.columns[-1].text.text)
        return self.is_close(gap, line.size) or (going_on and gap <= _LOOSE * pitch)

    def _has_room(self, draft: Draft, line: Line, frame: Frame) -> bool:
        """Whether the line's first word would have fitted on the line above."""
        upper = draft.last
        end = upper.x1
        if _is_centred(upper, line) and upper.x0 - frame.left > SAME_EDGE:
            end = frame.left + upper.x1 - upper.x0
        return end + _space(upper.segments[-1]) + line.segments[0].first <= frame.right - 0.5

    def _column_has_room(self, draft: Draft, place: int, segment: Segment, frame: Frame) -> bool:
        """The same within a column of a row."""
        last = draft.columns[place].last
        right = draft.columns[place + 1].x0 - _BETWEEN * last.size if place + 1 < len(draft.columns) else frame.right
        return last.x1 + _space(last) + segment.first <= right - 0.5


def _space(segment: Segment) -> float:
    """Width of a word space in type like that of the segment."""
    narrowest, usual, widest = _SPACE
    return min(max(segment.after_first or usual, narrowest), widest) * segment.size


def _is_at_edge(draft: Draft, line: Line) -> bool:
    """Whether the line begins where the block's next line may begin."""
    if _is_centred(draft.last, line):
        return True
    if draft.edge is not None:
        return abs(line.x0 - draft.edge) <= SAME_EDGE
    first = draft.first.x0
    if abs(line.x0 - first) <= SAME_EDGE:
        return True
    if draft.marked:
        return line.x0 <= draft.text_x0 + SAME_EDGE
    small = line.segments[0].text[:1].islower()
    near = abs(line.x0 - first) <= _INDENT * line.size
    if line.x0 < first:
        return small or near
    return near and small and not ends_sentence(draft.columns[0].text.text)


def _is_centred(upper: Line, lower: Line) -> bool:
    middle, other = (upper.x0 + upper.x1) / 2, (lower.x0 + lower.x1) / 2
    return abs(upper.x0 - lower.x0) > SAME_EDGE and abs(middle - other) <= SAME_EDGE


def _hangs(draft: Draft, line: Line) -> bool:
    return abs(line.x0 - draft.text_x0) <= SAME_EDGE


def _is_elsewhere(draft: Draft, line: Line) -> bool:
    """Whether the line begins at none of the edges that the lines of an item may have."""
    edges = (draft.first.x0, draft.text_x0, draft.text_x0 if draft.edge is None else draft.edge)
    return all(abs(line.x0 - edge) > SAME_EDGE for edge in edges)


def _column_of(draft: Draft, segment: Segment) -> int | None:
    """The column of the row that the segment hangs under."""
    near = (place for place, column in enumerate(draft.columns) if abs(column.x0 - segment.x0) <= SAME_EDGE)
    return next(near, None)


def _follows(marked: Marked, other: Marked) -> bool:
    """Whether ``other`` is the marker of the next item in the same list."""
    if marked.number is None or other.number is None:
        return marked.number == other.number and marked.marker == other.marker
    if marked.number.isdigit() and other.number.isdigit():
        return int(other.number) == int(marked.number) + 1
    return len(marked.number) == len(other.number) == 1 and ord(other.number) == ord(marked.number) + 1


def _is_label(text: str) -> bool:
    """A few words and a colon have a line to themselves: ``Vedtak:``."""
    words = text.split()
    if not words or not words[-1].endswith(":") or len(words) > _LONGEST_LABEL:
        return False
    return words[-1][:-1].lower() not in _GOING_ON


def _is_labelled(segment: Segment) -> bool:
    """Whether the text begins with a bold label before plain text (``Ansvar: ...``)."""
    length, look = segment.runs[0]
    return bool(look & BOLD) and len(segment.runs) > 1 and segment.text[:length].rstrip().endswith(":")
