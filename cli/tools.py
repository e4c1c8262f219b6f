"""The outside programs that Saksgang can use, and which of them are here."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass


@dataclass(frozen=True)
class Tool:
    """An outside program."""

    name: str
    package: str
    """The Debian package that holds it."""
    used_for: str
    """What does not work without it."""
    command: tuple[str, ...]
    """Prints what `answer` looks for."""
    answer: str
    """Regular expression; its first group is the version, or whatever shows that the tool is fit for use."""


TOOLS = (
    Tool(
        "soffice", "libreoffice-writer-nogui", "papers as PDF or from .doc, .odt and .rtf",
        ("soffice", "--version"), r"(\d+(?:\.\d+)+)"
    ),
    Tool("ocrmypdf", "ocrmypdf", "scanned papers", ("ocrmypdf", "--version"), r"(\d+(?:\.\d+)+)"),
    Tool("tesseract", "tesseract-ocr", "scanned papers", ("tesseract", "--version"), r"(\d+(?:\.\d+)+)"),
    Tool(
        "tesseract nor", "tesseract-ocr-nor", "scanned papers", ("tesseract", "--list-langs"), r"(?m)^(nor)$",
    ),
    Tool("pdftoppm", "poppler-utils", "pictures of pages, for those who work on Saksgang", ("pdftoppm", "-v"),
         r"(\d+(?:\.\d+)+)"),
)  # fmt: skip


def version(tool: Tool, seconds: float = 20) -> str | None:
    """The tool's version; None where it is not here or does not answer."""
    program = shutil.which(tool.command[0])
    if program is None:
        return None
    try:
        answer = subprocess.run(
            [program, *tool.command[1:]], capture_output=True, text=True, errors="replace", timeout=seconds, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.search(tool.answer, answer.stdout + answer.stderr)
    return found[1] if found else None
