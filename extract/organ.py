"""Which organ of which organisation a paper is of: from labels, from titles, from the names on top."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from extract.knowledge import alternatives, table, words
from model.moete import Maalform

_TEXTS = 1_000
"""Texts that are remembered: the lines on top are asked whose paper it is for each thing that may tell it."""
_AFTER_NAME = re.compile(
    r"\s*(?:[,(:\t]|\s[-–]\s|(?:den\s+)?\d|\bdato\b|\bkl\b|\btysdag|\btirsdag|\bm[åa]ndag|\bonsdag|\btorsdag|\bfredag).*$",
    re.IGNORECASE,
)


@cache
def _forms() -> dict[str, dict[str, str]]:
    return {form: entry["namn"] for entry in table("organ")["utvalg"] for form in entry["former"]}


@cache
def _organ_word() -> str:
    endings = alternatives(table("organ")["utvalgsendingar"])
    subject = r"(?:råd|styre|nemnd|komit[eé])(?=\s+for\s+(?-i:[a-zæøå]))"
    return rf"(?![\wæøåÆØÅ-]*områd)(?:{subject}|{alternatives(list(_forms()))}|[\wæøåÆØÅ-]+{endings}|utvalg?)"


@cache
def _organ_alone() -> re.Pattern[str]:
    return re.compile(_organ_word(), re.IGNORECASE)


@cache
def _of_organisation() -> re.Pattern[str]:
    """``styremøte i Sogn KO``, ``møte i styret for Osloregionen``, ``Formannskapet``."""
    return re.compile(
        rf"(?:\b(?:møte|møtet)\s+(?:nr\.?\s*)?(?:\d+/\d+\s+)?(?:i|av|for)\s+)?(?<![\wæøå-])(?P<organ>{_organ_word()})(?=s?(?![\wæøåÆØÅ]))"
        r"(?:\s+(?:i|for|til|ved)\s+(?P<org>(?-i:[A-ZÆØÅ]).*))?",
        re.IGNORECASE,
    )


@cache
def _organisation_word() -> re.Pattern[str]:
    whole, ending = (alternatives(table("organ")[name]) for name in ("organisasjon", "organisasjonsendingar"))
    return re.compile(rf"(?<![\wæøåÆØÅ-])(?:{whole}|[\wæøåÆØÅ-]*{ending})(?![\wæøåÆØÅ-])", re.IGNORECASE)


def readable(text: str, elsewhere: Iterable[str] = ()) -> str:
    """A name or title in capitals as running text writes it.

    The same words in mixed case elsewhere in the paper decide; else only the first letter stays a capital.
    """
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 4 or any(c.islower() for c in letters):
        return text
    plain = text.casefold()
    for other in elsewhere:
        if plain not in other.casefold():
            continue
        match = re.search(rf"(?<!\w){re.escape(text)}(?!\w)", other, re.IGNORECASE)
        if match and any(c.islower() for c in match[0]):
            return match[0][:1].upper() + match[0][1:]
    forms = {form.lower(): form for form in table("organ")["selskapsform"]["both"]}
    return " ".join(forms.get(word, word) for word in (text[:1] + text[1:].lower()).split(" "))


def is_organisation(name: str) -> bool:
    """Whether a name holds a word that only organisations have (``kommune``, ``regionråd``, ``IKS``)."""
    return bool(_organisation_word().search(name))


def organ_in(text: str, maalform: Maalform) -> tuple[str | None, str | None]:
    """Organ and organisation that a title names: (``Styret``, ``Sogn KO``) of ``styremøte i Sogn KO``; null if none."""
    for match in _of_organisation().finditer(text):
        organ = match["organ"]
        if is_organisation(text) and not match["org"] and _named_by(organ, text):
            continue
        if subject := _SUBJECT.match(text[match.start("organ") :]):
            return subject[0].strip(), None  # Utvalg for plan og teknikk
        place = _PLACE.search(text[: match.start("organ")])
        if place and not match["org"] and not organ.lower().endswith(_DEFINITE) and "møte" not in organ.lower():
            return f"{place[1]} {organ.lower()}", None  # Fjellheim heradsstyre
        name = _forms().get(organ.lower(), {}).get(maalform) or organ[:1].upper() + organ[1:].lower()
        org = _AFTER_NAME.sub("", match["org"]).strip(" .") if match["org"] else None
        return name, org or None
    return None, None


_KINDS = r"(?:[\wæøåÆØÅ]*[Mm]øte|Innkalling|Protokoll|Referat|Utskrift|Saksliste|Sakliste)"
_NO_NAME = re.compile(rf"(?i:{_KINDS})|(?:Frå|Fra|Til)\s")
_PLACE = re.compile(rf"(?:^|\s)((?!{_KINDS})[A-ZÆØÅ][\wæøåÆØÅ-]+)\s+$")
_SUBJECT = re.compile(
    r"(?:(?:[Hh]o(?:vud|ved))?[Uu]tvalg?(?:et)?|[Rr]åd(?:et)?|[Ss]tyret?|[Nn]emnda?|[Kk]omit[eé](?:en)?)\s+for\s+[a-zæøå][\wæøå]+(?:(?:,\s+|\s+og\s+|\s+)[a-zæøå]+)*"
)
_DEFINITE = ("et", "en", "a")  # the organ itself, not a name that ends in its word


def _named_by(organ: str, text: str) -> bool:
    """Whether the organ's word is the last word of a name (``Sogn regionråd``), so that the whole is the name."""
    return bool(re.search(rf"(?-i:[A-ZÆØÅ])[\wæøåÆØÅ]+\s+{re.escape(organ)}\b", text)) and is_organisation(organ)


