"""The shapes of a slide, one after the other, each with its place; groups opened, hidden shapes left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.slides_boxes import Box, Frame, box_of, frame_of
from ingest.slides_deck import P, is_on
from ingest.slides_order import reading_order
from ingest.slides_places import Placeholder, placeholder
from ingest.word_figures import MC, alternative

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from ingest.slides_places import Places

_DEEPEST = 30  # groups within groups
_NAMES = {f"{P}sp": "sp", f"{P}graphicFrame": "gf", f"{P}pic": "pic", f"{P}cxnSp": "cxn"}


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape on a slide."""

    element: _Element
    path: str
    """From the slide down: ``sp4``, ``g2/sp1``, each counted from 1 among its neighbours."""
    box: Box | None
    """Where it stands; None where the file does not say."""
    placeholder: Placeholder | None
    group: int | None
    """Which of the slide's outermost groups it belongs to."""

    @property
    def body(self) -> _Element | None:
        """Its text body."""
        return self.element.find(f"{P}txBody")


def shapes_of(root: _Element | None, places: Places) -> list[Shape]:
    """All shapes of a slide, a layout or a master in the file's order, which is from back to front."""
    tree = root.find(f"{P}cSld/{P}spTree") if root is not None else None
    return list(_below(tree, "", Frame(), places, None, 0)) if tree is not None else []


def _below(parent: _Element, path: str, frame: Frame, places: Places, group: int | None, depth: int) -> Iterator[Shape]:
    if depth > _DEEPEST:
        return
    count = 0
    for child in parent:
        element: _Element | None = child
        for _ in range(_DEEPEST):
            if element is None or element.tag != f"{MC}AlternateContent":
                break
            element = next(iter(chosen), None) if (chosen := alternative(element)) is not None else None
        if element is None or (element.tag not in _NAMES and element.tag != f"{P}grpSp"):
            continue
        count += 1
        name = next(element.iterfind(f"*/{P}cNvPr"), None)
        if name is not None and is_on(name.get("hidden")):
            continue
        if element.tag == f"{P}grpSp":
            inner = count if group is None else group
            yield from _below(element, f"{path}g{count}/", frame_of(element, frame), places, inner, depth + 1)
        else:
            where = f"{path}{_NAMES[element.tag]}{count}"
            yield Shape(element, where, box_of(element, frame, places), placeholder(element), group)


def in_order(shapes: Sequence[Shape], cards: Sequence[Shape] = ()) -> list[Shape]:
    """The shapes that have something to read as a person reads them; those without a place at the end.

    ``cards`` are empty shapes: where one lies behind several of the others and cuts through none, as a card does,
    what lies on it is read together. So are the shapes of a group.
    """
    placed = [shape for shape in shapes if shape.box is not None]
    boxes = [shape.box for shape in placed if shape.box is not None]
    behind = _groups(placed) + [card.box for card in cards if card.box is not None and _is_card(card.box, boxes)]
    order = reading_order([*behind, *boxes])
    read = [placed[place - len(behind)] for place in order if place >= len(behind)]
    return [*read, *(shape for shape in shapes if shape.box is None)]


def _groups(shapes: Sequence[Shape]) -> list[Box]:
    """The box around each group's shapes."""
    around: dict[int, list[Box]] = {}
    for shape in shapes:
        if shape.group is not None and shape.box is not None:
            around.setdefault(shape.group, []).append(shape.box)
    return [
        Box(
            min(box.x0 for box in boxes),
            min(box.top for box in boxes),
            max(box.x1 for box in boxes),
            max(box.bottom for box in boxes),
        )
        for boxes in around.values()
        if len(boxes) > 1
    ]


def _is_card(card: Box, boxes: Sequence[Box]) -> bool:
    held = [card.holds(box) for box in boxes]
    cut = any(not one and card.meets(box) for one, box in zip(held, boxes, strict=True))
    return 1 < sum(held) < len(boxes) and not cut
