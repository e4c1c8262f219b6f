"""The stretch of a sak's own text that shows why it was found, with the words that fit marked."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.index import Piece
from corpus.keys import words
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


def make_snippet(pieces: Sequence[Piece], terms: Sequence[Answers]) -> tuple[list[SnippetPart], Piece]:
    """The snippet of about `LENGTH` letters, and the piece of text that it was taken from.

    Words that answer a term in part are looked for only where none answers it as it was asked for. The piece with
    most terms is shown; of several, a vedtak before other text, and the earlier before the later. The title is
    shown only where the sak has no other text.
    """
    here = {word for piece in pieces for word, _, _ in words(piece.text)}
    asked = [whole if whole & here else part for whole, part in terms]
    best, places, covered = pieces[0], _places(pieces[0].text, asked), -1
    for piece in sorted(pieces[1:], key=lambda piece: piece.column != "vedtak"):
        found = _places(piece.text, asked)
        count = len({term for _, _, term in found})
        if count > covered:
            best, places, covered = piece, found, count
    return _cut(best.text, places), best


def _places(text: str, asked: Sequence[set[str]]) -> list[tuple[int, int, int]]:
    """Start, end and term of each word that answers the search."""
    return [
        (start, end, term)
        for word, start, end in words(text)
        if (term := next((at for at, answers in enumerate(asked) if word in answers), -1)) >= 0
    ]


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
