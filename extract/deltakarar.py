"""Who met, who was absent, who substituted for whom, who was present without a vote, who stepped aside as ugild.

kommuneloven § 11-4 asks the minutes for who met and who was absent; forvaltningslova § 6 is what makes one ugild.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extract.knowledge import table, words
from extract.lines import Line, kjelde
from extract.namn import WORD, is_party, pieces_of, split_name, title_start
from extract.nummer import read_number
from extract.ugild import stepped_aside
from model.document import Document
from model.moete import Deltakar, Frammoete, Sak

_LETTERED = re.compile(r"^[A-ZÆØÅ][.)]?[\t ]+(?=\S)|^[A-ZÆØÅ][.)]\s*(?=\S)")
_BEHIND = re.compile(
    r"^([^()]+(?:\([^)]*\))?),?\s+(?:møtte\s+|møter\s+)?(?:som\s+)?(?:vara(?:medlem\w*)?\s+)?for\s+(?=[A-ZÆØÅ])([^()]+)$"
)
_SPAN = re.compile(
    r"(?P<a>\d{1,4})(?:/(?P<ay>\d{2,4}))?\s*(?:[-–]|til|t\.o\.m\.)\s*(?P<b>\d{1,4})(?:/(?P<by>\d{2,4}))?"
)
_PLACE = r"[A-ZÆØÅ][^\s.:;]*(?:[ /](?:og|i|kommune|herad|fylkeskommune|fylke|[A-ZÆØÅ][^\s.:;]*))*"
_NUMBER = r"(?:[A-ZÆØÅ]{1,5}[- ])?\d{1,4}(?:[/-]\d{2,4})?"
_SAK = r"(?:sak(?:ene|ane)?\s+(?:nr\.?\s*)?)"
_FROM = re.compile(rf"(?i)\b(?:frå|fra|f\.o\.m\.?)\s+(?:og med\s+)?{_SAK}?({_NUMBER})")
_UNTIL = re.compile(rf"(?i)\b(?:til|t\.o\.m\.?)\s+(?:og med\s+)?{_SAK}?({_NUMBER})")
_ONE = re.compile(rf"(?i)\b{_SAK}({_NUMBER})")
_WHEN = r"(?:(?:under|i|ved|på|berre|kun|frå|fra|til|og med|f\.o\.m\.?|t\.o\.m\.?)\s+)*"
_UNBRACKETED = re.compile(
    rf",?\s+{_WHEN}{_SAK}{_NUMBER}(?:\s*(?:[-–,]|til|og|t\.o\.m\.)\s*{_NUMBER})*(?=$|[\s,;.])", re.IGNORECASE
)
_CLOCK = re.compile(
    r",?\s+(?:(?:frå|fra|til|kom|gjekk|gikk|møtte|forlot|fråtredde|fratrådte|perm\w*\.?|permisjon)\s+)+kl\.?\s*\d{1,2}(?:[.:]\d{2})?",
    re.IGNORECASE,
)


def read_attendance(lines: Sequence[Line], document: Document, saker: Sequence[Sak]) -> list[Deltakar]:
    """The participants in the paper's order, each name once."""
    found: dict[str, Deltakar] = {}
    for person in _groups(lines, document):
        known = found.get(person.namn)
        if known is None:
            found[person.namn] = person
        elif known.frammoete == "moett" and person.frammoete == "forfall":
            found[person.namn] = known.model_copy(update={"frammoete": "forfall"})
    aside = [line.text for line in lines if re.match(r"(?i)(?:ugilde?|inhabile?)\s*:", line.text)]
    return [stepped_aside(person, saker, aside) for person in found.values()]


# ---------------------------------------------------------------- groups


@cache
def _labels() -> dict[str, Frammoete]:
    groups: dict[Frammoete, dict[str, list[str]]] = table("deltakarar")["gruppe"]
    return {label: status for status, entry in groups.items() for label in words(entry)}


