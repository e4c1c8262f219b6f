"""The numbers that Word computes and never writes down: definitions, levels, restarts, formats.

Source: ECMA-376 part 1, 17.9. A paragraph names an instance (``num``), which names a definition (``abstractNum``) and
may override its levels or where they start. Instances of one definition count on together; one that starts anew sets
the count back for all. A level that is passed over on the way down counts as used, as LibreOffice has it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.markers import bullet_sign, in_private_use
from ingest.word_package import W
from ingest.word_styles import ParagraphLook, indents, is_on, value, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

DEEPEST = 8
"""The last level, from 0."""

_LONGEST_TEXT = 200  # characters of a level's text; more is no number
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    """What stands in front of a numbered paragraph."""

    marker: str
    """As Word shows it: ``1.``, ``a)``, ``Sak 3/25``, ``•``."""
    number: str | None
    """Without the words and signs around it; None for bullets."""
    level: int
    """From 0."""


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    restart: int | None
    """Restarts after this level (from 1) is used; 0 never; None after any higher level."""
    plain: bool
    """All numbers in plain digits, whatever their own levels' form."""
    style: str | None
    left: float | None
    first: float | None


class Numbering:
    """Counts through a document; ask once for each numbered paragraph, in order."""

    def __init__(self, root: _Element | None) -> None:
        """``root`` of numbering.xml; None where the file has none."""
        self._levels: dict[str, dict[int, _Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def level_of(self, num_id: str, style_id: str | None) -> int | None:
        """The level that belongs to a paragraph style in this list."""
        levels = self._levels.get(num_id, {})
        return next((depth for depth, level in levels.items() if style_id and level.style == style_id), None)

    def look(self, num_id: str, depth: int) -> ParagraphLook:
        """The indents that the level gives its paragraphs."""
        level = self._levels.get(num_id, {}).get(depth)
        return ParagraphLook(left=level.left, first=level.first) if level else ParagraphLook()

    def label(self, num_id: str, depth: int) -> Label | None:
        """Count one paragraph at level ``depth`` (from 0) and say what stands before it; None where nothing does."""
        levels = self._levels.get(num_id)
        level = levels.get(depth) if levels else None
        if levels is None or level is None:
            return None
        counts = self._counts[num_id]
        for higher in range(depth):
            if higher in levels:
                counts.setdefault(higher, levels[higher].start)
        self._count(counts, num_id, depth, level)
        for deeper in [other for other in counts if other > depth]:
            rule = levels[deeper].restart if deeper in levels else None
            if rule is None or (rule and depth < rule):
                del counts[deeper]
        if level.form == "bullet":
            return Label(bullet_sign(level.text), None, depth)
        return _rendered(level, levels, counts, depth)

    def _count(self, counts: dict[int, int], num_id: str, depth: int, level: _Level) -> None:
        start = self._starts[num_id].get(depth)
        if start is not None and (num_id, depth) not in self._begun:
            counts[depth] = start
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else (level.start if start is None else start)
        self._begun.add((num_id, depth))

    def _read(self, root: _Element) -> None:
        definitions = {element.get(f"{W}abstractNumId", ""): element for element in root.iter(f"{W}abstractNum")}
        by_style = {value(element, "styleLink"): element for element in definitions.values()}
        counts: dict[str, dict[int, int]] = {}
        for instance in root.iter(f"{W}num"):
            num_id, key = instance.get(f"{W}numId", ""), value(instance, "abstractNumId") or ""
            definition = definitions.get(key)
            if definition is None:
                continue
            linked = value(definition, "numStyleLink")
            levels = dict(_read_levels(by_style.get(linked, definition) if linked else definition))
            starts: dict[int, int] = {}
            for change in instance.iter(f"{W}lvlOverride"):
                levels.update(_read_levels(change))
                depth, start = whole(change.get(f"{W}ilvl")), whole(value(change, "startOverride"))
                if depth is not None and start is not None:
                    starts[depth] = start
            self._levels[num_id], self._starts[num_id] = levels, starts
            self._counts[num_id] = counts.setdefault(key, {})


def _read_levels(parent: _Element) -> Iterator[tuple[int, _Level]]:
    for element in parent.iterchildren(f"{W}lvl"):
        depth = whole(element.get(f"{W}ilvl"))
        if depth is None or not 0 <= depth <= DEEPEST:
            continue
        start = whole(value(element, "start"))
        properties = element.find(f"{W}pPr")
        left, first = indents(properties) if properties is not None else (None, None)
        text = (value(element, "lvlText") or "")[:_LONGEST_TEXT]
        plain = element.find(f"{W}isLgl")
        yield (
            depth,
            _Level(
                start=0 if start is None else start,
                form=value(element, "numFmt") or "decimal",
                text=in_private_use(text, _font(element)),
                restart=whole(value(element, "lvlRestart")),
                plain=plain is not None and is_on(plain.get(f"{W}val")),
                style=value(element, "pStyle"),
                left=left,
                first=first,
            ),
        )


def _font(level: _Element) -> str:
    fonts = level.find(f"{W}rPr/{W}rFonts")
    return (fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "") if fonts is not None else ""


def _rendered(level: _Level, levels: dict[int, _Level], counts: dict[int, int], depth: int) -> Label | None:
    """The level's text with the numbers in their places."""

    def number(place: re.Match[str]) -> str:
        other = int(place[1]) - 1
        its = levels.get(other)
        if its is None or other > depth:
            return ""
        count = counts.get(other, its.start)
        return format_number(count, "decimal" if level.plain else its.form)

    marker = _PLACE.sub(number, level.text).strip()
    first = _PLACE.search(level.text)
    if not marker or first is None:
        return Label(marker, None, depth) if marker else None
    words = len(level.text[: first.start()].lstrip())
    inner = marker[words:]
    bare = re.sub(r"[\W_]+$", "", inner)
    return Label(marker, bare or None, depth)


def format_number(count: int, form: str) -> str:
    """A count in one of the file format's number forms; digits where the form is for other languages."""
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{count:02d}"
    if form in ("lowerLetter", "upperLetter") and 1 <= count <= 26 * 9:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters if form == "lowerLetter" else letters.upper()
    if form in ("lowerRoman", "upperRoman") and 1 <= count < 4000:
        roman = _roman(count)
        return roman if form == "lowerRoman" else roman.upper()
    return str(count)


def _roman(count: int) -> str:
    out = ""
    for worth, letters in _ROMAN:
        times, count = divmod(count, worth)
        out += letters * times
    return out
