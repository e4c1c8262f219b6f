"""Word's own numbers: each test says what Word shows in front of the paragraphs."""

import pytest

from ingest.numbering import format_number
from model.document import Heading, ListItem
from tests.ingest.word_files import STYLES, blocks, definition, instance, level, num, p, restart, style

DECIMAL = definition(1, level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)"), level(2, "lowerRoman", "%3."))


def markers(body: str, numbering: str, styles: str = STYLES) -> list[str]:
    return [block.marker for block in blocks(body, numbering=numbering, styles=styles) if isinstance(block, ListItem)]


def items(*places: tuple[int, int]) -> str:
    return "".join(p("tekst.", ppr=num(num_id, depth)) for num_id, depth in places)


def test_each_level_counts_and_starts_again_under_the_next_number():
    body = items((1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1))
    assert markers(body, DECIMAL) == ["1.", "a)", "b)", "i.", "2.", "a)"]


def test_text_between_the_points_does_not_stop_the_count():
    body = items((1, 0)) + p("Mellomtekst.") + items((1, 0))
    assert markers(body, DECIMAL) == ["1.", "2."]


def test_an_instance_that_starts_anew_is_a_new_list():
    numbering = definition(1, level(0, "decimal", "%1."), instances=instance(1, 1) + instance(2, 1, restart(0, 1)))
    assert markers(items((1, 0), (1, 0), (2, 0), (2, 0)), numbering) == ["1.", "2.", "1.", "2."]


def test_instances_of_one_list_count_on_together():
    numbering = definition(1, level(0, "decimal", "%1."), instances=instance(1, 1) + instance(2, 1))
    assert markers(items((1, 0), (2, 0), (1, 0)), numbering) == ["1.", "2.", "3."]


def test_a_list_that_was_interrupted_by_a_new_start_counts_on_from_there():
    numbering = definition(1, level(0, "decimal", "%1."), instances=instance(1, 1) + instance(2, 1, restart(0, 1)))
    assert markers(items((1, 0), (1, 0), (1, 0), (2, 0), (1, 0)), numbering) == ["1.", "2.", "3.", "1.", "2."]


