"""The import as a whole: how fast, how much memory, nothing lost, how soon it starts; beside readers of text alone.

    python -m benchmarks.import_papers                    print the tables (Markdown)
    python -m benchmarks.import_papers speed|pile|startup one of them
    python -m benchmarks.import_papers --write            and put them into the README
    python -m benchmarks.import_papers speed --peers      with markitdown and docling, installed outside the project

*speed* imports the same files with one job and with all cores, and lets others read them. *pile* imports made-up piles
of 1,250, 2,500 and 5,000 files, one in twenty broken, and looks whether all that is good came in and all that is broken
was told of. *startup* starts commands. Memory is that of all processes together, what they share counted once.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import import_pile, import_speed, import_startup

README = Path(__file__).parents[1] / "README.md"
PARTS: dict[str, Callable[[Path], str]] = {
    "speed": import_speed.table,
    "pile": import_pile.table,
    "startup": import_startup.table,
}


def main(arguments: list[str]) -> int:
    """Measure and print; with ``--write`` put each table between its marks in the README as soon as it is there."""
    parts = [argument for argument in arguments if not argument.startswith("--")] or list(PARTS)
    if unknown := set(parts) - PARTS.keys():
        print(f"There is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    for part in parts:
        with tempfile.TemporaryDirectory() as name:
            if part == "speed":
                found = import_speed.table(Path(name), asked="--peers" in arguments)
            else:
                found = PARTS[part](Path(name))
        print(f"{found}\n", flush=True)
        if "--write" in arguments:
            _write(f"benchmark import {part}", found)
    return 0


def _write(mark: str, found: str) -> None:
    text = README.read_text(encoding="utf-8")
    marked = re.compile(rf"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)", re.DOTALL)
    text = marked.sub(lambda match: f"{match[1]}{found}\n{match[2]}", text)
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
