"""What may go along when a Word paper is put into another, and what may not.

Tracked changes are accepted as Word's "final" view shows them, fields become the text that they show. Out go comments,
hidden text, marks of who typed what when, embedded objects, controls and everything that would be fetched from
elsewhere. Hyperlinks stay where they lead to the web or to a mail address.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ingest.package import R, Relation
from ingest.word_figures import MC, alternative, is_unread_control
from ingest.word_package import W
from ingest.word_styles import is_on
from render.word_source import OWN

Element = Any  # of Word's XML

URL, IMAGE, CHART, NOTE = f"{OWN}url", f"{OWN}image", f"{OWN}chart", f"{OWN}note"
"""What a link, picture, chart or call of a note leads to."""

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - its usual prefix
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_KNOWN = frozenset(
    name.strip("{}")
    for name in (
        W, A, C, V, O, WP, OWN, R,
        "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
        "urn:schemas-microsoft-com:office:word",
    )
)  # fmt: skip
_SAFE_URL = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
_LONGEST_URL = 2_000
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)

_LEFT = (
    "altChunk annotationRef bookmarkEnd bookmarkStart cellDel cellIns cellMerge commentRangeEnd commentRangeStart "
    "commentReference contentPart control customXmlDelRangeEnd customXmlDelRangeStart customXmlInsRangeEnd "
    "customXmlInsRangeStart customXmlMoveFromRangeEnd customXmlMoveFromRangeStart customXmlMoveToRangeEnd "
    "customXmlMoveToRangeStart del dataBinding delInstrText delText divId lastRenderedPageBreak moveFrom "
    "moveFromRangeEnd moveFromRangeStart moveToRangeEnd moveToRangeStart movie numberingChange pPrChange permEnd "
    "permStart proofErr rPrChange sdtEndPr sdtPr sectPrChange smartTagPr customXmlPr subDoc tblGridChange "
    "tblPrChange tblPrExChange tcPrChange trPrChange "
)
_GONE = frozenset(W + name for name in _LEFT.split()) | {
    A + "extLst",
    A + "hlinkClick",
    A + "hlinkHover",
    A + "hlinkMouseOver",
    O + "OLEObject",
}
_UNWRAPPED = frozenset(
    W + name for name in ("ins", "moveTo", "sdt", "sdtContent", "smartTag", "customXml", "dir", "bdo")
)
_MARKERS = frozenset({f"{W}rPr", f"{W}trPr"})  # where w:ins and the like only mark what holds them


def clean(holder: Element, relations: Mapping[str, Relation], told: set[str]) -> None:
    """Make the blocks in ``holder`` fit to go along; ``told`` gets a key for each thing that was left behind."""
    _choose(holder)
    _accept(holder)
    _fields(holder)
    _links(holder, relations)
    _pictures(holder, relations, told)
    _hidden(holder)
    for element in list(holder.iter()):
        if not isinstance(element.tag, str):
            remove(element)
        elif element is not holder:
            _element(element)
    for frame in holder.iter(f"{W}tc", f"{W}txbxContent"):
        if not len(frame) or frame[-1].tag != f"{W}p":
            frame.append(frame.makeelement(f"{W}p"))  # Word asks for a paragraph there


def remove(element: Element) -> None:
    """Take the element out of its parent, and keep the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail and element.tail.strip():
        above = element.getprevious()
        if above is not None:
            above.tail = (above.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def unwrap(element: Element) -> None:
    """Put what an element holds in its place."""
    for child in list(element):
        element.addprevious(child)
    remove(element)


# ---------------------------------------------------------------- tracked changes, alternatives


def _choose(holder: Element) -> None:
    """Of alternate content, what Word shows."""
    for element in list(holder.iter(f"{MC}AlternateContent")):
        chosen = alternative(element)
        for child in list(chosen) if chosen is not None else []:
            element.addprevious(child)
        remove(element)


def _accept(holder: Element) -> None:
    for row in list(holder.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{W}del") is not None:
            remove(row)
    for cell in list(holder.iter(f"{W}tc")):
        if cell.find(f"{W}tcPr/{W}cellDel") is not None and len(cell.getparent().findall(f"{W}tc")) > 1:
            remove(cell)
    for grid in list(holder.iter(f"{W}tbl")):
        if grid.find(f".//{W}tr") is None:
            remove(grid)
    for control in list(holder.iter(f"{W}sdt")):
        if is_unread_control(control):
            remove(control)
    for paragraph in list(holder.iter(f"{W}p")):
        marks = paragraph.find(f"{W}pPr/{W}rPr")
        if marks is None or (marks.find(f"{W}del") is None and marks.find(f"{W}moveFrom") is None):
            continue
        _drop_deleted(paragraph)
        following = paragraph.getnext()
        rest = [child for child in paragraph if child.tag != f"{W}pPr"]
        if following is not None and following.tag == f"{W}p":
            at = 1 if following.find(f"{W}pPr") is not None else 0
            following[at:at] = rest  # the end of the paragraph was deleted: its text goes on in the next
            remove(paragraph)
        elif not rest and _may_go(paragraph):
            remove(paragraph)


def _drop_deleted(paragraph: Element) -> None:
    for element in list(paragraph.iter(f"{W}del", f"{W}moveFrom")):
        if element.getparent().tag not in _MARKERS:
            remove(element)


def _may_go(paragraph: Element) -> bool:
    """Whether a paragraph is not the only one of its cell, which must have one."""
    parent = paragraph.getparent()
    return parent.tag != f"{W}tc" or len(parent.findall(f"{W}p")) > 1


# ---------------------------------------------------------------- fields, links


def _fields(holder: Element) -> None:
    """Fields become what they show; one that was a link to the web stays a link."""
    for simple in list(holder.iter(f"{W}fldSimple")):
        address = _HYPERLINK.match(simple.get(f"{W}instr") or "")
        if address and _is_safe(address[1]):
            simple.tag = f"{W}hyperlink"
            simple.attrib.clear()
            simple.set(URL, address[1])
        else:
            unwrap(simple)
    begun: list[tuple[list[str], list[Element], bool]] = []  # code, runs of the result, whether the result has begun
    marks = [mark.get(f"{W}fldCharType") for mark in holder.iter(f"{W}fldChar")]
    whole = marks.count("begin") == marks.count("end")
    for run in list(holder.iter(f"{W}r")):
        for child in list(run):
            if child.tag == f"{W}fldChar":
                kind = child.get(f"{W}fldCharType")
                if kind == "begin":
                    begun.append(([], [], False))
                elif kind == "separate" and begun:
                    begun[-1] = (begun[-1][0], begun[-1][1], True)
                elif kind == "end" and begun:
                    code, result, _ = begun.pop()
                    _link_field("".join(code), result)
                run.remove(child)
            elif child.tag == f"{W}instrText":
                if begun and not begun[-1][2]:
                    begun[-1][0].append(child.text or "")
                run.remove(child)
            elif whole and child.tag != f"{W}rPr" and any(not shown for _, _, shown in begun):
                run.remove(child)
        for _, result, shown in begun:
            if shown and run.find(f"{W}t") is not None:
                result.append(run)


def _link_field(code: str, result: list[Element]) -> None:
    address = _HYPERLINK.match(code)
    parents = {id(run.getparent()) for run in result}
    if not (address and _is_safe(address[1]) and len(parents) == 1):
        return
    link = result[0].makeelement(f"{W}hyperlink", {URL: address[1]})
    result[0].addprevious(link)
    for run in result:
        link.append(run)


def _links(holder: Element, relations: Mapping[str, Relation]) -> None:
    for link in list(holder.iter(f"{W}hyperlink")):
        relation = relations.get(link.get(f"{R}id") or "")
        address = link.get(URL) or (relation.target if relation and relation.external else "")
        if _is_safe(address) and not link.get(f"{W}anchor"):
            link.attrib.clear()
            link.set(URL, address)
        elif _is_safe(address):
            anchor = link.get(f"{W}anchor") or ""
            link.attrib.clear()
            link.set(URL, f"{address}#{anchor}")
        else:
            unwrap(link)


def _is_safe(address: str) -> bool:
    return len(address) <= _LONGEST_URL and _SAFE_URL.fullmatch(address) is not None


# ---------------------------------------------------------------- pictures and what is drawn


def _pictures(holder: Element, relations: Mapping[str, Relation], told: set[str]) -> None:
    """Pictures that lie in the file go along, charts without their data sheets; the rest is left behind."""
    if next(holder.iter(f"{W}altChunk"), None) is not None or next(holder.iter(f"{W}control"), None) is not None:
        told.add("innebygd")
    for shape in list(holder.iter(f"{W}object")):
        shape.tag = f"{W}pict"  # what it showed stays, as a picture
        told.add("innebygd")
    for drawn in list(holder.iter(f"{W}drawing", f"{W}pict")):
        refused = _mark(drawn, relations)
        if refused:
            told.add(refused)
            remove(drawn)


def _mark(drawn: Element, relations: Mapping[str, Relation]) -> str | None:
    """Mark each picture with the part that it lies in; a key where the drawing can't go along."""
    for element in drawn.iter():
        if not isinstance(element.tag, str):
            continue
        keys = {name: value for name, value in element.attrib.items() if name.startswith(R)}
        for name in keys:
            del element.attrib[name]
        if element.tag in (f"{A}blip", f"{V}imagedata", f"{V}fill"):
            key = keys.get(f"{R}embed") or keys.get(f"{R}id") or ""
            found = relations.get(key)
            if found and not found.external and found.kind == "image":
                element.set(IMAGE, found.target)
            elif element.tag != f"{V}fill":
                return "lenkja"
        elif element.tag == f"{C}chart" and keys:
            found = relations.get(keys.get(f"{R}id", ""))
            if not found or found.external:
                return "lenkja"
            element.set(CHART, found.target)
        elif keys and not element.tag.startswith((A, V)):
            return "teikning"  # SmartArt and the like, which lie in several parts of their own
        for name in ("src", "href", f"{O}href", f"{O}gfxdata", f"{O}relid"):
            element.attrib.pop(name, None)
    return None


def _hidden(holder: Element) -> None:
    for run in list(holder.iter(f"{W}r")):
        mark = run.find(f"{W}rPr/{W}vanish")
        if mark is not None and is_on(mark.get(f"{W}val")):
            remove(run)


# ---------------------------------------------------------------- element by element


def _element(element: Element) -> None:
    namespace = element.tag[1 : element.tag.index("}")] if element.tag.startswith("{") else ""
    parent = element.getparent()
    if parent is None:
        return
    if element.tag in _UNWRAPPED and parent.tag not in _MARKERS:
        unwrap(element)
        return
    if element.tag in _GONE or element.tag in _UNWRAPPED or namespace not in _KNOWN:
        remove(element)
        return
    for name in list(element.attrib):
        if name.startswith("{"):
            space, _, local = name[1:].partition("}")
            if not _may_stay(space, local):
                del element.attrib[name]


def _may_stay(space: str, local: str) -> bool:
    """Whether an attribute goes along: none that tells who typed it when, or that only newer programs know."""
    known = space in _KNOWN or space == "http://www.w3.org/XML/1998/namespace"
    return known and not local.startswith("rsid") and local not in ("author", "date", "initials")
