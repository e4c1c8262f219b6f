"""What a clerk checks of a meeting by hand: is each sak settled, what was changed, what the minutes leave out."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from typing import Literal

from corpus.law import Lack, sak_name
from corpus.match import match_saker
from corpus.minutes_law import meeting_lacks, sak_lacks, vedtak_lacks
from extract.varsel import numbering
from model.document import Record
from model.moete import Kjelde, Moete, Punkt, Sak
from model.organ import Organ

_RECOMPUTED = ("nummer-hol", "nummer-to-gonger", "vedtak-manglar", "roeysting-ufullstendig", "frammoete-manglar")
"""Codes of warnings of single papers that are asked anew of the meeting as a whole."""
_UNDECIDED = ("utsett", "sendt tilbake", "trekt", "ikkje realitetshandsama")
"""Outcomes that leave the proposal undecided."""
_LEAST_ALIKE = 0.5
"""Proposal and vedtak with less in common are shown one after the other, not word by word."""
_WORD = re.compile(r"\s+|\w+|[^\w\s]+")


class DiffPart(Record):
    """A run of text, and whether both have it."""

    how: Literal["same", "out", "in"]
    """In both; only in the proposal; only in the vedtak."""
    text: str
    """The words."""


class Remark(Record):
    """Something that a clerk should look at."""

    level: Literal["missing", "note"]
    """``missing``: what the meeting's papers should have and do not; ``note``: what is good to know."""
    code: str
    """A fixed code, lower case with hyphens."""
    sentence: str
    """One sentence."""
    sak: str | None = None
    """Id of the sak."""
    diff: list[DiffPart] = []
    """The proposal against the vedtak, where they differ."""
    kjelde: Kjelde | None = None
    """Where it stands."""

    def __str__(self) -> str:
        return self.sentence


def check_meeting(moete: Moete, papers: Sequence[Moete], organ: Organ | None = None) -> list[Remark]:
    """The remarks on a meeting, in the order of its saker; ``papers`` is what each of its papers said, ``organ`` the
    organ as the register has it.

    Without minutes only the numbering and the papers' own warnings can be looked at.
    """
    minutes = [paper for paper in papers if "protokoll" in paper.dokumenttypar]
    found = [] if minutes else [_note("protokoll-manglar", "The archive has no minutes of this meeting yet.")]
    if minutes:
        found += map(_by_law, meeting_lacks(moete, organ, "en"))
        told = _untold(moete, minutes)
        for sak in moete.saker:
            found += _sak(moete, sak, organ, is_told=sak.id not in told)
    found += [
        Remark(level="note", code=varsel.kode, sentence=varsel.melding, kjelde=varsel.kjelde)
        for varsel in numbering(moete.saker, moete.kjelder[0] if moete.kjelder else Kjelde(fil="", sha256=""))
    ]
    found += [
        Remark(level="note", code=varsel.kode, sentence=varsel.melding, kjelde=varsel.kjelde)
        for varsel in moete.varsel
        if varsel.kode not in _RECOMPUTED
    ]
    return found


def _untold(moete: Moete, minutes: Sequence[Moete]) -> set[str]:
    """Ids of the saker that no minutes tell of."""
    matched = match_saker([[sak for paper in minutes for sak in paper.saker], moete.saker])
    return {same.told[0].sak.id for same in matched if all(told.paper == 1 for told in same.told)}


def _sak(moete: Moete, sak: Sak, organ: Organ | None, *, is_told: bool) -> Iterator[Remark]:
    name = sak_name(sak, "en")
    if is_told:
        yield from map(_by_law, vedtak_lacks(moete, sak, organ, "en"))
    else:
        sentence = f"{name} stands in the notice, and the minutes say nothing of it: no vedtak, no postponement."
        yield Remark(level="missing", code="ikkje-i-protokollen", sentence=sentence, sak=sak.id, kjelde=sak.kjelde)
    if sak.vedtak and sak.vedtak.utfall not in _UNDECIDED and (diff := difference(sak)):
        yield Remark(
            level="note",
            code="endra-i-moetet",
            sentence=f"{name} was decided otherwise than proposed.",
            sak=sak.id,
            diff=diff,
            kjelde=sak.vedtak.kjelde or sak.kjelde,
        )
    yield from map(_by_law, sak_lacks(moete, sak, organ, "en"))


def difference(sak: Sak) -> list[DiffPart]:
    """The proposal against the vedtak, word by word; empty where they say the same, or one of them nothing."""
    if not (sak.framlegg and sak.framlegg.punkt and sak.vedtak and sak.vedtak.punkt) or sak.vedtak.som_framlegg:
        return []
    before, after = _tokens(sak.framlegg.punkt), _tokens(sak.vedtak.punkt)
    if [word.lower() for word in before if word.isalnum()] == [word.lower() for word in after if word.isalnum()]:
        return []
    parts: list[DiffPart] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _LEAST_ALIKE:
        return [DiffPart(how="out", text="".join(before)), DiffPart(how="in", text="".join(after))]
    for how, a, b, c, d in matcher.get_opcodes():
        if how == "equal":
            parts.append(DiffPart(how="same", text="".join(before[a:b])))
            continue
        parts += [DiffPart(how="out", text="".join(before[a:b]))] if b > a else []
        parts += [DiffPart(how="in", text="".join(after[c:d]))] if d > c else []
    return parts


def _tokens(points: Sequence[Punkt]) -> list[str]:
    text = "\n".join(f"{point.nr}. {point.tekst}" if point.nr else point.tekst for point in points)
    return [" " if token.isspace() and "\n" not in token else token for token in _WORD.findall(text)]


def _by_law(lack: Lack) -> Remark:
    sak = lack.sak
    return Remark(
        level=lack.level,
        code=lack.kode,
        sentence=str(lack),
        sak=sak.id if sak else None,
        kjelde=sak.kjelde if sak else None,
    )


def _note(code: str, sentence: str) -> Remark:
    return Remark(level="note", code=code, sentence=sentence)
