"""What every command that writes a paper tells first: what the law asks for, and what the public may not see."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from corpus import Archive, import_paths
from tests.papers import docx, paper, sak

ORGAN = "Fjordlandet regionråd"
REGISTER = f"""
[[organ]]
utvalg = "{ORGAN}"
innkallingsfrist = 7
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A council that put off one sak, with a register."""
    put_off = sak(
        "Reglement for rådet", framlegg="Reglementet vert vedteke.", vedtak="Saka vert utsett til neste møte."
    )
    data = docx(paper(ORGAN, "2025-10-17", "Opning", put_off, slag="protokoll"))
    (tmp_path / "papir").mkdir()
    (tmp_path / "papir" / "protokoll.docx").write_bytes(data)
    folder = tmp_path / "arkiv"
    assert import_paths(Archive(folder), [tmp_path / "papir"]).exit_code == 0
    (folder / "organ.toml").write_text(REGISTER, encoding="utf-8")
    return folder


def asked(archive: Path, *more: object) -> list[object]:
    return ["innkalling", "--organ", ORGAN, "--date", "2025-12-05", "--corpus", archive, *more]


def test_what_the_innkalling_lacks_is_told_and_the_paper_is_written(call, archive, tmp_path):
    target = tmp_path / "i.docx"
    answer = call(*asked(archive, "--sent", "2025-12-01", "--out", target))
    assert answer.status == 0 and target.exists()
    assert answer.err.splitlines()[:3] == [
        "Manglar: Innkallinga seier ikkje når møtet tek til (kommuneloven § 11-3).",
        "Manglar: Innkallinga seier ikkje kvar møtet skal vere (kommuneloven § 11-3).",
        "Manglar: Innkallinga vert send 4 dagar før møtet, og fristen i organet er 7 dagar (kommuneloven § 11-3).",
    ]


def test_nothing_of_the_day_it_is_sent_is_in_the_paper(call, archive, tmp_path):
    for day in ("2025-11-01", "2025-12-04"):
        assert call(*asked(archive, "--sent", day, "--out", tmp_path / f"{day}.docx")).status == 0
    assert (tmp_path / "2025-11-01.docx").read_bytes() == (tmp_path / "2025-12-04.docx").read_bytes()


def test_strict_writes_nothing_that_lacks_what_the_law_asks_for(call, archive, tmp_path):
    target = tmp_path / "i.docx"
    answer = call(*asked(archive, "--sent", "2025-11-01", "--strict", "--out", target))
    assert answer.status == 2 and not target.exists()
    assert answer.err.splitlines()[-1].startswith("Error: Papiret er ikkje skrive")


def test_a_paper_for_the_public_says_so_in_its_name(call, archive, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert call(*asked(archive, "--public")).status == 0
    assert (tmp_path / "2025-12-05-innkalling-fjordlandet-regionraad-offentleg.docx").exists()


@pytest.fixture
def closed(call, archive: Path) -> str:
    """The id of the sak that was put off, closed to the public."""
    (moete,) = call("list", "--corpus", archive, "--json").json
    saker = call("show", moete["id"], "--corpus", archive, "--json").json["saker"]
    (id_,) = [each["id"] for each in saker if each["tittel"] == "Reglement for rådet"]
    assert call("correct", id_, "unntatt_offentlegheit", "offl. § 23", "--corpus", archive).status == 0
    return str(id_)


@pytest.mark.usefixtures("closed")
class TestAClosedSak:
    def test_makes_a_paper_that_is_not_for_the_public_and_that_is_said(self, call, archive, tmp_path):
        answer = call(*asked(archive, "--sent", "2025-11-01", "--out", tmp_path / "i.docx"))
        assert answer.status == 0
        assert "Papiret er ikkje for ålmenta, for det har noko som er unnateke offentlegheit (sak" in answer.err
        assert "Reglement" in word_text(tmp_path / "i.docx")

    def test_is_withheld_from_the_paper_for_the_public_and_that_is_said(self, call, archive, tmp_path):
        answer = call(*asked(archive, "--sent", "2025-11-01", "--public", "--out", tmp_path / "i.docx"))
        assert answer.status == 0
        assert "Halde tilbake (unnateke offentlegheit): sak" in answer.err
        text = word_text(tmp_path / "i.docx")
        assert "Reglement" not in text and "Unnateke offentlegheit (offl. § 23)" in text

    def test_gets_no_saksframlegg_for_the_public(self, call, archive, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        to = ("--organ", ORGAN, "--date", "2025-12-05", "--corpus", archive)
        answer = call("saksframlegg", "Reglement for rådet", *to, "--public")
        assert answer.status == 2 and "skriv det utan --public" in answer.err
        assert call("saksframlegg", "Reglement for rådet", *to).status == 0
        (written,) = tmp_path.glob("*.docx")
        assert "reglement" not in written.name, "nobody should read it in a list of files"

    def test_is_withheld_from_the_protokoll_too(self, call, archive, tmp_path):
        (moete,) = call("list", "--corpus", archive, "--json").json
        answer = call("protokoll", moete["id"], "--corpus", archive, "--public", "--out", tmp_path / "p.docx")
        assert answer.status == 0
        assert "Reglement" not in word_text(tmp_path / "p.docx")


def word_text(path: Path) -> str:
    """All parts of a Word file, tags and all."""
    with zipfile.ZipFile(path) as file:
        return "\n".join(file.read(name).decode("utf-8", errors="replace") for name in file.namelist())
