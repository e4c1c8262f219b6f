"""How fast a large archive is searched, beside plain tantivy on the same made-up saker in the same run.

    python -m benchmarks.search                  print the table (Markdown) for a million saker, each with a vedtak
    python -m benchmarks.search --saker 10000    for fewer
    python -m benchmarks.search --write          and put it into the README

Ours answers with filter, counts of organ, year, topic and outcome, and a marked snippet for each of ten hits; tantivy
with the ten hits alone, no filter, its own English-minded words. Both are measured warm, one question after the other;
of three rounds the calmest counts.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Protocol

import numpy as np
import tantivy

from benchmarks.machine import machine
from benchmarks.made_archive import MadeArchive
from corpus.embedded import EmbeddedIndex, text_folder
from corpus.keys import is_stop_word
from corpus.search import Filters, search
from model.moete import Moete, Sak

README = Path(__file__).parents[1] / "README.md"
SAKER = 1_000_000
PEER = "plain tantivy"
_LIMIT = 10
QUESTIONS = 1_000
_WARM_UP = 50
_COMMON_TIMES = 30
_UPDATES = 30
_ROUNDS = 3  # of which the calmest counts: what disturbs it is the machine's
_AT_ONCE = 200  # meetings between two commits, as an import makes them


class Engine(Protocol):
    """What is measured."""

    def put(self, meetings: Iterable[Moete]) -> None:
        """Index these meetings, in place of what was known of them, so that the next search has them."""

    def ask(self, words: str, filters: Filters) -> int:
        """Find the ten best saker, and say how many there are."""

    def size(self) -> int:
        """Bytes on the disk."""


class Saksgang:
    """Our index, as the archive uses it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "indeks.sqlite"
        self._index = EmbeddedIndex(self._path, new=True)
        self._index.create()

    def put(self, meetings: Iterable[Moete]) -> None:
        """Meetings of one import."""
        self._index.begin()
        for moete in meetings:
            self._index.put_meeting(moete, "made")
        self._index.commit()
        self._index.flush()

    def ask(self, words: str, filters: Filters) -> int:
        """With filter, counts and snippets."""
        return search(self._index, words, filters, _LIMIT).total

    def size(self) -> int:
        """Of both parts."""
        return _size([self._path, *text_folder(self._path).iterdir()])


