"""What a tagged PDF says of its own text, and where the eye knows better."""

from ingest.pdf import read_pdf
from model.document import Document, Heading, ListItem, Paragraph, Table
from tests.ingest.make_pdf import LEFT, RIGHT, Element, Page, make_pdf, width_of, wrap

ACCOUNT = (
    "Fjordlandet regionråd har i tre år hatt eit felles kontor for beredskap i dei fem kommunane, og kontoret har "
    "halde fire øvingar kvart år saman med politiet og dei frivillige. Kommunane har vore nøgde med ordninga så langt."
)
LINES = wrap(ACCOUNT, RIGHT - LEFT)


def read(*pages: Page, tree: list[Element]) -> Document:
    return read_pdf(make_pdf(*pages, tree=tree), "sak.pdf")


def account(page: Page, y: float, mark: int, lines: list[str] = LINES) -> list[tuple[int, int]]:
    """Put the lines of a paragraph on the page; gives their marks on page 1."""
    for place, line in enumerate(lines):
        page.marked(mark + place, LEFT, y + 13.5 * place, line)
    return [(1, mark + place) for place in range(len(lines))]


def test_headings_have_the_level_that_the_file_gives_whatever_their_look():
    page = Page()
    page.marked(0, LEFT, 80, "Sak 4/26 Felles kontor")
    page.marked(1, LEFT, 110, "Bakgrunn")
    marks = account(page, 140, 2)
    tree = [Element("H1", [(1, 0)]), Element("H3", [(1, 1)]), Element("P", [*marks])]
    blocks = read(page, tree=tree).blocks
    assert [(block.level, block.text) for block in blocks if isinstance(block, Heading)] == [
        (1, "Sak 4/26 Felles kontor"),
        (3, "Bakgrunn"),
    ]
    assert blocks[2].text == ACCOUNT
    assert all(block.source.tagged for block in blocks)


def test_a_paragraph_over_the_page_break_is_one_also_after_a_full_stop():
    first, second = Page(), Page()
    start = account(first, 770, 0)
    second.marked(0, LEFT, 80, "Rådet drøfta saka.")
    second.marked(1, LEFT, 120, "Saka vart utsett.")
    tree = [Element("P", [*start, (2, 0)]), Element("P", [(2, 1)])]
    document = read(first, second, tree=tree)
    assert [block.text for block in document.blocks] == [f"{ACCOUNT} Rådet drøfta saka.", "Saka vart utsett."]


def test_lists_have_the_nesting_of_the_tree():
    page = Page()
    marks = account(page, 80, 10)
    for place, (x, marker, text) in enumerate([(80, "•", "Helse"), (80, "-", "Legevakt"), (80, "•", "Skule")]):
        page.marked(2 * place, x, 150 + 13.5 * place, marker)
        page.marked(2 * place + 1, x + 14, 150 + 13.5 * place, text)

    def item(mark: int, *more: Element) -> Element:
        return Element("LI", [Element("Lbl", [(1, mark)]), Element("LBody", [Element("P", [(1, mark + 1)]), *more])])

    tree = [Element("P", [*marks]), Element("L", [item(0, Element("L", [item(2)])), item(4)])]
    items = [block for block in read(page, tree=tree).blocks if isinstance(block, ListItem)]
    assert [(item.level, item.marker, item.text) for item in items] == [
        (0, "•", "Helse"),
        (1, "-", "Legevakt"),
        (0, "•", "Skule"),
    ]


def test_a_table_without_lines_has_the_rows_cells_and_headers_of_the_tree():
    page = Page()
    marks = account(page, 80, 20)
    for place, (x, y, text) in enumerate(
        [
            (LEFT, 150, "Namn"),
            (250, 150, "Oppgåve"),
            (LEFT, 170, "Kari Strand"),
            (250, 170, "Leiar"),
            (250, 190, "Vara"),
        ]
    ):
        page.marked(place, x, y, text)
    rows = [
        Element("TR", [Element("TH", [Element("P", [(1, 0)])]), Element("TH", [Element("P", [(1, 1)])])]),
        Element("TR", [Element("TD", [(1, 2)], "/RowSpan 2"), Element("TD", [Element("P", [(1, 3)])])]),
        Element("TR", [Element("TD", [Element("P", [(1, 4)])])]),
    ]
    table = read(page, tree=[Element("P", [*marks]), Element("Table", rows)]).blocks[1]
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Namn", "Oppgåve"],
        ["Kari Strand", "Leiar"],
        ["Vara"],
    ]
    assert table.header_rows == 1
    assert table.rows[1][0].rowspan == 2
    assert table.source.tagged


