"""What the texts of earlier papers say of the coming meeting, where no vedtak or proposal does.

A vedtak that names the meeting puts its sak on the list (`render.promises`). The account of a sak may name it too
(``Vi vil invitere kommunelegane til styremøtet i februar``), or a day that something is to be settled by; that is for
the secretary to weigh.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from extract.dato import find_dates, find_days, find_months
from extract.knowledge import alternatives
from extract.sentences import sentences
from model.moete import Blokk, Kjelde, Moete, Sak, Seksjon
from render.naming import Coming, named_meetings
from render.promises import same_sak
from render.words import words

_OF_THE_PROPOSAL = ("framlegg", "vedtak", "behandling", "roeysting", "vedlegg")

_QUOTED = re.compile(r"«[^»]*»")
"""What another meeting said, of its own coming ones."""
_YEAR = 330
"""Days within which a month without a year is that of the coming meeting."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence that bears on the coming meeting."""

    moete: Moete
    """The meeting whose papers say it."""
    sak: Sak
    """The sak whose account says it."""
    tittel: str | None
    """The heading that it stands under."""
    tekst: str
    """The sentence."""
    sure: bool
    """It names the organ's coming meeting, and can't mean that of another body; else it may, or is a day before it."""
    kjelde: Kjelde | None
    """Where it stands."""


def mentions(meetings: Sequence[Moete], coming: Coming) -> list[Mention]:
    """What the accounts of the organ's ``meetings`` before ``coming`` say of it, in the papers' order.

    A sak that a later meeting has treated says no more; nor do those of long ago.
    """
    earliest = coming.when - timedelta(days=words("coming_meeting")["attende"]["dagar"])
    found = []
    for place, moete in enumerate(meetings):
        if not moete.moetedato or moete.moetedato < earliest:
            continue
        later = [sak for each in meetings[place + 1 :] for sak in each.saker]
        for sak in moete.saker:
            told = list(_of_sak(moete, sak, coming))
            if told and not any(same_sak(sak, other) for other in later):
                found += told
    return found


def _of_sak(moete: Moete, sak: Sak, coming: Coming) -> Iterator[Mention]:
    for part in sak.seksjonar:
        if part.rolle in _OF_THE_PROPOSAL:
            continue
        for text, block in _sentences(part, moete):
            said = _QUOTED.sub("«»", text)
            named = [naming for naming in named_meetings(said, moete, coming) if naming.this]
            if named or _is_due(said, moete, coming) or _is_announced(said, moete, coming):
                sure = any(naming.own for naming in named)
                yield Mention(moete, sak, part.tittel, text, sure, block.kjelde)


def _sentences(part: Seksjon, moete: Moete) -> Iterator[tuple[str, Blokk]]:
    for block in part.blokker:
        if block.rader:
            for row in block.rader:
                yield " – ".join(re.sub(r"\s+", " ", cell).strip() for cell in row if cell.strip()), block
        else:
            for text in sentences(block.tekst, moete.maalform):
                yield re.sub(r"\s+", " ", text).strip(), block


def _is_due(text: str, moete: Moete, coming: Coming) -> bool:
    """Whether something is to be done by a day between the paper's meeting and the coming one."""
    for match in _by().finditer(text):
        rest = text[match.end() :]
        days = [hit.day for hit in find_dates(rest) if hit.start == 0]
        days += [day for hit in find_days(rest) if hit.start == 0 for day in _next(hit.month, hit.day, moete)]
        if any(moete.moetedato and moete.moetedato < day <= coming.when for day in days):
            return True
    return False


def _is_announced(text: str, moete: Moete, coming: Coming) -> bool:
    """Whether a sak is announced for about the time of the coming meeting: ``Etter nyttår kjem det sak om dette``."""
    table = words("coming_meeting")
    if not any(re.search(pattern, text, re.IGNORECASE) for pattern in table["varsla_sak"]["moenster"]):
        return False
    assert moete.moetedato is not None
    new_year = re.search(rf"(?<!\w){alternatives(table['naar']['nyttaar'])}(?!\w)", text, re.IGNORECASE)
    if new_year and coming.when.year == moete.moetedato.year + 1:
        return True
    return any(
        month == coming.when.month and year in (None, coming.when.year)
        for _, _, year, month in find_months(text)
        if (coming.when - moete.moetedato).days < _YEAR
    )


def _next(month: int, day: int, moete: Moete) -> Iterator[date]:
    """The first such day after the meeting."""
    assert moete.moetedato is not None
    for year in (moete.moetedato.year, moete.moetedato.year + 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found > moete.moetedato:
            yield found
            return


@cache
def _by() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternatives(words('coming_meeting')['frist']['ord'])}:?\s+(?:den\s+)?", re.IGNORECASE)
