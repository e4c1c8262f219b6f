"""The finished papers of a folder, and their places among the saker of a coming meeting.

Each file is read as `saksgang import` reads it; what can't be read stops nothing and becomes a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from corpus.versions import version
from extract.organ import is_organ
from ingest import Missed, Paper, read_bytes, unpack
from model.errors import UnreadableError, UsageError
from model.moete import Dokumenttype, Moete, Sak
from render.promises import same_sak

MOST_FILES = 1_000
"""Files of a folder that are looked at; the papers of one meeting are a few dozen."""
_MINUTES: tuple[Dokumenttype, ...] = ("protokoll", "saerutskrift")
_WORD = ".docx"


@dataclass(frozen=True, slots=True)
class Gathered:
    """A sak out of a finished paper."""

    fil: str
    """The file's name, without folders."""
    moete: Moete
    """What the paper says of the meeting that it is for."""
    sak: Sak
    """The sak."""
    word: bytes | None = None
    """The file's bytes where it is a Word file (.docx)."""


class Place(NamedTuple):
    """A place of the coming meeting's list: a sak that was there, a paper, or both."""

    sak: int | None
    """Place of the sak in the list as it was."""
    paper: Gathered | None


# ---------------------------------------------------------------- reading the folder


def gather(folder: Path) -> tuple[list[Gathered], list[str]]:
    """The saker of the papers in ``folder``, by file name, and a sentence for each file that gave none.

    Lock files (``~$x.docx``), hidden files, folders and whole innkallingar (papers with a sakliste) are left out. Of
    two papers on the same sak the newer version counts (`model.moete.Utgaave`), else the last by name; a sentence says
    which. Raises `UsageError` where there is no such folder.
    """
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder} to take papers from.")
    found: list[Gathered] = []
    told: list[str] = []
    for path in _files(folder):
        try:
            for paper in unpack(path):
                if isinstance(paper, Missed):
                    told += [paper.reason] if paper.is_fault else []
                elif not paper.is_letter:
                    found += _read(paper, told)
        except UnreadableError as failure:
            told.append(str(failure))
    return _newest(found, told), told


def _files(folder: Path) -> Iterator[Path]:
    names = sorted(path for path in folder.iterdir() if not path.name.startswith((".", "~$")) and path.is_file())
    if len(names) > MOST_FILES:
        raise UsageError(
            f"{folder} holds more than {MOST_FILES} files; put the meeting's papers in a folder of their own."
        )
    yield from names


def _read(paper: Paper, told: list[str]) -> list[Gathered]:
    from extract import read_moete

    try:
        document = read_bytes(paper.data, paper.name, inside=paper.inside)
        moete = read_moete(document)
    except UnreadableError as failure:
        told.append(str(failure))
        return []
    if set(moete.dokumenttypar) & set(_MINUTES):
        told.append(f"{paper.name} holds minutes, not a saksframlegg, and is left out.")
        return []
    if "sakliste" in moete.dokumenttypar:
        return []  # an innkalling, maybe the one that was written here before
    word = paper.data if document.format == "docx" else None
    return [Gathered(paper.name, moete, sak, word) for sak in moete.saker]


def _newest(found: Sequence[Gathered], told: list[str]) -> list[Gathered]:
    """Each sak once; ``told`` gets a sentence for each paper that another stands in place of."""
    out: list[Gathered] = []
    for each in found:
        at = next((at for at, other in enumerate(out) if other.fil != each.fil and _same(other.sak, each.sak)), None)
        if at is None:
            out.append(each)
            continue
        new, old = version(each.moete), version(out[at].moete)
        kept, left = (out[at], each) if new < old else (each, out[at])
        why = "the newer version" if new != old else "the last by name; neither says which version it is"
        told.append(f"{kept.fil} and {left.fil} are both on «{kept.sak.tittel}»; {kept.fil} is taken, {why}.")
        out[at] = kept
    return out


def _same(one: Sak, other: Sak) -> bool:
    """Whether two papers are on the same sak; different numbers or archive numbers tell them apart."""
    for mine, others in ((one.arkivsak, other.arkivsak), (one.nummer, other.nummer)):
        if mine and others and mine != others:
            return False
    return same_sak(one, other)


