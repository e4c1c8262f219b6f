"""Fill in a template: docxtpl over a sandboxed, escaping Jinja, so that no value can break or steer the file."""

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
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined, TemplateSyntaxError
from jinja2 import TemplateError as JinjaError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from model.errors import TemplateError
from model.moete import Maalform
from render.context import Kind
from render.felt import Felt

_LARGEST = 50_000_000  # bytes of a template, unpacked; a letterhead with pictures is far below
_TITLE = 255  # characters that Word keeps of a file's title


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
    word = _Template(_read(template, name))
    values = {each.name: getattr(felt, each.name) for each in fields(felt)}
    try:
        word.render(values, _environment(), autoescape=True)
    except JinjaError as error:
        raise TemplateError(f"{name} can't be filled in{_near(error, word.source)}: {_reason(error)}.") from error
    except etree.XMLSyntaxError as error:
        raise TemplateError(
            f"{name} can't be filled in: a {{% if %}} or {{% for %}} ends in another paragraph, row or cell than it "
            "began; give each of them a paragraph of its own ({%p … %}, in a table {%tr … %})."
        ) from error
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise TemplateError(f"{name} can't be filled in{_near(error, word.source)}: {error}.") from error
    document: WordDocument = word.docx
    return document


def _environment() -> Environment:
    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)


def _read(template: Traversable, name: str) -> io.BytesIO:
    """The template's bytes, once it is sure that they are a Word file of a sensible size."""
    try:
        data = template.read_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > _LARGEST:
                raise TemplateError(f"{name} is too large for a template; take out its pictures.")
        docx.Document(io.BytesIO(data))
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise TemplateError(f"{name} can't be opened as a Word file (.docx); save it anew in Word.") from error
    return io.BytesIO(data)


class _Template(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """docxtpl's template, with two of its steps made strict."""

    source = ""

    def render_xml_part(self, src_xml: str, part: object, context: dict[str, Any], jinja_env: Environment) -> str:
        """Fill in one part.

        docxtpl itself would turn ``{_{`` inside a value into ``{{``, and mend broken XML without a word.
        """
        # One paragraph a line, so that an error can tell where it is.
        self.source = re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml)
        filled = jinja_env.from_string(self.source).render(context)
        xml: str = self.resolve_listing(re.sub(r"\n<w:p([ >])", r"<w:p\1", filled))
        etree.fromstring(xml.encode("utf-8"), etree.XMLParser(resolve_entities=False, huge_tree=True))
        return xml

    def render_properties(self, context: dict[str, Any], jinja_env: Environment) -> None:
        """Fill in the file's title and subject; they are plain text, where escaping would show."""
        plain = jinja_env.overlay(autoescape=False)
        properties = self.docx.core_properties
        for name in ("title", "subject"):
            filled = plain.from_string(getattr(properties, name)).render(context)
            setattr(properties, name, filled[:_TITLE])


def _near(error: Exception, source: str) -> str:
    """The text of the paragraph that the error is in."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    number = error.lineno if isinstance(error, TemplateSyntaxError) else lines[-1] if lines else None
    paragraphs = source.splitlines()
    if not number or number > len(paragraphs):
        return ""
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", paragraphs[number - 1])).strip()
    return f", near «{words[:120]}»" if words else ""


def _reason(error: JinjaError) -> str:
    """What Jinja says, in words for one who has never heard of Jinja."""
    said = (error.message or type(error).__name__).rstrip(".")
    if match := re.fullmatch(r"'(\w+)' is undefined", said):
        return f"there is no field called {match[1]} (templates/README.md lists them)"
    if match := re.fullmatch(r"'render\.felt\.(\w+)Felt object' has no attribute '(\w+)'", said):
        return f"a {match[1].lower()} has no field called {match[2]} (templates/README.md lists them)"
    return said
