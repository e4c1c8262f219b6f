from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

import corpus
import extract
import ingest
from corpus import Archive, FileResult, ImportReport, check
from model.document import Document
from model.errors import UnreadableError
from model.moete import Moete
from tests.corpus.made import reading, sak
from tests.ingest.word_files import packed

OUTCOMES = {
    b"unreadable": UnreadableError("x.pdf is encrypted; save it without a password."),
    b"surprise": RecursionError("too deep"),
    b"stop": KeyboardInterrupt(),
}


@pytest.fixture(autouse=True)
def _reading_is_made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that holds a date is the paper of a meeting on that day; others hold what goes wrong."""

    def read_bytes(data: bytes, name: str, *, inside: str | None, ocr: str) -> Document:
        if data in OUTCOMES:
            raise OUTCOMES[data]
        digest, what = hashlib.sha256(data).hexdigest(), "txt" if name.endswith(("txt", "html")) else "pdf"
        return Document(
            fil=name, inside=inside, sha256=digest, format=what, title=data.decode(), blocks=[]
        )  # fmt: skip

    def read_paper(document: Document) -> Moete:
        if (document.title or "").strip() == "no meeting":
            raise UnreadableError(f"{document.fil}: found no saker in it.")
        moete = reading(document.fil, [sak("1", "Ferje")], dato=date.fromisoformat(document.title or ""))
        return moete.model_copy(update={"kjelder": [moete.kjelder[0].model_copy(update={"sha256": document.sha256})]})

    monkeypatch.setattr(ingest, "read_bytes", read_bytes)
    monkeypatch.setattr(extract, "read_paper", read_paper)


@dataclass
class Imported:
    """The report, and each file's result as it was told."""

    report: ImportReport
    files: list[FileResult]

    @property
    def exit_code(self) -> int:
        return self.report.exit_code

    def count(self, status: str) -> int:
        return self.report.count(status)


def import_paths(archive: Archive, paths: list[Path]) -> Imported:
    heard: list[FileResult] = []
    return Imported(corpus.import_paths(archive, paths, heard.append), heard)


def put(folder: Path, **files: bytes) -> None:
    for name, data in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def by_name(report: Imported) -> dict[str, str]:
    return {result.path.name: result.status for result in report.files}


def test_every_paper_in_a_folder_comes_in_by_order_of_name(tmp_path: Path) -> None:
    put(tmp_path / "papir", b_pdf=b"2025-01-02", a_DOCX=b"2025-01-01", under__c_pdf=b"2025-01-03")
    archive = Archive(tmp_path / "arkiv")
    report = import_paths(archive, [tmp_path / "papir"])
    assert [result.path.name for result in report.files] == ["a.DOCX", "b.pdf", "c.pdf"]
    assert {result.status for result in report.files} == {"new"} and report.exit_code == 0
    assert [result.saker for result in report.files] == [1, 1, 1]
    assert report.files[0].record_id == "fjordlandet-regionraad/styret/2025-01-01"
    assert len(archive.meetings()) == 3


def test_a_second_run_reads_nothing_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "papir", a_pdf=b"2025-01-01")
    first = import_paths(Archive(tmp_path / "arkiv"), [tmp_path / "papir"]).files[0]
    monkeypatch.setattr(ingest, "read_bytes", lambda *_, **__: pytest.fail("read again"))
    (tmp_path / "papir/a.pdf").rename(tmp_path / "papir/Kopi av a.pdf")
    again = import_paths(Archive(tmp_path / "arkiv"), [tmp_path / "papir"]).files[0]
    assert again.status == "known"
    assert (again.record_id, again.saker) == (first.record_id, first.saker)


def test_two_copies_of_a_file_are_one_paper(tmp_path: Path) -> None:
    put(tmp_path / "papir", a_pdf=b"2025-01-01", b_pdf=b"2025-01-01")
    assert by_name(import_paths(Archive(tmp_path / "arkiv"), [tmp_path / "papir"])) == {
        "a.pdf": "new",
        "b.pdf": "known",
    }


