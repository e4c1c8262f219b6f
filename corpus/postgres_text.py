"""The full text of the saker in PostgreSQL, ranked as tantivy ranks it (`corpus.bm25`).

What matches is told by PostgreSQL's own text search: the keys of a sak are a ``tsvector`` under a GIN index, and what
is asked for is a ``tsquery``. Both are made from our keys as they are: no configuration of a language has a say, so
that nothing is taken for a stop word or cut to a stem once more. A key that stands in ``heile``
(`corpus.text.Entry`) is the lexeme itself, one of ``delar`` has a line before it, which no key has.

A tsvector knows 16,383 places in a text and 256 of one word, too few for a long sak. So it is kept without places: a
phrase is looked for in the keys as they run (``gang``), in the saker that have all its words. How often a sak has a key
stands in ``postar``, how many saker have it in ``nykelbok``; from both comes the rank, reckoned in the database.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from corpus.bm25 import damping, length_byte
from corpus.expression import Expression
from corpus.postgres_query import Facts, Score, matching, words_of
from corpus.server import Server
from corpus.text import Conditions, Counts, Entry

_AT_ONCE = 500  # saker that are written with one set of questions
_MOST_LEXEMES = 1_000_000
"""Bytes of a tsvector's lexemes; 1,048,575 is what PostgreSQL takes."""
_MOST_ASKED = 2**31 - 1
"""Saker that one search may ask for."""

TABLES = """
CREATE TABLE tekst (nr bigint PRIMARY KEY, moete TEXT NOT NULL, organ bigint NOT NULL, dag integer NOT NULL,
    aar integer NOT NULL, heile integer NOT NULL, delar integer NOT NULL, heile_byte smallint NOT NULL,
    delar_byte smallint NOT NULL, stor boolean NOT NULL, utfall TEXT, tema TEXT[] NOT NULL, beloep float8[] NOT NULL,
    nyklar tsvector NOT NULL, gang TEXT NOT NULL, kort TEXT NOT NULL) WITH (toast_tuple_target = 256);
CREATE INDEX tekst_nyklar ON tekst USING gin (nyklar) WITH (gin_pending_list_limit = 256);
CREATE INDEX tekst_moete ON tekst (moete);
CREATE INDEX tekst_organ ON tekst (organ, dag);
CREATE INDEX tekst_stor ON tekst (nr) WHERE stor;
CREATE TABLE nykelbok (nr integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, nykel TEXT NOT NULL UNIQUE,
    heile bigint NOT NULL, delar bigint NOT NULL);
CREATE TABLE postar (nykel integer NOT NULL, sak bigint NOT NULL, heile integer NOT NULL, delar integer NOT NULL,
    PRIMARY KEY (nykel, sak) INCLUDE (heile, delar));
CREATE TABLE tal (saker bigint NOT NULL, heile bigint NOT NULL, delar bigint NOT NULL, store bigint NOT NULL);
INSERT INTO tal VALUES (0, 0, 0, 0);
ALTER TABLE postar ALTER nykel SET STATISTICS 500;
"""


