"""One sak: its part of the paper taken apart into the fields of the record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import takewhile
from typing import TypeVar

from extract.boks import Boks, read_box
from extract.framside import Framside
from extract.handling import Setting, with_actions
from extract.knowledge import alternatives, says, table, words
from extract.lines import Line, kjelde
from extract.motframlegg import read_alternatives
from extract.nemnt import read_mentions
from extract.punkt import read_points
from extract.roeysting import read_vote
from extract.saker import Utdrag
from extract.sakstype import sakstype
from extract.seksjon import Part, split_parts
from extract.tilvising import read_references
from extract.underskrift import without_signature
from extract.vedlegg import read_attachments
from extract.vedtak import read_told_vedtak, read_vedtak
from model.document import Document
from model.moete import Blokk, Framlegg, Roeysting, Rolle, Sak, Seksjon, Vedtak

T = TypeVar("T", Framlegg | None, Vedtak | None)


def read_sak(
    utdrag: Utdrag, front: Framside, document: Document, known: Sequence[date], neste_moete: date | None
) -> Sak:
    """The record of one sak; its id is set when all saker of the paper are known.

    ``known`` are the dates that the paper spells out with their year, ``neste_moete`` the next meeting's where it
    says so.
    """
    box = read_box(utdrag.lines)
    parts = _parts(utdrag, front, box)
    framlegg, parts = _framlegg(parts, document)
    vedtak, vote_lines = _vedtak(parts, framlegg, front, document)
    proceedings = [line for part in parts if part.rolle in ("behandling", "roeysting") for line in part.lines]
    roeysting = _vote(parts, proceedings, vote_lines, vedtak, front, document)
    text = [line for part in parts for line in part.lines]
    setting = Setting(front.maalform, front.utvalg, front.moetedato, neste_moete, tuple(known))
    framlegg, vedtak = _act(framlegg, setting), _act(vedtak, setting)
    datoar, beloep = read_mentions(text, document, front.maalform, front.moetedato, known)
    opened = utdrag.opened or utdrag.entry
    return Sak(
        id="",
        nummer=utdrag.nummer.text if utdrag.nummer else None,
        tittel=utdrag.tittel or utdrag.heading or "",
        sakstype=sakstype(utdrag.tittel, utdrag.nummer, framlegg, vedtak, has_text=len(text) > 1),
        arkivsak=utdrag.arkivsak or box.arkivsak,
        saksbehandlar=box.saksbehandlar or utdrag.saksbehandlar,
        saksgang=box.saksgang,
        unntatt_offentlegheit=box.unntatt or utdrag.lukka,
        seksjonar=[_section(part, document) for part in parts],
        framlegg=framlegg,
        behandling=[_block(line, document) for line in proceedings],
        roeysting=roeysting,
        vedtak=vedtak,
        vedlegg=[name for part in parts if part.rolle == "vedlegg" for name in read_attachments(part.lines)],
        tilvisingar=read_references(text, document, setting),
        datoar=datoar,
        beloep=beloep,
        kjelde=kjelde(document, opened.source) if opened else None,
    )


# ---------------------------------------------------------------- parts


def _parts(utdrag: Utdrag, front: Framside, box: Boks) -> list[Part]:
    lines = [line for line in utdrag.lines if line.index not in box.taken and not _names_organ(line, front)]
    while lines and not lines[0].strong and _is_own_title(lines[0], utdrag):
        lines = lines[1:]
    lines = list(takewhile(lambda line: not says(line.text, table("labels")["slutt"]), lines))
    default: Rolle = "behandling" if front.kind in ("protokoll", "saerutskrift") else "saksframstilling"
    own = [line for line in without_signature(lines) if not _is_own_title(line, utdrag)]
    parts = _content_not_heading(split_parts(own, default))
    if default == "behandling":
        _discussed(parts)
        _own_recommendation(parts, front)
    return _this_meeting(_alternatives_told(parts), front)


def _discussed(parts: Sequence[Part]) -> None:
    """``Drøfting:`` in minutes, behind the proposal if there is one, is what was said; in a case paper it weighs it."""
    proposed = not any(part.rolle in ("framlegg", "saksframstilling", "bakgrunn") for part in parts)
    for part in parts:
        proposed = proposed or part.rolle == "framlegg"
        if proposed and part.tittel and part.tittel.lower().strip(" :.") in words(table("labels")["i_protokoll"]):
            part.rolle = "behandling"


def _names_organ(line: Line, front: Framside) -> bool:
    """The organ's name alone on a line stands over each sak of some papers; it is no text."""
    names = {name.lower() for name in (front.utvalg, front.organisasjon) if name}
    return line.text.strip(" .:").lower() in names


def _is_own_title(line: Line, utdrag: Utdrag) -> bool:
    return line.heading is not None and line.text.strip() in (utdrag.heading, utdrag.tittel)


