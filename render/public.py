"""A paper for the public: closed saker withheld, and what quotes them elsewhere withheld too.

`corpus.public` says what of a closed sak may be shown. Here is looked for what other saker say of it: the background
that tells of an earlier, closed treatment, a title in a list of attachments, a passage in running text.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from corpus.public import closed_title, is_closed, public
from model.moete import Blokk, Maalform, Moete, Punkt, Sak

_RUN = 8
"""So many words in a row, the same as in a closed sak, are a quotation of it."""
_SENTENCE = 5
"""A point with fewer words is one that any sak may have (``Saka vert utsett.``)."""
_NAME = 2
"""A title, or the name of an attachment, with fewer words can't be told from running text (``Budsjett``)."""

_END = re.compile(r"</w:p>|<w:(?:tab|br|cr)\b[^>]*>|<(?!/?w:)[^>]*>")
_TAG = re.compile(r"<[^>]*>")

Run = tuple[str, ...]


@dataclass(slots=True)
class Closed:
    """What closed saker say, to be found again elsewhere; texts are looked at by their words alone."""

    runs: dict[Run, Sak] = field(default_factory=dict)
    """Runs of words, each with the sak that it comes from."""
    lengths: set[int] = field(default_factory=set)
    """How long they are."""

    def found(self, text: str) -> Sak | None:
        """The closed sak that a text quotes or names, if any."""
        words = _words(text)
        for length in sorted(self.lengths):
            for at in range(len(words) - length + 1):
                if sak := self.runs.get(tuple(words[at : at + length])):
                    return sak
        return None

    def add(self, run: Sequence[str], sak: Sak) -> None:
        """A run of words that gives the sak away."""
        self.runs.setdefault(tuple(run), sak)
        self.lengths.add(len(run))


@dataclass(frozen=True, slots=True)
class PublicPaper:
    """What the public may see of a meeting."""

    moete: Moete
    """The meeting."""
    sak: Sak | None
    """The one sak of the paper, if it is on one."""
    closed: list[Sak]
    """Its closed saker, as they were."""
    mended: list[Sak]
    """Its other saker in which a passage was withheld."""
    secrets: Closed
    """What must not stand in any other part of the paper."""


def for_the_public(moete: Moete, archive: Iterable[Moete] = (), sak: Sak | None = None) -> PublicPaper:
    """The meeting with its closed saker withheld, and passages of others that quote a closed sak of it or of the
    ``archive``; the same of ``sak``, the open one of a paper for one sak.

    A passage is withheld whole: a paragraph, a point, a cell, an attachment. What open saker of the archive say too is
    no quotation, nor what several of the meeting's own do: so are sentences that any sak may have.
    """
    secrets = _secrets(moete, [each for each in archive if each.id != moete.id])
    whole = public(moete)
    saker = [each if is_closed(each) else _mended(each, secrets, moete.maalform) for each in whole.saker]
    own = _mended(sak, secrets, moete.maalform) if sak else None
    pairs = [(sak, own)] if sak else zip(whole.saker, saker, strict=True)
    return PublicPaper(
        moete=whole.model_copy(update={"saker": saker}),
        sak=own,
        closed=[each for each in moete.saker if is_closed(each)],
        mended=[new for old, new in pairs if new and new != old],
        secrets=secrets,
    )


def quotes(word: bytes, secrets: Closed) -> bool:
    """Whether a Word file quotes or names a closed sak anywhere: text, notes, headers, comments, properties."""
    with zipfile.ZipFile(io.BytesIO(word)) as file:
        for name in file.namelist():
            if name.endswith(".xml"):
                xml = file.read(name).decode("utf-8", errors="replace")
                # A word may be cut between runs, but not between paragraphs.
                text = html.unescape(_TAG.sub("", _END.sub(" ", xml)))
                if secrets.found(text) is not None:
                    return True
    return False


# ---------------------------------------------------------------- what gives a closed sak away


