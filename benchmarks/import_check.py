"""Whether an import of the made-up pile lost nothing and told of everything that is broken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from benchmarks.pile import Pile
from corpus import Archive

_LETTERS = re.compile(r"^(?:PS|SAK|Sak)\s+")


def lost(pile: Pile, folder: Path) -> list[str]:
    """What the papers of the pile tell and the archive in ``folder`` lacks: a sentence each, none where it is whole.

    Each paper must be a source of a record, and each meeting that it tells of must have the saker that it names.
    """
    archive = Archive(folder)
    meetings = archive.meetings()
    sources = {source.sha256 for record in (*meetings, *archive.others()) for source in record.kjelder}
    numbers = {record.id: {_LETTERS.sub("", sak.nummer or "") for sak in record.saker} for record in meetings}
    out = []
    for one in pile.good:
        out += [
            f"{one.path}: its paper {digest[:12]} is in no record" for digest in one.sha256 if digest not in sources
        ]
        for told in one.told:
            missing = set(told.nummer) - numbers.get(told.moete, set())
            if missing:
                out.append(f"{one.path}: {told.moete} lacks {', '.join(sorted(missing))}")
    return out


def untold(pile: Pile, unread: Iterable[str]) -> list[str]:
    """The broken files that are not among those told of; paths below the pile's folder."""
    return sorted(set(pile.broken) - set(unread))
