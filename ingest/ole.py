"""The directory of an OLE compound file, the container of Office files before 2007 and of mails that Outlook saved.

Only what tells these files apart: the names at the top and where their streams begin. Source: [MS-CFB] 2.2 to 2.6.
"""

from __future__ import annotations

import struct

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of a compound file."""

_IN_HEADER = 109  # FAT sectors whose places stand in the header itself; files larger than 7 MB have more
_STREAM = 2  # what kind of an entry it is
_MOST_SECTORS = 2_000  # of the directory; a paper has two or three
_ENTRY = 128
_NONE = 0xFFFFFFFF
_LAST_SECTOR = 0xFFFFFFFA  # what is higher is no sector
_SMALL = 4096  # streams below this lie in a stream of their own for small ones
_MOST_NAMES = 10_000


def top_names(data: bytes) -> dict[str, int | None]:
    """The names at the top of the compound file, each with the place of its first byte where that is easily told.

    Raises `ValueError` where the directory is damaged.
    """
    try:
        return _top_names(data)
    except struct.error as failure:
        raise ValueError("the directory is cut off") from failure


def _top_names(data: bytes) -> dict[str, int | None]:
    shift = struct.unpack_from("<H", data, 30)[0]
    if not data.startswith(MARK) or shift not in (9, 12):
        raise ValueError("no compound file")
    size = 1 << shift
    directory = _directory(data, size)
    found: dict[str, int | None] = {}
    waiting, seen = [struct.unpack_from("<I", directory, 76)[0]], {0}
    while waiting:
        number = waiting.pop()
        if number == _NONE or number in seen:
            continue
        seen.add(number)
        if len(seen) > _MOST_NAMES:
            raise ValueError("too many names")
        entry = number * _ENTRY
        length, left, right = struct.unpack_from("<H2xII", directory, entry + 64)
        start, bytes_of = struct.unpack_from("<II", directory, entry + 116)
        name = directory[entry : entry + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
        found[name] = (start << shift) + size if bytes_of >= _SMALL and start < _LAST_SECTOR else None
        waiting += [left, right]
    return found


def stream_bytes(data: bytes) -> int:
    """How many bytes all streams of the file together say they have; raises `ValueError` as `top_names` does."""
    try:
        directory = _directory(data, 1 << struct.unpack_from("<H", data, 30)[0])
        return sum(
            struct.unpack_from("<I", directory, entry + 120)[0]
            for entry in range(0, len(directory), _ENTRY)
            if directory[entry + 66] == _STREAM
        )
    except struct.error as failure:
        raise ValueError("the directory is cut off") from failure


def _directory(data: bytes, size: int) -> bytes:
    """The sectors of the directory, joined."""
    tables = _tables(data, size)
    sector = struct.unpack_from("<I", data, 48)[0]
    parts: list[bytes] = []
    while sector < _LAST_SECTOR:
        if len(parts) >= _MOST_SECTORS:
            raise ValueError("the directory does not end")
        part = data[(sector + 1) * size : (sector + 2) * size]
        if len(part) < size:
            raise ValueError("the directory is cut off")
        parts.append(part)
        table, place = divmod(sector, size // 4)
        if table >= len(tables):
            raise ValueError("the directory leads nowhere")
        sector = struct.unpack_from("<I", data, (tables[table] + 1) * size + 4 * place)[0]
    return b"".join(parts)


def _tables(data: bytes, size: int) -> list[int]:
    """The sectors that tell of each sector which one follows."""
    count = struct.unpack_from("<I", data, 44)[0]
    if count * size > len(data) + size:
        raise ValueError("more tables than the file can hold")
    tables = list(struct.unpack_from(f"<{min(count, _IN_HEADER)}I", data, 76))
    following = struct.unpack_from("<I", data, 68)[0]
    while len(tables) < count and following < _LAST_SECTOR:
        *some, following = struct.unpack_from(f"<{size // 4}I", data, (following + 1) * size)
        tables += some[: count - len(tables)]
    return tables
