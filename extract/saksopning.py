"""Which lines open a sak: its number or title on a line that looks like a heading, and the box that belongs to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz import fuzz

from extract.boks import is_box_line, labels_above, treatment_rows, treatments
from extract.dato import find_dates
from extract.knowledge import alternatives, says, table, words
from extract.lines import Line
from extract.nummer import NumberedText, read_number, read_number_in_column, same_number
from extract.organ import is_organ, organisation_in, readable
from extract.sakliste import Entry
from extract.seksjon import find_label, names_part

_TOP = 20  # lines in which a paper says that it is a case paper
_BOX_LINES = 14  # lines that the box over a sak takes at most
ALIKE = 60  # titles of one sak differ a little between sakliste and paper (rapidfuzz ratio, 0-100)
SAME = 92  # a heading without a number that is a title of the sakliste


@dataclass(slots=True)
class Opening:
    """The head of a sak."""

    at: int
    """Index of its first line."""
    heads: set[int]
    """The lines that make it up, which are no text of the sak."""
    read: NumberedText | None
    """Its number, taken apart."""
    title: str
    others: list[str] = field(default_factory=list)
    """Numbers that contradict it."""
    boxed: bool = False
    """Number and title are labels of the box themselves, so that the box begins above them."""
    tentative: bool = False
    """A number alone that the sakliste does not have: an opening only together with the head that follows it."""


def find_openings(lines: Sequence[Line], entries: Sequence[Entry], inside: set[int]) -> list[Opening]:
    """The openings of the paper in order; ``inside`` are lines of sakliste and tables, which open none."""
    titles = [entry.tittel.lower() for entry in entries]
    candidates = [
        opening for line in lines if line.index not in inside and (opening := _candidate(lines, line, titles))
    ]
    if entries:
        kept = [opening for opening in candidates if _listed_opening(opening, lines[opening.at], entries)]
        for opening in candidates:
            opening.tentative = opening not in kept and bool(
                opening.read and opening.read.nummer.slashed and opening.read.nummer.named and not opening.title
            )
        kept += [opening for opening in candidates if opening.tentative]
        kept += [
            Opening(line.index, {line.index}, None, line.text)
            for line in lines
            if line.index not in inside
            and line.heading is not None
            and not _numbered(line)
            and _is_title(line, entries)
        ]
    else:
        kept = _of_one_paper(candidates, lines) or _by_kind(lines)
        kept += [*_first_without_number(kept, lines), *_last_without_number(kept, lines)]
    kept.sort(key=lambda opening: opening.at)
    titled = {opening.at for opening in kept if opening.title}
    for opening in kept:
        _take_box_above(opening, lines, titled)
    return [opening for opening in _joined(kept, lines) if not opening.tentative]


def _first_without_number(kept: Sequence[Opening], lines: Sequence[Line]) -> list[Opening]:
    """``Opning`` over the first numbered sak, as a heading like it, is a sak without a number."""
    if not kept:
        return []
    first = lines[min(opening.at for opening in kept)]
    return [
        Opening(line.index, {line.index}, None, line.text.strip(" :."))
        for line in lines[: first.index]
        if (line.heading, line.strong) == (first.heading, first.strong)
        and line.strong
        and line.text.strip(" :.").lower() in words(table("sakstype")["opning_aaleine"])
    ][-1:]


def _last_without_number(kept: Sequence[Opening], lines: Sequence[Line]) -> list[Opening]:
    """``Eventuelt`` or ``Ymse`` behind the last numbered sak, as a heading like those above: a sak without a number."""
    if not kept or any(says(opening.title.strip(), table("sakstype")["ymse"]) for opening in kept):
        return []
    last = lines[kept[-1].at]
    return [
        Opening(line.index, {line.index}, None, line.text.strip(" :."))
        for line in lines[last.index + 1 :]
        if (line.heading, line.strong) == (last.heading, last.strong)
        and line.strong
        and line.text.strip(" :.").lower() in words(table("sakstype")["ymse_aaleine"])
    ][:1]


def _of_one_paper(candidates: list[Opening], lines: Sequence[Line]) -> list[Opening]:
    """The openings of a paper without a sakliste: by their numbers, else the one sak of a case paper."""
    numbered = _by_numbering(candidates, lines)
    if any(opening.read and (opening.read.nummer.slashed or opening.read.nummer.named) for opening in numbered):
        return numbered
    case = _case_paper(lines)
    return case if case and case[0].read else _by_treatments(lines) or case or numbered


def _case_paper(lines: Sequence[Line]) -> list[Opening]:
    """The one sak of a paper that calls itself a case paper: the heading below that name that is over all others."""
    name = next((at for at, line in enumerate(lines[:_TOP]) if line.heading is not None and _names_case(line)), None)
    if name is None:
        return []
    below = [line for line in lines[name + 1 :] if line.heading is not None and not line.text.rstrip().endswith(":")]
    highest = min((line.heading or 9 for line in below), default=9)
    over_all = [line for line in below if line.heading == highest]
    if not below or len(over_all) != 1 or over_all[0] is not below[0] or not _is_heading_of(below[0]):
        return []
    read = _numbered(below[0])
    return [Opening(below[0].index, {below[0].index}, read, read.title if read else below[0].text.strip())]


def _numbered(line: Line) -> NumberedText | None:
    """The number of a sak that a line begins with; «2. tertialrapport» begins with none, as its title is small."""
    read = read_number(line.text)
    return None if read and not read.nummer.slashed and read.title[:1].islower() else read


def _names_case(line: Line) -> bool:
    return says(line.text.strip(), table("labels")["sakshovud"]["overskrift"])


def _take_box_above(opening: Opening, lines: Sequence[Line], titled: set[int]) -> None:
    """What stands right above the number or title and belongs to its head: the body's name, and the box.

    Archive systems print the box first and the title below it. A box right below another sak's title (``titled``),
    without the body's name between them, is that one's.
    """
    at = opening.at - 1
    while at >= 0 and opening.at - at <= _BOX_LINES:
        line = lines[at]
        if _names_body(line) or says(line.text, table("labels")["sakshovud"]["overskrift"]):
            opening.heads.add(at)
        elif not (_in_box(lines, at) or (opening.boxed and ":" in line.text[:30])):
            break
        at -= 1
    alike = lines[at].strong or not lines[opening.at].strong  # both titles look like one, or neither: a bare list
    if at in titled and alike and is_box_line(lines[at + 1]):
        opening.heads -= set(range(at + 1, opening.at))
        return
    opening.at = min(at + 1, opening.at)


def _names_body(line: Line) -> bool:
    """Whether the line says which body the sak is for. An item of a list is of the sak above, whatever it names."""
    if line.marker is not None:
        return False
    names = [organisation_in(readable(part)) for part in re.split(r"\s[-–]\s", line.text)]
    return any(names) or is_organ(line.text)


def _in_box(lines: Sequence[Line], at: int) -> bool:
    """Whether the line is one of a box: its labels, the values below them, or the table of treatments."""
    return is_box_line(lines[at]) or bool(at and labels_above(lines[at - 1], lines[at])) or _treated(lines, at)


def _treated(lines: Sequence[Line], at: int) -> bool:
    """Whether the line is a row of a table of treatments that begins at most a few rows above."""
    return any(at in treatment_rows(lines[start : at + 1]) for start in range(max(0, at - 4), at))


def _candidate(lines: Sequence[Line], line: Line, titles: Sequence[str]) -> Opening | None:
    """A line that looks like the opening of a sak, by itself."""
    if block := _block_opening(lines, line):
        return block
    if line.table is not None and not _table_opening(lines, line):
        return None
    read = read_number(line.text)
    if not read:
        return None
    title = re.sub(r"\s+", " ", read.title).strip()
    if title and title[0].islower() and not title.startswith("e"):  # eKommune and the like may open small
        return None
    nummer = read.nummer
    if title and names_part(title):
        return None  # KST-63/16 Vedtak: is a part of the sak
    if nummer.slashed or nummer.named:
        if len(line.text) > 400 or (title.endswith(".") and len(title) > 90 and not line.strong):
            return None
    elif not line.strong:
        return None
    until = line.index + 1
    if not title or (title.isupper() and len(title) > 3):
        title, until = _title_below(lines, until, title, titles)
    boxed = line.index + 1 < len(lines) and _named_title(lines[line.index + 1]) is not None
    return Opening(line.index, set(range(line.index, until)), read, title, boxed=boxed)


def _block_opening(lines: Sequence[Line], line: Line) -> Opening | None:
    """A sak whose number and title are two rows of a block of labels: ``Sak nr.: | 2/2004``, ``Navn på sak: | …``."""
    heads = table("labels")["sakshovud"]
    if line.table is None or len(line.cells) < 2 or line.cells[0].lower().strip(" .:") not in words(heads["nummer"]):
        return None
    read = read_number(f"Sak {line.cells[1]} ")
    rows = [other for other in lines if other.table == line.table and len(other.cells) > 1]
    named = [other for other in rows if other.cells[0].lower().strip(" .:") in words(heads["tittel"])]
    if not read or not named:
        return None
    return Opening(rows[0].index, {line.index, named[0].index}, read, named[0].cells[1].strip())


def _table_opening(lines: Sequence[Line], line: Line) -> bool:
    """A row may be the sak's head (number in one cell, title in the next) where the table holds nothing but its box."""
    near = lines[max(0, line.index - _BOX_LINES) : line.index + _BOX_LINES]
    return all(_in_box(lines, row.index) for row in near if row.table == line.table and row is not line)


