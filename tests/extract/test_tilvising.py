"""References to other saker and meetings, in both standards."""

from __future__ import annotations

from datetime import date

import pytest

from extract.handling import Setting
from extract.lines import Line
from extract.tilvising import read_references
from model.document import Document, Source, Style
from model.moete import Maalform

PAPER = Document(fil="x.docx", sha256="0" * 64, format="docx", blocks=[])


def references(text: str, standard: Maalform = "nn") -> list[tuple[str | None, str | None, str | None]]:
    setting = Setting(standard, "Styret", date(2025, 12, 9), date(2026, 2, 23), ())
    line = Line(0, text, text, tuple(text.split("\t")), Style(), Source())
    return [(ref.dato, ref.sak, ref.punkt) for ref in read_references([line], PAPER, setting)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Styret vedtok i møtet 24. mars å vente.", [("2025-03-24", None, None)]),
        ("Det går fram av pkt 2 i vedtak i sak 4 den 4. juni.", [("2025-06-04", "4", "2")]),
        ("Det vart handsama i møtet 20. oktober 2025, jf. styresak 24/25.", [("2025-10-20", "24/25", None)]),
        ("Jf. sak 12/25 og PS 23/045.", [(None, "12/25", None), (None, "23/045", None)]),
        ("Kommunestyret handsama K-sak 19/16.", [(None, "19/16", None)]),
        ("Styret tek saka opp att i neste styremøte.", [("2026-02-23", None, None)]),
        ("Rådet vedtok i 2023 å starte arbeidet.", [("2023", None, None)]),
        ("Saka kjem på styremøtet i februar.", [("2026-02", None, None)]),
        ("Etter innspel på styremøtet i november vart ho endra.", [("2025-11", None, None)]),
        ("Møtet 10. februar blir flytta til 23. februar.", [("2026-02-10", None, None), ("2026-02-23", None, None)]),
        ("Dette møtet 9. desember 2025 er det siste i år.", []),  # this meeting itself
        ("4. juni 2025\tStyrevedtak om å vente\tStyret", [("2025-06-04", None, None)]),  # a row of a timetable
        ("Tertialrapport 1/2025 viser 10/12 av ramma.", []),
        ("Styret bad i møte 24. mars 2025, sak 4 pkt. 2, om ein plan.", [("2025-03-24", "4", "2")]),
        ("Rådet vedtok i møte 7. desember 2018, PS 54/18, pkt. b, å vente.", [("2018-12-07", "54/18", "b")]),
        ("Til møtet 4. juni 2025, sak 7 pkt. 2.1, låg det føre eit framlegg.", [("2025-06-04", "7", "2.1")]),
        (
            "Styret bad i møte 24. mars 2025, sak 4 pkt. 1, om det. Styret vedtok i same møte, sak 5 pkt. 2: «Ja.»",
            [("2025-03-24", "4", "1"), ("2025-03-24", "5", "2")],
        ),
        ("Styret vedtok i same møte, sak 5, å vente.", [(None, "5", None)]),  # nobody has said which
    ],
)
def test_references_in_nynorsk(text: str, expected: list[object]) -> None:
    assert references(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Saken ble utsatt i formannskapet 17.03.2015, sak 21/15.", [("2015-03-17", "21/15", None)]),
        ("Rådet behandlet saken i møte den 13.12.2024.", [("2024-12-13", None, None)]),
        ("Jf. punkt 1 og 2 i sak 7/25.", [(None, "7/25", "1"), (None, "7/25", "2")]),
        (
            "Styret ba i møte 24. mars 2025, sak 4/25, om en plan. Styret vedtok i samme møte, sak 4/25 pkt. 2: «Ja.»",
            [("2025-03-24", "4/25", None), ("2025-03-24", "4/25", "2")],
        ),
    ],
)
def test_references_in_bokmaal(text: str, expected: list[object]) -> None:
    assert references(text, "nb") == expected
