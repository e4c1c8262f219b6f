"""The full text of the saker, in tantivy: which of them have the words, how well they fit, and what they are.

Every text is given as keys (`corpus.keys`) with spaces between; tantivy's own knowledge of languages is not used. A
key stands in ``heile`` as often as its place weighs, so that one list of postings gives both the match and its rank:
nothing but two such lists is read for a word, which is what keeps very common words quick.

What is here is derived from `corpus.embedded`, whose SQLite file says what is indexed.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from sqlite3 import SQLITE_CORRUPT, DatabaseError
from typing import Any

import tantivy

from corpus.expression import AllOf, AnyOf, But, Expression, Phrase, Word
from corpus.text import PART_WEIGHT, Conditions, Counts, Entry

WRITER_BYTES = 48_000_000
"""Memory that a writer may fill before it writes a segment."""
MOST_VALUES = 10_000
"""Different organs, years, topics or outcomes that are counted."""
_MAGIC = 1337  # closes every file of tantivy's, after its footer's length; see its directory/footer.rs
_FACETS = ("organ", "aar", "tema", "utfall")


class DamagedTextError(DatabaseError):
    """The folder is no whole full-text index; it is made anew as a damaged SQLite file is."""

    sqlite_errorcode = SQLITE_CORRUPT


@cache
def _schema() -> Any:  # noqa: ANN401  # tantivy has no types that hold
    made = tantivy.SchemaBuilder()
    made.add_unsigned_field("nr", fast=True)
    made.add_text_field("moete", tokenizer_name="raw", index_option="basic")
    made.add_text_field("heile", tokenizer_name="whitespace", index_option="freq")
    made.add_text_field("delar", tokenizer_name="whitespace", index_option="freq")
    made.add_text_field("gang", tokenizer_name="whitespace", index_option="position")
    made.add_text_field("kort", tokenizer_name="whitespace", index_option="position")
    made.add_unsigned_field("organ", fast=True, indexed=True)
    made.add_unsigned_field("dag", fast=True)
    made.add_unsigned_field("aar", fast=True)
    made.add_text_field("utfall", tokenizer_name="raw", index_option="basic", fast=True)
    made.add_text_field("tema", tokenizer_name="raw", index_option="basic", fast=True)
    made.add_float_field("beloep", fast=True)
    return made.build()


@contextmanager
def _damage_is_told() -> Iterator[None]:
    """Turn what tantivy raises on files that it can't read into `DamagedTextError`."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise DamagedTextError(str(error)) from error
    except BaseException as error:
        # Where a file says what can't be, tantivy panics; that reaches Python as no ordinary exception.
        if type(error).__name__ != "PanicException":
            raise
        raise DamagedTextError(str(error)) from error


