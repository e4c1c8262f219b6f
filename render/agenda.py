"""What comes on the list of the coming meeting, and why: standing saker, what earlier meetings left for it, papers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from model.moete import Blokk, Maalform, Moete, Sak, Seksjon, Tilvising
from render.background import background, phrase, quoted, reference, references
from render.draft import Draft, Ground
from render.gather import Gathered, put_in
from render.mentions import Mention, mentions
from render.naming import Coming
from render.promises import Carried, carried_saker, moved_days, returned_saker
from render.standing import standing
from render.words import day, words

if TYPE_CHECKING:
    from corpus.followup import OpenPoint


@dataclass(frozen=True, slots=True)
class Agenda:
    """The list, and what the secretary may want to look at beside it."""

    drafts: list[Draft]
    """The saker in order."""
    consider: list[Draft]
    """What earlier papers say that may, or may not, be for this meeting; not on the list."""


def agenda(ground: Ground) -> Agenda:
    """The list of the coming meeting.

    Standing saker come by the register of organs, else as in the organ's last meeting; then what was put off, or
    promised by a vedtak (or a proposal, where no vedtak is known); then due points of earlier vedtak; ``Ymse`` last.
    An orientering that each meeting has also takes what its account said of this meeting.
    """
    earlier = tuple(moete.moetedato for moete in ground.before if moete.moetedato)
    coming = Coming(ground.when, moved_days(ground.before, ground.when), earlier)
    carried = {each.sak.id: each for each in carried_saker(ground.before, coming)}
    told = [each for each in mentions(ground.before, coming) if each.sak.id not in carried]
    first, last = standing(ground)
    out: list[Draft] = []
    for draft, source in first:
        promised = carried.pop(source.id, None) if source else None
        said = [each for each in told if source and each.sure and each.sak.id == source.id and not _is_closed(each.sak)]
        told = [each for each in told if each not in said]
        out.append(_carried(promised, ground.maalform) if promised else _with_mentions(draft, said, ground.maalform))
    out += [_carried(each, ground.maalform) for each in carried.values()]
    out += _follow_up(ground, {draft.kjelde_id for draft in out})
    out += [draft for draft, _ in last]
    on_the_list = {draft.kjelde_id for draft in out}
    consider = [
        _returned(moete, sak, ground.maalform)
        for moete, sak in returned_saker(ground.before, coming)
        if not any((each or "").startswith(f"{sak.id}/") or each == sak.id for each in on_the_list)
    ]
    consider += [_mentioned(each, ground.maalform) for each in told if not _is_closed(each.sak)]
    return Agenda(out, consider)


def _is_closed(sak: Sak) -> bool:
    return bool(sak.unntatt_offentlegheit)


# ---------------------------------------------------------------- what earlier meetings left


def _carried(each: Carried, maalform: Maalform) -> Draft:
    key = each.way + ("_framlegg" if each.proposed else "")
    named = {"dato": day(each.moete.moetedato, maalform), "sak": reference(each, maalform), "ord": each.named}
    reasons = [phrase("grunn", key, maalform, **named)]
    if each.overdue:
        reasons.append(phrase("grunn", "ikkje_oppe", maalform))
    first = next((point.id for point in each.points if point.id), None)
    title, kind = each.sak.tittel, each.sak.sakstype
    if kind in ("opning", "godkjenning", "ymse") and each.way == "lovd":
        # Something came up under a standing sak, which has no title of its own to carry on.
        sak = reference(each, maalform, points=False)
        title, kind = phrase("visning", "oppfoelging", maalform, dato=named["dato"], sak=sak), "vedtakssak"
    parts: dict[str, object] = {
        "arkivsak": each.sak.arkivsak,
        "saksbehandlar": each.sak.saksbehandlar,
        "unntatt_offentlegheit": each.sak.unntatt_offentlegheit,
        "seksjonar": background(each, maalform),
        "tilvisingar": references(each, maalform),
    }
    return Draft(title, kind, " ".join(reasons), first or each.sak.id, parts)


def _sak_of(each: Mention, maalform: Maalform) -> str:
    return reference(Carried(each.moete, each.sak, (), "lovd", False, "", False), maalform)


def _with_mentions(draft: Draft, said: Sequence[Mention], maalform: Maalform) -> Draft:
    """A standing orientering with what was said of this meeting under it before."""
    if not said:
        return draft
    named = [{"dato": day(each.moete.moetedato, maalform), "sak": _sak_of(each, maalform)} for each in said]
    reasons = [
        phrase("grunn", "varsla", maalform, ord=quoted(each.tekst), **names)
        for each, names in zip(said, named, strict=True)
    ]
    blocks = [
        Blokk(
            type="avsnitt",
            tekst=phrase("bakgrunn", "varsla", maalform, tekst=quoted(each.tekst), **names),
            kjelde=each.kjelde,
        )
        for each, names in zip(said, named, strict=True)
    ]
    pointers = [
        Tilvising(
            tekst=names["sak"],
            utvalg=each.moete.utvalg,
            dato=each.moete.moetedato.isoformat() if each.moete.moetedato else None,
            sak=each.sak.nummer,
            maal=each.sak.id,
        )
        for each, names in zip(said, named, strict=True)
    ]
    section = Seksjon(tittel=phrase("bakgrunn", "tittel", maalform), rolle="bakgrunn", blokker=blocks)
    parts = {**draft.parts, "seksjonar": [section], "tilvisingar": pointers}
    return replace(draft, grunn=" ".join([draft.grunn, *reasons]), parts=parts)


def _returned(moete: Moete, sak: Sak, maalform: Maalform) -> Draft:
    """A sak that is to come again some day."""
    number = reference(Carried(moete, sak, (), "lovd", False, "", False), maalform)
    why = phrase("grunn", "sendt_tilbake", maalform, dato=day(moete.moetedato, maalform), sak=number)
    return Draft(sak.tittel, sak.sakstype, why, sak.id)


def _mentioned(each: Mention, maalform: Maalform) -> Draft:
    """Something to consider."""
    names = {"dato": day(each.moete.moetedato, maalform), "sak": _sak_of(each, maalform)}
    why = phrase("grunn", "omtala", maalform, ord=quoted(each.tekst), **names)
    return Draft(each.sak.tittel, each.sak.sakstype, why, each.sak.id)


# ---------------------------------------------------------------- due points


def _follow_up(ground: Ground, on_the_list: set[str | None]) -> list[Draft]:
    """One orientering on all that earlier vedtak set a day for which comes before this meeting."""
    due = [point for point in ground.due if point.slag == "oppgaave" and not {point.id, point.sak} & on_the_list]
    if not due:
        return []
    maalform = ground.maalform
    heads: list[str] = words("coming_meeting")["oppfoelging"]["kolonnar"][maalform]
    numbers = {
        punkt.id: punkt.nr
        for moete in ground.before
        for sak in moete.saker
        for punkt in (sak.vedtak.punkt if sak.vedtak else [])
    }
    rows = [
        [_where(point, numbers.get(point.id), maalform), _what(point, maalform), *_who(point, maalform)]
        for point in due
    ]
    pointers = [
        Tilvising(
            tekst=row[0],
            utvalg=point.utvalg,
            dato=point.dato.isoformat() if point.dato else None,
            sak=point.nummer,
            maal=point.id,
        )
        for point, row in zip(due, rows, strict=True)
    ]
    cells = [heads, *rows]
    blocks = [
        Blokk(type="avsnitt", tekst=phrase("bakgrunn", "fristar", maalform)),
        Blokk(type="tabell", tekst="\n".join("\t".join(row) for row in cells), rader=cells),
    ]
    section = Seksjon(tittel=phrase("bakgrunn", "tittel", maalform), rolle="bakgrunn", blokker=blocks)
    why = phrase("grunn", "fristar", maalform, saker="; ".join(dict.fromkeys(row[0] for row in rows)))
    title = phrase("faste", "oppfoelging", maalform)
    return [Draft(title, "orientering", why, due[0].id, {"seksjonar": [section], "tilvisingar": pointers})]


def _where(point: OpenPoint, nr: str | None, maalform: Maalform) -> str:
    number = point.nummer or ""
    sak = phrase("visning", "sak", maalform, nummer=number) if number[:1].isdigit() else number or f"«{point.tittel}»"
    pkt = f" {phrase('visning', 'pkt', maalform, nr=nr)}" if nr else ""
    return f"{day(point.dato, maalform)}, {sak}{pkt}"


def _what(point: OpenPoint, maalform: Maalform) -> str:
    if point.unntatt:
        return phrase("bakgrunn", "unntatt", maalform, heimel=point.unntatt)
    return re.sub(r"\s+", " ", point.tekst).strip()


def _who(point: OpenPoint, maalform: Maalform) -> tuple[str, str]:
    try:
        due = day(date.fromisoformat(point.frist or ""), maalform)
    except ValueError:
        due = point.frist or ""
    return "" if point.unntatt else point.kven or "", due


# ---------------------------------------------------------------- finished papers


def with_papers(
    drafts: Sequence[Draft], papers: Sequence[Gathered], last: Moete | None, maalform: Maalform
) -> list[Draft]:
    """The list with the finished papers in it."""
    saker = [
        Sak.model_validate(
            {"id": "", "tittel": each.tittel, "sakstype": each.sakstype, "arkivsak": each.parts.get("arkivsak")}
        )
        for each in drafts
    ]
    out = []
    for at, paper in put_in(saker, papers, last):
        draft = drafts[at] if at is not None else None
        if paper:
            reason = phrase("grunn", "saksframlegg", maalform, fil=paper.fil)
            old = draft or Draft(paper.sak.tittel, paper.sak.sakstype, "")
            draft = replace(old, tittel=paper.sak.tittel, grunn=f"{old.grunn} {reason}".strip(), paper=paper)
        if draft:
            out.append(draft)
    return out
