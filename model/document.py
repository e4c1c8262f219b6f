"""A paper as a careful person sees it, whatever the file format.

``ingest`` makes a `Document`, ``extract`` reads it. Nothing here knows of saker: a document is pages, and on
them blocks in reading order, each with its text, its look and the place it stands on.

Two conventions hold for every text: a tab means a gap that the eye sees (a tab stop, or white space much wider
than a word space), a line feed means a line break that the writer chose. Line breaks that only the page made are
gone, and words broken over them are whole again.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Record(BaseModel):
    """Base of every record: unknown fields are an error, field docstrings go into the JSON Schema."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True, populate_by_name=True)


class Source(Record):
    """Where a block stands: page and box in a PDF, path in a Word file."""

    page: int | None = None
    """Page or slide number, from 1; null where the format has no pages (Word)."""
    bbox: tuple[float, float, float, float] | None = None
    """x0, top, x1, bottom in points from the page's upper left corner."""
    path: str | None = None
    """Path in a file without pages: ``p12`` its 12th paragraph (from 1), ``t3/r2/c1/p1`` one in a table cell; in a deck
    ``s3/sp4/p2``: slide, shape, paragraph."""
    tagged: bool = False
    """The file's own structure tree (a tagged PDF) says what the block is."""


class Style(Record):
    """How a block looks; the look is what tells structure in papers without styles."""

    size: float | None = None
    """Type size in points; the most common in the block."""
    bold: bool = False
    """All of the block's letters are bold."""
    italic: bool = False
    """All of the block's letters are italic."""
    underline: bool = False
    """All of the block's letters are underlined."""
    indent: float = 0.0
    """Left indent in points from the text margin."""
    lead: int = 0
    """How many characters at the start are bold where the rest is not (``Vedlegg:`` before plain text)."""
    space_before: bool = False
    """Clear white space (an empty line or more) stands above the block, or it opens a page."""
    name: str | None = None
    """The paragraph style's name in a Word file."""


class Link(Record):
    """A link in the text."""

    text: str
    """The words that are the link."""
    target: str
    """The address it leads to, as the file has it."""


class BlockBase(Record):
    """What every block has."""

    text: str
    """The block's text as the reader sees it; for a table its cells by rows."""
    links: list[Link] = []
    """Its links to addresses outside the paper, in the order of the text."""
    style: Style = Style()
    """How it looks."""
    source: Source = Source()
    """Where it stands."""


class Heading(BlockBase):
    """A line that names what follows it; a number that Word computes is part of the text."""

    kind: Literal["heading"] = "heading"
    level: int = 1
    """1 is the highest."""
    number: str | None = None
    """The number in front of the heading, without its closing mark (``7``, ``2.1``)."""


class Paragraph(BlockBase):
    """Running text."""

    kind: Literal["paragraph"] = "paragraph"


class ListItem(BlockBase):
    """One item of a list; the text is without its marker."""

    kind: Literal["list_item"] = "list_item"
    marker: str
    """The marker as it stands: ``•``, ``-``, ``1.``, ``a)``."""
    level: int = 0
    """Nesting, from 0."""
    number: str | None = None
    """The marker without its closing mark where it counts (``1``, ``a``); null for bullets."""


class Cell(Record):
    """A cell of a table."""

    text: str
    """The cell's paragraphs, parted by line feeds."""
    rowspan: int = 1
    """Rows it covers downwards, itself included."""
    colspan: int = 1
    """Columns it covers, itself included."""
    source: Source = Source()
    """Where the cell stands."""


class Table(BlockBase):
    """Rows of cells; one table even where it runs over several pages. A merged cell stands once, where it begins."""

    kind: Literal["table"] = "table"
    rows: list[list[Cell]]
    """The cells of each row, from left to right."""
    header_rows: int = 0
    """How many rows at the top are headers."""


class Note(BlockBase):
    """A note set apart from the text, behind the block that calls it: a footnote, or a slide's speaker notes."""

    kind: Literal["note"] = "note"
    marker: str | None = None
    """The sign that calls a footnote: ``1``, ``*``; null for speaker notes."""


Block = Annotated[Heading | Paragraph | ListItem | Table | Note, Field(discriminator="kind")]
Origin = Literal["digital", "ocr"]
"""Where text came from: the file's own letters, or character recognition of a picture."""
Format = Literal["pdf", "docx", "doc", "odt", "rtf", "pptx", "ppt", "odp", "txt", "md", "html"]
"""What a file really is."""


class PageInfo(Record):
    """A page of the file and what stands on each page of it anew."""

    number: int
    """From 1."""
    width: float | None = None
    """In points."""
    height: float | None = None
    """In points."""
    header: str | None = None
    """Running header, set apart from the text."""
    footer: str | None = None
    """Running footer or page number, set apart from the text."""
    origin: Origin = "digital"
    """Where the page's text came from."""
    quality: float | None = None
    """How good the text is: the share of its words, 0 to 1, that a Norwegian reader knows; null where too few tell."""
    rejected: float | None = None
    """The same of the text that was not kept, where the page was read in two ways."""


class Document(Record):
    """A paper read from a file."""

    fil: str
    """The file's name, without folders."""
    sha256: str
    """Of the file's bytes."""
    inside: str | None = None
    """The file that held it, without folders: the mail or zip file that the paper was attached to."""
    format: Format
    """What the file really is, whatever its name says."""
    origin: Origin | Literal["mixed"] = "digital"
    """Where the text came from; mixed where pages differ."""
    quality: float | None = None
    """How good the text layer is over all pages, as `PageInfo.quality`; null where nothing needed judging."""
    title: str | None = None
    """The title property of the file, where it has one."""
    headers: list[str] = []
    """Running headers and footers of the file, each different one once."""
    pages: list[PageInfo] = []
    """The pages or slides; empty for Word files, which have none until printed."""
    blocks: list[Block]
    """The text in reading order."""
    warnings: list[str] = []
    """What was odd about the file, a sentence each."""
