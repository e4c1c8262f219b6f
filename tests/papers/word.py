"""A Word file under construction: real styles, real auto-numbering, and the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

WRITTEN = datetime(2025, 9, 1, 12, 0)
"""When every file says that it was written."""

_ZIP_DATE = (2025, 9, 1, 12, 0, 0)


def _element(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


class WordFile:
    """An A4 paper in one typeface. Methods add to its end; `save` gives the bytes."""

    def __init__(self, maalform: str, title: str, font: str = "Calibri", size: float = 11) -> None:
        self._docx = Document()
        self._numbering = self._docx.part.numbering_part.element
        self._next_id = 100
        core = self._docx.core_properties
        core.title, core.author, core.last_modified_by, core.comments = title, "Sekretariatet", "Sekretariatet", ""
        core.created = core.modified = WRITTEN
        core.revision = 1
        section = self._docx.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        section.top_margin, section.bottom_margin = Cm(2.3), Cm(2.2)
        for name, points, before in (
            ("Normal", size, 0), ("Title", size + 9, 0), ("Heading 1", size + 3, 18), ("Heading 2", size + 1, 10),
            ("Heading 3", size, 8), ("List Bullet", size, 0), ("Header", size - 2, 0), ("Footer", size - 2, 0),
        ):  # fmt: skip
            self._look(name, font, points, before)
        for borders in self._docx.styles["Title"].element.iter(qn("w:pBdr")):
            borders.getparent().remove(borders)
        for lang in self._docx.styles.element.iter(qn("w:lang")):
            lang.set(qn("w:val"), f"{maalform}-NO")

    def _look(self, name: str, font: str, points: float, before: float) -> None:
        style = self._docx.styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), font)
        style.font.size, style.font.color.rgb = Pt(points), RGBColor(0, 0, 0)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(2 if "Heading" in name else 6)

    # -- numbering -------------------------------------------------------------------------------------------------

    def _new_numbering(self, form: str, text: str, style: str | None = None) -> str:
        """A numbering definition with one instance; returns the instance's id."""
        number = str(self._next_id)
        self._next_id += 1
        abstract = _element("w:abstractNum", abstractNumId=number)
        abstract.append(_element("w:multiLevelType", val="multilevel"))
        level = _element("w:lvl", ilvl="0")
        level.append(_element("w:start", val="1"))
        level.append(_element("w:numFmt", val=form))
        if style:
            level.append(_element("w:pStyle", val=style))
        level.append(_element("w:lvlText", val=text))
        level.append(_element("w:lvlJc", val="left"))
        indent = _element("w:pPr")
        indent.append(_element("w:ind", left="567", hanging="567"))
        level.append(indent)
        abstract.append(level)
        # Word wants every definition before the first instance.
        first_instance = self._numbering.find(qn("w:num"))
        first_instance.addprevious(abstract)
        instance = _element("w:num", numId=number)
        instance.append(_element("w:abstractNumId", val=number))
        self._numbering.append(instance)
        return number

    def number_headings(self, text: str = "%1.") -> None:
        """From here on every Heading 1 counts itself; the number is nowhere in the text."""
        style = self._docx.styles["Heading 1"].element
        number = _element("w:numPr")
        number.append(_element("w:numId", val=self._new_numbering("decimal", text, "Heading1")))
        properties = style.get_or_add_pPr()
        properties.insert_element_before(
            number, "w:suppressLineNumbers", "w:spacing", "w:ind", "w:contextualSpacing", "w:outlineLvl"
        )

    def points(self, texts: Iterable[str], form: str = "decimal", text: str = "%1.") -> None:
        """A numbered list that begins at 1 (``lowerLetter`` and ``%1)``: at a))."""
        number = self._new_numbering(form, text)
        for words in texts:
            paragraph = self._docx.add_paragraph(words)
            paragraph.paragraph_format.space_after = Pt(3)
            properties = paragraph._p.get_or_add_pPr()
            properties.get_or_add_numPr().get_or_add_numId().val = int(number)
            properties.numPr.get_or_add_ilvl().val = 0

    # -- text ------------------------------------------------------------------------------------------------------

    def title(self, text: str) -> None:
        """The paper's title."""
        self._docx.add_paragraph(text, style="Title")

    def heading(self, text: str, level: int) -> None:
        """A heading in Word's own style of that level."""
        self._docx.add_heading(text, level)

    def line(self, text: str, *, bold: bool = False, italic: bool = False, size: float | None = None) -> Paragraph:
        """A paragraph of plain text."""
        paragraph = self._docx.add_paragraph()
        run = paragraph.add_run(text)
        run.bold, run.italic = bold or None, italic or None
        if size:
            run.font.size = Pt(size)
        return paragraph

    def columns(self, left: str, right: str, *, at: float = 3.5, bold: bool = False, indent: float = 0) -> None:
        """Two texts with a tab between them; the right one begins ``at`` cm, the left one at ``indent`` cm."""
        paragraph = self.line(f"{left}\t{right}", bold=bold)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(at), WD_TAB_ALIGNMENT.LEFT)
        paragraph.paragraph_format.left_indent = Cm(indent or at)
        paragraph.paragraph_format.first_line_indent = Cm(0 if indent else -at)
        paragraph.paragraph_format.space_after, paragraph.paragraph_format.keep_with_next = Pt(2), bold

    def bullets(self, texts: Iterable[str]) -> None:
        """A bulleted list."""
        for text in texts:
            self._docx.add_paragraph(text, style="List Bullet").paragraph_format.space_after = Pt(3)

    def table(self, rows: Sequence[Sequence[str]], widths: Sequence[float], *, ruled: bool = True) -> None:
        """A table, widths in cm; a ruled one has a bold header row, an unruled one keeps to what follows it."""
        table = self._docx.add_table(rows=0, cols=len(widths), style="Table Grid" if ruled else None)
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for place, texts in enumerate(rows):
            cells = table.add_row().cells
            for cell, text, width in zip(cells, texts, widths, strict=True):
                cell.width = Cm(width)
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = Pt(1)
                paragraph.paragraph_format.keep_with_next = not ruled
                paragraph.add_run(text).bold = (ruled and place == 0) or None
        if ruled:
            table.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader"))
        after = self.line("").paragraph_format
        after.space_after, after.keep_with_next = Pt(0), not ruled

    def text(self, lines: Iterable[str], heading_level: int) -> None:
        """Lines as `tests.papers.Sak.tekst` writes them: ``## `` sub-heading, ``- `` bullet, ``| a | b`` table row."""
        rows: list[list[str]] = []
        for line in [*lines, ""]:
            if line.startswith("|"):
                rows.append([cell.strip() for cell in line.strip("| ").split("|")])
                continue
            if rows:
                self.table(rows, [16 / len(rows[0])] * len(rows[0]))
                rows = []
            if line.startswith("## "):
                self.heading(line[3:], heading_level)
            elif line.startswith("- "):
                self.bullets([line[2:]])
            elif line:
                self.line(line)

    # -- pages -----------------------------------------------------------------------------------------------------

    def new_page(self) -> None:
        """What follows begins on a new page."""
        self._docx.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def running(self, header: str, footer: str) -> None:
        """Header and footer of every page; ``{page}`` and ``{pages}`` in the footer become Word's fields."""
        section = self._docx.sections[0]
        section.start_type = WD_SECTION.NEW_PAGE
        section.header.paragraphs[0].text = header
        paragraph = section.footer.paragraphs[0]
        for part in footer.replace("{", "\n{").replace("}", "}\n").split("\n"):
            field = {"{page}": "PAGE", "{pages}": "NUMPAGES"}.get(part)
            if field is None:
                paragraph.add_run(part)
                continue
            simple = _element("w:fldSimple", instr=field)
            run = _element("w:r")
            text = _element("w:t")
            text.text = "1"
            run.append(text)
            simple.append(run)
            paragraph._p.append(simple)

    def save(self) -> bytes:
        """The file's bytes; the same calls give the same bytes."""
        raw = io.BytesIO()
        self._docx.save(raw)
        out = io.BytesIO()
        with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w") as target:
            for name in source.namelist():
                member = zipfile.ZipInfo(name, _ZIP_DATE)
                member.compress_type = zipfile.ZIP_DEFLATED
                member.create_system = 3
                target.writestr(member, source.read(name))
        return out.getvalue()
