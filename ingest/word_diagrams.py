"""The words of a diagram (SmartArt) in a Word file, which lie in a part of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.word_package import R
from ingest.word_runs import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ingest.word_package import Package

_D = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_NO_BOXES = frozenset({"parTrans", "sibTrans", "pres"})  # points of a diagram that are not its boxes


def diagram_texts(package: Package, mark: _Element) -> list[str]:
    """The text of each box, in the order of the diagram's data; ``mark`` is what stands for it in the text."""
    part = package.targets(package.main).get(mark.get(f"{R}dm") or "")
    root = package.xml(part) if part else None
    points = root.iter(f"{_D}pt") if root is not None else ()
    texts = (_text(point) for point in points if point.get("type") not in _NO_BOXES)
    return [text for text in texts if text]


def _text(point: _Element) -> str:
    lines = (clean("".join(run.text or "" for run in line.iter(f"{_A}t"))) for line in point.iter(f"{_A}p"))
    return "\n".join(line for line in lines if line)
