"""PDF of a paper by LibreOffice: tagged, PDF/A-2b, titled; in a profile of its own and in bounded time."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from model.errors import UsageError
from render.package import check_target, write_whole

SECONDS = 120
_PROGRAMS = ("soffice", "libreoffice")

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
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise UsageError(
            f"LibreOffice is not installed, so there is no PDF of {docx.name}; "
            "on Debian: apt install libreoffice-writer."
        )
    with tempfile.TemporaryDirectory(prefix="saksgang-pdf-") as folder:
        made = _convert(program, docx.resolve(), Path(folder), seconds)
        return write_whole(target, made, force=force)


def _convert(program: str, docx: Path, folder: Path, seconds: float) -> bytes:
    # LibreOffice refuses a second run with the same profile, so each run gets its own.
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault"),
        *("--convert-to", f"pdf:writer_pdf_Export:{json.dumps(_OPTIONS)}"),
        *("--outdir", str(folder)),
        str(docx),
    ]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    ) as process:
        try:
            said, _ = process.communicate(timeout=seconds)
        except BaseException as error:
            # soffice is a script: the real work is done by its children, in the same group.
            os.killpg(process.pid, signal.SIGKILL)
            if isinstance(error, subprocess.TimeoutExpired):
                raise UsageError(
                    f"LibreOffice took more than {seconds:g} seconds over {docx.name} and was stopped; "
                    "open the file in Word or LibreOffice and save the PDF from there."
                ) from error
            raise
    made = folder / f"{docx.stem}.pdf"
    if process.returncode or not made.is_file():
        words = " ".join(said.decode("utf-8", "replace").split())[-200:]
        raise UsageError(f"LibreOffice could not make a PDF of {docx.name}: {words or 'it gave no reason'}.")
    return made.read_bytes()
