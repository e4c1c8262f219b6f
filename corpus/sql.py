"""What the index asks of its database: so little that SQLite's own connection gives it, and another can.

The queries of this floor are written in the SQL that both speak, with ``?`` for a value: ``ON CONFLICT``,
``IS NOT DISTINCT FROM``, ``NULLS FIRST`` where NULL may be, no numbers for true and false. Text is compared by its
code points, as SQLite does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

MOST_VALUES = 500
"""Values in one question; older SQLites take 999."""


class Rows(Protocol):
    """The answer to a question."""

    def __iter__(self) -> Iterator[Any]:
        """Row by row."""

    def fetchone(self) -> Any:  # noqa: ANN401 - a row is what was asked for
        """The next row; None where there is none."""

    def fetchall(self) -> list[Any]:
        """All rows that are left."""


class Connection(Protocol):
    """An open database."""

    def execute(self, query: str, values: Sequence[Any] = (), /) -> Rows:
        """Put one question, with a value for each ``?``."""

    def executemany(self, query: str, rows: Iterable[Sequence[Any]], /) -> object:
        """Do one thing for many rows of values."""


def marks(values: Sequence[object]) -> str:
    """A ``?`` for each value, to stand between brackets behind ``IN``; NULL, which is in nothing, for none."""
    return ", ".join("?" * len(values)) or "NULL"


def in_parts(values: Iterable[str | int]) -> Iterator[list[str | int]]:
    """The values, as many at a time as one question takes."""
    every = list(values)
    return (every[at : at + MOST_VALUES] for at in range(0, len(every), MOST_VALUES))
