"""The front page: what the labels on top say of organ, date, time and place, and what kind of paper it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import pairwise

from extract.boks import is_box_line
from extract.dato import find_dates, find_times
from extract.knowledge import alternatives, says, table, words
from extract.lines import Line
from extract.maalform import maalform
from extract.nummer import read_number
from extract.organ import (
    has_subject,
    is_common,
    is_organ,
    is_organisation,
    meeting_of,
    organ_in,
    organisation_in,
    readable,
)
from model.document import Document
from model.moete import Dokumenttype, Maalform

_LETTERHEAD = 6  # lines on top that name the body, even where the first sak opens at once
TOP = 40  # lines in which a title of the paper is looked for


@dataclass(slots=True)
class Framside:
    """What the front page says; null where it says nothing."""

    maalform: Maalform
    kind: Dokumenttype | None = None
    organisasjon: str | None = None
    utvalg: str | None = None
    moetenummer: str | None = None
    moetedato: date | None = None
    starttid: str | None = None
    sluttid: str | None = None
    moetested: str | None = None
    titles: list[str] = field(default_factory=list)


_PARTED = re.compile(r"\s+[|•·]\s+")  # what parts a body from its organ in a letterhead


def read_front(document: Document, lines: Sequence[Line], listed: int, end: int) -> Framside:
    """Read the front matter of a paper: its lines before ``end``, where the first sak opens.

    ``listed`` is where the sakliste begins; titles on it name no organ.
    """
    front = Framside(maalform("\n".join(line.text for line in lines)))
    top = lines[: max(end, 1)]
    front.kind, title = _kind(document, lines)
    headers = [part for header in document.headers for part in _PARTED.split(header)]
    front.titles = [*([title] if title else []), *([document.title] if document.title else []), *headers]
    labels = label_values(top)
    _meeting(front, labels, lines[: min(listed, end)] or top, lines)
    _organ(front, labels, lines[: max(min(listed, end), _LETTERHEAD)], lines)
    return front


# ---------------------------------------------------------------- kind of paper


def _kind(document: Document, lines: Sequence[Line]) -> tuple[Dokumenttype | None, str | None]:
    """The kind of paper by the first line among the top ones that names one, and that line."""
    kinds = table("organ")["dokumenttype"]
    for line in lines[:TOP]:
        if (
            line.style.lead
            or line.table is not None
            or (read_number(line.text) and not line.heading)
            or len(line.text) > 120
        ):
            continue
        for kind in kinds:
            if _kind_word(kind).search(line.text.lower()) and _is_title(line):
                return kind, line.text
    for text in (document.title or "", document.fil):
        for kind, entry in kinds.items():
            if re.search(rf"{alternatives(entry)}", re.sub(r"[_-]+", " ", text.lower())):
                return kind, None
    return None, None


@cache
def _kind_word(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\wæøå]){alternatives(table('organ')['dokumenttype'][kind])}(?![\wæøå])")


def _is_title(line: Line) -> bool:
    """A title stands out, or is short; ``Innkalling og sakliste vart godkjende`` is neither."""
    named = re.match(r"(?i)[\wæøå]+\s+(?:frå|fra|for|av|til|i)\s", line.text) and len(line.text.split()) <= 20
    return (line.strong or bool(named) or len(line.text.split()) <= 10) and not re.search(
        r"\b(godkjen[dt]e?|godkjent|utan|uten|merknad\w*|v[ae]rt|ble|sendast|sendes)\b", line.text.lower()
    )


# ---------------------------------------------------------------- labels


@cache
def _label() -> re.Pattern[str]:
    front, box = table("labels")["framside"], table("labels")["boks"]
    found = [word for part in (front, box) for entry in part.values() for word in words(entry)]
    return re.compile(rf"(?<![\wæøåÆØÅ])({alternatives(found)})\.?\s*:\s*", re.IGNORECASE)


@cache
def _fields() -> dict[str, str]:
    return {word: name for name, entry in table("labels")["framside"].items() for word in words(entry)}


def label_values(lines: Sequence[Line]) -> dict[str, list[tuple[str, Line]]]:
    """Values by field of ``labels.toml`` [framside]: ``Utval:`` and a value in the line, the next cell or row."""
    found: dict[str, list[tuple[str, Line]]] = {}

    def keep(label: str, value: str, line: Line) -> None:
        name = _fields().get(re.sub(r"[ \u00a0]+", " ", label.lower()).strip(" .:"))
        # In the head row of a table the next cell is another label, no value.
        if name and value.strip(" :\t") and value.lower().strip(" .:\t") not in _fields():
            found.setdefault(name, []).append((re.sub(r"\s+", " ", value).strip(" :"), line))

    for place, line in enumerate(lines):
        below = lines[place + 1] if place + 1 < len(lines) else None
        heads = [cell.lower().strip(" .:") for cell in line.cells]
        if len(heads) > 1 and below and len(below.cells) == len(heads) and all(head in _fields() for head in heads):
            for head, value in zip(heads, below.cells, strict=True):
                keep(head, value, below)
            continue
        text = "\t".join(line.cells)
        matches = list(_label().finditer(text)) if ":" in text else []
        for match, following in zip(matches, [*matches[1:], None], strict=False):
            value = text[match.end() : following.start() if following else len(text)]
            if (
                not value.strip()
                and not following
                and below
                and not (":" in below.text and _label().search(below.text))
            ):
                value = below.text
            keep(match[1], value, line)
        if not matches and len(line.cells) > 1:
            for label, value in zip(line.cells[::2], line.cells[1::2], strict=False):
                keep(label, value, line)
    return found


def _meeting(
    front: Framside, labels: dict[str, list[tuple[str, Line]]], top: Sequence[Line], lines: Sequence[Line]
) -> None:
    writing = alternatives(table("labels")["skrivedato"])

    def dates(name: str) -> list[date]:
        return [
            hit.day
            for value, line in labels.get(name, [])
            if not re.search(rf"{writing}", line.text.lower())
            for hit in find_dates(value)
        ]

    if "moetedato" not in labels:  # in some papers only the block over each sak says it
        labels = {**labels, "moetedato": label_values(lines).get("moetedato", [])}
    titles = [hit.day for text in front.titles for hit in find_dates(text)]
    near = [hit.day for line in top if line.strong for hit in find_dates(line.text)]
    called, plain = _opening_dates(top), dates("dato")
    letter = bool(called and plain and called[0] > plain[0])  # it calls a meeting on a day behind that of writing
    for candidates in (dates("moetedato"), dates("tid"), called if letter else plain, titles, near, called):
        if candidates:
            front.moetedato = candidates[0]
            break
    for name in ("tid", "moetedato", "dato"):
        for value, _ in labels.get(name, []):
            start, end = find_times(value if name == "tid" else _after_clock(value))
            if start and not front.starttid:
                front.starttid, front.sluttid = start, end
    for value, _ in labels.get("starttid", []):
        front.starttid = front.starttid or find_times(f"kl. {value}")[0]
    for value, _ in labels.get("sluttid", []):
        front.sluttid = front.sluttid or find_times(f"kl. {value}")[0]
    if not front.sluttid:
        _told_times(front, top)
    front.sluttid = front.sluttid or _told_end(lines)
    if not front.moetested and (met := next((m for line in top if (m := _MET.search(line.text))), None)):
        front.moetested = met[1].strip(" ,")
    if not front.starttid and (call := _call(top)):
        start, end = find_times(_after_clock(call))
        front.starttid, front.sluttid = start, front.sluttid or end
        front.moetested = front.moetested or _place_in(call)
    if places := labels.get("stad"):
        front.moetested = _without_time(places[0][0])
    front.moetenummer = _number_of_meeting(labels, top)


def _told_times(front: Framside, top: Sequence[Line]) -> None:
    """Times that a sentence tells: ``Møtet ble satt kl. 10.00 og hevet kl. 13.30``."""
    for line in top:
        told = line.text.startswith("Møtet ") and _ENDS.search(line.text)
        times = _TOLD.findall(line.text) if told else []
        if len(times) == 2:
            begin, end = (find_times(f"kl. {time}")[0] for time in times)
            front.starttid, front.sluttid = front.starttid or begin, end


def _told_end(lines: Sequence[Line]) -> str | None:
    """The end that a sentence tells, often the paper's last: ``Møtet slutt kl. 15.40``."""
    ends = (match for line in lines if (match := _ENDED.match(line.text)))
    return next((find_times(f"kl. {match[1]}")[0] for match in ends), None)


