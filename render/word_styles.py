"""The styles and lists of a paper that is put into another: the template's where it has them, else as text looks.

A style that the template has by the same name is the template's. Of another, what carries meaning (bold, italics,
indents, lists) is written at the text itself; typefaces and the size of running text are the template's.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

from ingest.word_package import W
from ingest.word_styles import is_on
from render.word_lists import Lists
from render.word_source import LEVEL

Element = Any  # of Word's XML

_CHAIN = 50  # styles that one may be based on
_LEVELS = 9
_PARAGRAPH = ("keepNext", "keepLines", "pBdr", "shd", "tabs", "ind", "contextualSpacing", "jc")
_RUN = ("b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "highlight", "u", "vertAlign")
# In the order of the schema (ECMA-376 part 1, 17.3.1.26, 17.3.2.28 and 17.4.60), which Word insists on.
_ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
}
_PLACE = {f"{W}{part}": {W + name: at for at, name in enumerate(names.split())} for part, names in _ORDER.items()}
_SYMBOLS = frozenset({"symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings", "segoe ui symbol"})
_TEXT = "body text"  # what is written in a place to write is text like other
_HEADING_TOP, _HEADING_DEEPEST = 2, 4  # a sak is Heading 1; below it come those that the templates have


class Styles:
    """The styles of a file by id and by name."""

    def __init__(self, root: Element | None) -> None:
        styles = list(root.iter(f"{W}style")) if root is not None else []
        self.by_id = {style.get(f"{W}styleId"): style for style in styles}
        self.by_name: dict[tuple[str, str], str] = {}
        self.default: dict[str, str] = {}
        for style in styles:
            kind = style.get(f"{W}type", "paragraph")
            self.by_name.setdefault((kind, name_of(style)), style.get(f"{W}styleId"))
            if is_on(style.get(f"{W}default", "0")):
                self.default[kind] = style.get(f"{W}styleId")

    def chain(self, identity: str | None) -> Iterator[Element]:
        """A style and those that it is based on, without the default one."""

        def follow() -> Iterator[Element]:
            at = identity
            while at in self.by_id and at not in self.default.values():
                yield self.by_id[at]
                based = self.by_id[at].find(f"{W}basedOn")
                at = based.get(f"{W}val") if based is not None else None

        return islice(follow(), _CHAIN)

    def said(self, identity: str | None, path: str) -> Element | None:
        """What the style says first of a property (``pPr/outlineLvl``)."""
        steps = "/".join(W + step for step in path.split("/"))
        return next((found for style in self.chain(identity) if (found := style.find(steps)) is not None), None)


def name_of(style: Element | None) -> str:
    """A style's name; Word translates ids, never these."""
    found = style.find(f"{W}name") if style is not None else None
    return str(found.get(f"{W}val", "")).lower() if found is not None else ""


def child(parent: Element, name: str, **attributes: str) -> Element:
    """The property ``name``, made at its place where it lacks."""
    found = parent.find(W + name)
    if found is None:
        found = parent.makeelement(W + name)
        order = _PLACE.get(parent.tag, {})
        own = order.get(W + name, 0)
        at = next((at for at, other in enumerate(parent) if order.get(other.tag, 99) > own), len(parent))
        parent.insert(at, found)
    for key, value in attributes.items():
        found.set(W + key, value)
    return found


def properties(element: Element, name: str) -> Element:
    """The ``pPr`` or ``rPr`` of a paragraph or run, made where it lacks one."""
    found = element.find(W + name)
    if found is None:
        found = element.makeelement(W + name)
        element.insert(0, found)
    return found


