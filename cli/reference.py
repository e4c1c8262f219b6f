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
    # A context of fixed width, so that the page is the same on every terminal.
    root = click.Context(main, info_name="saksgang", terminal_width=100, max_content_width=100, **main.context_settings)
    parts = [_HEAD, _section(root)]
    parts += _sections(root, main)
    return "\n".join(parts)


def _sections(parent: click.Context, group: click.Group) -> list[str]:
    """A section for each command of a group, and behind it those for the commands that it is a group of itself."""
    parts = []
    for name, command in group.commands.items():
        context = click.Context(command, info_name=name, parent=parent, terminal_width=100, max_content_width=100)
        parts.append(_section(context))
        if isinstance(command, click.Group):
            parts += _sections(context, command)
    return parts


def _section(context: click.Context) -> str:
    return f"## {context.command_path}\n\n```\n{context.get_help()}\n```\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(reference(), encoding="utf-8")