def test_a_level_that_is_passed_over_counts_as_used():
    numbering = definition(1, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"))
    assert markers(items((1, 1), (1, 0), (1, 1)), numbering) == ["1.1", "2.", "2.1"]


def test_a_list_may_start_at_another_number():
    numbering = definition(1, level(0, "decimal", "%1)", start=12))
    assert markers(items((1, 0), (1, 0)), numbering) == ["12)", "13)"]


def test_numbers_of_higher_levels_stand_in_the_lower_ones():
    numbering = definition(1, level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3."))
    body = items((1, 0), (1, 1), (1, 2), (1, 0), (1, 1))
    found = [block for block in blocks(body, numbering=numbering) if isinstance(block, ListItem)]
    assert [item.marker for item in found] == ["1", "1.1", "1.1.1.", "2", "2.1"]
    assert [item.number for item in found] == ["1", "1.1", "1.1.1", "2", "2.1"]
    assert [item.level for item in found] == [0, 1, 2, 0, 1]


def test_a_level_may_go_on_counting_under_the_next_number():
    going_on = level(1, "decimal", "%2.", more='<w:lvlRestart w:val="0"/>')
    body = items((1, 0), (1, 1), (1, 0), (1, 1))
    assert markers(body, definition(1, level(0, "upperRoman", "%1."), going_on)) == ["I.", "1.", "II.", "2."]


def test_all_numbers_of_a_legal_level_are_plain():
    numbering = definition(1, level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", more="<w:isLgl/>"))
    assert markers(items((1, 0), (1, 1)), numbering) == ["I.", "1.1"]


def test_words_around_the_number_belong_to_the_marker_alone():
    numbering = definition(1, level(0, "decimal", "Sak %1/27:"))
    (item,) = blocks(items((1, 0)), numbering=numbering)
    assert isinstance(item, ListItem)
    assert (item.marker, item.number) == ("Sak 1/27:", "1/27")


@pytest.mark.parametrize(
    ("text", "font", "marker"),
    [
        ("\uf0b7", "Symbol", "•"),
        ("·", "Symbol", "•"),
        ("\uf0a7", "Wingdings", "▪"),
        ("§", "Wingdings", "▪"),
        ("o", "Courier New", "o"),
        ("-", "Calibri", "-"),
        ("", "Calibri", "•"),  # a picture
        ("\uf055", "Wingdings", "•"),  # a sign nobody knows
    ],
)
def test_bullets_are_the_signs_that_word_shows(text, font, marker):
    numbering = definition(1, level(0, "bullet", text, more=f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>'))
    (item,) = blocks(items((1, 0)), numbering=numbering)
    assert isinstance(item, ListItem)
    assert (item.marker, item.number) == (marker, None)


def test_a_heading_is_numbered_through_its_style():
    styles = STYLES.replace(
        '<w:outlineLvl w:val="0"/>', '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/>'
    ).replace('<w:outlineLvl w:val="1"/>', '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/>')
    numbering = definition(
        1,
        level(0, "decimal", "%1.", more='<w:pStyle w:val="Overskrift1"/>'),
        level(1, "decimal", "%1.%2", more='<w:pStyle w:val="Overskrift2"/>'),
    )
    body = "".join(
        p(text, ppr=style(name))
        for name, text in (
            ("Overskrift1", "Opning"),
            ("Overskrift1", "Felles legevakt"),
            ("Overskrift2", "Økonomi"),
        )
    )
    found = [block for block in blocks(body, numbering=numbering, styles=styles) if isinstance(block, Heading)]
    assert [(h.text, h.number, h.level) for h in found] == [
        ("1. Opning", "1", 1),
        ("2. Felles legevakt", "2", 1),
        ("2.1 Økonomi", "2.1", 2),
    ]


def test_a_style_based_on_a_numbered_style_is_numbered_too_and_may_take_the_number_away():
    styles = STYLES + (
        '<w:style w:type="paragraph" w:styleId="Punkt"><w:name w:val="Punkt"/><w:pPr>'
        '<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Vedtakspunkt"><w:name w:val="Vedtakspunkt"/>'
        '<w:basedOn w:val="Punkt"/></w:style>'
    )
    body = p("tekst.", ppr=style("Vedtakspunkt")) + p("utan tal.", ppr=style("Vedtakspunkt") + num(0))
    kinds = [block.kind for block in blocks(body, numbering=DECIMAL, styles=styles)]
    assert kinds == ["list_item", "paragraph"]


def test_a_list_may_take_its_levels_from_a_list_style():
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Liste"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="Liste"/>'
        f"{level(0, 'upperLetter', '%1)')}</w:abstractNum>" + instance(1, 1)
    )
    assert markers(items((1, 0), (1, 0)), numbering) == ["A)", "B)"]


def test_an_instance_may_change_the_form_of_a_level():
    change = f'<w:lvlOverride w:ilvl="0">{level(0, "lowerLetter", "%1)")}</w:lvlOverride>'
    numbering = definition(1, level(0, "decimal", "%1."), instances=instance(1, 1, change))
    assert markers(items((1, 0), (1, 0)), numbering) == ["a)", "b)"]


def test_a_numbered_paragraph_without_text_is_an_empty_point():
    found = blocks(items((1, 0)) + p("", ppr=num(1, 1)) + items((1, 0)), numbering=DECIMAL)
    assert [(b.marker, b.text) for b in found if isinstance(b, ListItem)] == [
        ("1.", "tekst."),
        ("a)", ""),
        ("2.", "tekst."),
    ]


def test_a_list_that_the_file_does_not_define_gives_plain_text():
    assert [block.kind for block in blocks(items((9, 0)), numbering=DECIMAL)] == ["paragraph"]


@pytest.mark.parametrize(
    ("count", "form", "shown"),
    [
        (4, "lowerRoman", "iv"),
        (1999, "upperRoman", "MCMXCIX"),
        (27, "lowerLetter", "aa"),
        (3, "upperLetter", "C"),
        (7, "decimalZero", "07"),
        (7, "none", ""),
        (999_999_999, "upperRoman", "999999999"),
        (999_999_999, "lowerLetter", "999999999"),
        (5, "chineseCounting", "5"),
    ],
)
def test_numbers_take_the_form_of_their_level(count, form, shown):
    assert format_number(count, form) == shown
