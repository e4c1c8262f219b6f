"""Slides saved as PDF: which pages are slides, what is the title of each, and how deep its list items stand.

A page is a slide where it is wider than high and the paper's pages of that kind have big type: on most of them the
biggest is a 25th of the page's height or more, 22 points on a slide as PowerPoint makes them. Headings of a paper set
in landscape stay below that, titles of slides above.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from statistics import median

from ingest.headings import LONGEST, numbered
from ingest.nesting import nest_slide
from ingest.pdf_page import Page
from ingest.slide_headings import headings_of_slide
from model.document import Block, Heading, ListItem, Paragraph

BIG = 1 / 25
"""Share of the page's height that the biggest type of a slide has at least."""
BIGGER = 1.15
"""How much bigger than the text below it a title is, unless it alone is bold."""
SAME = 0.98
"""Share of a size that counts as the same size; pages that are recognised from pictures differ by so much and more."""
ABOVE = 0.2
"""Share of a slide's letters that may stand above its title: a line over it, a mark in the corner."""
_NEXT = 0.6  # type sizes of white space that may part a title's own lines

_Text = Paragraph | ListItem | Heading


def slides_of(pages: Sequence[Page]) -> frozenset[int]:
    """The numbers of the pages that are slides."""
    wide = [page for page in pages if page.width > page.height]
    biggest = [max(line.size for line in page.lines) / page.height for page in wide if page.lines]
    return frozenset(page.number for page in wide) if biggest and median(biggest) >= BIG else frozenset()


def structured_slides(blocks: Sequence[Block], slides: Collection[int], levelled: Collection[int] = ()) -> list[Block]:
    """``blocks`` with titles, headings and levels for those on ``slides``, each slide by itself; the others unchanged.

    ``levelled`` holds the places (from 0) of list items whose level the file gives.
    """
    out: list[Block] = []
    for number, group in groupby(range(len(blocks)), key=lambda place: blocks[place].source.page):
        places = list(group)
        some = [blocks[place] for place in places]
        known = frozenset(place for place, former in enumerate(places) if former in levelled)
        out += _slide(nest_slide(some, known)) if number in slides else some
    return out


def _slide(blocks: list[Block]) -> list[Block]:
    """The blocks of one slide, its title first."""
    places = _title(blocks)
    title = [_heading([blocks[place] for place in places])] if places else []
    return headings_of_slide([*title, *(block for place, block in enumerate(blocks) if place not in places)])


def _title(blocks: Sequence[Block]) -> list[int]:
    """The places of the blocks that make the slide's title; empty where it has none."""
    own = [place for place, block in enumerate(blocks) if isinstance(block, Heading)]
    if own:  # the file says so itself
        return [min(own, key=lambda place: (_level(blocks[place]), place))]
    lines = list(_lines(blocks))
    if not lines:
        return []
    biggest = max(size for _, size in lines)
    big = [place for place, size in lines if size >= SAME * biggest]
    first = min(big, key=lambda place: _top(blocks[place]))
    title = [first, *_going_on(blocks, first, big)]
    rest = [block for place, block in enumerate(blocks) if place not in title]
    if not _stands_out([blocks[place] for place in title], rest, alone=len(big) == len(title)):
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
        if beside or block.style.bold != above.style.bold or not -size / 2 <= under[1] - over[3] <= _NEXT * size:
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
