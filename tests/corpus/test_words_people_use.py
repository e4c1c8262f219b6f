"""Words as people ask for them and as papers have them: the table beside this file, topic by topic.

The share that must be met is below all of it, so that a word may be added to the table before its rule is found.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from corpus.keys import abbreviations, keys, words

TABLE: dict[str, Any] = tomllib.loads(Path(__file__).with_name("words_people_use.toml").read_text("utf-8"))
FINDS, PARTS = 0.98, 0.98
"""The least shares of pairs that find each other, and of compounds that are found by all their parts."""


def same(one: str, other: str) -> bool:
    """Whether a search for one word finds the other; words with a hyphen are looked for as they stand."""
    return bool(set(found_by(one)) & set(found_by(other)))


def found_by(text: str) -> tuple[str, ...]:
    found = [keys(word).whole for word, _, _ in words(text)]
    return found[0] if len(found) == 1 else (" ".join(whole[0] for whole in found),)


@pytest.mark.parametrize("topic", TABLE["finds"])
def test_people_find_what_papers_call_otherwise(topic: str) -> None:
    pairs = [tuple(pair.split()) for pair in TABLE["finds"][topic]]
    apart = [pair for pair in pairs if not same(*pair)]
    assert len(apart) <= (1 - FINDS) * len(pairs), apart


@pytest.mark.parametrize("kind", TABLE["not_finds"])
def test_words_that_mean_different_things_do_not_find_each_other(kind: str) -> None:
    assert not [pair for pair in TABLE["not_finds"][kind] if same(*pair.split())]


def test_compounds_are_found_by_their_parts() -> None:
    missed = {}
    for line in TABLE["parts"]["compounds"]:
        compound, parts = line.split(" = ")
        found = keys(compound)
        for part in parts.split():
            if not {*found.parts, *found.whole} & set(keys(part).whole):
                missed[compound] = (part, found.leaves)
    assert len(missed) <= (1 - PARTS) * len(TABLE["parts"]["compounds"]), missed


def test_words_that_only_look_like_compounds_are_not_cut() -> None:
    cut = {word: keys(word).leaves for word in TABLE["parts"]["uncut"] if keys(word).leaves}
    assert not cut


def test_abbreviations_stand_for_the_same_in_both_standards() -> None:
    missed = {}
    for line in TABLE["short"]["words"]:
        short, spelled_out = line.split(" = ")
        wanted = tuple(keys(word).whole[0] for word, _, _ in words(spelled_out.lower()))
        if abbreviations().get(short) != wanted:
            missed[spelled_out] = (wanted, abbreviations().get(short))
    assert not missed
