"""An HTML file to a `Document`, as a browser without a network shows it; Markdown comes the same way.

Menus, page heads and page feet are apart; what a browser hides is left out; nothing is fetched. A table that only lays
out the page is read cell by cell as running text.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from ingest.headings import find_headings
from ingest.letters import decode
from ingest.links import attach, link
from ingest.nesting import nest
from ingest.numbering import Label, format_number
from ingest.web_look import HEADING_SIZES, is_hidden, look_of
from ingest.word_paragraph import Setting, blocks_of
from ingest.word_runs import Span, clean
from ingest.word_styles import ParagraphLook, RunLook
from ingest.word_table import cell_text
from model.document import Block, Cell, Document, Format, Link, ListItem, Source, Table
from model.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

LARGEST = 20 * 1024 * 1024
"""Bytes of the largest page that is read; most of a large one is pictures written as letters."""
MOST_TAGS = 400_000
"""Tags, opening and closing, of the longest page that is read; a page of paper has about a hundred."""
BODY_SIZE = 12.0
"""Points of running text where a page says nothing, as browsers have it."""

_SPACE = re.compile(r"[ \t\n\r\f]+")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,30})", re.IGNORECASE)
_CHARSET_WITHIN = 4096  # bytes; browsers look at 1024
_INDENT = 20.0  # points of a level of lists or quotes; browsers have 30
_WIDEST = 1_000  # columns and rows that a cell may cover

_DROPPED = frozenset(
    {"script", "style", "template", "noscript", "svg", "math", "iframe", "frame", "object", "embed", "applet", "canvas",
     "select", "input", "button", "textarea", "audio", "video", "map", "title", "datalist", "rp", "rt"}
)  # fmt: skip
_APART = frozenset({"nav", "header", "footer"})
_APART_ROLES = frozenset({"navigation", "banner", "contentinfo"})
_PAPER = frozenset({"main", "article", "section", "td", "blockquote"})
"""Within these a header or footer is part of the text."""
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
     "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend",
     "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
     "thead", "tr", "ul"}
)  # fmt: skip
_ROOMY = frozenset({"p", "blockquote", "pre", "dl", "hr", "ul", "ol", "figure", "fieldset"})
"""Browsers put white space round these."""
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_CONTENTS = re.compile(r"msotoc(?:\d|heading)|toc|table[ -]of[ -]contents\d*")
_BULLETS = ("•", "◦", "▪")


def read_html(data: bytes, name: str) -> Document:
    """Read the bytes of the HTML file ``name``; raises `UnreadableError` where they are no text, or far too many."""
    if len(data) > LARGEST or data.count(b"<") > MOST_TAGS:
        raise UnreadableError(f"{name} is far longer than a paper can be and was not read; save the paper itself.")
    text = _decoded(data)
    if text is None:
        raise UnreadableError(f"{name} is no readable HTML; open it in a browser and save it as PDF.")
    return page(text, data, name, "html")


def page(text: str, data: bytes, name: str, format: Format) -> Document:
    """The Document of a page's HTML; ``data`` is the file that it came from, of the format ``format``."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None  # nothing in it that is text
    reader = _PageReader()
    if root is not None:
        reader.read(root)
    known = frozenset(place for place, block in enumerate(reader.blocks) if id(block) in reader.labelled)
    title = root.findtext(".//title") if root is not None else None
    return Document(
        fil=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format=format,
        title=clean(_SPACE.sub(" ", title or "")) or None,
        headers=list(dict.fromkeys(reader.headers)),
        blocks=nest(find_headings(reader.blocks), known),
        warnings=list(_warnings(root, reader)),
    )


def _warnings(root: _Element | None, reader: _PageReader) -> Iterator[str]:
    if root is not None and next(root.iter("frame", "iframe"), None) is not None:
        yield "The page shows other pages in frames, which were not read."
    if not reader.blocks:
        yield "The paper holds no text."


