"""The front door: a file's bytes, bounded, and the reader for what they are, whatever the file's name says."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.kinds import kind
from model.errors import UnreadableError

if TYPE_CHECKING:
    from ingest.ocr import OcrMode
    from model.document import Document, Format

LARGEST = 200 * 1024 * 1024
"""Bytes of the largest file that is read; board papers with scanned attachments stay well below."""


def read(path: Path, *, ocr: OcrMode = "auto", cache: Path | None = None) -> Document:
    """Read a paper, told by its bytes: PDF, Word, slides, OpenDocument, RTF, text, Markdown or HTML; or the one paper
    in a mail or a zip file (`ingest.unpack` gives all of them).

    Pages that are pictures, or whose text layer is bad, are recognised (``ocr="auto"``), never (``"never"``), or all
    pages are and the better text is kept (``"always"``); what was recognised is kept in the folder ``cache`` (else the
    user's own, see `ingest.ocr_cache`). Raises `UnreadableError` with one sentence for a person where the file is none
    of these, empty, encrypted, damaged, or larger than `LARGEST`.
    """
    return read_bytes(file_bytes(path), path.name, ocr=ocr, cache=cache)


def read_bytes(
    data: bytes, name: str, *, inside: str | None = None, ocr: OcrMode = "auto", cache: Path | None = None
) -> Document:
    """Read the paper with these bytes: its file's name, the mail or zip file ``inside`` which it lay, the rest as for
    `read`, which tells what is raised.
    """
    document = _read(data, name, ocr, cache)
    return document.model_copy(update={"inside": inside}) if inside else document


def _read(data: bytes, name: str, ocr: OcrMode, cache: Path | None) -> Document:
    match kind(data, name):
        case "pdf":
            from ingest.pdf import read_pdf

            return read_pdf(data, name, ocr=ocr, cache=cache)
        case "docx":
            from ingest.word import read_docx

            return read_docx(data, name)
        case ("doc" | "odt" | "rtf" | "ppt" | "odp") as format:
            return _through_office(data, name, format)
        case "pptx":
            from ingest.slides import read_pptx

            return read_pptx(data, name)
        case "txt":
            from ingest.plain_text import read_text

            return read_text(data, name)
        case "md":
            from ingest.markdown import read_markdown

            return read_markdown(data, name)
        case "html":
            from ingest.web_page import read_html

            return read_html(data, name)
        case "eml" | "msg" | "zip":
            from ingest.containers import only_paper

            paper = only_paper(data, name)
            return read_bytes(paper.data, paper.name, inside=paper.inside, ocr=ocr, cache=cache)


def _through_office(data: bytes, name: str, format: Format) -> Document:
    """A file of an older or another Office format, as LibreOffice shows it."""
    from ingest.office import SECONDS, NoOfficeError, OfficeError, SlowOfficeError, convert

    slides = format in ("ppt", "odp")
    try:
        made = convert(data, format, "pptx" if slides else "docx:MS Word 2007 XML")
    except NoOfficeError as failure:
        raise UnreadableError(
            f"{name} is a .{format} file, which takes LibreOffice to read, and that is not installed; "
            f"install it (on Debian: apt install {'libreoffice-impress' if slides else 'libreoffice-writer'}), "
            f"or save the file as .{'pptx' if slides else 'docx'} or PDF."
        ) from failure
    except SlowOfficeError as failure:
        raise UnreadableError(
            f"{name} took LibreOffice more than {SECONDS:g} seconds to open; open it in Word and save it as PDF."
        ) from failure
    except OfficeError as failure:
        raise UnreadableError(
            f"{name} could not be opened by LibreOffice; it may be damaged or protected with a password: "
            "open it in Word and save it as .docx or PDF."
        ) from failure
    document = read_bytes(made, name)
    return document.model_copy(update={"format": format, "sha256": hashlib.sha256(data).hexdigest()})


def file_bytes(path: Path) -> bytes:
    """The file's bytes, never more than `LARGEST`; raises `UnreadableError` where it can't be opened."""
    try:
        if not path.is_file():
            raise UnreadableError(f"{path.name or path} is no file; check the path.")
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            data = file.read(LARGEST + 1)
            after = os.fstat(file.fileno())
    except OSError as failure:
        reason = failure.strerror or str(failure)
        raise UnreadableError(f"{path.name} can't be opened ({reason}); check that it may be read.") from failure
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise UnreadableError(f"{path.name} was being written to while it was read; import it again when it is whole.")
    if len(data) > LARGEST:
        raise UnreadableError(
            f"{path.name} is larger than {LARGEST // 1024 // 1024} MB; split it, or save it with smaller pictures."
        )
    return data
