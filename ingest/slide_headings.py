"""The headings of one slide, whatever the file format: its title, and lines that their look lifts out of the text.

The title is what the file says it is, else the biggest type at the top. It stands highest and comes first, wherever
it stands; what else is a heading stands below it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.headings import LONGEST, find_headings, numbered
from model.document import Block, Heading, ListItem, Paragraph

BIG = 1 / 25
"""Share of the slide's height that the type of a title has at least: 22 points on a slide as PowerPoint makes them."""
BIGGER = 1.15
"""How much bigger than the text below it a title is, unless it alone is bold."""
SAME = 0.95
"""Share of a size that counts as the same size; sizes that are measured on pictures differ by so much."""
ABOVE = 0.2
"""Share of a slide's letters that may stand above its title: a line over it, a mark in the corner."""
_NEXT = 0.6  # type sizes of white space that may part a title's own lines
_ROOMY = 3.0  # type sizes of height that lines of a title have
_MOST_LINES = 3  # paragraphs that a title is set in

_Text = Paragraph | ListItem | Heading


def headings_of_slide(blocks: Sequence[Block], height: float) -> list[Block]:
    """The ``blocks`` of one slide, ``height`` points high, with its headings: the title first, on level 1.

    Headings that stand there already are the file's own word. Items of a list stay items: the type of a slide is
    bigger on higher levels. A heading names what follows it: the last line of a slide is none.
    """
    places = _title(blocks, height)
    title = [_heading([blocks[place] for place in places])] if places else []
    rest = [block for place, block in enumerate(blocks) if place not in places]
    found = [*map(_below_title, rest, find_headings(rest))]
    return [*title, *found[:-1], *rest[-1:]]


def _below_title(block: Block, found: Block) -> Block:
    if isinstance(block, Heading):  # the file's own word
        return block.model_copy(update={"level": max(block.level, 2)})
    if isinstance(block, ListItem) or not isinstance(found, Heading):
        return block
    return found.model_copy(update={"level": found.level + 1, "links": block.links})


def _title(blocks: Sequence[Block], height: float) -> list[int]:
    """The places of the blocks that make the slide's title; empty where it has none."""
    own = [place for place, block in enumerate(blocks) if isinstance(block, Heading)]
    if own:  # the file says so itself
        return [min(own, key=lambda place: (_level(blocks[place]), place))]
    lines = list(_lines(blocks))
    if not lines:
        return []
    biggest = max(size for _, size in lines)
    if biggest < BIG * height:
        return []
    big = [place for place, size in lines if size >= SAME * biggest]
    first = min(big, key=lambda place: _top(blocks[place]))
    title = [first, *_going_on(blocks, first, big)]
    rest = [block for place, block in enumerate(blocks) if place not in title]
    if len(title) > _MOST_LINES or not _stands_out(
        [blocks[place] for place in title], rest, alone=len(big) == len(title)
    ):
        return []
    return title


def _lines(blocks: Sequence[Block]) -> Iterator[tuple[int, float]]:
    """The blocks that could be a title, with their type size."""
    for place, block in enumerate(blocks):
        if not isinstance(block, Paragraph | ListItem) or not (block.style.size and block.source.bbox):
            continue
        bullet = isinstance(block, ListItem) and not block.number
        if not bullet and "\t" not in block.text and any(map(str.isalpha, block.text)):
            yield place, block.style.size


def _going_on(blocks: Sequence[Block], first: int, big: Sequence[int]) -> Iterator[int]:
    """The lines right under the first line of a title that are set like it."""
    above = blocks[first]
    for place in sorted(big, key=lambda place: _top(blocks[place])):
        block, size = blocks[place], above.style.size or 0.0
        over, under = above.source.bbox, block.source.bbox
        if over is None or under is None or place == first or not isinstance(block, Paragraph):
            continue
        beside = min(over[2], under[2]) <= max(over[0], under[0])
        roomy = over[3] - over[1] > _ROOMY * size  # the box of a shape, not of its text
        if (
            beside
            or roomy
            or block.style.bold != above.style.bold
            or not -size / 2 <= under[1] - over[3] <= _NEXT * size
        ):
            break
        yield place
        above = block


def _stands_out(title: Sequence[Block], rest: Sequence[Block], *, alone: bool) -> bool:
    """Whether the lines read as the title of the rest: bigger or bolder, above most of it, and the only ones so big."""
    if sum(len(block.text) for block in title) > LONGEST:
        return False
    top, bottom = _top(title[0]), max(block.source.bbox[3] for block in title if block.source.bbox)
    above = sum(len(block.text) for block in rest if block.source.bbox and block.source.bbox[3] <= top)
    if above > ABOVE * sum(len(block.text) for block in rest):
        return False
    if not alone and any(_top(block) < bottom for block in rest):
        return False
    sizes: Counter[float] = Counter()
    for block in rest:
        if isinstance(block, _Text) and block.style.size:
            sizes[block.style.size] += len(block.text)
    size = title[0].style.size or 0.0
    body = max(sizes, key=lambda one: (sizes[one], one), default=0.0)
    return size >= BIGGER * body or (title[0].style.bold and not any(block.style.bold for block in rest))


def _heading(blocks: Sequence[Block]) -> Heading:
    """The title as a heading of the highest level."""
    first = blocks[0]
    texts = [f"{block.marker} {block.text}" if isinstance(block, ListItem) else block.text for block in blocks]
    text, number = numbered(" ".join(texts))
    boxes = [block.source.bbox for block in blocks if block.source.bbox]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True) if boxes else ((), (), (), ())
    around = (min(lefts), min(tops), max(rights), max(bottoms)) if boxes else None
    source = first.source.model_copy(update={"bbox": around})
    links = [link for block in blocks for link in block.links]
    if isinstance(first, Heading):
        text, number = first.text, first.number
    return Heading(text=text, level=1, number=number, links=links, style=first.style, source=source)


def _level(block: Block) -> int:
    return block.level if isinstance(block, Heading) else 1


def _top(block: Block) -> float:
    return block.source.bbox[1] if block.source.bbox else 0.0
