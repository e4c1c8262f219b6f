"""Lines to paragraphs and list items: which line goes on with the one above, and which begins something new.

A break is the writer's where the first word of the next line would still have fitted on the line above, where white
space or another type parts the lines, or where a list marker stands; all other breaks the page made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import and_

from ingest.markers import Marked, split_marker
from ingest.pdf_chars import BOLD, COLOURED, ITALIC, UNDERLINE
from ingest.pdf_join import Joiner, Text, ends_sentence
from ingest.pdf_lines import Line, Run, Segment, look_of
from ingest.pdf_measures import Frame, Measures
from model.document import Block, ListItem, Paragraph, Source, Style

_SAME_EDGE = 3.0
"""Points that lines with the same left edge may differ."""
_SPACE = 0.22
"""Em of the narrowest word space."""
_NEARLY_FULL = 0.72
"""Share of the column's width that a line fills where a lower-case letter may go on with it against the room left."""
_HALF_FULL = 0.5
"""The same in a paper whose paragraphs have white space between them."""
_MARKER_GAP = 0.4
"""Em of white space behind a number that make it a marker; a word space is a quarter."""
_LIST_AHEAD = 8
"""Lines within which the next item of a list comes."""
_SURE_BULLETS = frozenset("•▪◦‣●○■□➢➤✓✔◆◇►▸∙·")
_FEWEST = 3
"""Lines, the last one aside, that show where text set in from the right ends."""
_ALIKE = 0.12
"""Share of the column's width within which they end."""
_WIDE = 30
"""Em of the narrowest column where lines of a list seldom are as long as the column is wide."""
_CLEAR = 6.0
"""Points of white space above a block that stand out."""
_BIGGER = 1.15
"""How much bigger than the body's a heading's type is."""


@dataclass(slots=True)
class _Column:
    x0: float
    text: Text
    last: Segment


@dataclass(slots=True)
class _Draft:
    """A block that may go on."""

    columns: list[_Column]
    first: Line
    last: Line
    marked: Marked | None
    gap: float | None
    """White space above, in points beyond the usual distance of lines; None where it opens a page."""
    chosen_above: bool
    """It stands right under a single line like itself, parted by the writer: it may be one of a list of lines."""
    indent: float
    text_x0: float
    """Where its text begins, behind the marker."""
    lines: int = 1
    edge: float | None = None
    """Left edge of the lines after the first."""
    sizes: dict[float, int] = field(default_factory=dict)
    box: list[float] = field(default_factory=list)

    @property
    def is_row(self) -> bool:
        return len(self.columns) > 1


@dataclass(frozen=True, slots=True)
class _Above:
    """What stands above a new block."""

    page: int
    bottom: float
    """Where its letters, or its border, end."""
    line: Line | None = None
    lines: int = 0
    """How many lines the block has; 0 for a table."""


