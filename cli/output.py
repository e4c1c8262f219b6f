"""What the commands print: JSON as bytes on stdout, text for people without anything that could steer a terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from pydantic import BaseModel
    from rich.console import Console
    from rich.text import Text

# Control characters, and the marks that turn the reading direction; tabs and line feeds stay.
_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """Text of a paper, fit for a terminal: no escape sequences, no hidden changes of direction."""
    return _STEERING.sub("", text)


def cell(text: str | None, style: str = "") -> Text:
    """Text of a paper for a rich table: as it is, never read as markup."""
    from rich.text import Text

    # As a span, so that what is joined to it does not take its style on.
    return Text().append(clean(text or ""), style)


def screen(*, stderr: bool = False) -> Console:
    """Where people read: markup and guessed highlighting are off; a pipe gets lines of 100 characters."""
    from rich.console import Console

    console = Console(stderr=stderr, markup=False, highlight=False, emoji=False)
    if not console.is_terminal:
        console.width = 100
    return console


def print_json(data: BaseModel | dict[str, Any] | list[Any]) -> None:
    """One JSON document on stdout, UTF-8 whatever the terminal's own encoding."""
    from model.canonical import canonical_json

    click.echo(canonical_json(data).encode(), nl=False)
