"""Floor 1: the words that everything speaks. Imports nothing of ours.

`Document` is a paper as ``ingest`` sees it; `Moete`, `Plan` and `Presentasjon` are what ``extract`` finds in it. The
names load when they are asked for: building the records costs a command a tenth of a second.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from model.canonical import canonical_json, plain
    from model.document import Document
    from model.moete import Moete, Sak, Vedtak
    from model.plan import Plan
    from model.presentasjon import Presentasjon

__all__ = ["Document", "Moete", "Plan", "Presentasjon", "Sak", "Vedtak", "canonical_json", "plain"]

_HOMES = {
    "Document": "model.document",
    "Moete": "model.moete",
    "Plan": "model.plan",
    "Presentasjon": "model.presentasjon",
    "Sak": "model.moete",
    "Vedtak": "model.moete",
    "canonical_json": "model.canonical",
    "plain": "model.canonical",
}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'model' has no attribute {name!r}")
