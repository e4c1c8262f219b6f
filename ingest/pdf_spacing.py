"""Which gaps between letters part words, where a page's own gaps tell: bad fonts and letter-spaced headings.

A gap without a space character parts words from `WORD_GAP` on. That is too little where a font spreads its letters
(``M øtest a d``), and where the writer did (``V e d t a k``): there the gaps inside words are like each other, and
those between words wider or marked by a space character.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from ingest.pdf_letters import WORD_GAP

if TYPE_CHECKING:
    from ingest.pdf_chars import Word

_WIDEST = 1.4
"""Em of the widest gap that is looked at."""
_ENOUGH = 6
"""Gaps that show how wide a page's word spaces are."""
_SURE = 0.8
"""Share of them that space characters mark, where the page uses these."""
_NARROWER = 0.75
"""Share of a word space that a gap without a space character is narrower than, inside a word."""
_MOST = 0.22
"""Em of the widest gap inside a word, letters spread by the writer aside."""
_SHORT = 3
"""Letters of the longest piece of a spread word; narrow ones (``5/1``) may still stand together."""
_SINGLE = 4
"""Letters each by itself, one after the other, that the writer or the font has spread."""
_MORE = 0.12
"""Em by which gaps between spread words are wider than those inside them."""


def glue(words: Sequence[Word]) -> None:
    """Mark the words of a page, in the order they are drawn, that go on with the one before them."""
    pairs = [(left, right, gap) for left, right in pairwise(words) if (gap := _gap(left, right)) is not None]
    wide = [(_is_sure(right), gap) for _, right, gap in pairs if gap > WORD_GAP]
    spaces = [gap for spaced, gap in wide if spaced]
    if len(spaces) >= _ENOUGH and len(spaces) >= _SURE * len(wide):
        most = min(_NARROWER * median(spaces), _MOST)
        for left, right, gap in pairs:
            # A new piece of drawn text may stand behind a tab stop; only the word of a lone letter goes on there.
            one = right.inner or (len(left.text) == 1 and left.text.isalpha() and right.text[:1].islower())
            right.glued = one and not _is_sure(right) and WORD_GAP < gap < most
    for stretch in _spread(words):
        within = [_gap(left, right) for left, right in pairwise(stretch) if not _is_sure(right)]
        usual = median([gap for gap in within if gap is not None] or [0.0])
        for left, right in pairwise(stretch):
            gap = _gap(left, right)
            right.glued = right.glued or (gap is not None and not _is_sure(right) and gap <= usual + _MORE)


def _gap(left: Word, right: Word) -> float | None:
    """White space in em between words of one line; None where they don't stand beside each other."""
    if abs(left.base - right.base) > 0.1 * right.size:
        return None
    gap = (right.x0 - left.x1) / max(right.size, 1.0)
    return gap if -0.1 < gap <= _WIDEST else None


def _spread(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Stretches of a line in which letters stand each by itself."""
    stretch: list[Word] = []
    for word in words:
        beside = bool(stretch) and _gap(stretch[-1], word) is not None
        if stretch and not (beside and len(word.text) <= _SHORT):
            if len(stretch) > _SINGLE and _is_spread(stretch):
                yield stretch
            stretch = []
        if len(word.text) <= _SHORT:
            stretch.append(word)
    if len(stretch) > _SINGLE and _is_spread(stretch):
        yield stretch


def _is_sure(word: Word) -> bool:
    """Whether the file itself has a space character before the word."""
    return word.spaced and not word.guessed


def _is_spread(stretch: Sequence[Word]) -> bool:
    inner = (pair for pair in pairwise(stretch) if not _is_sure(pair[1]))
    single = [right for left, right in inner if len(left.text) == len(right.text) == 1]
    return len(single) >= _SINGLE and sum(word.text.isalpha() for word in stretch) * 3 >= 2 * len(stretch)
