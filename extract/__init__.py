"""Floor 2: what a paper says. Document -> Moete.

Reads a paper as a clerk does: front page, sakliste, each sak with its labels, the points of proposal and vedtak.
The words it knows papers by are the TOML tables beside the modules.
"""

from __future__ import annotations

from model.document import Document
from model.moete import Moete

__all__ = ["read_paper"]


def read_paper(document: Document) -> Moete:
    """What a board paper says; see `extract.paper.read_paper`. The language pipeline loads at the first call."""
    from extract.paper import read_paper as read

    return read(document)
