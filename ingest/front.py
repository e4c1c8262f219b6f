"""The front door: a file's bytes, bounded, and what they are, whatever the file's name says."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from model.document import Document
from model.errors import UnreadableError

LARGEST = 200 * 1024 * 1024
"""Bytes of the largest file that is read; board papers with scanned attachments stay well below."""

_PDF = b"%PDF-"
_PDF_WITHIN = 1024  # ISO 32000 lets other bytes stand before the mark; readers look this far
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # container of Office files before 2007, and of encrypted ones since
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_WORD = "WordDocument".encode("utf-16-le")


def read(path: Path) -> Document:
    """Read a paper: a PDF or a Word file (.docx), told by its bytes.

    Raises `UnreadableError` with one sentence for a person where the file is none of these, empty, encrypted,
    damaged, or larger than `LARGEST`.
    """
    data = _bytes(path)
    if kind(data, path.name) == "pdf":
        from ingest.pdf import read_pdf

        return read_pdf(data, path.name)
    from ingest.word import read_docx

    return read_docx(data, path.name)


def kind(data: bytes, name: str) -> Literal["pdf", "docx"]:
    """What the bytes of the file ``name`` are; raises `UnreadableError` where they are no paper we read."""
    if not data:
        raise UnreadableError(f"{name} is empty (0 bytes); fetch the file again from where it came.")
    if data.startswith(_ZIP):
        return "docx"
    if _PDF in data[:_PDF_WITHIN]:
        return "pdf"
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise UnreadableError(f"{name} is protected with a password; open it in Word and save it without one.")
        if _OLD_WORD in data:
            raise UnreadableError(f"{name} is an old Word file (.doc); open it in Word and save it as .docx.")
        raise UnreadableError(f"{name} is an old Office file, not a PDF or a Word file; save it as PDF or .docx.")
    raise UnreadableError(f"{name} is neither a PDF nor a Word file (.docx); save it as one of these.")


def _bytes(path: Path) -> bytes:
    """The file's bytes, never more than `LARGEST`."""
    try:
        if not path.is_file():
            raise UnreadableError(f"{path.name or path} is no file; check the path.")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as failure:
        reason = failure.strerror or str(failure)
        raise UnreadableError(f"{path.name} can't be opened ({reason}); check that it may be read.") from failure
    if len(data) > LARGEST:
        raise UnreadableError(
            f"{path.name} is larger than {LARGEST // 1024 // 1024} MB; split it, or save it with smaller pictures."
        )
    return data