def _groups(lines: Sequence[Line], document: Document) -> list[Deltakar]:
    out: list[Deltakar] = []
    status: Frammoete | None = None
    columns: dict[str, int] = {}
    party: str | None = None
    beside: dict[int, Frammoete] = {}  # groups that stand side by side, by the column of their names
    for place, line in enumerate(lines):
        if side := _side_by_side(line):
            beside, columns = side, {}
            continue
        if beside and line.table is not None and len(line.cells) > max(beside):
            out += [
                person.model_copy(update={"kjelde": kjelde(document, line.source)})
                for at, group in beside.items()
                for person in _people(f"{line.cells[at]}, {_party_beside(line, at, beside)}", group, one_a_line=True)
            ]
            continue
        beside = {}
        if heads := _columns(line):
            columns, status = heads, status or "moett"
            continue
        text = _LETTERED.sub("", line.body.strip() if line.marker and not line.number else line.text.strip())
        if (read := read_number(line.text)) and read.nummer.slashed:
            status, columns = None, {}  # the sakliste has begun
            continue
        row = len(line.cells) > 1 and bool(columns) and not line.cells[0].rstrip().endswith(":")
        label, rest = (None, text) if row else _label(text)
        if label:
            status, columns, party, text = label, {}, None, rest
        elif status is None:
            continue
        elif _ends(line, text, columns):
            status, columns = None, {}
            continue
        if not text.strip():
            continue
        if columns:
            people = _row(line, columns, status)
        elif "\n" in text:
            parts = [part for part in re.split(r"[\n\t]", text) if part.strip()]
            people = [person for part in parts for person in _people(part, status, one_a_line=True)]
        elif line.table is not None and not label:
            people = _people(", ".join(cell for cell in line.cells if cell), status, one_a_line=True)
        elif is_party(text.strip(" :")):
            party = text.strip(" :")
            continue
        else:
            people = _people(text, status, one_a_line=_one_a_line(lines, place))
        out += [
            person.model_copy(update={"kjelde": kjelde(document, line.source), "parti": person.parti or party})
            for person in people
        ]
    return out


def _side_by_side(line: Line) -> dict[int, Frammoete]:
    """The columns of a head row whose cells are labels of groups: ``Desse møtte | Parti | Forfall | Parti``."""
    if line.table is None or len(line.cells) < 3 or _columns(line):
        return {}
    found = {at: status for at, cell in enumerate(line.cells) if (status := _label(cell)[0] if cell.strip() else None)}
    rest = [cell.lower().strip(" .:") for at, cell in enumerate(line.cells) if at not in found and cell.strip()]
    return found if len(found) > 1 and all(cell in _heads() for cell in rest) else {}


def _party_beside(line: Line, at: int, groups: dict[int, Frammoete]) -> str:
    return line.cells[at + 1].strip() if at + 1 < len(line.cells) and at + 1 not in groups else ""


def _label(text: str) -> tuple[Frammoete | None, str]:
    """Status of the group that a line opens, and what stands behind the label."""
    head, mark, rest = (
        text.partition("\t") if "\t" in text and ":" not in text.split("\t")[0][:-1] else text.partition(":")
    )
    plain = re.sub(r"\s+", " ", head).strip(" :.").lower()
    if plain in _labels():
        return _labels()[plain], rest.strip(" :\t")
    if (came := re.fullmatch(r"(?:frå|fra)\s+(.{2,40}?)\s+møtte", plain)) and (mark or len(text) < 60):
        return "moett" if came[1].endswith(("styret", "rådet")) else "utan roysterett", rest.strip(" :\t")
    if (mark or len(text) < 60) and (status := _made_of_words(plain)):
        return status, rest.strip(" :\t")
    if told := _told().match(text):
        return "utan roysterett", text[told.end() :].rstrip(" .")
    if not mark and (plain := re.sub(r"\s+", " ", text).strip(" :.").lower()) in _labels():
        return _labels()[plain], ""
    return None, text


@cache
def _told() -> re.Pattern[str]:
    """A sentence that tells of guests: ``Fra selskapet møtte daglig leder Kari Nes``, ``Elles møtte Ola Dal``."""
    told = "|".join(words(table("deltakarar")["fortalt"]))
    names = rf"(?=(?:[\wæøå.-]+\s+){{0,3}}?(?-i:{WORD}\s+{WORD}))"
    return re.compile(rf"(?:{told})\s*:?\s+{names}", re.IGNORECASE)


def _made_of_words(label: str) -> Frammoete | None:
    """The group of a label that is made of the words of attendance only (``Frammøtte varamedlemer``)."""
    groups: dict[str, dict[str, list[str]]] = table("deltakarar")["ord"]
    said = re.findall(r"[\wæøå]+", label)
    if not said or any(all(word not in words(entry) for entry in groups.values()) for word in said):
        return None
    statuses: tuple[Frammoete, ...] = ("forfall", "utan roysterett", "vara", "moett")
    return next((status for status in statuses if any(word in words(groups[status]) for word in said)), None)