# ---------------------------------------------------------------- their places in the list


def for_meeting(
    papers: Sequence[Gathered], names: Sequence[str | None], when: date
) -> tuple[list[Gathered], list[str]]:
    """The papers that are for the organ (by any of its ``names``) on that day, and a sentence for each other file.

    A paper that names no organ or no day counts as meant for this one; so does one whose table of treatments does.
    """
    ours = {_plain(name) for name in names if name}
    kept: list[Gathered] = []
    told: dict[str, str] = {}
    for paper in papers:
        steps = [(step.utvalg, step.dato) for step in paper.sak.saksgang]
        own = paper.moete.utvalg or paper.moete.organisasjon, paper.moete.moetedato
        meant = [own, *steps]
        if any(_is_ours(organ, ours) and day in (None, when) for organ, day in meant):
            kept.append(paper)
        elif not _is_ours(own[0], ours):
            told[paper.fil] = f"{paper.fil} is for another organ ({own[0]}) and is left out."
        else:
            told[paper.fil] = f"{paper.fil} is for the meeting on {own[1]} and is left out."
    return kept, list(told.values())


def _is_ours(organ: str | None, ours: set[str]) -> bool:
    """Whether a name means the organ; a bare ``rådet`` means any råd."""
    if organ is None or _plain(organ) in ours:
        return True
    kind = re.sub(r"(?:et|en|a)$", "", _plain(organ))
    return is_organ(organ) and any(kind in name for name in ours)


def _plain(name: str) -> str:
    return re.sub(r"[^\w]+", " ", name.casefold()).strip()


def put_in(saker: Sequence[Sak], papers: Sequence[Gathered], last: Moete | None) -> list[Place]:
    """The list with the papers in it: each at its sak, the others as new saker before Ymse.

    New vedtakssaker stand behind those of the list, orienteringar before or behind them as in the organ's ``last``
    meeting.
    """
    free = dict(enumerate(saker))
    taken: dict[int, Gathered] = {}
    new: list[Gathered] = []
    for paper in papers:
        alike = [at for at, sak in free.items() if same_sak(sak, paper.sak)]
        if alike:
            best = max(alike, key=lambda at: (_likeness(free[at], paper.sak), -at))
            taken[best] = paper
            del free[best]
        else:
            new.append(paper)
    places = [Place(at, taken.get(at)) for at in range(len(saker))]
    kinds = [(taken[at].sak if at in taken else sak).sakstype for at, sak in enumerate(saker)]
    for paper in new:
        at = _slot(kinds, informs=_informs(paper.sak), decided_first=_decided_first(last))
        places.insert(at, Place(None, paper))
        kinds.insert(at, paper.sak.sakstype)
    return places


def _likeness(one: Sak, other: Sak) -> tuple[bool, bool, bool]:
    return (
        bool(one.arkivsak) and one.arkivsak == other.arkivsak,
        _plain(one.tittel) == _plain(other.tittel),
        bool(one.nummer) and one.nummer == other.nummer,
    )


def _informs(sak: Sak) -> bool:
    return sak.sakstype in ("orientering", "referat")


def _decided_first(last: Moete | None) -> bool:
    """Whether the organ decides before it is told things; with one kind only, it does."""
    kinds = [
        _informs(sak)
        for sak in (last.saker if last else [])
        if sak.sakstype in ("vedtakssak", "val", "orientering", "referat")
    ]
    return not kinds or not kinds[0] or all(kinds)


def _slot(kinds: Sequence[str], *, informs: bool, decided_first: bool) -> int:
    """Where a new sak comes in."""
    end = kinds.index("ymse") if "ymse" in kinds else len(kinds)
    told = [at for at in range(end) if kinds[at] in ("orientering", "referat")]
    decided = [at for at in range(end) if kinds[at] in ("vedtakssak", "val")]
    own, other = (told, decided) if informs else (decided, told)
    if own:
        return own[-1] + 1
    # The kind that comes last stands behind the other, the kind that comes first in front of it.
    return end if informs == decided_first or not other else other[0]
