"""What a file is, told by its bytes."""

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.kinds import kind
from model.errors import UnreadableError
from tests.ingest.word_files import docx, p, packed

PAPER = docx(p("Innkalling"))
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


def compound(*names: str, flags: int = 0) -> bytes:
    """An OLE compound file with these streams at the top, the first of them large enough to lie by itself."""
    sector = 512
    entries = [("Root Entry", 5, 0xFFFFFFFF, 0xFFFFFFFF, 1, 0, 0)]
    for place, name in enumerate(names, start=1):
        right = place + 1 if place < len(names) else 0xFFFFFFFF
        entries.append((name, 2, 0xFFFFFFFF, right, 0xFFFFFFFF, 2, 8192))
    directory = b""
    for name, what, left, right, child, start, size in entries:
        text = (name + "\0").encode("utf-16-le")
        directory += text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), what, 1, left, right, child)
        directory += b"\0" * 36 + struct.pack("<IQ", start, size)
    directory = directory.ljust(sector, b"\0")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0") + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header = header.ljust(44, b"\0") + struct.pack("<II", 1, 1)
    header = header.ljust(76, b"\0") + struct.pack("<I", 0)
    table = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE).ljust(sector, b"\xff")
    stream = struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0, 0, flags)
    return header.ljust(sector, b"\xff") + table + directory.ljust(sector, b"\0") + stream.ljust(8192, b"\0")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (PAPER, "docx"),
        (packed({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<p/>"}), "pptx"),
        (packed({"mimetype": f"{OPEN_DOCUMENT}text".encode()}), "odt"),
        (packed({"mimetype": f"{OPEN_DOCUMENT}presentation".encode()}), "odp"),
        (packed({"papir/innkalling.docx": PAPER}), "zip"),
        (packed({"word/innkalling.docx": PAPER}), "zip"),
        (b"{\\rtf1\\ansi Hei}", "rtf"),
        (compound("WordDocument", "1Table"), "doc"),
        (compound("PowerPoint Document"), "ppt"),
        (compound("__properties_version1.0"), "msg"),
        ("Møte".encode(), "txt"),
        ("Møte".encode("utf-16"), "txt"),
        ("Møte om ferja".encode("cp1252"), "txt"),
        (b"<!DOCTYPE html><html><body>Hei</body></html>", "html"),
        (b"\xef\xbb\xbf<!-- lagra -->\n<HTML><p>Hei</p></HTML>", "html"),
        (b"From: a@fjordlandet.example\nTo: b@fjordlandet.example\nMIME-Version: 1.0\n\nHei", "eml"),
        (b"Received: from post\n\tby post2\nSubject: Papir\n\nHei", "eml"),
    ],
)
def test_bytes_tell_what_a_file_is_whatever_its_name(data, what):
    assert kind(data, "papir.bin") == what


def test_the_name_tells_markdown_from_text():
    assert kind(b"# Sak 1", "notat.md") == "md"
    assert kind(b"# Sak 1", "notat.txt") == "txt"


def test_a_letter_that_names_its_writer_is_no_mail():
    assert kind(b"Dato: 7. mai\nEmne: Ferje\n\nTil styret", "brev.txt") == "txt"
    assert kind(b"From: Lea Lund\nDate: 7. mai\n\nTil styret", "brev.txt") == "txt"


def told(data: bytes, name: str = "papir.bin") -> str:
    with pytest.raises(UnreadableError) as failure:
        kind(data, name)
    return str(failure.value)


def test_an_old_word_file_with_a_password_is_told():
    assert "protected with a password" in told(compound("WordDocument", flags=0x0100))


def test_spreadsheets_are_told():
    for data in (
        compound("Workbook"),
        packed({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<w/>"}),
        packed({"mimetype": f"{OPEN_DOCUMENT}spreadsheet".encode()}),
    ):
        assert "is a spreadsheet" in told(data)


def test_an_old_office_file_of_another_kind_is_told():
    assert "old Office file that is not read" in told(compound("VisioDocument"))


def test_a_bomb_in_an_open_document_file_is_told():
    data = packed({"mimetype": f"{OPEN_DOCUMENT}text".encode(), "content.xml": b" " * 60_000_000})
    assert "zip bomb" in told(data)


def test_what_is_nearly_nothing_is_told():
    assert "holds no text" in told(b"\n \n")
    assert "XML file" in told(b"<?xml version='1.0'?><rss/>")


@settings(max_examples=200, deadline=None)
@given(
    opening=st.sampled_from([b"", b"PK\x03\x04", compound("WordDocument")[:1024], b"\xff\xfe", b"<html>", b"From: a"]),
    rest=st.binary(max_size=600),
)
def test_any_bytes_are_a_kind_or_told(opening, rest):
    try:
        kind(opening + rest, "x")
    except UnreadableError as failure:
        assert str(failure).endswith(".")


@pytest.mark.parametrize("length", [8, 40, 200, 600, 1100, 1500])
def test_a_cut_off_compound_file_is_a_kind_or_told(length):
    data = compound("WordDocument", "1Table")[:length]
    try:
        assert kind(data, "x.doc") == "doc"
    except UnreadableError as failure:
        assert str(failure).endswith(".")
