import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.markers import readable, split_marker, split_number


@pytest.mark.parametrize(
    ("line", "marker", "number", "rest"),
    [
        ("1. Styret godkjenner budsjettet", "1.", "1", "Styret godkjenner budsjettet"),
        ("1.Godkjenning av innkallinga", "1.", "1", "Godkjenning av innkallinga"),  # no space: typed in a hurry
        ("12) Ymse", "12)", "12", "Ymse"),
        ("(2) Andre ledd", "(2)", "2", "Andre ledd"),
        ("a) kommunane betaler kvar sin del", "a)", "a", "kommunane betaler kvar sin del"),
        ("a)Styret skal møtast", "a)", "a", "Styret skal møtast"),
        ("b. resten", "b.", "b", "resten"),
        ("B.\tInnkallinga vart godkjend", "B.", "B", "Innkallinga vart godkjend"),  # an initial has no gap behind it
        ("· vatn", "•", None, "vatn"),
        ("A) første alternativ", "A)", "A", "første alternativ"),
        ("iv) fjerde punkt", "iv)", "iv", "fjerde punkt"),
        ("III. Tredje del", "III.", "III", "Tredje del"),
        ("2.1 Økonomi", "2.1", "2.1", "Økonomi"),
        ("2.1. Økonomi", "2.1.", "2.1", "Økonomi"),
        ("1.2.3 Løn", "1.2.3", "1.2.3", "Løn"),
        ("• Vatn", "•", None, "Vatn"),
        ("•Vatn", "•", None, "Vatn"),
        ("\t•\tVatn", "•", None, "Vatn"),
        ("\uf0b7\tVatn", "•", None, "Vatn"),  # Symbol
        ("\uf0a7 Vatn", "▪", None, "Vatn"),  # Wingdings
        ("\uf02d Vatn", "-", None, "Vatn"),
        ("- avlaup", "-", None, "avlaup"),
        ("– avlaup", "–", None, "avlaup"),
        ("o\tveg", "o", None, "veg"),
        ("•", "•", None, ""),
        ("1.", "1.", "1", ""),
        ("- 5 kommunar", "-", None, "5 kommunar"),
        ("3. Mai-feiringane er frie", None, None, None),  # reads as a date: better no item than a wrong one
        ("1. Kvartalsrapport", "1.", "1", "Kvartalsrapport"),
        ("4. marsjordre", "4.", "4", "marsjordre"),
    ],
)
def test_a_typed_marker_begins_a_list_item(line, marker, number, rest):
    expected = (marker, number, rest) if marker else None
    assert split_marker(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "7. januar møtest styret",
        "1. mars 2020",
        "1.mars 2020",
        "7. jan. 2027",
        "7. og 8. januar",
        "7. - 8. januar",
        "7.–8. januar",
        "1.1.2027",
        "1.1.2027 trer avtalen i kraft",
        "9.12.25 Styremøte",
        "09.12 Møte",
        "24.3. Styremøte i Nordvik",
        "2 av 3 var til stades",
        "2025 vart eit godt år",
        "2025. Det var året",
        "10.15 Kaffi",
        "12.30 Lunsj",
        "2.500 innbyggjarar",
        "2.5 prosent",
        "3. kvartal 2026",
        "1. varamedlem møter fast",
        "t. d. ved sjukdom",
        "f.eks. ved sykdom",
        "A. Lund orienterte",
        "-5 grader",
        "-----",
        "- - -",
        "og så vidare",
        "Olav orienterte",
        "17/18 Godkjenning",
        "",
        "   ",
    ],
)
def test_what_only_resembles_a_marker_is_text(line):
    assert split_marker(line) is None


@pytest.mark.parametrize(
    ("line", "number", "rest"),
    [
        ("7. Felles barnevern", "7", "Felles barnevern"),
        ("2.1 Bakgrunn", "2.1", "Bakgrunn"),
        ("A. Desse møtte", "A", "Desse møtte"),
        ("3 Kommunane sine roller", "3", "Kommunane sine roller"),
        ("IV. Vedtak", "IV", "Vedtak"),
    ],
)
def test_a_heading_number_may_stand_without_a_closing_mark(line, number, rest):
    found = split_number(line)
    assert found is not None
    assert (found.number, found.rest) == (number, rest)


@pytest.mark.parametrize(
    "line", ["9 Desember", "2025 Årsmelding", "7.", "Budsjett 2026", "17/18 Godkjenning", "12. mai"]
)
def test_a_heading_without_a_number_has_none(line):
    assert split_number(line) is None


def test_a_middle_dot_inside_the_text_stays():
    assert split_marker("- Nordvik · Solnes") == ("-", None, "Nordvik · Solnes")


@given(st.text(max_size=40).filter(lambda text: "·" not in text))
def test_nothing_of_the_text_is_lost_with_the_marker(text):
    found = split_marker(text)
    if found:
        assert "".join((found.marker + found.rest).split()) == "".join(readable(text).split())
