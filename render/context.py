"""From a meeting to the fields of a template (`render.felt`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from corpus.public import basis, closed_title, is_withheld
from model.moete import Blokk, Deltakar, Maalform, Moete, Punkt, Rolle, Sak, Seksjon
from model.organ import Organ
from render.felt import BlokkFelt, Felt, PersonFelt, SakFelt, SeksjonFelt, StegFelt, VedleggFelt
from render.marks import ListMark, Marks, TableMark, marker
from render.text import clean, line, short
from render.vote import vote_lines
from render.words import clock, day, long_day, say, words

Kind = Literal["innkalling", "saksframlegg", "protokoll", "saerutskrift", "moeteplan"]
OF_ONE_SAK: tuple[Kind, ...] = ("saksframlegg", "saerutskrift")

# In the papers of a coming meeting nothing is decided yet, and a protokoll has places of its own for these.
_OF_THE_MEETING: tuple[Rolle, ...] = ("behandling", "roeysting", "vedtak")
_DECIDED = ("vedtakssak", "val")  # kinds of sak that need a proposal
_SHORT_NAME = 40  # letters of a title that stands for a number
_EMPTY_ROWS = {True: 8, False: 2}  # of the attendance tables, those who vote and others, to fill in by hand


def build_context(
    kind: Kind,
    moete: Moete,
    sak: Sak | None = None,
    register: Organ | None = None,
    to: Sequence[str] = (),
    plan: Blokk | None = None,
    periode: str = "",
) -> tuple[Felt, Marks]:
    """The fields for a paper of ``moete``, and the marks hidden in its texts.

    ``sak`` is the one of a saksframlegg or an extract; it need not be among the meeting's saker. ``register`` is what
    the archive's register says of the organ: who leads it, who is called to it. ``to`` are those who get an extract.
    ``plan`` is the table of a plan of meetings for ``periode``, in whose standard and for whose organ ``moete`` is.
    """
    marks = Marks()
    saker = [
        replace(_sak(kind, moete, each, marks), anker=f"sak{place}")
        for place, each in enumerate(moete.saker if kind not in OF_ONE_SAK else [], start=1)
    ]
    organ = moete.utvalg or moete.organisasjon
    voting, others = (_people(kind, moete, register, voting=having) for having in (True, False))
    felt = Felt(
        organisasjon=line(moete.organisasjon or moete.utvalg),
        organisasjon_kort=short(moete.organisasjon or moete.utvalg),
        utvalg=line(organ),
        utvalg_kort=short(organ),
        moetenummer=line(moete.moetenummer),
        moetedato=day(moete.moetedato, moete.maalform),
        moetedato_lang=long_day(moete.moetedato, moete.maalform),
        tid=clock(moete.starttid, moete.sluttid, moete.maalform),
        moetested=line(moete.moetested),
        leiar=_leader(moete, register),
        forfall_til=line(register.forfall_til if register else None),
        deltakarar=voting,
        andre=others,
        andre_enkelt=not any(person.kommune or person.parti for person in others),
        ugilde="; ".join(
            say("merknad", "ugild", moete.maalform, namn=line(person.namn), sak=", ".join(map(line, person.ugild_i)))
            for person in moete.moetedeltakarar
            if person.ugild_i
        ),
        lukka="\n".join(
            say("merknad", "lukka", moete.maalform, sak=line(each.nummer), heimel=line(each.unntatt_offentlegheit))
            for each in moete.saker
            if each.unntatt_offentlegheit
        ),
        saker=_begin_pages(kind, saker),
        har_parti=any(person.parti for person in [*voting, *others]),
        vedlegg=[
            VedleggFelt(sak.nummer or short(sak.tittel, _SHORT_NAME), name, sak.anker)
            for sak in saker
            for name in sak.vedlegg
        ],
        har_arkivsak=any(each.arkivsak for each in saker),
        sak=_sak(kind, moete, sak, marks) if sak else None,
        periode=line(periode),
        plan=_blocks([plan], marks) if plan else [],
        mottakarar=[line(each) for each in to if line(each)],
    )
    return felt, marks


# ---------------------------------------------------------------- people


def _leader(moete: Moete, register: Organ | None) -> str:
    """The one who leads the meeting: the first who is called leader (not vice) and has not sent word of absence.

    Where the meeting's papers name nobody, the leader by the register.
    """
    offices = [(person.namn, person.funksjon) for person in moete.moetedeltakarar if person.frammoete != "forfall"]
    if not moete.moetedeltakarar and register:
        offices = [(person.namn, person.funksjon) for person in register.members(moete.moetedato)]
    leads = (name for name, office in offices if _is(office, "er") and not _is(office, "er_ikkje"))
    return line(next(leads, ""))


def _is(office: str | None, offices: str) -> bool:
    return any(re.search(pattern, office or "", re.IGNORECASE) for pattern in words("words")["leiar"][offices])


def _people(kind: Kind, moete: Moete, register: Organ | None, *, voting: bool) -> list[PersonFelt]:
    people = [
        PersonFelt(
            namn=line(person.namn),
            funksjon=line(person.funksjon),
            kommune=line(person.kommune),
            parti=line(person.parti),
            frammoete=_attendance(person, moete.maalform),
        )
        for person in moete.moetedeltakarar
        if (person.frammoete != "utan roysterett") == voting
    ]
    if kind == "protokoll" and not moete.moetedeltakarar:
        return _called(register, moete, voting=voting) or [PersonFelt("", "", "", "", "")] * _EMPTY_ROWS[voting]
    return people


def _called(register: Organ | None, moete: Moete, *, voting: bool) -> list[PersonFelt]:
    """Those whom the register has for that day; whether they met is still to be filled in."""
    return [
        PersonFelt(line(person.namn), line(person.funksjon), line(person.kommune), line(person.parti), "")
        for person in (register.medlem if register else [])
        if person.roeysterett == voting and person.sits(moete.moetedato)
    ]


def _attendance(person: Deltakar, maalform: Maalform) -> str:
    name = line(person.vara_for)
    text = say(
        "frammoete", "vara for" if person.frammoete == "vara" and name else person.frammoete, maalform, namn=name
    )
    first, last = line(person.fraa_sak), line(person.til_sak)
    if not first and not last:
        return text
    key = "fraa til" if first and last else "fraa" if first else "til"
    return f"{text} ({say('frammoete', key, maalform, fraa=first, til=last)})"


# ---------------------------------------------------------------- saker


def heading(nummer: str | None, tittel: str, maalform: Maalform, *, alone: bool = False) -> str:
    """Number and title as the heading of a sak, by the form of its number.

    ``alone`` where no other sak stands in the paper: ``7. Title`` would read as a chapter there.
    """
    number, title = line(nummer), line(tittel)
    if not number:
        return title
    form = ("tal_aaleine" if alone else "tal") if number.isdigit() else "aar" if number[0].isdigit() else "kode"
    return say("overskrift", form, maalform, nummer=number, tittel=title)


def _sak(kind: Kind, moete: Moete, sak: Sak, marks: Marks) -> SakFelt:
    withheld = is_withheld(sak, moete.maalform)
    name = closed_title(sak, moete.maalform) if withheld else sak.tittel
    # The notice has the basis in the box under the heading.
    shown = sak.tittel if kind == "innkalling" else name
    title = heading(sak.nummer, shown, moete.maalform, alone=kind in OF_ONE_SAK)
    told = [part for part in sak.seksjonar if part.rolle not in _OF_THE_MEETING and not _stands_apart(part, sak)]
    decided = sak.sakstype in _DECIDED and not withheld
    # Opening and Ymse are held, not decided; an orientering is at most taken to notice, without a vote.
    minor = sak.sakstype in ("opning", "ymse") or withheld
    return SakFelt(
        nummer=line(sak.nummer),
        tittel=line(name),
        overskrift=title,
        overskrift_kort=short(title, 200),
        arkivsak=line(sak.arkivsak),
        saksbehandlar=line(sak.saksbehandlar),
        unntatt=line(basis(sak) if withheld else sak.unntatt_offentlegheit),
        saksgang=[
            StegFelt(line(step.nummer), line(step.utvalg), day(step.dato, moete.maalform)) for step in sak.saksgang
        ],
        innleiing=[found for part in told if not line(part.tittel) for found in _blocks(part.blokker, marks)],
        framlegg_overskrift=_proposal_heading(sak, moete.maalform),
        framlegg=_points(sak.framlegg.punkt if sak.framlegg else [], marks),
        vedlegg=[line(text) for text in sak.vedlegg if line(text)],
        seksjonar=_sections([part for part in told if line(part.tittel)], marks),
        behandling=_blocks(_proceedings(sak), marks),
        roeysting=_blocks(_role(sak, "roeysting"), marks) or _vote(kind, sak, moete.maalform),
        vedtak=_points(_decided(kind, sak, moete.maalform), marks),
        ny_side=False,
        skal_ha_framlegg=decided,
        skal_skrivast=kind == "saksframlegg" and all(_unwritten(part) for part in told),
        skal_behandlast=not withheld,
        skal_roeystast=not minor and sak.sakstype not in ("orientering", "referat"),
        skal_vedtakast=not minor,
        framfor=title.removesuffix(line(shown)),
        i_overskrift=line(shown),
    )


def _sections(parts: Sequence[Seksjon], marks: Marks) -> list[SeksjonFelt]:
    """Sections with their headings, none more than a level below the one before it: else readers lose their way."""
    out: list[SeksjonFelt] = []
    for part in parts:
        level = min(max(part.nivaa, 1), out[-1].nivaa + 1 if out else 1)
        out.append(SeksjonFelt(line(part.tittel), level, _blocks(part.blokker, marks)))
    return out


def _proposal_heading(sak: Sak, maalform: Maalform) -> str:
    """``Framlegg til vedtak``, and whose it is."""
    organ = line(sak.framlegg.organ) if sak.framlegg else ""
    if not organ:
        return say("framlegg", "overskrift", maalform)
    return say("framlegg", "organ_paa_s" if organ.endswith("s") else "organ", maalform, organ=organ)


def _decided(kind: Kind, sak: Sak, maalform: Maalform) -> Sequence[Punkt]:
    """The points of the vedtak; in minutes, of one that only adopts the proposal, the sentence that says so."""
    if kind != "saerutskrift" and sak.vedtak and sak.vedtak.som_framlegg and sak.framlegg and sak.framlegg.punkt:
        return [Punkt(tekst=say("vedtak", "som_framlegg", maalform))]
    return sak.vedtak.punkt if sak.vedtak else []


def _stands_apart(part: Seksjon, sak: Sak) -> bool:
    """The section says the same as a field that has its own place in the paper."""
    if part.rolle == "framlegg":
        empty = not part.blokker and sak.sakstype in _DECIDED
        return empty or bool(sak.framlegg and sak.framlegg.punkt)
    return part.rolle == "vedlegg" and bool(sak.vedlegg)


def _unwritten(part: Seksjon) -> bool:
    """Nobody has written this section yet: it is the background that the archive gave, or the bare heading over it."""
    return part.rolle == "bakgrunn" or (part.rolle == "saksframstilling" and not part.blokker)


def _role(sak: Sak, role: Rolle) -> list[Blokk]:
    return [block for part in sak.seksjonar if part.rolle == role for block in part.blokker]


def _proceedings(sak: Sak) -> list[Blokk]:
    """The account without the votes that stand under a heading of their own; other headings within it stay as lines."""
    sections = [part for part in sak.seksjonar if part.rolle == "behandling" and part.blokker]
    if not sections:
        voted = {block.tekst for block in _role(sak, "roeysting")}
        return [block for block in sak.behandling if block.tekst not in voted]
    usual = re.compile(words("words")["handsaming"]["er"], re.IGNORECASE)
    out: list[Blokk] = []
    for part in sections:
        title = line(part.tittel)
        if title and not usual.search(title):
            out.append(Blokk(type="avsnitt", tekst=f"{title}:"))
        out += part.blokker
    return out


def _vote(kind: Kind, sak: Sak, maalform: Maalform) -> list[BlokkFelt]:
    """The vote in words; an extract leaves out what its account tells already."""
    told = sak.roeysting is not None and any(
        block.kjelde is not None and block.kjelde == sak.roeysting.kjelde for block in sak.behandling
    )
    return [] if told and kind == "saerutskrift" else vote_lines(sak.roeysting, maalform)


def _begin_pages(kind: Kind, saker: list[SakFelt]) -> list[SakFelt]:
    """The first sak begins a page; in an innkalling so do those with text, and the one behind each."""
    out: list[SakFelt] = []
    before = True
    for sak in saker:
        text = _has_text(sak)
        out.append(replace(sak, ny_side=not out or (kind == "innkalling" and (text or before))))
        before = text
    return out


def _has_text(sak: SakFelt) -> bool:
    parts = (sak.innleiing, sak.framlegg, sak.vedlegg, sak.seksjonar, sak.saksgang, sak.skal_ha_framlegg)
    return any(map(bool, parts))


# ---------------------------------------------------------------- text


def _dash(point: Punkt) -> str | None:
    """What stands below another point shows by a dash where it has no number."""
    return "–" if point.nivaa > 0 else None


def _points(points: Sequence[Punkt], marks: Marks) -> list[str]:
    group = marks.new_group()
    return [
        marks.on(
            clean(point.tekst).strip(),
            ListMark(group, point.nivaa, marker(line(point.nr)) or _dash(point)),
        )
        for point in points
        if clean(point.tekst).strip()
    ]


def _blocks(blocks: Sequence[Blokk], marks: Marks) -> list[BlokkFelt]:
    group = marks.new_group()
    out = []
    for block in blocks:
        if block.type == "tabell" and block.rader:
            out.append(_table(block.rader, marks))
        elif block.type == "punkt":
            mark = ListMark(group, block.nivaa, line(block.merke) or "•")
            out.append(BlokkFelt("punkt", marks.on(clean(block.tekst).strip(), mark)))
        elif clean(block.tekst).strip():
            out.append(BlokkFelt("avsnitt", clean(block.tekst).strip()))
    return out


def _table(rows: Sequence[Sequence[str]], marks: Marks) -> BlokkFelt:
    """A table with as many cells in each row; its first row is a header where it reads like one."""
    width = max(len(row) for row in rows) or 1
    cells = [[clean(cell).strip() for cell in row] + [""] * (width - len(row)) for row in rows]
    header = len(cells) > 1 and all(cell and "\n" not in cell and len(cell) <= 60 for cell in cells[0])
    columns = tuple(zip(*cells, strict=True))
    cells[0][0] = marks.on(cells[0][0], TableMark(columns, header))
    return BlokkFelt("tabell", hovud=cells[:1] if header else [], rader=cells[1:] if header else cells)
