"""The box over a sak: case officer, archive number, and the table of its treatments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import takewhile

from extract.dato import find_dates
from extract.knowledge import alternatives, says, table, words
from extract.lines import Line
from extract.nummer import ARKIVSAK, read_number_in_column
from model.moete import Behandlingssteg

_PLAIN = re.compile(r"[1-9]\d{0,2}")  # the number of a sak that is counted in its meeting alone
_SPACE, _BRACKET = re.compile(r"\s+"), re.compile(r"\([^)]*\)")
_ROWS = 500  # rows that are remembered: each is asked whether it is the head of a table
REACH = 16  # lines from the sak's head within which its box can stand


@dataclass(slots=True)
class Boks:
    """What the box says, and which lines it takes."""

    saksbehandlar: str | None = None
    arkivsak: str | None = None
    unntatt: str | None = None
    saksgang: list[Behandlingssteg] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)


@cache
def _label() -> re.Pattern[str]:
    box = table("labels")["boks"]
    found = [word for entry in box.values() for word in words(entry)]
    return re.compile(rf"(?<![\wæøåÆØÅ]){alternatives(found)}\.?\s*:\s*", re.IGNORECASE)


@cache
def _gang() -> dict[str, str]:
    return {word: name for name, entry in table("labels")["gang"].items() for word in words(entry)}


def read_box(lines: Sequence[Line]) -> Boks:
    """Read the box from the first lines of a sak; its lines are named in ``taken`` and are no text of the sak."""
    boks = Boks()
    near = lines[:REACH]
    for place, line in enumerate(near):
        if _treatments(boks, lines, place) or line.index in boks.taken:
            continue
        below = near[place + 1] if place + 1 < len(near) else None
        values = _values(line)
        if below and (over := labels_above(line, below)):
            values = over
            boks.taken.add(below.index)
        if not values:
            if says(line.text, table("vending")["lukka"]) and len(line.text) < 120:
                boks.unntatt = boks.unntatt or _basis(line.text)
            continue
        for label, value in values.items():
            _keep(boks, label, value)
        boks.taken.add(line.index)
    return boks


def is_box_line(line: Line) -> bool:
    """Whether a line is made of the labels of a box and their values; the labels of a front page are none."""
    return any(label in _own_labels() for label in _values(line)) or (
        len(line.text) < 120 and says(line.text, table("vending")["lukka"])
    )


@cache
def _own_labels() -> frozenset[str]:
    """The labels of a box that no front page has."""
    names = table("labels")["boks"]
    found = (*words(names["saksbehandlar"]), *words(names["arkivsak"]))
    return frozenset((*found, "arkiv", "arkivkode", "gradering", "klassering"))


def _values(line: Line) -> dict[str, str]:
    """Label -> value of a line that is made of box labels; empty for other lines."""
    text = "\t".join(line.cells)
    matches = list(_label().finditer(text)) if ":" in text else []
    if not matches or text[: matches[0].start()].strip():
        return _cells(line)
    found = {}
    for match, following in zip(matches, [*matches[1:], None], strict=False):
        value = text[match.end() : following.start() if following else len(text)]
        found[match[0].strip(" .:\t").lower()] = value.strip(" \t;,")
    return found


def _cells(line: Line) -> dict[str, str]:
    """The same where label and value are cells of a table and no colon stands between them."""
    box = _labels()
    heads = [cell.lower().strip(" .:") for cell in line.cells[::2]]
    if len(line.cells) < 2 or not all(head in box or not head for head in heads) or not any(heads):
        return {}
    return dict(zip(heads, (cell.strip() for cell in line.cells[1::2]), strict=False))


@cache
def _labels() -> frozenset[str]:
    """Every label that a box may have."""
    return frozenset(word for entry in table("labels")["boks"].values() for word in words(entry))


def _basis(text: str) -> str | None:
    """The legal basis as it stands, without a label of one or two words before a colon (``U.off: Offl. § 13``)."""
    label, _, rest = text.partition(":")
    basis = rest.strip() if rest.strip() and len(label.split()) <= 2 else text.strip()
    return basis if basis.lower() not in ("nei", "ingen", "offentleg", "offentlig") else None


def labels_above(line: Line, below: Line) -> dict[str, str]:
    """Label -> value of a row of box labels whose values stand in the row below; empty for other rows."""
    box = _labels()
    heads = [cell.lower().strip(" .:") for cell in line.cells]
    values = [cell.strip() for cell in below.cells]
    whole = len(heads) > 1 and len(values) == len(heads) and all(head in box for head in heads)
    return dict(zip(heads, values, strict=True)) if whole and values[0].lower().strip(" .:") not in box else {}


def _keep(boks: Boks, label: str, value: str) -> None:
    names = table("labels")["boks"]
    if not value:
        return
    if label in words(names["saksbehandlar"]):
        boks.saksbehandlar = boks.saksbehandlar or value.split("\t")[0].strip()
    elif label in words(names["arkivsak"]) and (match := re.search(ARKIVSAK, value)):
        boks.arkivsak = boks.arkivsak or match[0]
    elif label.startswith(("gradering", "unn", "u.off")):
        closed = value if says(value, table("vending")["lukka"]) or label != "gradering" else None
        boks.unntatt = boks.unntatt or (_basis(closed) if closed else None)


def _aligned(line: Line, columns: Sequence[str]) -> tuple[str, ...]:
    """The cells under their columns; a row that has lost its first, empty cell still ends with its date."""
    cells = _filled(line)
    short = len(columns) - len(cells)
    return ("",) * short + cells if short > 0 and columns[-1] == "dato" and find_dates(cells[-1]) else line.cells


def _filled(line: Line) -> tuple[str, ...]:
    """The cells without empty ones at the end, which a wider row of the same table has filled."""
    filled = len(line.cells)
    while filled and not line.cells[filled - 1].strip():
        filled -= 1
    return line.cells[:filled]


def _treatment_columns(line: Line) -> list[str]:
    """The columns, if the line is the head row ``Saksnr | Utval | Møtedato``; empty for other lines."""
    return list(_treatment_heads(_filled(line)))


@lru_cache(_ROWS)
def _treatment_heads(cells: tuple[str, ...]) -> tuple[str, ...]:
    if len(cells) < 2:
        return ()
    plain = (_SPACE.sub(" ", _BRACKET.sub("", cell).lower()).strip(" .:") for cell in cells)
    heads = [_gang().get(cell) for cell in plain]
    if "utvalg" not in heads or not {"nummer", "dato"} & set(heads) or None in heads:
        return ()
    return tuple(head or "" for head in heads)


def _is_treatment(line: Line, columns: Sequence[str], head: Line) -> bool:
    """Whether a line below the head row is one of its rows; in a table an organ that has yet to treat it is one."""
    if len(_filled(line)) < 2:
        return False
    cells = dict(zip(columns, _aligned(line, columns), strict=False))
    if "dato" in columns and find_dates(cells.get("dato", "")):
        return True
    if line.table is not None and line.table == head.table and cells.get("utvalg", "").strip():
        number = cells.get("nummer", "").strip()
        return not cells.get("dato", "").strip() and (not number or bool(read_number_in_column(number)))
    return (
        len(_filled(line)) == len(columns) and not line.strong and bool(read_number_in_column(cells.get("nummer", "")))
    )


def _rows_below(lines: Sequence[Line], place: int, columns: Sequence[str]) -> Iterator[Line]:
    """The rows of treatments below the head row at ``place``."""
    return takewhile(lambda row: _is_treatment(row, columns, lines[place]), lines[place + 1 :])


def treatment_rows(lines: Sequence[Line]) -> set[int]:
    """The lines of all tables of treatments of a paper; their numbers open no sak."""
    found: set[int] = set()
    for place, line in enumerate(lines):
        if columns := _treatment_columns(line):
            found |= {line.index, *(row.index for row in _rows_below(lines, place, columns))}
    return found


def treatments(lines: Sequence[Line]) -> list[Behandlingssteg]:
    """All treatments that the tables of a paper name, in the paper's order."""
    boks = Boks()
    for place in range(len(lines)):
        _treatments(boks, lines, place)
    return boks.saksgang


def _counts_rows(head: Line) -> bool:
    """Whether the column of numbers is headed ``Nr`` alone, which may count the rows."""
    return any(cell.lower().strip(" .:") == "nr" for cell in head.cells)


def _treatments(boks: Boks, lines: Sequence[Line], place: int) -> bool:
    """A head row and the rows below it, one per organ that has treated the sak."""
    columns = _treatment_columns(lines[place])
    if not columns:
        return False
    boks.taken.add(lines[place].index)
    for line in _rows_below(lines, place, columns):
        cells = dict(zip(columns, _aligned(line, columns), strict=False))
        days = find_dates(cells.get("dato", ""))
        number = read_number_in_column(cells.get("nummer", ""))
        plain = _PLAIN.fullmatch(cells.get("nummer", "").strip()) if not _counts_rows(lines[place]) else None
        boks.saksgang.append(
            Behandlingssteg(
                utvalg=cells.get("utvalg", "").strip(),
                dato=days[0].day if days else None,
                nummer=number.nummer.text if number else plain[0] if plain else None,
            )
        )
        boks.taken.add(line.index)
    return True
