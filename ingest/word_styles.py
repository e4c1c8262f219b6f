"""How paragraphs and runs of a Word file look: document defaults, then styles through their based-on chains, then the
paragraph's and the run's own settings (ECMA-376 part 1, 17.7.2).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ingest.word_package import W

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

_DATA = tomllib.loads(Path(__file__).with_name("word.toml").read_text(encoding="utf-8"))
_HEADING_NAME = re.compile(rf"(?:{'|'.join(_DATA['heading']['numbered'])})\s*([1-9])", re.IGNORECASE)
_TOP_NAMES = frozenset(_DATA["heading"]["top"])
_CONTENTS_NAME = re.compile(rf"(?:{'|'.join(_DATA['contents'])})\s*\d", re.IGNORECASE)
_CONTENTS_HEADINGS = frozenset(_DATA["contents_heading"])
_LINK_NAMES = frozenset(_DATA["link"])

_OFF = frozenset({"0", "false", "off", "none"})
BODY_LEVEL = 9  # outline level of running text
_LONGEST_CHAIN = 50
_LOOKS, _STYLES = 1_000, 200  # looks and styles that are remembered: most paragraphs of a paper look like others
_MOST_STOPS = 100
_DEFAULT_SIZE = 10.0  # points, where neither defaults nor styles give one


@dataclass(frozen=True, slots=True)
class RunLook:
    """How a run looks; None where nothing is said."""

    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    hidden: bool | None = None
    caps: bool | None = None


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """How a paragraph is set, lengths in points; None where nothing is said."""

    left: float | None = None
    first: float | None = None
    before: float | None = None
    after: float | None = None
    close: bool | None = None
    """No space between paragraphs of the same style."""
    new_page: bool | None = None
    outline: int | None = None
    num_id: str | None = None
    num_level: int | None = None
    tabs: tuple[float, ...] | None = None


_NAMES = {look: tuple(field.name for field in fields(look)) for look in (RunLook, ParagraphLook)}
_Look = TypeVar("_Look", RunLook, ParagraphLook)


@lru_cache(_LOOKS)
def over(top: _Look, base: _Look) -> _Look:
    """``top`` with what it leaves open taken from ``base``."""
    values = (getattr(base, name) if (own := getattr(top, name)) is None else own for name in _NAMES[type(top)])
    return type(top)(*values)


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph or character style with all that it inherits."""

    id: str
    names: tuple[str, ...]
    """Its name, then the names of those it is based on."""
    paragraph: ParagraphLook = ParagraphLook()
    run: RunLook = RunLook()
    numbered_by: str | None = None
    """The style of the chain that brings the numbering."""

    @property
    def name(self) -> str | None:
        """The style's own name as Word shows it."""
        return self.names[0] if self.names else None

    def heading_level(self) -> int | None:
        """1 and up where the style is a heading's, by its outline level or by its or its ancestors' names."""
        if self.paragraph.outline is not None:
            return self.paragraph.outline + 1 if self.paragraph.outline < BODY_LEVEL else None
        return _level_by_name(self.names)

    def is_contents(self) -> bool:
        """Whether this is the style of a line in a table of contents, or of its heading."""
        return _names_contents(self.names)

    def is_link(self) -> bool:
        """Whether this is the style of a link's text."""
        return any(name.casefold() in _LINK_NAMES for name in self.names)


@lru_cache(_STYLES)
def _level_by_name(names: tuple[str, ...]) -> int | None:
    for name in names:
        found = _HEADING_NAME.fullmatch(name)
        if found:
            return int(found[1])
        if name.casefold() in _TOP_NAMES:
            return 1
    return None


@lru_cache(_STYLES)
def _names_contents(names: tuple[str, ...]) -> bool:
    return any(_CONTENTS_NAME.fullmatch(name) or name.casefold() in _CONTENTS_HEADINGS for name in names)


_NO_STYLE = Style("", ())


