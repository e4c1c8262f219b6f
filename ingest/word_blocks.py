"""The blocks of one part of a Word file, in order: paragraphs, tables, text boxes; numbers counted on the way."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ingest.links import attach
from ingest.word_figures import DIAGRAM, MC, alternative, is_unread_control
from ingest.word_package import W
from ingest.word_paragraph import Setting, blocks_of
from ingest.word_runs import Piece, RunReader, Span, clean
from ingest.word_styles import BODY_LEVEL, over, paragraph_look, value
from ingest.word_table import read_table
from model.document import Block, Link, ListItem, Note, Paragraph, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml.etree import _Element

    from ingest.numbering import Label, Numbering
    from ingest.word_runs import Call
    from ingest.word_styles import ParagraphLook, Style, Styles

CLEAR_BEFORE = 6.0
"""Points before a paragraph that stand out as white space."""
CLEAR_AFTER = 12.0
"""Points after a paragraph that do; nearly every paragraph has some."""

_SKIPPED = frozenset({f"{W}del", f"{W}moveFrom", f"{W}sectPr", f"{W}pPr", f"{W}tcPr", f"{W}sdtPr", f"{W}sdtEndPr"})


@dataclass(frozen=True, slots=True)
class Beyond:
    """What the text of a part calls from other parts."""

    links: Mapping[str, str] = field(default_factory=dict)
    """The addresses that it refers to, by relationship."""
    read_note: Callable[[Call], Note | None] | None = None
    """Gives the note that is called."""
    read_diagram: Callable[[_Element], list[str]] | None = None
    """Gives the words of a diagram, box by box."""


class BlockReader:
    """Reads the blocks of a part in order; numbers, fields and white space carry over from one to the next."""

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering,
        beyond: Beyond | None = None,
    ) -> None:
        """``beyond`` is what the part's text calls from elsewhere."""
        self._styles = styles
        self._numbering = numbering
        self._beyond = beyond or Beyond()
        self._runs = RunReader(styles, self._beyond.links)
        self._called: list[Call] = []
        self._cells = 0
        self._gap = True
        self._above: tuple[ParagraphLook, Style] | None = None
        self._joined: list[Span] = []
        self.auto_items: list[ListItem] = []
        """The list items whose level the file gives."""
        self.tabs: dict[int, int] = {}
        """How many tabs a block begins with, by its identity; its text is without them."""
        self.has_foreign_text = False
        """A text in another format is embedded, which only Word can show."""

    def read(self, container: _Element, prefix: str = "", *, keep_empty: bool = False) -> list[Block]:
        """The blocks of a body, a text box, a cell or a note; ``prefix`` opens their paths.

        ``keep_empty`` gives a block for an empty paragraph too.
        """
        blocks: list[Block] = []
        self._children(container, prefix, blocks, {"p": 0, "t": 0}, keep_empty)
        if not prefix:
            blocks += self._notes()  # called where no text stands
        return blocks

    def _children(
        self, container: _Element, prefix: str, blocks: list[Block], counts: dict[str, int], keep_empty: bool
    ) -> None:
        for child in container:
            tag = child.tag
            if tag == f"{W}p":
                counts["p"] += 1
                blocks += self._paragraph(child, f"{prefix}p{counts['p']}", keep_empty)
            elif tag == f"{W}tbl":
                counts["t"] += 1
                blocks += self._table(child, f"{prefix}t{counts['t']}")
            elif tag == f"{W}altChunk":
                self.has_foreign_text = True
            elif tag == f"{MC}AlternateContent":
                chosen = alternative(child)
                if chosen is not None:
                    self._children(chosen, prefix, blocks, counts, keep_empty)
            elif tag not in _SKIPPED and not (tag == f"{W}sdt" and is_unread_control(child)):
                self._children(child, prefix, blocks, counts, keep_empty)

    def _table(self, element: _Element, path: str) -> list[Block]:
        gap = self._gap
        links: list[Link] = []

        def read_cell(cell: _Element, prefix: str) -> list[Block]:
            found = self.read(cell, prefix, keep_empty=True)
            links.extend(one for block in found for one in block.links)
            return found

        self._cells += 1
        table = read_table(element, path, read_cell)
        self._cells -= 1
        self._gap, self._above = False, None
        if table is None:
            return self._notes()
        table.style.space_before = gap
        table.links = links
        return [table, *self._notes()]

    def _notes(self) -> list[Block]:
        """The notes called since the last ones, right behind the block that calls them; behind the table for cells."""
        read_note = self._beyond.read_note
        if self._cells or read_note is None:
            return []
        called, self._called = self._called, []
        return [note for call in called if (note := read_note(call)) is not None]

    def _paragraph(self, element: _Element, path: str, keep_empty: bool) -> list[Block]:
        properties = element.find(f"{W}pPr")
        style = self._styles.paragraph_style(value(properties, "pStyle") if properties is not None else None)
        content = self._runs.read(element, style)
        self._called += content.notes
        content.pieces[0].spans[:0] = self._joined
        self._joined = []
        blocks: list[Block] = []
        if _goes_on(properties):
            self._joined = [span for piece in content.pieces for span in piece.spans]
        elif not style.is_contents():
            blocks += self._pieces(content.pieces, properties, style, path, keep_empty)
            attach(content.links, list(blocks))
            blocks += self._notes() if blocks else []
        for place, box in enumerate(content.boxes, start=1):
            if box.tag == DIAGRAM:
                blocks += self._diagram(box, f"{path}/x{place}")
            else:
                blocks += self.read(box, f"{path}/x{place}/")
        section = properties.find(f"{W}sectPr") if properties is not None else None
        if section is not None and value(section, "type") != "continuous":
            self._gap = True
        return blocks

    def _diagram(self, mark: _Element, path: str) -> list[Block]:
        texts = self._beyond.read_diagram(mark) if self._beyond.read_diagram else []
        return [
            Paragraph(text=text, source=Source(path=f"{path}/p{place}")) for place, text in enumerate(texts, start=1)
        ]

    def _pieces(
        self, pieces: list[Piece], properties: _Element | None, style: Style, path: str, keep_empty: bool
    ) -> list[Block]:
        """The blocks of a paragraph; its number goes with the first part that has text, else with the last."""
        own = paragraph_look(properties)
        label, look = self._label(own, style)
        setting = Setting(path, style.name, look, _heading_level(own, style))
        self._gap = self._gap or bool(look.new_page) or self._is_apart(look, style)
        blocks: list[Block] = []
        for place, piece in enumerate(pieces):
            self._gap = self._gap or piece.opens_page
            if not clean(piece.raw).strip("\t") and not (label and place == len(pieces) - 1):
                self._gap = self._gap or len(pieces) == 1
                if keep_empty:
                    blocks.append(Paragraph(text="", source=Source(path=path)))
                continue
            made = blocks_of(piece.spans, label, setting)
            if label and made and isinstance(made[0], ListItem):
                self.auto_items.append(made[0])
            opening = clean(piece.raw)
            if opening.startswith("\t") and not label:
                self.tabs[id(made[0])] = len(opening) - len(opening.lstrip("\t"))
            made[0].style.space_before, self._gap = self._gap, False
            self._above = (look, style)
            blocks += made
            label = None
        return blocks

    def _is_apart(self, look: ParagraphLook, style: Style) -> bool:
        """Whether the spacing above the paragraph is clear white space."""
        above, above_style = self._above or (None, None)
        same = above_style is not None and above_style.id == style.id
        before = 0.0 if same and look.close else look.before or 0.0
        after = 0.0 if above is None or (same and above.close) else above.after or 0.0
        return before >= CLEAR_BEFORE or after >= CLEAR_AFTER

    def _label(self, own: ParagraphLook, style: Style) -> tuple[Label | None, ParagraphLook]:
        """The paragraph's number or bullet, counted, and its look with the indents that the list gives."""
        look = over(own, style.paragraph)
        num_id = look.num_id
        if num_id is None or num_id == "0":
            return None, look
        depth = own.num_level
        if depth is None:
            depth = self._numbering.level_of(num_id, style.numbered_by)
        if depth is None:
            depth = look.num_level or 0
        listed = self._numbering.look(num_id, depth)
        given = over(listed, style.paragraph) if own.num_id is not None else over(style.paragraph, listed)
        indented = over(own, given)
        return self._numbering.label(num_id, depth), replace(look, left=indented.left, first=indented.first)


def _goes_on(properties: _Element | None) -> bool:
    """Whether the text goes on in the next paragraph: its end was deleted, or it is a large first letter."""
    if properties is None:
        return False
    frame = properties.find(f"{W}framePr")
    letter = frame is not None and frame.get(f"{W}dropCap") in ("drop", "margin")
    return letter or properties.find(f"{W}rPr/{W}del") is not None


def _heading_level(own: ParagraphLook, style: Style) -> int | None:
    """1 and up where the paragraph itself or its style is outlined as a heading."""
    if own.outline is not None:
        return own.outline + 1 if own.outline < BODY_LEVEL else None
    return style.heading_level()
