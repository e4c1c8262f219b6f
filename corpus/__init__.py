"""Floor 3: keep, merge, search. Imports files through ``ingest`` and ``extract``; one JSON file for each meeting.

The names below load when they are first asked for, so that a search need not pay for what an import needs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.archive import Archive
    from corpus.batch import import_paths
    from corpus.checking import Finding, check
    from corpus.clerk import Remark, check_meeting
    from corpus.report import FileResult, ImportReport
    from corpus.search import Hit, SearchResult

__all__ = [
    "Archive",
    "FileResult",
    "Finding",
    "Hit",
    "ImportReport",
    "Remark",
    "SearchResult",
    "check",
    "check_meeting",
    "import_paths",
]

_MODULES = {
    "Archive": "archive",
    "FileResult": "report",
    "Finding": "checking",
    "Hit": "search",
    "ImportReport": "report",
    "Remark": "clerk",
    "SearchResult": "search",
    "check": "checking",
    "check_meeting": "clerk",
    "import_paths": "batch",
}


def __getattr__(name: str) -> object:
    if name in _MODULES:
        return getattr(import_module(f"corpus.{_MODULES[name]}"), name)
    raise AttributeError(f"module 'corpus' has no attribute {name!r}")
