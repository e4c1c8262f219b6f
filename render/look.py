"""A page that shows what was understood of a paper: each page's picture with the blocks drawn over it."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from ingest import OcrMode, read
from ingest.front import file_bytes
from ingest.office import NoOfficeError, OfficeError, convert
from model.document import Block, Cell, Document, Heading, ListItem, PageInfo, Source, Table
from render.look_pictures import pictures
from render.look_places import placed

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
    if document.format == "pdf" and not document.inside:
        images = pictures(file_bytes(path), path.name, wanted)
        sources: list[Source | None] = [block.source for block in document.blocks]
        infos = {info.number: info for info in document.pages}
    else:
        images, sources, infos, reason = _through_pdf(path, document, wanted)
    shown = [_shown(number, block) for number, block in enumerate(document.blocks, start=1)]
    views = [View(info.number, info.width or 1.0, info.height or 1.0, images.get(info.number), info)
             for info in infos.values() if wanted(info.number)]  # fmt: skip
    by_number = {view.number: view for view in views}
    unplaced: list[Shown] = []
    for one, source in zip(shown, sources, strict=True):
        page = source.page if source else None
        if page in by_number:
            by_number[page].shown.append(one)
        elif page is None or page not in infos:
            unplaced.append(one)
        for number, box, cells in _boxes(one.block, source):
            if number in by_number:
                anchor = f"m{one.number}" if number == page else f"m{one.number}-{number}"
                marks = by_number[number].marks
                beneath = sum(mark.box == box for mark in marks)
                marks.append(Mark(one.number, one.kind, box, cells, anchor, beneath))
    return _page(document, views, unplaced, len(infos) - len(views), reason, language)


def _wanted(pages: Sequence[int] | None) -> Callable[[int], bool]:
    chosen = frozenset(pages) if pages is not None else None
    return lambda number: number in chosen if chosen is not None else number <= MOST_PAGES


def _through_pdf(
    path: Path, document: Document, wanted: Callable[[int], bool]
) -> tuple[dict[int, str], list[Source | None], dict[int, PageInfo], str]:
    """Pictures by way of LibreOffice, where the blocks stand on them, the pages, and why there are none."""
    nowhere: list[Source | None] = [None] * len(document.blocks)
    if document.inside or document.format not in (*_SLIDES, *_IN_WORD):
        return {}, nowhere, {}, "text_only"
    try:
        made = convert(file_bytes(path), document.format, _TO_PDF if document.format in _SLIDES else "pdf")
    except NoOfficeError:
        return {}, nowhere, {}, "no_program"
    except OfficeError:
        return {}, nowhere, {}, "failed"
    images = pictures(made, path.name, wanted)
    if document.format in _SLIDES:
        return images, [block.source for block in document.blocks], {info.number: info for info in document.pages}, ""
    from ingest.pdf import read_pdf

    seen = read_pdf(made, path.name, ocr="never")
    return images, placed(document.blocks, seen.blocks), {info.number: info for info in seen.pages}, ""


def _shown(number: int, block: Block) -> Shown:
    depth = block.level if isinstance(block, Heading) else block.level + 1 if isinstance(block, ListItem) else 0
    return Shown(number, block, _LETTERS[block.kind], depth)


def _boxes(block: Block, source: Source | None) -> Iterable[tuple[int, Box, list[Box]]]:
    """Where a block stands: on each of its pages its box, and the boxes of its cells; in points."""
    own = source is not None and source == block.source
    cells: dict[int, list[Box]] = {}
    for row in block.rows if own and isinstance(block, Table) else ():
        for cell in row:
            if cell.source.page and cell.source.bbox:
                cells.setdefault(cell.source.page, []).append(cell.source.bbox)
    boxes = {source.page: source.bbox} if source and source.page and source.bbox else {}
    for page in cells:
        boxes.setdefault(page, _around(cells[page]))
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
        tagged=sum(block.source.tagged for block in document.blocks),
        is_slides=document.format in _SLIDES,
    )


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
