"""Give every list of a filled-in paper its own numbering: each begins anew, and its numbers are those of the record.

Word counts numbers itself, per list. So each list gets a ``w:num`` of its own whose levels begin where the list
begins (ECMA-376 part 1, 17.9.15 and 17.9.26), built on the numbering of the template's own list style: indents and
fonts are what a person chose in Word, form and count (``1.``, ``a)``) are what the paper says.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from model.errors import TemplateError
from render.marks import ListMark

Element = Any  # of Word's XML; python-docx has types for few of them
_NUMBER = re.compile(r"(\(?)(\d{1,5}|[a-z]|[A-Z]|[ivx]{1,7}|[IVX]{1,7})(\.|\)|:|\.\)|)")
_ROMAN = {"i": 1, "v": 5, "x": 10}
_LEVELS = 9
_BULLET = "bullet"  # Word's name of a level that does not count


class Form(NamedTuple):
    """How a level writes its numbers."""

    kind: str
    """Word's name of it: ``decimal``, ``lowerLetter`` …"""
    before: str
    after: str


@dataclass(slots=True)
class _Run:
    """Items that one ``w:num`` can count: no gaps, one form on each level."""

    base: str
    """Id of the abstract numbering that it is built on."""
    forms: dict[int, Form]
    start: dict[int, int]
    last: dict[int, int]
    items: list[tuple[Element, int]] = field(default_factory=list)

    def takes(self, level: int, form: Form, value: int) -> bool:
        """Whether Word, counting on, would come to this number."""
        expected = self.last[level] + 1 if level in self.last else self.start.get(level, 1)
        return self.forms.get(level, form) == form and expected == value

    def take(self, paragraph: Element, level: int, form: Form, value: int) -> None:
        self.forms[level] = form
        self.last = {each: last for each, last in self.last.items() if each < level} | {level: value}
        self.items.append((paragraph, level))


def apply_lists(document: WordDocument, marked: Iterable[tuple[Element, ListMark]]) -> None:
    """Number the marked paragraphs (``w:p`` and its mark, in the paper's order)."""
    styles = _Styles(document)
    runs: list[_Run] = []
    open_runs: dict[int, _Run] = {}
    for paragraph, mark in marked:
        level = min(max(mark.level, 0), _LEVELS - 1)
        run = open_runs.get(mark.group)
        number = _read(mark.marker, run, level)
        if mark.marker is None:
            styles.make_plain(paragraph)
        elif number:
            form, value = number
            if run is None or not run.takes(level, form, value):
                run = open_runs[mark.group] = _open(run, styles.base(paragraph), level, form, value)
                runs.append(run)
            run.take(paragraph, level, form, value)
        elif any(char.isalnum() for char in mark.marker):
            styles.make_typed(paragraph, mark.marker, level)
        elif run is not None and level and run.takes(level, Form(_BULLET, "–", ""), run.last.get(level, 0) + 1):
            # Below a number the dash is a level of that list: as a list of its own it would not stand below it.
            run.take(paragraph, level, Form(_BULLET, "–", ""), run.last.get(level, 0) + 1)
        else:
            styles.make_bullet(paragraph, level)
    if runs:
        styles.write(runs)


def _open(before: _Run | None, base: str, level: int, form: Form, value: int) -> _Run:
    """A new run; levels above an item that does not begin the list count on from the run before."""
    above = {each: last for each, last in before.last.items() if each < level} if before else {}
    forms = {each: before.forms[each] for each in above} if before else {}
    start = {each: last + 1 for each, last in above.items()} | {level: value}
    return _Run(base, forms | {level: form}, start, {})


