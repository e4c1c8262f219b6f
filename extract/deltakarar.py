"""Who met, who was absent, who substituted for whom, who was present without a vote, who stepped aside as ugild.

kommuneloven § 11-4 asks the minutes for who met and who was absent; forvaltningslova § 6 is what makes one ugild.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from extract.deltakar import people_in
from extract.deltakartabell import columns_of, filled_in, heads, row_of
from extract.knowledge import alternatives, says, table, words
from extract.lines import Line, kjelde
from extract.namn import WORD, is_party, pieces_of, split_name
from extract.nummer import read_number
from extract.organ import is_organ
from extract.ugild import stepped_aside
from model.document import Document
from model.moete import Deltakar, Frammoete, Sak

_LETTERED = re.compile(r"^[A-ZÆØÅ][.)]?[\t ]+(?=\S)|^[A-ZÆØÅ][.)]\s*(?=\S)")
_OF_BODY = re.compile(r"(?:Frå|Fra)\s+([\wæøåÆØÅ][\wæøåÆØÅ -]{2,40})")
_OF_PLACE = re.compile(rf"(?:Frå|Fra)\s+[A-ZÆØÅ][\wæøåÆØÅ-]+(?:\s+kommune)?\s*:\s*{WORD}\s+{WORD}")
_LINES = 1_000
"""Lines that are remembered: each is asked for its label again where its neighbours are read."""
_WORD = re.compile(r"[\wæøå]+")
_SENTENCE = re.compile(r"(?:(?<=[a-zæøå)]\.)|(?<=\bsak \d\.)|(?<=\bsak \d\d\.))\s+(?=[A-ZÆØÅ])")


def read_attendance(lines: Sequence[Line], document: Document, saker: Sequence[Sak]) -> list[Deltakar]:
    """The participants in the paper's order, each name once."""
    found: dict[str, Deltakar] = {}
    for person in _groups([part for line in filled_in(lines) for part in _apart(line)], document):
        known = found.get(person.namn)
        if known is None:
            found[person.namn] = person
        elif known.frammoete == "moett" and person.frammoete == "forfall":
            found[person.namn] = known.model_copy(update={"frammoete": "forfall"})
    aside = [line.text for line in lines if re.match(r"(?i)(?:ugilde?|inhabile?)\s*(?:\([^)]*\)\s*)?:", line.text)]
    return [stepped_aside(person, saker, aside) for person in found.values()]


# ---------------------------------------------------------------- groups


@cache
def _labels() -> dict[str, Frammoete]:
    groups: dict[Frammoete, dict[str, list[str]]] = table("deltakarar")["gruppe"]
    return {label: status for status, entry in groups.items() for label in words(entry)}


@cache
def _inner_label() -> re.Pattern[str]:
    """A label of another group inside a line: ``Til stades: Kari Nes. Forfall: Ola Dal``."""
    found = alternatives([label for label in _labels() if len(label) > 3])
    return re.compile(rf"(?<=[\w).])[.;]?\s+(?=(?-i:[A-ZÆØÅ]))(?={found}\s*:)", re.IGNORECASE)


def _apart(line: Line) -> list[Line]:
    """A line as the lines that it holds: one for each group that it names, and for each sentence that tells of one."""
    if line.table is not None or line.heading is not None:
        return [line]
    texts = _inner_label().split(line.text) if _label(line.text)[0] else [line.text]
    if len(texts) == 1:
        told = _SENTENCE.split(line.text)
        asked = told[1:] if _label(line.text)[0] else told[:1]
        texts = told if any(_told_sentence(text) or _told().match(text) for text in asked) else texts
    return [line] if len(texts) == 1 else [replace(line, text=text, body=text, cells=(text,)) for text in texts]


@cache
def _told_words() -> dict[Frammoete, re.Pattern[str]]:
    """``Kari Nes og Ola Dal møtte``, ``Per Vik hadde forfall``, ``Rådmann Liv Moe møtte frå administrasjonen``."""
    told: dict[Frammoete, dict[str, list[str]]] = table("deltakarar")["setning"]
    return {
        status: re.compile(
            rf"^(?P<namn>(?:[\wæøå-]+\s+){{0,3}}?(?-i:{WORD}\s+{WORD}).*?)\s+(?:{'|'.join(words(entry))})[. ]*$",
            re.IGNORECASE,
        )
        for status, entry in told.items()
    }


def _told_sentence(text: str) -> tuple[Frammoete, str] | None:
    """The status and the names of a sentence that tells who met; null for other sentences."""
    for status, pattern in _told_words().items():
        if (match := pattern.match(text.strip())) and all(split_name(piece)[0] for piece in pieces_of(match["namn"])):
            substitute = re.search(rf"\sfor\s+({WORD}.*?)(?:,\s+som\s.*)?[. ]*$", text)
            instead = re.search(r"\bfor (?:han|ham|ho|henne) møtte .+", text)
            if instead:
                return status, f"{match['namn']}, {instead[0]}"
            return status, f"{match['namn']} (for {substitute[1]})" if substitute else match["namn"]
    return None


