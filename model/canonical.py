"""One way to write a record: the same content always gives the same bytes."""

from __future__ import annotations

import json
import unicodedata
from json.encoder import encode_basestring as _quoted
from typing import Any

from pydantic import BaseModel

_NAMES = {None: "null", True: "true", False: "false"}


def _nfc(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {key: _nfc(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_nfc(part) for part in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def plain(record: BaseModel) -> dict[str, Any]:
    """The record as plain JSON values, with the names of the JSON (``for``), text in NFC, whole floats as ints."""
    data: dict[str, Any] = _nfc(record.model_dump(mode="json", by_alias=True))
    return data


def canonical_json(record: BaseModel | dict[str, Any] | list[Any]) -> str:
    """The record as text: sorted keys, two spaces, UTF-8 letters as they are, one line feed at the end."""
    data = plain(record) if isinstance(record, BaseModel) else _nfc(record)
    return _written(data, "\n") + "\n"


def _written(value: Any, line: str) -> str:  # noqa: ANN401
    """A plain JSON value as `json.dumps` writes it, which takes three times as long when it has to indent.

    ``line`` ends a line and begins the next, as far in as this value stands.
    """
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, dict) and value:
        inner = f"{line}  "
        parts = [f"{inner}{_quoted(key)}: {_written(value[key], inner)}" for key in sorted(value)]
        return f"{{{','.join(parts)}{line}}}"
    if isinstance(value, list) and value:
        inner = f"{line}  "
        return f"[{','.join([inner + _written(part, inner) for part in value])}{line}]"
    if value is None or value is True or value is False:
        return _NAMES[value]
    return int.__repr__(value) if isinstance(value, int) else json.dumps(value, allow_nan=False)
