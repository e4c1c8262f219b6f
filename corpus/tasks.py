"""What a vedtak leaves to be done: who, what, by when. The words are in ``tasks.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal

from model.document import Record
from model.moete import Handling, Moete, Punkt, Sak

_TABLE = Path(__file__).with_name("tasks.toml")
_POSTPONED = ("utsett", "sendt tilbake", "ikkje realitetshandsama")


class Task(Record):
    """Something that a vedtak leaves to be done."""

    id: str
    """Id of the point that says so; of the sak where it was put off, or where the point has none."""
    sak: str
    """Id of the sak."""
    slag: Literal["oppgaave", "utsett"]
    """Somebody is to do something; the sak was put off, and is to come again."""
    kven: str | None
    """Who must act, as it stands; null where the vedtak does not say."""
    tekst: str
    """The point."""
    frist: str | None
    """By when (ISO, as exact as it was said)."""
    is_sent: bool = False
    """It is sent to the member kommunar, or asks them."""


def tasks_of(moete: Moete, sak: Sak, also_proposed: bool = False) -> list[Task]:
    """What the vedtak of a sak leaves to be done, in the order of its points, each of a point's once.

    ``also_proposed`` counts the proposal where no vedtak is known.
    """
    part = sak.vedtak or (sak.framlegg if also_proposed else None)
    if part is None:
        return []
    if sak.vedtak and sak.vedtak.utfall in _POSTPONED:
        return [_postponed(sak)]
    found: dict[tuple[str, str | None, str | None], Task] = {}
    for punkt in part.punkt:
        for task in _of_point(sak, punkt):
            found.setdefault((task.id + task.tekst, task.kven, task.frist), task)
    return list(found.values())


def _postponed(sak: Sak) -> Task:
    points = sak.vedtak.punkt if sak.vedtak else []
    dates = [handling.frist for punkt in points for handling in punkt.handlingar if handling.frist]
    return Task(
        id=sak.id,
        sak=sak.id,
        slag="utsett",
        kven=None,
        tekst="\n".join(punkt.tekst for punkt in points),
        frist=min(dates, default=None),
    )


def _of_point(sak: Sak, punkt: Punkt) -> Iterator[Task]:
    for handling in punkt.handlingar:
        if not _is_task(handling):
            continue
        own = handling.aktoer if handling.verb in _words("eige") else None
        yield Task(
            id=punkt.id or sak.id,
            sak=sak.id,
            slag="oppgaave",
            kven=handling.mottakar or own,
            tekst=punkt.tekst,
            frist=handling.frist,
            is_sent=handling.verb in _words("sende") and names_kommunar(f"{handling.mottakar or ''} {punkt.tekst}"),
        )


def _is_task(handling: Handling) -> bool:
    if handling.verb in _words("treng_mottakar") and not (handling.mottakar or handling.frist):
        return False
    if handling.verb in _words("ikkje_frist"):
        return False
    return handling.frist is not None or handling.verb in _words("verb")


def names_kommunar(text: str) -> bool:
    """Whether the words mean all member kommunar: ``kommunane``, ``eigarkommunane``, ``kommunestyrene``."""
    return _kommunar().search(text.lower()) is not None


@cache
def _kommunar() -> re.Pattern[str]:
    entry = table()["kommunane"]
    return re.compile("|".join([*entry["nn"], *entry["nb"]]))


@cache
def _words(name: str) -> frozenset[str]:
    entry = table()[name]
    return frozenset([*entry["nn"], *entry["nb"]])


@cache
def table() -> dict[str, Any]:
    """The table ``tasks.toml``."""
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))
