"""Who stepped aside as ugild, and in which saker (forvaltningslova § 6, kommuneloven § 11-10)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.knowledge import says, table
from extract.namn import WORD
from model.moete import Deltakar, Sak


def stepped_aside(person: Deltakar, saker: Sequence[Sak], aside: Sequence[str]) -> Deltakar:
    """The saker in whose proceedings the person is named beside the words for ugild, or that a label on top names."""
    surname = person.namn.split()[-1]
    left = [
        number
        for text in aside
        for part in re.split(r"[,;]\s+(?=[A-ZÆØÅ])", text)
        if person.namn in part
        for number in re.findall(r"\d{1,4}/\d{2,4}", part)
    ]
    left += [
        sak.nummer or sak.tittel
        for sak in saker
        if any(surname in block.tekst and _tells_of(person, block.tekst) for block in sak.behandling)
    ]
    return person.model_copy(update={"ugild_i": list(dict.fromkeys(left))})


def _tells_of(person: Deltakar, text: str) -> bool:
    """Whether the person's name stands in the sentence that tells it, or in the one before (``Han vart …``)."""
    parts = re.split(r"(?<=[a-zæøå)]\.)\s+", text)
    surname = person.namn.split()[-1]
    for at, part in enumerate(parts):
        if says(part, table("deltakarar")["ugild"]):
            near = parts[at] if re.search(rf"{WORD}\s+{WORD}", parts[at]) else " ".join(parts[max(at - 1, 0) : at + 1])
            if re.search(rf"\b{re.escape(surname)}s?\b", near):
                return True
    return False
