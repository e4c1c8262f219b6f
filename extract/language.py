"""The language work: one spaCy pipeline of our own components per written standard, built once.

``saksgang_setningar`` ends sentences as Norwegian papers do (not after ``jf.``, ``9. desember``, ``kl.``),
``saksgang_lemma`` gives lemmas of both standards by simplemma, the pipeline's own first. The others mark what the text
names, as span groups of the Doc: ``saksgang_datoar`` ``datoar``, ``saksgang_beloep`` ``beloep``,
``saksgang_tilvisingar`` ``tilvisingar`` (numbers of saker and of points) and ``saksgang_aktoerar`` ``aktoerar``
(bodies). What a span stands for is its ``kb_id_``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache

import numpy as np
import simplemma
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.aktoer import find_actors
from extract.beloep import find_amounts
from extract.dato import find_dates, find_days
from extract.sentences import sentence_starts
from model.moete import Maalform

COMPONENTS = (
    "saksgang_setningar", "saksgang_lemma", "saksgang_datoar", "saksgang_beloep", "saksgang_tilvisingar",
    "saksgang_aktoerar",
)  # fmt: skip
_WORDS = 50_000
"""Words whose lemmas are remembered."""
_FIRST, _WITHIN = 1, 2**64 - 1
"""What spaCy keeps of a token that begins a sentence, and of one that does not (-1 without its sign)."""
_TEXT = "saksgang_text"
"""Where a Doc keeps its text."""


@Language.component("saksgang_setningar")
def mark_sentences(doc: Doc) -> Doc:
    """Set where sentences begin; for all tokens at once, since one by one spaCy looks through all of them each time."""
    places, spaces = doc.to_array(["IDX", "IS_SPACE"]).T.tolist() if len(doc) else ([], [])
    token_at = {start: token for token, start in enumerate(places)}
    marks = [_WITHIN] * len(doc)
    for start in sentence_starts(_text_of(doc)):
        token = token_at.get(start, len(doc))
        while token < len(doc) and spaces[token]:
            token += 1
        marks[token : token + 1] = [_FIRST] * (token < len(doc))
    array = np.array(marks, dtype=np.uint64)
    return doc.from_array(["SENT_START"], array)  # type: ignore[arg-type]  # the stub knows arrays of another library


def _text_of(doc: Doc) -> str:
    """The text of a Doc, which spaCy puts together from its tokens each time."""
    if _TEXT not in doc.user_data:
        doc.user_data[_TEXT] = doc.text
    text: str = doc.user_data[_TEXT]
    return text


@Language.factory("saksgang_lemma", default_config={"maalform": "nn"})
def make_lemmas(nlp: Language, name: str, maalform: Maalform) -> Callable[[Doc], Doc]:
    """A component that sets each word's lemma, lower case."""

    def set_lemmas(doc: Doc) -> Doc:
        for token in doc:
            token.lemma_ = lemma(token.text, maalform)
        return doc

    return set_lemmas


@lru_cache(_WORDS)
def lemma(word: str, maalform: Maalform = "nn") -> str:
    """The lemma of a word, lower case; the standard asked for is asked first, the other where it has no answer."""
    order = ("nn", "nb") if maalform == "nn" else ("nb", "nn")
    return simplemma.lemmatize(word.lower(), lang=order)


def _mark(doc: Doc, name: str, found: Iterable[tuple[int, int, str, str]]) -> Doc:
    """Set a span group of start, end, what the span stands for (an ISO date, kroner: its ``kb_id_``) and label."""
    spans: list[Span | None] = [
        doc.char_span(start, end, label=label, kb_id=value, alignment_mode="expand")
        for start, end, value, label in found
    ]
    doc.spans[name] = [span for span in spans if span is not None]
    return doc


@Language.component("saksgang_datoar")
def mark_dates(doc: Doc) -> Doc:
    """Mark dates: whole ones stand for their ISO date, those without a year for ``--MM-DD``."""
    text = _text_of(doc)
    found = [(hit.start, hit.end, hit.day.isoformat(), "dato") for hit in find_dates(text)]
    found += [(hit.start, hit.end, f"--{hit.month:02}-{hit.day:02}", "dag") for hit in find_days(text)]
    return _mark(doc, "datoar", sorted(found))


@Language.component("saksgang_beloep")
def mark_amounts(doc: Doc) -> Doc:
    """Mark amounts of money."""
    return _mark(doc, "beloep", [(hit.start, hit.end, repr(hit.nok), "beloep") for hit in find_amounts(_text_of(doc))])


@Language.component("saksgang_tilvisingar")
def mark_references(doc: Doc) -> Doc:
    """Mark numbers of saker and of points; a span stands for the number, its label says which of the two."""
    from extract.tilvising import find_numbers  # which itself asks for sentences

    return _mark(doc, "tilvisingar", find_numbers(_text_of(doc)))


@Language.component("saksgang_aktoerar")
def mark_bodies(doc: Doc) -> Doc:
    """Mark the bodies that the text names; a span stands for the name in the nominative, its label is the kind."""
    return _mark(doc, "aktoerar", [(hit.start, hit.end, hit.name, hit.kind) for hit in find_actors(_text_of(doc))])


@cache
def pipeline(maalform: Maalform) -> Language:
    """The pipeline of a written standard; the same object each time."""
    nlp = spacy.blank(maalform)
    for name in COMPONENTS:
        nlp.add_pipe(name, config={"maalform": maalform} if name == "saksgang_lemma" else {})
    nlp.max_length = 5_000_000
    return nlp


def marked(texts: Iterable[str], maalform: Maalform, *groups: str) -> Iterator[Doc]:
    """The texts as Docs with sentences and just these span groups; what is not asked for costs nothing."""
    wanted = {"saksgang_setningar", *(f"saksgang_{group}" for group in groups)}
    nlp = pipeline(maalform)
    return nlp.pipe(_tokens(nlp, texts), disable=[name for name in COMPONENTS if name not in wanted])


def _tokens(nlp: Language, texts: Iterable[str]) -> Iterator[Doc]:
    for text in texts:
        doc = nlp.make_doc(text)
        doc.user_data[_TEXT] = text
        yield doc
