"""Ids that read aloud: ``sogn-ko/styret/2025-12-09/sak-7/vedtak/2``. The same paper always gives the same ids."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

UNKNOWN = "ukjend"

# Norwegian letters are written as Noark 5 spells them; other accents are dropped.
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa", "ß": "ss", "đ": "d"})


def slug(text: str | None, limit: int = 60) -> str:
    """``text`` as lower-case ASCII words joined by hyphens; `UNKNOWN` where nothing is left.

    The result holds only ``a-z``, ``0-9`` and ``-``, so an id is always safe as a file name.
    """
    ascii_text = unicodedata.normalize("NFKD", (text or "").translate(_LETTERS)).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", ascii_text.lower()).strip("-")
    return words[:limit].rstrip("-") or UNKNOWN


def moete_id(organisasjon: str | None, utvalg: str | None, moetedato: date | None, sha256: str) -> str:
    """Id of a meeting: organisation, organ and date. Where the date is missing, the file's checksum stands in."""
    when = moetedato.isoformat() if moetedato else f"utan-dato-{sha256[:12]}"
    return f"{slug(organisasjon or utvalg)}/{slug(utvalg or organisasjon)}/{when}"


def plan_id(organ: str | None, title: str) -> str:
    """Id of a plan: whose it is, and its title."""
    return f"{slug(organ)}/plan/{slug(title)}"


def presentasjon_id(organ: str | None, title: str, when: str | None) -> str:
    """Id of a slide deck: whose it is, its title, and its date where it has one."""
    return f"{slug(organ)}/presentasjon/{slug(' '.join(filter(None, (when, title))))}"


def sak_ids(moete: str, numbers: list[str | None]) -> list[str]:
    """Ids of a meeting's saker, in order; a number that comes again gets ``-b``, ``-c`` …, a missing one its place."""
    out: list[str] = []
    seen: dict[str, int] = {}
    for place, number in enumerate(numbers, start=1):
        base = f"sak-{slug(number)}" if number else f"sak-utan-nummer-{place}"
        again = seen[base] = seen.get(base, 0) + 1
        out.append(f"{moete}/{base}" + (f"-{_suffix(again)}" if again > 1 else ""))
    return out


def _suffix(count: int) -> str:
    """b, c … z, then plain numbers: the second of its kind is b."""
    return chr(ord("a") + count - 1) if count <= 26 else str(count)


def punkt_id(sak: str, part: str, place: int, number: str | None) -> str:
    """Id of a point: its own number where it has one, else its place (from 1)."""
    return f"{sak}/{part}/{slug(number) if number else place}"