class PostgresText:
    """The full text in the database behind ``server``; `replace` only within a change."""

    def __init__(self, server: Server) -> None:
        self._server = server

    # Asking.

    def best(self, expression: Expression, conditions: Conditions, limit: int) -> list[tuple[float, int]]:
        """Score and number of the ``limit`` saker that fit best."""
        facts = self._facts(expression)
        score = Score(facts)
        rank = score.of(expression)
        fits = matching(expression, conditions, facts)
        flags = "".join(f", {flag.text} AS frase{at}" for at, flag in enumerate(score.phrases))
        kept = "".join(f", frase{at}" for at in range(len(score.phrases)))
        keys, heile, delar = score.weights()
        rows = self._server.plan(
            f"WITH funne AS MATERIALIZED (SELECT nr, heile_byte, delar_byte{flags} FROM tekst WHERE {fits.text}),"
            " poeng AS (SELECT f.nr, p.nykel,"
            "  (?::real[])[array_position(?::integer[], p.nykel)]"
            "   * (p.heile::real / (p.heile::real + (?::real[])[f.heile_byte + 1])) AS heil,"
            "  (?::real[])[array_position(?::integer[], p.nykel)]"
            "   * (p.delar::real / (p.delar::real + (?::real[])[f.delar_byte + 1])) AS del"
            f" {kept} FROM funne f JOIN postar p ON p.sak = f.nr AND p.nykel = ANY(?::integer[]))"
            f" SELECT {rank} AS rang, nr FROM poeng GROUP BY nr{kept} ORDER BY rang DESC, nr LIMIT ?",
            [
                *(value for flag in score.phrases for value in flag.values), *fits.values,
                heile, keys, _damping(facts.saker, facts.heile), delar, keys, _damping(facts.saker, facts.delar),
                keys, min(limit, _MOST_ASKED),
            ],
        )  # fmt: skip
        return [(float(rang), int(nr)) for rang, nr in rows]

    def counts(self, expression: Expression, conditions: Conditions) -> Counts:
        """How many saker fit, and what they are."""
        fits = matching(expression, conditions, self._facts(expression))
        rows = self._server.plan(
            f"WITH funne AS MATERIALIZED (SELECT organ, aar, utfall, tema FROM tekst WHERE {fits.text})"
            " SELECT 'total', '', count(*) FROM funne"
            " UNION ALL SELECT 'organ', organ::text, count(*) FROM funne GROUP BY organ"
            " UNION ALL SELECT 'aar', aar::text, count(*) FROM funne GROUP BY aar"
            " UNION ALL SELECT 'utfall', utfall, count(*) FROM funne WHERE utfall IS NOT NULL GROUP BY utfall"
            " UNION ALL SELECT 'tema', t.uri, count(*) FROM funne, unnest(tema) AS t (uri) GROUP BY t.uri",
            fits.values,
        )
        found: dict[str, dict[str, int]] = {name: {} for name in ("total", "organ", "aar", "utfall", "tema")}
        for name, value, saker in rows:
            found[name][value] = saker
        return Counts(
            total=found["total"][""],
            organ={int(nr): saker for nr, saker in found["organ"].items()},
            aar={int(year): saker for year, saker in found["aar"].items()},
            tema=found["tema"],
            utfall=found["utfall"],
        )

    def frequency(self, key: str) -> int:
        """How many saker have the key as a word."""
        row = self._server.execute("SELECT heile FROM nykelbok WHERE nykel = ?", (key,)).fetchone()
        return int(row[0]) if row else 0

    def numbers(self) -> list[int]:
        """The numbers of all saker, in order."""
        return [nr for (nr,) in self._server.execute("SELECT nr FROM tekst ORDER BY nr")]

    def is_whole(self) -> bool:
        """Whether what the ranks are reckoned from is what the saker have."""
        wrong = self._server.execute(
            "SELECT 1 FROM (SELECT nykel AS nr, count(*) FILTER (WHERE heile > 0) AS heile,"
            "  count(*) FILTER (WHERE delar > 0) AS delar FROM postar GROUP BY nykel) p"
            " FULL JOIN (SELECT * FROM nykelbok WHERE heile > 0 OR delar > 0) b USING (nr)"
            " WHERE p.heile IS DISTINCT FROM b.heile OR p.delar IS DISTINCT FROM b.delar"
            " UNION ALL SELECT 1 FROM tal WHERE (saker, heile, delar, store) IS DISTINCT FROM"
            "  (SELECT (count(*), coalesce(sum(heile), 0), coalesce(sum(delar), 0), count(*) FILTER (WHERE stor))"
            "   FROM tekst) LIMIT 1"
        )
        return wrong.fetchone() is None

    def _facts(self, expression: Expression) -> Facts:
        rows = self._server.execute(
            "SELECT t.saker, t.heile, t.delar, t.store, b.nykel, b.nr, b.heile, b.delar"
            " FROM tal t LEFT JOIN nykelbok b ON b.nykel = ANY(?)",
            (sorted({word.key for word in words_of(expression)}),),
        ).fetchall()
        saker, heile, delar, store = rows[0][:4]
        return Facts(saker, heile, delar, store, {row[4]: row[5:] for row in rows if row[4] is not None})

    # Writing.

    def replace(self, entries: Iterable[Entry], meetings: Iterable[str], everything: bool) -> None:
        """Put ``entries`` in place of all that is known of these meetings, or of all there is."""
        if everything:
            self._server.script("DELETE FROM tekst; DELETE FROM postar; DELETE FROM nykelbok")
            self._server.script("UPDATE tal SET saker = 0, heile = 0, delar = 0, store = 0")
        else:
            self._remove(list(meetings))
        rest = iter(entries)
        while some := list(islice(rest, _AT_ONCE)):
            self._add(some)

    def _remove(self, meetings: list[str]) -> None:
        gone = [
            nr for (nr,) in self._server.execute("SELECT nr FROM tekst WHERE moete = ANY(?) ORDER BY nr", (meetings,))
        ]
        if not gone:
            return
        # By the keys that each sak has: an index of the postings by sak would cost more than all the rest.
        self._server.execute(
            "WITH har AS (SELECT t.nr AS sak, b.nr AS nykel FROM tekst t, LATERAL (SELECT DISTINCT ltrim(n, '_') AS n"
            "   FROM unnest(tsvector_to_array(t.nyklar)) AS u (n)) AS n JOIN nykelbok b ON b.nykel = n.n"
            "   WHERE t.nr = ANY(?) AND NOT t.stor"
            "  UNION ALL SELECT p.sak, p.nykel FROM postar p JOIN tekst t ON t.nr = p.sak AND t.stor"
            "   WHERE p.sak = ANY(?)),"
            " borte AS (DELETE FROM postar p USING har WHERE p.nykel = har.nykel AND p.sak = har.sak"
            "  RETURNING p.nykel, p.heile, p.delar),"
            " mindre AS (SELECT nykel, count(*) FILTER (WHERE heile > 0) AS heile,"
            "  count(*) FILTER (WHERE delar > 0) AS delar FROM borte GROUP BY nykel)"
            " UPDATE nykelbok b SET heile = b.heile - m.heile, delar = b.delar - m.delar FROM mindre m"
            " WHERE b.nr = m.nykel",
            (gone, gone),
        )
        self._server.execute(
            "WITH borte AS (DELETE FROM tekst WHERE nr = ANY(?) RETURNING heile, delar, stor)"
            " UPDATE tal SET saker = tal.saker - b.saker, heile = tal.heile - b.heile, delar = tal.delar - b.delar,"
            "  store = tal.store - b.store FROM (SELECT count(*) AS saker, sum(heile) AS heile, sum(delar) AS delar,"
            "  count(*) FILTER (WHERE stor) AS store FROM borte) b",
            (gone,),
        )

    def _add(self, entries: Sequence[Entry]) -> None:
        postings = [posting for entry in entries for posting in _postings(entry)]
        columns = [list(column) for column in zip(*postings, strict=True)] if postings else [[], [], [], []]
        self._server.execute(
            "INSERT INTO nykelbok (nykel, heile, delar) SELECT n, count(*) FILTER (WHERE h > 0),"
            " count(*) FILTER (WHERE d > 0) FROM unnest(?::text[], ?::integer[], ?::integer[]) AS p (n, h, d)"
            ' GROUP BY n ORDER BY n COLLATE "C" ON CONFLICT (nykel) DO UPDATE'
            " SET heile = nykelbok.heile + excluded.heile, delar = nykelbok.delar + excluded.delar",
            (columns[1], columns[2], columns[3]),
        )
        self._server.execute(
            "INSERT INTO postar SELECT b.nr, p.sak, p.h, p.d"
            " FROM unnest(?::bigint[], ?::text[], ?::integer[], ?::integer[]) AS p (sak, n, h, d)"
            " JOIN nykelbok b ON b.nykel = p.n ORDER BY 1, 2",
            columns,
        )
        rows = [_row(entry) for entry in entries]
        self._server.executemany(
            "INSERT INTO tekst VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::text[], ?::float8[],"
            " array_to_tsvector(?::text[]), ?, ?)",
            rows,
        )
        totals = (len(rows), sum(row[5] for row in rows), sum(row[6] for row in rows), sum(row[9] for row in rows))
        self._server.execute(
            "UPDATE tal SET saker = saker + ?, heile = heile + ?, delar = delar + ?, store = store + ?", totals
        )


