"""What the law wants of a meeting's papers: what a rule finds missing, and the words for it (`law.toml`).

The rules themselves stand in `corpus.minutes_law` (minutes, quorum) and `render.law` (papers that are to be written).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

from model.moete import Sak

Language = Literal["en", "nn", "nb"]
"""English for the remarks of `saksgang check`, else the paper's written standard."""
Level = Literal["missing", "note"]
"""``missing``: the law asks for it and the paper lacks it; ``note``: what the secretariat should look at."""


@dataclass(frozen=True, slots=True)
class Lack:
    """What a paper lacks by law, or what its secretariat should look at."""

    kode: str
    """A fixed code, lower case with hyphens."""
    level: Level
    """See `Level`."""
    paragraf: str | None
    """The paragraph, ``kommuneloven § 11-3``; null where no paragraph says so by itself."""
    setning: str
    """One sentence, without the paragraph."""
    sak: Sak | None = None
    """The sak it is about; null where it is the meeting."""

    def __str__(self) -> str:
        """The sentence with its paragraph in brackets."""
        return f"{self.setning[:-1]} ({self.paragraf})." if self.paragraf else self.setning


@cache
def table(package: str) -> dict[str, Any]:
    """The table ``law.toml`` of a package (``corpus``, ``render``)."""
    return tomllib.loads((resources.files(package) / "law.toml").read_text(encoding="utf-8"))


def lack(package: str, kode: str, language: Language, sak: Sak | None = None, **values: object) -> Lack:
    """What the rule ``kode`` of the package's table says in that language; ``{sak}`` is the sak's name."""
    rule = table(package)["reglar"][kode]
    if sak:
        values["sak"] = sak_name(sak, language)
    return Lack(kode, rule["nivaa"], rule.get("paragraf"), rule[language].format(**values), sak)


def sak_name(sak: Sak, language: Language) -> str:
    """A sak as a sentence begins with it: ``Sak 4/26``, ``PS 54/12``, ``Saka «Budsjett»``."""
    names = table("corpus")["namn"]
    if not sak.nummer:
        return str(names["tittel"][language].format(tittel=sak.tittel))
    return str(names["nummer"][language].format(nummer=sak.nummer)) if sak.nummer[0].isdigit() else sak.nummer


def count(key: str, number: int, language: Language) -> str:
    """A number and its noun: ``1 dag``, ``7 dagar``."""
    one, more = table("corpus")["tal"][key][language]
    return f"{number} {one if number == 1 else more}"


def gathered(lacks: Iterable[Lack], language: Language) -> list[Lack]:
    """The same said of several saker becomes one sentence that names them all, at the place of the first."""
    out: list[Lack] = []
    same: dict[tuple[str, str], list[Lack]] = {}
    for each in lacks:
        name = sak_name(each.sak, language) if each.sak else ""
        if not name or not each.setning.startswith(name):
            out.append(each)
            continue
        key = (each.kode, each.setning.removeprefix(name))
        if key not in same:
            out.append(each)
        same.setdefault(key, []).append(each)
    firsts = {id(group[0]): (rest, group) for (_, rest), group in same.items() if len(group) > 1}
    return [_of_all(*firsts[id(each)], language) if id(each) in firsts else each for each in out]


def _of_all(rest: str, group: list[Lack], language: Language) -> Lack:
    names = listed([sak_name(each.sak, language) for each in group if each.sak], language)
    return Lack(group[0].kode, group[0].level, group[0].paragraf, names + rest)


def among(saker: Iterable[Sak], language: Language) -> str:
    """The names of saker inside a sentence: ``sak 4/26 og 7/26``."""
    names = listed([sak_name(each, language) for each in saker], language)
    return names[:1].lower() + names[1:] if names[1:2].islower() else names


def listed(names: list[str], language: Language) -> str:
    """``Sak 4/26, 5/26 og 7/26``: what all begin with (``Sak``) stands once."""
    common = table("corpus")["namn"]["nummer"][language].format(nummer="")
    if all(name.startswith(common) for name in names):
        names = [names[0], *(name.removeprefix(common) for name in names[1:])]
    return enumerated(names, language)


def enumerated(words: Sequence[str], language: Language) -> str:
    """``a, b og c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {table('corpus')['namn']['og'][language]} {words[-1]}"
