"""Which meeting a point names."""

from datetime import date

import pytest

from render.naming import Coming, moved_from, named_meetings
from tests.render.samples import meeting, sak

STYRET = meeting("2025-12-09", sak("Plan", "1"), organisasjon="Fjordlandet KO", utvalg="Styret")
COUNCIL = meeting("2025-12-09", sak("Plan", "1/25"))
FEBRUARY = Coming(date(2026, 2, 23), frozenset({date(2026, 2, 23), date(2026, 2, 10)}), (date(2025, 12, 9),))


def said(text, source=STYRET, coming=FEBRUARY):
    return [(each.text, each.this) for each in named_meetings(text, source, coming)]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Styret tek stilling til saka i neste styremøte.", "i neste styremøte"),
        ("Saka vert lagd fram på neste møte.", "på neste møte"),
        ("Saken legges frem i førstkommende styremøte.", "i førstkommende styremøte"),
        ("Styret ber om ei utgreiing til styremøtet i februar.", "til styremøtet i februar"),
        ("Saka kjem opp på møtet 23. februar.", "på møtet 23. februar"),
        ("Saka kjem opp att i møte den 23.02.2026.", "i møte den 23.02.2026"),
        ("Kunnskapsgrunnlaget vert lagt fram for styret til neste møte 23.2.", "til neste møte 23.2"),
        ("Administrasjonen rapporterer på møtet 23/2.", "på møtet 23/2"),
        ("Notat vert sendt ut før neste møte.", "før neste møte"),
        ("Saka vert utsett til møtet 10. februar.", "til møtet 10. februar"),  # the day before it was moved
        ("Saken utsettes til første møte i 2026.", "til første møte i 2026"),
        ("Saka vert utsett til første møte etter nyttår.", "til første møte etter nyttår"),
        ("Prosjektleiaren orienterer på februarmøtet.", "på februarmøtet"),
        ("Saka vart utsett til møtet 23. februar.", "til møtet 23. februar"),
    ],
)
def test_these_words_mean_the_coming_meeting(text, named):
    assert said(text) == [(named, True)]


@pytest.mark.parametrize(
    "text",
    [
        "Styret vedtok i møtet 23. februar å starte arbeidet.",  # the one last year
        "Møtet 10. februar blir flytta til 23. februar.",  # names the day, promises nothing
        "Neste møte vert halde på Nordvik hotell.",
        "Saka vert lagd fram for kommunestyret i neste møte.",  # another organ meets
        "Saka vert lagd fram på neste møte i representantskapet.",
        "Arbeidsutvalet får saka til neste AU-møte 30. januar.",
        "Bruken av fullmakta vert meld i første møte etterpå.",
        "Administrasjonen fører tilsyn innan 23. februar.",  # a due date, no meeting
        "Styret tek saka til vitande.",
    ],
)
def test_these_do_not(text):
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    ["Saka vert utsett til møtet i april.", "Saken legges frem på møtet 14. april 2026.", "Saka kjem i møte 14.4."],
)
def test_a_meeting_further_ahead_is_another(text):
    assert [this for _, this in said(text)] == [False]


def test_a_meeting_gone_by_is_none():
    assert said("Saka vert lagd fram på møtet 15. januar.") == []


def test_the_council_is_called_the_council():
    assert said("Saka kjem opp i neste regionrådsmøte.", COUNCIL) == [("i neste regionrådsmøte", True)]
    assert said("Saka vert lagd fram for regionrådet i neste møte.", COUNCIL) == [("i neste møte", True)]
    assert said("Saka vert lagd fram for styret i neste møte.", COUNCIL) == []


def test_a_month_means_its_first_meeting():
    later = Coming(date(2026, 2, 23), frozenset({date(2026, 2, 23)}), (date(2025, 12, 9), date(2026, 2, 2)))
    assert said("Saka kjem opp på styremøtet i februar.", coming=later) == []
    assert said("Saka vert utsett til første møte i 2026.", coming=later) == []


@pytest.mark.parametrize(
    "text",
    [
        "Møtet 10. februar blir flytta til 23. februar.",
        "Møtet 10. februar flyttes til 23. februar.",
        "Styremøtet 10.2. vert flytta til 23.2.",
        "Styret flyttar møtet frå 10. februar til 23. februar.",
        "Styret flytter møtet 10. februar 2026 til 23. februar 2026.",
    ],
)
def test_a_meeting_is_moved(text):
    assert list(moved_from(text, STYRET, date(2026, 2, 23))) == [date(2026, 2, 10)]


def test_another_meeting_is_moved():
    assert not list(moved_from("Møtet 14. april blir flytta til 20. april.", STYRET, date(2026, 2, 23)))
