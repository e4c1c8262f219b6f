"""Text of a tagged PDF by its structure tree, and whether the tree can be gone by.

A tree is gone by where it holds nearly all the text, parts the paper where the eye parts it, and keeps together what
goes on from line to line. Else the look of the page alone decides, as in a file without a tree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from ingest.headings import LONGEST
from ingest.markers import split_marker
from ingest.pdf_join import ends_sentence
from ingest.pdf_lines import Line, lines_of, part_columns
from ingest.pdf_measures import Measures
from ingest.pdf_tags import ARTIFACT, Tag

if TYPE_CHECKING:
    from ingest.pdf_chars import Sheet, Word
    from ingest.pdf_page import Page

_COVERED = 0.8
"""Share of the letters that the tree holds at least; a text box or a stamp may stand outside."""
_AGAINST = 0.15
"""Share of the places that the eye is sure of where the tree may say otherwise."""
_FEW = 2
"""Such places that prove nothing yet."""
_CLEAR = 0.6
"""Line heights of white space that surely part two paragraphs."""
_BACK = 0.2
"""Share of a page's blocks that may stand above the block before them, in a sane order."""
_HEADED = 0.4
"""Share of the letters that headings have at most."""
_BESIDE = 40.0
"""Points between a bullet and its text, at most."""


class TaggedPage:
    """The text of one page by the elements of the tree, in the tree's order."""

    def __init__(self, sheet: Sheet) -> None:
        by_tag: dict[Tag, list[Word]] = {}
        loose: list[Word] = []
        artifacts: list[Word] = []
        for word in sheet.words:
            tag = sheet.tags.get(word.mark)
            if tag:
                by_tag.setdefault(tag, []).append(word)
            else:
                (artifacts if word.mark == ARTIFACT else loose).append(word)
        self.tags = sheet.tags
        self.groups: list[list[Line]] = []
        """The lines of each element."""
        for tag in sorted(by_tag, key=lambda tag: tag.way):
            lines = [line for part in _columns(by_tag[tag]) for line in lines_of(part, sheet.number, sheet.rules)]
            for line in lines:
                line.tag = tag
            if lines:
                self.groups.append(lines)
        part_columns((line for group in self.groups for line in group if not _in_cell(line)), sheet.rules)
        self.loose = lines_of(loose, sheet.number, sheet.rules)
        """Lines that the tree leaves out."""
        self.artifacts = lines_of(artifacts, sheet.number, sheet.rules)
        """Lines that are no text by the file's word."""
        self._give_bullets()

    def take_out(self, lines: Iterable[Line]) -> None:
        """Leave out what stands where ``lines`` stand: headers, footers, notes."""
        gone = [(line.base, line.x0 - 1, line.x1 + 1) for line in lines]
        if not gone:
            return

        def stays(line: Line) -> bool:
            return not any(abs(line.base - base) <= 1 and x0 <= line.x0 and line.x1 <= x1 for base, x0, x1 in gone)

        self.groups = [kept for group in self.groups if (kept := [line for line in group if stays(line)])]
        self.loose = [line for line in self.loose if stays(line)]
        self.artifacts = [line for line in self.artifacts if stays(line)]

    def in_order(self) -> list[Line]:
        """All lines in reading order: the tree's where it is sane, else from the top down."""
        groups = self.groups
        if not _is_sane(groups):
            groups = sorted(groups, key=lambda group: (group[0].base, group[0].x0))
        out = [line for group in groups for line in group]
        for line in self.loose:
            place = next((place for place, other in enumerate(out) if other.base > line.base + 1), len(out))
            if place < len(out) and place and out[place].tag is not None and out[place].tag == out[place - 1].tag:
                tag = out[place].tag  # never within a paragraph, but before it
                while place and out[place - 1].tag == tag:
                    place -= 1
            out.insert(place, line)
        return out

    def tag_of(self, line: Line) -> Tag | None:
        """The one element that all words of a line of the page belong to."""
        tags = {self.tags.get(mark) for mark in line.marks}
        return tags.pop() if len(tags) == 1 else None

    def _give_bullets(self) -> None:
        """Put a bullet that the tree leaves out before the item that it stands beside."""
        for group in self.groups:
            first = group[0]
            if first.tag is None or first.tag.kind != "item" or split_marker(first.text):
                continue
            for others in (self.loose, self.artifacts):
                for other in others:
                    near = abs(other.base - first.base) <= 2 and 0 <= first.x0 - other.x1 <= _BESIDE
                    if near and split_marker(other.text + " a"):
                        first.segments = [*other.segments, *first.segments]
                        others.remove(other)
                        break


