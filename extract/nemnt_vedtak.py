"""Vedtak and due dates that slides name: ``Styrevedtak 4. juni`` over its points, ``Styret har vedteke …``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extract.aarstal import resolve, resolve_month
from extract.dato import find_dates, find_days, find_months, months
from extract.knowledge import says, table, words
from extract.lines import kjelde
from extract.organ import organ_in
from model.document import Document, Source
from model.moete import Maalform
from model.presentasjon import Frist, NemntVedtak


@dataclass(frozen=True, slots=True)
class Bullet:
    """A bullet or line of a slide; ``level`` is -1 for a heading below the slide's title."""

    text: str
    level: int
    source: Source


@dataclass(frozen=True, slots=True)
class Reader:
    """What a reader of the deck knows: whose it is, and from which day on dates without a year are taken."""

    document: Document
    organ: str | None
    today: date | None
    standard: Maalform

    # ------------------------------------------------------------ decisions

    def decisions(self, bullets: Sequence[Bullet]) -> list[NemntVedtak]:
        """Every decided point that the slide names, with organ and date."""
        out: list[NemntVedtak] = []
        last: str | None = None  # the organ spoken of
        at = 0
        while at < len(bullets):
            bullet = bullets[at]
            at += 1
            heading = self._heading(bullet.text)
            children = self._below(bullets, at, bullet.level) if heading else []
            if heading and children:
                last = self._named(heading, bullet.text) or self._subject(children[0].text) or self.organ or last
                day = self._day(bullet.text)
                out += [self._vedtak(child, last, day) for child in children]
                at += len(children)
                continue
            if self._tells(bullet.text):
                named = self._organ_of(bullet.text)
                last = named or last or self.organ
                parts = [bullet.text]
                while at < len(bullets) and bullets[at].level > bullet.level >= 0:
                    parts.append(bullets[at].text)  # what is decided goes on below
                    at += 1
                whole = Bullet(" ".join(parts), bullet.level, bullet.source)
                out.append(self._vedtak(whole, last, self._day(bullet.text)))
        return out

    def _below(self, bullets: Sequence[Bullet], at: int, level: int) -> list[Bullet]:
        """The points below a bullet that heads them: deeper ones, and what the organ wants besides."""
        children: list[Bullet] = []
        for bullet in bullets[at:]:
            goes_on = children and says(bullet.text, table("presentasjon")["vedtak"]["held_fram"])
            flat = level < 0 and bullet.level >= 0
            if not (bullet.level > level or flat or goes_on):
                break
            children.append(bullet)
        return children

    def _heading(self, text: str) -> re.Match[str] | None:
        found = (re.match(p, text, re.IGNORECASE) for p in words(table("presentasjon")["vedtak"]["overskrift"]))
        return next((match for match in found if match), None)

    def _tells(self, text: str) -> bool:
        phrases = table("presentasjon")["vedtak"]
        told = says(text, phrases["setning"]) or says(text, phrases["moete"])
        return told and not says(text, phrases["ikkje"])

    def _vedtak(self, bullet: Bullet, organ: str | None, day: str | None) -> NemntVedtak:
        where = kjelde(self.document, bullet.source)
        return NemntVedtak(dato=day, utvalg=organ, tekst=bullet.text, kjelde=where)

    def _named(self, heading: re.Match[str], text: str) -> str | None:
        groups = heading.groupdict()
        return self._canonical(groups.get("i") or groups.get("organ") or "") or self._organ_of(text)

    def _organ_of(self, text: str) -> str | None:
        """The organ that a sentence names: ``Styrevedtak …``, ``I styremøtet …``, ``vedtak i alle kommunestyra``."""
        compound = re.match(r"(?i)(?:i\s+)?([\wæøå]+?)(?:vedtak|møte)(?:et|t)?\b", text)
        if compound and (name := self._canonical(compound[1])):
            return name
        behind = re.search(r"\b(?:i|av)\s+(?:alle\s+)?([\wæøå]*(?:styr|råd|utval|skap|ting|nemnd)[\wæøå]*)", text)
        if behind and (behind.start() < 40):
            return self._canonical(behind[1]) or behind[1][:1].upper() + behind[1][1:]
        return self._subject(text)

    def _canonical(self, word: str) -> str | None:
        organ, _ = organ_in(word.strip(), self.standard) if word.strip() else (None, None)
        return organ

    def _subject(self, text: str) -> str | None:
        """Who a sentence is of: the organ's word, or the body's name, at its beginning."""
        if self.organ and text.startswith(f"{self.organ} "):
            return self.organ
        return self._canonical(text.split()[0]) if text and organ_in(text.split()[0], self.standard)[0] else None

    # ------------------------------------------------------------ times

    def _day(self, text: str) -> str | None:
        """The day that a bullet names first, with its year; of a decision, so behind us."""
        if whole := find_dates(text):
            return whole[0].day.isoformat()
        return self._resolved(text, "vedtok")

    def _resolved(self, text: str, tense: str) -> str | None:
        """The first day without a year, with the year that the word ``tense`` would give it."""
        days = [(hit.month, hit.day) for hit in find_days(text)] or _bare_days(text)
        found = resolve(*days[0], tense, 0, self.today, []) if days and self.today else None
        return found.isoformat() if found else None

    def deadlines(self, bullets: Sequence[Bullet]) -> list[Frist]:
        """The bullets that name a time ahead, with it; an interval as ``a/b``."""
        out = []
        for bullet in bullets:
            past = says(bullet.text, table("presentasjon")["fortid"]) or self._heading(bullet.text)
            begins = says(bullet.text, table("presentasjon")["etablering"]) or self.host([bullet.text])
            if past or begins or self._tells(bullet.text):
                continue
            if when := self._ahead(bullet.text):
                out.append(Frist(tekst=bullet.text, dato=when, kjelde=kjelde(self.document, bullet.source)))
        return out

    def _ahead(self, text: str) -> str | None:
        """The time that a bullet names, where it does not lie behind us."""
        now = self.today.isoformat() if self.today else ""
        if whole := find_dates(text):
            found = whole[0].day.isoformat()
            return found if found >= now else None
        return self._resolved(text, "innan") or self._months_ahead(text, now[:7])

    def _months_ahead(self, text: str, now: str) -> str | None:
        names = "|".join(sorted(months(), key=lambda name: -len(name)))
        between = re.search(rf"(?i)\b({names})\s?[-–/]\s?({names})\b(?:\s+(\d{{4}}))?", text)
        if between:
            year = between[3] or (self._month(months()[between[2].lower()], text) or "")[:4]
            first, last = (f"{year}-{months()[between[i].lower()]:02}" for i in (1, 2))
            return f"{first}/{last}" if year and last >= now else None
        for _, _, year_said, month in find_months(text):
            if month:
                found = f"{year_said}-{month:02}" if year_said else self._month(month, text)
                return found if found and found >= now else None
        return None

    def _month(self, month: int, text: str) -> str | None:
        return resolve_month(month, text, 0, self.today) if self.today else None

    # ------------------------------------------------------------ what becomes of it

    def host(self, texts: Sequence[str]) -> str | None:
        """The kommune that hosts the cooperation, where a bullet says so (kommuneloven § 20-2)."""
        patterns = words(table("presentasjon")["vertskommune"])
        found = (re.search(pattern, text) for text in texts for pattern in patterns)
        return next((match["kommune"] for match in found if match), None)

    def start(self, texts: Sequence[str]) -> str | None:
        """The day on which it begins: ``Etablering frå 1.1.2027``."""
        for text in texts:
            days = find_dates(text)
            if days and says(text, table("presentasjon")["etablering"]):
                return days[0].day.isoformat()
        return None


def _bare_days(text: str) -> list[tuple[int, int]]:
    """Month and day of what only stands as ``03.11`` or ``15.02``, as slides write days."""
    return [
        (int(match[2]), int(match[1]))
        for match in re.finditer(r"(?<![\d.,/])(\d{1,2})\.(\d{1,2})\b\.?(?![\d.,%])(?!\s*(?:mill|prosent|%))", text)
        if 1 <= int(match[1]) <= 31 and 1 <= int(match[2]) <= 12
    ]
