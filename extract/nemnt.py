"""What the text of a sak names in passing: dates written in full, and amounts of money."""

from __future__ import annotations

from collections.abc import Sequence

from extract.language import pipeline
from extract.lines import Line, kjelde
from model.document import Document
from model.moete import Beloep, Dato, Maalform


def read_mentions(lines: Sequence[Line], document: Document, standard: Maalform) -> tuple[list[Dato], list[Beloep]]:
    """Dates and amounts in text order, repeats included."""
    datoar: list[Dato] = []
    beloep: list[Beloep] = []
    for line, doc in zip(lines, pipeline(standard).pipe(line.body for line in lines), strict=True):
        where = kjelde(document, line.source)
        datoar += [Dato(tekst=span.text, dato=span.kb_id_, kjelde=where) for span in doc.spans["datoar"]]
        beloep += [Beloep(tekst=span.text, nok=float(span.kb_id_), kjelde=where) for span in doc.spans["beloep"]]
    return datoar, beloep
