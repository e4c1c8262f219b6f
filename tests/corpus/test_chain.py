"""How a sak really goes: begun, studied, postponed, renewed, decided, sent out; five meetings, two organs."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from corpus import Archive, check, import_paths
from corpus.followup import Asked, OpenPoint
from corpus.followup_files import write_points
from model.errors import UsageError

CHAIN = Path(__file__).parent / "chain"
TODAY = Asked(today=date(2025, 12, 10))
HOME = {"nn": "tverrfjord-regionraad", "nb": "skogdal-regionraad"}
STEPS = [
    ("styret/2025-02-10/sak-3-25", ["starta", "vedteke"]),
    ("styret/2025-05-12/sak-11-25", ["vedteke"]),
    ("styret/2025-09-15/sak-18-25", ["utsett"]),
    ("styret/2025-10-20/sak-24-25", ["vedteke"]),
    ("representantskapet/2025-12-01/sak-6-25", ["vedteke", "sendt ut"]),
]


@pytest.fixture(scope="module", params=["nn", "nb"])
def chain(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Archive, str]:
    archive = Archive(tmp_path_factory.mktemp("arkiv"))
    report = import_paths(archive, sorted((CHAIN / request.param).iterdir()))
    assert report.count("new") == len(STEPS)
    assert check(archive) == []
    return archive, request.param


def short(id: str) -> str:
    return id.split("/", 1)[1]


def points(found: list[OpenPoint]) -> list[tuple[str, str | None, bool]]:
    return [(short(point.id), point.frist, point.forfalt) for point in found]


@pytest.mark.parametrize("asked", [step for step, _ in STEPS])
def test_whichever_of_its_saker_is_asked_for_the_whole_way_is_told(chain: tuple[Archive, str], asked: str) -> None:
    archive, standard = chain
    history = archive.history(f"{HOME[standard]}/{asked}")
    assert [(short(step.sak), step.hendingar) for step in history.steg] == STEPS
    assert [short(step.sak) for step in history.steg if step.tie == "denne"] == [asked]


def test_what_is_expected_next_is_told_with_the_point_that_says_so(chain: tuple[Archive, str]) -> None:
    archive, standard = chain
    history = archive.history(f"{HOME[standard]}/{STEPS[0][0]}")
    assert [(one.dato, short(one.kjelde_id)) for one in history.ventar] == [
        ("2026-03-01", "representantskapet/2025-12-01/sak-6-25/vedtak/2"),
        ("2026-04-01", "styret/2025-10-20/sak-24-25/vedtak/2"),
    ]


def test_a_vedtak_or_point_has_the_history_of_its_sak(chain: tuple[Archive, str]) -> None:
    archive, standard = chain
    sak = f"{HOME[standard]}/{STEPS[1][0]}"
    assert archive.history(f"{sak}/vedtak/2") == archive.history(sak)
    with pytest.raises(UsageError, match="whole meeting"):
        archive.history(sak.rsplit("/", 1)[0])


def test_a_sak_of_its_own_has_no_other_steps(chain: tuple[Archive, str]) -> None:
    archive, standard = chain
    history = archive.history(f"{HOME[standard]}/styret/2025-09-15/sak-17-25")
    assert [short(step.sak) for step in history.steg] == ["styret/2025-09-15/sak-17-25"]
    assert history.ventar == []


def test_open_is_what_no_later_vedtak_has_answered(chain: tuple[Archive, str]) -> None:
    archive, _ = chain
    assert points(archive.followup(TODAY)) == [
        ("representantskapet/2025-12-01/sak-6-25/vedtak/2", "2026-03-01", False),
        ("styret/2025-10-20/sak-24-25/vedtak/2", "2026-04-01", False),
    ]


def test_what_is_due_is_overdue_and_comes_first(chain: tuple[Archive, str]) -> None:
    archive, _ = chain
    assert [point.forfalt for point in archive.followup(Asked(today=date(2026, 3, 15)))] == [True, False]


def test_what_is_closed_says_what_answered_it(chain: tuple[Archive, str]) -> None:
    archive, _ = chain
    found = archive.followup(Asked(today=date(2025, 12, 10), closed=True))
    assert {short(point.id): point.lukka_av and short(point.lukka_av) for point in found} == {
        "styret/2025-02-10/sak-3-25/vedtak/1": "styret/2025-05-12/sak-11-25",
        "styret/2025-05-12/sak-11-25/vedtak/2": "styret/2025-10-20/sak-24-25",
        "styret/2025-09-15/sak-18-25": "styret/2025-10-20/sak-24-25",
        "styret/2025-10-20/sak-24-25/vedtak/1": "representantskapet/2025-12-01/sak-6-25",
        "styret/2025-10-20/sak-24-25/vedtak/2": None,
        "representantskapet/2025-12-01/sak-6-25/vedtak/2": None,
    }


@pytest.mark.parametrize(
    ("asked", "organ", "count"),
    [
        (Asked(today=date(2025, 12, 10), kommune="Nordvik"), None, 1),
        (Asked(today=date(2025, 12, 10), kven="dagl"), None, 1),
        (Asked(today=date(2025, 12, 10), kven="revisor"), None, 0),
        (Asked(today=date(2025, 12, 10), due_by=date(2026, 3, 1)), None, 1),
        (Asked(today=date(2025, 12, 10), fra=date(2025, 11, 1)), None, 1),
        (Asked(today=date(2025, 12, 10), til=date(2025, 11, 1)), None, 1),
        (TODAY, "Representantskapet", 1),
        (TODAY, "Formannskapet", 0),
    ],
)
def test_the_list_is_kept_to_what_is_asked_for(
    chain: tuple[Archive, str], asked: Asked, organ: str | None, count: int
) -> None:
    assert len(chain[0].followup(asked, organ)) == count


def test_the_organs_may_be_named_as_the_papers_write_them(chain: tuple[Archive, str]) -> None:
    archive, _ = chain
    council = [pair for pair in archive.organ_pairs() if pair[1] == "Representantskapet"]
    found = archive.followup(Asked(today=date(2025, 12, 10), organ=council))
    assert [point.utvalg for point in found] == ["Representantskapet"]


def test_the_sheet_has_a_row_for_each_and_the_calendar_each_due_date(chain: tuple[Archive, str]) -> None:
    archive, standard = chain
    found = archive.followup(TODAY)
    sheet, calendar = io.BytesIO(), io.BytesIO()
    write_points(found, "csv", sheet)
    write_points(found, "ics", calendar)
    rows = list(csv.DictReader(io.StringIO(sheet.getvalue().decode("utf-8-sig")), delimiter=";"))
    assert [row["frist"] for row in rows] == ["2026-03-01", "2026-04-01"]
    assert rows[0]["kven"] == {"nn": "kommunane", "nb": "kommunene"}[standard]
    assert calendar.getvalue().count(b"BEGIN:VEVENT") == 2
    assert b"DTSTART;VALUE=DATE:20260301" in calendar.getvalue()


def test_a_point_closed_by_hand_stays_closed_until_it_is_opened_again(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    import_paths(archive, [CHAIN / "nn"])
    first, second = archive.followup(TODAY)
    archive.close_point(first.id, "Alle kommunane har vedteke det.")
    archive.rebuild()
    assert archive.followup(TODAY) == [second]
    closed = next(point for point in archive.followup(Asked(today=TODAY.today, closed=True)) if point.id == first.id)
    assert (closed.lukka_av, closed.lukka_tekst) == ("hand", "Alle kommunane har vedteke det.")
    archive.reopen_point(first.id)
    assert archive.followup(TODAY) == [first, second]
    with pytest.raises(UsageError, match="few words"):
        archive.close_point(first.id, " ")


def test_the_papers_in_any_order_tell_the_same_way(tmp_path: Path, chain: tuple[Archive, str]) -> None:
    archive, standard = chain
    other = Archive(tmp_path)
    for paper in sorted((CHAIN / standard).iterdir(), reverse=True):
        import_paths(other, [paper])
    id = f"{HOME[standard]}/{STEPS[0][0]}"
    assert other.history(id) == archive.history(id)
    assert other.followup(TODAY) == archive.followup(TODAY)
