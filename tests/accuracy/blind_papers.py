"""How papers are read whose writer had not seen the code: ``python -m tests.accuracy.blind_papers``."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from extract import read_moete
from ingest import read
from model.canonical import canonical_json
from model.errors import SaksgangError
from tests.accuracy.measure import SHARED

PAPERS = Path(__file__).with_name("blind")


def measure(paper: Path) -> dict[str, float]:
    """F1 by field of one paper; a paper that is refused counts as one of which nothing was read."""
    try:
        got = canonical_json(read_moete(read(paper)))
    except SaksgangError:
        got = '{"saker": []}'
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "got.json"
        target.write_text(got, encoding="utf-8")
        command = [sys.executable, str(SHARED / "score.py"), str(paper.with_suffix(".json")), str(target), "--json"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    return {field: row["f1"] for field, row in json.loads(done.stdout).items()}


def main() -> int:
    """Print the mean of each field and the papers below it."""
    if not SHARED.is_dir():
        print(f"The scorer is not here ({SHARED}); nothing to measure.", file=sys.stderr)
        return 1
    scores: dict[str, dict[str, float]] = defaultdict(dict)
    for paper in sorted(PAPERS.glob("*.docx")):
        for field, f1 in measure(paper).items():
            scores[field][paper.stem] = f1
    for field, row in scores.items():
        low = ", ".join(f"{name} {f1:.2f}" for name, f1 in row.items() if f1 < 1)
        print(f"{field:24} {sum(row.values()) / len(row):.3f}   {low}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
