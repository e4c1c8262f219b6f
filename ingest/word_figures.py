"""What is drawn in a Word file's text and has text of its own, and content controls that have none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.word_package import W
from ingest.word_styles import is_on, value

if TYPE_CHECKING:
    from lxml.etree import _Element

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
"""What stands in the text for a diagram (SmartArt), whose words lie in a part of their own."""


def alternative(element: _Element) -> _Element | None:
    """What Word shows of alternate content: the choice; the fallback says the same for older programs."""
    choice = element.find(f"{MC}Choice")
    return choice if choice is not None else element.find(f"{MC}Fallback")


def text_boxes(figure: _Element) -> list[_Element]:
    """The outermost text boxes of a drawing, and its diagrams, in order."""
    found: list[_Element] = []
    for child in figure:
        if child.tag in (f"{W}txbxContent", DIAGRAM):
            found.append(child)
        elif child.tag == f"{MC}AlternateContent":
            chosen = alternative(child)
            found += text_boxes(chosen) if chosen is not None else []
        else:
            found += text_boxes(child)
    return found


def is_unread_control(control: _Element) -> bool:
    """Whether a content control holds nothing of the paper: a table of contents, or a placeholder nobody filled in."""
    properties = control.find(f"{W}sdtPr")
    if properties is None:
        return False
    placeholder = properties.find(f"{W}showingPlcHdr")
    if placeholder is not None and is_on(placeholder.get(f"{W}val")):
        return True
    part = properties.find(f"{W}docPartObj")
    return part is not None and value(part, "docPartGallery") == "Table of Contents"
