"""The few pieces of Word's XML that the templates are made of."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

WIDTH = 9070  # of the text, in twentieths of a point: A4 less margins of 2.5 cm
LANDSCAPE = 14002  # the same on a page that lies
LOOK = (
    '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
    'w:noVBand="1"/>'
)


class Xml(str):
    """A piece of a paragraph that is Word's XML already."""

    __slots__ = ()


def text(*pieces: str) -> str:
    """Runs of a paragraph: a piece that begins with ``*`` is bold, a tab stays a tab, `Xml` stays as it is."""
    runs: list[str] = []
    for piece in pieces:
        if isinstance(piece, Xml):
            runs.append(piece)
            continue
        bold = piece.startswith("*")
        style = '<w:rPr><w:rStyle w:val="Strong"/></w:rPr>' if bold else ""
        for place, part in enumerate(piece.lstrip("*").split("\t")):
            tab = f"<w:r>{style}<w:tab/></w:r>" if place else ""
            runs.append(tab + (f'<w:r>{style}<w:t xml:space="preserve">{escape(part)}</w:t></w:r>' if part else ""))
    return "".join(runs)


def p(style: str, *pieces: str, extra: str = "") -> str:
    """A paragraph in a style; ``extra`` is formatting of this paragraph alone."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{text(*pieces)}</w:p>'


def link(anchor: str, *pieces: str) -> Xml:
    """Text that leads to a bookmark of the paper."""
    return Xml(f'<w:hyperlink w:anchor="{anchor}" w:history="1">{text(*pieces)}</w:hyperlink>')


def field(code: str, shown: str, *, dirty: bool = False) -> Xml:
    """A field: what Word shows until it counts anew, at once where the field is ``dirty``."""
    mark = ' w:dirty="true"' if dirty else ""
    return Xml(
        f'<w:r><w:fldChar w:fldCharType="begin"{mark}/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{text(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def bookmark(name: str, identity: str, *pieces: str) -> Xml:
    """Text that links and fields lead to; ``identity`` is a number of its own."""
    return Xml(f'<w:bookmarkStart w:id="{identity}" w:name="{name}"/>{text(*pieces)}<w:bookmarkEnd w:id="{identity}"/>')


def choice(name: str, prompt: str, *choices: str) -> Xml:
    """A list to choose from that also takes other words (ECMA-376 part 1, 17.5.2.5); ``prompt`` until it is used."""
    items = "".join(f'<w:listItem w:displayText="{escape(each)}" w:value="{escape(each)}"/>' for each in choices)
    return Xml(
        f'<w:sdt><w:sdtPr><w:alias w:val="{escape(name)}"/><w:showingPlcHdr/><w:comboBox>{items}</w:comboBox></w:sdtPr>'
        f'<w:sdtContent><w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>{escape(prompt)}</w:t></w:r>'
        "</w:sdtContent></w:sdt>"
    )


def tag(code: str) -> str:
    """A paragraph that only steers: it is gone from the paper."""
    return p("BodyText", f"{{%p {code} %}}")


def when(condition: str, *inside: str) -> str:
    """What stands in the paper only where the condition holds."""
    return tag(f"if {condition}") + "".join(inside) + tag("endif")


def each(name: str, of: str, *inside: str) -> str:
    """What stands in the paper once for each."""
    return tag(f"for {name} in {of}") + "".join(inside) + tag("endfor")


def row(cells: list[str], widths: list[int], *, header: bool = False) -> str:
    """A row that stays on one page; a header row comes again on the next."""
    mark = "<w:tblHeader/>" if header else ""
    body = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{mark}</w:trPr>{body}</w:tr>"


def table(caption: str, heads: list[str], widths: list[int], rows: str) -> str:
    """A table with a header row and fixed columns; ``caption`` is what a screen reader says."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = row([p("Tabelltekst", name, extra="<w:keepNext/>") for name in heads], widths, header=True)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Sakstabell"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{LOOK}<w:tblCaption w:val="{escape(caption)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
    )


def each_row(name: str, of: str, cells: Sequence[tuple[str, ...]], widths: list[int]) -> str:
    """A row for each; a cell is the pieces of its paragraph."""
    blank = [("",) for _ in widths[1:]]
    first, last = [(f"{{%tr for {name} in {of} %}}",), *blank], [("{%tr endfor %}",), *blank]
    filled = [[p("Tabelltekst", *pieces) for pieces in cells] for cells in (first, cells, last)]
    return "".join(row(cells, widths) for cells in filled)
