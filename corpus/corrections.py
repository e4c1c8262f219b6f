"""Corrections by hand: they win over every paper, for good.

They lie beside the meetings, in ``rettingar/<id of the meeting>.json``. A correction of what a meeting is called by
(organisation, organ, date) belongs to the meeting that the papers were read as, and moves its papers to the right
one; every other correction belongs to the merged meeting.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pydantic import JsonValue, ValidationError

from corpus import files
from corpus.merge import with_ids
from model.canonical import canonical_json, plain
from model.errors import UsageError
from model.ids import moete_id
from model.moete import Moete, Varsel
from model.retting import Retting, Rettingar

IDENTITY = ("organisasjon", "utvalg", "moetedato")
"""What a meeting is called by."""
ORDER = "saker"
"""Field of a meeting whose correction is a list of ids: the order of its saker."""
_OURS = frozenset({"id", "skjema", "kjelder", "varsel", "sjekksum"})
"""What the program writes, and nobody corrects."""


class _NoPlaceError(Exception):
    """What a correction belongs to is not there."""


def corrections_of(folder: Path, moete: str) -> list[Retting]:
    """The corrections kept for a meeting. Raises `ArchiveError` where their file is damaged."""
    path = files.corrections_path(folder, moete)
    return files.read_corrections(path).rettingar if path.exists() else []


def keep_corrections(folder: Path, moete: str, new: Iterable[Retting], without: Iterable[Retting] = ()) -> None:
    """Keep these corrections besides those that are kept, in place of those of the same field or of one inside it."""
    kept = {(one.id, one.felt): one for one in corrections_of(folder, moete)}
    for one in without:
        kept.pop((one.id, one.felt), None)
    for one in new:
        inner = [key for key in kept if _is_inside(key, one)]
        for key in inner:
            del kept[key]
        kept[one.id, one.felt] = one
    path = files.corrections_path(folder, moete)
    if kept:
        found = sorted(kept.values(), key=lambda one: (one.id, one.felt or ""))
        files.write_whole(path, canonical_json(Rettingar(moete=moete, rettingar=found)))
    elif path.exists():
        files.remove(path, folder / "rettingar")


def _is_inside(key: tuple[str, str | None], one: Retting) -> bool:
    id, felt = key
    if one.felt is None:
        return id == one.id or id.startswith(f"{one.id}/")
    return id == one.id and felt is not None and felt.startswith(f"{one.felt}.")


def at_home(folder: Path, reading: Moete) -> Moete:
    """The reading under the meeting that it belongs to, where a person has said which that is."""
    told = {one.felt: one.verdi for one in corrections_of(folder, reading.id) if is_identity(one)}
    if not told:
        return reading
    moved = Moete.model_validate({**plain(reading), **told})
    home = moete_id(moved.organisasjon, moved.utvalg, moved.moetedato, reading.kjelder[0].sha256)
    return moved.model_copy(update={"id": home, "saker": with_ids(home, moved.saker)})


def is_identity(one: Retting) -> bool:
    """Whether the correction says which meeting papers belong to."""
    return one.felt in IDENTITY and one.id.count("/") == 2


def with_corrections(merged: Moete, corrections: Sequence[Retting]) -> Moete:
    """The meeting with what was corrected by hand; a warning tells of each correction that changes something."""
    here = [one for one in corrections if not is_identity(one)]
    if not here:
        return merged
    corrected, told = merged, list[Varsel]()
    # The order comes last, when all saker that it lists are in.
    for one in sorted(here, key=lambda one: (one.felt == ORDER, one.id, one.felt or "")):
        data = plain(corrected)
        try:
            before = _put(data, one)
            corrected = Moete.model_validate(data)
        except (_NoPlaceError, ValidationError):
            sentence = f"{_name(one)} was corrected by hand, and is no longer there to be corrected."
            told.append(Varsel(kode="retting-utan-feste", melding=sentence))
            continue
        if before != one.verdi:
            sentence = f"{_name(one)} was corrected by hand; {_shown(before)}."
            told.append(Varsel(kode="retta-for-hand", melding=sentence))
    return corrected.model_copy(update={"varsel": [*corrected.varsel, *told]})


def correction(moete: Moete, id: str, felt: str, value: str) -> Retting:
    """The correction that sets a field to what a person typed.

    ``value`` is text, a number or a date as the field has it; ``null`` leaves the field empty; lists are JSON. With
    ``felt`` ``-`` and ``null`` the whole sak is left out. Raises `UsageError` where there is no such field, or where
    the value does not fit it.
    """
    if felt == "-":
        if value != "null" or id == moete.id:
            raise UsageError("Only a sak or a point can be left out, with: saksgang correct ID - null.")
        one = Retting(id=id, felt=None, verdi=None)
        _tried(moete, one)
        return one
    if felt.split(".")[0] in _OURS:
        raise UsageError(f"{felt} is written by Saksgang itself and can't be corrected.")
    tries: list[JsonValue] = [None] if value == "null" else [value]
    if value[:1] in "[{":
        tries.append(_json(value))
    problem = UsageError("")
    for verdi in tries:
        one = Retting(id=id, felt=felt, verdi=verdi)
        try:
            data = plain(_tried(moete, one))
        except UsageError as error:
            problem = error
            continue
        holder, key = _holder(data, id, felt)
        return Retting(id=id, felt=felt, verdi=holder[key])
    raise problem


def edits(expected: Moete, edited: Moete) -> list[Retting]:
    """The corrections that a person made who edited the record of a meeting, which was ``expected``."""
    before, after = plain(expected), plain(edited)
    found = list(_differences(before, after, expected.id, "", leave=_OURS | {ORDER}))
    saker = {sak["id"]: sak for sak in before["saker"]}
    there = {sak["id"]: sak for sak in after["saker"]}
    for sak in after["saker"]:
        if sak["id"] not in saker:
            found.append(Retting(id=sak["id"], felt=None, verdi=sak))
        else:
            found += _sak_differences(saker[sak["id"]], sak)
    found += [Retting(id=id, felt=None, verdi=None) for id in saker if id not in there]
    unmoved = [*(id for id in saker if id in there), *(id for id in there if id not in saker)]
    if unmoved != list(there):
        found.append(Retting(id=expected.id, felt=ORDER, verdi=list(there)))
    return found


def _sak_differences(before: dict[str, Any], after: dict[str, Any]) -> list[Retting]:
    """Differences in a sak; those in the points of its vedtak belong to the points, where they are still the same."""
    points = [(sak.get("vedtak") or {}).get("punkt", []) for sak in (before, after)]
    same = bool(points[0]) and [punkt["id"] for punkt in points[0]] == [punkt["id"] for punkt in points[1]]
    found = list(_differences(before, after, before["id"], "", leave={"id", "vedtak.punkt"} if same else {"id"}))
    if same:
        for one, other in zip(*points, strict=True):
            found += _differences(one, other, one["id"], "", leave={"id"})
    return found


def _differences(
    before: dict[str, Any], after: dict[str, Any], id: str, within: str, leave: Iterable[str]
) -> Iterable[Retting]:
    for name, value in after.items():
        felt = f"{within}{name}"
        if felt in leave or before.get(name) == value:
            continue
        if isinstance(value, dict) and isinstance(before.get(name), dict):
            yield from _differences(before[name], value, id, f"{felt}.", leave)
        else:
            yield Retting(id=id, felt=felt, verdi=value)


# ---------------------------------------------------------------- places in a record


def _put(data: dict[str, Any], one: Retting) -> JsonValue:
    """Set the value in the plain record, and return what stood there."""
    if one.felt is None:
        return _put_whole(data, one)
    if one.felt == ORDER and one.id == data["id"]:
        order = one.verdi if isinstance(one.verdi, list) else []
        ids: list[JsonValue] = [sak["id"] for sak in data["saker"]]
        data["saker"].sort(key=lambda sak: order.index(sak["id"]) if sak["id"] in order else len(order))
        return ids
    holder, key = _holder(data, one.id, one.felt)
    before: JsonValue = holder.get(key)
    holder[key] = one.verdi
    return before


def _put_whole(data: dict[str, Any], one: Retting) -> JsonValue:
    """Leave out a sak or a point, or put in a sak that no paper tells of."""
    owner = data["saker"]
    if "/vedtak/" in one.id:
        owner = (_thing(data, one.id.rsplit("/vedtak/", 1)[0]).get("vedtak") or {}).get("punkt", [])
    place = next((at for at, each in enumerate(owner) if each["id"] == one.id), None)
    before: JsonValue = owner[place] if place is not None else None
    if one.verdi is not None:
        owner[place if place is not None else len(owner) : len(owner) if place is None else place + 1] = [one.verdi]
    elif place is not None:
        del owner[place]
    return before


def _thing(data: dict[str, Any], id: str) -> dict[str, Any]:
    """The meeting, sak, vedtak or point with this id."""
    if id == data["id"]:
        return data
    steps = id.split("/")
    sak = next((sak for sak in data["saker"] if sak["id"] == "/".join(steps[:4])), None)
    if sak is None or id == sak["id"]:
        return _there(sak)
    if steps[4] != "vedtak":
        raise _NoPlaceError
    if len(steps) == 5:
        sak["vedtak"] = sak["vedtak"] or {}
        return _there(sak["vedtak"])
    return _there(next((punkt for punkt in (sak["vedtak"] or {}).get("punkt", []) if punkt["id"] == id), None))


def _there(found: dict[str, Any] | None) -> dict[str, Any]:
    if found is None:
        raise _NoPlaceError
    return found


def _holder(data: dict[str, Any], id: str, felt: str) -> tuple[dict[str, Any], str]:
    """The plain record that has the last name of ``felt``, and that name; a record that is null is begun.

    In a list, a step is the name or number of a record in it (``moetedeltakarar.Kari Solnes.funksjon``).
    """
    at: Any = _thing(data, id)
    rest = felt
    while "." in rest:
        if isinstance(at, list):
            at, rest = _member(at, rest)
            continue
        step, _, rest = rest.partition(".")
        if at.get(step) is None:
            at[step] = {}
        at = at[step]
        if not isinstance(at, (dict, list)):
            raise _NoPlaceError
    if isinstance(at, list):
        raise _NoPlaceError
    return at, rest


def _member(records: list[Any], rest: str) -> tuple[dict[str, Any], str]:
    """The record whose name (which may have dots), point number or place ``rest`` begins with, and what follows."""
    for place, record in enumerate(records, start=1):
        for name in (record.get("namn"), record.get("nr"), str(place)) if isinstance(record, dict) else ():
            if name and rest.startswith(f"{name}."):
                return record, rest.removeprefix(f"{name}.")
    raise _NoPlaceError


# ---------------------------------------------------------------- telling


def _tried(moete: Moete, one: Retting) -> Moete:
    """The meeting with a correction. Raises `UsageError` where it does not fit."""
    data = plain(moete)
    try:
        before = _put(data, one)
        if one.felt is None and before is None:
            raise _NoPlaceError
        return Moete.model_validate(data)
    except _NoPlaceError:
        raise UsageError(
            f"There is no {one.felt or 'such thing'} in {one.id}; `saksgang show --json` shows all."
        ) from None
    except ValidationError as error:
        first = error.errors()[0]
        raise UsageError(f"{one.verdi!r} can't be the {one.felt} of {one.id}: {first['msg']}.") from error


def _json(text: str) -> JsonValue:
    try:
        found: JsonValue = json.loads(text)
    except ValueError as error:
        raise UsageError(f"{text} is no whole JSON: {error}.") from error
    return found


def _name(one: Retting) -> str:
    return f"{one.felt} of {one.id}" if one.felt else one.id


def _shown(value: JsonValue) -> str:
    if value is None or value == []:
        return "the papers say nothing of it"
    if isinstance(value, (dict, list)):
        return "the papers say otherwise"
    return f"the papers say «{value}»"
