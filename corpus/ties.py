"""Which saker of an archive are the same sak in different meetings, for many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from rapidfuzz import fuzz, process

from corpus.keys import is_stop_word, keys, words
from corpus.links import treatments
from corpus.match import ALIKE, plain_text, titles_alike
from corpus.sql import Connection
from corpus.tasks import table

STANDING = ("opning", "godkjenning", "referat", "ymse")
"""Kinds of sak that every meeting has; they are no way of one sak."""
UNTIED = (*STANDING, "orientering")
"""Kinds of sak that titles alone do not tie."""
YEARS = 4
"""Years between two meetings at most for titles alone to tie their saker."""
_MOST = 2000
"""Titles compared at a time; keeps the table of likenesses small."""


def same_saker(connection: Connection, saker: Sequence[str]) -> dict[str, set[str]]:
    """For each of these saker, the others that are the same sak in another meeting, by any of the ties below."""
    found: dict[str, set[str]] = defaultdict(set)
    for sak in saker:
        found[sak] |= {*by_archive_number(connection, sak), *treatments(connection, sak)}
    for one, other in by_titles(connection, saker):
        found[one].add(other)
    return found


def by_archive_number(connection: Connection, sak: str) -> list[str]:
    """The saker of the organisation with the same archive number."""
    rows = connection.execute(
        "SELECT o.sak FROM saknummer s JOIN saknummer o ON o.organisasjon = s.organisasjon AND o.arkivsak = s.arkivsak"
        " WHERE s.sak = ? AND o.moete <> s.moete ORDER BY o.sak",
        (sak,),
    )
    return [other for (other,) in rows]


def by_titles(connection: Connection, saker: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each of these saker with each of its organisation that is the same sak by its title.

    Titles are alike (`corpus.match.titles_alike`), the meetings within `YEARS`, the saker no standing ones, and no
    archive numbers tell them apart. Briefings come under the same title again and again, and are not tied.
    """
    asked: dict[str, set[str]] = defaultdict(set)
    for sak in saker:
        asked[sak.split("/")[0]].add(sak)
    for organisasjon, own in sorted(asked.items()):
        rows = connection.execute(
            "SELECT sak, moete, dato, tittel, arkivsak FROM saknummer WHERE organisasjon = ? AND dato IS NOT NULL"
            f" AND sakstype NOT IN ({', '.join('?' * len(UNTIED))}) ORDER BY sak",
            (organisasjon, *UNTIED),
        ).fetchall()
        titles = [" ".join(sorted(plain_text(row[3]).split())) for row in rows]
        mine = [at for at, row in enumerate(rows) if row[0] in own]
        for start in range(0, len(mine), _MOST):
            part = mine[start : start + _MOST]
            likeness = process.cdist(
                [titles[at] for at in part], titles, scorer=fuzz.ratio, score_cutoff=ALIKE, dtype="uint8"
            )
            for place, other in zip(*likeness.nonzero(), strict=True):
                if _are_same(rows[part[place]], rows[other]):
                    yield rows[part[place]][0], rows[other][0]


def _are_same(one: Sequence[str], two: Sequence[str]) -> bool:
    near = abs(int(one[2][:4]) - int(two[2][:4])) <= YEARS
    numbers = {one[4], two[4]} - {None}
    return one[1] != two[1] and near and len(numbers) < 2 and titles_alike(one[3], two[3])


def referring(connection: Connection, sak: str) -> dict[str, set[str]]:
    """The saker that refer to this one, and what of it they name (its id or that of a point).

    A reference to its meeting alone counts where the sak is the only one there with a title that shares a word. The
    saker that every meeting has refer to everything, and don't count.
    """
    meeting = "/".join(sak.split("/")[:3])
    found: dict[str, set[str]] = defaultdict(set)
    for other, target, title in connection.execute(
        "SELECT v.sak, v.maal, s.tittel FROM vising v JOIN saknummer s ON s.sak = v.sak"
        " WHERE (v.maal = ? OR v.maal = ? OR v.maal >= ? AND v.maal < ?) AND v.moete <> ?"
        f" AND s.sakstype NOT IN {STANDING} ORDER BY 1, 2",
        (sak, meeting, f"{sak}/", f"{sak}0", meeting),
    ).fetchall():
        if target != meeting:
            found[other].add(target)
        elif _meant(connection, title, meeting) == sak:
            found[other].add(sak)
    return found


def referred(connection: Connection, sak: str) -> list[str]:
    """The saker in other meetings that this one refers to, by the same rule."""
    rows = connection.execute(
        "SELECT v.maal, s.tittel FROM vising v JOIN saknummer s ON s.sak = v.sak"
        " WHERE v.sak = ? AND v.maal IS NOT NULL ORDER BY v.nr",
        (sak,),
    ).fetchall()
    found = []
    for target, title in rows:
        steps = target.split("/")
        meant = "/".join(steps[:4]) if len(steps) > 3 else _meant(connection, title, target)
        if meant and not sak.startswith("/".join(steps[:3]) + "/"):
            found.append(meant)
    return list(dict.fromkeys(found))


def _meant(connection: Connection, title: str, meeting: str) -> str | None:
    """The one sak of a meeting whose title shares a word with ``title``."""
    rows = connection.execute(
        f"SELECT sak, tittel FROM saknummer WHERE moete = ? AND sakstype NOT IN {STANDING}", (meeting,)
    )
    found = [sak for sak, other in rows.fetchall() if titles_share_a_word(title, other)]
    return found[0] if len(found) == 1 else None


def titles_share_a_word(one: str, other: str) -> bool:
    """Whether two titles share a word, or a part of a compound, that not all kinds of saker have."""
    return bool(_title_keys(one) & _title_keys(other))


def _title_keys(title: str) -> set[str]:
    found: set[str] = set()
    for word, _, _ in words(title):
        if not is_stop_word(word) and not word.isdigit():
            known = keys(word)
            found |= {*known.whole, *known.parts}
    return found - _common_keys()


@cache
def _common_keys() -> set[str]:
    return {key for word in table()["vanlege"]["ord"] for key in keys(word).whole}
