"""A Word file's package: the names in its parts, and the part that holds the text."""

from __future__ import annotations

from ingest import package
from ingest.package import Program, R

__all__ = ["WORD", "Package", "R", "W"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WORD = Program("Word", ".docx", "word/", "word/document.xml")


class Package(package.Package):
    """The parts of a Word file by name."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the package in ``data``; raises `UnreadableError` where it is no Word file, damaged, or a bomb."""
        super().__init__(data, name, WORD)
