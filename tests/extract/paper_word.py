"""The papers of ``paper_text`` as Word files, typed as a person in a hurry types them: all looks, no styles."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.shared import Cm, Pt

from ingest.markers import split_marker


def word_file(text: str, *, borders: bool) -> bytes:
    """The paper as the bytes of a .docx; its tables with or without lines round the cells."""
    word = docx.Document()
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Liberation Sans", Pt(11)
    normal.paragraph_format.space_after = Pt(4)
    rows: list[list[str]] = []
    for raw in [*text.strip("\n").split("\n"), ""]:
        line = raw.replace("→", "\t").replace("⏎", "\n").strip()
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            _table(word, rows, borders)
            rows = []
        if line:
            _paragraph(word, line)
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def _table(word: WordDocument, rows: list[list[str]], borders: bool) -> None:
    table = word.add_table(rows=0, cols=max(map(len, rows)))
    if borders:
        table.style = "Table Grid"
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=False):
            cell.text = text
    word.add_paragraph()


def _paragraph(word: WordDocument, line: str) -> None:
    if line.startswith("#"):
        word.add_heading(line.lstrip("# "), len(line) - len(line.lstrip("#")))
        return
    paragraph = word.add_paragraph()
    if line.startswith("**") and line.endswith("**"):
        paragraph.paragraph_format.space_before = Pt(10)
        paragraph.add_run(line.strip("*")).bold = True
    elif line.startswith("**"):
        lead, rest = line[2:].split("**", 1)
        paragraph.add_run(lead).bold = True
        paragraph.add_run(rest)
    elif found := split_marker(line):
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Cm(1), Cm(-0.6)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(1))
        paragraph.add_run(f"{found.marker}\t{found.rest}")
    else:
        if "\t" in line:
            for stop in (3.5, 7, 11):
                paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(stop))
        paragraph.add_run(line)
