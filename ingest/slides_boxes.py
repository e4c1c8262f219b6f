"""Where the shapes of a slide stand: boxes in points on the slide, through groups, rotation and inherited places."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ingest.slides_deck import POINT, A, P, whole

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ingest.slides_places import Places

_DEGREE = 60_000  # of the format's units of an angle
_FARTHEST = 100_000.0
"""Points from the slide that a box may stand; beyond lies nonsense."""


class Box(NamedTuple):
    """x0, top, x1, bottom in points from the slide's upper left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, other: Box) -> bool:
        """Whether nearly all of ``other`` lies within."""
        width = min(self.x1, other.x1) - max(self.x0, other.x0)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return width > 0 and height > 0 and width * height >= _NEARLY_ALL * other.area and self.area > other.area

    def meets(self, other: Box) -> bool:
        """Whether the two have any place in common."""
        return self.x0 < other.x1 and other.x0 < self.x1 and self.top < other.bottom and other.top < self.bottom

    @property
    def area(self) -> float:
        """In square points; never quite nothing."""
        return max(self.x1 - self.x0, 1.0) * max(self.bottom - self.top, 1.0)


_NEARLY_ALL = 0.9


@dataclass(frozen=True, slots=True)
class Frame:
    """How the places that a group gives its shapes lie on the slide."""

    scale_x: float = 1.0
    scale_y: float = 1.0
    shift_x: float = 0.0
    shift_y: float = 0.0
    turn: float = 0.0
    """Degrees clockwise around ``centre``."""
    centre: tuple[float, float] = (0.0, 0.0)
    outer: Frame | None = None

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point of the group as a point of the slide."""
        frame: Frame | None = self
        while frame is not None:
            x, y = x * frame.scale_x + frame.shift_x, y * frame.scale_y + frame.shift_y
            if frame.turn:
                x, y = _turned(x, y, frame.centre, frame.turn)
            frame = frame.outer
        return x, y


def box_of(shape: _Element, frame: Frame, places: Places) -> Box | None:
    """The box around a shape as it stands on the slide; None where neither it nor its layout says where."""
    transform = _transform(shape)
    for above in places.above(shape) if transform is None else ():
        transform = transform if transform is not None else _transform(above)
    if transform is None:
        return None
    x, y, width, height = _numbers(transform, "off", "ext")
    turn = whole(transform.get("rot")) / _DEGREE
    centre = (x + width / 2, y + height / 2)
    corners = [(x, y), (x + width, y), (x, y + height), (x + width, y + height)]
    placed = [frame.place(*_turned(*corner, centre, turn)) for corner in corners]
    across, down = ([corner[axis] for corner in placed] for axis in (0, 1))
    edges = (min(across), min(down), max(across), max(down))
    return Box(*(round(edge, 2) for edge in edges)) if all(abs(edge) <= _FARTHEST for edge in edges) else None


def frame_of(group: _Element, outer: Frame) -> Frame:
    """The frame that a group gives its shapes."""
    transform = group.find(f"{P}grpSpPr/{A}xfrm")
    if transform is None:
        return outer
    x, y, width, height = _numbers(transform, "off", "ext")
    inner_x, inner_y, inner_width, inner_height = _numbers(transform, "chOff", "chExt")
    scale_x = width / inner_width if inner_width > 0 and width > 0 else 1.0
    scale_y = height / inner_height if inner_height > 0 and height > 0 else 1.0
    return Frame(
        scale_x=scale_x,
        scale_y=scale_y,
        shift_x=x - inner_x * scale_x,
        shift_y=y - inner_y * scale_y,
        turn=whole(transform.get("rot")) / _DEGREE,
        centre=(x + width / 2, y + height / 2),
        outer=outer,
    )


def _transform(shape: _Element) -> _Element | None:
    """The element that says where a shape stands: a graphic's own, or among the shape's properties."""
    for path in (f"{P}spPr/{A}xfrm", f"{P}xfrm", f"{P}grpSpPr/{A}xfrm"):
        found = shape.find(path)
        if found is not None and found.find(f"{A}off") is not None:
            return found
    return None


def _numbers(transform: _Element, offset: str, extent: str) -> tuple[float, float, float, float]:
    """Left, top, width and height in points."""
    place, size = transform.find(f"{A}{offset}"), transform.find(f"{A}{extent}")
    x, y = (whole(place.get(name)) / POINT if place is not None else 0.0 for name in ("x", "y"))
    width, height = (whole(size.get(name)) / POINT if size is not None else 0.0 for name in ("cx", "cy"))
    return x, y, max(width, 0.0), max(height, 0.0)


def _turned(x: float, y: float, centre: tuple[float, float], degrees: float) -> tuple[float, float]:
    if not degrees:
        return x, y
    angle = math.radians(degrees)
    across, down = x - centre[0], y - centre[1]
    return (
        centre[0] + across * math.cos(angle) - down * math.sin(angle),
        centre[1] + across * math.sin(angle) + down * math.cos(angle),
    )
