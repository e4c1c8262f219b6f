"""The parts of a PowerPoint file: its slides in order, each with its layout, master and notes (ECMA-376 part 1, 19)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.package import Package, Program, R
from model.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from ingest.package import Relation

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
POWERPOINT = Program("PowerPoint", ".pptx", "ppt/", "ppt/presentation.xml")

POINT = 12_700
"""English metric units, in which the format measures, in a point."""
_USUAL_SIZE = (960.0, 540.0)  # a wide screen, in points
_LARGEST_SIZE = 56.0 * 72  # inches in points; PowerPoint allows no larger slide
_OFF = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide's parts."""

    number: int
    """As counted, from 1."""
    shown_number: int
    """As printed on it."""
    root: _Element
    relations: dict[str, Relation]
    layout: _Element | None
    master: _Element | None
    notes: _Element | None
    hidden: bool
    has_comments: bool


class Deck:
    """A PowerPoint file, opened within the bounds of `Package`."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the file ``name``; raises `UnreadableError` where its bytes are no slides, damaged or hostile."""
        self.package = Package(data, name, POWERPOINT)
        root = self.package.xml(self.package.main)
        if root is None or root.tag != f"{P}presentation":
            raise UnreadableError(f"{name} holds no slides; open it in PowerPoint and save it again.")
        self._root = root
        self._roots: dict[str, _Element | None] = {}
        self._relations: dict[str, dict[str, Relation]] = {}
        self.defaults = root.find(f"{P}defaultTextStyle")
        """How text looks where nothing else says it."""
        self.size = _size(root.find(f"{P}sldSz"))
        """Width and height of each slide in points."""
        self.missing = 0
        """Slides that the file names and has not, counted as `slides` goes on."""

    def slides(self) -> Iterator[Slide]:
        """The slides in order, hidden ones among them."""
        relations = self.package.relations(self.package.main)
        first = whole(self._root.get("firstSlideNum"), 1)
        ids = self._root.find(f"{P}sldIdLst")
        keys = [mark.get(f"{R}id", "") for mark in ids.iterchildren(f"{P}sldId")] if ids is not None else []
        parts = dict.fromkeys(relations[key].target if key in relations else key for key in keys)
        for number, part in enumerate(parts, start=1):
            root = self.package.xml(part)
            if root is None:
                self.missing += 1
                continue
            its = self.package.relations(part)
            layout = _first(its, "slideLayout")
            master = _first(self._relations_of(layout), "slideMaster") if layout else None
            notes = _first(its, "notesSlide")
            yield Slide(
                number=number,
                shown_number=first + number - 1,
                root=root,
                relations=its,
                layout=self._shared(layout),
                master=self._shared(master),
                notes=self.package.xml(notes) if notes else None,
                hidden=root.get("show", "1") in _OFF,
                has_comments=any(one.kind == "comments" for one in its.values()),
            )

    def _shared(self, part: str | None) -> _Element | None:
        """The root of a part that many slides share, read once."""
        if part is None:
            return None
        if part not in self._roots:
            self._roots[part] = self.package.xml(part)
        return self._roots[part]

    def _relations_of(self, part: str) -> dict[str, Relation]:
        if part not in self._relations:
            self._relations[part] = self.package.relations(part)
        return self._relations[part]


def whole(text: str | None, otherwise: int = 0) -> int:
    """A whole number; ``otherwise`` where the file says none, or nonsense."""
    text = text or ""
    return int(text) if text.lstrip("-").isdecimal() and len(text) <= 12 and text.isascii() else otherwise


def is_on(text: str | None) -> bool:
    """Whether a switch that is given is on."""
    return text is not None and text.lower() not in _OFF


def _first(relations: dict[str, Relation], kind: str) -> str | None:
    return next((one.target for one in relations.values() if one.kind == kind and not one.external), None)


def _size(element: _Element | None) -> tuple[float, float]:
    if element is None:
        return _USUAL_SIZE
    width, height = (round(whole(element.get(name)) / POINT, 2) for name in ("cx", "cy"))
    within = 0 < width <= _LARGEST_SIZE and 0 < height <= _LARGEST_SIZE
    return (width, height) if within else _USUAL_SIZE
