"""Which version of a paper it is: ``Utkast til protokoll``, ``Revidert sakliste 5.12.2025``, ``innkalling_v2.docx``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import PurePath

from extract.dato import find_dates
from extract.knowledge import alternatives, table, words
from extract.lines import Line, kjelde
from model.document import Document, Source
from model.moete import Utgaave

_TOP = 40  # lines in which a paper says it
_LONGEST = 12  # words of a line that says it
_NUMBER = re.compile(r"\W{0,2}(?:nr\.?\s*)?(\d{1,2})(?![\d.]*\d)")


def read_utgaave(document: Document, lines: Sequence[Line]) -> Utgaave | None:
    """The version that the paper calls itself, by a line on top of it, else by its file's name.

    A line says it only beside the name of a kind of paper, or alone with a date or number: ``Revidert budsjett`` is a
    sak.
    """
    for line in lines[:_TOP]:
        if len(line.text.split()) <= _LONGEST and (match := _of_line().search(line.text.strip())):
            return _utgaave(document, match, line.text.strip(), line.source)
    name = re.sub(r"[_\s]+|(?<!\d)-|-(?!\d)", " ", PurePath(document.fil).stem)
    match = _of_name().search(name)
    return _utgaave(document, match, name, Source()) if match else None


def _utgaave(document: Document, match: re.Match[str], text: str, source: Source) -> Utgaave:
    slag = next(slag for slag in ("utkast", "revidert", "endeleg") for at in ("", "_2") if _group(match, f"{slag}{at}"))
    rest = text[match.end() :]
    dates = find_dates(rest)
    number = None if dates else _NUMBER.match(rest)
    return Utgaave(
        tekst=text,
        slag=slag,
        dato=dates[0].day if dates else None,
        nr=int(number[1]) if number else None,
        kjelde=kjelde(document, source),
    )


def _group(match: re.Match[str], name: str) -> str | None:
    return match.groupdict().get(name)


def _kinds(suffix: str) -> str:
    tables = table("utgaave")
    return "|".join(f"(?P<{slag}{suffix}>{'|'.join(words(entry))})" for slag, entry in tables.items())


@cache
def _of_line() -> re.Pattern[str]:
    papers = [word for entry in table("organ")["dokumenttype"].values() for word in words(entry)]
    paper = rf"\w*{alternatives(papers)}"
    before = rf"(?:{_kinds('')})(?![\wæøå])(?:\s+(?:til|av))?\s+{paper}(?![\wæøå])"
    alone = (
        rf"(?:{paper}\s*[-–,(]*\s*)?(?:{_kinds('_2')})(?![a-zæøå])(?=[\s:.,()\d]*(?:\d\.\s*[a-zæøå]+\s+\d{{4}}\)?)?$)"
    )
    return re.compile(rf"^\(?(?:{before}|{alone})", re.IGNORECASE)


@cache
def _of_name() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-zæøå])(?:{_kinds('')})(?![a-zæøå])", re.IGNORECASE)
