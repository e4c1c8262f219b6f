"""What is read of an annotated slide deck: the vedtak and due dates that it names, its bullets, members of organs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from extract import read_paper
from ingest import read
from model.canonical import plain
from tests.accuracy.measure import SHARED

DECKS = ("presentasjon-sogn-ko.pptx", "presentasjon-sogn-ko.pdf")
GOLD = "presentasjon-sogn-ko.json"
_ORGANS = {"representantskap": "Representantskapet", "styre": "Styret"}


def measure(deck: str) -> dict[str, float]:
    """F1 by field over the topics that are annotated; whole entries count, with organ and date."""
    gold: dict[str, Any] = json.loads((SHARED / "gold" / GOLD).read_text(encoding="utf-8"))
    got: dict[str, Any] = plain(read_paper(read(SHARED / "papers" / deck)))
    topics = {topic["tittel"]: topic for topic in got["tema"]}
    pairs = [(topic, topics.get(topic["tittel"], {})) for topic in gold["tema"]]

    def entries(side: int, field: str, *keys: str) -> Iterable[object]:
        for pair in pairs:
            for entry in pair[side].get(field, []):
                yield (pair[0]["tittel"], *(entry[key] for key in keys)) if keys else (pair[0]["tittel"], entry)

    said = [
        (_ORGANS[key], person["namn"], person["verv"], person["kommune"]) for key in _ORGANS for person in gold[key]
    ]
    found = [tuple(member[key] for key in ("organ", "namn", "verv", "kommune")) for member in got["medlemmer"]]
    titles = [topic["tittel"] for topic in gold["tema"]]
    decision, due = ("dato", "utvalg", "tekst"), ("dato", "tekst")
    return {
        "tema.tittel": _f1(titles, [title for title in titles if title in topics]),
        "tema.punkt": _f1(entries(0, "punkt"), entries(1, "punkt")),
        "tema.vedtak": _f1(entries(0, "vedtak", *decision), entries(1, "vedtak", *decision)),
        "tema.frist": _f1(entries(0, "frist", *due), entries(1, "frist", *due)),
        "medlemmer": _f1(said, found),
    }


def _f1(gold: Iterable[object], got: Iterable[object]) -> float:
    want, have = Counter(gold), Counter(got)
    hit = sum((want & have).values())
    return round(2 * hit / (sum(want.values()) + sum(have.values())), 3)


def table() -> str:
    """The scores as a Markdown table."""
    scores = {deck: measure(deck) for deck in DECKS}
    out = [
        "| F1, what a deck says | "
        + " | ".join(deck.split("-")[0] + " ." + deck.split(".")[1] for deck in DECKS)
        + " |"
    ]
    out.append("|---|" + "--:|" * len(DECKS))
    rows = (" | ".join([f"| {field}", *(f"{row[field]:.3f}" for row in scores.values())]) for field in scores[DECKS[0]])
    return "\n".join([*out, *(f"{row} |" for row in rows)])
