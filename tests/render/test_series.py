"""Numbers follow on, in the organ's own form."""

from datetime import date

import pytest

from render.series import next_numbers
from tests.render.samples import meeting, sak


def numbered(day, *numbers):
    return meeting(day, *(sak(f"Sak {number}", number) for number in numbers))


@pytest.mark.parametrize(
    ("before", "when", "after"),
    [
        (["1", "2", "3"], "2026-02-23", ["1", "2"]),  # each meeting begins at 1
        (["17/25", "18/25"], "2025-12-19", ["19/25", "20/25"]),
        (["17/25", "18/25"], "2026-02-23", ["1/26", "2/26"]),  # a new year
        (["PS 54/12", "PS 55/12", "RS 3/12"], "2012-11-01", ["PS 56/12", "PS 57/12"]),
        (["KST-63/16", "KST-64/16"], "2016-12-01", ["KST-65/16", "KST-66/16"]),
        (["070/2016", "071/2016"], "2016-12-01", ["072/2016", "073/2016"]),
        (["SR 2017/43", "SR 2017/44"], "2017-12-01", ["SR 2017/45", "SR 2017/46"]),
        (["098/25", "099/25"], "2025-12-19", ["100/25", "101/25"]),
        ([None, None], "2026-02-23", ["1", "2"]),
        ([], "2026-02-23", ["1", "2"]),
    ],
)
def test_numbers_follow_on(before, when, after):
    year = date.fromisoformat(when).year
    earlier = f"{year if before and before[0] and str(year)[-2:] in before[0] else 2025}-01-15"
    found = next_numbers([numbered(earlier, *before)], date.fromisoformat(when), 2)
    assert [number for number, _ in found] == after


def test_the_highest_number_of_the_year_counts_whichever_meeting_has_it():
    meetings = [numbered("2025-03-01", "1/25", "12/25"), numbered("2025-06-01", "9/25", "10/25")]
    assert [number for number, _ in next_numbers(meetings, date(2025, 9, 1), 1)] == ["13/25"]


def test_a_meeting_that_is_built_again_gets_the_same_numbers():
    meetings = [numbered("2025-03-01", "1/25", "2/25"), numbered("2025-06-01", "3/25", "4/25")]
    assert [number for number, _ in next_numbers(meetings, date(2025, 6, 1), 2)] == ["3/25", "4/25"]


def test_the_number_is_taken_apart():
    ((_, apart),) = next_numbers([numbered("2025-03-01", "1/25", "2/25")], date(2025, 6, 1), 1)
    assert (apart.aar, apart.nr) == (2025, "3")
