"""A text file to a `Document`: what blank lines, markers, indents and rules under lines say, as there is no look.

A line that is as long as lines get was broken by the column, not by the writer, and goes on in the next; a gap of three
spaces or a tab is a gap that the eye sees. A short line that stands apart, above text, is a heading.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.headings import LONGEST, SHORT, numbered
from ingest.letters import decode
from ingest.markers import split_marker
from ingest.nesting import nest
from ingest.pdf_join import Joiner
from ingest.word_runs import clean
from model.document import Block, Cell, Document, Heading, ListItem, Paragraph, Source, Style, Table
from model.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Sequence

LARGEST = 10 * 1024 * 1024
"""Bytes of the largest text that is read; a thousand pages are three million letters."""
MOST_LINES = 200_000
"""Lines of the longest text that is read; a thousand pages have fifty thousand."""

_CHAR = 5.0
"""Points that a character of indent counts for: two are a level (`ingest.nesting.SAME`), one is none."""
_TAB = 4
"""Characters that a tab at the start of a line counts for."""
_NARROWEST, _WIDEST = 55, 110
"""Columns at which writers have lines broken."""
_FULL = 15
"""Characters that a broken line may be short of the column: the next word did not fit."""
_LONGEST_PARAGRAPH = 20_000
"""Characters after which lines are not joined further; six pages without a break are no paragraph."""
_FEWEST_FULL = 3
"""Full lines that it takes to believe in a column."""

_GAP = re.compile(r"\t+| {3,}")
_RULE = re.compile(r"([-=_*~#])\1{2,}")
_TABLE_ROW = re.compile(r"\|.*\|")
_TABLE_RULE = frozenset("-=+|: ")
_SENTENCE = (".", ",", ";", ":", "?", "!")
_BROKEN_WORD = re.compile(r"[^\W\d_]-$")
_LETTERS = re.compile(r"[^\W\d_]")
_WORDS = tomllib.loads(Path(__file__).with_name("word.toml").read_text(encoding="utf-8"))["page_number"]
_PAGE_NUMBER = re.compile(
    rf"(?:{'|'.join(_WORDS['page'])})\.?\s*\d{{1,4}}(?:\s*(?:{'|'.join(_WORDS['of'])})\s*\d{{1,4}})?|-\s?\d{{1,4}}\s?-",
    re.IGNORECASE,
)
_FEWEST_CAPITALS = 4
"""Letters of the shortest line that capitals alone make a heading; less is an abbreviation."""


@dataclass(slots=True)
class _Line:
    """A line of the file."""

    number: int
    text: str
    """Without white space around it."""
    indent: int
    length: int
    """Characters up to its last one."""
    apart: bool
    """White space stands above it."""
    underlined: str = ""
    """The sign of the rule right below it."""
    is_row: bool = False


@dataclass(slots=True)
class _Draft:
    """Lines that become one block."""

    first: _Line
    text: str
    last: _Line
    marker: str = ""
    number: str | None = None
    rows: list[list[str]] = field(default_factory=list)
    header_rows: int = 0


def read_text(data: bytes, name: str) -> Document:
    """Read the bytes of the text file ``name``; raises `UnreadableError` where they are no text, or far too many."""
    if len(data) > LARGEST or data.count(b"\n") > MOST_LINES or data.count(b"\r") > MOST_LINES:
        raise UnreadableError(f"{name} is far longer than a paper can be and was not read; save the paper itself.")
    text = decode(data)
    if text is None:
        raise UnreadableError(f"{name} is no readable text; save it as PDF or .docx.")
    lines = _lines(text)
    drafts = _drafts(lines, _column(lines), Joiner(lambda: (line.text for line in lines)))
    return Document(
        fil=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="txt",
        blocks=nest(_blocks(drafts)),
        warnings=[] if drafts else ["The paper holds no text."],
    )


def _lines(text: str) -> list[_Line]:
    """The lines that hold something; blank lines and rules are known by what they do to their neighbours."""
    lines: list[_Line] = []
    apart = True
    for number, raw in enumerate(text.split("\n"), start=1):
        apart = apart or "\f" in raw
        raw = raw.replace("\f", "").replace("\x1a", "").rstrip()
        stripped = raw.strip()
        if not stripped or _PAGE_NUMBER.fullmatch(stripped):
            apart = True
        elif _RULE.fullmatch(stripped):
            below = lines[-1] if lines and not apart else None
            # A rule about as long as the line that it stands right below.
            if below and not below.is_row and len(stripped) * 2 >= len(below.text) and len(below.text) <= LONGEST:
                below.underlined = stripped[0]
            apart = True
        else:
            lead = raw[: len(raw) - len(raw.lstrip())].expandtabs(_TAB)
            is_row = bool(_GAP.search(_behind_marker(stripped)) or _TABLE_ROW.fullmatch(stripped))
            lines.append(_Line(number, stripped, len(lead), len(lead) + len(stripped), apart, is_row=is_row))
            apart = False
    return lines


def _behind_marker(text: str) -> str:
    found = split_marker(text)
    return found.rest if found else text


def _column(lines: Sequence[_Line]) -> int | None:
    """Where lines were broken; None where each is as long as its writer left it."""
    running = [line.length for line in lines if not line.is_row]
    column = max(running, default=0)
    if not _NARROWEST <= column <= _WIDEST:
        return None
    full = sum(
        line.length > column - _FULL and not following.apart for line, following in pairwise(lines) if not line.is_row
    )
    return column if full >= _FEWEST_FULL else None


def _drafts(lines: Sequence[_Line], column: int | None, joiner: Joiner) -> list[_Draft]:
    drafts: list[_Draft] = []
    for line in lines:
        open_draft = drafts[-1] if drafts and not line.apart else None
        if _TABLE_ROW.fullmatch(line.text) or _is_table_rule(line.text):
            if open_draft is None or not open_draft.rows:
                drafts.append(_Draft(line, "", line, rows=[]))
            _add_row(drafts[-1], line)
            continue
        marked = split_marker(line.text)
        if open_draft and not open_draft.rows and not marked and _goes_on(open_draft, line, column):
            kept, between = joiner.join(open_draft.text, line.text)
            open_draft.text, open_draft.last = f"{kept}{between}{line.text}", line
        elif marked:
            drafts.append(_Draft(line, marked.rest, line, marked.marker, marked.number))
        else:
            drafts.append(_Draft(line, line.text, line))
    return [draft for draft in drafts if draft.rows or draft.text or draft.marker]


def _goes_on(draft: _Draft, line: _Line, column: int | None) -> bool:
    """Whether the line goes on where the draft's last one was broken."""
    if line.is_row or draft.last.is_row or draft.last.underlined or len(draft.text) > _LONGEST_PARAGRAPH:
        return False
    if draft.marker and line.indent > draft.first.indent and line.indent >= draft.last.indent:
        return True  # hangs below the item's text
    if _BROKEN_WORD.search(draft.text[-2:]) and line.text[0].islower():
        return True
    if column is None or draft.last.length + 1 + len(line.text.split(" ", 1)[0]) <= column:
        return False
    # Where a sentence has ended, a short line that ends none is no paragraph's last line: it names what follows.
    return not (draft.text.endswith(_SENTENCE) and line.length < column - _FULL and not line.text.endswith("."))