def test_a_table_over_the_page_break_is_one_and_its_repeated_header_stands_once():
    first, second = Page(), Page()
    marks = account(first, 700, 20)
    for place, (x, y, text) in enumerate(
        [(LEFT, 770, "Namn"), (250, 770, "Oppgåve"), (LEFT, 790, "Kari"), (250, 790, "Leiar")]
    ):
        first.marked(place, x, y, text)
    second.marked(None, LEFT, 80, "Namn")
    second.marked(None, 250, 80, "Oppgåve")
    second.marked(0, LEFT, 100, "Ola")
    second.marked(1, 250, 100, "Nestleiar")
    rows = [
        Element("TR", [Element("TD", [(page, a)]), Element("TD", [(page, a + 1)])])
        for page, a in ((1, 0), (1, 2), (2, 0))
    ]
    blocks = read(first, second, tree=[Element("P", [*marks]), Element("Table", rows)]).blocks
    assert len(blocks) == 2
    assert blocks[1].text == "Namn\tOppgåve\nKari\tLeiar\nOla\tNestleiar"


def test_what_the_file_calls_no_text_stands_apart_though_it_stands_once():
    page = Page()
    page.marked(None, LEFT, 40, "Fjordlandet regionråd, møtebok")
    marks = account(page, 100, 0)
    document = read(page, tree=[Element("P", [*marks])])
    assert [block.text for block in document.blocks] == [ACCOUNT]
    assert document.pages[0].header == "Fjordlandet regionråd, møtebok"


def test_text_that_the_tree_leaves_out_is_not_lost():
    page = Page()
    marks = account(page, 80, 0)
    page.text(LEFT, 150, "Merknad skriven etterpå")
    more = account(page, 200, len(LINES))
    document = read(page, tree=[Element("P", [*marks]), Element("P", [*more])])
    assert [block.text for block in document.blocks] == [ACCOUNT, "Merknad skriven etterpå", ACCOUNT]
    assert [block.source.tagged for block in document.blocks] == [True, False, True]


class TestATreeThatIsNotGoneBy:
    def seen(self, kinds: list[str], split: bool) -> Document:
        page, tree, mark = Page(), [], 0
        for paragraph in range(6):
            marks = account(page, 80 + 70 * paragraph, mark)
            mark += len(marks)
            tree += [Element(kinds[0], [one]) for one in marks] if split else [Element(kinds[0], [*marks])]
        if not split:
            tree = [Element(kinds[0], [kid for element in tree for kid in element.kids])]
        return read(page, tree=tree)

    def test_each_line_a_paragraph(self):
        document = self.seen(["P"], split=True)
        assert [block.text for block in document.blocks] == [ACCOUNT] * 6
        assert not any(block.source.tagged for block in document.blocks)

    def test_the_whole_page_one_piece(self):
        for kind in ("Span", "P", "Figure", "Div"):
            document = self.seen([kind], split=False)
            assert [block.text for block in document.blocks] == [ACCOUNT] * 6

    def test_most_text_outside_it(self):
        page = Page()
        page.marked(0, LEFT, 80, "Bakgrunn")
        page.paragraph(110, ACCOUNT)
        blocks = read(page, tree=[Element("P", [(1, 0)])]).blocks
        assert [block.text for block in blocks] == ["Bakgrunn", ACCOUNT]
        assert not any(block.source.tagged for block in blocks)

    def test_all_text_headings(self):
        page = Page()
        marks = account(page, 80, 0)
        more = account(page, 160, len(LINES))
        blocks = read(page, tree=[Element("H1", [*marks]), Element("H1", [*more])]).blocks
        assert [type(block) for block in blocks] == [Paragraph, Paragraph]

    def test_an_order_from_the_bottom_up(self):
        page, tree = Page(), []
        for place in range(5):
            page.marked(place, LEFT, 80 + 40 * place, f"Orientering nummer {place} i møtet")
            tree.insert(0, Element("P", [(1, place)]))
        texts = [block.text for block in read(page, tree=tree).blocks]
        assert texts == [f"Orientering nummer {place} i møtet" for place in range(5)]


