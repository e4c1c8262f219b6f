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
from ingest.typed_rows import join_rows
from ingest.word_blocks import Beyond, BlockReader
from ingest.word_diagrams import diagram_texts
from ingest.word_notes import Notes
from ingest.word_package import Package, R, W
from ingest.word_pictures import large_pictures
from ingest.word_runs import clean
from ingest.word_styles import Styles
from model.document import Block, Document
from model.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_TRACKED = (f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo", f"{W}cellIns", f"{W}cellDel")
_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_WORDS = tomllib.loads(Path(__file__).with_name("word.toml").read_text(encoding="utf-8"))["page_number"]
_PAGE_WORDS = re.compile(
    rf"\b(?:{'|'.join(_WORDS['page'])})(?: ?(?:{'|'.join(_WORDS['of'])}))?\s*$", re.IGNORECASE | re.MULTILINE
)
_LETTERS_OF_A_PAGE = 200
"""Letters for each large picture below which a paper is mostly pictures; a page of text has two thousand."""


def read_docx(data: bytes, name: str) -> Document:
    """Read the bytes of the Word file ``name``; raises `UnreadableError` where they are damaged or hostile."""
    package = Package(data, name)
    main = package.xml(package.main)
    body = main.find(f"{W}body") if main is not None else None
    if body is None:
        raise UnreadableError(f"{name} holds no Word text; open it in Word and save it again.")
    styles = Styles(package.sibling("styles.xml"))
    notes = Notes(package, body, styles)
    numbering = Numbering(package.sibling("numbering.xml"))
    beyond = Beyond(package.links(package.main), notes.read, lambda mark: diagram_texts(package, mark))
    reader = BlockReader(styles, numbering, beyond)
    blocks = join_rows(reader.read(body), reader.tabs)
    auto_items = {id(item) for item in reader.auto_items}
    known = frozenset(place for place, block in enumerate(blocks) if id(block) in auto_items)
    return Document(
        fil=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="docx",
        title=_title(package),
        headers=list(dict.fromkeys(_running_texts(package, body, styles))),
        blocks=nest(find_headings(blocks), known),
        warnings=list(_warnings(package, body, reader, blocks)),
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


def _warnings(package: Package, body: _Element, reader: BlockReader, blocks: list[Block]) -> Iterator[str]:
    if next(body.iter(*_TRACKED), None) is not None:
        yield "The paper has tracked changes; they are read as accepted."
    comments = package.sibling("comments.xml")
    if comments is not None and next(comments.iter(f"{W}comment"), None) is not None:
        yield "The paper has comments in its margin; they are no part of it and were not read."
    if reader.has_foreign_text:
        yield "The paper embeds a text in another format, which was not read; open it in Word and save it again."
    if next(body.iter(_OBJECT), None) is not None:
        yield "The paper shows parts of other files (an Excel sheet, say) as pictures; what they say was not read."
    pictures = large_pictures(body)
    if pictures and sum(map(str.isalnum, "".join(block.text for block in blocks))) < _LETTERS_OF_A_PAGE * pictures:
        yield (
            "The paper is mostly pictures, which may be scanned pages; "
            "what they say was not read: save it as PDF to have it recognised."
        )
    elif not blocks:
        yield "The paper holds no text."
