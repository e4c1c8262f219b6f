"""An Office file's package: a zip of XML parts, opened within bounds and parsed without entities or outside references.

Layout and relationships follow Open Packaging Conventions (ECMA-376 part 2).
"""

from __future__ import annotations

import io
import lzma
import posixpath
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from model.errors import UnreadableError

if TYPE_CHECKING:
    from lxml.etree import _Element

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
MOST_TAGS_PARSED = 20_000_000
"""Tags of all parts that are parsed, a part as often as it is: slides may name one part over and over."""
MOST_PARSED = 400 * 1024 * 1024
"""Bytes of the same."""
SUSPECT_RATIO = 200
"""How much larger than the file its parts may be, once they are larger than `LARGEST_PART`; papers have 5 to 30."""

# The strict form of the format has other names for the same things (ECMA-376 part 1).
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/([A-Za-z]{1,30})/")
_USUAL = rb"http://schemas.openxmlformats.org/\1/2006/"
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError, RuntimeError)
_ENTRY = b"PK\x01\x02"


@dataclass(frozen=True, slots=True)
class Program:
    """What the package was made for, as a sentence for a person names it."""

    name: str
    """``Word``."""
    ending: str
    """``.docx``."""
    folder: str
    """Where its parts lie: ``word/``."""
    main: str
    """The usual name of the part that holds the text: ``word/document.xml``."""


class Relation(NamedTuple):
    """What a part refers to."""

    kind: str
    """The last word of its type: ``slideLayout``, ``hyperlink``."""
    target: str
    """A part's name; an address where it lies outside the package."""
    external: bool
    """It lies outside the package; nothing is ever fetched."""


class Package:
    """The parts of an Office file by name."""

    def __init__(self, data: bytes, name: str, program: Program) -> None:
        """Open the package in ``data``; raises `UnreadableError` where it is no such file, damaged, or a bomb."""
        self.name = name
        self._program = program
        self._tags = self._length = 0
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
                f"{self.name} declares XML entities, which no {self._program.name} file does; "
                "it may be an attack and was not read."
            )
        tags = data.count(b"<")
        self._tags += tags
        self._length += len(data)
        if tags > MOST_TAGS or self._tags > MOST_TAGS_PARSED or self._length > MOST_PARSED:
            raise self._too_large()
        data = _STRICT.sub(_USUAL, data)
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
                f"{self.name} is damaged (its part {part} is no well-formed XML); "
                f"open it in {self._program.name} and save it again."
            ) from failure
        if root.getroottree().docinfo.internalDTD is not None:
            raise UnreadableError(
                f"{self.name} declares XML entities, which no {self._program.name} file does; it was not read."
            )
        return root

    def relations(self, part: str) -> dict[str, Relation]:
        """What ``part`` refers to, by the ids that stand in it."""
        folder, file = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, Relation] = {}
        for rel in root.iter(f"{_RELS}Relationship") if root is not None else ():
            key, target = rel.get("Id"), rel.get("Target")
            if not key or not target:
                continue
            kind = rel.get("Type", "").rpartition("/")[2]
            if rel.get("TargetMode") == "External":
                found[key] = Relation(kind, target, external=True)
            else:
                path = posixpath.normpath(posixpath.join("/", folder, target))
                found[key] = Relation(kind, path.lstrip("/"), external=False)
        return found

    def targets(self, part: str) -> dict[str, str]:
        """Relationship id to part name, for what ``part`` refers to inside the package."""
        return {key: relation.target for key, relation in self.relations(part).items() if not relation.external}

    def links(self, part: str) -> dict[str, str]:
        """Relationship id to address, for what ``part`` refers to outside the package; never followed."""
        return {key: relation.target for key, relation in self.relations(part).items() if relation.external}

    def beside(self, part: str) -> str:
        """The name of a part that lies beside the main one (``styles.xml``)."""
        return posixpath.join(posixpath.dirname(self.main), part)

    def sibling(self, part: str) -> _Element | None:
        """The root of a part that lies beside the main one; None where there is none."""
        return self.xml(self.beside(part))

    def _main_part(self) -> str:
        """The part that holds the text, by the package's own relationship, else by its usual name."""
        root = self.xml("_rels/.rels")
        for rel in root.iter(f"{_RELS}Relationship") if root is not None else ():
            if rel.get("Type", "").endswith(_OFFICE_DOCUMENT):
                part = posixpath.normpath(rel.get("Target", "").lstrip("/"))
                if part.startswith(self._program.folder) and part in self._parts:
                    return part
        if self._program.main in self._parts:
            return self._program.main
        raise UnreadableError(
            f"{self.name} is a zip file but no {self._program.name} file ({self._program.ending}); "
            f"save the paper itself as {self._program.ending} or PDF."
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
            f"{self.name} is a damaged or cut-off {self._program.name} file; "
            f"open it in {self._program.name} and save it again, or fetch it anew."
        )

    def _too_large(self) -> UnreadableError:
        return UnreadableError(
            f"{self.name} unpacks to far more than a paper can hold; it may be a zip bomb and was not read."
        )
