"""PDF bytes to the words on each page, with place and look, and the straight lines drawn on it.

Letters come from pdfium, each read once; a page is closed before the next one is opened. Places are points from the
upper left corner of the page as its letters stand: a page whose letters lie on their side is turned first.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.markers import readable
from ingest.pdf_rules import Handle, Rule, rules_of
from model.errors import UnreadableError

MOST_PAGES = 20_000
"""Pages of the longest file that is read; a year's papers of a large municipality are some thousand."""
MOST_LETTERS = 100_000
"""Letters that are read on one page; a dense page of text has 6,000."""

BOLD, ITALIC, UNDERLINE, COLOURED = 1, 2, 4, 8
"""Bits of `Word.look`."""

_HYPHENS = (0x02, 0xFFFE)  # how pdfium writes the hyphen at the end of a line
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_SPACES = frozenset((0x20, 0xA0, 0x09, 0x0A, 0x0D, *range(0x2000, 0x200C), 0x202F, 0x205F, 0x3000))
_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_ITALIC_NAMES = ("italic", "oblique")
_ITALIC_FLAG, _FORCE_BOLD_FLAG = 1 << 6, 1 << 18  # ISO 32000-1, table 123
_BOLD_WEIGHT = 600
_COLOURFUL = 48  # of 255, between the strongest and the weakest of red, green and blue
_FILL_AND_STROKE = 2  # text drawn so is bold without a bold font

WORD_GAP = 0.13
"""Em of white space that part two words where no space character does."""

_POINTER, _INT = ctypes.c_void_p, ctypes.c_int
# The same functions with plain addresses: a page has thousands of letters, and ctypes' typed pointers cost more.
_letter_at = ctypes.cast(pdfium.FPDFText_GetUnicode, ctypes.CFUNCTYPE(ctypes.c_uint, _POINTER, _INT))
_object_at = ctypes.cast(pdfium.FPDFText_GetTextObject, ctypes.CFUNCTYPE(_POINTER, _POINTER, _INT))
_box_at = ctypes.cast(pdfium.FPDFText_GetLooseCharBox, ctypes.CFUNCTYPE(_INT, _POINTER, _INT, _POINTER))


@dataclass(slots=True)
class Word:
    """Letters of one look without white space between them."""

    text: str
    x0: float
    x1: float
    base: float
    """The line it stands on, in points from the top."""
    size: float
    look: int
    """`BOLD`, `ITALIC`, `UNDERLINE` and `COLOURED`, added up."""
    spaced: bool
    """A space character stands in front of it."""


@dataclass(slots=True)
class Sheet:
    """One page as drawn."""

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    turned: list[Word] = field(default_factory=list)
    """Words that stand in another direction than most; each is a run of letters, at the place where it begins."""
    rules: list[Rule] = field(default_factory=list)
    letters: int = 0
    strange: int = 0
    """How many of the letters are no characters that a reader could know: private, unmapped, control."""
    pictured: bool = False
    """The page holds a picture."""
    cut: bool = False
    """It has more letters than are read."""
    damaged: bool = False
    """It can't be opened."""


@contextmanager
def opened(data: bytes, name: str) -> Iterator[pypdfium2.PdfDocument]:
    """The PDF in ``data`` as a pdfium document, closed at the end; raises `UnreadableError` where none can be had."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as failure:
        if getattr(failure, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise UnreadableError(f"{name} is protected by a password; open it and save it without one.") from failure
        raise UnreadableError(f"{name} is damaged and can't be opened as a PDF; fetch or export it again.") from failure
    try:
        if not len(document):
            raise UnreadableError(f"{name} is damaged: it is a PDF without pages; fetch or export it again.")
        if len(document) > MOST_PAGES:
            raise UnreadableError(f"{name} has {len(document)} pages, more than {MOST_PAGES}; split it.")
        yield document
    finally:
        document.close()


def title_of(document: pypdfium2.PdfDocument) -> str | None:
    """The title that the file's properties give."""
    return " ".join(document.get_metadata_value("Title").split()) or None


