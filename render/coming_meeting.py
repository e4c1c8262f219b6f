"""The next meeting out of the archive: standing saker, the last protokoll, and what earlier meetings left for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from corpus import Archive
from model.errors import UsageError
from model.ids import moete_id, sak_ids
from model.moete import Maalform, Moete, Sak, Sakstype
from render.background import background, phrase, reference, references
from render.gather import Gathered, for_meeting, put_in
from render.naming import Coming
from render.promises import Carried, carried_saker, moved_days
from render.series import next_numbers
from render.words import day, words

_CLOCK = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d{2}))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a sak is on the list."""

    nummer: str
    """The sak's number."""
    tittel: str
    """The sak's title."""
    grunn: str
    """A sentence in the paper's written standard."""
    kjelde_id: str | None
    """Id of the meeting, sak or point that it comes from; null for what every meeting has."""


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """A meeting to call."""

    moete: Moete
    """The meeting, as its innkalling has it."""
    why: list[Reason]
    """One reason for each sak, in order."""
    papers: dict[str, Gathered] = field(default_factory=dict)
    """The finished papers that saker were taken from, by the sak's id."""
    left_out: list[str] = field(default_factory=list)
    """A sentence for each finished paper that is not for this meeting."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A sak before it has its number."""

    tittel: str
    sakstype: Sakstype
    grunn: str
    kjelde_id: str | None = None
    carried: Carried | None = None
    paper: Gathered | None = None


def next_meeting(
    archive: Archive,
    organ: str,
    when: date,
    start: str | None = None,
    place: str | None = None,
    papers: Sequence[Gathered] = (),
) -> NextMeeting:
    """The organ's meeting on ``when``, built from its meetings before.

    On the list come: opening and approval of the innkalling; approval of the last meeting's protokoll; orienteringar
    that the last meeting had too; each sak that was put off, or whose vedtak (or proposal, where no vedtak is known)
    names this meeting, unless a later meeting has treated it; ``Ymse``. ``start`` is a clock time (``09:00``,
    ``kl. 9``), ``place`` stands as it is; what is not given stays null. ``papers`` are finished ones (`render.gather`):
    each takes the place of its sak's content, or is a new sak.

    Raises `UsageError` where the archive has no earlier meeting of the organ, where the name fits several organs, or
    where ``start`` is no time; `ArchiveError` where there is no archive.
    """
    begins = _clock_time(start)
    meetings = _meetings_of(archive, organ)
    before = [moete for moete in meetings if moete.moetedato and moete.moetedato < when]
    if not before:
        raise UsageError(
            f"The archive has no meeting of {organ} before {when.isoformat()}, so there is nothing to build the next "
            f"one from; its meetings: {_listed([moete.id for moete in meetings])}."
        )
    last = before[-1]
    papers, left_out = for_meeting(papers, (organ, last.utvalg, last.organisasjon), when)
    drafts = _with_papers(_drafts(before, when), papers, last)
    numbers = next_numbers(meetings, when, len(drafts))
    identity = moete_id(last.organisasjon, last.utvalg, when, "")
    ids = sak_ids(identity, [number for number, _ in numbers])
    saker = [
        _sak(draft, id=sak_id, nummer=number, saksnummer=apart, maalform=last.maalform)
        for draft, sak_id, (number, apart) in zip(drafts, ids, numbers, strict=True)
    ]
    moete = Moete(
        id=identity,
        organisasjon=last.organisasjon,
        utvalg=last.utvalg,
        moetedato=when,
        starttid=begins,
        moetested=place,
        maalform=last.maalform,
        dokumenttypar=["innkalling"],
        saker=saker,
    )
    why = [
        Reason(number, draft.tittel, draft.grunn, draft.kjelde_id)
        for draft, (number, _) in zip(drafts, numbers, strict=True)
    ]
    taken = {sak_id: draft.paper for draft, sak_id in zip(drafts, ids, strict=True) if draft.paper}
    return NextMeeting(moete, why, taken, left_out)


def _clock_time(text: str | None) -> str | None:
    if text is None:
        return None
    match = _CLOCK.fullmatch(text.strip())
    if not match or int(match[1]) > 23 or int(match[2] or 0) > 59:
        raise UsageError(f"«{text}» is no time of day; write it as 09:00.")
    return f"{int(match[1]):02}:{int(match[2] or 0):02}"


# ---------------------------------------------------------------- the organ


def _meetings_of(archive: Archive, organ: str) -> list[Moete]:
    """The meetings of the one organ that the name means, by date."""
    found = archive.meetings(organ=organ)
    names = _names(found)
    if len(names) > 1:
        # The name of an organisation is often that of its highest organ too.
        called = {moete.utvalg for moete in found if (moete.utvalg or "").casefold() == organ.strip().casefold()}
        found = [moete for moete in found if not called or moete.utvalg in called]
        names = _names(found)
    if len(names) > 1:
        raise UsageError(f"{organ} can be several organs: {_listed(names)}; give organisation and organ.")
    if not found:
        known = _names(archive.meetings())
        raise UsageError(f"The archive has no meeting of {organ}; it has meetings of: {_listed(known)}.")
    return found


