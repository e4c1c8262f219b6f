"""What a paper says of a meeting, and the difference between that and what was read of it, field by field.

`expected` is explicit about each kind of paper: the fields that it shows stand in `SHOWN`, and everything else must be
read as empty, for a paper claims nothing that does not stand in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from extract import read_moete
from ingest import read
from model.ids import sak_ids
from model.moete import Blokk, Dokumenttype, Moete, Punkt, Rolle, Sak, Seksjon, Varsel
from render import to_pdf, write_paper
from render.context import Kind
from render.marks import marker
from render.vote import vote_lines

KINDS: tuple[Kind, ...] = ("innkalling", "saksframlegg", "protokoll", "saerutskrift")
OF_ONE_SAK = ("saksframlegg", "saerutskrift")
OF_THE_MEETING: dict[Kind, tuple[str, ...]] = {
    "innkalling": (
        "id", "organisasjon", "utvalg", "moetenummer", "moetedato", "starttid", "sluttid", "moetested", "maalform",
    ),
    "saksframlegg": ("id", "organisasjon", "utvalg", "moetedato", "maalform"),
    "protokoll": (
        "id", "organisasjon", "utvalg", "moetenummer", "moetedato", "starttid", "sluttid", "moetested", "maalform",
        "moetedeltakarar",
    ),
    "saerutskrift": (
        "id", "organisasjon", "utvalg", "moetenummer", "moetedato", "starttid", "sluttid", "moetested", "maalform",
    ),
}  # fmt: skip
"""The fields of a meeting that each paper shows; a saksframlegg is of one sak, and only names the meeting."""
OF_A_SAK: dict[Kind, tuple[str, ...]] = {
    "innkalling": (
        "id", "nummer", "saksnummer", "tittel", "sakstype", "arkivsak", "saksbehandlar", "saksgang",
        "unntatt_offentlegheit", "seksjonar", "framlegg", "vedlegg",
    ),
    "saksframlegg": (
        "id", "nummer", "saksnummer", "tittel", "sakstype", "arkivsak", "saksbehandlar", "saksgang",
        "unntatt_offentlegheit", "seksjonar", "framlegg", "vedlegg",
    ),
    "protokoll": (
        "id", "nummer", "saksnummer", "tittel", "sakstype", "arkivsak", "unntatt_offentlegheit", "framlegg",
        "behandling", "roeysting", "vedtak",
    ),
    "saerutskrift": (
        "id", "nummer", "saksnummer", "tittel", "sakstype", "arkivsak", "saksbehandlar", "saksgang",
        "unntatt_offentlegheit", "framlegg", "behandling", "roeysting", "vedtak",
    ),
}  # fmt: skip
"""The fields of a sak that each paper shows: the case papers all but what the meeting did with it."""
DERIVED = ("handlingar", "tilvisingar", "datoar", "beloep", "aktoerar", "tema")
"""Read out of the text; compared by reading twice (`again`)."""
OF_THE_FILE = ("kjelde", "kjelder", "sjekksum")
"""Where and in which file it stands."""
HEADINGS: dict[str, dict[Rolle, str]] = {
    "nn": {
        "framlegg": "Framlegg til vedtak", "vedlegg": "Vedlegg", "behandling": "Handsaming", "roeysting": "Røysting",
        "vedtak": "Vedtak",
    },
    "nb": {
        "framlegg": "Forslag til vedtak", "vedlegg": "Vedlegg", "behandling": "Behandling", "roeysting": "Votering",
        "vedtak": "Vedtak",
    },
}  # fmt: skip
"""What the templates write over the parts that have a place of their own; such a part is a section too."""


def read_back(kind: Kind, moete: Moete, folder: Path, sak: Sak | None = None, *, pdf: bool = False) -> Moete:
    """Write the paper and read it."""
    word = write_paper(kind, moete, folder / "paper.docx", sak=sak, force=True)
    return read_moete(read(to_pdf(word, force=True) if pdf else word))


# ---------------------------------------------------------------- what the paper says


def expected(kind: Kind, moete: Moete, sak: Sak | None = None) -> Moete:
    """The meeting as far as the paper shows it."""
    saker = [_shown(kind, each, moete) for each in ([sak] if sak else moete.saker)]
    if sak:  # alone in its paper, it is known by its number only
        saker = [each.model_copy(update={"id": sak_ids(moete.id, [each.nummer])[0]}) for each in saker]
    fields = {name: getattr(moete, name) for name in OF_THE_MEETING[kind]}
    return Moete(**fields, saker=saker, dokumenttypar=_kinds(kind, saker), varsel=list(_oddities(kind, saker)))


def _oddities(kind: Kind, saker: Sequence[Sak]) -> Iterator[Varsel]:
    """What a reader should be told of: saker on the list without a number, and proposals that nothing is said of."""
    for sak in saker:
        if kind != "saksframlegg" and not sak.nummer:
            yield Varsel(kode="nummer-manglar", melding="")
        if kind == "protokoll" and sak.framlegg and not sak.vedtak:
            yield Varsel(kode="vedtak-manglar", melding="")


def _kinds(kind: Kind, saker: Sequence[Sak]) -> list[Dokumenttype]:
    if kind != "innkalling":
        return [kind]
    return ["innkalling", "sakliste", "saksframlegg"] if any(sak.framlegg for sak in saker) else [kind, "sakliste"]


def _shown(kind: Kind, sak: Sak, moete: Moete) -> Sak:
    fields = {name: getattr(sak, name) for name in OF_A_SAK[kind]}
    if kind == "saerutskrift" and sak.vedtak:  # who gets an extract has not the minutes: the points stand in full
        fields["vedtak"] = sak.vedtak.model_copy(update={"som_framlegg": False})
    minutes = kind in ("protokoll", "saerutskrift")
    fields["seksjonar"] = _minutes(kind, Sak(**fields), moete) if minutes else _case_paper(kind, sak, moete)
    return Sak(**fields)


def _case_paper(kind: Kind, sak: Sak, moete: Moete) -> list[Seksjon]:
    """Text before any heading, proposal, attachments, and the sak's own sections."""
    untitled = [part for part in sak.seksjonar if part.tittel is None]
    titled = [part for part in sak.seksjonar if part.tittel is not None]
    out = [*untitled]
    wanted = sak.framlegg or sak.sakstype in ("vedtakssak", "val")
    out += [_proposal(sak, moete)] if wanted else []
    unwritten = kind == "saksframlegg" and all(
        part.rolle == "bakgrunn" or (part.rolle == "saksframstilling" and not part.blokker) for part in sak.seksjonar
    )
    names = [Blokk(type="punkt", tekst=name, merke="•") for name in sak.vedlegg]
    out += [_section("vedlegg", moete, names)] if names or unwritten else []
    if unwritten:
        return [*out, *_to_write(titled, moete)]
    return [*out, *titled]


