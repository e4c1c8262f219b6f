"""Headings of a PDF that stand out by their colour: a little bigger than the text, and blue where the text is black."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ingest.headings import SHORT, body_size, find_headings, numbered
from model.document import Block, Heading, Paragraph

_BIGGER = 0.5
"""Points that a coloured line must be bigger than the text; links and notes in colour are not."""


def headings_in(blocks: Sequence[Block], coloured: Collection[int]) -> list[Block]:
    """``blocks`` with their headings found; ``coloured`` holds the places (from 0) of those wholly in colour."""
    body = body_size(blocks)
    found = find_headings(blocks)
    return [
        _heading(block, found) if place in coloured and _is_heading(block, body) else block
        for place, block in enumerate(found)
    ]


def _is_heading(block: Block, body: float) -> bool:
    text = block.text.strip()
    return (
        isinstance(block, Paragraph)
        and (block.style.size or 0.0) >= body + _BIGGER
        and len(text) <= SHORT
        and "\t" not in text
        and text[-1:] not in ".,;"
        and any(letter.isalpha() for letter in text)
    )


def _heading(block: Block, others: Sequence[Block]) -> Heading:
    """The line as a heading one level below the lowest of those that are bigger."""
    size = block.style.size or 0.0
    above = (other.level for other in others if isinstance(other, Heading) and (other.style.size or 0.0) > size)
    text, number = numbered(block.text)
    return Heading(text=text, level=max(above, default=0) + 1, number=number, style=block.style, source=block.source)
