"""The page that shows what was understood of a paper."""

from __future__ import annotations

import re
import shutil
import tomllib
import zipfile
from pathlib import Path

import pytest
from lxml import html

import render.look
from ingest import read
from ingest.pdf_chars import Word
from model.document import Paragraph, Source
from render.look import look
from render.look_places import placed
from render.look_words import places_by_words
from tests.ingest.make_pdf import LEFT, RIGHT, Page, make_pdf, wrap
from tests.papers import docx, paper, sak

WORDS = tomllib.loads(Path(render.look.__file__).with_name("look.toml").read_text(encoding="utf-8"))


@pytest.fixture
def notice(tmp_path) -> Path:
    page = Page()
    page.text(71, 40, "Fjordlandet regionråd", 9)
    page.text(71, 110, "Møteinnkalling", 20, "bold")
    page.text(71, 150, "Rådet møtest i Nordvik.")
    page.text(71, 180, "1. Opning")
    page.text(71, 195, "2. Budsjett")
    second = Page()
    second.text(71, 110, "<script>alert(1)</script> & meir")
    path = tmp_path / "innkalling.pdf"
    path.write_bytes(make_pdf(page, second))
    return path


def test_each_page_has_its_picture_and_its_blocks_in_reading_order(notice):
    page = html.fromstring(look(notice))
    assert [heading.text.split() for heading in page.iterfind(".//section/h2")] == [["Side", "1"], ["Side", "2"]]
    assert len(page.findall(".//img")) == 2
    numbers = [item.get("id") for item in page.iterfind(".//li[@class]") if item.get("id")]
    assert numbers == [f"b{number}" for number in range(1, len(numbers) + 1)]
    assert {mark.get("href") for mark in page.iterfind(".//svg//a")} == {f"#{number}" for number in numbers}


def test_a_block_is_drawn_where_it_stands_in_the_colour_of_its_type(notice):
    page = html.fromstring(look(notice))
    heading = next(group for group in page.iterfind(".//svg/g") if group.get("class") == "heading")
    area = heading.find(".//rect")
    assert float(area.get("x")) == pytest.approx(70, abs=2)
    assert 80 < float(area.get("y")) < 110


def test_text_of_the_paper_is_shown_and_never_run(notice):
    text = look(notice)
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; meir" in text
    assert "default-src 'none'" in text


def test_the_page_needs_nothing_beside_itself(notice):
    text = look(notice)
    assert not re.search(r'(?:src|href)="(?!data:|#)', text)
    assert "url(" not in text


def test_the_page_speaks_the_reader_s_standard(notice):
    assert WORDS["nn"].keys() == WORDS["nb"].keys()
    assert 'lang="nb"' in look(notice, language="nb")
    assert "Slik er papiret lest" in look(notice, language="nb")
    assert "Slik er papiret lese" in look(notice)


def test_only_the_pages_asked_for_are_shown(notice):
    page = html.fromstring(look(notice, pages=[2]))
    assert len(page.findall(".//section")) == 1
    assert "Sider som ikkje er viste: 1." in page.text_content()


def test_a_page_that_lies_on_its_side_is_shown_as_its_letters_stand(tmp_path):
    page = Page((842.0, 595.0), rotate=90)
    page.text(100, 100, "Skanna på tvers")
    path = tmp_path / "tvers.pdf"
    path.write_bytes(make_pdf(page))
    box = html.fromstring(look(path)).find(".//svg").get("viewbox").split()
    assert (float(box[2]), float(box[3])) == (842.0, 595.0)


def test_a_text_file_is_listed_without_pictures(tmp_path):
    path = tmp_path / "referat.txt"
    path.write_text("Referat\n=======\n\nMøtet vart opna.\n", encoding="utf-8")
    page = html.fromstring(look(path))
    assert not page.findall(".//img")
    assert "Møtet vart opna." in page.text_content()
    assert "Filer av dette slaget har ingen sider." in page.text_content()


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_the_blocks_of_a_word_file_stand_where_libreoffice_prints_them(tmp_path):
    path = tmp_path / "innkalling.docx"
    path.write_bytes(docx(paper("Fjordlandet regionråd", "2025-10-17", "Opning", sak("Budsjett", framlegg=["Ja."]))))
    page = html.fromstring(look(path))
    listed = page.xpath("//li[starts-with(@id, 'b')]")
    drawn = page.xpath("//*[name()='svg']/*[name()='g']")
    assert len(drawn) >= 0.9 * len(listed) > 3


