"""How an import shows that it moves."""

from __future__ import annotations

import json
from pathlib import Path

from cli.import_progress import how_far
from corpus.report import FileResult, ImportReport
from tests.corpus.test_workers import notice


def test_a_line_tells_how_far_it_is_and_how_long_it_takes_yet(monkeypatch):
    report = ImportReport()
    monkeypatch.setattr(ImportReport, "seconds", 100.0)
    for number in range(200):
        report.add(FileResult(path=Path(f"{number}.pdf"), status="new" if number else "unread", pages=40))
    assert how_far(report, 200, 1_000) == (
        "200 of 1000 files, 8000 pages (80 a second), 1 could not be read, about 7 min left."
    )
    assert how_far(report, 200, None) == "200 files, 8000 pages (80 a second), 1 could not be read."


def test_without_a_terminal_only_what_can_not_be_read_has_a_line(call, tmp_path):
    folder = tmp_path / "papir"
    folder.mkdir()
    (folder / "1.txt").write_bytes(notice(1))
    (folder / "2.pdf").write_bytes(b"")
    quiet = call("import", folder, "--corpus", tmp_path / "arkiv")
    assert quiet.err.splitlines() == ["2.pdf is empty (0 bytes); fetch the file again from where it came."]
    wordy = call("import", folder, "--corpus", tmp_path / "arkiv", "--verbose")
    assert wordy.err.splitlines()[0].startswith("1.txt: known, 1 saker, ")


def test_the_report_for_scripts_is_one_json_document_and_lies_in_the_archive(call, tmp_path):
    folder = tmp_path / "papir"
    folder.mkdir()
    (folder / "1.txt").write_bytes(notice(1))
    (folder / "2.pdf").write_bytes(b"")
    answer = call("import", folder, "--corpus", tmp_path / "arkiv", "--json", "--jobs", "1")
    assert answer.status == 1
    assert answer.json["files"] == {"seen": 2, "new": 1, "known": 0, "unread": 1, "skipped": 0}
    assert answer.json["came_in"]["meetings"] == 1
    assert [group["reason"] for group in answer.json["not_understood"]] == ["tom"]
    (kept,) = (tmp_path / "arkiv").glob("import-*.json")
    assert json.loads(kept.read_text())["results"] == answer.json["results"]
    page = kept.with_suffix(".html").read_text()
    assert 'lang="nn"' in page and "Hent fila på nytt" in page


def test_the_page_shows_names_of_files_as_text_and_can_be_had_in_bokmaal(call, tmp_path):
    folder = tmp_path / "papir"
    folder.mkdir()
    (folder / "<img src=x onerror=alert(1)>.pdf").write_bytes(b"")
    call("import", folder, "--corpus", tmp_path / "arkiv", "--language", "nb")
    (page,) = (tmp_path / "arkiv").glob("import-*.html")
    told = page.read_text()
    assert "<img" not in told and "&lt;img" in told
    assert 'lang="nb"' in told and "Hent filen på nytt" in told
