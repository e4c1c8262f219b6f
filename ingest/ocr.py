"""Character recognition: pictures of pages through OCRmyPDF with Tesseract, as a process, bounded and remembered.

OCRmyPDF straightens and turns the pages and sees to the rest. It never sees the paper itself, only pictures of the
pages asked for, each in a PDF of our own making: a hostile file reaches pdfium and nothing else, and the file is never
touched. What comes back is what Tesseract said of each page (hOCR): words, their places, and how sure it is of each.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Literal

OcrMode = Literal["auto", "never", "always"]
"""Which pages are recognised anew: those that need it, none, or all that hold a picture or text."""

LANGUAGE = "nor"
"""Tesseract's name of Norwegian; one model for both written standards."""

_SECONDS_PAGE = 60
"""That one page may take; 1 to 5 are usual."""
_SECONDS_START = 30
"""That the programs may take beside the pages."""
PROCESSES = "SAKSGANG_OCR_PROCESSES"
"""Where several papers are read at a time, their share of the cores stands here."""
_LEVEL = ("--deskew", "--rotate-pages")
_SEGMENTATION = "--tesseract-pagesegmode"
RUNNING, SCATTERED = "3", "11"
"""Tesseract's ways to look at a page: columns of text; or every word it can find, as on a slide with boxes."""
_PLAIN_RESULT = (
    "--pdf-renderer",
    "hocr",
    "--output-type",
    "pdf",
    "--optimize",
    "0",
    "--quiet",
    "--keep-temporary-files",
)
_RESULTS = "ocrmypdf.io.*/*_ocr_hocr.hocr"
"""Where OCRmyPDF leaves what Tesseract said of each page: words with their places and how sure they are."""

SETTINGS = (*_LEVEL, *_PLAIN_RESULT, "--language", LANGUAGE)
"""How OCRmyPDF is called, but for where, how long and what kind of pages."""


@cache
def missing() -> str | None:
    """What is not here that recognition needs, with what to do about it; None where all is here."""
    if shutil.which("ocrmypdf") is None:
        return "the program ocrmypdf, which is not here (sudo apt-get install ocrmypdf)"
    if shutil.which("tesseract") is None:
        return "the program tesseract, which is not here (sudo apt-get install tesseract-ocr)"
    if LANGUAGE not in _said("tesseract", "--list-langs").split():
        return "Tesseract's Norwegian, which is not here (sudo apt-get install tesseract-ocr-nor)"
    return None


@cache
def versions() -> str:
    """What the programs call themselves; another version may read otherwise."""
    found = (re.search(r"\d[\w.+~-]*", _said(program, "--version")) for program in ("ocrmypdf", "tesseract"))
    return " ".join(match[0] if match else "?" for match in found)


def run(pictures: Path, pages: int, segmentation: str) -> list[bytes] | None:
    """Recognise the ``pages`` pages of the PDF ``pictures``: the hOCR of each; None where that did not succeed.

    ``segmentation`` is `RUNNING` or `SCATTERED`.

    The programs and all that they started are ended when their time is over. What they leave lies beside ``pictures``.
    """
    folder = pictures.parent
    command = ["ocrmypdf", *SETTINGS, "--jobs", str(min(_processes(), pages))]
    command += [
        _SEGMENTATION,
        segmentation,
        "--tesseract-timeout",
        str(_SECONDS_PAGE),
        str(pictures),
        str(folder / "recognised.pdf"),
    ]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1", "TMPDIR": str(folder)}
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )
    try:
        if process.wait(_SECONDS_START + _SECONDS_PAGE * pages) != 0:
            return None
    except subprocess.TimeoutExpired:
        return None
    finally:
        _end(process)
    found = [path.read_bytes() for path in sorted(folder.glob(_RESULTS))]
    return found if len(found) == pages else None


def _processes() -> int:
    """How many pages to recognise at a time: what `PROCESSES` in the environment says, else as many as cores."""
    said = os.environ.get(PROCESSES, "")
    return max(1, int(said) if said.isdecimal() else os.cpu_count() or 1)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and those it started, should any still run."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _said(*command: str) -> str:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", timeout=_SECONDS_START, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout + done.stderr


def workplace() -> tempfile.TemporaryDirectory[str]:
    """A folder for the pictures that is gone afterwards."""
    return tempfile.TemporaryDirectory(prefix="saksgang-ocr-", ignore_cleanup_errors=True)
