"""The plan of a year's meetings: what is on it, how it looks, and what a careful secretary would ask."""

from datetime import date, timedelta

import docx
import pytest
from icalendar import Calendar

from model.organ import Organ, PlanlagtMoete
from render.holidays import easter, holidays, workday_before
from render.year_plan import year_plan
from render.year_plan_calendar import plan_calendar
from render.year_plan_paper import file_name, period, write_plan
from tests.render.samples import COUNCIL, Folder, meeting, sak

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def planned(*days, **parts):
    moete = [day if isinstance(day, PlanlagtMoete) else PlanlagtMoete(dato=date.fromisoformat(day)) for day in days]
    return Organ(**{"utvalg": COUNCIL, "maalform": "nn", "moete": moete, **parts})


def known(organ=None, *meetings):
    return Folder(*meetings).known(organ.utvalg if organ else COUNCIL, organ)


def table(plan, folder):
    document = docx.Document(str(write_plan(plan, folder / "plan.docx", force=True)))
    return [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in document.tables[0].rows]


class TestThePlan:
    def test_has_what_is_planned_and_what_was_held_by_date(self):
        held = meeting("2026-01-12", sak("Budsjett", "1/26"), starttid="12:00", moetested="Nordvik")
        other = meeting("2025-12-12", sak("Budsjett", "1/26"))
        plan = year_plan([known(planned("2026-06-15", "2026-02-23", "2027-01-10"), other, held)], *YEAR)
        assert [(str(each.dato), each.i_arkivet) for each in plan.meetings] == [
            ("2026-01-12", True), ("2026-02-23", False), ("2026-06-15", False),
        ]  # fmt: skip
        assert (plan.meetings[0].starttid, plan.meetings[0].stad) == ("12:00", "Nordvik")

    def test_a_planned_meeting_that_was_held_stands_once_and_the_archive_fills_in(self):
        held = meeting("2026-02-23", sak("Budsjett", "1/26"), starttid="12:00", moetested="Nordvik")
        organ = planned(PlanlagtMoete(dato=date(2026, 2, 23), starttid="10:00", saksfrist=date(2026, 2, 2)))
        (one,) = year_plan([known(organ, held)], *YEAR).meetings
        assert (one.starttid, one.stad, one.saksfrist, one.id) == ("10:00", "Nordvik", date(2026, 2, 2), held.id)

    def test_time_and_place_are_the_organs_own_where_the_plan_has_none(self):
        (one,) = year_plan([known(planned("2026-02-23", starttid="09:00", moetested="Solnes"))], *YEAR).meetings
        assert (one.starttid, one.stad) == ("09:00", "Solnes")

    def test_the_innkalling_goes_out_on_a_working_day(self):
        organ = planned("2026-04-20", "2026-02-23", innkallingsfrist=14)
        sent = [each.innkalling for each in year_plan([known(organ)], *YEAR).meetings]
        # 9 February is a Monday; 6 April is Easter Monday, so it goes out on the Wednesday before Easter
        assert sent == [date(2026, 2, 9), date(2026, 4, 1)]

    def test_several_organs_stand_by_date(self):
        organs = [known(planned("2026-02-23", "2026-04-20")), known(planned("2026-03-03", utvalg="Styret"))]
        assert [each.utvalg for each in year_plan(organs, *YEAR).meetings] == [COUNCIL, "Styret", COUNCIL]


class TestWhatLooksWrong:
    @pytest.mark.parametrize(
        ("days", "said"),
        [
            (["2026-05-17"], "public holiday (17. mai)"),
            (["2026-05-14"], "public holiday (Kristi himmelfartsdag)"),
            (["2026-02-21"], "on a Saturday"),
            (["2026-02-23", "2026-02-23"], "planned twice"),
            ([PlanlagtMoete(dato=date(2026, 2, 23), saksfrist=date(2026, 3, 2))], "deadline for saker after it"),
            ([PlanlagtMoete(dato=date(2026, 2, 23), saksfrist=date(2026, 2, 20))], "the innkalling must go out"),
            ([PlanlagtMoete(dato=date(2026, 2, 23), starttid="12:00", sluttid="09:00")], "ends before it begins"),
        ],
    )
    def test_is_told_in_a_sentence(self, days, said):
        (remark,) = year_plan([known(planned(*days, innkallingsfrist=14))], *YEAR).remarks
        assert said in remark and remark.endswith(".") and days[0] is not None

    def test_nothing_is_said_of_a_plan_that_is_well(self):
        organ = planned(PlanlagtMoete(dato=date(2026, 2, 23), saksfrist=date(2026, 2, 2)), innkallingsfrist=14)
        assert year_plan([known(organ)], *YEAR).remarks == ()