def _read(marker: str | None, run: _Run | None, level: int) -> tuple[Form, int] | None:
    """Form and value of a marker that counts; null for a bullet and for ``2.1``."""
    match = _NUMBER.fullmatch((marker or "").replace(" ", ""))
    if not match:
        return None
    text = match[2]
    if text.isdigit():
        return Form("decimal", match[1], match[3]), int(text)
    case = "lower" if text.islower() else "upper"
    letters = Form(f"{case}Letter", match[1], match[3])
    place = ord(text[0].lower()) - ord("a") + 1
    follows = run is not None and run.forms.get(level) == letters and run.takes(level, letters, place)
    roman = _roman(text.lower())
    # «i» is the ninth letter behind «h», and one in roman numbers elsewhere; «v» is roman in a roman list only.
    if roman and (len(text) > 1 or _counts_roman(run, level) or (roman == 1 and not follows)):
        return Form(f"{case}Roman", match[1], match[3]), roman
    return (letters, place) if len(text) == 1 else None


def _counts_roman(run: _Run | None, level: int) -> bool:
    return run is not None and level in run.forms and run.forms[level].kind.endswith("Roman")


def _roman(text: str) -> int | None:
    """The value of a roman number up to 39; null for letters that make none."""
    if not re.fullmatch(r"x{0,3}(?:ix|iv|v?i{0,3})", text) or not text:
        return None
    values = [_ROMAN[letter] for letter in text]
    return sum(-each if each < after else each for each, after in zip(values, [*values[1:], 0], strict=True))


