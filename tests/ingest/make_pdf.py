"""A tiny writer of PDF files for tests: text at places, straight lines, pictures; Helvetica in WinAnsi."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from pdfminer.fontmetrics import FONT_METRICS

A4 = (595.0, 842.0)
LEFT, RIGHT = 71.0, 524.0
FONTS = {"plain": "Helvetica", "bold": "Helvetica-Bold", "italic": "Helvetica-Oblique", "signs": "Wingdings"}


def width_of(text: str, size: float = 11.0, face: str = "plain") -> float:
    """Points that the text takes in one line."""
    widths = FONT_METRICS[FONTS[face]][1]
    return sum(widths.get(letter, 556) for letter in text) * size / 1000


def wrap(text: str, width: float, size: float = 11.0) -> list[str]:
    """The text in lines as a page breaks them."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and width_of(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


@dataclass
class Page:
    """One page; places in points from the upper left corner, text by its base line."""

    size: tuple[float, float] = A4
    rotate: int = 0
    parts: list[str] = field(default_factory=list)
    images: int = 0
    links: list[tuple[tuple[float, float, float, float], str]] = field(default_factory=list)
    crop: tuple[float, float, float, float] | None = None

    def text(
        self, x: float, y: float, text: str, size: float = 11.0, face: str = "plain", colour: str = "0 0 0"
    ) -> None:
        """Letters from ``x`` on."""
        font = f"F{list(FONTS).index(face)}"
        raw = text.encode("cp1252").decode("latin-1")
        for sign in "\\()":
            raw = raw.replace(sign, "\\" + sign)
        self.parts.append(f"BT {colour} rg /{font} {size} Tf {x:.2f} {self.size[1] - y:.2f} Td ({raw}) Tj ET")

    def marked(self, mark: int | None, x: float, y: float, text: str, size: float = 11.0, face: str = "plain") -> None:
        """Letters that belong to an element of the structure tree by their mark; None for an artifact."""
        self.parts.append("/Artifact BMC" if mark is None else f"/Span <</MCID {mark}>> BDC")
        self.text(x, y, text, size, face)
        self.parts.append("EMC")

    def link(self, x0: float, y: float, x1: float, action: str, size: float = 11.0) -> None:
        """A link over letters on the base line ``y``; ``action`` as the file has it (``/S /URI /URI (...)``)."""
        height = self.size[1]
        self.links.append(((x0, height - y - 0.25 * size, x1, height - y + 0.8 * size), action))

    def row(self, y: float, *cells: tuple[float, str], size: float = 11.0, face: str = "plain") -> None:
        """Texts on one line, each at its place."""
        for x, text in cells:
            self.text(x, y, text, size, face)

    def paragraph(
        self,
        y: float,
        text: str,
        left: float = LEFT,
        right: float = RIGHT,
        pitch: float = 13.5,
        first: float | None = None,
    ) -> float:
        """Text wrapped between two edges from the base line ``y`` down; gives the base line below it."""
        for place, line in enumerate(wrap(text, right - left)):
            self.text(first if first is not None and place == 0 else left, y, line)
            y += pitch
        return y

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A thin straight line."""
        height = self.size[1]
        self.parts.append(f"0.5 w {x0:.2f} {height - y0:.2f} m {x1:.2f} {height - y1:.2f} l S")

    def grid(self, xs: list[float], ys: list[float]) -> None:
        """The borders of a table without merged cells."""
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)

    def image(self) -> None:
        """A grey picture over the whole page."""
        self.images += 1
        self.parts.append(f"q {self.size[0]} 0 0 {self.size[1]} 0 0 cm /Im Do Q")


@dataclass
class Element:
    """An element of the structure tree."""

    kind: str
    kids: list[Element | tuple[int, int]]
    """Elements, and pieces of text by page (from 1) and mark."""
    attributes: str = ""


def make_pdf(
    *pages: Page,
    title: str | None = None,
    encrypt: bool = False,
    outline: Sequence[tuple[str, int, int]] = (),
    tree: Sequence[Element] = (),
) -> bytes:
    """The pages as the bytes of a PDF file.

    ``outline`` holds bookmarks: title, level (from 1), page (from 1); ``tree`` the elements below the root.
    """
    objects: list[bytes] = [b"", b""]
    for name in FONTS.values():
        font = f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
        objects.append(font.encode())
    objects.append(
        _stream(
            "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", b"\x80"
        )
    )
    image = len(objects)
    fonts = " ".join(f"/F{place} {3 + place} 0 R" for place in range(len(FONTS)))
    kids = []
    for page in pages:
        objects.append(_stream("", "\n".join(page.parts).encode("latin-1")))
        resources = f"<< /Font << {fonts} >> /XObject << /Im {image} 0 R >> >>"
        box = f"[0 0 {page.size[0]} {page.size[1]}]"
        content = len(objects)
        notes = []
        for rect, action in page.links:
            box_of = " ".join(f"{edge:.2f}" for edge in rect)
            objects.append(f"<< /Type /Annot /Subtype /Link /Rect [{box_of}] /A << {action} >> >>".encode())
            notes.append(f"{len(objects)} 0 R")
        kids.append(len(objects) + 1)
        more = f"/Annots [{' '.join(notes)}] /StructParents {len(kids) - 1}"
        if page.crop:
            more += f" /CropBox [{' '.join(map(str, page.crop))}]"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Rotate {page.rotate} /Resources {resources} "
            f"/Contents {content} 0 R {more} >>".encode()
        )
    extra = ""
    if outline:
        extra += f" /Outlines {_add_outline(objects, outline, kids)} 0 R"
    if tree:
        extra += f" /MarkInfo << /Marked true >> /StructTreeRoot {_add_tree(objects, tree, kids)} 0 R"
    objects[0] = f"<< /Type /Catalog /Pages 2 0 R{extra} >>".encode()
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode()
    trailer = "/Root 1 0 R"
    if title is not None:
        objects.append(b"<< /Title <FEFF" + title.encode("utf-16-be").hex().encode() + b"> >>")
        trailer += f" /Info {len(objects)} 0 R"
    if encrypt:
        objects.append(f"<< /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4 >>".encode())
        trailer += f" /Encrypt {len(objects)} 0 R /ID [<{'43' * 16}> <{'43' * 16}>]"
    return _file(objects, trailer)


def _add_outline(objects: list[bytes], outline: Sequence[tuple[str, int, int]], pages: list[int]) -> int:
    root = len(objects) + 1
    objects += [b""] * (len(outline) + 1)
    below: dict[int, list[int]] = {root: []}
    open_items = [root]
    for place, (_, level, _) in enumerate(outline, start=root + 1):
        del open_items[level:]
        below.setdefault(open_items[-1], []).append(place)
        open_items.append(place)
    for parent, items in below.items():
        ends = f" /First {items[0]} 0 R /Last {items[-1]} 0 R" if items else ""
        for place, item in enumerate(items):
            title, _, page = outline[item - root - 1]
            beside = f" /Next {items[place + 1]} 0 R" if place + 1 < len(items) else ""
            deeper = below.get(item, [])
            inner = f" /First {deeper[0]} 0 R /Last {deeper[-1]} 0 R" if deeper else ""
            head = b"<< /Title <FEFF" + title.encode("utf-16-be").hex().encode() + b">"
            rest = f" /Parent {parent} 0 R /Dest [{pages[page - 1]} 0 R /Fit]{beside}{inner} >>"
            objects[item - 1] = head + rest.encode()
        if parent == root:
            objects[root - 1] = f"<< /Type /Outlines{ends} >>".encode()
    return root


def _add_tree(objects: list[bytes], tree: Sequence[Element], pages: list[int]) -> int:
    root = len(objects) + 1
    objects.append(b"")
    owners: dict[int, dict[int, int]] = {}

    def add(element: Element, parent: int) -> int:
        number = len(objects) + 1
        objects.append(b"")
        kids = []
        for kid in element.kids:
            if isinstance(kid, Element):
                kids.append(f"{add(kid, number)} 0 R")
            else:
                page, mark = kid
                owners.setdefault(page, {})[mark] = number
                kids.append(f"<< /Type /MCR /Pg {pages[page - 1]} 0 R /MCID {mark} >>")
        look = f" /A << /O /Table {element.attributes} >>" if element.attributes else ""
        objects[number - 1] = (
            f"<< /Type /StructElem /S /{element.kind} /P {parent} 0 R /K [{' '.join(kids)}]{look} >>".encode()
        )
        return number

    tops = [f"{add(element, root)} 0 R" for element in tree]
    numbers = []
    for page, marks in sorted(owners.items()):
        refs = (f"{marks[mark]} 0 R" if mark in marks else "null" for mark in range(max(marks) + 1))
        numbers.append(f"{page - 1} [{' '.join(refs)}]")
    objects[root - 1] = (
        f"<< /Type /StructTreeRoot /K [{' '.join(tops)}] /ParentTree << /Nums [{' '.join(numbers)}] >> >>".encode()
    )
    return root


def _stream(entries: str, data: bytes) -> bytes:
    packed = zlib.compress(data)
    return f"<< {entries} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode() + packed + b"\nendstream"


def _file(objects: list[bytes], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
