"""A paper read from top to bottom: Document -> Moete, or Plan or Presentasjon where it is no paper of a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.aktoernamn import with_actors
from extract.boks import treatments
from extract.deltakarar import read_attendance
from extract.framside import Framside, read_front
from extract.handling import next_meeting
from extract.lines import Line, lines_of
from extract.nemnt import spelt_out
from extract.nummer import saksnummer
from extract.plan import read_plan
from extract.presentasjon import read_presentasjon
from extract.sak import read_sak
from extract.saker import Utdrag, find_saker
from extract.sakliste import Sakliste, find_saklister
from extract.seksjon import find_label
from extract.tema import with_topics
from extract.trained import load
from extract.utgaave import read_utgaave
from extract.varsel import find_oddities
from model.document import Document
from model.errors import UnreadableError
from model.ids import moete_id, punkt_id, sak_ids
from model.moete import Behandlingssteg, Dokumenttype, Kjelde, Moete, Sak
from model.plan import Plan
from model.presentasjon import Presentasjon

if TYPE_CHECKING:
    from spacy.language import Language


def read_paper(document: Document, spacy_model: str | None = None) -> Moete | Plan | Presentasjon:
    """What a paper says: of a meeting, a plan, or a slide deck.

    ``spacy_model`` is a trained pipeline whose bodies are added to those that the rules find (`extract.trained.load`).
    Raises `UnreadableError` where it is none of them, `UsageError` where there is no such pipeline.
    """
    if deck := read_presentasjon(document):
        return deck
    try:
        return read_moete(document, spacy_model)
    except UnreadableError:
        if plan := read_plan(document):
            return plan
        raise


def read_moete(document: Document, spacy_model: str | None = None) -> Moete:
    """What a board paper says, as the record of its meeting; ``spacy_model`` as in `read_paper`.

    Raises `UnreadableError` where the paper holds no saker of a meeting, `UsageError` where there is no such pipeline.
    """
    trained = load(spacy_model) if spacy_model else None
    lines = lines_of(document)
    saklister = find_saklister(lines)
    utdrag = find_saker(lines, saklister)
    front_end = _front_end(lines, saklister, utdrag)
    listed = saklister[0].start if saklister else front_end
    front = read_front(document, lines, listed, front_end)
    if not utdrag or not _of_a_meeting(front, saklister, utdrag):
        raise UnreadableError(
            f"{document.fil}: found no saker in it; "
            "it does not look like a notice, a case paper or minutes of a meeting, a plan or a slide deck."
        )
    if not front.moetedato:
        _by_treatment(front, utdrag, treatments(lines))
    known = spelt_out(lines)
    following = next_meeting((line.text for line in lines), front.moetedato, known)
    saker = [read_sak(part, front, document, known, following) for part in utdrag]
    return _moete(document, lines[:front_end], front, saklister, utdrag, saker, trained)


def _of_a_meeting(front: Framside, saklister: Sequence[Sakliste], utdrag: Sequence[Utdrag]) -> bool:
    """Plain numbered headings alone are the chapters of a plan or report; a meeting shows by more than them."""
    numbers = [sak.nummer for sak in utdrag if sak.nummer]
    return (
        bool(saklister)
        or front.kind is not None
        or any(number.slashed or number.named for number in numbers)
        or any(
            (label := find_label(line)) and label.rolle in ("framlegg", "behandling", "vedtak")
            for sak in utdrag
            for line in sak.lines
        )
    )


def _by_treatment(front: Framside, utdrag: Sequence[Utdrag], steps: Sequence[Behandlingssteg]) -> None:
    """A paper without a date of its own (an extract, a case paper): its table of treatments names the meeting."""
    numbers = [sak.nummer.text for sak in utdrag if sak.nummer]
    step = next((step for step in steps if step.dato and step.nummer in numbers), None)
    if step:
        front.moetedato = step.dato
        front.utvalg = step.utvalg or front.utvalg


def _front_end(lines: Sequence[Line], saklister: Sequence[Sakliste], utdrag: Sequence[Utdrag]) -> int:
    """The front page ends where the first sak opens."""
    opened = [sak.opened.index for sak in utdrag if sak.opened]
    listed = [liste.end for liste in saklister]
    return min(opened, default=max(listed, default=len(lines)))


def _moete(
    document: Document,
    front_lines: Sequence[Line],
    front: Framside,
    saklister: Sequence[Sakliste],
    utdrag: Sequence[Utdrag],
    saker: list[Sak],
    trained: Language | None,
) -> Moete:
    identity = moete_id(front.organisasjon, front.utvalg, front.moetedato, document.sha256)
    present = read_attendance(front_lines, document, saker)
    top = [line.text for line in front_lines]
    saker = with_actors(saker, front.maalform, front.organisasjon, front.utvalg, present, top, trained)
    saker = [with_topics(sak, front.maalform) for sak in saker]
    identified = _identified(identity, saker, front.moetedato.year if front.moetedato else None)
    return Moete(
        id=identity,
        organisasjon=front.organisasjon,
        utvalg=front.utvalg,
        moetenummer=front.moetenummer,
        moetedato=front.moetedato,
        starttid=front.starttid,
        sluttid=front.sluttid,
        moetested=front.moetested,
        maalform=front.maalform,
        dokumenttypar=_kinds(front, saklister, saker),
        utgaave=read_utgaave(document, front_lines),
        moetedeltakarar=present,
        saker=identified,
        kjelder=[Kjelde(fil=document.fil, sha256=document.sha256)],
        varsel=find_oddities(document, front, utdrag, identified, present),
    )


def _kinds(front: Framside, saklister: Sequence[Sakliste], saker: Sequence[Sak]) -> list[Dokumenttype]:
    """A notice with its sakliste and all the papers behind it is all three."""
    decided = any(sak.vedtak or sak.behandling for sak in saker)
    proposed = any(sak.framlegg for sak in saker)
    kind = front.kind or ("protokoll" if decided else "saksframlegg" if proposed and len(saker) == 1 else "innkalling")
    if kind in ("protokoll", "saerutskrift", "saksframlegg"):
        return [kind]
    out: list[Dokumenttype] = ["innkalling"] if kind == "innkalling" or proposed else []
    if saklister or kind == "sakliste":
        out.append("sakliste")
    if proposed:
        out.append("saksframlegg")
    return out


def _identified(identity: str, saker: Sequence[Sak], year: int | None) -> list[Sak]:
    """The saker with their ids, and their vedtak's points with theirs."""
    numbers = saksnummer([sak.nummer for sak in saker], year)
    out = []
    for sak, sak_id, number in zip(saker, sak_ids(identity, [sak.nummer for sak in saker]), numbers, strict=True):
        update: dict[str, object] = {"id": sak_id, "saksnummer": number}
        if sak.vedtak:
            points = [
                point.model_copy(update={"id": punkt_id(sak_id, "vedtak", place, point.nr)})
                for place, point in enumerate(sak.vedtak.punkt, start=1)
            ]
            update["vedtak"] = sak.vedtak.model_copy(update={"punkt": points})
        out.append(sak.model_copy(update=update))
    return out
