"""One meeting out of what several papers say of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar, get_args

from corpus.match import SameSak, in_order, match_saker, number_key, plain_text
from corpus.versions import current
from model.canonical import canonical_json
from model.document import Record
from model.ids import punkt_id, sak_ids
from model.moete import Dokumenttype, Kjelde, Moete, Punkt, Rolle, Sak, Seksjon, Varsel

# Minutes know best what happened; then the extract of them, the case papers, the notice, its agenda.
RANK: tuple[Dokumenttype, ...] = ("protokoll", "saerutskrift", "saksframlegg", "innkalling", "sakliste")
_OF_MINUTES: tuple[Dokumenttype, ...] = ("protokoll", "saerutskrift")
_OF_THE_MEETING: tuple[Rolle, ...] = ("behandling", "roeysting", "vedtak")

_T = TypeVar("_T", Record, str)


def merge(readings: Sequence[Moete]) -> Moete:
    """The meeting that all ``readings`` (one for each paper of it) tell of; the same in whatever order they come.

    A paper that another stands in place of (`corpus.versions`) says nothing more. Field by field, the paper of the
    highest kind (`RANK`) that says something is believed; proposal, attachments and sections stay where the minutes
    lack them. Where papers contradict each other on number, title or place, a warning holds both. One reading alone
    comes out as it is.
    """
    if len(readings) == 1:
        return readings[0]
    every = _by_rank(readings)
    if any(paper.id != every[0].id for paper in every):
        raise ValueError(f"papers of different meetings: {sorted({paper.id for paper in every})}")
    papers, replaced = current(every)
    top = papers[0]
    matched = in_order(match_saker([paper.saker for paper in papers]), [paper.saker for paper in papers])
    conflicts = [
        *_conflict("ulike-moetenummer", "the number of the meeting", [(p.moetenummer, p.kjelder[0]) for p in papers]),
        *_conflict("ulike-moetestader", "the place of the meeting", [(p.moetested, p.kjelder[0]) for p in papers]),
        *(conflict for same in matched for conflict in _sak_conflicts(same, papers)),
    ]
    kinds = {kind for paper in every for kind in paper.dokumenttypar}
    return top.model_copy(
        update={
            **{name: _first(papers, name) for name in _PLAIN},
            "dokumenttypar": [kind for kind in get_args(Dokumenttype) if kind in kinds],
            "saker": with_ids(top.id, [_merge_sak(same) for same in matched]),
            "kjelder": sorted((one for paper in every for one in paper.kjelder), key=lambda one: (one.fil, one.sha256)),
            "varsel": _union([*(paper.varsel for paper in papers), replaced, conflicts]),
        }
    )


_PLAIN = (
    "organisasjon", "utvalg", "moetenummer", "moetedato", "starttid", "sluttid", "moetested", "moetedeltakarar",
)  # fmt: skip
_PLAIN_OF_SAK = (
    "arkivsak", "saksbehandlar", "saksgang", "unntatt_offentlegheit", "framlegg", "behandling", "roeysting", "vedtak",
    "vedlegg", "kjelde",
)  # fmt: skip
_ALL_OF_SAK = ("tilvisingar", "datoar", "beloep", "aktoerar", "tema")


def _by_rank(papers: Sequence[Moete]) -> list[Moete]:
    """The highest kind first; of one kind by file, and of one file, where it was read in two ways, by what was read."""
    of_file = Counter(_rank(paper) for paper in papers)
    return sorted(papers, key=lambda one: (*_rank(one), canonical_json(one) if of_file[_rank(one)] > 1 else ""))


def _rank(paper: Moete) -> tuple[int, str]:
    kind = min((RANK.index(kind) for kind in paper.dokumenttypar), default=len(RANK))
    return kind, min(kjelde.sha256 for kjelde in paper.kjelder)


def _first(records: Sequence[Record], name: str) -> Any:  # noqa: ANN401 - the field's own type
    """What the first record that says something says; a proposal or vedtak without points says less than one with."""
    values = [value for record in records if (value := getattr(record, name))]
    return next(
        (value for value in values if getattr(value, "punkt", True)), values[0] if values else getattr(records[0], name)
    )


def _union(lists: Iterable[Sequence[_T]]) -> list[_T]:
    """What any of the lists has, as often as the one that has it most often.

    Where it stands does not count, nor in which written standard a theme is named.
    """
    out: list[_T] = []
    most: Counter[str] = Counter()
    for items in lists:
        here: Counter[str] = Counter()
        for item in items:
            key = item if isinstance(item, str) else item.model_dump_json(exclude={"kjelde", "namn"})
            here[key] += 1
            if here[key] > most[key]:
                out.append(item)
        most |= here
    return out


def _merge_sak(same: SameSak) -> Sak:
    saker = same.saker
    if len(saker) == 1:
        return saker[0]
    numbered = next((sak for sak in saker if sak.nummer), saker[0])
    merged = saker[0].model_copy(
        update={
            **{name: _first(saker, name) for name in _PLAIN_OF_SAK},
            **{name: _union(getattr(sak, name) for sak in saker) for name in _ALL_OF_SAK},
            "nummer": numbered.nummer,
            "saksnummer": numbered.saksnummer,
            "seksjonar": _sections([sak.seksjonar for sak in saker]),
        }
    )
    told = next((sak for sak in saker if sak.vedtak is merged.vedtak), merged)
    if merged.vedtak and merged.vedtak.som_framlegg and merged.framlegg and not told.framlegg:
        # Minutes that say no more than "as proposed" decide the points of the notice's proposal.
        merged = merged.model_copy(update={"vedtak": merged.vedtak.model_copy(update={"punkt": merged.framlegg.punkt})})
    return merged


def _sections(of_papers: Sequence[list[Seksjon]]) -> list[Seksjon]:
    """The sections of the first paper, and of each further one the chapters whose role is still lacking.

    They stand before what happened in the meeting, since that is when they were written.
    """
    out = _chapters(of_papers[0])
    for sections in of_papers[1:]:
        roles = {chapter[0].rolle for chapter in out}
        for chapter in _chapters(sections):
            if chapter[0].rolle not in roles:
                is_late = chapter[0].rolle in _OF_THE_MEETING
                places = (at for at, one in enumerate(out) if one[0].rolle in _OF_THE_MEETING)
                out.insert(len(out) if is_late else next(places, len(out)), chapter)
    return [section for chapter in out for section in chapter]


def _chapters(sections: Sequence[Seksjon]) -> list[list[Seksjon]]:
    """Sections of the highest level, each with those below it."""
    out: list[list[Seksjon]] = []
    top = min((section.nivaa for section in sections), default=1)
    for section in sections:
        if out and section.nivaa > top:
            out[-1].append(section)
        else:
            out.append([section])
    return out


def _sak_conflicts(same: SameSak, papers: Sequence[Moete]) -> list[Varsel]:
    saker = same.saker
    sources = [told.sak.kjelde or papers[told.paper].kjelder[0] for told in same.told]
    name = saker[0].nummer or saker[0].tittel
    titles = zip((sak.tittel for sak in saker), sources, strict=True)
    found = _conflict("ulike-titlar", f"the title of sak {name}", list(titles))
    if len({key for sak in saker if (key := number_key(sak.nummer)) is not None}) > 1:
        numbers = zip((sak.nummer for sak in saker), sources, strict=True)
        found += _conflict("ulike-saksnummer", f"the number of sak {name}", list(numbers))
    # Only those who were there know what was decided; a notice can't contradict them.
    decided = [
        (told.sak, source)
        for told, source in zip(same.told, sources, strict=True)
        if set(papers[told.paper].dokumenttypar) & set(_OF_MINUTES)
    ]
    found += _conflict("ulike-vedtak", f"the vedtak in sak {name}", [(_decision(sak), at) for sak, at in decided])
    found += _conflict("ulike-roeystingar", f"the vote in sak {name}", [(_count(sak), at) for sak, at in decided])
    return found


def _decision(sak: Sak) -> str | None:
    """The points of the vedtak in one line; None where the paper only says that the proposal is adopted."""
    if sak.vedtak is None or sak.vedtak.som_framlegg:
        return None
    return " ".join(punkt.tekst for punkt in sak.vedtak.punkt)


def _count(sak: Sak) -> str | None:
    vote = sak.roeysting
    return f"{vote.for_} for, {vote.mot} against" if vote and None not in (vote.for_, vote.mot) else None


def _conflict(code: str, what: str, said: Sequence[tuple[str | None, Kjelde]]) -> list[Varsel]:
    """A warning with every reading, where the papers say different things; spacing, case and signs don't count."""
    different: dict[str, tuple[str, Kjelde]] = {}
    for text, source in said:
        if text:
            different.setdefault(plain_text(text), (text, source))
    if len(different) < 2:
        return []
    readings = ", ".join(f"«{text}» ({source.fil})" for text, source in different.values())
    return [
        Varsel(kode=code, melding=f"The papers differ on {what}: {readings}.", kjelde=next(iter(different.values()))[1])
    ]


def with_ids(moete: str, saker: Sequence[Sak]) -> list[Sak]:
    """The saker of a meeting, each with its id, and each point of a vedtak with its."""
    out = []
    for sak, sak_id in zip(saker, sak_ids(moete, [sak.nummer for sak in saker]), strict=True):
        update: dict[str, object] = {"id": sak_id}
        if sak.vedtak:
            points = [_with_id(sak_id, place, punkt) for place, punkt in enumerate(sak.vedtak.punkt, start=1)]
            update["vedtak"] = sak.vedtak.model_copy(update={"punkt": points})
        out.append(sak.model_copy(update=update))
    return out


def _with_id(sak: str, place: int, punkt: Punkt) -> Punkt:
    return punkt.model_copy(update={"id": punkt_id(sak, "vedtak", place, punkt.nr)})
