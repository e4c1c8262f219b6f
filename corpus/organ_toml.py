"""An organ as TOML for the register, and putting it there without touching what people wrote."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from corpus import files
from corpus.organs import NAME, read_organs
from model.errors import ArchiveError, UsageError
from model.organ import Organ

_LISTS = ("medlem", "fast_sak", "moete")
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def organ_toml(organ: Organ, notes: Mapping[str, Sequence[str]] | None = None) -> str:
    """The entry of one organ: a table ``[[organ]]`` with its lists behind it; what is not set is left out.

    ``notes`` are comments that stand above a field (``utvalg``, ``medlem``) and, by ``""``, at the top; a list that is
    empty may have one too. What is read back from the text is the same organ.
    """
    notes = notes or {}
    data = {key: value for key, value in organ.model_dump(exclude_defaults=True).items() if key not in _LISTS}
    lines = [*_comments(notes, ""), "[[organ]]", *_fields(data, notes)]
    for name in _LISTS:
        comments = _comments(notes, name)
        if comments:
            lines += ["", *comments]
        for each in getattr(organ, name):
            lines += [
                *([] if comments else [""]),
                f"[[organ.{name}]]",
                *_fields(each.model_dump(exclude_defaults=True)),
            ]
            comments = []
    return "\n".join(lines) + "\n"


def _fields(data: Mapping[str, Any], notes: Mapping[str, Sequence[str]] | None = None) -> list[str]:
    return [line for key, value in data.items() for line in (*_comments(notes or {}, key), f"{key} = {_value(value)}")]


def _comments(notes: Mapping[str, Sequence[str]], key: str) -> list[str]:
    """Comments of one line each, whatever stands in a name that they quote."""
    return [f"# {_STEERING.sub(' ', note)}".rstrip() for note in notes.get(key, ())]


def _value(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | date():
            return str(value)
        case list():
            return f"[{', '.join(_value(each) for each in value)}]"
        case _:
            return _string(str(value))


def _string(text: str) -> str:
    """A basic string: JSON's escapes are TOML's too, but for DEL; a half of a surrogate pair is no letter."""
    whole = re.sub(r"[\ud800-\udfff]", "\ufffd", text)
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007F")


def append_organ(folder: Path, organ: Organ, text: str) -> Path:
    """Put an entry behind what ``organ.toml`` in the archive's ``folder`` has, and return its path.

    Not a byte of what is there is changed; the file is made where there is none. Raises `UsageError` where the
    register has the organ already, or is written in a form that nothing can be appended to; `ArchiveError` where the
    register can't be read or written.
    """
    path = folder / NAME
    own = {name.casefold() for name in organ.names}
    for each in read_organs(folder):
        if each.organisasjon == organ.organisasjon and own & {name.casefold() for name in each.names}:
            raise UsageError(f"{path} has {organ.utvalg} already, and what is there is not changed; edit it there.")
    before = ""
    if path.exists():
        try:
            before = path.read_bytes().decode("utf-8")
        except OSError as error:
            raise ArchiveError(f"{path} can't be read: {error.strerror or error}.") from error
    gap = "" if not before.strip() else "\n" if before.endswith("\n") else "\n\n"
    whole = f"{before}{gap}{text}"
    try:
        tomllib.loads(whole.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise UsageError(
            f"{path} lists its organs in another form than [[organ]], so that none can be put behind them; "
            "paste the entry in by hand."
        ) from error
    files.write_bytes_whole(path, whole.encode("utf-8"))
    return path
