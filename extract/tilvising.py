"""References to other saker, vedtak and meetings: ``møtet 24. mars``, ``jf. pkt 2 i sak 4 den 4. juni``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extract.aarstal import resolve, resolve_month
from extract.dato import find_dates, find_days, find_months
from extract.handling import Setting
from extract.knowledge import alternatives, pattern, says, table, words
from extract.lines import Line, kjelde
from extract.organ import organ_in
from extract.sentences import sentences
from model.document import Document
from model.moete import Tilvising

_SAK = re.compile(
    r"(?<![\w/.-])(?:[A-ZÆØÅk]{1,4}[- ])?(?P<sak>[a-zæøå]*[Ss]ak(?:a|en)?\s+(?:nr\.?\s*)?)?"
    r"(?P<nr>\d{1,4}/\d{2,4}|\d{1,3})(?![\w/-])"
)
_DIGIT = re.compile(r"\d")
_CODE = re.compile(r"(?:^|\s|\()(?:[A-ZÆØÅ]{2,4}|[A-ZÆØÅk]-sak)[- ]?$")
_PUNKT = re.compile(
    r"\b(?:pkt|punkt|punkta|punktene)\.?\s*(?P<first>\d{1,2}(?:\.\d{1,2})*|[a-h])\b"
    r"(?:(?:\s*,\s*|\s+og\s+)(?P<then>\d{1,2}|[a-h])\b)?"
)
_BEHIND_SAK = re.compile(_SAK.pattern + r",?\s+\Z")
_I_SAK = re.compile(r"\s+(?:i|av)\s+(?:vedtak(?:et)?\s+i\s+)?sak\s+(?:nr\.?\s*)?(?P<nr>\d{1,4}(?:/\d{2,4})?)")
_NUMBER = 40  # characters at most of a sak's number with the words around it
_NEAR = 14  # characters between a sak's number and the date of its meeting, or a noun and its point


def find_numbers(text: str) -> list[tuple[int, int, str, str]]:
    """Start, end, number and kind (``sak`` or ``punkt``) of the saker and points that a text names by number."""
    found = [
        (match.start(), match.end(), match["nr"], "sak")
        for match in _SAK.finditer(text)
        if match["sak"] or ("/" in match["nr"] and _is_coded(text, match.start("nr")))
    ]
    found += [
        (match.start(), match.end(group), match[group], "punkt")
        for match in _PUNKT.finditer(text)
        for group in ("first", "then")
        if match[group]
    ]
    return sorted(found)


def _is_coded(text: str, at: int) -> bool:
    """Whether the letters of a kind of sak stand before a number: ``PS 54/12``."""
    return _CODE.search(text[max(0, at - _NEAR) : at]) is not None


@dataclass(frozen=True, slots=True)
class _Time:
    """A time that a sentence names, as exact as it is: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""

    start: int
    end: int
    value: str


def read_references(lines: Sequence[Line], document: Document, setting: Setting) -> list[Tilvising]:
    """The references of a sak in text order, each mention once; this meeting itself is none."""
    own = setting.moetedato.isoformat() if setting.moetedato else None
    out: list[Tilvising] = []
    dated: str | None = None
    for line in lines:
        where = kjelde(document, line.source)
        texts = [line.text] if len(line.cells) > 1 else sentences(line.body, setting.standard)
        for text in texts:
            finder = _Sentence(text, setting, out[-1] if out else None, dated)
            if len(line.cells) > 1:
                finder.row(line.cells)
            finder.read()
            found = [ref for _, ref in sorted(finder.found, key=lambda item: item[0])]
            dated = next((ref.dato for ref in reversed(found) if ref.dato and ref.sak), dated)
            out += [ref.model_copy(update={"kjelde": where}) for ref in found if not own or ref.dato != own]
    return out


