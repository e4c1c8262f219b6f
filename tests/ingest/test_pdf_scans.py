"""Scanned papers: pages that are pictures are recognised, bad text layers found out, good ones left alone."""

from __future__ import annotations

import pytest

from ingest import ocr
from ingest.pdf import read_pdf
from model.errors import UnreadableError
from tests.ingest.make_pdf import LEFT, Page, make_pdf, width_of
from tests.ingest.scans import scanned, with_layer

needs_ocr = pytest.mark.skipif(ocr.missing() is not None, reason=f"needs {ocr.missing()}")

TEXT = (
    "Regionrådet vedtok å be kommunane om å drøfte samarbeidet om barnevernstenesta, og at saka vert lagd fram på nytt "
    "i det neste møtet. Styret får fullmakt til å løyve midlar innanfor ramma."
)
SPOILT = TEXT.replace("å", "a").replace("ø", "o").replace("æ", "ae")


def minutes() -> Page:
    page = Page()
    page.text(71, 100, "Møteprotokoll", 18, "bold")
    y = page.paragraph(140, TEXT)
    page.text(71, y + 20, "Vedtak:", face="bold")
    page.row(y + 40, (89, "1."), (107, "Rådet godkjenner framlegget."))
    page.row(y + 54, (89, "2."), (107, "Årsmeldinga vert teken til vitande."))
    return page


def told(document) -> list[tuple[str | None, str]]:
    return [(getattr(block, "marker", None), block.text) for block in document.blocks]


@needs_ocr
def test_a_scan_reads_like_the_paper_that_was_scanned(tmp_path):
    document = read_pdf(scanned(minutes()), "skann.pdf", cache=tmp_path)
    # Whether letters are bold no recognition tells, so a bold line is no heading.
    assert told(document) == told(read_pdf(make_pdf(minutes()), "papir.pdf"))
    assert (document.origin, document.pages[0].origin) == ("ocr", "ocr")
    assert document.quality > 0.9
    assert document.warnings == []


@needs_ocr
def test_only_the_pages_that_are_pictures_are_recognised(tmp_path):
    import pypdfium2

    from tests.ingest.scans import _saved

    both = pypdfium2.PdfDocument(make_pdf(minutes()))
    both.import_pages(pypdfium2.PdfDocument(scanned(minutes())))
    document = read_pdf(_saved(both), "blanda.pdf", cache=tmp_path)
    assert document.origin == "mixed"
    assert [page.origin for page in document.pages] == ["digital", "ocr"]


@needs_ocr
def test_a_scan_with_a_layer_without_norwegian_letters_is_read_anew(tmp_path):
    document = read_pdf(with_layer(scanned(minutes()), SPOILT), "gammal.pdf", cache=tmp_path)
    page = document.pages[0]
    assert page.origin == "ocr"
    assert page.quality > page.rejected
    assert "drøfte samarbeidet" in document.blocks[1].text


def test_what_was_recognised_once_is_kept(tmp_path, monkeypatch):
    if ocr.missing():
        pytest.skip(f"needs {ocr.missing()}")
    data = scanned(minutes())
    first = read_pdf(data, "skann.pdf", cache=tmp_path)
    monkeypatch.setattr(ocr, "run", lambda *_: pytest.fail("read again"))
    assert read_pdf(data, "skann.pdf", cache=tmp_path) == first


def test_a_good_layer_on_a_scan_is_left_alone(monkeypatch):
    monkeypatch.setattr(ocr, "run", lambda *_: pytest.fail("recognised anew"))
    document = read_pdf(with_layer(scanned(minutes()), TEXT), "god.pdf")
    assert document.origin == "digital"


def test_a_digital_paper_is_never_recognised(monkeypatch):
    monkeypatch.setattr(ocr, "run", lambda *_: pytest.fail("recognised"))
    names = Page()
    for row in range(40):
        names.row(60 + 15 * row, (71, f"Torbjørg Haugland {row}"), (300, "Nordvik"), (420, "Sp"))
    english = Page()
    english.paragraph(100, "The board decided that the plan should be sent to the members for comment. " * 5)
    for page in (minutes(), names, english):
        assert read_pdf(make_pdf(page), "digital.pdf").origin == "digital"


def test_letters_that_are_not_those_of_the_page_are_found_out():
    page = Page()
    page.paragraph(
        100, "".join(chr(ord(letter) + 1) if letter.isascii() and letter.isalpha() else letter for letter in TEXT) * 2
    )
    with pytest.raises(UnreadableError, match="its letters are not those that the pages show"):
        read_pdf(make_pdf(page), "font.pdf", ocr="never")


def test_a_scan_is_told_of_in_one_sentence_where_nothing_can_read_it(monkeypatch):
    with pytest.raises(
        UnreadableError, match=r"skann.pdf are pictures without text, and reading of scans was switched off"
    ):
        read_pdf(scanned(minutes()), "skann.pdf", ocr="never")
    monkeypatch.setattr(ocr, "missing", lambda: "the program tesseract, which is not here")
    with pytest.raises(UnreadableError, match=r"skann.pdf are pictures without text, and reading of scans needs"):
        read_pdf(scanned(minutes()), "skann.pdf")


def test_a_program_that_fails_costs_one_sentence(monkeypatch, tmp_path):
    monkeypatch.setattr(ocr, "missing", lambda: None)
    monkeypatch.setattr(ocr, "run", lambda *_: None)
    with pytest.raises(UnreadableError, match="pictures in which no text could be read"):
        read_pdf(scanned(minutes()), "skann.pdf", cache=tmp_path)


def test_words_drawn_one_by_one_without_spaces_are_no_bad_text():
    """Some programs write so; the page is plain text all the same, and nothing is recognised from its picture."""
    page = Page()
    lines = [f"Sak {number}/25: Rådet godkjenner framlegget til budsjett." for number in range(1, 21)]
    for number, line in enumerate(lines):
        x = LEFT
        for word in line.split():
            page.text(x, 100 + 30 * number, word)
            x += width_of(word) + 0.25 * 11  # a narrow space, as Times has it
    document = read_pdf(make_pdf(page), "sak.pdf", ocr="never")
    assert [block.text for block in document.blocks] == lines
    assert (document.warnings, document.origin) == ([], "digital")
