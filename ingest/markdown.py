"""A Markdown file to a `Document`: CommonMark with tables, written out as a page and read as one.

Raw HTML in it counts for text, save line breaks, which tables can't have otherwise.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from ingest.letters import decode
from ingest.web_page import page
from model.errors import UnreadableError

if TYPE_CHECKING:
    from model.document import Document

LARGEST = 1024 * 1024
"""Bytes of the largest file that is read; three hundred pages of text."""
_BREAK = re.compile(r"&lt;br\s*/?&gt;", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"---\n(?:[A-Za-z_][\w-]*:.*\n|[ \t-].*\n)+---\n")


def read_markdown(data: bytes, name: str) -> Document:
    """Read the bytes of the Markdown file ``name``; raises `UnreadableError` where they are no text or too many."""
    if len(data) > LARGEST:
        raise UnreadableError(f"{name} is far longer than a paper can be ({len(data) // 1024} kB of Markdown).")
    text = decode(data)
    if text is None:
        raise UnreadableError(f"{name} is no readable text; save it as PDF or .docx.")
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    tokens = parser.parse(_FRONT_MATTER.sub("", text, count=1) if text.startswith("---\n") else text)
    for token in tokens:
        if token.type == "list_item_open":
            token.attrSet("data-marker", f"{token.info}{token.markup}")
    html = parser.renderer.render(tokens, parser.options, {})
    return page(_BREAK.sub("<br>", html), data, name, "md")