def test_a_word_file_without_libreoffice_is_listed_and_says_why(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / "innkalling.docx"
    path.write_bytes(docx(paper("Fjordlandet regionråd", "2025-10-17", "Opning")))
    page = html.fromstring(look(path))
    assert "LibreOffice er ikkje installert." in page.text_content()
    assert "Opning" in page.text_content()


def test_a_paragraph_that_goes_on_over_the_page_is_drawn_on_both(tmp_path):
    first, second = Page(), Page()
    text = (
        "Rådet drøfta korleis kommunane kan samarbeide om kulturskulen og bad om ei utgreiing av alle kostnadene som "
    )
    lines = wrap(text * 4 + "følgjer med.", RIGHT - LEFT)
    for place, line in enumerate(lines):
        page, top = (first, 720) if place < 4 else (second, 26)
        page.text(LEFT, top + 13.5 * place, line)
    second.text(71, 160, "Vedtak", 14, "bold")
    path = tmp_path / "vedtak.pdf"
    path.write_bytes(make_pdf(first, second))
    drawings = html.fromstring(look(path)).findall(".//svg")
    drawn = [[mark.get("href") for mark in drawing.iterfind(".//a")] for drawing in drawings]
    assert drawn == [["#b1"], ["#b1", "#b2"]]


def test_running_headers_and_footers_are_drawn_apart(tmp_path):
    pages = [Page() for _ in range(3)]
    for number, page in enumerate(pages, start=1):
        page.text(71, 40, "Fjordlandet regionråd", 9)
        page.text(71, 110, f"Dette er avsnittet som står på ark nummer {number}.")
        page.text(280, 810, f"Side {number} av 3", 9)
    path = tmp_path / "innkalling.pdf"
    path.write_bytes(make_pdf(*pages))
    for drawing in html.fromstring(look(path)).findall(".//svg"):
        tops = [float(box.get("y")) for box in drawing.xpath("*[@class='edge']")]
        assert len(tops) == 2
        assert tops[0] < 40 < 790 < tops[1]


def test_a_page_that_recognition_turned_has_no_boxes_that_do_not_fit(notice, monkeypatch):
    document = read(notice)
    for info in document.pages:
        info.width, info.height = info.height, info.width
    monkeypatch.setattr(render.look, "read", lambda *_, **__: document)
    page = html.fromstring(look(notice))
    assert not page.findall(".//svg//a")
    assert "Sida vart snudd" in page.text_content()


def test_boxes_on_a_recognised_page_are_said_to_lie_a_little_off(notice, monkeypatch):
    document = read(notice)
    document.pages[0].origin = "ocr"
    monkeypatch.setattr(render.look, "read", lambda *_, **__: document)
    sections = html.fromstring(look(notice)).findall(".//section")
    assert ["retta opp" in section.text_content() for section in sections] == [True, False]


def test_a_paper_in_a_zip_file_has_pictures_too(notice, tmp_path):
    path = tmp_path / "papir.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(notice, notice.name)
    page = html.fromstring(look(path))
    assert len(page.findall(".//img")) == 2
    assert "papir.zip" in page.text_content()


def test_words_on_the_pages_tell_where_a_block_stands():
    def words(*texts, base):
        return [Word(text, 70.0 + 50 * at, 110.0 + 50 * at, base, 11.0, 0, True) for at, text in enumerate(texts)]

    blocks = [Paragraph(text="Rådet møtest i Nordvik."), Paragraph(text="Dette står ikkje på sidene")]
    pages = {
        1: words("Sak", "1", base=80.0) + words("Rådet", "møtest", base=100.0),
        2: words("i", "Nordvik.", base=90.0),
    }
    found, missing = places_by_words(blocks, pages)
    assert missing == {}
    assert sorted(found) == [1, 2]
    assert found[1][:2] == pytest.approx((70.0, 91.2))
    assert found[1][2] == 160.0


def test_blocks_are_paired_with_the_same_text_on_the_pages_in_order():
    def blocks(*texts):
        return [Paragraph(text=text, source=Source(page=place)) for place, text in enumerate(texts, start=1)]

    ours = blocks("Vedtak", "Rådet godkjenner budsjettet.", "Vedtak", "Rådet vel Kari Lund.", "Berre i Word-fila her")
    seen = blocks("Vedtak", "Rådet godkjenner budsjettet .", "Vedtak", "1. Rådet vel Kari Lund.")
    assert [place.page if place else None for place in placed(ours, seen)] == [1, 2, 3, 4, None]
