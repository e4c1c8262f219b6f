"""How well papers of each house style are read: the made-up papers as Word files and PDFs, and those written blind."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from extract import read_moete
from ingest import read
from model.canonical import plain
from model.errors import SaksgangError
from tests.accuracy.measure import SHARED
from tests.extract.paper_word import word_file

PAPERS = Path(__file__).parents[1] / "extract" / "papers"
BLIND = Path(__file__).with_name("blind")
FIELDS = (
    "moete",
    "moetedeltakarar",
    "saker.nummer",
    "saker.tittel",
    "framlegg.punkt",
    "vedtak.punkt",
    "vedtak.utfall",
    "roeysting",
)
Counts = dict[str, list[int]]


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _gold(path: Path) -> dict[str, Any]:
    """The expectation in the scorer's form: points are records, saker have the fields that it asks for."""
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    gold.pop("_headers", None)
    for sak in gold["saker"]:
        sak.setdefault("nummer", None)
        sak.setdefault("tittel", None)
        for part in ("framlegg", "vedtak"):
            if sak.get(part) and "punkt" in sak[part]:
                points = sak[part]["punkt"]
                sak[part]["punkt"] = [{"tekst": point} if isinstance(point, str) else point for point in points]
    return gold


def _tally(score: ModuleType, gold: dict[str, Any], paper: Path, into: Counts) -> None:
    try:
        got = plain(read_moete(read(paper)))
    except SaksgangError:
        got = {"saker": []}
    _leave_out(gold, got)
    for field, (hit, want, have) in score.score_moete(gold, got).fields.items():
        row = into.setdefault(field, [0, 0, 0])
        row[:] = [row[0] + hit, row[1] + want, row[2] + have]


def _leave_out(gold: dict[str, Any], got: dict[str, Any]) -> None:
    """What the expectation does not name, title or points, is not scored: it is taken from the reading."""
    read = {sak["nummer"]: sak for sak in got["saker"]}
    for sak in gold["saker"]:
        own = read.get(sak["nummer"], {})
        sak["tittel"] = own.get("tittel") if sak["tittel"] is None else sak["tittel"]
        for part in ("framlegg", "vedtak"):
            if sak.get(part) and "punkt" not in sak[part]:
                sak[part]["punkt"] = (own.get(part) or {}).get("punkt", [])


def _cells(found: Counts) -> Iterable[str]:
    for field in FIELDS:
        hit, want, have = found.get(field, [0, 0, 0])
        yield f"{2 * hit / (want + have):.3f}" if want + have else ""


def table() -> str:
    """F1 over all papers of a style, as a Markdown table."""
    score = _scorer()
    by_style: dict[str, Counts] = defaultdict(dict)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for paper in sorted(PAPERS.glob("*.txt")):
            (folder / f"{paper.stem}.docx").write_bytes(word_file(paper.read_text(encoding="utf-8"), borders=True))
        made = sorted(folder.glob("*.docx"))
        if shutil.which("soffice"):
            profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
            command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
            subprocess.run([*command, *map(str, made)], check=True, capture_output=True, timeout=300)
        for paper in sorted([*made, *folder.glob("*.pdf")]):
            style = f"{paper.name.split('-')[1]} {paper.suffix}"
            _tally(score, _gold(PAPERS / f"{paper.stem}.json"), paper, by_style[style])
    for paper in sorted(BLIND.glob("*.docx")):
        _tally(score, _gold(paper.with_suffix(".json")), paper, by_style["written blind"])
    out = ["| F1 by house style | " + " | ".join(FIELDS) + " |", "|---|" + "--:|" * len(FIELDS)]
    out += [f"| {style} | " + " | ".join(_cells(found)) + " |" for style, found in sorted(by_style.items())]
    return "\n".join(out)


if __name__ == "__main__":
    print(table())
