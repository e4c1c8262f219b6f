"""The PDF and the Word file of one paper are the same sequence of blocks: their kinds and texts, a row as one block."""

from __future__ import annotations

import difflib
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from ingest import read
from model.document import Document, Paragraph, Table
from tests.accuracy.measure import SHARED

pytestmark = pytest.mark.skipif(
    not (SHARED / "papers").is_dir(), reason=f"the papers are not beside the project ({SHARED})"
)

LEAST = {
    "styremote-2025-12-09-sakspapir": (0.98, 0.98),
    "styremote-2025-12-09-sakspapir-flat": (0.98, 0.97),
    # Their boxes of labels and values are tables in Word, and rows without lines in the PDF.
    "sogn-regionraad-protokoll-2018-12-07": (0.65, 0.98),
    "osloregionen-styret-2007-03-20": (0.95, 0.98),
    "troegstad-formannskap-2015-05-05": (0.80, 0.98),
}
"""Agreement as it stands, and with a line of parts with gaps between them counted as the row with the same cells."""

LEAST_TAGGED = 0.98

Sequence = list[tuple[str, str]]


def blocks(document: Document, gaps_as_rows: bool) -> Sequence:
    out: Sequence = []
    for block in document.blocks:
        if isinstance(block, Table):
            out += [("row", _row(cell.text for cell in row)) for row in block.rows]
        elif gaps_as_rows and isinstance(block, Paragraph) and "\t" in block.text:
            out.append(("row", _row(block.text.split("\t"))))
        else:
            out.append((block.kind, " ".join(block.text.split())))
    return out


def _row(cells: Iterable[str]) -> str:
    texts = (" ".join(cell.split()) for cell in cells)
    return "|".join(text for text in texts if text)


def agreement(one: Document, other: Document, gaps_as_rows: bool) -> float:
    first, second = blocks(one, gaps_as_rows), blocks(other, gaps_as_rows)
    return difflib.SequenceMatcher(None, first, second, autojunk=False).ratio()


def both(name: str) -> tuple[Document, Document]:
    folder: Path = SHARED / "papers"
    return read(folder / f"{name}.docx"), read(folder / f"{name}.pdf")


@pytest.mark.parametrize("name", LEAST)
def test_pdf_and_word_give_the_same_blocks(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    word, pdf = both(name)
    got = agreement(word, pdf, gaps_as_rows=False), agreement(word, pdf, gaps_as_rows=True)
    with capsys.disabled():
        print(f"\n  {name}: blocks {got[0]:.4f}, lines with gaps as rows {got[1]:.4f}", end="")
    assert got[0] >= LEAST[name][0]
    assert got[1] >= LEAST[name][1]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_tagged_pdf_gives_the_blocks_of_the_word_file_it_was_made_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tagged = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
    files = [str(SHARED / "papers" / f"{name}.docx") for name in LEAST]
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", tagged, "--outdir", str(tmp_path), *files]
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    for name in LEAST:
        word, pdf = read(SHARED / "papers" / f"{name}.docx"), read(tmp_path / f"{name}.pdf")
        got = agreement(word, pdf, gaps_as_rows=False)
        with capsys.disabled():
            print(f"\n  {name}, tagged: blocks {got:.4f}", end="")
        assert got >= LEAST_TAGGED
        assert all(block.source.tagged for block in pdf.blocks)
