"""What a script gets from `saksgang export`."""

import json

import pytest

from tests.corpus.made import reading, sak


def test_jsonl_comes_on_stdout_a_line_for_each_meeting_that_was_asked_for(call, corpus):
    answer = call("export", "jsonl", "--corpus", corpus, "--from", "2025-10-01", "--organ", "Fjordlandet regionråd")
    (line,) = answer.out.splitlines()
    assert json.loads(line)["moetedato"] == "2025-10-17"
    assert (answer.status, answer.err) == (0, "")


def test_the_sheet_has_what_was_decided(call, corpus, tmp_path):
    answer = call("export", "csv", "--corpus", corpus, "--out", tmp_path / "vedtak.csv")
    assert answer.status == 0 and answer.out == ""
    text = (tmp_path / "vedtak.csv").read_text(encoding="utf-8-sig")
    assert "Innsamling av matavfall og tekstil" in text and ";2025-12-05;" in text


def test_nothing_is_overwritten_without_force(call, corpus, tmp_path):
    asked = ("export", "ics", "--corpus", corpus, "--out", tmp_path / "moete.ics")
    assert [call(*asked).status, call(*asked).status, call(*asked, "--force").status] == [0, 2, 0]


@pytest.mark.parametrize("format", ["parquet", "noark5"])
def test_what_is_no_text_for_a_pipe_needs_a_file(call, corpus, tmp_path, format):
    assert "--out" in call("export", format, "--corpus", corpus).err
    assert call("export", format, "--corpus", corpus, "--out", tmp_path).status == 0
    assert len(list(tmp_path.iterdir())) == 1


def test_a_meeting_without_a_date_is_told_of_by_the_exit_status(call, tmp_path):
    from corpus import Archive

    lost = Archive(tmp_path / "arkiv").add(reading("a.pdf", [sak("1", "Budsjett")], dato=None))
    answer = call("export", "ics", "--corpus", tmp_path / "arkiv")
    assert answer.status == 1 and lost in answer.err
    assert call("export", "csv", "--corpus", tmp_path / "arkiv").status == 0


def test_the_formats_of_the_help_are_those_there_are():
    from cli.export import _FORMATS
    from corpus.export import FORMATS

    assert tuple(_FORMATS) == FORMATS


def test_where_no_meeting_fits_it_is_said_and_the_sheet_has_its_head(call, corpus):
    answer = call("export", "csv", "--corpus", corpus, "--organ", "Ukjend råd")
    assert answer.status == 0 and "No meetings" in answer.err
    assert len(answer.out.splitlines()) == 1
    assert call("export", "noark5", "--corpus", corpus, "--organ", "Ukjend råd", "--out", "x.xml").status == 2


def test_what_is_closed_is_withheld_unless_it_is_asked_for(call, tmp_path):
    from corpus import Archive

    secret = sak("2/25", "Tilsetjing av rektor", vedtak=["Ola vert tilsett."], unntatt_offentlegheit="Offl. § 25")
    Archive(tmp_path / "arkiv").add(reading("a.pdf", [sak("1/25", "Budsjett"), secret]))
    asked = ("export", "csv", "--corpus", tmp_path / "arkiv")
    assert "Unnateke offentlegheit" in call(*asked).out and "rektor" not in call(*asked).out
    assert "rektor" in call(*asked, "--with-closed").out
