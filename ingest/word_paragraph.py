"""One Word paragraph, its look and label known, as blocks: a heading, running text, or one or more list items."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.headings import numbered
from ingest.markers import Marked, split_marker
from ingest.word_runs import Span, bold_lead, clean, lines_of, look_of
from model.document import Heading, ListItem, Paragraph, Source, Style

if TYPE_CHECKING:
    from ingest.numbering import Label
    from ingest.word_styles import ParagraphLook

LONGEST_HEADING = 300
"""Characters of the longest paragraph that a heading style makes a heading; more is text in the wrong style."""
_DEFAULT_TAB = 36.0  # points between tab stops where none are set

Made = Heading | Paragraph | ListItem


@dataclass(slots=True)
class Setting:
    """What is known of a paragraph before its text is read."""

    path: str
    name: str | None
    """Its style's name."""
    look: ParagraphLook
    level: int | None
    """Of the heading that its style makes it; None for running text."""


def blocks_of(spans: list[Span], label: Label | None, setting: Setting) -> list[Made]:
    """The blocks of a paragraph (or of the part of it between page breaks)."""
    text = clean("".join(span.text for span in spans))
    if setting.level and text.strip("\t") and len(text) <= LONGEST_HEADING:
        return [_heading(text.strip("\t"), label, setting.level, _style(spans, text, setting), setting.path)]
    parts = _parts(spans, label)
    source = Source(path=setting.path)
    blocks: list[Made] = []
    for place, (part, marked) in enumerate(parts):
        whole = clean("".join(span.text for span in part))
        style = _style(part, whole, setting)
        whole = whole.lstrip("\t")
        if label and place == 0:
            blocks.append(
                ListItem(
                    text=whole, marker=label.marker, number=label.number, level=label.level, style=style, source=source
                )
            )
        elif marked:
            style.lead = max(0, style.lead - (len(whole) - len(_rest(whole))))
            blocks.append(
                ListItem(text=_rest(whole), marker=marked.marker, number=marked.number, style=style, source=source)
            )
        elif whole:
            blocks.append(Paragraph(text=whole, style=style, source=source))
    return blocks


def _heading(text: str, label: Label | None, level: int, style: Style, path: str) -> Heading:
    number = label.number if label else None
    if label and number:
        text = f"{label.marker} {text}"
        style.lead = 0
    else:
        text, number = numbered(text)
    return Heading(text=text, level=level, number=number, style=style, source=Source(path=path))


def _parts(spans: list[Span], label: Label | None) -> list[tuple[list[Span], Marked | None]]:
    """The lines that make a block of their own: each that begins with a typed marker, in a list typed with breaks.

    A single marked line below unmarked text is left where it stands: it may be anything.
    """
    lines = lines_of(spans)
    marks = [split_marker("".join(span.text for span in line)) for line in lines]
    if label:
        marks[0] = None
    several = sum(mark is not None for mark in marks) > 1 or marks[0] is not None or label is not None
    parts: list[tuple[list[Span], Marked | None]] = []
    for line, mark in zip(lines, marks, strict=True):
        if not parts or (mark and several):
            parts.append((list(line), mark if several else None))
        else:
            parts[-1][0].append(Span("\n", line[0].look) if line else Span("\n", spans[0].look))
            parts[-1][0].extend(line)
    return parts


def _rest(text: str) -> str:
    found = split_marker(text)
    return found.rest if found else text


def _style(spans: list[Span], text: str, setting: Setting) -> Style:
    look = look_of(spans)
    return Style(
        size=look.size,
        bold=bool(look.bold),
        italic=bool(look.italic),
        underline=bool(look.underline),
        indent=_indent(setting.look, len(text) - len(text.lstrip("\t"))),
        lead=bold_lead(spans),
        name=setting.name,
    )


def _indent(look: ParagraphLook, tabs: int) -> float:
    """Where the first line's text begins, in points from the margin, behind ``tabs`` leading tabs."""
    left, first = look.left or 0.0, look.first or 0.0
    place = left + first
    stops = [*(look.tabs or ()), *([left] if first < 0 else [])]
    for _ in range(min(tabs, 20)):
        following = [stop for stop in stops if stop > place + 0.1]
        place = min(following) if following else (place // _DEFAULT_TAB + 1) * _DEFAULT_TAB
    return round(place, 1)
