"""What is odd about a paper: what a reader would have expected and did not find, and what contradicts itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from extract.framside import Framside
from extract.lines import Line
from extract.saker import Utdrag
from model.document import Document, Source
from model.moete import Deltakar, Kjelde, Sak, Varsel

_GAP = 5  # numbers that a sakliste leaves out at most; where more are missing the numbers are no series
_UNLIKE = 45  # two titles of one sak with less in common (rapidfuzz ratio, 0-100) are told of


def find_oddities(
    document: Document,
    front: Framside,
    utdrag: Sequence[Utdrag],
    saker: Sequence[Sak],
    deltakarar: Sequence[Deltakar],
) -> list[Varsel]:
    """The warnings of a paper of a meeting, its own first, then sak by sak."""
    whole = Kjelde(fil=document.fil, sha256=document.sha256)
    minutes = front.kind == "protokoll"
    found = [Varsel(kode="fil", melding=text, kjelde=whole) for text in document.warnings]
    if not front.moetedato:
        found.append(Varsel(kode="dato-manglar", melding="The paper does not say when the meeting is.", kjelde=whole))
    if not front.utvalg:
        found.append(Varsel(kode="utval-manglar", melding="The paper does not say which organ meets.", kjelde=whole))
    if minutes and not deltakarar:
        told = "The minutes do not say who met, or not in a form that could be read (kommuneloven § 11-4)."
        found.append(Varsel(kode="frammoete-manglar", melding=told, kjelde=whole))
    found += numbering(saker, whole)
    for part, sak in zip(utdrag, saker, strict=True):
        found += _contradictions(document, part)
        found += _missing(sak, minutes, whole)
    return found


def numbering(saker: Sequence[Sak], whole: Kjelde) -> Iterator[Varsel]:
    """Numbers that come twice, and numbers left out between two that follow each other."""
    seen: set[str] = set()
    for sak in saker:
        if sak.nummer in seen:
            told = f"The number {sak.nummer} stands over more than one sak."
            yield Varsel(kode="nummer-to-gonger", melding=told, kjelde=sak.kjelde or whole)
        seen |= {sak.nummer} if sak.nummer else set()
    for one, other in pairwise(saker):
        if not (one.saksnummer and other.saksnummer and one.saksnummer.aar == other.saksnummer.aar):
            continue
        first, second = one.saksnummer.nr, other.saksnummer.nr
        same = _letters(one.nummer) == _letters(other.nummer)
        if same and first.isdigit() and second.isdigit() and 1 < int(second) - int(first) <= _GAP + 1:
            told = f"Between {one.nummer} and {other.nummer} the numbering leaves out {int(second) - int(first) - 1}."
            yield Varsel(kode="nummer-hol", melding=told, kjelde=other.kjelde or whole)


def _letters(number: str | None) -> str:
    return "".join(c for c in number or "" if c.isalpha())


def _contradictions(document: Document, sak: Utdrag) -> Iterator[Varsel]:
    """Another number at the head of the page, a title that is another one, no number where the others have one."""
    name = sak.nummer.text if sak.nummer else sak.tittel
    for other in sak.other_numbers:
        told = f"Sak {name} is called {other} at the head of its page; the number with the title counts."
        yield Varsel(kode="nummer-motseiing", melding=told, kjelde=_at(document, sak.opened))
    if sak.heading and sak.tittel and fuzz.ratio(sak.heading.lower(), sak.tittel.lower()) < _UNLIKE:
        told = f"Sak {name} is called «{sak.tittel}» on the sakliste and «{sak.heading}» over its text."
        yield Varsel(kode="tittel-motseiing", melding=told, kjelde=_at(document, sak.opened))
    if sak.entry and not sak.entry.heading and sak.nummer is None:
        told = f"«{sak.tittel}» has no number."
        yield Varsel(kode="nummer-manglar", melding=told, kjelde=_at(document, sak.entry))


def _missing(sak: Sak, minutes: bool, whole: Kjelde) -> Iterator[Varsel]:
    """A proposal in minutes that nothing is said of; votes against without those for (kommuneloven § 11-4)."""
    where = sak.kjelde or whole
    name = sak.nummer or sak.tittel
    if minutes and sak.framlegg and not sak.vedtak:
        told = f"Sak {name} has a proposal, but no vedtak that could be read."
        yield Varsel(kode="vedtak-manglar", melding=told, kjelde=where)
    vote = sak.roeysting
    if vote and vote.for_ is None and vote.mot:
        told = f"Sak {name}: the minutes give the votes against ({vote.mot}), but not those for (kommuneloven § 11-4)."
        yield Varsel(kode="roeysting-ufullstendig", melding=told, kjelde=vote.kjelde or where)


def _at(document: Document, line: Line | None) -> Kjelde:
    source = line.source if line else Source()
    return Kjelde(fil=document.fil, sha256=document.sha256, side=source.page, bbox=source.bbox, sti=source.path)
