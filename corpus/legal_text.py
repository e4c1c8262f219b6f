"""Text of papers without the characters that other formats forbid."""

from __future__ import annotations

import re

# What XML 1.0 (section 2.2) has no place for: control characters, halves of surrogate pairs, two noncharacters.
# Calendars forbid the control characters too (RFC 5545, section 3.3.11), and a spreadsheet shows them as boxes.
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def legal(text: str) -> str:
    """``text`` without them; tabs and line ends stay."""
    return _ILLEGAL.sub("", text)