def _postings(entry: Entry) -> Iterator[tuple[int, str, int, int]]:
    """Sak, key, and how often it stands in ``heile`` and in ``delar``."""
    heile, delar = Counter(entry.heile), Counter(entry.delar)
    for key in sorted(heile.keys() | delar.keys()):
        yield entry.nr, key, heile[key], delar[key]


def _row(entry: Entry) -> list[Any]:
    lexemes = [*sorted(set(entry.heile)), *(f"_{key}" for key in sorted(set(entry.delar)))]
    is_big = sum(len(lexeme.encode()) for lexeme in lexemes) > _MOST_LEXEMES
    return [
        entry.nr, entry.moete, entry.organ, entry.dag, entry.aar, len(entry.heile), len(entry.delar),
        length_byte(len(entry.heile)), length_byte(len(entry.delar)), is_big, entry.utfall, list(entry.tema),
        list(entry.beloep), [] if is_big else lexemes, _running(entry.gang), _running(entry.kort),
    ]  # fmt: skip


@lru_cache(maxsize=16)
def _damping(saker: int, words: int) -> str:
    """`corpus.bm25.damping` as an array is written."""
    return "{" + ",".join(map(repr, damping(saker, words))) + "}"


def _running(texts: Iterable[str]) -> str:
    """Texts of keys, each key between spaces, and no phrase across two texts."""
    return "\n".join(f" {text} " for text in texts)
