"""Pages whose text layer is missing or bad, read a second time from their pictures; the better text is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pypdfium2

from ingest import ocr
from ingest.ocr_cache import Cache, key
from ingest.pdf_chars import Sheet, Word
from ingest.pdf_letters import WORD_GAP
from ingest.pdf_rules import Rule
from ingest.text_quality import is_foreign, lacks_letters, norwegian, signs_of, words_of
from model.document import Origin

_RECIPE = "6"
"""Counts up when the pictures or what is done with the result change, so that nothing older is taken from the cache."""
_TOGETHER = 8
"""Pages that go through the programs at once: enough that starting them costs little, few enough to fit in memory."""
_SCAN = 0.6
"""Share of a page that its picture covers where the page is a scan."""
_STAMP = 60
"""Letters that a machine prints over a scan: a journal number, a date, the name of the program."""
_GOOD, _POOR = 0.97, 0.45
"""Share of known words from which the layer of a scan is as good as any, and below which any layer is doubted.

Digital papers have 0.8 and more, lists of names 0.6; letters mapped to others have less than 0.2.
"""
_STRANGE = 0.5
"""Share of letters that are no characters in a text too short to be judged by its words."""
_WITHOUT = 0.9
"""What the share of known words counts for in a text that lacks the letters æ, ø and å: ``far`` was ``får``."""
_END = b"\x00"
"""Parts the pages of a kept result; no XML holds it."""


@dataclass(frozen=True, slots=True)
class Judged:
    """How good a page's text is."""

    words: int
    known: float | None
    """Share of known words; None where there are too few."""

    @property
    def worth(self) -> float:
        """Known words, as a count: what a page that was half missed lacks too."""
        return self.words * (self.known or 0.0)


class Scans:
    """The pages of one file that are to be read again, and how good the text of each was and is."""

    def __init__(self, name: str, sha256: str, mode: ocr.OcrMode, cache: Path | None) -> None:
        self._name, self._sha256, self._mode = name, sha256, mode
        self._cache = Cache(cache)
        self._wanted: list[int] = []
        self._own: dict[int, Judged] = {}
        self._new: dict[int, Judged] = {}
        self._rules: dict[int, list[Rule]] = {}
        """The lines drawn on each page; a table's borders stay where they are, whoever reads its letters."""
        self._trusted: dict[int, list[Rule]] = {}
        """The same of the pages whose own text is taken."""
        self.read: set[int] = set()
        """Numbers of the pages whose text comes from recognition."""

    def note(self, sheet: Sheet) -> None:
        """Look at a page's own text."""
        if sheet.damaged:
            return
        is_scan = sheet.covered >= _SCAN
        if self._mode == "always" or (sheet.pictured and not sheet.letters) or (is_scan and sheet.letters < _STAMP):
            self._want(sheet, _judged(text_of(sheet)) if sheet.letters else Judged(0, None))
            return
        if not sheet.letters:
            return
        text = text_of(sheet)
        signs = signs_of(text)
        plain = signs.plainly_norwegian if is_scan else signs.reads_norwegian
        if not plain and _is_doubtful(text, is_scan, sheet.strange / sheet.letters):
            self._want(sheet, _judged(text))
        else:
            self._trusted[sheet.number] = sheet.rules

    def _want(self, sheet: Sheet, own: Judged) -> None:
        self._wanted.append(sheet.number)
        self._own[sheet.number] = own
        self._rules[sheet.number] = sheet.rules

    def _is_doubtful(self, text: str, is_scan: bool, strange: float) -> bool:
        """Whether a text that is not plainly Norwegian may be no text at all, or one recognised badly."""
        words = words_of(text)
        known = norwegian(words)
        if known is None:
            return strange > 0.5 or (is_scan and not words)
        if is_foreign(words):
            return False
        return known < (_GOOD if is_scan else _POOR)

    def hindrance(self) -> str | None:
        """Why pictures of pages were not read; None where nothing hindered it."""
        if self._mode == "never":
            return "reading of scans was switched off (--ocr never)"
        lacking = ocr.missing() if self._wanted else None
        return f"reading of scans needs {lacking}" if lacking else None

    def doubted(self) -> set[int]:
        """Pages whose own text is no text, and was kept since nothing better could be had."""
        return {
            number
            for number, own in self._own.items()
            if number not in self.read and own.known is not None and own.known < _POOR
        }

    def origin(self, number: int) -> Origin:
        """Where the text of a page comes from."""
        return "ocr" if number in self.read else "digital"

    def origin_of_all(self, pages: int) -> Origin | Literal["mixed"]:
        """Where the text of the paper comes from."""
        if len(self.read) == pages:
            return "ocr"
        return "mixed" if self.read else "digital"

    def quality(self, number: int) -> float | None:
        """Share of known words in the text of a page that was judged."""
        judged = (self._new if number in self.read else self._own).get(number)
        return judged.known if judged else None

    def rejected(self, number: int) -> float | None:
        """The same of the text that was not kept."""
        if number not in self._own or number not in self._new:
            return None
        return (self._own if number in self.read else self._new)[number].known

    def quality_of_all(self) -> float | None:
        """Share of known words over all pages that were judged."""
        kept = [self._new[number] if number in self.read else own for number, own in self._own.items()]
        told = [judged for judged in kept if judged.known is not None]
        words = sum(judged.words for judged in told)
        return round(sum(judged.worth for judged in told) / words, 3) if words else None

    def again(self, document: pypdfium2.PdfDocument) -> Iterator[Sheet]:
        """The pages that are better when read from their pictures."""
        if self._mode == "never" or not self._wanted or ocr.missing():
            return
        layers = [number for number in self._wanted if self._own[number].words]
        if len(layers) > len(self._trusted):  # a layer that is bad on most pages is bad on all, however few words tell
            self._rules |= self._trusted
            self._own |= dict.fromkeys(self._trusted, Judged(0, None))
            self._wanted = sorted({*self._wanted, *self._trusted})
        for numbers in _batches(document, self._wanted):
            for sheet in self._recognised(document, numbers):
                self._new[sheet.number] = new = _judged(text_of(sheet))
                if sheet.letters and (new.worth, new.words) > (self._own[sheet.number].worth, 0):
                    self.read.add(sheet.number)
                    sheet.rules = self._rules[sheet.number]
                    yield sheet

    def _recognised(self, document: pypdfium2.PdfDocument, numbers: Sequence[int]) -> Iterator[Sheet]:
        from ingest.ocr_words import sheet_of

        way = ocr.SCATTERED if _is_broad(document, numbers[0]) else ocr.RUNNING
        name = key(self._sha256, repr(list(numbers)), way, repr(ocr.SETTINGS), ocr.versions(), _RECIPE)
        kept = self._cache.get(name)
        found = kept.split(_END) if kept is not None else self._run(document, numbers, way)
        if found is None or len(found) != len(numbers):
            if len(numbers) > 1:  # one bad page must not cost the others
                for number in numbers:
                    yield from self._recognised(document, [number])
            return
        if kept is None:
            self._cache.put(name, _END.join(found))
        for number, hocr in zip(numbers, found, strict=True):
            sheet = sheet_of(hocr, number, max(document.get_page_size(number - 1)))
            if sheet is not None:
                yield sheet

    def _run(self, document: pypdfium2.PdfDocument, numbers: Sequence[int], way: str) -> list[bytes] | None:
        from ingest.ocr_pictures import (
            write_pictures,
        )  # numpy, which takes a quarter of the time that all else loads in

        with ocr.workplace() as folder:
            pictures = Path(folder, "pictures.pdf")
            write_pictures(document, numbers, pictures)
            return ocr.run(pictures, len(numbers), way)


