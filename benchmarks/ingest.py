"""Pages per second and peak memory of ``ingest/`` on PDF, beside three others on the same files in the same run.

    python -m benchmarks.ingest                 print the table (Markdown)
    python -m benchmarks.ingest FILE.pdf ...    with these files too
    python -m benchmarks.ingest --write         and put it into the README

Each reader runs in a process of its own, one after the other, several times over, warmed up on a short paper; the
fastest run counts, since all that slows a run down comes from outside.
"""

from __future__ import annotations

import json
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pypdfium2

from benchmarks import papers
from benchmarks.machine import machine

README = Path(__file__).parents[1] / "README.md"
PEER = "pdfplumber extract_words"
_RUNS = 3
_SLOWEST = 300
"""Pages of the longest file that the slow ones read; their time grows with the pages as ours does."""


class Figure(NamedTuple):
    """What one reader did with one file."""

    pages: int
    seconds: float
    megabytes: float


def saksgang(path: Path) -> None:
    """All of ``ingest/``: letters, lines, tables, headers, blocks."""
    from ingest import read

    read(path, ocr="never")


def words_of_pdfplumber(path: Path) -> None:
    """Words with their places, pages closed as they are done."""
    import pdfplumber

    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_words()
            page.close()


def letters_of_pdfium(path: Path) -> None:
    """Each letter with its box, nothing made of them."""
    document = pypdfium2.PdfDocument(path)
    for page in document:
        text = page.get_textpage()
        for place in range(text.count_chars()):
            text.get_charbox(place)
        text.close()
        page.close()


def pdftotext(path: Path) -> None:
    """Text in its layout, by poppler."""
    subprocess.run(["pdftotext", "-layout", str(path), "/dev/null"], check=True)


READERS: dict[str, Callable[[Path], None]] = {
    "saksgang ingest": saksgang,
    PEER: words_of_pdfplumber,
    "pypdfium2, letters only": letters_of_pdfium,
    "pdftotext -layout": pdftotext,
}


def measure(reader: str, path: Path, runs: int = _RUNS) -> Figure:
    """The fastest of several runs, each in a new process."""
    with pypdfium2.PdfDocument(path) as document:
        pages = len(document)
    found = []
    for _ in range(runs):
        command = [sys.executable, "-m", "benchmarks.ingest", "--one", reader, str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        found.append(Figure(pages, *json.loads(done.stdout)))
    return min(found, key=lambda figure: figure.seconds)


def one(reader: str, path: Path) -> None:
    """Warm up, read the file, and print the seconds that took and the megabytes at the peak."""
    with tempfile.TemporaryDirectory() as name:
        short = Path(name, "short.pdf")
        short.write_bytes(papers.plain(2))
        READERS[reader](short)
    start = time.perf_counter()
    READERS[reader](path)
    seconds = time.perf_counter() - start
    who = resource.RUSAGE_CHILDREN if reader.startswith("pdftotext") else resource.RUSAGE_SELF
    print(json.dumps([seconds, resource.getrusage(who).ru_maxrss / 1024]))


def table(files: dict[str, Path], runs: int = _RUNS) -> str:
    """The figures as a Markdown table: pages per second, times the peer's, peak memory."""
    out = [f"| {machine()} | pages | pages/s | × {PEER} | peak MB |", "|---|--:|--:|--:|--:|"]
    for name, path in files.items():
        figures = {}
        for reader in READERS:
            if reader == "pdftotext -layout" and not shutil.which("pdftotext"):
                continue
            if reader == PEER and pages_of(path) > _SLOWEST:
                continue
            figures[reader] = measure(reader, path, runs if pages_of(path) <= _SLOWEST else 1)
        for reader, figure in figures.items():
            ratio = f"{figures[PEER].seconds / figure.seconds:.1f}" if PEER in figures else ""
            speed = figure.pages / figure.seconds
            out.append(f"| {name}: {reader} | {figure.pages} | {speed:.0f} | {ratio} | {figure.megabytes:.0f} |")
    return "\n".join(out)


def pages_of(path: Path) -> int:
    """How many pages a PDF has."""
    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def main(arguments: list[str]) -> int:
    """Make the files, measure, print; with ``--write`` put the table between its marks in the README."""
    if arguments[:1] == ["--one"]:
        one(arguments[1], Path(arguments[2]))
        return 0
    given = [Path(argument) for argument in arguments if argument != "--write"]
    with tempfile.TemporaryDirectory() as name:
        files = {"plain": Path(name, "plain.pdf"), "tables": Path(name, "tables.pdf"), "long": Path(name, "long.pdf")}
        files["plain"].write_bytes(papers.plain(200))
        files["tables"].write_bytes(papers.tables(100))
        files["long"].write_bytes(papers.plain(2_000))
        found = table(files | {path.name: path for path in given})
    print(found)
    if "--write" in arguments:
        text = README.read_text(encoding="utf-8")
        mark = "benchmark ingest"
        text = re.sub(rf"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)", rf"\g<1>{found}\n\g<2>", text, flags=re.DOTALL)
        README.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
