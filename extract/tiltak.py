"""Tables of tiltak: each row of a plan of action with its time, who is responsible and what it costs.

A row may hold several tiltak stacked in one cell, each with its own lines in the other cells. The blocks of the column
that tells who is responsible say how many there are; entries of the narrow columns belong to the block on whose lines
they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from extract.beloep import find_amounts
from extract.knowledge import alternatives, says, table, words
from extract.lines import kjelde
from model.document import Cell, Document, Source, Table
from model.plan import Tiltak

_FIELDS = ("tiltak", "satsingsomraade", "strategi", "tid", "ansvar", "deltaking", "budsjett")
_INHERITED = ("satsingsomraade", "strategi")
SUM_LETTERS = 40  # the head of a row of sums is short; a tiltak may begin with "Samla ..."
LEAST_BARE = 1000  # below it a number without a unit is no kroner: it may be thousands, hours or a share of a post
_BARE = re.compile(r"^(?:kr\.?\s*)?(\d{1,3}(?:[ .\u00a0]\d{3})+|\d+)(?:,(\d+))?(?:,-)?$")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its fields (two where its head names both) and the unit of its numbers, in NOK."""

    fields: tuple[str, ...]
    unit: int


def columns_of(block: Table) -> dict[int, Column]:
    """The columns by the head row; empty where the table is none of tiltak."""
    if not block.rows:
        return {}
    found: dict[int, Column] = {}
    at = 0
    for cell in block.rows[0]:
        if fields := _fields(cell.text):
            found[at] = Column(fields, _unit(cell.text))
        at += cell.colspan
    named = [field for column in found.values() for field in column.fields]
    others = {"tid", "ansvar", "deltaking", "budsjett"} & set(named)
    return found if named.count("tiltak") == 1 and others and len(block.rows) > 1 else {}


def _fields(head: str) -> tuple[str, ...]:
    """The fields whose words a head holds, the first word first; a head names one thing, or responsible and others."""
    text = re.sub(r"\([^)]*\)", "", head).lower()
    first = {
        field: match.start()
        for field in _FIELDS
        if (match := re.search(rf"(?<![\wæøå]){alternatives(table('plan')['kolonne'][field])}", text))
    }
    order = sorted(first, key=lambda field: (first[field], _FIELDS.index(field)))
    return ("ansvar", "deltaking") if order[:2] == ["ansvar", "deltaking"] else tuple(order[:1])


def _unit(head: str) -> int:
    units = table("plan")["eining"]
    return next((int(factor) for factor, found in units.items() if says(head.lower(), {"both": found})), 1)


def read_tiltak(block: Table, document: Document, omraade: str | None) -> list[Tiltak]:
    """The tiltak of a table, row by row; ``omraade`` is the heading above it. Empty where the table is none of tiltak.

    A merged or blank cell for the field of effort or the strategy means the one above. A row that is one merged cell
    names the rows below it: their area, or their field of effort where a heading tells the area.
    """
    columns = columns_of(block)
    out: list[Tiltak] = []
    above: dict[str, str] = {}
    band = ""
    head = [cell.text if cell else "" for cell in next(iter(grid(block)), [])]
    for row in grid(block)[max(block.header_rows, 1) :] if columns else []:
        if _adds_up(row) or [cell.text if cell else "" for cell in row] == head:
            continue
        if (named := _band(row)) is not None:
            band, above = named, {}
            continue
        cells = {
            field: (cell, column)
            for at, column in columns.items()
            if (cell := row[at]) is not None
            for field in column.fields
        }
        for field in _INHERITED:
            said = _plain(cells[field][0].text) if field in cells else ""
            above[field] = said or above.get(field, "")
        if "tiltak" not in cells:
            continue
        for one in _stacked({field: (cell.text, column) for field, (cell, column) in cells.items()}):
            where = cells["tiltak"][0].source
            source = where if where != Source() else block.source
            out.append(
                Tiltak(
                    omraade=omraade or band or None,
                    satsingsomraade=above["satsingsomraade"] or (band if omraade else "") or None,
                    strategi=above["strategi"] or None,
                    kjelde=kjelde(document, source),
                    **one,
                )
            )
    return out