def test_a_heading_that_is_an_item_of_a_list_has_its_number():
    page = Page()
    page.marked(0, LEFT, 80, "4.")
    page.marked(1, LEFT + 28, 80, "Felles kontor")
    marks = account(page, 110, 2)
    item = Element("LI", [Element("Lbl", [(1, 0)]), Element("LBody", [Element("H2", [(1, 1)])])])
    heading = read(page, tree=[Element("L", [item]), Element("P", [*marks])]).blocks[0]
    assert isinstance(heading, Heading)
    assert (heading.text, heading.number, heading.level) == ("4. Felles kontor", "4", 2)


def test_items_as_word_writes_them_with_their_text_in_the_body():
    page, items = Page(), []
    marks = account(page, 80, 20)
    for place, text in enumerate(["Helse og omsorg", "Skule"]):
        page.marked(2 * place, LEFT + 18, 150 + 13.5 * place, "-")
        page.marked(2 * place + 1, LEFT + 36, 150 + 13.5 * place, text)
        label, body = Element("Lbl", [(1, 2 * place)]), Element("LBody", [(1, 2 * place + 1)])
        items.append(Element("LI", [label, body]))
    blocks = read(page, tree=[Element("P", [*marks]), Element("L", items)]).blocks[1:]
    assert [(block.kind, block.text) for block in blocks] == [("list_item", "Helse og omsorg"), ("list_item", "Skule")]


def test_a_paragraph_goes_on_at_the_top_of_the_next_column():
    page, mark = Page(), 0
    left, right = wrap(ACCOUNT, 200), wrap(f"Rådet drøfta saka. {ACCOUNT}", 200)
    tree: list[Element] = []
    marks = []
    for place, line in enumerate(left):
        page.marked(mark, LEFT, 700 + 13.5 * place, line)
        marks.append((1, mark))
        mark += 1
    tree.append(Element("P", [*marks]))
    marks = []
    for place, line in enumerate(right):
        if place < 2:
            page.marked(mark, LEFT, 706 + 13.5 * (len(left) + place), line)
        else:
            page.marked(mark, 300, 706 + 13.5 * (place - 2), line)
        marks.append((1, mark))
        mark += 1
    tree.append(Element("P", [*marks]))
    assert [block.text for block in read(page, tree=tree).blocks] == [ACCOUNT, f"Rådet drøfta saka. {ACCOUNT}"]


def test_a_bullet_that_the_file_calls_an_artifact_is_the_items():
    page = Page()
    marks = account(page, 80, 20)
    page.marked(None, LEFT + 18, 150, "•")
    page.marked(0, LEFT + 36, 150, "Helse")
    tree = [Element("P", [*marks]), Element("L", [Element("LI", [Element("LBody", [(1, 0)])])])]
    block = read(page, tree=tree).blocks[1]
    assert isinstance(block, ListItem)
    assert (block.marker, block.text) == ("•", "Helse")


def test_a_footnote_in_the_tree_stands_behind_what_calls_it():
    page = Page()
    page.marked(0, LEFT, 80, "Rådet drøfta saka")
    page.marked(1, LEFT + width_of("Rådet drøfta saka"), 76, "1", size=7)
    marks = account(page, 110, 10)
    page.rule(LEFT, 770, LEFT + 144, 770)
    page.marked(2, LEFT, 782, "1", size=6)
    page.marked(3, LEFT + 5, 785, "Møte 4. mars.", size=9)
    note = Element("Note", [Element("P", [(1, 2), (1, 3)])])
    tree = [Element("P", [(1, 0), Element("Reference", [(1, 1)]), note]), Element("P", [*marks])]
    blocks = read(page, tree=tree).blocks
    assert [(block.kind, block.text) for block in blocks] == [
        ("paragraph", "Rådet drøfta saka"),
        ("note", "Møte 4. mars."),
        ("paragraph", ACCOUNT),
    ]
