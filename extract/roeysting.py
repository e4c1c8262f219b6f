"""Votes: unanimous, counts, casting vote, lot (kommuneloven § 11-4: the minutes give the result of votes)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extract.knowledge import says, table
from extract.lines import Line, kjelde
from extract.namn import is_party
from extract.sentences import sentences
from model.document import Document
from model.moete import Maalform, PartiRoeyst, Roeysting

Resultat = Literal["samroeystes", "fleirtal", "dobbeltroeyst", "loddtrekning"]

_N = r"(\d{1,3}|ein|ei|éin|éi|én|en|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|elleve|tolv)"
_MOT = re.compile(rf"\b{_N}(?:\s+(?:røyster?|stemmer?|st\.?))?(?:\s*\([^)]*\))?\s+mot\s+{_N}\b", re.IGNORECASE)
_FOR_MOT = re.compile(
    rf"\b{_N}\s+(?:røyster?|stemmer?|st\.?|røysta|stemte)\s+for\b.{{0,40}}?\b{_N}\s+(?:røyster?|stemmer?|st\.?|røysta|stemte)?\s*(?:i)?mot\b",
    re.IGNORECASE,
)
_AGAINST_FOR = re.compile(
    rf"\b{_N}\s+(?:røyster?|stemmer?|røysta|stemte)\s+(?:i)?mot\b.{{0,40}}?\b{_N}\s+(?:røyster?|stemmer?|røysta|stemte)?\s*for\b",
    re.IGNORECASE,
)
_DASHED = re.compile(
    r"(?:\bmed\s+|\bmot\s+|\()(\d{1,3})\s?[-–]\s?(\d{1,3})(?=\s+(?:røyster|stemmer)|\))", re.IGNORECASE
)
_VOTED_DASHED = re.compile(r"\b(?:røyst\w*|stemt\w*|sto det)\s+(\d{1,3})\s?(?:[-–]|mot)\s?(\d{1,3})\b", re.IGNORECASE)
_PLAIN_FOR = re.compile(rf"\b{_N}\s+for,?\s+(?:og\s+)?{_N}\s+(?:i)?mot\b", re.IGNORECASE)
_OF_ALL = re.compile(rf"\b{_N}\s+av\s+(?:dei |de )?{_N}\s+(?:røyster|stemmer)\b", re.IGNORECASE)
_OF_VOTED = re.compile(rf"\b{_N}\s+av\s+(?:dei |de )?{_N}\s+(?:\w+\s+)?(?:røysta|stemte)\s+for\b", re.IGNORECASE)
_TALLY = re.compile(r"\bfor:?\s*(\d{1,3})\s*(?:røyster|stemmer)?[,;.]?\s*(?:og\s+)?mot:?\s*(\d{1,3})\b", re.IGNORECASE)
_FOR_ALONE = re.compile(
    rf"\b(?:vedteke\w*|vedtatt)\s+med\s+{_N}\s+(?:røyster|stemmer)\b(?!\s*\([^)]*\)\s*mot|\s+(?:mot|for))",
    re.IGNORECASE,
)
_VOTED_AGAINST = re.compile(rf"\b{_N}\s+(?:røysta|stemte)\s+(?:i)?mot\b", re.IGNORECASE)
_MOT_ALONE = re.compile(rf"\bmot\s+{_N}\s+(?:røyst|stemme)", re.IGNORECASE)
_GOT = re.compile(rf"\b(?:fekk|fikk)\s+(?:\w+\s+)?{_N}\s+(?:røyst|stemme|st\.)", re.IGNORECASE)
_GOT_EACH = re.compile(rf"\b(?:fekk|fikk)\s+{_N}\s+(?:røyst\w*|stemme\w*)\s+(?:kvar|hver)\b", re.IGNORECASE)
_BALLOTS = re.compile(rf"\b{_N}\s+(?:røyst(?:er)?|stemmer?)\b(?!\s*(?:for|mot)\b)", re.IGNORECASE)
_GIVEN = re.compile(r"\b(?:fekk|fikk)\b", re.IGNORECASE)
_WORDS = ("null", "ein", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv")


@dataclass(frozen=True, slots=True)
class Vote:
    """A sentence that tells a vote."""

    resultat: Resultat
    for_: int | None
    mot: int | None
    fell: bool
    partial: bool
    line: Line


def read_vote(lines: Sequence[Line], document: Document, standard: Maalform) -> Roeysting | None:
    """The vote that decided the sak; null where the text tells none, or only votes on parts that differ.

    Of several votes the last on the whole that carried counts; votes on an amendment or on single points count only
    where nothing else was voted on and all of them agree.
    """
    by_party = [line for line in lines if says(line.body, table("vending")["roeysting"]["etter_parti"])]
    lines = [line for line in lines if line not in by_party]
    votes = [vote for line in lines for vote in _votes(line, standard)]
    if against := _against_each_other(lines, standard):
        votes.append(against)
    # What fell by the casting vote was decided by it all the same.
    carried = [vote for vote in votes if not vote.fell or vote.resultat == "dobbeltroeyst"]
    whole = [vote for vote in carried if not vote.partial]
    deciding = whole[-1] if whole else None
    if deciding is None and carried and len({(vote.resultat, vote.for_, vote.mot) for vote in carried}) == 1:
        deciding = carried[-1]
    if deciding is None:
        return None
    if deciding.resultat == "dobbeltroeyst" and deciding.for_ is None:  # the draw stands in a sentence of its own
        drawn = next((vote.for_ for vote in votes if vote.for_ is not None and vote.for_ == vote.mot), None)
        drawn = _drawn(deciding.line) if drawn is None else drawn
        deciding = replace(deciding, for_=drawn, mot=drawn)
    return Roeysting(
        resultat=deciding.resultat,
        for_=deciding.for_,
        mot=deciding.mot,
        blankt=_blank(deciding.line),
        parti=[*party_votes(deciding.line.body), *(vote for line in by_party for vote in _of_parties(line.body))],
        kjelde=kjelde(document, deciding.line.source),
    )


def _drawn(line: Line) -> int | None:
    """How many votes each side of a draw got: ``fekk 4 røyster kvar``, ``fekk 5 røyster. 5 røysta imot``."""
    if match := _GOT_EACH.search(line.body):
        return _number(match[1])
    found = [_number(match[1]) for pattern in (_GOT, _VOTED_AGAINST) for match in pattern.finditer(line.body)]
    return next((number for number in found if found.count(number) > 1), None)


def _votes(line: Line, standard: Maalform) -> list[Vote]:
    """The votes that a line tells; ``Vedteke med 10 røyster. 5 røysta mot.`` is one in two sentences."""
    out: list[Vote] = []
    before: int | None = None
    for text in sentences(unquoted(line.body), standard):
        vote = _vote(text, line)
        if vote and vote.for_ is None and vote.mot is not None and before is not None:
            vote = replace(vote, for_=before)
        match = _FOR_ALONE.search(text) if vote is None else None
        before = _number(match[1]) if match else None
        if vote:
            out.append(vote)
    return out


def _against_each_other(lines: Sequence[Line], standard: Maalform) -> Vote | None:
    """Two proposals that were put against each other, each with its votes: the one with more was adopted."""
    got = [
        (_number(match[1]), line)
        for line in lines
        for text in sentences(line.body, standard)
        if not counts(text)
        for match in _GOT.finditer(text)
    ]
    if len(got) != 2 or got[0][0] == got[1][0]:
        return None
    (more, line), (fewer, _) = sorted(got, key=lambda item: -item[0])
    return Vote("fleirtal", more, fewer, False, False, line)


def _vote(text: str, line: Line) -> Vote | None:
    phrases = table("vending")["roeysting"]
    if says(text, table("deltakarar")["ugild"]):
        return None  # the organ voted on somebody's impartiality, not on the sak
    told = counts(text)
    resultat: Resultat
    if says(text, phrases["dobbeltroeyst"]):
        resultat = "dobbeltroeyst"
    elif says(text, phrases["loddtrekning"]):
        resultat = "loddtrekning"
    elif told:
        resultat = "samroeystes" if told[1] == 0 else "fleirtal"
    elif says(text, phrases["samroeystes"]):
        resultat = "samroeystes"
    elif says(text, phrases["fleirtal"]):
        resultat = "fleirtal"
    else:
        return None
    partial = says(text, phrases["delvis"]) and not says(text, phrases["heilt"])
    for_, mot = told or (None, None)
    fell = says(text, phrases["fall"]) and not _each_got(text)  # one of two that are put against each other carries
    return Vote(resultat, for_, mot, fell, partial and not _each_got(text), line)


def counts(text: str) -> tuple[int | None, int | None] | None:
    """Votes for and against that a sentence tells; null where it tells none."""
    if match := _FOR_MOT.search(text) or _MOT.search(text):
        return _number(match[1]), _number(match[2])
    if match := _AGAINST_FOR.search(text):
        return _number(match[2]), _number(match[1])
    if each := _each_got(text):
        return max(each), min(each)
    if match := _PLAIN_FOR.search(text) or _DASHED.search(text) or _VOTED_DASHED.search(text):
        return _number(match[1]), _number(match[2])
    if match := _TALLY.search(text):
        return _number(match[1]), _number(match[2])
    if (match := _OF_ALL.search(text) or _OF_VOTED.search(text)) and _number(match[1]) <= _number(match[2]):
        return _number(match[1]), _number(match[2]) - _number(match[1])
    if match := _MOT_ALONE.search(text) or _VOTED_AGAINST.search(text):
        return None, _number(match[1])
    return None


def _each_got(text: str) -> tuple[int, int] | None:
    """The ballots of two proposals in one sentence: ``Innstillingen fikk 3 stemmer, forslaget fra Moe 1 stemme``."""
    got = [number for _, number in ballots(text)]
    return (got[0], got[1]) if len(got) == 2 and got[0] != got[1] else None


_BLANK = re.compile(
    rf"\b{_N}\s+(?:røysta\s+|stemte\s+)?(?:blankt|blank[ e]?\s*(?:røyst|stemme|setel|seddel)\w*)", re.IGNORECASE
)
_LISTED = re.compile(
    rf"(?P<mot>\bmot\s+)?\b{_N}(?:\s+(?:røyster?|stemmer?|st\.?))?(?P<behind>\s+(?:for|mot))?\s*\((?P<liste>[^)]{{1,120}})\)",
    re.IGNORECASE,
)


def _blank(line: Line) -> int | None:
    match = _BLANK.search(line.body)
    return _number(match[1]) if match else None


def party_votes(text: str) -> list[PartiRoeyst]:
    """Votes by party where a bracket behind a count gives them: ``6 røyster (4 Ap, 2 Sp) mot 3 (H)``.

    A bracket that names several parties without their numbers says nothing of each.
    """
    votes: dict[str, dict[str, int]] = {}
    for match in _LISTED.finditer(text):
        side = "mot" if match["mot"] or (match["behind"] or "").strip().lower() == "mot" else "for"
        parts = [part.strip() for part in re.split(r",|\bog\b", match["liste"]) if part.strip()]
        read = [re.fullmatch(r"(?:(\d{1,3})\s*)?(?:frå |fra )?(.+?)(?:\s*(\d{1,3}))?", part) for part in parts]
        if not all(part and is_party(part[2]) for part in read):
            continue
        for part in read:
            assert part
            number = part[1] or part[3]
            if number or len(read) == 1:
                votes.setdefault(part[2], {})[side] = int(number) if number else _number(match[2])
    return [PartiRoeyst(parti=party, for_=got.get("for"), mot=got.get("mot")) for party, got in votes.items()]


def ballots(text: str) -> list[tuple[int, int]]:
    """Where a sentence says how many votes a proposal got, and how many."""
    return [(match.start(), _number(match[1])) for match in _BALLOTS.finditer(text)] if _GIVEN.search(text) else []


_TALLY_OF = re.compile(r"(?P<parti>.+?)\s+(?:(?P<for>\d{1,3})\s+for)?(?:,?\s*(?P<mot>\d{1,3})\s+(?:i)?mot)?")


def _of_parties(text: str) -> Iterator[PartiRoeyst]:
    """The votes of a line that gives them party by party: ``Røyster etter parti: Ap 4 for, 1 mot; Sp 3 for.``"""
    for part in text.partition(":")[2].split(";"):
        match = _TALLY_OF.fullmatch(part.strip(" ."))
        if match and (match["for"] or match["mot"]):
            for_, mot = (int(votes) if votes else None for votes in (match["for"], match["mot"]))
            yield PartiRoeyst(parti=match["parti"], for_=for_, mot=mot)


def unquoted(text: str) -> str:
    """The text without what stands in quotes: the words of a proposal tell nothing of the vote."""
    while (shorter := re.sub(r"«[^«»]*»", "", text)) != text:
        text = shorter
    return text


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    spelt = {"ei": "ein", "éin": "ein", "éi": "ein", "én": "ein", "en": "ein", "syv": "sju"}
    return _WORDS.index(spelt.get(word.lower(), word.lower()))
