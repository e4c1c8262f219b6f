"""What a PDF by LibreOffice says that it is, made to be true: PDF/A-2a and PDF/UA-1, where the Word file lets it be.

LibreOffice 7.4 writes PDF/A-2b, and PDF/UA-1 if asked to. Three things keep its file from being what it says, or from
saying what it is; `claim` mends them. It also leaves some of what a Word file can hold out of the tags; a file with any
of that makes no claim beyond PDF/A-2b, and `tags_whole` knows. tests/render/pdfa.py and pdfua.py hold the clauses.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from render.package import unpack

Element = Any  # of Word's XML

# Under each element of Word's the ones that come out tagged, or paint nothing. All else is unknown: text boxes,
# footnotes, comments, changes that are tracked, formulas, forms, objects of other programs.
_EMPTY = "bookmarkStart bookmarkEnd proofErr"
_TAGGED = {
    "body": f"p tbl sectPr {_EMPTY}",
    "hdr": f"p tbl {_EMPTY}",
    "ftr": f"p tbl {_EMPTY}",
    "tbl": f"tblPr tblGrid tr {_EMPTY}",
    "tr": f"tblPrEx trPr tc {_EMPTY}",
    "tc": f"tcPr p tbl {_EMPTY}",
    "p": f"pPr r hyperlink fldSimple {_EMPTY}",
    "hyperlink": f"r {_EMPTY}",
    "fldSimple": "r",
    "r": "rPr t tab br cr noBreakHyphen softHyphen fldChar instrText lastRenderedPageBreak drawing",
    "drawing": "inline",
}
_KNOWN = {qn(f"w:{name}"): set(kids.split()) for name, kids in _TAGGED.items()}
# Lines around paragraphs, words and pages: LibreOffice 7.4 paints them outside the tags.
_LINES = (qn("w:pBdr"), qn("w:bdr"), qn("w:pgBorders"))
_DEEPEST_HEADING = 6  # H1 to H6
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_DESCRIBED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_DATA = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_READ = re.compile(r"word/(?:document|styles|header\d*|footer\d*)\.xml|docProps/core\.xml")


def tags_whole(docx: bytes) -> bool:
    """Whether LibreOffice tags all that is in a Word file, as ISO 14289-1 asks for it.

    There is a title, pictures have a text in their place, headings begin at the first level and skip none, and nothing
    is in it whose tags nobody has looked at. Where the file can't be read as one of Word's, the answer is no.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        parts = {name: etree.fromstring(data, parser) for name, data in unpack(docx).items() if _READ.fullmatch(name)}
        styles = _Styles(parts["word/styles.xml"])
        body = parts["word/document.xml"]
        title = parts["docProps/core.xml"].findtext(_TITLE)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError):
        return False
    texts = [part for name, part in parts.items() if name not in ("word/styles.xml", "docProps/core.xml")]
    return bool(
        (title or "").strip()
        and all(_is_known(part) and not styles.draws_lines(part) for part in texts)
        and _descends(styles.levels(body))
    )


def _is_known(part: Element) -> bool:
    for element in part.iter(*_KNOWN):
        if any(etree.QName(kid).localname not in _KNOWN[element.tag] for kid in element.iterchildren("*")):
            return False
    return all(
        all(len(data) == 1 and data[0].tag == _PICTURE for data in drawing.iter(_DATA))
        and all(found.get("descr", "").strip() for found in drawing.iter(_DESCRIBED))
        for drawing in part.iter(qn("w:drawing"))
    )


def _descends(levels: Iterator[int]) -> bool:
    before = 0
    for level in levels:
        if level > min(before + 1, _DEEPEST_HEADING):
            return False
        before = level
    return True


class _Styles:
    """What the styles of a Word file say, each with those that it is based on."""

    def __init__(self, part: Element) -> None:
        self._own: Mapping[str, Element] = {style.get(qn("w:styleId")): style for style in part.iter(qn("w:style"))}
        self._default = [style for style in self._own.values() if style.get(qn("w:default")) == "1"]

    def _chain(self, identity: str | None) -> Iterator[Element]:
        seen: set[str] = set()
        while identity and identity in self._own and identity not in seen:
            seen.add(identity)
            yield self._own[identity]
            parent = self._own[identity].find(qn("w:basedOn"))
            identity = None if parent is None else parent.get(qn("w:val"))

    def draws_lines(self, part: Element) -> bool:
        """Whether anything in the text has a line around it, by itself or by its style."""
        named = {each.get(qn("w:val")) for each in part.iter(qn("w:pStyle"), qn("w:rStyle"))}
        styles = [*self._default, *(style for name in named for style in self._chain(name))]
        return any(
            line.get(qn("w:val"), "") not in ("nil", "none")
            for where in [part, *styles]
            for found in where.iter(*_LINES)
            for line in ([found] if found.tag == qn("w:bdr") else found)
        )

    def levels(self, body: Element) -> Iterator[int]:
        """The level of each heading, from 1."""
        for paragraph in body.iter(qn("w:p")):
            properties = paragraph.find(qn("w:pPr"))
            if properties is None:
                continue
            style = properties.find(qn("w:pStyle"))
            places = [paragraph, *self._chain(None if style is None else style.get(qn("w:val")))]
            for place in places:
                level = place.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
                if level is not None:
                    if int(level.get(qn("w:val"))) < 9:  # 9 is running text
                        yield int(level.get(qn("w:val"))) + 1
                    break


