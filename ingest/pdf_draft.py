"""A block in the making: text put together line by line, and what is known of its place and look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING

from ingest.headings import numbered
from ingest.markers import Marked, split_marker
from ingest.pdf_join import Text
from ingest.pdf_letters import BOLD, COLOURED, ITALIC, LOOKS, RAISED, UNDERLINE
from ingest.pdf_lines import Line, Run, Segment, look_of
from ingest.pdf_links import links_in
from model.document import Heading, Link, ListItem, Note, Paragraph, Source, Style

if TYPE_CHECKING:
    from ingest.pdf_notes import Footnote, Notes

SAME_EDGE = 3.0
"""Points that lines with the same left edge may differ."""
MARKER_GAP = 0.4
"""Em of white space behind a number that make it a marker; a word space is a quarter."""
SOFT_HYPHEN = "\u00ad"
"""A place where a word may be broken; no letter."""
_NOTE_SIGN = re.compile(r"(\d{1,3}|[*†‡§]{1,3})[.)]?\s*")


@dataclass(frozen=True, slots=True)
class Signs:
    """What stands in the lines of a paper and is no text of its own: its links, and the signs that call notes."""

    targets: Mapping[int, str] = field(default_factory=dict)
    notes: Notes | None = None


@dataclass(slots=True)
class Column:
    """Text under one left edge; running text has one column, a row several."""

    x0: float
    text: Text
    last: Segment
    """What was put there last."""


@dataclass(slots=True)
class Draft:
    """A block that may go on."""

    columns: list[Column]
    first: Line
    last: Line
    marked: Marked | None
    gap: float | None
    """White space above, in points beyond the usual distance of lines; None where it opens a page."""
    in_list: bool
    """It stands right under a single line like itself, parted by the writer: it may be one of a list of lines."""
    indent: float
    text_x0: float
    """Where its text begins, behind the marker."""
    lines: int = 0
    edge: float | None = None
    """Left edge of the lines after the first."""
    sizes: dict[float, int] = field(default_factory=dict)
    notes: list[Footnote] = field(default_factory=list)
    """The footnotes that its text calls; known once it is finished."""
    box: list[float] = field(default_factory=list)

    @property
    def is_row(self) -> bool:
        """Whether it has several columns."""
        return len(self.columns) > 1

    @property
    def text(self) -> str:
        """Its text, a tab between columns."""
        return "\t".join(column.text.text for column in self.columns)

    @property
    def is_coloured(self) -> bool:
        """Whether all its letters are in colour."""
        return look_of((run for column in self.columns for run in column.text.runs), COLOURED)

    def note(self, line: Line) -> None:
        """Count the size and place of a line whose text was put into the columns."""
        self.last = line
        self.lines += 1
        for segment in line.segments:
            self.sizes[segment.size] = self.sizes.get(segment.size, 0) + len(segment.text)
        if line.page == self.first.page:
            box = self.box or [line.x0, line.top, line.x1, line.bottom]
            self.box = [min(box[0], line.x0), min(box[1], line.top), max(box[2], line.x1), max(box[3], line.bottom)]

    def block(self, heading_size: float, is_clear: bool, signs: Signs) -> Paragraph | ListItem | Heading | Note:
        """The finished block.

        A number before type of ``heading_size`` or bigger is part of a heading, and stays in the text.
        """
        if signs.notes:
            pages = range(self.first.page, self.last.page + 1)
            for column in self.columns:
                text = column.text
                text.text, text.runs, called = signs.notes.called(text.text, text.runs, pages)
                self.notes += called
        whole = self.text.replace(SOFT_HYPHEN, "")
        runs = [run for column in self.columns for run in column.text.runs]
        links = self._links(signs.targets)
        size = max(self.sizes, key=lambda size: (self.sizes[size], size))
        style = Style(
            size=size,
            bold=look_of(runs, BOLD),
            italic=look_of(runs, ITALIC),
            underline=look_of(runs, UNDERLINE),
            indent=round(self.indent, 1),
            lead=_lead(self.columns),
            space_before=is_clear,
        )
        tag = self.first.tag
        source = Source(page=self.first.page, bbox=rounded(self.box), tagged=tag is not None)
        marked = self.marked
        if tag and tag.kind == "heading":
            whole, number = numbered(whole)
            level = tag.level or 1
            return Heading(text=whole, level=level, number=number, links=links, style=style, source=source)
        if tag and tag.kind == "note":
            sign = _NOTE_SIGN.match(whole)
            inner, marker = (whole[sign.end() :], sign[1]) if sign else (whole, None)
            return Note(text=inner, marker=marker, links=links, style=style, source=source)
        if not marked:
            return Paragraph(text=whole, links=links, style=style, source=source)
        if marked.number and size >= heading_size and not (tag and tag.kind == "item"):
            return Paragraph(text=f"{marked.marker} {whole}".rstrip(), links=links, style=style, source=source)
        level = tag.level if tag else 0
        return ListItem(
            text=whole, marker=marked.marker, number=marked.number, level=level, links=links, style=style, source=source
        )

    def _links(self, targets: Mapping[int, str]) -> list[Link]:
        if not targets:
            return []
        links = (links_in(column.text.text, column.text.runs, targets) for column in self.columns)
        return [link for column in links for link in column]


def open_draft(line: Line, marked: Marked | None, left: float, gap: float | None, in_list: bool) -> Draft:
    """A draft of the block that begins with ``line``; ``left`` is the text's margin, ``gap`` the space above."""
    columns = [Column(segment.x0, Text(segment.text, segment.runs), segment) for segment in line.segments]
    text_x0 = _cut_marker(columns, line, marked) if marked else line.x0
    draft = Draft(columns, line, line, marked, gap, in_list, max(line.x0 - left, 0.0), text_x0)
    draft.note(line)
    return draft


def marker_of(line: Line) -> Marked | None:
    """The marker that the line begins with; a gap behind the first word counts like a tab."""
    text = line.text
    if line.segments[0].after_first > MARKER_GAP:
        text = text.replace(" ", "\t", 1)
    return split_marker(text)


def whole_look(runs: Iterable[Run]) -> int:
    """The looks that all runs have."""
    return reduce(and_, (look for _, look in runs)) & LOOKS & ~RAISED


def is_turn(upper: Line, lower: Line) -> bool:
    """Whether one line is wholly bold, italic, underlined or in colour and the other is not."""
    looks = (whole_look(run for segment in line.segments for run in segment.runs) for line in (upper, lower))
    return next(looks) != next(looks)


def rounded(box: Sequence[float]) -> tuple[float, float, float, float]:
    """A box in hundredths of a point."""
    x0, top, x1, bottom = (round(edge, 2) for edge in box)
    return x0, top, x1, bottom


def _cut_marker(columns: list[Column], line: Line, marked: Marked) -> float:
    """Take the marker off the columns' text; gives where the text behind it begins."""
    head = line.segments[0]
    behind = sum(1 + len(segment.text) for segment in line.segments[1:])
    left = max(len(marked.rest) - behind, 0)
    if left == 0 and len(columns) > 1:
        del columns[0]
        return columns[0].x0
    columns[0].text.cut(len(head.text) - left)
    return head.second


def _lead(columns: Sequence[Column]) -> int:
    """How many letters at the start are bold where the rest is not."""
    lead = 0
    for place, column in enumerate(columns):
        for length, look in column.text.runs:
            if not look & BOLD:
                return lead
            lead += length
        lead += place < len(columns) - 1
    return 0
