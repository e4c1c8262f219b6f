"""Which organs there are: those that the archive has papers of, and those that the register knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.organs import find_organ
from model.errors import UsageError

if TYPE_CHECKING:
    from corpus.archive import Archive
    from model.moete import Moete
    from model.organ import Organ

_LISTED = 12
"""Organs that a message names at most."""


@dataclass(slots=True)
class KnownOrgan:
    """An organ, with what the register says of it and the meetings that the archive has of it."""

    organisasjon: str | None
    """The organisation; null where the organ is the organisation."""
    utvalg: str
    """The organ's name: that of the register, else that of its papers."""
    register: Organ | None = None
    """Its entry in the register."""
    meetings: list[Moete] = field(default_factory=list)
    """Its meetings by date."""

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
        found[organ.organisasjon, organ.utvalg] = KnownOrgan(organ.organisasjon, organ.utvalg, organ)
    for moete in archive.meetings() if archive.index_path.parent.is_dir() else []:
        entry = _entry(register, moete)
        if entry:
            found[entry.organisasjon, entry.utvalg].meetings.append(moete)
            continue
        name = moete.utvalg or moete.organisasjon or moete.id.split("/")[1]
        of = moete.organisasjon if moete.organisasjon != name else None
        found.setdefault((of, name), KnownOrgan(of, name)).meetings.append(moete)
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


def _entry(register: Sequence[Organ], moete: Moete) -> Organ | None:
    """The entry of the register whose meeting it is."""
    both = " ".join(dict.fromkeys(name for name in (moete.organisasjon, moete.utvalg) if name))
    own = [organ for organ in register if organ.organisasjon in (None, moete.organisasjon)]
    return find_organ(list(register), both) or find_organ(own, moete.utvalg or moete.organisasjon or "")


def _words(name: str) -> list[str]:
    return name.casefold().replace(",", " ").replace("/", " ").split()


def _listed(organs: Sequence[KnownOrgan]) -> str:
    names = [each.name for each in organs]
    more = [f"and {len(names) - _LISTED} more"] if len(names) > _LISTED else []
    return "; ".join([*names[:_LISTED], *more]) or "none"
