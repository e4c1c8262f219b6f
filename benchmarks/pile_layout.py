"""The lines of a made-up paper laid out on pages of A4: what stands where, whoever writes the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from pdfminer.fontmetrics import FONT_METRICS

from benchmarks.pile_styles import Piece, pieces

FAMILIES = {"sans": ("Helvetica", "Helvetica-Bold"), "serif": ("Times-Roman", "Times-Bold")}
"""Plain and bold face of each family, of the fonts that every reader of PDF has."""
LEFT = 71.0
_RIGHT, _TOP, _BOTTOM = 524.0, 86.0, 772.0
_TABS = 120.0
"""Points between two tab stops."""
_INDENT = 20.0
_PITCH = 1.25
"""Height of a line in sizes of its letters."""


@dataclass(frozen=True, slots=True)
class Text:
    """Letters from a place on; ``y`` from the top, of the base line."""

    x: float
    y: float
    text: str
    size: float
    bold: bool
    element: int
    """What it belongs to, by number, from 0; -1 is header or footer."""


@dataclass(slots=True)
class Page:
    """What stands on a page."""

    texts: list[Text] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)


@dataclass(slots=True)
class Layout:
    """A paper in pages, and what kind of thing each of its elements is: ``P``, ``H1``, ``TD/row/table``."""

    pages: list[Page] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    headings: list[tuple[str, int]] = field(default_factory=list)
    """Text and page, from 0."""


@lru_cache(maxsize=200_000)
def width_of(word: str, font: str) -> int:
    """Thousandths of the size that the word takes."""
    widths = FONT_METRICS[font][1]
    return sum(widths.get(letter, 556) for letter in word)


def wrap(text: str, width: float, size: float, font: str) -> list[str]:
    """The text in lines as a page breaks them."""
    room, space = width * 1000 / size, width_of(" ", font)
    lines: list[list[str]] = [[]]
    used = 0
    for word in text.split():
        needs = width_of(word, font)
        if lines[-1] and used + space + needs > room:
            lines.append([])
            used = 0
        used += needs + (space if lines[-1] else 0)
        lines[-1].append(word)
    return [" ".join(line) for line in lines]


class _Layouter:
    def __init__(self, family: str, size: float) -> None:
        self.fonts, self.size = FAMILIES[family], size
        self.out = Layout(pages=[Page()])
        self.y = _TOP
        self._tables = 0

    def put(self, piece: Piece) -> None:
        match piece.kind:
            case "page" if self.out.pages[-1].texts:
                self._break()
            case "gap":
                self.y += 8
            case "heading":
                self._heading(piece.text)
            case "item":
                self._item(piece.mark, piece.text)
            case "columns":
                self._columns(piece.rows[0])
            case "table":
                self._table(piece.rows)
            case "paragraph":
                self._paragraph(piece.text)

    def _table(self, rows: list[list[str]]) -> None:
        self._tables += 1
        columns, size, font = max(map(len, rows)), self.size - 1, self.fonts[0]
        widths = [1.0] * columns
        longest = max(range(columns), key=lambda at: max(len(row[at]) if at < len(row) else 0 for row in rows))
        widths[longest] = 2.0
        edges = [LEFT]
        for width in widths:
            edges.append(edges[-1] + width * (_RIGHT - LEFT) / sum(widths))
        pitch = size * _PITCH
        self.y += 4
        for number, row in enumerate(rows):
            cells = [wrap(text, edges[at + 1] - edges[at] - 8, size, font) for at, text in enumerate(row)]
            height = max(map(len, cells)) * pitch + 5
            if self.y + height > _BOTTOM:
                self._break()
            top = self.y - size
            page = self.out.pages[-1]
            for at, lines in enumerate(cells):
                element = self._element(f"TD/{number}/{self._tables}")
                for place, text in enumerate(lines):
                    page.texts.append(Text(edges[at] + 4, self.y + place * pitch, text, size, False, element))
            bottom = top + height
            page.rules += [(LEFT, top, _RIGHT, top), (LEFT, bottom, _RIGHT, bottom)]
            page.rules += [(x, top, x, bottom) for x in edges]
            self.y += height
        self.y += 8

    def _element(self, kind: str) -> int:
        self.out.kinds.append(kind)
        return len(self.out.kinds) - 1

    def _break(self) -> None:
        self.out.pages.append(Page())
        self.y = _TOP

    def _put(self, x: float, text: str, size: float, bold: bool, element: int) -> None:
        self.out.pages[-1].texts.append(Text(x, self.y, text, size, bold, element))

    def _lines(self, x: float, lines: list[str], size: float, bold: bool, element: int) -> None:
        for text in lines:
            if self.y > _BOTTOM:
                self._break()
            self._put(x, text, size, bold, element)
            self.y += size * _PITCH

    def _heading(self, text: str) -> None:
        size = self.size + (0 if text.endswith(":") else 2)
        self.y += 8
        if self.y > _BOTTOM - 40:
            self._break()
        self.out.headings.append((text, len(self.out.pages) - 1))
        element = self._element("H3" if text.endswith(":") else "H2")
        self._lines(LEFT, wrap(text, _RIGHT - LEFT, size, self.fonts[1]), size, True, element)
        self.y += 2

    def _paragraph(self, text: str) -> None:
        lines = wrap(text, _RIGHT - LEFT, self.size, self.fonts[0])
        self._lines(LEFT, lines, self.size, False, self._element("P"))
        self.y += 4

    def _item(self, mark: str, text: str) -> None:
        if self.y > _BOTTOM:
            self._break()
        element = self._element("P")
        self._put(LEFT, mark, self.size, False, element)
        lines = wrap(text, _RIGHT - LEFT - _INDENT, self.size, self.fonts[0])
        self._lines(LEFT + _INDENT, lines, self.size, False, element)
        self.y += 2

    def _columns(self, cells: list[str]) -> None:
        if self.y > _BOTTOM:
            self._break()
        element = self._element("P")
        x = LEFT
        for cell in cells[:-1]:
            self._put(x, cell, self.size, False, element)
            end = x + width_of(cell, self.fonts[0]) * self.size / 1000
            x = LEFT + _TABS * (1 + (end - LEFT) // _TABS)  # the next tab stop
        self._lines(x, wrap(cells[-1], _RIGHT - x, self.size, self.fonts[0]), self.size, False, element)
        self.y += 2


def layout(lines: list[str], family: str = "sans", size: float = 11.0) -> Layout:
    """The lines in pages."""
    maker = _Layouter(family, size)
    for piece in pieces(lines):
        maker.put(piece)
    return maker.out