def _ends(line: Line, text: str, columns: dict[str, int]) -> bool:
    plain = text.strip(" :.").lower()
    if any(plain.startswith(word) for word in words(table("deltakarar")["slutt"])):
        return True
    if line.heading is not None and not is_party(text.strip(" :")):
        return True
    return (
        not columns
        and line.table is None
        and len(text.split()) > 8
        and bool(re.search(r"[a-zæøå]\.$", text))
        and "," not in text
    )


def _one_a_line(lines: Sequence[Line], place: int) -> bool:
    """Whether each line of the group is one person, so that what follows the name says whom the person stands for."""
    near = [lines[at] for at in (place - 1, place + 1) if 0 <= at < len(lines)]
    starts = [line for line in near if _first_name(line.body) and not _label(_LETTERED.sub("", line.text))[0]]
    return bool(starts) and len(pieces_of(lines[place].body)) <= 3


def _first_name(text: str) -> bool:
    pieces = pieces_of(text)
    return bool(pieces) and split_name(pieces[0])[0] is not None


# ---------------------------------------------------------------- names


def _people(text: str, status: Frammoete, *, one_a_line: bool) -> list[Deltakar]:
    group: str | None = None
    if (match := re.match(r"^([^:(),]{2,60}):\s*(.+)$", text)) and not split_name(match[1])[0]:
        group, text = match[1].strip(), match[2]
    text = _CLOCK.sub("", _UNBRACKETED.sub(lambda note: f" ({note[0].strip(' ,')})", text)) if "(" not in text else text
    out: list[Deltakar] = []
    for piece in pieces_of(text):
        if (behind := _BEHIND.match(piece)) and split_name(behind[1])[0]:
            piece = f"{behind[1]} (for {behind[2]})"
        name, title = split_name(piece)
        if name and not (one_a_line and out):
            out.append(_person(name, title, piece, status, group))
        elif out:
            out[-1] = _attribute(out[-1], re.sub(r"\([^)]*\)", "", piece).strip(), piece)
    return out


def _person(name: str, title: str | None, piece: str, status: Frammoete, group: str | None) -> Deltakar:
    person = Deltakar(namn=name, funksjon=title, frammoete=status)
    if group:
        person = _attribute(person, group, "")
    for note in re.findall(r"\(([^)]*)\)", piece):
        person = _note(person, note.strip())
    return person


def _attribute(person: Deltakar, text: str, piece: str) -> Deltakar:
    """What stands beside a name: party, office, or the body that the person stands for."""
    update: dict[str, str] = {}
    if re.fullmatch(r"(?i)vara(?:medlem\w*|repr\w*)?", text):
        update["frammoete"] = "vara"
    elif is_party(text):
        update["parti"] = text
    elif _is_office(text):
        update["funksjon"] = text
    elif text and re.fullmatch(_PLACE, text):
        update["kommune"] = re.sub(r"\s+kommune$", "", text)
    person = person.model_copy(update=update)
    for note in re.findall(r"\(([^)]*)\)", piece):
        person = _note(person, note.strip())
    return person


def _is_office(text: str) -> bool:
    codes = table("deltakarar")["funksjonskode"]["both"]
    return bool(text) and (
        text.lower().strip(".") in codes or text[0].islower() or bool(title_start().match(f"{text} "))
    )


def _note(person: Deltakar, note: str) -> Deltakar:
    """A bracket behind a name: ``(vara for …)``, ``(Sp)``, ``(sak 17/18–20/18)``, ``(frå 51/14)``."""
    if match := re.match(r"(?i)(?:møtt?e?\s+)?(?:som\s+)?(?:vara(?:medlem)?\s+)?for\s+(?=[A-ZÆØÅ])(.+)", note):
        return _substitute(person, match[1])
    if re.fullmatch(r"(?i)(?:møtt?e? som )?vara(?:medlem)?", note):
        return person.model_copy(update={"frammoete": "vara"})
    if is_party(note):
        return person.model_copy(update={"parti": note})
    if title_start().match(f"{note} "):
        return person.model_copy(update={"funksjon": note})
    if re.match(r"(?i)(?:meldt\s+)?forfall(?!.*\d)", note):
        return person.model_copy(update={"frammoete": "forfall"})
    single = re.fullmatch(rf"(?i)(?:frå|fra|til|t\.o\.m\.?|f\.o\.m\.?)\s+(?:og med\s+)?{_SAK}?{_NUMBER}", note)
    if not single and (match := _SPAN.search(re.sub(r"\bkl\.?\s*[\d.:–-]+", "", note))):
        year = match["by"] or match["ay"]
        first, last = (f"{part}/{year}" if year else part for part in (match["a"], match["b"]))
        return person.model_copy(update={"fraa_sak": first, "til_sak": last})
    update = {}
    if match := _FROM.search(note):
        update["fraa_sak"] = match[1]
    if match := _UNTIL.search(note):
        update["til_sak"] = match[1]
    if not update and (match := _ONE.search(note)):
        update = {"fraa_sak": match[1], "til_sak": match[1]}
    return person.model_copy(update=update)


