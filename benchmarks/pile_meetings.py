"""The meetings that the made-up pile tells of: organs, days, saker and what was said, drawn from a seeded generator."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from model.ids import moete_id

WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("pile_words.toml").read_text(encoding="utf-8"))
YEARS = 20
_FIRST_DAY = date(2005, 1, 12)
_FILES_OF_AN_ORGAN = 100
"""Files to an organ: a larger pile has more organs and not longer years, as a larger archive has."""
_FEWEST_ORGANS = 4
_SAKER = (3, 4, 5, 6, 7, 8, 10, 12)
_LONG = 0.05
"""Share of the saker whose account is long, as a budget's or a land-use plan's is."""


@dataclass(frozen=True)
class Organ:
    """Whose papers they are, and how they look."""

    organisasjon: str
    utvalg: str
    maalform: str
    stil: str


@dataclass(frozen=True)
class MadeSak:
    """What a sak is about; its texts are drawn when a paper is written."""

    nummer: str
    tittel: str
    arkivsak: str
    saksbehandlar: str
    framlegg: tuple[str, ...]
    vedtak: tuple[str, ...]
    behandling: tuple[str, ...]
    vedlegg: tuple[str, ...]
    avsnitt: tuple[str, ...]
    tabell: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class MadeMeeting:
    """A meeting, as all its papers tell of it."""

    organ: Organ
    dato: date
    stad: str
    tid: str
    saker: tuple[MadeSak, ...]
    moett: tuple[tuple[str, str], ...]
    """Name and party."""
    borte: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id that its record has in the archive."""
        return moete_id(self.organ.organisasjon, self.organ.utvalg, self.dato, "")

    @property
    def ord(self) -> dict[str, Any]:
        """The words of its written standard."""
        return dict(WORDS["ord"][self.organ.maalform])


def organs(files: int) -> list[Organ]:
    """The organs of a pile of so many files, both written standards in turn."""
    sides = [[Organ(body, organ, form, stil) for body, organ, stil in WORDS["organ"][form]] for form in ("nn", "nb")]
    mixed = [organ for pair in zip(*sides, strict=False) for organ in pair]
    mixed += [organ for side in sides for organ in side if organ not in mixed]
    return mixed[: max(_FEWEST_ORGANS, files // _FILES_OF_AN_ORGAN)]


def meetings(files: int, seed: int) -> Iterator[MadeMeeting]:
    """Meetings without end, the first of each organ first; the same for the same numbers."""
    all_organs = organs(files)
    number = 0
    while True:
        for place, organ in enumerate(all_organs):
            yield _meeting(organ, place, number, seed)
        number += 1


def _meeting(organ: Organ, place: int, number: int, seed: int) -> MadeMeeting:
    chance = random.Random(f"{seed}/{place}/{number}")
    # 83 weeks between one and the next, and from the start again a fortnight later: they spread over all the years.
    weeks = (number * 83 + place) % (YEARS * 52) + (number * 83 // (YEARS * 52)) * 2
    day = _FIRST_DAY + timedelta(weeks=weeks, days=place % 5)
    first = 1 + (day.month - 1) * 12
    names = people(chance, 9)
    parties = WORDS["folk"]["parti"].split()
    saker = [_sak(organ, chance, number, day) for number in range(first, first + chance.choice(_SAKER))]
    return MadeMeeting(
        organ,
        day,
        chance.choice(WORDS["stad"][organ.maalform]),
        chance.choice(("09:00", "10:00", "12:30", "17:00", "18:00")),
        tuple(saker),
        tuple((name, chance.choice(parties)) for name in names[: chance.choice((5, 6, 7))]),
        tuple(names[7 : 7 + chance.choice((0, 1, 2))]),
    )


def people(chance: random.Random, many: int) -> list[str]:
    """So many names, no two alike."""
    first, last = WORDS["folk"]["fornamn"].split(), WORDS["folk"]["etternamn"].split()
    return [f"{one} {two}" for one, two in zip(chance.sample(first, many), chance.sample(last, many), strict=True)]


def _sak(organ: Organ, chance: random.Random, number: int, day: date) -> MadeSak:
    form, year = organ.maalform, f"{day:%y}"
    emne = chance.choice(WORDS["emne"][form])
    told = _Told(form, emne, chance, day)
    many = chance.choice((40, 70, 120)) if chance.random() < _LONG else chance.choice((1, 2, 3, 4, 6, 8, 14))
    points = told.some("punkt", chance.choice((1, 1, 2, 3, 4)))
    talk = told.some("ordskifte", chance.choice((1, 1, 2)))
    rows = [tuple(WORDS["tabell"][form])]
    rows += [(f"{name.capitalize()}", *(_amount(chance) for _ in range(3))) for name in told.subjects(5)]
    return MadeSak(
        f"{number}/{year}",
        told.one("tittel"),
        f"{year}/{chance.randint(1, 2400)}",
        people(chance, 1)[0],
        points,
        points if chance.random() < 0.8 else told.some("punkt", len(points)),
        talk,
        told.some("vedlegg", chance.choice((0, 0, 1, 2, 3))),
        tuple(" ".join(told.some("setning", chance.choice((3, 4, 5, 6)))) for _ in range(many)),
        tuple(rows) if chance.random() < 0.2 else (),
    )


class _Told:
    """Sentences on one subject, with what is drawn put in."""

    def __init__(self, form: str, emne: str, chance: random.Random, day: date) -> None:
        self._form, self._emne, self._chance, self._day = form, emne, chance, day

    def one(self, what: str) -> str:
        return self.some(what, 1)[0]

    def some(self, what: str, many: int) -> tuple[str, ...]:
        return tuple(map(self._filled, self._chance.sample(WORDS[what][self._form], many)))

    def subjects(self, many: int) -> Sequence[str]:
        return self._chance.sample(WORDS["emne"][self._form], many)

    def _filled(self, text: str) -> str:
        chance = self._chance
        other = self._day + timedelta(days=chance.randint(20, 200) * (1 if "inn" in text else -1))
        return text.format(
            emne=self._emne,
            kommune=chance.choice(WORDS["kommune"][self._form]),
            beloep=_amount(chance),
            dato=f"{other:%d.%m.%Y}",
            sak=f"{chance.randint(1, 140)}/{self._day.year % 100:02}",
            namn=people(chance, 1)[0],
        )


def _amount(chance: random.Random) -> str:
    return f"{chance.randint(2, 9_000) * 1_000:,}".replace(",", " ")
