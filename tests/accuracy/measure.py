"""How well real papers are read: each paper that has a gold annotation, scored field by field.

    python -m tests.accuracy.measure             print the tables (Markdown)
    python -m tests.accuracy.measure --raise     and raise the floors that the test holds to

The papers, their annotations and the scorer are no part of the project; they lie in ``../shared`` beside it, or where
``SAKSGANG_SHARED`` says.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from extract import read_paper
from ingest import read
from model.canonical import canonical_json

SHARED = Path(os.environ.get("SAKSGANG_SHARED", Path(__file__).resolve().parents[3] / "shared"))
FLOORS = Path(__file__).with_name("floors.json")

PAPERS = {
    "styremote-2025-12-09-sakspapir.docx": "styremote-2025-12-09",
    "styremote-2025-12-09-sakspapir.pdf": "styremote-2025-12-09",
    "styremote-2025-12-09-sakspapir-flat.docx": "styremote-2025-12-09",
    "styremote-2025-12-09-sakspapir-flat.pdf": "styremote-2025-12-09",
    "sogn-regionraad-protokoll-2018-12-07.docx": "sogn-regionraad-protokoll-2018-12-07",
    "sogn-regionraad-protokoll-2018-12-07.pdf": "sogn-regionraad-protokoll-2018-12-07",
    "osloregionen-styret-2007-03-20.docx": "osloregionen-styret-2007-03-20",
    "osloregionen-styret-2007-03-20.pdf": "osloregionen-styret-2007-03-20",
    "troegstad-formannskap-2015-05-05.docx": "troegstad-formannskap-2015-05-05",
    "troegstad-formannskap-2015-05-05.pdf": "troegstad-formannskap-2015-05-05",
}

PLANS = {"handlingsplan-2022.docx": "handlingsplan-2022", "handlingsplan-2022.pdf": "handlingsplan-2022"}

Scores = dict[str, dict[str, float]]


def measure(paper: str) -> dict[str, float]:
    """F1 by field of one paper, as the scorer beside the papers computes it."""
    got = read_paper(read(SHARED / "papers" / paper))
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "got.json"
        target.write_text(canonical_json(got), encoding="utf-8")
        gold = SHARED / "gold" / f"{(PAPERS | PLANS)[paper]}.json"
        command = [sys.executable, str(SHARED / "score.py"), str(gold), str(target), "--json"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    report: dict[str, dict[str, float]] = json.loads(done.stdout)
    return {field: row["f1"] for field, row in report.items() if row["n"] or row["f1"] < 1}


def table(scores: Scores) -> str:
    """The scores as a Markdown table, a row per field, a column per paper."""
    fields = list(dict.fromkeys(field for row in scores.values() for field in row))
    heads = [_short(name) for name in scores]
    out = ["| F1 | " + " | ".join(heads) + " |", "|---|" + "--:|" * len(heads)]
    for field in fields:
        cells = [f"{row[field]:.3f}" if field in row else "" for row in scores.values()]
        out.append(f"| {field} | " + " | ".join(cells) + " |")
    return "\n".join(out)


def _short(paper: str) -> str:
    """``styremote-2025-12-09-sakspapir-flat.pdf`` as a column's head: ``styremote flat .pdf``."""
    name, _, ending = paper.rpartition(".")
    return f"{name.split('-')[0]}{' flat' if name.endswith('-flat') else ''} .{ending}"


def main() -> int:
    """Print the tables; with ``--raise`` write scores that have risen to the floors."""
    if not SHARED.is_dir():
        print(f"The annotated papers are not here ({SHARED}); nothing to measure.", file=sys.stderr)
        return 1
    scores = {paper: measure(paper) for paper in PAPERS | PLANS}
    notice = {paper: row for paper, row in scores.items() if PAPERS.get(paper) == "styremote-2025-12-09"}
    plans = {paper: row for paper, row in scores.items() if paper in PLANS}
    minutes = {paper: row for paper, row in scores.items() if paper not in notice | plans}
    from tests.accuracy import deck_content, decks, scans, styles

    tables = [table(notice), table(minutes), table(plans), deck_content.table(), styles.table()]
    tables += [decks.table(), scans.table()]
    print("\n\n".join(tables))
    if "--raise" in sys.argv[1:]:
        old: Scores = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
        raised = {
            paper: {field: max(f1, old.get(paper, {}).get(field, 0.0)) for field, f1 in row.items()}
            for paper, row in scores.items()
        }
        FLOORS.write_text(canonical_json(raised), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
