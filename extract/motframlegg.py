"""Proposals put forward in the meeting: who put them forward, what they say, and how they fared in the vote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extract.knowledge import alternatives, says, table, words
from extract.lines import Line
from extract.namn import WORD, is_party
from extract.punkt import tells_proceedings
from extract.roeysting import ballots, counts, unquoted
from extract.sentences import sentences
from model.moete import FramleggRoeyst, Maalform

_NAME = rf"{WORD}(?:\s+{WORD}){{1,3}}"
_QUOTES = "«»\"“”„'"


@dataclass(slots=True)
class _Put:
    by: str | None
    text: str | None
    at: int
    """Index among the lines of the one that puts it forward."""


def read_alternatives(lines: Sequence[Line], standard: Maalform) -> list[FramleggRoeyst]:
    """The proposals that the proceedings tell of, in order, each with its vote where one is told."""
    put = list(_put_forward(lines, standard))
    said = [(at, text) for at, line in enumerate(lines) for text in sentences(unquoted(line.body), standard)]
    until = [*(one.at for one in put[1:]), len(lines)][: len(put)]
    return [_with_vote(one, said, end) for one, end in zip(put, until, strict=True)]


# ---------------------------------------------------------------- who put forward what


@cache
def _by_person() -> re.Pattern[str]:
    """``Kari Nes (H) sette fram slikt framlegg:``, ``Kari Nes føreslo at …``."""
    verbs = alternatives(table("vending")["sette_fram"])
    of = r"(?:\s*\([^)]*\))?(?:,?\s+(?:på vegner? av|på vegne av|for|frå|fra)\s+[^,.:]{2,60}?)?"
    return re.compile(rf"(?P<av>{_NAME}{of})\s+{verbs}(?![\wæøå])\s*(?P<rest>.*)$", re.DOTALL)


@cache
def _by_label() -> re.Pattern[str]:
    """``Framlegg frå Høgre:``, ``Endringsforslag fra Kari Nes (H):``."""
    nouns = alternatives(table("vending")["framleggsord"])
    return re.compile(
        rf"(?i:(?:[\wæøå]+\s)?[\wæøå-]*{nouns}\s+(?:(?:sett fram|fremmet|fremsatt|fremja)\s+)?(?:frå|fra|av))\s+"
        r"(?P<av>[A-ZÆØÅ][^:]{0,70}):\s*(?P<rest>.*)$",
        re.DOTALL,
    )


@cache
def _passive() -> re.Pattern[str]:
    """``Det vart sett fram slikt framlegg: …``, ``Det vart sett fram framlegg frå Høgre.``"""
    told = "|".join(words(table("vending")["sett_fram"]))
    nouns = alternatives(table("vending")["framleggsord"])
    return re.compile(
        rf"(?i:{told})\s+(?:[a-zæøå]+\s+){{0,2}}[\wæøå-]*{nouns}"
        r"(?:\s+(?:frå|fra|av)\s+(?P<av>[A-ZÆØÅ][^:]{0,70}?))?\s*(?:\.$|:\s*(?P<rest>.*)$)",
        re.DOTALL,
    )


def _put_forward(lines: Sequence[Line], standard: Maalform) -> Iterator[_Put]:
    for place, line in enumerate(lines):
        if line.table is not None:
            continue
        if match := _by_label().match(line.text.strip()):
            yield _Put(_who(match["av"]), _words(match["rest"]) or _below(lines, place), place)
            continue
        if match := _passive().match(line.text.strip()):
            below = _below(lines, place) if line.text.rstrip().endswith(":") else ""
            who = _who(match["av"]) if match["av"] else None
            yield _Put(who, _words(match["rest"]) or below or None, place)
            continue
        for text in sentences(line.text, standard):
            match = _by_person().match(text)
            if match and (said := _said(match["rest"], lines, place, text)) is not None:
                yield _Put(_who(match["av"]), said or None, place)


def _said(rest: str, lines: Sequence[Line], place: int, sentence: str) -> str | None:
    """What is proposed: behind ``at`` or ``om``, or on the lines below a colon; null where nothing is."""
    noun = re.search(rf"(?i)[\wæøå]*{alternatives(table('vending')['framleggsord'])}\b", rest)
    if match := re.match(r"(?:(?:at|å)\s+.+)", rest):
        return _text(match[0])
    if noun is None:
        return None
    behind = rest[noun.end() :].strip()
    colon = rest.partition(":")[2].strip()
    if match := re.match(r"om\s+(.+)", behind, re.DOTALL):
        below = _below(lines, place) if behind.endswith(":") else ""
        return below or colon or _text(match[1])
    if colon:
        return _text(colon)
    return _below(lines, place) if lines[place].text.rstrip().endswith((":", sentence[-1])) else ""


def _below(lines: Sequence[Line], place: int) -> str:
    """The lines below that say it: points, or one paragraph; what tells the proceedings again ends it."""
    out: list[str] = []
    for line in lines[place + 1 :]:
        text = line.text.strip()
        if (out and line.marker is None) or tells_proceedings(text) or _by_label().match(text):
            break
        out.append(text)
    return _text(" ".join(out))


def _text(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().strip(_QUOTES).strip()


def _words(rest: str | None) -> str:
    """What a proposal says behind a colon: what stands in quotes there, else all of it."""
    depth = 0
    for at, letter in enumerate((rest or "").strip()):
        depth += {"«": 1, "»": -1}.get(letter, 0)
        if depth == 0:
            return _text((rest or "").strip()[1:at]) if at else _text(rest or "")
    return _text(rest or "")


def _who(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" ,:")


# ---------------------------------------------------------------- how it fared


def _with_vote(put: _Put, said: Sequence[tuple[int, str]], until: int) -> FramleggRoeyst:
    """The last sentence that tells a vote on it: one that names who put it forward, or that speaks of the proposal
    alone (``Framlegget fall``) before the next one, on line ``until``.
    """
    out = FramleggRoeyst(av=put.by, tekst=put.text or None)
    for place, text in said:
        at = _named(put.by, text) if put.by else None
        if at is None and put.at <= place < until and _just_said().match(text):
            at = 0
        if at is None:
            continue
        outcome = _outcome(text[at:])
        for_, mot = _votes(text, at)
        if outcome or for_ is not None or mot is not None:
            out = out.model_copy(update={"utfall": outcome, "for_": for_, "mot": mot})
    return out


def _named(by: str, text: str) -> int | None:
    """Where a sentence names the proposal of who put it forward: ``Framlegget frå Nes``, ``Nes sitt framlegg``."""
    bare = re.sub(r"\([^)]*\)", "", by).strip()
    name = bare if is_party(bare) else re.split(r"\s+(?:på vegn|for|frå|fra)\b", bare)[0].split()[-1]
    if name not in text:
        return None
    last = re.escape(name)
    noun = rf"[\wæøåÆØÅ]*{alternatives(table('vending')['framleggsord'])}\w*"
    forms = (
        rf"(?i:{noun})\s+(?:frå|fra|til)\s+(?:\S+\s+){{0,3}}?{last}\b",
        rf"\b{last}(?:s|\s+si[nt]?t?)?\s+(?i:{noun})",
    )
    found = [match.start() for form in forms if (match := re.search(form, text))]
    return min(found) if found else None


@cache
def _just_said() -> re.Pattern[str]:
    """The proposal spoken of last: ``Framlegget fall med …``, ``Utsetjingsframlegget vart vedteke …``."""
    nouns = alternatives(table("vending")["framleggsord"])
    return re.compile(rf"(?i)[\wæøå]*?{nouns}et\b(?!\s+(?:frå|fra|til)\b)")


def _outcome(text: str) -> str | None:
    phrases = table("vending")
    first = re.split(r"[;,.]\s|\bmen\b", text)[0]
    for part in (first, text):
        if says(part, phrases["roeysting"]["fall"]):
            return "fall"
        if says(part, phrases["trekt_framlegg"]):
            return "trekt"
        if says(part, phrases["roeysting"]["vedteke"]):
            return "vedteke"
    return None


def _votes(text: str, at: int) -> tuple[int | None, int | None]:
    """The votes that the proposal got: of two in one sentence, the number behind it."""
    got = ballots(text)
    if len(got) > 1 and (behind := [number for place, number in got if place > at]):
        return behind[0], None
    both = counts(text)
    if both:
        return both
    return (got[0][1], None) if got else (None, None)