def _title_below(lines: Sequence[Line], at: int, title: str, titles: Sequence[str]) -> tuple[str, int]:
    """The title that stands on the line below its number, or runs over several lines in capitals."""
    if not title and at < len(lines) and (named := _named_title(lines[at])):
        return named, at + 1
    while at < len(lines):
        line = lines[at]
        text = line.text.strip()
        if line.table is not None or read_number(text) or len(line.cells) > 1 or text.endswith(":") or line.marker:
            break
        if find_label(line):
            break
        if not title and 2 < len(text) <= 250 and not line.style.lead and _may_be_title(line, titles):
            title = text
        elif title and title.isupper() and text.isupper() and len(text.split()) > 1 and not line.style.space_before:
            title = f"{title} {text}"
        else:
            break
        at += 1
    return title, at


def _named_title(line: Line) -> str | None:
    """The title behind its own label: ``Navn på sak: Budsjett``."""
    head, colon, rest = line.text.partition(":")
    named = head.strip().lower() in words(table("labels")["sakshovud"]["tittel"])
    return rest.strip() if colon and named and rest.strip() else None


def _may_be_title(line: Line, titles: Sequence[str]) -> bool:
    """A line below a number is its title where it stands out, or is on the sakliste, whole or as far as it goes."""
    text = line.text.strip().lower()
    listed = any(fuzz.ratio(text, title) >= SAME or (len(text) > 12 and title.startswith(text)) for title in titles)
    return listed or (line.strong and not find_label(line))


