"""Page numbers of the sakliste in the Word file itself, as LibreOffice counts them: right before Word counts anew."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import docx
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from ingest.office import OfficeError, convert
from render.package import pack, unpack, write_whole

Element = Any  # of Word's XML

_MAIN = "word/document.xml"
_CODE = re.compile(r"\s*PAGEREF\s+(\w+)")
# Bookmarks become named destinations, which tell their page.
_COUNT = 'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'


class _Field(NamedTuple):
    """A field that asks for a page."""

    bookmark: str
    begin: Element
    """Its first mark (``w:fldChar``)."""
    separate: Element
    """The run between code and result."""
    result: list[Element]
    """The runs of what it shows."""


def fill_in_pages(paper: Path) -> bool:
    """Write the numbers of pages into the fields of a Word file that ask for them; whether it could be done.

    It can't where LibreOffice is missing or fails; then Word counts, as the fields tell it, when it opens the file.
    """
    data = paper.read_bytes()
    document = docx.Document(io.BytesIO(data))
    names = sorted({field.bookmark for field in _fields(document)})
    if not names:
        return True
    try:
        pages = pages_of(convert(data, "docx", _COUNT), names)
    except OfficeError:
        return False
    for field in _fields(document):
        _show(field, pages)
    parts = unpack(data)
    parts[_MAIN] = etree.tostring(document.element, xml_declaration=True, encoding="UTF-8", standalone=True)
    write_whole(paper, pack(parts), force=True)
    return True


def pages_of(pdf: bytes, names: list[str]) -> dict[str, int]:
    """The page, from 1, of each of the named destinations that the PDF has."""
    file = pdfium.PdfDocument(pdf)
    try:
        out = {}
        for name in names:
            place = pdfium_c.FPDF_GetNamedDestByName(file, name.encode("ascii", "ignore"))
            page = pdfium_c.FPDFDest_GetDestPageIndex(file, place) if place else -1
            if page >= 0:
                out[name] = page + 1
        return out
    finally:
        file.close()


def _fields(document: WordDocument) -> Iterator[_Field]:
    """The fields of the text that ask for the page of a bookmark; one that another lies inside is none."""
    for paragraph in document.element.body.iter(qn("w:p")):
        begin: Element = None
        separate: Element = None
        name, result = "", list[Element]()
        for run in paragraph.iter(qn("w:r")):
            mark, code = run.find(qn("w:fldChar")), run.find(qn("w:instrText"))
            kind = mark.get(qn("w:fldCharType")) if mark is not None else None
            if kind == "begin":
                begin, separate, name, result = mark, None, "", []
            elif code is not None and (match := _CODE.match(code.text or "")):
                name = match[1]
            elif kind == "separate":
                separate = run
            elif kind == "end":
                if begin is not None and separate is not None and name:
                    yield _Field(name, begin, separate, result)
                begin = None
            elif separate is not None:
                result.append(run)


def _show(field: _Field, pages: Mapping[str, int]) -> None:
    if field.bookmark not in pages:
        return
    run = field.result[0] if field.result else field.separate.makeelement(qn("w:r"))
    for child in [child for child in run if child.tag != qn("w:rPr")]:
        run.remove(child)
    text = run.makeelement(qn("w:t"))
    text.text = str(pages[field.bookmark])
    run.append(text)
    for other in field.result[1:]:
        other.getparent().remove(other)
    field.separate.addnext(run)
    field.begin.attrib.pop(qn("w:dirty"), None)