def _number_of_meeting(labels: dict[str, list[tuple[str, Line]]], top: Sequence[Line]) -> str | None:
    """The meeting's own number; it stands behind its label with or without a colon: ``Protokoll nr 13/2014``."""
    if numbers := labels.get("moetenummer"):
        return numbers[0][0].split("\t")[0].strip()
    said = next((match[1] for line in top if (match := _meeting_number().search(line.text))), None)
    titles = [line.text for line in top if line.table is None and len(line.text.split()) <= (10 if line.strong else 5)]
    return said or next((match[1] or match[2] for text in titles if (match := _NUMBERED.search(text))), None)


@cache
def _meeting_number() -> re.Pattern[str]:
    label = alternatives(table("labels")["framside"]["moetenummer"])
    return re.compile(rf"\b{label}\.?\s*(\d{{1,3}}(?:/\d{{2,4}})?)\b", re.IGNORECASE)


# «MØTEPROTOKOLL nr. 6/2020», «Sakskart til styremøte 2/25», «Styremøte nr. 4»
_NUMBERED = re.compile(
    r"\b\w*(?:møte|møtet|protokoll|møtebok|innkalling|referat)\s+"
    r"(?:nr\.?\s*(\d{1,2}(?:\s?/\s?(?:19|20)?\d{2})?)|(?:[A-ZÆØÅ]{1,4} )?(\d{1,2}/(?:19|20)?\d{2}))(?![\d./])",
    re.IGNORECASE,
)


