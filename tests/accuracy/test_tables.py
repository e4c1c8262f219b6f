"""A paper's tables say the same cell by cell, whether they come from Word or from its PDF."""

from __future__ import annotations

import pytest

from ingest import read
from model.document import Table
from tests.accuracy.measure import SHARED

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason=f"the papers are not here ({SHARED})")

LEAST = {
    "handlingsplan-2022": 0.97,
    "styremote-2025-12-09-sakspapir": 0.97,
    "strategisk-plan-naering": 0.97,
}


def tables(name: str) -> list[Table]:
    return [block for block in read(SHARED / "papers" / name).blocks if isinstance(block, Table)]


def cells(table: Table) -> dict[tuple[int, int], tuple[str, int, int]]:
    """Text and spans by row and place in the row."""
    return {
        (row, place): (" ".join(cell.text.split()), cell.rowspan, cell.colspan)
        for row, of_row in enumerate(table.rows)
        for place, cell in enumerate(of_row)
    }


@pytest.mark.parametrize("name", LEAST)
def test_tables_of_word_and_pdf_have_the_same_cells(name, capsys):
    word, pdf = tables(f"{name}.docx"), tables(f"{name}.pdf")
    assert [len(table.rows) for table in pdf] == [len(table.rows) for table in word]
    assert [table.header_rows for table in pdf] == [table.header_rows for table in word]
    same = count = 0
    for left, right in zip(map(cells, word), map(cells, pdf), strict=True):
        count += len(left.keys() | right.keys())
        same += sum(left.get(place) == right.get(place) for place in left.keys() | right.keys())
    with capsys.disabled():
        print(f"\n  {name}: {same} of {count} cells equal ({same / count:.3f})", end="")
    assert same / count >= LEAST[name]
