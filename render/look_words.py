"""Where text stands on the pictures of a paper's pages, found by its words.

A PDF's blocks know the box that they begin in, a Word file's none at all. The words of the blocks and the words on the
pages are two sequences; what is alike in both stands where the page has it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from ingest.pdf_chars import Word
from model.document import Block, ListItem, Table

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points from the upper left corner of the page."""

_ASCENT, _DESCENT = 0.8, 0.22
"""Shares of the type size that letters reach above and below the line they stand on."""
_EDGE = 0.2
"""Share of a page at its top, and at its foot, in which running headers and footers are looked for."""
_FOUND = 0.5
"""Share of a block's words that must be found for its place to be believed."""
_ONE_LINE = 2.0
"""Points that the words of one line may differ in height."""


def places_by_words(blocks: Sequence[Block], pages: Mapping[int, Sequence[Word]]) -> list[dict[int, Box]]:
    """For each block the boxes around its words, by page; ``pages`` holds the words of each page by its number."""
    said = [(place, token) for place, block in enumerate(blocks) for token in _tokens(block)]
    drawn = [
        (page, word, token)
        for page, words in sorted(pages.items())
        for word in words
        for token in word.text.casefold().split()[:1]
    ]
    found: list[dict[int, Box]] = [{} for _ in blocks]
    hits: Counter[int] = Counter()
    matcher = SequenceMatcher(None, [token for _, token in said], [token for *_, token in drawn])
    for start, other, length in matcher.get_matching_blocks():
        for (place, _), (page, word, _) in zip(
            said[start : start + length], drawn[other : other + length], strict=True
        ):
            hits[place] += 1
            found[place][page] = _around(found[place].get(page), _box(word))
    lengths = Counter(place for place, _ in said)
    return [boxes if hits[place] >= _FOUND * lengths[place] else {} for place, boxes in enumerate(found)]


def margin_box(words: Sequence[Word], height: float, text: str | None, *, foot: bool) -> Box | None:
    """Where the running header (``foot``: footer) with this text stands on a page; None where it is not found."""
    whole = _letters(text or "")
    edge = height * (1 - _EDGE if foot else _EDGE)
    box: Box | None = None
    for line in _lines([word for word in words if (word.base > edge) == foot and (foot or word.base < edge)]):
        letters = _letters("".join(word.text for word in line))
        if letters and letters in whole:
            for word in line:
                box = _around(box, _box(word))
    return box


def _tokens(block: Block) -> Iterator[str]:
    if isinstance(block, ListItem):
        yield from block.marker.casefold().split()
    texts = [cell.text for row in block.rows for cell in row] if isinstance(block, Table) else [block.text]
    for text in texts:
        yield from text.casefold().split()


def _box(word: Word) -> Box:
    return word.x0, word.base - _ASCENT * word.size, word.x1, word.base + _DESCENT * word.size


def _letters(text: str) -> str:
    return "".join(text.casefold().split())


def _lines(words: Sequence[Word]) -> Iterator[list[Word]]:
    line: list[Word] = []
    for word in sorted(words, key=lambda word: word.base):
        if line and word.base - line[0].base > _ONE_LINE:
            yield sorted(line, key=lambda word: word.x0)
            line = []
        line.append(word)
    yield sorted(line, key=lambda word: word.x0)


def _around(box: Box | None, other: Box) -> Box:
    if box is None:
        return other
    return min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3])
