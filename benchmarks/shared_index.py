"""How fast an index in PostgreSQL is searched, beside the one that lies with the archive, on the same made-up saker.

    python -m benchmarks.shared_index                  print the table (Markdown) for a hundred thousand saker
    python -m benchmarks.shared_index --saker 10000    for fewer
    python -m benchmarks.shared_index --write          and put it into the README

Both answer with filter, counts of organ, year, topic and outcome, and a marked snippet for each of ten hits, and give
the same answers. The server is a real one on the same machine, reached by a socket; a network adds its way there and
back for each question that a search puts to it, some thirty.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from benchmarks.made_archive import MadeArchive
from benchmarks.search import QUESTIONS, Saksgang, compared, write
from corpus.postgres import PostgresPlace
from corpus.search import Filters, search
from model.moete import Moete
from tests.postgres_server import PostgresServer, why_not

SAKER = 100_000
_LIMIT = 10


class Shared:
    """Our index in a database."""

    def __init__(self, server: PostgresServer, folder: Path) -> None:
        self._server = server
        self._index = PostgresPlace(server.address(), folder).open()

    def put(self, meetings: Iterable[Moete]) -> None:
        """Meetings of one import."""
        self._index.begin()
        for moete in meetings:
            self._index.put_meeting(moete, "made")
        self._index.commit()

    def ask(self, words: str, filters: Filters) -> int:
        """With filter, counts and snippets."""
        with self._index.reading():
            return search(self._index, words, filters, _LIMIT).total

    def size(self) -> int:
        """Of all tables, after what was written over has been cleared away; the server does that by itself in time."""
        self._server.sql("VACUUM ANALYZE")
        ((size,),) = self._server.sql(
            "SELECT sum(pg_total_relation_size(oid))::bigint FROM pg_class"
            " WHERE relnamespace = 'saksgang'::regnamespace AND relkind = 'r'"
        )
        return int(size)

    def close(self) -> None:
        """Leave the server."""
        self._index.close()


def table(saker: int = SAKER, questions: int = QUESTIONS) -> str:
    """The figures as a Markdown table, one column for each engine."""
    server = PostgresServer()
    try:
        with tempfile.TemporaryDirectory() as folder:
            shared = Shared(server, Path(folder))
            engines = {"beside the archive": Saksgang(Path(folder)), "PostgreSQL": shared}
            found = compared(engines, MadeArchive(saker), questions)
            shared.close()
        return found
    finally:
        server.remove()


def main(arguments: list[str]) -> int:
    """Measure and print; with ``--write`` put the table between its marks in the README."""
    if reason := why_not():
        print(reason, file=sys.stderr)
        return 1
    saker = int(arguments[arguments.index("--saker") + 1]) if "--saker" in arguments else SAKER
    found = table(saker)
    print(found)
    if "--write" in arguments:
        write("shared index", found)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
