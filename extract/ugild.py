"""Who stepped aside as ugild, and in which saker (forvaltningslova § 6, kommuneloven § 11-10)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.knowledge import says, table
from extract.namn import WORD
from model.moete import Deltakar, Sak

_LABEL = re.compile(r"^\s*\w+\s*(?:\([^)]*\))?\s*:\s*")


def stepped_aside(person: Deltakar, saker: Sequence[Sak], aside: Sequence[str]) -> Deltakar:
    """The saker in whose proceedings the person is named beside the words for ugild, or that a label on top names."""
    surname = person.namn.split()[-1]
    left = [
        number
        for text in aside
        for part in re.split(r";\s+" if ";" in text or "(" in text else r"[,;]\s+(?=[A-ZÆØÅ])", _LABEL.sub("", text))
        if person.namn in part and re.search(rf"(?<![\wæøå]){re.escape(person.namn)}(?![\wæøå])", part)
        for number in _numbers(part)
    ]
    left += [
        sak.nummer or sak.tittel
        for sak in saker
        if any(surname in block.tekst and _tells_of(person, block.tekst) for block in sak.behandling)
    ]
    return person.model_copy(update={"ugild_i": list(dict.fromkeys(left))})


def _numbers(text: str) -> list[str]:
    """The saker behind a name: those of its bracket in any form (``(sak PS 3/26, PS 5/26)``), else what has a year."""
    if match := re.search(r"(?i)\((?:i )?sak(?:ene|ane)?\s+([^)]*)\)", text):
        return [part.strip() for part in re.split(r",|\bog\b", match[1]) if part.strip()]
    return re.findall(r"\d{1,4}/\d{2,4}", text)


def _tells_of(person: Deltakar, text: str) -> bool:
    """Whether the person's name stands in the sentence that tells it, or in the one before (``Han vart …``)."""
    parts = re.split(r"(?<=[a-zæøå)]\.)\s+", text)
    surname = person.namn.split()[-1]
    for at, part in enumerate(parts):
        if says(part, table("deltakarar")["ugild"]):
            near = parts[at] if re.search(rf"{WORD}\s+{WORD}", parts[at]) else " ".join(parts[max(at - 1, 0) : at + 1])
            if surname in near and re.search(rf"\b{re.escape(surname)}s?\b", near):
                return True
    return False