def _after_clock(value: str) -> str:
    match = re.search(r"\b(?:kl|klokk[ae]n?|tid)\b.*", value, re.IGNORECASE)
    return match[0] if match else ""


def _without_time(value: str) -> str:
    return re.split(r"\s+(?=(?:kl\.?|klokk[ae]n?)\s*\d)", value)[0].strip(" ,;")


_ENDED = re.compile(
    r"Møtet (?:vart |ble |var )?(?:slutt\w*|heva|hevet|avslutta|avsluttet)\b.*?\bkl\.?\s*(\d{1,2}[.:]\d{2})"
)
_ENDS = re.compile(r"\b(?:slutt|hev[ae]|avslutt|(?:frå|fra) kl.*\btil kl)")
_MET = re.compile(r"\b(?:samla|samlet)\s+(?:på|i|ved)\s+([A-ZÆØÅ][\wæøåÆØÅ ,-]*?)(?=\s+(?:den\s+)?\d|[.;]|$)")
_TOLD = re.compile(r"\bkl\.?\s*(\d{1,2}[.:]\d{2})")
_CALLS = re.compile(r"\b(?:kall\w*|innkall\w*|møte\w*|styremøte\w*|hald\w*|hold\w*|avhold\w*)\b", re.IGNORECASE)
_CLOCK = r"\d{1,2}(?:[.:]\d{2})?"
_PLACE = re.compile(rf"\bkl\.?\s*{_CLOCK}(?:\s*[-–]\s*{_CLOCK})?[^.]*?\b(?:på|i|ved)\s+([A-ZÆØÅ][^.;]*)")


