"""Numbers of a coming meeting's saker: in the organ's own form, following on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from model.moete import Moete, Sak, Saksnummer
from model.organ import Organ

_PARTS = re.compile(r"(?P<before>\D*)(?P<first>\d+)(?P<sign>/)(?P<second>\d+)(?P<after>\D*)")


class Form(NamedTuple):
    """How an organ writes numbers that run through the year: ``PS 054/2012`` has before, digits, sign and year."""

    before: str
    digits: int
    """Digits that the number is filled up to with zeros."""
    year_digits: int
    year_first: bool
    after: str

    def write(self, number: int, year: int) -> str:
        """The number as the organ writes it."""
        counted, dated = str(number).zfill(self.digits), f"{year:04}"[-self.year_digits :]
        pair = (dated, counted) if self.year_first else (counted, dated)
        return f"{self.before}{'/'.join(pair)}{self.after}"


def next_numbers(
    meetings: Iterable[Moete], when: date, count: int, register: Organ | None = None
) -> list[tuple[str, Saksnummer]]:
    """``count`` numbers for the meeting on ``when``, as they stand and taken apart.

    ``meetings`` are the organ's, by date. Where the latest before ``when`` numbers through the year (``17/18``), the
    numbers follow the highest of that year in any other of them; else each meeting begins at 1. The form that the
    register of organs gives goes before that of the latest.
    """
    known = [each for each in meetings if each.moetedato != when]
    before = [each for each in known if each.moetedato and each.moetedato < when]
    form = _form_of_register(register, when.year) or (series_form(before[-1].saker) if before else None)
    if register and register.nummerering and not register.counts_through_the_year:
        written = ((register.number(place, when.year) or "", place) for place in range(1, count + 1))
        return [(number, Saksnummer(nr=str(place))) for number, place in written]
    if form is None:
        return [(str(place), Saksnummer(nr=str(place))) for place in range(1, count + 1)]
    used = [
        int(sak.saksnummer.nr)
        for each in known
        for sak in each.saker
        if sak.saksnummer and sak.saksnummer.aar == when.year and sak.saksnummer.nr.isdigit() and _like(sak, form)
    ]
    start = max(used, default=0) + 1
    return [
        (form.write(number, when.year), Saksnummer(aar=when.year, nr=str(number)))
        for number in range(start, start + count)
    ]


def _form_of_register(register: Organ | None, year: int) -> Form | None:
    """The form that the register gives, where it is one that runs through the year."""
    if register is None or not register.counts_through_the_year:
        return None
    number = register.number(1, year) or ""
    return _form_of(
        Sak(id="", tittel="", sakstype="vedtakssak", nummer=number, saksnummer=Saksnummer(aar=year, nr="1"))
    )


def series_form(saker: Iterable[Sak]) -> Form | None:
    """The form that most of the saker have; null where most have a plain number or none."""
    forms = Counter(_form_of(sak) for sak in saker)
    return forms.most_common(1)[0][0] if forms else None


def _form_of(sak: Sak) -> Form | None:
    match = _PARTS.fullmatch(sak.nummer or "")
    apart = sak.saksnummer
    if not match or not apart or apart.aar is None or not apart.nr.isdigit():
        return None
    year_first = int(match["second"]) == int(apart.nr) and str(apart.aar).endswith(match["first"])
    number, year = (match["second"], match["first"]) if year_first else (match["first"], match["second"])
    if int(number) != int(apart.nr) or not str(apart.aar).endswith(year):
        return None
    digits = len(number) if number.startswith("0") else 1
    return Form(match["before"], digits, len(year), year_first, match["after"])


def _like(sak: Sak, form: Form) -> bool:
    """Whether the sak is of the same series: the same letters around its number."""
    other = _form_of(sak)
    return other is not None and (other.before.strip(), other.after.strip()) == (
        form.before.strip(),
        form.after.strip(),
    )
