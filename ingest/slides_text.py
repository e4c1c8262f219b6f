"""A text body on a slide as blocks: title, paragraphs, list items with their levels, numbers counted on the way.

PowerPoint numbers items that follow each other on one level with one form and start; deeper items between them do not
end their list, anything else does. An empty paragraph shows neither bullet nor number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ingest.links import attach, link
from ingest.markers import bullet_sign, in_private_use
from ingest.nesting import nest
from ingest.numbering import Label
from ingest.package import R
from ingest.slides_deck import A
from ingest.slides_style import Styles, text_styles
from ingest.word_figures import MC, alternative
from ingest.word_paragraph import Setting, blocks_of
from ingest.word_runs import Span, clean
from ingest.word_styles import ParagraphLook
from model.document import Block, Link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from ingest.package import Relation
    from ingest.slides_places import Places
    from ingest.slides_style import ParagraphStyle
    from ingest.word_styles import RunLook

_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_ON_EACH = ("slidenum", "datetime")  # types of fields that stand on each slide
_MOST_LINKS = 1_000  # of one paragraph
_DEEPEST = 20  # alternate content within alternate content


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a text body, its bullet or number known."""

    place: int
    """From 1, empty paragraphs counted."""
    spans: list[Span]
    links: list[Link]
    style: ParagraphStyle
    label: Label | None

    @property
    def text(self) -> str:
        """As the reader sees it, without its bullet."""
        return clean("".join(span.text for span in self.spans))


@dataclass(frozen=True, slots=True)
class Context:
    """What the text of one slide needs to know of it."""

    places: Places
    relations: dict[str, Relation]
    defaults: _Element | None
    """The file's default text style."""
    number: int
    """The slide's number as printed on it."""


class _List(NamedTuple):
    form: str
    start: int
    reached: int


@dataclass(slots=True)
class _Counter:
    lists: dict[int, _List] = field(default_factory=dict)

    def label(self, style: ParagraphStyle) -> Label | None:
        """What stands before the next paragraph that has text."""
        self.lists = {level: one for level, one in self.lists.items() if level <= style.level}
        if style.bullet != "number":
            self.lists.pop(style.level, None)
        if style.bullet == "none":
            return None
        if style.bullet == "sign":
            return Label(bullet_sign(in_private_use(style.sign, style.font)), None, style.level)
        open_list = self.lists.get(style.level)
        goes_on = open_list is not None and open_list[:2] == (style.form, style.start)
        count = open_list.reached + 1 if open_list and goes_on else style.start
        self.lists[style.level] = _List(style.form, style.start, count)
        return style.number(count)


def lines(shape: _Element, body: _Element, context: Context) -> list[Line]:
    """The paragraphs of a shape's text body that have text."""
    styles = text_styles(shape, body, context.places, context.defaults)
    counter = _Counter()
    found: list[Line] = []
    for place, paragraph in enumerate(body.iterchildren(f"{A}p"), start=1):
        style = styles.of(paragraph)
        reader = _Runs(styles, style.run, context)
        reader.read(paragraph)
        if clean("".join(span.text for span in reader.spans)).strip("\t"):
            found.append(Line(place, reader.spans, reader.links, style, counter.label(style)))
    return found


def title_of(found: Sequence[Line], path: str) -> list[Block]:
    """The lines of a title placeholder as one heading of the highest level; a title too long for one is text."""
    spans: list[Span] = []
    for line in found:
        spans += [Span("\n", line.spans[0].look)] if spans else []
        spans += line.spans
    if not spans:
        return []
    made: list[Block] = [*blocks_of(spans, None, Setting(path, None, ParagraphLook(), 1))]
    attach((one for line in found for one in line.links), [*made])
    return made


def text_blocks(found: Sequence[Line], path: str) -> list[Block]:
    """The lines of any other text body as blocks; levels of its lists counted from the highest that it uses."""
    used = sorted({line.label.level for line in found if line.label})
    blocks: list[Block] = []
    known: set[int] = set()
    for line in found:
        label = line.label
        if label:
            known.add(len(blocks))
            label = Label(label.marker, label.number, used.index(label.level))
        look = ParagraphLook(left=line.style.indent, first=0.0)
        made = blocks_of(line.spans, label, Setting(f"{path}/p{line.place}", None, look, None))
        attach(line.links, [*made])
        blocks += made
    return nest(blocks, frozenset(known))


def is_field(body: _Element | None) -> bool:
    """Whether a text body holds nothing but the slide's number or the date, as files from other programs keep them."""
    if body is None or next(body.iter(f"{A}fld"), None) is None:
        return False
    fields = all(one.get("type", "").startswith(_ON_EACH) for one in body.iter(f"{A}fld"))
    return fields and not any((run.findtext(f"{A}t") or "").strip() for run in body.iter(f"{A}r"))


def marked(line: Line) -> str:
    """The line as text, its bullet or number in front."""
    return f"{line.label.marker} {line.text}" if line.label else line.text


class _Runs:
    """Reads the runs of one paragraph."""

    def __init__(self, styles: Styles, base: RunLook, context: Context) -> None:
        self._styles = styles
        self._base = base
        self._context = context
        self.spans: list[Span] = []
        self._links: list[list[str]] = []  # words and address of each
        self._open: list[str] | None = None  # of the link that the last run belongs to

    @property
    def links(self) -> list[Link]:
        """The links to places outside the deck, in order."""
        found = (link(clean(words), target) for words, target in self._links)
        return [one for one in found if one is not None and one.text]

    def read(self, parent: _Element, depth: int = 0) -> None:
        """Read what stands in a ``p`` element, or in a part of one."""
        for child in parent:
            if child.tag == f"{A}r":
                self._run(child, child.findtext(f"{A}t") or "")
            elif child.tag == f"{A}br":
                self._run(child, "\n")
            elif child.tag == f"{A}fld":
                shown = child.get("type") == "slidenum"
                self._run(child, str(self._context.number) if shown else child.findtext(f"{A}t") or "")
            elif child.tag == f"{MC}AlternateContent" and depth < _DEEPEST:
                chosen = alternative(child)
                if chosen is not None:
                    self.read(chosen, depth + 1)
            elif child.tag not in (f"{A}pPr", f"{A}endParaRPr"):
                self.spans += [Span(text.text or "", self._base) for text in child.iter(_MATH_TEXT)]

    def _run(self, run: _Element, text: str) -> None:
        properties = run.find(f"{A}rPr")
        look = self._styles.run(properties, self._base)
        mark = properties.find(f"{A}hlinkClick") if properties is not None else None
        relation = self._context.relations.get(mark.get(f"{R}id", "")) if mark is not None else None
        self.spans.append(Span(text.upper() if look.caps else text, look))
        if relation is None or not relation.external:
            self._open = None
        elif self._open and self._open[1] == relation.target:  # PowerPoint parts a link into several runs
            self._open[0] += self.spans[-1].text
        elif len(self._links) < _MOST_LINKS:
            self._open = [self.spans[-1].text, relation.target]
            self._links.append(self._open)
