"""The headings of one slide: its title stands highest, lines that their look lifts out of the text below it."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.headings import find_headings
from model.document import Block, Heading, ListItem


def headings_of_slide(blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` of one slide with headings by their look, all of them below the title's level.

    Items of a list stay items: the type of a slide is bigger on higher levels.
    A heading names what follows it: the last line of a slide is none.
    """
    titles = sum(isinstance(block, Heading) and block.level == 1 for block in blocks[:1])
    rest = blocks[titles:]
    found = [*map(_below_title, rest, find_headings(rest))]
    return [*blocks[:titles], *found[:-1], *rest[-1:]]


def _below_title(block: Block, found: Block) -> Block:
    if isinstance(block, Heading):  # the file's own word
        return block.model_copy(update={"level": max(block.level, 2)})
    if isinstance(block, ListItem) or not isinstance(found, Heading):
        return block
    return found.model_copy(update={"level": found.level + 1, "links": block.links})
