"""Tables of attendance: columns by their heads, rows of persons, groups that stand side by side."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from extract.deltakar import attribute, note_on, person_of, substitute
from extract.knowledge import says, table, words
from extract.lines import Line
from extract.namn import split_name
from model.moete import Deltakar, Frammoete

_ROWS = 500  # rows that are remembered: each is asked whether it is the head of a table
_MARK = 4  # letters of a mark in the column of those who were absent: FO, X, MF


@cache
def heads() -> dict[str, str]:
    """What the heads of columns mean, by their words."""
    return {word: name for name, entry in table("deltakarar")["kolonne"].items() for word in words(entry)}


def columns_of(line: Line) -> dict[str, int]:
    """Columns of the head row of an attendance table; empty for other lines."""
    return dict(_columns(line.cells)) if len(line.cells) > 1 else {}


@lru_cache(_ROWS)
def _columns(cells: tuple[str, ...]) -> Mapping[str, int]:
    found = {heads().get(re.sub(r"\s+", " ", cell.lower()).strip(" .:")): at for at, cell in enumerate(cells)}
    named = {name: at for name, at in found.items() if name}
    return named if "namn" in named and len(named) > 1 and len(named) >= len(cells) - 1 else {}


def filled_in(lines: Sequence[Line]) -> list[Line]:
    """The lines without those rows of attendance tables that do not say whether the person met.

    A column that tells both who met and who did not (``Frammøte``) is one to fill in: where no row, or some row with a
    word for those who met, is filled in, an empty cell says nothing yet. Where only the absences are marked, it says
    that the others met.
    """
    out: list[Line] = []
    column: int | None = None
    for line in lines:
        if line.table is None:
            column = None
        elif columns_of(line):
            column = _unfilled(line, lines)
        if column is None or column >= len(line.cells) or columns_of(line) or not _is_open(line.cells[column]):
            out.append(line)
    return out


def _unfilled(head: Line, lines: Sequence[Line]) -> int | None:
    """The column of a table's attendance where empty cells say nothing; null where there is none."""
    both = words(table("deltakarar")["to_vegar"])
    column = next((at for at, cell in enumerate(head.cells) if cell.lower().strip(" .:") in both), None)
    if column is None:
        return None
    cells = [line.cells[column] for line in lines if line.table == head.table and column < len(line.cells)][1:]
    filled = [cell.lower().strip(" .") for cell in cells if not _is_open(cell)]
    absent = table("deltakarar")["celle"]["forfall"]
    return None if filled and all(cell in absent for cell in filled) else column


def _is_open(cell: str) -> bool:
    """Whether a cell is still to be filled in."""
    return cell.lower().strip(" .…_") in ("", *words(table("deltakarar")["uutfylt"]))


def row_of(line: Line, columns: dict[str, int], status: Frammoete) -> list[Deltakar]:
    """A row of an attendance table; where empty cells have fallen out, the others are known by what they say."""
    marks = table("deltakarar")["celle"]
    whole = len(line.cells) > max(columns.values(), default=0)
    by_column = {name: line.cells[at].strip() for name, at in columns.items()} if whole else {}
    person: Deltakar | None = None
    before: str | None = None
    of_name = by_column.get("namn", "") if split_name(by_column.get("namn", ""))[0] else ""
    aside = {columns[name] for name in ("kommune", "parti") if whole and name in columns}  # «Indre Holme» is no person
    for cell in (cell.strip() for at, cell in enumerate(line.cells) if at not in aside):
        plain = cell.lower().strip(" .")
        name, title = split_name(cell) if person or not of_name or cell == of_name else (None, None)
        if not cell:
            continue
        if person is None and name:
            person = person_of(name, title or before, cell, status, None)
            if before and re.match(r"(?i)vara(?!ordf|leiar|leder)", before):
                person = person.model_copy(update={"frammoete": "vara"})
        elif person is None:
            before = cell
        elif by_column.get("forfall") == cell and (said := _attended(cell)):
            person = person.model_copy(update={"frammoete": said[0] if status == "moett" else status})
            person = note_on(person, said[1]) if said[1] else person
        elif _is_absent(cell, by_column):
            person = person.model_copy(update={"frammoete": "forfall"})
        elif plain in marks["vara"]:
            person = person.model_copy(update={"frammoete": "vara"})
        elif plain in marks["moett"] or plain == "x":
            continue
        elif name:
            person = person.model_copy(update={"frammoete": "vara", "vara_for": name})
        elif match := re.match(r"(?i)(?:vara\s+)?for\s+(.+)", cell):
            person = substitute(person, match[1])
        else:
            person = attribute(person, cell, "")
    if person and "forfall" not in by_column and says(by_column.get("moett", ""), marks["nei"]):
        person = person.model_copy(update={"frammoete": "forfall"})
    out = [_by_columns(person, by_column)] if person else []
    instead = re.match(r"(?i)vara(?:medlem\w*)?\s+(.+?)\s+møtte\b", by_column.get("merknad", ""))
    if person and instead and (name := split_name(instead[1])[0]):
        out.append(Deltakar(namn=name, frammoete="vara", vara_for=person.namn, kommune=out[0].kommune))
    substitute_name = split_name(by_column.get("vara", ""))[0]
    if person and substitute_name:
        met = Deltakar(namn=substitute_name, frammoete="vara", vara_for=person.namn)
        out = [out[0].model_copy(update={"frammoete": "forfall", "vara_for": None}), met]
    return out


def _attended(cell: str) -> tuple[Frammoete, str] | None:
    """Status and bracket of a cell that says in a word how somebody met: ``Møtte (frå sak 4/26)``, ``Vara``."""
    marks = table("deltakarar")["celle"]
    match = re.fullmatch(r"([^()]+?)\s*(?:\(([^()]*)\))?", cell)
    plain = match[1].lower().strip(" .") if match else ""
    if not match or len(plain) < _MARK:
        return None
    statuses: tuple[Frammoete, ...] = ("moett", "vara", "forfall")
    status = next((status for status in statuses if plain in marks[status]), None)
    return (status, (match[2] or "").strip()) if status else None


def _is_absent(cell: str, by_column: dict[str, str]) -> bool:
    """Whether a cell says that the person was absent: by its word, or as a mark in the column for that."""
    marks = table("deltakarar")["celle"]
    plain = cell.lower().strip(" .")
    if by_column.get("forfall") == cell and len(plain) <= _MARK and not says(plain, marks["til_stades"]):
        return True
    return plain in marks["forfall"] and (not by_column or by_column.get("forfall") == cell or plain != "x")


def _by_columns(person: Deltakar, cells: dict[str, str]) -> Deltakar:
    """Office, party and kommune as the columns say, where the row has all of its cells."""
    said = {name: cells[name] for name in ("funksjon", "parti", "kommune") if cells.get(name)}
    if re.match(r"(?i)vara\w*\s+for\b", said.get("funksjon", "")):
        del said["funksjon"]
    if not cells:
        return person
    kommune = re.sub(r"\s+kommune$", "", said["kommune"]) if "kommune" in said else None
    parti = (
        said["parti"].split(",")[0].strip() if "parti" in said else None
    )  # «…, perm. kl. 14» is of an hour, not of it
    return person.model_copy(
        update={"funksjon": said.get("funksjon"), "parti": parti, "kommune": kommune} if said else {}
    )