class Tantivy:
    """Tantivy as its first page shows it: title and body, its own words, no filter, no counts, no snippet."""

    def __init__(self, folder: Path) -> None:
        schema = tantivy.SchemaBuilder().add_text_field("title", stored=True).add_text_field("body", stored=True)
        self._folder = folder
        self._index = tantivy.Index(schema.add_text_field("meeting", tokenizer_name="raw").build(), path=str(folder))

    def put(self, meetings: Iterable[Moete]) -> None:
        """One commit."""
        writer = self._index.writer(48_000_000, 1)
        for moete in meetings:
            writer.delete_documents_by_term("meeting", moete.id)
            for sak in moete.saker:
                writer.add_document(tantivy.Document(title=sak.tittel, body=_body(sak), meeting=moete.id))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def ask(self, words: str, filters: Filters) -> int:
        """Both words, whatever the filters."""
        query = self._index.parse_query(words, ["title", "body"], conjunction_by_default=True)
        searcher = self._index.searcher()
        found = searcher.search(query, _LIMIT)
        for _, address in found.hits:
            searcher.doc(address)
        return int(found.count)

    def size(self) -> int:
        """All in one folder."""
        return _size(self._folder.iterdir())


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of one engine; times in seconds, each list of the calmest round."""

    indexing: float
    size: int
    """Bytes on disk."""
    two_words: list[float]
    common: list[float]
    common_found: int
    update: list[float]


def measure(engine: Engine, indexing: float, made: MadeArchive, questions: list[tuple[str, Filters]]) -> Figures:
    """The searches and updates, on what is indexed."""
    size = engine.size()
    for words, filters in questions[:_WARM_UP]:
        engine.ask(words, filters)

    def calmest(works: list[Callable[[], object]]) -> list[float]:
        return min(
            ([_timed(work) for work in works] for _ in range(_ROUNDS)), key=lambda times: sorted(times)[len(times) // 2]
        )

    return Figures(
        indexing,
        size,
        calmest([partial(engine.ask, *question) for question in questions]),
        calmest([partial(engine.ask, made.common, Filters())] * _COMMON_TIMES),
        engine.ask(made.common, Filters()),
        calmest([partial(_update, engine, made, at) for at in range(min(_UPDATES, made.meetings))]),
    )


def _update(engine: Engine, made: MadeArchive, at: int) -> None:
    engine.put([made.meeting(at)])


def asked(made: MadeArchive, many: int) -> list[tuple[str, Filters]]:
    """Two words of some sak, with the organ of its meeting or a span of three years around it."""
    draw = np.random.default_rng(1814)
    found: list[tuple[str, Filters]] = []
    while len(found) < many:
        moete = made.meeting(int(draw.integers(made.meetings)))
        sak = moete.saker[int(draw.integers(len(moete.saker)))]
        telling = [word for word in f"{sak.tittel} {_body(sak)}".split() if not is_stop_word(word)]
        if len(set(telling)) < 2 or moete.moetedato is None:
            continue
        words = " ".join(draw.choice(sorted(set(telling)), 2, replace=False))
        year = moete.moetedato.year
        span = Filters(fra=date(year - 1, 1, 1), til=date(year + 1, 12, 31))
        found.append((words, span if len(found) % 2 else Filters(organ=f"{moete.organisasjon} {moete.utvalg}")))
    return found


def table(saker: int = SAKER, questions: int = QUESTIONS) -> str:
    """The figures as a Markdown table, one column for each engine."""
    made = MadeArchive(saker)
    with tempfile.TemporaryDirectory() as folder:
        engines: dict[str, Engine] = {}
        for name, kind in (("saksgang", Saksgang), (PEER, Tantivy)):
            (Path(folder) / name).mkdir()
            engines[name] = kind(Path(folder) / name)
        return compared(engines, made, questions)


def compared(engines: dict[str, Engine], made: MadeArchive, questions: int) -> str:
    """The figures of these engines, which are empty yet, by name."""
    asks = asked(made, questions)
    indexing = dict.fromkeys(engines, 0.0)
    for some in _rounds(made):
        for name, engine in engines.items():
            indexing[name] += _timed(partial(engine.put, some))
    columns = {name: measure(engine, indexing[name], made, asks) for name, engine in engines.items()}
    rows: dict[str, Callable[[Figures], str]] = {
        "index time": lambda f: f"{f.indexing:,.0f} s",
        "size on disk": lambda f: f"{f.size / 1e6:,.0f} MB",
        f"two words, {questions:,} searches: p50": lambda f: _ms(f.two_words, 50),
        "p99": lambda f: _ms(f.two_words, 99),
        "two very common words: p50": lambda f: _ms(f.common, 50),
        "the slowest": lambda f: _ms(f.common, 100),
        "saker found by them": lambda f: f"{f.common_found:,}",
        "update of one meeting: p50": lambda f: _ms(f.update, 50),
        "the slowest update": lambda f: _ms(f.update, 100),
    }
    out = [f"| {machine()}; {made.meetings * 10:,} saker | {' | '.join(columns)} |"]
    out.append("|---|" + "--:|" * len(columns))
    out += [f"| {name} | {' | '.join(shown(found) for found in columns.values())} |" for name, shown in rows.items()]
    return "\n".join(out)


def _rounds(made: MadeArchive) -> Iterable[list[Moete]]:
    meetings = iter(made)
    while some := list(islice(meetings, _AT_ONCE)):
        yield some


def _body(sak: Sak) -> str:
    points = sak.vedtak.punkt if sak.vedtak else []
    return " ".join(
        [block.tekst for part in sak.seksjonar for block in part.blokker] + [punkt.tekst for punkt in points]
    )


def _size(files: Iterable[Path]) -> int:
    return sum(path.stat().st_size for path in files if path.is_file())


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _ms(times: list[float], part: int) -> str:
    return f"{np.percentile(times, part) * 1000:,.1f} ms"


def main(arguments: list[str]) -> int:
    """Measure and print; with ``--write`` put the table between its marks in the README."""
    saker = int(arguments[arguments.index("--saker") + 1]) if "--saker" in arguments else SAKER
    found = table(saker)
    print(found)
    if "--write" in arguments:
        write("search", found)
    return 0


def write(mark: str, found: str) -> None:
    """Put a table between its marks in the README."""
    text = README.read_text(encoding="utf-8")
    pattern = rf"(<!-- benchmark {mark} -->\n).*?(<!-- /benchmark {mark} -->)"
    README.write_text(re.sub(pattern, rf"\g<1>{found}\n\g<2>", text, flags=re.DOTALL), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
