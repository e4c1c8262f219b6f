"""Text joined over the line ends that the page made, words whole again."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path

from ingest.pdf_lines import Run

_DATA = tomllib.loads(Path(__file__).with_name("pdf.toml").read_text(encoding="utf-8"))
_JOINERS = frozenset(_DATA["joiners"]["nn"]) | frozenset(_DATA["joiners"]["nb"])
_COUNTS = frozenset(_DATA["counts"]["nn"]) | frozenset(_DATA["counts"]["nb"])
_LAST_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*-$")
_FIRST_WORD = re.compile(r"[^\W_]+(?:/[^\W_]+)?")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*-?")
_GLUED = re.compile(r"[^\W_]{2}/$|\d–$")  # «barnehage/», «2026–», but not «v/»
_ADDRESS = re.compile(r"\W*(?:https?://|www\.)\S{12,}", re.IGNORECASE)
_ADDRESS_PART = re.compile(r"\S*[/=?&%_\d]\S*$")
_SENTENCE_END = re.compile(r"[.!?:;][»”\"')\]]*$")

_LONGEST = 100
"""Letters of the longest word that is looked at."""
_SOFT_HYPHEN = "\u00ad"


def ends_sentence(text: str) -> bool:
    """Whether the text ends where a sentence, or what introduces a list, may end."""
    return bool(_SENTENCE_END.search(text[-8:]))


class Joiner:
    """Joins lines of one paper; how the paper writes a word elsewhere tells hyphens from hyphenation."""

    def __init__(self, texts: Callable[[], Iterable[str]]) -> None:
        """``texts`` gives all lines of the paper; it is called when a hyphen is first met."""
        self._texts = texts

    def join(self, left: str, right: str) -> tuple[str, str]:
        """``left`` as it stands before ``right`` goes on, and what parts them: a space or nothing."""
        if left.endswith(_SOFT_HYPHEN):
            return left[:-1], ""
        if left.endswith("-") and len(left) > 1 and left[-2].isalnum():
            return self._join_hyphen(left, right)
        if _GLUED.search(left[-3:]) and right[:1].isalnum() and (left[-1] == "/" or right[0].isdigit()):
            return left, ""
        if _ADDRESS.fullmatch(left.rpartition(" ")[2]) and _ADDRESS_PART.fullmatch(right.split(" ", 1)[0]):
            return left, ""
        return left, " "

    def _join_hyphen(self, left: str, right: str) -> tuple[str, str]:
        found, following = _LAST_WORD.search(left, max(len(left) - _LONGEST, 0)), _FIRST_WORD.match(right)
        if not found or not following:
            return left, " "
        head, tail = found[0][:-1], following[0]
        if tail.lower() in _JOINERS:
            return left, " "
        if self._is_hyphenated(head, tail, opens=found.start() == 0 or left[: found.start()].rstrip()[-1:] in ".!?:"):
            return left, ""
        return left[:-1], ""

    def _is_hyphenated(self, head: str, tail: str, opens: bool) -> bool:
        """Whether head and tail are written with a hyphen, also in the middle of a line."""
        if not tail[0].islower() or head[-1].isupper() or head[-1].isdigit() or head.lower() in _COUNTS:
            return True
        whole, parted = (head + tail).lower(), f"{head}-{tail}".lower()
        if parted in self._vocabulary:
            return True
        if whole in self._vocabulary:
            return False
        return f"{head.lower()}-" in self._vocabulary or (head[0].isupper() and not opens)

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        """Every word in the paper's lines, those at the line ends left out; ``x-`` for each ``x-y``."""
        words: set[str] = set()
        for text in self._texts():
            found = _WORD.findall(text.lower())
            words.update(found[:-1] if text.endswith(("-", _SOFT_HYPHEN)) else found)
        words.update([word[: word.index("-") + 1] for word in words if "-" in word])
        return frozenset(words)


class Text:
    """Text that grows line by line, with the look of each letter."""

    __slots__ = ("runs", "text")

    def __init__(self, text: str, runs: Iterable[Run]) -> None:
        self.text = text
        self.runs = list(runs)

    def go_on(self, text: str, runs: list[Run], joiner: Joiner) -> None:
        """Put a line behind it that only the page parted from it."""
        if not self.text:  # a marker without text behind it
            self._add(text, runs)
            return
        kept, between = joiner.join(self.text, text)
        if len(kept) < len(self.text):
            length, look = self.runs[-1]
            self.runs[-1] = (length - 1, look)
        self.text = kept
        self._add(between, [(len(between), self.runs[-1][1] & runs[0][1])] if between else [])
        self._add(text, runs)

    def break_line(self, text: str, runs: list[Run]) -> None:
        """Put a line behind it that the writer parted from it."""
        if self.text:
            self._add("\n", [(1, self.runs[-1][1] & runs[0][1])])
        self._add(text, runs)

    def cut(self, length: int) -> None:
        """Take letters away at the start."""
        self.text = self.text[length:]
        while self.runs and length >= self.runs[0][0]:
            length -= self.runs.pop(0)[0]
        if self.runs and length:
            self.runs[0] = (self.runs[0][0] - length, self.runs[0][1])

    def _add(self, text: str, runs: list[Run]) -> None:
        self.text += text
        self.runs += runs
