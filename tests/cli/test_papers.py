"""What every command that writes a paper tells first: what the law asks for, and what the public may not see."""

from __future__ import annotations

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
