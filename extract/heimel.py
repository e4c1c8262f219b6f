"""The legal basis for closing a sak to the public (offentleglova § 13 ff., kommuneloven § 11-5)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.knowledge import says, table
from extract.lines import Line
from extract.sentences import sentences
from model.moete import Maalform

_LAW = (
    r"(?:offl|off\.\s?lov\w*|offentle?ig?lov\w*|offentleglov\w*|offentlig\w*lov\w*|fvl|forvaltningslov\w*|"
    r"kommunelov\w*|koml)\.?"
)
_PARAGRAPH = (
    rf"{_LAW}\s*§+\s*\d+[\w–-]*(?:\s+(?:\d\.|første|fyrste|andre|annet|tredje|fjerde)\s+(?:ledd|punktum))*"
    r"(?:\s+(?:nr\.?|bokstav|pkt\.?|litra)\s*\w+)*"
)
_BASIS = re.compile(rf"{_PARAGRAPH}(?:\s*(?:,|/|og|,?\s*jfr?\.?)\s*(?:jfr?\.?\s*)?{_PARAGRAPH})*", re.IGNORECASE)
"""``offl. § 13, jf. fvl. § 13 første ledd nr. 2``"""


def legal_basis(text: str | None) -> str | None:
    """The paragraphs that a text on closing the sak names, as they stand; the text itself where it names none."""
    return paragraphs(text) or text


def paragraphs(text: str | None) -> str | None:
    """The paragraphs that a text names, and no other word of it; null where it names none."""
    match = _BASIS.search(text or "")
    return match[0].strip() if match else None


def closed_in(text: Sequence[Line], standard: Maalform) -> str | None:
    """The sentence that says that the sak is closed to the public, or was treated behind closed doors."""
    for line in text:
        for sentence in sentences(line.body, standard):
            if says(sentence, table("vending")["lukka_sak"]):
                return sentence.strip()
    return None
