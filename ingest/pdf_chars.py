"""PDF bytes to the words on each page, with place and look, and the straight lines drawn on it.

Letters come from pdfium, each read once; a page is closed before the next one is opened. Places are points from the
upper left corner of the page as its letters stand: a page whose letters lie on their side is turned first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from operator import attrgetter

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.pdf_letters import Letters, Run, together
from ingest.pdf_links import Area, links_of
from ingest.pdf_rules import Rule, rules_of
from ingest.pdf_spacing import glue
from ingest.pdf_streams import check_streams
from ingest.pdf_tags import UNMARKED, Tag, TagReader, is_tagged
from model.errors import UnreadableError

MOST_PAGES = 20_000
"""Pages of the longest file that is read; a year's papers of a large municipality are some thousand."""


@dataclass(slots=True)
class Word:
    """Letters of one look without white space between them."""

    text: str
    x0: float
    x1: float
    base: float
    """The line it stands on, in points from the top."""
    size: float
    look: int
    """`BOLD`, `ITALIC`, `UNDERLINE`, `COLOURED` and `RAISED`, added up."""
    spaced: bool
    """A space character stands in front of it."""
    mark: int = UNMARKED
    """What ties it to the file's structure tree."""
    guessed: bool = False
    """Not the file but its reader took the gap before it for a space."""
    inner: bool = False
    """It goes on in the same piece of drawn text as the word before it."""
    glued: bool = False
    """It goes on with the word before it, however far off it stands."""


@dataclass(slots=True)
class Sheet:
    """One page as drawn."""

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    turned: list[Word] = field(default_factory=list)
    """Words that stand in another direction than most; each is a run of letters, at the place where it begins."""
    rules: list[Rule] = field(default_factory=list)
    tags: dict[int, Tag] = field(default_factory=dict)
    """The element of the file's structure tree by the mark of a word; empty where the file has no tree."""
    links: list[Area] = field(default_factory=list)
    """Where links to addresses lie on the page."""
    letters: int = 0
    strange: int = 0
    """How many of the letters are no characters that a reader could know: private, unmapped, control."""
    pictured: bool = False
    """The page holds a picture."""
    covered: float = 0.0
    """Share of the page that its largest picture covers."""
    recognised: bool = False
    """Its words come from text recognition."""
    cut: bool = False
    """It has more letters than are read."""
    damaged: bool = False
    """It can't be opened."""
    turn: int = 0
    """Quarter turns clockwise that bring the page, as it lies in the file, to the way its letters are read."""


@contextmanager
def opened(data: bytes, name: str) -> Iterator[pypdfium2.PdfDocument]:
    """The PDF in ``data`` as a pdfium document, closed at the end; raises `UnreadableError` where none can be had."""
    check_streams(data, name)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as failure:
        if getattr(failure, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise UnreadableError(f"{name} is protected by a password; open it and save it without one.") from failure
        raise UnreadableError(f"{name} is damaged and can't be opened as a PDF; fetch or export it again.") from failure
    try:
        if not len(document):
            raise UnreadableError(f"{name} is damaged: it is a PDF without pages; fetch or export it again.")
        if len(document) > MOST_PAGES:
            raise UnreadableError(f"{name} has {len(document)} pages, more than {MOST_PAGES}; split it.")
        yield document
    finally:
        document.close()


def title_of(document: pypdfium2.PdfDocument) -> str | None:
    """The title that the file's properties give."""
    return " ".join(document.get_metadata_value("Title").split()) or None


def sheets(document: pypdfium2.PdfDocument, places: Iterable[int] | None = None) -> Iterator[Sheet]:
    """The pages of the document one by one: all, or those at these places (from 0)."""
    tags = TagReader() if is_tagged(document) else None
    for place in range(len(document)) if places is None else places:
        try:
            page = document[place]
        except pypdfium2.PdfiumError:
            yield Sheet(place + 1, 0.0, 0.0, damaged=True)
            continue
        try:
            yield _sheet(page, document, place + 1, tags)
        finally:
            page.close()


def _sheet(page: pypdfium2.PdfPage, document: pypdfium2.PdfDocument, number: int, tags: TagReader | None) -> Sheet:
    textpage = page.get_textpage()
    try:
        reading = Letters(textpage.raw, tags is not None)
        reading.read()
    finally:
        textpage.close()
    turn = reading.direction()
    placed = _Placed(page.get_bbox(), turn)
    sheet = Sheet(number, placed.width, placed.height, letters=reading.letters, strange=reading.strange)
    sheet.cut, sheet.turn = reading.cut, turn
    runs = list(filter(attrgetter("is_placed"), reading.runs))
    sheet.words = [placed.word(run) for run in runs if run.turn == turn]
    sheet.turned = [placed.word(run) for run in together([run for run in runs if run.turn != turn])]
    glue(sheet.words)
    rules, picture = rules_of(page.raw)
    if picture is not None:
        sheet.pictured, sheet.covered = True, picture / max(placed.width * placed.height, 1.0)
    sheet.rules = [placed.rule(rule) for rule in rules]
    sheet.links = [placed.area(area) for area in links_of(document, page)]
    if tags:
        sheet.tags = tags.read(page.raw)
    return sheet


class _Placed:
    """From the page's own coordinates (upwards, any corner) to points from the upper left corner as it is read."""

    def __init__(self, page_box: tuple[float, float, float, float], turn: int) -> None:
        left, bottom, right, top = page_box
        self.turn = turn
        self.left, self.top = ((left, top), (bottom, -left), (-right, -bottom), (-top, right))[turn]
        across, down = abs(right - left), abs(top - bottom)
        self.width, self.height = (down, across) if turn % 2 else (across, down)

    def word(self, run: Run) -> Word:
        """The run as a word; one that stands in another direction lies level at the place where it begins."""
        along, up = run.start, run.base
        end = run.end
        if run.turn != self.turn:
            along, up = self._frame(*_page_place(along, up, max(run.turn, 0)))
            end = along + run.end - run.start
        text = "".join(run.letters)
        return Word(
            text,
            along - self.left,
            end - self.left,
            self.top - up,
            run.size,
            run.look,
            run.spaced,
            run.mark,
            run.guessed,
            run.inner,
        )

    def rule(self, rule: Rule) -> Rule:
        """The rule with its ends from left to right and from top to bottom."""
        along0, up0 = self._frame(rule.x0, rule.y0)
        along1, up1 = self._frame(rule.x1, rule.y1)
        xs, ys = sorted((along0 - self.left, along1 - self.left)), sorted((self.top - up0, self.top - up1))
        return Rule(xs[0], ys[0], xs[1], ys[1])

    def area(self, area: Area) -> Area:
        """The link with its box as the page is read."""
        box = self.rule(Rule(area.x0, area.top, area.x1, area.bottom))
        return Area(box.x0, box.y0, box.x1, box.y1, area.target)

    def _frame(self, x: float, y: float) -> tuple[float, float]:
        return ((x, y), (y, -x), (-x, -y), (-y, x))[self.turn]


def _page_place(along: float, up: float, turn: int) -> tuple[float, float]:
    return ((along, up), (-up, along), (-along, -up), (up, -along))[turn]