def _to_write(titled: list[Seksjon], moete: Moete) -> list[Seksjon]:
    """The headings that a saksframlegg has for a person to write under."""
    words = {
        "nn": ["Saksframstilling", "Bakgrunn", "Vurdering", "Økonomiske konsekvensar", "Konklusjon"],
        "nb": ["Saksframstilling", "Bakgrunn", "Vurdering", "Økonomiske konsekvenser", "Konklusjon"],
    }[moete.maalform]
    account = titled or [
        Seksjon(tittel=words[0], rolle="saksframstilling", nivaa=1),
        Seksjon(tittel=words[1], rolle="bakgrunn", nivaa=2),
    ]
    return [*account, *(Seksjon(tittel=word, rolle="vurdering", nivaa=2) for word in words[2:])]


def _minutes(kind: Kind, sak: Sak, moete: Moete) -> list[Seksjon]:
    """Proposal, proceedings, vote and vedtak, each where it is known; minutes have a place for what is not yet."""
    extract = kind == "saerutskrift"
    minor = sak.sakstype in ("opning", "ymse")
    out = [_proposal(sak, moete)] if sak.framlegg else []
    if sak.behandling or not extract:
        out.append(_section("behandling", moete, sak.behandling))
    if sak.roeysting or not (extract or minor or sak.sakstype in ("orientering", "referat")):
        told = [Blokk(type="avsnitt", tekst=line.tekst) for line in vote_lines(sak.roeysting, moete.maalform)]
        out.append(_section("roeysting", moete, told))
    if sak.vedtak or not minor:
        out.append(_section("vedtak", moete, _decision(sak, moete)))
    return out


