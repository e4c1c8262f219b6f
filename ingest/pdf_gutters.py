"""Columns of text on a slide that were drawn across, line by line, as text recognition and some printers do.

A gutter of white space that runs down between two texts parts them. Rows of a typed table have such gutters too, but
their lines stand on common heights; so columns are told by lines that do not, or by text that goes on from line to
line, or by lists, on both sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from ingest.pdf_chars import Word
from ingest.pdf_columns import are_columns
from ingest.pdf_lines import lines_of

_GUTTER = 1.5
"""Type sizes of white space between columns, at least."""
_BAND = 0.15
"""Type sizes of white space that part two lines, at least."""
_FEWEST = 2
"""Lines of each column, at least."""
_LEADING = 1.2
"""Type sizes from line to line."""


class _Band(NamedTuple):
    """Words with white space above and below them all the way across."""

    words: list[Word]
    taken: list[tuple[float, float]]
    """What they cover from left to right, white space narrower than a gutter included."""


def part_columns(words: Sequence[Word]) -> list[list[Word]]:
    """The words parted into columns and the stretches between them, in reading order; all as one without columns."""
    if len(words) < 2 * _FEWEST:
        return [list(words)]
    size = median(word.size for word in words)
    bands = _bands(words, size)
    out: list[list[Word]] = []
    whole: list[Word] = []
    place = 0
    while place < len(bands):
        found = _columns(bands[place:], size)
        if found is None:
            whole += bands[place].words
            place += 1
            continue
        columns, taken = found
        if whole:
            out.append(whole)
            whole = []
        for column in columns:
            out += part_columns(column)
        place += taken
    return [*out, whole] if whole else out


def _bands(words: Sequence[Word], size: float) -> list[_Band]:
    bands: list[list[Word]] = []
    bottom = 0.0
    for word in sorted(words, key=lambda word: word.base - word.size):
        top, foot = word.base - 0.75 * word.size, word.base + 0.1 * word.size
        if bands and top < bottom + _BAND * size:
            bands[-1].append(word)
            bottom = max(bottom, foot)
        else:
            bands.append([word])
            bottom = foot
    return [_Band(band, _taken([(word.x0, word.x1) for word in band], size)) for band in bands]


def _taken(spans: Sequence[tuple[float, float]], size: float) -> list[tuple[float, float]]:
    taken: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if taken and start - taken[-1][1] < _GUTTER * size:
            taken[-1] = taken[-1][0], max(taken[-1][1], end)
        else:
            taken.append((start, end))
    return taken


def _columns(bands: Sequence[_Band], size: float) -> tuple[tuple[list[Word], list[Word]], int] | None:
    """The two columns that begin with the first band, and how many bands they take."""
    covered: list[tuple[float, float]] = []
    count = 0
    for band in bands:
        wider = _taken([*covered, *band.taken], size)
        if len(wider) < 2:
            break
        covered, count = wider, count + 1
    words = [word for band in bands[:count] for word in band.words]
    for left, right in pairwise(covered):
        middle = (left[1] + right[0]) / 2
        west = [word for word in words if word.x0 < middle]
        east = [word for word in words if word.x0 >= middle]
        if _are_columns(west, east):
            return (west, east), count
    return None


def _are_columns(west: Sequence[Word], east: Sequence[Word]) -> bool:
    sides = lines_of(west, 0), lines_of(east, 0)
    if min(map(len, sides)) < _FEWEST:
        return False
    return are_columns(*sides, _LEADING * median(line.size for side in sides for line in side))
