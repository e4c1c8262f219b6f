"""Floor 2: what a paper says. Document -> Moete, Plan or Presentasjon.

Reads a paper as a clerk does: front page, sakliste, each sak with its labels, the points of proposal and vedtak; plans
by their tables and headings, decks slide by slide. The words it knows papers by are the TOML tables beside the modules.
"""

from __future__ import annotations

from model.document import Document
from model.moete import Moete
from model.plan import Plan
from model.presentasjon import Presentasjon

__all__ = ["check_model", "read_moete", "read_paper"]


def read_paper(document: Document, spacy_model: str | None = None) -> Moete | Plan | Presentasjon:
    """What a paper says; see `extract.paper.read_paper`. The language pipeline loads at the first call."""
    from extract.paper import read_paper as read

    return read(document, spacy_model)


def read_moete(document: Document) -> Moete:
    """What the paper of a meeting says; see `extract.paper.read_moete`."""
    from extract.paper import read_moete as read

    return read(document)


def check_model(name: str) -> None:
    """Raise `UsageError` where no trained pipeline of this name finds entities; see `extract.trained.load`."""
    from extract.trained import load

    load(name)