class BlockBuilder:
    """Takes the lines of one column of text from the top down and gives its blocks."""

    def __init__(self, measures: Measures, joiner: Joiner) -> None:
        self._measures = measures
        self._joiner = joiner
        self._draft: _Draft | None = None
        self._above: _Above | None = None
        self.blocks: list[Block] = []
        self.coloured: set[int] = set()
        """Places of the blocks that are wholly in colour."""
        self.gaps: list[float] = []
        """White space above each block, in points."""

    def add_lines(self, lines: Sequence[Line], frame: Frame) -> None:
        """Read lines that stand under each other on one page; a block left open on the page before may go on."""
        rights = self._narrower(lines, frame)
        for place, line in enumerate(lines):
            right = rights.get(place - 1, frame.right)
            self._add(line, lines[place + 1 : place + 1 + _LIST_AHEAD], Frame(frame.left, right))

    def add_block(self, block: Block, page: int, top: float, bottom: float) -> None:
        """Put a block between the lines that was read otherwise, and stands from ``top`` to ``bottom``."""
        self._close()
        above = self._above
        gap = top - above.bottom if above and above.page == page else None
        block.style.space_before = gap is None or self._is_clear(gap)
        self._above = _Above(page, bottom)
        self._put(block, gap)

    def last_block(self) -> Block | None:
        """The block that a table on the next page may go on with."""
        return self.blocks[-1] if self.blocks and self._draft is None else None

    def finish(self) -> list[Block]:
        """All blocks."""
        self._close()
        return self.blocks

    def _narrower(self, lines: Sequence[Line], frame: Frame) -> dict[int, float]:
        """The right edge of text set in from the right, by the place of its lines.

        Such text is told by four lines or more that end near each other and well before the margin.
        """
        width = frame.right - frame.left
        rights: dict[int, float] = {}
        start = 0
        for place, line in enumerate(lines):
            following = lines[place + 1] if place + 1 < len(lines) else None
            if following and following.size == line.size and len(following.segments) == 1:
                tight = self._gap(line, following) <= max(1.2, 0.09 * self._measures.pitch(line.size))
                if tight and abs(following.x0 - line.x0) <= 5 * line.size:
                    continue
            ends = [other.x1 for other in lines[start:place]]
            edge = max(ends, default=0.0)
            alike = sum(edge - end <= _ALIKE * width for end in ends) >= 0.75 * len(ends)
            if alike and len(ends) >= _FEWEST and frame.left + 0.5 * width <= edge < frame.right - line.size:
                rights |= dict.fromkeys(range(start, place + 1), edge)
            start = place + 1
        return rights

    def _add(self, line: Line, ahead: Sequence[Line], frame: Frame) -> None:
        draft = self._draft
        marked = _marker_of(line)
        if marked and draft and not self._is_item(line, marked, draft, ahead, frame):
            marked = None
        if draft and not marked and self._goes_on(draft, line, frame):
            draft.last = line
            draft.lines += 1
            self._grow(draft, line)
            return
        self._close()
        self._open(line, marked, frame)

    # --- what a line is ---

    def _is_item(self, line: Line, marked: Marked, draft: _Draft, ahead: Sequence[Line], frame: Frame) -> bool:
        """Whether a line that begins like a list item is one, and no sentence broken before a number or a dash."""
        if marked.marker in _SURE_BULLETS or not self._is_tight(draft, line):
            return True
        head = line.segments[0]
        if head.after_first > _MARKER_GAP or head.text == marked.marker:
            return True
        if ends_sentence(draft.columns[-1].text.text) and marked.number is None:
            return True
        if self._has_room(draft, line, frame) or draft.columns[-1].text.text.endswith(":"):
            return True
        if draft.marked and _follows(draft.marked, marked) and abs(draft.first.x0 - line.x0) <= _SAME_EDGE:
            return True
        following = (_marker_of(other) for other in ahead if abs(other.x0 - line.x0) <= _SAME_EDGE)
        return any(other is not None and _follows(marked, other) for other in following)

    def _goes_on(self, draft: _Draft, line: Line, frame: Frame) -> bool:
        """Whether the line belongs to the block above; if so its text is put there."""
        if draft.last.page == line.page and not self._is_tight(draft, line):
            return False
        if abs(draft.last.size - line.size) > 0.6 and not (draft.marked and _hangs(draft, line)):
            return False
        if len(line.segments) > 1:
            return draft.is_row and self._row_goes_on(draft, line, frame)
        if draft.is_row:
            return self._cell_goes_on(draft, line, frame)
        return self._text_goes_on(draft, line, frame)

    def _text_goes_on(self, draft: _Draft, line: Line, frame: Frame) -> bool:
        column, segment = draft.columns[0], line.segments[0]
        text = column.text.text
        lower = segment.text[:1].islower()
        wrapped = not self._has_room(draft, line, frame)
        if draft.last.page != line.page:
            wrapped = wrapped and (lower or not ends_sentence(text))
        elif not wrapped and lower and not ends_sentence(text):
            share = _HALF_FULL if self._measures.parted else _NEARLY_FULL
            wrapped = draft.last.x1 - frame.left >= share * (frame.right - frame.left)
        if draft.marked and _hangs(draft, line):
            if wrapped and (lower or not _is_turn(draft.last, line)):
                column.text.go_on(segment.text, segment.runs, self._joiner)
            elif draft.last.page == line.page:
                column.text.break_line(segment.text, segment.runs)
            else:
                return False
            column.last = segment
            draft.edge = draft.edge if draft.edge is not None else line.x0
            return True
        if not wrapped or not self._same_edge(draft, line, lower, frame):
            return False
        if _is_turn(draft.last, line):
            seam = draft.last.segments[-1].runs[-1][1] == segment.runs[0][1]
            if not seam or (not lower and ends_sentence(text)):
                return False
        if _is_labelled(segment) and not draft.last.segments[-1].runs[-1][1] & BOLD:
            return False
        wide = frame.right - frame.left > _WIDE * line.size
        if wide and draft.chosen_above and draft.lines == 1 and not lower and not ends_sentence(text):
            return False
        column.text.go_on(segment.text, segment.runs, self._joiner)
        column.last = segment
        draft.edge = line.x0
        return True

    def _same_edge(self, draft: _Draft, line: Line, lower: bool, frame: Frame) -> bool:
        """Whether the line begins where the block's next line may begin."""
        if draft.edge is not None and not _is_centred(draft, line):
            return abs(line.x0 - draft.edge) <= _SAME_EDGE
        first = draft.first.x0
        if abs(line.x0 - first) <= _SAME_EDGE or _is_centred(draft, line):
            return True
        if draft.marked:
            return line.x0 <= draft.text_x0 + _SAME_EDGE
        text = draft.columns[0].text.text
        near = abs(line.x0 - first) <= 5 * line.size
        if line.x0 < first:
            return lower or near
        return near and lower and not ends_sentence(text)

    def _row_goes_on(self, draft: _Draft, line: Line, frame: Frame) -> bool:
        """Whether each part of the line hangs under a column of the row above and goes on with its text."""
        pairs = []
        for segment in line.segments:
            place = _column_of(draft, segment)
            if place is None or (place == 0 and not draft.marked):
                return False
            column = draft.columns[place]
            if self._column_has_room(draft, place, segment, frame) and not segment.text[:1].islower():
                return False
            if column.text.text.endswith(":"):
                return False
            pairs.append((column, segment))
        for column, segment in pairs:
            column.text.go_on(segment.text, segment.runs, self._joiner)
            column.last = segment
        return True

    def _cell_goes_on(self, draft: _Draft, line: Line, frame: Frame) -> bool:
        segment = line.segments[0]
        place = _column_of(draft, segment)
        lower = segment.text[:1].islower()
        last = len(draft.columns) - 1
        if place is None or place == 0:
            column = draft.columns[last]
            wraps = lower and not self._column_has_room(draft, last, segment, frame) and line.x0 <= draft.first.x0 + 1
            wraps = wraps and draft.last.page == line.page
        else:
            column = draft.columns[place]
            wraps = lower or not self._column_has_room(draft, place, segment, frame)
            if _whole(column.last.runs) != _whole(segment.runs) and not lower:
                return False
            if not wraps and place == last and draft.last.page == line.page:
                column.text.break_line(segment.text, segment.runs)
                column.last = segment
                return True
        if not wraps:
            return False
        column.text.go_on(segment.text, segment.runs, self._joiner)
        column.last = segment
        return True

    # --- measures ---

    def _gap(self, upper: Line, lower: Line) -> float:
        """White space between two lines of one page beyond that between lines of a paragraph, in points."""
        pitch = max(self._measures.pitch(upper.size), self._measures.pitch(lower.size))
        return lower.base - upper.base - pitch

    def _is_tight(self, draft: _Draft, line: Line) -> bool:
        """Whether the line stands right under the block above, or the two stand on different pages."""
        if draft.last.page != line.page:
            return True
        gap = self._gap(draft.last, line)
        pitch = self._measures.pitch(line.size)
        if gap < -0.6 * pitch:
            return False
        going_on = line.segments[0].text[:1].islower() and not ends_sentence(draft.columns[-1].text.text)
        return gap <= (0.3 * pitch if going_on else max(1.2, 0.09 * pitch))

    def _has_room(self, draft: _Draft, line: Line, frame: Frame) -> bool:
        """Whether the line's first word would have fitted on the line above: the writer chose the break."""
        upper, segment = draft.last, line.segments[0]
        needed = upper.x1 + _SPACE * upper.size + segment.first
        if _is_centred(draft, line) and upper.x0 - frame.left > _SAME_EDGE:
            needed = frame.left + (upper.x1 - upper.x0) + _SPACE * upper.size + segment.first
        return needed <= frame.right - 0.5

    def _column_has_room(self, draft: _Draft, place: int, segment: Segment, frame: Frame) -> bool:
        """The same within a column of a row."""
        last = draft.columns[place].last
        right = draft.columns[place + 1].x0 - 0.5 * last.size if place + 1 < len(draft.columns) else frame.right
        return last.x1 + _SPACE * last.size + segment.first <= right - 0.5

    # --- open and close ---

    def _open(self, line: Line, marked: Marked | None, frame: Frame) -> None:
        above, gap, alike = self._above, None, False
        if above and above.page == line.page:
            upper = above.line
            gap = self._gap(upper, line) if upper else line.top - above.bottom
            tight = gap <= max(1.2, 0.09 * self._measures.pitch(line.size))
            same = upper is not None and abs(upper.x0 - line.x0) <= _SAME_EDGE and upper.size == line.size
            alike = same and tight and above.lines == 1 and upper is not None and not _is_turn(upper, line)
        columns = [_Column(segment.x0, Text(segment.text, segment.runs), segment) for segment in line.segments]
        text_x0 = _cut_marker(columns, line, marked) if marked else line.x0
        self._draft = _Draft(columns, line, line, marked, gap, alike, max(line.x0 - frame.left, 0.0), text_x0)
        self._draft.box = [line.x0, line.top, line.x1, line.bottom]
        self._grow(self._draft, line)

    def _grow(self, draft: _Draft, line: Line) -> None:
        for segment in line.segments:
            draft.sizes[segment.size] = draft.sizes.get(segment.size, 0) + len(segment.text)
        if line.page == draft.first.page:
            box = draft.box
            draft.box = [min(box[0], line.x0), min(box[1], line.top), max(box[2], line.x1), max(box[3], line.bottom)]

    def _close(self) -> None:
        draft = self._draft
        if draft:
            self._draft = None
            self._above = _Above(draft.last.page, draft.last.bottom, draft.last, draft.lines)
            if look_of((run for column in draft.columns for run in column.text.runs), COLOURED):
                self.coloured.add(len(self.blocks))
            self._put(self._block(draft), draft.gap)

    def _put(self, block: Block, gap: float | None) -> None:
        self.blocks.append(block)
        self.gaps.append(max(gap or 0.0, 0.0))

    def _is_clear(self, gap: float) -> bool:
        """Whether white space stands out from what the paper has between all its paragraphs."""
        return gap >= max(_CLEAR, 1.25 * self._measures.usual_gap)

    def _block(self, draft: _Draft) -> Block:
        text = "\t".join(column.text.text for column in draft.columns).replace("\u00ad", "")
        runs = [run for column in draft.columns for run in column.text.runs]
        size = max(draft.sizes, key=lambda size: (draft.sizes[size], size))
        style = Style(
            size=size,
            bold=look_of(runs, BOLD),
            italic=look_of(runs, ITALIC),
            underline=look_of(runs, UNDERLINE),
            indent=round(draft.indent, 1),
            lead=_lead(draft.columns),
            space_before=draft.gap is None or self._is_clear(draft.gap),
        )
        source = Source(page=draft.first.page, bbox=rounded(draft.box))
        marked = draft.marked
        if not marked:
            return Paragraph(text=text, style=style, source=source)
        if marked.number and size >= self._measures.body * _BIGGER:
            return Paragraph(text=f"{marked.marker} {text}".rstrip(), style=style, source=source)
        return ListItem(text=text, marker=marked.marker, number=marked.number, style=style, source=source)


