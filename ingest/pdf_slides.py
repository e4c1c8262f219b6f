"""Slides saved as PDF: which pages are slides, and their blocks, each slide by itself.

A page is a slide where it is wider than high and the paper's pages of that kind have big type: on most of them the
biggest is a 25th of the page's height or more, 22 points on a slide as PowerPoint makes them. Headings of a paper set
in landscape stay below that, titles of slides above.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from statistics import median

from ingest.nesting import nest_slide
from ingest.pdf_page import Page
from ingest.slide_headings import BIG, headings_of_slide
from model.document import Block


def slides_of(pages: Sequence[Page]) -> dict[int, float]:
    """The numbers of the pages that are slides, and how high they are in points."""
    wide = [page for page in pages if page.width > page.height]
    biggest = [max(line.size for line in page.lines) / page.height for page in wide if page.lines]
    return {page.number: page.height for page in wide} if biggest and median(biggest) >= BIG else {}


def structured_slides(
    blocks: Sequence[Block], slides: Mapping[int, float], levelled: Collection[int] = ()
) -> list[Block]:
    """``blocks`` with titles, headings and levels for those on ``slides``, each slide by itself; the others unchanged.

    ``slides`` gives the height of each slide, ``levelled`` the places (from 0) of list items whose level the file
    gives.
    """
    out: list[Block] = []
    for number, group in groupby(range(len(blocks)), key=lambda place: blocks[place].source.page):
        places = list(group)
        some = [blocks[place] for place in places]
        known = frozenset(place for place, former in enumerate(places) if former in levelled)
        out += headings_of_slide(nest_slide(some, known), slides[number]) if number in slides else some
    return out
