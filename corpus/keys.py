"""Words and their keys: two words with the same key are the same word for a search.

A key joins the inflections of a word, its nynorsk and its bokmål form, and everyday words for the same thing.
Compounds have the key of each part as well. The rules are in ``keys.toml``, the groups of words that are the same,
by subject, in ``words``; dictionary forms come from simplemma, which takes half a second to load and is therefore
loaded at the first word that needs it.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

_TABLE = Path(__file__).with_name("keys.toml")
_WORDS = Path(__file__).with_name("words")
_LETTERS = re.compile(r"[^\W_]+")
# Accents may stand apart from their letters, and soft hyphens inside words.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad])*")
_SHORTEST = 4  # letters of a compound's part
_MANY = 10_000  # look-ups from which the quick dictionary pays for its loading: an import, not a search
_LONGEST = 60  # letters of a word; longer runs are no words, and would take long to cut


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one word."""

    whole: tuple[str, ...]
    """Keys of the word as one; the first stands for it in running text."""
    leaves: tuple[str, ...] = ()
    """Keys of a compound's parts, in order; empty for other words."""

    @property
    def cuts(self) -> tuple[tuple[str, str], ...]:
        """Every way to part a compound in two: vertskommune and samarbeid, verts and kommunesamarbeid."""
        return tuple(("".join(self.leaves[:at]), "".join(self.leaves[at:])) for at in range(1, len(self.leaves)))

    @property
    def parts(self) -> tuple[str, ...]:
        """Every run of a compound's parts that is not all of it: verts, kommune, samarbeid, vertskommune …"""
        return _runs(self.leaves)


@lru_cache(maxsize=200_000)
def _runs(leaves: tuple[str, ...]) -> tuple[str, ...]:
    size = len(leaves)
    runs = ("".join(leaves[at : at + length]) for length in range(1, size) for at in range(size - length + 1))
    return tuple(dict.fromkeys(runs))


@dataclass(frozen=True, slots=True)
class _Knowledge:
    like: dict[str, tuple[str, ...]]
    like_parts: dict[str, tuple[str, ...]]
    group_keys: frozenset[str]
    short: dict[str, str]
    rules: tuple[tuple[re.Pattern[str], str], ...]
    twins: tuple[tuple[str, str], ...]
    endings: tuple[str, ...]
    binding: tuple[str, ...]
    s_after: tuple[str, ...]
    parts: frozenset[str]
    heads: frozenset[str]
    not_parts: frozenset[str]
    whole: frozenset[str]
    stop: frozenset[str]


def _subjects() -> list[Path]:
    """The tables of words, one for each subject, in an order that is the same everywhere."""
    return sorted(_WORDS.glob("*.toml"))


@cache
def _knowledge() -> _Knowledge:
    table: dict[str, Any] = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    subjects = [tomllib.loads(path.read_text(encoding="utf-8")) for path in _subjects()]
    like: dict[str, tuple[str, ...]] = {}
    like_parts: dict[str, tuple[str, ...]] = {}
    for group in (line.split() for subject in subjects for line in subject.get("like", ())):
        key = group[0].replace("-", "")
        for shown in group:
            word = shown.replace("-", "")
            like[word] = tuple(dict.fromkeys((*like.get(word, ()), key)))
            if word != shown:
                like_parts[word] = tuple(part for part in shown.split("-") if len(part) > 1)
    compound = table["compound"]
    return _Knowledge(
        like=like,
        like_parts=like_parts,
        group_keys=frozenset(key for keys in like.values() for key in keys),
        short={short: text for subject in subjects for short, text in subject.get("short", {}).items()},
        rules=tuple((re.compile(pattern), to) for pattern, to in table["spelling"]["rules"]),
        twins=tuple((nn, nb) for nn, nb in table["spelling"]["twins"]),
        endings=tuple(table["spelling"]["endings"]),
        binding=tuple(compound["binding"]),
        s_after=tuple(compound["s_after"]),
        parts=frozenset(compound["parts"]),
        heads=frozenset(compound["heads"]),
        not_parts=frozenset(compound["not_parts"]),
        whole=frozenset(compound["whole"]),
        stop=frozenset(table["stop"]["words"]),
    )


@cache  # the tables do not change while the program runs
def keys_version() -> str:
    """Changes whenever the same words may get other keys; an index made under another version is made anew."""
    made_of = (_TABLE, Path(__file__), *_subjects())
    table = hashlib.sha256(b"".join(path.read_bytes() for path in made_of)).hexdigest()
    return f"{table[:16]} simplemma {version('simplemma')}"


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """Every word of ``text`` in lower case, with the place it starts and the place after its end."""
    for match in _WORD.finditer(text):
        yield _clean(match.group().lower()), match.start(), match.end()


