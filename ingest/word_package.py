"""A Word file's package: a zip of XML parts, opened within bounds and parsed without entities or outside references.

Layout and relationships follow Open Packaging Conventions (ECMA-376 part 2).
"""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from lxml import etree

from model.errors import UnreadableError

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_OFFICE_DOCUMENT = "/officeDocument"

MOST_PARTS = 5_000
LARGEST_WHOLE = 1024 * 1024 * 1024
"""Bytes that all parts may unpack to."""
LARGEST_PART = 40 * 1024 * 1024
"""Bytes of an XML part that is parsed; a thousand pages take about 15 MB."""
MOST_TAGS = 2_000_000
"""Tags, opening and closing, of a part that is parsed: each costs memory however short it is."""
SUSPECT_RATIO = 200
"""How much larger than the file its parts may be, once they are larger than `LARGEST_PART`; papers have 5 to 30."""

# The strict form of the format has other names for the same things (ECMA-376 part 1).
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
)
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError, RuntimeError)
_ENTRY = b"PK\x01\x02"


class Package:
    """The parts of a Word file by name."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the package in ``data``; raises `UnreadableError` where it is no Word file, damaged, or a bomb."""
        self.name = name
        if data.count(_ENTRY) > MOST_PARTS:
            raise self._too_large()
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as failure:
            raise self._damaged() from failure
        self._parts = {info.filename.lstrip("/"): info for info in self._zip.infolist()}
        whole = sum(info.file_size for info in self._zip.infolist())
        swollen = whole > LARGEST_PART and whole > SUSPECT_RATIO * len(data)
        if whole > LARGEST_WHOLE or swollen:
            raise self._too_large()
        self.main = self._main_part()

    def xml(self, part: str) -> _Element | None:
        """The root of an XML part; None where the package has no such part."""
        data = self._bytes(part)
        if data is None:
            return None
        if any(mark in data for mark in _DOCTYPES):
            raise UnreadableError(
                f"{self.name} declares XML entities, which no Word file does; it may be an attack and was not read."
            )
        if data.count(b"<") > MOST_TAGS:
            raise self._too_large()
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as failure:
            raise UnreadableError(
                f"{self.name} is damaged (its part {part} is no well-formed XML); open it in Word and save it again."
            ) from failure
        if root.getroottree().docinfo.internalDTD is not None:
            raise UnreadableError(f"{self.name} declares XML entities, which no Word file does; it was not read.")
        return root

    def targets(self, part: str) -> dict[str, str]:
        """Relationship id to part name, for what ``part`` refers to inside the package."""
        folder, file = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, str] = {}
        for rel in root.iter(f"{_RELS}Relationship") if root is not None else ():
            if rel.get("TargetMode") != "External" and rel.get("Id") and rel.get("Target"):
                path = posixpath.normpath(posixpath.join("/", folder, rel.get("Target", "")))
                found[rel.get("Id", "")] = path.lstrip("/")
        return found

    def sibling(self, part: str) -> _Element | None:
        """The root of a part that lies beside the main one (``styles.xml``); None where there is none."""
        return self.xml(posixpath.join(posixpath.dirname(self.main), part))

    def _main_part(self) -> str:
        """The part that holds the text, by the package's own relationship, else by its usual name."""
        root = self.xml("_rels/.rels")
        for rel in root.iter(f"{_RELS}Relationship") if root is not None else ():
            if rel.get("Type", "").endswith(_OFFICE_DOCUMENT):
                part = posixpath.normpath(rel.get("Target", "").lstrip("/"))
                if part.startswith("word/") and part in self._parts:
                    return part
        if "word/document.xml" in self._parts:
            return "word/document.xml"
        raise UnreadableError(
            f"{self.name} is a zip file but no Word file (.docx); save the paper itself as .docx or PDF."
        )

    def _bytes(self, part: str) -> bytes | None:
        info = self._parts.get(part)
        if info is None:
            return None
        if info.file_size > LARGEST_PART:
            raise self._too_large()
        try:
            return self._zip.read(info)
        except _DAMAGE as failure:
            raise self._damaged() from failure

    def _damaged(self) -> UnreadableError:
        return UnreadableError(
            f"{self.name} is a damaged or cut-off Word file; open it in Word and save it again, or fetch it anew."
        )

    def _too_large(self) -> UnreadableError:
        return UnreadableError(
            f"{self.name} unpacks to far more than a paper can hold; it may be a zip bomb and was not read."
        )
