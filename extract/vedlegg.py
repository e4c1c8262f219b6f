"""The attachments of a sak, as they are named."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.knowledge import table, words
from extract.lines import Line
from extract.seksjon import Part

_NONE = re.compile(r"(?i)^(?:ingen|inga|-|–|nei|n/a)\.?$")
_ADDRESS = re.compile(r"(?i)^(?:https?://|www\.)\S+$")


def attachments_of(part: Part) -> list[str]:
    """Those behind the label on its own line, cut at commas; running text below that line is something else."""
    if not (part.label and part.label.rest and part.lines and part.lines[0].body == part.label.rest):
        return read_attachments(part.lines)
    names = [name.strip(" .") for name in re.split(r",\s+(?=[A-ZÆØÅ])|;\s+", part.label.rest)]
    below = [line for line in part.lines[1:] if line.marker or not line.text.rstrip().endswith(".")]
    if len(names) == 1:
        return read_attachments([part.lines[0], *below])
    return [name for name in names if name] + read_attachments(below)


def read_attachments(lines: Sequence[Line]) -> list[str]:
    """One name per item, paragraph or table row; bare addresses and ``Ingen`` are no attachments.

    Under a head row (``Dok.dato | Tittel``) the column of titles is the name.
    """
    heads = table("labels")["vedlegg"]
    known = {word for entry in heads.values() for word in words(entry)}
    found: list[str] = []
    column: int | None = None
    for line in lines:
        cells = (
            [re.sub(r"\s+", " ", cell).strip() for cell in line.cells] if line.marker is None else [line.body.strip()]
        )
        plain = [cell.lower().strip(" .:") for cell in cells]
        if any(plain) and all(cell in known for cell in plain if cell):
            titles = [at for at, cell in enumerate(plain) if cell in words(heads["tittel"])]
            column = titles[0] if titles and len(plain) > 1 else None
            continue
        if column is not None and len(cells) > column:
            cells = [cells[column]]
        text = " ".join(cell for cell in cells if cell)
        if text and not _NONE.match(text) and not _ADDRESS.match(text):
            found.append(text)
    return _without_numbers(found)


def _without_numbers(names: list[str]) -> list[str]:
    """Names that are counted from 1 without a full stop (``1 Protokoll``) stand without their numbers."""
    counted = [re.match(rf"{place}\s+(?=[A-ZÆØÅ«\"])", name) for place, name in enumerate(names, start=1)]
    if len(names) > 1 and all(counted):
        return [name[match.end() :] for name, match in zip(names, counted, strict=True) if match]
    return names
