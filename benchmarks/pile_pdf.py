"""The lines of a made-up paper as a PDF file, laid out and written as several programs do it.

The looks differ in what a reader of PDF meets: fonts, a string for each line, word or run of letters, tags, object
streams. One layout serves all: a page as people see it is the same.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from pdfminer.fontmetrics import FONT_METRICS

from benchmarks.pile_styles import NEW_PAGE

Look = Literal["line", "word", "kerned", "tagged", "packed"]
LOOKS: tuple[Look, ...] = ("line", "word", "kerned", "tagged", "packed")
"""``line``: a string for each line. ``word``: each word at its own place. ``kerned``: runs of letters with gaps
between them, spaces only by place, as typesetting programs write. ``tagged``: with a structure tree, as Word writes.
``packed``: objects in compressed streams with bookmarks, as newer programs write."""
_FAMILIES = {"sans": ("Helvetica", "Helvetica-Bold"), "serif": ("Times-Roman", "Times-Bold")}
_FAMILY: dict[Look, str] = {"line": "sans", "word": "serif", "kerned": "serif", "tagged": "sans", "packed": "sans"}
_WIDTH, _HEIGHT = 595, 842
_LEFT, _RIGHT, _TOP, _BOTTOM = 71.0, 524.0, 86.0, 772.0
_TABS = 120.0
"""Points between two tab stops."""
_INDENT = 20.0
_PITCH = 1.25
"""Height of a line in sizes of its letters."""
_MARKED = re.compile(r"(\d{1,2}[.)]|[a-z]\)|[-•])\s+(.*)")


@dataclass(frozen=True, slots=True)
class Text:
    """Letters from a place on; ``y`` from the top, of the base line."""

    x: float
    y: float
    text: str
    size: float
    bold: bool
    element: int
    """What it belongs to, by number, from 0; -1 is header or footer."""


@dataclass(slots=True)
class Page:
    """What stands on a page."""

    texts: list[Text] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)


@dataclass(slots=True)
class Layout:
    """A paper in pages, and what kind of thing each of its elements is: ``P``, ``H1``, ``TD/row/table``."""

    pages: list[Page] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    headings: list[tuple[str, int]] = field(default_factory=list)
    """Text and page, from 0."""


@lru_cache(maxsize=200_000)
def _width(word: str, font: str) -> int:
    """Thousandths of the size that the word takes."""
    widths = FONT_METRICS[font][1]
    return sum(widths.get(letter, 556) for letter in word)


def wrap(text: str, width: float, size: float, font: str) -> list[str]:
    """The text in lines as a page breaks them."""
    room, space = width * 1000 / size, _width(" ", font)
    lines: list[list[str]] = [[]]
    used = 0
    for word in text.split():
        needs = _width(word, font)
        if lines[-1] and used + space + needs > room:
            lines.append([])
            used = 0
        used += needs + (space if lines[-1] else 0)
        lines[-1].append(word)
    return [" ".join(line) for line in lines]


class _Layouter:
    def __init__(self, family: str, size: float) -> None:
        self.fonts, self.size = _FAMILIES[family], size
        self.out = Layout(pages=[Page()])
        self.y = _TOP
        self._tables = 0

    def line(self, line: str) -> None:
        if line == NEW_PAGE:
            if self.out.pages[-1].texts:
                self._break()
        elif not line.strip():
            self.y += 8
        elif line.startswith("**"):
            self._heading(line.strip("*"))
        elif marked := _MARKED.match(line):
            self._item(marked[1], marked[2])
        elif "→" in line:
            self._columns(line.split("→"))
        else:
            self._paragraph(line)

    def table(self, rows: list[list[str]]) -> None:
        self._tables += 1
        columns, size, font = max(map(len, rows)), self.size - 1, self.fonts[0]
        widths = [1.0] * columns
        longest = max(range(columns), key=lambda at: max(len(row[at]) if at < len(row) else 0 for row in rows))
        widths[longest] = 2.0
        edges = [_LEFT]
        for width in widths:
            edges.append(edges[-1] + width * (_RIGHT - _LEFT) / sum(widths))
        pitch = size * _PITCH
        self.y += 4
        for number, row in enumerate(rows):
            cells = [wrap(text, edges[at + 1] - edges[at] - 8, size, font) for at, text in enumerate(row)]
            height = max(map(len, cells)) * pitch + 5
            if self.y + height > _BOTTOM:
                self._break()
            top = self.y - size
            page = self.out.pages[-1]
            for at, lines in enumerate(cells):
                element = self._element(f"TD/{number}/{self._tables}")
                for place, text in enumerate(lines):
                    page.texts.append(Text(edges[at] + 4, self.y + place * pitch, text, size, False, element))
            bottom = top + height
            page.rules += [(_LEFT, top, _RIGHT, top), (_LEFT, bottom, _RIGHT, bottom)]
            page.rules += [(x, top, x, bottom) for x in edges]
            self.y += height
        self.y += 8

    def _element(self, kind: str) -> int:
        self.out.kinds.append(kind)
        return len(self.out.kinds) - 1

    def _break(self) -> None:
        self.out.pages.append(Page())
        self.y = _TOP

    def _put(self, x: float, text: str, size: float, bold: bool, element: int) -> None:
        self.out.pages[-1].texts.append(Text(x, self.y, text, size, bold, element))

    def _lines(self, x: float, lines: list[str], size: float, bold: bool, element: int) -> None:
        for text in lines:
            if self.y > _BOTTOM:
                self._break()
            self._put(x, text, size, bold, element)
            self.y += size * _PITCH

    def _heading(self, text: str) -> None:
        size = self.size + (0 if text.endswith(":") else 2)
        self.y += 8
        if self.y > _BOTTOM - 40:
            self._break()
        self.out.headings.append((text, len(self.out.pages) - 1))
        element = self._element("H3" if text.endswith(":") else "H2")
        self._lines(_LEFT, wrap(text, _RIGHT - _LEFT, size, self.fonts[1]), size, True, element)
        self.y += 2

    def _paragraph(self, text: str) -> None:
        lines = wrap(text, _RIGHT - _LEFT, self.size, self.fonts[0])
        self._lines(_LEFT, lines, self.size, False, self._element("P"))
        self.y += 4

    def _item(self, mark: str, text: str) -> None:
        if self.y > _BOTTOM:
            self._break()
        element = self._element("P")
        self._put(_LEFT, mark, self.size, False, element)
        lines = wrap(text, _RIGHT - _LEFT - _INDENT, self.size, self.fonts[0])
        self._lines(_LEFT + _INDENT, lines, self.size, False, element)
        self.y += 2

    def _columns(self, cells: list[str]) -> None:
        if self.y > _BOTTOM:
            self._break()
        element = self._element("P")
        x = _LEFT
        for cell in cells[:-1]:
            self._put(x, cell, self.size, False, element)
            end = x + _width(cell, self.fonts[0]) * self.size / 1000
            x = _LEFT + _TABS * (1 + (end - _LEFT) // _TABS)  # the next tab stop
        self._lines(x, wrap(cells[-1], _RIGHT - x, self.size, self.fonts[0]), self.size, False, element)
        self.y += 2


def layout(lines: list[str], family: str = "sans", size: float = 11.0) -> Layout:
    """The lines in pages."""
    maker = _Layouter(family, size)
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            maker.table(rows)
            rows = []
        maker.line(line)
    return maker.out


def pdf(lines: list[str], look: Look, header: str, footer: str, size: float = 11.0) -> tuple[bytes, int]:
    """The bytes of the PDF, and how many pages it has; ``footer`` may name ``{side}`` and ``{sider}``."""
    paper = layout(lines, _FAMILY[look], size)
    for number, page in enumerate(paper.pages, start=1):
        page.texts.append(Text(_LEFT, 44.0, header, 9.0, False, -1))
        page.texts.append(Text(460.0, 812.0, footer.format(side=number, sider=len(paper.pages)), 9.0, False, -1))
    return _Writer(paper, look).file(), len(paper.pages)


class _Writer:
    def __init__(self, paper: Layout, look: Look) -> None:
        self._paper, self._look, self._objects = paper, look, [b"", b""]
        self._fonts = _FAMILIES[_FAMILY[look]]
        self._marks: dict[int, list[tuple[int, int]]] = {}  # element: page and mark of its pieces
        self._owners: list[list[int]] = []  # page: the element of each mark

    def file(self) -> bytes:
        fonts = [
            self._add(f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode())
            for name in self._fonts
        ]
        named = " ".join(f"/F{at} {number} 0 R" for at, number in enumerate(fonts))
        kids = []
        for number, page in enumerate(self._paper.pages):
            content = self._add(_stream(b"", "\n".join(self._drawn(number, page)).encode("latin-1")))
            parents = f" /StructParents {number} /Tabs /S" if self._look == "tagged" else ""
            kids.append(
                self._add(
                    f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {_WIDTH} {_HEIGHT}] /Contents {content} 0 R "
                    f"/Resources << /Font << {named} >> >>{parents} >>".encode()
                )
            )
        extra = ""
        if self._look == "tagged":
            extra = f" /MarkInfo << /Marked true >> /Lang (nn-NO) /StructTreeRoot {self._tree(kids)} 0 R"
        if self._look == "packed" and self._paper.headings:
            extra = f" /Outlines {self._outline(kids)} 0 R"
        self._objects[0] = f"<< /Type /Catalog /Pages 2 0 R{extra} >>".encode()
        pages = " ".join(f"{kid} 0 R" for kid in kids)
        self._objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{pages}] >>".encode()
        return _packed(self._objects) if self._look == "packed" else _plain(self._objects)

    def _add(self, body: bytes) -> int:
        self._objects.append(body)
        return len(self._objects)

    def _drawn(self, number: int, page: Page) -> list[str]:
        """The operators that draw the page."""
        out: list[str] = []
        owners: list[int] = []
        for text in page.texts:
            drawn = self._text(text)
            if self._look == "tagged":
                if text.element < 0:
                    drawn = ["/Artifact BMC", *drawn, "EMC"]
                else:
                    self._marks.setdefault(text.element, []).append((number, len(owners)))
                    drawn = [f"/P <</MCID {len(owners)}>> BDC", *drawn, "EMC"]
                    owners.append(text.element)
            out += drawn
        self._owners.append(owners)
        rules = [
            f"0.5 w {x0:.2f} {_HEIGHT - y0:.2f} m {x1:.2f} {_HEIGHT - y1:.2f} l S" for x0, y0, x1, y1 in page.rules
        ]
        return [*out, *(["/Artifact BMC", *rules, "EMC"] if self._look == "tagged" and rules else rules)]

    def _text(self, text: Text) -> list[str]:
        font, y = self._fonts[text.bold], _HEIGHT - text.y
        begun = f"BT /F{int(text.bold)} {text.size:g} Tf"
        if self._look == "word":
            words, x = text.text.split(" "), text.x
            out = []
            for word in words:
                out.append(f"{begun} 1 0 0 1 {x:.2f} {y:.2f} Tm ({_escaped(word)}) Tj ET")
                x += (_width(word, font) + _width(" ", font)) * text.size / 1000
            return out
        if self._look == "kerned":
            gap = f" -{_width(' ', font)} "
            runs = gap.join(" 12 ".join(f"({_escaped(part)})" for part in _runs(word)) for word in text.text.split(" "))
            return [f"{begun} {text.x:.2f} {y:.2f} Td [{runs}] TJ ET"]
        return [f"{begun} {text.x:.2f} {y:.2f} Td ({_escaped(text.text)}) Tj ET"]

    def _tree(self, kids: list[int]) -> int:
        """The structure tree: an element for each paragraph and heading; rows and cells below their table."""
        root = self._add(b"")
        top, tables, rows = self._add(b""), {}, {}  # type: ignore[var-annotated]
        below: dict[int, list[int]] = {top: []}
        numbers: dict[int, int] = {}
        for element, kind in enumerate(self._paper.kinds):
            parent, name = top, kind
            if kind.startswith("TD"):
                name, row, table = kind.split("/")
                if table not in tables:
                    tables[table] = self._add(b"")
                    below[top].append(tables[table])
                    below[tables[table]] = []
                if (table, row) not in rows:
                    rows[table, row] = self._add(b"")
                    below[tables[table]].append(rows[table, row])
                    below[rows[table, row]] = []
                parent = rows[table, row]
            places = " ".join(
                f"<< /Type /MCR /Pg {kids[page]} 0 R /MCID {mark} >>" for page, mark in self._marks.get(element, [])
            )
            numbers[element] = self._add(f"<< /Type /StructElem /S /{name} /P {parent} 0 R /K [{places}] >>".encode())
            below[parent].append(numbers[element])
        for (table, _), row_number in rows.items():
            self._grouped(row_number, "TR", tables[table], below[row_number])
        for number in tables.values():
            self._grouped(number, "Table", top, below[number])
        self._grouped(top, "Document", root, below[top])
        parents = " ".join(
            f"{page} [{' '.join(f'{numbers[element]} 0 R' for element in owners)}]"
            for page, owners in enumerate(self._owners)
        )
        self._objects[root - 1] = (
            f"<< /Type /StructTreeRoot /K [{top} 0 R] /ParentTree << /Nums [{parents}] >> >>".encode()
        )
        return root

    def _grouped(self, number: int, kind: str, parent: int, kids: list[int]) -> None:
        inner = " ".join(f"{kid} 0 R" for kid in kids)
        self._objects[number - 1] = f"<< /Type /StructElem /S /{kind} /P {parent} 0 R /K [{inner}] >>".encode()

    def _outline(self, kids: list[int]) -> int:
        root = self._add(b"")
        items = [self._add(b"") for _ in self._paper.headings]
        for at, (text, page) in enumerate(self._paper.headings):
            beside = f" /Next {items[at + 1]} 0 R" if at + 1 < len(items) else ""
            beside += f" /Prev {items[at - 1]} 0 R" if at else ""
            title = ("\ufeff" + text).encode("utf-16-be").hex()
            self._objects[items[at] - 1] = (
                f"<< /Title <{title}> /Parent {root} 0 R /Dest [{kids[page]} 0 R /Fit]{beside} >>".encode()
            )
        self._objects[root - 1] = (
            f"<< /Type /Outlines /First {items[0]} 0 R /Last {items[-1]} 0 R /Count {len(items)} >>".encode()
        )
        return root


def _runs(word: str) -> list[str]:
    """The word in runs of at most three letters, as kerning parts it."""
    return [word[at : at + 3] for at in range(0, len(word), 3)]


def _escaped(text: str) -> str:
    raw = text.encode("cp1252", "replace").decode("latin-1")
    return raw.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _stream(entries: bytes, data: bytes) -> bytes:
    squeezed = zlib.compress(data, 6)
    return b"<< %b /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (entries, len(squeezed), squeezed)


def _plain(objects: list[bytes]) -> bytes:
    """The file with its objects one after the other and a table of their places."""
    out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    places = []
    # Catalog and page tree stand last, as many programs write them: they know the pages only then.
    for number in [*range(3, len(objects) + 1), 1, 2]:
        places.append((number, len(out)))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, objects[number - 1])
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for _, place in sorted(places))
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def _packed(objects: list[bytes]) -> bytes:
    """The file with all but its streams in one compressed object stream, and the table of places compressed too."""
    out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    holder, table = len(objects) + 1, len(objects) + 2
    rows = {0: (0, 0, 65535)}
    inside = []
    for number, body in enumerate(objects, start=1):
        if body.endswith(b"endstream"):
            rows[number] = (1, len(out), 0)
            out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
        else:
            rows[number] = (2, holder, len(inside))
            inside.append((number, body))
    heads, bodies = [], bytearray()
    for number, body in inside:
        heads.append(b"%d %d" % (number, len(bodies)))
        bodies += body + b"\n"
    first = b" ".join(heads) + b"\n"
    data = first + bytes(bodies)
    rows[holder] = (1, len(out), 0)
    entries = b"/Type /ObjStm /N %d /First %d" % (len(inside), len(first))
    out += b"%d 0 obj\n%b\nendobj\n" % (holder, _stream(entries, data))
    start = len(out)
    rows[table] = (1, start, 0)
    kept = b"".join(
        kind.to_bytes(1, "big") + place.to_bytes(4, "big") + more.to_bytes(2, "big")
        for _, (kind, place, more) in sorted(rows.items())
    )
    entries = b"/Type /XRef /W [1 4 2] /Size %d /Root 1 0 R" % len(rows)
    out += b"%d 0 obj\n%b\nendobj\n" % (table, _stream(entries, kept))
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)
