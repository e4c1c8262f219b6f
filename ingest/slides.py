"""A PowerPoint file (.pptx) to a `Document`: slide by slide its title, its text with bullets and levels, tables, notes.

What stands on each slide anew (number, date, footer, the words of the master) is set apart; pictures have no text.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from ingest.pdf_margins import different
from ingest.slide_headings import headings_of_slide
from ingest.slides_boxes import Box
from ingest.slides_deck import A, Deck, Slide, is_on
from ingest.slides_drawings import chart_blocks, diagram_blocks
from ingest.slides_places import Places
from ingest.slides_shapes import Shape, in_order, shapes_of
from ingest.slides_table import read_table
from ingest.slides_text import Context, is_field, lines, text_blocks, title_of
from ingest.word_runs import clean
from model.document import Block, Document, Note, PageInfo, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_ROW = 12.0
"""Points within which footers stand on one line."""
_TABLE, _CHART, _DIAGRAM, _OBJECT = ("table", "chart", "diagram", "ole")
_Running = tuple[Box | None, str]


def read_pptx(data: bytes, name: str) -> Document:
    """Read the bytes of the PowerPoint file ``name``; raises `UnreadableError` where they are damaged or hostile.

    Each slide is a page, its measures in points; a source's path is ``s3/sp4/p2``: slide, shape, paragraph.
    """
    deck = Deck(data, name)
    reader = _Reader(deck)
    pages: list[PageInfo] = []
    blocks: list[Block] = []
    for slide in deck.slides():
        page, read = reader.slide(slide)
        pages.append(page)
        blocks += read
    return Document(
        fil=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="pptx",
        title=_title(deck),
        headers=different(reader.headers),
        pages=pages,
        blocks=blocks,
        warnings=list(reader.warnings(blocks)),
    )


class _Reader:
    """Reads slides one after the other."""

    def __init__(self, deck: Deck) -> None:
        self._deck = deck
        self.headers: list[str | None] = []
        """Headers and footers of all slides, without their numbers."""
        self._running: dict[_Element, list[_Running]] = {}
        self._hidden: list[int] = []
        self._objects: list[int] = []
        self._commented: list[int] = []

    def slide(self, slide: Slide) -> tuple[PageInfo, list[Block]]:
        """The slide as a page, and its blocks in reading order."""
        self._note(slide)
        places = Places(slide)
        context = Context(places, slide.relations, self._deck.defaults, slide.shown_number)
        titles: list[Block] = []
        running = list(self._on_each(slide, places, context))
        numbers: list[_Running] = []
        full: list[Shape] = []
        empty: list[Shape] = []
        read: dict[str, list[Block]] = {}
        for shape in shapes_of(slide.root, places):
            place = shape.placeholder
            if (place is not None and place.is_running) or is_field(shape.body):
                counts = place is None or place.kind == "sldNum"
                kept = numbers if counts else running
                kept.append((shape.box, _plain(shape, context)))
                continue
            made = self._shape(shape, slide, context)
            if place is not None and place.is_title and made and not titles:
                titles = made
            elif made:
                read[shape.path] = made
                full.append(shape)
            elif shape.body is not None:
                empty.append(shape)
        ordered = [block for shape in in_order(full, empty) for block in read[shape.path]]
        width, height = self._deck.size
        self.headers += _edges(running, height)
        header, footer = _edges([*running, *numbers], height)
        page = PageInfo(number=slide.number, width=width, height=height, header=header, footer=footer)
        return page, [*headings_of_slide([*titles, *ordered], height), *self._notes(slide, context)]

    def warnings(self, blocks: list[Block]) -> Iterator[str]:
        """What was odd about the deck, a sentence each."""
        for numbers, words in (
            (self._hidden, "hidden when the deck is shown; what stands there was read too"),
            (self._commented, "commented on; the comments were not read"),
            (self._objects, "a place for an embedded object (a spreadsheet, say), which was not read"),
        ):
            if numbers:
                several = f"Slides {_listed(numbers)} are" if len(numbers) > 1 else f"Slide {numbers[0]} is"
                yield f"{several} {words}."
        if self._deck.missing:
            yield f"{self._deck.missing} of the slides that the file names are not in it."
        if not blocks:
            yield "The deck holds no text."

    def _note(self, slide: Slide) -> None:
        if slide.hidden:
            self._hidden.append(slide.number)
        if slide.has_comments:
            self._commented.append(slide.number)

    def _shape(self, shape: Shape, slide: Slide, context: Context) -> list[Block]:
        """The blocks of one shape, with their sources."""
        path = f"s{slide.number}/{shape.path}"
        body = shape.body
        blocks: list[Block] = []
        if body is not None:
            found = lines(shape.element, body, context)
            titled = shape.placeholder is not None and shape.placeholder.is_title
            blocks = title_of(found, path) if titled else text_blocks(found, path)
        else:
            graphic = shape.element.find(f"{A}graphic/{A}graphicData")
            if graphic is not None:
                blocks = self._graphic(graphic, path, slide, context)
        for block in blocks:
            block.source = Source(page=slide.number, bbox=shape.box and tuple(shape.box), path=block.source.path)
        return blocks

    def _graphic(self, graphic: _Element, path: str, slide: Slide, context: Context) -> list[Block]:
        kind = graphic.get("uri", "").rpartition("/")[2]
        if kind == _TABLE:
            element = graphic.find(f"{A}tbl")
            table = read_table(element, path, context) if element is not None else None
            if table is None:
                return []
            for cell in chain.from_iterable(table.rows):
                cell.source.page = slide.number
            return [table]
        if kind == _DIAGRAM:
            return diagram_blocks(graphic, path, self._deck.package, context)
        if kind == _CHART:
            return chart_blocks(graphic, path, self._deck.package, context)
        if kind == _OBJECT and slide.number not in self._objects:
            self._objects.append(slide.number)
        return []

    def _on_each(self, slide: Slide, places: Places, context: Context) -> Iterator[_Running]:
        """The words that the layout and the master put on the slide."""
        if not is_on(slide.root.get("showMasterSp", "1")) or slide.layout is None:
            return
        roots = [slide.layout]
        if slide.master is not None and is_on(slide.layout.get("showMasterSp", "1")):
            roots.append(slide.master)
        for root in roots:
            if root not in self._running:
                free = [shape for shape in shapes_of(root, places) if shape.placeholder is None]
                inner = replace(context, relations={})
                self._running[root] = [(shape.box, text) for shape in free if (text := _plain(shape, inner))]
            yield from self._running[root]

    def _notes(self, slide: Slide, context: Context) -> Iterator[Note]:
        """The speaker notes, a block for each paragraph's worth of them joined: what the speaker means to say."""
        if slide.notes is None:
            return
        for shape in shapes_of(slide.notes, context.places):
            if shape.placeholder is None or shape.placeholder.kind != "body":
                continue
            text = _plain(shape, replace(context, relations={}))
            if text:
                yield Note(text=text, source=Source(page=slide.number, path=f"s{slide.number}/notes/{shape.path}"))


