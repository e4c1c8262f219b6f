"""Footnotes of a PDF: set apart from the text, behind the block that calls them."""

from ingest.pdf import read_pdf
from model.document import Block, ListItem, Note
from tests.ingest.make_pdf import LEFT, RIGHT, Page, make_pdf, width_of, wrap

ACCOUNT = (
    "Fjordlandet regionråd har i tre år hatt eit felles kontor for beredskap i dei fem kommunane, og kontoret har "
    "halde fire øvingar kvart år saman med politiet og dei frivillige. Kommunane har vore nøgde med ordninga så langt."
)


def read(*pages: Page) -> list[Block]:
    return read_pdf(make_pdf(*pages), "sak.pdf").blocks


def called(page: Page, y: float, text: str, sign: str, rest: str = "") -> None:
    """A line with the sign of a note in it."""
    page.text(LEFT, y, text)
    x = LEFT + width_of(text)
    page.text(x, y - 4, sign, size=7)
    page.text(x + width_of(sign, 7), y, rest)


def note(page: Page, y: float, sign: str, *lines: str, size: float = 9.0, raised: bool = True) -> None:
    page.text(LEFT, y - (3 if raised else 0), sign, size=6 if raised else size)
    for place, line in enumerate(lines):
        page.text(LEFT + (5 if place == 0 else 0), y + 11 * place, line, size=size)


def test_a_note_stands_behind_the_paragraph_that_calls_it_and_its_sign_is_gone():
    page = Page()
    called(page, 100, "Rådet drøfta saka", "1", " og bad om meir.")
    page.paragraph(130, ACCOUNT)
    page.rule(LEFT, 770, LEFT + 144, 770)
    note(page, 785, "1", "Møte 4. mars, jf. rapporten frå", "arbeidsgruppa.")
    blocks = read(page)
    assert [block.text for block in blocks] == [
        "Rådet drøfta saka og bad om meir.",
        "Møte 4. mars, jf. rapporten frå arbeidsgruppa.",
        ACCOUNT,
    ]
    assert isinstance(blocks[1], Note)
    assert (blocks[1].marker, blocks[1].source.page) == ("1", 1)


def test_a_sentence_broken_over_the_page_is_whole_though_a_note_stands_between():
    lines = wrap(ACCOUNT, RIGHT - LEFT)
    first, second = Page(), Page()
    called(first, 740, lines[0], "*")
    first.rule(LEFT, 770, LEFT + 144, 770)
    note(first, 785, "*", "Vedteken i 2024.")
    for place, line in enumerate(lines[1:]):
        second.text(LEFT, 80 + 13.5 * place, line)
    blocks = read(first, second)
    assert [(block.kind, block.text) for block in blocks] == [("paragraph", ACCOUNT), ("note", "Vedteken i 2024.")]


def test_several_notes_without_a_rule_and_a_page_number_below():
    page = Page()
    called(page, 100, "Rådet drøfta saka", "3", ".")
    called(page, 130, "Saka vart utsett", "4", ".")
    page.paragraph(160, ACCOUNT)
    note(page, 770, "3", "Møte 4. mars.")
    note(page, 782, "4", "Samrøystes.")
    page.text(297, 815, "1")
    assert [block.text for block in read(page)] == [
        "Rådet drøfta saka.",
        "Møte 4. mars.",
        "Saka vart utsett.",
        "Samrøystes.",
        ACCOUNT,
    ]


def test_a_note_goes_on_at_the_foot_of_the_next_page():
    first, second = Page(), Page()
    called(first, 100, "Rådet drøfta saka", "1", ".")
    second.paragraph(100, ACCOUNT)
    for page in (first, second):
        page.rule(LEFT, 770, LEFT + 144, 770)
    note(first, 785, "1", "Møte 4. mars, jf. rapporten frå")
    second.text(LEFT, 785, "arbeidsgruppa.", size=9)
    texts = [block.text for block in read(first, second)]
    assert texts == ["Rådet drøfta saka.", "Møte 4. mars, jf. rapporten frå arbeidsgruppa.", ACCOUNT]


def test_a_list_goes_on_behind_the_note_of_an_item():
    page = Page()
    called(page, 100, "• Helse", "1")
    page.text(LEFT + 18, 113.5, "• Legevakt")
    page.text(LEFT, 127, "• Skule")
    page.rule(LEFT, 770, LEFT + 144, 770)
    note(page, 785, "1", "Møte 4. mars.")
    assert [block.level for block in read(page) if isinstance(block, ListItem)] == [0, 1, 0]


def test_a_raised_sign_that_calls_no_note_is_text():
    page = Page()
    called(page, 100, "Bygget er på 400 m", "2", " i alt.")
    page.paragraph(130, ACCOUNT)
    assert read(page)[0].text == "Bygget er på 400 m2 i alt."


def test_small_type_at_the_foot_that_nothing_calls_is_text():
    page = Page()
    page.paragraph(100, ACCOUNT)
    page.rule(LEFT, 770, LEFT + 144, 770)
    page.text(LEFT, 785, "1 Kopi til kommunane", size=9)
    assert read(page)[1].text == "1 Kopi til kommunane"
    assert not isinstance(read(page)[1], Note)
