"""An organ as its secretariat knows it: who sits in it, what it always treats, when it meets.

One register for the archive, ``organ.toml``, is written and kept by people; `corpus.organs` reads it. What papers say
stays in the meetings; the register is for the papers that are still to be written.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from model.document import Record
from model.moete import Maalform, Sakstype

Organslag = Literal[
    "IPR", "KO", "regionraad", "representantskap", "styre", "kommunestyre", "formannskap", "fylkesting", "utval",
    "IKS", "anna",
]  # fmt: skip
"""Legal kind: interkommunalt politisk råd (kommuneloven chapter 18), kommunalt oppgåvefellesskap (chapter 19), the
organs of a kommune (§ 5-1), and those of an interkommunalt selskap (IKS-loven)."""


Klokkeslett = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
"""A time of day, HH:MM."""
_WORD = re.compile(
    r"^\s*sak(?:s?nr)?\.?(?:\s+nr\.?)?\s+", re.IGNORECASE
)  # stands before a number, and is no part of it
_FIELD = re.compile(r"\{(nr|aar|aa)(?::0([1-6]))?\}")


class Medlem(Record):
    """A member of an organ, or one who always meets without a vote."""

    namn: str = Field(min_length=1)
    """The person's name."""
    funksjon: str | None = None
    """Office in the organ, as the papers have it: ``leiar``, ``nestleiar``, ``dagleg leiar``."""
    parti: str | None = None
    """Party."""
    kommune: str | None = None
    """The kommune, or the body, that the person stands for."""
    vara: list[str] = []
    """Substitutes, the first to be called first."""
    roeysterett: bool = True
    """Whether the person votes; false for the administration and others who always meet."""
    fraa: date | None = None
    """First day of the period; null where it is not known."""
    til: date | None = None
    """Last day of the period."""

    def sits(self, when: date | None) -> bool:
        """Whether the person is in the organ on that day; without a day, whether no end is set."""
        if when is None:
            return self.til is None
        return (self.fraa or when) <= when <= (self.til or when)


class FastSak(Record):
    """A sak that every meeting has."""

    tittel: str = Field(min_length=1)
    """Its title, as the papers have it."""
    sakstype: Sakstype = "orientering"
    """Kind of sak."""
    sist: bool = False
    """It stands behind the other saker, as ``Ymse`` does."""


class PlanlagtMoete(Record):
    """A meeting that is planned."""

    dato: date
    """The day."""
    starttid: Klokkeslett | None = None
    """Start, HH:MM."""
    sluttid: Klokkeslett | None = None
    """End, HH:MM."""
    stad: str | None = None
    """Place."""
    saksfrist: date | None = None
    """Last day for handing in saker."""
    merknad: str | None = None
    """What else is to be known of it: ``saman med rådet``."""


class Organ(Record):
    """An organ of the register."""

    organisasjon: str | None = None
    """The organisation; null where the organ is the organisation."""
    utvalg: str = Field(min_length=1)
    """The organ, as its papers write it."""
    alias: list[str] = []
    """Other names that it goes by in older papers and in speech."""
    slag: Organslag | None = None
    """Legal kind."""
    maalform: Maalform | None = None
    """Written standard of its papers; null for that of its last paper."""
    nummerering: str | None = None
    """Form of its sak numbers: ``{nr}`` counts anew in each meeting, ``{nr}/{aar}`` (7/2026) and ``PS {nr:03}/{aa}``
    (PS 007/26) through the year; null for the form of its last paper."""
    innkallingsfrist: int | None = Field(default=None, ge=0, le=365)
    """Days between the innkalling and the meeting, by the organ's own agreement or reglement (kommuneloven § 11-3 says
    only: in reasonable time)."""
    vedtaksfoer: int | None = Field(default=None, ge=1)
    """Members who must be present, where the organ's own rules ask for more than half (kommuneloven § 11-9)."""
    starttid: Klokkeslett | None = None
    """When its meetings use to begin, HH:MM."""
    moetested: str | None = None
    """Where it uses to meet."""
    forfall_til: str | None = None
    """Whom members tell that they can't come: a name, an address, a telephone number."""
    medlem: list[Medlem] = []
    """Members and those who always meet, in the order of the papers."""
    fast_sak: list[FastSak] = []
    """Saker of every meeting; where there are none, those of the last meeting."""
    moete: list[PlanlagtMoete] = []
    """The meetings that are planned."""

    @field_validator("nummerering")
    @classmethod
    def _has_a_number(cls, form: str | None) -> str | None:
        if form is not None:
            form = _WORD.sub("", form)
            fields = [match[1] for match in _FIELD.finditer(form)]
            rest = _FIELD.sub("", form)
            if "nr" not in fields or len(set(fields)) < len(fields) or {"{", "}", "\n"} & set(rest) or len(form) > 40:
                raise ValueError(
                    "write it with {nr} and, where the year is in it, {aar} or {aa}, as in PS {nr:03}/{aar}"
                )
        return form

    @model_validator(mode="after")
    def _days_follow(self) -> Organ:
        for person in self.medlem:
            if person.fraa and person.til and person.til < person.fraa:
                raise ValueError(f"the period of {person.namn} ends before it begins")
        return self

    @property
    def names(self) -> list[str]:
        """The name and the other names."""
        return [self.utvalg, *self.alias]

    def number(self, nr: int, year: int) -> str | None:
        """The ``nr``-th sak number of a year (or of a meeting) in the organ's form; null where no form is set."""
        if self.nummerering is None:
            return None
        values = {"nr": str(nr), "aar": f"{year:04}", "aa": f"{year % 100:02}"}
        return _FIELD.sub(lambda match: values[match[1]].zfill(int(match[2] or 1)), self.nummerering)

    @property
    def counts_through_the_year(self) -> bool:
        """Whether numbers run through the year, as those with the year in them do."""
        return any(match[1] != "nr" for match in _FIELD.finditer(self.nummerering or ""))

    def members(self, when: date | None) -> list[Medlem]:
        """Those who vote on that day."""
        return [person for person in self.medlem if person.roeysterett and person.sits(when)]

    def planned(self, when: date) -> PlanlagtMoete | None:
        """The planned meeting of that day."""
        return next((each for each in self.moete if each.dato == when), None)

    def next_planned(self, after: date | None) -> PlanlagtMoete | None:
        """The first planned meeting after that day, of all where there is none."""
        coming = sorted((each for each in self.moete if after is None or each.dato > after), key=lambda each: each.dato)
        return coming[0] if coming else None


class Organregister(Record):
    """The register: ``organ.toml`` in the archive's folder."""

    organ: list[Organ] = []
    """The organs."""
