"""Mails and zip files: the papers inside them, one by one and within bounds.

A plain file is one paper. What is inside a container is told by its bytes like any file; a member that can't be read
is told of and stops nothing. The same bytes come once. Names of members are names only: no path in them counts.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.kinds import CONTAINERS, ENDINGS, ending, kind
from ingest.mail import read_eml, read_msg
from ingest.member import Member, safe_name
from ingest.zipped import read_part, read_zip
from model.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ingest.kinds import Kind

DEEPEST = 4
"""Containers within containers that are opened: a mail in a mail in a zip file in a mail."""
MOST_MEMBERS = 2_000
"""Members of a file, those of containers inside it counted with it."""
LARGEST_WHOLE = 1024 * 1024 * 1024
"""Bytes that all members of a file may unpack to."""

_TEXTS = frozenset({"txt", "md", "html"})


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that may be a paper; what it is, `ingest.read_bytes` finds."""

    name: str
    """Its file's name, without folders."""
    data: bytes
    inside: str | None = None
    """The name of the mail or zip file that held it."""
    is_letter: bool = False
    """It is a mail's own text, which is only now and then a paper."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A member that is no paper to read."""

    name: str
    inside: str
    """The name of the mail or zip file that held it."""
    reason: str
    """Why it is not read, one sentence."""
    is_fault: bool
    """It should have been read and could not be; else it is a file of another kind."""


def unpack(path: Path, part: tuple[int, int] | None = None) -> Iterator[Paper | Missed]:
    """The papers in a file, and what else is in it: a plain file gives itself, a mail or a zip file what it holds.

    ``part`` says from which entry and up to which a zip file (`ingest.zipped.count_entries`) is looked into; the bounds
    on what a file may hold are then those of the part. Raises `UnreadableError` where the file can't be opened, or is
    a container that is damaged.
    """
    from ingest.front import file_bytes

    if part:
        return _Unpacking().look_into(read_part(path, *part), path.name, depth=1)
    return unpack_bytes(file_bytes(path), path.name)


def unpack_bytes(data: bytes, name: str) -> Iterator[Paper | Missed]:
    """The same of a file's bytes."""
    what = _kind(data, name)
    if what in CONTAINERS:
        yield from _Unpacking().open(data, name, what, depth=1)
    else:
        yield Paper(name, data)


def _kind(data: bytes, name: str) -> Kind | None:
    """What the bytes are; None where they are nothing we read, which their reader will say."""
    try:
        return kind(data, name)
    except UnreadableError:
        return None


class _Unpacking:
    """One file's unpacking, with what it may still use."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._members = 0
        self._bytes = 0

    def open(self, data: bytes, name: str, what: Kind | None, depth: int) -> Iterator[Paper | Missed]:
        """What is in the container ``name``; raises `UnreadableError` where it is damaged."""
        reader = {"zip": read_zip, "eml": read_eml, "msg": read_msg}[str(what)]
        yield from self.look_into(reader(data, name), name, depth)

    def look_into(self, members: Iterable[Member], name: str, depth: int) -> Iterator[Paper | Missed]:
        """What these members of the container ``name`` are."""
        for member in members:
            member = replace(member, name=safe_name(member.name, self._members + 1))
            self._members += 1
            self._bytes += len(member.data)
            if self._members > MOST_MEMBERS or self._bytes > LARGEST_WHOLE:
                reason = f"{name} holds more than a mail or zip file of papers can; the rest of it was not read."
                yield Missed(member.name, name, reason, is_fault=True)
                return
            yield from self._member(member, name, depth)

    def _member(self, member: Member, container: str, depth: int) -> Iterator[Paper | Missed]:
        name = member.name
        digest = hashlib.sha256(member.data).hexdigest()
        if member.reason:
            yield Missed(name, container, member.reason, is_fault=ending(name) in ENDINGS or not ending(name))
            return
        if digest in self._seen:
            return
        self._seen.add(digest)
        try:
            what = kind(member.data, name)
        except UnreadableError as failure:
            if not member.is_letter:
                yield Missed(name, container, str(failure), is_fault=ending(name) in ENDINGS)
            return
        if what in CONTAINERS:
            yield from self._container(member, container, what, depth)
        elif what in _TEXTS and ending(name) not in ENDINGS:
            yield Missed(name, container, f"{name} is no file of a kind that holds papers.", is_fault=False)
        else:
            yield Paper(name, member.data, container, member.is_letter)

    def _container(self, member: Member, container: str, what: Kind, depth: int) -> Iterator[Paper | Missed]:
        if depth >= DEEPEST:
            reason = f"{member.name} lies {depth} mails or zip files deep and was not opened; save it by itself."
            yield Missed(member.name, container, reason, is_fault=True)
            return
        try:
            yield from self.open(member.data, member.name, what, depth + 1)
        except UnreadableError as failure:
            yield Missed(member.name, container, str(failure), is_fault=True)


def only_paper(data: bytes, name: str) -> Paper:
    """The one paper that the container holds; raises `UnreadableError` where there is none, or more than one."""
    found = [one for one in unpack_bytes(data, name) if isinstance(one, Paper)]
    papers = [one for one in found if not one.is_letter] or found
    if len(papers) == 1:
        return papers[0]
    if not papers:
        raise UnreadableError(f"{name} holds no paper of a kind that is read; check that it is the right file.")
    names = ", ".join(paper.name for paper in papers[:3]) + (" ..." if len(papers) > 3 else "")
    raise UnreadableError(
        f"{name} holds {len(papers)} papers ({names}); save them in a folder, or import the file as it is."
    )
