"""A saksframlegg that is still to be written: its meeting, and the sak with the history that the archive has of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus import Archive
from corpus.organ_meetings import organ_called
from corpus.public import is_closed
from model.errors import UsageError
from model.ids import moete_id, slug
from model.moete import Maalform, Moete, Sak
from render.background import Background, organ_name, saksgang, sections, tell, within_sentence
from render.coming_meeting import next_meeting, own_names
from render.earlier import Earlier, earlier, sak_of
from render.words import day, words


@dataclass(frozen=True, slots=True)
class CasePaper:
    """A saksframlegg to write."""

    moete: Moete
    """The meeting that it is for; without a date where none is known."""
    sak: Sak
    """The sak, with its history."""
    notes: list[str]
    """What the writer should know, a sentence each, in the paper's written standard; nothing of it is in the paper."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the writer of a saksframlegg says of it."""

    title: str
    follows: Sequence[str] = ()
    """Ids of saker that it goes on from."""
    case_officer: str | None = None
    archive_number: str | None = None
    closed: str | None = None
    """Legal basis for closing it to the public."""


def case_paper(archive: Archive, organ: str, asked: Asked, when: date | None = None) -> CasePaper:
    """The saksframlegg that was asked for, for the organ's meeting on ``when``.

    Without a day it is for the first meeting after the organ's last that the register of organs has planned; else for
    none yet. Where the title is that of a sak which the coming meeting must treat, it has its number.

    Raises `UsageError` for a title without letters, where neither the archive nor the register knows the organ, and
    where its name means several; `ArchiveError` for an id that is not there.
    """
    if slug(asked.title) == slug(None):
        raise UsageError("A saksframlegg needs a title with letters in it.")
    moete, own = _meeting(archive, organ, when)
    sak = _sak(asked, moete)
    found = earlier(archive, sak, _of_the_organisation(archive, moete, own), moete.moetedato, asked.follows)
    told = tell(found.treatments, moete.maalform, moete, closed=is_closed(sak))
    more: dict[str, object] = {}
    if found.treatments:
        more = _history(sak, found, told, moete.maalform)
        more["saksgang"] = saksgang(found.treatments, moete)
        if sak.arkivsak is None:
            more["arkivsak"] = _archive_number(found, moete)
    sak = sak.model_copy(update=more)
    return CasePaper(moete, sak, _notes(found, moete, sak))


# ---------------------------------------------------------------- the meeting


def _meeting(archive: Archive, organ: str, when: date | None) -> tuple[Moete, list[Moete]]:
    """The meeting that the paper is for, and the organ's meetings that the archive has."""
    known = organ_called(archive, organ)
    register, own = known.register, known.meetings
    last = own[-1] if own else None
    if when is None and register:
        planned = register.next_planned(last.moetedato if last else None)
        when = planned.dato if planned else None
    if when is not None and (register or any(each.moetedato and each.moetedato < when for each in own)):
        return next_meeting(archive, organ, when).moete, own
    organisasjon, utvalg = own_names(last, register)
    maalform: Maalform = (register.maalform if register else None) or (last.maalform if last else "nn")
    identity = moete_id(organisasjon, utvalg, when, "").rstrip("-")
    return Moete(id=identity, organisasjon=organisasjon, utvalg=utvalg, moetedato=when, maalform=maalform), own


def _of_the_organisation(archive: Archive, moete: Moete, own: Sequence[Moete]) -> list[Moete]:
    """The meetings of all organs of the organisation, by date."""
    name = moete.organisasjon or moete.utvalg or ""
    others = [each for each in archive.meetings(organ=name) if _plain(each.organisasjon) == _plain(name)]
    found = {each.id: each for each in (*own, *others)}
    return sorted(found.values(), key=lambda each: (str(each.moetedato or ""), each.id))


def _plain(name: str | None) -> str:
    return (name or "").casefold().strip()


# ---------------------------------------------------------------- the sak


def _sak(asked: Asked, moete: Moete) -> Sak:
    """The coming meeting's sak with this title, or a new one without a number; what the writer says counts."""
    wanted = slug(asked.title, limit=len(asked.title))
    known = next((sak for sak in moete.saker if slug(sak.tittel, limit=len(sak.tittel)) == wanted), None)
    sak = known or Sak(id=f"{moete.id}/sak-{slug(asked.title)}", tittel=asked.title.strip(), sakstype="vedtakssak")
    said = {
        "saksbehandlar": asked.case_officer,
        "arkivsak": asked.archive_number,
        "unntatt_offentlegheit": asked.closed,
    }
    return sak.model_copy(update={field: value for field, value in said.items() if value})


def _history(sak: Sak, found: Earlier, told: Background, maalform: Maalform) -> dict[str, object]:
    """The sections and references; what the coming meeting's list says of other saker stays behind them."""
    same = {each.sak.id for each in found.treatments}
    others = [ref for ref in sak.tilvisingar if ref.maal and sak_of(ref.maal) not in same]
    kept = [block for part in sak.seksjonar for block in part.blokker] if others else []
    return {
        "seksjonar": sections([*told.blokker, *kept], maalform),
        "tilvisingar": [*told.tilvisingar, *others],
    }


def _archive_number(found: Earlier, moete: Moete) -> str | None:
    """The archive number of the earlier treatments, where all in the organisation that have one have the same."""
    home = _plain(moete.organisasjon or moete.utvalg)
    numbers = {
        each.sak.arkivsak
        for each in found.treatments
        if each.sak.arkivsak and _plain(each.moete.organisasjon or each.moete.utvalg) == home
    }
    return numbers.pop() if len(numbers) == 1 else None


# ---------------------------------------------------------------- what the writer should know


def _notes(found: Earlier, moete: Moete, sak: Sak) -> list[str]:
    maalform = moete.maalform
    notes = []
    if moete.moetedato is None:
        organ = within_sentence(organ_name(moete, moete, maalform))
        notes.append(_note("utan_dato", maalform, organ=organ[:1].upper() + organ[1:]))
    if not is_closed(sak):
        notes += [
            _note("unntatt", maalform, id=each.sak.id, heimel=each.sak.unntatt_offentlegheit)
            for each in found.treatments
            if is_closed(each.sak)
        ]
    for meeting, each in found.maybe:
        key = "kanskje_unntatt" if is_closed(each) else "kanskje"
        notes.append(_note(key, maalform, tittel=each.tittel, dato=day(meeting.moetedato, maalform), id=each.id))
    return notes


def _note(key: str, maalform: Maalform, **values: object) -> str:
    text: str = words("background")["merknad"][key][maalform]
    return text.format(**values)
