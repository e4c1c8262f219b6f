"""Words on a page to lines of text, each parted where the eye sees a gap (a tab stop, a column)."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter

from ingest.markers import readable
from ingest.pdf_chars import Word
from ingest.pdf_letters import RAISED, UNDERLINE, WORD_GAP
from ingest.pdf_rules import Rule
from ingest.pdf_tags import UNMARKED, Tag

GAP = 1.4
"""Em of white space that the eye sees as a gap and not as a word space."""
_LOOSE = 0.45
"""Em of white space that parts two columns where the line above or below has a column beginning at the same place."""
_SAME_START = 1.5
"""Points that the beginnings of a column in two lines may differ."""
_MOST_RAISED = 100_000
"""Pairs of words in two lines that are looked at for raised signs; lines of text have some hundred."""
_TIGHT_GAP = 0.03
"""Em of white space that part two words where a space character stands between them."""
_SAME_LINE = 0.25
"""Em that words of one line may stand higher or lower."""
_RAISED = 0.55
"""Em that a small raised or lowered sign may stand off its line."""
_DOTS = re.compile(r"[.…·]{4}")
_LEADERS = re.compile(r"(.*?)(?:[.…·]){4,}(.*)")
_HYPHEN = re.compile(r"(?<=[^\W\d_]-)(?=[^\W\d_])")
_DASHES = ("-", "–", "—")

Run = tuple[int, int]
"""How many letters, and their look."""


@dataclass(slots=True)
class Segment:
    """Text of one line without a gap in it."""

    text: str
    x0: float
    x1: float
    size: float
    runs: list[Run]
    """The looks of ``text``, letter by letter."""
    first: float
    """Width in points of the part that can't be broken: up to the first space or hyphen."""
    after_first: float
    """White space behind the first word, in em."""
    second: float
    """Where the second word begins; ``x1`` where there is none."""
    words: list[Word] | None = None
    """Its words, where a gap between them is wider than a word space and may part two columns."""


@dataclass(slots=True)
class Line:
    """One line of text on a page."""

    page: int
    base: float
    size: float
    segments: list[Segment]
    tag: Tag | None = None
    """What the file's structure tree says it is part of, where the tree is gone by."""
    marks: frozenset[int] = frozenset()
    """What ties its words to the structure tree; empty where the file has none."""

    @property
    def x0(self) -> float:
        """Where its text begins."""
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        """Where its text ends."""
        return self.segments[-1].x1

    @property
    def top(self) -> float:
        """Upper edge of its letters."""
        return self.base - 0.8 * self.size

    @property
    def bottom(self) -> float:
        """Lower edge of its letters."""
        return self.base + 0.25 * self.size

    @property
    def text(self) -> str:
        """Its text, a tab for each gap."""
        return "\t".join(segment.text for segment in self.segments)

    @property
    def runs(self) -> list[Run]:
        """The looks of its text, letter by letter."""
        runs: list[Run] = []
        for segment in self.segments:
            runs += [(1, 0)] if runs else []
            runs += segment.runs
        return runs


def lines_of(words: Iterable[Word], page: int, rules: Sequence[Rule] = ()) -> list[Line]:
    """The words of a page, or of a part of it, as lines from the top down; level ``rules`` may underline them."""
    rows = _join_raised(_rows(words))
    level = sorted((rule for rule in rules if rule.level), key=lambda rule: rule.y0)
    lines = []
    for row in rows:
        row.sort(key=attrgetter("x0"))
        line = _line(_once(row), page, level)
        if line:
            lines.append(line)
    _part_all(lines, level)
    return lines


def part_columns(lines: Iterable[Line], rules: Sequence[Rule]) -> None:
    """Part lines that were put together apart from each other, where those above and below show columns."""
    level = sorted((rule for rule in rules if rule.level), key=lambda rule: rule.y0)
    _part_all(sorted(lines, key=lambda line: line.base), level)


def _part_all(lines: Sequence[Line], rules: Sequence[Rule]) -> None:
    for line, above, below in zip(lines, [None, *lines], [*lines[1:], None], strict=False):
        _part_columns(line, [other for other in (above, below) if other], rules)


