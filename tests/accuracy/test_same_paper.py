"""The PDF and the Word file of one paper are the same paper: their saker are equal, but for where things stand."""

from __future__ import annotations

from typing import Any

import pytest

from extract import read_moete
from ingest import read
from model.canonical import plain
from tests.accuracy.measure import PAPERS, SHARED

pytestmark = pytest.mark.skipif(
    not (SHARED / "gold").is_dir(), reason=f"the annotated papers are not beside the project ({SHARED})"
)

NAMES = sorted({paper.rpartition(".")[0] for paper in PAPERS})
# A PDF has no levels of headings and lists, only how they look; and typed «tables» are read by rows there.
OF_THE_LOOK = {"kjelde", "kjelder", "nivaa", "seksjonar"}


def said(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: said(part) for key, part in value.items() if key not in OF_THE_LOOK}
    if isinstance(value, list):
        return [said(part) for part in value]
    return " ".join(value.split()) if isinstance(value, str) else value


@pytest.mark.parametrize("name", NAMES)
def test_pdf_and_word_say_the_same(name: str) -> None:
    word, pdf = (said(plain(read_moete(read(SHARED / "papers" / f"{name}.{ending}")))) for ending in ("docx", "pdf"))
    if name.endswith("-flat"):  # its typed timetable breaks a date over two lines, which only Word's file shows
        for paper in (word, pdf):
            for sak in paper["saker"]:
                del sak["tilvisingar"], sak["datoar"]
    assert word["saker"] == pdf["saker"]
    assert {**word, "saker": [], "id": ""} == {**pdf, "saker": [], "id": ""}
