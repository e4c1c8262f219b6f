"""The example papers: ``python -m tests.papers.examples`` writes them anew to ``examples/papers``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.papers import Paper, aasmarka, docx, fjordlandet
from tests.papers.paper import Stil

EXAMPLES: dict[str, tuple[Paper, Stil]] = {
    "2025-09-12-protokoll-fjordlandet.pdf": (fjordlandet.PROTOKOLL, "regionraad"),
    "2025-10-17-innkalling-fjordlandet.docx": (fjordlandet.INNKALLING, "fri"),
    "2025-10-22-protokoll-aasmarka.docx": (aasmarka.PROTOKOLL, "fri"),
}
"""File name -> what it says, and in which house style."""


def write_examples(folder: Path) -> list[Path]:
    """Write every example to ``folder``; a PDF is made from the Word file by LibreOffice."""
    from render import to_pdf

    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, (paper, stil) in EXAMPLES.items():
        target = folder / name
        data = docx(paper, stil)
        if target.suffix == ".pdf":
            with tempfile.TemporaryDirectory() as work:
                word = Path(work) / f"{target.stem}.docx"
                word.write_bytes(data)
                data = to_pdf(word).read_bytes()
        target.write_bytes(data)
        written.append(target)
    return written


if __name__ == "__main__":
    for path in write_examples(Path(sys.argv[1] if len(sys.argv) > 1 else "examples/papers")):
        print(path)
