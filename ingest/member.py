"""A file inside a mail or a zip file, before anyone has looked at what it is."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

LARGEST_MEMBER = 200 * 1024 * 1024
"""Bytes of the largest member that is unpacked; as the largest file that is read."""
_LONGEST = 150
"""Characters of the longest name; file systems take 255 bytes."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a mail or a zip file."""

    name: str
    """As the container has it, whatever that is."""
    data: bytes = b""
    reason: str = ""
    """Why it could not be taken out, one sentence; empty where it could."""
    is_letter: bool = False
    """It is a mail's own text."""


def safe_name(name: str, place: int) -> str:
    """A plain file name: no folders, nothing that steers a terminal or a file system; ``place`` names the nameless."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    # C: control characters, hidden changes of direction, halves of characters, private signs.
    kept = "".join(sign for sign in unicodedata.normalize("NFC", last) if unicodedata.category(sign)[0] != "C")
    kept = " ".join(kept.replace(":", " ").split()).lstrip(". ")
    if len(kept) > _LONGEST:
        head, dot, tail = kept.rpartition(".")
        kept = f"{head[: _LONGEST - len(tail) - 1]}.{tail}" if dot and len(tail) < 10 else kept[:_LONGEST]
    return kept or f"paper-{place}"
