"""The language work: one spaCy pipeline of our own components per written standard, built once.

``saksgang_setningar`` ends sentences as Norwegian papers do (not after ``jf.``, ``9. desember``, ``kl.``),
``saksgang_lemma`` gives lemmas of both standards by simplemma, ``saksgang_datoar`` marks dates and
``saksgang_beloep`` amounts, as span groups of the Doc under these names.
"""

from __future__ import annotations

import re
from functools import cache

import simplemma
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.beloep import find_amounts
from extract.dato import find_dates, find_days, months
from extract.knowledge import table, words
from model.moete import Maalform

COMPONENTS = ("saksgang_setningar", "saksgang_lemma", "saksgang_datoar", "saksgang_beloep")
_BREAK = re.compile(r"(?<=[.!?:»\")])\s+(?=[«\"(–-]?\s?[A-ZÆØÅ0-9])|\n+")
_LAST_WORD = re.compile(r"([\wæøåÆØÅ.]+)[.:!?»\")]*$")


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(words(table("setning")["forkortingar"]))


@cache
def _last_words() -> frozenset[str]:
    """Abbreviations that a sentence often ends with: ``… på kr 7,5 mill. Framlegget fall.``"""
    return frozenset(words(table("setning")["sluttar"]))


def sentence_starts(text: str) -> list[int]:
    """Where the sentences of a text begin, as offsets."""
    starts = [0] if text.strip() else []
    for match in _BREAK.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if match[0].strip("\n") != match[0] or _ends(before, after):
            starts.append(match.end())
    return starts


def _ends(before: str, after: str) -> bool:
    """Whether the mark between two texts ends a sentence."""
    if before.endswith(":"):
        return False
    if not before.endswith("."):
        return True
    word = (_LAST_WORD.search(before) or [""])[0].lower()
    if word.rstrip(".") in _last_words() and re.match(r"[«\"(]?[A-ZÆØÅ][a-zæøå]", after):
        return True
    if word.rstrip(".") in _abbreviations() or word in _abbreviations():
        return False
    if re.search(r"(?:^|[.!?]\s+|\n)\d{1,2}\.$", before):  # the number of a point, not the end of one
        return False
    following = re.match(r"[\wæøåÆØÅ]+", after)
    if re.search(r"(?<![\d.])\d{1,2}\.$", before) and following and following[0].lower() in months():
        return False
    return not re.search(r"(?:^|[\s(])[A-ZÆØÅ]\.$", before)  # an initial


@Language.component("saksgang_setningar")
def mark_sentences(doc: Doc) -> Doc:
    """Set where sentences begin."""
    starts = set(sentence_starts(doc.text))
    waiting = False
    for token in doc:
        waiting = waiting or token.idx in starts
        token.is_sent_start = bool(waiting and not token.is_space)
        if token.is_sent_start:
            waiting = False
    return doc


@Language.component("saksgang_lemma")
def set_lemmas(doc: Doc) -> Doc:
    """Set each word's lemma, lower case; nynorsk is asked first, bokmål where it has no answer."""
    for token in doc:
        token.lemma_ = lemma(token.text)
    return doc


@cache
def lemma(word: str) -> str:
    """The lemma of a word, lower case."""
    return simplemma.lemmatize(word.lower(), lang=("nn", "nb"))


def _mark(doc: Doc, name: str, found: list[tuple[int, int, str]]) -> Doc:
    """Set a span group; what a span stands for (an ISO date, an amount in NOK) is its ``kb_id_``."""
    spans: list[Span | None] = [
        doc.char_span(start, end, label=name, kb_id=value, alignment_mode="expand") for start, end, value in found
    ]
    doc.spans[name] = [span for span in spans if span is not None]
    return doc


@Language.component("saksgang_datoar")
def mark_dates(doc: Doc) -> Doc:
    """Mark dates: whole ones stand for their ISO date, those without a year for ``--MM-DD``."""
    found = [(hit.start, hit.end, hit.day.isoformat()) for hit in find_dates(doc.text)]
    found += [(hit.start, hit.end, f"--{hit.month:02}-{hit.day:02}") for hit in find_days(doc.text)]
    return _mark(doc, "datoar", sorted(found))


@Language.component("saksgang_beloep")
def mark_amounts(doc: Doc) -> Doc:
    """Mark amounts of money."""
    return _mark(doc, "beloep", [(hit.start, hit.end, repr(hit.nok)) for hit in find_amounts(doc.text)])


@cache
def pipeline(maalform: Maalform) -> Language:
    """The pipeline of a written standard; the same object each time."""
    nlp = spacy.blank(maalform)
    for name in COMPONENTS:
        nlp.add_pipe(name)
    nlp.max_length = 5_000_000
    return nlp


def sentences(text: str, maalform: Maalform) -> list[str]:
    """The sentences of a text, trimmed."""
    return [span.text.strip() for span in pipeline(maalform)(text).sents if span.text.strip()]
