"""Values on their way into a Word file: only characters that XML and Word can hold."""

from __future__ import annotations

import re
import unicodedata

_BREAKS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_SPACES = re.compile(r"[ \t\n]+")
# Noncharacters: they mean nothing in a text, and `render.marks` marks list items with two of them.
_NONE = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")


def clean(value: str | None) -> str:
    """The text with line feeds for its line breaks and without control characters; empty where there is none."""
    text = _NONE.sub("", _BREAKS.sub("\n", value or ""))
    return "".join(char for char in text if char in "\t\n" or unicodedata.category(char) not in ("Cc", "Cs"))


def line(value: str | None) -> str:
    """The text on one line, with single spaces (a hard space stays)."""
    return _SPACES.sub(" ", clean(value)).strip(" ")


def short(value: str | None, limit: int = 80) -> str:
    """The text on one line, cut at a word where it is longer than ``limit``: for headers and titles of files."""
    text = line(value)
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    return (cut[: cut.rfind(" ")] if cut.rfind(" ") > limit // 2 else cut).rstrip(" ,.–-") + "…"