def _batches(document: pypdfium2.PdfDocument, numbers: Sequence[int]) -> Iterator[list[int]]:
    """The pages in parts that are recognised together, slides apart from pages of text."""
    for broad in (False, True):
        alike = [number for number in numbers if _is_broad(document, number) == broad]
        for start in range(0, len(alike), _TOGETHER):
            yield alike[start : start + _TOGETHER]


def _is_broad(document: pypdfium2.PdfDocument, number: int) -> bool:
    width, height = document.get_page_size(number - 1)
    return bool(width > height)


def text_of(sheet: Sheet) -> str:
    """All words of a page, apart; parts of one word together.

    Some programs draw each word by itself and no spaces: what begins a new piece of drawn text is a new word unless it
    stands close behind the one before it.
    """
    out = ""
    last: Word | None = None
    for word in sheet.words:
        apart = word.spaced or not (word.inner or word.glued or (last is not None and _goes_on(last, word)))
        out += f" {word.text}" if apart else word.text
        last = word
    for word in sheet.turned:
        out += f" {word.text}" if word.spaced or not out else word.text
    return out


def _goes_on(last: Word, word: Word) -> bool:
    """Whether the word's letters stand close behind those before them, raised ones too."""
    gap = word.x0 - last.x1
    return abs(word.base - last.base) < last.size and abs(gap) <= WORD_GAP * max(word.size, 1.0)


def _is_doubtful(text: str, is_scan: bool, strange: float) -> bool:
    """Whether a text that is not plainly Norwegian may be no text at all, or one recognised badly."""
    words = words_of(text)
    known = norwegian(words)
    if known is None:
        return is_scan or strange > _STRANGE
    bad = known < _POOR or (is_scan and (known < _GOOD or lacks_letters(words)))
    return bad and not is_foreign(words)


def _judged(text: str) -> Judged:
    words = words_of(text)
    known = norwegian(words)
    if known is not None and lacks_letters(words):
        known = round(known * _WITHOUT, 3)
    return Judged(len(words), known)
