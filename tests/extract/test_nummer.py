"""Numbers of saker, in the forms that real papers use."""

from __future__ import annotations

import pytest

from extract.nummer import read_number, saksnummer


@pytest.mark.parametrize(
    ("line", "number", "archive", "title"),
    [
        ("7. Ferjerute til Solnes", "7", None, "Ferjerute til Solnes"),
        ("Sak 7 Ferjerute", "7", None, "Ferjerute"),
        ("17/18\t18/2567\tLæreplassar", "17/18", "18/2567", "Læreplassar"),  # two numbers of one form on a row
        ("Sak 14/07: Godkjenning", "14/07", None, "Godkjenning"),
        ("33/15 : BUDSJETT", "33/15", None, "BUDSJETT"),  # a space before the colon
        ("PS 54/12 Budsjett", "PS 54/12", None, "Budsjett"),
        ("KST-63/16 Budsjett", "KST-63/16", None, "Budsjett"),
        ("0009/05 Budsjett", "0009/05", None, "Budsjett"),
        ("85/2020 - 20/10959 - BRUKTBUTIKK", "85/2020", "20/10959", "BRUKTBUTIKK"),
        ("SR 2017/43 Konfirmantleir", "SR 2017/43", None, "Konfirmantleir"),  # the year first
        ("001/2015 PS Valliste", "001/2015 PS", None, "Valliste"),  # the letters behind
        ("57 / 16 Skulekrinsar", "57/16", None, "Skulekrinsar"),  # spaces that a converter put in
        ("FR-sak 47/16 Orgel", "FR-sak 47/16", None, "Orgel"),
        ("S 7.1/07 Ordliste", "S 7.1/07", None, "Ordliste"),
        ("037/04 B Klage", "037/04 B", None, "Klage"),
        ("12/25 PPT", "12/25", None, "PPT"),  # a short title in capitals is no letter code
    ],
)
def test_a_line_that_opens_a_sak(line: str, number: str, archive: str | None, title: str) -> None:
    read = read_number(line)
    assert read is not None
    assert (read.nummer.text, read.arkivsak, read.title) == (number, archive, title)


@pytest.mark.parametrize(
    "line",
    [
        "94/15–111/15",  # a range of saker
        "17/18–23/18. Sak 22/18 vart handsama etter sak 17/18.",
        "1.1.2027 Etablering",
        "30/1 er ein fin dag",
        "2.1 Bakgrunn",  # a heading inside a sak
        "Styret vedtok i sak 7 å vente",
    ],
)
def test_a_line_that_opens_none(line: str) -> None:
    assert read_number(line) is None


def test_the_part_that_stays_the_same_is_the_year() -> None:
    assert [(n.aar, n.nr) for n in saksnummer(["17/18", "18/18", "19/18"]) if n] == [
        (2018, "17"),
        (2018, "18"),
        (2018, "19"),
    ]
    assert [(n.aar, n.nr) for n in saksnummer(["18/17", "18/18", "18/19"]) if n] == [
        (2018, "17"),
        (2018, "18"),
        (2018, "19"),
    ]


def test_a_year_written_in_full_decides_alone() -> None:
    assert [(n.aar, n.nr) for n in saksnummer(["SR 2017/43"]) if n] == [(2017, "43")]
    assert [(n.aar, n.nr) for n in saksnummer(["70/2016"]) if n] == [(2016, "70")]
