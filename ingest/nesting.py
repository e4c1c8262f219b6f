"""How deep a list item stands, where only its indent and its kind of marker tell.

Works on blocks of any format. Items right after each other are one list; anything between them begins a new one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from model.document import Block, ListItem, Note

SAME = 6.0
"""Points that the indents of one level may differ."""
_SAME_SIZE = 1.0  # points that the type sizes of one level may differ
_STEP = 54.0  # points that one level is set in at most: three quarters of an inch
_REMEMBERED = 200  # items of a slide that another is compared with

_Rung = tuple[float, str]  # indent in points and kind of marker of an open item


def nest(blocks: Iterable[Block], known: frozenset[int] = frozenset()) -> list[Block]:
    """``blocks`` with the level of each `ListItem`: deeper by indent, or as bullets and letters under a number.

    ``known`` holds the places (from 0) of items whose level the file itself gives; they keep it.
    """
    out: list[Block] = []
    open_items: list[_Rung] = []
    for place, block in enumerate(blocks):
        if isinstance(block, Note):  # it stands behind the item that calls it
            pass
        elif not isinstance(block, ListItem):
            open_items = []
        elif place in known:
            del open_items[block.level :]
            open_items += [(block.style.indent, _kind(block))] * (block.level + 1 - len(open_items))
        else:
            _step(open_items, block.style.indent, _kind(block))
            block = block.model_copy(update={"level": len(open_items) - 1})
        out.append(block)
    return out


def nest_slide(blocks: Iterable[Block], known: frozenset[int] = frozenset()) -> list[Block]:
    """``blocks`` of one slide with the level of each `ListItem`; ``known`` as for `nest`.

    On a slide a list goes on behind a paragraph or in another box: an item at an indent that the slide has had is as
    deep as the items there; one that begins a box with the marker and type size of earlier items as deep as they.
    """
    out: list[Block] = []
    seen: deque[tuple[ListItem, list[_Rung]]] = deque(maxlen=_REMEMBERED)
    open_items: list[_Rung] = []
    above: ListItem | None = None
    for place, block in enumerate(blocks):
        if not isinstance(block, ListItem):
            above = None
            out.append(block)
            continue
        indent, kind = _edge(block), _kind(block)
        if above is None or not _follows(above, block):
            open_items = _way_to(block, seen)
        if place in known:
            del open_items[block.level :]
            open_items += [(indent, kind)] * (block.level + 1 - len(open_items))
        else:
            _step(open_items, indent, kind)
            block = block.model_copy(update={"level": len(open_items) - 1})
        above = block
        seen.append((block, list(open_items)))
        out.append(block)
    return out


def _way_to(item: ListItem, seen: deque[tuple[ListItem, list[_Rung]]]) -> list[_Rung]:
    """The open items above one that begins a box or follows other text, itself among them where it is known."""
    indent, kind = _edge(item), _kind(item)
    for _, way in reversed(seen):
        if way[-1][1] == kind and abs(way[-1][0] - indent) <= SAME:
            return list(way)
    alike = [way for other, way in seen if _is_alike(other, item)]
    if not alike:
        return next((list(way) for other, way in reversed(seen) if _is_under(other, item)), [])
    way = min(alike, key=len)  # where all levels look alike, a box begins with the highest
    return [(edge + indent - way[-1][0], its_kind) for edge, its_kind in way]


def _is_under(one: ListItem, other: ListItem) -> bool:
    """Whether ``other`` stands one step further in than ``one``, in smaller type or with a marker of another kind."""
    smaller = (one.style.size or 0.0) - (other.style.size or 0.0)
    other_kind = one.marker != other.marker if other.number is None else _kind(one) != _kind(other)
    return SAME < _edge(other) - _edge(one) <= _STEP and smaller > -_SAME_SIZE and (other_kind or smaller >= _SAME_SIZE)


def _is_alike(one: ListItem, other: ListItem) -> bool:
    """Whether two items have the same kind of marker, and type of one size."""
    same = one.marker == other.marker if other.number is None else _kind(one) == _kind(other)
    return same and abs((one.style.size or 0.0) - (other.style.size or 0.0)) < _SAME_SIZE


def _follows(above: ListItem, below: ListItem) -> bool:
    """Whether an item stands under another in one box, as far as places tell."""
    upper, lower = above.source.bbox, below.source.bbox
    if upper is None or lower is None:
        return True
    return lower[1] >= upper[1] and min(upper[2], lower[2]) > max(upper[0], lower[0])


def _edge(item: ListItem) -> float:
    """Where the item's marker stands, in points."""
    return item.source.bbox[0] if item.source.bbox else item.style.indent


def _kind(item: ListItem) -> str:
    if item.number is None:
        return "bullet"
    if not item.number[0].isdigit():
        return "letter"
    return "number" + "." * item.number.count(".")  # 1.1 stands under 1, however far in


def _step(open_items: list[_Rung], indent: float, kind: str) -> None:
    """Leave in ``open_items`` the way down to the new item, itself last."""
    while open_items and open_items[-1][0] > indent + SAME:
        open_items.pop()
    for depth in range(len(open_items) - 1, -1, -1):
        other, its_kind = open_items[depth]
        if abs(other - indent) <= SAME and its_kind == kind:
            del open_items[depth:]
            break
    else:
        above = open_items[-1][1] if open_items else ""
        under_number = above.startswith("number") and (not kind.startswith("number") or len(kind) > len(above))
        if open_items and indent <= open_items[-1][0] + SAME and not under_number:
            open_items.pop()
    open_items.append((indent, kind))
