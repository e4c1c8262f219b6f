"""Which meeting a point names: ``i neste styremøte``, ``på møtet 23. februar``, ``til første møte i 2019``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from extract.dato import months
from extract.knowledge import alternatives, table
from extract.knowledge import words as knowledge_words
from model.moete import Moete
from render.words import words

_YEAR = timedelta(days=366)
_LETTER = r"[\wæøåÆØÅ]"


@dataclass(frozen=True, slots=True)
class Coming:
    """The meeting that is being prepared, as texts may name it."""

    when: date
    days: frozenset[date]
    """Its day, and the days that it was moved from."""
    earlier: tuple[date, ...]
    """The organ's meetings before it."""


@dataclass(frozen=True, slots=True)
class Naming:
    """A meeting that a text names."""

    text: str
    """The words."""
    this: bool
    """It is the coming meeting; false where it is another one that lies ahead of it."""
    own: bool
    """The words can't mean another body's meeting: they have the organ's own word for it, or its day and month."""


@dataclass(frozen=True, slots=True)
class _Day:
    """A day, month or year as far as a text tells it."""

    day: int | None
    month: int | None
    year: int | None

    def fits(self, other: date) -> bool:
        return self.day in (None, other.day) and self.month in (None, other.month) and self.year in (None, other.year)

    def is_ahead_of(self, when: date, source: date) -> bool:
        """Whether the first such day after ``source`` comes after ``when``."""
        year = self.year or source.year
        for each in (year, year + 1):
            try:
                found = date(each, self.month or 1, self.day or 1)
            except ValueError:
                continue
            if found > source or self.year:
                return found > when
        return False


def named_meetings(text: str, source: Moete, coming: Coming) -> list[Naming]:
    """The meetings, the coming one or ahead of it, that a point of ``source`` (a meeting with a date) names.

    Meetings of other organs don't count, nor those that have been.
    """
    assert source.moetedato is not None
    found = []
    own = _own_words(source.utvalg or source.organisasjon or "")
    for match in _pattern(own).finditer(text):
        if _is_of_another(text, match, own):
            continue
        day = _Day(None, None, source.moetedato.year + 1) if match["nyttaar"] else _read_day(match)
        if day is None and not match["neste"]:
            continue
        if day and not match["neste"] and _is_behind(text, match):
            continue
        this = day is None or _is_this(day, source.moetedato, coming)
        if this or (day and day.is_ahead_of(coming.when, source.moetedato)):
            exact = bool(day and day.day and day.month)
            found.append(Naming(match["ord"].strip(" ,.("), this, exact or _has_own_word(match["ord"], own)))
    return found


def _has_own_word(text: str, own: Sequence[str]) -> bool:
    """Whether the meeting is called by the organ's own word for it: ``styremøte``, not ``møte``."""
    return any(re.search(rf"(?<!{_LETTER}){re.escape(stem)}[es]{{0,2}}-?møte", text, re.IGNORECASE) for stem in own)


def moved_from(text: str, source: Moete, when: date) -> Iterator[date]:
    """The days that a point of ``source`` moves the meeting on ``when`` away from."""
    own = _own_words(source.utvalg or source.organisasjon or "")
    for pattern in words("coming_meeting")["flytta"]["moenster"]:
        filled = pattern.replace("{moete}", _meeting(own))
        filled = filled.replace("{fraa}", _day("f")).replace("{til}", _day("t"))
        for match in re.finditer(filled, text, re.IGNORECASE):
            to, was = _read_day(match, "t"), _read_day(match, "f")
            if to and was and was.day and was.month and to.fits(when):
                years = [was.year] if was.year else [when.year - 1, when.year, when.year + 1]
                days = [found for year in years if (found := _date(year, was.month, was.day))]
                if days:
                    yield min(days, key=lambda each: abs((each - when).days))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


# ---------------------------------------------------------------- which meeting


def _is_this(day: _Day, source: date, coming: Coming) -> bool:
    fits = any(day.fits(each) and source < each and (day.year or each - source <= _YEAR) for each in coming.days)
    # A month or a year means its first meeting.
    taken = day.day is None and any(day.fits(each) and source < each for each in coming.earlier)
    return fits and not taken


def _is_behind(text: str, match: re.Match[str]) -> bool:
    """Whether the meeting has been: the nearest verb before it is in the past (``vedtok i møtet 24. mars``)."""
    if match["foereord"].lower() in words("coming_meeting")["naar"]["framover"]:
        return False
    sentence = re.split(r"(?<=[.!?])\s+(?=[A-ZÆØÅ«])", text[: match.start()])[-1]
    past = set(knowledge_words(table("dato")["fortid"]))
    tenses = re.findall(_tenses(), sentence.lower())
    return bool(tenses) and tenses[-1] in past


