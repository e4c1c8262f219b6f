"""The sakliste: where it stands, and its entries with number, archive number and title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extract.knowledge import alternatives, says, table, words
from extract.lines import Line
from extract.nummer import ARKIVSAK, Nummer, read_number, read_number_in_column

_PROGRAMME = re.compile(r"^\s*(?:kl\.?\s*)?\d{1,2}[.:]\d{2}\s*(?:[-–]|\s)")
_PAGE = re.compile(r"(?:\s*\.{3,}\s*|\t\s*|\s+(?=side\s))(?:s(?:ide)?\.?\s*)?\d{1,3}\s*$", re.IGNORECASE)
_LINK_ROW = r"\s+(?:{0})(?:\s+(?:{0}))*\s*$"


@dataclass(slots=True)
class Entry:
    """An entry of the sakliste."""

    nummer: Nummer | None
    tittel: str
    line: Line
    arkivsak: str | None = None
    lukka: str | None = None
    """What the column for closed saker says."""
    saksbehandlar: str | None = None


@dataclass(slots=True)
class Sakliste:
    """The list and where it stands among the lines."""

    start: int
    """Index of its heading, or of its first entry."""
    end: int
    """Index of the first line behind it."""
    entries: list[Entry]


_NUMBER_AND_TITLE = 2
"""Columns that numbers and titles take, in front of the others."""


@cache
def _heads() -> dict[str, tuple[str, ...]]:
    names = ("nummer", "arkivsak", "tittel", "lukka", "saksbehandlar", "side")
    return {name: words(table("labels")["sakliste"][name]) for name in names}


@cache
def _head_words() -> frozenset[str]:
    return frozenset(head for heads in _heads().values() for head in heads)


@cache
def _title_line() -> re.Pattern[str]:
    both = table("labels")["sakliste"]
    return re.compile(rf"^{alternatives(both['overskrift'])}(?:\s+(?:for|til|i)\b[^.]{{0,60}})?\s*:?$", re.IGNORECASE)


@cache
def _group_line() -> re.Pattern[str]:
    groups = alternatives(table("labels")["sakliste"]["grupper"])
    named = r"(?:[\wæøå]+ )?[\wæøå]*saker|saker (?:som|til|for) .{2,60}"
    return re.compile(rf"^(?:{groups}|{named})\s*:?$", re.IGNORECASE)


def find_saklister(lines: Sequence[Line]) -> list[Sakliste]:
    """Every sakliste of the paper, in order (a bundle has one for each of its parts); empty where there is none."""
    found: list[Sakliste] = []
    at = 0
    while at < len(lines):
        if _title_line().match(lines[at].text) or _is_head_row(lines[at]):
            liste = _read(lines, at)
            if len(liste.entries) > 1 or (liste.entries and _is_head_row(lines[at])):
                found.append(liste)
                at = liste.end
                continue
        at += 1
    return found


def _columns(line: Line) -> dict[str, int]:
    """Which column holds what, if the line is the head row of a sakliste (``Saksnr | Arkivsaksnr | Tittel``)."""
    # «Arkiv-saksnr» and «Utvals-saksnr» are broken at the hyphen to fit the column.
    cells = [re.sub(r"(?<=\w)-\s*(?=\w)", "", re.sub(r"\s+", " ", cell.lower())).strip(" .:") for cell in line.cells]
    found = {
        name: cells.index(hit)
        for name, heads in _heads().items()
        for hit in [next((c for c in cells if c in heads), "")]
        if hit
    }
    if min(found.values(), default=0) >= _NUMBER_AND_TITLE and not cells[1] and _group_line().match(line.cells[0]):
        found |= {"nummer": 0, "tittel": 1}  # «Saker til behandling» stands over numbers and titles both
    return found


def _is_head_row(line: Line) -> bool:
    if len(line.cells) < 2:
        return False
    columns = _columns(line)
    return "nummer" in columns and "tittel" in columns and columns["nummer"] != columns["tittel"]


def _read(lines: Sequence[Line], start: int) -> Sakliste:
    entries: list[Entry] = []
    numbers: list[Nummer] = []  # numbers that stand in a column of their own, before the titles
    seen: set[tuple[str, ...]] = set()  # type letters and number: ST 1/15 is not RS 1/15
    columns: dict[str, int] = {}
    column: str | None = None  # where the columns stand one below the other: the one that a head has opened
    archives: list[str] = []
    groups: list[Entry] = []
    closed = "X"  # what the head of the column for closed saker says
    at = start
    if not _is_head_row(lines[at]):
        at += 1
    while at < len(lines):
        line = lines[at]
        if _is_head_row(line):
            columns = _columns(line)
            closed = line.cells[columns["lukka"]] if "lukka" in columns else closed
        elif line.text.strip(" .:").lower() in _head_words():
            column = _column_named(line.text.strip(" .:").lower())
        elif column == "arkivsak" and re.fullmatch(ARKIVSAK, line.text.strip()):
            archives.append(line.text.strip())
        elif entries and line.text.isupper() and _continues(lines, at, entries[-1]):
            entries[-1].tittel = f"{entries[-1].tittel} {line.text.strip()}"
        elif numbers and column == "tittel" and _group_line().match(line.text):
            entries.append(Entry(None, line.text.strip(), line))  # a heading of a group, or a title: `_pair` counts
            groups.append(entries[-1])
        elif _group_line().match(line.text) or _PROGRAMME.match(line.text) or _title_line().match(line.text):
            pass
        elif entry := _entry(line, columns):
            number = entry.nummer
            if number and ((number.code, *number.key) in seen or not _same_form(number, entries)):
                break
            if number:
                seen.add((number.code, *number.key))
            if number and not entry.tittel:
                numbers.append(number)
            if entry.tittel:
                entries.append(entry)
        elif entries and _closed(line.text) and not line.strong:
            entries[-1].lukka = entries[-1].lukka or line.text.strip()
        elif numbers and len(entries) < len(numbers) + len(
            [e for e in entries if e.nummer and e.nummer not in numbers]
        ):
            entries.append(Entry(None, line.text.strip(), line))
        elif entries and _continues(lines, at, entries[-1]):
            entries[-1].tittel = f"{entries[-1].tittel} {line.text.strip()}"
        else:
            break
        at += 1
    if groups and len([entry for entry in entries if entry.nummer is None]) > len(numbers):
        entries = [entry for entry in entries if not any(entry is group for group in groups)]
    _pair(numbers, entries)
    if len(archives) == len(entries):
        for entry, archive in zip(entries, archives, strict=True):
            entry.arkivsak = entry.arkivsak or archive
    for entry in entries:
        entry.lukka = closed if (entry.lukka or "").lower() in ("x", "ja") else entry.lukka
        entry.lukka = None if (entry.lukka or "").lower() == "nei" else entry.lukka
    entries = [_clean(entry) for entry in entries]
    _without_pages(entries)
    return Sakliste(start, at, entries)


def _entry(line: Line, columns: dict[str, int]) -> Entry | None:
    """A row or line of the list; its title may be empty where numbers stand alone."""
    cells = list(line.cells)
    if columns and len(cells) > max(columns.values()) and line.table is not None:
        return _row(line, cells, columns)
    if match := _LOST.match(line.text):
        return Entry(None, match["title"].strip(), line, match["arkivsak"])
    if not (read := read_number(line.text)) or (read.title and read.title[0].islower() and not read.nummer.slashed):
        return None
    if line.heading is not None and not read.nummer.slashed and not line.marker:
        return None  # a numbered heading opens the sak itself
    parts = [part for part in re.split(r"\t+", read.title) if part.strip()]
    arkivsak = read.arkivsak
    kept = []
    for part in parts:
        if re.fullmatch(ARKIVSAK, part.strip()) and not arkivsak:
            arkivsak = part.strip()
        else:
            kept.append(part)
    closed = next((part for part in kept[1:] if _closed(part)), None)
    kept = [part for part in kept if part is not closed]
    return Entry(
        read.nummer, " ".join(kept).strip() if not _PAGE.search(read.title) else "\t".join(kept), line, arkivsak, closed
    )


_LOST = re.compile(rf"^/\d{{2}}\s+(?P<arkivsak>{ARKIVSAK})\s+(?P<title>\S.*)$")  # a row that has lost its number


def _closed(text: str) -> bool:
    return len(text) <= 60 and (text.strip().lower() == "x" or says(text, table("vending")["lukka"]))


def _row(line: Line, cells: list[str], columns: dict[str, int]) -> Entry | None:
    number_cell = cells[columns["nummer"]]
    title = cells[columns["tittel"]].replace("\n", " ").strip()
    read = read_number_in_column(number_cell)
    if not read and re.fullmatch(r"\d{1,3}\.?", number_cell.strip()):
        read = read_number(f"{number_cell.strip(' .')}.")
    if not title and not read:
        return None
    arkivsak = cells[columns["arkivsak"]].strip() if "arkivsak" in columns else None
    lukka = cells[columns["lukka"]].strip() if "lukka" in columns else None
    officer = cells[columns["saksbehandlar"]].strip() if "saksbehandlar" in columns else None
    number = read.nummer if read else None
    return Entry(number, title, line, arkivsak or (read.arkivsak if read else None), lukka or None, officer or None)


def _column_named(head: str) -> str | None:
    """Which column a head that stands alone on its line opens."""
    return next((name for name, heads in _heads().items() if head in heads), None)


def _same_form(number: Nummer, entries: list[Entry]) -> bool:
    first = next((entry.nummer for entry in entries if entry.nummer), None)
    return first is None or first.slashed == number.slashed


def _continues(lines: Sequence[Line], at: int, last: Entry) -> bool:
    """Whether a line without a number goes on with the title above it: a wrapped title, not the next thing."""
    line, before = lines[at], lines[at - 1]
    text = line.text.strip()
    if line.strong != before.strong or line.style.space_before or line.marker or len(text) > 120 or read_number(text):
        return False
    if text[0].islower() or last.tittel.rstrip().endswith((",", "-", "–", "/", " og", " i", " for", " av", " til")):
        return True
    capitals = last.tittel.isupper() and text.isupper() and not _group_line().match(text)
    return capitals or (line.style.indent > before.style.indent + 20 and not re.search(r"[:.]$", text))


def _without_pages(entries: list[Entry]) -> None:
    """Page numbers that end every title and never go back (``Budsjett 2023 4``) are no part of the titles."""
    ends = [re.search(r"\s(\d{1,3})$", entry.tittel) for entry in entries]
    pages = [int(end[1]) for end in ends if end]
    if len(pages) > 2 and len(pages) == len(entries) and pages == sorted(pages):
        for entry, end in zip(entries, ends, strict=True):
            entry.tittel = entry.tittel[: end.start()] if end else entry.tittel


def _pair(numbers: list[Nummer], entries: list[Entry]) -> None:
    """Broken column order: all the numbers stand first, then as many titles; the first number is the first title's."""
    bare = [entry for entry in entries if entry.nummer is None]
    if numbers and len(bare) == len(numbers):
        for number, entry in zip(numbers, bare, strict=True):
            entry.nummer = number


@cache
def _links() -> re.Pattern[str]:
    found = "|".join(words(table("labels")["sakliste"]["lenkjeord"] | {"nn": [], "nb": []}))
    return re.compile(_LINK_ROW.format(found), re.IGNORECASE)


_ASIDE = re.compile(r"\s*(?:\(([^()]+)\)|\s[–-]\s+([^()–-]+))\s*$")  # what stands behind a title


def _clean(entry: Entry) -> Entry:
    """The title without page number and link words, and without a remark that the sak is closed to the public."""
    title = _PAGE.sub("", entry.tittel)
    if (match := _links().search(title)) and len(re.findall(r"\S+", match[0])) > 1:
        title = title[: match.start()]
    if (match := _ASIDE.search(title)) and match.start() and _closed(match[1] or match[2]):
        title, entry.lukka = title[: match.start()], entry.lukka or (match[1] or match[2]).strip()
    entry.tittel = re.sub(r"\s+", " ", title).strip(" .:–-") or entry.tittel
    return entry
