"""Which files a record was read from."""

from __future__ import annotations

from model.document import Record
from model.moete import Kjelde


def files_of(*records: object) -> set[str]:
    """Checksums of the files that anything in these records, or lists of records, was read from."""
    found: set[str] = set()
    for each in records:
        if isinstance(each, Kjelde):
            found.add(each.sha256)
        elif isinstance(each, list):
            found |= files_of(*each)
        elif isinstance(each, Record):
            found |= files_of(*(getattr(each, name) for name in type(each).model_fields))
    return found