def _names(meetings: Sequence[Moete]) -> list[str]:
    pairs = {(moete.organisasjon, moete.utvalg) for moete in meetings}
    return sorted(" ".join(dict.fromkeys(name for name in pair if name)) or "(unknown)" for pair in pairs)


def _listed(names: Sequence[str]) -> str:
    shown = names[:12]
    return "; ".join([*shown, f"and {len(names) - len(shown)} more"] if len(names) > len(shown) else shown) or "none"


# ---------------------------------------------------------------- the list


def _drafts(before: Sequence[Moete], when: date) -> list[_Draft]:
    last = before[-1]
    maalform = last.maalform
    earlier = tuple(moete.moetedato for moete in before if moete.moetedato)
    carried = carried_saker(before, Coming(when, moved_days(before, when), earlier))
    by_source = {each.sak.id: each for each in carried}
    standing = [sak for sak in last.saker if _is_standing(sak)]
    drafts = [
        _standing(last, "opning", next((sak for sak in last.saker if sak.sakstype == "opning"), None)),
        _standing(last, "innkalling", next((sak for sak in last.saker if _approves_call(sak)), None)),
        _Draft(
            phrase("faste", "protokoll", maalform, dato=day(last.moetedato, maalform)),
            "godkjenning",
            phrase("grunn", "protokoll", maalform, dato=day(last.moetedato, maalform)),
            last.id,
        ),
    ]
    for sak in standing:
        promised = by_source.pop(sak.id, None)
        drafts.append(_draft_of(promised, maalform) if promised else _again(sak, last))
    drafts += [_draft_of(each, maalform) for each in by_source.values()]
    drafts.append(_standing(last, "ymse", next((sak for sak in reversed(last.saker) if sak.sakstype == "ymse"), None)))
    return drafts


def _standing(last: Moete, key: str, own: Sak | None) -> _Draft:
    """A sak that every meeting has, under the organ's own title for it where its last meeting had one."""
    kind: dict[str, Sakstype] = {"opning": "opning", "innkalling": "godkjenning", "ymse": "ymse"}
    if own:
        return _again(own, last)
    return _Draft(phrase("faste", key, last.maalform), kind[key], phrase("grunn", "fast", last.maalform))


def _again(sak: Sak, last: Moete) -> _Draft:
    date_of_last = day(last.moetedato, last.maalform)
    return _Draft(sak.tittel, sak.sakstype, phrase("grunn", "fast_som", last.maalform, dato=date_of_last), sak.id)


def _approves_call(sak: Sak) -> bool:
    return (
        sak.sakstype == "godkjenning"
        and _matches(sak.tittel, "innkalling")
        and not _matches(sak.tittel, "ikkje_innkalling")
    )


def _is_standing(sak: Sak) -> bool:
    """An orientering that each meeting has: it names who tells, not what is told."""
    return (
        sak.sakstype in ("orientering", "referat")
        and _matches(sak.tittel, "orientering")
        and not _matches(sak.tittel, "ikkje_orientering")
    )


def _matches(title: str, key: str) -> bool:
    return any(re.search(pattern, title, re.IGNORECASE) for pattern in words("coming_meeting")["eigne"][key])


def _draft_of(each: Carried, maalform: Maalform) -> _Draft:
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
    return _Draft(title, kind, " ".join(reasons), first or each.sak.id, each)


def _with_papers(drafts: Sequence[_Draft], papers: Sequence[Gathered], last: Moete) -> list[_Draft]:
    """The list with the finished papers in it."""
    saker = [
        Sak(
            id="",
            tittel=draft.tittel,
            sakstype=draft.sakstype,
            arkivsak=draft.carried.sak.arkivsak if draft.carried else None,
        )
        for draft in drafts
    ]
    out = []
    for at, paper in put_in(saker, papers, last):
        draft = drafts[at] if at is not None else None
        if paper:
            reason = phrase("grunn", "saksframlegg", last.maalform, fil=paper.fil)
            old = draft or _Draft(paper.sak.tittel, paper.sak.sakstype, "")
            draft = replace(old, tittel=paper.sak.tittel, grunn=f"{old.grunn} {reason}".strip(), paper=paper)
        if draft:
            out.append(draft)
    return out


# ---------------------------------------------------------------- a sak of the coming meeting


def _sak(draft: _Draft, *, maalform: Maalform, **numbered: object) -> Sak:
    if draft.paper:
        # Nothing is decided yet, whatever an older paper was used as a model.
        undecided: dict[str, object] = {"vedtak": None, "roeysting": None, "behandling": []}
        return draft.paper.sak.model_copy(update={"sakstype": draft.sakstype, **undecided, **numbered})
    source = draft.carried.sak if draft.carried else None
    sections = background(draft.carried, maalform) if draft.carried else []
    return Sak.model_validate(
        {
            **numbered,
            "tittel": draft.tittel,
            "sakstype": draft.sakstype,
            "arkivsak": source.arkivsak if source else None,
            "saksbehandlar": source.saksbehandlar if source else None,
            "unntatt_offentlegheit": source.unntatt_offentlegheit if source else None,
            "seksjonar": sections,
            "tilvisingar": references(draft.carried, maalform) if draft.carried else [],
        }
    )
