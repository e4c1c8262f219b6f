"""Headings that only their look tells: a short bold line that stands by itself, a bigger one, an underlined one.

Works on blocks of any format: text and `Style` are all it looks at. What is a heading by the file's own word
(a heading style, a structure tree) comes in as `Heading` and stays one; its level anchors the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ingest.markers import split_number
from model.document import Block, Heading, ListItem, Paragraph

LONGEST = 160
"""Characters of the longest line that can be a heading; a full title of a sak rarely has more."""
SHORT = 70
"""Characters of the longest line that size, underline or italics alone make a heading."""
BIGGER = 1.15
"""How much bigger than the body text a line's type is before the size speaks."""
DEEPEST = 9

_BOLD, _UNDERLINED, _ITALIC = 0, 1, 2
_Rank = tuple[float, int]  # size in points, weight: bigger and bolder stand higher
_Line = Paragraph | ListItem


def find_headings(blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` with the lines that look like headings as `Heading`, levels by size, then by weight."""
    body = body_size(blocks)
    bold_body = _mostly_bold(blocks)
    ranks: dict[int, _Rank] = {}
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph | ListItem):
            rank = _rank(block, blocks[place + 1] if place + 1 < len(blocks) else None, body, bold_body)
            if rank:
                ranks[place] = rank
    for place in _packed_lists(blocks, ranks):
        del ranks[place]
    levels = _levels(blocks, set(ranks.values()), body)
    return [
        _heading(block, levels[ranks[place]]) if place in ranks and isinstance(block, Paragraph | ListItem) else block
        for place, block in enumerate(blocks)
    ]


def numbered(text: str) -> tuple[str, str | None]:
    """A heading's text, one space behind its number, and the number; for ``Heading.text`` and ``Heading.number``."""
    found = split_number(text)
    return (f"{found.marker} {found.rest}", found.number) if found else (text, None)


def body_size(blocks: Sequence[Block]) -> float:
    """Type size of most of the running text, in points; 0 where no block has a size."""
    letters: Counter[float] = Counter()
    for block in blocks:
        if isinstance(block, Paragraph | ListItem) and block.style.size:
            letters[block.style.size] += len(block.text)
    return max(letters, key=lambda size: (letters[size], -size), default=0.0)


def _mostly_bold(blocks: Sequence[Block]) -> bool:
    """Whether most of the running text is bold, so that bold says nothing."""
    letters = {True: 0, False: 0}
    for block in blocks:
        if isinstance(block, Paragraph | ListItem) and len(block.text) > SHORT:
            letters[block.style.bold] += len(block.text)
    return letters[True] > letters[False]


def _rank(block: _Line, following: Block | None, body: float, bold_body: bool) -> _Rank | None:
    """How high the line stands as a heading; None where it is running text."""
    text, style = block.text.strip(), block.style
    size = style.size or body
    bigger = size > 0 and size >= body * BIGGER
    if not _could_be_heading(text) or (isinstance(block, ListItem) and not (block.number and (style.bold or bigger))):
        return None
    if style.bold and size >= body - 0.5 and (bigger or not bold_body):
        return size, _BOLD
    if len(text) > SHORT or "\t" in text:
        return None
    if bigger:
        return size, _UNDERLINED
    if style.underline:
        return size, _UNDERLINED
    names_next = text.endswith(":") and following is not None and not following.style.italic
    return (size, _ITALIC) if style.italic and names_next else None


def _could_be_heading(text: str) -> bool:
    if not text or len(text) > LONGEST or text[-1] in ".,;" or text.count("\n") > 1:
        return False
    first, gap, rest = text.partition("\t")
    # «Sak 17/18 <gap> Title» is a heading, «Namn <gap> Funksjon» a row.
    row = gap and ("\t" in rest or len(first) > 15 or not any(letter.isdigit() for letter in first))
    numbered_row = row and "\t" not in rest and split_number(text)
    return any(letter.isalpha() for letter in text) and (not row or bool(numbered_row))


def _packed_lists(blocks: Sequence[Block], ranks: dict[int, _Rank]) -> set[int]:
    """Numbered bold lines right under each other: they are a list, not headings."""
    packed: set[int] = set()
    for place in ranks:
        above, block = blocks[place - 1] if place else None, blocks[place]
        if (
            isinstance(block, ListItem)
            and isinstance(above, ListItem)
            and ranks.get(place - 1) == ranks[place]
            and not block.style.space_before
        ):
            packed |= {place - 1, place}
    return packed


def _levels(blocks: Sequence[Block], ranks: set[_Rank], body: float) -> dict[_Rank, int]:
    """A level for each rank, below the file's own headings that are bigger, or below all of them at body size."""
    own = [(block.style.size or body, block.level) for block in blocks if isinstance(block, Heading)]
    levels: dict[_Rank, int] = {}
    above = 0
    for size, weight in sorted(ranks, key=lambda rank: (-rank[0], rank[1])):
        bigger = (level for other, level in own if other > size or size < body * BIGGER)
        above = max(above, max(bigger, default=0)) + 1
        levels[size, weight] = min(above, DEEPEST)
    return levels


def _heading(block: _Line, level: int) -> Heading:
    text, number = numbered(f"{block.marker} {block.text}" if isinstance(block, ListItem) else block.text)
    if isinstance(block, ListItem):
        number = block.number
    return Heading(text=text, level=level, number=number, style=block.style, source=block.source)
