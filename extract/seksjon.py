"""The parts of a sak: its labels, whatever they are called, and the text under each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from extract.knowledge import alternatives, says, table, words
from extract.lines import Line
from model.moete import Rolle

_ORGAN = r"[A-ZÆØÅ][\wæøå]+(?:styret|utvalet|utvalget|skapet|rådet|nemnda|tinget)"
_SAK_NUMBER = re.compile(
    rf"^(?:(?P<organ>(?i:{_ORGAN}))\s+)?(?:[A-ZÆØÅ]{{1,5}}[- ])?\d{{1,4}}/\d{{2,4}}\s+(?=[A-ZÆØÅ])"
)
_GENITIVE = r"(?:[\wæøåÆØÅ.,\-/()]+\s+){0,5}?(?:[\wæøåÆØÅ.\-]+(?:s|'s|’s)|[\wæøåÆØÅ.\-]+\s+(?:si|sin|sitt|sine))"


@dataclass(frozen=True, slots=True)
class Label:
    """A label that opens a part of a sak."""

    rolle: Rolle
    tittel: str
    """As it stands, without the closing colon."""
    who: str | None = None
    """Whose it is, where the label says so (``Rådmannens``, ``i Formannskapet``)."""
    rest: str = ""
    """Text behind the colon on the same line."""
    named_behind: bool = False
    """Whose it is stands behind the label (``Framlegg frå Høgre``), not before it (``Rådmannens innstilling``)."""
    sentence: bool = False
    """It is a whole sentence (``Formannskapet tilrår slikt vedtak:``)."""
    code: str | None = None
    """Letters of the organ before the label (``LEV - Behandling``)."""


@dataclass(slots=True)
class Part:
    """A part of a sak: its label or heading and its lines."""

    rolle: Rolle
    tittel: str | None = None
    nivaa: int = 1
    head: Line | None = None
    label: Label | None = None
    lines: list[Line] = field(default_factory=list)


@cache
def _grammar(rolle: str) -> re.Pattern[str]:
    labels = table("labels")
    return re.compile(
        rf"^(?:\d{{1,2}}(?:\.\d{{1,2}})?[.)]?\s+)?(?:(?P<code>[A-ZÆØÅ]{{2,5}}|{_ORGAN})\s*[-–]\s*)?"
        rf"(?:(?P<who>{_GENITIVE})\s+)?(?:{alternatives(labels['presisering'])}\s+)*"
        rf"(?P<label>{alternatives(labels['seksjon'][rolle])})"
        r"(?P<organ>\s+(?:i|frå|fra|av|for|til)\s+(?-i:[A-ZÆØÅa-zæøå])[^:.]{1,60}?)?"
        r"(?:\s*[-–,]?\s*(?:(?:sak\s+)?\d[\d./ ]*\d))?"
        rf"(?:\s*[,–-]\s*{alternatives(labels['presisering'])}(?:\s+(?:vedteke|vedtatt))?)?"
        r"(?P<mot>\s*,?\s*(?:med\s+\d+\s+)?mot\s+\d+\s+(?:røyster?|stemmer?))?"
        r"(?:\s*\((?P<note>[^)]{1,60})\))?$",
        re.IGNORECASE,
    )


@cache
def _words_of(rolle: str) -> tuple[str, ...]:
    """The words of the role's labels that are needed to tell that there is none: of two that begin alike the shorter.

    Of a label of several words the first stands for it.
    """
    firsts = {word.casefold().split(" ")[0] for word in words(table("labels")["seksjon"][rolle])}
    return tuple(sorted(word for word in firsts if not any(other != word and other in word for other in firsts)))


@cache
def _roles() -> list[Rolle]:
    return list(table("labels")["seksjon"])


def find_label(line: Line) -> Label | None:
    """The label that the line is, or begins with (``Vedtak: Innkallinga vart godkjend.``); null for other lines."""
    if line.table is not None and len([cell for cell in line.cells if cell]) > 1:
        return None
    text = line.text.strip()
    roller: tuple[Rolle, ...] = ("framlegg", "vedtak", "behandling")
    for rolle in roller:
        if len(text) <= 200 and says(text, table("labels")["opning"][rolle]):
            return Label(rolle, text.rstrip(" :"), sentence=True)
    if line.marker and not line.number:
        return None
    return _at_colon(text, line) or _at_bold(text, line) or _alone(text, line)


def _at_colon(text: str, line: Line) -> Label | None:
    head, colon, rest = text.partition(":")
    if not colon or len(head) > 90 or (line.number and rest.strip() and line.heading is None):
        return None
    label = _label(head, rest.strip())
    if label and label.rolle == "framlegg" and label.named_behind and label.rest.startswith("«"):
        return None  # «Framlegg frå Høgre: «Saka vert utsett.»» tells of a proposal in passing
    return label


def _at_bold(text: str, line: Line) -> Label | None:
    lead = text[: line.style.lead].strip()
    return _label(lead, text[line.style.lead :].strip()) if lead and line.style.lead <= 90 else None


def _alone(text: str, line: Line) -> Label | None:
    """A label without a colon must have the line to itself and begin with a capital."""
    if line.marker and not line.strong:
        return None
    if len(text) > 90 or not (text[:1].isupper() or text[:1].isdigit()) or text.endswith((".", ",", ";")):
        return None
    label = _label(text, "")
    if label and not line.strong and len(text.split()) > 5:
        return None
    return label


def names_part(text: str) -> bool:
    """Whether a text is nothing but the label of what is proposed or decided; ``Økonomi`` may be a title as well."""
    label = _label(text.strip().rstrip(":"), "")
    return label is not None and not label.who and label.rolle in ("framlegg", "behandling", "roeysting", "vedtak")


def _label(head: str, rest: str) -> Label | None:
    head = re.sub(r"\s+", " ", head).strip()
    number = _SAK_NUMBER.match(head)  # «VALSTYRET 001/15 VEDTAK»
    head = head[number.end() :] if number else head
    if not head or not (head[0].isupper() or head[0].isdigit()):
        return None
    plain = head.casefold()
    for rolle in _roles():
        if not any(word in plain for word in _words_of(rolle)):  # what the grammar needs, found faster than by it
            continue
        if (match := _grammar(rolle).match(head)) and not _owned_by_none(match["who"]):
            organ = re.sub(r"^\s*(?:i|frå|fra|av|for|til)\s+", "", match["organ"] or "")
            named = number["organ"] if number else None
            who = (match["who"] or organ or match["code"] or named or "").strip() or None
            return Label(rolle, head, who, rest, bool(organ and not match["who"]), code=match["code"])
    first, both, second = head.partition(" og ")
    if both and (one := _label(first, "")) and _label(second[:1].upper() + second[1:], ""):
        return Label(one.rolle, head, one.who, rest)
    return None


def _owned_by_none(who: str | None) -> bool:
    return bool(who) and (who or "").split()[-1].lower() in words(table("labels")["ingen_eigar"])


def split_parts(lines: Sequence[Line], default: Rolle) -> list[Part]:
    """The parts of a sak in the paper's order. Text before the first label is a part without a title."""
    parts: list[Part] = []
    levels: list[int] = []  # heading levels that are open, the outermost first
    for line, label in _labelled(_decision_apart(lines) if default == "behandling" else lines):
        above = parts[-1].rolle if parts else default
        if label and label.rolle == "roeysting" and label.rest and above == "behandling":
            label = None  # told in passing, not a part of its own
        if label and above == "vedlegg" and _names_attachment(line, label):
            label = None
        if label and label.rolle == "framlegg" == above and label.sentence and parts and not parts[-1].lines:
            continue  # «Formannskapet tilrår slikt vedtak:» right below the label says it once more
        if label:
            levels = _open_levels(levels, line)
            part = Part(label.rolle, label.tittel, max(len(levels), 1), line, label)
            parts.append(part)
            if label.rest:
                part.lines.append(_rest_of(line, label.rest))
        elif line.heading is not None and _is_heading(line):
            levels = _open_levels(levels, line)
            rolle: Rolle = "underpunkt" if _under(parts) else "anna"
            parts.append(Part(rolle, line.text.strip().rstrip(":").strip(), max(len(levels), 1), line))
        else:
            if not parts:
                parts.append(Part(default))
            parts[-1].lines.append(line)
    return [part for part in parts if part.tittel or part.lines]


