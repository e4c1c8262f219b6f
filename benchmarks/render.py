"""Time and memory to write an innkalling, beside docxtpl alone and python-docx alone on the same content in one run.

    python -m benchmarks.render             print the table (Markdown)
    python -m benchmarks.render --write     and put it into the README

A made-up meeting of 5 to 80 saker, each with papers of eight pages. docxtpl fills in the same template with the same
fields and does nothing else: no lists that count as the paper says, no columns by what stands in them. python-docx adds
the same texts to an empty document, paragraph by paragraph. Each writes in a process of its own, warmed up on a short
meeting; the fastest of several runs counts, in seconds of computing, which other work on the machine disturbs less. The
cost is linear where the time for a sak stays the same from row to row. LibreOffice makes the PDF apart, once.
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
from dataclasses import fields
from pathlib import Path
from typing import NamedTuple

import docx
import pypdfium2
from docxtpl import DocxTemplate

from benchmarks.machine import machine
from benchmarks.made_meeting import made_meeting
from model.moete import Moete
from render import to_pdf, write_paper
from render.context import build_context
from render.felt import SakFelt
from render.template import find_template

README = Path(__file__).parents[1] / "README.md"
PEER = "docxtpl alone"
OURS = "saksgang innkalling"
PDF = "PDF of it, by LibreOffice"
_SAKER = (5, 10, 20, 40, 80)
_RUNS = 3


class Figure(NamedTuple):
    """What one writer took for one meeting."""

    seconds: float
    """Of computing."""
    megabytes: float
    pages: int = 0
    """Null but for the PDF."""


Write = Callable[[Path], object]


def saksgang(moete: Moete) -> Write:
    """All of it: the fields, the template, lists, tables, properties, the file."""
    return lambda target: write_paper("innkalling", moete, target, force=True)


def docxtpl_alone(moete: Moete) -> Write:
    """The template filled in and saved; the fields are there already."""
    felt, _ = build_context("innkalling", moete)
    values = {each.name: getattr(felt, each.name) for each in fields(felt)}

    def write(target: Path) -> None:
        word = DocxTemplate(str(find_template("innkalling", moete.maalform, None)))
        word.render(values, autoescape=True)
        word.save(target)

    return write


def python_docx_alone(moete: Moete) -> Write:
    """The same texts in the same order, in python-docx's own styles."""
    felt, _ = build_context("innkalling", moete)

    def write(target: Path) -> None:
        document = docx.Document()
        document.add_heading(felt.organisasjon, 0)
        for sak in felt.saker:
            _add(document, sak)
        document.save(str(target))

    return write


def _add(document: docx.document.Document, sak: SakFelt) -> None:
    document.add_heading(sak.overskrift, 1)
    for text in sak.framlegg:
        document.add_paragraph(text, "List Number")
    for text in sak.vedlegg:
        document.add_paragraph(text, "List Bullet")
    for section in sak.seksjonar:
        document.add_heading(section.tittel, section.nivaa + 1)
        for block in section.blokker:
            if block.type == "tabell":
                rows = [*block.hovud, *block.rader]
                table = document.add_table(0, len(rows[0]))
                for row in rows:
                    for cell, text in zip(table.add_row().cells, row, strict=True):
                        cell.text = text
            else:
                document.add_paragraph(block.tekst, "List Bullet" if block.type == "punkt" else None)


def pdf(moete: Moete) -> Write:
    """The PDF of the Word file, which is written before the clock starts."""
    folder = Path(tempfile.mkdtemp())
    source = write_paper("innkalling", moete, folder / "paper.docx")

    def write(target: Path) -> None:
        to_pdf(source, force=True).replace(target)
        shutil.rmtree(folder)

    return write


WRITERS: dict[str, Callable[[Moete], Write]] = {
    OURS: saksgang,
    PEER: docxtpl_alone,
    "python-docx alone": python_docx_alone,
    PDF: pdf,
}


def measure(writer: str, saker: int, runs: int = _RUNS) -> Figure:
    """The fastest of several runs, each in a new process."""
    command = [sys.executable, "-m", "benchmarks.render", "--one", writer, str(saker)]
    found = [
        Figure(*json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))
        for _ in range(1 if writer == PDF else runs)
    ]
    return min(found, key=lambda figure: figure.seconds)


def one(writer: str, saker: int) -> None:
    """Warm up, write, and print the seconds of computing that took, the megabytes at the peak and the pages."""
    with tempfile.TemporaryDirectory() as name:
        target = Path(name, "paper")
        if writer != PDF:
            WRITERS[writer](made_meeting(2))(target)
        write = WRITERS[writer](made_meeting(saker))
        start = _computing(writer)
        write(target)
        seconds = _computing(writer) - start
        pages = 0
        if writer == PDF:
            with pypdfium2.PdfDocument(target) as document:
                pages = len(document)
    who = resource.RUSAGE_CHILDREN if writer == PDF else resource.RUSAGE_SELF
    print(json.dumps([seconds, resource.getrusage(who).ru_maxrss / 1024, pages]))


def _computing(writer: str) -> float:
    """Seconds that this process has computed; for the PDF those of the programs that it called, too."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + (children.ru_utime + children.ru_stime if writer == PDF else 0)


def table(sizes: tuple[int, ...] = _SAKER, runs: int = _RUNS) -> str:
    """The figures as a Markdown table: seconds, milliseconds for a sak, times the peer's, peak memory."""
    writers = [writer for writer in WRITERS if writer != PDF or shutil.which("soffice")]
    heads = f"| {machine()} | saker | pages | seconds | ms a sak | time × {PEER} | peak MB |"
    out = [heads, "|---|--:|--:|--:|--:|--:|--:|"]
    for saker in sizes:
        figures = {writer: measure(writer, saker, runs) for writer in writers}
        pages = figures[PDF].pages if PDF in figures else ""
        for writer, figure in figures.items():
            ratio = "" if writer == PDF else f"{figure.seconds / figures[PEER].seconds:.1f}"
            each = f"{figure.seconds:.2f} | {figure.seconds / saker * 1000:.0f} | {ratio} | {figure.megabytes:.0f}"
            out.append(f"| {writer} | {saker} | {pages} | {each} |")
    return "\n".join(out)


def main(arguments: list[str]) -> int:
    """Measure and print; with ``--write`` put the table between its marks in the README."""
    if arguments[:1] == ["--one"]:
        one(arguments[1], int(arguments[2]))
        return 0
    found = table()
    print(found)
    if "--write" in arguments:
        text = README.read_text(encoding="utf-8")
        mark = "benchmark render"
        text = re.sub(rf"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)", rf"\g<1>{found}\n\g<2>", text, flags=re.DOTALL)
        README.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