def _in_cell(line: Line) -> bool:
    return line.tag is not None and line.tag.cell is not None


def _columns(words: Sequence[Word]) -> list[list[Word]]:
    """The words of one element, in the order they are drawn, parted where they go on at the top of another column."""
    parts: list[list[Word]] = []
    lowest = 0.0
    for word in words:
        if parts and word.base < lowest - 2 * word.size and word.x0 > max(other.x0 for other in parts[-1]):
            parts.append([])
            lowest = word.base
        elif not parts:
            parts.append([])
        parts[-1].append(word)
        lowest = max(lowest, word.base)
    return parts


def _is_sane(groups: Sequence[Sequence[Line]]) -> bool:
    """Whether the blocks stand under each other in the tree's order, columns and cells beside each other aside."""
    pairs = [(a, b) for a, b in pairwise(groups) if a[0].tag and b[0].tag and not (a[0].tag.cell and b[0].tag.cell)]
    back = sum(
        below[0].base < above[0].base - above[0].size and min(above[0].x1, below[0].x1) > max(above[0].x0, below[0].x0)
        for above, below in pairs
    )
    return back <= max(1, _BACK * len(pairs))


def is_trusted(pages: Sequence[Page], measures: Measures) -> bool:
    """Whether the tree of the file can be gone by; headers, footers and notes are out of the pages' lines."""
    if not any(page.tagged for page in pages):
        return False
    held = left_out = 0
    for page in pages:
        if page.tagged is None:
            left_out += sum(_letters(line) for line in page.lines)
            continue
        held += sum(_letters(line) for group in page.tagged.groups for line in group)
        left_out += sum(_letters(line) for line in (*page.tagged.loose, *page.tagged.artifacts))
    if held < _COVERED * (held + left_out) or not held:
        return False
    sure, against = _judged(pages, measures)
    return against <= max(_FEW, _AGAINST * sure)


def drop_odd_headings(pages: Sequence[Page]) -> None:
    """Take headings for text where most of them are too long for headings, or most of the text is in them."""
    letters: dict[str, int] = defaultdict(int)
    sizes: dict[Tag, int] = defaultdict(int)
    groups = [group for page in pages if page.tagged for group in page.tagged.groups]
    for group in groups:
        tag = group[0].tag
        if tag:
            count = sum(_letters(line) for line in group)
            letters[tag.kind] += count
            if tag.kind == "heading":
                sizes[tag] += count
    long = sum(size > LONGEST for size in sizes.values())
    if letters["heading"] <= _HEADED * sum(letters.values()) and 2 * long <= len(sizes):
        return
    for group in groups:
        for line in group:
            if line.tag and line.tag.kind == "heading":
                line.tag = Tag(line.tag.way, "paragraph", cell=line.tag.cell)


def _judged(pages: Sequence[Page], measures: Measures) -> tuple[int, int]:
    """How many pairs of lines the eye is sure of, and at how many of them the tree says otherwise."""
    sure = against = 0
    for page in pages:
        if page.tagged is None:
            continue
        frame = measures.frame(page.width)
        for upper, lower in pairwise(page.lines):
            if len(upper.segments) > 1 or len(lower.segments) > 1 or upper.size != lower.size:
                continue
            one, other = page.tagged.tag_of(upper), page.tagged.tag_of(lower)
            if one is None or other is None:
                continue
            gap = lower.base - upper.base - measures.pitch(lower.size)
            full = upper.x1 + lower.segments[0].first > frame.right - 0.5
            goes_on = lower.text[:1].islower() and not ends_sentence(upper.text) and abs(upper.x0 - lower.x0) <= 2
            if full and goes_on and gap <= 1.2:
                sure += 1
                against += one.way != other.way
            elif gap >= _CLEAR * measures.pitch(lower.size) and not goes_on:
                sure += 1
                against += one.way == other.way
    return sure, against


def _letters(line: Line) -> int:
    """Letters and digits; dots that lead to a page number are none."""
    return sum(map(str.isalnum, line.text))
