"""Where each sak begins and ends: the sakliste and the saker behind it are the same saker.

The sakliste decides which saker there are. Behind it, a line opens a sak when it begins with that sak's number and
looks like a heading; without a sakliste, the numbering itself decides: one form, rising, no number twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from extract.boks import treatment_rows
from extract.lines import Line
from extract.nummer import Nummer, same_number
from extract.sakliste import Entry, Sakliste
from extract.saksopning import SAME, Opening, find_openings

_PAGE = re.compile(r"\s\d{1,3}")


@dataclass(slots=True)
class Utdrag:
    """One sak's part of the paper: its entry in the sakliste and its lines."""

    nummer: Nummer | None
    tittel: str
    """Title by the sakliste, else by the heading."""
    heading: str | None = None
    """Title by the heading over the sak's own text, where there is one."""
    arkivsak: str | None = None
    lukka: str | None = None
    saksbehandlar: str | None = None
    entry: Line | None = None
    """Its line in the sakliste."""
    opened: Line | None = None
    """The line that opens it in the paper."""
    lines: list[Line] = field(default_factory=list)
    """Its own text, without the lines that open it."""
    other_numbers: list[str] = field(default_factory=list)
    """Numbers in its own head that contradict it."""


def find_saker(lines: Sequence[Line], saklister: Sequence[Sakliste]) -> list[Utdrag]:
    """The saker of the paper in the order of the sakliste, each with its lines."""
    entries = _listed(saklister)
    inside = {at for liste in saklister for at in range(liste.start, liste.end)}
    openings = find_openings(lines, entries, inside | treatment_rows(lines))
    saker = [_from_entry(entry) for entry in entries]
    for opening, following in zip(openings, [*openings[1:], None], strict=False):
        sak = _match(saker, opening)
        if sak is None:
            sak = Utdrag(opening.read.nummer if opening.read else None, opening.title)
            _insert(saker, sak)
        if sak.nummer is None and opening.read:
            sak.nummer = opening.read.nummer  # the sakliste has lost it
        if sak.opened is None:
            sak.opened = lines[opening.at]
        if opening.title and sak.heading is None:
            sak.heading = opening.title
            if sak.tittel.startswith(opening.title) and _PAGE.fullmatch(sak.tittel, len(opening.title)):
                sak.tittel = opening.title  # the number of a page stood behind it on the sakliste
            sak.tittel = sak.tittel or opening.title
        if opening.read and opening.read.arkivsak and not sak.arkivsak:
            sak.arkivsak = opening.read.arkivsak
        end = following.at if following else len(lines)
        sak.other_numbers += opening.others
        sak.lines += [line for line in lines[opening.at : end] if line.index not in inside | opening.heads]
    return [sak for sak in saker if sak.tittel or sak.lines]


def _listed(saklister: Sequence[Sakliste]) -> list[Entry]:
    """The entries of all lists, each number once; what one list names twice by title are two saker."""
    out: list[Entry] = []
    for liste in saklister:
        earlier = list(out)
        for entry in liste.entries:
            if not any(_same_entry(entry, other) for other in (out if entry.nummer else earlier)):
                out.append(entry)
    return out


def _same_entry(one: Entry, other: Entry) -> bool:
    if one.nummer and other.nummer:
        return same_number(one.nummer, other.nummer)
    return fuzz.ratio(one.tittel.lower(), other.tittel.lower()) >= SAME


def _from_entry(entry: Entry) -> Utdrag:
    return Utdrag(entry.nummer, entry.tittel, None, entry.arkivsak, entry.lukka, entry.saksbehandlar, entry=entry.line)


def _match(saker: Sequence[Utdrag], opening: Opening) -> Utdrag | None:
    if opening.read:
        for sak in saker:
            if sak.nummer and same_number(sak.nummer, opening.read.nummer):
                return sak
    if opening.title:
        alike = [
            (fuzz.ratio(sak.tittel.lower(), opening.title.lower()), sak.opened is None, -place)
            for place, sak in enumerate(saker)
            if sak.entry or not (sak.nummer and opening.read)  # two headings with a number each are two saker
        ]
        if alike and max(alike)[0] >= SAME:
            return saker[-max(alike)[2]]
    return None


def _insert(saker: list[Utdrag], sak: Utdrag) -> None:
    """A sak that the sakliste lacks: behind the last sak that was opened before it."""
    places = [place for place, other in enumerate(saker) if other.opened is not None]
    saker.insert(places[-1] + 1 if places else 0, sak) if places or not saker else saker.append(sak)
