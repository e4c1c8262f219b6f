"""Who met, as secretariats tell it: lists, tables, parties, sentences."""

from __future__ import annotations

import pytest

from extract import read_moete
from model.moete import Deltakar
from tests.extract.paper_text import document


def met(text: str) -> list[Deltakar]:
    return read_moete(
        document(
            f"**Møteprotokoll**\nUtval: Formannskapet\nMøtedato: 12.03.2024\n{text}\n"
            "**PS 1/24 Budsjett**\n**Vedtak:**\nJa. Samrøystes.\n**PS 2/24 Ymse**\nIngen saker."
        )
    ).moetedeltakarar


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Til stade: Kari Nes, Ola Dal. Forfall: Per Vik. Møtt vara: Siri Lie",
         [("Kari Nes", "moett"), ("Ola Dal", "moett"), ("Per Vik", "forfall"), ("Siri Lie", "vara")]),
        ("Kari Nes, Ola Dal og Liv Moe møtte. Per Vik hadde forfall.",
         [("Kari Nes", "moett"), ("Ola Dal", "moett"), ("Liv Moe", "moett"), ("Per Vik", "forfall")]),
        ("Til stades med røysterett: Kari Nes\nTil stades utan røysterett: Liv Moe (tillitsvald)",
         [("Kari Nes", "moett"), ("Liv Moe", "utan roysterett")]),
        ("Møtende: Kari Nes (H), Ola Dal (H)/ Liv Moe (V)\nIkke møtt: Per Vik",
         [("Kari Nes", "moett"), ("Ola Dal", "moett"), ("Liv Moe", "moett"), ("Per Vik", "forfall")]),
        ("Arbeidarpartiet: Kari Nes, Ola Dal\nHøgre: Liv Moe",
         [("Kari Nes", "moett"), ("Ola Dal", "moett"), ("Liv Moe", "moett")]),
        ("Rådmann Kari Nes og økonomisjef Ola Dal møtte frå administrasjonen.",
         [("Kari Nes", "utan roysterett"), ("Ola Dal", "utan roysterett")]),
        ("Frå administrasjonen møtte: kommunedirektør Kari Nes, kommunalsjef Ola Dal (sak 2/24)",
         [("Kari Nes", "utan roysterett"), ("Ola Dal", "utan roysterett")]),
        ("Permisjon: Kari Nes frå kl. 12\nDesse møtte: Kari Nes, Ola Dal",
         [("Kari Nes", "moett"), ("Ola Dal", "moett")]),
        ("Av 9 medlemer møtte 8.\nFråverande: Kari Nes", [("Kari Nes", "forfall")]),
        ("| Namn | Møtt | Forfall | Vara |\n| Kari Nes | X | | |\n| Ola Dal | | X | Liv Moe |",
         [("Kari Nes", "moett"), ("Ola Dal", "forfall"), ("Liv Moe", "vara")]),
    ],
)  # fmt: skip
def test_names_and_how_they_met(text: str, people: list[tuple[str, str]]) -> None:
    assert [(one.namn, one.frammoete) for one in met(text)] == people


@pytest.mark.parametrize(
    "text",
    [
        "Til stades: Ola Dal, Per Vik (vara for Siri Lie)",
        "Til stades:\nOla Dal\nPer Vik, vara for Siri Lie",
        "Møtt:\nOla Dal\tAP\nVaramedlemmer:\nPer Vik\tSP\tfor Siri Lie",
        "Ola Dal møtte. Per Vik møtte som vara for Siri Lie.",
        "| Funksjon | Namn | Møtt for |\n| Medlem | Ola Dal | |\n| Varamedlem | Per Vik | Siri Lie |",
    ],
)
def test_whom_a_substitute_met_for(text: str) -> None:
    by_name = {one.namn: one for one in met(text)}
    assert by_name["Per Vik"].frammoete == "vara"
    assert by_name["Per Vik"].vara_for == "Siri Lie"
    assert "Siri Lie" not in by_name or by_name["Siri Lie"].frammoete == "forfall"


def test_party_office_kommune_and_the_saker_of_a_person() -> None:
    kari, ola, liv = met("Desse møtte: Kari Nes (Sp), Ola Dal (H) frå sak 3/24, Liv Moe (Ap) til kl. 14.00")
    assert (kari.parti, ola.parti, ola.fraa_sak, liv.parti, liv.til_sak) == ("Sp", "H", "3/24", "Ap", None)
    leader, from_kommune = met("Følgende møtte:\n• Kari Nes (AP) – leder\n• Ola Dal, Vik kommune")
    assert (leader.funksjon, leader.parti, from_kommune.kommune) == ("leder", "AP", "Vik")


@pytest.mark.parametrize(
    ("cells", "people"),
    [
        (["", "", ""], []),
        (["Vel frå lista", "Velg fra listen", "…"], []),
        (["Møtte", "", "Forfall"], [("Kari Nes", "moett"), ("Per Vik", "forfall")]),
        (["", "Forfall", ""], [("Kari Nes", "moett"), ("Ola Dal", "forfall"), ("Per Vik", "moett")]),
    ],
)
def test_an_attendance_that_is_not_filled_in_says_nothing(cells, people):
    names = ["Kari Nes", "Ola Dal", "Per Vik"]
    rows = "\n".join(f"| {name} | Nordvik | {cell} |" for name, cell in zip(names, cells, strict=True))
    found = met(f"**Frammøte**\n| Namn | Kommune | Frammøte |\n{rows}\n")
    assert [(each.namn, each.frammoete) for each in found] == people