class Restyler:
    """Gives the blocks of one paper the styles and lists of the paper that they are put into."""

    def __init__(self, source: Styles, numbering: Element | None, target: Styles, lists: Element) -> None:
        """``numbering`` is the paper's part of lists, ``lists`` that of the template, which new ones are put into."""
        self._source = source
        self._target = target
        self._lists = Lists(numbering, lists)

    def restyle(self, holder: Element, seed: bytes) -> None:
        """Change the blocks in ``holder``; ``seed`` tells its lists from those of other papers."""
        self._lists.begin(seed)
        blocks = list(holder)  # kept, so that their identities last
        outlines = [self._outline(block) for block in blocks]
        top = min((level for level in outlines if level), default=1)
        size = self._size_of_text(holder)
        headings = {
            id(block): level - top + 1 if level else int(block.get(LEVEL))
            for block, level in zip(blocks, outlines, strict=True)
            if level or block.get(LEVEL)
        }
        for paragraph in list(holder.iter(f"{W}p")):
            if id(paragraph) in headings:
                self._heading(paragraph, headings[id(paragraph)])
            else:
                self._paragraph(paragraph, size)
        for table in holder.iter(f"{W}tbl"):
            if self._table(table):
                self._cells(table)

    # ------------------------------------------------------------ headings and text

    def _outline(self, block: Element) -> int:
        """The level of a heading, from 1; 0 for other blocks."""
        if block.tag != f"{W}p":
            return 0
        own = block.find(f"{W}pPr/{W}outlineLvl")
        said = own if own is not None else self._source.said(_style_of(block), "pPr/outlineLvl")
        level = int(said.get(f"{W}val", "9")) if said is not None and said.get(f"{W}val", "").isdigit() else 9
        return level + 1 if level < _LEVELS else 0

    def _heading(self, paragraph: Element, level: int) -> None:
        """One of the template's headings, and nothing of its own but italics and the like."""
        name = f"heading {min(_HEADING_TOP + level - 1, _HEADING_DEEPEST)}"
        identity = self._target.by_name.get(("paragraph", name))
        if identity is None:
            self._paragraph(paragraph, None)
            return
        old = paragraph.find(f"{W}pPr")
        if old is not None:
            paragraph.remove(old)
        child(properties(paragraph, "pPr"), "pStyle", val=identity)
        for own in paragraph.iter(f"{W}rPr"):
            for said in list(own):
                if said.tag not in (f"{W}i", f"{W}iCs", f"{W}vertAlign", f"{W}lang"):
                    own.remove(said)

    def _paragraph(self, paragraph: Element, size: str | None) -> None:
        own = properties(paragraph, "pPr")
        style = _style_of(paragraph)
        name = name_of(self._source.by_id.get(style))
        known = self._target.by_name.get(("paragraph", _TEXT if name == "skriveplass" else name)) if style else None
        number = own.find(f"{W}numPr/{W}numId")
        listed = number if number is not None else self._source.said(style, "pPr/numPr/numId")
        from_style = number is None and listed is not None
        if known:
            child(own, "pStyle", val=known)
            base = self._target.said(known, "pPr/numPr/numId") if from_style else None
        else:
            base = None
            if style:
                self._as_it_looks(own, style, in_list=listed is not None)
            body = self._target.by_name.get(("paragraph", _TEXT))
            if body and (style or next(paragraph.iterancestors(f"{W}tc"), None) is None):
                child(own, "pStyle", val=body)
            elif (named := own.find(f"{W}pStyle")) is not None:
                own.remove(named)
        if listed is not None and listed.get(f"{W}val") != "0":
            self._number(own, style, str(listed.get(f"{W}val")), base)
        for said in own.findall(f"{W}rPr/*"):  # how the number of a list looks, and an empty line
            if said.tag in (f"{W}rFonts", f"{W}sz", f"{W}szCs", f"{W}rStyle"):
                said.getparent().remove(said)
        for run in paragraph.iter(f"{W}r"):
            if next(run.iterancestors(f"{W}p")) is paragraph:
                self._run(run, None if known else style, size)

    def _number(self, own: Element, style: str | None, number: str, base: Element | None) -> None:
        level = own.find(f"{W}numPr/{W}ilvl")
        said = level if level is not None else self._source.said(style, "pPr/numPr/ilvl")
        new = self._lists.number(number, str(base.get(f"{W}val")) if base is not None else None)
        if new is None:
            if (old := own.find(f"{W}numPr")) is not None:
                own.remove(old)
            return
        listing = child(own, "numPr")
        for old in list(listing):
            listing.remove(old)
        listing.append(
            listing.makeelement(f"{W}ilvl", {f"{W}val": said.get(f"{W}val", "0") if said is not None else "0"})
        )
        listing.append(listing.makeelement(f"{W}numId", {f"{W}val": new}))

    def _as_it_looks(self, own: Element, style: str, *, in_list: bool) -> None:
        """What a style that the template lacks says of the paragraph, at the paragraph itself."""
        for name in _PARAGRAPH:
            said = self._source.said(style, f"pPr/{name}")
            if said is not None and own.find(W + name) is None and not (in_list and name in ("ind", "tabs")):
                place = child(own, name)
                own.replace(place, copy.deepcopy(said))

    def _run(self, run: Element, paragraph_style: str | None, size: str | None) -> None:
        own = properties(run, "rPr")
        named = own.find(f"{W}rStyle")
        style = named.get(f"{W}val") if named is not None else None
        name = name_of(self._source.by_id.get(style))
        known = self._target.by_name.get(("character", name)) if style else None
        if known:
            child(own, "rStyle", val=known)
        elif named is not None:
            own.remove(named)
        for lacking in (None if known else style, paragraph_style):
            for said in (self._source.said(lacking, f"rPr/{name}") for name in _RUN if lacking):
                if said is not None and own.find(said.tag) is None:
                    own.replace(child(own, said.tag.removeprefix(W)), copy.deepcopy(said))
        fonts = own.find(f"{W}rFonts")
        if fonts is not None and (fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "").lower() not in _SYMBOLS:
            own.remove(fonts)
        for name in ("sz", "szCs"):
            said = own.find(W + name)
            if said is not None and size is not None and said.get(f"{W}val") == size:
                own.remove(said)
        for said in own:
            for key in [key for key in said.attrib if "theme" in key.lower()]:
                del said.attrib[key]
        if not len(own):
            run.remove(own)

    def _size_of_text(self, holder: Element) -> str | None:
        """The size that most of the letters are set to, where they are set to one by hand."""
        letters: Counter[str | None] = Counter()
        for run in holder.iter(f"{W}r"):
            said = run.find(f"{W}rPr/{W}sz")
            text = sum(len(text.text or "") for text in run.findall(f"{W}t"))
            letters[said.get(f"{W}val") if said is not None else None] += text
        return letters.most_common(1)[0][0] if letters else None

    # ------------------------------------------------------------ tables

    def _table(self, table: Element) -> bool:
        """A style that the template lacks becomes its own for tables, if the old one drew lines; whether it has one."""
        own = properties(table, "tblPr")
        named = own.find(f"{W}tblStyle")
        style = named.get(f"{W}val") if named is not None else self._source.default.get("table")
        known = self._target.by_name.get(("table", name_of(self._source.by_id.get(style))))
        if known:
            if named is not None:
                named.set(f"{W}val", known)
            return named is not None
        lined = any(found.find(f"{W}tblPr/{W}tblBorders") is not None for found in self._source.chain(style))
        ours = self._target.by_name.get(("table", "sakstabell")) or self._target.by_name.get(("table", "table grid"))
        if named is None:
            return False
        if not lined or ours is None:
            own.remove(named)
            return False
        named.set(f"{W}val", ours)
        look = child(own, "tblLook")
        look.attrib.clear()
        first = "1" if self._has_header(table) else "0"
        for key, value in (("val", "0620" if first == "1" else "0600"), ("firstRow", first), ("lastRow", "0"),
                           ("firstColumn", "0"), ("lastColumn", "0"), ("noHBand", "1"), ("noVBand", "1")):  # fmt: skip
            look.set(W + key, value)
        return True

    def _cells(self, table: Element) -> None:
        """Text of a table in one of the template's styles is set as the template sets it."""
        style = self._target.by_name.get(("paragraph", "tabelltekst"))
        if style is None:
            return
        for paragraph in table.iter(f"{W}p"):
            if paragraph.find(f"{W}pPr/{W}pStyle") is None and paragraph.find(f"{W}pPr/{W}numPr") is None:
                child(properties(paragraph, "pPr"), "pStyle", val=style)

    def _has_header(self, table: Element) -> bool:
        """Whether the first row names the columns: it says so, or all of its letters are bold."""
        first = table.find(f"{W}tr")
        if first is None or len(table.findall(f"{W}tr")) < 2:
            return False
        mark = first.find(f"{W}trPr/{W}tblHeader")
        if mark is not None and is_on(mark.get(f"{W}val")):
            return True
        runs = [run for run in first.iter(f"{W}r") if any((text.text or "").strip() for text in run.findall(f"{W}t"))]
        bold = [run.find(f"{W}rPr/{W}b") for run in runs]
        return bool(runs) and all(mark is not None and is_on(mark.get(f"{W}val")) for mark in bold)


def _style_of(paragraph: Element) -> str | None:
    named = paragraph.find(f"{W}pPr/{W}pStyle")
    return named.get(f"{W}val") if named is not None else None