def _substitute(person: Deltakar, text: str) -> Deltakar:
    """The member whom a substitute met for; a bracket behind the name is the substitute's own (``frå sak 4/26``)."""
    name = re.sub(r"\s*\([^)]*\)", "", text).strip()
    person = person.model_copy(update={"frammoete": "vara", "vara_for": name})
    for note in re.findall(r"\(([^)]*)\)", text):
        person = _note(person, note.strip())
    return person


# ---------------------------------------------------------------- tables


@cache
def _heads() -> dict[str, str]:
    return {word: name for name, entry in table("deltakarar")["kolonne"].items() for word in words(entry)}


def _columns(line: Line) -> dict[str, int]:
    """Columns of the head row of an attendance table; empty for other lines."""
    if len(line.cells) < 2:
        return {}
    found = {_heads().get(re.sub(r"\s+", " ", cell.lower()).strip(" .:")): at for at, cell in enumerate(line.cells)}
    named = {name: at for name, at in found.items() if name}
    return named if "namn" in named and len(named) > 1 and len(named) >= len(line.cells) - 1 else {}


def _row(line: Line, columns: dict[str, int], status: Frammoete) -> list[Deltakar]:
    """A row of an attendance table; where empty cells have fallen out, the others are known by what they say."""
    marks = table("deltakarar")["celle"]
    whole = len(line.cells) > max(columns.values(), default=0)
    by_column = {name: line.cells[at].strip() for name, at in columns.items()} if whole else {}
    person: Deltakar | None = None
    before: str | None = None
    of_name = by_column.get("namn", "") if split_name(by_column.get("namn", ""))[0] else ""
    for cell in (cell.strip() for cell in line.cells):
        plain = cell.lower().strip(" .")
        name, title = split_name(cell) if person or not of_name or cell == of_name else (None, None)
        if not cell:
            continue
        if person is None and name:
            person = _person(name, title or before, cell, status, None)
            if before and re.match(r"(?i)vara(?!ordf|leiar|leder)", before):
                person = person.model_copy(update={"frammoete": "vara"})
        elif person is None:
            before = cell
        elif plain in marks["forfall"] and (not by_column or by_column.get("forfall") == cell or plain != "x"):
            person = person.model_copy(update={"frammoete": "forfall"})
        elif plain in marks["vara"]:
            person = person.model_copy(update={"frammoete": "vara"})
        elif plain in marks["moett"]:
            continue
        elif name:
            person = person.model_copy(update={"frammoete": "vara", "vara_for": name})
        elif match := re.match(r"(?i)(?:vara\s+)?for\s+(.+)", cell):
            person = _substitute(person, match[1])
        else:
            person = _attribute(person, cell, "")
    return [_by_columns(person, by_column)] if person else []


def _by_columns(person: Deltakar, cells: dict[str, str]) -> Deltakar:
    """Office, party and kommune as the columns say, where the row has all of its cells."""
    said = {name: cells[name] for name in ("funksjon", "parti", "kommune") if cells.get(name)}
    if re.match(r"(?i)vara\w*\s+for\b", said.get("funksjon", "")):
        del said["funksjon"]
    if not cells:
        return person
    kommune = re.sub(r"\s+kommune$", "", said["kommune"]) if "kommune" in said else None
    parti = (
        said["parti"].split(",")[0].strip() if "parti" in said else None
    )  # «…, perm. kl. 14» is of an hour, not of it
    return person.model_copy(
        update={"funksjon": said.get("funksjon"), "parti": parti, "kommune": kommune} if said else {}
    )
