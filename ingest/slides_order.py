"""The order in which a person reads the boxes of a slide: by rows or by columns, a box before what lies on it.

Where the boxes can be parted both into rows and into columns, the order in which the writer put them there (the order
of the file, which is also the order that a screen reader follows) says which.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ingest.slides_boxes import Box

MOST = 150
"""Boxes that are ordered with care; a slide with more is a drawing and is read by rows."""
INSET = (7.2, 3.6)
"""Points between a box's edge and its text, across and down, as PowerPoint sets it; edges may overlap so much."""
_MOST_ROWS = 20  # that are tried together
_ROW = 12.0  # points within which boxes that can't be parted begin on one line

_Axis = Literal[0, 1]


def reading_order(boxes: Sequence[Box]) -> list[int]:
    """The places (from 0) of ``boxes``, which stand in the file's order, as they are read."""
    everything = list(range(len(boxes)))
    if len(boxes) > MOST:
        return sorted(everything, key=_by_rows(boxes))
    inside = _holders(boxes)
    children: dict[int | None, list[int]] = {}
    for place in everything:
        children.setdefault(inside[place], []).append(place)
    out: list[int] = []
    waiting = list(reversed(_ordered(children.get(None, []), boxes)))
    while waiting:
        place = waiting.pop()
        out.append(place)
        waiting += reversed(_ordered(children.get(place, []), boxes))
    return out


def _holders(boxes: Sequence[Box]) -> list[int | None]:
    """For each box the smallest other one that it lies on."""
    holders: list[int | None] = []
    for box in boxes:
        around = [place for place, other in enumerate(boxes) if other is not box and other.holds(box)]
        holders.append(min(around, key=lambda place: (boxes[place].area, place), default=None))
    return holders


def _ordered(members: list[int], boxes: Sequence[Box]) -> list[int]:
    out: list[int] = []
    waiting = [members]
    while waiting:
        some = waiting.pop()
        if len(some) < 2:
            out += some
            continue
        parts = _parts(some, boxes)
        if len(parts) == 1:
            out += sorted(some, key=_by_rows(boxes))
        else:
            waiting += reversed(parts)
    return out


def _parts(members: list[int], boxes: Sequence[Box]) -> list[list[int]]:
    """The rows or the columns that the boxes fall into, in reading order; all as one where they can't be parted."""
    rows, columns = (_cut(members, boxes, axis) for axis in (1, 0))
    if len(columns) == 1:
        return _joined(rows, boxes)
    if len(rows) == 1:
        return columns
    # Rows with some of them joined to columns are tried last: steps up and down, and a line of text under them all.
    return min(rows, columns, _joined(rows, boxes), key=_turned_around)


def _cut(members: list[int], boxes: Sequence[Box], axis: _Axis) -> list[list[int]]:
    """The boxes parted by the gaps that run through all of them, across (axis 1) or down (axis 0)."""
    inset = INSET[axis]
    parts: list[list[int]] = []
    end = 0.0
    for place in sorted(members, key=lambda place: (boxes[place][axis], place)):
        start, stop = boxes[place][axis], boxes[place][axis + 2]
        edge = min(inset, (stop - start) / 4)
        start, stop = start + edge, stop - edge
        if not parts or start >= end:
            parts.append([place])
            end = stop
        else:
            parts[-1].append(place)
            end = max(end, stop)
    return [sorted(part) for part in parts]


def _joined(rows: list[list[int]], boxes: Sequence[Box]) -> list[list[int]]:
    """``rows`` with those joined that the writer made column by column, above or below a box that spans them all."""
    if len(rows) > _MOST_ROWS:
        return rows
    out: list[list[int]] = []
    first = 0
    while first < len(rows):
        last = first
        for end in range(len(rows) - 1, first, -1):
            run = rows[first : end + 1]
            columns = _cut([place for row in run for place in row], boxes, 0)
            if end - first < len(rows) - 1 and len(columns) > 1 and _turned_around(columns) < _turned_around(run):
                last = end
                break
        out.append(sorted(place for row in rows[first : last + 1] for place in row))
        first = last + 1
    return out


def _turned_around(parts: Sequence[list[int]]) -> int:
    """How many pairs of boxes in different parts stand the other way round in the file."""
    seen: list[int] = []
    count = 0
    for part in parts:
        count += sum(earlier > place for place in part for earlier in seen)
        seen += part
    return count


def _by_rows(boxes: Sequence[Box]) -> Callable[[int], tuple[int, float, int]]:
    return lambda place: (int(boxes[place].top // _ROW), boxes[place].x0, place)
