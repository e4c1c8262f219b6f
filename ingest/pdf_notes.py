"""Footnotes: small type at the foot of a page, behind the sign that the text calls it by, usually under a short rule.

They are taken out of the text, so that a sentence broken over the page is whole, and come back behind the block that
calls them. The sign in the running text goes, as it is no part of the sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ingest.pdf_draft import rounded
from ingest.pdf_join import Joiner, Text
from ingest.pdf_letters import RAISED
from ingest.pdf_lines import Line, Run
from ingest.pdf_page import Page
from model.document import Note, Source, Style

_SMALL = 0.93
"""Share of the body's type size that the type of a note has at most where no rule stands over it."""
_LONGEST_SIGN = 4
_SIGN = re.compile(r"(\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§]{1,3})[.)]?(?:\s+|$)|(\d{1,3}|[*†‡§]{1,3})(?=[^\W\d_])")
_CALL = re.compile(r"\d{1,3}|[*†‡§]{1,3}|[ivx]{1,5}|[a-z]")
_UNIT = re.compile(r"(?:^|[\s\d(])[cdkm]?m$")
"""What a raised 2 or 3 makes an area or a volume, and no note."""
_SAME_LINE = 0.6
"""Type sizes that a sign alone before its note may stand higher than the note's first line."""


@dataclass(slots=True)
class Footnote:
    """A note at the foot of a page."""

    page: int
    marker: str
    lines: list[Line] = field(default_factory=list)
    cut: int = 0
    """Letters of the first line that are the marker."""

    def block(self, joiner: Joiner) -> Note:
        """The finished note."""
        first = self.lines[0]
        text = Text(first.text, first.runs)
        text.cut(self.cut)
        for line in self.lines[1:]:
            text.go_on(line.text, line.runs, joiner)
        own = [line for line in self.lines if line.page == self.page]
        box = (min(line.x0 for line in own), own[0].top, max(line.x1 for line in own), own[-1].bottom)
        size = max(own, key=lambda line: len(line.text)).size
        whole = text.text.replace("\u00ad", "").strip()
        source = Source(page=self.page, bbox=rounded(box))
        return Note(text=whole, marker=self.marker, style=Style(size=size), source=source)


class Notes:
    """The footnotes of a paper, each to be asked for once by the block that calls it."""

    def __init__(self, notes: Iterable[Footnote] = ()) -> None:
        self._notes = list(notes)

    def __bool__(self) -> bool:
        return bool(self._notes)

    def called(self, text: str, runs: Sequence[Run], pages: range) -> tuple[str, list[Run], list[Footnote]]:
        """A block's text and looks without the signs of notes on its ``pages``, and these notes."""
        here = {note.marker for note in self._notes if note.page in pages}
        if not here or not any(look & RAISED for _, look in runs):
            return text, list(runs), []
        kept: list[str] = []
        looks: list[Run] = []
        found: list[str] = []
        start = 0
        for length, look in runs:
            piece = text[start : start + length]
            start += length
            signs = _CALL.findall(piece) if look & RAISED else []
            if signs and here.issuperset(signs) and not (piece in ("2", "3") and _UNIT.search("".join(kept)[-4:])):
                found += signs
                continue
            kept.append(piece)
            looks.append((length, look))
        return "".join(kept), looks, [note for sign in found if (note := self._take(sign, pages))]

    def left(self) -> list[Footnote]:
        """The notes that no block called."""
        return self._notes

    def _take(self, sign: str, pages: range) -> Footnote | None:
        for place, note in enumerate(self._notes):
            if note.marker == sign and note.page in pages:
                return self._notes.pop(place)
        return None