def _band(row: Sequence[Cell | None]) -> str | None:
    """The text of a row that is one merged cell; null for other rows."""
    cells = {id(cell): cell for cell in row if cell is not None}
    return _plain(next(iter(cells.values())).text) if len(cells) == 1 and len(row) > 1 and None not in row else None


def _adds_up(row: Sequence[Cell | None]) -> bool:
    """Whether the row adds up the ones above: ``Sum``, ``Totalt`` in its first cell with words."""
    first = next((_plain(cell.text) for cell in row if cell is not None and cell.text.strip()), "")
    return len(first) <= SUM_LETTERS and says(first, table("plan")["sum"])


def grid(block: Table) -> list[list[Cell | None]]:
    """The rows as a grid: a merged cell stands in every place that it covers, a missing one is null."""
    width = max((sum(cell.colspan for cell in row) for row in block.rows), default=0)
    covered: dict[tuple[int, int], Cell] = {}
    out: list[list[Cell | None]] = []
    for y, row in enumerate(block.rows):
        at = 0
        for cell in row:
            while (y, at) in covered:
                at += 1
            for down in range(cell.rowspan):
                for right in range(cell.colspan):
                    covered[y + down, at + right] = cell
        out.append([covered.get((y, x)) for x in range(width)])
    return out


# ---------------------------------------------------------------- one row


def _stacked(cells: dict[str, tuple[str, Column]]) -> list[dict[str, str | float | None]]:
    """The tiltak of one row."""
    text = cells["tiltak"][0]
    starts = _starts(cells)
    parts = _parts(text)
    if len(starts) < 2 or len(parts) != len(starts):
        starts, parts = [0], [_plain(text)]
    out = []
    for place, part in enumerate(parts):
        said: dict[str, str] = {
            field: _at(cells[field][0], starts, place)
            for field in ("tid", "ansvar", "deltaking", "budsjett")
            if field in cells
        }
        ansvar, deltaking = _people(said, cells)
        money = _plain(said["budsjett"]) if "budsjett" in said else None
        unit = cells["budsjett"][1].unit if "budsjett" in cells else 1
        out.append(
            {
                "tiltak": part,
                "tid": _plain(said.get("tid", "")) or None,
                "ansvar": ansvar or None,
                "deltaking": deltaking or None,
                "budsjett_tekst": money,
                "budsjett_mill": budget(money, unit) if money else None,
            }
        )
    return [one for one in out if one["tiltak"]]


def _people(said: dict[str, str], cells: dict[str, tuple[str, Column]]) -> tuple[str, str]:
    """Who is responsible and who takes part, from two columns or from one."""
    text = said.get("ansvar", "")
    shared = "ansvar" in cells and "deltaking" in cells["ansvar"][1].fields
    if shared or any(_labelled(line)[0] for line in text.split("\n")):
        ansvar, deltaking = _who(text)
        return ansvar, deltaking or ("" if shared else _plain(said.get("deltaking", "")))
    return _plain(text), _plain(said.get("deltaking", ""))


def _parts(text: str) -> list[str]:
    """The tiltak of a cell, parted by empty lines."""
    return [_plain(part) for part in re.split(r"\n\s*\n", text) if part.strip()]


def _starts(cells: dict[str, tuple[str, Column]]) -> list[int]:
    """On which lines the blocks begin that tell who is responsible."""
    if "ansvar" not in cells:
        return [0]
    lines = cells["ansvar"][0].split("\n")
    labelled = [at for at, line in enumerate(lines) if _labelled(line)[0] == "ansvar"]
    if len(labelled) > 1:
        return labelled
    return [at for at, line in enumerate(lines) if line.strip() and (at == 0 or not lines[at - 1].strip())]


