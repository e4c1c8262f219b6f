r"""The papers of a made-up meeting as lines, in the house style of its organ.

The lines are those of ``tests/extract/paper_text.py``: ``**bold**``, ``| a | b |`` (a row of a table), ``1. item``,
``a→b`` (a gap); and ``\f`` is a new page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from benchmarks.pile_meetings import MadeMeeting, MadeSak

Kind = Literal["innkalling", "revidert", "sakliste", "protokoll", "saksframlegg", "saerutskrift"]
NEW_PAGE = "\f"
_MARKED = re.compile(r"(\d{1,2}[.)]|[a-z]\)|[-•])\s+(.*)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A thing on the page."""

    kind: Literal["page", "gap", "heading", "item", "columns", "table", "paragraph"]
    text: str = ""
    mark: str = ""
    """Of an item."""
    rows: list[list[str]] = field(default_factory=list)
    """Of a table; of columns one."""


def pieces(lines: Sequence[str]) -> Iterator[Piece]:
    """What the lines of a paper put on its pages, in order."""
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            yield Piece("table", rows=rows)
            rows = []
        if line == NEW_PAGE:
            yield Piece("page")
        elif not line.strip():
            yield Piece("gap")
        elif line.startswith("**"):
            yield Piece("heading", line.strip("*"))
        elif marked := _MARKED.match(line):
            yield Piece("item", marked[2], marked[1])
        elif "→" in line:
            yield Piece("columns", rows=[line.split("→")])
        else:
            yield Piece("paragraph", line)


@dataclass(frozen=True)
class Paper:
    """A paper of a meeting."""

    kind: Kind
    meeting: MadeMeeting
    saker: tuple[MadeSak, ...]
    """The saker that it tells of."""
    with_papers: bool = True
    """A notice holds its case papers too, and not only the sakliste."""

    @property
    def title(self) -> str:
        """What stands on top."""
        return str(self.meeting.ord["innkalling" if self.kind == "sakliste" else self.kind])

    def lines(self) -> list[str]:
        """The paper as its organ writes it."""
        return list(_STYLES[self.meeting.organ.stil](self))


def revised(paper: Paper) -> Paper:
    """The notice once more, with a word changed in its last sak."""
    last = paper.saker[-1]
    changed = replace(last, avsnitt=(*last.avsnitt, last.avsnitt[0]))
    return replace(paper, kind="revidert", saker=(*paper.saker[:-1], changed))


def _points(label: str, texts: Sequence[str]) -> Iterator[str]:
    yield label
    if len(texts) == 1:
        yield texts[0]
    else:
        yield from (f"{number}. {text}" for number, text in enumerate(texts, start=1))


