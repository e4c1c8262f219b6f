"""``saksgang innkalling --papers``: what a secretary sees who gathers the papers of a folder."""

import docx
import pytest

from tests.render.finished_papers import house_paper

ORGAN = "Fjordlandet regionråd"
CLOSED = "Kjøp av tomt på Nes"


@pytest.fixture
def papers(tmp_path):
    folder = tmp_path / "papers"
    folder.mkdir()
    house_paper(folder / "brann.docx")
    return folder


@pytest.fixture
def gathered(call, corpus, papers, tmp_path):
    """Call it, and give the answer and the lines of the innkalling."""

    def run(*more):
        target = tmp_path / "i.docx"
        asked = ("--organ", ORGAN, "--date", "2025-12-05", "--corpus", corpus, "--papers", papers, "--out", target)
        answer = call("innkalling", *asked, *more)
        lines = [each.text for each in docx.Document(str(target)).paragraphs] if target.exists() else []
        return answer, lines

    return run


def test_a_paper_is_a_sak_and_the_table_says_where_it_comes_from(gathered):
    answer, lines = gathered()
    assert answer.status == 0
    assert "Saksframlegg: brann.docx." in " ".join(answer.out.split())
    assert "Rådet vedtek ny brannordning." in lines


def test_what_cannot_be_read_is_told_of_and_the_rest_is_written(gathered, papers):
    (papers / "øydelagd.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    answer, lines = gathered()
    assert answer.status == 1 and "øydelagd.pdf" in answer.err
    assert "Rådet vedtek ny brannordning." in lines


def test_a_dry_run_shows_the_papers_and_writes_nothing(gathered):
    answer, lines = gathered("--dry-run")
    assert answer.status == 0 and "brann.docx" in answer.out and lines == []


def test_a_closed_saks_paper_is_not_in_what_the_public_gets(gathered, papers):
    document = docx.Document(str(house_paper(papers / "kjop.docx", CLOSED, arkivsak="26/900")))
    document.paragraphs[1].insert_paragraph_before("Unnateke offentlegheit: offl. § 23")
    document.add_paragraph("Prisen er ein million.")
    document.save(str(papers / "kjop.docx"))
    _, inside = gathered("--force")
    assert "Prisen er ein million." in inside
    _, public = gathered("--force", "--public")
    assert not any("million" in line or "tomt" in line for line in public)
    assert "Rådet vedtek ny brannordning." in public


def test_a_folder_that_is_not_there_is_a_wrong_call(call, corpus, tmp_path):
    asked = ("--organ", ORGAN, "--date", "2025-12-05", "--corpus", corpus, "--papers", tmp_path / "nei")
    answer = call("innkalling", *asked)
    assert answer.status == 2 and "no folder" in answer.err


def test_a_saksframlegg_that_the_program_wrote_comes_back_in_its_own_place(call, corpus, papers, gathered):
    asked = ("--organ", ORGAN, "--date", "2025-12-05", "--corpus", corpus)
    target = papers / "kulturskule.docx"
    assert call("saksframlegg", "Samarbeid om kulturskule", *asked, "--out", target).status == 0
    answer, lines = gathered()
    assert "kulturskule.docx" in answer.out
    assert sum("Samarbeid om kulturskule" in line for line in lines) == 1