class Styles:
    """All styles of a Word file, resolved once each."""

    def __init__(self, root: _Element | None) -> None:
        """``root`` of styles.xml; None where the file has none."""
        self._elements: dict[str, _Element] = {}
        self._resolved: dict[str, Style] = {}
        self._whole: dict[str | None, Style] = {}
        """The styles of paragraphs that were asked for, document defaults below them."""
        self._default_id: str | None = None
        run, paragraph = RunLook(size=_DEFAULT_SIZE), ParagraphLook()
        if root is not None:
            for element in root.iter(f"{W}style"):
                key = element.get(f"{W}styleId", "")
                self._elements[key] = element
                if element.get(f"{W}type") == "paragraph" and is_on(element.get(f"{W}default", "0")):
                    self._default_id = key
            run = over(run_look(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")), run)
            paragraph = over(paragraph_look(root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")), paragraph)
        self.defaults = Style("", (), paragraph, run)

    def paragraph_style(self, style_id: str | None) -> Style:
        """The style of a paragraph, document defaults below it; the default style where the id is unknown."""
        key = style_id if style_id in self._elements else self._default_id
        if key not in self._whole:
            style = self._style(key) if key is not None else _NO_STYLE
            self._whole[key] = Style(
                style.id,
                style.names,
                over(style.paragraph, self.defaults.paragraph),
                over(style.run, self.defaults.run),
                style.numbered_by,
            )
        return self._whole[key]

    def character_style(self, style_id: str) -> Style:
        """What a character style says; nothing where the id is unknown."""
        return self._style(style_id) if style_id in self._elements else _NO_STYLE

    def _style(self, style_id: str) -> Style:
        """The style with what it inherits; a based-on chain that closes on itself, or never ends, is cut there."""
        chain: list[str] = []
        step: str | None = style_id
        while step in self._elements and step not in chain and len(chain) < _LONGEST_CHAIN:
            if step in self._resolved:
                break
            chain.append(step)
            step = value(self._elements[step], "basedOn")
        style = self._resolved.get(step or "", _NO_STYLE)
        for key in reversed(chain):
            element = self._elements[key]
            name = value(element, "name")
            own = paragraph_look(element.find(f"{W}pPr"))
            style = self._resolved[key] = Style(
                key,
                (((name,) if name else ()) + style.names)[:_LONGEST_CHAIN],
                over(own, style.paragraph),
                over(run_look(element.find(f"{W}rPr")), style.run),
                key if own.num_id is not None else style.numbered_by,
            )
        return style


def run_look(properties: _Element | None) -> RunLook:
    """What an ``rPr`` element says by itself."""
    if properties is None:
        return RunLook()
    said = _said(properties)
    return RunLook(
        size=length(_value(said, "sz"), 2),
        bold=_switch(said, "b"),
        italic=_switch(said, "i"),
        underline=_switch(said, "u"),
        hidden=_switch(said, "vanish"),
        caps=_switch(said, "caps"),
    )


def paragraph_look(properties: _Element | None) -> ParagraphLook:
    """What a ``pPr`` element says by itself."""
    if properties is None:
        return ParagraphLook()
    said = _said(properties)
    left, first = indents(properties)
    spacing, number, tabs = said.get(f"{W}spacing"), said.get(f"{W}numPr"), said.get(f"{W}tabs")
    return ParagraphLook(
        left=left,
        first=first,
        before=length(spacing.get(f"{W}before")) if spacing is not None else None,
        after=length(spacing.get(f"{W}after")) if spacing is not None else None,
        close=_switch(said, "contextualSpacing"),
        new_page=_switch(said, "pageBreakBefore"),
        outline=whole(_value(said, "outlineLvl")),
        num_id=value(number, "numId") if number is not None else None,
        num_level=whole(value(number, "ilvl")) if number is not None else None,
        tabs=tuple(sorted(islice(_tab_stops(tabs), _MOST_STOPS))) if tabs is not None else None,
    )


def indents(properties: _Element) -> tuple[float | None, float | None]:
    """Left indent, and the first line's further indent (negative where it hangs out), in points."""
    indent = properties.find(f"{W}ind")
    if indent is None:
        return None, None
    left = length(indent.get(f"{W}left", indent.get(f"{W}start")))
    hanging = length(indent.get(f"{W}hanging"))
    return left, -hanging if hanging is not None else length(indent.get(f"{W}firstLine"))


def _tab_stops(tabs: _Element) -> Iterator[float]:
    for stop in tabs.iter(f"{W}tab"):
        place = length(stop.get(f"{W}pos"))
        if place is not None and stop.get(f"{W}val") != "clear":
            yield place


def _said(properties: _Element) -> dict[str, _Element]:
    """The children of an element by their names, the first of each: most have one or two, and many are asked for."""
    said: dict[str, _Element] = {}
    for child in properties:
        said.setdefault(child.tag, child)
    return said


def value(parent: _Element, tag: str) -> str | None:
    """The ``val`` of a child; None where there is no such child, or it has none."""
    child = parent.find(W + tag)
    return child.get(f"{W}val") if child is not None else None


def is_on(text: str | None) -> bool:
    """Whether a switch is on: it is, unless it says otherwise."""
    return text is None or text.lower() not in _OFF


def _value(said: Mapping[str, _Element], tag: str) -> str | None:
    child = said.get(W + tag)
    return child.get(f"{W}val") if child is not None else None


def _switch(said: Mapping[str, _Element], tag: str) -> bool | None:
    child = said.get(W + tag)
    return is_on(child.get(f"{W}val")) if child is not None else None


def whole(text: str | None) -> int | None:
    """A whole number; None where the file says none, or nonsense."""
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,9}", text) else None


def length(text: str | None, per_point: int = 20) -> float | None:
    """A length in points, from a number of its parts (twentieths of a point, half points) or with a unit."""
    found = re.fullmatch(r"(-?[0-9]{1,9}(?:\.[0-9]{1,6})?)(pt|in|cm|mm|pc|pi)?", text or "")
    if not found:
        return None
    points = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "pi": 12.0, None: 1 / per_point}
    return round(float(found[1]) * points[found[2]], 2)