def _clean(word: str) -> str:
    """Letters and figures alone, each letter one sign (NFC)."""
    if word.isalnum() and unicodedata.is_normalized("NFC", word):
        return word
    return "".join(_LETTERS.findall(unicodedata.normalize("NFC", word)))


def is_dictionary_word(word: str) -> bool:
    """Whether our own table or the dictionary has ``word`` as it stands."""
    return _listed(word) is not None


def table_words() -> tuple[str, ...]:
    """Every word of our own table."""
    return tuple(_knowledge().like)


def stems(word: str) -> tuple[str, ...]:
    """The word, and what is left of it without each ending that it may have."""
    endings = (ending for ending in _knowledge().endings if word.endswith(ending))
    return (word, *(stem for ending in endings if len(stem := word.removesuffix(ending)) >= _SHORTEST))


def is_known_compound(word: str) -> bool:
    """Whether ``word`` is put together from words that our own table or the dictionary has."""
    return bool(_cut(_base(word) or word))


def is_stop_word(word: str) -> bool:
    """Whether ``word`` says too little to be looked for."""
    return word in _knowledge().stop


@cache
def abbreviations() -> dict[str, tuple[str, ...]]:
    """Abbreviations in lower case, each with the keys of the words that it stands for."""
    return {
        short: tuple(keys(word).whole[0] for word, _, _ in words(text)) for short, text in _knowledge().short.items()
    }


def keys_without_dictionary(word: str) -> Keys | None:
    """The keys of a word that needs no dictionary (of our own table, a number, a run too long); else None."""
    if len(word) > _LONGEST or any(sign.isdigit() for sign in word):
        return Keys((word[:_LONGEST],))
    like = _knowledge().like.get(word)
    return Keys(like) if like and word not in _knowledge().like_parts else None


@lru_cache(maxsize=200_000)
def keys(word: str) -> Keys:
    """The keys of ``word``, which is in lower case and one of those that `words` gives."""
    ready = keys_without_dictionary(word)
    if ready:
        return ready
    leaves = _atoms(word)
    if len(leaves) == 1:
        base = _base(word) or word
        parts = tuple(_leaf_key(part) for part in _knowledge().like_parts.get(base, ()))
        return Keys(_knowledge().like.get(base) or (_leaf_key(word),), parts)
    leaf_keys = tuple(_leaf_key(leaf) for leaf in leaves)
    # A last part that means two things makes a compound that does: tilleggsløyve, money or a permit.
    last = _knowledge().like.get(_base(leaves[-1]) or "", leaf_keys[-1:])
    return Keys(tuple("".join((*leaf_keys[:-1], meaning)) for meaning in last), leaf_keys)


class _Dictionary:
    """simplemma's word lists of both standards."""

    def __init__(self) -> None:
        from simplemma.strategies import DictionaryLookupStrategy
        from simplemma.strategies.dictionaries import LOW_MEMORY_DICTIONARY_FACTORY

        # Twice as fast to load as the plain one, and an eighth of its memory; each look-up takes 20 times as long.
        self._lookup = DictionaryLookupStrategy(LOW_MEMORY_DICTIONARY_FACTORY)
        self._asked = 0

    def lemma(self, word: str) -> str | None:
        """The dictionary form in nynorsk, else in bokmål; None where neither list has the word.

        A word that is a dictionary form itself stays. Entries that only add letters (``ring``, to ringe) are
        another word's.
        """
        found = self._lemmas(word)
        if not found or any(lemma.startswith(word) for lemma in found):
            return word if found else None
        return found[0]

    def all_lemmas(self, word: str) -> tuple[str, ...]:
        """The word and its dictionary forms in both standards."""
        return (word, *self._lemmas(word))

    @lru_cache(maxsize=200_000)  # noqa: B019 - there is one dictionary, for good
    def _lemmas(self, word: str) -> tuple[str, ...]:
        self._asked += 1
        if self._asked == _MANY:
            from simplemma.strategies import DictionaryLookupStrategy

            self._lookup = DictionaryLookupStrategy()
        found = (self._lookup.get_lemma(word, lang) for lang in ("nn", "nb"))
        return tuple(lemma.lower() for lemma in found if lemma)


@cache
def _dictionary() -> _Dictionary:
    return _Dictionary()


@lru_cache(maxsize=200_000)
def _base(word: str) -> str | None:
    """The form under which our own table or the dictionary knows ``word``; None where neither does."""
    found = _listed(word)
    for ending in () if found else _knowledge().endings:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST:
            found = found or _listed(stem) or _listed(stem + "e")
    return found