def has_subject(organ: str) -> bool:
    """Whether an organ's name says what it is for (``Råd for eldre``), so that it is no organisation by itself."""
    return _SUBJECT.match(organ) is not None


def is_organ(text: str) -> bool:
    """Whether a text is an organ's word and nothing else (``Kontrollutvalget``)."""
    return _organ_alone().fullmatch(text.strip(" .:")) is not None


def is_common(organ: str) -> bool:
    """Whether the organ's word is one that many bodies have (``Styret``), so that a name behind it is the body's."""
    return organ.lower() in _forms()


@lru_cache(_TEXTS)
def organisation_in(text: str) -> str | None:
    """A line that is the name of an organisation and nothing else: ``Trøgstad kommune``; null for other lines."""
    name = text.strip(" .:")
    if _NO_NAME.match(name):
        return None
    if (
        not 3 < len(name) <= 70
        or text.rstrip().endswith((".", ":"))
        or not name[0].isupper()
        or re.search(r"[.,:;!?\t\d]", name)
        or not is_organisation(name)
    ):
        return None
    lower = [word for word in name.split() if word[0].islower()]
    allowed = set(" ".join(words(table("organ")["organisasjon"])).split()) | {"og", "for", "i"}
    if re.search(r"\s(?:[A-ZÆØÅ]{2,3})$", name) and len(lower) < 3:
        return name  # Granvoll kulturhus KF: the form of company says it
    known = all(word in allowed or _organisation_word().fullmatch(word) for word in lower)
    return name if len(name.split()) > 1 and known else None


def named_behind(text: str) -> str | None:
    """The organisation that a line names behind a small word: ``Framlegg til Fjordlandet regionråd 3.12.2021``."""
    match = re.search(r"\b(?:til|for|av|i|frå|fra)\s+([A-ZÆØÅ].*)$", text)
    return organisation_in(_AFTER_NAME.sub("", match[1])) if match else None


_MEETING_OF = re.compile(
    r"(?:møte\w*|innkalling|protokoll\w*|møtebok|referat)\b.*?\b(?:i|for|til|av|frå|fra)\s+(?P<name>[A-ZÆØÅ].*)$"
)


def meeting_of(title: str) -> str | None:
    """The body that meets where it is an organisation itself: ``Innkalling til møte i Fjordlandet regionråd``."""
    match = _MEETING_OF.search(title[:1].lower() + title[1:])
    return organisation_in(_AFTER_NAME.sub("", match["name"])) if match else None