def _listed_opening(opening: Opening, line: Line, entries: Sequence[Entry]) -> bool:
    """With a sakliste: the number is on it, and a plain number (``7.``) must also carry the title."""
    assert opening.read
    nummer = opening.read.nummer
    same = [entry for entry in entries if entry.nummer and same_number(entry.nummer, nummer)]
    if same:
        return nummer.slashed or nummer.named or _alike(opening.title, same[0].tittel)
    if nummer.slashed and any(entry.nummer and entry.nummer.slashed for entry in entries):
        year = {entry.nummer.key[1] for entry in entries if entry.nummer and len(entry.nummer.key) > 1}
        return nummer.key[1] in year and (line.strong or nummer.named) and bool(opening.title)
    unnumbered = [entry for entry in entries if entry.nummer is None]
    return any(_alike(opening.title, entry.tittel) for entry in unnumbered)


def _alike(one: str, other: str) -> bool:
    one, other = one.lower(), other.lower()
    short = min(len(one), len(other))
    return fuzz.ratio(one, other) >= ALIKE or (
        short > 12 and (one.startswith(other[:short]) or other.startswith(one[:short]))
    )


def _is_title(line: Line, entries: Sequence[Entry]) -> bool:
    return any(
        fuzz.ratio(line.text.lower(), entry.tittel.lower()) >= SAME for entry in entries if len(entry.tittel) > 2
    )


def _by_numbering(candidates: list[Opening], lines: Sequence[Line]) -> list[Opening]:
    """Without a sakliste: numbers with a year (or ``Sak``) if any, else the plain series that rises by one."""
    slashed = [c for c in candidates if c.read and c.read.nummer.slashed]
    if slashed:
        years = [c.read.nummer.key[1] for c in slashed if c.read]
        common = max(set(years), key=lambda year: (years.count(year), year))
        return [c for c in slashed if c.read and c.read.nummer.key[1] == common]
    named = [c for c in candidates if c.read and c.read.nummer.named]
    if named:
        return named
    out: list[Opening] = []
    for level in sorted({lines[c.at].heading or 9 for c in candidates}):
        expected = 1
        series: list[Opening] = []
        for c in candidates:
            if c.read and (lines[c.at].heading or 9) == level and (not series or int(c.read.nummer.text) == expected):
                series.append(c)
                expected = int(c.read.nummer.text) + 1
        if len(series) > len(out):
            out = series
    return out if len(out) > 1 else []