def look_of(runs: Iterable[Run], bit: int) -> bool:
    """Whether there are letters in ``runs`` and all have the look ``bit``."""
    looks = [look for _, look in runs]
    return bool(looks) and all(look & bit for look in looks)


def _rows(words: Iterable[Word]) -> list[list[Word]]:
    rows: list[list[Word]] = []
    base = size = 0.0
    for word in sorted(words, key=attrgetter("base", "x0")):
        if rows and word.base - base <= _SAME_LINE * min(size, word.size):
            rows[-1].append(word)
            if word.size > size:
                base, size = word.base, word.size
        else:
            rows.append([word])
            base, size = word.base, word.size
    return rows


def _join_raised(rows: list[list[Word]]) -> list[list[Word]]:
    """Small raised or lowered signs (the mark of a footnote, the 2 of CO2) put into the line they belong to."""
    for place, row in enumerate(rows):
        for other in rows[max(place - 1, 0) : place] + rows[place + 1 : place + 2]:
            if not 0 < len(row) * len(other) <= _MOST_RAISED:
                continue
            if abs(row[0].base - other[0].base) > _RAISED * max(word.size for word in other):
                continue
            beside = [word for word in row if _belongs(word, other)]
            for word in beside:
                row.remove(word)
                if word.base < other[0].base:
                    word.look |= RAISED
                word.base, word.spaced = other[0].base, False
                other.append(word)
    return [row for row in rows if row]


def _belongs(sign: Word, line: Sequence[Word]) -> bool:
    return any(
        sign.size <= 0.8 * word.size
        and 0.05 * word.size < abs(sign.base - word.base) <= _RAISED * word.size
        and min(abs(sign.x0 - word.x1), abs(sign.x1 - word.x0)) <= 0.3 * word.size
        for word in line
    )


def _once(row: list[Word]) -> list[Word]:
    """The words of a row, from left to right, without those printed twice at the same place to look bold."""
    once: list[Word] = []
    for word in row:
        shift = 0.3 * word.size
        if not once or word.x0 - once[-1].x0 >= shift:  # nearly all
            once.append(word)
            continue
        near = (other for other in once[-3:] if abs(other.x0 - word.x0) < shift and abs(other.x1 - word.x1) < shift)
        if all(other.text != word.text for other in near):
            once.append(word)
    return once


def _line(row: list[Word], page: int, rules: Sequence[Rule]) -> Line | None:
    groups: list[list[Word]] = []
    stretched = _is_stretched(row)
    for word in row:
        last = groups[-1][-1] if groups else None
        if last and (stretched or word.x0 - last.x1 <= GAP * max(word.size, last.size * 0.8)):
            groups[-1].append(word)
        else:
            groups.append([word])
    segments = [segment for group in groups for segment in _segments(group, rules)]
    if not segments:
        return None
    largest = max(row, key=lambda word: word.size)
    line = Line(page, largest.base, _common_size(segments), segments)
    if any(word.mark != UNMARKED for word in row):
        line.marks = frozenset(word.mark for word in row)
    return line


def _is_stretched(row: Sequence[Word]) -> bool:
    """Whether a line of running text was pulled apart to fill its width, so that its gaps part no columns.

    Word does so where the writer breaks a line of a justified paragraph.
    """
    words = row[1:] if len(row[0].text) < 4 else row  # a marker keeps its distance
    gaps = [right.x0 - left.x1 for left, right in pairwise(words)]
    if len(gaps) < 3 or not GAP * row[0].size < max(gaps) <= 1.2 * min(gaps):
        return False
    return sum(word.text[:1].islower() for word in words) * 2 >= len(words) and len({word.text for word in words}) > 2


def _segments(group: list[Word], rules: Sequence[Rule]) -> Iterable[Segment]:
    """The words of one stretch of text; two segments where dots lead from one to the other."""
    if not _DOTS.search(" ".join([word.text for word in group])):
        yield from _segment(group, rules)
        return
    start: list[Word] = []
    for word in group:
        found = _LEADERS.fullmatch(word.text)
        if not found:
            start.append(word)
            continue
        share = (word.x1 - word.x0) / len(word.text)
        if found[1]:
            start.append(replace(word, text=found[1], x1=word.x0 + share * len(found[1])))
        if start:
            yield from _segment(start, rules)
        start = [replace(word, text=found[2], x0=word.x1 - share * len(found[2]), spaced=False)] if found[2] else []
    if start:
        yield from _segment(start, rules)


