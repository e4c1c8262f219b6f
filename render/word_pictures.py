"""Pictures that go from one Word file into another: told by their bytes, without what a camera or a program wrote of
place, time and person, no wider than the text, and in the colours that they had.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from typing import Any

from ingest.word_package import W
from render.word_clean import WP, A

Element = Any  # of Word's XML

KINDS = {
    "png": "image/png",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "tiff": "image/tiff",
    "emf": "image/x-emf",
    "wmf": "image/x-wmf",
}
_COLORS = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "44546A",
    "lt2": "E7E6E6",
    "accent1": "4472C4",
    "accent2": "ED7D31",
    "accent3": "A5A5A5",
    "accent4": "FFC000",
    "accent5": "5B9BD5",
    "accent6": "70AD47",
    "hlink": "0563C1",
    "folHlink": "954F72",
}
_SAME = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
_EMU = 635  # of a picture's measure in a twentieth of a point
_PNG_TEXT = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")
_JPEG_TEXT = (0xE1, 0xED, 0xFE)  # APP1 (Exif, XMP), APP13 (IPTC), a comment
_JPEG_SCAN = 0xDA


def kind(data: bytes) -> str | None:
    """What picture the bytes are, a key of `KINDS`; None where they are none that Word shows without help."""
    heads = {
        b"\x89PNG": "png",
        b"\xff\xd8\xff": "jpeg",
        b"GIF8": "gif",
        b"BM": "bmp",
        b"II*\0": "tiff",
        b"MM\0*": "tiff",
    }
    heads |= {b"\xd7\xcd\xc6\x9a": "wmf", b"\x01\0\t\0": "wmf"}
    if data[40:44] == b" EMF":
        return "emf"
    return next((name for head, name in heads.items() if data.startswith(head)), None)


def without_traces(data: bytes) -> bytes:
    """The picture without texts beside it; as it is where it is damaged."""
    try:
        return _png(data) if data.startswith(b"\x89PNG") else _jpeg(data) if data.startswith(b"\xff\xd8") else data
    except (struct.error, ValueError):
        return data


def _png(data: bytes) -> bytes:
    out, at = [data[:8]], 8
    while at < len(data):
        length, name = struct.unpack(">I4s", data[at : at + 8])
        end = at + 12 + length
        if name not in _PNG_TEXT:
            out.append(data[at:end])
        at = end
    return b"".join(out)


def _jpeg(data: bytes) -> bytes:
    out, at = [data[:2]], 2
    while at < len(data):
        if data[at] != 0xFF:
            raise ValueError("no marker")
        mark = data[at + 1]
        if mark == _JPEG_SCAN:
            return b"".join([*out, data[at:]])
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        if mark not in _JPEG_TEXT:
            out.append(data[at : at + 2 + length])
        at += 2 + length
    raise ValueError("no scan")


def theme_colors(theme: Element | None) -> dict[str, str]:
    """The colours of a file's theme by the names that drawings call them, as six figures; Word's own where it has none.

    ``theme`` is the root of its part (ECMA-376 part 1, 20.1.6.2).
    """
    colors = dict(_COLORS)
    scheme = theme.find(f".//{A}clrScheme") if theme is not None else None
    for entry in scheme if scheme is not None else ():
        for said in entry:
            value = said.get("lastClr") or said.get("val") or ""
            if re.fullmatch(r"[0-9A-Fa-f]{6}", value):
                colors[entry.tag.removeprefix(A)] = value
    return colors | {name: colors[same] for name, same in _SAME.items()}


def set_colors(drawn: Element, colors: Mapping[str, str]) -> None:
    """Write the colours themselves where a drawing names those of its file's theme, which does not come along."""
    for named in list(drawn.iter(f"{A}schemeClr")):
        color = colors.get(named.get("val", ""))
        if color:
            named.tag = f"{A}srgbClr"
            named.set("val", color)


def fit(block: Element, width: int) -> None:
    """Make pictures and tables of a block no wider than ``width`` (twentieths of a point), in their own proportions."""
    for placed in block.iter(f"{WP}inline", f"{WP}anchor"):
        extent = placed.find(f"{WP}extent")
        wide = _whole(extent.get("cx")) if extent is not None else 0
        if wide > width * _EMU:
            for size in (extent, *placed.iter(f"{A}ext")):
                for key in ("cx", "cy"):
                    if size.get(key):
                        size.set(key, str(_whole(size.get(key)) * width * _EMU // wide))
    tables = [block] if block.tag == f"{W}tbl" else []
    for table in tables:
        columns = table.findall(f"{W}tblGrid/{W}gridCol")
        wide = sum(_whole(column.get(f"{W}w")) for column in columns)
        if wide > width:
            for size in (*columns, *table.iter(f"{W}tcW", f"{W}tblW")):
                if size.tag == f"{W}gridCol" or size.get(f"{W}type") == "dxa":
                    size.set(f"{W}w", str(_whole(size.get(f"{W}w")) * width // wide))
        indent = table.find(f"{W}tblPr/{W}tblInd")
        if indent is not None and (wide > width or _whole(indent.get(f"{W}w")) < 0):
            indent.getparent().remove(indent)


def _whole(text: str | None) -> int:
    try:
        return int(text or 0)
    except ValueError:
        return 0
