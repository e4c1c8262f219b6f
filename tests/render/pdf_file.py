"""A PDF opened for inspection: what it says of itself, its tags in reading order, and all that its pages paint."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pikepdf
from lxml import etree

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_TEXT = {"Tj", "TJ", "'", '"'}
_PAINTS = _TEXT | {"f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh", "INLINE IMAGE"}
_DEVICE = {"rg": "RGB", "RG": "RGB", "k": "CMYK", "K": "CMYK", "g": "Gray", "G": "Gray"}
_DEEP = 20  # forms inside forms


@dataclass(slots=True)
class Tag:
    """A node of the structure tree."""

    own: str
    """The type that the file gives it, without the slash."""
    kind: str
    """The standard type that this stands for (ISO 32000-1, 14.8.4); empty where it stands for none."""
    node: Any
    parent: Tag | None
    kids: list[Tag] = field(default_factory=list)
    content: int = 0
    """Pieces of page content right under it."""
    annotations: list[Any] = field(default_factory=list)

    def attribute(self, owner: str, key: str) -> Any:
        """An attribute by its owner (``/Table``) and key, or null (ISO 32000-1, 14.7.5)."""
        found = self.node.get("/A")
        for each in found if isinstance(found, pikepdf.Array) else [found] if found is not None else []:
            if isinstance(each, pikepdf.Dictionary) and each.get("/O") == owner and key in each:
                return each[key]
        return None

    def all(self) -> Iterator[Tag]:
        """It, and all under it."""
        yield self
        for kid in self.kids:
            yield from kid.all()

    @property
    def holds(self) -> int:
        """Pieces of page content under it."""
        return sum(each.content for each in self.all())


@dataclass(frozen=True, slots=True)
class Paint:
    """Something that a page paints."""

    page: int
    operator: str
    tags: tuple[str, ...]
    """The marked content around it, outermost first."""
    mcid: int | None
    replaced: bool
    """An ``ActualText`` stands for it."""
    font: Any = None
    codes: tuple[int, ...] = ()


class PdfFile:
    """A PDF, taken apart."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.root = self.pdf.Root
        self.colours: set[str] = set()
        self.depth = 0

    @cached_property
    def xmp(self) -> Any:
        """The tree of its metadata; null where there is none, or it is no XML."""
        found = self.root.get("/Metadata")
        try:
            return None if found is None else etree.fromstring(found.read_bytes().strip())
        except etree.XMLSyntaxError:
            return None

    def said(self, namespace: str, name: str) -> str | None:
        """A property of its metadata."""
        if self.xmp is None:
            return None
        for node in self.xmp.iter(f"{RDF}Description"):
            for each in node.iterchildren(f"{{{namespace}}}{name}"):
                return "".join(each.itertext()).strip()
            if value := node.get(f"{{{namespace}}}{name}"):
                return value
        return None

    @cached_property
    def objects(self) -> list[Any]:
        """Every dictionary, array, string, name and number in it, each once."""
        return [found for each in self.pdf.objects for found in _within(each)]

    # ------------------------------------------------------------ tags

    @cached_property
    def tree(self) -> Tag | None:
        """The top of the structure tree, of the kind ``StructTreeRoot``."""
        root = self.root.get("/StructTreeRoot")
        if root is None:
            return None
        top = Tag("StructTreeRoot", "StructTreeRoot", root, None)
        self._grow(top, root.get("/K"))
        return top

    @property
    def tags(self) -> list[Tag]:
        """Every tag, in reading order."""
        return list(self.tree.all())[1:] if self.tree else []

    def of(self, *kinds: str) -> list[Tag]:
        """The tags of these standard types."""
        return [each for each in self.tags if each.kind in kinds]

    def _grow(self, parent: Tag, found: Any) -> None:
        for each in found if isinstance(found, pikepdf.Array) else [] if found is None else [found]:
            if isinstance(each, int) or each.get("/Type") == "/MCR":
                parent.content += 1
            elif each.get("/Type") == "/OBJR":
                parent.annotations.append(each.get("/Obj"))
            else:
                own = str(each.get("/S", "/")).removeprefix("/")
                kid = Tag(own, self._standard(own), each, parent)
                parent.kids.append(kid)
                self._grow(kid, each.get("/K"))

    def _standard(self, own: str) -> str:
        roles = self.root.StructTreeRoot.get("/RoleMap", {})
        seen: set[str] = set()
        while own not in STANDARD_TYPES:
            if own in seen or f"/{own}" not in roles:
                return ""
            seen.add(own)
            own = str(roles[f"/{own}"]).removeprefix("/")
        return own

    @cached_property
    def parents(self) -> dict[int, Any]:
        """The parent tree by its numbers (ISO 32000-1, 14.7.4.4)."""
        tree = self.root.get("/StructTreeRoot", {}).get("/ParentTree")
        return {} if tree is None else dict(pikepdf.NumberTree(tree).items())

    # ------------------------------------------------------------ what the pages paint

    @cached_property
    def paints(self) -> list[Paint]:
        """All that is painted; afterwards `colours` has the device colours in use, `depth` the deepest ``q``."""
        found: list[Paint] = []
        for number, page in enumerate(self.pdf.pages):
            self._walk(number, page, page.obj.get("/Resources", {}), [], found, 0)
        return found

    def _walk(self, page: int, stream: Any, resources: Any, stack: list[Any], found: list[Paint], deep: int) -> None:
        font, below, saved = None, len(stack), 0
        for operands, sign in pikepdf.parse_content_stream(stream):
            operator = str(sign)
            if operator in ("BDC", "BMC"):
                said = operands[1] if len(operands) > 1 else {}
                said = resources["/Properties"][said] if isinstance(said, pikepdf.Name) else said
                stack.append((str(operands[0]).removeprefix("/"), said))
            elif operator == "EMC" and len(stack) > below:
                stack.pop()
            elif operator in ("q", "Q"):
                saved += 1 if operator == "q" else -1
                self.depth = max(self.depth, saved)
            elif operator == "Tf":
                font = resources["/Font"][operands[0]]
            elif operator in _DEVICE:
                self.colours.add(_DEVICE[operator])
            elif operator in ("cs", "CS") and str(operands[0]).startswith("/Device"):
                self.colours.add(str(operands[0]).removeprefix("/Device"))
            elif operator == "Do":
                thing = resources["/XObject"][operands[0]]
                if thing.get("/Subtype") == "/Form" and deep < _DEEP:
                    self._walk(page, thing, thing.get("/Resources", resources), stack, found, deep + 1)
                else:
                    if str(thing.get("/ColorSpace")).startswith("/Device"):
                        self.colours.add(str(thing.ColorSpace).removeprefix("/Device"))
                    found.append(_paint(page, operator, stack))
            elif operator in _PAINTS:
                codes = _codes(font, operands) if operator in _TEXT else ()
                found.append(_paint(page, operator, stack, font, codes))


