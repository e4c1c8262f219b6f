"""The stretch of a sak's own text that shows why it was found, with the words that fit marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus.pieces import Piece
from model.document import Record

LENGTH = 240

Answers = tuple[set[str], set[str]]
"""The words, in lower case, that answer a term of the search: as it was asked for, and in part."""


class SnippetPart(Record):
    """A run of a snippet."""

    text: str
    """The words as they stand."""
    hit: bool
    """Whether they answer the search."""


Words = list[tuple[str, int, int]]
"""The words of a text in lower case, each with its start and end."""


def make_snippet(
    pieces: Sequence[Piece], found_words: Sequence[Words], terms: Sequence[Answers]
) -> tuple[list[SnippetPart], Piece]:
    """The snippet of about `LENGTH` letters, and the piece of text that it was taken from.

    ``found_words`` are the words of each piece. Words that answer a term in part are looked for only where none answers
    it as it was asked for. The piece with most terms is shown; of several, a vedtak before other text, and the earlier
    before the later. The title is shown only where the sak has no other text.
    """
    here = {word for found in found_words for word, _, _ in found}
    # Of a word that answers several terms, the first has it.
    term_of: dict[str, int] = {}
    for at, (whole, part) in enumerate(terms):
        for word in (whole & here) or (part & here):
            term_of.setdefault(word, at)
    best, places, covered = pieces[0], _places(found_words[0], term_of), -1
    for piece, found in sorted(
        zip(pieces[1:], found_words[1:], strict=True), key=lambda one: one[0].column != "vedtak"
    ):
        places_here = _places(found, term_of)
        count = len({term for _, _, term in places_here})
        if count > covered:
            best, places, covered = piece, places_here, count
    return _cut(best.text, places), best


def _places(found: Words, term_of: Mapping[str, int]) -> list[tuple[int, int, int]]:
    """Start, end and term of each word that answers the search."""
    return [(start, end, term_of[word]) for word, start, end in found if word in term_of]


def _cut(text: str, places: list[tuple[int, int, int]]) -> list[SnippetPart]:
    """The window of the text that holds most different terms, cut at words."""
    first, most = 0, 0
    for start, _, _ in places:
        terms = len({term for at, end, term in places if at >= start and end <= start + LENGTH})
        if terms > most:
            first, most = max(0, start - LENGTH // 4), terms
    first = 0 if len(text) <= LENGTH else text.rfind(" ", 0, first) + 1
    last = len(text)
    if last - first > LENGTH:
        last = max(text.rfind(" ", first + 1, first + LENGTH), first + LENGTH // 2)
    parts: list[tuple[str, bool]] = [("… ", False)] if first else []
    at = first
    for start, end, _ in places:
        if start >= first and end <= last:
            parts += [(text[at:start], False), (text[start:end], True)]
            at = end
    parts += [(text[at:last], False), (" …" if last < len(text) else "", False)]
    return _joined(parts)


def _joined(parts: list[tuple[str, bool]]) -> list[SnippetPart]:
    """Runs of one kind made one, white space made single."""
    out: list[SnippetPart] = []
    for text, hit in parts:
        clean = (" " if text[:1].isspace() else "") + " ".join(text.split()) + (" " if text[-1:].isspace() else "")
        clean = " " if text.isspace() else clean
        if clean and out and out[-1].hit == hit:
            out[-1] = SnippetPart(text=out[-1].text + clean, hit=hit)
        elif clean:
            out.append(SnippetPart(text=clean, hit=hit))
    return out
