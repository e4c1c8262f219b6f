"""Numbers of saker in every form seen: ``7.``, ``Sak 7``, ``17/18``, ``PS 54/12``, ``KST-63/16``, ``SR 2017/43``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from extract.knowledge import alternatives, table
from model.moete import Saksnummer


@dataclass(frozen=True, slots=True)
class Nummer:
    """A number of a sak as it stands at the start of a line."""

    text: str
    """As it stands, without ``Sak`` and with inner spaces put right."""
    key: tuple[str, ...]
    """What two spellings of one number share (``057/16`` and ``57 / 16``)."""
    code: str = ""
    """The type letters (``PS``, ``KST``), upper case."""
    named: bool = False
    """``Sak`` or the like stood before it."""
    slashed: bool = True
    """It has two parts; false for ``7.``."""


@dataclass(frozen=True, slots=True)
class NumberedText:
    """A line taken apart: the sak's number, the archive's, and the title."""

    nummer: Nummer
    arkivsak: str | None
    title: str


ARKIVSAK = r"(?:19|20)?\d{2}/\d{1,6}(?:[-/]\d{1,4})?"
_ARCHIVE = re.compile(rf"[(\[]?({ARKIVSAK})[)\]]?(?=$|[\s:,–-])")
_GOES_ON = re.compile(r"\s*(?:[-–—,]|til|og)")
_EDGE = " \u00a0\t:;–—-•."


@cache
def _slashed() -> re.Pattern[str]:
    before = alternatives(table("nummer")["foreord"])
    organ = r"[\wæøå]+(?:rådet|styret|utvalet|utvalget|skapet)[ \u00a0]+(?:sak[ \u00a0]+)?"
    return re.compile(
        rf"(?P<sak>{before}\.?[ \u00a0]*:?[ \u00a0]*|{organ})?"
        r"(?P<code>(?-i:[A-ZÆØÅ]{1,6})(?:-?sak)?\.?[ \u00a0]?[-–]?[ \u00a0]?)?"
        r"(?P<a>\d{1,4})(?P<sub>[.]\d{1,2})?(?:[ \u00a0]?/[ \u00a0]?|(?P<dash>-))(?P<b>\d{4}|\d{1,3})"
        rf"(?P<after>[ \u00a0](?-i:{alternatives(table('nummer')['etterbokstavar'])})(?=[\s:]+\S|$))?(?![\d/])",
        re.IGNORECASE,
    )


@cache
def _plain() -> re.Pattern[str]:
    before = alternatives(table("nummer")["foreord"])
    return re.compile(
        rf"(?:(?P<sak>{before}\.?[ \u00a0]*:?[ \u00a0]*(?P<n>\d{{1,3}})(?![\d/.]\d|\d))"
        rf"|(?P<m>\d{{1,3}})(?:[.)](?!\d)|(?=\t)|(?=[ \u00a0]+[A-ZÆØÅ«])))",
        re.IGNORECASE,
    )


def is_year(part: str) -> bool:
    """Whether a part of a number can be a year written in full."""
    return len(part) == 4 and part[:2] in ("19", "20")


def read_number(text: str) -> NumberedText | None:
    """Take a line that begins with the number of a sak apart; null where it does not, or names a range of saker."""
    line = text.strip().lstrip("•-– ")
    if (match := _slashed().match(line)) and (match["dash"] is None or match["sak"]):
        return _read_slashed(match, line)
    if match := _plain().match(line):
        number = match["n"] or match["m"]
        nummer = Nummer(str(int(number)), (str(int(number)),), named=bool(match["sak"]), slashed=False)
        return _rest(nummer, line[match.end() :])
    return None


def read_number_in_column(cell: str) -> NumberedText | None:
    """The number that the cell of a column of numbers holds; there ``19/7`` is a number, elsewhere it may be a day."""
    text = cell.strip()
    if match := re.fullmatch(r"(?P<a>\d{2}|\d{4})\s?/\s?(?P<b>\d)", text):
        return NumberedText(
            Nummer(text, (match["b"], match["a"][-2:]) if len(match["a"]) == 4 else (match["a"], match["b"])), None, ""
        )
    if re.fullmatch(r"\d{1,3}\.?", text):
        text = f"{text.rstrip('.')}."
    return read_number(f"{text} ") if text else None


def _read_slashed(match: re.Match[str], line: str) -> NumberedText | None:
    first, second = match["a"], match["b"]
    if len(second) == 1 and not (match["sak"] and len(first) in (2, 4) and not match["dash"]):
        return None  # only behind «Sak» is 26/7 a year and its number
    if not (is_year(first) or is_year(second) or len(second) < 3) or (len(second) == 3 and not is_year(first)):
        return None
    if match["dash"] and not (match["sak"] and (len(second) == 2 or is_year(second))):
        return None  # only behind «Sak» is 1-24 a number and its year
    rest = line[match.end() :]
    if _GOES_ON.match(rest) and re.match(
        rf"\s*(?:[-–—,]|til|og)\s*(?:{re.escape((match['code'] or '').strip())}\s*)?\d+\s?/\s?{second}\b", rest
    ):
        return None  # 94/15–111/15: a range of saker, not one
    code = re.sub(r"[^A-ZÆØÅ]", "", re.sub(r"(?i)-?sak", "", match["code"] or "").upper())
    after = (match["after"] or "").strip() if not code else ""
    if code and match["after"]:
        rest = line[match.end("b") :]
    core = f"{first}{match['sub'] or ''}{match['dash'] or '/'}{second}"
    text = (
        f"{(match['code'] or '').rstrip()}{'' if (match['code'] or ' ').rstrip().endswith(('-', '–')) else ' '}{core}"
    )
    text = f"{text.strip()} {after}".strip()
    key = (str(int(first)) + (match["sub"] or ""), second[-2:] if is_year(second) else second)
    if is_year(first):
        key = (str(int(second)), first[-2:])
    return _rest(Nummer(text, (*key, *([after] if len(after) == 1 else [])), code or after, bool(match["sak"])), rest)


def _rest(nummer: Nummer, rest: str) -> NumberedText:
    rest = re.sub(r"^\s*[a-zæøå]{2,4}\s+(?=[A-ZÆØÅ]{2})", "", rest).strip(_EDGE)  # a case officer's initials
    if match := _ARCHIVE.match(rest):
        return NumberedText(nummer, match[1], rest[match.end() :].strip(_EDGE))
    return NumberedText(nummer, None, rest)


def same_number(one: Nummer, other: Nummer) -> bool:
    """Whether two numbers are one: the same parts, and no different type letters (PS 3/21 is not RS 3/21)."""
    return one.key == other.key and (not one.code or not other.code or one.code == other.code)


def saksnummer(numbers: Iterable[str | None], year: int | None = None) -> list[Saksnummer | None]:
    """The numbers of one meeting taken apart into year and number.

    Both orders occur, number/year and year/number; within one paper they are consistent, and the part that stays
    the same is the year. A part written as a year in full decides alone. Where a single number leaves it open, the part
    that is the meeting's own ``year`` is the year.
    """
    parts = [re.search(r"(\d+)(\.\d+)?[/-](\d+)", number or "") for number in numbers]
    firsts = {match[1] for match in parts if match}
    seconds = {match[3] for match in parts if match}
    year_first = len(firsts) == 1 and (len(seconds) > 1 or _only_first_is(year, *firsts, *seconds))
    return [_apart(number, match, year_first) for number, match in zip(numbers, parts, strict=True)]


def _only_first_is(year: int | None, first: str, second: str) -> bool:
    """Whether of two parts only the first can be the year of the meeting: 26/7 in 2026."""
    short = f"{year % 100:02}" if year else None
    return short is not None and first == short != second


def _apart(number: str | None, match: re.Match[str] | None, year_first: bool) -> Saksnummer | None:
    if not match:
        return Saksnummer(aar=None, nr=number) if number else None
    first, second = match[1], match[3]
    if (is_year(first) and not is_year(second)) or (year_first and not is_year(second)):
        first, second = second, first
    year = int(second)
    if len(second) == 2:
        year += 2000 if year < 50 else 1900
    return Saksnummer(aar=year if 1900 <= year < 2100 else None, nr=str(int(first)) + (match[2] or ""))
