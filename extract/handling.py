"""What a point sets in motion: the deciding verb, who decides, who must act, by when, how much money."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from extract.aarstal import resolve
from extract.beloep import find_amounts
from extract.dato import find_dates, find_days, months
from extract.knowledge import alternatives, says, table, words
from extract.sentences import sentences
from model.moete import Handling, Maalform, Punkt

_ORGANS = 100
"""Organs that are remembered; an archive has the papers of one body after the other."""
_PHRASE = r"[A-ZÆØÅa-zæøå][\wæøåÆØÅ-]*(?:\s+(?-i:[A-ZÆØÅ])[\wæøåÆØÅ-]*)*"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a reader of a point knows of the meeting it is decided in."""

    standard: Maalform
    utvalg: str | None
    moetedato: date | None
    neste_moete: date | None
    """The next meeting's date, where the paper says it."""
    known: tuple[date, ...]
    """The dates that the paper spells out."""


@dataclass(frozen=True, slots=True)
class _Verb:
    lemma: str
    start: int
    end: int
    passive: bool


def with_actions(points: Sequence[Punkt], setting: Setting) -> list[Punkt]:
    """The points, each with its actions in text order."""
    return [point.model_copy(update={"handlingar": _actions(point.tekst, setting)}) for point in points]


def next_meeting(texts: Iterable[str], moetedato: date | None, known: Sequence[date]) -> date | None:
    """The date of the next meeting, from words such as ``neste møte 23.2``; null where no text says it."""
    if not moetedato:
        return None
    for text in texts:
        if not says(text, table("handling")["neste_moete"]):
            continue
        for pattern in words(table("handling")["neste_moete"]):
            for match in re.finditer(pattern, text, re.IGNORECASE):
                found = _date_at(text, match.end(), moetedato, known, within=8)
                if found and len(found) == 10 and found > moetedato.isoformat():
                    return date.fromisoformat(found)
    return None


def _actions(text: str, setting: Setting) -> list[Handling]:
    out: list[Handling] = []
    for sentence in sentences(text, setting.standard):
        verbs = _deciding(sentence, _verbs(sentence, setting.standard))
        aktoer: str | None = None
        acting: str | None = None  # the subject where it is not the organ; it holds for coordinated verbs too
        for at, verb in enumerate(verbs):
            until = verbs[at + 1].start if at + 1 < len(verbs) else len(sentence)
            before = sentence[verbs[at - 1].end if at else 0 : verb.start]
            subject = _subject(before, setting)
            if not verb.passive and (subject or not at):
                aktoer = subject
            if not verb.passive and not aktoer:
                acting = _acting(before) or acting
            given = _given(verb, sentence, before, subject)
            reach = sentence[(0 if not at else verb.start) : until]
            amounts = find_amounts(reach)
            out.append(
                Handling(
                    verb=verb.lemma,
                    aktoer=None if verb.passive or (given and given == subject) else aktoer,
                    mottakar=given
                    or _recipient(verb, sentence[verb.end :])
                    or (None if verb.passive or aktoer else acting),
                    frist=_due(sentence[verb.end : until], setting),
                    beloep=amounts[0].nok if amounts else None,
                )
            )
    return out


# ---------------------------------------------------------------- verbs


_WORD = re.compile(r"(?<![\wæøå])[\wæøå]+")


@cache
def _forms(standard: Maalform) -> tuple[dict[str, re.Pattern[str]], dict[str, tuple[str, bool]]]:
    """For each first word of a form one pattern of the forms that begin with it, the longest first, and each form's
    lemma and voice by group name.
    """
    listed = [
        (form, entry["lemma"][standard], passive)
        for entry in table("handling")["verb"]
        for passive, found in ((False, entry.get("aktiv", [])), (True, entry.get("passiv", [])))
        for form in found
    ]
    listed.sort(key=lambda item: (-len(item[0]), item))
    groups = {f"f{place}": (lemma, passive) for place, (_, lemma, passive) in enumerate(listed)}
    parts: dict[str, list[str]] = defaultdict(list)
    for place, (form, _, _) in enumerate(listed):
        parts[form.split()[0].casefold()].append(rf"(?P<f{place}>{_form(form)})")
    return {
        first: re.compile(rf"(?<![\wæøå])(?:{'|'.join(found)})(?![\wæøå])", re.IGNORECASE)
        for first, found in parts.items()
    }, groups


def _form(form: str) -> str:
    return r"\s+".join(re.escape(part) if part != "…" else r"(?:[^\s.;:]+\s+){1,14}?" for part in form.split()).replace(
        r"){1,14}?\s+", "){1,14}?"
    )


def _verbs(sentence: str, standard: Maalform) -> list[_Verb]:
    patterns, groups = _forms(standard)
    out: list[_Verb] = []
    for word in _WORD.finditer(sentence):
        pattern = patterns.get(word[0].casefold())
        if not pattern or (out and word.start() < out[-1].end) or not (match := pattern.match(sentence, word.start())):
            continue
        lemma, passive = groups[match.lastgroup or ""]
        out.append(_Verb(lemma, match.start(), match.end(), passive))
    return out


def _deciding(sentence: str, verbs: list[_Verb]) -> list[_Verb]:
    """The verbs of the main clauses: no verb behind ``at``, ``som`` or ``å``, no participle without its auxiliary."""
    clause, helper = _word_of("leddsetning"), _word_of("hjelpeverb")
    out: list[_Verb] = []
    for verb in verbs:
        since = out[-1].end if out else 0
        between = sentence[since : verb.start]
        form = sentence[verb.start : verb.end].split()[0].lower()
        alone = verb.passive and not form.endswith("s") and not helper.search(between)
        if alone and not (out and out[-1].passive and re.fullmatch(r"\s*(?:,|og)\s*", between)):
            continue
        opened = list(clause.finditer(between))
        if opened and not re.search(r",\s+og\s+\S+\s+$", between[opened[-1].end() :]):
            continue
        out.append(verb)
    return out


