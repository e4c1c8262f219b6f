"""Pages per second of the whole import, beside readers that do no more than text, on the same files in the same run."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import peers
from benchmarks.import_run import cores, imported
from benchmarks.machine import machine
from benchmarks.pile import MadeFile, write_pile
from benchmarks.processes import Run, run

PAGES = 1_500
"""Pages of PDF, and of Word, that are read: so many that the start of the processes weighs little."""
PAGES_BY_OFFICE = 600
"""Pages of Word that LibreOffice turns into PDF, with fonts and tags as programs for people write them."""
PEER = "pdfplumber extract_text"
_FILES = 2_250
"""Files of the pile that they are taken from."""
_RUNS = 1
_OFFICE_SECONDS = 300


@dataclass(frozen=True)
class Figure:
    """What a reader did with the files."""

    pages: int
    seconds: float
    cpu: float
    peak: float | None = None
    remark: str = ""


def sets(folder: Path, pages: int = PAGES, by_office: int = PAGES_BY_OFFICE) -> dict[str, list[tuple[Path, int]]]:
    """The files to read, each with its pages: by a heading of the table."""
    pile = write_pile(folder / "pile", max(200, _FILES * pages // PAGES))
    found = {
        "PDF": _until(pile.folder, pile.of(".pdf"), pages),
        "Word": _until(pile.folder, pile.of(".docx"), pages),
    }
    if by_office and shutil.which("soffice"):
        found["PDF by LibreOffice"] = _by_office(_until(pile.folder, pile.of(".docx"), by_office), folder / "office")
    return {name: _apart(files, folder / name) for name, files in found.items()}


def _until(folder: Path, files: list[MadeFile], pages: int) -> list[tuple[Path, int]]:
    out: list[tuple[Path, int]] = []
    for one in files:
        if sum(many for _, many in out) >= pages:
            break
        out.append((folder / one.path, one.pages))
    return out


def _apart(files: list[tuple[Path, int]], folder: Path) -> list[tuple[Path, int]]:
    """The files in a folder of their own."""
    folder.mkdir(parents=True)
    out = []
    for number, (path, pages) in enumerate(files):
        out.append((Path(shutil.copyfile(path, folder / f"{number:04} {path.name}")), pages))
    return out


def _by_office(files: list[tuple[Path, int]], folder: Path) -> list[tuple[Path, int]]:
    """The Word files as PDF, all in one run of LibreOffice."""
    import pypdfium2

    papers = _apart(files, folder / "word")
    profile = (folder / "profil").as_uri()
    options = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", options, "--outdir"]
    command += [str(folder), *(str(path) for path, _ in papers)]
    subprocess.run(command, check=True, capture_output=True, timeout=_OFFICE_SECONDS)
    out = []
    for path in sorted(folder.glob("*.pdf")):
        with pypdfium2.PdfDocument(path) as document:
            out.append((path, len(document)))
    return out


def ours(files: list[tuple[Path, int]], folder: Path, jobs: int, runs: int = _RUNS) -> Figure:
    """The fastest of some imports into new archives, with as many cores as jobs."""
    pages = sum(many for _, many in files)
    found = []
    for number in range(runs):
        done = imported(files[0][0].parent, folder / f"arkiv-{jobs}-{number}", jobs, jobs)
        shutil.rmtree(folder / f"arkiv-{jobs}-{number}")
        if done.unread:
            raise RuntimeError(f"{len(done.unread)} good files could not be read: {done.unread[:3]}")
        found.append(Figure(pages, done.run.seconds, done.run.cpu, done.run.peak))
    return min(found, key=lambda figure: figure.seconds)


def theirs(reader: str, files: list[tuple[Path, int]], folder: Path, python: str = sys.executable) -> Figure | str:
    """What another reader did, as far as it came in its time; a sentence where it could not be had."""
    listed = folder / "files.txt"
    listed.write_text("\n".join(str(path) for path, _ in files) + "\n", encoding="utf-8")
    script = Path(peers.__file__)
    done = run([python, str(script), reader, str(listed)], timeout=peers.LONGEST)
    told = [json.loads(line) for line in done.out.splitlines() if line.startswith("{")]
    read = [one for one in told if not one["fault"]]
    if not read:
        return f"{reader}: {_why(done, told)}"
    pages = {str(path): many for path, many in files}
    remark = "" if len(read) == len(files) else f"{len(read)} of {len(files)} files"
    return Figure(
        sum(pages[one["path"]] for one in read),
        sum(one["seconds"] for one in read),
        sum(one["cpu"] for one in read),
        done.peak,
        remark,
    )


def _why(done: Run, told: list[dict[str, str]]) -> str:
    if told:
        return f"could read none of the files ({told[0]['fault']})"
    if done.status == -9:
        return f"had read none of the files after {peers.LONGEST} seconds"
    last = [line for line in done.err.splitlines() if line.strip()]
    return f"did not run ({last[-1][:200] if last else done.status})"


def table(
    folder: Path,
    pages: int = PAGES,
    by_office: int = PAGES_BY_OFFICE,
    runs: int = _RUNS,
    asked: bool = False,
    jobs: Sequence[int] = (),
) -> str:
    """The figures as a Markdown table; ``asked`` brings markitdown and docling in, installed where they are not.

    ``jobs`` says how many processes read, from one on; one and as many as there are cores where it says nothing.
    """
    jobs = jobs or sorted({1, cores()})
    out = [
        f"| {machine()} | pages | pages/s | pages/s of a core | × {PEER} | peak MB |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    remarks: list[str] = []
    missing = {peer: peers.install(peer) for peer in peers.PACKAGES} if asked else {}
    remarks += [f"{sentence}." for sentence in missing.values() if sentence]
    for name, files in sets(folder, pages, by_office).items():
        figures = {f"saksgang import, {_cores(many)}": ours(files, folder, many, runs) for many in jobs}
        if len(jobs) > 1:
            one, most = (figures[f"saksgang import, {_cores(many)}"].seconds for many in (jobs[0], jobs[-1]))
            share = one / (jobs[-1] * most)
            remarks.append(f"{name}: {jobs[-1]} cores do {share:.0%} of {jobs[-1]} times the work of one.")
        others = [(PEER, sys.executable), ("pdftotext -layout", sys.executable)] if name.startswith("PDF") else []
        for peer in missing:
            python = peers.environment(peer)
            if not missing[peer]:
                others.append((peer, str(python)))
        for reader, python in others:
            if reader == "pdftotext -layout" and not shutil.which("pdftotext"):
                continue
            found = theirs(reader, files, folder, str(python))
            if isinstance(found, Figure):
                figures[reader] = found
            else:
                remarks.append(f"{name}: {found}.")
        out += _rows(name, figures)
        print("\n".join(_rows(name, figures)), file=sys.stderr, flush=True)  # who waits sees it grow
    return "\n".join([*out, *(["", *(f"- {remark}" for remark in remarks)] if remarks else [])])


def _cores(many: int) -> str:
    return f"{many} core{'s' if many > 1 else ''}"


def _rows(name: str, figures: dict[str, Figure]) -> list[str]:
    rows = []
    peer = figures.get(PEER)
    for reader, one in figures.items():
        core = one.pages / one.cpu
        ratio = f"{core / (peer.pages / peer.cpu):.1f}" if peer else ""
        label = f"{name}: {reader}{f' ({one.remark})' if one.remark else ''}"
        rows.append(
            f"| {label} | {one.pages:,} | {one.pages / one.seconds:.0f} | {core:.0f} | {ratio} | {one.peak or 0:.0f} |"
        )
    return rows
