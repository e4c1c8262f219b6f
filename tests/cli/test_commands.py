"""What a secretary, and a script, get from each command."""

import os
import re
import shutil
import subprocess
import sys
import zipfile

import pytest

from tests.cli.conftest import EXAMPLES
from tests.papers import docx, paper, sak

MEETING = "fjordlandet-regionraad/fjordlandet-regionraad/2025-09-12"
ORGAN = "Fjordlandet regionråd"


class TestImport:
    def test_a_folder_comes_in_and_a_second_import_changes_nothing(self, call, tmp_path):
        first = call("import", EXAMPLES, "--corpus", tmp_path / "arkiv")
        again = call("import", EXAMPLES, "--corpus", tmp_path / "arkiv")
        assert (first.status, again.status) == (0, 0)
        assert first.out.startswith("3 files: 3 new (25 saker, 3 meetings).")
        assert again.out.startswith("3 files: 0 new (0 saker, 0 meetings), 3 known already.")

    def test_a_bad_file_is_told_of_in_one_sentence_and_the_rest_comes_in(self, call, tmp_path):
        folder = tmp_path / "papir"
        folder.mkdir()
        (folder / "øydelagd.pdf").write_bytes(b"%PDF-1.7 and then nothing")
        (folder / "innkalling.docx").write_bytes(docx(paper(ORGAN, "2025-06-13", "Opning", sak("Val", framlegg="Ja."))))
        answer = call("import", folder, "--corpus", tmp_path / "arkiv")
        assert answer.status == 1
        assert "2 files: 1 new" in answer.out and "1 could not be read" in answer.out
        (told,) = [line for line in answer.err.splitlines() if "øydelagd.pdf" in line]
        assert told.count(". ") == 0

    def test_a_path_that_is_not_there_is_a_wrong_call(self, call, tmp_path):
        answer = call("import", tmp_path / "nei", "--corpus", tmp_path / "arkiv")
        assert answer.status == 2
        assert not (tmp_path / "arkiv").exists()