class TestThePaper:
    def test_has_no_column_that_would_be_empty(self, tmp_path):
        plan = year_plan([known(planned("2026-02-23", "2026-06-15"))], *YEAR)
        assert table(plan, tmp_path) == [["Dato"], ["Måndag 23. februar"], ["Måndag 15. juni"]]

    @pytest.mark.parametrize(
        ("maalform", "heads", "first"),
        [
            ("nn", ["Dato", "Tid", "Stad", "Frist for saker", "Innkalling vert sendt", "Merknad"], "Måndag 5. januar"),
            ("nb", ["Dato", "Tid", "Sted", "Frist for saker", "Innkalling sendes", "Merknad"], "Mandag 5. januar"),
        ],
    )
    def test_has_all_columns_where_all_is_known(self, tmp_path, maalform, heads, first):
        one = PlanlagtMoete(
            dato=date(2026, 1, 5), starttid="09:00", sluttid="15:00", stad="Nordvik", saksfrist=date(2025, 12, 10),
            merknad="Budsjett",
        )  # fmt: skip
        plan = year_plan([known(planned(one, maalform=maalform, innkallingsfrist=14))], *YEAR)
        assert table(plan, tmp_path) == [
            heads, [first, "kl. 09.00–15.00", "Nordvik", "10. desember 2025", "22. desember 2025", "Budsjett"],
        ]  # fmt: skip

    def test_names_the_organs_where_there_are_several(self, tmp_path):
        plan = year_plan([known(planned("2026-02-23")), known(planned("2026-03-03", utvalg="Styret"))], *YEAR)
        assert table(plan, tmp_path)[0] == ["Dato", "Utval"]

    def test_is_called_by_its_year_or_its_days(self):
        organ = known(planned("2026-09-07"))
        assert file_name(year_plan([organ], *YEAR)) == "2026-moeteplan-fjordlandet-regionraad"
        school = year_plan([organ], date(2026, 8, 1), date(2027, 7, 31))
        assert period(school) == "1. august 2026–31. juli 2027"
        assert file_name(school).startswith("2026-08-01-2027-07-31-moeteplan")

    def test_holds_sixty_meetings_with_the_head_on_every_page(self, tmp_path):
        days = [PlanlagtMoete(dato=date(2026, 1, 5) + timedelta(6 * n), stad="Nordvik") for n in range(60)]
        plan = year_plan([known(planned(*days))], *YEAR)
        assert len(table(plan, tmp_path)) == 61
        document = docx.Document(str(tmp_path / "plan.docx"))
        assert document.tables[0].rows[0]._tr.trPr.xpath("w:tblHeader")

    def test_the_same_plan_gives_the_same_bytes(self, tmp_path):
        plan = year_plan([known(planned("2026-02-23"))], *YEAR)
        first = write_plan(plan, tmp_path / "a.docx").read_bytes()
        assert write_plan(plan, tmp_path / "b.docx").read_bytes() == first
        assert plan_calendar(plan) == plan_calendar(plan)


class TestTheCalendar:
    def plan(self):
        one = PlanlagtMoete(
            dato=date(2026, 7, 6), starttid="09:00", sluttid="15:00", stad="Nordvik", saksfrist=date(2026, 6, 15)
        )
        return year_plan([known(planned(one, "2026-02-23"))], *YEAR)

    def test_has_meetings_in_norwegian_time_and_whole_days_where_no_time_is_known(self):
        whole, timed, deadline = Calendar.from_ical(plan_calendar(self.plan())).walk("VEVENT")
        assert whole["DTSTART"].dt == date(2026, 2, 23)
        assert timed["DTSTART"].dt.isoformat() == "2026-07-06T09:00:00+02:00"
        assert timed["DTEND"].dt.isoformat() == "2026-07-06T15:00:00+02:00" and timed["LOCATION"] == "Nordvik"
        assert deadline["DTSTART"].dt == date(2026, 6, 15) and "6. juli 2026" in deadline["SUMMARY"]

    def test_calls_a_meeting_what_the_archive_will_call_it(self):
        uids = [str(each["UID"]) for each in Calendar.from_ical(plan_calendar(self.plan())).walk("VEVENT")]
        own = "fjordlandet-regionraad/fjordlandet-regionraad/2026-07-06"
        assert uids[1:] == [f"{own}@saksgang", f"{own}/saksfrist@saksgang"] and len(set(uids)) == 3

    def test_brings_its_time_zone_along(self):
        assert b"BEGIN:VTIMEZONE" in plan_calendar(self.plan())


def test_easter():
    known_days = ["1961-04-02", "2000-04-23", "2008-03-23", "2024-03-31", "2025-04-20", "2026-04-05", "2038-04-25"]
    assert [easter(int(each[:4])).isoformat() for each in known_days] == known_days
    assert all(easter(year).weekday() == 6 for year in range(1900, 2200))


def test_the_holidays_of_a_year():
    assert len(holidays(2026, "nb")) == 12
    assert holidays(2026, "nn")[date(2026, 5, 25)] == "andre pinsedag"
    assert workday_before(date(2026, 4, 6)) == date(2026, 4, 1)
