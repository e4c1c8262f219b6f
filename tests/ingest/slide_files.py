"""Small decks for the tests, made by python-pptx; what it can't say is put in as XML."""

import io
import zipfile
from collections.abc import Callable, Sequence

from lxml import etree
from pptx import Presentation
from pptx.util import Pt

from ingest.slides import read_pptx
from model.document import Block, Document, ListItem

TITLE_SLIDE, CONTENT, SECTION, TWO, COMPARISON, ONLY_TITLE, BLANK = range(7)
NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


class Deck:
    """A deck that grows slide by slide."""

    def __init__(self):
        self.file = Presentation()

    def slide(self, layout: int = CONTENT, *texts):
        """A slide; ``texts`` fill its placeholders in order, a list of lines or ``(level, line)`` or one line."""
        slide = self.file.slides.add_slide(self.file.slide_layouts[layout])
        for place, text in zip(slide.placeholders, texts, strict=False):
            fill(place.text_frame, text)
        return slide

    def data(self, parts: dict[str, str] | None = None) -> bytes:
        """The file's bytes; ``parts`` adds or replaces parts by name."""
        out = io.BytesIO()
        self.file.save(out)
        return with_parts(out.getvalue(), parts or {})

    def read(self) -> Document:
        return read_pptx(self.data(), "lysark.pptx")

    def blocks(self) -> list[Block]:
        return self.read().blocks


def fill(frame, text) -> None:
    lines = [text] if isinstance(text, str) else text
    for place, line in enumerate(lines):
        level, words = line if isinstance(line, tuple) else (0, line)
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.text, paragraph.level = words, level


def box(slide, x: float, y: float, width: float, height: float, text):
    """A text box at a place in points."""
    shape = slide.shapes.add_textbox(Pt(x), Pt(y), Pt(width), Pt(height))
    fill(shape.text_frame, text)
    return shape


def bullet(paragraph, xml: str, **attributes: str) -> None:
    """Give a paragraph a bullet of its own: ``<a:buChar char="–"/>``."""
    properties = paragraph._p.get_or_add_pPr()
    for name, value in attributes.items():
        properties.set(name, value)
    for one in etree.fromstring(f"<x {NAMES}>{xml}</x>"):
        properties.append(one)


def with_parts(data: bytes, parts: dict[str, str], change: Callable[[str, bytes], bytes] | None = None) -> bytes:
    """The zip with some parts put in or replaced, and each part as ``change`` makes it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, change(name, old.read(name)) if change else old.read(name))
        for name, text in parts.items():
            new.writestr(name, text)
    return out.getvalue()


def items(blocks: Sequence[Block]) -> list[tuple[int, str, str]]:
    """Level, marker and text of the list items."""
    return [(block.level, block.marker, block.text) for block in blocks if isinstance(block, ListItem)]


def texts(blocks: Sequence[Block]) -> list[str]:
    return [block.text for block in blocks]