def _secrets(moete: Moete, archive: Sequence[Moete]) -> Closed:
    secrets = Closed()
    saker = [sak for each in (moete, *archive) for sak in each.saker]
    names = {tuple(_words(sak.tittel)) for sak in saker if not is_closed(sak)}
    names |= {
        tuple(_words(name)) for each in archive for sak in each.saker if not is_closed(sak) for name in sak.vedlegg
    }
    for sak in saker:
        if not is_closed(sak):
            continue
        for name in map(_words, (sak.tittel, *sak.vedlegg)):
            if len(name) >= _NAME and tuple(name) not in names:
                secrets.add(name, sak)
        for text in _texts(sak):
            for run in _runs(_words(text)):
                secrets.add(run, sak)
    if secrets.runs:
        for run in _common(moete, archive):
            secrets.runs.pop(run, None)
    return secrets


def _runs(words: Sequence[str]) -> Iterator[Run]:
    """All runs of `_RUN` words; the whole where it is shorter, but a sentence."""
    if _SENTENCE <= len(words) < _RUN:
        yield tuple(words)
    for at in range(len(words) - _RUN + 1):
        yield tuple(words[at : at + _RUN])


def _common(moete: Moete, archive: Sequence[Moete]) -> Iterator[Run]:
    """What open saker say by themselves: those of the archive, and several of the meeting's own."""
    for sak in (sak for each in archive for sak in each.saker if not is_closed(sak)):
        yield from _own_runs(sak)
    own = Counter(run for sak in moete.saker if not is_closed(sak) for run in _own_runs(sak))
    yield from (run for run, saker in own.items() if saker > 1)


def _own_runs(sak: Sak) -> set[Run]:
    return {run for text in _texts(sak) for run in _runs(_words(text))}


def _texts(sak: Sak) -> Iterator[str]:
    """All that the sak says; of an open one without the background, which tells what other papers say."""
    for part in sak.seksjonar:
        if part.rolle != "bakgrunn" or is_closed(sak):
            yield from (text for block in part.blokker for text in _block_texts(block))
    yield from (text for block in sak.behandling for text in _block_texts(block))
    for points in (sak.framlegg, sak.vedtak):
        yield from (point.tekst for point in (points.punkt if points else []))
    yield from (each.tekst for each in (sak.roeysting.framlegg if sak.roeysting else []) if each.tekst)


def _block_texts(block: Blokk) -> Iterator[str]:
    if block.rader:
        yield from (cell for row in block.rader for cell in row)
    else:
        yield block.tekst


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


# ---------------------------------------------------------------- an open sak without what it quotes


def _mended(sak: Sak, secrets: Closed, maalform: Maalform) -> Sak:
    """The sak with a mark in place of each passage that quotes or names a closed one."""

    def text(old: str) -> str:
        source = secrets.found(old)
        return old if source is None else f"[{closed_title(source, maalform)}]"

    def points(old: Sequence[Punkt]) -> list[Punkt]:
        return [point.model_copy(update={"tekst": text(point.tekst)}) for point in old]

    changes: dict[str, object] = {
        "seksjonar": [
            part.model_copy(
                update={"tittel": text(part.tittel) if part.tittel else None, "blokker": _blocks(part.blokker, text)}
            )
            for part in sak.seksjonar
        ],
        "behandling": _blocks(sak.behandling, text),
        "vedlegg": [text(name) for name in sak.vedlegg],
    }
    for name in ("framlegg", "vedtak"):
        if own := getattr(sak, name):
            changes[name] = own.model_copy(update={"punkt": points(own.punkt)})
    if sak.roeysting:
        proposals = [
            each.model_copy(update={"tekst": text(each.tekst)}) if each.tekst else each
            for each in sak.roeysting.framlegg
        ]
        changes["roeysting"] = sak.roeysting.model_copy(update={"framlegg": proposals})
    return sak.model_copy(update=changes)


def _blocks(blocks: Sequence[Blokk], text: Callable[[str], str]) -> list[Blokk]:
    """The blocks, and for passages that follow each other one mark."""
    out: list[Blokk] = []
    for block in blocks:
        if block.rader:
            out.append(block.model_copy(update={"rader": [[text(cell) for cell in row] for row in block.rader]}))
            continue
        new = text(block.tekst)
        if new == block.tekst:
            out.append(block)
        elif not out or out[-1].tekst != new:
            out.append(Blokk(type="avsnitt", tekst=new))
    return out
