"""Bombs in a PDF: packed streams that unpack to far more than a page can hold, told before pdfium unpacks them."""

from __future__ import annotations

import zlib

from model.errors import UnreadableError

LARGEST = 32 * 1024 * 1024
"""Bytes that a stream other than a picture may unpack to; a page of text has some thousand, a map some million."""
LARGEST_TOGETHER = 4 * LARGEST
"""The same for all big streams of a file."""
_MOST_TIMES = 1_032  # deflate makes nothing smaller than this
_DICTIONARY = 2_000
"""Bytes before a stream in which its dictionary stands."""


def check_streams(data: bytes, name: str) -> None:
    """Raise `UnreadableError` where a packed stream of the PDF ``name`` is a bomb."""
    together = 0
    place = data.find(b"stream")
    while place >= 0:
        if data[place - 3 : place] == b"end":
            place = data.find(b"stream", place + 6)
            continue
        start = place + 6
        end = data.find(b"endstream", start)
        end = len(data) if end < 0 else end
        if (end - start) * _MOST_TIMES > LARGEST:
            about = data[max(data.rfind(b"obj", max(place - _DICTIONARY, 0), place), place - _DICTIONARY, 0) : place]
            if b"FlateDecode" in about and b"/Image" not in about:
                size = _size(data[start:end].lstrip(b"\r\n"))
                together += size
                if size > LARGEST or together > LARGEST_TOGETHER:
                    raise UnreadableError(
                        f"{name} unpacks to far more than a paper can hold; it may be an attack and was not read."
                    )
        place = data.find(b"stream", end + 9)


def _size(packed: bytes) -> int:
    """Bytes that it unpacks to, counted no further than a little beyond the bound."""
    unpacking = zlib.decompressobj()
    size = 0
    try:
        while packed and size <= LARGEST and not unpacking.eof:
            size += len(unpacking.decompress(packed, 1024 * 1024))
            packed = unpacking.unconsumed_tail
    except zlib.error:  # encrypted or damaged: pdfium makes nothing of it either
        return size
    return size
