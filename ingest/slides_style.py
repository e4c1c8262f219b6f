"""What a paragraph on a slide takes over from others: its shape's list style, the same placeholder on layout and
master, the master's text styles, the file's defaults (ECMA-376 part 1, 19.2.1.36 and 21.1.2.4).

Each property comes from the first of these that gives it; a slide's own XML seldom gives any.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Literal

from ingest.numbering import Label, format_number
from ingest.slides_deck import POINT, A, P, is_on, whole
from ingest.slides_places import placeholder
from ingest.word_styles import RunLook

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from ingest.slides_places import Places

DEEPEST = 8
"""The last level, from 0."""
_DEFAULT_SIZE = 18.0  # points, where nothing gives a size

_MOST_CHILDREN = 40  # of an element with properties; the format has no more
_NUMBER_FORM = re.compile(r"(alphaLc|alphaUc|arabic|romanLc|romanUc)(ParenBoth|ParenR|Period|Plain)")
_FORMS = {"alphaLc": "lowerLetter", "alphaUc": "upperLetter", "arabic": "decimal",
          "romanLc": "lowerRoman", "romanUc": "upperRoman"}  # fmt: skip
_AROUND = {"ParenBoth": ("(", ")"), "ParenR": ("", ")"), "Period": ("", "."), "Plain": ("", "")}


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph takes over, and what it says itself."""

    level: int
    """Of the outline, from 0."""
    indent: float
    """Where its first line begins, in points from the edge of its box."""
    run: RunLook
    bullet: Literal["none", "sign", "number"]
    sign: str = ""
    """The bullet as the file has it."""
    font: str = ""
    """The bullet's font."""
    form: str = ""
    """Of the number: ``arabicPeriod``."""
    start: int = 1
    """Where its numbers start."""

    def number(self, count: int) -> Label:
        """The label of the ``count``-th item of its list."""
        found = _NUMBER_FORM.fullmatch(self.form)
        digits = format_number(count, _FORMS[found[1]]) if found else str(count)
        before, behind = _AROUND[found[2]] if found else ("", ".")
        return Label(f"{before}{digits}{behind}", digits, self.level)


class Styles:
    """The styles that one text body's paragraphs take over."""

    def __init__(self, lists: Sequence[_Element], scale: float = 1.0) -> None:
        """``lists`` of list styles, nearest first; ``scale`` shrinks the type to fit its box."""
        self._lists = lists
        self._scale = scale

    def of(self, paragraph: _Element) -> ParagraphStyle:
        """The style of a ``p`` element."""
        own = paragraph.find(f"{A}pPr")
        level = min(max(whole(own.get("lvl")) if own is not None else 0, 0), DEEPEST)
        chain = [own] if own is not None else []
        for element in self._lists:
            children = {one.tag: one for one in islice(element, _MOST_CHILDREN)}
            chain += [children[tag] for tag in (f"{A}lvl{level + 1}pPr", f"{A}defPPr") if tag in children]
        left, first = (_length(_attribute(chain, name)) for name in ("marL", "indent"))
        runs = [one for one in _children(chain) if one.tag == f"{A}defRPr"]
        look = run_look(runs, self._scale)
        indent = max(0.0, round(left + first, 1))
        for mark in _children(chain):
            if mark.tag == f"{A}buNone":
                break
            if mark.tag == f"{A}buChar":
                return ParagraphStyle(level, indent, look, "sign", sign=mark.get("char", ""), font=_bullet_font(chain))
            if mark.tag == f"{A}buBlip":
                return ParagraphStyle(level, indent, look, "sign")
            if mark.tag == f"{A}buAutoNum":
                start = min(max(whole(mark.get("startAt"), 1), 1), 32_767)
                return ParagraphStyle(level, indent, look, "number", form=mark.get("type", ""), start=start)
        return ParagraphStyle(level, indent, look, "none")

    def run(self, properties: _Element | None, base: RunLook) -> RunLook:
        """How a run looks in a paragraph that looks like ``base``."""
        return run_look([properties], self._scale, base) if properties is not None else base


def text_styles(shape: _Element, body: _Element, places: Places, defaults: _Element | None) -> Styles:
    """The styles of a shape's text body on the slide of these ``places``."""
    bodies = [body, *(found for one in places.above(shape) if (found := one.find(f"{P}txBody")) is not None)]
    lists = [found for one in bodies if (found := one.find(f"{A}lstStyle")) is not None]
    place = placeholder(shape)
    if places.texts is not None and place is not None:
        name = "titleStyle" if place.is_title else "otherStyle" if place.is_running else "bodyStyle"
        found = places.texts.find(f"{P}{name}")
        lists += [found] if found is not None else []
    if defaults is not None:
        lists.append(defaults)
    return Styles(lists, _scale(bodies))


def run_look(chain: Sequence[_Element], scale: float = 1.0, base: RunLook | None = None) -> RunLook:
    """How letters look that take their properties from ``chain``, nearest first, then from ``base``."""
    base = base or RunLook(size=_DEFAULT_SIZE * scale)
    size = whole(_attribute(chain, "sz"))
    bold, italic, line, capitals = (_attribute(chain, name) for name in ("b", "i", "u", "cap"))
    return RunLook(
        size=round(size / 100 * scale, 1) if 0 < size <= 400_000 else base.size,
        bold=is_on(bold) if bold is not None else base.bold,
        italic=is_on(italic) if italic is not None else base.italic,
        underline=line != "none" if line is not None else base.underline,
        caps=capitals == "all" if capitals is not None else base.caps,
    )


def _attribute(chain: Sequence[_Element], name: str) -> str | None:
    return next((link.get(name) for link in chain if link.get(name) is not None), None)


def _children(chain: Sequence[_Element]) -> Iterator[_Element]:
    """The properties that are elements, nearest first."""
    return (mark for link in chain for mark in islice(link, _MOST_CHILDREN))


def _bullet_font(chain: Sequence[_Element]) -> str:
    """The bullet's font; empty where it is the text's."""
    for mark in _children(chain):
        if mark.tag in (f"{A}buFont", f"{A}buFontTx"):
            return mark.get("typeface", "")
    return ""


def _scale(bodies: Sequence[_Element]) -> float:
    """How much smaller the type is set so that the text fits its box; the file keeps what PowerPoint worked out."""
    for body in bodies:
        fit = body.find(f"{A}bodyPr/{A}normAutofit")
        if fit is not None:
            percent = whole((fit.get("fontScale") or "").removesuffix("%") or None, 100_000)
            return percent / 100_000 if 1_000 <= percent <= 100_000 else 1.0
    return 1.0


def _length(text: str | None) -> float:
    return whole(text) / POINT
