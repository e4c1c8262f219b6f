"""ISO 14289-1 (PDF/UA-1), what a screen reader needs, as rules; below it what we ask of our own papers besides."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.render.pdf_file import PdfFile, Tag
from tests.render.pdfa import DC, Rule, check, rules

PDFUAID = "http://www.aiim.org/pdfua/ns/id/"
RULES: list[Rule] = []
OUR_OWN: list[Rule] = []
_rule, _own = rules(RULES), rules(OUR_OWN)
_HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
# Who may be whose child (ISO 32000-1, 14.8.4.2 to 14.8.4.4).
_PARENTS = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "LI": {"L"},
    "LBody": {"LI"},
    "Lbl": {"LI", "Note", "BibEntry"},
    "TOCI": {"TOC"},
}
_CHILDREN = {
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "TR": {"TH", "TD"},
    "L": {"L", "LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOC", "TOCI", "Caption"},
}


def breaches(data: bytes) -> list[str]:
    """What in a PDF breaks ISO 14289-1."""
    return check(RULES, data)


def own_breaches(data: bytes) -> list[str]:
    """What in a PDF is not as our papers shall be, though no standard asks for it."""
    return check(OUR_OWN, data)


@_rule("5", "it says that it is PDF/UA-1")
def _claim(file: PdfFile) -> Iterator[str]:
    if file.said(PDFUAID, "part") != "1":
        yield f"part {file.said(PDFUAID, 'part')}"


@_rule("7.1", "all that is painted is tagged or an artifact, never both, and is found from the tree")
def _marked(file: PdfFile) -> Iterator[str]:
    known: dict[int, set[int]] = {}
    for number, page in enumerate(file.pdf.pages):
        kids = file.parents.get(int(page.obj.get("/StructParents", -1)), [])
        known[number] = {place for place, parent in enumerate(kids) if parent is not None}
    for paint in file.paints:
        artifact = "Artifact" in paint.tags
        if not artifact and paint.mcid is None:
            yield f"{paint.operator} outside the tags on page {paint.page + 1}"
        elif artifact and paint.mcid is not None:
            yield f"an artifact inside a tag on page {paint.page + 1}"
        elif not artifact and paint.mcid not in known[paint.page]:
            yield f"content {paint.mcid} of page {paint.page + 1} is in no tag"


@_rule("7.1", "the tags are sure, the title is told and shown")
def _title(file: PdfFile) -> Iterator[str]:
    if file.root.get("/MarkInfo", {}).get("/Suspects", False):
        yield "suspects"
    if not file.said(DC, "title"):
        yield "no title"
    if file.root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False) is not True:
        yield "the window shows the file's name"


@_rule("7.2", "tables, lists and contents are built of their parts")
def _nesting(file: PdfFile) -> Iterator[str]:
    for each in file.tags:
        parent = each.parent.kind if each.parent else ""
        if parent not in _PARENTS.get(each.kind, {parent}):
            yield f"{each.kind} in {parent}"
        for kid in each.kids:
            if kid.kind not in _CHILDREN.get(each.kind, {kid.kind}):
                yield f"{kid.kind} in {each.kind}"


@_rule("7.2", "the language is told")
def _language(file: PdfFile) -> Iterator[str]:
    if not str(file.root.get("/Lang", "")):
        yield "none"


@_rule("7.3", "every picture has a text in its place")
def _figures(file: PdfFile) -> Iterator[str]:
    for each in file.of("Figure", "Formula"):
        if not str(each.node.get("/Alt", "")) and not str(each.node.get("/ActualText", "")):
            yield f"{each.kind} without one"


@_rule("7.4.2", "the first heading is of level 1, and none skips a level on its way down")
def _heading_levels(file: PdfFile) -> Iterator[str]:
    before = 0
    for each in file.of(*_HEADINGS):
        level = int(each.kind[1])
        if level > before + 1:
            yield f"level {level} behind level {before}"
        before = level


@_rule("7.5", "the heads of a table say what they are over")
def _table_heads(file: PdfFile) -> Iterator[str]:
    for each in file.of("TH"):
        if str(each.attribute("/Table", "/Scope")) not in ("/Row", "/Column", "/Both"):
            yield "a head without a scope"


@_rule("7.5", "the rows of a table are of one length")
def _table_rows(file: PdfFile) -> Iterator[str]:
    for table in file.of("Table"):
        rows = [each for each in table.all() if each.kind == "TR"]
        if any(_span(cell, "/RowSpan") > 1 for row in rows for cell in row.kids):
            continue  # cells that reach down make rows shorter
        lengths = {sum(_span(cell, "/ColSpan") for cell in row.kids) for row in rows}
        if len(lengths) > 1:
            yield f"rows of {sorted(lengths)} cells"


def _span(cell: Tag, key: str) -> int:
    return int(cell.attribute("/Table", key) or 1)


@_rule("7.18", "links are tagged, told in words, and reached in reading order")
def _links(file: PdfFile) -> Iterator[str]:
    tagged = {each.objgen for tag in file.of("Link") for each in tag.annotations}
    for number, page in enumerate(file.pdf.pages, start=1):
        links = [each for each in page.obj.get("/Annots", []) if each.get("/Subtype") == "/Link"]
        if page.obj.get("/Annots") and page.obj.get("/Tabs") != "/S":
            yield f"page {number} has no tab order"
        for link in links:
            if link.objgen not in tagged:
                yield f"a link on page {number} in no tag"
            if not str(link.get("/Contents", "")):
                yield f"a link on page {number} without words"


# ------------------------------------------------------------ our own papers


@_own("papers", "the title stands in both places, and is the same")
def _one_title(file: PdfFile) -> Iterator[str]:
    if str(file.pdf.docinfo.get("/Title", "")) != file.said(DC, "title"):
        yield f"{file.pdf.docinfo.get('/Title')} and {file.said(DC, 'title')}"


@_own("papers", "no heading is empty")
def _empty_headings(file: PdfFile) -> Iterator[str]:
    yield from (each.kind for each in file.of(*_HEADINGS) if not each.holds)


@_own("papers", "every table has heads")
def _heads(file: PdfFile) -> Iterator[str]:
    for table in file.of("Table"):
        if not any(each.kind == "TH" for each in table.all()):
            yield f"a table of {len([each for each in table.all() if each.kind == 'TR'])} rows without"


@_own("papers", "a list item has something to say")
def _items(file: PdfFile) -> Iterator[str]:
    yield from ("an empty one" for each in file.of("LI") if not each.holds)


@_own("papers", "each heading of level 1 has a bookmark")
def _bookmarks(file: PdfFile) -> Iterator[str]:
    with file.pdf.open_outline() as outline:
        marks = len(outline.root)
    tops = len([each for each in file.of("H1") if each.holds])
    if marks < tops:
        yield f"{marks} bookmarks, {tops} headings"


@_own("papers", "no tag stands for itself twice, no tag is remapped from a standard one")
def _roles(file: PdfFile) -> Iterator[str]:
    roles = file.root.get("/StructTreeRoot", {}).get("/RoleMap", {})
    yield from (key for key in roles if re.fullmatch(r"/(H[1-6]?|P|L|LI|Table|T[RHD]|Span|Figure|Link)", str(key)))
