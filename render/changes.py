"""What the secretary changes on the list of the coming meeting: a small TOML file.

::

    utelat = ["Orientering frå styreleiar"]          # saker to leave out
    rekkjefoelgje = ["Opning av møtet", "Val av leiar"]  # these first, in this order; the others follow as they stood

    [[legg_til]]
    tittel = "Reglement for godtgjersle"
    sakstype = "vedtakssak"                          # vedtakssak where nothing else is said
    etter = "Orientering frå administrasjonen"       # else in front of Ymse
    framlegg = ["Reglementet vert vedteke."]

A sak is called by its title, or by the id that the table of reasons gives for it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

from pydantic import Field, ValidationError

from model.document import Record
from model.errors import UsageError
from model.ids import slug
from model.moete import Sakstype
from render.draft import Draft

_LARGEST = 1_000_000
"""Bytes of such a file; a list of saker is far below."""


class NySak(Record):
    """A sak to add."""

    tittel: str = Field(min_length=1)
    """Its title."""
    sakstype: Sakstype = "vedtakssak"
    """Kind of sak."""
    etter: str | None = None
    """The sak that it stands behind; in front of Ymse where nothing is said."""
    framlegg: list[str] = []
    """The proposal, point by point."""
    arkivsak: str | None = None
    """The archive's number."""
    saksbehandlar: str | None = None
    """Case officer."""
    unntatt_offentlegheit: str | None = None
    """Legal basis for closing it to the public."""


class Endringar(Record):
    """The changes."""

    utelat: list[str] = []
    """Saker to leave out."""
    rekkjefoelgje: list[str] = []
    """Saker that come first, in this order."""
    legg_til: list[NySak] = []
    """Saker to add."""


def read_changes(path: Path) -> Endringar:
    """The changes in a TOML file. Raises `UsageError` that says what is wrong with it."""
    try:
        if path.stat().st_size > _LARGEST:
            raise UsageError(f"{path} is too large for a list of changes ({path.stat().st_size} bytes).")
        told = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not written as UTF-8; save it as UTF-8 text.") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} is no TOML that can be read: {error}.") from error
    try:
        return Endringar.model_validate(told)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(step + 1) if isinstance(step, int) else str(step) for step in first["loc"])
        if first["type"] == "extra_forbidden":
            raise UsageError(
                f"{path}: there is no {where}; there are utelat, rekkjefoelgje and legg_til (tittel, sakstype, etter, "
                "framlegg, arkivsak, saksbehandlar, unntatt_offentlegheit)."
            ) from error
        raise UsageError(f"{path}, {where}: {first['msg']}.") from error


def change(drafts: Sequence[Draft], changes: Endringar, added: Sequence[Draft], path: Path) -> list[Draft]:
    """The list with the changes made; ``added`` are the saker of ``changes.legg_til``, in order.

    Raises `UsageError` where a sak that is named is not on the list, or several are meant.
    """
    gone = [_find(name, drafts, path) for name in changes.utelat]
    out = [draft for draft in drafts if not any(draft is each for each in gone)]
    for new, told in zip(added, changes.legg_til, strict=True):
        if told.etter is not None:
            place = _place(_find(told.etter, out, path), out) + 1
        else:
            place = next((at for at, draft in enumerate(out) if draft.sakstype == "ymse"), len(out))
        out.insert(place, new)
    first: list[Draft] = []
    for name in changes.rekkjefoelgje:
        found = _find(name, out, path)
        first += [] if any(found is each for each in first) else [found]
    return first + [draft for draft in out if not any(draft is each for each in first)]


def _place(one: Draft, drafts: Sequence[Draft]) -> int:
    return next(at for at, draft in enumerate(drafts) if draft is one)


def _find(name: str, drafts: Sequence[Draft], path: Path) -> Draft:
    """The sak that a name means: its id, its title, or the only title that begins with it."""
    asked = slug(name, limit=len(name) + 1)
    titles = [slug(draft.tittel, limit=10_000) for draft in drafts]
    for found in (
        [draft for draft in drafts if f"{draft.kjelde_id}/".startswith(f"{name.strip()}/")],
        [draft for draft, title in zip(drafts, titles, strict=True) if title == asked],
        [draft for draft, title in zip(drafts, titles, strict=True) if title.startswith(asked)],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(f"{path}: «{name}» can be several saker: {'; '.join(draft.tittel for draft in found)}.")
    listed = "; ".join(draft.tittel for draft in drafts)
    raise UsageError(f"{path}: «{name}» is not on the list; on it are: {listed}.")


def new_sak_parts(told: NySak) -> dict[str, object]:
    """The fields of `model.moete.Sak` that a sak to add has beside its title and kind."""
    points = [
        {"nr": str(place) if len(told.framlegg) > 1 else None, "tekst": text}
        for place, text in enumerate(told.framlegg, start=1)
    ]
    return {
        "arkivsak": told.arkivsak,
        "saksbehandlar": told.saksbehandlar,
        "unntatt_offentlegheit": told.unntatt_offentlegheit,
        "framlegg": {"punkt": points} if points else None,
    }
