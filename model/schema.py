"""JSON Schema of the records, written to ``docs/schema`` by ``python -m model.schema``."""

from __future__ import annotations

import sys
from pathlib import Path

from model.canonical import canonical_json
from model.document import Document, Record
from model.moete import Moete
from model.organ import Organregister
from model.plan import Plan
from model.presentasjon import Presentasjon
from model.retting import Rettingar

RECORDS: dict[str, type[Record]] = {
    "document": Document,
    "moete": Moete,
    "organ": Organregister,
    "plan": Plan,
    "presentasjon": Presentasjon,
    "rettingar": Rettingar,
}


def schema_text(name: str) -> str:
    """The JSON Schema of the record called ``name`` (a key of `RECORDS`), as canonical JSON."""
    return canonical_json(RECORDS[name].model_json_schema(by_alias=True))


def write_schemas(folder: Path) -> list[Path]:
    """Write every schema to ``folder`` and return the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in sorted(RECORDS):
        target = folder / f"{name}.schema.json"
        target.write_text(schema_text(name), encoding="utf-8")
        written.append(target)
    return written


if __name__ == "__main__":
    for path in write_schemas(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/schema")):
        print(path)
