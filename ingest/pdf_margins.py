"""Running headers, footers and page numbers of a PDF, told from the text by coming back on page after page."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right, insort
from collections import Counter, defaultdict
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
_NUMBERED_WITHIN = re.compile(rf"(?<!\w)(?:{_NUMBERED.pattern})(?!\w)", re.IGNORECASE)
_BARE = re.compile(r"[-–\s]*(\d{1,4})(?:\s*/\s*(\d{1,4}))?[-–\s]*")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMANS = {roman: place for place, roman in enumerate(_ROMAN, start=1)}

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
FEW = 3
"""Pages of a paper in which the same words at the same place may well be text."""
MOST, NEARLY_ALL = 0.5, 0.8
"""Share of the pages that a header in the margin, and one nearer to the text, must stand on."""
SMALL, BIG = 0.93, 1.15
"""Share of the body's type size below which type is small, and above which it is a title's."""
MOST_STAMPS = 20
"""Headers that differ in their numbers only (a journal number, a date) and are told one by one."""
TEXT_THERE = 2
"""Pages whose text begins as high as a line show that it is no header."""


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
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[line.size] += len(line.text)
    body = max(sizes, key=lambda size: (sizes[size], -size), default=0.0)
    tops, bottoms = _Edge(pages, body, top=True), _Edge(pages, body, top=False)
    margins = {page.number: Margins(tops.running(page), bottoms.running(page)) for page in pages}
    starts: dict[int, list[float]] = defaultdict(list)
    for page in pages:
        insort(starts[round(page.height)], _start(page, margins[page.number]))
    for page in pages:
        _keep_text(page, margins[page.number].above, starts[round(page.height)], len(pages))
        if page is pages[0] and len(pages) > 1:
            _keep_letterhead(page, margins[page.number].above, body)
    stamps = Counter(text for page in pages for text in {line.text for line in page.turned})
    for page in pages:
        # A word across every page (a draft's watermark) comes back like a header.
        across = [line for line in page.turned if stamps[line.text] >= max(2, MOST * len(pages))]
        page.turned = [line for line in page.turned if line not in across]
        gone = {id(line) for line in margins[page.number].lines}
        page.lines = [line for line in page.lines if id(line) not in gone]
        margins[page.number].above.extend(across)
    return margins


def _keep_text(page: Page, above: list[Line], starts: Sequence[float], count: int) -> None:
    """Give back the lines that stand where the text of other pages begins: no header does."""
    text = [line for line in above if bisect_right(starts, line.base + 1) >= TEXT_THERE]
    text = [line for line in text if not _is_page_number(line, page.number, count)]
    above[:] = [line for line in above if line not in text]


def _keep_letterhead(page: Page, above: list[Line], body: float) -> None:
    """Give back the letterhead of the first page, which later pages may repeat: below the margin, or in big type."""
    heads = [line.base for line in above if line.base > MARGIN * page.height or line.size >= BIG * body]
    above[:] = [line for line in above if line.base < min(heads, default=page.height)]


def _start(page: Page, margins: Margins) -> float:
    """The base line of the first line that is no header."""
    gone = {id(line) for line in margins.above}
    return min((line.base for line in page.lines if id(line) not in gone), default=page.height)


def _text(lines: Iterable[Line]) -> str | None:
    return "\n".join(line.text for line in sorted(lines, key=lambda line: line.base)) or None


class _Edge:
    """The lines at the top of all pages, or at their foot, and on which pages each of them stands."""

    def __init__(self, pages: Sequence[Page], body: float, top: bool) -> None:
        self._top = top
        self._body = body
        self._count = len(pages)
        self._lines = {page.number: self._outermost(page) for page in pages}
        self._numbers = self._count_on()
        self._sights: dict[tuple[str, int], set[int]] = defaultdict(set)
        self._slots: dict[tuple[float, int], dict[int, str]] = defaultdict(dict)
        for page in pages:
            for line in self._lines[page.number]:
                key = self._key(line, page)
                for bucket in self._buckets(line, page):
                    self._sights[key, bucket].add(page.number)
                    self._slots[line.size, bucket][page.number] = key
        numbers = [page.number for page in pages]
        rest = numbers[1:]
        groups = [set(numbers), set(rest), {n for n in rest if n % 2}, {n for n in rest if not n % 2}]
        # Headers of their own may have: all pages, all but the first, the odd and the even ones.
        self._groups = [group for group in groups if len(group) > 2 or len(group) == len(numbers)]

    def running(self, page: Page) -> list[Line]:
        """The header (or footer) lines of the page, outermost first."""
        taken: list[Line] = []
        for line in self._lines[page.number]:
            if not self._runs(line, page):
                break
            taken.append(line)
        # Saker that each begin a page with the organ's name have it right above their text.
        while taken and self._key(taken[-1], page) and not self._stands_clear(taken[-1], page):
            taken.pop()
        return taken

    def _runs(self, line: Line, page: Page) -> bool:
        """Whether the line is the same on enough pages at the same place, or the page's number."""
        key = self._key(line, page)
        alike = max((self._sights[key, bucket] for bucket in self._buckets(line, page)), key=len)
        if not key:
            return self._count == 1 or len(alike) > 1 or self._stands_clear(line, page)
        if self._count == 1 and any(_NUMBERED.fullmatch(segment.text) for segment in line.segments):
            return self._stands_clear(line, page)
        if self._place(line, page) <= MARGIN * page.height and self._has_slot(line, page):
            return True
        share = max(len(alike & group) / len(group) for group in self._groups)
        in_margin = self._place(line, page) <= MARGIN * page.height
        if not in_margin and self._count <= FEW:
            return False
        return len(alike) > 1 and share >= (MOST if in_margin else NEARLY_ALL)

    def _has_slot(self, line: Line, page: Page) -> bool:
        """Whether most pages have something in such type at that place: a stamp, a number, the title of the sak.

        In the body's own type it must be the same on several pages each.
        """
        slot = max((self._slots[line.size, bucket] for bucket in self._buckets(line, page)), key=len)
        if len(slot) <= FEW:
            return False
        share = max(len(slot.keys() & group) / len(group) for group in self._groups)
        if line.size <= SMALL * self._body:
            return share >= MOST
        return share >= NEARLY_ALL and 2 * len(set(slot.values())) <= len(slot) and self._stands_clear(line, page)

    def _count_on(self) -> dict[int, str]:
        """Pages whose outermost line is a number that counts on from page to page, and that line."""
        found: dict[int, tuple[int, bool, str]] = {}
        for number, lines in self._lines.items():
            text = lines[0].text.strip(" -–") if lines else ""
            count = int(text) if text.isdigit() and len(text) <= 4 else _ROMANS.get(text)
            if count is not None:
                found[number] = count - number, text.isdigit(), lines[0].text
        apart = Counter((offset, kind) for offset, kind, _ in found.values())
        return {number: text for number, (offset, kind, text) in found.items() if apart[offset, kind] >= FEW}

    def _key(self, line: Line, page: Page) -> str:
        """What the line has in common with the same header on other pages; empty for a page number."""
        if _is_page_number(line, page.number, self._count) or self._numbers.get(page.number) == line.text:
            return ""
        return _constant(line.text)

    def _buckets(self, line: Line, page: Page) -> tuple[int, int]:
        """The two steps of a ladder that the line's place falls between; lines of one place share one at least."""
        step = int(self._place(line, page) // SAME_PLACE)
        return step, step + 1

    def _outermost(self, page: Page) -> list[Line]:
        """The lines in the band at the edge, outermost first, as far as no table stands before them."""
        if self._top:
            tables = min((table.box[1] for table in page.tables), default=page.height)
            band = [line for line in page.lines if line.bottom <= min(page.height * BAND, tables + SAME_PLACE)]
            return sorted(band, key=lambda line: (line.base, line.x0))[:MOST_LINES]
        tables = max((table.box[3] for table in page.tables), default=0.0)
        band = [line for line in page.lines if line.top >= max(page.height * (1 - BAND), tables - SAME_PLACE)]
        return sorted(band, key=lambda line: (-line.base, line.x0))[:MOST_LINES]

    def _place(self, line: Line, page: Page) -> float:
        """Points from the edge of the page."""
        return line.base if self._top else page.height - line.base

    def _stands_clear(self, line: Line, page: Page) -> bool:
        """Whether white space, or type of another size, parts the line from the text."""
        if self._top:
            inner = [(other.top, other.size) for other in page.lines if other.base > line.base + 1]
            inner += [(table.box[1], line.size) for table in page.tables]
            edge, size = min(inner, default=(page.height, line.size))
            white = edge - line.base
        else:
            inner = [(other.base, other.size) for other in page.lines if other.base < line.base - 1]
            inner += [(table.box[3], line.size) for table in page.tables]
            edge, size = max(inner, default=(0.0, line.size))
            white = line.top - edge
        return white >= CLEAR * line.size or size - line.size >= 1


def _is_page_number(line: Line, number: int, count: int) -> bool:
    """Whether the line holds the number of the page and nothing else."""
    if all(_NUMBERED.fullmatch(segment.text) for segment in line.segments):
        return True
    bare = _BARE.fullmatch(line.text)
    return bare is not None and int(bare[1]) == number and (bare[2] is None or int(bare[2]) == count)


def _constant(text: str) -> str:
    """What stays the same of a header from page to page: where it holds a page number, digits count for nothing."""
    if _NUMBERED_WITHIN.search(text):
        return re.sub(r"\d+", "0", text)
    return text


def different(texts: Iterable[str | None]) -> list[str]:
    """Each different header or footer once, page numbers aside, in the order they come."""
    once: dict[str, str] = {}
    stamps: dict[str, int] = {}
    for text in texts:
        lines = (_without_number(line) for line in (text or "").split("\n"))
        kept = "\n".join(line for line in lines if line)
        stamp = re.sub(r"\d+", "0", kept)
        stamps[stamp] = stamps.get(stamp, 0) + 1
        if kept and stamps[stamp] <= MOST_STAMPS:
            once.setdefault(_constant(text or ""), kept)
    return list(once.values())


def _without_number(line: str) -> str:
    if _BARE.fullmatch(line) or line in _ROMANS:
        return ""
    parts = (_NUMBERED_WITHIN.sub("", part).strip(" -–|") for part in line.split("\t"))
    return "\t".join(part for part in parts if part)