def _account(paper: Paper, sak: MadeSak) -> Iterator[str]:
    """What the administration tells, under its labels."""
    words, third = paper.meeting.ord, max(1, len(sak.avsnitt) // 3)
    yield f"**{words['utgreiing']}**"
    yield from sak.avsnitt[:third]
    if sak.tabell:
        yield from (f"| {' | '.join(row)} |" for row in sak.tabell)
    if len(sak.avsnitt) > third:
        yield f"**{words['vurdering']}**"
        yield from sak.avsnitt[third:]


def _case(paper: Paper, sak: MadeSak, tilraading: str) -> Iterator[str]:
    """The paper of a sak below its title."""
    yield from _points(f"**{tilraading}**", sak.framlegg)
    if sak.vedlegg:
        yield f"**{paper.meeting.ord['vedlegg']}**"
        yield from (f"- {name}" for name in sak.vedlegg)
    yield from _account(paper, sak)


def _decided(paper: Paper, sak: MadeSak, tilraading: str | None) -> Iterator[str]:
    """What minutes tell of a sak below its title."""
    words = paper.meeting.ord
    if tilraading:
        yield from _points(f"**{tilraading}**", sak.framlegg)
    yield f"**{words['behandling']}**"
    yield from sak.behandling
    yield from _points(f"**{words['vedtak']}**", sak.vedtak)


def _met(paper: Paper) -> Iterator[str]:
    words, meeting = paper.meeting.ord, paper.meeting
    yield f"**{words['moett']}**"
    yield from (f"{name} ({party})" for name, party in meeting.moett)
    if meeting.borte:
        yield f"**{words['borte']}**"
        yield from meeting.borte


def _told_inside(paper: Paper) -> bool:
    """Whether the saker stand in the paper, and not only their titles."""
    return paper.kind != "sakliste" and (paper.with_papers or paper.kind == "protokoll")


# ---------------------------------------------------------------- the form of kommunar: PS 12/25, boxes over each sak


def _kommune(paper: Paper) -> Iterator[str]:
    meeting, words = paper.meeting, paper.meeting.ord
    organ, day = meeting.organ, f"{meeting.dato:%d.%m.%Y}"
    yield f"**{organ.organisasjon}**"
    yield f"**{paper.title}**"
    if paper.kind in ("saksframlegg", "saerutskrift"):
        for sak in paper.saker:
            yield from _kommune_sak(paper, sak)
        return
    yield f"{words['utval']}→{organ.utvalg}"
    yield f"{words['stad']}→{meeting.stad}"
    yield f"{words['dato']}→{day}"
    yield f"{words['tid']}→{meeting.tid}"
    yield ""
    yield from _met(paper) if paper.kind == "protokoll" else (words["forfall"],)
    yield ""
    yield f"**{words['sakliste']}**"
    yield f"| {words['saksnr']} | {words['innhald']} | {words['arkivsaksnr']} |"
    yield from (f"| PS {sak.nummer} | {sak.tittel} | {sak.arkivsak} |" for sak in paper.saker)
    if not _told_inside(paper):
        return
    for sak in paper.saker:
        yield NEW_PAGE if paper.kind != "protokoll" else ""
        yield from _kommune_sak(paper, sak)


def _kommune_sak(paper: Paper, sak: MadeSak) -> Iterator[str]:
    meeting, words = paper.meeting, paper.meeting.ord
    if paper.kind != "protokoll":
        yield f"{words['arkivsak']} {sak.arkivsak}"
        yield f"{words['saksbehandlar']} {sak.saksbehandlar}"
        yield f"| {words['saksnr']} | {words['utval_kolonne']} | {words['dato_kolonne']} |"
        yield f"| PS {sak.nummer} | {meeting.organ.utvalg} | {meeting.dato:%d.%m.%Y} |"
    yield f"**PS {sak.nummer} {sak.tittel}**"
    if paper.kind in ("protokoll", "saerutskrift"):
        yield from _decided(paper, sak, words["tilraading"])
    else:
        yield from _case(paper, sak, words["tilraading"])


# ---------------------------------------------------------------- the form of regional councils: archive numbers


def _region(paper: Paper) -> Iterator[str]:
    meeting, words = paper.meeting, paper.meeting.ord
    organ, day = meeting.organ, f"{meeting.dato:%d.%m.%Y}"
    yield f"**{organ.organisasjon}**"
    yield f"**{paper.title}**"
    if paper.kind in ("saksframlegg", "saerutskrift"):
        for sak in paper.saker:
            yield from _region_sak(paper, sak)
        return
    yield f"{words['utval']}→{organ.utvalg}"
    yield f"{words['stad']}→{meeting.stad}"
    yield f"{words['dato']}→{day}"
    yield f"{words['tid']}→{meeting.tid}"
    yield ""
    yield from _met(paper) if paper.kind == "protokoll" else (words["forfall"],)
    yield ""
    yield f"**{words['sakliste']}**"
    yield f"{words['saksnr']}→{words['arkivsaksnr']}→{words['tittel']}"
    yield from (f"{sak.nummer}→{sak.arkivsak}→{sak.tittel}" for sak in paper.saker)
    if not _told_inside(paper):
        return
    for sak in paper.saker:
        yield NEW_PAGE if paper.kind != "protokoll" else ""
        yield organ.organisasjon
        yield from _region_sak(paper, sak)


def _region_sak(paper: Paper, sak: MadeSak) -> Iterator[str]:
    meeting, words = paper.meeting, paper.meeting.ord
    yield f"{words['saksbehandlar']} {sak.saksbehandlar}→{words['arkivsak']} {sak.arkivsak}"
    yield f"| {words['saksnr']} | {words['utval_kolonne']} | {words['dato_kolonne']} |"
    yield f"| {sak.nummer} | {meeting.organ.utvalg} | {meeting.dato:%d.%m.%Y} |"
    yield f"**Sak {sak.nummer} {sak.tittel}**"
    if paper.kind in ("protokoll", "saerutskrift"):
        yield from _decided(paper, sak, words["framlegg"])
    else:
        yield from _case(paper, sak, words["framlegg"])


# ---------------------------------------------------------------- the form of fylkeskommunar: a table on top, SAK 12/25


def _fylke(paper: Paper) -> Iterator[str]:
    meeting, words = paper.meeting, paper.meeting.ord
    yield f"**{meeting.organ.organisasjon}**"
    yield f"**{paper.title.upper()}**"
    heads = [words[name].rstrip(":") for name in ("utval", "stad", "dato", "tid")]
    yield f"| {' | '.join(heads)} |"
    yield f"| {meeting.organ.utvalg} | {meeting.stad} | {meeting.dato:%d.%m.%Y} | {meeting.tid} |"
    yield ""
    if paper.kind == "protokoll":
        yield from _met(paper)
    elif paper.kind != "saksframlegg":
        yield words["forfall"]
    if paper.kind not in ("saksframlegg", "saerutskrift"):
        yield ""
        yield f"**{words['sakliste'].upper()}**"
        yield from (f"Sak {sak.nummer}→{sak.tittel}" for sak in paper.saker)
    if not _told_inside(paper):
        return
    for sak in paper.saker:
        yield NEW_PAGE if paper.kind in ("innkalling", "revidert") else ""
        yield f"**SAK {sak.nummer} {sak.tittel.upper()}**"
        if paper.kind in ("protokoll", "saerutskrift"):
            yield from _decided(paper, sak, None)
        else:
            yield f"{words['saksbehandlar']} {sak.saksbehandlar}"
            yield f"{words['arkivsak']} {sak.arkivsak}"
            yield from _case(paper, sak, words["framlegg"])


# ---------------------------------------------------------------- a letter, and a short account of the meeting


def _brev(paper: Paper) -> Iterator[str]:
    meeting, words = paper.meeting, paper.meeting.ord
    organ = meeting.organ
    yield f"**{organ.organisasjon}**"
    titles = {"protokoll": words["referat"], "innkalling": words["brev"], "sakliste": words["brev"]}
    title = titles.get(paper.kind, f"{paper.title} – {organ.utvalg}").format(utvalg=organ.utvalg)
    yield f"**{title}**"
    yield f"{words['dato']} {meeting.dato.day}.{meeting.dato.month}.{meeting.dato.year}"
    yield f"{words['tid']} kl. {meeting.tid.replace(':', '.')}"
    yield f"{words['stad']} {meeting.stad}"
    yield ""
    if paper.kind == "protokoll":
        yield f"{words['moett']} {', '.join(name for name, _ in meeting.moett)}"
        if meeting.borte:
            yield f"{words['borte']} {', '.join(meeting.borte)}"
    elif paper.kind in ("innkalling", "revidert", "sakliste"):
        yield words["kallar"]
        yield ""
        yield f"**{words['saker']}**"
        yield from (f"Sak {sak.nummer} {sak.tittel}" for sak in paper.saker)
        yield ""
        yield words["helsing"]
        yield meeting.moett[0][0]
        yield words["leiar"]
    if not _told_inside(paper):
        return
    for sak in paper.saker:
        yield NEW_PAGE if paper.kind in ("innkalling", "revidert") else ""
        yield f"**Sak {sak.nummer} {sak.tittel}**"
        if paper.kind in ("protokoll", "saerutskrift"):
            yield from sak.behandling
            yield from _points(words["vedtak"], sak.vedtak)
        else:
            yield from _case(paper, sak, words["framlegg"])


_STYLES: dict[str, Callable[[Paper], Iterator[str]]] = {
    "kommune": _kommune, "region": _region, "fylke": _fylke, "brev": _brev,
}  # fmt: skip
