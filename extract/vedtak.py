"""What was decided: the vedtak's points, whether it only adopts the proposal, and its outcome."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from extract.knowledge import says, table
from extract.lines import Line, kjelde
from extract.punkt import read_points
from extract.sentences import sentences
from model.document import Document, Source
from model.moete import Framlegg, Maalform, Punkt, Utfall, Vedtak

EQUAL = 98.5  # likeness of texts that differ by spacing or a stray letter only (rapidfuzz ratio, 0-100)


def read_vedtak(
    lines: Sequence[Line], framlegg: Framlegg | None, document: Document, standard: Maalform, head: Line | None
) -> tuple[Vedtak | None, list[Line]]:
    """The vedtak under its label, and the lines of it that tell the vote instead of the decision."""
    if says(" ".join(line.body for line in lines), table("vending")["ingen_avgjerd"]):
        return None, list(lines)
    told, kept = _apart(lines, standard)
    points, more = read_points(kept, document)
    source = head.source if head else (lines[0].source if lines else Source())
    whole = " ".join(point.tekst for point in points) or " ".join(line.body for line in told)
    where = kjelde(document, source)
    if framlegg and framlegg.punkt and (not points or adopts(whole)):
        if not lines:
            return None, []
        adopted = [point.model_copy(deep=True) for point in framlegg.punkt]
        return _decided(Vedtak(punkt=adopted, som_framlegg=True, kjelde=where), framlegg), [*told, *kept]
    if not points and told:
        points, more = read_points(told, document)
    if not points:
        return None, [*told, *more]
    # The proposal may stand in another paper of the meeting; until then the words of the minutes are all there is.
    decided = Vedtak(punkt=points, som_framlegg=adopts(whole) and _names_proposal(whole), kjelde=where)
    return _decided(decided, framlegg), [*told, *more]


def adopts(text: str) -> bool:
    """Whether a vedtak's whole text only says that the proposal is adopted."""
    return len(text) <= 160 and says(text.strip(), table("vending")["som_framlegg"])


def _names_proposal(text: str) -> bool:
    return says(text, table("vending")["roeysting"]["heilt"]) or says(text, table("vending")["nemner_framlegg"])


def read_told_vedtak(
    lines: Sequence[Line], framlegg: Framlegg | None, document: Document, standard: Maalform
) -> Vedtak | None:
    """The decision of minutes in running text, which has no label: the last sentence that tells one."""
    for line in reversed(lines):
        for text in reversed(sentences(line.body, standard)):
            if says(text, table("vending")["ingen_avgjerd"]):
                return None
            where = kjelde(document, line.source)
            if framlegg and framlegg.punkt and adopts(text):
                adopted = [point.model_copy(deep=True) for point in framlegg.punkt]
                return _decided(Vedtak(punkt=adopted, som_framlegg=True, kjelde=where), framlegg)
            postponed = any(says(text, table("vending")["utfall"][kind]) for kind in sorted(_OF_THE_SAK))
            if (postponed or says(text, table("vending")["avgjerd"])) and not says(
                text, table("vending")["roeysting"]["fall"]
            ):
                return _decided(Vedtak(punkt=[Punkt(tekst=text, kjelde=where)], kjelde=where), framlegg)
    return None


def _apart(lines: Sequence[Line], standard: Maalform) -> tuple[list[Line], list[Line]]:
    """Lines that tell the vote, and the rest with such sentences cut from their end (``Vedtaket var samrøystes.``)."""
    told: list[Line] = []
    kept: list[Line] = []
    for line in lines:
        if line.number is not None or line.table is not None:
            kept.append(line)
            continue
        texts = sentences(line.body, standard)
        cut = len(texts)
        while cut and _tells_result(texts[cut - 1]):
            cut -= 1
        if cut == len(texts):
            kept.append(line)
        else:
            told.append(_with_text(line, " ".join(texts[cut:])))
            if cut:
                kept.append(_with_text(line, " ".join(texts[:cut])))
    return told, kept


def _tells_result(text: str) -> bool:
    plain = re.sub(r"\s*\([^)]*\)", "", text) if not text.startswith("(") else text.strip("() ")
    return says(plain.strip(), table("vending")["resultat"]) and len(text) <= 160


def _with_text(line: Line, text: str) -> Line:
    return Line(line.index, text, text, (text,), line.style, line.source, marker=line.marker, level=line.level)


def _decided(vedtak: Vedtak, framlegg: Framlegg | None) -> Vedtak:
    return vedtak.model_copy(update={"utfall": outcome(vedtak, framlegg)})


def outcome(vedtak: Vedtak, framlegg: Framlegg | None) -> Utfall | None:
    """The kind of decision: what all points speak for; else the vedtak is compared with the proposal."""
    texts = [p.tekst for p in vedtak.punkt if not says(p.tekst, table("vending")["klagerett"])]
    kinds: dict[str, dict[str, list[str]]] = table("vending")["utfall"]
    for kind, entry in kinds.items():
        fits = [says(text, entry) for text in texts]
        if texts and (all(fits) or (kind in _OF_THE_SAK and fits[0])):
            return kind  # type: ignore[return-value]
    if not texts:
        return None
    proposed = [p.tekst for p in framlegg.punkt if not says(p.tekst, table("vending")["klagerett"])] if framlegg else []
    if not proposed or vedtak.som_framlegg or _same(texts, proposed):
        return "vedteke"
    return "vedteke med endring"


_OF_THE_SAK = {"trekt", "utsett", "sendt tilbake", "ikkje realitetshandsama"}  # one point of them is enough


def _same(one: Sequence[str], other: Sequence[str]) -> bool:
    def plain(texts: Sequence[str]) -> str:
        return re.sub(r"\W+", " ", " ".join(texts)).strip().lower()

    return fuzz.ratio(plain(one), plain(other)) >= EQUAL and re.findall(r"\d+", plain(one)) == re.findall(
        r"\d+", plain(other)
    )