def _at(text: str, starts: Sequence[int], place: int) -> str:
    """The part of a cell that belongs to a block: one entry each where there are as many, else by the lines."""
    if len(starts) == 1:
        return text
    lines = text.split("\n")
    entries: list[tuple[int, list[str]]] = []
    for at, line in enumerate(lines):
        if not line.strip():
            continue
        if at in starts or not entries or not lines[at - 1].strip():
            entries.append((at, []))
        entries[-1][1].append(line)
    if len(entries) == len(starts):
        return "\n".join(entries[place][1])
    mine = [
        found for at, found in entries if max(i for i, start in enumerate(starts) if start <= at or i == 0) == place
    ]
    return "\n".join(line for found in mine for line in found)


@cache
def _cell_labels() -> dict[str, str]:
    return {word: field for field in ("ansvar", "deltaking") for word in table("plan")["celle"][field]}


def _labelled(line: str) -> tuple[str | None, str]:
    """The field that a line names before its colon, and the rest."""
    head, colon, rest = line.partition(":")
    field = _cell_labels().get(head.strip().lower()) if colon else None
    return field, rest.strip() if field else line.strip()


def _who(text: str) -> tuple[str, str]:
    """Who is responsible and who takes part, out of a cell for both; one sentence without labels is said of both."""
    said: dict[str, list[str]] = {"ansvar": [], "deltaking": []}
    field = "ansvar"
    lines = [line for line in text.split("\n") if line.strip()]
    both = re.match(rf"(?i){alternatives(_both())}\s+", text.strip())
    if both:
        rest = _plain(text.strip()[both.end() :])
        return rest, rest
    for place, line in enumerate(lines):
        named, rest = _labelled(line)
        if named:
            field = named
        elif place and said["ansvar"] and field == "ansvar" and not said["deltaking"] and line[:1].isupper():
            field = "deltaking"  # a line of its own below who is responsible
        said[field].append(rest)
    return _plain(" ".join(said["ansvar"])), _plain(" ".join(said["deltaking"]))


@cache
def _both() -> list[str]:
    cell = table("plan")["celle"]
    return [f"{one} og {other}" for one in cell["ansvar"] for other in cell["deltaking"]]


def budget(text: str, unit: int) -> float | None:
    """A budget in million NOK; ``unit`` is what a bare number of its column counts in. Null where no amount stands."""
    if amounts := find_amounts(text):
        return round(sum(amount.nok for amount in amounts) / 1_000_000, 6) if len(amounts) == 1 else None
    if match := _BARE.match(text.strip()):
        number = float(re.sub(r"\D", "", match[1]) + (f".{match[2]}" if match[2] else ""))
        bare = unit == 1 and text.strip() == match[1]
        if bare and (0 < number < LEAST_BARE or re.fullmatch(r"(?:19|20)\d\d", match[1])):
            return None
        return round(number * unit / 1_000_000, 6)
    return None


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def rejoined(found: Iterable[Tiltak], text: str) -> list[Tiltak]:
    """Words that a hyphen broke at the end of a line are whole again where the paper writes them whole elsewhere."""
    whole = set(re.findall(r"[\wæøåÆØÅ]+", text.lower()))

    def mend(value: object) -> object:
        if not isinstance(value, str):
            return value
        return re.sub(
            r"([\wæøåÆØÅ]{3,})-([a-zæøå]{3,})",
            lambda match: match[1] + match[2] if (match[1] + match[2]).lower() in whole else match[0],
            value,
        )

    names = ("satsingsomraade", "strategi", "tiltak", "ansvar", "deltaking")
    return [one.model_copy(update={name: mend(getattr(one, name)) for name in names}) for one in found]


def is_plan_title(text: str) -> bool:
    """Whether a title says that the paper is a plan."""
    return (
        re.search(rf"(?i)(?:^|[\s\wæøå-]){alternatives(words(table('plan')['tittel']))}(?![\wæøå])", text) is not None
    )
