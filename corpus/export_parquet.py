"""The rows of the sheet as Parquet: the same columns with types. Needs pyarrow, which is no fixed dependency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from corpus.due import due_day
from model.errors import UsageError

if TYPE_CHECKING:
    from corpus.export import Row

# Enough rows for columns to be packed well, few enough to be held.
_ROW_GROUP = 50_000


def write_parquet(rows: Iterable[Row], out: BinaryIO) -> None:
    """Write the rows; texts as strings, dates as dates, amounts as doubles, pages and numbers as integers.

    ``frist`` stands as the vedtak has it, a year, a month or a day; ``frist_dato`` beside it is its last day. Raises
    `UsageError` where pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise UsageError("Parquet needs pyarrow, which is not installed: pip install 'saksgang[parquet]'.") from error

    from corpus.export import COLUMNS

    kinds = {
        "moetedato": pa.date32(),
        "handling": pa.int32(),
        "beloep": pa.float64(),
        "side": pa.int32(),
    }
    names = [name for column in COLUMNS for name in ([column, "frist_dato"] if column == "frist" else [column])]
    kinds["frist_dato"] = pa.date32()
    schema = pa.schema([pa.field(name, kinds.get(name, pa.string())) for name in names])
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for group in _groups(rows):
            writer.write_table(pa.Table.from_pylist([_values(row) for row in group], schema=schema))


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rest = iter(rows)
    while group := list(islice(rest, _ROW_GROUP)):
        yield group


def _values(row: Row) -> dict[str, Any]:
    return {**vars(row), "frist_dato": due_day(row.frist) if row.frist else None}
