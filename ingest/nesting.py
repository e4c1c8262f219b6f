"""How deep a list item stands, where only its indent and its kind of marker tell.

Works on blocks of any format. Items right after each other are one list; anything between them begins a new one.
"""

from __future__ import annotations

from collections.abc import Iterable

from model.document import Block, ListItem, Note

SAME = 6.0
"""Points that the indents of one level may differ."""


def nest(blocks: Iterable[Block], known: frozenset[int] = frozenset()) -> list[Block]:
    """``blocks`` with the level of each `ListItem`: deeper by indent, or as bullets and letters under a number.

    ``known`` holds the places (from 0) of items whose level the file itself gives; they keep it.
    """
    out: list[Block] = []
    open_items: list[tuple[float, str]] = []
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


def _kind(item: ListItem) -> str:
    if item.number is None:
        return "bullet"
    return "number" if item.number[0].isdigit() else "letter"


def _step(open_items: list[tuple[float, str]], indent: float, kind: str) -> None:
    """Leave in ``open_items`` the way down to the new item, itself last."""
    while open_items and open_items[-1][0] > indent + SAME:
        open_items.pop()
    for depth in range(len(open_items) - 1, -1, -1):
        other, its_kind = open_items[depth]
        if abs(other - indent) <= SAME and its_kind == kind:
            del open_items[depth:]
            break
    else:
        under_number = bool(open_items) and open_items[-1][1] == "number"
        if open_items and indent <= open_items[-1][0] + SAME and not under_number:
            open_items.pop()
    open_items.append((indent, kind))
