"""Whom an extract of the minutes goes to: the other bodies that the vedtak asks to do something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from corpus.tasks import names_kommunar
from extract.aktoer import find_actors
from extract.kommune import is_kommune, kommune_name
from extract.organ import is_organisation
from model.moete import Moete, Sak
from model.organ import Organ
from render.text import line
from render.words import say


def recipients(moete: Moete, sak: Sak, organ: Organ | None = None) -> list[str]:
    """The bodies outside the organ's own house that the vedtak's points name as those who must act, each once.

    Where all member kommunar are asked (``kommunane``, ``kommunestyra``) each stands by its name: those of the
    register's ``organ``, else those that the meeting's papers tell. The administration, the organ itself and other
    organs of its organisation are no recipients.
    """
    members = _members(moete, organ)
    asked = [
        handling.mottakar
        for punkt in (sak.vedtak.punkt if sak.vedtak else [])
        for handling in punkt.handlingar
        if handling.mottakar
    ]
    own = {_key(name) for name in (moete.organisasjon, moete.utvalg, *(organ.names if organ else [])) if name}
    found = (name for text in asked for name in _bodies(line(text), members, moete))
    return [name for name in _once(found) if _key(name) not in own]


def _members(moete: Moete, organ: Organ | None) -> list[str]:
    """The kommunar whose people sit in the organ, by their names as bodies."""
    told = [person.kommune for person in (organ.members(moete.moetedato) if organ else [])]
    if not any(told):
        told = [person.kommune for person in moete.moetedeltakarar if person.frammoete != "utan roysterett"]
    return _once(_body(line(name)) for name in told if name)


def _body(place: str) -> str:
    """``Nordvik kommune`` of ``Nordvik``; a name that is a body's already stays."""
    return place if is_organisation(place) else kommune_name(place)


def _bodies(text: str, members: Sequence[str], moete: Moete) -> Iterator[str]:
    if names_kommunar(text):
        yield from members or [say("mottakar", "kommunane", moete.maalform)]
    elif is_kommune(text) or _body(text) in members:
        yield _body(text)
    else:
        for hit in find_actors(text):
            # An organ without a body behind it is one of the own house: the administration, the board itself.
            if hit.kind != "organ":
                yield hit.name


def _once(names: Iterable[str]) -> list[str]:
    """The names as they first stand."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(_key(name), name)
    return list(first.values())


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