def _paint(page: int, operator: str, stack: list[Any], font: Any = None, codes: tuple[int, ...] = ()) -> Paint:
    numbers = [int(said["/MCID"]) for _, said in stack if "/MCID" in said]
    replaced = any("/ActualText" in said for _, said in stack)
    tags = tuple(name for name, _ in stack)
    return Paint(page, operator, tags, numbers[-1] if numbers else None, replaced, font, codes)


def _codes(font: Any, operands: Any) -> tuple[int, ...]:
    """The character codes that a text operator shows."""
    last = operands[-1] if len(operands) else b""
    pieces = [each for each in last if isinstance(each, pikepdf.String)] if isinstance(last, pikepdf.Array) else [last]
    width = 2 if font is not None and font.get("/Subtype") == "/Type0" else 1
    data = [bytes(piece) for piece in pieces]
    return tuple(int.from_bytes(each[at : at + width], "big") for each in data for at in range(0, len(each), width))


def unicode_of(font: Any) -> dict[int, str]:
    """What a font's ToUnicode says of its codes; empty where it has none (ISO 32000-1, 9.10.3)."""
    if font is None or "/ToUnicode" not in font:
        return {}
    text = font.ToUnicode.read_bytes().decode("latin-1")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, value in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
            found[int(code, 16)] = _utf16(value)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for low, high, value in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
            first = _utf16(value)
            for code in range(int(low, 16), int(high, 16) + 1):
                found[code] = first[:-1] + chr(ord(first[-1]) + code - int(low, 16))
    return found


def _utf16(value: str) -> str:
    return bytes.fromhex(value).decode("utf-16-be", "replace")


def _within(thing: Any) -> Iterator[Any]:
    """A value and all in it that is not an object of its own."""
    yield thing
    if isinstance(thing, pikepdf.Array):
        inner = list(thing)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        inner = [value for _, value in thing.items()]
    else:
        return
    for each in inner:
        if not getattr(each, "is_indirect", False):
            yield from _within(each)


STANDARD_TYPES = frozenset(
    [
        *(
            "Document",
            "Part",
            "Art",
            "Sect",
            "Div",
            "BlockQuote",
            "Caption",
            "TOC",
            "TOCI",
            "Index",
            "NonStruct",
            "Private",
        ),
        *("P", "H", "H1", "H2", "H3", "H4", "H5", "H6"),
        *("L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"),
        *("Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB"),
        *("RT", "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form"),
    ]
)
"""Structure types of ISO 32000-1, 14.8.4."""
