"""``saksgang look``: one page, written where it was asked for."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from cli.main import main
from tests.ingest.make_pdf import Page, make_pdf


@pytest.fixture
def folder(tmp_path, monkeypatch):
    page = Page()
    page.text(71, 110, "Rådet møtest i Nordvik.")
    (tmp_path / "innkalling.pdf").write_bytes(make_pdf(page))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str):
    return CliRunner().invoke(main, ["look", *words])


def test_the_page_is_named_after_the_paper(folder):
    result = run("innkalling.pdf")
    assert (result.exit_code, result.stdout) == (0, "innkalling.pdf.look.html\n")
    assert "Rådet møtest i Nordvik." in (folder / "innkalling.pdf.look.html").read_text(encoding="utf-8")


def test_a_page_that_is_there_is_not_written_over(folder):
    (folder / "side.html").write_text("mine", encoding="utf-8")
    assert run("innkalling.pdf", "--out", "side.html").exit_code == 2
    assert (folder / "side.html").read_text(encoding="utf-8") == "mine"
    assert run("innkalling.pdf", "--out", "side.html", "--force").exit_code == 0


def test_pages_are_named_as_people_name_them(folder):
    assert run("innkalling.pdf", "--pages", "1-3,7").exit_code == 0
    result = run("innkalling.pdf", "--pages", "første")
    assert result.exit_code == 2
    assert "1-3,7" in result.stderr


def test_a_file_that_can_t_be_read_gets_one_sentence(folder):
    (folder / "tom.pdf").write_bytes(b"")
    result = run("tom.pdf")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "tom.pdf is empty" in result.stderr
