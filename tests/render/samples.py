"""Made-up meetings for the tests of render, and what is needed to look at the papers written of them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from corpus.followup import Asked, OpenPoint
from corpus.organ_meetings import KnownOrgan
from corpus.organs import find_organ
from extract.nummer import saksnummer
from model.ids import moete_id, sak_ids
from model.moete import Blokk, Deltakar, Framlegg, Moete, Punkt, Sak, Seksjon, Vedtak
from model.organ import Organ

COUNCIL = "Fjordlandet regionråd"


def points(*texts: str) -> list[Punkt]:
    """One text is a point without a number, several are 1, 2, 3; ``a|text`` gives its own, nested under a figure."""
    out = []
    for place, text in enumerate(texts, start=1):
        number, _, own = text.rpartition("|")
        nested = int(number.isalpha() and any(each.nr and each.nr.isdigit() for each in out))
        out.append(Punkt(nr=number or (str(place) if len(texts) > 1 else None), tekst=own, nivaa=nested))
    return out


def sak(tittel: str, nummer: str | None = None, sakstype: str = "vedtakssak", **parts) -> Sak:
    """A sak; ``framlegg`` and ``vedtak`` may be lists of texts, ``utfall`` is the vedtak's."""
    utfall = parts.pop("utfall", None)
    for key, kind in (("framlegg", Framlegg), ("vedtak", Vedtak)):
        if isinstance(parts.get(key), list):
            parts[key] = kind(punkt=points(*parts[key]))
    if utfall:
        parts["vedtak"] = (parts.get("vedtak") or Vedtak()).model_copy(update={"utfall": utfall})
    return Sak(id="", nummer=nummer, tittel=tittel, sakstype=sakstype, **parts)


def section(tittel: str | None, *paragraphs: str, rolle: str = "saksframstilling", nivaa: int = 1) -> Seksjon:
    return Seksjon(
        tittel=tittel, rolle=rolle, nivaa=nivaa, blokker=[Blokk(type="avsnitt", tekst=text) for text in paragraphs]
    )


def meeting(
    day: str, *saker: Sak, kind: str = "protokoll", organisasjon: str = COUNCIL, utvalg: str = COUNCIL, **parts
) -> Moete:
    """A meeting with ids as they would be in the archive."""
    when = date.fromisoformat(day)
    identity = moete_id(organisasjon, utvalg, when, "")
    numbers = [each.nummer for each in saker]
    out = []
    for each, own, apart in zip(saker, sak_ids(identity, numbers), saksnummer(numbers), strict=True):
        each = each.model_copy(update={"id": own, "saksnummer": apart})
        if each.vedtak:
            named = [
                point.model_copy(update={"id": f"{own}/vedtak/{point.nr or place}"})
                for place, point in enumerate(each.vedtak.punkt, start=1)
            ]
            each = each.model_copy(update={"vedtak": each.vedtak.model_copy(update={"punkt": named})})
        out.append(each)
    parts = {"maalform": "nn", "dokumenttypar": [kind], **parts}
    return Moete(id=identity, organisasjon=organisasjon, utvalg=utvalg, moetedato=when, saker=out, **parts)


def council_meeting(maalform: str = "nn") -> Moete:
    """A meeting with something of everything."""
    return meeting(
        "2026-02-23",
        sak("Opning av møtet", "1/26", "opning"),
        sak("Godkjenning av innkalling og sakliste", "2/26", "godkjenning"),
        sak(
            "Felles legevakt for kommunane",
            "3/26",
            arkivsak="26/112",
            saksbehandlar="Ragnhild Moldestad",
            framlegg=["Regionrådet går inn for felles legevakt.", "Kommunane får saka til vedtak."],
            vedlegg=["Utgreiing om legevakt", "Utkast til avtale"],
            seksjonar=[
                section("Saksframstilling", "Kommunane har kvar si legevakt i dag."),
                section("Vurdering", "Ei felles legevakt gjev betre bemanning.", rolle="vurdering"),
            ],
            behandling=[Blokk(type="avsnitt", tekst="Leiaren orienterte om arbeidet.")],
            vedtak=["Regionrådet går inn for felles legevakt.", "Kommunane får saka til vedtak innan 1. juni 2026."],
        ),
        sak("Ymse", "4/26", "ymse"),
        maalform=maalform,
        starttid="09:00",
        sluttid="15:00",
        moetested="Kommunehuset i Eidbygda",
        moetedeltakarar=[
            Deltakar(namn="Solveig Aarskog", funksjon="leiar", kommune="Nordvik", frammoete="moett"),
            Deltakar(namn="Oddvar Nesheim", kommune="Solnes", frammoete="moett", ugild_i=["3/26"]),
            Deltakar(namn="Brita Hovland", kommune="Fjellheim", frammoete="forfall"),
            Deltakar(namn="Per Lie", kommune="Fjellheim", frammoete="vara", vara_for="Brita Hovland", fraa_sak="3/26"),
            Deltakar(namn="Ragnhild Moldestad", funksjon="dagleg leiar", frammoete="utan roysterett"),
        ],
    )


class Folder:
    """An archive in memory: as much of `corpus.Archive` as the next meeting asks for."""

    def __init__(self, *meetings: Moete) -> None:
        self._meetings = sorted(meetings, key=lambda each: str(each.moetedato))
        self.register: list[Organ] = []
        self.due: list[OpenPoint] = []

    def meetings(self, organ: str | None = None, fra: date | None = None, til: date | None = None) -> list[Moete]:
        return [each for each in self._meetings if organ is None or organ in (each.utvalg, each.organisasjon)]

    def organs(self) -> list[Organ]:
        return self.register

    def organ(self, name: str) -> Organ | None:
        return find_organ(self.register, name)

    def organ_pairs(self) -> list[tuple[str | None, str | None]]:
        return list(dict.fromkeys((each.organisasjon, each.utvalg) for each in self._meetings))

    def meetings_of(self, pairs: Sequence[tuple[str | None, str | None]]) -> list[Moete]:
        return [each for each in self._meetings if (each.organisasjon, each.utvalg) in pairs]

    def known(self, utvalg: str, register: Organ | None = None) -> KnownOrgan:
        """The organ with all of the folder's meetings."""
        organisasjon = register.organisasjon if register else None
        return KnownOrgan(organisasjon, utvalg, register, self.organ_pairs(), self)

    def followup(self, asked: Asked) -> list[OpenPoint]:
        own = [point for point in self.due if (point.organisasjon, point.utvalg) in (asked.organ or [])]
        return [point for point in own if not point.frist or point.frist <= str(asked.due_by)]


def part(paper: Path, name: str = "word/document.xml") -> str:
    """A part of a Word file as text."""
    with zipfile.ZipFile(paper) as archive:
        return archive.read(name).decode("utf-8")


def edited(source: Path, target: Path, old: str, new: str, name: str = "word/document.xml") -> Path:
    """A copy of a Word file with a piece of one part changed, as a person could have done in Word."""
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w") as out:
        for each in archive.namelist():
            data = archive.read(each)
            if each == name:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode())
            out.writestr(each, data)
    return target


def text_of(xml: str) -> str:
    """What a part says, paragraphs parted by line feeds."""
    return "\n".join(
        "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|(?:<w:tab/>)", paragraph))
        for paragraph in re.findall(r"<w:p[ >].*?</w:p>", xml, re.DOTALL)
    )
