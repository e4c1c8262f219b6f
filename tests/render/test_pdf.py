"""PDF by LibreOffice: whole, tagged, archivable, or a sentence that says why there is none."""

import os
import re
import shutil
import time

import pytest

from model.errors import UsageError
from render import to_pdf, write_paper
from render.pdf import to_pdf as convert
from tests.render.samples import council_meeting

needs_libreoffice = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")


@pytest.fixture
def paper(tmp_path):
    return write_paper("innkalling", council_meeting(), tmp_path / "innkalling.docx")


@needs_libreoffice
def test_the_pdf_is_tagged_archivable_and_titled(paper):
    pdf = to_pdf(paper)
    assert pdf == paper.with_suffix(".pdf")
    data = pdf.read_bytes()
    assert data.startswith(b"%PDF-") and b"/StructTreeRoot" in data and b"/Lang(nn-NO)" in data
    assert re.search(rb"pdfaid:part>2<.*pdfaid:conformance>A<", data, re.DOTALL)
    assert b"/DisplayDocTitle true" in data
    assert sorted(each.name for each in paper.parent.iterdir()) == ["innkalling.docx", "innkalling.pdf"]


def test_a_pdf_that_is_there_is_left_alone(paper):
    paper.with_suffix(".pdf").write_bytes(b"mine")
    with pytest.raises(UsageError, match="already there"):
        to_pdf(paper)
    assert paper.with_suffix(".pdf").read_bytes() == b"mine"


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(UsageError, match="no file"):
        to_pdf(tmp_path / "nothing.docx")


def test_a_missing_libreoffice_is_told(paper, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match=r"LibreOffice is not installed.*apt install"):
        to_pdf(paper)


@pytest.fixture
def fake_office(tmp_path, monkeypatch):
    """A program in LibreOffice's place."""

    def install(script):
        folder = tmp_path / "bin"
        folder.mkdir()
        program = folder / "soffice"
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")

    return install


def test_one_that_hangs_is_stopped_with_its_children(paper, fake_office, tmp_path):
    fake_office(f"(sleep 0.8; touch {tmp_path}/alive) & sleep 30")
    began = time.monotonic()
    with pytest.raises(UsageError, match=r"more than 0\.3 seconds"):
        convert(paper, seconds=0.3)
    assert time.monotonic() - began < 2
    time.sleep(0.8)
    assert not (tmp_path / "alive").exists()
    assert not paper.with_suffix(".pdf").exists()


def test_one_that_fails_leaves_nothing_behind(paper, fake_office):
    fake_office("echo no display; exit 3")
    with pytest.raises(UsageError, match=r"could not make a PDF of innkalling\.docx: no display"):
        convert(paper)
    assert not paper.with_suffix(".pdf").exists()


def test_one_that_makes_nothing_is_told(paper, fake_office):
    fake_office("exit 0")
    with pytest.raises(UsageError, match="it gave no reason"):
        convert(paper)
