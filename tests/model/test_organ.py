"""An organ of the register: who sits in it, when it meets, how it numbers its saker."""

from datetime import date

import pytest
from pydantic import ValidationError

from model.organ import Medlem, Organ, PlanlagtMoete


@pytest.mark.parametrize(
    ("form", "number"),
    [
        ("{nr}", "7"),
        ("{nr}/{aa}", "7/26"),
        ("PS {nr:03}/{aar}", "PS 007/2026"),
        ("{aar}/{nr}", "2026/7"),
        ("Sak {nr}", "7"),
        ("sak nr. {nr}/{aa}", "7/26"),
        (None, None),
    ],
)
def test_a_number_is_written_in_the_organs_form(form, number):
    assert Organ(utvalg="Styret", nummerering=form).number(7, 2026) == number


def test_numbers_with_the_year_run_through_it():
    assert Organ(utvalg="Styret", nummerering="{nr}/{aa}").counts_through_the_year
    assert not Organ(utvalg="Styret", nummerering="{nr}").counts_through_the_year


@pytest.mark.parametrize("form", ["sak", "{aar}", "{nr.real}", "{nr:99999999999}", "{nr}{nr}", "{0}", "{nr}\n", "{"])
def test_a_form_without_a_number_is_refused(form):
    with pytest.raises(ValidationError, match="write it with"):
        Organ(utvalg="Styret", nummerering=form)


def test_a_member_sits_through_the_last_day_of_the_period():
    person = Medlem(namn="Kari Lie", fraa=date(2023, 10, 1), til=date(2027, 9, 30))
    assert person.sits(date(2027, 9, 30)) and not person.sits(date(2027, 10, 1))
    assert not person.sits(date(2023, 9, 30)) and not person.sits(None)


def test_those_without_a_vote_are_no_members():
    organ = Organ(utvalg="Styret", medlem=[Medlem(namn="Kari Lie"), Medlem(namn="Ola Vik", roeysterett=False)])
    assert [person.namn for person in organ.members(date(2026, 1, 1))] == ["Kari Lie"]


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValidationError, match="Kari Lie ends before"):
        Organ(utvalg="Styret", medlem=[Medlem(namn="Kari Lie", fraa=date(2026, 1, 2), til=date(2026, 1, 1))])


def test_the_next_meeting_is_the_first_one_behind_the_day():
    organ = Organ(utvalg="Styret", moete=[PlanlagtMoete(dato=date(2026, 6, 1)), PlanlagtMoete(dato=date(2026, 2, 1))])
    assert organ.next_planned(None).dato == date(2026, 2, 1)
    assert organ.next_planned(date(2026, 2, 1)).dato == date(2026, 6, 1)
    assert organ.next_planned(date(2026, 6, 1)) is None
    assert organ.planned(date(2026, 6, 1)).dato == date(2026, 6, 1) and organ.planned(date(2026, 6, 2)) is None