def test_a_bad_file_is_set_aside_with_its_reason_and_the_rest_comes_in(tmp_path: Path) -> None:
    put(tmp_path / "papir", a_pdf=b"unreadable", b_pdf=b"2025-01-01", c_pdf=b"surprise")
    archive = Archive(tmp_path / "arkiv")
    report = import_paths(archive, [tmp_path / "papir"])
    assert by_name(report) == {"a.pdf": "unread", "b.pdf": "new", "c.pdf": "unread"}
    assert report.exit_code == 1
    assert report.files[0].reason == "x.pdf is encrypted; save it without a password."
    assert "RecursionError: too deep" in str(report.files[2].reason) and "please report it" in str(
        report.files[2].reason
    )
    assert check(archive) == []


def test_a_person_who_interrupts_is_obeyed(tmp_path: Path) -> None:
    put(tmp_path / "papir", a_pdf=b"2025-01-01", b_pdf=b"stop", c_pdf=b"2025-01-03")
    with pytest.raises(KeyboardInterrupt):
        import_paths(Archive(tmp_path / "arkiv"), [tmp_path / "papir"])
    assert len(Archive(tmp_path / "arkiv").meetings()) == 1


def test_files_of_another_kind_in_a_folder_are_listed_and_are_no_fault(tmp_path: Path) -> None:
    put(tmp_path / "papir", bilete_jpg=b"?", a_pdf=b"2025-01-01")
    report = import_paths(Archive(tmp_path / "arkiv"), [tmp_path / "papir"])
    assert by_name(report) == {"a.pdf": "new", "bilete.jpg": "skipped"}
    assert (report.exit_code, report.count("skipped")) == (0, 1)
    assert str(report.files[1].reason).startswith("bilete.jpg is no PDF, Word, ")


def test_a_file_that_is_named_is_read_whatever_its_name(tmp_path: Path) -> None:
    put(tmp_path, protokoll=b"2025-01-01")
    assert import_paths(Archive(tmp_path / "arkiv"), [tmp_path / "protokoll"]).count("new") == 1


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    report = import_paths(Archive(tmp_path / "arkiv"), [tmp_path / "ingen.pdf"])
    assert report.exit_code == 1 and "check the name" in str(report.files[0].reason)


def test_hidden_files_and_lock_files_of_word_are_not_papers(tmp_path: Path) -> None:
    put(tmp_path / "papir", a_pdf=b"2025-01-01")
    for name in (".skjult.pdf", "~$protokoll.docx"):
        (tmp_path / "papir" / name).write_bytes(b"2025-01-02")
    (tmp_path / "papir/.git").mkdir()
    (tmp_path / "papir/.git/b.pdf").write_bytes(b"2025-01-03")
    assert by_name(import_paths(Archive(tmp_path / "arkiv"), [tmp_path / "papir"])) == {"a.pdf": "new"}


def test_the_walk_ends_where_links_go_in_circles(tmp_path: Path) -> None:
    put(tmp_path / "papir", a_pdf=b"2025-01-01")
    (tmp_path / "papir/sirkel").symlink_to(tmp_path / "papir", target_is_directory=True)
    (tmp_path / "papir/lenke.pdf").symlink_to(tmp_path / "papir/a.pdf")
    os.mkfifo(tmp_path / "papir/rør.pdf")
    statuses = by_name(import_paths(Archive(tmp_path / "arkiv"), [tmp_path / "papir", tmp_path / "papir/a.pdf"]))
    assert statuses == {"a.pdf": "new", "rør.pdf": "unread"}


def test_the_archive_is_not_taken_for_papers(tmp_path: Path) -> None:
    put(tmp_path, a_pdf=b"2025-01-01", arkiv__b_pdf=b"2025-01-02")
    assert by_name(import_paths(Archive(tmp_path / "arkiv"), [tmp_path])) == {"a.pdf": "new"}


