"""What stands in the drawings of a slide that have parts of their own: SmartArt diagrams and charts.

A diagram keeps a drawing of its shapes as PowerPoint laid them out last; where it is missing, the text stands in
the diagram's data. Of a chart its words are read: title, series and categories; its figures are a spreadsheet's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.slides_deck import A
from ingest.slides_text import Context, lines, text_blocks
from ingest.word_runs import clean
from model.document import Block, Paragraph, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from ingest.package import Package, Relation

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_DSP = "{http://schemas.microsoft.com/office/drawing/2008/diagram}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_NO_NODES = frozenset({"parTrans", "sibTrans", "pres"})  # points of a diagram that are not its boxes
_MOST_NAMES = 1_000  # series, or categories, of a chart


def diagram_blocks(frame: _Element, path: str, package: Package, context: Context) -> list[Block]:
    """The text of the SmartArt diagram in a graphic frame, box by box."""
    mark = next(frame.iter(f"{_DGM}relIds"), None)
    relation = context.relations.get(mark.get(f"{_R}dm", "")) if mark is not None else None
    if relation is None or relation.external:
        return []
    data = package.xml(relation.target)
    if data is None:
        return []
    inner = replace(context, relations={})
    drawing = _drawing_of(data, package, context.relations)
    if drawing is not None:
        shapes = [(shape, shape.find(f"{_DSP}txBody")) for shape in drawing.iter(f"{_DSP}sp")]
    else:
        nodes = (node for node in data.iter(f"{_DGM}pt") if node.get("type") not in _NO_NODES)
        shapes = [(node, node.find(f"{_DGM}t")) for node in nodes]
    blocks: list[Block] = []
    for place, (shape, body) in enumerate(shapes, start=1):
        if body is not None:
            blocks += text_blocks(lines(shape, body, inner), f"{path}/d{place}")
    return blocks


def chart_blocks(frame: _Element, path: str, package: Package, context: Context) -> list[Block]:
    """The words of the chart in a graphic frame: its title, the names of its series, its categories."""
    mark = next(frame.iter(f"{_C}chart"), None)
    relation = context.relations.get(mark.get(f"{_R}id", "")) if mark is not None else None
    root = package.xml(relation.target) if relation is not None and not relation.external else None
    chart = root.find(f"{_C}chart") if root is not None else None
    if chart is None:
        return []
    paths = (f"{_C}title", f"{_C}plotArea/*/{_C}title")
    texts = [_titles(title) for path in paths for title in chart.iterfind(path)]
    series = [one for kind in chart.iterfind(f"{_C}plotArea/*") for one in kind.iterchildren(f"{_C}ser")]
    names = [clean(" ".join(value.text or "" for value in one.iterfind(f"{_C}tx//{_C}v"))) for one in series]
    categories = _categories(series[0]) if series else []
    texts += ["\t".join(filter(None, names[:_MOST_NAMES])), "\t".join(categories)]
    return [
        Paragraph(text=text, source=Source(path=f"{path}/p{place}"))
        for place, text in enumerate(texts, start=1)
        if text
    ]


def _drawing_of(data: _Element, package: Package, relations: dict[str, Relation]) -> _Element | None:
    """The drawing that belongs to a diagram's data, which names it in an extension."""
    mark = next(data.iter(f"{_DSP}dataModelExt"), None)
    relation = relations.get(mark.get("relId", "")) if mark is not None else None
    return package.xml(relation.target) if relation is not None and not relation.external else None


def _titles(title: _Element) -> str:
    return clean("\n".join("".join(text.text or "" for text in p.iter(f"{A}t")) for p in title.iter(f"{A}p")))


def _categories(series: _Element) -> list[str]:
    return [text for text in _points(series) if text][:_MOST_NAMES]


def _points(series: _Element) -> Iterator[str]:
    """The categories' names as the chart keeps them; plain numbers (years are names) as they stand."""
    for path in (f"{_C}cat//{_C}strCache/{_C}pt", f"{_C}cat//{_C}numCache/{_C}pt"):
        for point in series.iterfind(path):
            yield clean(point.findtext(f"{_C}v") or "")
