"""Write a paper: a meeting into a template, and the file to its place."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from model.errors import TemplateError, UsageError
from model.moete import Blokk, Moete, Sak
from model.organ import Organ
from render.compose import Composer, in_word
from render.context import OF_ONE_SAK, Kind, build_context
from render.gather import Gathered
from render.marks import LEFT_OVER, MARK, ListMark, Marks, PaperMark, TableMark
from render.numbering import apply_lists
from render.package import check_target, pack, unpack, write_whole
from render.prepare import Prepared, prepare
from render.tables import apply_tables
from render.template import fill, find_template


def write_paper(
    kind: Kind,
    moete: Moete,
    target: Path,
    *,
    sak: Sak | None = None,
    register: Organ | None = None,
    to: Sequence[str] = (),
    plan: Blokk | None = None,
    periode: str = "",
    templates: Path | None = None,
    papers: Mapping[str, Gathered] | None = None,
    told: list[str] | None = None,
    force: bool = False,
) -> Path:
    """Write a paper of ``moete`` to ``target`` (.docx), in the meeting's standard.

    ``sak`` is the one of a saksframlegg or an extract, ``register`` the organ as the archive's register has it, ``to``
    are those who get an extract, ``plan`` and ``periode`` are of a plan of meetings (`render.year_plan_paper`).
    ``templates`` is a folder of own templates (`render.template.find_template`).
    ``papers`` are the finished papers of an innkalling's saker by their ids (`render.gather`); of those written in Word
    the text comes in as it stands there, and ``told`` gets a sentence for each thing in them that could not come along.

    The same call always gives the same bytes. Returns ``target``. Raises `UsageError` where the file is there already
    and not ``force``, or can't be written; `TemplateError` where a template is broken or asks for what does not exist.
    """
    if kind not in get_args(Kind):
        raise UsageError(f"There is no paper called {kind}; there are {', '.join(get_args(Kind))}.")
    if (kind in OF_ONE_SAK) != (sak is not None):
        raise UsageError("A saksframlegg or an extract is of one sak, the other papers of a whole meeting.")
    check_target(target, force=force)
    felt, marks = build_context(kind, moete, sak, register, to, plan, periode)
    written = {identity: ready for identity, paper in (papers or {}).items() if (ready := prepare(paper))}
    felt = in_word(felt, moete, written, marks)
    document = fill(find_template(kind, moete.maalform, templates), felt)
    _compose(document, apply_marks(document, marks), written)
    if told is not None:
        told += [sentence for ready in written.values() for sentence in ready.told]
    return write_whole(target, _bytes(document), force=force)


def _compose(document: WordDocument, places: list[tuple[Any, PaperMark]], written: Mapping[str, Prepared]) -> None:
    """Put the finished papers in their places."""
    lacking = set(written) - {mark.sak for _, mark in places}
    if lacking:
        raise TemplateError(
            "The template has no place for the text of finished papers; keep the blocks of sak.innleiing, as in ours."
        )
    composer = Composer(document)
    for place, mark in places:
        composer.put(place, written[mark.sak])
    composer.finish()


def apply_marks(document: WordDocument, marks: Marks) -> list[tuple[Any, PaperMark]]:
    """Find the marks in the paper's text, take them out, and do what they say; the places of finished papers are left
    to be filled.
    """
    papers: list[tuple[Any, PaperMark]] = []
    lists: list[tuple[Any, ListMark]] = []
    tables: list[tuple[Any, TableMark]] = []
    for text in document.element.body.iter(qn("w:t")):
        found = MARK.search(text.text or "")
        if not found:
            continue
        text.text = LEFT_OVER.sub("", MARK.sub("", text.text))
        paragraph = next(text.iterancestors(qn("w:p")))
        match marks.found[int(found[1])]:
            case ListMark() as mark:
                lists.append((paragraph, mark))
            case TableMark() as mark:
                tables.append((paragraph, mark))
            case PaperMark() as mark:
                papers.append((paragraph, mark))
    apply_lists(document, lists)
    apply_tables(tables)
    return papers


def _bytes(document: WordDocument) -> bytes:
    """The file, without the times of day that Word files else carry."""
    properties = document.core_properties._element
    for name in ("dcterms:created", "dcterms:modified", "cp:lastPrinted", "cp:lastModifiedBy"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    out = io.BytesIO()
    document.save(out)
    return pack(unpack(out.getvalue()))
