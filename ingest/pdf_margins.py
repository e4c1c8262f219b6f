"""Running headers, footers and page numbers of a PDF, told from the text by coming back on page after page."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.pdf_lines import Line
from ingest.pdf_page import Page

_WORDS = tomllib.loads(Path(__file__).with_name("pdf.toml").read_text(encoding="utf-8"))["page_number"]
_PAGE = "|".join(re.escape(word) for word in _WORDS["page"])
_OF = "|".join(re.escape(word) for word in _WORDS["of"])
_NUMBERED = re.compile(
    rf"(?:{_PAGE})\s*\d{{1,5}}(?:\s*(?:{_OF}|/|\()\s*\d{{1,5}}\)?)?|\d{{1,5}}\s*(?:{_OF})\s*\d{{1,5}}", re.IGNORECASE
)
_BARE = re.compile(r"[-–\s]*(\d{1,4})(?:\s*/\s*(\d{1,4}))?[-–\s]*")

MOST_LINES = 5
"""Lines of the tallest header or footer."""
BAND = 0.16
"""Share of the page's height, at the top and at the bottom, where headers and footers stand."""
SAME_PLACE = 2.0
"""Points that the same header may stand higher or lower on another page."""
CLEAR = 0.8
"""Type sizes of white space between a header and the text."""
MARGIN = 0.065
"""Share of the page's height, at its edges, where text seldom stands."""
MOST, NEARLY_ALL = 0.5, 0.8
"""Share of the pages that a header in the margin, and one nearer to the text, must stand on."""


@dataclass(frozen=True, slots=True)
class Margins:
    """What stands at the edges of one page."""

    above: list[Line]
    below: list[Line]

    @property
    def lines(self) -> list[Line]:
        """All of them."""
        return self.above + self.below

    @property
    def header(self) -> str | None:
        """The lines at the top, parted by line feeds."""
        return _text(self.above)

    @property
    def footer(self) -> str | None:
        """The lines at the foot, parted by line feeds."""
        return _text(self.below)


def set_apart(pages: Sequence[Page]) -> dict[int, Margins]:
    """Take headers and footers out of the pages' lines; gives what was taken, by page number."""
    tops, bottoms = _edges(pages, top=True), _edges(pages, top=False)
    margins = {}
    for page in pages:
        header, footer = tops[page.number], bottoms[page.number]
        gone = {id(line) for line in (*header, *footer)}
        page.lines = [line for line in page.lines if id(line) not in gone]
        margins[page.number] = Margins(header, footer)
    return margins


def _text(lines: Iterable[Line]) -> str | None:
    return "\n".join(line.text for line in sorted(lines, key=lambda line: line.base)) or None


def _edges(pages: Sequence[Page], top: bool) -> dict[int, list[Line]]:
    """The header (or footer) lines of each page, outermost first."""
    found: dict[int, list[Line]] = {page.number: [] for page in pages}
    candidates = {page.number: _outermost(page, top) for page in pages}
    for depth in range(MOST_LINES):
        level = {
            page.number: candidates[page.number][depth]
            for page in pages
            if len(found[page.number]) == depth and len(candidates[page.number]) > depth
        }
        for page in pages:
            line = level.get(page.number)
            if line and _runs(line, page, pages, level, top):
                found[page.number].append(line)
    return found


def _outermost(page: Page, top: bool) -> list[Line]:
    """The lines in the band at the edge, outermost first, as far as no table stands before them."""
    if top:
        tables = min((table.box[1] for table in page.tables), default=page.height)
        band = [line for line in page.lines if line.bottom <= page.height * BAND and line.bottom <= tables + 2]
        return sorted(band, key=lambda line: (line.base, line.x0))[:MOST_LINES]
    tables = max((table.box[3] for table in page.tables), default=0.0)
    band = [line for line in page.lines if line.top >= page.height * (1 - BAND) and line.top >= tables - 2]
    return sorted(band, key=lambda line: (-line.base, line.x0))[:MOST_LINES]


def _runs(line: Line, page: Page, pages: Sequence[Page], level: dict[int, Line], top: bool) -> bool:
    """Whether the line is a running one: the same on enough pages at the same place, or the page's number."""
    heights = {other.number: other.height for other in pages}
    place = _place(line, page.height, top)
    beside = {
        number: other
        for number, other in level.items()
        if abs(_place(other, heights[number], top) - place) <= SAME_PLACE
    }
    if _is_page_number(line, page.number, len(pages)):
        others = sum(_is_page_number(other, number, len(pages)) for number, other in beside.items())
        return others > 1 or len(pages) == 1 or _stands_clear(line, page, top)
    text = _constant(line.text)
    alike = {number for number, other in beside.items() if _constant(other.text) == text}
    if len(alike) < 2:
        return False
    share = max(len(alike & group) / len(group) for group in _groups(pages))
    if _in_margin(line, page, top):
        return share >= MOST
    return share >= NEARLY_ALL and _stands_clear(line, page, top)


def _is_page_number(line: Line, number: int, count: int) -> bool:
    """Whether the line holds the number of the page and nothing else."""
    if all(_NUMBERED.fullmatch(segment.text) for segment in line.segments):
        return True
    bare = _BARE.fullmatch(line.text)
    return bare is not None and int(bare[1]) == number and (bare[2] is None or int(bare[2]) == count)


def _constant(text: str) -> str:
    """What stays the same of a header from page to page: where it holds a page number, digits count for nothing."""
    parts = text.split("\t")
    if any(_NUMBERED.fullmatch(part) for part in parts):
        return re.sub(r"\d+", "0", text)
    return text


def _groups(pages: Sequence[Page]) -> list[set[int]]:
    """The pages that may have a header of their own: all, all but the first, the odd and the even ones."""
    numbers = [page.number for page in pages]
    rest = numbers[1:]
    groups = [set(numbers), set(rest), {n for n in rest if n % 2}, {n for n in rest if not n % 2}]
    return [group for group in groups if len(group) > 2 or len(group) == len(numbers)]


def _place(line: Line, height: float, top: bool) -> float:
    """Points from the edge of the page."""
    return line.base if top else height - line.base


def _in_margin(line: Line, page: Page, top: bool) -> bool:
    """Whether the line stands in the outermost part of the page, where text seldom does."""
    return _place(line, page.height, top) <= MARGIN * page.height


def _stands_clear(line: Line, page: Page, top: bool) -> bool:
    """Whether white space parts the line from the text."""
    inner = [other for other in page.lines if (other.base > line.base + 1 if top else other.base < line.base - 1)]
    edges = [table.box[1 if top else 3] for table in page.tables]
    if top:
        nearest = min([other.top for other in inner] + edges, default=page.height)
        return nearest - line.base >= CLEAR * line.size
    nearest = max([other.base for other in inner] + edges, default=0.0)
    return line.top - nearest >= CLEAR * line.size


def different(texts: Iterable[str | None]) -> list[str]:
    """Each different header or footer once, page numbers aside, in the order they come."""
    once: dict[str, str] = {}
    for text in texts:
        lines = (_without_number(line) for line in (text or "").split("\n"))
        kept = "\n".join(line for line in lines if line)
        if kept:
            once.setdefault(_constant(text or ""), kept)
    return list(once.values())


def _without_number(line: str) -> str:
    if _BARE.fullmatch(line):
        return ""
    return "\t".join(part for part in line.split("\t") if not _NUMBERED.fullmatch(part))
