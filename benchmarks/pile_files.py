"""The lines of a made-up paper as Word file, text, HTML or Markdown; slides; mails and zip files with papers inside."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from typing import Literal

from benchmarks.pile_styles import Piece, pieces
from tests.ingest.slide_files import CONTENT, TITLE_SLIDE, Deck
from tests.ingest.word_files import NAMES, definition, docx, level, num, p, para, r, style

Text = Literal["txt", "html", "md"]
_TAB = "<w:r><w:tab/></w:r>"
_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
_W = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_W}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_W}.styles+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{_W}.numbering+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{_W}.header+xml"/></Types>'
)
_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_TOP = _RELS.format(f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>')
_OWN = _RELS.format(
    "".join(
        f'<Relationship Id="rId{at}" Type="{_R}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(
            (("styles", "styles.xml"), ("numbering", "numbering.xml"), ("header", "header1.xml")), start=1
        )
    )
)
_SECTION = '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
_INDENT = '<w:ind w:left="567" w:hanging="340"/><w:tabs><w:tab w:val="left" w:pos="567"/></w:tabs>'
_TABS = "<w:tabs>" + "".join(f'<w:tab w:val="left" w:pos="{place}"/>' for place in (2400, 4800, 7200)) + "</w:tabs>"
_NUMBERED, _BULLETS = 1, 2


def word(lines: list[str], header: str, *, styled: bool) -> bytes:
    """The paper as .docx: with heading styles and lists that count themselves, or all looks and typed numbers."""
    body, numbering = _body(lines, styled)
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _TOP,
        "word/_rels/document.xml.rels": _OWN,
        "word/header1.xml": f"<w:hdr {NAMES}>{p(escape(header))}</w:hdr>",
    }
    return fixed_dates(docx(body + _SECTION, numbering=numbering, parts=parts))


def _body(lines: list[str], styled: bool) -> tuple[str, str]:
    out: list[str] = []
    lists = 0
    inside = False
    for piece in pieces(lines):
        if piece.kind == "item" and styled:
            counts = piece.mark[0].isdigit()
            lists += counts and not inside
            out.append(p(escape(piece.text), ppr=style("Listeavsnitt") + num(10 + lists if counts else _BULLETS)))
        elif piece.kind != "gap":
            out.append(_paragraph(piece, styled))
        inside = piece.kind == "item"
    decimal = definition(_NUMBERED, level(0, "decimal", "%1."), instances=" ")
    bullets = definition(_BULLETS, level(0, "bullet", "•"))
    # Each list is an instance of its own that starts at 1 again.
    instances = "".join(
        f'<w:num w:numId="{10 + at}"><w:abstractNumId w:val="{_NUMBERED}"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for at in range(1, lists + 1)
    )
    return "".join(out), decimal + bullets + instances


def _paragraph(piece: Piece, styled: bool) -> str:
    text = escape(piece.text)
    match piece.kind:
        case "page":
            return _BREAK
        case "table":
            return _table(piece.rows)
        case "heading" if styled:
            return p(text, ppr=style("Overskrift2"))
        case "heading":
            return p(text, ppr='<w:spacing w:before="200"/>', rpr="<w:b/>")
        case "item":
            return para(r(piece.mark), _TAB, r(text), ppr=_INDENT)
        case "columns":
            return para(_TAB.join(r(escape(cell)) for cell in piece.rows[0]), ppr=_TABS)
    return p(text, ppr='<w:spacing w:after="80"/>')


def _table(rows: list[list[str]]) -> str:
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    cells = "".join(f"<w:tr>{''.join(f'<w:tc>{p(escape(cell))}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    grid = "<w:gridCol/>" * max(map(len, rows))
    return f"<w:tbl><w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{cells}</w:tbl>"


def text_file(lines: list[str], kind: Text) -> bytes:
    """The paper as plain text, web page or Markdown."""
    maker = {"txt": _plain, "html": _html, "md": _markdown}[kind]
    return ("\n".join(maker(lines)) + "\n").encode()


def _plain(lines: list[str]) -> Iterator[str]:
    for piece in pieces(lines):
        match piece.kind:
            case "table":
                yield from ("\t".join(row) for row in piece.rows)
                yield ""
            case "heading":
                yield from ("", piece.text, "")
            case "columns":
                yield "\t".join(piece.rows[0])
            case "item":
                yield f"{piece.mark} {piece.text}"
            case "page":
                yield ""
            case "paragraph":
                yield from (piece.text, "")


def _html(lines: list[str]) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="no"><head><meta charset="utf-8"></head><body>'
    for piece in pieces(lines):
        text = escape(piece.text)
        match piece.kind:
            case "table" | "columns":
                rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in piece.rows)
                yield f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
            case "heading":
                yield f"<h3>{text}</h3>"
            case "item":
                yield f"<p>{piece.mark} {text}</p>"
            case "paragraph":
                yield f"<p>{text}</p>"
    yield "</body></html>"


def _markdown(lines: list[str]) -> Iterator[str]:
    for piece in pieces(lines):
        match piece.kind:
            case "table":
                head, *rest = piece.rows
                yield from (f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rest))
                yield ""
            case "heading":
                yield from ("", f"### {piece.text}", "")
            case "item":
                yield f"{piece.mark} {piece.text}"
            case "columns":
                yield from (" ".join(piece.rows[0]), "")
            case "paragraph":
                yield from (piece.text, "")


def mail(subject: str, text: str, attached: Mapping[str, bytes]) -> bytes:
    """A mail as its sender's program saves it (.eml)."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = "sekretariatet@nordvik.example", "medlemene@nordvik.example"
    message["Date"], message["Subject"] = "Mon, 03 Mar 2014 09:12:00 +0100", subject
    message["Message-ID"] = "<papir@nordvik.example>"
    message.set_content(text)
    for name, data in attached.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    # The boundary is drawn at random; one of our own makes the same mail each time.
    if message.is_multipart():
        message.set_boundary("=_nordvik_papir_")
    return message.as_bytes()


def deck(title: str, slides: list[tuple[str, list[str]]]) -> bytes:
    """A slide deck (.pptx): its title, then a slide for each heading with its points."""
    made = Deck()
    made.slide(TITLE_SLIDE, title)
    for heading, points in slides:
        made.slide(CONTENT, heading, points)
    return fixed_dates(made.data())


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files; the same files give the same bytes whenever they are packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in files.items():
            package.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED, 6)
    return out.getvalue()


def fixed_dates(package: bytes) -> bytes:
    """The zip file with all its parts dated alike."""
    with zipfile.ZipFile(io.BytesIO(package)) as old:
        return zipped({name: old.read(name) for name in old.namelist()})