def sheets(document: pypdfium2.PdfDocument) -> Iterator[Sheet]:
    """The pages of the document one by one."""
    for place in range(len(document)):
        try:
            page = document[place]
        except pypdfium2.PdfiumError:
            yield Sheet(place + 1, 0.0, 0.0, damaged=True)
            continue
        try:
            yield _sheet(page, place + 1)
        finally:
            page.close()


def _sheet(page: pypdfium2.PdfPage, number: int) -> Sheet:
    textpage = page.get_textpage()
    try:
        reading = _Letters(textpage.raw)
        reading.read()
    finally:
        textpage.close()
    turn = reading.direction()
    placed = _Placed(page.get_bbox(), turn)
    sheet = Sheet(number, placed.width, placed.height, letters=reading.letters, strange=reading.strange)
    sheet.cut = reading.cut
    for run in reading.runs:
        (sheet.words if run.turn == turn else sheet.turned).append(placed.word(run))
    rules, sheet.pictured = rules_of(page.raw)
    sheet.rules = [placed.rule(rule) for rule in rules]
    return sheet


@dataclass(slots=True)
class _Run:
    """Letters as pdfium gives them: places in the page's own coordinates, upwards from the lower left corner."""

    letters: list[str]
    start: float
    end: float
    base: float
    size: float
    look: int
    turn: int
    spaced: bool


@dataclass(slots=True)
class _Style:
    """What one text object of the page has in common."""

    size: float
    look: int
    turn: int
    """Quarter turns against the clock; -1 for any other direction."""


class _Letters:
    """Reads the letters of one page into runs."""

    def __init__(self, textpage: Handle) -> None:
        self.page = textpage
        self.runs: list[_Run] = []
        self.letters = 0
        self.strange = 0
        self.cut = False
        self.fonts: dict[int, int] = {}

    def direction(self) -> int:
        """The direction most letters stand in."""
        weight: Counter[int] = Counter()
        for run in self.runs:
            if run.turn >= 0:
                weight[run.turn] += len(run.letters)
        return max(weight, key=lambda turn: (weight[turn], -turn), default=0)

    def read(self) -> None:
        count = pdfium.FPDFText_CountChars(self.page)
        self.cut = count > MOST_LETTERS
        page = ctypes.cast(self.page, _POINTER).value
        box = pdfium.FS_RECTF()
        box_address = ctypes.addressof(box)
        letter_at, object_at, box_at = _letter_at, _object_at, _box_at
        spaces, ordinary = _SPACES, range(0x21, 0x7F)
        current: int | None = None
        style = _Style(0.0, 0, 0)
        run: _Run | None = None
        base = reach = before = 0.0
        spaced = False
        for index in range(min(count, MOST_LETTERS)):
            owner = object_at(page, index)
            if not owner:  # a space or line end that pdfium put in
                continue
            code = letter_at(page, index)
            if code in spaces:
                spaced = True
                run = None
                continue
            if owner != current:
                style, before = self._style(index), -1e9
                new_base = self._base(index, style.turn)
                if run and not (
                    (style.look, style.turn) == (run.look, run.turn)
                    and abs(style.size - run.size) <= 0.1
                    and (abs(new_base - base) <= 0.1 * style.size or style.turn < 0)
                ):
                    run = None
                current, base = owner, new_base
            box_at(page, index, box_address)
            if style.turn == 0:
                start, end = box.left, box.right
            elif style.turn == 1:
                start, end = box.bottom, box.top
            elif style.turn == 2:
                start, end = -box.right, -box.left
            elif style.turn == 3:
                start, end = -box.top, -box.bottom
            else:
                start, end = box.left, box.right
            letter = chr(code) if code in ordinary else self._letter(code)
            self.letters += 1
            if run and style.turn >= 0:
                if start == before and end == reach:  # the letters of a ligature share one box
                    run.letters.append(letter)
                    continue
                gap = start - reach
                if letter == run.letters[-1] and abs(start - before) < 0.35 * (end - start):  # printed twice
                    continue
                if gap > WORD_GAP * style.size or gap < -0.5 * style.size:
                    run = None
            if run is None:
                run = _Run([], start, end, base, style.size, style.look, style.turn, spaced)
                self.runs.append(run)
                spaced = False
            run.letters.append(letter)
            run.end = reach = end
            before = start

    def _letter(self, code: int) -> str:
        if code in _HYPHENS:
            return "-"
        if code in _LIGATURES:
            return _LIGATURES[code]
        letter = chr(code)
        category = unicodedata.category(letter)
        if (category in ("Cc", "Cn", "Co", "Cs") and readable(letter) == letter) or code == 0xFFFD:
            self.strange += 1
        return letter if category not in ("Cc", "Cs", "Cf") or code == 0xAD else ""

    def _style(self, index: int) -> _Style:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self.page, index, matrix)
        size = pdfium.FPDFText_GetFontSize(self.page, index) * math.hypot(matrix.c, matrix.d)
        angle = math.degrees(math.atan2(matrix.b, matrix.a)) / 90
        turn = round(angle) % 4 if abs(angle - round(angle)) < 0.05 else -1
        owner = pdfium.FPDFText_GetTextObject(self.page, index)
        look = self._font_look(pdfium.FPDFTextObj_GetFont(owner))
        if pdfium.FPDFTextObj_GetTextRenderMode(owner) == _FILL_AND_STROKE:
            look |= BOLD
        if _is_coloured(owner):
            look |= COLOURED
        if turn == 0 and abs(matrix.c) > 0.1 * abs(matrix.d):  # slanted by the matrix
            look |= ITALIC
        return _Style(round(size, 1) or 1.0, look, turn)

    def _font_look(self, font: Handle) -> int:
        address = ctypes.cast(font, _POINTER).value or 0
        if address not in self.fonts:
            buffer = ctypes.create_string_buffer(256)
            pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
            name = buffer.value.decode("latin-1").lower()
            flags = pdfium.FPDFFont_GetFlags(font)
            weight = pdfium.FPDFFont_GetWeight(font)
            bold = any(word in name for word in _BOLD_NAMES) or bool(flags & _FORCE_BOLD_FLAG and flags > 0)
            bold = bold or _BOLD_WEIGHT <= weight <= 1000
            italic = any(word in name for word in _ITALIC_NAMES) or bool(flags & _ITALIC_FLAG and flags > 0)
            self.fonts[address] = BOLD * bold + ITALIC * italic
        return self.fonts[address]

    def _base(self, index: int, turn: int) -> float:
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self.page, index, x, y)
        return (y.value, -x.value, -y.value, x.value)[max(turn, 0)]


