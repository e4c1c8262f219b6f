"""Values on their way into a Word file: only characters that XML and Word can hold."""

from __future__ import annotations

import re
import unicodedata

_BREAKS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_SPACES = re.compile(r"[ \t\n]+")
# Noncharacters: they mean nothing in a text, and `render.marks` marks list items with two of them.
_NO_CHARACTER = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
# Overrides, embeddings and isolates can turn letters round, so that a title reads otherwise than it is written. Names
# in Arabic or Hebrew letters need none of them; the marks that some need (U+200E, U+200F, U+061C) only stand between.
_TURNING = "\u202a-\u202e\u2066-\u2069"
# Letters of no width and no use here, and letters that nobody sees at all: two titles that look alike must be alike.
# The joiners U+200C and U+200D stay (Persian names, emoji), and so does the soft hyphen.
_UNSEEN = "\u180e\u200b\u2060-\u2065\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_NONE = re.compile(f"[{_NO_CHARACTER}{_TURNING}{_UNSEEN}]")


def clean(value: str | None) -> str:
    """The text with line feeds for its line breaks, without control characters and all that turns or hides letters.

    Empty where there is none.
    """
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
