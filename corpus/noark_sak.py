"""The papers of a meeting and of its saker as moeteregistrering; see `corpus.export_noark` for what stands where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath

from corpus.noark_xml import (
    Element,
    add,
    add_known,
    add_made,
    add_own,
    catalogue,
    element,
    moment,
    system_id,
    text_or_unknown,
)
from corpus.public import is_closed
from corpus.sources import files_of
from model.canonical import plain
from model.moete import Blokk, Dokumenttype, Kjelde, Moete, Punkt, Rolle, Sak, Seksjon, Vedtak

PaperKinds = Callable[[str], Sequence[Dokumenttype]]

_BEFORE: tuple[Dokumenttype, ...] = ("innkalling", "sakliste", "saksframlegg")
"""Papers of before the meeting: a proposal that stands in none of them is only repeated by the minutes."""
_OF_MEETING: tuple[Dokumenttype, ...] = ("innkalling", "sakliste", "protokoll")
"""Papers of the whole meeting; the others are papers of a sak."""
_OF_MINUTES: tuple[Rolle, ...] = ("behandling", "roeysting", "vedtak")


@dataclass
class _Record:
    """A moeteregistrering before it is written."""

    id: str
    kind: str
    title: str
    files: list[Kjelde] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    sak: Sak | None = None
    basis: list[str] = field(default_factory=list)
    """Legal bases for closing (parts of) its documents."""
    open_too: set[str] = field(default_factory=set)
    """Checksums of the files in which open things stand."""
    points: list[Punkt] = field(default_factory=list)
    sections: list[Seksjon] = field(default_factory=list)
    account: list[Blokk] = field(default_factory=list)
    vedtak: Vedtak | None = None
    to: str | None = None
    """Id of the later record of the same sak."""
    fro: str | None = None
    """Id of the earlier one."""


def registrations(moete: Moete, day: date, kinds: PaperKinds) -> Iterator[Element]:
    """The papers of the meeting, then those of its saker in their order."""
    papers = {kjelde.sha256: tuple(kinds(kjelde.sha256)) for kjelde in moete.kjelder}
    of_saker = [record for sak in moete.saker for record in _of_sak(moete, sak, papers)]
    used = {kjelde.sha256 for record in of_saker for kjelde in record.files}
    open_saker = [sak for sak in moete.saker if not is_closed(sak)]
    open_too = files_of(open_saker, moete.moetedeltakarar)
    for record in [*_of_meeting(moete, papers, used), *of_saker]:
        record.open_too = open_too
        yield _written(record, moete, day)


def _of_meeting(moete: Moete, papers: dict[str, tuple[Dokumenttype, ...]], used: set[str]) -> Iterator[_Record]:
    """A record for each kind that a file was; of a file of a sak only where no sak names it."""
    table = catalogue()["papir"]
    closed = [sak for sak in moete.saker if is_closed(sak)]
    for kjelde in moete.kjelder:
        kinds = papers[kjelde.sha256] or tuple(moete.dokumenttypar if len(moete.dokumenttypar) == 1 else ())
        shown: list[Dokumenttype | None] = [kind for kind in kinds if kind in _OF_MEETING]
        if not shown:
            if kjelde.sha256 in used:
                continue
            shown = [kinds[0] if kinds else None]
        # A withheld sak says no more where it stands, so every paper of its meeting may hold it.
        basis = [
            text_or_unknown(sak.unntatt_offentlegheit)
            for sak in closed
            if not files_of(sak) or kjelde.sha256 in files_of(sak)
        ]
        for kind in shown:
            yield _Record(
                id=f"{moete.id}/papir/{kjelde.sha256}/{kind or 'ukjend'}",
                kind=str(table[kind]) if kind else str(catalogue()["ukjent"]),
                title=" ".join([str(table[kind]) if kind else kjelde.fil, meeting_title(moete)]),
                files=[kjelde],
                basis=list(dict.fromkeys(basis)),
            )


def meeting_title(moete: Moete) -> str:
    """The organ and the day, ``Styret 2025-03-12``."""
    return " ".join([moete.utvalg or moete.organisasjon or moete.id, str(moete.moetedato or "")]).strip()


def _of_sak(moete: Moete, sak: Sak, papers: dict[str, tuple[Dokumenttype, ...]]) -> list[_Record]:
    """Saksframlegg and Saksprotokoll, one of them, or that the sak was on the sakliste only."""
    names = catalogue()["sak"]
    known = {kjelde.sha256: kjelde for kjelde in moete.kjelder}
    before = [each for each in sak.seksjonar if each.rolle not in _OF_MINUTES]
    minutes = [each for each in sak.seksjonar if each.rolle in _OF_MINUTES]
    framlegg_files = files_of(sak.framlegg, before)
    vedtak_files = files_of(sak.vedtak, sak.behandling, sak.roeysting, minutes)
    has_framlegg = bool(sak.framlegg or before) and _is_before(moete, framlegg_files, papers)
    has_vedtak = bool(sak.vedtak or sak.behandling or sak.roeysting or minutes)
    basis = [text_or_unknown(sak.unntatt_offentlegheit)] if is_closed(sak) else []
    here = files_of(sak.kjelde)

    def record(part: str, files: set[str]) -> _Record:
        places = [known[each] for each in sorted(files or here, key=lambda each: _order(known, each)) if each in known]
        return _Record(
            id=f"{sak.id}/{part}", kind=str(names[part]), title=sak.tittel, files=places, sak=sak, basis=basis
        )

    out: list[_Record] = []
    if has_framlegg:
        out.append(framlegg := record("framlegg", framlegg_files))
        framlegg.points, framlegg.sections = (sak.framlegg.punkt if sak.framlegg else []), before
    if has_vedtak or (not has_framlegg and (sak.framlegg or before)):
        out.append(protokoll := record("protokoll", vedtak_files))
        protokoll.vedtak, protokoll.points = sak.vedtak, sak.vedtak.punkt if sak.vedtak else []
        protokoll.sections = minutes if has_framlegg else sak.seksjonar
        protokoll.account = [] if any(each.rolle == "behandling" for each in minutes) else sak.behandling
    if not out:
        out.append(record("berre_nemnd", here))
    out[0].attachments = sak.vedlegg
    if len(out) > 1:
        out[0].to, out[1].fro = out[1].id, out[0].id
    return out


def _order(known: dict[str, Kjelde], sha256: str) -> tuple[str, str]:
    return (known[sha256].fil if sha256 in known else "", sha256)


def _is_before(moete: Moete, files: set[str], papers: dict[str, tuple[Dokumenttype, ...]]) -> bool:
    """Whether this stands in a paper of before the meeting, as far as its files, else the meeting, tell."""
    kinds = {kind for sha256 in files for kind in papers.get(sha256, ())} or set(moete.dokumenttypar)
    return not kinds or not kinds.isdisjoint(_BEFORE)


def _written(record: _Record, moete: Moete, day: date) -> Element:
    sak = record.sak
    made = element("registrering", "moeteregistrering")
    add(made, "systemID", system_id(record.id))
    add_made(made, day, closed=False)
    add(made, "arkivertDato", moment(day))
    add(made, "arkivertAv", text_or_unknown(None))
    if sak and record.basis:
        _screen(made, record.basis, "registrering", None)
    for number, kjelde in enumerate(record.files, start=1):
        _document(made, record, kjelde, number, day)
    for number, name in enumerate(record.attachments, start=len(record.files) + 1):
        _attachment(made, record, name, number, day)
    add(made, "registreringsID", record.id)
    add(made, "tittel", text_or_unknown(record.title))
    if sak and record.basis:
        add(made, "offentligTittel", str(catalogue()["skjerming"]["offentleg_tittel"]))
    add_known(made, "beskrivelse", "\n".join(_point(punkt) for punkt in record.points))
    for tema in sak.tema if sak else []:
        add_known(made, "noekkelord", tema.namn or tema.uri)
    if sak:
        _own(made, record, sak)
    add(made, "moeteregistreringstype", record.kind)
    if sak:
        add_known(made, "moetesakstype", catalogue()["sakstype"].get(sak.sakstype))
    add(made, "administrativEnhet", text_or_unknown(None))
    add(made, "saksbehandler", text_or_unknown(sak.saksbehandlar if sak else None))
    if record.to:
        add(made, "referanseTilMoeteregistrering", system_id(record.to))
    if record.fro:
        add(made, "referanseFraMoeteregistrering", system_id(record.fro))
    return made


def _screen(parent: Element, basis: list[str], what: str, how_much: str | None) -> None:
    table = catalogue()["skjerming"]
    made = add(parent, "skjerming")
    add(made, "tilgangsrestriksjon", str(table["tilgangsrestriksjon"]))
    add(made, "skjermingshjemmel", "; ".join(basis))
    add(made, "skjermingMetadata", str(table[what]))
    if how_much:
        add(made, "skjermingDokument", str(table[how_much]))


def _document(parent: Element, record: _Record, kjelde: Kjelde, number: int, day: date) -> None:
    """A file of the paper, as its main document; a second file is another reading of the same and an attachment."""
    id = f"{record.id}/dokument/{kjelde.sha256}"
    made = _description(parent, record, id, record.kind, record.title, number, day, main=number == 1)
    if record.basis:
        alone = record.sak is not None and kjelde.sha256 not in record.open_too
        _screen(made, record.basis, "dokument", "heile" if alone else "delar")
    obj = add(made, "dokumentobjekt")
    add(obj, "systemID", system_id(f"{id}/objekt"))
    add(obj, "versjonsnummer", "1")
    add(obj, "variantformat", str(catalogue()["variantformat"]))
    add(obj, "format", text_or_unknown(PurePath(kjelde.fil).suffix.removeprefix(".").lower()))
    add_made(obj, day, closed=False)
    add(obj, "referanseDokumentfil", text_or_unknown(kjelde.fil))
    add(obj, "sjekksum", kjelde.sha256)
    add(obj, "sjekksumAlgoritme", str(catalogue()["sjekksumalgoritme"]))
    add(obj, "filstoerrelse", "0")


def _attachment(parent: Element, record: _Record, name: str, number: int, day: date) -> None:
    """An attachment that the paper names; its file is not known."""
    kind = str(catalogue()["sak"]["vedlegg"])
    made = _description(parent, record, f"{record.id}/vedlegg/{number}", kind, name, number, day, main=False)
    if record.basis:
        _screen(made, record.basis, "dokument", "heile")


def _description(
    parent: Element, record: _Record, id: str, kind: str, title: str, number: int, day: date, *, main: bool
) -> Element:
    made = add(parent, "dokumentbeskrivelse")
    add(made, "systemID", system_id(id))
    add(made, "dokumenttype", kind)
    add(made, "dokumentstatus", str(catalogue()["dokumentstatus"]))
    add(made, "tittel", text_or_unknown(title))
    add_made(made, day, closed=False)
    add(made, "tilknyttetRegistreringSom", str(catalogue()["hoveddokument" if main else "vedlegg"]))
    add(made, "dokumentnummer", str(number))
    add(made, "tilknyttetDato", moment(day))
    add(made, "tilknyttetAv", text_or_unknown(None))
    return made


def _own(parent: Element, record: _Record, sak: Sak) -> None:
    """What the catalogue has no element for, and the text."""
    made = add(parent, "virksomhetsspesifikkeMetadata")
    add_own(made, "sak", id=sak.id, nummer=sak.nummer, arkivsak=sak.arkivsak, sakstype=sak.sakstype)
    if record.vedtak:
        add_own(made, "vedtak", utfall=record.vedtak.utfall, organ=record.vedtak.organ, dato=record.vedtak.dato)
        vote = sak.roeysting
        if vote:
            counts: dict[str, object] = {"resultat": vote.resultat, "for": vote.for_, "mot": vote.mot}
            add_own(made, "roeysting", None, **counts)
    for punkt in record.points:
        add_own(made, "punkt", punkt.tekst, id=punkt.id, nr=punkt.nr, nivaa=punkt.nivaa)
        for handling in punkt.handlingar:
            add_own(made, "handling", None, punkt=punkt.id or punkt.nr, **plain(handling))
    for section in record.sections:
        _blocks(add_own(made, "seksjon", rolle=section.rolle, tittel=section.tittel), section.blokker)
    if record.account:
        _blocks(add_own(made, "seksjon", rolle="behandling"), record.account)


def _blocks(parent: Element, blocks: list[Blokk]) -> None:
    for block in blocks:
        add_own(parent, block.type, block.tekst, merke=block.merke)


def _point(punkt: Punkt) -> str:
    return f"{punkt.nr}. {punkt.tekst}" if punkt.nr else punkt.tekst
