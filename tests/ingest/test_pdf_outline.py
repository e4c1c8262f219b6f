"""The outline of a PDF: what it says of headings that the look leaves open."""

from ingest.pdf import read_pdf
from model.document import Heading
from tests.ingest.make_pdf import LEFT, Page, make_pdf

ACCOUNT = "Rådet drøfta saka i to timar og bad om ei ny utgreiing før møtet i mai. Saka kjem opp att då."


def page(*heads: str) -> Page:
    page = Page()
    for place, head in enumerate(heads):
        page.text(LEFT, 90 + 100 * place, head)
        page.paragraph(120 + 100 * place, ACCOUNT)
    return page


def headings(*pages: Page, outline: list[tuple[str, int, int]]) -> list[tuple[int, str, str | None]]:
    blocks = read_pdf(make_pdf(*pages, outline=outline), "sak.pdf").blocks
    return [(block.level, block.text, block.number) for block in blocks if isinstance(block, Heading)]


def test_lines_that_look_like_text_are_headings_by_the_outline():
    outline = [("4. Felles kontor", 1, 1), ("Bakgrunn", 2, 1), ("5. Ymse", 1, 2)]
    assert headings(page("4. Felles kontor", "Bakgrunn"), page("5. Ymse"), outline=outline) == [
        (1, "4. Felles kontor", "4"),
        (2, "Bakgrunn", None),
        (1, "5. Ymse", "5"),
    ]


def test_the_number_may_stand_in_the_text_alone():
    assert headings(page("4. Felles kontor"), outline=[("Felles kontor", 1, 1)]) == [(1, "4. Felles kontor", "4")]


def test_a_bookmark_without_its_line_on_that_page_tells_nothing():
    assert headings(page("Bakgrunn"), page(), page(), outline=[("Bakgrunn", 1, 3)]) == []
    assert headings(page("Bakgrunn"), outline=[("Side 1", 1, 1), ("Figur 2", 1, 1), ("Bakgrunn", 1, 1)]) == []


def test_the_line_in_the_list_of_saker_is_not_the_heading():
    front = Page()
    front.text(LEFT, 90, "Bakgrunn")
    front.text(LEFT, 120, "Ymse")
    outline = [("Bakgrunn", 1, 2), ("Ymse", 1, 2)]
    blocks = read_pdf(make_pdf(front, page("Bakgrunn", "Ymse"), outline=outline), "sak.pdf").blocks
    assert [block.source.page for block in blocks if isinstance(block, Heading)] == [2, 2]
