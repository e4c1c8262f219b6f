"""A page that shows what was understood of a paper: each page's picture with the blocks drawn over it."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from extract.spor import Funn, places, read_traces
from ingest import OcrMode, read
from ingest.containers import only_paper
from ingest.front import file_bytes
from ingest.office import NoOfficeError, OfficeError, convert
from model.document import Block, Cell, Document, Heading, ListItem, PageInfo, Source, Table
from render.look_pictures import Picture, pictures
from render.look_places import placed
from render.look_words import margin_box, places_by_words

MOST_PAGES = 200
"""Pages that are shown where nothing else is asked for."""
Language = Literal["nn", "nb"]
_WORDS = tomllib.loads(Path(__file__).with_name("look.toml").read_text(encoding="utf-8"))
_LETTERS = {"heading": "O", "paragraph": "A", "list_item": "L", "table": "T", "note": "N"}
_SLIDES = ("pptx", "ppt", "odp")
_IN_WORD = ("docx", "doc", "odt", "rtf")
_TO_PDF = 'pdf:impress_pdf_Export:{"ExportHiddenSlides":{"type":"boolean","value":"true"}}'

Box = tuple[float, float, float, float]


class Mark(NamedTuple):
    """A block as it is drawn on a page's picture."""

    number: int
    """In reading order, from 1."""
    kind: str
    box: Box
    """x0, top, width and height in points."""
    cells: list[Box]
    """The cells of a table on this page."""
    anchor: str
    """What the list links to; a block that goes on over pages is linked where it begins."""
    beneath: int
    """How many blocks before it have the same box: the paragraphs of a shape on a slide."""
    tags: tuple[str, ...] = ()
    """What was read out of it, in a word each: the sak's number, the point."""

    @property
    def tab(self) -> float:
        """Points that its number takes."""
        return 5.0 * len(str(self.number)) + 4.0


@dataclass(slots=True)
class Shown:
    """A block in the list."""

    number: int
    block: Block
    letter: str
    """The sign of its type."""
    depth: int = 0
    """Of a heading or list item, from 1."""
    found: list[Funn] = field(default_factory=list)
    """What was read out of it, and why."""

    @property
    def kind(self) -> str:
        """Its type, as `model.document` names it."""
        return self.block.kind

    @property
    def rows(self) -> list[list[Cell]]:
        """The rows of a table."""
        return self.block.rows if isinstance(self.block, Table) else []

    @property
    def header_rows(self) -> int:
        """How many of them are headers."""
        return self.block.header_rows if isinstance(self.block, Table) else 0


@dataclass(slots=True)
class View:
    """One page as it is shown."""

    number: int
    width: float
    height: float
    picture: str | None = None
    info: PageInfo | None = None
    margins: list[Box] = field(default_factory=list)
    """Running header and footer: x0, top, width and height."""
    turned: bool = False
    """Recognition turned the page by a quarter, so that no box fits the picture."""
    marks: list[Mark] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)

    @property
    def unit(self) -> float:
        """How much bigger than on a sheet of paper the numbers are drawn, to be seen as well."""
        return round(max(self.width / 600, 0.5), 2)

    @property
    def way(self) -> str:
        """The reading order as a line through the middle of each block."""
        return " ".join(
            f"{mark.box[0] + mark.box[2] / 2:.1f},{mark.box[1] + mark.box[3] / 2:.1f}" for mark in self.marks
        )


def look(
    path: Path,
    *,
    pages: Sequence[int] | None = None,
    ocr: OcrMode = "auto",
    language: Language = "nn",
    cache: Path | None = None,
) -> str:
    """The paper ``path`` as one HTML page that needs nothing beside itself.

    ``pages`` are the pages to show (from 1), else the first `MOST_PAGES`. Raises `UnreadableError` where the paper
    can't be read.
    """
    document = read(path, ocr=ocr, cache=cache)
    wanted = _wanted(pages)
    reason = ""
    data = file_bytes(path)
    if document.inside:
        data = only_paper(data, path.name).data
    if document.format == "pdf":
        images = pictures(data, document.fil, wanted)
        sources: list[Source | None] = [block.source for block in document.blocks]
        infos = {info.number: info for info in document.pages}
    else:
        images, sources, infos, reason = _through_pdf(data, document, wanted)
    found = places(read_traces(document), [_places(block) for block in document.blocks])
    shown = [
        _shown(number, block, funn) for number, (block, funn) in enumerate(zip(document.blocks, found, strict=True), 1)
    ]
    views = [_view(info, images.get(info.number)) for info in infos.values() if wanted(info.number)]
    going_on = _by_words(document, images)
    by_number = {view.number: view for view in views}
    unplaced: list[Shown] = []
    for one, source, others in zip(shown, sources, going_on, strict=True):
        page = source.page if source else None
        if others and document.format in _IN_WORD:
            page = min(others)
            source = Source(page=page, bbox=others[page])
        if page in by_number:
            by_number[page].shown.append(one)
        elif page is None or page not in infos:
            unplaced.append(one)
        for number, box, cells in _boxes(one.block, source, others):
            if number in by_number and not by_number[number].turned:
                anchor = f"m{one.number}" if number == page else f"m{one.number}-{number}"
                marks = by_number[number].marks
                beneath = sum(mark.box == box for mark in marks)
                tags = _tags(one.found) if number == page else ()
                marks.append(Mark(one.number, one.kind, box, cells, anchor, beneath, tags))
    return _page(document, views, unplaced, len(infos) - len(views), reason, language)