class FullText:
    """The open full-text index in ``folder``, or one in memory; `create` makes the folder."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._seen = 0
        with _damage_is_told():
            self._index = tantivy.Index.open(str(folder)) if folder else tantivy.Index(_schema())
            # By hand, so that no thread watches the folder.
            self._index.config_reader("manual")
        self._searcher: Any = None

    @classmethod
    def create(cls, folder: Path) -> FullText:
        """An empty one in a folder that is not there yet."""
        folder.mkdir()
        with _damage_is_told():
            tantivy.Index(_schema(), path=str(folder))
        return cls(folder)

    def replace(self, entries: Iterable[Entry], meetings: Iterable[str], everything: bool) -> None:
        """Put ``entries`` in place of all that is known of these meetings, or of all there is. Whole or not at all."""
        with _damage_is_told():
            writer = self._index.writer(WRITER_BYTES, 1)
            if everything:
                writer.delete_all_documents()
            else:
                for moete in meetings:
                    writer.delete_documents_by_term("moete", moete)
            for entry in entries:
                writer.add_document(_document(entry))
            writer.commit()
            writer.wait_merging_threads()

    def best(self, expression: Expression, conditions: Conditions, limit: int) -> list[tuple[float, int]]:
        """Score and number of the ``limit`` saker that fit best."""
        with _damage_is_told():
            searcher = self._now()
            hits = searcher.search(_query(expression, conditions), limit, count=False).hits
            numbers = searcher.fast_field_values("nr", [address for _, address in hits])
        return [(score, number) for (score, _), number in zip(hits, numbers, strict=True)]

    def counts(self, expression: Expression, conditions: Conditions) -> Counts:
        """How many saker fit, and what they are."""
        asked: dict[str, Any] = {name: {"terms": {"field": name, "size": MOST_VALUES}} for name in _FACETS}
        asked["total"] = {"value_count": {"field": "nr"}}
        with _damage_is_told():
            found = self._now().aggregate(_query(expression, conditions), asked)
        facets = {name: {one["key"]: one["doc_count"] for one in found[name]["buckets"]} for name in _FACETS}
        for name in ("organ", "aar"):
            facets[name] = {int(key): count for key, count in facets[name].items()}
        return Counts(int(found["total"]["value"]), **facets)

    def frequency(self, key: str) -> int:
        """How many saker have the key as a word, roughly: those that were replaced may count too."""
        with _damage_is_told():
            return int(self._now().doc_freq("heile", key))

    def numbers(self) -> list[int]:
        """The numbers of all saker, in order."""
        with _damage_is_told():
            searcher = self._now()
            hits = searcher.search(tantivy.Query.all_query(), max(searcher.num_docs, 1), count=False).hits
            return sorted(searcher.fast_field_values("nr", [address for _, address in hits]))

    def is_whole(self) -> bool:
        """Whether every file has the checksum that it was written with."""
        if self._folder is None:
            return True
        meta = json.loads((self._folder / "meta.json").read_bytes())
        names = [segment["segment_id"].replace("-", "") for segment in meta["segments"]]
        return all(_has_its_checksum(path) for name in names for path in self._folder.glob(f"{name}.*"))

    def _now(self) -> Any:  # noqa: ANN401
        """A searcher for what is written now, by whomever."""
        stamp = (self._folder / "meta.json").stat().st_mtime_ns if self._folder else 1
        if self._searcher is None or stamp != self._seen or not self._folder:
            self._index.reload()
            self._seen, self._searcher = stamp, self._index.searcher()
        return self._searcher


def _document(entry: Entry) -> Any:  # noqa: ANN401
    document = tantivy.Document()
    document.add_unsigned("nr", entry.nr)
    document.add_text("moete", entry.moete)
    document.add_text("heile", " ".join(entry.heile))
    document.add_text("delar", " ".join(entry.delar))
    for name, texts in (("gang", entry.gang), ("kort", entry.kort), ("tema", entry.tema)):
        for text in texts:
            document.add_text(name, text)
    for name, number in (("organ", entry.organ), ("dag", entry.dag), ("aar", entry.aar)):
        document.add_unsigned(name, number)
    if entry.utfall:
        document.add_text("utfall", entry.utfall)
    for amount in entry.beloep:
        document.add_float("beloep", amount)
    return document


def _query(expression: Expression, conditions: Conditions) -> Any:  # noqa: ANN401
    narrowing = [tantivy.Query.const_score_query(query, 0.0) for query in _narrowing(conditions)]
    return _all([_translated(expression), *narrowing])


def _narrowing(asked: Conditions) -> Iterator[Any]:
    if asked.organ is not None:
        yield _any([tantivy.Query.term_query(_schema(), "organ", organ, "basic") for organ in asked.organ])
    if asked.tema is not None:
        yield _any([tantivy.Query.term_query(_schema(), "tema", tema, "basic") for tema in asked.tema])
    if asked.utfall is not None:
        yield tantivy.Query.term_query(_schema(), "utfall", asked.utfall, "basic")
    if asked.fra is not None or asked.til is not None:
        # A meeting without a date has day 0 and passes no filter on dates.
        kind = tantivy.FieldType.Unsigned
        yield tantivy.Query.range_query(_schema(), "dag", kind, max(asked.fra or 1, 1), asked.til)
    if asked.beloep_fra is not None or asked.beloep_til is not None:
        kind = tantivy.FieldType.Float
        yield tantivy.Query.range_query(_schema(), "beloep", kind, asked.beloep_fra, asked.beloep_til)


def _translated(expression: Expression) -> Any:  # noqa: ANN401
    match expression:
        case Word(key, running):
            whole = tantivy.Query.term_query(_schema(), "heile", key, "freq")
            if running:
                return whole
            part = tantivy.Query.term_query(_schema(), "delar", key, "freq")
            return _any([whole, tantivy.Query.boost_query(part, PART_WEIGHT)])
        case Phrase(keys, running):
            names = ("gang",) if running else ("gang", "kort")
            stands = _any([tantivy.Query.phrase_query(_schema(), name, list(keys)) for name in names])
            # The phrase decides what is found; what its words weigh is the rank.
            weights = [_translated(Word(key)) for key in dict.fromkeys(keys)]
            return _all([tantivy.Query.const_score_query(stands, 0.0), *weights])
        case AllOf(parts):
            return _all([_translated(part) for part in parts])
        case AnyOf(parts):
            return _any([_translated(part) for part in parts])
        case But(wanted, without):
            unwanted = [(tantivy.Occur.MustNot, _translated(part)) for part in without]
            return tantivy.Query.boolean_query([(tantivy.Occur.Must, _translated(wanted)), *unwanted])


def _all(queries: list[Any]) -> Any:  # noqa: ANN401
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in queries])


def _any(queries: list[Any]) -> Any:  # noqa: ANN401
    if not queries:
        return tantivy.Query.empty_query()
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def _has_its_checksum(path: Path) -> bool:
    """Whether the CRC-32 in the file's footer (JSON, its length, a magic number) is that of what stands before it."""
    data = path.read_bytes()
    length = int.from_bytes(data[-8:-4], "little")
    if len(data) < 8 + length or int.from_bytes(data[-4:], "little") != _MAGIC:
        return False
    try:
        footer = json.loads(data[-8 - length : -8])
    except ValueError:
        return False
    return bool(zlib.crc32(data[: -8 - length]) == footer["crc"])
