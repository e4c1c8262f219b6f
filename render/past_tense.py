"""What an organ decided, told afterwards: ``Styret ber X om å …`` becomes ``Styret bad i møte …, sak 4, X om å …``.

A point is turned only where it is one sentence that the organ begins and whose verbs are known; all else is for its
reader to quote. Turned wrongly, a vedtak would say what nobody decided.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extract.knowledge import alternatives, table
from extract.knowledge import words as knowledge_words
from extract.organ import is_organ
from extract.sentences import sentences
from model.moete import Maalform
from render.words import words

_LETTER = r"[\wæøåÆØÅ]"
_LONGEST = 1200
"""Characters of a point that is turned; a longer one is easier to read as it stands."""
_PRESENT = ("ar", "er", "slår", "står", "går")
"""Endings of verbs in the present that the tables do not know; nouns have the first two as well."""
_COORDINATOR = re.compile(r"(?P<sign>,\s*(?:og|men|samt)?|(?<!\w)(?:og|men|samt))\s+(?=[a-zæøå])")


def in_the_past(
    text: str, maalform: Maalform, names: Sequence[str], meeting: str, full_name: str | None = None
) -> str | None:
    """The sentence in the past, with ``meeting`` (``i møte 24. mars 2025, sak 4``) behind its verb.

    ``names`` are what the organ is called; ``maalform`` is that of the text; ``full_name`` stands for the plain word
    that the organ calls itself by (Styret), where its readers would think of another. None where it can't be turned
    safely: more than one sentence, another subject, an unknown verb, or words that hold on the day of the meeting only.
    """
    plain = re.sub(r"\s+", " ", text).strip()
    if "\n" in text.strip() or len(plain) > _LONGEST or len(sentences(plain, maalform)) != 1:
        return None
    start = _opening(plain, maalform)
    if start is None or not _is_called(start["subject"], names):
        return None
    behind = plain[start.end() :].strip()
    # A figure behind «pkt. 2,» would read as another point.
    if not behind or behind[0] in ".,;:0123456789" or behind.split()[0].lower() in words("past_tense")["ikkje"]["ord"]:
        return None
    if _speaks_of_its_day(start["verb"] + " " + behind):
        return None
    rest = _rest(behind, maalform)
    if rest is None:
        return None
    adverb = re.match(rf"(?:{alternatives(words('past_tense')['adverb']['ved_verbet'])})(?!\w)\s*", rest)
    kept = f" {adverb[0].strip()}" if adverb else ""
    rest = rest[adverb.end() :] if adverb else rest
    end = "" if rest.endswith((".", "!", "?", ":")) else "."
    subject = full_name if full_name and " " not in start["subject"] else start["subject"]
    return f"{subject} {_past(start['verb'], maalform)}{kept} {meeting}, {rest}{end}"


def _opening(text: str, maalform: Maalform) -> re.Match[str] | None:
    """Subject and verb, the subject at most a name of some words."""
    return re.match(rf"(?P<subject>[A-ZÆØÅ][^.,;:()]{{1,80}}?)\s+(?P<verb>{_present(maalform)})(?!{_LETTER})", text)


def _is_called(subject: str, names: Sequence[str]) -> bool:
    """Whether the subject is the organ: one of its names, or the plain word for it (Rådet, of a regionråd)."""
    lower = subject.casefold()
    if any(lower == name.casefold() for name in names):
        return True
    stems = [_stem(word) for name in names for word in name.casefold().split()]
    return " " not in subject and is_organ(subject) and any(stem.endswith(_stem(lower)) for stem in stems)


def _stem(word: str) -> str:
    return re.sub(r"(?:et|en|a)$", "", word)


def _speaks_of_its_day(text: str) -> bool:
    return any(re.search(pattern, text, re.IGNORECASE) for pattern in knowledge_words(words("past_tense")["sit"]))


def _rest(text: str, maalform: Maalform) -> str | None:
    """What stands behind the verb, with the organ's further verbs in the past; None where one of them is unsure."""
    for pattern, instead in words("past_tense")["attende"].items():
        text = re.sub(rf"(?<!\w){pattern}(?!\w)", instead, text)
    clauses = [match.start() for match in _clause().finditer(text)]
    if re.search(rf"(?<!\w)som (?:{_present(maalform)})(?!{_LETTER})", text):
        return None  # what others do is told in a present that has passed
    first_clause = clauses[0] if clauses else len(text)
    marks = list(_COORDINATOR.finditer(text))
    out, at = [], 0
    for place, mark in enumerate(marks):
        until = marks[place + 1].start() if place + 1 < len(marks) else len(text)
        part = text[mark.end() : until]
        verb = re.match(rf"(?:{_present(maalform)})(?!{_LETTER})", part)
        inside = mark.start() > first_clause
        if verb and inside and not mark["sign"].startswith(", "):
            return None  # the organ's verb, or one of what it asks for?
        if verb and verb[0].lower() in words("past_tense")["tvitydig"]["ord"]:
            return None
        if verb:
            out.append(text[at : mark.end()] + _past(verb[0], maalform))
            at = mark.end() + verb.end()
        elif not inside and _has_own_verb(text[: mark.start()], part[: max(first_clause - mark.end(), 0)]):
            return None
    return "".join(out) + text[at:]


def _has_own_verb(before: str, part: str) -> bool:
    """Whether a coordinated part may be a clause: it holds a finite verb, or a word that could be one begins it."""
    found = [word.lower() for word in re.findall(r"[\wæøåÆØÅ]+", part)]
    known = {form for standard in ("nn", "nb") for form in words("past_tense")[standard]}
    helpers = set(words("past_tense")["hjelpeverb"]["ord"])
    if any(word in known or word in helpers or word.endswith(("ast", "es")) for word in found):
        return True
    # «skilting og benker.», «kommunar og fylkeskommunar»: things that are listed, not done.
    if len(found) < 2 or not found[0].endswith(_PRESENT) or not re.match(r"\w+ \w", part):
        return False
    last = re.search(r"(\w+),?\s*$", before)
    return not (last and last[1][-2:] == found[0][-2:])


@cache
def _clause() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternatives(table('handling')['leddsetning'])}(?!\w)", re.IGNORECASE)


@cache
def _forms(maalform: Maalform) -> dict[str, str]:
    """Present and past; the forms of the text's own standard count before those of the other."""
    both: dict[str, str] = {**words("past_tense")["nb" if maalform == "nn" else "nn"], **words("past_tense")[maalform]}
    return both


@cache
def _present(maalform: Maalform) -> str:
    return alternatives(list(_forms(maalform)))


def _past(verb: str, maalform: Maalform) -> str:
    return _forms(maalform)[re.sub(r"\s+", " ", verb)]