def _is_coloured(text_object: Handle) -> bool:
    """Whether the letters are drawn in a colour that is no shade of grey."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFPageObj_GetFillColor(text_object, red, green, blue, alpha)
    return max(red.value, green.value, blue.value) - min(red.value, green.value, blue.value) >= _COLOURFUL


class _Placed:
    """From the page's own coordinates (upwards, any corner) to points from the upper left corner as it is read."""

    def __init__(self, page_box: tuple[float, float, float, float], turn: int) -> None:
        left, bottom, right, top = page_box
        self.turn = turn
        self.left, self.top = ((left, top), (bottom, -left), (-right, -bottom), (-top, right))[turn]
        across, down = abs(right - left), abs(top - bottom)
        self.width, self.height = (down, across) if turn % 2 else (across, down)

    def word(self, run: _Run) -> Word:
        """The run as a word; one that stands in another direction lies level at the place where it begins."""
        along, up = run.start, run.base
        end = run.end
        if run.turn != self.turn:
            along, up = self._frame(*_page_place(along, up, max(run.turn, 0)))
            end = along + run.end - run.start
        text = "".join(run.letters)
        return Word(text, along - self.left, end - self.left, self.top - up, run.size, run.look, run.spaced)

    def rule(self, rule: Rule) -> Rule:
        """The rule with its ends from left to right and from top to bottom."""
        along0, up0 = self._frame(rule.x0, rule.y0)
        along1, up1 = self._frame(rule.x1, rule.y1)
        xs, ys = sorted((along0 - self.left, along1 - self.left)), sorted((self.top - up0, self.top - up1))
        return Rule(xs[0], ys[0], xs[1], ys[1])

    def _frame(self, x: float, y: float) -> tuple[float, float]:
        return ((x, y), (y, -x), (-x, -y), (-y, x))[self.turn]


def _page_place(along: float, up: float, turn: int) -> tuple[float, float]:
    return ((along, up), (-up, along), (-along, -up), (up, -along))[turn]
