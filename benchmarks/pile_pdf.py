"""The lines of a made-up paper as a PDF file, written as several programs do it.

The looks differ in what a reader of PDF meets: fonts, a string for each line, word or run of letters, tags, object
streams. One layout serves all: a page as people see it is the same.
"""

from __future__ import annotations

import zlib
from typing import Literal

from benchmarks.pile_layout import FAMILIES, LEFT, Layout, Page, Text, layout, width_of

Look = Literal["line", "word", "kerned", "tagged", "packed"]
LOOKS: tuple[Look, ...] = ("line", "word", "kerned", "tagged", "packed")
"""``line``: a string for each line. ``word``: each word at its own place. ``kerned``: runs of letters with gaps
between them, spaces only by place, as typesetting programs write. ``tagged``: with a structure tree, as Word writes.
``packed``: objects in compressed streams with bookmarks, as newer programs write."""
_FAMILY: dict[Look, str] = {"line": "sans", "word": "serif", "kerned": "serif", "tagged": "sans", "packed": "sans"}
_WIDTH, _HEIGHT = 595, 842


def pdf(lines: list[str], look: Look, header: str, footer: str, size: float = 11.0) -> tuple[bytes, int]:
    """The bytes of the PDF, and how many pages it has; ``footer`` may name ``{side}`` and ``{sider}``."""
    paper = layout(lines, _FAMILY[look], size)
    for number, page in enumerate(paper.pages, start=1):
        page.texts.append(Text(LEFT, 44.0, header, 9.0, False, -1))
        page.texts.append(Text(460.0, 812.0, footer.format(side=number, sider=len(paper.pages)), 9.0, False, -1))
    return _Writer(paper, look).file(), len(paper.pages)


class _Writer:
    def __init__(self, paper: Layout, look: Look) -> None:
        self._paper, self._look, self._objects = paper, look, [b"", b""]
        self._fonts = FAMILIES[_FAMILY[look]]
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
                x += (width_of(word, font) + width_of(" ", font)) * text.size / 1000
            return out
        if self._look == "kerned":
            gap = f" -{width_of(' ', font)} "
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