class TestReading:
    def test_list_gives_the_meetings_by_date(self, call, corpus):
        answer = call("list", "--corpus", corpus, "--json")
        assert [each["moetedato"] for each in answer.json] == ["2025-09-12", "2025-10-17", "2025-10-22"]
        assert answer.json[0]["id"] == MEETING

    def test_list_keeps_to_organ_and_days(self, call, corpus):
        asked = ("list", "--corpus", corpus, "--json")
        assert [each["saker"] for each in call(*asked, "--organ", ORGAN).json] == [7, 12]
        assert [each["moetedato"] for each in call(*asked, "--from", "2025-10-01", "--to", "2025-10-20").json] == [
            "2025-10-17"
        ]

    def test_the_archive_is_named_before_or_after_the_command_or_by_the_environment(self, call, corpus, monkeypatch):
        before = call("--corpus", corpus, "list", "--json")
        after = call("list", "--json", "--corpus", corpus)
        both = call("--corpus", "not-there", "list", "--json", "--corpus", corpus)
        monkeypatch.setenv("SAKSGANG_CORPUS", str(corpus))
        assert before == after == both == call("list", "--json")

    def test_show_gives_a_meeting_as_a_table_with_dates_in_its_own_language(self, call, corpus):
        answer = call("show", MEETING, "--corpus", corpus)
        assert "12. september 2025 · kl. 10.00–14.30 · Fjordhotellet, Nordvik" in answer.out
        assert "22/25" in answer.out and "Innsamling av matavfall og tekstil" in answer.out
        assert "Kvifor" not in answer.out and "utsett" in answer.out

    def test_show_speaks_bokmaal_of_a_meeting_in_bokmaal(self, call, corpus):
        meeting = "aasmarka-interkommunale-raad/aasmarka-interkommunale-raad/2025-10-22"
        assert "utsatt" in call("show", meeting, "--corpus", corpus).out
        assert "Forslag til vedtak" in call("show", f"{meeting}/sak-15-25", "--corpus", corpus).out

    def test_show_gives_a_sak_in_full_and_a_point_alone(self, call, corpus):
        whole = call("show", f"{MEETING}/sak-22-25", "--corpus", corpus).out
        assert "Framlegg til vedtak" in whole and "Halvard Nes" in whole and "side" in whole
        point = call("show", f"{MEETING}/sak-22-25/vedtak/3", "--corpus", corpus).out
        assert "5. desember 2025" in point and "1 200 000" not in point

    def test_show_gives_the_record_as_json(self, call, corpus):
        assert call("show", MEETING, "--corpus", corpus, "--json").json["skjema"] == "saksgang/moete/1"
        assert call("show", f"{MEETING}/sak-22-25", "--corpus", corpus, "--json").json["nummer"] == "22/25"

    @pytest.mark.parametrize("id", ["x", "a/b/2025-01-01", f"{MEETING}/sak-99", "../../../etc/passwd"])
    def test_an_id_that_is_not_there_is_a_wrong_call(self, call, corpus, id):
        answer = call("show", id, "--corpus", corpus, "--json")
        assert (answer.status, answer.out) == (2, "")
        assert answer.err.startswith("Error: ") and answer.err.count("\n") == 1

    def test_a_bokmaal_word_finds_nynorsk_text(self, call, corpus):
        hits = call("search", "ferge", "--corpus", corpus, "--json").json["hits"]
        assert f"{MEETING}/sak-25-25" in [hit["id"] for hit in hits]

    def test_search_keeps_to_outcome_and_limit(self, call, corpus):
        found = call("search", "kulturskule", "--utfall", "utsett", "--corpus", corpus, "--json").json
        assert {hit["utfall"] for hit in found["hits"]} == {"utsett"}
        assert (found["total"], found["hits"][0]["nummer"]) == (1, "26/25")
        assert len(call("search", "kommune", "--limit", "1", "--corpus", corpus, "--json").json["hits"]) == 1

    def test_search_shows_where_the_words_stand(self, call, corpus):
        out = call("search", "rutetabell", "--corpus", corpus).out
        assert out.startswith("1 sak\n") and "2025-09-12-protokoll-fjordlandet.pdf, side" in out

    @pytest.mark.parametrize("command", [["list"], ["search", "barnevern"], ["show", MEETING]])
    def test_no_archive_is_a_wrong_call(self, call, tmp_path, command):
        answer = call(*command, "--corpus", tmp_path / "tom")
        assert answer.status == 2
        assert not (tmp_path / "tom").exists()

    @pytest.mark.parametrize("day", ["5.12.2025", "2025-02-30", "i morgon"])
    def test_a_day_that_is_none_is_a_wrong_call(self, call, corpus, day):
        answer = call("list", "--from", day, "--corpus", corpus)
        assert answer.status == 2 and "write it as 2025-12-05" in answer.err

    def test_a_terminal_that_lacks_a_letter_shows_a_question_mark(self, corpus):
        program = [sys.executable, "-m", "cli.main", "show", MEETING, "--corpus", str(corpus)]
        settings = os.environ | {"PYTHONIOENCODING": "ascii"}
        done = subprocess.run(program, cwd=EXAMPLES.parents[1], env=settings, capture_output=True, check=True)
        assert b"Fjordlandet regionr?d" in done.stdout

    def test_a_reader_that_goes_away_is_no_crash(self, corpus):
        program = f"{sys.executable} -m cli.main show {MEETING} --corpus {corpus} | head -1"
        done = subprocess.run(program, shell=True, cwd=EXAMPLES.parents[1], capture_output=True, text=True, check=True)
        assert done.stderr == ""


