"""What text recognition found on a page as the words of a sheet: sure words kept, specks left out, bullets seen.

Tesseract finds letters in shadows, logos and dirt too, but is seldom sure of them; it says how sure it is of each word
(hOCR's ``x_wconf``). A bullet is no letter, and comes back as whatever sign is nearest; its shape and place tell it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from lxml import etree

from ingest.pdf_chars import Sheet, Word
from ingest.text_quality import is_norwegian

SURE = 70
"""Per cent of certainty above which a word is taken; on coarse scans of papers real words have 70 to 97."""
_DOUBTFUL = 30
"""The same for a word that Norwegian has; shadows give lines of capitals and short words that none is sure of."""
_TELLING, _TELLING_ALONE = 2, 4
"""Letters of the shortest word that is believed so in a line with a sure word, and in a line without."""
_FEW_LETTERS = 3
"""Letters of a line that tell nothing of its size."""
_SAME_TYPE = 1.2
"""Times that the heights of lines in one type differ, as measured on a scan."""
_RINGED, _WITH_RING = "ÅÄÖÉ", 1.17
"""Capitals with a sign above, and times that a line with one is measured too high."""
_LONG_LINE = 60.0
"""Points of a line that is long enough to show how the page hangs; longer ones count for more."""
_SMALL = 0.5
"""Share of the type size that a bullet or dash is high at most; an o is a little higher."""
_NEAR = 4.0
"""Type sizes between a bullet and its text, at most."""
_ROUND = 1.7
"""Times that a bullet is wider than high, or higher than wide, at most; a dash is more."""
_RING = ("o", "O", "0", "°")
_RING_SIZE = 0.7
"""Share of the type size that a hollow bullet is high at most."""
_MOST_WORDS = 20_000
"""Words of the fullest page that is read."""

_BOX = re.compile(r"\bbbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_BASELINE = re.compile(r"\bbaseline (-?[\d.]+) (-?[\d.]+)")
_SIZE = re.compile(r"\bx_size ([\d.]+)")
_CERTAINTY = re.compile(r"\bx_wconf (\d+)")
_AROUND = ".,;:!?()«»\"'"
_SWALLOWED = re.compile(r"(\d{1,3})([^\W\d_]{4,}[.,;:]?)")


@dataclass(slots=True)
class _Found:
    """A word as it was recognised; places in points."""

    text: str
    certainty: int
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    line: int
    """Which line of the page it stands in, by Tesseract's word."""

    @property
    def height(self) -> float:
        return self.bottom - self.top


