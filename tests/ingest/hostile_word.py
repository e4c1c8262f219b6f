"""Word files that point to what lies outside them, in every way that we know of."""

from __future__ import annotations

import io

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as REL
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

_W, _R = nsdecls("w"), 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SUBDOCUMENT, _TEMPLATE = f"{_KINDS}/subDocument", f"{_KINDS}/attachedTemplate"
_V = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'


def _put(document: Document, xml: str) -> None:
    document.element.body.insert(0, parse_xml(xml))


def _outside(document: Document, kind: str, target: str) -> str:
    return document.part.relate_to(target, kind, is_external=True)


def _field(document: Document, code: str) -> None:
    runs = (
        '<w:fldChar w:fldCharType="begin" w:dirty="true"/>',
        f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>-</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    _put(document, f"<w:p {_W}>{''.join(f'<w:r>{run}</w:r>' for run in runs)}</w:p>")


def _picture(document: Document, target: str) -> None:
    """A picture that is linked, not embedded."""
    identity = _outside(document, REL.IMAGE, target)
    _put(
        document,
        f'<w:p {_W} {_R} {nsdecls("wp", "a", "pic")}><w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/>'
        '<wp:docPr id="7" name="a" descr="a"/><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="7" '
        f'name="a"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="{identity}"/><a:stretch><a:fillRect/>'
        '</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r></w:p>",
    )


def _old_picture(document: Document, target: str) -> None:
    """The same in the drawing language of older Word."""
    identity = _outside(document, REL.IMAGE, target)
    _put(
        document,
        f'<w:p {_W} {_R} {_V}><w:r><w:pict><v:shape id="s1" style="width:80pt;height:80pt"><v:imagedata '
        f'r:id="{identity}" src="{target}"/></v:shape></w:pict></w:r></w:p>',
    )


def _object(document: Document, target: str) -> None:
    """A link to a file of another program."""
    identity = _outside(document, REL.OLE_OBJECT, target)
    _put(
        document,
        f'<w:p {_W} {_R} {_V}><w:r><w:object><v:shape id="s2" style="width:80pt;height:80pt"/><o:OLEObject Type="Link" '
        f'ProgID="Word.Document.12" ShapeID="s2" DrawAspect="Content" ObjectID="_1" r:id="{identity}" '
        'UpdateMode="Always"><o:LinkType>Picture</o:LinkType></o:OLEObject></w:object></w:r></w:p>',
    )


def _chunk(document: Document, target: str) -> None:
    """A file that becomes a part of the text."""
    _put(document, f'<w:altChunk {_W} {_R} r:id="{_outside(document, REL.A_F_CHUNK, target)}"/>')


def _html(document: Document, target: str) -> None:
    """A part of the text in HTML, which points on."""
    page = f'<html><body><p>-</p><img src="{target}"/><iframe src="{target}"></iframe><object data="{target}"/></body>'
    name = PackURI(f"/word/chunk{len(document.part.rels)}.html")
    part = Part(name, "text/html", f"{page}</html>".encode(), document.part.package)
    _put(document, f'<w:altChunk {_W} {_R} r:id="{document.part.relate_to(part, REL.A_F_CHUNK)}"/>')


def _subdocument(document: Document, target: str) -> None:
    """A chapter in a file of its own."""
    identity = _outside(document, _SUBDOCUMENT, target)
    _put(document, f'<w:p {_W} {_R}><w:subDoc r:id="{identity}"/></w:p>')


def _template(document: Document, target: str) -> None:
    """A template somewhere else."""
    settings = document.part._settings_part
    identity = settings.relate_to(target, _TEMPLATE, is_external=True)
    settings.element.insert(0, parse_xml(f'<w:attachedTemplate {_W} {_R} r:id="{identity}"/>'))


def _drawing(document: Document, target: str) -> None:
    """An embedded drawing that points on."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="90" height="90">'
        f'<image xlink:href="{target}" href="{target}" width="90" height="90"/><style>@import url({target});</style>'
        "</svg>"
    )
    part = Part(
        PackURI(f"/word/media/a{len(document.part.rels)}.svg"), "image/svg+xml", svg.encode(), document.part.package
    )
    identity = document.part.relate_to(part, REL.IMAGE)
    _picture(document, "x")
    blip = next(document.element.body.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"))
    blip.attrib.clear()
    blip.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed", identity)


def _fields(document: Document, target: str) -> None:
    """Fields that bring a text, a picture or another program's data in."""
    plain = target.removeprefix("file://")
    for code in ("INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "LINK Word.Document.12"):
        for each in {target, plain}:
            _field(document, f'{code} "{each}" \\a \\d')
    for code in ("DDE", "DDEAUTO"):
        _field(document, f'{code} soffice "{plain}" "a"')
    _field(document, f'DATABASE \\d "{plain}" \\c "" \\s "select * from a"')


WAYS = {
    "a linked picture": _picture,
    "a linked picture of older Word": _old_picture,
    "a linked object": _object,
    "a file as part of the text": _chunk,
    "HTML as part of the text": _html,
    "a chapter of its own": _subdocument,
    "a template elsewhere": _template,
    "a drawing": _drawing,
    "fields": _fields,
}


def hostile(*targets: str, ways: list[str] | None = None) -> bytes:
    """A Word file with the word «Ferja» that points to these addresses in each of these ways (`WAYS`)."""
    document = docx.Document()
    document.add_paragraph("Ferja går framleis.")
    for way in ways or WAYS:
        for target in targets:
            WAYS[way](document, target)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def red_square() -> bytes:
    """A picture that shows on a page at once."""
    out = io.BytesIO()
    Image.new("RGB", (90, 90), (255, 0, 0)).save(out, "PNG")
    return out.getvalue()
