"""Saker that earlier meetings put off, or promised for the coming one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from rapidfuzz import fuzz

from extract.knowledge import says, table
from model.moete import Moete, Punkt, Sak
from render.naming import Coming, moved_from, named_meetings
from render.words import words

_RETURNED = ("sendt tilbake", "ikkje realitetshandsama")


@dataclass(frozen=True, slots=True)
class Carried:
    """A sak that comes up again."""

    moete: Moete
    """The meeting that put it off or promised it."""
    sak: Sak
    """As it stood there."""
    points: tuple[Punkt, ...]
    """The points that say so, in order; empty where only the outcome does."""
    way: Literal["utsett", "lovd"]
    proposed: bool
    """The points are the proposal's: what was decided is not known."""
    named: str
    """The words that name the coming meeting; empty where none do."""
    overdue: bool
    """A later meeting has been, and did not treat it."""


def carried_saker(meetings: Sequence[Moete], coming: Coming) -> list[Carried]:
    """The saker that come up again on ``coming``, oldest first; ``meetings`` are the organ's before it, by date.

    A sak that a later meeting has treated is closed there, and what was promised long ago is no longer looked for.
    """
    earliest = coming.when - timedelta(days=words("coming_meeting")["attende"]["dagar"])
    found = []
    for place, moete in enumerate(meetings):
        if not moete.moetedato or moete.moetedato < earliest:
            continue
        later = [sak for each in meetings[place + 1 :] for sak in each.saker]
        for sak in moete.saker:
            carried = _carried(moete, sak, coming, overdue=place + 1 < len(meetings))
            if carried and not any(same_sak(sak, other) for other in later):
                found.append(carried)
    return found


def returned_saker(meetings: Sequence[Moete], coming: Coming) -> list[tuple[Moete, Sak]]:
    """Saker that were sent back, or not treated on their merits, and have not come up since; no day is set for them."""
    earliest = coming.when - timedelta(days=words("coming_meeting")["attende"]["dagar"])
    found = []
    for place, moete in enumerate(meetings):
        later = [sak for each in meetings[place + 1 :] for sak in each.saker]
        for sak in moete.saker:
            returned = sak.vedtak is not None and sak.vedtak.utfall in _RETURNED
            recent = moete.moetedato is not None and moete.moetedato >= earliest
            if returned and recent and not any(same_sak(sak, other) for other in later):
                found.append((moete, sak))
    return found


def _carried(moete: Moete, sak: Sak, coming: Coming, *, overdue: bool) -> Carried | None:
    points, proposed = deciding_points(moete, sak)
    own = [*(point for point in points if not _of_other_sak(moete, sak, point)), *_from_sakliste(moete, sak)]
    put_off = [point for point in own if _puts_off(point, sak)]
    if put_off or (sak.vedtak and sak.vedtak.utfall == "utsett"):
        reasons = tuple(put_off or own)
        named = [naming for point in reasons for naming in named_meetings(point.tekst, moete, coming)]
        if named and not any(naming.this for naming in named):
            return None  # put off to a meeting further ahead
        words_used = next((naming.text for naming in named if naming.this), "")
        return Carried(moete, sak, reasons, "utsett", proposed and not sak.vedtak, words_used, overdue)
    promised = [
        (point, naming) for point in own for naming in named_meetings(point.tekst, moete, coming) if naming.this
    ]
    if not promised:
        return None
    reasons = tuple({id(point): point for point, _ in promised}.values())
    return Carried(moete, sak, reasons, "lovd", proposed, promised[0][1].text, overdue)


def deciding_points(moete: Moete, sak: Sak) -> tuple[list[Punkt], bool]:
    """The points of the vedtak; of the proposal where it was adopted as it stood, or only the innkalling is known.

    And whether they are only proposed: what was decided is not known.
    """
    proposal = sak.framlegg.punkt if sak.framlegg else []
    if sak.vedtak:
        return (sak.vedtak.punkt or (proposal if sak.vedtak.som_framlegg else [])), False
    return ([] if "protokoll" in moete.dokumenttypar else proposal), True


def _puts_off(point: Punkt, sak: Sak) -> bool:
    """Whether the point puts the sak off, which it calls ``saka`` or by its number."""
    if says(point.tekst, table("vending")["utfall"]["utsett"]):
        return True
    put_off = words("coming_meeting")["utsett"]["nemnd_sak"]
    return _names(point, sak) and any(re.search(pattern, point.tekst, re.IGNORECASE) for pattern in put_off)


def _of_other_sak(moete: Moete, sak: Sak, point: Punkt) -> bool:
    """Whether the approval of the sakliste speaks of another sak (``Sak 12/25 vert utsett``)."""
    return sak.sakstype in ("opning", "godkjenning") and any(
        _names(point, other) for other in moete.saker if other is not sak
    )


def _from_sakliste(moete: Moete, sak: Sak) -> Iterator[Punkt]:
    """Points of the approval of the sakliste that speak of this sak."""
    for other in moete.saker:
        if other is not sak and other.sakstype in ("opning", "godkjenning"):
            yield from (point for point in deciding_points(moete, other)[0] if _names(point, sak))


def _names(point: Punkt, sak: Sak) -> bool:
    number = re.search(r"\d+(?:/\d+)?", sak.nummer or "")
    return bool(
        number
        and re.search(
            rf"\bsak(?:a|en|er|nr)?\.?\s+(?:nr\.?\s*)?(?:[A-ZÆØÅ]+[ -])?{number[0]}(?![\d/])", point.tekst, re.I
        )
    )


def same_sak(one: Sak, other: Sak) -> bool:
    """Whether two saker are the same under titles that differ a little, or have the same archive number."""
    if one.arkivsak and one.arkivsak == other.arkivsak:
        return True
    first, second = _plain(one.tittel), _plain(other.tittel)
    if re.findall(r"\d+", first) != re.findall(r"\d+", second):
        return False  # Møteplan 2026 and Møteplan 2027
    if fuzz.token_sort_ratio(first, second) >= 85:
        return True
    shared = {word for word in set(first.split()) & set(second.split()) if len(word) > 3}
    return len(shared) >= 3 and fuzz.token_set_ratio(first, second) >= 85


def _plain(title: str) -> str:
    text = title.casefold()
    for pattern in words("coming_meeting")["same"]["utan_tyding"]:
        text = re.sub(pattern, "", text)
    return re.sub(r"[^\w]+", " ", text).strip()


def moved_days(meetings: Sequence[Moete], when: date) -> frozenset[date]:
    """``when``, and the days that the organ's meetings moved it from."""
    points = ((moete, point) for moete in meetings for sak in moete.saker for point in deciding_points(moete, sak)[0])
    return frozenset({when, *(was for moete, point in points for was in moved_from(point.tekst, moete, when))})
