"""Two columns of text beside each other without rules between them.

Rows of a table stand on common lines; columns of text do not, or both sides are running text or lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.markers import split_marker
from ingest.pdf_lines import Line
from ingest.pdf_measures import Measures

_GUTTER = 0.8
"""Em of white space between the columns, at least."""
_FEWEST = 3
"""Lines of each column, at least."""
_MOST_PARTS = 6
"""Parts of a line in two columns of text, gaps within each column counted; a row of a table may have more."""
_LONGEST = 150
"""Lines of the two columns on one page."""
_APART = 2.2
"""Line heights of white space that end the columns."""
_TIGHT = 1.35
"""Line heights from a line of the left column to the next one below the end of the right column."""
_OFFSET = (0.12, 0.88)
"""Line heights by which lines of two columns stand apart, where those of rows never do."""


@dataclass(slots=True)
class Beside:
    """Two columns of text, each with its lines from the top down."""

    page: int
    left: list[Line]
    right: list[Line]

    @property
    def top(self) -> float:
        """Upper edge of its letters."""
        return min(self.left[0].top, self.right[0].top)

    @property
    def bottom(self) -> float:
        """Lower edge of its letters."""
        return max(self.left[-1].bottom, self.right[-1].bottom)


def side_by_side(lines: Sequence[Line], measures: Measures) -> list[Line | Beside]:
    """The lines of a page from the top down, with stretches of two columns where they begin."""
    out: list[Line | Beside] = []
    place = 0
    while place < len(lines):
        several = 1 < len(lines[place].segments) <= _MOST_PARTS
        found = _stretch(lines[place : place + _LONGEST], measures) if several else None
        if found:
            out.append(found[0])
            place += found[1]
        else:
            out.append(lines[place])
            place += 1
    return out


def _stretch(lines: Sequence[Line], measures: Measures) -> tuple[Beside, int] | None:
    """The columns that begin with the first line, and how many lines they take."""
    for upper, lower in zip(lines[0].segments, lines[0].segments[1:], strict=False):
        growing = _Growing(lines[0], (upper.x1, lower.x0), measures)
        taken = 1
        while taken < len(lines) and growing.take(lines[taken]):
            taken += 1
        if growing.is_columns():
            return Beside(lines[0].page, growing.left, growing.right), taken
    return None


class _Growing:
    """Two columns that take lines from above as long as the gutter between them stays white."""

    def __init__(self, first: Line, gutter: tuple[float, float], measures: Measures) -> None:
        self.left: list[Line] = []
        self.right: list[Line] = []
        self._gutter = gutter
        self._pitch = measures.pitch(first.size)
        self.take(first)

    def take(self, line: Line) -> bool:
        """Take the line, its parts to the left and to the right; False where it ends the columns."""
        start, end = self._gutter
        west = [segment for segment in line.segments if segment.x1 <= end and segment.x0 < start]
        east = line.segments[len(west) :]
        if west:
            start = max(start, west[-1].x1)
        if east:
            end = min(end, east[0].x0)
        if end - start < _GUTTER * line.size or not self._is_near(line, bool(west), bool(east)):
            return False
        self._gutter = start, end
        if west:
            self.left.append(Line(line.page, line.base, line.size, west))
        if east:
            self.right.append(Line(line.page, line.base, line.size, east))
        return True

    def _is_near(self, line: Line, west: bool, east: bool) -> bool:
        if not self.left or not self.right:
            return True
        left, right = self.left[-1].base, self.right[-1].base
        if line.base - max(left, right) > _APART * self._pitch:
            return False
        # Below the end of the right column the left one is over where white space parts it from what follows.
        return east or not west or line.base - left <= _TIGHT * self._pitch or line.base - right <= self._pitch

    def is_columns(self) -> bool:
        """Whether the two sides are texts of their own and no rows."""
        if min(len(self.left), len(self.right)) < _FEWEST:
            return False
        return are_columns(self.left, self.right, self._pitch)


def are_columns(left: Sequence[Line], right: Sequence[Line], pitch: float) -> bool:
    """Whether lines side by side, ``pitch`` points from line to line, are two texts and no rows of a table."""
    apart = _apart(left, right, pitch) + _apart(right, left, pitch)
    return apart > _FEWEST or (_is_text(left) and _is_text(right))


def _apart(lines: Sequence[Line], others: Sequence[Line], pitch: float) -> int:
    """How many lines stand beside others and on the height of none."""
    least, most = (share * pitch for share in _OFFSET)
    distances = ([abs(line.base - other.base) for other in others] for line in lines)
    return sum(least < min(distance) < most for distance in distances)


def _is_text(lines: Sequence[Line]) -> bool:
    """Whether the lines are running text or a list."""
    items = sum(marked is not None and bool(marked.rest) for marked in (split_marker(line.text) for line in lines))
    going_on = sum(line.text[:1].islower() for line in lines)
    return items > 1 or (len(lines) > _FEWEST and going_on * 2 >= len(lines))
