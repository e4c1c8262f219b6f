"""The letters of a PDF page as pdfium gives them, put together to runs: words or parts of words of one look."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from ingest.markers import readable, sign_of
from ingest.pdf_rules import Handle
from ingest.pdf_tags import UNMARKED, mark_of

MOST_LETTERS = 100_000
"""Letters that are read on one page; a dense page of text has 6,000."""

LARGEST = 2_000.0
"""Points of the biggest type that is read."""

BOLD, ITALIC, UNDERLINE, COLOURED, RAISED = 1, 2, 4, 8, 16
"""Bits of a look, added up."""
LOOKS = 31
"""All of them; a look's higher bits say which link the letters are part of."""

_HYPHENS = (0x02, 0xFFFE)  # how pdfium writes the hyphen at the end of a line
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_SPACES = frozenset((0x20, 0xA0, 0x09, 0x0A, 0x0D, *range(0x2000, 0x200C), 0x202F, 0x205F, 0x3000))
_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_ITALIC_NAMES = ("italic", "oblique")
_ITALIC_FLAG, _FORCE_BOLD_FLAG = 1 << 6, 1 << 18  # ISO 32000-1, table 123
_SIGN_FONTS = ("wingdings", "webdings", "symbol")  # behind the mark of a font that is there in part: «ABCDEF+Symbol»
_PLAIN_NAMES = ("regular", "roman", "light", "book", "medium")
_BOLD_WEIGHT, _HEAVIEST = 700, 1000  # pdfium works the weight out of the stem's width; broken fonts give thousands
_COLOURFUL = 48  # of 255, between the strongest and the weakest of red, green and blue
_FILL_AND_STROKE = 2  # text drawn so is bold without a bold font

WORD_GAP = 0.13
"""Em of white space that part two words where no space character does."""

_TAB_GAP = 0.03
"""Em of white space behind a small letter that part a capital in a new piece of drawn text from it."""

_POINTER, _INT = ctypes.c_void_p, ctypes.c_int
# The same functions with plain addresses: a page has thousands of letters, and ctypes' typed pointers cost more.
_letter_at = ctypes.cast(pdfium.FPDFText_GetUnicode, ctypes.CFUNCTYPE(ctypes.c_uint, _POINTER, _INT))
_object_at = ctypes.cast(pdfium.FPDFText_GetTextObject, ctypes.CFUNCTYPE(_POINTER, _POINTER, _INT))
_generated_at = ctypes.cast(pdfium.FPDFText_IsGenerated, ctypes.CFUNCTYPE(_INT, _POINTER, _INT))
_box_at = ctypes.cast(pdfium.FPDFText_GetLooseCharBox, ctypes.CFUNCTYPE(_INT, _POINTER, _INT, _POINTER))


@dataclass(slots=True)
class Run:
    """Letters as pdfium gives them: places in the page's own coordinates, upwards from the lower left corner."""

    letters: list[str]
    start: float
    end: float
    base: float
    size: float
    look: int
    turn: int
    spaced: bool
    mark: int = UNMARKED
    """What ties it to the file's structure tree."""
    guessed: bool = False
    """Not the file but pdfium took the gap before it for a space."""
    inner: bool = False
    """It goes on in the same piece of drawn text as the letters before it."""

    @property
    def is_placed(self) -> bool:
        """Whether it has a place that a page can have; in a damaged file it may have none."""
        return math.isfinite(self.start + self.end + self.base + self.size) and self.size <= LARGEST


def together(runs: Iterable[Run]) -> list[Run]:
    """Runs that stand in another direction than the page's text, those of one line put together to one run."""
    out: list[Run] = []
    for run in runs:
        last = out[-1] if out else None
        gap = run.start - last.end if last else 0.0
        if last and last.turn == run.turn >= 0 and abs(last.base - run.base) <= 0.1 * run.size and 0 <= gap <= run.size:
            last.letters += [" ", *run.letters] if run.spaced or gap > WORD_GAP * run.size else run.letters
            last.end = run.end
        else:
            out.append(run)
    return out


@dataclass(slots=True)
class _Style:
    """What one text object of the page has in common."""

    size: float
    look: int
    turn: int
    """Quarter turns against the clock; -1 for any other direction."""
    mark: int = UNMARKED
    signs: bool = False
    """Its font has signs where others have letters."""


