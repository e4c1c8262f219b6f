"""What a paper's own lines tell about it: where its margins are, how far apart its lines and paragraphs stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.markers import split_marker
from ingest.pdf_lines import Line

_LEADING = 1.2
"""Line heights of type set without more ado; the fallback where no two lines tell."""
_WIDEST_LEADING = 2.2
"""Times the type size that lines stand apart at most; set with one and a half lines they stand 1.8."""
_NEAR = 12.0
"""Points within which right ends of lines count as one margin."""
_NARROWEST = 0.66
"""Share of the page between equal margins that a column of text fills at least."""
_BEYOND = 3 * _NEAR
"""Points that a line may reach beyond the right margin, such as one with an address that can't be broken."""
_ENOUGH = 3
"""Lines that make a margin."""
_SHORT = 0.5
"""Share of the column's width that a line broken by the page always fills; what is shorter ends a paragraph."""
_MANY, _PART = 6, 0.06
"""Lines, and share of all lines, that make a right margin sure; in running text a third of the lines end near it."""


_TIGHTEST, _CLEARLY = 1.5, 2.0
"""Times the type size that lines of one paragraph stand apart at most, and points that rows stand further apart."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The column that text is set in, in points."""

    left: float
    right: float


@dataclass(slots=True)
class Measures:
    """The measures of one paper, all in points."""

    frames: dict[int, Frame]
    """By the width of the page."""
    pitches: dict[float, float]
    """From line to line of one paragraph, by type size."""
    body: float
    """Type size of most letters."""
    usual_gap: float = 0.0
    """White space that most paragraphs have between them; 0 where it is an empty line or none."""
    parted: bool = False
    """Paragraphs have white space between them, if only an empty line."""

    def frame(self, width: float) -> Frame:
        """The column of text on pages of this width."""
        return self.frames.get(round(width)) or Frame(0.0, width)

    def pitch(self, size: float) -> float:
        """From line to line in type of this size."""
        known = self.pitches.get(size)
        if known:
            return known
        ratio = self.pitches[self.body] / self.body if self.body in self.pitches else _LEADING
        return size * min(max(ratio, 1.0), _WIDEST_LEADING)


def measure(pages: Sequence[tuple[float, Sequence[Line]]], edges: Iterable[tuple[float, Line]] = ()) -> Measures:
    """Measure the pages, each its width and its lines from the top down.

    ``edges`` are headers and footers with the width of their page: they keep to the same margins as the text.
    """
    by_width: dict[int, list[Line]] = defaultdict(list)
    letters: Counter[float] = Counter()
    for width, lines in pages:
        by_width[round(width)] += lines
        for line in lines:
            letters[line.size] += len(line.text)
    running: dict[int, list[Line]] = defaultdict(list)
    for width, line in edges:
        running[round(width)].append(line)
    frames = {width: _frame(width, lines, running[width]) for width, lines in by_width.items() if lines}
    measures = Measures(frames, {}, max(letters, key=lambda size: (letters[size], -size), default=0.0))
    measures.pitches = _pitches(pages, measures)
    measures.usual_gap, measures.parted = _gaps(pages, measures)
    return measures


def _frame(width: float, lines: Sequence[Line], running: Sequence[Line]) -> Frame:
    """The outermost ends that several lines share; the left margin over again on the right where too few do."""
    lefts = sorted(line.x0 for line in lines)
    enough = min(_ENOUGH, len(lines)) - 1
    outermost = next((x for x, other in zip(lefts, lefts[enough:], strict=False) if other - x < 1.0), lefts[0])
    # A letter may reach a little out of its line (j), so the margin is where most of these lines begin.
    near = Counter(x for x in lefts if 0 <= x - outermost < 1.0)
    left = max(near, key=lambda x: (near[x], -x))
    right, sure = _right(lines)
    if not sure:
        right, sure = _right([*lines, *running])
    narrow = right - left < _NARROWEST * (width - 2 * left)  # no line of a paper of short lines reaches the margin
    return Frame(left, right if sure and not narrow else max(right, width - left))


