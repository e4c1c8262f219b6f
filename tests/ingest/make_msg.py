"""Outlook mails (.msg) for the tests, written byte by byte: [MS-CFB] for the file, [MS-OXMSG] for what is in it."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

_FREE, _END, _FAT, _DIFAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
_IN_HEADER = 109
_SECTOR, _MINI, _SMALL = 512, 64, 4096
_TEXT, _BINARY, _NUMBER = 0x001F, 0x0102, 0x0003

Tree = Mapping[str, "bytes | Tree"]


def msg(text: str, attached: Mapping[str, bytes | Tree | None]) -> bytes:
    """A mail with this text and these files attached; None is a file that is only linked to, a tree a `mail`."""
    return compound(mail(text, attached, 32))


def mail(text: str, attached: Mapping[str, bytes | Tree | None], header: int = 24) -> Tree:
    """The streams of a mail, as it is attached to another."""
    tree: dict[str, bytes | Tree] = dict(_properties({0x1000: text, 0x0037: "Papir"}, header, len(attached)))
    for place, (name, data) in enumerate(attached.items()):
        said: dict[int, str | bytes | int] = {0x3707: name, 0x3705: 1 if isinstance(data, bytes) else 5 if data else 7}
        if isinstance(data, bytes):
            said[0x3701] = data
        part: dict[str, bytes | Tree] = dict(_properties(said, 8, 0))
        if data is not None and not isinstance(data, bytes):
            part["__substg1.0_3701000D"] = data
            listed = part["__properties_version1.0"]
            assert isinstance(listed, bytes)
            part["__properties_version1.0"] = listed + struct.pack("<HHIII", 0x000D, 0x3701, 6, _FREE, 1)
        tree[f"__attach_version1.0_#{place:08X}"] = part
    return tree


def _properties(said: Mapping[int, str | bytes | int], header: int, attachments: int) -> dict[str, bytes]:
    out: dict[str, bytes] = {}
    listed = struct.pack("<8xIIII", 0, attachments, 0, attachments).ljust(32, b"\0")[:header]
    for key, value in said.items():
        if isinstance(value, int):
            listed += struct.pack("<HHIQ", _NUMBER, key, 6, value)
            continue
        kind = _TEXT if isinstance(value, str) else _BINARY
        data = value.encode("utf-16-le") if isinstance(value, str) else value
        out[f"__substg1.0_{key:04X}{kind:04X}"] = data
        listed += struct.pack("<HHIII", kind, key, 6, len(data) + (2 if kind == _TEXT else 0), 0)
    return {"__properties_version1.0": listed, **out}


@dataclass
class _File:
    sectors: list[bytes] = field(default_factory=list)
    follows: list[int] = field(default_factory=list)

    def put(self, data: bytes, size: int) -> int:
        """Where the data begins, cut into sectors."""
        start = len(self.sectors)
        count = -(-len(data) // size)
        if not count:
            return _END
        self.sectors += [data[place * size : (place + 1) * size].ljust(size, b"\0") for place in range(count)]
        self.follows += [*range(start + 1, start + count), _END]
        return start


def compound(tree: Tree) -> bytes:
    """A compound file of these streams and storages."""
    large, small = _File(), _File()
    entries: list[list[object]] = [["Root Entry", 5, _FREE, _FREE, 0, 0]]  # name, kind, right, child, start, size

    def add(branch: Tree, parent: int) -> None:
        last = None
        for name, content in branch.items():
            place = len(entries)
            if last is None:
                entries[parent][3] = place
            else:
                entries[last][2] = place
            last = place
            if isinstance(content, bytes):
                file, size = (small, _MINI) if len(content) < _SMALL else (large, _SECTOR)
                entries.append([name, 2, _FREE, _FREE, file.put(content, size), len(content)])
            else:
                entries.append([name, 1, _FREE, _FREE, 0, 0])
                add(content, place)

    add(tree, 0)
    inside = b"".join(small.sectors)
    entries[0][4:] = [large.put(inside, _SECTOR), len(inside)]
    table_start = large.put(struct.pack(f"<{len(small.follows)}I", *small.follows), _SECTOR)
    directory = b"".join(_entry(*entry) for entry in entries)  # type: ignore[arg-type]
    directory_start = large.put(directory, _SECTOR)
    count = further = 1
    while count * (_SECTOR // 4) < len(large.sectors) + count + further:
        count += 1
        further = -(-max(count - _IN_HEADER, 0) // (_SECTOR // 4 - 1))
    further = -(-max(count - _IN_HEADER, 0) // (_SECTOR // 4 - 1))
    first = len(large.sectors)
    follows = [*large.follows, *[_FAT] * count, *[_DIFAT] * further]
    follows += [_FREE] * (count * (_SECTOR // 4) - len(follows))
    fat = struct.pack(f"<{len(follows)}I", *follows)
    tables = list(range(first, first + count))
    more = b""
    for place in range(further):
        some = tables[_IN_HEADER + place * 127 : _IN_HEADER + (place + 1) * 127]
        following = first + count + place + 1 if place + 1 < further else _END
        more += struct.pack("<128I", *some, *[_FREE] * (127 - len(some)), following)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0")
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, count, directory_start, 0, _SMALL,
                          table_start, -(-len(small.follows) * 4 // _SECTOR),
                          first + count if further else _END, further)  # fmt: skip
    header += struct.pack(f"<{min(count, _IN_HEADER)}I", *tables[:_IN_HEADER])
    return header.ljust(_SECTOR, b"\xff") + b"".join(large.sectors) + fat + more


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, _FREE, right, child)
    return head + b"\0" * 36 + struct.pack("<IQ", start, size)
