"""Where sentences end, as Norwegian papers end them: not after ``jf.``, ``9. desember``, ``kl.``"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import zip_longest

from extract.dato import months
from extract.knowledge import table, words
from model.moete import Maalform

_TEXTS = 2_000
"""Texts whose sentences are remembered: a line is asked for them for each thing that a sentence may tell."""
_BEHIND = 80  # characters before a full stop that tell what it is
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
        before, after = text[max(0, match.start() - _BEHIND) : match.start()], text[match.end() : match.end() + _BEHIND]
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


def sentences(text: str, maalform: Maalform) -> list[str]:
    """The sentences of a text, trimmed; as the pipeline of the standard ends them."""
    return list(_sentences(text))


@lru_cache(_TEXTS)
def _sentences(text: str) -> tuple[str, ...]:
    starts = sentence_starts(text)
    found = (text[start:end].strip() for start, end in zip_longest(starts, starts[1:]))
    return tuple(sentence for sentence in found if sentence)