def rounded(box: Sequence[float]) -> tuple[float, float, float, float]:
    """A box in hundredths of a point."""
    x0, top, x1, bottom = (round(edge, 2) for edge in box)
    return x0, top, x1, bottom


def _marker_of(line: Line) -> Marked | None:
    """The marker that the line begins with; a gap behind the first word counts like a tab."""
    head = line.segments[0]
    text = line.text
    if head.after_first > _MARKER_GAP:
        text = text.replace(" ", "\t", 1)
    return split_marker(text)


def _cut_marker(columns: list[_Column], line: Line, marked: Marked) -> float:
    """Take the marker off the columns' text; gives where the text behind it begins."""
    head = line.segments[0]
    behind = sum(1 + len(segment.text) for segment in line.segments[1:])
    left = max(len(marked.rest) - behind, 0)
    if left == 0 and len(columns) > 1:
        del columns[0]
        return columns[0].x0
    columns[0].text.cut(len(head.text) - left)
    return head.second


def _follows(marked: Marked, other: Marked) -> bool:
    """Whether ``other`` is the marker of the next item in the same list."""
    if marked.number is None or other.number is None:
        return marked.number == other.number and marked.marker == other.marker
    if marked.number.isdigit() and other.number.isdigit():
        return int(other.number) == int(marked.number) + 1
    return len(marked.number) == len(other.number) == 1 and ord(other.number) == ord(marked.number) + 1


