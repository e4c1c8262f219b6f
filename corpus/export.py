"""The archive's meetings in a format that other programs read.

========  ==============================================================================================
jsonl     one meeting a line, the record of the archive itself
csv       one row for each point of a vedtak, for a spreadsheet
parquet   the same rows with types, for statistics (needs pyarrow)
ics       the meetings and the due dates of the vedtak, as a calendar
noark5    ``arkivstruktur.xml`` of the archive standard Noark 5, for a deposit
========  ==============================================================================================

The same meetings always give the same bytes: no clock, no random ids.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date
from pathlib import Path
from typing import BinaryIO, Literal, get_args

from corpus.legal_text import legal
from corpus.public import public
from model.canonical import plain
from model.errors import UsageError
from model.moete import Dokumenttype, Handling, Moete, Punkt, Sak

Format = Literal["jsonl", "csv", "parquet", "ics", "noark5"]
FORMATS: tuple[Format, ...] = get_args(Format)
FILE_NAMES = {"jsonl": "moete.jsonl", "csv": "vedtak.csv", "parquet": "vedtak.parquet", "ics": "moete.ics",
              "noark5": "arkivstruktur.xml"}  # fmt: skip
"""The name that a format has in a folder."""
NEEDS_FILE: tuple[Format, ...] = ("parquet", "noark5")
"""Formats that are no text for a pipe, or that only mean something as a file."""

PaperKinds = Callable[[str], Sequence[Dokumenttype]]
"""The kinds of paper that the file with a checksum was."""

LIST_MARK = " | "
"""Between the values of a cell that holds several; no paper uses it in a topic's name."""


@dataclass(frozen=True)
class Row:
    """A row of the sheet: a point of a vedtak, or a sak without one. Names are those of the records.

    A point that sets several things in motion has a row for each, so that every row has one recipient, one due date
    and one amount to sort and sum by; ``handling`` numbers them from 1, and ``punkt_id`` tells that it is one point.
    """

    moete_id: str
    organisasjon: str | None
    utvalg: str | None
    moetedato: date | None
    sak_id: str
    nummer: str | None
    tittel: str
    sakstype: str
    unntatt_offentlegheit: str | None
    utfall: str | None
    punkt_id: str | None
    punkt_nr: str | None
    tekst: str | None
    handling: int | None
    verb: str | None
    mottakar: str | None
    frist: str | None
    beloep: float | None
    tema: str | None
    kjelde_fil: str | None
    side: int | None


COLUMNS = tuple(field.name for field in fields(Row))


def rows(meetings: Iterable[Moete]) -> Iterator[Row]:
    """The rows of the meetings, in their order and that of their saker and points."""
    for moete in meetings:
        for sak in moete.saker:
            points: list[Punkt | None] = [*sak.vedtak.punkt] if sak.vedtak else []
            for punkt in points or [None]:
                things: list[tuple[int | None, Handling | None]] = (
                    [*enumerate(punkt.handlingar, start=1)] if punkt else []
                )
                for number, handling in things or [(None, None)]:
                    yield _row(moete, sak, punkt, number, handling)


def _row(moete: Moete, sak: Sak, punkt: Punkt | None, number: int | None, handling: Handling | None) -> Row:
    kjelde = (punkt and punkt.kjelde) or (sak.vedtak and sak.vedtak.kjelde) or sak.kjelde
    return Row(
        moete_id=moete.id,
        organisasjon=moete.organisasjon,
        utvalg=moete.utvalg,
        moetedato=moete.moetedato,
        sak_id=sak.id,
        nummer=sak.nummer,
        tittel=sak.tittel,
        sakstype=sak.sakstype,
        unntatt_offentlegheit=sak.unntatt_offentlegheit,
        utfall=sak.vedtak.utfall if sak.vedtak else None,
        punkt_id=punkt.id if punkt else None,
        punkt_nr=punkt.nr if punkt else None,
        tekst=punkt.tekst if punkt else None,
        handling=number,
        verb=handling.verb if handling else None,
        mottakar=handling.mottakar if handling else None,
        frist=handling.frist if handling else None,
        beloep=handling.beloep if handling else None,
        tema=LIST_MARK.join(tema.namn or tema.uri for tema in sak.tema) or None,
        kjelde_fil=kjelde.fil if kjelde else None,
        side=kjelde.side if kjelde else None,
    )


