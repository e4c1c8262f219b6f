"""Fill in a template: docxtpl over a sandboxed, escaping Jinja, so that no value can break or steer the file.

A template is bounded as values are: what it may say is in `render.template_language`, and its size is limited here. So
a hostile one ends in a sentence, after a minute at worst.
"""

from __future__ import annotations

import io
import re
import traceback
import zipfile
from dataclasses import fields
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import TemplateError as JinjaError
from jinja2 import TemplateSyntaxError
from lxml import etree

from model.errors import TemplateError
from model.moete import Maalform
from render.context import Kind
from render.felt import Felt
from render.template_language import Language

_LARGEST = 50_000_000  # bytes of a template, unpacked; a letterhead with pictures is far below
_LARGEST_PART = 5_000_000  # bytes of its text; ours has 40,000, and Word writes ten times as much for the same
_DEEPEST = "its loops or conditions stand too deep within each other"
_SHOWN = 120  # letters of a template's text that a message shows
_TITLE = 255  # characters that Word keeps of a file's title

# What Word may put between two braces, as docxtpl takes it out.
_SPLIT = re.compile(r"(?<={)(?:<[^>]*>)+(?=[{%#])|(?<=[%}#])(?:<[^>]*>)+(?=})")
_BRACES = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_CLOSED_BY = {"{{": "}}", "{%": "%}", "{#": "#}"}


def find_template(kind: Kind, maalform: Maalform, folder: Path | None) -> Traversable:
    """The template of a paper: in ``folder`` (``nn/innkalling.docx``, or ``innkalling.docx``), else our own.

    `TemplateError` where ``folder`` is given and has none.
    """
    name = f"{kind}.docx"
    if folder is None:
        return resources.files("templates") / maalform / name
    for candidate in (folder / maalform / name, folder / name):
        if candidate.is_file():
            return candidate
    raise TemplateError(
        f"There is no template {name} in {folder / maalform} or {folder}; put a copy of ours there and change it."
    )


def fill(template: Traversable, felt: Felt) -> WordDocument:
    """The template with its fields filled in; `TemplateError` says in plain words what is wrong with it."""
    name = str(template)
    word = _Template(read_template(template, name))
    values = {each.name: getattr(felt, each.name) for each in fields(felt)}
    try:
        word.render(values, Language(), autoescape=True)
    except JinjaError as error:
        raise TemplateError(f"{name} can't be filled in{_near(error, word.source)}: {_reason(error)}.") from error
    except etree.XMLSyntaxError as error:
        raise TemplateError(
            f"{name} can't be filled in: a {{% if %}} or {{% for %}} ends in another paragraph, row or cell than it "
            "began; give each of them a paragraph of its own ({%p … %}, in a table {%tr … %})."
        ) from error
    except (RecursionError, SyntaxError, MemoryError) as error:
        raise TemplateError(f"{name} can't be filled in: {_DEEPEST}.") from error
    except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise TemplateError(f"{name} can't be filled in{_near(error, word.source)}: {error}.") from error
    document: WordDocument = word.docx
    _mend(document)
    return document


def _mend(document: WordDocument) -> None:
    """Give each cell its paragraph, and take tables without rows away: Word opens no file otherwise.

    Such are what a condition that does not hold can leave behind.
    """
    parts = [document.element, *(each.element for each in _headers_and_footers(document))]
    for part in parts:
        for table in list(part.iter(qn("w:tbl"))):
            if table.find(qn("w:tr")) is None:
                table.getparent().remove(table)
        for cell in part.iter(qn("w:tc")):
            if not len(cell) or cell[-1].tag != qn("w:p"):
                cell.append(OxmlElement("w:p"))


def _headers_and_footers(document: WordDocument) -> list[Any]:
    kinds = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
    return [each.target_part for each in document.part.rels.values() if each.reltype in kinds]