def _segment(group: list[Word], rules: Sequence[Rule]) -> Iterable[Segment]:
    texts: list[str] = []
    looks: list[int] = []
    last: Word | None = None
    loose = False
    for word in group:
        if last:
            white = word.x0 - last.x1
            loose = loose or white > _LOOSE * word.size
            gap = white / max(word.size, 1.0)
            if not word.glued and (gap > WORD_GAP or (gap > _TIGHT_GAP and (word.spaced or _begins(last, word)))):
                texts.append(" ")
                looks.append(last.look & word.look)
        texts.append(_clean(word.text))
        looks.append(word.look)
        last = word
    text = "".join(texts)
    if not last or not text.strip():
        return
    x0, x1, base, size = group[0].x0, last.x1, last.base, _common_size_of(group)
    under = UNDERLINE if _underlined(rules, x0, x1, base, size) else 0
    runs: list[Run] = []
    if looks.count(looks[0]) == len(looks):  # most
        runs.append((len(text), looks[0] | under))
    else:
        for piece, look in zip(texts, looks, strict=True):
            if runs and runs[-1][1] == look | under:
                runs[-1] = (runs[-1][0] + len(piece), look | under)
            elif piece:
                runs.append((len(piece), look | under))
    yield Segment(text, round(x0, 2), round(x1, 2), size, runs, *_first_word(group), group if loose else None)


def _begins(left: Word, right: Word) -> bool:
    """Whether a capital behind a small letter begins a new piece of drawn text: a word behind a narrow tab stop."""
    return not right.inner and left.text[-1:].islower() and right.text[:1].isupper()


def _part_columns(line: Line, neighbours: Iterable[Line], rules: Sequence[Rule]) -> None:
    """Part the line at narrow gaps where a neighbour shows that a column begins."""
    if all(segment.words is None for segment in line.segments):
        return
    starts = sorted(segment.x0 for other in neighbours for segment in other.segments[1:])
    segments: list[Segment] = []
    for segment in line.segments:
        start = 0
        words = segment.words or []
        for place, (left, right) in enumerate(pairwise(words), start=1):
            wide = right.x0 - left.x1 > _LOOSE * right.size
            near = bisect_left(starts, right.x0 - _SAME_START)
            if wide and near < len(starts) and starts[near] <= right.x0 + _SAME_START:
                segments += _segment(words[start:place], rules)
                start = place
        segments += _segment(words[start:], rules) if start else [segment]
    line.segments = segments


def _first_word(group: list[Word]) -> tuple[float, float, float]:
    """Width of the part before the first place a line may be broken; white space (em) behind the word; the next one.

    A dash goes with the word behind it.
    """
    head = group[0]
    hyphen = _HYPHEN.search(head.text)
    end = head.x1
    for word in group[1:]:
        gap = (word.x0 - end) / max(word.size, 1.0)
        if not word.glued and (gap > WORD_GAP or word.spaced):
            unit = word.x1 if head.text in _DASHES else end
            if hyphen:
                unit = head.x0 + (head.x1 - head.x0) * hyphen.start() / len(head.text)
            return unit - head.x0, gap, word.x0
        end = word.x1
    return end - head.x0, 0.0, end


def _underlined(rules: Sequence[Rule], x0: float, x1: float, base: float, size: float) -> bool:
    """Whether a line is drawn right under the letters, about as long as they are."""
    return bool(rules) and any(
        -0.05 * size <= rule.y0 - base <= 0.35 * size and abs(rule.x0 - x0) <= 0.5 * size and abs(rule.x1 - x1) <= size
        for rule in rules
    )


def _clean(text: str) -> str:
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", readable(text))


def _common_size(segments: Sequence[Segment]) -> float:
    return max(segments, key=lambda segment: len(segment.text)).size


def _common_size_of(group: Sequence[Word]) -> float:
    first = group[0].size
    if all(word.size == first for word in group):
        return first
    weights: dict[float, int] = {}
    for word in group:
        weights[word.size] = weights.get(word.size, 0) + len(word.text)
    return max(weights, key=lambda size: (weights[size], size))
