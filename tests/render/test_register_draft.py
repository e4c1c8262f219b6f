"""A draft entry of the register: what the archive has, and nothing that it has not."""

from model.moete import Deltakar
from render.register_draft import draft_entry
from tests.render.samples import COUNCIL, Folder, council_meeting, meeting, sak


def drafted(*meetings):
    first = meetings[0]
    return draft_entry(Folder(*meetings).known(first.utvalg))


def test_members_are_those_of_the_last_minutes_and_substitutes_stand_with_theirs():
    entry, notes = drafted(council_meeting())
    assert [(each.namn, each.funksjon, each.kommune, each.vara, each.roeysterett) for each in entry.medlem] == [
        ("Solveig Aarskog", "leiar", "Nordvik", [], True),
        ("Oddvar Nesheim", None, "Solnes", [], True),
        ("Brita Hovland", None, "Fjellheim", ["Per Lie"], True),
        ("Ragnhild Moldestad", "dagleg leiar", None, [], False),
    ]
    assert notes["medlem"][0].startswith("as in fjordlandet-regionraad/fjordlandet-regionraad/2026-02-23")


def test_a_substitute_is_no_member():
    people = [
        Deltakar(namn="Kari Nes", frammoete="moett"),
        Deltakar(namn="Ola Vik", funksjon="varamedlem", frammoete="moett"),
        Deltakar(namn="Jo Li", frammoete="vara"),
    ]
    entry, notes = drafted(meeting("2026-02-23", sak("Budsjett", "1/26"), moetedeltakarar=people))
    assert [each.namn for each in entry.medlem] == ["Kari Nes"]
    assert "Ola Vik, Jo Li" in notes["medlem"][1]


def test_numbers_in_the_form_of_the_last_meeting():
    forms = {"7/26": "{nr}/{aa}", "PS 054/2026": "PS {nr:03}/{aar}", "7": "{nr}", "2026/7": "{aar}/{nr}", None: None}
    for number, form in forms.items():
        assert drafted(meeting("2026-02-23", sak("Budsjett", number)))[0].nummerering == form, number


def test_standing_saker_and_not_those_of_one_meeting():
    entry, _ = drafted(
        meeting(
            "2026-02-23",
            sak("Opning", "1/26", "opning"),
            sak("Godkjenning av innkalling og sakliste", "2/26", "godkjenning"),
            sak("Godkjenning av protokoll frå møtet 9. desember 2025", "3/26", "godkjenning"),
            sak("Budsjett", "4/26"),
            sak("Orientering frå administrasjonen", "5/26", "orientering"),
            sak("Orientering om vegen", "6/26", "orientering"),
            sak("Ymse", "7/26", "ymse"),
        )
    )
    assert [(each.tittel, each.sakstype, each.sist) for each in entry.fast_sak] == [
        ("Opning", "opning", False),
        ("Godkjenning av innkalling og sakliste", "godkjenning", False),
        ("Godkjenning av protokoll frå møtet {dato}", "godkjenning", False),
        ("Orientering frå administrasjonen", "orientering", False),
        ("Ymse", "ymse", True),
    ]


def test_time_and_place_are_the_usual_ones():
    told = [("09:00", "Nordvik"), ("09:00", "Solnes"), ("12:00", "Nordvik"), ("25:10", None)]
    held = [
        meeting(f"2026-0{month}-02", sak("Budsjett", "1/26"), starttid=start, moetested=place)
        for month, (start, place) in enumerate(told, start=1)
    ]
    entry, _ = drafted(*held)
    assert (entry.starttid, entry.moetested, entry.utvalg, entry.slag) == ("09:00", "Nordvik", COUNCIL, "regionraad")