def _content_not_heading(parts: list[Part]) -> list[Part]:
    """Bold text right below the label of a proposal or vedtak is its content, not a heading of what follows."""
    out: list[Part] = []
    for part in parts:
        above = out[-1] if out else None
        if (
            above
            and above.rolle in ("framlegg", "vedtak")
            and not above.lines
            and part.label is None
            and part.head
            and len(part.head.text.split()) > 3
        ):
            above.lines = [part.head, *part.lines]
        else:
            out.append(part)
    return out


def _own_recommendation(parts: Sequence[Part], front: Framside) -> None:
    """What the organ itself recommends to the next one, below its proceedings, is what it decided.

    ``Formannskapets innstilling til kommunestyret:`` (kommuneloven § 14-3: the budget goes through the formannskap).
    """
    ours = (front.utvalg or "").lower()[:8]
    told = False
    for part in parts:
        told = told or part.rolle in ("behandling", "roeysting")
        who = (part.label.who or "").lower() if part.label else ""
        if told and ours and part.rolle == "framlegg" and who.startswith(ours):
            part.rolle = "vedtak"


def _alternatives_told(parts: list[Part]) -> list[Part]:
    """A proposal put forward during the proceedings belongs to them: ``Framlegg frå Høgre:`` under ``Handsaming:``."""
    out: list[Part] = []
    told = False
    for part in parts:
        found = any(other.rolle == "framlegg" for other in out)
        if part.rolle == "framlegg" and not _decides(part, told and found):
            if not out or out[-1].rolle == "framlegg":
                out.append(Part("behandling", part.tittel, head=part.head))
            elif part.head:
                out[-1].lines.append(part.head)
            out[-1].lines += part.lines
            continue
        told = told or (part.rolle in ("behandling", "roeysting") and part.tittel is not None)
        out.append(part)
    return out


def _decides(part: Part, told: bool) -> bool:
    """Whether a proposal is what the organ votes on: not where a member or party put it forward.

    ``told`` where a proposal and the proceedings on it stand above; archive systems also print it below them.
    """
    label = part.label
    if label is None or not label.who:
        return not told
    if label.code:
        return True
    by_office = re.search(rf"\b{alternatives(table('embete')['embete'])}", label.who.lower()) is not None
    return by_office or not (told or label.named_behind)


def _this_meeting(parts: list[Part], front: Framside) -> list[Part]:
    """Where several organs' proceedings stand in one paper, only this meeting's organ counts; the rest is history."""
    codes = [part.label.code for part in parts if part.label and part.label.code]
    for part in parts:
        if (
            codes
            and part.label
            and part.label.code != codes[-1]
            and part.rolle in ("behandling", "vedtak", "roeysting")
        ):
            part.rolle = "anna"
    ours = (front.utvalg or "").lower()[:6]
    organs = [
        part
        for part in parts
        if part.rolle in ("behandling", "vedtak", "framlegg")
        and part.label
        and part.label.who
        and _is_organ(part.label.who)
    ]
    if ours and any(ours in (part.label.who or "").lower() for part in organs if part.label):
        for part in organs:
            if part.label and ours not in (part.label.who or "").lower() and part.rolle != "framlegg":
                part.rolle = "anna"
    return parts


def _is_organ(who: str) -> bool:
    forms = [form for entry in table("organ")["utvalg"] for form in entry["former"]]
    text = who.lower()
    return any(form in text for form in forms) or any(end in text for end in words(table("organ")["utvalgsendingar"]))


# ---------------------------------------------------------------- proposal and decision


def _framlegg(parts: list[Part], document: Document) -> tuple[Framlegg | None, list[Part]]:
    """The last proposal before the proceedings; text behind its points that tells the proceedings goes to them."""
    out: list[Part] = []
    found: Framlegg | None = None
    for part in parts:
        out.append(part)
        if part.rolle != "framlegg":
            continue
        points, told = read_points(part.lines, document)
        if told:
            part.lines = [line for line in part.lines if line not in told]
            out.append(Part("behandling", lines=told))
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
    if name == who:
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
    if found:
        others = read_alternatives(proceedings, front.maalform)
        return found.model_copy(update={"framlegg": others})
    labels = [_titled(part) for part in parts if part.rolle == "vedtak" and part.head]
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
        out.append(_block(line, document))
    return out


def _block(line: Line, document: Document) -> Blokk:
    where = kjelde(document, line.source)
    if line.table is not None:
        return Blokk(type="tabell", tekst="\t".join(line.cells), rader=[list(line.cells)], kjelde=where)
    if line.marker is not None:
        return Blokk(type="punkt", tekst=line.body, merke=line.marker, nivaa=line.level, kjelde=where)
    return Blokk(type="avsnitt", tekst=line.text, kjelde=where)
