"""Dates and clock times, as papers write them and as a reader takes them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.aarstal import is_yearly, resolve
from extract.dato import find_dates, find_days, find_times


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("9. desember 2025", date(2025, 12, 9)),
        ("9.12.2025", date(2025, 12, 9)),
        ("09.12.25", date(2025, 12, 9)),
        ("tirsdag 20. mars 2007, kl 10.00", date(2007, 3, 20)),
        ("den 3 . juni 1998", date(1998, 6, 3)),
        ("2.9.98", date(1998, 9, 2)),
    ],
)
def test_a_whole_date(text: str, day: date) -> None:
    assert [hit.day for hit in find_dates(text)] == [day]


@pytest.mark.parametrize("text", ["sak 23/25", "17/18 og 18/2567", "31.2.2024", "pkt. 2.1", "§ 11.3.1", "kl. 10.30.00"])
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("kl. 09.00 - 15.00", ("09:00", "15:00")),
        ("09:30-13:45", ("09:30", "13:45")),
        ("tirsdag 20. mars 2007, kl 10.00 – 12.45", ("10:00", "12:45")),
        ("Kl 9", ("09:00", None)),
        ("klokka 18.00", ("18:00", None)),
        ("kl. 10.00 til 14.30", ("10:00", "14:30")),
        ("heile dagen", (None, None)),
    ],
)
def test_clock_times(text: str, times: tuple[str | None, str | None]) -> None:
    assert find_times(text) == times


MEETING = date(2025, 12, 9)


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Styret vedtok i møtet 24. mars å vente.", date(2025, 3, 24)),  # a decision lies behind the meeting
        ("Fristen er 1. mars.", date(2026, 3, 1)),  # a due date lies ahead of it
        ("Rådet fikk saken 3. februar.", date(2025, 2, 3)),
        ("Neste møte 23.2 vil ta saka opp.", date(2026, 2, 23)),
        ("30/1 kan vere ein fin dag.", date(2026, 1, 30)),
    ],
)
def test_a_date_without_a_year_gets_the_one_a_reader_takes(sentence: str, day: date) -> None:
    (hit,) = find_days(sentence)
    assert resolve(hit.month, hit.day, sentence, hit.start, MEETING, []) == day


def test_the_same_day_spelt_out_elsewhere_decides() -> None:
    assert resolve(6, 4, "Styret vedtok 4. juni å vente.", 14, MEETING, [date(2024, 6, 4)]) == date(2024, 6, 4)


def test_a_day_that_returns_each_year_has_none() -> None:
    assert is_yearly("05-08", "Tiltak: markering av frigjeringsdagen 8. mai")
    assert not is_yearly("05-08", "Styret møtest 8. mai")


def test_a_sak_is_never_a_date() -> None:
    assert find_days("jf. sak 23/2 og PS 14/12") == []


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_every_day_of_the_calendar_is_read_back(day: date) -> None:
    for text in (
        day.isoformat(),
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day:02}.{day.month:02}.{day.year % 100:02}",
    ):
        assert [hit.day for hit in find_dates(f"møtet {text} i Nordvik")] == [day]
