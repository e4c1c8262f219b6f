"""What a paper that is about to be written lacks by law.

The secretariat decides what to do about it: nothing here stops a paper, unless the command is asked to (``--strict``).
The sentences and their paragraphs stand in `law.toml`, the rules for minutes and quorum in `corpus.minutes_law`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from corpus.law import Lack, count, lack, table
from corpus.minutes_law import meeting_lacks, sak_lacks, vedtak_lacks
from corpus.public import is_closed
from model.moete import Maalform, Moete, Sak
from model.organ import Organ
from render.context import Kind
from render.words import day

_DECIDED = ("vedtakssak", "val")
"""Kinds of sak that need papers: what is to be decided must be prepared."""
_BEFORE: tuple[Kind, ...] = ("innkalling", "saksframlegg")
"""Papers that are written before the meeting."""
_NO_ACCOUNT = ("framlegg", "vedlegg", "bakgrunn", "behandling", "roeysting", "vedtak")
"""Roles of sections that are no account of the sak; the background is what the archive put there by itself."""


def check_paper(
    kind: Kind,
    moete: Moete,
    organ: Organ | None,
    sent: date | None = None,
    *,
    sak: Sak | None = None,
    papers: Collection[str] = (),
) -> list[Lack]:
    """What the paper lacks, in the meeting's written standard, in the order of the law and of the saker.

    ``organ`` is the organ in the register, as far as it is known there; ``sent`` the day on which an innkalling is
    sent, null where that is not to be looked at; ``sak`` the one of a paper for one sak; ``papers`` the ids of saker
    whose papers are files of their own.
    """
    found = _found(kind, moete, organ, sent, sak, papers)
    if organ and organ.slag == "IKS":
        # Its meetings are ruled by IKS-loven, not by kommuneloven.
        found = [replace(each, paragraf=None) if "kommuneloven" in (each.paragraf or "") else each for each in found]
    return found


def _found(
    kind: Kind, moete: Moete, organ: Organ | None, sent: date | None, sak: Sak | None, papers: Collection[str]
) -> list[Lack]:
    if kind == "innkalling":
        return [*_notice(moete, organ), *_notice_time(moete, organ, sent), *_papers(moete, papers), *_closed(moete)]
    if kind == "protokoll":
        return [*(_minutes(moete, organ) if "protokoll" in moete.dokumenttypar else _to_fill_in(moete, organ))]
    return [*_one_sak(kind, moete, sak)] if sak else []


def word(key: str, maalform: Maalform, **values: object) -> str:
    """What the command prints around it: the phrase ``key`` of the table, filled in."""
    phrase: str = table("render")["ord"][key][maalform]
    return phrase.format(**values)


def _notice(moete: Moete, organ: Organ | None) -> Iterator[Lack]:
    """Time, place and sakliste; and the two ways of meeting that have rules of their own."""
    if not (moete.moetedato and moete.starttid):
        yield _say("tid-manglar", moete)
    if not moete.moetested:
        yield _say("stad-manglar", moete)
    if not moete.saker:
        yield _say("sakliste-manglar", moete)
    for kode, pattern in table("render")["moetestad"].items():
        if re.search(pattern, moete.moetested or "", re.IGNORECASE):
            yield _say(kode, moete)


def _notice_time(moete: Moete, organ: Organ | None, sent: date | None) -> Iterator[Lack]:
    """The days between sending and meeting, against the organ's own frist; the law itself names no number."""
    if sent is None or moete.moetedato is None:
        return
    days = (moete.moetedato - sent).days
    values = {
        "dato": day(moete.moetedato, moete.maalform),
        "send": day(sent, moete.maalform),
        "dagar": count("dag", days, moete.maalform),
    }
    if days < 0:
        yield _say("moetet-har-vore", moete, None, **values)
    elif organ and organ.innkallingsfrist is not None:
        if days < organ.innkallingsfrist:
            frist = count("dag", organ.innkallingsfrist, moete.maalform)
            yield _say("frist-for-kort", moete, None, **values, frist=frist)
    elif organ and organ.slag == "IKS" and re.search(r"\brepresentantskap", organ.utvalg, re.IGNORECASE):
        if days < table("render")["frist"]["representantskap_iks"]:
            yield _say("frist-iks", moete, None, **values)
    elif days < table("render")["frist"]["vanleg"]:
        yield _say("frist-kort", moete, None, **values)


def _papers(moete: Moete, papers: Collection[str]) -> Iterator[Lack]:
    for sak in moete.saker:
        if sak.sakstype in _DECIDED and sak.id not in papers and not _is_prepared(sak):
            yield _say("papir-manglar", moete, sak)


def _is_prepared(sak: Sak) -> bool:
    proposal = bool(sak.framlegg and any(point.tekst.strip() for point in sak.framlegg.punkt))
    return proposal or any(part.rolle not in _NO_ACCOUNT and part.blokker for part in sak.seksjonar)


def _minutes(moete: Moete, organ: Organ | None) -> Iterator[Lack]:
    """Minutes that are written already are held against all of §§ 11-4 and 11-9."""
    yield from meeting_lacks(moete, organ, moete.maalform)
    for sak in moete.saker:
        yield from vedtak_lacks(moete, sak, organ, moete.maalform)
        yield from sak_lacks(moete, sak, organ, moete.maalform)


def _to_fill_in(moete: Moete, organ: Organ | None) -> Iterator[Lack]:
    """Of minutes that are to be filled in only what the paper has no place for, or that nobody has prepared."""
    if not moete.moetedato:
        yield _say("moetedag-ukjend", moete)
    if not moete.moetedeltakarar and not (organ and organ.members(moete.moetedato)):
        yield _say("frammoete-for-hand", moete)
    yield from _closed(moete)


def _one_sak(kind: Kind, moete: Moete, sak: Sak) -> Iterator[Lack]:
    """A paper on one sak: whose it is, and of an extract of the minutes what was decided."""
    if not (moete.utvalg or moete.organisasjon):
        yield _say("organ-manglar", moete)
    if not moete.moetedato:
        yield _say("moetedag-ukjend", moete)
    if kind not in _BEFORE and not sak.vedtak:
        yield _say("vedtak-manglar", moete, sak)
    yield from _closed(moete, sak)


def _closed(moete: Moete, *saker: Sak) -> Iterator[Lack]:
    for sak in saker or moete.saker:
        if is_closed(sak) and "§" not in (sak.unntatt_offentlegheit or ""):
            yield _say("heimel-manglar", moete, sak)


def _say(kode: str, moete: Moete, sak: Sak | None = None, **values: object) -> Lack:
    return lack("render", kode, moete.maalform, sak, **values)
