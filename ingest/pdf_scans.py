"""Pages whose text layer is missing or bad, read a second time from their pictures; the better text is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import pypdfium2

from ingest import ocr
from ingest.ocr_cache import Cache, key
from ingest.ocr_pictures import write_pictures
from ingest.pdf_chars import Sheet, opened, sheets
from model.document import Origin
from model.errors import UnreadableError

_RECIPE = "1"
"""Counts up when the pictures or what is done with the result change, so that nothing older is taken from the cache."""
_TOGETHER = 8
"""Pages that go through the programs at once: enough that starting them costs little, few enough to fit in memory."""


class Scans:
    """The pages of one file that are to be read again."""

    def __init__(self, name: str, sha256: str, mode: ocr.OcrMode, cache: Path | None) -> None:
        self._name, self._sha256, self._mode = name, sha256, mode
        self._cache = Cache(cache)
        self._wanted: list[int] = []
        self.read: set[int] = set()
        """Numbers of the pages whose text comes from recognition."""

    def note(self, sheet: Sheet) -> None:
        """Look at a page's own text."""
        if sheet.damaged:
            return
        if self._mode == "always" or (sheet.pictured and not sheet.letters):
            self._wanted.append(sheet.number)

    def hindrance(self) -> str | None:
        """Why pictures of pages were not read; None where nothing hindered it."""
        if self._mode == "never":
            return "reading of scans was switched off (--ocr never)"
        lacking = ocr.missing() if self._wanted else None
        return f"reading of scans needs {lacking}" if lacking else None

    def origin(self, number: int) -> Origin:
        """Where the text of a page comes from."""
        return "ocr" if number in self.read else "digital"

    def origin_of_all(self, pages: int) -> Origin | Literal["mixed"]:
        """Where the text of the paper comes from."""
        if len(self.read) == pages:
            return "ocr"
        return "mixed" if self.read else "digital"

    def again(self, document: pypdfium2.PdfDocument) -> Iterator[Sheet]:
        """The pages that are better when read from their pictures."""
        if self._mode == "never" or not self._wanted or ocr.missing():
            return
        for start in range(0, len(self._wanted), _TOGETHER):
            for sheet in self._recognised(document, self._wanted[start : start + _TOGETHER]):
                if sheet.letters:
                    self.read.add(sheet.number)
                    yield sheet

    def _recognised(self, document: pypdfium2.PdfDocument, numbers: Sequence[int]) -> Iterator[Sheet]:
        name = key(self._sha256, repr(list(numbers)), repr(ocr.SETTINGS), ocr.versions(), _RECIPE)
        data = self._cache.get(name) or self._run(document, numbers)
        if data is not None:
            try:
                with opened(data, self._name) as result:
                    found = list(sheets(result))
            except UnreadableError:
                found = []
            if len(found) == len(numbers):
                self._cache.put(name, data)
                for number, sheet in zip(numbers, found, strict=True):
                    sheet.number = number
                    yield sheet
                return
        if len(numbers) > 1:  # one bad page must not cost the others
            for number in numbers:
                yield from self._recognised(document, [number])

    def _run(self, document: pypdfium2.PdfDocument, numbers: Sequence[int]) -> bytes | None:
        with ocr.workplace() as folder:
            pictures, target = Path(folder, "pictures.pdf"), Path(folder, "recognised.pdf")
            write_pictures(document, numbers, pictures)
            return target.read_bytes() if ocr.run(pictures, target, len(numbers)) else None
