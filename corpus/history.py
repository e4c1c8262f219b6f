"""A sak's way through the meetings: begun, studied, postponed, decided, sent out, expected again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from corpus.due import due_day
from corpus.links import treatments
from corpus.sql import Connection
from corpus.tasks import Task, tasks_of
from corpus.ties import STANDING, by_archive_number, by_titles, referred, referring, titles_share_a_word
from model.document import Record
from model.moete import Moete, Punkt, Sak

Hending = Literal[
    "starta", "handsama", "foreslege", "teke til vitande", "utsett", "sendt tilbake", "vedteke", "avslag", "trekt",
    "valt", "sendt vidare", "sendt ut",
]  # fmt: skip
Tie = Literal["denne", "arkivsak", "saksgang", "tilvising", "tittel"]
_EVENT: dict[str | None, Hending] = {
    "vedteke": "vedteke", "vedteke med endring": "vedteke", "avslag": "avslag", "teke til vitande": "teke til vitande",
    "utsett": "utsett", "ikkje realitetshandsama": "utsett", "sendt tilbake": "sendt tilbake",
    "sendt vidare": "sendt vidare", "trekt": "trekt", "valt": "valt", "": "vedteke",
}  # fmt: skip
MOST_THEMES = 2
"""Themes of a sak that say what it is about; the later ones are named in passing."""


class Step(Record):
    """One treatment of the sak."""

    sak: str
    """Id of the sak in that meeting."""
    moete: str
    """Id of the meeting."""
    dato: date | None
    """Date of the meeting."""
    organisasjon: str | None
    """The organisation."""
    utvalg: str | None
    """The organ."""
    nummer: str | None
    """The sak's number there."""
    tittel: str
    """The sak's title there."""
    hendingar: list[Hending]
    """What happened: ``starta`` (the first that the archive knows), ``foreslege`` (only the notice is known),
    ``handsama`` (treated, and no vedtak known), the outcome (``sendt vidare``: to another organ), and ``sendt ut`` (to
    the member kommunar)."""
    tie: Tie
    """What ties it to the others: it was asked for (``denne``), the archive number, a table of treatments, a reference,
    or only a title that is alike (``tittel``)."""
    punkt: list[Punkt]
    """The points of the vedtak; of the proposal where only that is known."""
    unntatt: str | None
    """The legal basis where the sak is closed to the public."""


class Expected(Record):
    """What is to come."""

    dato: str | None
    """When, as exact as it was said (ISO); null where no date was."""
    tekst: str
    """The words that say so."""
    kjelde_id: str
    """Id of the point or sak that says so."""


class History(Record):
    """The line in time of a sak."""

    sak: str
    """Id of the sak that was asked for."""
    steg: list[Step]
    """Its treatments, by date."""
    ventar: list[Expected]
    """What is expected next, by date; empty where the sak is settled."""


@dataclass(frozen=True, slots=True)
class _Node:
    moete: Moete
    sak: Sak


def history(connection: Connection, read: Callable[[str], Moete], id: str) -> History:
    """The way of the sak ``id`` (or of the sak that the vedtak or point ``id`` belongs to).

    Saker are tied by the same archive number in one organisation, by their tables of treatments, and by references
    that are resolved; a reference is followed on from a sak only where the two speak of the same (a word of their
    titles, or a theme). Where nothing of that ties them, a title that is alike does, within a few years, as long as the
    archive numbers do not say otherwise. ``read`` gives a meeting by its id.
    """
    sak_id = "/".join(id.split("/")[:4])
    finder = _Finder(connection, read)
    ties: dict[str, Tie] = {sak_id: "denne"}
    waiting = [sak_id]
    while waiting:
        here = waiting.pop(0)
        for other, tie in finder.ties(here, is_asked=here == sak_id):
            if other not in ties:
                waiting.append(other)
            if ties.get(other, "tittel") == "tittel":  # another way there may say more than a title
                ties[other] = tie
    nodes = sorted(
        (finder.node(each) for each in ties), key=lambda node: (str(node.moete.moetedato or ""), node.sak.id)
    )
    steps = [_step(node, ties[node.sak.id], is_first=place == 0) for place, node in enumerate(nodes)]
    return History(sak=sak_id, steg=steps, ventar=list(_expected(nodes)))


