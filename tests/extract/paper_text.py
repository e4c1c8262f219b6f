"""Made-up papers as plain text, so that a test shows the paper as a clerk would see it.

# Heading, ## lower heading, **bold line** (a heading by its look)
| cell | cell |      rows of a table, one below the other
1. item, a) item, • item      list items; two spaces in front nest them
anything else        a paragraph; → is a gap (tab); ⏎ a line break within the paragraph
an empty line        white space above the next line
"""

from __future__ import annotations

import hashlib

from ingest.markers import split_marker
from model.document import Block, Cell, Document, Heading, ListItem, Paragraph, Source, Style, Table


def document(text: str, name: str = "paper.docx", headers: tuple[str, ...] = ()) -> Document:
    """The paper as ``ingest`` would hand it on."""
    blocks: list[Block] = []
    rows: list[list[Cell]] = []
    gap = True
    for number, raw in enumerate(text.strip("\n").split("\n"), start=1):
        line = raw.replace("→", "\t").replace("⏎", "\n").rstrip()
        if line.startswith("|"):
            rows.append([Cell(text=cell.strip()) for cell in line.strip().strip("|").split("|")])
            continue
        if rows:
            blocks.append(_table(rows, number))
            rows = []
        if not line.strip():
            gap = True
            continue
        blocks.append(_block(line, Style(space_before=gap), Source(path=f"p{number}")))
        gap = False
    if rows:
        blocks.append(_table(rows, 0))
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(fil=name, sha256=digest, format="docx", blocks=blocks, headers=list(headers))


def _block(line: str, style: Style, source: Source) -> Block:
    stripped = line.strip()
    if stripped.startswith("#"):
        marks = len(stripped) - len(stripped.lstrip("#"))
        return Heading(text=stripped.lstrip("# "), level=marks, style=style, source=source)
    if stripped.startswith("**") and stripped.endswith("**"):
        bold = style.model_copy(update={"bold": True})
        return Heading(text=stripped.strip("*"), level=4, style=bold, source=source)
    if stripped.startswith("**"):
        lead, rest = stripped[2:].split("**", 1)
        return Paragraph(text=lead + rest, style=style.model_copy(update={"lead": len(lead)}), source=source)
    if found := split_marker(stripped):
        marker, number, rest = found
        level = (len(line) - len(line.lstrip(" "))) // 2
        return ListItem(text=rest, marker=marker, number=number, level=level, style=style, source=source)
    return Paragraph(text=stripped, style=style, source=source)


def _table(rows: list[list[Cell]], number: int) -> Table:
    text = "\n".join("\t".join(cell.text for cell in row) for row in rows)
    return Table(text=text, rows=rows, source=Source(path=f"t{number}"))
