"""One sak: its part of the paper taken apart into the fields of the record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from extract.boks import read_box
from extract.framside import Framside
from extract.handling import Setting, with_actions
from extract.heimel import closed_in, legal_basis
from extract.knowledge import says, table
from extract.lines import Line, kjelde
from extract.motframlegg import read_alternatives
from extract.namn import WORD
from extract.nemnt import read_mentions
from extract.punkt import read_points
from extract.roeysting import read_vote
from extract.saker import Utdrag
from extract.saksdelar import parts_of
from extract.sakstype import sakstype
from extract.seksjon import Part
from extract.tilvising import read_references
from extract.vedlegg import attachments_of
from extract.vedtak import read_told_vedtak, read_vedtak
from model.document import Document
from model.moete import Blokk, Framlegg, Roeysting, Sak, Seksjon, Vedtak

T = TypeVar("T", Framlegg | None, Vedtak | None)


_ELECTED = re.compile(rf"(?:[A-ZÆØÅ1-9][^:]{{1,60}}:\s*)(?:{WORD}\s+){{1,4}}")
"""An office and who got it: ``Leiar: Torunn Ytreli (SP)``."""


def read_sak(
    utdrag: Utdrag, front: Framside, document: Document, known: Sequence[date], neste_moete: date | None
) -> Sak:
    """The record of one sak; its id is set when all saker of the paper are known.

    ``known`` are the dates that the paper spells out with their year, ``neste_moete`` the next meeting's where it
    says so.
    """
    box = read_box(utdrag.lines)
    parts = parts_of(utdrag, front, box)
    framlegg, parts = _framlegg(parts, document, front.kind in ("protokoll", "saerutskrift"))
    vedtak, vote_lines = _vedtak(parts, framlegg, front, document)
    proceedings = [line for part in parts if part.rolle in ("behandling", "roeysting") for line in part.lines]
    roeysting = _vote(parts, proceedings, vote_lines, vedtak, front, document)
    text = [line for part in parts for line in part.lines]
    setting = Setting(front.maalform, front.utvalg, front.moetedato, neste_moete, tuple(known))
    framlegg, vedtak = _act(framlegg, setting), _act(vedtak, setting)
    datoar, beloep = read_mentions(text, document, front.maalform, front.moetedato, known)
    opened = utdrag.opened or utdrag.entry
    closed = legal_basis(box.unntatt or utdrag.lukka or closed_in(text, front.maalform))
    kind = sakstype(
        utdrag.tittel,
        utdrag.nummer,
        framlegg,
        vedtak,
        has_text=len(text) > 1,
        waits=bool(closed)
        or _has_place_to_decide(parts)
        or any(says(line.text, table("sakstype")["ventar"]) for line in text),
    )
    if vedtak and kind == "val" and all(_ELECTED.match(punkt.tekst) for punkt in vedtak.punkt):
        vedtak = vedtak.model_copy(update={"utfall": "valt"})  # a list of names does not say that it elects them
    return Sak(
        id="",
        nummer=utdrag.nummer.text if utdrag.nummer else None,
        tittel=utdrag.tittel or utdrag.heading or "",
        sakstype=kind,
        arkivsak=utdrag.arkivsak or box.arkivsak,
        saksbehandlar=box.saksbehandlar or utdrag.saksbehandlar,
        saksgang=box.saksgang,
        unntatt_offentlegheit=closed,
        seksjonar=[_section(part, document) for part in parts],
        framlegg=framlegg,
        behandling=_blocks(
            [line for part in parts if part.rolle == "behandling" for line in part.lines],
            document,
        ),
        roeysting=roeysting,
        vedtak=vedtak,
        vedlegg=[name for part in parts if part.rolle == "vedlegg" for name in attachments_of(part)],
        tilvisingar=read_references(text, document, setting),
        datoar=datoar,
        beloep=beloep,
        kjelde=kjelde(document, opened.source) if opened else None,
    )


# ---------------------------------------------------------------- proposal and decision


def _has_place_to_decide(parts: Sequence[Part]) -> bool:
    """An empty place for a proposal or a vote, left to be filled in, is one of a sak to decide."""
    return any(
        part.rolle in ("framlegg", "roeysting") and part.head and not any(line.body.strip() for line in part.lines)
        for part in parts
    )


def _proposed(part: Part) -> list[Line]:
    """The lines of a proposal in minutes: what stands on its label's line, or numbered points, ends before the account.

    Running text below either is what was said in the meeting.
    """
    inline = bool(part.label and part.label.rest and part.lines and part.lines[0].body == part.label.rest)
    for at, line in enumerate(part.lines[1:], start=1):
        above = part.lines[at - 1]
        whole = above.body.rstrip().endswith((".", "»")) and line.marker is None and line.table is None
        indented = line.style.indent > above.style.indent
        if whole and not indented and ((inline and at == 1) or above.number is not None):
            return part.lines[:at]
    return part.lines


def _framlegg(parts: list[Part], document: Document, minutes: bool) -> tuple[Framlegg | None, list[Part]]:
    """The last proposal before the proceedings; text behind its points that tells the proceedings goes to them."""
    out: list[Part] = []
    found: Framlegg | None = None
    for part in parts:
        out.append(part)
        if part.rolle != "framlegg":
            continue
        proposed = _proposed(part) if minutes else part.lines
        points, told = read_points(proposed, document)
        told += part.lines[len(proposed) :]
        if told:
            part.lines = [line for line in part.lines if line not in told]
            out.append(Part("behandling", lines=told))
        if len(points) == 1 and says(points[0].tekst, table("vending")["utan_framlegg"]):
            continue
        if points:
            where = kjelde(document, part.head.source) if part.head else None
            found = Framlegg(punkt=points, organ=_who(part), kjelde=where)
    return found, out


def _who(part: Part) -> str | None:
    """``Rådmannens`` and ``Rådmannen si`` are the Rådmannen's."""
    who = part.label.who if part.label else None
    if not who:
        return None
    name = re.sub(r"\s+(?:si|sin|sitt|sine)$", "", who)
    if name == who and not (part.label and part.label.named_behind):
        name = re.sub(r"(?:'s|’s|s)$", "", name)
    return name[:1].upper() + name[1:].lower() if name.isupper() else name[:1].upper() + name[1:]


