"""Norwegian letters in text files of all ages."""

import pytest

from ingest.letters import decode

TEXT = "Møtet vart sett. Både Åsmark og Østre Ås møtte, og søknaden frå Ålvik vart ført på sakslista. Tærud."


@pytest.mark.parametrize(
    "code",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1", "mac_roman", "cp865",
     "cp850"],
)  # fmt: skip
def test_the_letters_come_out_as_they_were_written(code):
    assert decode(TEXT.encode(code)) == TEXT


def test_the_old_seven_bit_letters_are_letters():
    assert decode(b"M|tet p} R}dhuset vart sett av leiaren. V{ret var fint, og alle m|tte p} m|te.") == (
        "Møtet på Rådhuset vart sett av leiaren. Været var fint, og alle møtte på møte."
    )


@pytest.mark.parametrize(
    "text",
    ["Sjå [vedlegg 1] og [vedlegg 2] og {3}", "|a|b|\n|c|d|\n|e|f|", "C:\\temp\\fil og C:\\ny\\fil", '{"a": {"b": 1}}'],
)
def test_brackets_stay_brackets(text):
    assert decode(text.encode()) == text


def test_quotes_and_dashes_of_windows_are_kept():
    assert decode("«Ferje» – 5 § 3 … “no”".encode("cp1252")) == "«Ferje» – 5 § 3 … “no”"


def test_line_ends_of_all_systems_are_one():
    assert decode(b"a\r\nb\rc\nd") == "a\nb\nc\nd"


def test_other_letters_are_told_by_their_look():
    text = "Совет принял решение о бюджете на следующий год и избрал председателя комиссии."
    assert decode(text.encode("cp1251")) == text


def test_what_is_no_text_is_none():
    assert decode(bytes(range(256)) * 4) is None
    assert decode(b"\x00\x01\x02\x03" * 50) is None


def test_a_text_cut_off_within_a_letter_is_read():
    assert (
        decode("Styret møtest på Nordvik, i Solnes og på Ø".encode()[:-1])
        == "Styret møtest på Nordvik, i Solnes og på "
    )