def _plain(shape: Shape, context: Context) -> str:
    """The words of a shape, its paragraphs parted by line feeds."""
    body = shape.body
    return "\n".join(line.text for line in lines(shape.element, body, context)) if body is not None else ""


def _edges(running: Iterable[_Running], height: float) -> tuple[str | None, str | None]:
    """Header and footer: what stands in the upper and in the lower half, by lines."""
    halves: dict[bool, list[tuple[Box, str]]] = {True: [], False: []}
    for box, text in running:
        if text:
            place = box or Box(0, height, 0, height)
            halves[place.top + place.bottom < height].append((place, text))
    return _rows(halves[True]), _rows(halves[False])


def _rows(texts: list[tuple[Box, str]]) -> str | None:
    out = ""
    above: Box | None = None
    for box, text in sorted(texts, key=lambda one: (one[0].top // _ROW, one[0].x0)):
        if above is not None:
            out += "\t" if box.top // _ROW == above.top // _ROW else "\n"
        out += text
        above = box
    return out or None


def _listed(numbers: list[int]) -> str:
    return f"{', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"


def _title(deck: Deck) -> str | None:
    """The title that the file's properties give."""
    root = deck.package.xml("docProps/core.xml")
    return clean(root.findtext(_TITLE) or "") or None if root is not None else None