def sheet_of(hocr: bytes, number: int, longest: float) -> Sheet | None:
    """The page ``number``, its longer side ``longest`` points, as its hOCR tells it; None where it tells nothing."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, recover=True, huge_tree=False)
    root = etree.fromstring(hocr, parser)
    page = next(_of_class(root, "ocr_page"), None) if root is not None else None
    box = _BOX.search(page.get("title", "")) if page is not None else None
    if page is None or box is None:
        return None
    points = longest / max(int(box[3]), int(box[4]), 1)
    found = [word for word in _words(page, points) if word.text.strip()][:_MOST_WORDS]
    _flatten(found)
    _level(found)
    sure_lines = {word.line for word in found if word.certainty >= SURE and len(word.text) >= _TELLING}
    kept = [part for word in found if _is_sure(word, sure_lines) for part in _apart(word)]
    _see_bullets(found, kept)
    sheet = Sheet(number, int(box[3]) * points, int(box[4]) * points, pictured=True, recognised=True)
    sheet.words = [
        Word(word.text, word.x0, word.x1, word.base, word.size, 0, True)
        for word in sorted(kept, key=lambda word: (word.base, word.x0))
    ]
    sheet.letters = sum(len(word.text) for word in kept)
    return sheet


def _of_class(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return (element for element in root.iter("{*}div", "{*}span") if element.get("class") == name)


def _words(page: etree._Element, points: float) -> Iterator[_Found]:
    for number, line in enumerate(page.iter("{*}span")):
        if line.get("class") == "ocrx_word":
            continue
        title = line.get("title", "")
        box, size = _BOX.search(title), _SIZE.search(title)
        if box is None or size is None:
            continue
        tilt = _BASELINE.search(title)
        slope, drop = (float(tilt[1]), float(tilt[2])) if tilt else (0.0, 0.0)
        for element in _of_class(line, "ocrx_word"):
            title = element.get("title", "")
            place, certainty = _BOX.search(title), _CERTAINTY.search(title)
            if place is None or certainty is None:
                continue
            x0, top, x1, bottom = (int(edge) for edge in place.groups())
            # The line's own words stand level once it is straightened; the page may still hang a little.
            base = int(box[4]) + drop + slope * ((x0 + x1) / 2 - int(box[1]))
            text = "".join(map(str, element.itertext())).strip()
            yield _Found(
                text, int(certainty[1]), x0 * points, top * points, x1 * points, bottom * points, base * points,
                float(size[1]) * points, number,
            )  # fmt: skip


def _flatten(words: Sequence[_Found]) -> None:
    """Turn a page that still hangs a little, so that what stands on one height has one base line."""
    lines: dict[int, list[_Found]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    slopes = [
        (last.base - first.base) / (last.x0 - first.x0)
        for first, *_, last in (line for line in lines.values() if len(line) > 1)
        if last.x0 - first.x0 > _LONG_LINE
        for _ in range(int((last.x0 - first.x0) // _LONG_LINE))
    ]
    slope = median(slopes) if slopes else 0.0
    for word in words:
        drop = slope * (word.x0 + word.x1) / 2
        word.base, word.top, word.bottom = word.base - drop, word.top - drop, word.bottom - drop
    for line in lines.values():  # what is left is the unsteady hand of single lines
        base = median(word.base for word in line)
        for word in line:
            word.base = base


def _level(words: Sequence[_Found]) -> None:
    """Give lines of one type one size: each is measured by its own letters, and without an f or a p it seems small."""
    ringed = {word.line for word in words if any(letter in _RINGED for letter in word.text)}
    letters: dict[int, int] = {}
    for word in words:
        word.size /= _WITH_RING if word.line in ringed else 1.0
        letters[word.line] = letters.get(word.line, 0) + sum(map(str.isalnum, word.text))
    told = [word for word in words if letters[word.line] >= _FEW_LETTERS]
    for word in words:
        if letters[word.line] < _FEW_LETTERS and told:
            word.size = min(told, key=lambda other: abs(other.base - word.base) + abs(other.x0 - word.x1) / 4).size
    sizes = sorted({word.size for word in words})
    groups: list[list[float]] = []
    for size in sizes:
        if groups and size <= groups[-1][0] * _SAME_TYPE:
            groups[-1].append(size)
        else:
            groups.append([size])
    common: dict[float, float] = {}
    for group in groups:
        weighed = [word.size for word in words if group[0] <= word.size <= group[-1] for _ in word.text]
        common |= dict.fromkeys(group, max(round(median(weighed) * 2) / 2, 1.0))
    for word in words:
        word.size = common[word.size]


def _is_sure(word: _Found, sure_lines: Container[int]) -> bool:
    if word.certainty >= SURE:
        return True
    letters = word.text.strip(_AROUND)
    if word.certainty < _DOUBTFUL or not letters.isalpha() or (letters.isupper() and len(letters) > 1):
        return False
    least = _TELLING if word.line in sure_lines else _TELLING_ALONE
    return len(letters) >= least and is_norwegian(letters)


def _apart(word: _Found) -> list[_Found]:
    """A word that swallowed the number before it as two: ``2saker`` is no word."""
    found = _SWALLOWED.fullmatch(word.text)
    if not found or not is_norwegian(found[2].strip(_AROUND)):
        return [word]
    middle = word.x0 + (word.x1 - word.x0) * len(found[1]) / len(word.text)
    return [replace(word, text=found[1], x1=middle - 0.2 * word.size), replace(word, text=found[2], x0=middle)]


def _see_bullets(found: Sequence[_Found], kept: list[_Found]) -> None:
    """Put bullets before the texts they stand beside, and small signs on the line of their neighbours."""
    for word in found:
        small = len(word.text) <= 2 and word.height > 0
        beside = _right_of(word, kept) if small else None
        if beside is None:
            continue
        wide = (word.x1 - word.x0) / word.height
        is_ring = word.text in _RING and word.height <= _RING_SIZE * beside.size
        if word.height > _SMALL * beside.size and not is_ring:
            continue
        if not _opens(word, beside, kept):
            if word in kept:
                word.base, word.size = beside.base, beside.size
            continue
        if word not in kept:
            kept.append(word)
        word.base, word.size = beside.base, beside.size
        if is_ring and word.height > _SMALL * beside.size:
            word.text = "o"
        elif 1 / _ROUND <= wide <= _ROUND:
            word.text = "•"
        elif wide > _ROUND:
            word.text = "-"


def _right_of(sign: _Found, words: Sequence[_Found]) -> _Found | None:
    """The word that a sign stands beside, on the same line and not far off."""
    middle = (sign.top + sign.bottom) / 2
    near = [
        word
        for word in words
        if word is not sign
        and len(word.text) > 1
        and word.base - 0.9 * word.size <= middle <= word.base + 0.2 * word.size
        and -0.1 * word.size <= word.x0 - sign.x1 <= _NEAR * word.size
    ]
    return min(near, key=lambda word: word.x0, default=None)


def _opens(sign: _Found, beside: _Found, words: Sequence[_Found]) -> bool:
    """Whether a sign stands before its line: white space parts it from the text, and nothing stands before it."""
    if beside.x0 - sign.x1 < 0.35 * beside.size:
        return False
    return not any(
        word is not sign
        and abs(word.base - beside.base) <= 0.5 * beside.size
        and 0 <= sign.x0 - word.x1 <= 2 * beside.size
        for word in words
    )
