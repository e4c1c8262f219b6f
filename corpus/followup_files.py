"""Open points as a sheet or a calendar."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, Literal

from corpus.calendar import Entry, calendar, how_exact
from corpus.due import due_day
from corpus.export import csv_lines
from corpus.export_words import words
from corpus.followup import OpenPoint

COLUMNS = (
    "frist", "forfalt", "kven", "tekst", "organisasjon", "utvalg", "moetedato", "nummer", "tittel", "slag", "lukka_av",
    "lukka_tekst", "id",
)  # fmt: skip


def write_points(points: Iterable[OpenPoint], format: Literal["csv", "ics"], out: BinaryIO) -> list[str]:
    """Write the points to ``out``; returns the ids of those that the format has no place for.

    A sheet has a row for each; a calendar only those with a due date, on its last day where it is a month or year.
    """
    if format == "csv":
        out.writelines(csv_lines(COLUMNS, map(_row, points)))
        return []
    known = list(points)
    out.write(calendar(entry for point in known if (entry := _entry(point))))
    return [point.id for point in known if not _entry(point)]


def _row(point: OpenPoint) -> list[str | None]:
    label = words(point.maalform)
    return [
        point.frist, label["ja"] if point.forfalt else label["nei"], point.kven, point.tekst, point.organisasjon,
        point.utvalg, point.dato.isoformat() if point.dato else None, point.nummer, point.tittel, point.slag,
        point.lukka_av, point.lukka_tekst, point.id,
    ]  # fmt: skip


def _entry(point: OpenPoint) -> Entry | None:
    day = due_day(point.frist) if point.frist else None
    if day is None or point.frist is None:
        return None
    label = words(point.maalform)
    about = label["vedtak_i"].format(
        utvalg=point.utvalg or point.organisasjon or point.moete,
        dato=point.dato.isoformat() if point.dato else "",
        sak=point.nummer or point.tittel,
    )
    who = f" ({point.kven})" if point.kven else ""
    return Entry(
        uid=f"{point.id}/frist/{point.frist}@saksgang",
        title=f"{label['frist']}: {point.tittel}{who}",
        day=day,
        text="\n\n".join(part for part in (point.tekst, about, how_exact(point.maalform, point.frist)) if part),
        stamp=point.dato,
    )
