"""Bodies that a trained pipeline of the user's own finds, beside the ones that the rules do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Literal

from extract.kommune import is_kommune
from extract.treff import Hit
from model.errors import UsageError

if TYPE_CHECKING:
    from spacy.language import Language

_BODIES = ("ORG", "GPE_ORG")
"""Labels of bodies in the Norwegian named-entity schemes; ``GPE_ORG`` is a place that acts."""


@cache
def load(name: str) -> Language:
    """A trained pipeline by the name of its package or the path of its folder.

    Raises `UsageError` where there is none of that name, or it finds no entities.
    """
    import spacy  # a second, for who asks for it

    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise UsageError(
            f"There is no spaCy pipeline {name!r} here; "
            "install it into Saksgang's environment, or give the path of its folder."
        ) from error
    except Exception as error:  # a package or folder can fail in as many ways as it has parts
        raise UsageError(f"The spaCy pipeline {name!r} can't be loaded: {_sentence(error)}") from error
    if not {"ner", "entity_ruler", "span_ruler"} & {nlp.get_pipe_meta(pipe).factory for pipe in nlp.pipe_names}:
        raise UsageError(f"The spaCy pipeline {name!r} finds no entities; choose one with named entities.")
    return nlp


def find_bodies(nlp: Language, texts: Iterable[str]) -> Iterator[list[Hit]]:
    """For each text the bodies that the pipeline finds in it; persons and places are none."""
    for doc in nlp.pipe(texts):
        yield [
            Hit(ent.start_char, ent.end_char, _kind(ent.text), ent.text)
            for ent in doc.ents
            if ent.label_ in _BODIES and ent.text[:1].isupper()
        ]


def _kind(name: str) -> Literal["kommune", "organisasjon"]:
    return "kommune" if is_kommune(name) else "organisasjon"


def _sentence(error: Exception) -> str:
    return " ".join(str(error).split())[:200].rstrip(".") + "."
