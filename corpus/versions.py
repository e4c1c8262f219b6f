"""Which papers count: a revised paper stands in place of its earlier version."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from corpus.match import match_saker
from model.moete import Moete, Varsel

MOST = 2 / 3
"""The share of an earlier version's saker that a version in its place has."""
_SLAG = {"utkast": 0, None: 1, "revidert": 2, "endeleg": 3}


def current(papers: Sequence[Moete]) -> tuple[list[Moete], list[Varsel]]:
    """The papers of a meeting that count, in their order, and a warning for each that another stands in place of.

    A paper replaces one of the same kinds (or of fewer: the new notice has the papers too) that calls itself an earlier
    version (a draft before one that says nothing, that before a revised one, by date and number of the version) and
    whose saker it has, but for a third. Papers that don't say which is the later both count, as do a notice and its
    supplement.
    """
    kept, told = [], list[Varsel]()
    for paper in papers:
        later = [other for other in papers if _replaces(other, paper)]
        if not later:
            kept.append(paper)
            continue
        newest = max(later, key=version)
        sentence = f"{newest.kjelder[0].fil} stands in place of {paper.kjelder[0].fil}, an earlier version of it."
        told.append(Varsel(kode="erstatta", melding=f"{sentence}{_lost(paper, newest)}", kjelde=paper.kjelder[0]))
    return kept, told


def _replaces(paper: Moete, earlier: Moete) -> bool:
    if not set(earlier.dokumenttypar) <= set(paper.dokumenttypar) or version(paper) <= version(earlier):
        return False
    both = sum(len(same.told) == 2 for same in match_saker([paper.saker, earlier.saker]))
    return both >= MOST * len(earlier.saker) > 0


def version(paper: Moete) -> tuple[int, date, int]:
    """How late the paper calls itself: by kind of version, then by its date and number."""
    utgaave = paper.utgaave
    if utgaave is None:
        return _SLAG[None], date.min, 0
    return _SLAG[utgaave.slag], utgaave.dato or date.min, utgaave.nr or 0


def _lost(earlier: Moete, newest: Moete) -> str:
    """What the earlier version had and the later has not; nobody should miss a sak without knowing."""
    found = [same.told[0] for same in match_saker([newest.saker, earlier.saker]) if same.told[0].paper == 1]
    names = ", ".join(f"«{told.sak.nummer or ''} {told.sak.tittel}»".replace("« ", "«") for told in found)
    return f" No longer there: {names}." if names else ""