def _decision(sak: Sak, moete: Moete) -> list[Blokk]:
    if sak.vedtak and sak.vedtak.som_framlegg:
        words = {"nn": "Vedteke i samsvar med framlegget.", "nb": "Vedtatt i samsvar med forslaget."}
        return [Blokk(type="avsnitt", tekst=words[moete.maalform])]
    return _points(sak.vedtak.punkt if sak.vedtak else [])


def _proposal(sak: Sak, moete: Moete) -> Seksjon:
    part = _section("framlegg", moete, _points(sak.framlegg.punkt if sak.framlegg else []))
    if sak.framlegg and sak.framlegg.organ:
        of = {"nn": f"{sak.framlegg.organ} sitt framlegg", "nb": f"{sak.framlegg.organ}s forslag"}[moete.maalform]
        part = part.model_copy(update={"tittel": f"{of} til vedtak"})
    return part


def _section(rolle: Rolle, moete: Moete, blocks: Sequence[Blokk]) -> Seksjon:
    return Seksjon(tittel=HEADINGS[moete.maalform][rolle], rolle=rolle, blokker=list(blocks))


def _points(points: Sequence[Punkt]) -> list[Blokk]:
    """Points as the text of a section: what has a number or stands below another is an item of a list."""
    return [
        Blokk(
            type="punkt" if point.nr or point.nivaa else "avsnitt",
            tekst=point.tekst,
            merke=marker(point.nr) or ("–" if point.nivaa else None),
            nivaa=point.nivaa,
        )
        for point in points
    ]


# ---------------------------------------------------------------- the difference


NOT_YET_IN_PDF = ("nivaa",)
"""A PDF does not yet keep the level of every dash below a bullet, so levels are compared in Word files only."""


def difference(want: Moete, got: Moete, *, derived: bool = False, pdf: bool = False) -> list[str]:
    """A line for each field that differs, with both values; ``derived`` compares `DERIVED` too."""
    leave = OF_THE_FILE if derived else (*OF_THE_FILE, *DERIVED)
    leave = (*leave, *NOT_YET_IN_PDF) if pdf else leave
    left, right = (_plain(each.model_dump(mode="json", by_alias=True), leave) for each in (want, got))
    return list(_differ(left, right, "moete"))


def _plain(value: Any, leave: Sequence[str]) -> Any:
    if isinstance(value, dict):
        codes = [each["kode"] for each in value.get("varsel", [])]
        plain = {key: _plain(part, leave) for key, part in value.items() if key not in leave}
        return plain | {"varsel": codes} if "varsel" in plain else plain
    if isinstance(value, list):
        return [_plain(part, leave) for part in value]
    return value


def _differ(want: Any, got: Any, where: str) -> Iterator[str]:
    if isinstance(want, dict) and isinstance(got, dict):
        for key in want:
            yield from _differ(want[key], got[key], f"{where}.{key}")
    elif isinstance(want, list) and isinstance(got, list):
        for place, (one, other) in enumerate(zip_longest(want, got)):
            if one != other and len(want) != len(got):
                told = f"{where}[{place}] (wanted {len(want)} in all, read {len(got)})"
                yield f"{told}:\n    wanted {one!r}\n    read   {other!r}"
                return
            yield from _differ(one, other, f"{where}[{place}]")
    elif want != got:
        yield f"{where}:\n    wanted {want!r}\n    read   {got!r}"
