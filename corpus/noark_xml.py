"""The small parts that `corpus.export_noark` builds its file of: elements, ids, values of the catalogue."""

from __future__ import annotations

import tomllib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from lxml import etree

from corpus.legal_text import legal

ARKIV = "http://www.arkivverket.no/standarder/noark5/arkivstruktur"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
OWN = "urn:saksgang:moete:1"
"""The namespace of what we put into virksomhetsspesifikkeMetadata, where the schema takes any element."""
NSMAP: Any = {None: ARKIV, "xsi": XSI, "saksgang": OWN}
"""The prefixes of the file; the types of lxml know no default one."""

# The namespace of our UUIDs: a fixed one of our own, made once from a name (RFC 9562, section 5.5).
_IDS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:saksgang")

Element = etree._Element


@cache
def catalogue() -> dict[str, Any]:
    """The values of ``noark.toml``."""
    return tomllib.loads((resources.files("corpus") / "noark.toml").read_text("utf-8"))


def system_id(id: str) -> str:
    """The UUID of one of our ids (M001); the same id always has the same."""
    return str(uuid.uuid5(_IDS, id))


def moment(day: date) -> str:
    """Midnight of the day, for the many elements that are a dateTime."""
    return f"{day.isoformat()}T00:00:00"


def text_or_unknown(text: str | None) -> str:
    """``text``, or "Ukjent" where there is none, for elements that must not be empty."""
    return (legal(text).strip() if text else "") or str(catalogue()["ukjent"])


def element(name: str, kind: str | None = None) -> Element:
    """An element of arkivstruktur; ``kind`` is its type where the schema leaves a choice (moetemappe)."""
    made = etree.Element(f"{{{ARKIV}}}{name}", nsmap=NSMAP)
    if kind:
        made.set(f"{{{XSI}}}type", kind)
    return made


def add(parent: Element, name: str, text: str | None = None) -> Element:
    """A child of arkivstruktur, with this text."""
    child = etree.SubElement(parent, f"{{{ARKIV}}}{name}")
    child.text = legal(text) if text is not None else None
    return child


def add_known(parent: Element, name: str, text: str | None) -> None:
    """A child with this text, or none where there is no text: the schema allows no empty one."""
    if text and legal(text).strip():
        add(parent, name, text)


def add_own(parent: Element, name: str, text: str | None = None, **attributes: object) -> Element:
    """A child in our own namespace, with those attributes that are not None."""
    child = etree.SubElement(parent, f"{{{OWN}}}{name}")
    child.text = legal(text) if text is not None else None
    for key, value in attributes.items():
        if value is not None:
            child.set(key, legal(str(value)))
    return child


def add_made(parent: Element, day: date, *, closed: bool = True) -> None:
    """``opprettetDato`` and ``opprettetAv``, and with ``closed`` the same of avsluttet."""
    for word in ("opprettet", "avsluttet") if closed else ("opprettet",):
        add(parent, f"{word}Dato", moment(day))
        add(parent, f"{word}Av", text_or_unknown(None))


def write(file: etree._IncrementalFileWriter, made: Element, depth: int) -> None:
    """Write an element into a file that is open at this depth.

    Not by the file's own ``write``, which declares the namespaces anew in every element it is given.
    """
    etree.indent(made, space=_INDENT, level=depth)
    file.write("\n" + _INDENT * depth)
    _write(file, made)


_INDENT = "  "


def _write(file: etree._IncrementalFileWriter, made: Element) -> None:
    with file.element(made.tag, made.attrib):
        if made.text:
            file.write(made.text)
        for child in made:
            _write(file, child)
            if child.tail:
                file.write(child.tail)


@contextmanager
def opened(file: etree._IncrementalFileWriter, name: str, depth: int) -> Iterator[None]:
    """An element of arkivstruktur that stays open for what is written into it; the root declares the namespaces."""
    if depth:
        file.write("\n" + _INDENT * depth)
    with file.element(f"{{{ARKIV}}}{name}", nsmap=None if depth else NSMAP):
        yield
        file.write("\n" + _INDENT * depth)
