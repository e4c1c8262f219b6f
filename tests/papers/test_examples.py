"""The example papers that a reader can open are what the builders say."""

import dataclasses
import io
import re
import zipfile
from pathlib import Path

import docx as python_docx
import pypdfium2
import pytest

from tests.papers import docx, paper, sak
from tests.papers.examples import EXAMPLES

FOLDER = Path(__file__).parents[2] / "examples" / "papers"


def members(data: bytes) -> dict[str, bytes]:
    # The packed bytes depend on the machine's zlib, what is in them does not.
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def words_of(data: bytes) -> list[str]:
    document = python_docx.Document(io.BytesIO(data))
    texts = [text.text or "" for text in document.element.body.iter("{*}t")]
    return re.findall(r"\w+", " ".join(texts))


def test_the_examples_folder_holds_the_examples_and_nothing_else():
    assert {path.name for path in FOLDER.iterdir()} == set(EXAMPLES)


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name.endswith(".docx")])
def test_a_word_example_is_what_its_builder_gives(name):
    assert members((FOLDER / name).read_bytes()) == members(docx(*EXAMPLES[name])), "make examples, and read the change"


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name.endswith(".pdf")])
def test_a_pdf_example_says_what_its_builder_says(name):
    with pypdfium2.PdfDocument(FOLDER / name) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    printed = set(re.findall(r"\w+", " ".join(pages)))
    assert set(words_of(docx(*EXAMPLES[name]))) <= printed


def test_the_same_paper_gives_the_same_bytes():
    one = paper("Fjordlandet regionråd", "2025-10-17", "Opning", sak("Val", framlegg=["Ein.", "To."]))
    assert docx(one) == docx(one)


def test_the_same_paper_can_be_had_in_both_styles_and_both_standards():
    one = paper("Åsmarka interkommunale råd", "2025-10-22", sak("Budsjett", nummer="3/25", vedtak="Vedtatt."))
    bokmaal = dataclasses.replace(one, maalform="nb", slag="protokoll")
    assert "Møtestad" in words_of(docx(one, "regionraad"))
    assert "Møtested" in words_of(docx(bokmaal, "regionraad"))
    assert words_of(docx(bokmaal, "fri"))[:2] == ["Protokoll", "fra"]
