"""Made-up papers of every house style: each ``papers/*.txt`` read and compared with the ``.json`` of the same name.

The ``.json`` is written by hand. Only the keys that it names are compared; an empty list says that there is none.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from extract import read_moete
from model.canonical import plain
from tests.extract.paper_text import document

_TABLE = tomllib.loads(Path(__file__).with_name("not_yet.toml").read_text(encoding="utf-8"))
NOT_YET, NOT_YET_AS_FILES = set(_TABLE["papers"]), set(_TABLE["files"])
"""Papers that are not read right yet; one that comes right must leave the table, or its test fails."""
PAPERS = sorted(Path(__file__).with_name("papers").glob("*.txt"))


def differences(want: Any, got: Any, at: str = "") -> list[str]:
    """What the paper says and the reading does not, by place; lists of the same length go item by item."""
    if isinstance(want, dict) and isinstance(got, dict):
        return [found for key in want for found in differences(want[key], got.get(key), f"{at}.{key}")]
    if isinstance(want, list) and isinstance(got, list) and len(want) == len(got):
        return [
            found for i, pair in enumerate(zip(want, got, strict=True)) for found in differences(*pair, f"{at}[{i}]")
        ]
    return [] if want == got else [f"{at.lstrip('.')}: the paper says {want!r}, read as {got!r}"]


def brief(got: Any, want: Any) -> Any:
    """Records in place of which the expectation has a plain text: points by text, sections by title."""
    if isinstance(want, dict) and isinstance(got, dict):
        return {**got, **{key: brief(got.get(key), want[key]) for key in want}}
    if isinstance(want, list) and isinstance(got, list) and want and all(isinstance(item, str) for item in want):
        return [
            item if isinstance(item, str) else (item["tekst"] if "tekst" in item else item.get("tittel"))
            for item in got
        ]
    if isinstance(want, list) and isinstance(got, list) and len(want) == len(got):
        return [brief(*pair) for pair in zip(got, want, strict=True)]
    return got


def _marked(paper: Path) -> Any:
    marks = [pytest.mark.xfail(strict=True, reason="not_yet.toml")] if paper.stem in NOT_YET else []
    return pytest.param(paper, marks=marks)


@pytest.mark.parametrize("paper", [_marked(paper) for paper in PAPERS], ids=[paper.stem for paper in PAPERS])
def test_it_reads_the_paper_as_a_clerk_does(paper: Path) -> None:
    want = json.loads(paper.with_suffix(".json").read_text(encoding="utf-8"))
    headers = tuple(want.pop("_headers", ()))
    got = plain(read_moete(document(paper.read_text(encoding="utf-8"), f"{paper.stem}.docx", headers)))
    assert differences(want, brief(got, want)) == []