def _listed(word: str) -> str | None:
    """The form of ``word`` in our own table or the dictionary, without taking endings off."""
    knowledge, dictionary = _knowledge(), _dictionary()
    listed = next((form for form in dictionary.all_lemmas(word) if form in knowledge.like), None)
    found = listed or dictionary.lemma(word)
    if found is None:
        # The dictionary has fewer nynorsk derivations: sårbarheit stands there as sårbarhet only.
        twins = (word.removesuffix(nn) + nb for nn, nb in knowledge.twins if word.endswith(nn))
        found = next((lemma for twin in twins if (lemma := dictionary.lemma(twin))), None)
    return found


def _leaf_key(word: str) -> str:
    """The key of a word that is no compound."""
    base = _base(word)
    if base in _knowledge().like:
        return _knowledge().like[base][0]
    if base is None:
        # An unknown word loses an ending of two letters; a lone vowel or s is more often part of a name.
        endings = (end for end in _knowledge().endings if len(end) > 1 and len(word) - len(end) >= _SHORTEST)
        base = next((word.removesuffix(end) for end in endings if word.endswith(end)), word)
    spelled = base
    for pattern, to in _knowledge().rules:
        spelled = pattern.sub(to, spelled)
    # A last vowel is no ending where the word without it is another: dame, dam.
    other = spelled in _knowledge().group_keys and base[:-1] == spelled
    return _clean(base if other else spelled) or word


def _is_part(word: str, last: bool) -> bool:
    """Whether ``word`` can be a part of a compound; only the last part is inflected."""
    knowledge = _knowledge()
    base = _base(word) if last else _listed(word)
    if (
        base is None
        or {word, base} & knowledge.not_parts
        or not (last or base == word or base in knowledge.like or not _dictionary().lemma(word))
    ):
        return False
    if min(len(word), len(base)) >= _SHORTEST or {word, base} & knowledge.parts:
        return True
    return not last and word in knowledge.heads


def _atoms(word: str) -> tuple[str, ...]:
    """The parts of a compound that have no parts themselves; the word's dictionary form alone where it is none."""
    base = _base(word)
    if base in _knowledge().like or base in _knowledge().whole:
        return (word,)
    cut = _cut(word)
    if not cut or len(cut[-1]) <= _SHORTEST or cut[-1] not in _knowledge().like:
        # Else the parts as they stand say more: fondsmidlar are midlar, money, and no middel, means.
        cut = _cut(base or word) or (() if base else _loose_cut(word))
    return tuple(atom for part in cut for atom in _atoms(part)) if cut else (word,)


@lru_cache(maxsize=50_000)
def _cut(word: str) -> tuple[str, ...]:
    """The best cut into known parts; empty where there is none.

    Fewest parts; a compound of our own table first (vasskraft-utbygging); both parts of that table (tunnel-sikkerhet,
    no tunn-elsikkerhet); longest last part; likeliest binding.
    """
    knowledge = _knowledge()
    found: list[tuple[tuple[int, ...], tuple[str, ...]]] = []
    for at in range(2, len(word) - 1):
        tail = word[at:]
        if not _is_part(tail, last=True):
            continue
        for head, unlikely in _heads(word[:at], tail):
            heads = (head,) if _is_part(head, last=False) else _cut(head)
            if heads:
                ours = head in knowledge.like_parts, head in knowledge.like and tail in knowledge.like
                found.append(((len(heads), *(not own for own in ours), -len(tail), unlikely), (*heads, tail)))
    return min(found)[1] if found else ()


def _heads(before: str, tail: str) -> Iterator[tuple[str, int]]:
    """What stands before the last part, without its binding, and how unlikely that binding is.

    After some endings (``-ing``, ``-skap`` …) an s always binds: vurderings-mal, not vurdering-smal.
    """
    knowledge = _knowledge()
    if before in knowledge.not_parts:
        return
    for rank, binding in enumerate(knowledge.binding):
        head = before.removesuffix(binding)
        if before.endswith(binding) and not (binding != "s" and tail[0] == "s" and head.endswith(knowledge.s_after)):
            yield head, rank


def _loose_cut(word: str) -> tuple[str, ...]:
    """A cut where one part is unknown, mostly a name (Sogna-planen): the one with the longest known part."""
    knowledge = _knowledge()
    found: list[tuple[int, tuple[str, ...]]] = []
    never = tuple(knowledge.not_parts)
    if word.startswith(never):
        return ()
    for at in range(_SHORTEST, len(word) - _SHORTEST + 1):
        head, tail = word[:at], word[at:]
        if head.endswith(tuple(ending + "s" for ending in knowledge.s_after)):
            head = head.removesuffix("s")
        if (len(tail) > _SHORTEST + 1 or tail in knowledge.like) and _is_part(tail, last=True):
            found.append((-len(tail), (head, tail)))
        if (
            len(head) > _SHORTEST
            and len(tail) > _SHORTEST
            and not tail.startswith(never)
            and _is_part(head, last=False)
        ):
            found.append((-len(head), (head, tail)))
    return min(found)[1] if found else ()