@cache
def _tenses() -> str:
    both = {word for key in ("fortid", "framtid") for word in knowledge_words(table("dato")[key])}
    return rf"(?<!{_LETTER}){alternatives(both)}(?!{_LETTER})"


def _is_of_another(text: str, match: re.Match[str], own: Sequence[str]) -> bool:
    """Whether the words around say that another organ meets: ``for kommunestyret i neste møte``."""
    before = re.search(rf"({_LETTER}[\wæøåÆØÅ-]*)(?:\s+(?:sitt|si|sine))?\s*$", text[: match.start()])
    after = re.match(rf"\s+(?:i|for|av)\s+({_LETTER}[\wæøåÆØÅ-]*)", text[match.end() :])
    return any(found and _is_other_organ(found[1], own) for found in (before, after))


def _is_other_organ(word: str, own: Sequence[str]) -> bool:
    lower = re.sub(r"(?<=t)s$", "", word.lower())
    organs = {form for entry in table("organ")["utvalg"] for form in entry["former"] if "møte" not in form}
    other = words("coming_meeting")["andre_organ"]
    endings = (
        *(each for each in knowledge_words(table("organ")["utvalgsendingar"]) if each.endswith("t")),
        *other["endingar"],
    )
    is_organ = lower in organs or (lower.endswith(endings) and not lower.endswith(tuple(other["ikkje"])))
    return is_organ and not any(each.endswith(_stem(lower)) for each in own)


# ---------------------------------------------------------------- the words


def _stem(word: str) -> str:
    return re.sub(r"(?:et|en|a|e)$", "", word.lower())


@cache
def _own_words(organ: str) -> tuple[str, ...]:
    """Stems of the words that the organ is called by: ``regionråd`` and ``råd`` of Fjordlandet regionråd."""
    stems = {_stem(word) for word in re.findall(r"[\wæøåÆØÅ]+", organ) if len(word) > 3}
    endings = {_stem(word) for word in knowledge_words(table("organ")["utvalgsendingar"])}
    stems |= {ending for ending in endings for stem in stems if stem.endswith(ending)}
    return tuple(sorted(stems, key=lambda stem: (-len(stem), stem)))


def _meeting(own: Sequence[str]) -> str:
    """The organ's own word for a meeting: ``møte``, ``styremøtet``, ``regionrådsmøte``."""
    return rf"(?<!{_LETTER})(?:(?:{'|'.join(map(re.escape, own)) or '(?!)'})[es]{{0,2}}-?)?møtet?(?!{_LETTER})"


def _day(name: str) -> str:
    """A day with or without its year, a month, a year; ``name`` begins the names of its groups."""
    month = _month_names()
    return (
        rf"(?:(?P<{name}d>\d{{1,2}})\s?\.?\s?(?P<{name}m>{month})\b\.?(?:\s+(?P<{name}y>\d{{4}}))?"
        rf"|(?P<{name}e>\d{{1,2}})\s?[./]\s?(?P<{name}n>\d{{1,2}})(?:[./]\s?(?P<{name}z>\d{{4}})|[./](?P<{name}w>\d{{2}}))?"
        rf"|(?P<{name}o>{month})\b(?:\s+(?P<{name}p>\d{{4}}))?|(?P<{name}q>(?:19|20)\d\d))(?!\d)"
    )


@cache
def _month_names() -> str:
    return "|".join(sorted(months(), key=lambda month: (-len(month), month)))


@cache
def _pattern(own: Sequence[str]) -> re.Pattern[str]:
    naar = words("coming_meeting")["naar"]
    before, following, first = (alternatives(naar[key]) for key in ("foereord", "neste", "foerste"))
    between = rf"(?:{alternatives(naar['imellom'])}\s+)*"
    return re.compile(
        rf"(?<!{_LETTER})(?P<ord>(?P<foereord>{before})\s+{between}"
        rf"(?:(?P<neste>{following})\s+|(?P<foerste>{first})\s+)?{between}"
        rf"(?:(?P<month>{_month_names()})møtet|{_meeting(own)})"
        rf"(?:,?\s+(?:sitt\s+)?(?:\(?(?:i|den|dato)\s+)?\(?{_day('a')}|\s+(?P<nyttaar>{alternatives(naar['nyttaar'])}))?)",
        re.IGNORECASE,
    )


def _read_day(match: re.Match[str], name: str = "a") -> _Day | None:
    """What the match tells of the day; null where it tells nothing."""
    groups = match.groupdict()
    day = groups[f"{name}d"] or groups[f"{name}e"]
    month = groups.get("month") or groups[f"{name}m"] or groups[f"{name}o"]
    year = next((found for key in "yzwpq" if (found := groups[f"{name}{key}"])), None)
    number = months()[month.lower()] if month else int(groups[f"{name}n"] or 0) or None
    if number is None and year is None:
        return None
    return _Day(int(day) if day else None, number, int(year) + 2000 * (len(year) == 2) if year else None)
