"""The made-up papers once more, as the files an archive holds: through Word, and through LibreOffice's PDF of it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from extract import read_moete
from ingest import read
from model.canonical import plain
from tests.extract.paper_word import word_file
from tests.extract.test_papers import NOT_YET, NOT_YET_AS_FILES, PAPERS, brief, differences

NAMES = [paper.stem for paper in PAPERS if paper.stem not in NOT_YET]
KINDS = {"med-linjer": True, "utan-linjer": False}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All papers as .docx, and as .pdf where LibreOffice is here."""
    folder = tmp_path_factory.mktemp("papir")
    for paper in PAPERS:
        for kind, borders in KINDS.items():
            data = word_file(paper.read_text(encoding="utf-8"), borders=borders)
            (folder / f"{paper.stem}.{kind}.docx").write_bytes(data)
    if shutil.which("soffice"):
        profile = tmp_path_factory.mktemp("profil").as_uri()
        command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir"]
        papers = sorted(map(str, folder.glob("*.docx")))
        subprocess.run([*command, str(folder), *papers], check=True, capture_output=True, timeout=300)
    return folder


FILES = [f"{name}.{kind}.{ending}" for name in NAMES for kind in KINDS for ending in ("docx", "pdf")]


def _marked(file: str) -> Any:
    marks = [pytest.mark.xfail(strict=True, reason="not_yet.toml")] if file in NOT_YET_AS_FILES else []
    return pytest.param(file, marks=marks)


@pytest.mark.parametrize("file", [_marked(file) for file in FILES], ids=FILES)
def test_a_paper_says_the_same_in_every_format(files: Path, file: str) -> None:
    name, path = file.split(".")[0], files / file
    if not path.exists():
        pytest.skip("LibreOffice is not here to make the PDF")
    want = json.loads((PAPERS[0].parent / f"{name}.json").read_text(encoding="utf-8"))
    want.pop("_headers", None)
    got = plain(read_moete(read(path)))
    assert differences(want, brief(got, want)) == []
