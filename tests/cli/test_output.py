"""Text of papers in a terminal: hostile or not, it is only text."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from cli.output import cell, clean, print_json, screen


@given(st.text())
def test_nothing_that_steers_a_terminal_is_left(text):
    left = {char for char in clean(text) if unicodedata.category(char) == "Cc"}
    assert left <= {"\t", "\n"}


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "Z"])))
def test_readable_text_stays_as_it_is(text):
    assert clean(text) == text


def test_an_escape_sequence_and_a_hidden_change_of_direction_are_taken_out():
    assert clean("Sak \x1b[31m7\x1b[0m \u202eabc\x07") == "Sak [31m7[0m abc"


def test_brackets_in_a_title_are_no_markup(capsys):
    screen().print(cell("[bold]Budsjett[/bold] [link=http://x]her[/link] :smile:"))
    assert capsys.readouterr().out == "[bold]Budsjett[/bold] [link=http://x]her[/link] :smile:\n"


def test_json_is_utf_8_and_ends_with_a_line_feed(capsysbinary):
    print_json({"å": "ø"})
    assert capsysbinary.readouterr().out == '{\n  "å": "ø"\n}\n'.encode()


def test_what_is_joined_to_a_text_does_not_take_on_its_colour():
    joined = cell("21/25", "bold cyan") + cell(" Budsjett")
    assert [(span.start, span.end, span.style) for span in joined.spans] == [(0, 5, "bold cyan")]
    assert joined.style == ""
