"""A made-up archive of any size: meetings whose words are as unevenly used as those of real papers.

Everything is drawn from a generator with a fixed seed, so that the same size is always the same archive.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from model.ids import moete_id, punkt_id, sak_ids
from model.moete import Beloep, Blokk, Kjelde, Moete, Punkt, Sak, Seksjon, Tema, Utfall, Vedtak

SAKER = 10
"""Saker of a meeting, each with a vedtak."""
_SEED = 1837  # the year of the formannskap laws
_ORGANS = 400
_DAYS = 20 * 365
_WORDS: dict[str, str] = tomllib.loads(Path(__file__).with_name("made_words.toml").read_text(encoding="utf-8"))
_SMALL, _HEADS, _TAILS = (tuple(dict.fromkeys(_WORDS[kind].split())) for kind in ("small", "heads", "tails"))
_ENDINGS = ("en", "a", "ar", "ane", "et", "s")
_STEMS = tuple(dict.fromkeys((*_HEADS, *_TAILS)))
_OUTCOMES: tuple[Utfall, ...] = (
    "vedteke",
    "vedteke",
    "vedteke",
    "teke til vitande",
    "utsett",
    "avslag",
    "sendt vidare",
)
_THEMES = tuple(f"https://psi.norge.no/los/tema/{name}" for name in _HEADS[:40])
_SYLLABLES = (
    "sol",
    "lun",
    "fjor",
    "ås",
    "vik",
    "dal",
    "nes",
    "berg",
    "lid",
    "mo",
    "røy",
    "tveit",
    "heim",
    "stad",
    "øy",
)


class MadeArchive:
    """Meetings with ``saker`` saker in all, in rounds of `SAKER`."""

    def __init__(self, saker: int) -> None:
        self.meetings = max(1, saker // SAKER)
        made = np.random.default_rng(_SEED)
        kinds = [
            (np.array(_SMALL), 0.40),
            (np.array([*_STEMS, *made.permutation(_inflected(_STEMS))]), 0.33),
            (made.permutation(_compounds()), 0.22),
            (made.permutation(_names()), 0.05),
        ]
        self.words = np.concatenate([words for words, _ in kinds])
        # Zipf's law holds within each kind: the second word is half as frequent as the first, the third a third.
        shares = [share * _zipf(len(words)) for words, share in kinds]
        self._bounds = np.cumsum(np.concatenate(shares))
        self._bounds /= self._bounds[-1]
        self.organs = [(f"{_names()[at * 7].title()} kommune", _TAILS[at % 3 + 10].title()) for at in range(_ORGANS)]
        self.common = " ".join(_STEMS[:2])
        """The two most frequent words that say anything."""

    def text(self, made: np.random.Generator, words: int) -> str:
        """So many words."""
        return " ".join(self.words[np.searchsorted(self._bounds, made.random(words))])

    def meeting(self, at: int) -> Moete:
        """Meeting number ``at``, the same whenever it is asked for."""
        made = np.random.default_rng((_SEED, at))
        # A few organs meet far more often than the others.
        organisasjon, utvalg = self.organs[int(_ORGANS * made.random() ** 2)]
        day = date(2005, 1, 1) + timedelta(days=int(made.integers(_DAYS)))
        fil = f"protokoll-{at}.pdf"
        kjelde = Kjelde(fil=fil, sha256=f"{at:064x}", side=1)
        moete = f"{moete_id(organisasjon, utvalg, day, kjelde.sha256)}-{at}"
        ids = sak_ids(moete, [str(nr) for nr in range(1, SAKER + 1)])
        saker = [self._sak(made, str(nr), id, kjelde) for nr, id in enumerate(ids, start=1)]
        return Moete(
            id=moete, organisasjon=organisasjon, utvalg=utvalg, moetedato=day, maalform="nn",
            dokumenttypar=["protokoll"], saker=saker, kjelder=[kjelde],
        )  # fmt: skip

    def __iter__(self) -> Iterator[Moete]:
        return (self.meeting(at) for at in range(self.meetings))

    def _sak(self, made: np.random.Generator, nummer: str, id: str, kjelde: Kjelde) -> Sak:
        outcome = _OUTCOMES[int(made.integers(len(_OUTCOMES)))]
        text = Blokk(type="avsnitt", tekst=self.text(made, int(made.integers(15, 60))), kjelde=kjelde)
        point = Punkt(id=punkt_id(id, "vedtak", 1, None), tekst=self.text(made, int(made.integers(8, 30))))
        amounts = [Beloep(tekst="kr", nok=float(made.integers(1, 5_000) * 1_000))] if made.random() < 0.3 else []
        return Sak(
            id=id, nummer=nummer, tittel=self.text(made, int(made.integers(3, 9))), sakstype="vedtakssak",
            seksjonar=[Seksjon(rolle="saksframstilling", blokker=[text])], vedtak=Vedtak(punkt=[point], utfall=outcome),
            tema=[Tema(uri=_THEMES[int(len(_THEMES) * made.random() ** 2)])], beloep=amounts, kjelde=kjelde,
        )  # fmt: skip


def _inflected(words: tuple[str, ...]) -> list[str]:
    return [word.removesuffix("e") + ending for word in words for ending in _ENDINGS]


def _compounds() -> list[str]:
    pairs = tuple(head + tail for head in _HEADS for tail in _TAILS if head != tail)
    return [*pairs, *_inflected(pairs)]


def _names() -> list[str]:
    return [a + b + c for a in _SYLLABLES for b in _SYLLABLES for c in _SYLLABLES if a != b != c]


def _zipf(size: int) -> np.ndarray:
    weights = 1 / np.arange(1, size + 1)
    return np.asarray(weights / weights.sum())
