"""One way to write a record: the same content always gives the same bytes."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

from pydantic import BaseModel


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
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False) + "\n"
