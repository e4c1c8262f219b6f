"""PDF of a paper by LibreOffice: tagged, titled and for the archive; in a profile of its own and in bounded time.

Our papers are PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1), and say so. What is written from a template, or put
together from papers, with something in it whose tags LibreOffice is not known to get right (`render.claims`) is
PDF/A-2b, tagged all the same. Verified with LibreOffice 7.4 by tests/render/test_pdf_claims.py, clause by clause. It
writes links that are fields (``REF``, ``PAGEREF``); of ``w:hyperlink`` only the text.
"""

from __future__ import annotations

import json
from pathlib import Path

from ingest.office import SECONDS, NoOfficeError, OfficeError, SlowOfficeError, convert
from model.errors import UsageError
from render.claims import claim, tags_whole
from render.package import check_target, write_whole

# Names of LibreOffice's PDF export options. Version 2 is PDF/A-2b.
_OPTIONS = {
    "SelectPdfVersion": {"type": "long", "value": "2"},
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
    "ExportBookmarks": {"type": "boolean", "value": "true"},
    "DisplayPDFDocumentTitle": {"type": "boolean", "value": "true"},
}
_FOR_ALL_READERS = _OPTIONS | {"PDFUACompliance": {"type": "boolean", "value": "true"}}


def to_pdf(docx: Path, *, force: bool = False, seconds: float = SECONDS) -> Path:
    """Convert a Word file to a PDF of the same name beside it, and return that.

    Raises `UsageError` where the PDF is there already and not ``force``, where LibreOffice is missing, fails, or takes
    more than ``seconds``. The PDF is there whole or not at all.
    """
    target = docx.with_suffix(".pdf")
    if not docx.is_file():
        raise UsageError(f"There is no file {docx} to make a PDF of.")
    check_target(target, force=force)
    try:
        made = _make(docx.read_bytes(), docx.suffix.lstrip(".") or "docx", seconds)
    except NoOfficeError as failure:
        raise UsageError(
            f"LibreOffice is not installed, so there is no PDF of {docx.name}; "
            "on Debian: apt install libreoffice-writer."
        ) from failure
    except SlowOfficeError as failure:
        raise UsageError(
            f"LibreOffice took more than {seconds:g} seconds over {docx.name} and was stopped; "
            "open the file in Word or LibreOffice and save the PDF from there."
        ) from failure
    except OfficeError as failure:
        raise UsageError(
            f"LibreOffice could not make a PDF of {docx.name}: {str(failure) or 'it gave no reason'}."
        ) from failure
    return write_whole(target, made, force=force)


def _make(data: bytes, ending: str, seconds: float) -> bytes:
    """The PDF with the strongest claim that holds for it."""
    if tags_whole(data):
        claimed = claim(_export(data, ending, _FOR_ALL_READERS, seconds))
        if claimed is not None:
            return claimed
        # Another LibreOffice, whose files are built otherwise: it must not say what nobody has verified.
    return _export(data, ending, _OPTIONS, seconds)


def _export(data: bytes, ending: str, options: dict[str, dict[str, str]], seconds: float) -> bytes:
    return convert(data, ending, f"pdf:writer_pdf_Export:{json.dumps(options)}", seconds=seconds)
