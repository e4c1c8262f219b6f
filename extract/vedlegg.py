"""The attachments of a sak, as they are named."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.lines import Line

_NONE = re.compile(r"(?i)^(?:ingen|inga|-|–|nei|n/a)\.?$")
_ADDRESS = re.compile(r"(?i)^(?:https?://|www\.)\S+$")
_HEAD = re.compile(r"(?i)^(?:dok\.?\s?dato|dokumentdato|tittel|dato|nr\.?|vedlegg|namn|navn|type)$")


def read_attachments(lines: Sequence[Line]) -> list[str]:
    """One name per item, paragraph or table row; bare addresses and ``Ingen`` are no attachments."""
    found: list[str] = []
    for line in lines:
        cells = (
            [re.sub(r"\s+", " ", cell).strip() for cell in line.cells] if line.marker is None else [line.body.strip()]
        )
        cells = [cell for cell in cells if cell]
        if not cells or all(_HEAD.match(cell) for cell in cells):
            continue
        text = " ".join(cells)
        if not _NONE.match(text) and not _ADDRESS.match(text):
            found.append(text)
    return found
