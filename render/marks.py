"""Marks that ride with a text through a template and tell afterwards what its paragraph is.

A template writes ``{{ punkt }}`` in one paragraph, whatever the point's number; Word, though, keeps numbers outside
the text. So the context hides the number in front of the text, between two characters that no value can hold
(`render.text.clean` takes them out), and `render.numbering` and `render.tables` find it again and take it away;
`render.compose` puts finished papers where such a mark is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
LEFT_OVER = re.compile(f"[{_OPEN}{_CLOSE}]")


@dataclass(frozen=True, slots=True)
class ListMark:
    """A list item: ``marker`` as it stands (``1.``, ``a)``, ``•``), null for a paragraph without one."""

    group: int
    """Items of one list share it."""
    level: int
    """Nesting, from 0."""
    marker: str | None


@dataclass(frozen=True, slots=True)
class TableMark:
    """The first cell of a table out of a sak's text."""

    columns: tuple[tuple[str, ...], ...]
    """The texts of each column, as far as its width follows from them."""
    header: bool
    """The first row names the columns."""


@dataclass(frozen=True, slots=True)
class PaperMark:
    """The place of a finished paper that was written in Word."""

    sak: str
    """Id of its sak."""


Mark = ListMark | TableMark | PaperMark


@dataclass(slots=True)
class Marks:
    """The marks of one paper."""

    found: list[Mark] = field(default_factory=list)
    groups: int = 0

    def new_group(self) -> int:
        """A list of its own."""
        self.groups += 1
        return self.groups

    def on(self, text: str, mark: Mark) -> str:
        """The text with the mark in front of it."""
        self.found.append(mark)
        return f"{_OPEN}{len(self.found) - 1}{_CLOSE}{text}"


def marker(number: str | None) -> str | None:
    """The number of a point with a closing mark: ``1.``, ``a)``; as it stands where it is neither (``2.1``)."""
    if not number:
        return None
    return f"{number}." if number.isdigit() else f"{number})" if number.isalpha() else number
