"""Slides that were saved as PDF: their titles and how deep their list items stand."""

import pytest

from ingest.nesting import nest_slide
from ingest.pdf import read_pdf
from model.document import Document, Heading, ListItem, Paragraph, Source, Style
from tests.ingest.make_pdf import Page, make_pdf

WIDE = (960.0, 540.0)
A4_WIDE = (842.0, 595.0)


def slide(title: str = "", *lines: tuple[float, str], size: float = 20) -> Page:
    """A slide with a bold title and lines at indents, from the top down."""
    page = Page(WIDE)
    if title:
        page.text(55, 80, title, 36, "bold")
    for place, (indent, text) in enumerate(lines):
        page.text(55 + indent, 150 + 28 * place, text, size)
    return page


def read(*pages: Page) -> Document:
    return read_pdf(make_pdf(*pages), "lysark.pdf")


def titles(document: Document) -> list[tuple[int | None, str]]:
    return [(one.source.page, one.text) for one in document.blocks if isinstance(one, Heading) and one.level == 1]


def items(document: Document) -> list[tuple[int, str]]:
    return [(one.level, one.text) for one in document.blocks if isinstance(one, ListItem)]


def test_each_slide_has_its_title_on_the_highest_level_whatever_its_size():
    first = Page(WIDE)
    first.text(70, 160, "Regional plan", 54, "bold")
    first.text(70, 210, "Møte i Nordvik", 24)
    second = slide("Status i arbeidet", (0, "Kartlegginga er ferdig."), (0, "Rapporten kjem i mai."))
    document = read(first, second)
    assert titles(document) == [(1, "Regional plan"), (2, "Status i arbeidet")]


def test_a_title_over_two_lines_is_one_title():
    page = slide("", (0, "Kartlegginga er ferdig."))
    page.text(55, 60, "Korleis arbeider vi, og kva er status", 36, "bold")
    page.text(55, 102, "i arbeidet som går føre seg", 36, "bold")
    assert titles(read(page)) == [(1, "Korleis arbeider vi, og kva er status i arbeidet som går føre seg")]


def test_a_title_below_a_picture_is_the_title():
    page = Page(WIDE)
    page.text(55, 360, "Fem kommunar - ein region", 36, "bold")
    page.text(780, 500, "Fjordlandet", 16, "bold")
    assert titles(read(page)) == [(1, "Fem kommunar - ein region")]


def test_the_title_stands_first_though_a_box_beside_it_begins_higher():
    page = slide("Barnehage og skule", (0, "Målet er meistring."), (0, "Kvart år er det ei samling."))
    page.text(680, 50, "Eit system", 20, "bold")
    assert read(page).blocks[0].text == "Barnehage og skule"


def test_a_slide_without_a_title_has_none():
    page = Page(WIDE)
    for place, word in enumerate(("Kva?", "Kvifor?", "Suksess!")):
        page.text(60, 110 + 130 * place, word, 30, "bold")
        page.text(240, 100 + 130 * place, "• Vere open om det som vert arbeidd med", 16)
        page.text(240, 120 + 130 * place, "• Følgje prinsippa og metoden i arbeidet", 16)
    assert titles(read(page)) == []


def test_a_number_in_the_title_belongs_to_it():
    heading = read(slide("3. Økonomi", (0, "Rammene er kjende."), (0, "Alle er med."))).blocks[0]
    assert isinstance(heading, Heading)
    assert (heading.text, heading.number, heading.level) == ("3. Økonomi", "3", 1)


def test_a_paper_set_in_landscape_is_no_deck():
    page = Page(A4_WIDE)
    page.text(57, 80, "Handlingsplan 2027", 20, "bold")
    for place in range(8):
        page.text(57, 120 + 14 * place, "Regionen skal vere ein god stad å bu, og det skal vere lett å flytte hit.")
    other = Page(A4_WIDE)
    other.text(57, 80, "1. Buregion", 16)
    other.text(57, 110, "Delmål", 11, "bold")
    other.text(57, 124, "Regionen skal lukkast med rekruttering til arbeidslivet i alle kommunane.")
    levels = [block.level for block in read(page, other).blocks if isinstance(block, Heading)]
    assert levels == [1, 2, 3]


