"""Pictures in a Word file that are large enough to be scanned pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.word_package import W

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGE = 300.0 * 300.0
"""Square points of a large picture: about 10 cm each way, a quarter of the text on a page."""

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_IMAGE_DATA = "{urn:schemas-microsoft-com:vml}imagedata"
_PER_POINT = 12_700  # English Metric Units, ECMA-376 part 1, 20.1.2.1
_SIZE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([0-9]{1,5}(?:\.[0-9]{1,4})?)(pt|in|cm|mm|px)?")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, "": 0.75}


def large_pictures(body: _Element) -> int:
    """How many pictures in the text are `LARGE`."""
    return sum(area >= LARGE for area in _areas(body))


def _areas(body: _Element) -> list[float]:
    areas: list[float] = []
    for drawing in body.iter(f"{W}drawing"):
        extent = next(drawing.iter(f"{_DRAWING}extent"), None)
        if extent is not None and next(drawing.iter(_PICTURE), None) is not None:
            sides = [extent.get(side, "") for side in ("cx", "cy")]
            if all(re.fullmatch(r"[0-9]{1,9}", side) for side in sides):
                areas.append(int(sides[0]) / _PER_POINT * (int(sides[1]) / _PER_POINT))
    for data in body.iter(_IMAGE_DATA):
        shape = data.getparent()
        found = {name: float(number) * _POINTS[unit or ""] for name, number, unit in
                 _SIZE.findall((shape.get("style") or "") if shape is not None else "")}  # fmt: skip
        areas.append(found.get("width", 0.0) * found.get("height", 0.0))
    return areas