def _by_treatments(lines: Sequence[Line]) -> list[Opening]:
    """A case paper whose number stands in its table of treatments alone; the title is the heading below, or above.

    Of several organs the last one with a number is the meeting's. Where the paper has a label for its own day
    (``Møtedato: 5. desember 2025``), rows of other days tell of earlier treatments, and their numbers are not its own.
    """
    rows = treatment_rows(lines)
    own = _own_days([line for line in lines if line.index not in rows])
    numbers = [step.nummer for step in treatments(lines) if step.nummer and (own is None or step.dato in own)]
    if not numbers or (read := read_number_in_column(numbers[-1])) is None:
        return []
    first, last = min(rows), min(at for at in rows if at + 1 not in rows)
    above_all = {cell for line in lines[:first] for cell in line.cells}
    if any(step.utvalg in above_all and not step.nummer for step in treatments(lines)):
        return []  # the organ that the front page names has given the sak no number yet
    below = next((line for line in lines[last + 1 : last + 6] if not is_box_line(line)), None)
    above = next((line for line in reversed(lines[:first]) if line.table is None and not is_box_line(line)), None)
    for title in (below, above):
        if title and title.table is None and (title.strong or title.text.isupper()) and _is_heading_of(title):
            return [Opening(title.index, {title.index}, read, title.text.strip())]
    return []


def _own_days(lines: Sequence[Line]) -> set[date] | None:
    """The days that a label of the meeting's date gives, none where nobody has filled it in; null without a label."""
    label = re.compile(rf"{alternatives(table('labels')['framside']['moetedato'])}\s*:", re.IGNORECASE)
    labelled = [line.text for line in lines[:_TOP] if label.match(line.text.strip())]
    return {hit.day for text in labelled for hit in find_dates(text)} if labelled else None


def _by_kind(lines: Sequence[Line]) -> list[Opening]:
    """A case paper that has no number yet: below ``Saksframlegg`` the first line that stands out is its title."""
    named = alternatives(table("organ")["dokumenttype"]["saksframlegg"])
    head = next(
        (line for line in lines[:_TOP] if re.fullmatch(rf"{named}", line.text.strip(" .:"), re.IGNORECASE)), None
    )
    for line in lines[head.index + 1 : head.index + 1 + _BOX_LINES] if head else []:
        if find_label(line):
            break
        if title := _named_title(line):
            return [Opening(line.index, {line.index}, None, title)]
        label = is_box_line(line) or line.text.rstrip().endswith(":")
        if line.table is None and line.strong and not label and _is_heading_of(line):
            read = read_number(line.text)  # a plain number, which alone makes no series: 6. Ny heimeside
            title = read.title if read and read.title else line.text
            return [Opening(line.index, {line.index}, read, re.sub(r"\s+", " ", title).strip())]
    return []


def _is_heading_of(line: Line) -> bool:
    """Whether a heading may be a sak's title: no label, organisation or organ, nor what every case paper is called."""
    text = line.text.strip()
    kinds = says(text, table("labels")["sakshovud"]["overskrift"])
    return len(text) > 3 and not (find_label(line) or kinds or organisation_in(readable(text)) or is_organ(text))


def _joined(openings: list[Opening], lines: Sequence[Line]) -> list[Opening]:
    """A number alone on top, then the box, then number and title are one head of one sak.

    Where the two numbers differ the paper contradicts itself; the one with the title counts, the other is kept.
    """
    out: list[Opening] = []
    for opening in openings:
        last = out[-1] if out else None
        if last and opening.at < max(last.heads) + 1:
            continue
        if (
            last
            and last.read
            and opening.read
            and not last.title
            and _only_box(lines[max(last.heads) + 1 : opening.at])
        ):
            opening.heads |= last.heads
            opening.at = last.at
            if not same_number(last.read.nummer, opening.read.nummer):
                opening.others.append(last.read.nummer.text)
            out.pop()
        out.append(opening)
    return out


def _only_box(between: Sequence[Line]) -> bool:
    return len(between) <= 14 and not any(find_label(line) for line in between)
