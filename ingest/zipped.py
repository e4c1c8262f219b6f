"""The files in a zip file, within bounds, their names with Norwegian letters."""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache
from typing import TYPE_CHECKING

from ingest.member import LARGEST_MEMBER, Member, safe_name
from model.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_ENTRIES = 20_000
"""Entries, folders among them, of a zip file that is opened."""
MOST_ON_DISK = 500_000
"""The same of one on the disk, which is not read whole: an archive of papers in one file."""
SUSPECT_RATIO = 200
"""How much larger than packed a member may be, once it is larger than `SUSPECT_SIZE`; papers have 1 to 30."""
SUSPECT_SIZE = 20 * 1024 * 1024

_ENTRY = b"PK\x01\x02"
_UTF8_NAME = 0x800  # general purpose flag, APPNOTE 4.4.4
_ENCRYPTED = 0x1
_OF_A_PAPER = ("[Content_Types].xml", "mimetype", "word/document.xml", "ppt/presentation.xml")
_FIRST = 50  # entries of an Office file or an OpenDocument file among which these stand


def read_zip(data: bytes, name: str) -> Iterator[Member]:
    """The files in the zip file ``name``; raises `UnreadableError` where it is damaged or holds far too many."""
    if data.count(_ENTRY) > MOST_ENTRIES:
        raise UnreadableError(f"{name} holds more than {MOST_ENTRIES} files; it may be a zip bomb and was not opened.")
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        entries = package.infolist()
    except Exception as failure:  # zipfile meets damage with whatever the damaged field led to
        raise UnreadableError(
            f"{name} is a damaged or cut-off zip file; fetch it again from where it came."
        ) from failure
    with package:
        yield from _members(package, entries)


def count_entries(path: Path) -> int | None:
    """How many entries a zip file of papers on the disk has; None for another file, and for one that is damaged.

    Only the directory at its end is read, so it may be far larger than a file that is read whole.
    """
    try:
        package = _opened(path, path.stat().st_mtime_ns)
    except (UnreadableError, OSError):
        return None
    entries = package.infolist()
    is_paper = any(entry.filename in _OF_A_PAPER for entry in entries[:_FIRST])
    # No entry gives more than the directory says.
    is_bomb = sum(entry.file_size for entry in entries) > SUSPECT_SIZE + SUSPECT_RATIO * path.stat().st_size
    return None if is_paper or is_bomb or len(entries) > MOST_ON_DISK else len(entries)


def read_part(path: Path, first: int, end: int) -> Iterator[Member]:
    """The files among the entries ``first`` up to ``end`` of the zip file; raises `UnreadableError` as `read_zip`."""
    try:
        changed = path.stat().st_mtime_ns
    except OSError as failure:
        reason = failure.strerror or str(failure)
        raise UnreadableError(f"{path.name} can't be opened ({reason}); check that it may be read.") from failure
    package = _opened(path, changed)
    yield from _members(package, package.infolist()[first:end])


@lru_cache(maxsize=1)  # its parts are read one after the other
def _opened(path: Path, changed: int) -> zipfile.ZipFile:
    """The zip file as it was ``changed`` last."""
    try:
        return zipfile.ZipFile(path)
    except Exception as failure:  # zipfile meets damage with whatever the damaged field led to
        raise UnreadableError(
            f"{path.name} is a damaged or cut-off zip file; fetch it again from where it came."
        ) from failure


def _members(package: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> Iterator[Member]:
    for entry in entries:
        path = _path(entry)
        if not entry.is_dir() and not _is_left_by_a_program(path):
            yield _member(package, entry, path)


def _member(package: zipfile.ZipFile, entry: zipfile.ZipInfo, path: str) -> Member:
    name = safe_name(path, 0)
    if entry.flag_bits & _ENCRYPTED:
        return Member(path, reason=f"{name} is protected with a password; pack it again without one.")
    too_large = Member(path, reason=f"{name} unpacks to far more than a paper can hold and was not read.")
    if entry.file_size > LARGEST_MEMBER:
        return too_large
    try:
        with package.open(entry) as file:
            # What the directory says of the size may be a lie; what is read is bounded.
            taken = file.read(LARGEST_MEMBER + 1)
    except Exception:  # zipfile meets damage with whatever the damaged field led to
        return Member(path, reason=f"{name} is damaged inside its zip file; fetch it again from where it came.")
    swollen = len(taken) > SUSPECT_SIZE and len(taken) > SUSPECT_RATIO * max(entry.compress_size, 1)
    return too_large if swollen or len(taken) > LARGEST_MEMBER else Member(path, taken)


def _path(entry: zipfile.ZipInfo) -> str:
    """The entry's name; what is not marked as Unicode is read as such if it can be, else as DOS wrote Norwegian."""
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    try:
        raw = entry.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp865", "replace") if b"\x9b" in raw or b"\x9d" in raw else raw.decode("cp850", "replace")


def _is_left_by_a_program(path: str) -> bool:
    """Office's lock files, a Mac's second halves of files, hidden files and folders."""
    parts = path.replace("\\", "/").split("/")
    return any(part.startswith(("__MACOSX", "~$")) or (part.startswith(".") and part.strip(".")) for part in parts)
