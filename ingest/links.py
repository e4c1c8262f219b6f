"""The links of a text to addresses outside it: kept as the file has them, never followed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from model.document import BlockBase, Link

_LONGEST = 2_000
"""Characters of the longest address that is kept; browsers take no more."""
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_OUTSIDE = frozenset({"http", "https", "mailto", "ftp", "file", "tel", "sip"})
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")


def link(text: str, target: str | None) -> Link | None:
    """The link; None where it leads to a place in the same paper, to code, or nowhere."""
    target = (target or "").strip()
    if not target or target.startswith("#") or len(target) > _LONGEST or any(ord(sign) < 32 for sign in target):
        return None
    scheme = _SCHEME.match(target)
    if scheme and scheme[1].lower() not in _OUTSIDE and not _DRIVE.match(target):
        return None
    return Link(text=" ".join(text.split()), target=target)


def attach(links: Iterable[Link], blocks: list[BlockBase]) -> None:
    """Give each link to the first of the blocks that holds its words; where none does, to the last."""
    for one in links:
        holders = (block for block in blocks if one.text and one.text in " ".join(block.text.split()))
        holder = next(holders, blocks[-1] if blocks else None)
        if holder is not None:
            holder.links = [*holder.links, one]
