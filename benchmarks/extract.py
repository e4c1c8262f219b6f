"""Words per second of the language pipeline and of all of ``extract/``, beside spaCy's bare pipeline in the same run.

    python -m benchmarks.extract            print the table (Markdown)
    python -m benchmarks.extract --write    and put it into the README

Each part reads the same made-up bundles of 10, 100 and 1,000 pages, in a process of its own, warmed up on a short one;
the fastest of several runs counts. Cost is linear where words per second stay the same from row to row.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from spacy.language import Language

from benchmarks.machine import machine
from benchmarks.papers import bundle
from model.document import Document

README = Path(__file__).parents[1] / "README.md"
PEER = "spaCy blank nb with its sentencizer"
_PAGES = (10, 100, 1_000)
_RUNS = 3
_ONCE = 1_000
"""Pages from which one run is enough: what disturbs it is small beside it."""


@cache
def _bare() -> Language:
    import spacy

    nlp = spacy.blank("nb")
    nlp.add_pipe("sentencizer")
    return nlp


def peer(document: Document) -> None:
    """Tokens, and sentences by their full stops; nothing else."""
    _through(_bare().pipe(_texts(document)))


def pipeline(document: Document) -> None:
    """Tokens, sentences, lemmas, dates, amounts, references and bodies."""
    from extract.language import pipeline as of

    _through(of("nn").pipe(_texts(document)))


def extraction(document: Document) -> None:
    """A Document to a Moete: all of ``extract/``."""
    from extract import read_paper

    read_paper(document)


PARTS: dict[str, Callable[[Document], None]] = {
    PEER: peer,
    "language pipeline": pipeline,
    "extraction as a whole": extraction,
}


def _through(docs: object) -> None:
    for _ in docs:  # type: ignore[attr-defined]  # any stream of docs
        pass


def _texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


@cache
def words(pages: int) -> int:
    """How many words a bundle of so many pages has."""
    return sum(len(text.split()) for text in _texts(bundle(pages)))


def measure(part: str, pages: int, runs: int = _RUNS) -> float:
    """Seconds of the fastest run, each in a new process."""
    command = [sys.executable, "-m", "benchmarks.extract", "--one", part, str(pages)]
    times = runs if pages < _ONCE else 1
    return min(
        float(json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))
        for _ in range(times)
    )


def one(part: str, pages: int) -> None:
    """Warm up on a short bundle, read the long one, and print the seconds that took."""
    PARTS[part](bundle(2))
    document = bundle(pages)
    start = time.perf_counter()
    PARTS[part](document)
    print(json.dumps(time.perf_counter() - start))


def table(sizes: tuple[int, ...] = _PAGES, runs: int = _RUNS) -> str:
    """The figures as a Markdown table: words per second, and how many times the peer's time it takes."""
    out = [f"| {machine()} | pages | words | words/s | time × {PEER} |", "|---|--:|--:|--:|--:|"]
    for pages in sizes:
        seconds = {part: measure(part, pages, runs) for part in PARTS}
        for part, took in seconds.items():
            speed = words(pages) / took
            out.append(f"| {part} | {pages:,} | {words(pages):,} | {speed:,.0f} | {took / seconds[PEER]:.1f} |")
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
        mark = "benchmark extract"
        text = re.sub(rf"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)", rf"\g<1>{found}\n\g<2>", text, flags=re.DOTALL)
        README.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
