"""How well slides are read: the .pptx and the .pdf of a deck against each other, and the .pptx against its text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from ingest import read
from model.document import Document, Heading, ListItem
from tests.accuracy.measure import SHARED

DECKS = {
    "flam-samlinga-2021-09-28": SHARED / "seeds" / "flam-samlinga-2021-09-28.txt",
    "presentasjon-sogn-ko": SHARED / "papers" / "presentasjon-sogn-ko.restored.txt",
}
"""The decks, and where their text stands."""
_MARKUP = re.compile(r"<[^>]*>|\*\*")
_WORD = re.compile(r"\w+")

Item = tuple[int, int, str]


@dataclass(frozen=True)
class Alike:
    """What two readings of a deck have in common."""

    slides: int
    titles: int
    """Slides with equal titles."""
    items: int
    """List items, slide, level and text, in the first reading."""
    found: int
    """Those of them that the second has."""
    others: int
    """List items in the second."""
    placed: int
    """Those found that also stand in the same order."""

    @property
    def recall(self) -> float:
        """Share of the first reading's items that the second has."""
        return self.found / self.items

    @property
    def precision(self) -> float:
        """Share of the second reading's items that the first has."""
        return self.found / self.others


def pair(name: str) -> tuple[Document, Document]:
    """The deck as read from its .pptx and its .pdf."""
    first, second = (read(SHARED / "papers" / f"{name}.{ending}", ocr="never") for ending in ("pptx", "pdf"))
    return first, second


def alike(first: Document, second: Document) -> Alike:
    """Compare two readings of one deck slide by slide."""
    slides = range(1, len(first.pages) + 1)
    ours, theirs = items(first), items(second)
    found = Counter(ours) & Counter(theirs)
    return Alike(
        slides=len(slides),
        titles=sum(titles(first, slide) == titles(second, slide) for slide in slides),
        items=len(ours),
        found=found.total(),
        others=len(theirs),
        placed=_common(ours, theirs),
    )


def titles(document: Document, slide: int) -> list[str]:
    """The headings of the highest level on a slide."""
    blocks = (block for block in document.blocks if block.source.page == slide)
    return [" ".join(block.text.split()) for block in blocks if isinstance(block, Heading) and block.level == 1]


def items(document: Document) -> list[Item]:
    """Slide, level and text of all list items, in order."""
    return [
        (block.source.page or 0, block.level, " ".join(block.text.split()))
        for block in document.blocks
        if isinstance(block, ListItem)
    ]


def words(document: Document) -> Counter[str]:
    """The words of all slides, what is set apart included."""
    texts = [f"{block.marker} {block.text}" if isinstance(block, ListItem) else block.text for block in document.blocks]
    texts += [text for page in document.pages for text in (page.header, page.footer) if text]
    return Counter(word for text in texts for word in _WORD.findall(text))


def words_of(path: Path) -> Counter[str]:
    """The words of a deck's text."""
    return Counter(_WORD.findall(_MARKUP.sub(" ", path.read_text(encoding="utf-8"))))


def _common(ours: list[Item], theirs: list[Item]) -> int:
    """Length of the longest common run of items, others between them allowed."""
    row = [0] * (len(theirs) + 1)
    for one in ours:
        before = 0
        for place, other in enumerate(theirs, start=1):
            before, row[place] = row[place], before + 1 if one == other else max(row[place], row[place - 1])
    return row[-1]


def table() -> str:
    """The comparison as a Markdown table, a column per deck."""
    rows = {name: alike(*pair(name)) for name in DECKS}
    heads = [name.split("-")[0] for name in rows]
    lines = ["| slides: .pdf against .pptx | " + " | ".join(heads) + " |", "|---|" + "--:|" * len(heads)]
    for label, show in (
        ("titles equal", lambda one: f"{one.titles} of {one.slides}"),
        ("bullets found (text and level)", lambda one: f"{one.recall:.3f}"),
        ("bullets right", lambda one: f"{one.precision:.3f}"),
        ("in the same order", lambda one: f"{one.placed / one.items:.3f}"),
    ):
        lines.append(f"| {label} | " + " | ".join(show(one) for one in rows.values()) + " |")
    return "\n".join(lines)
