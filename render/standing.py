"""The saker that every meeting of an organ has: by the register of organs, else as in its last meeting."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model.moete import Sak, Sakstype
from model.organ import FastSak
from render.background import phrase
from render.draft import Draft, Ground
from render.words import day, words

Standing = list[tuple[Draft, Sak | None]]
"""Saker, each with the sak of the last meeting that it was."""


def standing(ground: Ground) -> tuple[Standing, Standing]:
    """The standing saker in front of the others and behind them, each with the sak of the last meeting that it was."""
    if ground.register and ground.register.fast_sak:
        return _by_register(ground, ground.register.fast_sak)
    saker = ground.last.saker if ground.last else []
    first = [
        _usual(ground, "opning", next((sak for sak in saker if sak.sakstype == "opning"), None)),
        _usual(ground, "innkalling", next((sak for sak in saker if _approves_call(sak)), None)),
        *_approval(ground),
        *((_again(sak, ground), sak) for sak in saker if _each_meeting_has(sak)),
    ]
    return first, [_usual(ground, "ymse", next((sak for sak in reversed(saker) if sak.sakstype == "ymse"), None))]


def _by_register(ground: Ground, saker: Sequence[FastSak]) -> tuple[Standing, Standing]:
    date_of_last = day(ground.last.moetedato, ground.maalform) if ground.last else ""
    first: Standing = []
    last: Standing = []
    for each in saker:
        approves = each.sakstype == "godkjenning" and _matches(each.tittel, "ikkje_innkalling")
        if approves and not ground.last:
            continue  # nothing to approve before the first meeting
        if approves and "{dato}" not in each.tittel and not _matches(each.tittel, "innkalling"):
            first += _approval(ground)
            continue
        title = each.tittel.replace("{dato}", date_of_last)
        source = next((sak for sak in (ground.last.saker if ground.last else []) if _alike(sak, each)), None)
        draft = Draft(title, each.sakstype, phrase("grunn", "register", ground.maalform), source.id if source else None)
        (last if each.sist else first).append((draft, source))
    if not any(draft.sakstype == "godkjenning" and _matches(draft.tittel, "ikkje_innkalling") for draft, _ in first):
        at = next((at for at, (draft, _) in enumerate(first) if draft.sakstype not in ("opning", "godkjenning")), None)
        first[len(first) if at is None else at : 0 if at is None else at] = _approval(ground)
    return first, last


def _alike(sak: Sak, each: FastSak) -> bool:
    return sak.sakstype == each.sakstype and sak.tittel.casefold().split() == each.tittel.casefold().split()


def _approval(ground: Ground) -> Standing:
    """The approval of the last meeting's protokoll; nothing where there is none."""
    if not ground.last:
        return []
    date_of_last = day(ground.last.moetedato, ground.maalform)
    title, why = (phrase(part, "protokoll", ground.maalform, dato=date_of_last) for part in ("faste", "grunn"))
    return [(Draft(title, "godkjenning", why, ground.last.id), None)]


def _usual(ground: Ground, key: str, own: Sak | None) -> tuple[Draft, Sak | None]:
    """A sak that every meeting has, under the organ's own title for it where its last meeting had one."""
    kind: dict[str, Sakstype] = {"opning": "opning", "innkalling": "godkjenning", "ymse": "ymse"}
    if own:
        return _again(own, ground), own
    return Draft(phrase("faste", key, ground.maalform), kind[key], phrase("grunn", "fast", ground.maalform)), None


def _again(sak: Sak, ground: Ground) -> Draft:
    date_of_last = day(ground.last.moetedato, ground.maalform) if ground.last else ""
    return Draft(sak.tittel, sak.sakstype, phrase("grunn", "fast_som", ground.maalform, dato=date_of_last), sak.id)


def _approves_call(sak: Sak) -> bool:
    return (
        sak.sakstype == "godkjenning"
        and _matches(sak.tittel, "innkalling")
        and not _matches(sak.tittel, "ikkje_innkalling")
    )


def _each_meeting_has(sak: Sak) -> bool:
    """An orientering that each meeting has: it names who tells, not what is told."""
    return (
        sak.sakstype in ("orientering", "referat")
        and _matches(sak.tittel, "orientering")
        and not _matches(sak.tittel, "ikkje_orientering")
    )


def _matches(title: str, key: str) -> bool:
    return any(re.search(pattern, title, re.IGNORECASE) for pattern in words("coming_meeting")["eigne"][key])
