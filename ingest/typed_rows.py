"""Rows of a table that the writer typed with tabs, put together where a cell's text goes on in the lines below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from model.document import Block, Paragraph

_FEWEST = 3
"""Cells of a row; with two the line below may as well be the next of a list behind its label (names, attachments)."""


def join_rows(blocks: Sequence[Block], tabs: Mapping[int, int]) -> list[Block]:
    """``blocks`` with each line that begins with a column's tab, and holds nothing more, in that column's cell above.

    ``tabs`` has the number of tabs at the start of a block, by its identity.
    """
    out: list[Block] = []
    for block in blocks:
        row, place = out[-1] if out else None, tabs.get(id(block), 0)
        if place and isinstance(block, Paragraph) and isinstance(row, Paragraph) and _goes_on(row, block, place):
            cells = row.text.split("\t")
            cells[place] = f"{cells[place]} {block.text}".lstrip()
            row.text = "\t".join(cells)
            row.links += block.links
        else:
            out.append(block)
    return out


def _goes_on(row: Paragraph, line: Paragraph, place: int) -> bool:
    return (
        row.text.count("\t") >= max(_FEWEST - 1, place)
        and "\t" not in line.text
        and not line.style.space_before
        and (line.style.size, line.style.bold) == (row.style.size, row.style.bold)
    )