def _open_levels(levels: Sequence[int], line: Line) -> list[int]:
    """The heading levels that are open below a label or heading; a label that is no heading closes them all."""
    if line.heading is None:
        return []
    return [*(level for level in levels if level < line.heading), line.heading]


@cache
def _inner_decision() -> re.Pattern[str]:
    labels = table("labels")
    return re.compile(
        rf"(?<=[.!?»)])\s+(?=(?:{alternatives(labels['presisering'])}\s+)?"
        rf"{alternatives(labels['seksjon']['vedtak'])}:\s+\S)",
        re.IGNORECASE,
    )


def _decision_apart(lines: Sequence[Line]) -> Iterator[Line]:
    """Minutes may tell proceedings and vedtak in one paragraph: ``Ingen merknader. Vedtak: Lista vert godkjend.``"""
    for line in lines:
        found = _inner_decision().search(line.text) if line.table is None and line.marker is None else None
        if found and line.text[found.end()].isupper():
            yield _rest_of(line, line.text[: found.start()])
            yield _rest_of(line, line.text[found.end() :])
        else:
            yield line


def _labelled(lines: Iterable[Line]) -> Iterator[tuple[Line, Label | None]]:
    for line in lines:
        yield line, find_label(line)


def _names_attachment(line: Line, label: Label) -> bool:
    """In a list of attachments ``3 Uttalelse fra Statsforvalteren`` is one of them, not the label of a part."""
    own = line.strong or ":" in line.text
    return not own and (line.text[:1].isdigit() or label.named_behind)


def _is_heading(line: Line) -> bool:
    text = line.text.strip()
    return 1 < len(text) <= 160 and len(line.cells) == 1 and line.table is None


def _under(parts: Sequence[Part]) -> bool:
    """A heading without a role of its own stands under an account; after a proposal or vedtak it is something else."""
    return not parts or parts[-1].rolle in (
        "saksframstilling", "bakgrunn", "vurdering", "underpunkt", "behandling", "anna", "vedlegg",
    )  # fmt: skip


def _rest_of(line: Line, rest: str) -> Line:
    return Line(
        line.index, rest, rest, (rest,), line.style.model_copy(update={"lead": 0, "bold": False}), line.source
    )  # fmt: skip
