"""Where a paper or a sak is signed: place and date, names and offices below the last of its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from extract.dato import find_dates
from extract.knowledge import says, table
from extract.lines import Line
from extract.namn import split_name, title_start

_SIGNED = re.compile(r"\(\s*(?:s|sign|e\.s|u\.t)\.?\s*\)|\b(?:sign)\.?$", re.IGNORECASE)
_RULED = re.compile(r"[_.…\s/-]{4,}$")
_PLACED = re.compile(
    r"(?:[A-ZÆØÅ][\wæøåÆØÅ.-]+(?:\s+(?:i\s+|på\s+)?[A-ZÆØÅ][\wæøåÆØÅ.-]+){0,3},?\s+)(?:den\s+)?\d{1,2}\."
)


def without_signature(lines: Sequence[Line]) -> list[Line]:
    """The lines without the blocks that sign them; names that a sentence with a colon introduces stay.

    Behind the last of the text one line that only a signature has is enough; above more text (a list of attachments)
    a block must name who signs, with place and date or with the office.
    """
    out: list[Line] = []
    told = [(line, _kind(line)) for line in lines]
    for signing, run in groupby(told, key=lambda one: one[1] is not None):
        pairs = list(run)
        block, kinds = [line for line, _ in pairs], {kind for _, kind in pairs}
        introduced = bool(out) and out[-1].text.rstrip().endswith(":")
        last = block[-1] is lines[-1]
        whole = bool({"namn", "signert"} & kinds) and bool({"stad", "verv"} & kinds)
        if not signing or introduced or not (whole or (last and kinds != {"namn"})):
            out += block
    return out


def _kind(line: Line) -> str | None:
    """What a line of a signature is; null for other lines. A bare name is one only together with the others."""
    text = line.text.strip()
    if line.marker or len(text) > 160:
        return None
    if _RULED.match(text) or says(text, table("labels")["helsing"]):
        return "helsing"
    if len(text) <= 60 and _PLACED.match(text) and (days := find_dates(text)) and not text[days[-1].end :].strip(" ."):
        return "stad"
    cells = [part.strip() for cell in line.cells for part in re.split(r"\s{3,}", cell) if part.strip()]
    if cells and all(title_start().fullmatch(f"{cell.lower()} ") for cell in cells):
        return "verv"
    if cells and all(_signer(cell) for cell in cells):
        return "signert" if len(cells) > 1 or _SIGNED.search(text) else "namn"
    return None


def _signer(cell: str) -> bool:
    plain = re.sub(r"\s+(?=[a-zæøå])", ", ", _SIGNED.sub("", cell).strip(" .,"), count=1)  # Kari Nes leiar
    name, *office = plain.split(",")
    known = all(title_start().match(f"{part.strip().lower()} ") for part in office)
    return "(" not in name and split_name(name)[0] == name.strip() and known