def test_items_of_a_list_never_become_headings():
    page = slide("Vi er samde om:", (0, "1. Forankring i kommunane"), (36, "– Felles sak til alle"), size=20)
    assert items(read(page)) == [(0, "Forankring i kommunane"), (1, "Felles sak til alle")]


def test_a_list_goes_on_behind_a_line_of_text():
    lines = (
        (0, "• Fyrste punkt"),
        (36, "– Under det"),
        (0, "Ei linje imellom."),
        (36, "– Under det òg"),
        (0, "• Siste"),
    )
    assert items(read(slide("Tittel", *lines))) == [
        (0, "Fyrste punkt"),
        (1, "Under det"),
        (1, "Under det òg"),
        (0, "Siste"),
    ]


def item(marker: str, x: float, top: float, size: float = 20, width: float = 200) -> ListItem:
    source = Source(page=1, bbox=(x, top, x + width, top + size))
    number = marker.strip(".)") if marker[0].isalnum() else None
    return ListItem(marker=marker, number=number, text="punkt", style=Style(size=size), source=source)


def levels(*blocks: ListItem | Paragraph) -> list[int]:
    return [block.level for block in nest_slide(blocks) if isinstance(block, ListItem)]


def test_a_second_column_begins_anew():
    assert levels(item("•", 55, 100), item("•", 80, 130, 18), item("•", 500, 100), item("•", 525, 130, 18)) == [
        0,
        1,
        0,
        1,
    ]


def test_a_box_that_stands_further_in_begins_anew():
    assert levels(item("•", 55, 100), Paragraph(text="tekst"), item("•", 240, 300)) == [0, 0]


def test_a_column_may_begin_with_a_deeper_item_of_a_kind_that_is_known():
    first = (item("•", 55, 100), item("o", 80, 130, 18))
    assert levels(*first, item("o", 525, 100, 18), item("•", 500, 130)) == [0, 1, 1, 0]


def test_a_list_behind_a_line_of_text_may_go_on_one_step_further_in():
    assert levels(item("•", 55, 100), Paragraph(text="tekst"), item("–", 91, 160, 18)) == [0, 1]


def test_where_all_levels_look_alike_a_box_begins_with_the_highest():
    first = (item("•", 55, 100), item("•", 91, 130))
    assert levels(*first, item("•", 500, 100), item("•", 536, 130), item("•", 500, 160)) == [0, 1, 0, 1, 0]


def test_a_single_dash_that_is_set_in_is_an_item():
    lines = ((0, "• Fyrste punkt på lysarket"), (36, "– Fram med rekneskapen i april"), (72, "• Og så vidare"))
    assert items(read(slide("Tittel", *lines))) == [
        (0, "Fyrste punkt på lysarket"),
        (1, "Fram med rekneskapen i april"),
        (2, "Og så vidare"),
    ]


def test_big_numbered_items_stay_items():
    small = slide("Bakgrunn", *((0, "Tekst som fyller lysarket med små bokstavar"),) * 10, size=12)
    big = slide("Trinn", (0, "1. Kartlegging"), (0, "2. Vedtak"), size=28)
    assert items(read(small, small, big)) == [(0, "Kartlegging"), (0, "Vedtak")]


def test_the_last_word_of_a_line_that_the_slide_broke_goes_on_with_it():
    page = slide("Kart")
    for y, line in ((150, "Luster vert vertskommune."), (182, "Avtalen til politisk handsaming i kommunane i mai"),
                    (208, "2027."), (240, "Etablering frå hausten"), (272, "Alle er med")):  # fmt: skip
        page.text(55, y, line, 20)
    assert "Avtalen til politisk handsaming i kommunane i mai 2027." in [block.text for block in read(page).blocks]


@pytest.mark.parametrize(("letter", "shown"), [("\xd8", "➢"), ("\xa7", "▪"), ("\xfc", "✓"), ("l", "●"), ("q", "❑")])
def test_the_letters_of_symbol_fonts_are_the_signs_that_they_show(letter, shown):
    page = slide("Tittel")
    for place, words in enumerate(("Fyrste punkt på lysarket", "Andre punkt")):
        page.text(55, 150 + 30 * place, letter, 20, "signs")
        page.text(80, 150 + 30 * place, words, 20)
    found = [(one.marker, one.text) for one in read(page).blocks if isinstance(one, ListItem)]
    assert found == [(shown, "Fyrste punkt på lysarket"), (shown, "Andre punkt")]
