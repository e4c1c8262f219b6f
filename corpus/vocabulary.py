"""The archive's own words: longer ones that hold a word, and the nearest to one that was mistyped."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.index import Index
from corpus.keys import Keys, is_dictionary_word, is_known_compound, is_stop_word, stems, table_words
from corpus.sql import in_parts, marks

MOST_LONGER = 50
"""Longer words that one word of a search may find."""
SHORTEST_STEM = 4
"""Letters of a word that longer ones may begin with."""
SHORTEST_TAIL = 5
"""Letters of a word that longer ones may end with, or hold: shorter ones stand there by chance (``ring``)."""
_LAST = "\U0010ffff"  # comes after every letter
_MOST_LOOKED_AT = 2_000  # longer words to look at; most are parted by the dictionary, and found by their parts
_SHORTEST_PART = 3  # letters of what stands before or after the word in a longer one
_BINDINGS = ("", "s", "e")  # what may stand between the parts of a compound
_ONE_SLIP = 4  # letters of a word that may have one slip: a letter wrong, missing, too many, or two that changed places
_LONGEST = 40  # letters of a word that is looked for among others
_LONGEST_ENDING = 4  # letters that an inflected word may have beyond its key
_TWO_SLIPS = 8  # letters of one that may have two


def longer_words(index: Index, word: str) -> list[str]:
    """Keys of the archive's words that begin with ``word``, end with it, or hold it between words that it knows.

    At most `MOST_LONGER`. Words that have the word's key among their own parts are left out: they are found by it.
    """
    if len(word) < SHORTEST_STEM:
        return []
    known = set(index.keys_of(word).whole)
    found = _beginning(index, word)
    if len(word) >= SHORTEST_TAIL:
        # Looking into every word takes a while, and only a word that the archive lacks is worth it.
        inside = _ending(index, word) if is_known(index, word) else _holding(index, word)
        found += [(longer, keys) for longer, keys in inside if _is_compound(index, longer, word)]
    found = [(longer, keys) for longer, keys in found if not known & {*keys.whole, *keys.parts}]
    return list(dict.fromkeys(keys.whole[0] for _, keys in found))[:MOST_LONGER]


def near_words(index: Index, word: str) -> list[str]:
    """The archive's words that ``word`` may be a slip of, the likeliest first; none for a word of the dictionary.

    Slips are counted as Damerau and Levenshtein do (optimal string alignment): one from `_ONE_SLIP` letters, two from
    `_TWO_SLIPS`. As a word may be mistyped in a form that the archive does not have, keys are compared too. A compound
    of known parts may be a word of its own, so it has one slip at most, and of two slips none is in the first letter.
    """
    if not _ONE_SLIP <= len(word) <= _LONGEST or not word.isalpha() or is_dictionary_word(word):
        return []
    own_key = index.keys_of(word).whole[0]
    most = 1 if is_known_compound(word) else _slips(word)
    rows = index.connection.execute(
        "SELECT ord, heile FROM ord WHERE length(ord) BETWEEN ? AND ?",
        (min(len(word), len(own_key)) - most, len(word) + most + _LONGEST_ENDING),
    ).fetchall()
    forms = [one for one, _ in rows]
    of_key = [keys for _, keys in rows]
    # What the archive says in other words is meant as well: kloakk, where it says avløp.
    other = _known(index, table_words())
    near: dict[str, float] = {}

    def look(typed: str, written: list[str], shown: list[str]) -> None:
        """Take in what is near to ``typed``; a key is shown as a word of the archive that has it."""
        for at, slips in _within(typed, written, min(most, _slips(typed))):
            if not (slips > 1 and written[at][0] != typed[0]) and not is_stop_word(shown[at]):
                near[shown[at]] = min(slips, near.get(shown[at], slips))

    look(word, forms, forms)
    look(own_key, of_key, forms)
    for stem in stems(word):
        look(stem, other, other)
        if not near:
            look(stem, forms, forms)
            look(stem, of_key, forms)

    found: dict[str, list[str]] = {}
    for one in near:
        found.setdefault(index.keys_of(one).whole[0], []).append(one)

    def unlikely(key: str) -> tuple[float, bool, int, str]:
        # The first letter is seldom wrong; of equal words the one that stands in more saker was meant.
        best = found[key][0]
        return min(near[one] for one in found[key]), best[0] != word[0], -index.text.frequency(key), key

    likely = [_likest(word, found[key]) for key in sorted(found, key=unlikely)]
    return likely or _near_compounds(index, word)


def _near_compounds(index: Index, word: str) -> list[str]:
    """Compounds with one slip in one part, the other part being known; the longest known part first.

    A compound need not stand in the archive as one to be looked for (skuleutvikling): its parts may.
    """
    found: list[tuple[int, str]] = []
    if is_known_compound(word):
        return []
    for at in range(_ONE_SLIP, len(word) - _ONE_SLIP + 1):
        head, tail = word[:at], word[at:]
        if len(tail) > _ONE_SLIP and _is_head(index, head):
            found += [(-len(head), head + near) for near in _near_parts(index, tail)]
        if len(head) > _ONE_SLIP and _is_tail(index, tail):
            found += [(-len(tail), near + tail) for near in _near_parts(index, head)]
    return list(dict.fromkeys(compound for _, compound in sorted(found)))


def _near_parts(index: Index, part: str) -> list[str]:
    """Words of the archive that have one slip from ``part``, likely ones alone: those of the dictionary."""
    rows = index.connection.execute(
        "SELECT ord FROM ord WHERE length(ord) BETWEEN ? AND ?", (len(part) - 1, len(part) + 1)
    )
    written = [one for (one,) in rows]
    near = [written[at] for at, slips in _within(part, written, 1) if slips]
    return [one for one in near if len(one) >= _ONE_SLIP and is_dictionary_word(one)]


def _slips(word: str) -> int:
    return 0 if len(word) < _ONE_SLIP else 1 if len(word) < _TWO_SLIPS else 2


def _within(word: str, written: list[str], most: int) -> list[tuple[int, float]]:
    """The places of those that have at most so many slips, and how many they have."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    if not most:
        return []
    found = process.extract(word, written, scorer=OSA.distance, score_cutoff=most, limit=None)
    return [(at, slips) for _, slips, at in found]


