"""Papers typed as plain text."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ingest.plain_text
from ingest.plain_text import read_text
from model.document import Block, Heading, ListItem, Paragraph, Table
from model.errors import UnreadableError

LONG = (
    "Styret har fått ein søknad om ferje til Solnes og Stølsdalen. Ferja skal gå to gonger for dagen heile året, og "
    "kostar kommunane om lag 50 000 kroner. Saka vart utsett i mai, då det ikkje låg føre noko rekneskap."
)


def blocks(text: str) -> list[Block]:
    return read_text(text.encode(), "sak.txt").blocks


def texts(text: str) -> list[str]:
    return [block.text for block in blocks(text)]


def wrapped(text: str, **options: str) -> str:
    return textwrap.fill(text, 72, **options)


def test_lines_broken_by_the_column_are_one_paragraph():
    assert texts(f"{wrapped(LONG)}\n\n{wrapped(LONG)}\n") == [LONG, LONG]


def test_a_paragraph_that_follows_without_a_blank_line_begins_anew():
    text = f"{wrapped(LONG)}\nVedtak:\n{wrapped(LONG)}"
    assert texts(text) == [LONG, "Vedtak:", LONG]


def test_short_lines_are_as_their_writer_left_them():
    assert texts("Møtestad: Rådhuset\nTid: kl. 10\nDato: 7. mai") == [
        "Møtestad: Rådhuset",
        "Tid: kl. 10",
        "Dato: 7. mai",
    ]


def test_lines_without_a_column_are_paragraphs():
    assert texts(f"{LONG}\n{LONG}") == [LONG, LONG]


def test_a_word_broken_over_two_lines_is_whole():
    assert texts("Ferja skal gå til fjell-\nbygda og til kart-\nog planmøtet.") == [
        "Ferja skal gå til fjellbygda og til kart- og planmøtet."
    ]


def test_a_list_has_its_markers_and_levels():
    items = blocks(
        "Framlegg:\n1. Løyve pengar.\n   a) Til brygga.\n   b) Til vegen.\n2. Be om rapport.\n   - Innan mai"
    )[1:]
    assert [(one.marker, one.level, one.text) for one in items if isinstance(one, ListItem)] == [
        ("1.", 0, "Løyve pengar."),
        ("a)", 1, "Til brygga."),
        ("b)", 1, "Til vegen."),
        ("2.", 0, "Be om rapport."),
        ("-", 1, "Innan mai"),
    ]


def test_an_item_goes_on_where_its_lines_hang_below_its_text():
    first = wrapped(f"1. {LONG}", subsequent_indent="   ")
    assert texts(f"{first}\n2. Ja.") == [LONG, "Ja."]


def test_lines_with_rules_below_are_headings():
    sak, part, text = blocks("Sak 7/27 Ferje\n==============\nVurdering\n---------\nHer er ho.")
    assert isinstance(sak, Heading) and isinstance(part, Heading) and isinstance(text, Paragraph)
    assert (sak.level, part.level) == (1, 2)


def test_capitals_and_lines_that_stand_apart_above_text_are_headings():
    head, sak, text = blocks("MØTEPROTOKOLL\n\nSak 7/27 Ferje til Solnes\n\nStyret har fått ein søknad.")
    assert isinstance(head, Heading) and isinstance(sak, Heading) and isinstance(text, Paragraph)
    assert (head.level, sak.level) == (1, 2)


def test_a_numbered_line_above_text_is_a_heading_and_in_a_row_of_its_like_an_item():
    head, _, *items = blocks("7. Ferje\n\nStyret har fått ein søknad.\n\n1. Ja\n\n2. Nei\n\nSlutt.")
    assert isinstance(head, Heading) and (head.number, head.text) == ("7", "7. Ferje")
    assert [type(one) for one in items] == [ListItem, ListItem, Paragraph]


def test_the_last_line_is_no_heading():
    assert isinstance(blocks("Styret møtte.\n\nLea Lund")[-1], Paragraph)


def test_gaps_are_tabs():
    assert texts("Nordvik        Per Vik\nSolnes\t\tLea Lund") == ["Nordvik\tPer Vik", "Solnes\tLea Lund"]


def test_a_table_drawn_with_bars_is_a_table():
    (table,) = blocks("| Kommune | Kroner |\n|---------|-------:|\n| Nordvik | 25 000 |\n")
    assert isinstance(table, Table) and table.header_rows == 1
    assert [[cell.text for cell in row] for row in table.rows] == [["Kommune", "Kroner"], ["Nordvik", "25 000"]]


def test_page_numbers_and_page_breaks_are_no_text():
    assert texts("Sak 1\n\fSide 2 av 3\nSak 2\n\n- 3 -\n") == ["Sak 1", "Sak 2"]


def test_what_is_no_text_or_too_long_is_told(monkeypatch):
    with pytest.raises(UnreadableError, match="no readable text"):
        read_text(bytes(range(256)) * 10, "x.txt")
    monkeypatch.setattr(ingest.plain_text, "LARGEST", 3)
    with pytest.raises(UnreadableError, match="far longer"):
        read_text(b"Hei hei", "x.txt")


def test_more_lines_than_any_paper_has_are_told():
    with pytest.raises(UnreadableError, match="far longer"):
        read_text(b"a\n" * 300_000, "x.txt")


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="aB .:-=|+#\t\n\f1)•", max_size=200))
def test_any_text_is_read_and_no_word_lost(text):
    document = read_text(text.encode(), "x.txt")
    letters = sorted("".join(sign for sign in text if sign in "aB"))
    shown = "".join(f"{getattr(block, 'marker', '') or ''}{block.text}" for block in document.blocks)
    assert sorted(sign for sign in shown if sign in "aB") == letters
