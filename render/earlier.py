"""The earlier treatments of a sak that is to be written: its whole way through the organs, as far as it can be told.

By what its writer says (``--follows``), by archive number, by title, and from there by what the archive ties together.
Where a title could mean several saker, or is only near, nothing is guessed: they are suggested.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from rapidfuzz import fuzz

from corpus import Archive
from corpus.links import plain_archive_number
from corpus.match import plain_text
from corpus.ties import STANDING, YEARS, titles_share_a_word
from model.errors import UsageError
from model.moete import Moete, Sak
from render.background import Treatment
from render.promises import deciding_points, same_sak
from render.words import words

NEAR = 75
"""Likeness of 100 from which a title that shares a word with the new one is worth suggesting."""
MOST_SUGGESTED = 5
"""Suggestions at most; whoever wants more searches."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the archive has on a sak."""

    treatments: list[Treatment] = field(default_factory=list)
    """By date."""
    maybe: list[tuple[Moete, Sak]] = field(default_factory=list)
    """Saker that may belong to it, the last first."""


@dataclass(frozen=True, slots=True)
class _Found:
    moete: Moete
    sak: Sak


def earlier(
    archive: Archive,
    sak: Sak,
    meetings: Sequence[Moete],
    before: date | None,
    follows: Iterable[str] = (),
) -> Earlier:
    """The earlier treatments of ``sak`` before a day (of all meetings, where that is null), and what may be some.

    ``meetings`` are those of the organisation, by date; ``follows`` are ids of saker (or of their vedtak) that it goes
    on from. What ``sak`` refers to counts where it is the same sak.
    Raises `ArchiveError` for an id that is not there and `UsageError` for one that is a meeting.
    """
    pool = [
        _Found(moete, each)
        for moete in meetings
        if moete.moetedato and (before is None or moete.moetedato < before)
        for each in moete.saker
        if each.id != sak.id and each.sakstype not in STANDING and not _is_generic(each.tittel)
    ]
    own, doubtful = _same(sak, pool)
    asked = [_sak_id(archive, id) for id in follows]
    known = [*asked, *(each.sak.id for each in own), *_referred(archive, sak)]
    ids = _way(archive, sak, list(dict.fromkeys(known)), set(asked), before)
    told = [_treatment(_find(archive, id)) for id in ids]
    near = [each for each in pool if _is_near(sak, each.sak)]
    maybe = [each for each in _last_of_each([*doubtful, *near]) if each.sak.id not in ids]
    return Earlier(
        treatments=sorted(told, key=lambda one: (str(one.moete.moetedato), one.moete.id, one.sak.id)),
        maybe=[(each.moete, each.sak) for each in maybe[:MOST_SUGGESTED]],
    )


# ---------------------------------------------------------------- the same sak


def _same(sak: Sak, pool: Sequence[_Found]) -> tuple[list[_Found], list[_Found]]:
    """The saker that are this one by archive number or title; and those that could be, where titles mean several."""
    number = plain_archive_number(sak.arkivsak)
    if number and (found := [each for each in pool if plain_archive_number(each.sak.arkivsak) == number]):
        return found, []
    alike = [each for each in pool if _is_same(sak, each.sak)]
    ways = _ways(alike)
    exact = [way for way in ways if any(plain_text(each.sak.tittel) == plain_text(sak.tittel) for each in way)]
    chosen = exact or ways
    if len(chosen) != 1:
        return [], alike
    return chosen[0], [each for way in ways if way is not chosen[0] for each in way]


def _ways(found: Sequence[_Found]) -> list[list[_Found]]:
    """Saker that are one and the same, together: each joins the way of the one that it is like, within some years."""
    ways: list[list[_Found]] = []
    for each in found:  # by date
        way = next((way for way in ways if _goes_on(way[-1], each)), None)
        if way is None:
            ways.append([each])
        else:
            way.append(each)
    return ways


