"""The links of a text to addresses outside it: kept as the file has them, never followed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from model.document import BlockBase, Link

_LONGEST = 2_000
"""Characters of the longest address that is kept; browsers take no more."""
_MOST_SOUGHT = 1_000
"""Links of one paragraph whose blocks are looked for; what has more is no paragraph."""
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


def attach(links: Iterable[Link], blocks: Sequence[BlockBase]) -> None:
    """Give each link to the first of the blocks that holds its words; where none does, to the last."""
    texts = [" ".join(block.text.split()) for block in blocks] if len(blocks) > 1 else []
    for count, one in enumerate(links):
        if blocks:
            holds = (place for place, text in enumerate(texts) if one.text and one.text in text)
            blocks[next(holds, -1) if count < _MOST_SOUGHT else -1].links.append(one)