def _decoded(data: bytes) -> str | None:
    """The page's text: Unicode where it is, else as the page says, else as any text."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        said = _CHARSET.search(data[:_CHARSET_WITHIN])
    if said and not data.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\0" not in data[:_CHARSET_WITHIN]:
        code = said[1].decode("ascii").lower()
        try:
            # Browsers, too, take latin-1 for Windows' letters.
            return data.decode("cp1252" if code in ("iso-8859-1", "latin1", "us-ascii") else code, "replace")
        except (LookupError, UnicodeError):
            pass
    return decode(data)


class _PageReader:
    """Reads elements in order; inline text gathers until a block ends it."""

    def __init__(self, prefix: str = "") -> None:
        self.blocks: list[Block] = []
        self.headers: list[str] = []
        self.labelled: set[int] = set()
        """The list items whose level the page gives."""
        self._prefix = prefix
        self._spans: list[Span] = []
        self._has_text = False
        self._links: list[Link] = []
        self._label: Label | None = None
        self._counts = {"p": 0, "t": 0}
        self._gap = True
        self._depth = 0
        self._indent = 0.0
        self._in_paper = 0

    def read(self, element: _Element) -> None:
        """Read an element and all below it."""
        self._children(element, RunLook(size=BODY_SIZE), is_raw=False)
        self._flush()

    def _children(self, element: _Element, look: RunLook, *, is_raw: bool) -> None:
        self._add(element.text, look, is_raw)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, look, is_raw)
            self._add(child.tail, look, is_raw)

    def _add(self, text: str | None, look: RunLook, is_raw: bool) -> None:
        if text:
            text = text if is_raw else _SPACE.sub(" ", text)
            self._spans.append(Span(text.upper() if look.caps else text, look))
            self._has_text = self._has_text or not text.isspace()

    def _element(self, element: _Element, look: RunLook, is_raw: bool) -> None:
        tag = str(element.tag).lower()
        if tag in _DROPPED or is_hidden(element) or _is_contents(element):
            return
        look = look_of(element, tag, look)
        if tag == "br":
            self._spans.append(Span("\n", look))
        elif tag == "a":
            self._children(element, look, is_raw=is_raw)
            self._link(element)
        elif tag in HEADING_SIZES:
            self._flush()
            self._gap = True
            self._children(element, look, is_raw=False)
            self._flush(level=int(tag[1]))
            self._gap = True
        elif tag not in _BLOCKS:
            self._children(element, look, is_raw=is_raw)
        elif self._is_apart(element, tag):
            self._apart(element)
        else:
            self._block(element, tag, look, is_raw)

    def _block(self, element: _Element, tag: str, look: RunLook, is_raw: bool) -> None:
        self._flush()
        roomy = tag in _ROOMY and not (tag in ("ul", "ol") and self._depth)
        self._gap = self._gap or roomy
        self._in_paper += tag in _PAPER
        if tag in ("ul", "ol", "menu", "dir"):
            self._list(element, tag, look)
        elif tag == "table":
            self._table(element, look)
        elif tag in ("blockquote", "dd"):
            self._indent += _INDENT
            self._children(element, look, is_raw=is_raw)
            self._flush()
            self._indent -= _INDENT
        else:
            self._children(element, look, is_raw=is_raw or tag == "pre")
        self._flush()
        self._in_paper -= tag in _PAPER
        self._gap = self._gap or roomy

    def _is_apart(self, element: _Element, tag: str) -> bool:
        role, title = ((element.get(name) or "").lower() for name in ("role", "title"))
        # LibreOffice marks page heads and page feet by their titles.
        return not self._in_paper and (tag in _APART or role in _APART_ROLES or (tag == "div" and title in _APART))

    def _apart(self, element: _Element) -> None:
        self._flush()
        inner = _PageReader()
        inner._in_paper = 1
        inner.read(element)
        text = "\n".join(block.text for block in inner.blocks)
        if text:
            self.headers.append(text)

    def _link(self, element: _Element) -> None:
        found = link(clean(_SPACE.sub(" ", "".join(map(str, element.itertext())))), element.get("href"))
        if found is None:
            return
        if self._has_text or not self.blocks:
            self._links.append(found)
        else:
            attach([found], [self.blocks[-1]])

    def _list(self, element: _Element, tag: str, look: RunLook) -> None:
        count = _whole(element.get("start"), 1)
        form = _FORMS.get(element.get("type") or "", "decimal")
        self._depth += 1
        for child in element:
            if not isinstance(child.tag, str):
                continue
            if child.tag != "li":
                self._element(child, look, False)  # lists right within lists, as some programs write them
                continue
            if is_hidden(child):
                continue
            count = _whole(child.get("value"), count)
            number = format_number(count, form) if tag == "ol" else None
            marker = f"{number}." if number else _BULLETS[min(self._depth, len(_BULLETS)) - 1]
            said = child.get("data-marker")
            self._flush()
            self._label = Label(said or marker, number, self._depth - 1)
            self._children(child, look_of(child, "li", look), is_raw=False)
            self._flush()
            self._label = None
            count += 1
        self._depth -= 1

    def _table(self, element: _Element, look: RunLook) -> None:
        rows = [(row, [cell for cell in row if cell.tag in ("td", "th")]) for row in _rows(element)]
        rows = [(row, cells) for row, cells in rows if cells and not is_hidden(row)]
        for caption in element.iterchildren("caption"):
            self._children(caption, look, is_raw=False)
            self._flush()
        if _is_layout(element, rows):
            for _, cells in rows:
                for cell in cells:
                    self._flush()
                    self._children(cell, look_of(cell, str(cell.tag), look), is_raw=False)
                    self._flush()
            return
        self._counts["t"] += 1
        path = f"{self._prefix}t{self._counts['t']}"
        table = Table(text="", rows=[], source=Source(path=path))
        bold: list[bool] = []
        for row, cells in rows:
            made = [
                self._cell(cell, f"{path}/r{len(table.rows) + 1}/c{place}", table)
                for place, cell in enumerate(cells, start=1)
                if not is_hidden(cell)
            ]
            bold.append(any(cell.text for cell, _ in made) and all(is_bold for cell, is_bold in made if cell.text))
            parent = row.getparent()
            is_header = (parent is not None and parent.tag == "thead") or all(cell.tag == "th" for cell in cells)
            if is_header and table.header_rows == len(table.rows):
                table.header_rows += 1
            table.rows.append([cell for cell, _ in made])
        if not any(cell.text for row in table.rows for cell in row):
            return
        if not table.header_rows and len(bold) > 1 and bold[0] and not bold[1]:
            table.header_rows = 1
        _within(table.rows)
        table.text = "\n".join("\t".join(" ".join(cell.text.split()) for cell in row) for row in table.rows)
        table.style.space_before, self._gap = self._gap, False
        self.blocks.append(table)

    def _cell(self, element: _Element, path: str, table: Table) -> tuple[Cell, bool]:
        """The cell, and whether all its text is bold; its links go to the table."""
        inner = _PageReader(f"{path}/")
        inner._in_paper = 1
        look = look_of(element, str(element.tag), RunLook(size=BODY_SIZE))
        inner._children(element, look, is_raw=False)
        inner._flush()
        table.links.extend(one for block in inner.blocks for one in block.links)
        spans = {name: min(max(_whole(element.get(name), 1), 1), _WIDEST) for name in ("rowspan", "colspan")}
        bold = element.tag == "th" or all(block.style.bold for block in inner.blocks if block.text)
        return Cell(text=cell_text(inner.blocks), source=Source(path=path), **spans), bold

    def _flush(self, level: int | None = None) -> None:
        """Make blocks of the inline text that has gathered."""
        spans, self._spans = self._spans, []
        links, self._links, self._has_text = self._links, [], False
        spans = _trimmed(spans)
        if not clean("".join(span.text for span in spans)).strip("\t\n"):
            self._gap = self._gap or any("\u00a0" in span.text for span in spans)
            return
        self._counts["p"] += 1
        depth = self._depth * _INDENT + self._indent
        setting = Setting(f"{self._prefix}p{self._counts['p']}", None, ParagraphLook(left=depth), level)
        label, self._label = self._label, None
        made: list[Block] = list(blocks_of(spans, label, setting))
        if label and made and isinstance(made[0], ListItem):
            self.labelled.add(id(made[0]))
        if made:
            made[0].style.space_before, self._gap = self._gap, False
            attach(links, list(made))
        self.blocks += made


def _trimmed(spans: list[Span]) -> list[Span]:
    """The spans as a browser sets them: no white space at line ends, one space where two spans meet."""
    out: list[Span] = []
    last = "\n"
    for span in spans:
        text = span.text.removeprefix(" ") if last in " \n" else span.text
        if text:
            last = text[-1]
            out.append(replace(span, text=text))
    return out


def _is_contents(element: _Element) -> bool:
    """Whether the element is a table of contents, by the names that Word, LibreOffice and other programs give it."""
    names = [*(element.get("class") or "").lower().split(), (element.get("id") or "").lower()]
    return element.get("role") == "doc-toc" or any(_CONTENTS.fullmatch(name) for name in names)


def _rows(table: _Element) -> Iterator[_Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.iterchildren("tr")


def _is_layout(table: _Element, rows: list[tuple[_Element, list[_Element]]]) -> bool:
    """Whether the table only lays out the page: one column, or cells that hold tables or headings."""
    if (table.get("role") or "").lower() in ("presentation", "none") or all(len(cells) < 2 for _, cells in rows):
        return True
    return next(table.iterdescendants("table", *HEADING_SIZES), None) is not None


def _within(rows: list[list[Cell]]) -> None:
    """No cell reaches below the last row."""
    for place, row in enumerate(rows):
        for cell in row:
            cell.rowspan = min(cell.rowspan, len(rows) - place)


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,6}", text.strip()) else otherwise