class Letters:
    """Reads the letters of one page into runs."""

    def __init__(self, textpage: Handle, tagged: bool = False) -> None:
        self.page = textpage
        self.tagged = tagged
        self.runs: list[Run] = []
        self.letters = 0
        self.strange = 0
        self.cut = False
        self.fonts: dict[int, int] = {}
        self.sign_fonts: set[int] = set()

    def direction(self) -> int:
        """The direction most letters stand in."""
        weight: Counter[int] = Counter()
        for run in self.runs:
            if run.turn >= 0:
                weight[run.turn] += len(run.letters)
        return max(weight, key=lambda turn: (weight[turn], -turn), default=0)

    def read(self) -> None:
        """Read all letters, `MOST_LETTERS` at most."""
        count = pdfium.FPDFText_CountChars(self.page)
        self.cut = count > MOST_LETTERS
        page = ctypes.cast(self.page, _POINTER).value
        box = pdfium.FS_RECTF()
        box_address = ctypes.addressof(box)
        letter_at, object_at, box_at, generated_at = _letter_at, _object_at, _box_at, _generated_at
        spaces, ordinary = _SPACES, range(0x21, 0x7F)
        current: int | None = None
        style = _Style(0.0, 0, 0)
        run: Run | None = None
        base = reach = before = 0.0
        spaced = guessed = False
        for index in range(min(count, MOST_LETTERS)):
            owner = object_at(page, index)
            if not owner:  # a space or line end that pdfium put in
                continue
            code = letter_at(page, index)
            if code in spaces:
                guessed = (guessed or not spaced) and bool(generated_at(page, index))
                spaced = True
                run = None
                continue
            inner = owner == current
            if not inner:
                style, before = self._style(index), -1e9
                new_base = self._base(index, style.turn)
                if run and not (
                    (style.look, style.turn, style.mark) == (run.look, run.turn, run.mark)
                    and abs(style.size - run.size) <= 0.1
                    and (abs(new_base - base) <= 0.1 * style.size or style.turn < 0)
                ):
                    run = None
                current, base = owner, new_base
            box_at(page, index, box_address)
            if style.turn <= 0:
                start, end = box.left, box.right
            elif style.turn == 1:
                start, end = box.bottom, box.top
            elif style.turn == 2:
                start, end = -box.right, -box.left
            else:
                start, end = -box.top, -box.bottom
            letter = chr(code) if code in ordinary else self._letter(code)
            if style.signs:
                letter = sign_of(letter)
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
                elif not inner and gap > _TAB_GAP * style.size and letter.isupper() and run.letters[-1].islower():
                    run = None  # a new piece of drawn text behind a narrow tab stop
            if run is None:
                run = Run(
                    [],
                    start,
                    end,
                    base,
                    style.size,
                    style.look,
                    style.turn,
                    spaced,
                    style.mark,
                    spaced and guessed,
                    inner,
                )
                self.runs.append(run)
                spaced = guessed = False
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
        size = abs(pdfium.FPDFText_GetFontSize(self.page, index) * math.hypot(matrix.c, matrix.d))
        angle = math.degrees(math.atan2(matrix.b, matrix.a)) / 90
        if not math.isfinite(size + angle):  # a damaged file
            return _Style(math.inf, 0, 0)
        turn = round(angle) % 4 if abs(angle - round(angle)) < 0.05 else -1
        owner = pdfium.FPDFText_GetTextObject(self.page, index)
        font = pdfium.FPDFTextObj_GetFont(owner)
        look = self._font_look(font)
        if pdfium.FPDFTextObj_GetTextRenderMode(owner) == _FILL_AND_STROKE:
            look |= BOLD
        if _is_coloured(owner):
            look |= COLOURED
        if turn == 0 and abs(matrix.c) > 0.1 * abs(matrix.d):  # slanted by the matrix
            look |= ITALIC
        signs = (ctypes.cast(font, _POINTER).value or 0) in self.sign_fonts
        return _Style(round(size, 1) or 1.0, look, turn, mark_of(owner) if self.tagged else UNMARKED, signs)

    def _font_look(self, font: Handle) -> int:
        address = ctypes.cast(font, _POINTER).value or 0
        if address not in self.fonts:
            buffer = ctypes.create_string_buffer(256)
            pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
            name = buffer.value.decode("latin-1").lower()
            if name.rpartition("+")[2].startswith(_SIGN_FONTS):
                self.sign_fonts.add(address)
            flags = pdfium.FPDFFont_GetFlags(font)
            flags = max(flags, 0)  # -1 where the font gives none
            bold = any(word in name for word in _BOLD_NAMES) or bool(flags & _FORCE_BOLD_FLAG)
            if not any(word in name for word in _PLAIN_NAMES):
                bold = bold or _BOLD_WEIGHT <= pdfium.FPDFFont_GetWeight(font) <= _HEAVIEST
            italic = any(word in name for word in _ITALIC_NAMES) or bool(flags & _ITALIC_FLAG)
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
