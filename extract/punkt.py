"""The points of a proposal or a vedtak."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extract.knowledge import alternatives, says, table
from extract.lines import Line, kjelde
from extract.namn import WORD
from model.document import Document
from model.moete import Punkt

_INTRO = re.compile(
    r"(?i)\b(?:slikt?|følgjande|følgende)\s+(?:\w+\s+)?(?:vedtak|uttale|uttalelse|innstilling|tilråding|framlegg|forslag)\s*:$"
)


def tells_proceedings(text: str) -> bool:
    """Whether a paragraph tells what happened in the meeting, so that it can't be part of a proposal."""
    return says(text.strip(), table("vending")["behandling"]) or bool(_speaks().match(text.strip()))


@cache
def _speaks() -> re.Pattern[str]:
    """A person by name and a verb of speech: ``Kari Nes (Sp) meinte at …`` is told of the meeting."""
    name = rf"{WORD}(?:\s+{WORD}){{1,3}}"
    between = r"(?:\s*\([^)]*\))?,?\s+"
    return re.compile(rf"(?:[\wæøåÆØÅ-]+\s+)?{name}{between}{alternatives(table('vending')['ytring'])}(?![\wæøå])")


def read_points(lines: Sequence[Line], document: Document) -> tuple[list[Punkt], list[Line]]:
    """The points, and the lines behind them that tell the proceedings instead.

    A numbered or bulleted item is a point, and so is each paragraph without a number. An empty item below a point
    (a place to fill in) and a paragraph indented like a numbered point's text belong to the point above.
    """
    points: list[Punkt] = []
    above: Line | None = None
    for place, line in enumerate(lines):
        if line.table is not None:
            continue
        text = line.body.strip()
        unnumbered = line.marker is None
        if points and unnumbered and tells_proceedings(text):
            return points, list(lines[place:])
        if not points and unnumbered and _INTRO.search(text) and place + 1 < len(lines):
            continue
        if points and _belongs_above(line, above, text):
            joined = f"{points[-1].tekst} {line.text.strip()}"
            points[-1] = points[-1].model_copy(update={"tekst": joined.strip()})
            continue
        if text:
            points.append(Punkt(nr=line.number, tekst=text, nivaa=line.level, kjelde=kjelde(document, line.source)))
            above = line
    lowest = min((point.nivaa for point in points), default=0)
    return [point.model_copy(update={"nivaa": point.nivaa - lowest}) for point in points], []


def _belongs_above(line: Line, above: Line | None, text: str) -> bool:
    if line.marker is not None and not text:
        return True
    return (
        line.marker is None
        and above is not None
        and above.number is not None
        and line.style.indent > above.style.indent + 8
    )