def read_template(template: Traversable, name: str) -> io.BytesIO:
    """The template's bytes, once it is sure that they are a Word file of a sensible size."""
    try:
        data = template.read_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sizes = {info.filename: info.file_size for info in archive.infolist()}
            if sum(sizes.values()) > _LARGEST:
                raise TemplateError(f"{name} is too large for a template; take out its pictures.")
            texts = [part for part in sizes if part.endswith((".xml", ".rels"))]
            if any(sizes[part] > _LARGEST_PART for part in texts):
                raise TemplateError(f"{name} is too large for a template; it holds far more text than a paper's frame.")
            if any(b"<!DOCTYPE" in archive.read(part).replace(b"\0", b"") for part in texts):
                raise ValueError("Word writes no such declaration; it could name other files")
        docx.Document(io.BytesIO(data))
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, etree.XMLSyntaxError) as error:
        raise TemplateError(f"{name} can't be opened as a Word file (.docx); save it anew in Word.") from error
    return io.BytesIO(data)


class _Template(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """docxtpl's template, with three of its steps made strict."""

    source = ""

    def patch_xml(self, src_xml: str) -> str:
        """The part with each field in one piece, whatever Word put between its letters.

        A field without an end would keep docxtpl busy for the square of the text's length.
        """
        check_braces(src_xml)
        patched: str = super().patch_xml(src_xml)
        return patched

    def render_xml_part(self, src_xml: str, part: object, context: dict[str, Any], jinja_env: Language) -> str:
        """Fill in one part.

        docxtpl itself would turn ``{_{`` inside a value into ``{{``, and mend broken XML without a word.
        """
        # One paragraph a line, so that an error can tell where it is.
        self.source = re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml)
        filled = jinja_env.fill(self.source, context)
        xml: str = self.resolve_listing(re.sub(r"\n<w:p([ >])", r"<w:p\1", filled))
        etree.fromstring(xml.encode("utf-8"), etree.XMLParser(resolve_entities=False, huge_tree=True))
        return xml

    def render_properties(self, context: dict[str, Any], jinja_env: Language) -> None:
        """Fill in the file's title and subject; they are plain text, where escaping would show."""
        plain = jinja_env.overlay(autoescape=False)
        properties = self.docx.core_properties
        for name in ("title", "subject"):
            self.source = getattr(properties, name)
            check_braces(self.source)
            setattr(properties, name, plain.fill(self.source, context)[:_TITLE])


def check_braces(xml: str) -> None:
    """Refuse a part with a field or a steering line that has no end, with a `TemplateSyntaxError` that shows it."""
    xml = _SPLIT.sub("", xml)
    begun: re.Match[str] | None = None
    for brace in _BRACES.finditer(xml):
        if begun is None:
            begun = brace if brace[0] in _CLOSED_BY else None
            if brace[0] == "%}":
                raise TemplateSyntaxError(f"%}} ends what has not begun{_around(xml, brace.start())}", 0)
        elif brace[0] == _CLOSED_BY[begun[0]]:
            begun = None
        elif brace[0] in _CLOSED_BY and begun[0] != "{#":
            break
    if begun is not None:
        raise TemplateSyntaxError(f"{begun[0]} has no {_CLOSED_BY[begun[0]]}{_around(xml, begun.start())}", 0)


def _around(xml: str, place: int) -> str:
    """The text of the paragraph around a place in a part."""
    start = max(xml.rfind("<w:p>", 0, place), xml.rfind("<w:p ", 0, place), 0)
    end = xml.find("</w:p>", place)
    words = _plain(xml[start : end if end > 0 else len(xml)])[:_SHOWN]
    return f", near «{words}»" if words else ""


def _plain(xml: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", xml)).strip()


def _near(error: Exception, source: str) -> str:
    """The text of the paragraph that the error is in."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    number = error.lineno if isinstance(error, TemplateSyntaxError) else lines[-1] if lines else None
    paragraphs = source.splitlines()
    if not number or number > len(paragraphs):
        return ""
    words = _plain(paragraphs[number - 1])[:_SHOWN]
    return f", near «{words}»" if words else ""


def _reason(error: JinjaError) -> str:
    """What Jinja says, in words for one who has never heard of Jinja."""
    said = (error.message or type(error).__name__).rstrip(".")
    if match := re.fullmatch(r"'(\w+)' is undefined", said):
        return f"there is no field called {match[1]} (templates/README.md lists them)"
    if match := re.fullmatch(r"'render\.felt\.(\w+)Felt object' has no attribute '(\w+)'", said):
        return f"a {match[1].lower()} has no field called {match[2]} (templates/README.md lists them)"
    return said