def _vedtak(
    parts: Sequence[Part], framlegg: Framlegg | None, front: Framside, document: Document
) -> tuple[Vedtak | None, list[Line]]:
    decided = [part for part in parts if part.rolle == "vedtak"]
    vote_lines: list[Line] = []
    vedtak: Vedtak | None = None
    if decided:
        vedtak, vote_lines = read_vedtak(decided[-1].lines, framlegg, document, front.maalform, decided[-1].head)
    elif front.kind in ("protokoll", "saerutskrift"):
        told = [line for part in parts if part.rolle in ("behandling", "roeysting") for line in part.lines]
        vedtak = read_told_vedtak(told, framlegg, document, front.maalform)
    if vedtak:
        vedtak = vedtak.model_copy(update={"organ": front.utvalg, "dato": front.moetedato})
    return vedtak, vote_lines


def _vote(
    parts: Sequence[Part],
    proceedings: Sequence[Line],
    vote_lines: Sequence[Line],
    vedtak: Vedtak | None,
    front: Framside,
    document: Document,
) -> Roeysting | None:
    if front.kind not in ("protokoll", "saerutskrift") and not any(part.rolle == "vedtak" for part in parts):
        return None
    told = list(proceedings) + list(vote_lines)
    found = read_vote(told, document, front.maalform)
    labels = [_titled(part) for part in parts if part.rolle == "vedtak" and part.head]
    headed = read_vote(labels, document, front.maalform)
    if found and headed and found.for_ is None and found.mot == headed.mot:
        found = found.model_copy(update={"for_": headed.for_})  # «Vedtak (4 mot 1)» says what «mot éin» leaves out
    if found:
        others = read_alternatives(proceedings, front.maalform)
        return found.model_copy(update={"framlegg": others})
    text = [line for part in parts if part.rolle == "vedtak" for line in part.lines]
    return read_vote([*labels, *text], document, front.maalform) if vedtak else None


def _titled(part: Part) -> Line:
    """The label as a line of its own: ``Vedtak (enstemmig)`` tells the vote."""
    assert part.head and part.tittel
    head = part.head
    return Line(head.index, part.tittel, part.tittel, (part.tittel,), head.style, head.source)


def _act(record: T, setting: Setting) -> T:
    return record.model_copy(update={"punkt": with_actions(record.punkt, setting)}) if record else record


# ---------------------------------------------------------------- text


def _section(part: Part, document: Document) -> Seksjon:
    return Seksjon(
        tittel=part.tittel,
        rolle=part.rolle,
        nivaa=part.nivaa,
        blokker=_blocks(part.lines, document),
        kjelde=kjelde(document, part.head.source) if part.head else None,
    )


def _blocks(lines: Sequence[Line], document: Document) -> list[Blokk]:
    out: list[Blokk] = []
    table_open: int | None = None
    for line in lines:
        if line.table is not None and line.table == table_open:
            last = out[-1]
            rows = [*(last.rader or []), list(line.cells)]
            out[-1] = last.model_copy(update={"rader": rows, "tekst": "\n".join("\t".join(row) for row in rows)})
            continue
        table_open = line.table
        if line.table is None and not line.body.strip():
            continue  # an item of a list that nobody has written yet
        out.append(_block(line, document))
    return out


def _block(line: Line, document: Document) -> Blokk:
    where = kjelde(document, line.source)
    if line.table is not None:
        return Blokk(type="tabell", tekst="\t".join(line.cells), rader=[list(line.cells)], kjelde=where)
    if line.marker is not None:
        return Blokk(type="punkt", tekst=line.body, merke=line.marker, nivaa=line.level, kjelde=where)
    return Blokk(type="avsnitt", tekst=line.text, kjelde=where)