class _Styles:
    """The template's styles and numbering."""

    def __init__(self, document: WordDocument) -> None:
        self._by_id = {style.get(qn("w:styleId")): style for style in document.styles.element.iter(qn("w:style"))}
        self._ids = {
            str(style.find(qn("w:name")).get(qn("w:val"))).lower(): identity for identity, style in self._by_id.items()
        }
        try:
            self._numbering = document.part.numbering_part.element
        except (KeyError, NotImplementedError) as error:
            raise TemplateError("The template has no numbered lists; keep the style List Number of ours.") from error

    # ------------------------------------------------------------ looking

    def _id(self, name: str) -> str:
        """Id of a built-in style; Word translates the ids, never the names."""
        if name.lower() not in self._ids:
            raise TemplateError(f"The template lacks the style {name}, which lists and text need; copy it from ours.")
        return str(self._ids[name.lower()])

    def _number_of(self, element: Element) -> str | None:
        """The numbering (``w:numId``) that a paragraph or a style says, or the styles that it is based on."""
        found = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        if found is not None:
            return str(found.get(qn("w:val")))
        parent = element.find(qn("w:basedOn")) if element.tag == qn("w:style") else _style(element)
        style = self._by_id.get(parent.get(qn("w:val"))) if parent is not None else None
        return self._number_of(style) if style is not None else None

    def base(self, paragraph: Element) -> str:
        """Id of the abstract numbering of the paragraph; one without gets the style List Number."""
        number = self._number_of(paragraph)
        if number is None:
            self._set_style(paragraph, self._id("List Number"))
            number = self._number_of(paragraph)
        for num in self._numbering.iter(qn("w:num")):
            if num.get(qn("w:numId")) == number:
                return str(num.find(qn("w:abstractNumId")).get(qn("w:val")))
        raise TemplateError("The template's style List Number has no numbering; copy the style from ours.")

    def _abstract(self, identity: str) -> Element:
        return next(
            each for each in self._numbering.iter(qn("w:abstractNum")) if each.get(qn("w:abstractNumId")) == identity
        )

    # ------------------------------------------------------------ changing paragraphs

    def make_plain(self, paragraph: Element) -> None:
        """A paragraph of running text, where the template put it into a list."""
        if self._number_of(paragraph) is not None:
            self._set_style(paragraph, self._id("Body Text"))

    def make_bullet(self, paragraph: Element, level: int) -> None:
        self._set_style(paragraph, self._id("List Bullet"))
        _set_number(paragraph, self._number_of(paragraph) or "0", level)

    def make_typed(self, paragraph: Element, marker: str, level: int) -> None:
        """A marker that Word can't count to (``2.1``) is typed, and the text hangs as in the list."""
        indent = self._abstract(self.base(paragraph)).find(f"{qn('w:lvl')}[{level + 1}]/{qn('w:pPr')}/{qn('w:ind')}")
        self._set_style(paragraph, self._id("Body Text"))
        if indent is not None:
            _properties(paragraph).get_or_add_ind().attrib.update(indent.attrib)
        run = OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = marker
        run.append(text)
        run.append(OxmlElement("w:tab"))
        _properties(paragraph).addnext(run)

    def _set_style(self, paragraph: Element, identity: str) -> None:
        properties = _properties(paragraph)
        for name in ("w:numPr", "w:pStyle"):
            for old in properties.findall(qn(name)):
                properties.remove(old)
        style = OxmlElement("w:pStyle")
        style.set(qn("w:val"), identity)
        properties.insert(0, style)

    # ------------------------------------------------------------ writing lists

    def write(self, runs: list[_Run]) -> None:
        """A ``w:num`` for each run, and an abstract numbering for each form that the template lacks."""
        made: dict[tuple[Any, ...], str] = {}
        free = 1 + max(int(num.get(qn("w:numId"))) for num in self._numbering.iter(qn("w:num")))
        for number, run in enumerate(runs, start=free):
            key = (run.base, *sorted(run.forms.items()))
            if key not in made:
                made[key] = self._form(run.base, run.forms)
            num = OxmlElement("w:num")
            num.set(qn("w:numId"), str(number))
            _child(num, "w:abstractNumId", made[key])
            for level in range(_LEVELS):
                override = OxmlElement("w:lvlOverride")
                override.set(qn("w:ilvl"), str(level))
                _child(override, "w:startOverride", str(run.start.get(level, 1)))
                num.append(override)
            self._numbering.append(num)
            for paragraph, level in run.items:
                _set_number(paragraph, str(number), level)

    def _form(self, base: str, forms: dict[int, Form]) -> str:
        """Id of an abstract numbering like ``base`` whose levels have these forms: itself, or a copy."""
        levels = {int(level.get(qn("w:ilvl"))): level for level in self._abstract(base).iter(qn("w:lvl"))}
        if all(level in levels and _form_of(levels[level], level) == form for level, form in forms.items()):
            return base
        all_abstract = list(self._numbering.iter(qn("w:abstractNum")))
        identity = str(1 + max(int(each.get(qn("w:abstractNumId"))) for each in all_abstract))
        new = copy.deepcopy(self._abstract(base))
        new.set(qn("w:abstractNumId"), identity)
        for name in ("w:nsid", "w:tmpl", "w:styleLink", "w:numStyleLink"):
            for old in new.findall(qn(name)):
                new.remove(old)
        for level in new.iter(qn("w:lvl")):
            for old in level.findall(qn("w:pStyle")):
                level.remove(old)
            place = int(level.get(qn("w:ilvl")))
            if place in forms:
                form = forms[place]
                level.find(qn("w:numFmt")).set(qn("w:val"), form.kind)
                counted = "" if form.kind == _BULLET else f"%{place + 1}"
                level.find(qn("w:lvlText")).set(qn("w:val"), f"{form.before}{counted}{form.after}")
        # LibreOffice reads an abstract numbering only in front of those that use it.
        all_abstract[-1].addnext(new)
        return identity


def _form_of(level: Element, place: int) -> Form | None:
    text = re.fullmatch(rf"(.?)%{place + 1}(.*)", level.find(qn("w:lvlText")).get(qn("w:val")))
    return Form(level.find(qn("w:numFmt")).get(qn("w:val")), text[1], text[2]) if text else None


def _style(paragraph: Element) -> Element:
    return paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")


def _properties(paragraph: Element) -> Element:
    """The paragraph's ``w:pPr``, made where it lacks one."""
    return paragraph.get_or_add_pPr()


def _set_number(paragraph: Element, number: str, level: int) -> None:
    properties = paragraph.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = int(number)


def _child(parent: Element, name: str, value: str) -> None:
    child = OxmlElement(name)
    child.set(qn("w:val"), value)
    parent.append(child)
