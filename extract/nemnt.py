"""What the text of a sak names in passing: dates and amounts of money."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from extract.aarstal import is_yearly, resolve
from extract.beloep import find_amounts
from extract.dato import find_dates, find_days
from extract.lines import Line, kjelde
from model.document import Document
from model.moete import Beloep, Dato, Kjelde, Maalform

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


def read_mentions(
    lines: Sequence[Line], document: Document, standard: Maalform, moetedato: date | None, known: Iterable[date]
) -> tuple[list[Dato], list[Beloep]]:
    """Dates of a day and amounts in text order, repeats included.

    ``known`` are the dates that the paper spells out with their year. A date without a year gets the one that a reader
    would take it to have; where the meeting's own date is unknown it stays null.
    """
    datoar: list[Dato] = []
    beloep: list[Beloep] = []
    spelt_out = list(known)
    naming = [line for line in lines if find_dates(line.body) or find_days(line.body) or find_amounts(line.body)]
    if not naming:
        return datoar, beloep
    from extract.language import marked  # spaCy loads in a second, and a paper of no meeting needs none

    for line, doc in zip(naming, marked((line.body for line in naming), standard, "datoar", "beloep"), strict=True):
        where = kjelde(document, line.source)
        datoar += [_date(doc, span, where, moetedato, spelt_out) for span in doc.spans["datoar"]]
        beloep += [Beloep(tekst=span.text, nok=float(span.kb_id_), kjelde=where) for span in doc.spans["beloep"]]
    return datoar, beloep


def spelt_out(lines: Iterable[Line]) -> list[date]:
    """The dates that a paper gives with their year, each once, in order of time."""
    return sorted({hit.day for line in lines for hit in find_dates(line.text)})


def _date(doc: Doc, span: Span, where: Kjelde, moetedato: date | None, known: Sequence[date]) -> Dato:
    if not span.kb_id_.startswith("--"):
        return Dato(tekst=span.text, dato=span.kb_id_, kjelde=where)
    sentence = span.sent
    if is_yearly(span.kb_id_[2:], sentence.text):
        return Dato(tekst=span.text, aarleg=span.kb_id_, kjelde=where)
    month, day = int(span.kb_id_[2:4]), int(span.kb_id_[5:7])
    found = (
        resolve(month, day, sentence.text, span.start_char - sentence.start_char, moetedato, known)
        if moetedato
        else None
    )
    return Dato(tekst=span.text, dato=found.isoformat() if found else None, kjelde=where)
