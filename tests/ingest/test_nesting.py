from ingest.nesting import nest
from model.document import Block, ListItem, Paragraph, Style


def item(marker: str, indent: float = 0.0) -> ListItem:
    number = marker.strip(".)") if marker[0].isalnum() else None
    return ListItem(marker=marker, number=number, text="tekst", style=Style(indent=indent))


def levels(*blocks: Block) -> list[int]:
    return [block.level for block in nest(blocks) if isinstance(block, ListItem)]


def test_a_deeper_indent_is_a_deeper_level():
    assert levels(item("•", 18), item("•", 54), item("•", 90), item("•", 54), item("•", 18)) == [0, 1, 2, 1, 0]


def test_an_indented_list_begins_at_level_nought():
    assert levels(item("•", 36), item("•", 36)) == [0, 0]


def test_a_dash_under_a_number_at_the_same_margin_belongs_to_it():
    assert levels(item("1."), item("-"), item("-"), item("2."), item("a)"), item("3.")) == [0, 1, 1, 0, 1, 0]


def test_text_between_items_ends_the_list():
    assert levels(item("•", 0), item("•", 36), Paragraph(text="tekst"), item("•", 36)) == [0, 1, 0]


def test_levels_that_the_file_gives_are_kept():
    blocks = [item("•", 36).model_copy(update={"level": 1}), item("-", 72)]
    assert [b.level for b in nest(blocks, known=frozenset({0})) if isinstance(b, ListItem)] == [1, 2]


def test_a_number_of_two_parts_stands_under_its_first_part_at_the_same_margin():
    assert levels(item("1."), item("1.1"), item("1.2"), item("2."), item("2.1"), item("2.1.1")) == [0, 1, 1, 0, 1, 2]
    assert levels(item("1.1"), item("1.2"), item("2.1")) == [0, 0, 0]
