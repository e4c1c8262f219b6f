"""Other readers on the same files; each runs in a process of its own, under the Python that has it.

    python benchmarks/peers.py READER LIST     read the files that LIST names, a line each; a line of JSON for each

Imports nothing of the project: markitdown and docling live in environments of their own, which `install` makes below
the user's cache folder when it is asked to, and which nothing of Saksgang needs.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

LONGEST = 600
"""Seconds that the installation of a peer, and its reading, may take."""
PACKAGES = {"markitdown": "markitdown[pdf,docx]", "docling": "docling"}
"""What each peer is installed from."""


def pdfplumber_text() -> Callable[[str], object]:
    """Text alone, pages closed as they are done."""
    import pdfplumber

    def read(path: str) -> None:
        with pdfplumber.open(path) as document:
            for page in document.pages:
                page.extract_text()
                page.close()

    return read


def pdftotext() -> Callable[[str], object]:
    """Text in its layout, by poppler."""
    return lambda path: subprocess.run(["pdftotext", "-layout", path, "/dev/null"], check=True)


def markitdown() -> Callable[[str], object]:
    """Markdown, by Microsoft's converter."""
    from markitdown import MarkItDown  # type: ignore[import-not-found]

    return MarkItDown().convert


def docling() -> Callable[[str], object]:
    """A document with layout and tables, by IBM's models, without text recognition."""
    from docling.datamodel.base_models import InputFormat  # type: ignore[import-not-found]
    from docling.datamodel.pipeline_options import PdfPipelineOptions  # type: ignore[import-not-found]
    from docling.document_converter import DocumentConverter, PdfFormatOption  # type: ignore[import-not-found]

    options = PdfPipelineOptions(do_ocr=False)
    return DocumentConverter(format_options={InputFormat.PDF: PdfFormatOption(pipeline_options=options)}).convert


READERS: dict[str, Callable[[], Callable[[str], object]]] = {
    "pdfplumber extract_text": pdfplumber_text,
    "pdftotext -layout": pdftotext,
    "markitdown": markitdown,
    "docling": docling,
}


def environment(peer: str) -> Path:
    """The Python of a peer's own environment, whether it is there or not."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "saksgang-benchmark" / peer / "bin" / "python"


def install(peer: str, python: str = sys.executable) -> str | None:
    """Make the peer's environment; None where it is there, else one line on what went wrong."""
    target = environment(peer)
    folder = target.parents[1]
    if (folder / "whole").exists():
        return None
    try:
        made = [python, "-m", "venv", "--clear", str(folder)]
        subprocess.run(made, check=True, capture_output=True, text=True, timeout=LONGEST)
        command = [str(target), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PACKAGES[peer]]
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=LONGEST)
    except subprocess.TimeoutExpired:
        return f"{peer} was not installed within {LONGEST} seconds"
    except OSError as error:
        return f"{peer} could not be installed: {error}"
    except subprocess.CalledProcessError as error:
        told = [line for line in str(error.stderr).splitlines() if line.strip()]
        return f"{peer} could not be installed: {told[-1] if told else error}"
    (folder / "whole").touch()
    return None


def computing() -> float:
    """Seconds of computing of this process and those that it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main(arguments: list[str]) -> int:
    """Warm up on the first file, then read all, each with its seconds, those of computing, and what went wrong."""
    paths = Path(arguments[1]).read_text(encoding="utf-8").splitlines()
    read = READERS[arguments[0]]()
    read(paths[0])
    for path in paths:
        start, used, fault = time.perf_counter(), computing(), None
        try:
            read(path)
        except Exception as error:
            fault = f"{type(error).__name__}: {error}"[:200]
        told = {"path": path, "seconds": time.perf_counter() - start, "cpu": computing() - used, "fault": fault}
        print(json.dumps(told), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
