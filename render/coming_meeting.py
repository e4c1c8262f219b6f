"""The next meeting out of the archive: its list (`render.agenda`) with numbers, day, time and place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import Archive
from corpus.due import due_day
from corpus.organ_meetings import organ_called
from model.errors import UsageError
from model.ids import moete_id, sak_ids
from model.moete import Maalform, Moete, Sak
from render.agenda import agenda, with_papers
from render.background import phrase
from render.changes import change, new_sak_parts, read_changes
from render.draft import Draft, Ground
from render.gather import Gathered, for_meeting
from render.series import next_numbers

if TYPE_CHECKING:
    from corpus.followup import OpenPoint
    from model.organ import Organ

_CLOSED = "unntatt_offentlegheit"
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
    consider: list[Reason] = field(default_factory=list)
    """What earlier papers say that may be for this meeting, and is not on the list."""


def next_meeting(
    archive: Archive,
    organ: str,
    when: date,
    start: str | None = None,
    place: str | None = None,
    papers: Sequence[Gathered] = (),
    changes: Path | None = None,
) -> NextMeeting:
    """The organ's meeting on ``when``, built from its meetings before and the register of organs (`model.organ`).

    On the list come what `render.agenda.agenda` says. ``start`` is a clock time (``09:00``, ``kl. 9``), ``place``
    stands as it is; what is not given is as the register plans it, else null. ``papers`` are finished ones
    (`render.gather`): each takes the place of its sak's content, or is a new sak. ``changes`` is a file that changes
    the list (`render.changes`).

    Raises `UsageError` where neither archive nor register knows the organ, where the name fits several organs, where
    ``start`` is no time, or where ``changes`` names a sak that is not on the list; `ArchiveError` where there is no
    archive.
    """
    begins = _clock_time(start)
    known = organ_called(archive, organ)
    register, meetings = known.register, known.meetings
    before = [moete for moete in meetings if moete.moetedato and moete.moetedato < when]
    if not before and not register:
        raise UsageError(
            f"The archive has no meeting of {organ} before {when.isoformat()}, so there is nothing to build the next "
            f"one from; its first is {meetings[0].id}."
        )
    last = before[-1] if before else None
    organisasjon, utvalg = own_names(last, register)
    maalform = (register.maalform if register else None) or (last.maalform if last else "nn")
    ground = Ground(when, maalform, before, register, _due(archive, known.pairs, last, when))
    listed = agenda(ground)
    kept, left_out = for_meeting(papers, (organ, organisasjon, utvalg, *(register.names if register else [])), when)
    drafts = with_papers(listed.drafts, kept, last, maalform)
    if changes:
        drafts = _changed(drafts, changes, maalform)
    numbers = next_numbers(meetings, when, len(drafts), register)
    identity = moete_id(organisasjon, utvalg, when, "")
    ids = sak_ids(identity, [number for number, _ in numbers])
    planned = register.planned(when) if register else None
    moete = Moete(
        id=identity,
        organisasjon=organisasjon,
        utvalg=utvalg,
        moetedato=when,
        starttid=begins or (planned and planned.starttid) or (register and register.starttid) or None,
        sluttid=planned.sluttid if planned and begins in (None, planned.starttid) else None,
        moetested=place or (planned and planned.stad) or (register and register.moetested) or None,
        maalform=maalform,
        dokumenttypar=["innkalling"],
        saker=[
            _sak(draft, id=sak_id, nummer=number, saksnummer=apart)
            for draft, sak_id, (number, apart) in zip(drafts, ids, numbers, strict=True)
        ],
    )
    why = [
        Reason(number, draft.tittel, draft.grunn, draft.kjelde_id)
        for draft, (number, _) in zip(drafts, numbers, strict=True)
    ]
    consider = [Reason("", each.tittel, each.grunn, each.kjelde_id) for each in listed.consider]
    taken = {sak_id: draft.paper for draft, sak_id in zip(drafts, ids, strict=True) if draft.paper}
    return NextMeeting(moete, why, taken, left_out, consider)


def own_names(last: Moete | None, register: Organ | None) -> tuple[str | None, str | None]:
    """Organisation and organ as the last paper writes them, so that the id is the same; else as the register does."""
    if last:
        return last.organisasjon, last.utvalg
    return (register.organisasjon, register.utvalg) if register else (None, None)


def _due(
    archive: Archive, pairs: Sequence[tuple[str | None, str | None]], last: Moete | None, when: date
) -> list[OpenPoint]:
    """The organ's open points that fall due behind its last meeting, up to the day of the coming one."""
    from corpus.followup import Asked

    if last is None or last.moetedato is None:
        return []
    asked = Asked(today=when, organ=pairs, due_by=when)
    found = archive.followup(asked)
    return [point for point in found if point.frist and (due := due_day(point.frist)) and due > last.moetedato]


def _changed(drafts: Sequence[Draft], path: Path, maalform: Maalform) -> list[Draft]:
    changes = read_changes(path)
    why = phrase("grunn", "lagt_til", maalform, fil=path.name)
    added = [Draft(new.tittel, new.sakstype, why, None, new_sak_parts(new)) for new in changes.legg_til]
    return change(drafts, changes, added, path)


def _clock_time(text: str | None) -> str | None:
    if text is None:
        return None
    match = _CLOCK.fullmatch(text.strip())
    if not match or int(match[1]) > 23 or int(match[2] or 0) > 59:
        raise UsageError(f"«{text}» is no time of day; write it as 09:00.")
    return f"{int(match[1]):02}:{int(match[2] or 0):02}"


# ---------------------------------------------------------------- a sak of the coming meeting


def _sak(draft: Draft, **numbered: object) -> Sak:
    if draft.paper:
        # Nothing is decided yet, whatever an older paper was used as a model.
        undecided: dict[str, object] = {"vedtak": None, "roeysting": None, "behandling": []}
        new = draft.paper.sak
        # What was closed stays closed until somebody says otherwise.
        kept = {key: getattr(new, key) or draft.parts.get(key) for key in ("arkivsak", "saksbehandlar", _CLOSED)}
        return new.model_copy(update={"sakstype": draft.sakstype, **kept, **undecided, **numbered})
    return Sak.model_validate({**draft.parts, **numbered, "tittel": draft.tittel, "sakstype": draft.sakstype})
