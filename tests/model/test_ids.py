from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from model.ids import moete_id, punkt_id, sak_ids, slug


def test_an_id_reads_aloud() -> None:
    meeting = moete_id("Sogn KO", "Styret", date(2025, 12, 9), "0" * 64)
    assert meeting == "sogn-ko/styret/2025-12-09"
    assert sak_ids(meeting, ["7"]) == ["sogn-ko/styret/2025-12-09/sak-7"]
    assert punkt_id("sogn-ko/styret/2025-12-09/sak-7", "vedtak", 1, "2") == "sogn-ko/styret/2025-12-09/sak-7/vedtak/2"


def test_norwegian_letters_are_spelt_as_noark_spells_them() -> None:
    assert slug("Åsmarka brønnlag og Ærfuglnemnd") == "aasmarka-broennlag-og-aerfuglnemnd"


def test_a_point_without_a_number_is_named_by_its_place() -> None:
    assert punkt_id("a/b/2025-01-01/sak-1", "vedtak", 3, None) == "a/b/2025-01-01/sak-1/vedtak/3"


def test_a_number_that_comes_twice_gives_two_ids() -> None:
    assert sak_ids("m", ["17/18", "17/18", None]) == ["m/sak-17-18", "m/sak-17-18-b", "m/sak-utan-nummer-3"]


def test_a_paper_without_a_date_is_named_by_its_content() -> None:
    assert moete_id("X", "Y", None, "abcdef" * 10) == "x/y/utan-dato-abcdefabcdef"


@given(st.text())
def test_a_title_can_never_leave_the_archive_folder(text: str) -> None:
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug(text)
