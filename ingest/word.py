"""A Word file (.docx) to a `Document`, as Word shows it: numbers computed, tracked changes accepted, boxes in place."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.headings import find_headings
from ingest.nesting import nest
from ingest.numbering import Numbering
from ingest.word_blocks import BlockReader
from ingest.word_package import Package, R, W
from ingest.word_runs import clean
from ingest.word_styles import Styles
from model.document import Block, Document, Paragraph, Source
from model.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_TRACKED = (f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo")
_WORDS = tomllib.loads(Path(__file__).with_name("word.toml").read_text(encoding="utf-8"))["page_number"]
_PAGE_WORDS = re.compile(
    rf"\b(?:{'|'.join(_WORDS['page'])})(?: ?(?:{'|'.join(_WORDS['of'])}))?\s*$", re.IGNORECASE | re.MULTILINE
)
_NOTE_PARTS = {"fn": ("footnotes.xml", f"{W}footnote"), "en": ("endnotes.xml", f"{W}endnote")}


def read_docx(data: bytes, name: str) -> Document:
    """Read the bytes of the Word file ``name``; raises `UnreadableError` where they are damaged or hostile."""
    package = Package(data, name)
    main = package.xml(package.main)
    body = main.find(f"{W}body") if main is not None else None
    if body is None:
        raise UnreadableError(f"{name} holds no Word text; open it in Word and save it again.")
    styles = Styles(package.sibling("styles.xml"))
    reader = BlockReader(styles, Numbering(package.sibling("numbering.xml")))
    blocks = reader.read(body)
    auto_items = {id(item) for item in reader.auto_items}
    known = frozenset(place for place, block in enumerate(blocks) if id(block) in auto_items)
    return Document(
        fil=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="docx",
        title=_title(package),
        headers=list(dict.fromkeys(_running_texts(package, body, styles))),
        blocks=[*nest(find_headings(blocks), known), *_notes(package, reader, styles)],
        warnings=list(_warnings(body, reader, blocks)),
    )


def _title(package: Package) -> str | None:
    """The title that the file's properties give."""
    root = package.xml("docProps/core.xml")
    return clean(root.findtext(_TITLE) or "") or None if root is not None else None


def _running_texts(package: Package, body: _Element, styles: Styles) -> Iterator[str]:
    """The text of each header and footer that a section uses, without page numbers."""
    targets = package.targets(package.main)
    used = (mark.get(f"{R}id") for mark in body.iter(f"{W}headerReference", f"{W}footerReference"))
    for part in dict.fromkeys(targets.get(key or "", "") for key in used):
        root = package.xml(part) if part else None
        if root is not None:
            blocks = BlockReader(styles, Numbering(None)).read(root)
            text = "\n".join(_PAGE_WORDS.sub("", block.text).strip() for block in blocks).strip()
            if text:
                yield text


def _notes(package: Package, reader: BlockReader, styles: Styles) -> Iterator[Block]:
    """The footnotes and endnotes that the text calls, a paragraph each, in the order of the calls."""
    for kind, (part, tag) in _NOTE_PARTS.items():
        called = [key[2:] for key in dict.fromkeys(reader.notes) if key.startswith(kind)]
        root = package.sibling(part) if called else None
        notes = {note.get(f"{W}id"): note for note in root.iter(tag)} if root is not None else {}
        for place, key in enumerate(called, start=1):
            if key in notes:
                blocks = BlockReader(styles, Numbering(None)).read(notes[key])
                text = "\n".join(block.text for block in blocks)
                if text:
                    yield Paragraph(text=text, style=blocks[0].style, source=Source(path=f"{kind}{place}"))


def _warnings(body: _Element, reader: BlockReader, blocks: list[Block]) -> Iterator[str]:
    if next(body.iter(*_TRACKED), None) is not None:
        yield "The paper has tracked changes; they are read as accepted."
    if reader.has_foreign_text:
        yield "The paper embeds a text in another format, which was not read; open it in Word and save it again."
    if not blocks:
        yield "The paper holds no text."
