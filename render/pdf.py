"""PDF of a paper by LibreOffice: tagged, PDF/A-2b, titled; in a profile of its own and in bounded time."""

from __future__ import annotations

import json
from pathlib import Path

from ingest.office import SECONDS, NoOfficeError, OfficeError, SlowOfficeError, convert
from model.errors import UsageError
from render.package import check_target, write_whole

# Names of LibreOffice's PDF export options. Version 2 is PDF/A-2b.
_OPTIONS = {
    "SelectPdfVersion": {"type": "long", "value": "2"},
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
    "ExportBookmarks": {"type": "boolean", "value": "true"},
    "DisplayPDFDocumentTitle": {"type": "boolean", "value": "true"},
}


def to_pdf(docx: Path, *, force: bool = False, seconds: float = SECONDS) -> Path:
    """Convert a Word file to a PDF of the same name beside it, and return that.

    Raises `UsageError` where the PDF is there already and not ``force``, where LibreOffice is missing, fails, or takes
    more than ``seconds``. The PDF is there whole or not at all.
    """
    target = docx.with_suffix(".pdf")
    if not docx.is_file():
        raise UsageError(f"There is no file {docx} to make a PDF of.")
    check_target(target, force=force)
    command = f"pdf:writer_pdf_Export:{json.dumps(_OPTIONS)}"
    try:
        made = convert(docx.read_bytes(), docx.suffix.lstrip(".") or "docx", command, seconds=seconds)
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
