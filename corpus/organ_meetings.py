"""Which organs there are: those that the archive has papers of, and those that the register knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.organs import organ_of
from model.errors import UsageError

if TYPE_CHECKING:
    from corpus.archive import Archive
    from model.moete import Moete
    from model.organ import Organ

_UNKNOWN = "(ukjend)"
"""For papers that name neither organisation nor organ."""
_LISTED = 12
"""Organs that a message names at most."""


@dataclass
class KnownOrgan:
    """An organ, with what the register says of it and the meetings that the archive has of it."""

    organisasjon: str | None
    """The organisation; null where the organ is the organisation."""
    utvalg: str
    """The organ's name: that of the register, else that of its papers."""
    register: Organ | None = None
    """Its entry in the register."""
    pairs: list[tuple[str | None, str | None]] = field(default_factory=list)
    """Organisation and organ as its papers write them: several where it has had several names."""
    archive: Archive | None = None
    """Where its papers are; null for an organ of the register alone."""

    @cached_property
    def meetings(self) -> list[Moete]:
        """Its meetings by date."""
        return self.archive.meetings_of(self.pairs) if self.archive else []

    @property
    def name(self) -> str:
        """Organisation and organ, once where they are the same."""
        return " ".join(dict.fromkeys(part for part in (self.organisasjon, self.utvalg) if part))


def known_organs(archive: Archive) -> list[KnownOrgan]:
    """The organs of archive and register, by name; one that the register calls by several names stands once.

    Raises `ArchiveError` where the register is wrong.
    """
    register = archive.organs()
    found: dict[tuple[str | None, str], KnownOrgan] = {}
    for organ in register:
        found[organ.organisasjon, organ.utvalg] = KnownOrgan(organ.organisasjon, organ.utvalg, organ, [], archive)
    for pair in archive.organ_pairs():
        entry = organ_of(register, *pair)
        name = pair[1] or pair[0] or _UNKNOWN
        key = (entry.organisasjon, entry.utvalg) if entry else (pair[0] if pair[0] != name else None, name)
        found.setdefault(key, KnownOrgan(*key, None, [], archive)).pairs.append(pair)
    return sorted(found.values(), key=lambda each: each.name.casefold())


def organ_called(archive: Archive, name: str) -> KnownOrgan:
    """The one organ that a name means.

    Raises `UsageError` that names the organs there are where it means none or several; `ArchiveError` as
    `known_organs` does.
    """
    known = known_organs(archive)
    entry = archive.organ(name)
    if entry:
        return next(each for each in known if each.register == entry)
    asked = _words(name)
    by_own_name = [each for each in known if asked == _words(each.utvalg)]
    by_whole = [each for each in known if asked in (_words(each.name), _words(f"{each.utvalg} {each.organisasjon}"))]
    by_organisation = [each for each in known if asked == _words(each.organisasjon or "")]
    by_some_words = [each for each in known if set(asked) <= set(_words(each.name))] if asked else []
    found = next((each for each in (by_whole, by_own_name, by_organisation, by_some_words) if each), [])
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{name} can be several organs: {_listed(found)}; give organisation and organ.")
    raise UsageError(f"Neither the archive nor organ.toml knows {name}; they know: {_listed(known)}.")


def _words(name: str) -> list[str]:
    return name.casefold().replace(",", " ").replace("/", " ").split()


def _listed(organs: Sequence[KnownOrgan]) -> str:
    names = [each.name for each in organs]
    more = [f"and {len(names) - _LISTED} more"] if len(names) > _LISTED else []
    return "; ".join([*names[:_LISTED], *more]) or "none"