def _likest(word: str, forms: list[str]) -> str:
    """The form that looks most like ``word``: a key is no word to show."""
    from rapidfuzz.distance import OSA

    return min(forms, key=lambda form: (OSA.distance(word, form), form))


def is_known(index: Index, word: str) -> bool:
    """Whether the archive has the word, in any inflection or spelling, as a word or as a part of one."""
    known = index.keys_of(word).whole
    row = index.connection.execute(f"SELECT 1 FROM nykel WHERE nykel IN ({marks(known)}) LIMIT 1", known).fetchone()
    return row is not None


def _known(index: Index, asked: Sequence[str]) -> list[str]:
    """Those of the words that the archive has, by the same rule."""
    index.learn(asked)
    known: set[str] = set()
    for some in in_parts({key: None for word in asked for key in index.keys_of(word).whole}):
        rows = index.connection.execute(f"SELECT DISTINCT nykel FROM nykel WHERE nykel IN ({marks(some)})", some)
        known |= {key for (key,) in rows}
    return [word for word in asked if not known.isdisjoint(index.keys_of(word).whole)]


def _beginning(index: Index, word: str) -> list[tuple[str, Keys]]:
    return _words(index, "ord > ? AND ord < ?", (word, word + _LAST))


def _ending(index: Index, word: str) -> list[tuple[str, Keys]]:
    return _words(index, "snudd > ? AND snudd < ?", (word[::-1], word[::-1] + _LAST))


def _holding(index: Index, word: str) -> list[tuple[str, Keys]]:
    """Words that end with the word, or have it inside."""
    return _words(index, "length(ord) > ? AND instr(substr(ord, 2), ?) > 0", (len(word), word))


def _words(index: Index, condition: str, values: tuple[str | int, ...]) -> list[tuple[str, Keys]]:
    rows = index.connection.execute(
        f"SELECT ord, heile, delar FROM ord WHERE {condition} ORDER BY ord LIMIT ?", (*values, _MOST_LOOKED_AT)
    )
    return [(one, Keys(tuple(heile.split()), tuple(delar.split()))) for one, heile, delar in rows]


def _is_compound(index: Index, longer: str, word: str) -> bool:
    """Whether the rest of ``longer`` around ``word`` are words that the archive or the dictionary has."""
    at = longer.rfind(word)
    return _is_head(index, longer[:at]) and _is_tail(index, longer[at + len(word) :])


def _is_head(index: Index, text: str) -> bool:
    return any(
        len(head) >= _SHORTEST_PART and (_has(index, head) or is_dictionary_word(head))
        for head in (text.removesuffix(binding) for binding in _BINDINGS)
    )


def _is_tail(index: Index, text: str) -> bool:
    tails = [text, *(text.removeprefix(binding) for binding in _BINDINGS)]
    return not text or any(
        len(tail) >= _SHORTEST_PART and (_has(index, tail) or is_dictionary_word(tail)) for tail in tails
    )


def _has(index: Index, word: str) -> bool:
    return index.connection.execute("SELECT 1 FROM ord WHERE ord = ?", (word,)).fetchone() is not None
