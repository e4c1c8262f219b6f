"""The straight lines drawn on a PDF page: borders of tables, lines under text. Shading and curves are left out."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import pypdfium2.raw as pdfium

THIN = 3.0
"""Points that a drawn box may be thick and still be a line; Word draws its borders as thin filled boxes."""
SHORTEST = 3.0
"""Points of the shortest line that counts."""
MOST_POINTS = 60_000
"""Corners of paths that are looked at on one page; a drawing or a map has more, and no table in it."""
DEEPEST = 5
"""Levels of drawings within drawings (form XObjects)."""

Handle = ctypes.c_void_p
"""What pdfium gives for a page or an object on it."""

_Matrix = tuple[float, float, float, float, float, float]
_Corner = tuple[float, float, bool]
"""A point, and whether a straight line leads to it."""
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Rule(NamedTuple):
    """A level or upright line, in points; its ends from left to right or from one edge of the page to the other."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def level(self) -> bool:
        """Whether it runs from left to right."""
        return self.x1 - self.x0 >= self.y1 - self.y0


def rules_of(page: Handle) -> tuple[list[Rule], float | None]:
    """The lines of a raw pdfium page in the page's own coordinates, and the square points of its largest picture.

    None stands for a page without pictures.
    """
    drawing = _Drawing()
    drawing.walk(
        (pdfium.FPDFPage_GetObject(page, place) for place in range(pdfium.FPDFPage_CountObjects(page))), _IDENTITY, 0
    )
    return sorted(drawing.rules), drawing.picture


class _Drawing:
    def __init__(self) -> None:
        self.rules: set[Rule] = set()
        self.picture: float | None = None
        self.points = 0

    def walk(self, objects: Iterator[Handle], outer: _Matrix, depth: int) -> None:
        for item in objects:
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                a, b, c, d, _, _ = _times(_matrix(item), outer)
                self.picture = max(self.picture or 0.0, abs(a * d - b * c))
            elif kind == pdfium.FPDF_PAGEOBJ_PATH and self.points < MOST_POINTS:
                self._path(item, outer)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
                count = pdfium.FPDFFormObj_CountObjects(item)
                inner = (pdfium.FPDFFormObj_GetObject(item, place) for place in range(count))
                self.walk(inner, _times(_matrix(item), outer), depth + 1)
        if self.points >= MOST_POINTS:
            self.rules.clear()

    def _path(self, item: Handle, outer: _Matrix) -> None:
        filling, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(item, filling, stroke)
        if not filling.value and not stroke.value:
            return
        matrix = _times(_matrix(item), outer)
        for corners in self._parts(item, matrix):
            xs, ys = [x for x, _, _ in corners], [y for _, y, _ in corners]
            x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
            if min(x1 - x0, y1 - y0) <= THIN:
                self._add(x0, y0, x1, y1)
            elif stroke.value:
                for (ax, ay, _), (bx, by, straight) in pairwise(corners):
                    if straight and min(abs(ax - bx), abs(ay - by)) <= 0.5:
                        self._add(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    def _add(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Keep a thin box as the line through its middle."""
        if not SHORTEST <= max(x1 - x0, y1 - y0) < math.inf or not math.isfinite(x0 + y0):
            return
        if x1 - x0 >= y1 - y0:
            y0 = y1 = (y0 + y1) / 2
        else:
            x0 = x1 = (x0 + x1) / 2
        self.rules.add(Rule(round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)))

    def _parts(self, path: Handle, matrix: _Matrix) -> Iterator[list[_Corner]]:
        """The corners of each part of a path."""
        corners: list[_Corner] = []
        x, y = ctypes.c_float(), ctypes.c_float()
        a, b, c, d, e, f = matrix
        count = pdfium.FPDFPath_CountSegments(path)
        self.points += count
        for place in range(min(count, MOST_POINTS)):
            segment = pdfium.FPDFPath_GetPathSegment(path, place)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                if len(corners) > 1:
                    yield corners
                corners = []
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            straight = kind == pdfium.FPDF_SEGMENT_LINETO
            corners.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f, straight))
            if pdfium.FPDFPathSegment_GetClose(segment):
                corners.append((*corners[0][:2], True))
        if len(corners) > 1:
            yield corners


def _matrix(item: Handle) -> _Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    """The matrix that does ``inner``, then ``outer``."""
    if outer is _IDENTITY:
        return inner
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