def members(report: Imported) -> dict[str | None, str]:
    return {result.member: result.status for result in report.files}


def test_each_paper_in_a_zip_file_comes_in_by_its_own_content(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "arkiv")
    put(tmp_path / "papir", a_pdf=b"2025-01-01")
    papers = {"a.pdf": b"2025-01-01", "b/c.pdf": b"2025-01-02", "d.pdf": b"unreadable", "e.jpg": b"\xff\xd8\xff"}
    (tmp_path / "papir/b.zip").write_bytes(packed(papers))
    report = import_paths(archive, [tmp_path / "papir"])
    assert members(report) == {None: "new", "a.pdf": "known", "c.pdf": "new", "d.pdf": "unread", "e.jpg": "skipped"}
    assert report.exit_code == 1 and len(archive.meetings()) == 2
    assert report.files[3].reason == "In b.zip: x.pdf is encrypted; save it without a password."
    again = import_paths(archive, [tmp_path / "papir"])
    assert members(again)["c.pdf"] == "known"


def test_a_mail_s_own_text_that_is_no_paper_is_no_fault(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["Message-ID"] = "Papir", "lea@fjordlandet.example", "<1@fjordlandet.example>"
    mail.set_content("no meeting")
    mail.add_attachment(b"2025-01-01", maintype="application", subtype="pdf", filename="innkalling.pdf")
    (tmp_path / "post.eml").write_bytes(mail.as_bytes())
    report = import_paths(Archive(tmp_path / "arkiv"), [tmp_path / "post.eml"])
    assert members(report)["innkalling.pdf"] == "new"
    assert members(report)["post.txt"] == "skipped" and report.exit_code == 0


def test_a_text_that_is_no_paper_is_a_fault_only_where_it_was_named(tmp_path: Path) -> None:
    put(tmp_path / "papir", lesmeg_txt=b"no meeting")
    archive = Archive(tmp_path / "arkiv")
    assert import_paths(archive, [tmp_path / "papir"]).exit_code == 0
    assert import_paths(archive, [tmp_path / "papir/lesmeg.txt"]).exit_code == 1


def test_a_zip_file_without_papers_is_passed_over_and_a_damaged_one_is_told(tmp_path: Path) -> None:
    (tmp_path / "tom.zip").write_bytes(packed({}))
    (tmp_path / "skada.zip").write_bytes(packed({"a.pdf": b"2025-01-01"})[:40])
    statuses = by_name(import_paths(Archive(tmp_path / "arkiv"), [tmp_path / "tom.zip", tmp_path / "skada.zip"]))
    assert statuses == {"tom.zip": "skipped", "skada.zip": "unread"}


def test_the_report_tells_of_every_file_but_those_that_were_known(tmp_path: Path) -> None:
    put(tmp_path / "papir", a_pdf=b"2025-01-01", b_pdf=b"unreadable", c_jpg=b"?", d_pdf=b"2025-01-01")
    report = import_paths(Archive(tmp_path / "arkiv"), [tmp_path / "papir"]).report
    told = json.loads("".join(report.json()))
    assert told["files"] == {"seen": 4, "new": 1, "known": 1, "unread": 1, "skipped": 1}
    assert told["came_in"]["meetings"] == 1 and told["came_in"]["saker"] == 1
    assert [(one["reason"], one["count"]) for one in told["not_understood"]] == [("passord", 1)]
    assert {Path(one["path"]).name: one["status"] for one in told["results"]} == {"a.pdf": "new", "c.jpg": "skipped"}


def test_two_reports_of_the_same_second_lie_beside_each_other(tmp_path: Path) -> None:
    report = corpus.ImportReport()
    assert report.write(tmp_path) != report.write(tmp_path)
    assert len(list(tmp_path.glob("import-*.json"))) == 2