@cache
def _word_of(entry: str) -> re.Pattern[str]:
    """Any word of an entry of the table, as a whole word."""
    return re.compile(rf"(?<![\wæøå]){alternatives(table('handling')[entry])}(?![\wæøå])", re.IGNORECASE)


# ---------------------------------------------------------------- who


def _subject(before: str, setting: Setting) -> str | None:
    """The organ, where the words before the verb are its name (``Styret i Sogn KO``, ``og styret``)."""
    own = _last(re.escape(setting.utvalg)).search(before) if setting.utvalg else None
    match = _any_organ_last().search(before)
    if own and (not match or own.start() <= match.start()):
        match = own
    if not match:
        return None
    name = match["name"]
    return name[:1].upper() + name[1:]


@cache
def _any_organ_last() -> re.Pattern[str]:
    """The name of any organ at the end of a text."""
    forms = [form for entry in table("organ")["utvalg"] for form in entry["former"] if form.endswith(("et", "a", "en"))]
    return _last(rf"{alternatives(forms)}|[\wæøå]*(?<!om)rådet")


@lru_cache(_ORGANS)
def _last(names: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s,])(?P<name>{names})(?:\s+i\s+.{{2,60}})?\s*$", re.IGNORECASE)


def _given(verb: _Verb, sentence: str, before: str, subject: str | None) -> str | None:
    """Who is given leave to act: ``Arbeidsutvalet får fullmakt``, ``gjev dagleg leiar fullmakt``."""
    if verb.lemma not in ("gje fullmakt", "gi fullmakt"):
        return None
    form = sentence[verb.start : verb.end]
    if verb.passive or form.lower().startswith("får"):
        return subject or _acting(before)
    between = re.fullmatch(r"\S+\s+(.+)\s+\S+", form)
    return between[1] if between else None


def _recipient(verb: _Verb, behind: str) -> str | None:
    """Who must act: whom the organ asks, or to whom it sends."""
    if verb.lemma in ("be", "rå", "tilrå"):
        match = re.match(rf"\s+(?!om\b|at\b|å\b|til\b)({_asked()}|{_PHRASE})", behind)
    elif verb.lemma in ("sende", "gå til handsaming", "gå til behandling"):
        # «oversendes Fylkesmannen i Østfold»: whom it is sent to may follow at once, by name.
        match = re.match(r"\s+((?-i:[A-ZÆØÅ])[\wæøå]+(?:\s+i)?(?:\s+(?-i:[A-ZÆØÅ])[\wæøå]+)*)", behind) or re.search(
            rf"\b(?:til|i)\s+({_PHRASE})", behind
        )
    else:
        return None
    return match[1] if match and not _is_verb(match[1]) else None


def _is_verb(word: str) -> bool:
    """Whether the word is a form of a deciding verb: ``tilrås vedtatt`` names nobody."""
    pattern = _forms("nn")[0].get((_WORD.match(word) or [""])[0].casefold())
    return pattern is not None and pattern.fullmatch(word) is not None


def _acting(before: str) -> str | None:
    """The subject right before the verb, as running text writes it: ``Kommunane`` are the kommunane."""
    match = re.search(rf"(?:^|,\s|\bog\s)({_PHRASE})\s*$", before)
    return match[1][:1].lower() + match[1][1:] if match else None


@cache
def _asked() -> str:
    return rf"(?:{alternatives(table('deltakarar')['tittel'])})(?:[a-zæøå]*)"


# ---------------------------------------------------------------- by when


def _due(text: str, setting: Setting) -> str | None:
    """The due date behind a verb: ``innan 1. mars 2020``, ``på styremøtet i februar``, ``i neste styremøte``."""
    if says(text, table("handling")["neste_moete"]):
        return setting.neste_moete.isoformat() if setting.neste_moete else None
    if not setting.moetedato:
        return None
    for match in _word_of("frist").finditer(text):
        if found := _date_at(text, match.end(), setting.moetedato, setting.known, within=6):
            return found
    return None


def _date_at(text: str, at: int, moetedato: date, known: Sequence[date], *, within: int) -> str | None:
    """The date that begins at most ``within`` characters behind ``at``; a due date lies ahead of the meeting."""
    for whole in find_dates(text):
        if 0 <= whole.start - at <= within:
            return whole.day.isoformat()
    for day in find_days(text):
        if 0 <= day.start - at <= within:
            ahead = [other for other in known if other >= moetedato]
            found = resolve(day.month, day.day, "neste", 0, moetedato, ahead)
            return found.isoformat() if found else None
    if match := _month_behind().match(text, at):
        month = months()[match[1].lower()]
        year = int(match[2]) if match[2] else moetedato.year + (month < moetedato.month)
        return f"{year}-{month:02}"
    alone = _YEAR_BEHIND.match(text, at)
    return alone[1] if alone and int(alone[1]) >= moetedato.year else None


_YEAR_BEHIND = re.compile(r"\s+(?:året\s+)?(20\d{2})(?!\d|[./-]\d)")


@cache
def _month_behind() -> re.Pattern[str]:
    names = "|".join(sorted(months(), key=lambda name: -len(name)))
    return re.compile(rf"\s+(?:i\s+)?({names})\b(?:\s+(\d{{4}}))?", re.IGNORECASE)
