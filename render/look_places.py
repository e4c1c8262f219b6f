"""Where the blocks of a paper without pages stand on the pages that LibreOffice makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from model.document import Block, Source

_ALIKE = 60.0
"""Per cent that two texts are alike, at least, to be the same block read in two ways."""
_LONGEST = 400
"""Characters of a block's text that are compared."""


def placed(blocks: Sequence[Block], seen: Sequence[Block]) -> list[Source | None]:
    """For each of ``blocks`` where the same text stands among the blocks ``seen`` on pages; None where it does not.

    Both stand in reading order: equal texts are paired in order, and what is left between two pairs by likeness.
    """
    ours, theirs = ([_plain(block) for block in some] for some in (blocks, seen))
    places: list[Source | None] = [None] * len(blocks)
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for what, start, end, other, last in matcher.get_opcodes():
        if what == "equal":
            for place in range(start, end):
                places[place] = seen[other + place - start].source
        elif what == "replace":
            for place in range(start, end):
                likeness = [fuzz.partial_ratio(ours[place], theirs[there]) for there in range(other, last)]
                best = max(range(len(likeness)), key=lambda at: (likeness[at], -at))
                if ours[place] and likeness[best] >= _ALIKE:
                    places[place] = seen[other + best].source
    return places


def _plain(block: Block) -> str:
    return "".join(letter for letter in block.text.lower() if letter.isalnum())[:_LONGEST]
