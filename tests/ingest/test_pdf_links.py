"""Links in a PDF: the words and the address, as text."""

from ingest.pdf import read_pdf
from model.document import Document, Link
from tests.ingest.make_pdf import LEFT, Page, make_pdf, width_of

TARGET = "https://fjordlandet.example/moete/sak?id=12"


def read(*pages: Page) -> Document:
    return read_pdf(make_pdf(*pages), "sak.pdf")


def linked(page: Page, x: float, y: float, text: str, action: str = f"/S /URI /URI ({TARGET})") -> float:
    page.text(x, y, text)
    page.link(x, y, x + width_of(text), action)
    return x + width_of(text)


def test_the_words_that_are_the_link_and_where_it_leads():
    page = Page()
    page.text(LEFT, 100, "Sjå ")
    end = linked(page, LEFT + width_of("Sjå "), 100, "saka på nett")
    page.text(end, 100, " for meir.")
    block = read(page).blocks[0]
    assert block.text == "Sjå saka på nett for meir."
    assert block.links == [Link(text="saka på nett", target=TARGET)]


def test_one_link_over_two_lines_is_one():
    page = Page()
    linked(page, LEFT, 100, "vedtaket i rådet om felles kontor for beredskap og brannvern i dei fem kommunane som er")
    linked(page, LEFT, 113.5, "med")
    block = read(page).blocks[0]
    assert block.links == [Link(text=block.text, target=TARGET)]


def test_a_link_in_a_cell_is_the_tables():
    page = Page()
    page.grid([70, 200, 400], [90, 110, 130])
    page.row(104, (75, "Sak"), (205, "Lenke"))
    page.text(75, 124, "4/26")
    linked(page, 205, 124, "framlegget")
    assert read(page).blocks[0].links == [Link(text="framlegget", target=TARGET)]


def test_what_would_run_something_is_no_link():
    page = Page()
    linked(page, LEFT, 100, "Trykk her", "/S /JavaScript /JS (app.alert\\(1\\))")
    linked(page, LEFT, 130, "Eller her", "/S /Launch /F (cmd.exe)")
    linked(page, LEFT, 160, "Eller her no", "/S /URI /URI (javascript:alert\\(1\\))")
    assert not any(block.links for block in read(page).blocks)


def test_a_page_on_its_side_has_its_links_where_the_words_are():
    page = Page(size=(842.0, 595.0))
    linked(page, LEFT, 100, "saka på nett")
    (x0, y0, x1, y1), action = page.links[0]
    turned = Page(size=(595.0, 842.0), rotate=90, parts=[f"q 0 1 -1 0 595 0 cm\n{part}\nQ" for part in page.parts])
    turned.links = [((595 - y1, x0, 595 - y0, x1), action)]
    assert read(turned).blocks[0].links == [Link(text="saka på nett", target=TARGET)]