def _right(lines: Sequence[Line]) -> tuple[float, bool]:
    """Where the outermost lines end, and whether so many end near it that it is the margin."""
    ends = sorted((line.x1 for line in lines), reverse=True)
    enough = min(_ENOUGH, len(ends)) - 1
    right = next((end for end, other in zip(ends, ends[enough:], strict=False) if end - other < _NEAR), ends[0])
    many = sum(right - _NEAR <= end <= right for end in ends) >= max(_MANY, len(ends) * _PART)
    # Short lines may end alike by chance; lines that go on far beyond them show that it is not the margin.
    return right, many and ends[0] - right <= _BEYOND


def _neighbours(pages: Iterable[tuple[float, Sequence[Line]]]) -> Iterable[tuple[float, Line, Line]]:
    for width, lines in pages:
        for upper, lower in pairwise(lines):
            if upper.size == lower.size and lower.base > upper.base:
                yield width, upper, lower


def _pitches(pages: Sequence[tuple[float, Sequence[Line]]], measures: Measures) -> dict[float, float]:
    """The usual distance between a full line and the next one, which goes on with the same sentence."""
    distances: dict[float, Counter[float]] = defaultdict(Counter)
    for width, upper, lower in _neighbours(pages):
        frame = measures.frame(width)
        full = upper.x1 + lower.segments[0].first > frame.right - 1
        distance = lower.base - upper.base
        if full and len(upper.segments) == 1 and abs(upper.x0 - lower.x0) < 1 and distance < 2.5 * upper.size:
            distances[upper.size][round(distance * 2) / 2] += 2 if lower.text[:1].islower() else 1
    pitches = {
        size: max(counts, key=lambda distance: (counts[distance], -distance)) for size, counts in distances.items()
    }
    return _of_short_lines(pages) | pitches


def _of_short_lines(pages: Sequence[tuple[float, Sequence[Line]]]) -> dict[float, float]:
    """The smallest distance of a line from the row whose column it goes on in, where rows stand clearly further apart.

    In a paper of short lines no line is full, and only what wraps in its column tells how close lines stand.
    """
    hanging: dict[float, Counter[float]] = defaultdict(Counter)
    rows: dict[float, Counter[float]] = defaultdict(Counter)
    for _, upper, lower in _neighbours(pages):
        distance = lower.base - upper.base
        if len(upper.segments) < 2 or not upper.size <= distance <= _WIDEST_LEADING * upper.size:
            continue
        under = len(lower.segments) == 1 and any(abs(lower.x0 - part.x0) < 1 for part in upper.segments[1:])
        (hanging if under else rows)[upper.size][round(distance * 2) / 2] += 1
    found = {size: (min(counts), min(rows[size], default=0.0)) for size, counts in hanging.items()}
    return {
        size: least for size, (least, row) in found.items() if least <= _TIGHTEST * size and row - least >= _CLEARLY
    }


def _gaps(pages: Sequence[tuple[float, Sequence[Line]]], measures: Measures) -> tuple[float, bool]:
    """The usual white space between paragraphs, and whether most paragraphs have any."""
    gaps: Counter[float] = Counter()
    parted = tight = 0
    for width, upper, lower in _neighbours(pages):
        if len(upper.segments) > 1 or len(lower.segments) > 1 or split_marker(lower.text):
            continue
        pitch = measures.pitch(upper.size)
        gap = lower.base - upper.base - pitch
        if 1.0 < gap < 0.9 * pitch:
            gaps[round(gap)] += 1
        frame = measures.frame(width)
        ends = upper.x1 - frame.left < _SHORT * (frame.right - frame.left)
        parted += gap > 1.0
        tight += gap <= 1.0 and ends
    return max(gaps, key=lambda gap: (gaps[gap], -gap), default=0.0), parted > 2 * tight
