"""Which saker of several papers are the same sak, and in what order they come."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from model.moete import Sak

LIKE = 90
ALIKE = 85
_NUMBER = re.compile(r"(?P<letters>[a-zæøå]*)[^a-zæøå0-9]*(?P<figures>[0-9]+(?:[/-][0-9]+)*)")


@dataclass(frozen=True, slots=True)
class Told:
    """A sak as one paper tells of it."""

    paper: int
    """Rank of the paper, from 0."""
    place: int
    """The sak's place in that paper, from 0."""
    sak: Sak


@dataclass(slots=True, eq=False)
class SameSak:
    """What the papers tell of one sak, the highest paper first."""

    told: list[Told] = field(default_factory=list)

    @property
    def saker(self) -> list[Sak]:
        """The sak as each paper has it."""
        return [told.sak for told in self.told]


def match_saker(papers: Sequence[Sequence[Sak]]) -> list[SameSak]:
    """The saker of all papers (in order of rank), each with all that the papers tell of it.

    Two are the same where number and title fit; else where the titles fit (a sakliste that was renumbered); else
    where the numbers do (a title that was rewritten). Titles fit from a likeness of `LIKE` of 100, and only where
    the same figures stand in them.
    """
    same: list[SameSak] = []
    for rank, saker in enumerate(papers):
        new = [Told(rank, place, sak) for place, sak in enumerate(saker)]
        free = list(same)
        for test in (_number_and_title_fit, _titles_fit, _numbers_fit):
            for told in list(new):
                found = next((one for one in free if any(test(told.sak, sak) for sak in one.saker)), None)
                if found:
                    found.told.append(told)
                    free.remove(found)
                    new.remove(told)
        same += [SameSak([told]) for told in new]
    return same


def in_order(same: Sequence[SameSak], papers: Sequence[Sequence[Sak]]) -> list[SameSak]:
    """The saker in the order of the highest paper that lists most of them, each other one put in by its number.

    One that has no number to go by follows the sak before it in its own paper.
    """
    longest = max(range(len(papers)), key=lambda rank: len(papers[rank]))
    out = sorted((one for one in same if _place(one, longest) >= 0), key=lambda one: _place(one, longest))
    for one in sorted((one for one in same if one not in out), key=lambda one: (one.told[0].paper, one.told[0].place)):
        out.insert(_slot(one, out), one)
    return out


def _place(one: SameSak, paper: int) -> int:
    """The sak's place in a paper; -1 where that does not list it."""
    return next((told.place for told in one.told if told.paper == paper), -1)


def _slot(one: SameSak, out: Sequence[SameSak]) -> int:
    first = one.told[0]
    number = number_key(first.sak.nummer)
    if number is not None:
        numbers = [number_key(other.told[0].sak.nummer) for other in out]
        like = [other is not None and len(other[1]) == len(number[1]) and other[0] == number[0] for other in numbers]
        after = [at for at, other in enumerate(numbers) if like[at] and other is not None and other[1] > number[1]]
        before = [at for at, other in enumerate(numbers) if like[at] and other is not None and other[1] < number[1]]
        if after or before:
            return after[0] if after else before[-1] + 1
    earlier = [at for at, other in enumerate(out) if 0 <= _place(other, first.paper) < first.place]
    return max(earlier, key=lambda at: _place(out[at], first.paper)) + 1 if earlier else 0


def plain_text(text: str) -> str:
    """``text`` as titles and places are compared: without case, punctuation and spacing."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def number_key(nummer: str | None) -> tuple[str, tuple[int, ...]] | None:
    """Letters and figures of a sak's number, years in two figures; None where it is none."""
    found = _NUMBER.search((nummer or "").lower().removeprefix("sak").strip())
    if not found:
        return None
    figures = (int(figure) for figure in re.split(r"[/-]", found["figures"]))
    return found["letters"], tuple(figure % 100 if 1900 <= figure < 2100 else figure for figure in figures)


def _number_and_title_fit(one: Sak, other: Sak) -> bool:
    return _numbers_fit(one, other) and _titles_fit(one, other)


def titles_alike(one: str, other: str) -> bool:
    """Whether two titles are the same sak's in different meetings: most words alike, and the same figures."""
    first, second = plain_text(one), plain_text(other)
    return re.findall(r"\d+", first) == re.findall(r"\d+", second) and fuzz.token_sort_ratio(first, second) >= ALIKE


def _titles_fit(one: Sak, other: Sak) -> bool:
    first, second = plain_text(one.tittel), plain_text(other.tittel)
    return re.findall(r"\d+", first) == re.findall(r"\d+", second) and fuzz.ratio(first, second) >= LIKE


def _numbers_fit(one: Sak, other: Sak) -> bool:
    """Whether the numbers mean the same sak: ``17/18``, ``017/2018`` and ``PS 17/18``; ``7`` and ``7/25``."""
    first, second = number_key(one.nummer), number_key(other.nummer)
    if first is None or second is None or (first[0] and second[0] and first[0] != second[0]):
        return False
    if first[1] == second[1]:
        return True
    own, their = one.saksnummer, other.saksnummer
    return own is not None and their is not None and own.nr == their.nr and None in (own.aar, their.aar)