def take_notes(pages: Sequence[Page]) -> list[Footnote]:
    """Take the footnotes out of the pages' lines."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[line.size] += len(line.text)
    body = max(sizes, key=lambda size: (sizes[size], -size), default=0.0)
    notes: list[Footnote] = []
    for page in pages:
        found = _on(page, body, notes[-1] if notes and notes[-1].lines[-1].page == page.number - 1 else None)
        notes += found
    return notes


def _on(page: Page, body: float, before: Footnote | None) -> list[Footnote]:
    """The notes of one page; the first lines may go on with the note that ended the page ``before``."""
    if not page.lines:
        return []
    for height in sorted((rule.y0 for rule in page.rules if _parts_notes(rule.x0, rule.x1, page)), reverse=True):
        place = next((place for place, line in enumerate(page.lines) if line.top >= height - 2), len(page.lines))
        found = _parted(page, place, body, before, ruled=True)
        if found is not None:
            return found
    place = len(page.lines)
    while place and page.lines[place - 1].size <= _SMALL * body:
        place -= 1
    while place < len(page.lines):  # other small type may stand over the notes
        if _sign(page.lines[place]):
            return _parted(page, place, body, None, ruled=False) or []
        place += 1
    return []


def _parts_notes(x0: float, x1: float, page: Page) -> bool:
    """Whether a level rule is as short as the one that Word and others draw over notes, and begins like the text."""
    left = min(line.x0 for line in page.lines)
    return 0.06 * page.width <= x1 - x0 <= 0.45 * page.width and abs(x0 - left) <= 12


def _parted(page: Page, place: int, body: float, before: Footnote | None, ruled: bool) -> list[Footnote] | None:
    """The lines from ``place`` on as notes, taken out of the page; None where they are none."""
    tail = _whole(page.lines[place:])
    if not tail or any(line.size > body + 0.1 for line in tail):
        return None
    if any(table.box[3] > tail[0].top for table in page.tables):
        return None
    calls = _calls(page, place)
    notes: list[Footnote] = []
    going_on: list[Line] = []
    for line in tail:
        sign = _sign(line)
        if sign and sign[0] in calls and (sign[2] or ruled) and (not notes or _follows(notes[-1].marker, sign[0])):
            notes.append(Footnote(page.number, sign[0], [line], sign[1]))
        elif notes:
            notes[-1].lines.append(line)
        elif ruled and before and line.size <= _SMALL * body and abs(line.size - before.lines[0].size) <= 0.5:
            going_on.append(line)
        else:
            return None
    if before:
        before.lines += going_on
    del page.lines[place:]
    return notes


def _whole(lines: Sequence[Line]) -> list[Line]:
    """The lines, a sign alone put before the line that it opens."""
    out: list[Line] = []
    for line in lines:
        upper = out[-1] if out else None
        if upper and len(upper.text) <= _LONGEST_SIGN and 0 <= line.base - upper.base <= _SAME_LINE * line.size:
            out[-1] = Line(line.page, line.base, line.size, [*upper.segments, *line.segments])
        else:
            out.append(line)
    return out


def _sign(line: Line) -> tuple[str, int, bool] | None:
    """The sign that the line opens with, how many letters it takes with what parts it, and whether it is raised."""
    length, look = line.segments[0].runs[0]
    text = line.text
    if look & RAISED and _CALL.fullmatch(text[:length].strip()):
        return text[:length].strip(), len(text) - len(text[length:].lstrip()), True
    match = _SIGN.match(text)
    return (match[1] or match[2], match.end(), False) if match else None


def _follows(sign: str, other: str) -> bool:
    return not (sign.isdigit() and other.isdigit()) or int(other) == int(sign) + 1


def _calls(page: Page, end: int) -> set[str]:
    """The raised signs in the text of the page above its notes."""
    cells = (line for table in page.tables for cell in table.cells for line in cell.lines)
    return {sign for line in (*page.lines[:end], *cells) for sign in _raised(line)}


def _raised(line: Line) -> Iterator[str]:
    for segment in line.segments:
        start = 0
        for length, look in segment.runs:
            if look & RAISED:
                yield from _CALL.findall(segment.text[start : start + length])
            start += length
