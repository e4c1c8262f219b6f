"""Points carry their own numbers, as Word's own numbering: read back by our own reader of Word files."""

import string

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import read
from model.document import ListItem
from model.moete import Blokk, Framlegg, Punkt, Seksjon
from render import write_paper
from tests.render.samples import meeting, part, sak


def shown(target, *lists):
    """The markers that a reader sees in the paper, for a sak with each list of (number, level) as its proposal."""
    saker = [
        sak(f"Sak nummer {place}", str(place), framlegg=Framlegg(punkt=[_point(*each) for each in points]))
        for place, points in enumerate(lists, start=1)
    ]
    path = write_paper("innkalling", meeting("2026-02-23", *saker), target / "paper.docx", force=True)
    return [(each.marker, each.level) for each in read(path).blocks if isinstance(each, ListItem)]


def _point(number, level=0):
    return Punkt(nr=number, tekst=f"Tekst til punkt {number}", nivaa=level)


@pytest.mark.parametrize(
    ("points", "markers"),
    [
        ([("1",), ("2",), ("3",)], ["1.", "2.", "3."]),
        ([("a",), ("b",)], ["a)", "b)"]),
        ([("1",), ("a", 1), ("b", 1), ("2",), ("a", 1)], ["1.", "a)", "b)", "2.", "a)"]),
        # A paper that quotes some of its points, or has lost one, keeps the numbers that it has.
        ([("2",), ("5",)], ["2.", "5."]),
        ([("2",), ("b", 1), ("3",)], ["2.", "b)", "3."]),
        ([("1",), ("1",), ("2",)], ["1.", "1.", "2."]),
        # The letter i behind h; the roman i at the head of a list.
        ([("g",), ("h",), ("i",), ("j",)], ["g)", "h)", "i)", "j)"]),
        ([("i",), ("ii",), ("iii",), ("iv",), ("v",)], ["i)", "ii)", "iii)", "iv)", "v)"]),
        ([("1",), ("A", 1), ("B", 1)], ["1.", "A)", "B)"]),
    ],
)
def test_points_keep_their_numbers(tmp_path, points, markers):
    assert [marker for marker, _ in shown(tmp_path, points)] == markers


def test_each_list_begins_anew(tmp_path):
    three = [("1",), ("2",), ("3",)]
    assert [marker for marker, _ in shown(tmp_path, three, three, [("a",), ("b",)], three)] == [
        *("1.", "2.", "3.", "1.", "2.", "3.", "a)", "b)", "1.", "2.", "3."),
    ]


def test_nesting_is_kept(tmp_path):
    assert shown(tmp_path, [("1",), ("a", 1), ("i", 2), ("2",)]) == [("1.", 0), ("a)", 1), ("i)", 2), ("2.", 0)]


def test_a_point_without_a_number_is_a_paragraph(tmp_path):
    assert shown(tmp_path, [(None,)]) == []
    document = docx.Document(str(tmp_path / "paper.docx"))
    (point,) = [each for each in document.paragraphs if each.text == "Tekst til punkt None"]
    assert point.style.name == "Body Text"


def test_a_number_that_word_cannot_count_to_is_typed(tmp_path):
    shown(tmp_path, [("2.1",), ("2.2",)])
    text = [each.text for each in docx.Document(str(tmp_path / "paper.docx")).paragraphs]
    assert "2.1\tTekst til punkt 2.1" in text and "2.2\tTekst til punkt 2.2" in text


def test_bullets_and_numbers_of_running_text(tmp_path):
    blocks = [
        Blokk(type="avsnitt", tekst="Arbeidet har tre delar:"),
        Blokk(type="punkt", merke="1)", tekst="Kartlegging"),
        Blokk(type="punkt", merke="-", nivaa=1, tekst="med kommunane"),
        Blokk(type="punkt", merke="2)", tekst="Utgreiing"),
        Blokk(type="avsnitt", tekst="Så kjem vedtaket."),
        Blokk(type="punkt", merke="3)", tekst="Iverksetjing"),
    ]
    told = Seksjon(tittel="Saksframstilling", rolle="saksframstilling", blokker=blocks)
    path = write_paper("innkalling", meeting("2026-02-23", sak("Plan", "1", seksjonar=[told])), tmp_path / "p.docx")
    items = [each for each in read(path).blocks if isinstance(each, ListItem)]
    assert [(each.marker, each.level) for each in items] == [("1)", 0), ("–", 1), ("2)", 0), ("3)", 0)]


def test_numbers_are_words_own_and_not_typed(tmp_path):
    shown(tmp_path, [("1",), ("2",)], [("1",), ("2",)])
    xml, numbering = part(tmp_path / "paper.docx"), part(tmp_path / "paper.docx", "word/numbering.xml")
    assert xml.count("<w:numPr>") == 4 and "1." not in xml.split("Tekst til punkt 1")[0][-40:]
    assert numbering.count('<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>') == 2


LEVELS = st.lists(st.sampled_from([0, 0, 0, 1]), min_size=1, max_size=8)


@settings(max_examples=20, deadline=None)
@given(levels=LEVELS, form=st.sampled_from(["tal", "bokstav"]))
def test_any_list_reads_back_as_it_stood(tmp_path_factory, levels, form):
    points, counts = [], [0, 0]
    for level in [0, *levels]:
        counts[level] += 1
        counts[1] = counts[1] if level else 0
        letter = string.ascii_lowercase[counts[level] - 1]
        points.append((str(counts[level]) if (level == 0) == (form == "tal") else letter, level))
    expected = [(f"{number}." if number.isdigit() else f"{number})", level) for number, level in points]
    assert shown(tmp_path_factory.mktemp("list"), points) == expected