def export(
    meetings: Iterable[Moete], format: Format, out: BinaryIO, kinds: PaperKinds, *, with_closed: bool = False
) -> list[str]:
    """Write the meetings to ``out``; returns the ids of those that the format has no place for.

    Saker that are closed to the public are withheld (`corpus.public.public`) unless ``with_closed``. ``kinds`` tells
    the kinds of paper that a file was; Noark 5 asks for them. A meeting without a date has no place in a calendar,
    nor in Noark 5, which demands one. Raises `UsageError` where pyarrow is missing or nothing is left to deposit.
    """
    shown = iter(meetings) if with_closed else map(public, meetings)
    match format:
        case "jsonl":
            for moete in shown:
                out.write(json_line(moete))
            return []
        case "csv":
            out.writelines(csv_lines(COLUMNS, map(astuple, rows(shown))))
            return []
        case "parquet":
            from corpus.export_parquet import write_parquet

            write_parquet(rows(shown), out)
            return []
        case "ics":
            from corpus.calendar import calendar, entries

            known = list(shown)
            out.write(calendar(entry for moete in known for entry in entries(moete)))
            return [moete.id for moete in known if moete.moetedato is None]
        case "noark5":
            from corpus.export_noark import write_noark

            return write_noark(shown, out, kinds)


def json_line(moete: Moete) -> bytes:
    """The meeting's record on one line, keys sorted, as in the archive."""
    data = json.dumps(plain(moete), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return f"{data}\n".encode()


# A cell that begins with one of these is taken for a formula, and what stands in papers comes from outside
# (OWASP, "CSV Injection"); the full-width letters are the same to a spreadsheet in some languages.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BOM = "\ufeff"


def csv_lines(columns: Iterable[str], rows: Iterable[Iterable[str | float | date | None]]) -> Iterator[bytes]:
    """The rows as a sheet that a Norwegian Excel opens by a double click, its head first.

    Excel splits at the list separator of the machine, which is ``;`` where the comma is the decimal mark, as it is in
    Norway; for the same reason amounts have a decimal comma. Without the byte order mark it takes UTF-8 for Windows'
    own letters, and æ, ø and å are lost. Lines end as RFC 4180 says.
    """
    yield _BOM.encode() + _csv_line(columns)
    for row in rows:
        yield _csv_line([_cell(value) for value in row])


def _csv_line(cells: Iterable[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line, delimiter=";", lineterminator="\r\n").writerow(cells)
    return line.getvalue().encode()


def _cell(value: str | float | date | None) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        text = legal(value)
        return f"'{text}" if text.startswith(_FORMULA) else text
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value).replace(".", ",")
    return str(value)


def target_file(out: Path, format: Format, *, force: bool) -> Path:
    """The file to write: ``out``, or the format's own name in it where it is a folder.

    Raises `UsageError` where it can't be written, or is there already and ``force`` does not allow to replace it.
    """
    target = out / FILE_NAMES[format] if out.is_dir() else out
    if target.is_dir():
        raise UsageError(f"{target} is a folder; give the name of the file to write.")
    if not target.parent.is_dir():
        raise UsageError(f"The folder {target.parent} does not exist; make it first, or write somewhere else.")
    if target.exists() and not force:
        raise UsageError(f"{target} is already there and is not overwritten; use another name, or --force.")
    return target


def write_file(target: Path, write: Callable[[BinaryIO], list[str]]) -> list[str]:
    """Let ``write`` fill ``target`` so that a failure leaves the old file or the new one, never a half.

    Returns what ``write`` does. Raises `UsageError` where the disk refuses.
    """
    # Beside the target, so that the last step is a rename within one disk.
    temporary = target.with_name(f".{target.name[:40]}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            told = write(file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except OSError as error:
        raise UsageError(f"{target} can't be written: {error.strerror or error}.") from error
    finally:
        temporary.unlink(missing_ok=True)
    return told
