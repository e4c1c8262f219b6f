"""Word tables, as the reader sees them."""

from model.document import Cell, Table
from tests.ingest.word_files import blocks, definition, level, num, p

BOLD = "<w:b/>"


def table(body: str, numbering: str = "") -> Table:
    (found,) = blocks(f"<w:tbl>{body}</w:tbl>", numbering=numbering)
    assert isinstance(found, Table)
    return found


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cell(text: str = "", properties: str = "", rpr: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text, rpr=rpr)}</w:tc>"


def spans(row: list[Cell]) -> list[tuple[str, int, int]]:
    return [(cell.text, cell.rowspan, cell.colspan) for cell in row]


def test_cells_stand_by_row_with_their_places():
    found = table(row(cell("Saksnr."), cell("Tittel")) + row(cell("1/27"), cell("Budsjett")))
    assert found.text == "Saksnr.\tTittel\n1/27\tBudsjett"
    assert [[c.source.path for c in r] for r in found.rows] == [["t1/r1/c1", "t1/r1/c2"], ["t1/r2/c1", "t1/r2/c2"]]


def test_a_merged_cell_stands_once_where_it_begins():
    found = table(
        row(cell("Plan", '<w:vMerge w:val="restart"/>'), cell("A", '<w:gridSpan w:val="2"/>'))
        + row(cell("", "<w:vMerge/>"), cell("B"), cell("C"))
        + row(cell("Ny", '<w:vMerge w:val="restart"/>'), cell("D"), cell("E"))
        + row(cell("", "<w:vMerge/>"), cell("F"), cell("G"))
    )
    assert [spans(r) for r in found.rows] == [
        [("Plan", 2, 1), ("A", 1, 2)],
        [("B", 1, 1), ("C", 1, 1)],
        [("Ny", 2, 1), ("D", 1, 1), ("E", 1, 1)],
        [("F", 1, 1), ("G", 1, 1)],
    ]


def test_cells_merged_sideways_the_old_way_are_one():
    found = table(row(cell("Plan", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), cell("A")))
    assert [spans(r) for r in found.rows] == [[("Plan", 1, 2), ("A", 1, 1)]]


def test_a_row_that_begins_further_in_has_an_empty_cell_first():
    found = table(row(cell("A"), cell("B")) + row(cell("C"), properties='<w:gridBefore w:val="1"/>'))
    assert spans(found.rows[1]) == [("", 1, 1), ("C", 1, 1)]


def test_header_rows_are_those_that_word_repeats():
    header = "<w:tblHeader/>"
    found = table(row(cell("A"), properties=header) + row(cell("B"), properties=header) + row(cell("C")))
    assert found.header_rows == 2


def test_a_bold_first_row_over_plain_ones_is_a_header():
    first = row(cell("Namn", rpr=BOLD), cell("Kommune", rpr=BOLD))
    assert table(first + row(cell("Lea Lund"), cell("Nordvik"))).header_rows == 1
    assert table(first + row(cell("Lea Lund", rpr=BOLD), cell("Nordvik", rpr=BOLD))).header_rows == 0


def test_a_cell_keeps_its_lines_and_list_markers():
    body = f"<w:tc>{p('Ansvar: SR')}{p()}{p('Opplæring', ppr=num(1))}{p('Drift', ppr=num(1))}{p()}</w:tc>"
    found = table(row(body), definition(1, level(0, "decimal", "%1.")))
    assert found.rows[0][0].text == "Ansvar: SR\n\n1. Opplæring\n2. Drift"


def test_numbers_count_on_through_cells():
    numbering = definition(1, level(0, "decimal", "%1."))
    found = table(row(f"<w:tc>{p('A', ppr=num(1))}</w:tc>", f"<w:tc>{p('B', ppr=num(1))}</w:tc>"), numbering)
    assert found.text == "1. A\t2. B"


def test_a_nested_table_is_text_of_its_cell():
    inner = f"<w:tbl>{row(cell('1/27'), cell('Styret'))}</w:tbl>"
    found = table(row(f"<w:tc>{p('Saksgang')}{inner}{p()}</w:tc>"))
    assert found.rows[0][0].text == "Saksgang\n1/27\tStyret"


def test_bold_words_in_cells_are_no_headings():
    assert [block.kind for block in blocks(f"<w:tbl>{row(cell('Utval:', rpr=BOLD))}</w:tbl>")] == ["table"]


def test_rows_and_cells_in_content_controls_are_read():
    controlled = f"<w:sdt><w:sdtContent>{cell('B')}</w:sdtContent></w:sdt>"
    found = table(row(cell("A"), controlled) + f"<w:sdt><w:sdtContent>{row(cell('C'))}</w:sdtContent></w:sdt>")
    assert found.text == "A\tB\nC"


def test_a_span_out_of_reason_is_bounded():
    found = table(row(cell("A", '<w:gridSpan w:val="999999999"/>')))
    assert found.rows[0][0].colspan == 1000
