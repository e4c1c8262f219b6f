"""One participant out of a line: name, office, party, kommune, for whom, for which saker."""

from __future__ import annotations

import re

from extract.knowledge import table
from extract.namn import WORD, is_party, pieces_of, split_name, title_start
from model.moete import Deltakar, Frammoete

_BEHIND = re.compile(
    r"^([^()]+(?:\([^)]*\))?),?\s+(?:møtte\s+|møter\s+)?(?:som\s+)?(?:vara(?:medlem\w*)?\s+)?for\s+(?=[A-ZÆØÅ])([^()]+)$"
)
_SPAN = re.compile(
    r"(?P<a>\d{1,4})(?:/(?P<ay>\d{2,4}))?\s*(?:[-–]|til|t\.o\.m\.)\s*(?P<b>\d{1,4})(?:/(?P<by>\d{2,4}))?"
)
_FOR = re.compile(r"(?i:(?:møtt?e?\s+)?(?:som\s+)?(?:vara(?:medlem|repr\w*)?\s+)?for)\s+(?=[A-ZÆØÅ])(.+)")
_PLACE = r"[A-ZÆØÅ][^\s.:;]*(?:[ /](?:og|i|kommune|herad|fylkeskommune|fylke|[A-ZÆØÅ][^\s.:;]*))*"
_NUMBER = r"(?:[A-ZÆØÅ]{1,5}[- ])?\d{1,4}(?:/\d{1,4}|-\d{2,4})?"
_SAK = r"(?:sak(?:ene|ane)?\s+(?:nr\.?\s*)?)"
_FROM = re.compile(rf"(?i)\b(?:frå|fra|f\.o\.m\.?)\s+(?:og med\s+)?{_SAK}?({_NUMBER})")
_UNTIL = re.compile(rf"(?i)\b(?:til|t\.o\.m\.?)\s+(?:og med\s+)?{_SAK}?({_NUMBER})")
_ONE = re.compile(rf"(?i)\b{_SAK}({_NUMBER})")
_WHEN = r"(?:(?:under|i|ved|på|berre|kun|frå|fra|til|og med|f\.o\.m\.?|t\.o\.m\.?)\s+)*"
_UNBRACKETED = re.compile(
    rf",?\s+{_WHEN}{_SAK}{_NUMBER}(?:\s*(?:[-–,]|til|og|t\.o\.m\.)\s*{_NUMBER})*(?=$|[\s,;.])", re.IGNORECASE
)
_SENTENCE = re.compile(rf"(?<=[a-zæøå)]\.)\s+(?={WORD}\s+{WORD})")
_CLOCK = re.compile(
    r",?\s+(?:(?:frå|fra|til|kom|gjekk|gikk|møtte|forlot|fråtredde|fratrådte|perm\w*\.?|permisjon)\s+)+kl\.?\s*\d{1,2}(?:[.:]\d{2})?",
    re.IGNORECASE,
)


def people_in(text: str, status: Frammoete, *, one_a_line: bool) -> list[Deltakar]:
    """The persons that a text lists, of a group with this status.

    Where each line is one person (``one_a_line``) what follows the first name says whom the person stands for.
    """
    group: str | None = None
    if match := re.match(r"^((?:Frå|Fra)\s+)?([^:(),]{1,60}):\s*(.+)$", text):
        head, listed = match[2].strip(), match[3]
        if match[1] or not split_name(head)[0]:
            group, text = head, listed
    text = "".join(part if part.startswith("(") else _noted(part) for part in re.split(r"(\([^)]*\))", text))
    text = re.sub(rf"\s*/\s*(?={WORD}\s+{WORD})|\s+[-–]\s+(?=[a-zæøå])", ", ", text)
    out: list[Deltakar] = []
    for sentence in _SENTENCE.split(text):
        for place, piece in enumerate(pieces_of(sentence)):
            instead = re.match(r"(?i)(?:og )?for (?:han|ham|ho|henne) møtte (?:\d\.\s*vara\s+)?(.+)", piece)
            if out and instead and (met := split_name(instead[1])[0]):
                out.append(Deltakar(namn=met, frammoete="vara", vara_for=out[-1].namn))
                continue
            if (behind := _BEHIND.match(piece)) and split_name(behind[1])[0]:
                piece = f"{behind[1]} (for {behind[2]})"
            name, title = split_name(piece)
            if not name:
                name, title = split_name(re.sub(r"\s+(?:frå|fra)\s+[A-ZÆØÅ].*$", "", piece))  # and whom they come from
            goes_on = one_a_line and not title and place > 0
            if name and not (out and (goes_on or _FOR.match(piece))):
                out.append(person_of(name, title, piece, status, group))
            elif out:
                out[-1] = attribute(out[-1], re.sub(r"\([^)]*\)", "", piece).strip(), piece)
    return out


def _noted(text: str) -> str:
    """Text outside brackets, the saker of a person in brackets and the hours left out."""
    return _CLOCK.sub("", _UNBRACKETED.sub(lambda note: f" ({note[0].strip(' ,')})", text))


def person_of(name: str, title: str | None, piece: str, status: Frammoete, group: str | None) -> Deltakar:
    """The person of a piece of a list, with what its brackets and the word of its group say."""
    person = Deltakar(namn=name, funksjon=title, frammoete=status)
    if group:
        person = attribute(person, group, "")
    for note in re.findall(r"\(([^)]*)\)", piece):
        person = note_on(person, note.strip())
    return person


def attribute(person: Deltakar, text: str, piece: str) -> Deltakar:
    """What stands beside a name: party, office, or the body that the person stands for."""
    update: dict[str, str] = {}
    if _FOR.match(text):
        return note_on(person, text)
    if re.fullmatch(r"(?i)(?:\d{1,2}\.\s*)?vara(?:medlem\w*|repr\w*)?", text):
        update["frammoete"] = "vara"
    elif is_party(text):
        update["parti"] = text
    elif _is_office(text):
        update["funksjon"] = text
    elif text and re.fullmatch(_PLACE, text):
        update["kommune"] = re.sub(r"\s+kommune$", "", text)
    person = person.model_copy(update=update)
    for note in re.findall(r"\(([^)]*)\)", piece):
        person = note_on(person, note.strip())
    return person


def _is_office(text: str) -> bool:
    codes = table("deltakarar")["funksjonskode"]["both"]
    return bool(text) and (
        text.lower().strip(".") in codes or text[0].islower() or bool(title_start().match(f"{text} "))
    )


def note_on(person: Deltakar, note: str) -> Deltakar:
    """A bracket behind a name: ``(vara for …)``, ``(Sp)``, ``(sak 17/18–20/18)``, ``(frå 51/14)``."""
    if match := _FOR.match(note):
        return substitute(person, match[1])
    if re.fullmatch(r"(?i)observatør", note) and person.frammoete != "forfall":
        return person.model_copy(update={"funksjon": note, "frammoete": "utan roysterett"})
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


def substitute(person: Deltakar, text: str) -> Deltakar:
    """The member whom a substitute met for; a bracket behind the name is the substitute's own (``frå sak 4/26``)."""
    name = re.sub(r"\s*\([^)]*\)", "", text).strip()
    person = person.model_copy(update={"frammoete": "vara", "vara_for": name})
    for note in re.findall(r"\(([^)]*)\)", text):
        person = note_on(person, note.strip())
    return person
