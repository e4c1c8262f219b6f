"""The look of a template: what a Word file needs so that its papers read well on paper, screen and aloud."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Mm

from render.template_tags import shown, text_of

Element = Any  # of Word's XML; python-docx has types for few of them
_A4 = frozenset((Mm(210), Mm(297)))
_NEAR = Mm(1)  # what a printer's driver may make of A4
NEEDED_STYLES = ("List Number", "List Bullet", "Body Text")
"""Styles that points, bullets and text are put into, whatever the template says (`render.numbering`)."""
HEADINGS = ("Title", "Heading 1", "Heading 2", "Heading 3")
"""Styles that make a heading one: for the table of contents, and for those who have a paper read aloud."""
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_LANGUAGES = {"nn": ("nn-NO", "nynorsk"), "nb": ("nb-NO", "bokmål")}


def look_errors(document: WordDocument) -> Iterator[str]:
    """What stops a paper from being written, a sentence each."""
    names = {str(style.find(qn("w:name")).get(qn("w:val"))).lower(): style for style in _styles(document)}
    for name in NEEDED_STYLES:
        if name.lower() not in names:
            yield f"The style {name} is missing, which points and text need; copy it from our template."
    for name in NEEDED_STYLES[:2]:
        style = names.get(name.lower())
        if style is not None and not _is_numbered(
            style, {each.get(qn("w:styleId")): each for each in _styles(document)}
        ):
            yield f"The style {name} has no numbers or bullets of its own; copy it from our template."


def look_advice(document: WordDocument, standard: str | None) -> Iterator[str]:
    """What makes its papers worse than they need be, a sentence each; ``standard`` is the folder's, nn or nb."""
    names = {str(style.find(qn("w:name")).get(qn("w:val"))).lower() for style in _styles(document)}
    lacking = [name for name in HEADINGS if name.lower() not in names]
    if lacking:
        yield f"The style {', '.join(lacking)} is missing, so nobody is led to the headings; copy it from our template."
    yield from _language(document, standard)
    for section in document.sections:
        sides = {section.page_width or 0, section.page_height or 0}
        if any(min(abs(side - wanted) for side in sides) > _NEAR for wanted in _A4):
            yield "The page is not A4; set it in Word under Layout, Size."
            break
    yield from _tables(document)
    yield from _pictures(document)
    root = document.element
    if next(root.iter(qn("w:ins"), qn("w:del"), qn("w:moveFrom")), None) is not None:
        yield "There are tracked changes, which every paper would show; accept or reject them in Word."
    if next(root.iter(qn("w:commentReference")), None) is not None:
        yield "There are comments, which every paper would show; delete them in Word."
    if not (document.core_properties.title or "").strip():
        yield "The file has no title (in Word: File, Info, Title), so programs show the name of the file in its place."


def _styles(document: WordDocument) -> list[Element]:
    return [each for each in document.styles.element.iter(qn("w:style")) if each.find(qn("w:name")) is not None]


def _is_numbered(style: Element, by_id: dict[str, Element]) -> bool:
    """The style, or one that it is based on, has a numbering."""
    for _ in range(len(by_id)):
        if style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}") is not None:
            return True
        based = style.find(qn("w:basedOn"))
        if based is None or based.get(qn("w:val")) not in by_id:
            return False
        style = by_id[based.get(qn("w:val"))]
    return False


def _language(document: WordDocument, standard: str | None) -> Iterator[str]:
    styles = document.styles.element
    found = [
        str(each.get(qn("w:val")))
        for each in styles.iter(qn("w:lang"))
        if each.get(qn("w:val")) and _is_default(next(each.iterancestors(qn("w:docDefaults"), qn("w:style")), None))
    ]
    if not found:
        yield "No language is set, so it is spelt and read aloud in whatever language the reader's Word has."
    elif standard in _LANGUAGES and _LANGUAGES[standard][0] not in found:
        tag, name = _LANGUAGES[standard]
        yield f"The language is set to {found[0]}, but the folder {standard}/ is for {name} ({tag})."


def _is_default(holder: Element | None) -> bool:
    """It is the language of the whole file, not of one style for, say, quotations in English."""
    return holder is not None and (holder.tag == qn("w:docDefaults") or holder.get(qn("w:default")) in ("1", "true"))


def _tables(document: WordDocument) -> Iterator[str]:
    for table in document.element.iter(qn("w:tbl")):
        rows = table.findall(qn("w:tr"))
        repeats = any("{%tr" in text_of(row).replace(" ", "") for row in rows)
        if repeats and not any(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows):
            yield (
                f"The table that begins with «{shown(text_of(rows[0]))}» repeats rows but has no header row; mark one "
                "in Word under Table Layout, Repeat Header Rows."
            )


def _pictures(document: WordDocument) -> Iterator[str]:
    parts = [("", document.element)]
    for name, kind in (("header", "/header"), ("footer", "/footer")):
        parts += [
            (f" in the {name}", each.target_part.element)
            for each in document.part.rels.values()
            if each.reltype.endswith(kind)
        ]
    for where, root in parts:
        for picture in root.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"):
            if next(picture.getparent().iter(_PICTURE), None) is None:
                continue  # a line or a box
            decorative = next((each.get("val") for each in picture.iter(_DECORATIVE)), "0")
            if not (picture.get("descr") or "").strip() and decorative not in ("1", "true"):
                yield (
                    f"The picture «{picture.get('name') or 'without a name'}»{where} has no alt text, which those hear "
                    "who have the paper read aloud."
                )