def _groups(lines: Sequence[Line], document: Document) -> list[Deltakar]:
    out: list[Deltakar] = []
    status: Frammoete | None = None
    columns: dict[str, int] = {}
    party: str | None = None
    home: str | None = None  # the kommune whose members are listed
    beside: dict[int, Frammoete] = {}  # groups that stand side by side, by the column of their names
    for place, line in enumerate(lines):
        if side := _side_by_side(line):
            beside, columns = side, {}
            continue
        if beside and line.table is not None and len(line.cells) > max(beside):
            out += [
                person.model_copy(update={"kjelde": kjelde(document, line.source)})
                for at, group in beside.items()
                for name in line.cells[at].split("\n")
                for person in people_in(f"{name}, {_party_beside(line, at, beside)}", group, one_a_line=True)
            ]
            continue
        beside = {}
        if found := columns_of(line):
            columns, status = found, status or "moett"
            continue
        if line.table is None and (told := _told_sentence(line.text)):
            out += [
                person.model_copy(update={"kjelde": kjelde(document, line.source)})
                for person in people_in(told[1], told[0], one_a_line=False)
            ]
            if told[0] == "vara" and out[-1].vara_for and says(line.text, table("deltakarar")["som_forfall"]):
                away = Deltakar(namn=out[-1].vara_for, frammoete="forfall", kjelde=kjelde(document, line.source))
                out.append(away)
            continue
        text = _LETTERED.sub("", line.body.strip() if line.marker and not line.number else line.text.strip())
        if (read := read_number(line.text)) and read.nummer.slashed:
            status, columns = None, {}  # the sakliste has begun
            continue
        row = len(line.cells) > 1 and bool(columns) and not line.cells[0].rstrip().endswith(":")
        label, rest = (None, text) if row else _label(text)
        if status and line.heading is not None and (group := _OF_BODY.fullmatch(text)):
            # «Frå Nordvik kommune» heads its own members, «Frå administrasjonen» those without a vote.
            without = _made_of_words(group[1].lower()) == "utan roysterett" or says(
                text, table("deltakarar")["gjester"]
            )
            status, columns, home = "utan roysterett" if without else status, {}, group[1]
            continue
        if label:
            status, columns, party, text, home = label, {}, None, rest, None
        elif status is None and not _of_party(text) and not _OF_PLACE.match(text):
            continue
        elif _ends(line, text, columns):
            status, columns = None, {}
            continue
        status = status or "moett"
        if not label and status == "forfall" and is_organ(text.partition(":")[0]):
            status = "utan roysterett"  # «Brukarutvalet: Kari Nes» lists those of another body
        if not text.strip():
            continue
        if columns:
            people = row_of(line, columns, status)
        elif "\n" in text:
            parts = [part for part in re.split(r"[\n\t]", text) if part.strip()]
            people = [person for part in parts for person in people_in(part, status, one_a_line=True)]
        elif line.table is not None and not label:
            people = people_in(", ".join(cell for cell in line.cells if cell), status, one_a_line=True)
        elif is_party(text.strip(" :")):
            party = text.strip(" :")
            continue
        else:
            listed = label and all(split_name(piece)[0] for piece in pieces_of(text))
            people = people_in(text, status, one_a_line=not listed and _one_a_line(lines, place))
        out += [
            person.model_copy(
                update={
                    "kjelde": kjelde(document, line.source),
                    "parti": person.parti or party,
                    "kommune": person.kommune or _kommune(home),
                }
            )
            for person in people
        ]
    return out


def _kommune(home: str | None) -> str | None:
    """The name of a kommune that heads its members; other bodies are none."""
    found = re.fullmatch(r"(.+?)\s+(?:kommune|herad|herred)", home or "")
    return found[1] if found else None


def _of_party(text: str) -> bool:
    """Whether a line lists the members of a party, which needs no word of attendance: ``Høgre: Kari Nes, Ola Dal``."""
    head, colon, rest = text.partition(":")
    return bool(colon) and is_party(head.strip()) and _first_name(rest)


def _side_by_side(line: Line) -> dict[int, Frammoete]:
    """The columns of a head row whose cells are labels of groups: ``Desse møtte | Parti | Forfall | Parti``."""
    if line.table is None or len(line.cells) < 2 or columns_of(line):
        return {}
    found = {at: status for at, cell in enumerate(line.cells) if (status := _label(cell)[0] if cell.strip() else None)}
    rest = [cell.lower().strip(" .:") for at, cell in enumerate(line.cells) if at not in found and cell.strip()]
    bare = all(not _label(line.cells[at])[1] for at in found)
    return found if len(found) > 1 and bare and all(cell in heads() for cell in rest) else {}


def _party_beside(line: Line, at: int, groups: dict[int, Frammoete]) -> str:
    return line.cells[at + 1].strip() if at + 1 < len(line.cells) and at + 1 not in groups else ""


@lru_cache(_LINES)
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
        of_organ = says(told[0], table("deltakarar")["fortalt_medlem"])
        return "moett" if of_organ else "utan roysterett", text[told.end() :].rstrip(" .")
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
    said = set(_WORD.findall(label))
    if not said or not said <= _words_of_attendance():
        return None
    groups: dict[str, dict[str, list[str]]] = table("deltakarar")["ord"]
    statuses: tuple[Frammoete, ...] = ("forfall", "utan roysterett", "vara", "moett")
    return next((status for status in statuses if not said.isdisjoint(words(groups[status]))), None)


@cache
def _words_of_attendance() -> frozenset[str]:
    return frozenset(word for entry in table("deltakarar")["ord"].values() for word in words(entry))


def _ends(line: Line, text: str, columns: dict[str, int]) -> bool:
    plain = text.strip(" :.").lower()
    if plain.startswith(words(table("deltakarar")["slutt"])):
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