def _goes_on(before: _Found, after: _Found) -> bool:
    assert before.moete.moetedato and after.moete.moetedato
    near = after.moete.moetedato - before.moete.moetedato <= timedelta(days=366 * YEARS)
    return near and _is_same(before.sak, after.sak)


def _is_same(one: Sak, other: Sak) -> bool:
    """The same by archive number or title; two archive numbers tell them apart."""
    numbers = {plain_archive_number(each.arkivsak) for each in (one, other)} - {None}
    return len(numbers) < 2 and same_sak(one, other)


def _is_near(one: Sak, other: Sak) -> bool:
    first, second = plain_text(one.tittel), plain_text(other.tittel)
    figures = [re.findall(r"\d+", title) for title in (first, second)]
    if all(figures) and figures[0] != figures[1]:
        return False  # Møteplan 2026 and Møteplan 2027
    return fuzz.token_set_ratio(first, second) >= NEAR and titles_share_a_word(one.tittel, other.tittel)


def _is_generic(title: str) -> bool:
    patterns = words("background")["gjeld"]["kvar_gong"]
    return any(re.search(pattern, title.strip(), re.IGNORECASE) for pattern in patterns)


def _last_of_each(found: Sequence[_Found]) -> list[_Found]:
    """The last treatment of each sak, the latest first."""
    order = sorted(found, key=lambda each: (str(each.moete.moetedato), each.sak.id), reverse=True)
    out: list[_Found] = []
    for each in order:
        if not any(_is_same(each.sak, other.sak) for other in out):
            out.append(each)
        if len(out) > MOST_SUGGESTED:
            break
    return out


# ---------------------------------------------------------------- from sak to sak


def _way(archive: Archive, sak: Sak, ids: Sequence[str], asked: set[str], before: date | None) -> list[str]:
    """These saker and all that the archive ties to them, before the day."""
    found: dict[str, None] = {}
    for id in ids:
        if id in found and id not in asked:
            continue
        title = _find(archive, id).sak.tittel
        for step in archive.history(id).steg:
            if step.dato is None or (before is not None and step.dato >= before):
                continue
            # What is only referred to is another sak, unless the two are about the same.
            if step.tie == "tilvising" and not (
                titles_share_a_word(step.tittel, title) or titles_share_a_word(step.tittel, sak.tittel)
            ):
                continue
            if step.sak in asked or not _is_standing(archive, step.sak):
                found[step.sak] = None
    return list(found)


def _is_standing(archive: Archive, id: str) -> bool:
    return _find(archive, id).sak.sakstype in STANDING


def _referred(archive: Archive, sak: Sak) -> list[str]:
    """The saker that it refers to and that are the same sak."""
    ids = [sak_of(ref.maal) for ref in sak.tilvisingar if ref.maal and ref.maal.count("/") > len(("organ", "moete"))]
    return [id for id in ids if _is_same(sak, _find(archive, id).sak)]


def sak_of(id: str) -> str:
    """The id of the sak that an id of it, its vedtak or a point names."""
    return "/".join(id.strip("/").split("/")[:4])


def _sak_id(archive: Archive, id: str) -> str:
    """The id of the sak that the writer named, by itself or by its vedtak or a point."""
    archive.find(id)
    if sak_of(id).count("/") < len(("organ", "moete", "sak")):
        raise UsageError(f"{id} is no sak; --follows takes the id of a sak, as `saksgang search` shows it.")
    return sak_of(id)


def _find(archive: Archive, id: str) -> _Found:
    moete = archive.meeting("/".join(id.split("/")[:3]))
    return _Found(moete, next(sak for sak in moete.saker if sak.id == id))


def _treatment(found: _Found) -> Treatment:
    """The treatment with its points: those of the vedtak, else of the proposal."""
    points, proposed = deciding_points(found.moete, found.sak)
    put_off = bool(found.sak.vedtak and found.sak.vedtak.utfall == "utsett")
    return Treatment(found.moete, found.sak, tuple(points), proposed and not found.sak.vedtak, put_off)
