"""Papers of a page or two, which tell little about themselves."""

from __future__ import annotations

from ingest.pdf import read_pdf
from tests.ingest.make_pdf import Page, make_pdf


def read(*pages: Page):
    return read_pdf(make_pdf(*pages), "papir.pdf")


def test_the_foot_of_a_single_page_is_told_by_the_page_s_number():
    page = Page()
    page.text(71, 80, "Saksliste", 16, "bold")
    page.text(71, 120, "Styret møtes i Lunden.")
    page.row(805, (71, "Åsmarka interkommunale råd"), (440, "Side 1 av 1"), size=9)
    document = read(page)
    assert [block.text for block in document.blocks] == ["Saksliste", "Styret møtes i Lunden."]
    assert document.pages[0].footer == "Åsmarka interkommunale råd\tSide 1 av 1"


def test_a_paragraph_number_broken_at_its_hyphen_is_no_new_point():
    page = Page()
    line = "Framlegget vert lagt ut til offentleg ettersyn i haustmånadene, jf. plan- og bygningslova § 12-"
    page.text(71, 100, line)
    page.text(71, 113.5, "10.")
    page.paragraph(140, "Rådet ber om ei orientering i det neste møtet, og at saka vert lagd fram då på nytt. " * 3)
    assert read(page).blocks[0].text == f"{line}10."


def test_a_title_that_wraps_in_its_column_is_one_title():
    page = Page()
    rows = [("14/25", "Godkjenning av møteboka"), ("15/25", "Reguleringsplan for sjøsida. 2. handsaming."),
            ("16/25", "Budsjett"), ("17/25", "Meldingar")]  # fmt: skip
    y = 100.0
    for number, title in rows:
        page.row(y, (71, number), (150, title))
        if number == "15/25":
            y += 14.5
            page.text(150, y, "Motsegn frå nabokommunen")
        y += 19.5
    assert [block.text for block in read(page).blocks][1] == (
        "15/25\tReguleringsplan for sjøsida. 2. handsaming.\nMotsegn frå nabokommunen"
    )