# ---------------------------------------------------------------- the PDF

# PDF/A-2 lets metadata have properties of schemas that it does not know itself, once they are described (ISO 19005-2,
# 6.6.2.3); the mark of PDF/UA is one.
_SCHEMA = (
    b'<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    b'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" '
    b'xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    b'<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    b"<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    b'<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    b"<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    b"<pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>"
    b"</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>\n "
)
_LEVEL = re.compile(rb"(<pdfaid:conformance>)B(</pdfaid:conformance>)")
_ORDER = b"/Tabs(S)"  # a text, where a name belongs: readers pass it by
_LAST = re.compile(rb"\ntrailer\s*<<(.*)>>\s*startxref\s+(\d+)\s+%%EOF\s*$", re.DOTALL)
_TABLE = re.compile(rb"xref\s+0 (\d+)\s+((?:\d{10} \d{5} [nf][ \r\n]{2})+)")
_OBJECT = re.compile(rb"(\d+) 0 obj\s*(.*?)(?:endobj|stream\r?\n)", re.DOTALL)
_IDENTITY = re.compile(rb"(/ID\s*\[\s*<[0-9A-Fa-f]+>\s*)<[0-9A-Fa-f]+>")


def claim(pdf: bytes) -> bytes | None:
    """The PDF with a claim of PDF/A-2a beside that of PDF/UA-1 that LibreOffice gave it; null where it can't be done.

    It mends, as an update behind the file's end (ISO 32000-1, 7.5.6): the metadata describe the schema of PDF/UA's
    mark (ISO 19005-2, 6.6.2.3) and name level A, which all that PDF/UA asks for makes true (6.7); and pages with links
    say in the right form that these are reached in reading order (ISO 14289-1, 7.18.3).
    """
    last = _LAST.search(pdf)
    table = _TABLE.match(pdf, int(last[2])) if last else None
    if not last or not table:
        return None
    changed: dict[int, bytes] = {}
    for entry in table[2].split(b"\n"):
        found = _OBJECT.match(pdf, int(entry[:10])) if entry.strip().endswith(b"n") else None
        if found and b"/Type/Metadata" in found[2]:
            stream = _metadata(pdf[found.end() : pdf.index(b"endstream", found.end())])
            if stream is None:
                return None
            changed[int(found[1])] = b"<</Type/Metadata/Subtype/XML/Length %d>>\nstream\n%s\nendstream" % (
                len(stream),
                stream,
            )
        elif found and b"/Type/Page/" in found[2] and _ORDER in found[2]:
            changed[int(found[1])] = found[2].rstrip().replace(_ORDER, b"/Tabs/S", 1)
    return _update(pdf, changed, last)


def _metadata(packet: bytes) -> bytes | None:
    """The metadata with the schema described and the level named; null where LibreOffice wrote others."""
    packet = packet.strip()
    if b"</rdf:RDF>" not in packet or not _LEVEL.search(packet):
        return None
    if b"pdfaExtension" not in packet:
        packet = packet.replace(b"</rdf:RDF>", _SCHEMA + b"</rdf:RDF>", 1)
    return _LEVEL.sub(rb"\1A\2", packet)


def _update(pdf: bytes, changed: Mapping[int, bytes], last: re.Match[bytes]) -> bytes:
    out = bytearray(pdf if pdf.endswith(b"\n") else pdf + b"\n")
    places = {}
    for number, content in sorted(changed.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    # The first half of the identity stays, the second is that of this state of the file (ISO 32000-1, 14.4).
    identity = hashlib.md5(bytes(out), usedforsecurity=False).hexdigest().upper().encode()
    trailer = _IDENTITY.sub(lambda found: found[1] + b"<" + identity + b">", last[1].strip())
    start = len(out)
    out += b"xref\n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    out += b"trailer\n<<%s\n/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, int(last[2]), start)
    return bytes(out)
