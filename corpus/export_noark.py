"""``arkivstruktur.xml`` of Noark 5 version 5.5: the meetings as moetemappe, their papers as moeteregistrering.

::

    arkiv                        the organisasjon; where there are several, one arkiv over an arkiv for each
      arkivskaper                the organisasjon
      arkivdel                   an utvalg of it
        mappe (moetemappe)       a meeting
          registrering           a paper of the meeting: Møteinnkalling, Saksliste, Møteprotokoll
          registrering           what there is of a sak: Saksframlegg, Saksprotokoll, or Møtesak where it is only listed

What the schema demands and papers don't say, and what stands there then:

- ``systemID`` is a name-based UUID (RFC 9562, version 5) of our own id, so it is the same in every export.
- ``opprettetDato``, ``avsluttetDato``, ``arkivertDato``, ``tilknyttetDato``: midnight of the day of the meeting; of an
  arkiv or arkivdel the day of its first meeting, ``avsluttetDato`` that of its last.
- ``opprettetAv`` and its like, ``saksbehandler``, ``administrativEnhet``, ``moetenummer``, ``utvalg``: "Ukjent".
- ``moetedato``: nothing can stand for it. A meeting without a date is left out, and its id returned.
- ``filstoerrelse``: 0, since the archive keeps a file's name and checksum but not its size. No file that was read is
  empty, so the 0 can't be taken for a size.
- ``registreringsID`` is our id, since the number of a sak is that of its Saksframlegg and of its Saksprotokoll.
- ``format``: the ending of the file's name; which version of the format it is, as PRONOM tells, is not known.
- ``referanseForrigeMoete`` and its like are left out: that no meeting lies between is not known.
- ``moetedeltaker`` (M372: who was present) are those who met; the absent are none.

The points of proposal and vedtak stand in ``beskrivelse``, and with the text of the paper, the outcome, the vote, and
what each point sets in motion in ``virksomhetsspesifikkeMetadata``, where the schema takes elements of any namespace.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import BinaryIO

from lxml import etree

from corpus.noark_sak import PaperKinds, meeting_title, registrations
from corpus.noark_xml import (
    Element,
    add,
    add_known,
    add_made,
    add_own,
    catalogue,
    element,
    moment,
    opened,
    system_id,
    text_or_unknown,
    write,
)
from model.errors import UsageError
from model.moete import Moete

_Dated = tuple[date, Moete]


def write_noark(meetings: Iterable[Moete], out: BinaryIO, kinds: PaperKinds) -> list[str]:
    """Write the meetings, each as soon as it is made; returns the ids of those that have no date and are left out.

    ``kinds`` tells what kinds of paper the file with a checksum was. Raises `UsageError` where no meeting is left:
    an arkiv without an arkivskaper is none.
    """
    given = list(meetings)
    dated = [(moete.moetedato, moete) for moete in given if moete.moetedato]
    if not dated:
        raise UsageError("There is no meeting with a date to export; Noark 5 has no place for others.")
    bodies = [list(group) for _, group in groupby(sorted(dated, key=_order), key=_body)]
    with etree.xmlfile(out, encoding="UTF-8") as file:
        file.write_declaration()
        if len(bodies) == 1:
            _write_body(file, bodies[0], kinds, 0)
        else:
            with opened(file, "arkiv", 0):
                for each in [*_head("arkiv", "", dated), *(_creator(body) for body in bodies)]:
                    write(file, each, 1)
                for body in bodies:
                    _write_body(file, body, kinds, 1)
    return [moete.id for moete in given if not moete.moetedato]


def _order(dated: _Dated) -> tuple[str, str, date, str]:
    organisasjon, utvalg, *_ = dated[1].id.split("/")
    return (organisasjon, utvalg, dated[0], dated[1].id)


def _body(dated: _Dated) -> str:
    return dated[1].id.split("/")[0]


def _organ(dated: _Dated) -> str:
    return "/".join(dated[1].id.split("/")[:2])


def _write_body(file: etree._IncrementalFileWriter, body: Sequence[_Dated], kinds: PaperKinds, depth: int) -> None:
    with opened(file, "arkiv", depth):
        for each in [*_head("arkiv", _body(body[0]), body, body[0][1].organisasjon), _creator(body)]:
            write(file, each, depth + 1)
        for organ, group in groupby(body, key=_organ):
            meetings = list(group)
            with opened(file, "arkivdel", depth + 1):
                for each in _head("arkivdel", organ, meetings, meetings[0][1].utvalg):
                    write(file, each, depth + 2)
                for day, moete in meetings:
                    write(file, _folder(moete, day, kinds), depth + 2)


def _head(kind: str, id: str, meetings: Sequence[_Dated], name: str | None = None) -> list[Element]:
    """What stands first in an arkiv or arkivdel."""
    made = element(kind)
    days = [day for day, _ in meetings]
    add(made, "systemID", system_id(f"{kind}/{id}"))
    add(made, "tittel", " – ".join(part for part in (str(catalogue()["tittel"]), name) if part))
    if kind == "arkivdel":
        add(made, "arkivdelstatus", str(catalogue()["arkivdelstatus"]))
    for word, day in (("opprettet", min(days)), ("avsluttet", max(days))):
        add(made, f"{word}Dato", moment(day))
        add(made, f"{word}Av", text_or_unknown(None))
    return list(made)


def _creator(body: Sequence[_Dated]) -> Element:
    made = element("arkivskaper")
    moete = body[0][1]
    # The number in Enhetsregisteret is not known; what our ids begin with is unique here.
    add(made, "arkivskaperID", _body(body[0]))
    add(made, "arkivskaperNavn", text_or_unknown(moete.organisasjon or moete.utvalg))
    return made


def _folder(moete: Moete, day: date, kinds: PaperKinds) -> Element:
    made = element("mappe", "moetemappe")
    add(made, "systemID", system_id(moete.id))
    add(made, "mappeID", moete.id)
    add(made, "tittel", text_or_unknown(meeting_title(moete)))
    add_made(made, day)
    if moete.starttid or moete.sluttid:
        add_own(add(made, "virksomhetsspesifikkeMetadata"), "moete", starttid=moete.starttid, sluttid=moete.sluttid)
    made.extend(registrations(moete, day, kinds))
    add(made, "moetenummer", text_or_unknown(moete.moetenummer))
    add(made, "utvalg", text_or_unknown(moete.utvalg or moete.organisasjon))
    add(made, "moetedato", day.isoformat())
    add_known(made, "moetested", moete.moetested)
    for person in moete.moetedeltakarar:
        if person.frammoete != "forfall" and person.namn.strip():
            who = add(made, "moetedeltaker")
            add(who, "moetedeltakerNavn", text_or_unknown(person.namn))
            add_known(who, "moetedeltakerFunksjon", person.funksjon)
    return made
