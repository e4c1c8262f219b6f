"""Decks that are damaged or made to do harm get one sentence, or are read as far as they go."""

import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ingest.package
from ingest import read
from ingest.slides import read_pptx
from model.errors import UnreadableError
from tests.ingest.slide_files import CONTENT, NAMES, ONLY_TITLE, Deck, bullet, texts, with_parts


def made() -> bytes:
    deck = Deck()
    slide = deck.slide(CONTENT, "Tittel", ["Eitt", (1, "To")])
    bullet(slide.placeholders[1].text_frame.paragraphs[0], '<a:buAutoNum type="arabicPeriod" startAt="3"/>')
    slide.notes_slide.notes_text_frame.text = "Notat"
    other = deck.slide(ONLY_TITLE, "Tabell")
    other.shapes.add_table(2, 2, 0, 0, 1_000_000, 1_000_000).table.cell(0, 0).text = "Celle"
    group = other.shapes.add_group_shape()
    group.shapes.add_textbox(0, 0, 9, 9).text_frame.text = "I gruppe"
    return deck.data()


GOOD = made()
_ZIP = zipfile.ZipFile(io.BytesIO(GOOD))
PARTS = {
    name: _ZIP.read(name).decode()
    for name in _ZIP.namelist()
    if re.fullmatch(
        r"ppt/(presentation|slides/slide\d|slideLayouts/slideLayout[26]|slideMasters/slideMaster1|notesSlides/.*)\.xml"
        r"|ppt/slides/_rels/.*|ppt/_rels/.*",
        name,
    )
}


def sentence(data: bytes) -> str:
    with pytest.raises(UnreadableError) as told:
        read_pptx(data, "lysark.pptx")
    text = str(told.value)
    assert text.startswith("lysark.pptx") and text.endswith(".") and "\n" not in text
    return text


def slide_xml(shapes: str) -> str:
    return f"<p:sld {NAMES}><p:cSld><p:spTree><p:nvGrpSpPr/><p:grpSpPr/>{shapes}</p:spTree></p:cSld></p:sld>"


SHAPE = "<p:sp><p:txBody><a:bodyPr/><a:p><a:r><a:t>Ord</a:t></a:r></a:p></p:txBody></p:sp>"


def test_a_deck_is_told_by_its_parts_whatever_its_name(tmp_path):
    path = tmp_path / "lysark.pdf"
    path.write_bytes(GOOD)
    assert read(path).format == "pptx"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_cut_off_deck_is_told(share):
    assert "PowerPoint" in sentence(GOOD[: int(len(GOOD) * share)])


def test_a_zip_file_that_is_no_deck_is_told():
    assert "no PowerPoint file (.pptx)" in sentence(with_parts(_empty(), {"word/document.xml": "<x/>"}))


def _empty() -> bytes:
    out = io.BytesIO()
    zipfile.ZipFile(out, "w").close()
    return out.getvalue()


def test_a_presentation_that_is_none_is_told():
    assert "holds no slides" in sentence(with_parts(GOOD, {"ppt/presentation.xml": "<x/>"}))


@pytest.mark.parametrize("part", ["ppt/slides/slide1.xml", "ppt/slideMasters/slideMaster1.xml", "docProps/core.xml"])
def test_entities_are_refused(part):
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    assert "XML entities" in sentence(with_parts(GOOD, {part: bomb}))


def test_a_zip_bomb_is_refused():
    assert "zip bomb" in sentence(with_parts(GOOD, {"ppt/slides/slide1.xml": slide_xml(" " * 60_000_000)}))


def test_one_part_named_over_and_over_is_read_only_so_often(monkeypatch):
    monkeypatch.setattr(ingest.package, "MOST_PARSED", 20_000)
    assert "zip bomb" in sentence(GOOD)


def test_a_missing_slide_is_told_and_the_rest_read():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in _ZIP.namelist():
            if name != "ppt/slides/slide1.xml":
                package.writestr(name, _ZIP.read(name))
    document = read_pptx(out.getvalue(), "x")
    assert document.warnings == ["1 of the slides that the file names are not in it."]
    assert texts(document.blocks)[0] == "Tabell"


def test_groups_in_groups_without_end_are_read_as_far_as_reason_goes():
    nested = "<p:grpSp><p:nvGrpSpPr/><p:grpSpPr/>" * 100 + SHAPE + "</p:grpSp>" * 100
    document = read_pptx(with_parts(GOOD, {"ppt/slides/slide1.xml": slide_xml(nested + SHAPE)}), "x")
    assert [block.text for block in document.blocks if block.source.page == 1] == ["Ord", "Notat"]


def test_a_slide_of_very_many_shapes_is_read():
    document = read_pptx(with_parts(GOOD, {"ppt/slides/slide1.xml": slide_xml(SHAPE * 20_000)}), "x")
    assert sum(block.text == "Ord" for block in document.blocks) == 20_000


def test_places_out_of_reason_are_no_places():
    far = SHAPE.replace(
        "<p:txBody>",
        '<p:spPr><a:xfrm rot="-1"><a:off x="999999999999" y="x"/><a:ext cx="-5" cy=""/></a:xfrm></p:spPr><p:txBody>',
    )
    document = read_pptx(with_parts(GOOD, {"ppt/slides/slide1.xml": slide_xml(far)}), "x")
    assert document.blocks[0].source.bbox is None


@settings(max_examples=60, deadline=None)
@given(changes=st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_damaged_deck_is_read_or_told_never_more(changes):
    data = bytearray(GOOD)
    for place, byte in changes:
        data[place] = byte
    try:
        read_pptx(bytes(data), "x")
    except UnreadableError as told:
        assert str(told).endswith(".")


@settings(max_examples=100, deadline=None)
@given(
    part=st.sampled_from(sorted(PARTS)),
    start=st.integers(0, 6000),
    length=st.integers(0, 200),
    put=st.sampled_from(["", "<a:p>", "</a:p>", "<p:sp/>", "<a:tbl/>", ' lvl="-1"', ' sz="99999999999"', "&#0;", "x"]),
)
def test_a_part_with_wrong_xml_is_read_or_told_never_more(part, start, length, put):
    text = PARTS[part]
    start = min(start, len(text))
    try:
        read_pptx(with_parts(GOOD, {part: text[:start] + put + text[start + length :]}), "x")
    except UnreadableError as told:
        assert str(told).endswith(".")


NUMBER = re.compile(r'="(-?\d+|title|body|\d|sldNum|arabicPeriod)"')


@settings(max_examples=100, deadline=None)
@given(
    part=st.sampled_from(sorted(PARTS)),
    which=st.integers(0, 300),
    put=st.sampled_from(["", "-1", "0", "99999999999", "x", "²", "1e9", "NaN"]),
)
def test_wrong_values_are_read_or_told_never_more(part, which, put):
    found = list(NUMBER.finditer(PARTS[part]))
    if not found:
        return
    at = found[which % len(found)]
    text = PARTS[part]
    try:
        read_pptx(with_parts(GOOD, {part: f'{text[: at.start()]}="{put}"{text[at.end() :]}'}), "x")
    except UnreadableError as told:
        assert str(told).endswith(".")
