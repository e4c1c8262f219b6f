"""The front door: what is let in, and the one sentence that everything else gets."""

import io
import os
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ingest.front
import ingest.package
from ingest import read
from ingest.word import read_docx
from model.errors import UnreadableError
from tests.ingest.word_files import NAMES, docx, p, packed

GOOD = docx(p("Innkalling") + p("Styret møtest 7. mai 2027."))


def sentence(data: bytes, tmp_path, name: str = "sak.docx") -> str:
    """What a person is told about a file with this content."""
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableError) as told:
        read(path)
    text = str(told.value)
    assert text.startswith(name)
    assert text.endswith(".")
    assert "\n" not in text
    return text


def main_part(xml: str) -> bytes:
    return packed({"word/document.xml": xml.encode()})


def test_a_word_file_is_read_whatever_its_name(tmp_path):
    path = tmp_path / "innkalling.pdf"
    path.write_bytes(GOOD)
    document = read(path)
    assert (document.fil, document.format) == ("innkalling.pdf", "docx")


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"\xef\xbb\xbf\r\n%PDF-1.4", b"x" * 1000 + b"%PDF-1.4"])
def test_a_pdf_is_told_by_its_first_bytes(data):
    assert ingest.front.kind(data, "x") == "pdf"


def test_an_empty_file_is_told(tmp_path):
    assert "is empty" in sentence(b"", tmp_path)


def test_a_file_of_no_kind_that_is_read_is_told(tmp_path):
    assert "no paper of a kind that is read" in sentence(bytes(range(256)) * 20, tmp_path)


def test_a_picture_is_told(tmp_path):
    assert "is a picture; save it as PDF" in sentence(b"\x89PNG\r\n\x1a\n", tmp_path)


def test_a_protected_word_file_is_told(tmp_path):
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    assert "protected with a password" in sentence(data, tmp_path)


def test_a_cut_off_old_office_file_is_told(tmp_path):
    assert "cut-off old Office file" in sentence(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", tmp_path, "sak.xls")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_cut_off_file_is_told(share, tmp_path):
    assert "damaged or cut-off" in sentence(GOOD[: int(len(GOOD) * share)], tmp_path)


def test_a_missing_file_or_a_folder_is_told(tmp_path):
    for path in (tmp_path / "borte.docx", tmp_path):
        with pytest.raises(UnreadableError, match="is no file"):
            read(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path):
    path = tmp_path / "sak.docx"
    path.write_bytes(GOOD)
    path.chmod(0)
    with pytest.raises(UnreadableError, match="can't be opened"):
        read(path)


def test_a_file_out_of_reason_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(ingest.front, "LARGEST", 100)
    assert "is larger than" in sentence(GOOD, tmp_path)


def test_a_zip_bomb_is_refused(tmp_path):
    bomb = main_part(f"<w:document {NAMES}>{' ' * 60_000_000}</w:document>")
    assert "zip bomb" in sentence(bomb, tmp_path)


def test_a_bomb_in_another_part_is_refused(tmp_path):
    out = io.BytesIO(GOOD)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/image1.png", b"\0" * 60_000_000)
    assert "zip bomb" in sentence(out.getvalue(), tmp_path)


def test_too_many_parts_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(ingest.package, "MOST_PARTS", 2)
    assert "zip bomb" in sentence(GOOD, tmp_path)


def test_too_many_tags_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(ingest.package, "MOST_TAGS", 5)
    assert "zip bomb" in sentence(GOOD, tmp_path)


BILLION_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    f"<w:document {NAMES}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
def test_xml_entities_are_refused(code, tmp_path):
    data = packed({"word/document.xml": f'<?xml version="1.0" encoding="{code}"?>{BILLION_LAUGHS}'.encode(code)})
    assert "XML entities" in sentence(data, tmp_path)


def test_an_outside_entity_is_never_fetched(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    xml = (
        f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
        f"<w:document {NAMES}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert "secret" not in sentence(main_part(xml), tmp_path).replace(secret.name, "")


@pytest.mark.parametrize("part", ["word/styles.xml", "word/numbering.xml", "docProps/core.xml"])
def test_entities_in_any_part_are_refused(part, tmp_path):
    data = docx(p("Tekst"), parts={part: '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'})
    assert "XML entities" in sentence(data, tmp_path)


def test_a_part_that_is_no_xml_is_told_by_name(tmp_path):
    assert "word/styles.xml" in sentence(docx(p("Tekst"), parts={"word/styles.xml": "<w:styles"}), tmp_path)


def test_deep_nesting_is_told(tmp_path):
    xml = f"<w:document {NAMES}><w:body>{'<w:sdt>' * 5000}{'</w:sdt>' * 5000}</w:body></w:document>"
    assert "no well-formed XML" in sentence(main_part(xml), tmp_path)


def test_a_word_file_without_a_body_is_told(tmp_path):
    assert "holds no Word text" in sentence(main_part(f"<w:document {NAMES}/>"), tmp_path)


def test_styles_in_a_circle_or_an_endless_chain_are_read():
    circle = '<w:style w:styleId="{0}" w:type="paragraph"><w:name w:val="{0}"/><w:basedOn w:val="{1}"/></w:style>'
    chain = "".join(circle.format(f"s{place}", f"s{place + 1}") for place in range(3000))
    styles = circle.format("a", "b") + circle.format("b", "a") + chain
    body = p("Ein.", ppr='<w:pStyle w:val="a"/>') + p("To.", ppr='<w:pStyle w:val="s0"/>')
    assert [block.text for block in read_docx(docx(body, styles=styles), "x").blocks] == ["Ein.", "To."]


def test_boxes_within_boxes_are_each_read_once():
    box = p("Inst.")
    for _ in range(20):
        box = f"<w:p><w:r><w:pict><w:txbxContent>{box}</w:txbxContent></w:pict></w:r></w:p>"
    assert [block.text for block in read_docx(docx(box), "x").blocks] == ["Inst."]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_damaged_file_is_read_or_told_never_more(changes):
    data = bytearray(GOOD)
    for place, byte in changes:
        data[place] = byte
    try:
        if ingest.front.kind(bytes(data), "x") == "docx":
            read_docx(bytes(data), "x")
    except UnreadableError as told:
        assert str(told).endswith(".")


_ZIP = zipfile.ZipFile(io.BytesIO(GOOD))
PARTS = {name: _ZIP.read(name).decode() for name in _ZIP.namelist()}


@settings(max_examples=150, deadline=None)
@given(
    part=st.sampled_from(sorted(PARTS)),
    cut=st.tuples(st.integers(0, 2000), st.integers(0, 200)),
    put=st.sampled_from(["", "<w:p>", "</w:p>", "<w:tbl/>", ' w:val="-1"', ' w:val="99999999999"', "&#0;", "x"]),
)
def test_a_part_with_wrong_xml_is_read_or_told_never_more(part, cut, put):
    text = PARTS[part]
    start = min(cut[0], len(text))
    changed = text[:start] + put + text[start + cut[1] :]
    try:
        read_docx(packed({**{name: xml.encode() for name, xml in PARTS.items()}, part: changed.encode()}), "x")
    except UnreadableError as told:
        assert str(told).endswith(".")
