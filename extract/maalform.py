"""Which written standard a paper is in: counted on the everyday words that only one of them has."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from extract.knowledge import table
from model.moete import Maalform

_WORD = re.compile(r"[a-zæøåéòô]+")


@cache
def _marks() -> tuple[frozenset[str], frozenset[str]]:
    both = table("maalform")["ord"]
    nn, nb = frozenset(both["nn"]), frozenset(both["nb"])
    return nn - nb, nb - nn


def maalform(text: str) -> Maalform:
    """``nn`` or ``nb`` for a whole paper; a draw, as in a paper of names alone, counts as nynorsk."""
    nynorsk, bokmaal = _marks()
    seen = Counter(_WORD.findall(text.lower()))
    return "nb" if sum(seen[word] for word in bokmaal) > sum(seen[word] for word in nynorsk) else "nn"