class TestWriting:
    def asked(self, corpus, *more):
        return ("innkalling", "--organ", ORGAN, "--date", "2025-12-05", "--corpus", corpus, *more)

    def test_the_next_innkalling_has_what_was_postponed_and_what_was_promised_for_the_day(self, call, corpus, tmp_path):
        target = tmp_path / "innkalling.docx"
        answer = call(*self.asked(corpus, "--time", "10:00", "--place", "Nordvik", "--out", target))
        assert answer.status == 0 and answer.out.splitlines()[-1] == f"Word: {target}"
        assert "Samarbeid om kulturskule" in answer.out and "Innsamling av matavfall" in answer.out
        text = word_text(target)
        assert "Samarbeid om kulturskule" in text and "17. oktober 2025" in text and "10.00" in text

    def test_a_sak_that_has_been_treated_since_does_not_come_again(self, call, corpus):
        assert "Reiselivsstrategi" not in call(*self.asked(corpus, "--dry-run")).out

    def test_a_dry_run_writes_nothing(self, call, corpus, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        assert call(*self.asked(corpus, "--dry-run")).status == 0
        assert list(tmp_path.iterdir()) == []

    def test_without_a_name_the_paper_is_named_after_the_meeting(self, call, corpus, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        assert call(*self.asked(corpus)).status == 0
        assert [path.name for path in tmp_path.iterdir()] == ["2025-12-05-innkalling-fjordlandet-regionraad.docx"]

    def test_a_file_that_is_there_is_not_written_over_unasked(self, call, corpus, tmp_path):
        target = tmp_path / "innkalling.docx"
        target.write_text("mine")
        answer = call(*self.asked(corpus, "--out", target))
        assert answer.status == 2 and "--force" in answer.err and target.read_text() == "mine"
        assert call(*self.asked(corpus, "--out", target, "--force")).status == 0

    @pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
    def test_a_pdf_comes_beside_the_word_file(self, call, corpus, tmp_path):
        answer = call(*self.asked(corpus, "--out", tmp_path / "i.docx", "--pdf"))
        assert answer.out.splitlines()[-1] == f"PDF:  {tmp_path / 'i.pdf'}"
        assert (tmp_path / "i.pdf").read_bytes().startswith(b"%PDF")

    def test_a_saksframlegg_brings_the_history_of_a_sak_that_comes_back(self, call, corpus, tmp_path):
        known, new = tmp_path / "kjend.docx", tmp_path / "ny.docx"
        to = ("--organ", ORGAN, "--date", "2025-12-05", "--corpus", corpus, "--out")
        assert call("saksframlegg", "samarbeid om kulturskule", *to, known).status == 0
        assert call("saksframlegg", "Ny heimeside", *to, new).status == 0
        assert "12. september 2025" in word_text(known)
        assert "Ny heimeside" in word_text(new) and "12. september 2025" not in word_text(new)

    def test_a_saksframlegg_without_a_date_is_named_after_its_sak(self, call, corpus, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        asked = ("saksframlegg", "Felles barnevernsvakt for dei fem kommunane", "--organ", ORGAN, "--corpus", corpus)
        answer = call(*asked, "--case-officer", "Ola Vik")
        assert answer.status == 0 and "organ.toml" in answer.err
        (written,) = tmp_path.iterdir()
        assert written.name == "saksframlegg-felles-barnevernsvakt-for-dei-fem-kommunane.docx"
        text = word_text(written)
        assert "Ola Vik" in text and "25/412" in text
        assert "Fjordlandet regionråd rådde i møte 12. september 2025, sak 21/25 pkt. 1, kommunane til å" in text
        assert "Regionrådet løyvde i " in text and "møte, sak 21/25 pkt. 3, kr 450 000 frå utviklingsfondet" in text

    def test_a_saksframlegg_goes_on_from_the_sak_that_is_named(self, call, corpus, tmp_path):
        target = tmp_path / "f.docx"
        asked = ("saksframlegg", "Brannvesenet", "--organ", "Åsmarka interkommunale råd", "--date", "2026-02-11")
        council = "aasmarka-interkommunale-raad/aasmarka-interkommunale-raad"
        follows = ("--follows", f"{council}/2025-10-22/sak-15-25")
        assert call(*asked, *follows, "--corpus", corpus, "--out", target).status == 0
        assert "Rådet anbefalte i møte 22. oktober 2025, sak 15/25 pkt. 1, kommunene å utrede" in word_text(target)
        answer = call(*asked, "--follows", f"{council}/2025-10-22", "--corpus", corpus, "--out", target)
        assert answer.status == 2 and "is no sak" in answer.err

    def test_a_sak_that_may_belong_to_it_is_suggested_and_not_taken(self, call, corpus, tmp_path):
        target = tmp_path / "f.docx"
        asked = ("saksframlegg", "Kulturskule", "--organ", ORGAN, "--date", "2026-02-13", "--corpus", corpus)
        answer = call(*asked, "--out", target)
        assert f"--follows {MEETING}/sak-26-25" in answer.err and answer.status == 0
        assert "12. september 2025" not in word_text(target)

    def test_a_protokoll_has_the_saker_of_the_innkalling(self, call, corpus, tmp_path):
        (meeting,) = call("list", "--from", "2025-10-17", "--to", "2025-10-17", "--corpus", corpus, "--json").json
        target = tmp_path / "protokoll.docx"
        assert call("protokoll", meeting["id"], "--corpus", corpus, "--out", target).status == 0
        assert "Ladestasjonar for lastebilar og ferjer" in word_text(target)

    def test_an_organ_without_meetings_is_a_wrong_call(self, call, corpus):
        answer = call("innkalling", "--organ", "Havneråd", "--date", "2025-12-05", "--corpus", corpus)
        assert answer.status == 2 and "Havneråd" in answer.err


class TestSaerutskrift:
    def test_a_sak_with_a_vedtak_becomes_a_word_file(self, call, corpus, tmp_path):
        saker = call("show", MEETING, "--corpus", corpus, "--json").json["saker"]
        decided = next(each for each in saker if each["vedtak"])
        target = tmp_path / "utskrift.docx"
        answer = call("saerutskrift", decided["id"], "--corpus", corpus, "--out", target, "--to", "Nordvik kommune")
        assert answer.out == f"Word: {target}\nTo:   Nordvik kommune\n"
        with zipfile.ZipFile(target) as word:
            assert decided["vedtak"]["punkt"][0]["tekst"] in word.read("word/document.xml").decode()

    def test_of_a_meeting_every_sak_with_a_vedtak(self, call, corpus, tmp_path):
        saker = call("show", MEETING, "--corpus", corpus, "--json").json["saker"]
        decided = [each for each in saker if each["vedtak"]]
        answer = call("saerutskrift", MEETING, "--corpus", corpus, "--out", tmp_path)
        assert answer.status == 0 and len(list(tmp_path.iterdir())) == len(decided) > 1
        again = call("saerutskrift", MEETING, "--corpus", corpus, "--out", tmp_path)
        assert again.status == 2 and "--force" in again.err

    def test_without_a_vedtak_one_sentence_says_what_to_do(self, call, corpus, tmp_path):
        coming = call("list", "--corpus", corpus, "--json").json[1]["id"]
        one = call("show", coming, "--corpus", corpus, "--json").json["saker"][0]["id"]
        for asked in (coming, one):
            answer = call("saerutskrift", asked, "--corpus", corpus, "--out", tmp_path / "x.docx")
            assert answer.status == 2
            assert (
                "knows no vedtak" in answer.err and "saksgang protokoll" in answer.err and answer.err.count("\n") == 1
            )
        assert not list(tmp_path.iterdir())

    def test_a_sak_that_is_not_there_is_told(self, call, corpus, tmp_path):
        answer = call("saerutskrift", f"{MEETING}/sak-999", "--corpus", corpus, "--out", tmp_path / "x.docx")
        assert answer.status == 2 and "has no sak-999" in answer.err


class TestOrgan:
    @pytest.fixture
    def own(self, corpus, tmp_path):
        """An archive that may be written to."""
        return shutil.copytree(corpus, tmp_path / "arkiv")

    def test_the_list_has_what_the_archive_knows_and_what_the_register_knows(self, call, own):
        (own / "organ.toml").write_text('[[organ]]\nutvalg = "Styret"\n', encoding="utf-8")
        found = call("organ", "--corpus", own, "--json").json
        assert [(each["utvalg"], each["moete"], each["register"] is not None) for each in found] == [
            (ORGAN, 2, False), ("Styret", 0, True), ("Åsmarka interkommunale råd", 1, False),
        ]  # fmt: skip
        assert "Fjordlandet regionråd" in call("organ", "--corpus", own).out

    def test_a_draft_can_be_printed_and_put_in_and_is_not_put_in_twice(self, call, own):
        draft = call("organ", ORGAN, "--corpus", own)
        assert draft.status == 0 and f'utvalg = "{ORGAN}"' in draft.out and "--write" in draft.err
        assert not (own / "organ.toml").exists()
        assert call("organ", ORGAN, "--corpus", own, "--write").status == 0
        assert (own / "organ.toml").read_text(encoding="utf-8") == draft.out
        again = call("organ", ORGAN, "--corpus", own, "--write")
        assert again.status == 2 and "already" in again.err
        assert (own / "organ.toml").read_text(encoding="utf-8") == draft.out
        assert "#" not in call("organ", ORGAN, "--corpus", own).out

    def test_one_that_nobody_knows_is_told_with_those_that_are_known(self, call, corpus):
        answer = call("organ", "Havnerådet", "--corpus", corpus)
        assert answer.status == 2 and "knows Havnerådet" in answer.err and ORGAN in answer.err

    def test_the_plan_of_a_year_becomes_a_word_file_and_a_calendar(self, call, own, tmp_path):
        assert call("organ", ORGAN, "--corpus", own, "--write").status == 0
        with (own / "organ.toml").open("a", encoding="utf-8") as register:
            register.write("[[organ.moete]]\ndato = 2025-12-25\nsaksfrist = 2025-12-01\n")
        asked = ("moeteplan", "--organ", ORGAN, "--year", "2025", "--corpus", own)
        target = tmp_path / "plan.docx"
        answer = call(*asked, "--out", target, "--ics")
        assert answer.out == f"Word: {target}\nICS:  {tmp_path / 'plan.ics'}\n"
        assert answer.err.count("\n") == 1 and "første juledag" in answer.err
        plan = call(*asked, "--json").json
        assert [(each["dato"], each["i_arkivet"]) for each in plan["moete"]] == [
            ("2025-09-12", True), ("2025-10-17", True), ("2025-12-25", False),
        ]  # fmt: skip
        refused = call(*asked, "--out", target, "--ics")
        assert refused.status == 2 and "--force" in refused.err

    def test_a_year_without_meetings_is_told_with_what_to_write(self, call, corpus, tmp_path):
        answer = call("moeteplan", "--organ", ORGAN, "--year", "2031", "--corpus", corpus, "--out", tmp_path / "x.docx")
        assert answer.status == 2 and answer.err.count("\n") == 1
        assert "[[organ.moete]]" in answer.err and "dato = 2031-02-23" in answer.err
        assert not list(tmp_path.iterdir())

    def test_a_plan_needs_its_days(self, call, corpus):
        for days in ((), ("--from", "2025-01-01"), ("--from", "2025-02-01", "--to", "2025-01-01")):
            assert call("moeteplan", "--organ", ORGAN, "--corpus", corpus, *days).status == 2


class TestCheck:
    def test_a_whole_archive_is_well_and_the_tools_are_told(self, call, corpus):
        answer = call("check", "--corpus", corpus, "--json")
        assert answer.status == 0
        assert set(answer.json["tools"]) == {"soffice", "ocrmypdf", "tesseract", "tesseract nor", "pdftoppm"}

    def test_a_tool_that_is_missing_is_told_with_what_does_not_work(self, call, corpus, monkeypatch):
        monkeypatch.setenv("PATH", "")
        answer = call("check", "--corpus", corpus)
        assert answer.status == 0
        assert "missing; without it no papers as PDF or from .doc, .odt and .rtf (sudo apt-get install" in answer.out

    def test_a_damaged_archive_gives_status_1_and_is_made_whole_from_what_the_papers_said(self, call, corpus, tmp_path):
        copy = tmp_path / "arkiv"
        shutil.copytree(corpus, copy)
        record = copy / "moete" / f"{MEETING}.json"
        record.write_text(record.read_text(encoding="utf-8")[:-100], encoding="utf-8")
        assert call("check", "--corpus", copy).status == 1
        assert call("check", "--rebuild", "--corpus", copy).status == 0


class TestCorrect:
    def test_what_is_corrected_stays_is_listed_and_can_be_taken_back(self, call, corpus, tmp_path):
        copy = tmp_path / "arkiv"
        shutil.copytree(corpus, copy)
        sak_id = f"{MEETING}/sak-22-25"
        answer = call("correct", sak_id, "tittel", "Eit betre namn", "--corpus", copy)
        assert answer.status == 0 and "Eit betre namn" in answer.out
        assert call("show", sak_id, "--json", "--corpus", copy).json["tittel"] == "Eit betre namn"
        assert call("import", EXAMPLES, "--corpus", copy).status == 0
        assert call("correct", "--json", "--corpus", copy).json == [
            {"felt": "tittel", "id": sak_id, "verdi": "Eit betre namn"}
        ]
        assert call("correct", sak_id, "tittel", "--undo", "--corpus", copy).status == 0
        assert call("correct", "--json", "--corpus", copy).json == []

    def test_a_call_that_is_half_is_told(self, call, corpus):
        assert call("correct", MEETING, "moetested", "--corpus", corpus).status == 2


def word_text(path):
    with zipfile.ZipFile(path) as archive:
        return re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode().replace("</w:p>", "\n"))


def test_import_asks_for_a_language_model_that_is_there(call, tmp_path):
    answer = call("import", "--spacy-model", "nb_ikkje_her", "--corpus", tmp_path / "arkiv", EXAMPLES)
    assert answer.status == 2
    assert "no spaCy pipeline 'nb_ikkje_her' here" in answer.err
    assert len(answer.err.strip().splitlines()) == 1
