"""Footnotes and endnotes of a Word file: each read where the text calls it, with the sign that calls it.

Source: ECMA-376 part 1, 17.11. Numbers count through the paper, endnotes in small Roman numbers unless the file says
otherwise; a sign of its own is typed in the text and starts the note, too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.numbering import Numbering, format_number
from ingest.word_blocks import Beyond, BlockReader
from ingest.word_package import W
from ingest.word_styles import value, whole
from ingest.word_table import cell_text
from model.document import Note, Source

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ingest.word_package import Package
    from ingest.word_runs import Call
    from ingest.word_styles import Styles

_PARTS = {"fn": ("footnotes.xml", f"{W}footnote"), "en": ("endnotes.xml", f"{W}endnote")}
_SETTINGS = {"fn": "footnotePr", "en": "endnotePr"}
_FORMS = {"fn": "decimal", "en": "lowerRoman"}
_SIGNS = ("*", "†", "‡", "§")
_OWN_MARK = re.compile(r"(\*{1,5}|[†‡§]{1,5}|\w{1,3}[.)]?)\s")


class Notes:
    """All notes of a file; ask for each as the text calls it, in order."""

    def __init__(self, package: Package, body: _Element, styles: Styles) -> None:
        """The notes of the text ``body``."""
        self._package = package
        self._styles = styles
        self._notes: dict[str, dict[str, _Element]] = {}
        self._readers: dict[str, BlockReader] = {}
        self._given: set[str] = set()
        self._places = dict.fromkeys(_PARTS, 0)
        self._counts = dict.fromkeys(_PARTS, 0)
        self._forms = dict(_FORMS)
        settings = package.sibling("settings.xml")
        for kind, tag in _SETTINGS.items():
            section = body.find(f".//{W}sectPr/{W}{tag}")
            for said in (settings.find(W + tag) if settings is not None else None, section):
                if said is not None:
                    self._forms[kind] = value(said, "numFmt") or self._forms[kind]
                    self._counts[kind] = max((whole(value(said, "numStart")) or 1) - 1, 0)

    def read(self, call: Call) -> Note | None:
        """The note that is called; None where there is none, it is empty, or it stands already."""
        kind, key = call.key[:2], call.key[2:]
        if not call.has_own_mark:
            self._counts[kind] += 1
        element = self._all(kind).get(key)
        if call.key in self._given or element is None:
            return None
        self._given.add(call.key)
        self._places[kind] += 1
        blocks = self._readers[kind].read(element)
        text = cell_text(blocks)
        if not text:
            return None
        marker: str | None = self._number(kind)
        if call.has_own_mark:
            own = _OWN_MARK.match(text)
            marker, text = (own[1], text[own.end() :]) if own else (None, text)
        return Note(
            text=text,
            marker=marker,
            links=[one for block in blocks for one in block.links],
            style=blocks[0].style,
            source=Source(path=f"{kind}{self._places[kind]}"),
        )

    def _number(self, kind: str) -> str:
        count, form = self._counts[kind], self._forms[kind]
        if form == "chicago":
            return _SIGNS[(count - 1) % len(_SIGNS)] * ((count - 1) // len(_SIGNS) + 1)
        return format_number(count, form)

    def _all(self, kind: str) -> dict[str, _Element]:
        """The notes of a kind by their ids."""
        if kind not in self._notes:
            part, tag = _PARTS[kind]
            root = self._package.sibling(part)
            self._notes[kind] = {note.get(f"{W}id", ""): note for note in root.iter(tag)} if root is not None else {}
            links = self._package.links(self._package.beside(part))
            self._readers[kind] = BlockReader(self._styles, Numbering(None), Beyond(links))
        return self._notes[kind]
