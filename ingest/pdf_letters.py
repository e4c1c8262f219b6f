"""The letters of a PDF page as pdfium gives them, put together to runs: words or parts of words of one look."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from array import array
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from operator import sub
from typing import Any

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
_SPACES = frozenset(map(chr, (0x20, 0xA0, 0x09, 0x0A, 0x0D, *range(0x2000, 0x200C), 0x202F, 0x205F, 0x3000)))
_WORD = re.compile(rf"[{re.escape(''.join(sorted(_SPACES)))}]|[^{re.escape(''.join(sorted(_SPACES)))}]+")
_KNOWN = 4_000  # letters that are remembered
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

_KERNED = 0.1
"""Em that a letter may reach into the one before it, and neither be printed twice nor turned back."""
_TAB_GAP = 0.03
"""Em of white space behind a small letter that part a capital in a new piece of drawn text from it."""

_POINTER, _INT = ctypes.c_void_p, ctypes.c_int


def _plain(function: Any, result: Any, *arguments: Any) -> Any:  # noqa: ANN401 - ctypes' own types have no common name
    """A function of pdfium with plain addresses, the interpreter's lock held: a page has thousands of letters, and
    ctypes' typed pointers and the letting go cost more than what is done there.
    """
    return ctypes.cast(function, ctypes.PYFUNCTYPE(result, *arguments))


_letter_at = _plain(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _POINTER, _INT)
_letters_at = _plain(pdfium.FPDFText_GetText, _INT, _POINTER, _INT, _INT, _POINTER)
_object_at = _plain(pdfium.FPDFText_GetTextObject, _POINTER, _POINTER, _INT)
_generated_at = _plain(pdfium.FPDFText_IsGenerated, _INT, _POINTER, _INT)
_box_at = _plain(pdfium.FPDFText_GetLooseCharBox, _INT, _POINTER, _INT, _POINTER)
_matrix_at = _plain(pdfium.FPDFText_GetMatrix, _INT, _POINTER, _INT, _POINTER)
_size_at = _plain(pdfium.FPDFText_GetFontSize, ctypes.c_double, _POINTER, _INT)
_origin_at = _plain(pdfium.FPDFText_GetCharOrigin, _INT, _POINTER, _INT, _POINTER, _POINTER)
_font_of = _plain(pdfium.FPDFTextObj_GetFont, _POINTER, _POINTER)
_mode_of = _plain(pdfium.FPDFTextObj_GetTextRenderMode, _INT, _POINTER)
_colour_of = _plain(pdfium.FPDFPageObj_GetFillColor, _INT, *[_POINTER] * 5)


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
        self.tagged = tagged
        self.runs: list[Run] = []
        self.letters = 0
        self.strange = 0
        self.cut = False
        self.fonts: dict[int, int] = {}
        self.sign_fonts: set[int] = set()
        self._textpage = textpage
        self._page = ctypes.cast(textpage, _POINTER).value
        # Where reading stands: the piece of drawn text, its look and base line, the run and its last letter.
        self._object: int | None = None
        self._style = _Style(0.0, 0, 0)
        self._base = self._reach = self._before = 0.0
        self._run: Run | None = None
        self._spaced = self._guessed = False

    def direction(self) -> int:
        """The direction most letters stand in."""
        weight: Counter[int] = Counter()
        for run in self.runs:
            if run.turn >= 0:
                weight[run.turn] += len(run.letters)
        return max(weight, key=lambda turn: (weight[turn], -turn), default=0)

    def read(self) -> None:
        """Read all letters, `MOST_LETTERS` at most."""
        count: int = pdfium.FPDFText_CountChars(self._textpage)
        self.cut = count > MOST_LETTERS
        count = min(count, MOST_LETTERS)
        codes = self._codes(count)
        boxes = self._boxes(count)
        gaps = [0.0, *map(sub, boxes[4::4], boxes[2::4])]
        odd = {letter for letter in set(codes) if not _is_ordinary(letter)}
        page, object_at = self._page, _object_at
        for found in _WORD.finditer(codes):
            start, end = found.span()
            word, owner = found[0], object_at(page, start)
            if word in _SPACES:
                if owner:  # else one that pdfium put in at the end of a line
                    self._space(start)
            elif end - start > 1 and object_at(page, end - 1) != owner:  # several pieces of drawn text
                for place in range(start, end):
                    if one := object_at(page, place):
                        self._letters(codes[place], place, boxes, one)
            elif owner and odd and not odd.isdisjoint(word):
                self._letters(word, start, boxes, owner)
            elif owner:
                self._word(word, start, boxes, gaps[start + 1 : end], owner)

    def _word(self, word: str, place: int, boxes: list[float], gaps: list[float], owner: int) -> None:
        """Put the letters of one piece of drawn text, all of them ordinary, to the runs that they belong to."""
        inner = self._enter(place, owner)
        style, last = self._style, place + len(word) - 1
        together = (
            style.turn == 0
            and not style.signs
            and (not gaps or (max(gaps) <= WORD_GAP * style.size and min(gaps) >= -_KERNED * style.size))
        )
        if together and self._run is None:
            self._open(list(word), boxes[4 * place], boxes[4 * last + 2], inner)
            self._before = boxes[4 * last]
            self.letters += len(word)
            return
        self._letter(word[0], place, boxes, inner)
        # Where the first letter was printed twice, the run still ends with the one that it covers.
        if together and self._run and (self._before, self._reach) == (boxes[4 * place], boxes[4 * place + 2]):
            self._run.letters += word[1:]
            self._run.end = self._reach = boxes[4 * last + 2]
            self._before = boxes[4 * last]
            self.letters += len(word) - 1
        else:
            self._letters(word[1:], place + 1, boxes, owner)

    def _letters(self, codes: str, place: int, boxes: list[float], owner: int) -> None:
        for at, code in enumerate(codes, start=place):
            self._letter(code, at, boxes, self._enter(at, owner))

    def _codes(self, count: int) -> str:
        """The letters as pdfium knows them, one for each place."""
        buffer = (ctypes.c_ushort * (2 * count + 2))()  # letters outside the first plane take two
        got = _letters_at(self._page, 0, count, ctypes.addressof(buffer))
        text = bytes(buffer)[: 2 * max(got - 1, 0)].decode("utf-16-le", "surrogatepass")
        if len(text) == count:
            return text
        # Places without a character of their own are left out there.
        return "".join(chr(_letter_at(self._page, place)) for place in range(count))

    def _boxes(self, count: int) -> list[float]:
        """Left, top, right and bottom edge of each letter, one behind the other."""
        boxes = (pdfium.FS_RECTF * count)()
        first, size = ctypes.addressof(boxes), ctypes.sizeof(pdfium.FS_RECTF)
        addresses = range(first, first + size * count, size)
        deque(map(_box_at, repeat(self._page), range(count), addresses), maxlen=0)
        return array("f", bytes(boxes)).tolist()

    def _space(self, place: int) -> None:
        self._guessed = (self._guessed or not self._spaced) and bool(_generated_at(self._page, place))
        self._spaced = True
        self._run = None

    def _enter(self, place: int, owner: int) -> bool:
        """Whether the letter at ``place`` goes on in the piece of drawn text of the one before; else begin it."""
        if owner == self._object:
            return True
        style, self._before = self._style_at(place, owner), -1e9
        base, run = self._base_at(place, style.turn), self._run
        if run and not (
            (style.look, style.turn, style.mark) == (run.look, run.turn, run.mark)
            and abs(style.size - run.size) <= 0.1
            and (abs(base - self._base) <= 0.1 * style.size or style.turn < 0)
        ):
            self._run = None
        self._object, self._style, self._base = owner, style, base
        return False

    def _letter(self, code: str, place: int, boxes: list[float], inner: bool) -> None:
        """Put one letter to the run that it belongs to."""
        run = self._run
        style = self._style
        left, top, right, bottom = boxes[4 * place : 4 * place + 4]
        if style.turn <= 0:
            start, end = left, right
        elif style.turn == 1:
            start, end = bottom, top
        elif style.turn == 2:
            start, end = -right, -left
        else:
            start, end = -top, -bottom
        letter = self._shown(code)
        if style.signs:
            letter = sign_of(letter)
        self.letters += 1
        if run and style.turn >= 0:
            if start == self._before and end == self._reach:  # the letters of a ligature share one box
                run.letters.append(letter)
                return
            gap = start - self._reach
            if letter == run.letters[-1] and abs(start - self._before) < 0.35 * (end - start):  # printed twice
                return
            if gap > WORD_GAP * style.size or gap < -0.5 * style.size:
                run = None
            elif not inner and gap > _TAB_GAP * style.size and letter.isupper() and run.letters[-1].islower():
                run = None  # a new piece of drawn text behind a narrow tab stop
        if run is None:
            self._open([letter], start, end, inner)
        else:
            run.letters.append(letter)
            run.end = self._reach = end
        self._before = start

    def _open(self, letters: list[str], start: float, end: float, inner: bool) -> None:
        """Begin a run."""
        style, spaced = self._style, self._spaced
        guessed = spaced and self._guessed
        self._run = Run(
            letters, start, end, self._base, style.size, style.look, style.turn, spaced, style.mark, guessed, inner
        )
        self.runs.append(self._run)
        self._reach = end
        self._spaced = self._guessed = False

    def _shown(self, code: str) -> str:
        """What a letter shows; counts those that no reader could know."""
        if _is_ordinary(code):
            return code
        if ord(code) in _HYPHENS:
            return "-"
        if ord(code) in _LIGATURES:
            return _LIGATURES[ord(code)]
        if _is_strange(code):
            self.strange += 1
        return code if unicodedata.category(code) not in ("Cc", "Cs", "Cf") or code == "\u00ad" else ""

    def _style_at(self, place: int, owner: int) -> _Style:
        matrix = pdfium.FS_MATRIX()
        _matrix_at(self._page, place, ctypes.addressof(matrix))
        size = abs(_size_at(self._page, place) * math.hypot(matrix.c, matrix.d))
        angle = math.degrees(math.atan2(matrix.b, matrix.a)) / 90
        if not math.isfinite(size + angle):  # a damaged file
            return _Style(math.inf, 0, 0)
        turn = round(angle) % 4 if abs(angle - round(angle)) < 0.05 else -1
        font = _font_of(owner) or 0
        look = self._font_look(font)
        if _mode_of(owner) == _FILL_AND_STROKE:
            look |= BOLD
        if _is_coloured(owner):
            look |= COLOURED
        if turn == 0 and abs(matrix.c) > 0.1 * abs(matrix.d):  # slanted by the matrix
            look |= ITALIC
        mark = mark_of(ctypes.cast(owner, pdfium.FPDF_PAGEOBJECT)) if self.tagged else UNMARKED
        return _Style(round(size, 1) or 1.0, look, turn, mark, font in self.sign_fonts)

    def _font_look(self, address: int) -> int:
        if address not in self.fonts:
            font = ctypes.cast(address, pdfium.FPDF_FONT)
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

    def _base_at(self, place: int, turn: int) -> float:
        origin = (ctypes.c_double * 2)()
        address = ctypes.addressof(origin)
        _origin_at(self._page, place, address, address + ctypes.sizeof(ctypes.c_double))
        x, y = origin
        return (y, -x, -y, x)[max(turn, 0)]


def _is_coloured(owner: int) -> bool:
    """Whether the letters of a piece of drawn text have a colour that is no shade of grey."""
    colour = (ctypes.c_uint * 4)()
    first, size = ctypes.addressof(colour), ctypes.sizeof(ctypes.c_uint)
    _colour_of(owner, *(first + size * part for part in range(4)))
    *shades, _ = colour
    return max(shades) - min(shades) >= _COLOURFUL


@lru_cache(_KNOWN)
def _is_ordinary(code: str) -> bool:
    """Whether a letter shows as itself, and readers know it."""
    if ord(code) in _HYPHENS or ord(code) in _LIGATURES or _is_strange(code):
        return False
    return unicodedata.category(code) not in ("Cc", "Cs", "Cf") or code == "\u00ad"


def _is_strange(code: str) -> bool:
    category = unicodedata.category(code)
    return (category in ("Cc", "Cn", "Co", "Cs") and readable(code) == code) or code == "\ufffd"
