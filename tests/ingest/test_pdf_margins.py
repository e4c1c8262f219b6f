"""Headers and footers that vary, and text that only looks like one."""

from collections.abc import Callable

from ingest.pdf import read_pdf
from model.document import Document
from tests.ingest.make_pdf import LEFT, Page, make_pdf

ACCOUNT = (
    "Fjordlandet regionråd har i tre år hatt eit felles kontor for beredskap i dei fem kommunane, og kontoret har "
    "halde fire øvingar kvart år saman med politiet og dei frivillige. Kommunane har vore nøgde med ordninga så langt."
)


def paragraph(number: int, place: int) -> str:
    """A paragraph unlike all others."""
    words = ACCOUNT.split()
    turn = (7 * number + place) % len(words)
    return " ".join(["Rådet", *words[turn:], *words[:turn]])


def read(make: Callable[[Page, int], None], count: int = 8, start: float = 100) -> Document:
    """A paper whose pages have a paragraph or more each, and what ``make`` puts on page after page."""
    pages = []
    for number in range(1, count + 1):
        page = Page()
        make(page, number)
        y = start
        for place in range(4):
            y = page.paragraph(y, paragraph(number, place)) + 8
        pages.append(page)
    return read_pdf(make_pdf(*pages), "sak.pdf")


def others(document: Document) -> list[str]:
    return [block.text for block in document.blocks if len(block.text) < 100]


def test_page_numbers_in_every_form_stand_apart():
    roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii"]
    for form in ("Side {} av 8", "{}/8", "- {} -", "Side {}", "s. {}", "Blad {}"):
        document = read(lambda page, number, form=form: page.text(480, 810, form.format(number), size=9))  # type: ignore[misc]
        assert not others(document), form
        assert document.pages[2].footer == form.format(3)
        assert not document.headers
    assert not others(read(lambda page, number: page.text(480, 810, str(number + 11))))
    assert not others(read(lambda page, number: page.text(480, 810, roman[number - 1])))


def test_stamps_that_differ_from_page_to_page_stand_apart():
    for form in ("Utskrift 12.03.2026 10:0{}", "Journalnr. 2026/120{}", "Side {} av 8  Dok.nr. 26/10{}-1"):
        document = read(lambda page, number, form=form: page.text(LEFT, 40, form.format(number, number), size=9))  # type: ignore[misc]
        assert not others(document), form
        assert document.pages[1].header == " ".join(form.format(2, 2).split())


def test_the_title_of_the_sak_above_its_pages_stands_apart():
    titles = ["Sak 1/26 Opning", "Sak 2/26 Felles kontor", "Sak 3/26 Ymse"]
    document = read(lambda page, number: page.text(LEFT, 40, titles[(number - 1) // 3], size=9))
    assert not others(document)
    assert document.headers == titles


def test_odd_and_even_pages_have_headers_of_their_own():
    names = ["Møtebok", "Fjordlandet regionråd"]
    document = read(lambda page, number: page.text(LEFT if number % 2 else 400, 40, names[number % 2], size=9))
    assert not others(document)
    assert [page.header for page in document.pages[:3]] == ["Fjordlandet regionråd", "Møtebok", "Fjordlandet regionråd"]


def test_the_first_pages_address_beside_its_number_is_a_footer_too():
    def make(page: Page, number: int) -> None:
        page.text(LEFT, 815, "Postboks 12, 6800 Nordvik" if number == 1 else "Fjordlandet regionråd", size=8)
        page.text(480, 815, f"Side {number}", size=8)

    document = read(make)
    assert not others(document)
    assert document.pages[0].footer == "Postboks 12, 6800 Nordvik\tSide 1"


def test_the_letterhead_of_the_first_page_is_text_though_later_pages_repeat_it():
    def make(page: Page, number: int) -> None:
        page.text(LEFT, 60, "Fjordlandet regionråd", face="bold")

    document = read(make)
    assert others(document) == ["Fjordlandet regionråd"]
    assert document.blocks[0].text == "Fjordlandet regionråd"
    assert document.headers == ["Fjordlandet regionråd"]


def test_a_name_that_begins_some_pages_where_the_text_begins_on_others_is_text():
    def make(page: Page, number: int) -> None:
        if number in (1, 2, 4, 6, 7):
            page.text(LEFT, 60, "Fjordlandet regionråd", face="bold")
        else:
            page.text(LEFT, 60, "Rådet drøfta saka vidare.")

    document = read(make)
    assert others(document).count("Fjordlandet regionråd") == 5
    assert document.headers == []


def test_saker_that_each_begin_a_page_keep_their_number():
    document = read(lambda page, number: page.text(LEFT, 60, f"Sak {number}/26", size=14, face="bold"))
    assert others(document) == [f"Sak {number}/26" for number in range(1, 9)]
