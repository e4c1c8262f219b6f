"""``saksgang template``, and where the papers of hostile titles land."""

import shutil

import pytest

from tests.render.samples import edited

ORGAN = "Fjordlandet regionråd"
PLACE = ("--organ", ORGAN, "--date", "2025-12-05")


@pytest.fixture
def own(call, tmp_path):
    """A folder with a copy of our templates."""
    answer = call("template", "copy", tmp_path / "brevmalar")
    assert answer.status == 0 and str(tmp_path / "brevmalar" / "nn" / "innkalling.docx") in answer.out.splitlines()
    return tmp_path / "brevmalar"


def misspelt(own):
    path = own / "nn" / "innkalling.docx"
    edited(path, own / "x.docx", "{{ moetested }}", "{{ moetestad }}").replace(path)


class TestCheck:
    def test_finds_nothing_wrong_with_a_copy_of_ours(self, call, own):
        answer = call("template", "check", own)
        assert answer.status == 0
        assert "nn/innkalling.docx: all well" in answer.out.splitlines()

    def test_tells_what_is_wrong_where_and_what_was_meant(self, call, own):
        misspelt(own)
        answer = call("template", "check", own)
        assert answer.status == 1
        lines = answer.out.splitlines()
        at = lines.index("nn/innkalling.docx: 1 error")
        assert lines[at + 1 : at + 3] == [
            "  error: There is no field called moetestad; did you mean moetested?",
            "    «Møtestad: {{ moetestad }}»",
        ]

    def test_gives_the_same_as_json(self, call, own):
        misspelt(own)
        told = call("template", "check", own, "--json").json
        assert "nb/protokoll.docx" in told["templates"]
        assert told["findings"][0] == {
            "file": "nn/innkalling.docx",
            "level": "error",
            "place": "«Møtestad: {{ moetestad }}»",
            "sentence": "There is no field called moetestad; did you mean moetested?",
        }

    def test_advice_alone_is_no_failure(self, call, own):
        (own / "nb" / "protokoll.docx").unlink()
        answer = call("template", "check", own)
        assert answer.status == 0 and "advice: There is no protokoll.docx in bokmål" in answer.out

    def test_a_folder_that_is_none_is_a_wrong_call(self, call, tmp_path):
        assert call("template", "check", tmp_path / "nei").status == 2
        assert call("template", "check", tmp_path).status == 2


def test_a_copy_is_not_written_over_unasked(call, own):
    misspelt(own)
    mine = (own / "nn" / "innkalling.docx").read_bytes()
    answer = call("template", "copy", own)
    assert answer.status == 2 and "--force" in answer.err
    assert (own / "nn" / "innkalling.docx").read_bytes() == mine
    assert call("template", "copy", own, "--force").status == 0
    assert call("template", "check", own).status == 0


class TestWherePapersLand:
    @pytest.mark.parametrize(
        "title",
        ["../../etc/passwd", "/etc/passwd", "C:\\Windows\\x", "CON", ".. å", "-rf", ".skjult", "å" * 300,
         "a\x07b", "🏔 fjell", "\u202efdp.exe", "{{ 7*7 }}"],
    )  # fmt: skip
    def test_a_title_names_a_file_here_and_nowhere_else(self, call, corpus, tmp_path, monkeypatch, title):
        here = tmp_path / "a" / "b"
        here.mkdir(parents=True)
        monkeypatch.chdir(here)
        assert call("saksframlegg", *PLACE, "--corpus", corpus, "--", title).status == 0
        (made,) = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert made.parent == here
        assert made.name.startswith("2025-12-05-saksframlegg-") and made.suffix == ".docx"
        assert set(made.stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") and len(made.name) < 120

    def test_a_pdf_that_is_there_keeps_its_word_file_too(self, call, corpus, tmp_path):
        (tmp_path / "i.pdf").write_bytes(b"mine")
        answer = call("innkalling", *PLACE, "--corpus", corpus, "--out", tmp_path / "i.docx", "--pdf")
        assert answer.status == 2 and "i.pdf is already there" in answer.err
        assert [path.name for path in tmp_path.iterdir()] == ["i.pdf"]

    def test_no_pdf_no_new_word_file_beside_the_old_one(self, call, corpus, tmp_path, monkeypatch):
        for name in ("i.docx", "i.pdf"):
            (tmp_path / name).write_bytes(b"mine")
        monkeypatch.setattr(shutil, "which", lambda *_args, **_more: None)
        answer = call("innkalling", *PLACE, "--corpus", corpus, "--out", tmp_path / "i.docx", "--pdf", "--force")
        assert answer.status == 2 and "LibreOffice is not installed" in answer.err
        assert {path.read_bytes() for path in tmp_path.iterdir()} == {b"mine"}

    def test_a_pdfs_name_is_none_for_a_word_file(self, call, corpus, tmp_path):
        answer = call("innkalling", *PLACE, "--corpus", corpus, "--out", tmp_path / "i.pdf")
        assert answer.status == 2 and "name the Word file" in answer.err and not list(tmp_path.iterdir())
