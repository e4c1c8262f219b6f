"""How well a scanned deck is read: word by word and letter by letter against its text.

    python -m tests.accuracy.scans         the whole of both decks, some minutes

A word is found where the slide's own words have it, and right where it is one of them. The error rate of letters counts
order too: what is read in another order than a person reads it costs as much as what is read wrongly.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from typing import NamedTuple

import pypdfium2
from rapidfuzz.distance import Levenshtein

from ingest import read
from model.document import Block, Document, ListItem, Table
from tests.accuracy.measure import SHARED

TRUTH = SHARED / "papers" / "presentasjon-sogn-ko.restored.txt"
DECKS = {
    "scan without text": "presentasjon-sogn-ko-skann.pdf",
    "scan with a bad layer": "presentasjon-sogn-ko-feil-ocr.pdf",
}


class Score(NamedTuple):
    """Of all slides together, but for the median."""

    found: float
    right: float
    median_error: float
    whole_error: float


def score(document: Document, slides: Iterable[int]) -> Score:
    """The document, whose pages are these slides (from 1), against the truth."""
    truth = TRUTH.read_text(encoding="utf-8").split("\f")
    hits = wanted = got = wrong = letters = 0
    errors = []
    for page, slide in enumerate(slides, start=1):
        true, seen = plain(truth[slide - 1]), plain(_text(document, page))
        words, others = Counter(re.findall(r"\w+", true)), Counter(re.findall(r"\w+", seen))
        hits, wanted, got = hits + (words & others).total(), wanted + words.total(), got + others.total()
        distance = Levenshtein.distance(true, seen)
        wrong, letters = wrong + distance, letters + len(true)
        errors.append(distance / max(len(true), 1))
    return Score(hits / wanted, hits / max(got, 1), median(errors), wrong / letters)


def plain(text: str) -> str:
    """The text without list markers and double spaces."""
    return re.sub(r"\s+", " ", re.sub(r"(?m)^\s*(?:[•▪◦●■*·–o-]|\d+[.)])\s+", "", text)).strip()


def _text(document: Document, page: int) -> str:
    return "\n".join(_block(block) for block in document.blocks if block.source.page == page)


def _block(block: Block) -> str:
    if isinstance(block, Table):
        return "\n".join(cell.text for row in block.rows for cell in row)
    return f"{block.marker} {block.text}" if isinstance(block, ListItem) else block.text


def some_slides(name: str, slides: list[int], folder: Path) -> Path:
    """A PDF of these slides (from 1) of a deck."""
    target = folder / name
    with pypdfium2.PdfDocument(SHARED / "papers" / name) as whole:
        part = pypdfium2.PdfDocument.new()
        part.import_pages(whole, [slide - 1 for slide in slides])
        part.save(target)
        part.close()
    return target


def table() -> str:
    """The decks as a Markdown table; the bad layer's own rates beside."""
    rows = {}
    with tempfile.TemporaryDirectory() as cache:
        for label, name in DECKS.items():
            document = read(SHARED / "papers" / name, cache=Path(cache))
            rows[label] = score(document, range(1, len(document.pages) + 1))
    own = read(SHARED / "papers" / DECKS["scan with a bad layer"], ocr="never")
    rows["the bad layer itself"] = score(own, range(1, len(own.pages) + 1))
    out = [
        "| scanned deck | words found | words right | letters wrong, median slide | over the whole |",
        "|---|--:|--:|--:|--:|",
    ]
    for label, row in rows.items():
        out.append(f"| {label} | {row.found:.3f} | {row.right:.3f} | {row.median_error:.1%} | {row.whole_error:.1%} |")
    return "\n".join(out)


if __name__ == "__main__":
    if not TRUTH.exists():
        sys.exit(f"The decks are not here ({TRUTH}); nothing to measure.")
    print(table())
