"""The places that a slide's layout and master hold ready for its title, its text and what stands on each slide."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from ingest.slides_deck import P, whole

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ingest.slides_deck import Slide

_TITLES = frozenset({"title", "ctrTitle"})
_RUNNING = frozenset({"dt", "ftr", "sldNum", "hdr"})
_MOST_PLACES = 200  # of a layout or master; real ones have a dozen


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Which place of its layout a shape fills."""

    kind: str
    """``title``, ``body``, ``sldNum``; ``obj`` where the file says nothing."""
    index: int

    @property
    def is_title(self) -> bool:
        """Whether it is the slide's title."""
        return self.kind in _TITLES

    @property
    def is_running(self) -> bool:
        """Whether it holds what stands on each slide anew: date, number, header, footer."""
        return self.kind in _RUNNING

    @property
    def on_master(self) -> str:
        """The kind of its place on the master, which has only a title, a body, and what stands on each slide."""
        return "title" if self.is_title else self.kind if self.is_running else "body"


def placeholder(shape: _Element) -> Placeholder | None:
    """The placeholder that a shape is; None for a free shape."""
    found = next(shape.iterfind(f"*/{P}nvPr/{P}ph"), None)
    return Placeholder(found.get("type", "obj"), whole(found.get("idx"))) if found is not None else None


class Places:
    """The placeholders behind one slide."""

    def __init__(self, slide: Slide) -> None:
        self._layout = _places(slide.layout)
        self._master = _places(slide.master)
        self.texts = slide.master.find(f"{P}txStyles") if slide.master is not None else None
        """The master's text styles."""

    def above(self, shape: _Element) -> list[_Element]:
        """The placeholders that a shape takes over from, nearest first: on the layout, then on the master."""
        place = placeholder(shape)
        if place is None:
            return []
        near = [one for one in self._layout if one[0].index == place.index and _alike(one[0], place)]
        near = near or [one for one in self._layout if one[0].kind == place.kind]
        kind = (near[0][0] if near else place).on_master
        far = [element for other, element in self._master if other.on_master == kind]
        return [*(element for _, element in near[:1]), *far[:1]]


def _places(root: _Element | None) -> list[tuple[Placeholder, _Element]]:
    tree = root.find(f"{P}cSld/{P}spTree") if root is not None else None
    shapes = islice(tree, _MOST_PLACES) if tree is not None else ()
    return [(place, shape) for shape in shapes if (place := placeholder(shape)) is not None]


def _alike(one: Placeholder, other: Placeholder) -> bool:
    """Whether two placeholders of one index can be the same place: a title never is a footer's."""
    return (one.is_title, one.is_running) == (other.is_title, other.is_running)
