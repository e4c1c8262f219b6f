"""Words whose letters stand far apart: by a bad font, or because the writer spread them."""

import pytest

from ingest.pdf import read_pdf
from model.document import Document
from tests.ingest.make_pdf import LEFT, Page, make_pdf, width_of

ACCOUNT = (
    "Fjordlandet regionråd har i tre år hatt eit felles kontor for beredskap i dei fem kommunane, og kontoret har "
    "halde fire øvingar kvart år saman med politiet og dei frivillige. Kommunane har vore nøgde med ordninga så langt."
)
SPREAD = "Vedtak i saka om legevakt 5/16"


def read(page: Page) -> Document:
    page.paragraph(300, ACCOUNT)
    return read_pdf(make_pdf(page), "sak.pdf")


@pytest.mark.parametrize("gap", [0.05, 0.12, 0.14, 0.2, 0.3, 0.4])
def test_letters_placed_one_by_one_are_words(gap: float):
    page, x = Page(), LEFT
    for letter in SPREAD:
        if letter != " ":
            page.text(x, 100, letter)
        x += width_of(letter) + gap * 11
    assert read(page).blocks[0].text == SPREAD


@pytest.mark.parametrize("points", [0.5, 1.5, 2.5, 4.0])
def test_spread_type_with_spaces_is_words(points: float):
    page = Page()
    page.parts.append(f"BT /F0 11 Tf {points} Tc {LEFT} 742 Td ({SPREAD}) Tj 0 Tc ET")
    assert read(page).blocks[0].text == SPREAD


def test_a_font_that_spreads_some_letters_parts_no_words():
    page = Page()
    page.parts.append(f"BT /F0 11 Tf {LEFT} 742 Td [(M)-160(\\370test)-300(i)-300(5)-160(9/16)] TJ ET")
    assert read(page).blocks[0].text == "Møtest i 59/16"


def test_letters_that_the_writer_parted_by_spaces_stay_parted():
    page = Page()
    page.text(LEFT, 100, "V E D T A K")
    assert read(page).blocks[0].text == "V E D T A K"


def test_words_placed_one_by_one_without_spaces_are_words():
    page, x = Page(), LEFT
    for word in SPREAD.split():
        page.text(x, 100, word)
        x += width_of(word) + 0.25 * 11
    document = read_pdf(make_pdf(page), "sak.pdf")
    assert document.blocks[0].text == SPREAD


def test_a_stamp_up_the_side_is_read_in_one():
    page = Page()
    page.parts.append("BT /F0 11 Tf 0 1 -1 0 40 300 Tm (Unntatt frå innsyn) Tj ET".replace("å", "\\345"))
    assert [block.text for block in read(page).blocks] == [ACCOUNT, "Unntatt frå innsyn"]


def test_the_place_of_text_counts_from_the_corner_that_is_shown():
    page = Page(crop=(50, 50, 545, 792))
    page.text(LEFT, 100, "Vedtak")
    document = read(page)
    assert (document.pages[0].width, document.pages[0].height) == (495.0, 742.0)
    assert document.blocks[0].source.bbox is not None
    assert document.blocks[0].source.bbox[:2] == pytest.approx((LEFT - 50, 41.2), abs=0.5)


def test_a_word_right_behind_a_narrow_tab_stop_is_a_word_of_its_own():
    page = Page()
    for place, gap in enumerate((0.7, 1.8)):
        page.text(LEFT, 100 + 40 * place, "leiar")
        page.text(LEFT + width_of("leiar") + gap, 100 + 40 * place, "Nordvik kommune")
    assert [block.text for block in read(page).blocks[:2]] == ["leiar Nordvik kommune"] * 2
