"""How an HTML element's text looks: what its tag says, then what its own style says; style sheets are not read."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ingest.word_styles import RunLook

HEADING_SIZES = {"h1": 24.0, "h2": 18.0, "h3": 14.0, "h4": 12.0, "h5": 10.0, "h6": 8.0}
"""Points of headings where a page says nothing, as browsers have them."""

_BOLD = frozenset({"b", "strong", "th"})
_ITALIC = frozenset({"i", "em", "cite", "dfn"})
_UNDERLINED = frozenset({"u", "ins"})
_RULE = re.compile(r"\s*([a-z-]+)\s*:\s*([^;]+)")
_LENGTH = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,4})?)(pt|px)")
_POINTS = {"pt": 1.0, "px": 0.75}
_LONGEST_STYLE = 2_000  # characters


def is_hidden(element: _Element) -> bool:
    """Whether a browser shows nothing of the element; what was deleted is gone."""
    if element.get("hidden") is not None or element.tag == "del":
        return True
    rules = _rules(element)
    return rules.get("display") == "none" or rules.get("visibility") == "hidden" or rules.get("mso-hide") == "all"


def look_of(element: _Element, tag: str, look: RunLook) -> RunLook:
    """How the element's text looks inside text that looks like ``look``."""
    if tag in HEADING_SIZES:
        look = replace(look, size=HEADING_SIZES[tag], bold=True)
    elif tag in _BOLD:
        look = replace(look, bold=True)
    elif tag in _ITALIC:
        look = replace(look, italic=True)
    elif tag in _UNDERLINED:
        look = replace(look, underline=True)
    for name, value in _rules(element).items():
        if name == "font-weight":
            look = replace(look, bold=value.startswith("bold") or value in ("600", "700", "800", "900"))
        elif name == "font-style":
            look = replace(look, italic=value in ("italic", "oblique"))
        elif name in ("text-decoration", "text-decoration-line"):
            look = replace(look, underline="underline" in value and tag != "a")
        elif name == "text-transform":
            look = replace(look, caps=value == "uppercase")
        elif name == "font-size" and (size := _LENGTH.fullmatch(value)):
            look = replace(look, size=round(float(size[1]) * _POINTS[size[2]], 1))
    return look


def _rules(element: _Element) -> dict[str, str]:
    style = (element.get("style") or "").lower()[:_LONGEST_STYLE]
    return {found[1]: found[2].strip() for rule in style.split(";") if (found := _RULE.match(rule))}