def _call(top: Sequence[Line]) -> str | None:
    """The sentence that calls the meeting: ``Vi kallar inn til møte tysdag 3. mars 2020 kl. 10``."""
    for place, line in enumerate(top):
        if line.table is None and _CALLS.search(line.text):
            sentence = " ".join(other.text for other in top[place : place + 4])
            if find_dates(line.text) or find_dates(sentence):
                return line.text if find_times(_after_clock(line.text))[0] else sentence
    return None


def _opening_dates(top: Sequence[Line]) -> list[date]:
    call = _call(top)
    return [hit.day for hit in find_dates(call)] if call else []


def _place_in(call: str) -> str | None:
    match = _PLACE.search(call)
    return re.split(r"\s+[A-ZÆØÅ][\wæøå. ]{2,25}:", match[1])[0].strip(" ,") if match else None


# ---------------------------------------------------------------- organ


def _organ(
    front: Framside, labels: dict[str, list[tuple[str, Line]]], top: Sequence[Line], lines: Sequence[Line]
) -> None:
    elsewhere = [line.text for line in lines[:200]] + front.titles
    parts = [part for line in top[:12] for cell in line.cells for part in re.split(r"\s[-–|•·]\s", cell)]
    names = [name for part in parts if (name := organisation_in(part))]
    names += [
        name
        for text in front.titles
        for part in re.split(r"\s[-–]\s|\s{2,}|\t|\d", text)
        if (name := organisation_in(part))
    ]
    if values := labels.get("utvalg"):
        value = readable(values[0][0].split("\t")[0].strip(), elsewhere)
        organ, org = organ_in(value, front.maalform)
        first = bool(organ) and value.lower().startswith((organ or "").lower())
        apart = org and (is_organisation(org) or (first and is_common(organ or "") and organ != "Rådet"))
        front.utvalg = organ if apart else value
        front.organisasjon = org if apart else None
    else:
        for text in [*front.titles, *(line.text for line in top if line.strong), *(line.text for line in top[:15])]:
            organ, org = organ_in(text, front.maalform) if text.isupper() else (None, None)
            org = readable(org, elsewhere) if org else None
            if not org:
                organ, org = organ_in(readable(text, elsewhere), front.maalform)
            own = organisation_in(readable(text, elsewhere))
            if own and own.split()[-1].lower().endswith("råd") and not front.utvalg:
                front.utvalg = front.organisasjon = own
                break
            if not organ and not front.utvalg and (name := meeting_of(text)):
                front.utvalg = front.organisasjon = readable(name, elsewhere)
            if organ and not (front.utvalg and not org):
                front.utvalg, front.organisasjon = organ, org or front.organisasjon
            if front.utvalg and front.organisasjon:
                break
    if not front.organisasjon:
        other = [name for name in names if name.lower() != (front.utvalg or "").lower()]
        if front.utvalg and is_organisation(front.utvalg) and " " in front.utvalg and not has_subject(front.utvalg):
            front.organisasjon = front.utvalg
        elif other:
            front.organisasjon = readable(other[0], elsewhere)
    if not front.organisasjon:
        front.organisasjon = _over_boxes(lines)
    if not front.organisasjon and labels.get("utvalg"):
        front.organisasjon = _letterhead(front, top)
    if not front.utvalg and front.organisasjon:
        front.utvalg = front.organisasjon


def _letterhead(front: Framside, top: Sequence[Line]) -> str | None:
    """The name alone on the first line, right over the paper's title: whose paper it is, whatever it is called."""
    if len(top) < 3 or not front.titles or top[1].text != front.titles[0] or not top[0].strong:
        return None
    name = readable(top[0].text.strip())
    return None if is_organ(name) or re.search(r"[\d:|\t]", name) or len(name) > 120 else name


def _over_boxes(lines: Sequence[Line]) -> str | None:
    """The organisation that stands over the box of a case paper, where the front page does not name it."""
    for line, below in pairwise(lines):
        name = organisation_in(readable(line.text.strip()))
        if name and (is_box_line(below) or says(below.text, table("labels")["sakshovud"]["overskrift"])):
            return name
    return None