class _Sentence:
    """The references of one sentence; ``last`` is the one that came before it, ``dated`` the date of the last sak."""

    def __init__(self, text: str, setting: Setting, last: Tilvising | None, dated: str | None) -> None:
        self.text = text
        self.setting = setting
        self.last = last
        self.dated = dated
        self.times = _times(text, setting)
        self.found: list[tuple[int, Tilvising]] = []
        self._taken: list[tuple[int, int]] = []

    def read(self) -> None:
        """Find them, the most exact forms first; what one form has taken is not read again."""
        for match in _PUNKT.finditer(self.text):
            self._point(match)
        for match in _SAK.finditer(self.text) if _DIGIT.search(self.text) else ():
            self._sak(match)
        for time in self.times:
            self._time(time)
        for match in pattern(table("handling")["neste_moete"]).finditer(self.text):
            self._next(match)
        for match in pattern(table("tilvising")["det_same"]).finditer(self.text):
            before = [ref for at, ref in self.found if at < match.start() and ref.dato]
            same = before[-1] if before else self.last
            if same and same.dato and not self._is_taken(match.start()):
                self._keep(match.start(), match.end(), dato=same.dato)
        decided = pattern(table("tilvising")["har"]).search(self.text)
        if decided and not self.found:
            self._keep(decided.start(), decided.end())

    def row(self, cells: Sequence[str]) -> None:
        """A row of a timetable: its first cell is the time, and another says that the organ decides."""
        first = next((time for time in self.times if time.start == 0), None)
        if first and any(says(cell, table("tilvising")["rad"]) for cell in cells[1:]):
            self._keep(0, first.end, dato=first.value)

    def _keep(self, start: int, end: int, **what: str | None) -> None:
        organ, org = organ_in(self.text[max(0, start - 60) : end], self.setting.standard)
        within = _capitalised().match(org or "")
        named = f"{organ} i {within[0]}" if within else organ
        ref = Tilvising(tekst=self.text[start:end].strip(), utvalg=named).model_copy(update=what)
        self.found.append((start, ref))
        self._taken.append((start, end))

    def _is_taken(self, at: int) -> bool:
        return any(start <= at < end for start, end in self._taken)

    def _time_near(self, start: int, end: int) -> _Time | None:
        near = (t for t in self.times if 0 <= start - t.end <= _NEAR or 0 <= t.start - end <= _NEAR)
        return next(near, None)

    def _point(self, match: re.Match[str]) -> None:
        """``jf. vedtaket pkt 2``, ``pkt 2 i sak 4 den 4. juni``; a point alone belongs to the vedtak spoken of last."""
        start, end, sak, dato = match.start(), match.end(), None, None
        if in_sak := _I_SAK.match(self.text, match.end()):
            time = self._time_near(in_sak.start(), in_sak.end())
            end, sak, dato = (time.end if time else in_sak.end()), in_sak["nr"], time.value if time else None
        elif behind := self._sak_before(start):
            time = self._time_near(behind.start(), behind.end("nr"))
            sak, dato = behind["nr"], time.value if time else self._same_meeting(behind.start())
            start = min(behind.start(), time.start) if time else behind.start()
        elif noun := re.search(rf"{_decision().pattern}\s*,?\s*$", self.text[:start], re.IGNORECASE):
            start = noun.start()
            dato = self._last_date(start)
        elif not re.search(r"(?i)\b(?:jf|jfr|sjå|se|tiltak i)\.?\s*$", self.text[:start]):
            return
        else:
            dato = self._last_date(start)
        for number in (match["first"], match["then"]):
            if number:
                self._keep(start, end, dato=dato, sak=sak, punkt=number)

    def _sak_before(self, start: int) -> re.Match[str] | None:
        """``sak 4 pkt. 2``: the sak whose number stands right before a point."""
        found = _BEHIND_SAK.search(self.text, max(0, start - _NUMBER), start)
        named = found and (found["sak"] or ("/" in found["nr"] and _is_coded(self.text, found.start("nr"))))
        return found if named else None

    def _same_meeting(self, before: int) -> str | None:
        """``i same møte, sak 4``: the date of the meeting that was spoken of last."""
        return self.dated if pattern(table("tilvising")["same_moete"]).search(self.text[:before]) else None

    def _last_date(self, before: int) -> str | None:
        near = [time.value for time in self.times if time.end <= before]
        return near[-1] if near else self.last.dato if self.last else None

    def _sak(self, match: re.Match[str]) -> None:
        number = match["nr"]
        coded = _is_coded(self.text, match.start("nr"))
        if self._is_taken(match.start("nr")) or not (match["sak"] or (coded and "/" in number)):
            return
        time = self._time_near(match.start(), match.end())
        start = min(match.start(), time.start) if time else match.start()
        end = max(match.end(), time.end) if time else match.end()
        self._keep(start, end, sak=number, dato=time.value if time else self._same_meeting(match.start()))

    def _time(self, time: _Time) -> None:
        """A time right behind a meeting, a decision, or what says that a meeting was moved to it."""
        before = self.text[: time.start]
        if self._is_taken(time.start):
            return
        linked = _linked().search(before)
        if linked and not says(before[: linked.end("word")], table("tilvising")["ikkje"]):
            self._keep(linked.start(), time.end, dato=time.value)
        elif "møte" in self.text.lower() and re.search(
            rf"(?:{pattern(table('tilvising')['flytta']).pattern})\s*$", before
        ):
            self._keep(time.start, time.end, dato=time.value)

    def _next(self, match: re.Match[str]) -> None:
        if self._is_taken(match.end() - 1):
            return
        own = match[0].lower().split()[-1] not in ("møte", "møtet")
        date = self.setting.neste_moete if own else None
        self._keep(match.start(), match.end(), dato=date.isoformat() if date else None)


def _times(text: str, setting: Setting) -> list[_Time]:
    found = [_Time(hit.start, hit.end, hit.day.isoformat()) for hit in find_dates(text)]
    if not setting.moetedato:
        return found
    found += [
        _Time(hit.start, hit.end, day.isoformat())
        for hit in find_days(text)
        if (day := resolve(hit.month, hit.day, text, hit.start, setting.moetedato, setting.known))
    ]
    for start, end, year, month in find_months(text):
        if any(time.start < end and start < time.end for time in found):
            continue
        if month is None:
            value = str(year)
        else:
            value = f"{year}-{month:02}" if year else resolve_month(month, text, start, setting.moetedato)
        found.append(_Time(start, end, value))
    return sorted(found, key=lambda time: time.start)


@cache
def _capitalised() -> re.Pattern[str]:
    """The name that running text begins with: capitalised words, and the words that only organisations have."""
    word = r"[A-ZÆØÅ][\wæøåÆØÅ-]*"
    return re.compile(rf"{word}(?:\s+(?:{word}|{alternatives(table('organ')['organisasjon'])})(?![\wæøå]))*")


@cache
def _decision() -> re.Pattern[str]:
    return re.compile(rf"(?<![\wæøå-])(?:{'|'.join(words(table('tilvising')['moete']))})", re.IGNORECASE)


@cache
def _linked() -> re.Pattern[str]:
    """A noun or verb of the tables, and what may part it from a time, at the end of a text."""
    tables = table("tilvising")
    found = "|".join([*words(tables["moete"]), *words(tables["verb"])])
    between = "|".join(re.escape(word) for word in words(tables["mellom"]))
    return re.compile(rf"(?<![\wæøå-])(?P<word>{found})(?:\s+(?:{between}))*\s*[,(]?\s*$", re.IGNORECASE)