def _wanted(pages: Sequence[int] | None) -> Callable[[int], bool]:
    chosen = frozenset(pages) if pages is not None else None
    return lambda number: number in chosen if chosen is not None else number <= MOST_PAGES


def _through_pdf(
    data: bytes, document: Document, wanted: Callable[[int], bool]
) -> tuple[dict[int, Picture], list[Source | None], dict[int, PageInfo], str]:
    """Pictures by way of LibreOffice, where the blocks stand on them, the pages, and why there are none."""
    nowhere: list[Source | None] = [None] * len(document.blocks)
    if document.format not in (*_SLIDES, *_IN_WORD):
        return {}, nowhere, {}, "text_only"
    try:
        made = convert(data, document.format, _TO_PDF if document.format in _SLIDES else "pdf")
    except NoOfficeError:
        return {}, nowhere, {}, "no_program"
    except OfficeError:
        return {}, nowhere, {}, "failed"
    images = pictures(made, document.fil, wanted)
    if document.format in _SLIDES:
        return images, [block.source for block in document.blocks], {info.number: info for info in document.pages}, ""
    from ingest.pdf import read_pdf

    seen = read_pdf(made, document.fil, ocr="never")
    return images, placed(document.blocks, seen.blocks), {info.number: info for info in seen.pages}, ""


def _shown(number: int, block: Block, found: list[Funn]) -> Shown:
    depth = block.level if isinstance(block, Heading) else block.level + 1 if isinstance(block, ListItem) else 0
    return Shown(number, block, _LETTERS[block.kind], depth, found)


def _places(block: Block) -> list[tuple[object, ...]]:
    """Where a block and its cells stand, as the records of what was read say it."""
    cells = [cell.source for row in block.rows for cell in row] if isinstance(block, Table) else []
    return [(source.page, source.bbox, source.path) for source in (block.source, *cells)]


def _tags(found: Sequence[Funn]) -> tuple[str, ...]:
    """The kinds of what was read out of a block, each once; a sak by its number."""
    return tuple(dict.fromkeys(one.kva if one.slag == "sak" else one.slag for one in found))


def _view(info: PageInfo, picture: Picture | None) -> View:
    width, height = info.width or 1.0, info.height or 1.0
    view = View(info.number, width, height, picture.address if picture else None, info)
    if picture and (picture.width > picture.height) != (width > height):
        view.width, view.height, view.turned = picture.width, picture.height, True
    if picture:
        edges = (
            margin_box(picture.words, height, text, foot=foot)
            for text, foot in ((info.header, False), (info.footer, True))
        )
        view.margins = [_sized(box) for box in edges if box]
    return view


def _by_words(document: Document, images: Mapping[int, Picture]) -> Sequence[Mapping[int, Box]]:
    """For each block the boxes of its words by page; slides have no text that goes on."""
    if document.format in _SLIDES or not images:
        return [{}] * len(document.blocks)
    found = places_by_words(document.blocks, {number: picture.words for number, picture in images.items()})
    # A block goes on at most to the page where the next one begins.
    until = [block.source.page for block in document.blocks[1:]] + [None]
    return [
        {page: box for page, box in boxes.items() if last is None or page <= last}
        for boxes, last in zip(found, until, strict=True)
    ]


def _boxes(block: Block, source: Source | None, others: Mapping[int, Box]) -> Iterable[tuple[int, Box, list[Box]]]:
    """Where a block stands: on each of its pages its box, and the boxes of its cells; in points.

    ``others`` are the boxes of its words; on pages after the one it begins on they tell how it goes on.
    """
    own = source is not None and source == block.source
    cells: dict[int, list[Box]] = {}
    for row in block.rows if own and isinstance(block, Table) else ():
        for cell in row:
            if cell.source.page and cell.source.bbox:
                cells.setdefault(cell.source.page, []).append(cell.source.bbox)
    boxes = {source.page: source.bbox} if source and source.page and source.bbox else {}
    for page in cells:
        boxes.setdefault(page, _around(cells[page]))
    first = min(boxes, default=None)
    for page, box in others.items():
        if first is not None and page > first:
            boxes.setdefault(page, box)
    for page, box in sorted(boxes.items()):
        yield page, _sized(box), [_sized(cell) for cell in cells.get(page, [])]


def _around(boxes: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _sized(box: Box) -> Box:
    x0, top, x1, bottom = box
    return round(x0, 1), round(top, 1), round(max(x1 - x0, 0.0), 1), round(max(bottom - top, 0.0), 1)


def _page(
    document: Document, views: Sequence[View], unplaced: Sequence[Shown], left_out: int, reason: str, language: Language
) -> str:
    environment = Environment(
        loader=PackageLoader("templates", ""), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    environment.filters["percent"] = _percent
    return environment.get_template("look.html").render(
        document=document,
        views=views,
        unplaced=unplaced,
        left_out=left_out,
        reason=reason,
        language=language,
        words=_WORDS[language],
        letters=_LETTERS,
        counts=Counter(block.kind for block in document.blocks),
        found=Counter(funn.slag for one in (*unplaced, *(s for v in views for s in v.shown)) for funn in one.found),
        tagged=sum(block.source.tagged for block in document.blocks),
        is_slides=document.format in _SLIDES,
    )


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
