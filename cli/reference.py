"""``docs/cli.md``, written from the commands' own help by ``python -m cli.reference docs/cli.md``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cli.main import main

_HEAD = """# The commands

<!-- Made by `make docs` from the commands' own help; don't edit by hand. -->
"""


def reference() -> str:
    """Every command's help as one Markdown page."""
    parts = [_HEAD, _section("saksgang", main, None)]
    parent = click.Context(main, info_name="saksgang")
    parts += [_section(f"saksgang {name}", command, parent) for name, command in main.commands.items()]
    return "\n".join(parts)


def _section(title: str, command: click.Command, parent: click.Context | None) -> str:
    # A context of fixed width, so that the page is the same on every terminal.
    context = click.Context(
        command, info_name=title.split()[-1], parent=parent, terminal_width=100, max_content_width=100
    )
    return f"## {title}\n\n```\n{command.get_help(context)}\n```\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(reference(), encoding="utf-8")
