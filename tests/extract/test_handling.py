"""What points set in motion, in both standards."""

from __future__ import annotations

from datetime import date

import pytest

from extract.handling import Setting, next_meeting, with_actions
from model.moete import Maalform, Punkt

MEETING, NEXT = date(2026, 3, 4), date(2026, 4, 22)


def actions(text: str, standard: Maalform = "nn") -> list[tuple[str, str | None, str | None, str | None, float | None]]:
    setting = Setting(standard, "Styret", MEETING, NEXT, ())
    (point,) = with_actions([Punkt(tekst=text)], setting)
    return [(h.verb, h.aktoer, h.mottakar, h.frist, h.beloep) for h in point.handlingar]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Styret godkjenner budsjettet.", [("godkjenne", "Styret", None, None, None)]),
        (
            "Styret ber dagleg leiar hente inn tilbod innan 15. mai.",
            [("be", "Styret", "dagleg leiar", "2026-05-15", None)],
        ),
        (
            "Styret tek rapporten til vitande og løyver kr 40 000 til ny pumpe.",
            [("ta til vitande", "Styret", None, None, None), ("løyve", "Styret", None, None, 40000)],
        ),
        ("Styret tek stilling til saka i neste styremøte.", [("ta stilling til", "Styret", None, "2026-04-22", None)]),
        ("Saka vert lagt fram i møtet i juni.", [("leggje fram", None, None, "2026-06", None)]),
        ("Kommunane ber kostnadane sjølve.", [("bere", None, "kommunane", None, None)]),
        # what is asked for is no decision of its own, and a participle before a noun none at all
        (
            "Styret ber om at planen vert sendt ut i samsvar med vedteken framdrift.",
            [("be", "Styret", None, None, None)],
        ),
        ("Styret sender planen til kommunane.", [("sende", "Styret", "kommunane", None, None)]),
        ("Kommunane gjev melding innan 15. mai 2026.", [("gje melding", None, "kommunane", "2026-05-15", None)]),
        (
            "Arbeidsutvalet får fullmakt til å gjere fråsegna ferdig innan 30. mars.",
            [("gje fullmakt", None, "Arbeidsutvalet", "2026-03-30", None)],
        ),
        (
            "Styret gjev dagleg leiar fullmakt til å skrive under.",
            [("gje fullmakt", "Styret", "dagleg leiar", None, None)],
        ),
        ("Rapporten vert lagd fram i løpet av 2026.", [("leggje fram", None, None, "2026", None)]),
    ],
)
def test_actions_in_nynorsk(text: str, expected: list[object]) -> None:
    assert actions(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Styret tar rapporten til orientering.", [("ta til orientering", "Styret", None, None, None)]),
        ("Styret bevilger kr 40 000 til pumpen.", [("bevilge", "Styret", None, None, 40000)]),
        ("Overskuddet på kr 12 500 avsettes til fondet.", [("sette av", None, None, None, 12500)]),
        ("Saken utsettes.", [("utsette", None, None, None, None)]),
        (
            "Styret ber administrasjonen legge frem saken senest 1. juni.",
            [("be", "Styret", "administrasjonen", "2026-06-01", None)],
        ),
        ("Saken oversendes Statsforvalteren i Agder.", [("sende", None, "Statsforvalteren i Agder", None, None)]),
        ("Avtalen anbefales vedtatt av kommunestyret.", [("tilrå", None, None, None, None)]),
    ],
)
def test_actions_in_bokmaal(text: str, expected: list[object]) -> None:
    assert actions(text, "nb") == expected


def test_the_next_meeting_is_where_the_paper_says_it_is() -> None:
    assert next_meeting(["Saka kjem opp att i neste møte 22.4."], MEETING, []) == NEXT
    assert next_meeting(["Saka kjem opp att i neste møte."], MEETING, []) is None