def _hangs(draft: _Draft, line: Line) -> bool:
    return abs(line.x0 - draft.text_x0) <= _SAME_EDGE


def _is_centred(draft: _Draft, line: Line) -> bool:
    upper = draft.last
    middle, other = (upper.x0 + upper.x1) / 2, (line.x0 + line.x1) / 2
    return abs(upper.x0 - line.x0) > _SAME_EDGE and abs(middle - other) <= _SAME_EDGE


def _column_of(draft: _Draft, segment: Segment) -> int | None:
    """The column of the row that the segment hangs under."""
    near = (place for place, column in enumerate(draft.columns) if abs(column.x0 - segment.x0) <= _SAME_EDGE)
    return next(near, None)


def _is_turn(upper: Line, lower: Line) -> bool:
    """Whether one line is wholly bold, italic or underlined and the other is not."""
    return _whole(run for segment in upper.segments for run in segment.runs) != _whole(
        run for segment in lower.segments for run in segment.runs
    )


def _is_labelled(segment: Segment) -> bool:
    """Whether the text begins with a bold label before plain text (``Ansvar: ...``)."""
    length, look = segment.runs[0]
    return bool(look & BOLD) and len(segment.runs) > 1 and segment.text[:length].rstrip().endswith(":")


def _whole(runs: Iterable[Run]) -> int:
    """The looks that all runs have."""
    return reduce(and_, (look for _, look in runs))


def _lead(columns: Sequence[_Column]) -> int:
    """How many letters at the start are bold where the rest is not."""
    lead = 0
    for place, column in enumerate(columns):
        for length, look in column.text.runs:
            if not look & BOLD:
                return lead
            lead += length
        if place < len(columns) - 1:
            lead += 1
    return 0