def _is_table_rule(text: str) -> bool:
    """Whether the line is a rule between the rows of a table drawn with bars."""
    return text[0] in "|+" and text[-1] in "|+" and "-" in text and _TABLE_RULE.issuperset(text)


def _add_row(draft: _Draft, line: _Line) -> None:
    draft.last = line
    if _is_table_rule(line.text):
        if len(draft.rows) == 1 and not draft.header_rows:
            draft.header_rows = 1
    else:
        draft.rows.append([clean(cell.replace("\\|", "|")) for cell in re.split(r"(?<!\\)\|", line.text.strip("|"))])


def _blocks(drafts: Sequence[_Draft]) -> list[Block]:
    levels = _levels(drafts)
    blocks: list[Block] = []
    for place, draft in enumerate(drafts):
        source = Source(path=f"p{place + 1}")
        style = Style(indent=_CHAR * draft.first.indent, space_before=draft.first.apart)
        rank = _rank(drafts, place)
        if draft.rows:
            rows = [[Cell(text=text, source=source) for text in row] for row in draft.rows]
            text = "\n".join("\t".join(row) for row in draft.rows)
            header_rows = draft.header_rows if len(rows) > draft.header_rows else 0
            blocks.append(Table(text=text, rows=rows, header_rows=header_rows, style=style, source=source))
        elif rank is not None:
            whole = clean(f"{draft.marker} {draft.text}".strip())
            text, number = numbered(whole)
            blocks.append(
                Heading(text=text, number=draft.number or number, level=levels[rank], style=style, source=source)
            )
        elif draft.marker:
            text = clean(_GAP.sub("\t", draft.text))
            blocks.append(ListItem(text=text, marker=draft.marker, number=draft.number, style=style, source=source))
        else:
            blocks.append(Paragraph(text=clean(_GAP.sub("\t", draft.text)), style=style, source=source))
    return blocks


_BY_RULE = {"=": 0, "#": 0, "*": 0}
_UNDERLINED, _CAPITALS, _ALONE = 2, 1, 3


def _rank(drafts: Sequence[_Draft], place: int) -> int | None:
    """How high the draft stands as a heading, 0 highest; None where it is no heading."""
    draft = drafts[place]
    following = drafts[place + 1] if place + 1 < len(drafts) else None
    if draft.rows or (draft.marker and draft.number is None):
        return None
    if draft.first.underlined and draft.first is draft.last:
        return _BY_RULE.get(draft.first.underlined, _UNDERLINED)
    text = draft.text
    could_be = draft.first.apart and not draft.first.is_row and len(text) <= SHORT and not text.endswith(_SENTENCE)
    if not could_be or following is None or not _LETTERS.search(text) or text[0].islower():
        return None
    if draft.number is not None and (_goes_on_counting(drafts, place) or following.marker):
        return None
    if text.isupper() and len(_LETTERS.findall(text)) >= _FEWEST_CAPITALS:
        return _CAPITALS
    return _ALONE if following.first.apart and draft.first is draft.last else None


def _goes_on_counting(drafts: Sequence[_Draft], place: int) -> bool:
    """Whether an item's neighbour right above or below has the number before or behind its own: they are a list."""
    here = drafts[place].number or ""
    around = [drafts[other].number or "" for other in (place - 1, place + 1) if 0 <= other < len(drafts)]
    if here.isdigit():
        return any(other.isdigit() and abs(int(other) - int(here)) == 1 for other in around)
    return any(len(other) == len(here) == 1 and abs(ord(other) - ord(here)) == 1 for other in around)


def _levels(drafts: Sequence[_Draft]) -> dict[int, int]:
    """The level of each rank that the paper has, none left out."""
    ranks = {_rank(drafts, place) for place in range(len(drafts))}
    return {rank: level for level, rank in enumerate(sorted(one for one in ranks if one is not None), start=1)}
