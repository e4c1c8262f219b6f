from ingest.headings import body_size, find_headings
from model.document import Block, Heading, ListItem, Paragraph, Style

PLAIN = "Kommunane har drøfta saka, og dei er samde om at arbeidet skal halde fram til hausten."


def para(text: str, **style) -> Paragraph:
    return Paragraph(text=text, style=Style(**{"size": 11.0, **style}))


def item(marker: str, text: str, **style) -> ListItem:
    number = marker.strip(".)") if marker[0].isalnum() else None
    return ListItem(marker=marker, number=number, text=text, style=Style(**{"size": 11.0, **style}))


def shown(blocks: list[Block]) -> list[tuple[str, int | None, str]]:
    return [(b.kind, b.level if isinstance(b, Heading) else None, b.text) for b in find_headings(blocks)]


def test_size_then_weight_gives_the_level():
    blocks = [
        para("Innkalling", size=16.0, bold=True),
        para("1. Opning", size=14.0, bold=True),
        para(PLAIN),
        para("Bakgrunn", bold=True),
        para(PLAIN),
        para("Økonomi:", underline=True),
        para(PLAIN),
    ]
    levels = [block.level for block in find_headings(blocks) if isinstance(block, Heading)]
    assert levels == [1, 2, 3, 4]


def test_a_typed_number_is_the_headings_number():
    (heading, _) = find_headings([para("7.\tFelles barnevern", size=14.0, bold=True), para(PLAIN)])
    assert isinstance(heading, Heading)
    assert (heading.text, heading.number) == ("7. Felles barnevern", "7")


def test_a_numbered_bold_item_is_a_heading_with_its_number():
    blocks = [item("2.", "Ny avtale", bold=True), para(PLAIN)]
    heading = find_headings(blocks)[0]
    assert isinstance(heading, Heading)
    assert (heading.text, heading.number) == ("2. Ny avtale", "2")


def test_numbered_bold_lines_right_under_each_other_are_a_list():
    blocks = [
        item("1.", "Opning", bold=True, space_before=True),
        item("2.", "Godkjenning", bold=True),
        item("3.", "Ymse", bold=True),
        para(PLAIN),
    ]
    assert [kind for kind, _, _ in shown(blocks)] == ["list_item", "list_item", "list_item", "paragraph"]


def test_bold_sentences_labels_and_bullets_are_no_headings():
    blocks = [
        para("Styret vedtok dette einstemmig.", bold=True),
        para("Effektmål: ei styrkt teneste", lead=10),
        item("•", "Vatn", bold=True),
        para("Namn\tFunksjon\tForfall", bold=True),
        para("2 500 000", bold=True),
        para(PLAIN),
    ]
    assert all(kind != "heading" for kind, _, _ in shown(blocks))


def test_a_case_number_with_a_gap_before_the_title_is_a_heading():
    blocks = [para("Sak 17/18\tFelles legevakt", size=13.0, bold=True), para(PLAIN)]
    assert shown(blocks)[0] == ("heading", 1, "Sak 17/18\tFelles legevakt")


def test_headings_by_style_stand_above_bold_lines_of_body_size():
    blocks = [
        Heading(text="1. Opning", level=1, number="1", style=Style(size=16.0)),
        Heading(text="Vedlegg", level=2, style=Style(size=13.0)),
        para(PLAIN),
        para("Bakgrunn", bold=True),
        para(PLAIN),
        para("Vurdering", bold=True, size=13.0),
        para(PLAIN),
    ]
    assert [level for kind, level, _ in shown(blocks) if kind == "heading"] == [1, 2, 3, 2]


def test_an_italic_line_is_a_heading_only_where_it_names_plain_text():
    blocks = [para("Samarbeid i dag:", italic=True), para(PLAIN), para("Rådet vedtek:", italic=True)]
    assert [kind for kind, _, _ in shown([*blocks, para("Planen.", italic=True)])] == [
        "heading",
        "paragraph",
        "paragraph",
        "paragraph",
    ]


def test_bold_says_nothing_in_a_bold_paper():
    blocks = [para(PLAIN, bold=True), para("Bakgrunn", bold=True), para(PLAIN, bold=True)]
    assert all(kind == "paragraph" for kind, _, _ in shown(blocks))


def test_the_body_size_is_that_of_most_letters():
    assert body_size([para("Stor tittel", size=20.0), para(PLAIN), para(PLAIN)]) == 11.0
