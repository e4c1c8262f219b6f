"""The register of organs: ``organ.toml`` in the archive's folder, written by people, read here."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from model.errors import ArchiveError

if TYPE_CHECKING:
    from pydantic import ValidationError

    from model.organ import Organ

NAME = "organ.toml"
_LARGEST = 5_000_000
"""Bytes of a register; one of a hundred organs with all their members is far below."""


def read_organs(folder: Path) -> list[Organ]:
    """The organs of the register in the archive's ``folder``, as they stand there; none where there is no register.

    Raises `ArchiveError` that names file, organ and field where the register can't be read.
    """
    path = folder / NAME
    try:
        if not path.exists():
            return []
        if path.stat().st_size > _LARGEST:
            raise ArchiveError(f"{path} is too large for a register of organs ({path.stat().st_size} bytes).")
        told = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ArchiveError(f"{path} can't be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise ArchiveError(f"{path} is not written as UTF-8; save it as UTF-8 text.") from error
    except tomllib.TOMLDecodeError as error:
        raise ArchiveError(f"{path} is no TOML that can be read: {error}.") from error
    return _organs(path, told)


def _organs(path: Path, told: dict[str, object]) -> list[Organ]:
    from pydantic import ValidationError

    from model.organ import Organregister

    try:
        organs = Organregister.model_validate(told).organ
    except ValidationError as error:
        raise ArchiveError(f"{path}: {_first(error, told)}.") from error
    seen: dict[tuple[str, str], str] = {}
    for organ in organs:
        for name in organ.names:
            key = ((organ.organisasjon or "").casefold(), name.casefold())
            if key in seen:
                raise ArchiveError(f"{path}: {name} is the name of two organs ({seen[key]} and {organ.utvalg}).")
            seen[key] = organ.utvalg
    return organs


def _first(error: ValidationError, told: dict[str, object]) -> str:
    """What is wrong with the first field that is: ``Styret, medlem 2, fraa: …``."""
    first = error.errors(include_url=False)[0]
    where: list[str] = []
    value: object = told
    for step in first["loc"]:
        if isinstance(value, dict) and step in value:
            value = value[str(step)]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
            name = value.get("utvalg") or value.get("namn") or value.get("tittel") if isinstance(value, dict) else None
            where[-1] = str(name) if name else f"{where[-1]} {step + 1}"
            continue
        where.append(str(step))
    if first["type"] == "extra_forbidden":
        return f"{', '.join(where)} is no field of the register; docs/organ.md lists them"
    said = first["msg"].removeprefix("Value error, ")
    return f"{', '.join(where)}: {said[:1].lower()}{said[1:]}"


def find_organ(organs: list[Organ], name: str) -> Organ | None:
    """The organ that a name means: its own name or another of its names, alone or behind that of its organisation.

    None where the register has no such organ, or several.
    """
    asked = _plain(name)
    found = [
        organ
        for organ in organs
        for own in organ.names
        if asked
        in (_plain(own), _plain(f"{organ.organisasjon or ''} {own}"), _plain(f"{own} {organ.organisasjon or ''}"))
    ]
    if not found:
        found = [organ for organ in organs if organ.organisasjon and _plain(organ.organisasjon) == asked]
    distinct = list({id(organ): organ for organ in found}.values())
    return distinct[0] if len(distinct) == 1 else None


def organ_of(organs: list[Organ], organisasjon: str | None, utvalg: str | None) -> Organ | None:
    """The organ of the register that papers call so; None where there is none."""
    both = " ".join(dict.fromkeys(name for name in (organisasjon, utvalg) if name))
    own = [organ for organ in organs if organ.organisasjon in (None, organisasjon)]
    return find_organ(organs, both) or find_organ(own, utvalg or organisasjon or "")


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace(",", " ").replace("/", " ").split())