class _Finder:
    """Finds what ties a sak to others."""

    def __init__(self, connection: Connection, read: Callable[[str], Moete]) -> None:
        self._connection = connection
        self._read = read
        self._meetings: dict[str, Moete] = {}

    def node(self, sak: str) -> _Node:
        moete = "/".join(sak.split("/")[:3])
        if moete not in self._meetings:
            self._meetings[moete] = self._read(moete)
        return _Node(self._meetings[moete], next(each for each in self._meetings[moete].saker if each.id == sak))

    def ties(self, sak: str, is_asked: bool) -> Iterator[tuple[str, Tie]]:
        """The saker that are the same as this one, or that it speaks of, or that speak of it; strongest ties first."""
        node = self.node(sak)
        if node.sak.sakstype in STANDING and not is_asked:
            return
        for other in by_archive_number(self._connection, sak):
            yield other, "arkivsak"
        for other in treatments(self._connection, sak):
            yield other, "saksgang"
        for other in (*referred(self._connection, sak), *referring(self._connection, sak)):
            if is_asked or _speak_of_the_same(node.sak, self.node(other).sak):
                yield other, "tilvising"
        for _, other in by_titles(self._connection, [sak]):
            yield other, "tittel"


def _speak_of_the_same(one: Sak, other: Sak) -> bool:
    """Whether two titles share a word that says something, or the saker a theme."""
    themes = {tema.uri for tema in one.tema[:MOST_THEMES]} & {tema.uri for tema in other.tema[:MOST_THEMES]}
    return bool(themes) or titles_share_a_word(one.tittel, other.tittel)


def _step(node: _Node, tie: Tie, is_first: bool) -> Step:
    moete, sak = node.moete, node.sak
    return Step(
        sak=sak.id,
        moete=moete.id,
        dato=moete.moetedato,
        organisasjon=moete.organisasjon,
        utvalg=moete.utvalg,
        nummer=sak.nummer,
        tittel=sak.tittel,
        hendingar=_events(node, is_first),
        tie=tie,
        punkt=_points(sak),
        unntatt=sak.unntatt_offentlegheit,
    )


def _points(sak: Sak) -> list[Punkt]:
    part = sak.vedtak or sak.framlegg
    return part.punkt if part else []


def _events(node: _Node, is_first: bool) -> list[Hending]:
    sak = node.sak
    found: list[Hending] = ["starta"] if is_first else []
    if sak.vedtak:
        found.append(_EVENT[sak.vedtak.utfall or ""])
        if any(task.is_sent for task in tasks_of(node.moete, sak)) and "sendt ut" not in found:
            found.append("sendt ut")
    elif "protokoll" in node.moete.dokumenttypar or "saerutskrift" in node.moete.dokumenttypar:
        found.append("handsama")
    else:
        found.append("foreslege")
    return found


def _expected(nodes: Iterable[_Node]) -> Iterator[Expected]:
    """What the last treatments set a date for that lies ahead of them all, and a postponed sak without a date."""
    line = list(nodes)
    last = max((node.moete.moetedato for node in line if node.moete.moetedato), default=None)
    found: dict[tuple[str | None, str], Expected] = {}
    for node in line:
        for task in _ahead(node, last):
            found.setdefault((task.frist, task.id), Expected(dato=task.frist, tekst=task.tekst, kjelde_id=task.id))
    yield from sorted(found.values(), key=lambda one: (one.dato or "9999", one.kjelde_id))
    final = line[-1]
    if not found and final.sak.vedtak and _EVENT[final.sak.vedtak.utfall or ""] in ("utsett", "sendt tilbake"):
        points = _points(final.sak)
        yield Expected(dato=None, tekst=points[0].tekst if points else "", kjelde_id=final.sak.id)


def _ahead(node: _Node, last: date | None) -> Iterator[Task]:
    for task in tasks_of(node.moete, node.sak, also_proposed=True):
        day = due_day(task.frist) if task.frist else None
        if day and last and day > last:
            yield task
