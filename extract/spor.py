"""Why each value was read as it was: what stands where on the page, and by which rule it was found there.

For a person who wants to check a reading, or to see which line of a table to change where it is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extract.lines import lines_of
from extract.paper import read_paper
from extract.saker import Utdrag, find_saker
from extract.sakliste import find_saklister
from model.document import Document
from model.errors import UnreadableError
from model.moete import Dato, Framlegg, Kjelde, Moete, Sak, Vedtak
from model.plan import Plan
from model.presentasjon import Presentasjon

Slag = Literal["sak", "framlegg", "vedtak", "roeysting", "dato", "beloep", "tilvising", "deltakar", "tiltak", "frist"]
"""What was found."""


@dataclass(frozen=True, slots=True)
class Funn:
    """A value that was read, where it stands, and why."""

    slag: Slag
    kva: str
    """Of which sak or topic it is: ``Sak 7``; empty where it is of the whole paper."""
    verdi: str
    """The value, short."""
    regel: str
    """Key of the rule that found it (``render/look.toml`` says it in words)."""
    ord: str
    """The words that the rule went by: a label, a head, what stood there."""
    kjelde: Kjelde


def read_traces(document: Document) -> list[Funn]:
    """All that was read of a paper that can be pointed at, in the order of the record; empty where it is no paper."""
    try:
        record = read_paper(document)
    except UnreadableError:
        return []
    if isinstance(record, Plan):
        return list(_of_plan(record))
    if isinstance(record, Presentasjon):
        return list(_of_deck(record))
    return list(_of_meeting(record, document))


def _of_meeting(moete: Moete, document: Document) -> Iterator[Funn]:
    for person in moete.moetedeltakarar:
        if person.kjelde:
            yield Funn(
                "deltakar", "", person.namn, f"gruppe_{(person.frammoete or 'moett').split()[0]}", "", person.kjelde
            )
    lines = lines_of(document)
    parts = find_saker(lines, find_saklister(lines))
    for sak, part in zip(moete.saker, parts, strict=True):
        name = f"Sak {sak.nummer}" if sak.nummer else sak.tittel
        yield from _head(sak, part, name)
        yield from _points(sak, sak.framlegg, "framlegg", name)
        yield from _points(sak, sak.vedtak, "vedtak", name)
        if sak.roeysting and sak.roeysting.kjelde:
            counts = [str(n) for n in (sak.roeysting.for_, sak.roeysting.mot) if n is not None]
            told = " ".join(filter(None, (sak.roeysting.resultat, "–".join(counts))))
            yield Funn("roeysting", name, told, "vending", "roeysting", sak.roeysting.kjelde)
        yield from _mentions(sak, name)


def _head(sak: Sak, part: Utdrag, name: str) -> Iterator[Funn]:
    if not sak.kjelde:
        return
    rule = "sakliste_opning" if part.entry and part.opened else "sakliste" if part.entry else "nummerrekkje"
    yield Funn("sak", name, sak.tittel, rule, part.heading or part.tittel, sak.kjelde)


def _points(sak: Sak, what: Framlegg | Vedtak | None, slag: Literal["framlegg", "vedtak"], name: str) -> Iterator[Funn]:
    """The points, by the label above them; those of a vedtak that adopts the proposal by the words that say so."""
    if not what:
        return
    if isinstance(what, Vedtak) and what.som_framlegg:
        if what.kjelde:
            yield Funn("vedtak", name, what.utfall or "", "som_framlegg", _label(sak, slag), what.kjelde)
        return
    label = _label(sak, slag)
    for punkt in what.punkt:
        if punkt.kjelde:
            number = f"{punkt.nr}. " if punkt.nr else ""
            rule = "etikett" if label else "avgjerd"
            yield Funn(slag, name, f"{number}{punkt.tekst}", rule, label, punkt.kjelde)


def _label(sak: Sak, rolle: str) -> str:
    return next((s.tittel for s in reversed(sak.seksjonar) if s.rolle == rolle and s.tittel), "")


def _mentions(sak: Sak, name: str) -> Iterator[Funn]:
    for dato in sak.datoar:
        if dato.kjelde:
            yield Funn("dato", name, dato.dato or dato.aarleg or "?", _date_rule(dato), dato.tekst, dato.kjelde)
    for beloep in sak.beloep:
        if beloep.kjelde:
            yield Funn("beloep", name, f"{beloep.nok:.0f} NOK", "beloep", beloep.tekst, beloep.kjelde)
    for ref in sak.tilvisingar:
        if ref.kjelde:
            said = [
                ref.utvalg,
                ref.dato,
                f"sak {ref.sak}" if ref.sak else None,
                f"pkt. {ref.punkt}" if ref.punkt else None,
            ]
            yield Funn("tilvising", name, ", ".join(filter(None, said)), "tilvising", ref.tekst, ref.kjelde)


def _date_rule(dato: Dato) -> str:
    if dato.aarleg:
        return "dato_aarleg"
    if dato.dato is None:
        return "dato_utan_aar"
    return "dato_heil" if re.search(r"\d{4}|[./-]\d{2}$", dato.tekst) else "dato_paa_aar"


def _of_plan(plan: Plan) -> Iterator[Funn]:
    for one in plan.tiltak:
        if one.kjelde:
            said = " · ".join(filter(None, (one.tiltak, one.tid, one.ansvar, one.budsjett_tekst)))
            yield Funn("tiltak", one.omraade or "", said, "tiltakstabell", one.satsingsomraade or "", one.kjelde)
    for field in plan.satsingsomraade:
        for strategy in field.delstrategiar:
            if strategy.kjelde:
                yield Funn("tiltak", field.omraade, strategy.tittel, "strategi", field.maal or "", strategy.kjelde)


def _of_deck(deck: Presentasjon) -> Iterator[Funn]:
    for topic in deck.tema:
        name = topic.tittel or ""
        for vedtak in topic.vedtak:
            if vedtak.kjelde:
                said = ", ".join(filter(None, (vedtak.utvalg, vedtak.dato)))
                yield Funn("vedtak", name, said, "nemnt_vedtak", vedtak.tekst, vedtak.kjelde)
        for due in topic.frist:
            if due.kjelde:
                yield Funn("frist", name, due.dato or "?", "nemnt_frist", due.tekst, due.kjelde)
    for member in deck.medlemmer:
        if member.kjelde:
            said = ", ".join(filter(None, (member.namn, member.verv, member.kommune)))
            yield Funn("deltakar", member.organ, said, "medlem", member.organ, member.kjelde)


def places(found: Iterable[Funn], sources: Sequence[Sequence[tuple[object, ...]]]) -> list[list[Funn]]:
    """The findings of each block; ``sources`` are the places (page, box, path) that a block and its cells have."""
    at: dict[tuple[object, ...], int] = {}
    for number, keys in enumerate(sources):
        for key in keys:
            at.setdefault(key, number)
    out: list[list[Funn]] = [[] for _ in sources]
    for one in found:
        block = at.get((one.kjelde.side, one.kjelde.bbox, one.kjelde.sti))
        if block is not None:
            out[block].append(one)
    return out
