"""Boxes of text on a slide: what its writer put into one text box, and the order in which a person reads them.

A file draws a text box from its first line to its last before it begins the next one, so the order of drawing tells
the boxes apart where white space alone would not: two lists side by side have lines on common heights, and are
read one after the other. Pages of running text have no use for it: there a row of a typed table is a row.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.markers import split_marker
from ingest.pdf_chars import Word
from ingest.pdf_gutters import part_columns
from ingest.pdf_lines import GAP, Line, lines_of
from ingest.pdf_rules import Rule
from ingest.slides_boxes import Box
from ingest.slides_order import reading_order

MOST_WORDS = 1_500
"""Words of the fullest page that is taken for a slide; a page of running text set broad has more."""
_SAME_LINE = 0.3
"""Type sizes that words of one line stand higher or lower, a scan's unsteady hand included."""
_RAISED = 0.55
"""The same for a small raised or lowered sign right beside a word."""
_LEADING = 2.3
"""Type sizes from line to line within a box, space between paragraphs included, at most."""
_HANGING = 4.0
"""Type sizes that a line may begin to the left of those above it in its box."""
_SAME_STOP = 3.0
"""Points that the beginnings of a column may differ."""
_OTHER_TYPE = 1.6
"""Times that type is bigger which begins a box of its own."""


def is_slide(width: float, height: float, words: Sequence[Word]) -> bool:
    """Whether a page is a slide or a poster: broader than high, and not full of text."""
    return width > height and 0 < len(words) <= MOST_WORDS


def boxes_of(
    words: Sequence[Word], page: int, rules: Sequence[Rule], others: Sequence[tuple[int, Box]] = ()
) -> list[list[Line] | int]:
    """The lines of each box of a slide, boxes in reading order.

    ``words`` stand in the order they are drawn. ``others`` are what else has a place in the order (tables), each with
    how many words are drawn before it; they come back as their place in ``others``.
    """
    found: list[tuple[int, Box, list[Line] | int]] = []
    drawn = {id(word): place for place, word in enumerate(words)}
    for group in _groups(words):
        for part in part_columns([words[place] for place in group]):
            lines = lines_of(part, page, rules)
            if lines:
                found.append((min(drawn[id(word)] for word in part), _box(lines), lines))
    found += [(first, box, place) for place, (first, box) in enumerate(others)]
    found.sort(key=lambda one: one[0])
    return [found[place][2] for place in reading_order([box for _, box, _ in found])]


def _groups(words: Sequence[Word]) -> list[list[int]]:
    """The places of the words that are drawn one after the other and stand so too."""
    stops = _stops(words)
    groups: list[list[int]] = []
    left = 0.0
    for place, word in enumerate(words):
        last = words[groups[-1][-1]] if groups else None
        if last is not None and _follows(last, word, left, stops, [words[other] for other in groups[-1][-2:]]):
            groups[-1].append(place)
            left = min(left, word.x0)
        else:
            groups.append([place])
            left = word.x0
    return groups


def _follows(last: Word, word: Word, left: float, stops: Sequence[float], before: Sequence[Word]) -> bool:
    """Whether the word goes on with the box whose last word is ``last`` and whose left edge is ``left``."""
    size = max(last.size, word.size)
    down = word.base - last.base
    gap = word.x0 - last.x1
    if abs(down) <= _SAME_LINE * size or (abs(down) <= _RAISED * size and abs(gap) <= 0.3 * size):
        if not -0.5 * size <= gap:
            return False
        return gap <= GAP * size or any(abs(stop - word.x0) <= _SAME_STOP for stop in stops) or _is_marker(before)
    bigger = size / max(min(last.size, word.size), 1.0)
    if not 0 < down <= _LEADING * size or bigger > _OTHER_TYPE:
        return False
    return left - _HANGING * size <= word.x0 <= max(last.x1, left + size)


def _is_marker(before: Sequence[Word]) -> bool:
    """Whether the last word is a list marker, which keeps its distance from the text."""
    last = before[-1]
    opens = len(before) < 2 or abs(before[0].base - last.base) > _SAME_LINE * last.size
    return opens and len(last.text) <= 4 and split_marker(f"{last.text}\ta") is not None


def _stops(words: Sequence[Word]) -> list[float]:
    """Where a word begins behind a gap, in two lines or more drawn one after the other: tab stops of typed columns."""
    behind = [
        right.x0
        for left, right in pairwise(words)
        if abs(right.base - left.base) <= _SAME_LINE * right.size and right.x0 - left.x1 > GAP * right.size
    ]
    return [x for x in behind if sum(abs(x - other) <= _SAME_STOP for other in behind) > 1]


def _box(lines: Sequence[Line]) -> Box:
    return Box(
        min(line.x0 for line in lines),
        min(line.top for line in lines),
        max(line.x1 for line in lines),
        max(line.bottom for line in lines),
    )
