"""Ruled tables of a PDF: cells, merged cells, rows and tables that run over a page."""

from ingest.pdf import read_pdf
from model.document import Document, Paragraph, Table
from tests.ingest.make_pdf import LEFT, Page, make_pdf

XS = [71.0, 180.0, 380.0, 524.0]


def read(*pages: Page) -> Document:
    return read_pdf(make_pdf(*pages), "plan.pdf")


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def draw(page: Page, top: float, cells: list[list[list[str]]], bold_first: bool = True) -> float:
    """A table with the lines of each cell; gives its lower edge."""
    ys = [top]
    for row, texts in enumerate(cells):
        for x, lines in zip(XS, texts, strict=False):
            for place, line in enumerate(lines):
                face = "bold" if bold_first and row == 0 else "plain"
                page.text(x + 5.4, ys[-1] + 12 + 13.5 * place, line, face=face)
        ys.append(ys[-1] + 3 + 13.5 * max(len(lines) for lines in texts))
    page.grid(XS, ys)
    return ys[-1]


HEADER = [["Tidspunkt"], ["Aktivitet"], ["Ansvar"]]


def test_a_ruled_table_gives_its_cells_and_its_header():
    page = Page()
    page.text(LEFT, 80, "Planen for arbeidet:")
    bottom = draw(page, 100, [HEADER, [["9. desember 2025"], ["Møte i rådet"], ["Leiaren"]]])
    page.text(LEFT, bottom + 40, "Rådet tek planen til vitande.")
    first, table, last = read(page).blocks
    assert (first.text, last.text) == ("Planen for arbeidet:", "Rådet tek planen til vitande.")
    assert isinstance(table, Table)
    assert rows(table) == [["Tidspunkt", "Aktivitet", "Ansvar"], ["9. desember 2025", "Møte i rådet", "Leiaren"]]
    assert table.header_rows == 1
    assert table.rows[1][1].source.bbox is not None
    assert table.text == "Tidspunkt\tAktivitet\tAnsvar\n9. desember 2025\tMøte i rådet\tLeiaren"


def test_lines_that_the_cell_broke_are_joined_and_paragraphs_are_not():
    page = Page()
    wrapped = ["Kommunane samarbeider om ei plan for", "skulane og ei for barnehagane."]
    draw(page, 100, [HEADER, [["2026"], wrapped, ["Nordvik", "Solnes"]]])
    (table,) = tables(read(page))
    assert rows(table)[1] == ["2026", " ".join(wrapped), "Nordvik\nSolnes"]


def test_items_and_empty_lines_in_a_cell_stay():
    page = Page()
    draw(page, 100, [HEADER, [["2026"], ["• Skule", "• Helse", "", "", "Sjå planen."], ["Rådet"]]])
    (table,) = tables(read(page))
    assert rows(table)[1][1] == "• Skule\n• Helse\n\n\nSjå planen."


def test_merged_cells_stand_once_where_they_begin():
    page = Page()
    for x in XS:
        page.rule(x, 100, x, 160)
    page.rule(XS[0], 100, XS[3], 100)
    page.rule(XS[1], 120, XS[3], 120)
    page.rule(XS[1], 140, XS[3], 140)
    page.rule(XS[0], 160, XS[3], 160)
    page.text(XS[0] + 5, 112, "Helse")
    for y in (112, 132, 152):
        page.text(XS[1] + 5, y, f"Tiltak {y}")
        page.text(XS[2] + 5, y, "Rådet")
    (table,) = tables(read(page))
    assert [len(row) for row in table.rows] == [3, 2, 2]
    assert (table.rows[0][0].text, table.rows[0][0].rowspan) == ("Helse", 3)


def test_a_corner_without_lines_is_an_empty_cell():
    page = Page()
    page.grid(XS, [120, 140, 160])
    page.grid(XS[1:], [100, 120])
    for x, text in zip(XS[1:], ("Godkjende", "Forkasta"), strict=False):
        page.text(x + 5, 112, text)
    for y in (132, 152):
        for x, text in zip(XS, ("Setlar", "12", "1"), strict=False):
            page.text(x + 5, y, text)
    (table,) = tables(read(page))
    assert rows(table)[0] == ["", "Godkjende", "Forkasta"]


def test_a_table_over_two_pages_is_one_with_its_header_once():
    first, second = Page(), Page()
    body = [[[f"{number}. mars"], [f"Møte {number}"], ["Leiaren"]] for number in range(1, 5)]
    draw(first, 700, [HEADER, *body[:2]])
    draw(second, 60, [HEADER, *body[2:]])
    second.text(LEFT, 123, "Rådet tek planen til vitande.")
    table, text = read(first, second).blocks
    assert not text.style.space_before
    assert isinstance(table, Table)
    assert isinstance(text, Paragraph)
    assert [row[1] for row in rows(table)] == ["Aktivitet", "Møte 1", "Møte 2", "Møte 3", "Møte 4"]
    assert table.header_rows == 1
    assert [row[0].source.page for row in table.rows] == [1, 1, 1, 2, 2]


def test_a_row_broken_by_the_page_is_one_row():
    first, second = Page(), Page()
    draw(first, 700, [HEADER, [["Mars"], ["Avtalen til politisk handsaming i"], ["Kommunedirektørane"]]])
    draw(second, 60, [[[""], ["kommunane"], [""]], [["April"], ["Oppstart"], ["Rådet"]]], bold_first=False)
    (table,) = tables(read(first, second))
    assert rows(table)[1:] == [
        ["Mars", "Avtalen til politisk handsaming i kommunane", "Kommunedirektørane"],
        ["April", "Oppstart", "Rådet"],
    ]


def test_a_new_row_at_the_top_of_a_page_stays_a_row():
    first, second = Page(), Page()
    draw(first, 700, [HEADER, [["Mars"], ["Handsaming i kommunane."], ["Rådet"]]])
    draw(second, 60, [[[""], ["Avtalen vert underskriven."], ["Leiaren"]]], bold_first=False)
    (table,) = tables(read(first, second))
    assert len(table.rows) == 3


def test_another_table_on_the_next_page_is_another():
    first, second = Page(), Page()
    draw(first, 700, [HEADER, [["Mars"], ["Møte"], ["Rådet"]]])
    second.text(LEFT, 60, "Budsjett")
    draw(second, 80, [HEADER, [["Mars"], ["Løn"], ["100"]]])
    assert len(tables(read(first, second))) == 2


def test_a_frame_round_text_is_no_table():
    page = Page()
    page.grid([65.0, 530.0], [90.0, 122.0])
    page.row(103, (LEFT, "Saksh.:"), (140, "Berit Strand"), (330, "Arkiv:"), (400, "A56"))
    page.row(116.5, (330, "Arkivsak:"), (400, "18/2567"))
    assert [block.text for block in read(page).blocks] == [
        "Saksh.:\tBerit Strand\tArkiv:\tA56",
        "Arkivsak:\t18/2567",
    ]
