"""The import of made-up piles of several sizes: time, memory, whether anything was lost, and a second run over it."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.import_check import lost, untold
from benchmarks.import_run import cores, imported
from benchmarks.machine import machine
from benchmarks.pile import FILES, write_pile
from benchmarks.processes import SAKSGANG, run

SIZES = (FILES // 4, FILES // 2, FILES)
_NAMED = 5
"""Losses that are named one by one."""


@dataclass(frozen=True)
class Piled:
    """What became of a pile."""

    files: int
    pages: int
    seconds: float
    cpu: float
    peak: float
    again: float
    """Seconds of the second run over the unchanged folder."""
    broken: int
    untold: list[str]
    """Broken files that the report does not name."""
    wrongly: list[str]
    """Good files that it does."""
    lost: list[str]
    """What the archive lacks."""
    checked: int
    """Exit status of ``saksgang check``."""


def measure(folder: Path, files: int, jobs: int) -> Piled:
    """Make a pile of so many files, import it, look what came of it, and import it again."""
    pile = write_pile(folder / "pile", files)
    archive = folder / "arkiv"
    first = imported(pile.folder, archive, jobs)
    checked = run([*SAKSGANG, "check", "--corpus", str(archive)])
    missing = lost(pile, archive)
    again = imported(pile.folder, archive, jobs)
    told = set(first.unread)
    return Piled(
        len(pile.files),
        pile.pages,
        first.run.seconds,
        first.run.cpu,
        max(first.run.peak, again.run.peak),
        again.run.seconds,
        len(pile.broken),
        untold(pile, told),
        sorted(told - set(pile.broken)),
        missing,
        checked.status,
    )


def table(folder: Path, sizes: tuple[int, ...] = SIZES, jobs: int | None = None) -> str:
    """The figures as a Markdown table, a row for each size; below it what went wrong, if anything did."""
    jobs = jobs or cores()
    out = [
        f"| {machine()}, --jobs {jobs} | pages | seconds | ms a page | ms of computing a page | peak MB | "
        "broken, and told of | lost | second run | of the first |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    wrong: list[str] = []
    for files in sizes:
        place = folder / str(files)
        place.mkdir(parents=True)
        one = measure(place, files, jobs)
        shutil.rmtree(place)
        out.append(
            f"| {one.files:,} files | {one.pages:,} | {one.seconds:.0f} | {1000 * one.seconds / one.pages:.1f} | "
            f"{1000 * one.cpu / one.pages:.1f} | {one.peak:.0f} | {one.broken}, {one.broken - len(one.untold)} | "
            f"{len(one.lost)} | {one.again:.1f} s | {one.again / one.seconds:.1%} |"
        )
        print(out[-1], file=sys.stderr, flush=True)  # who waits sees it grow
        wrong += _wrong(one)
    return "\n".join([*out, *(["", *(f"- {sentence}" for sentence in wrong)] if wrong else [])])


def _wrong(one: Piled) -> list[str]:
    found = [
        *(f"broken and not told of: {path}" for path in one.untold[:_NAMED]),
        *(f"good and told of as unreadable: {path}" for path in one.wrongly[:_NAMED]),
        *one.lost[:_NAMED],
        *([f"saksgang check ended with {one.checked}"] if one.checked else []),
    ]
    return [f"{one.files:,} files: {sentence}" for sentence in found]
