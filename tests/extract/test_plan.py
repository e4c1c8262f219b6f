"""Plans: tables of tiltak in several forms, and strategic plans, as a planner would read them."""

from __future__ import annotations

import pytest

from extract.plan import read_plan
from extract.tiltak import budget
from model.document import Block, Cell, Document, Heading, ListItem, Paragraph, Table
from model.plan import Plan


def plan(*blocks: Block, title: str | None = None) -> Plan | None:
    return read_plan(Document(fil="plan.docx", sha256="0" * 64, format="docx", title=title, blocks=list(blocks)))


def h(text: str, level: int = 1) -> Heading:
    return Heading(text=text, level=level)


def table(*rows: list[str | Cell], header_rows: int = 1) -> Table:
    cells = [[cell if isinstance(cell, Cell) else Cell(text=cell) for cell in row] for row in rows]
    return Table(rows=cells, header_rows=header_rows, text="")


def read(*blocks: Block) -> Plan:
    found = plan(h("Handlingsplan 2024"), *blocks)
    assert found is not None
    return found


def test_each_row_is_a_tiltak_under_the_heading_above() -> None:
    found = read(
        h("1. Kompetanse", 2),
        table(["Tiltak", "Ansvarleg", "Frist", "Kostnad"], ["Lage kursplan", "Dagleg leiar", "1. mai", "kr 50 000"]),
        h("2. Klima", 2),
        table(["Tiltak", "Ansvarleg", "Frist", "Kostnad"], ["Kjøpe elbil", "Kommunane", "2025", "0,4 mill"]),
    )
    assert [(t.omraade, t.tiltak, t.ansvar, t.tid, t.budsjett_mill) for t in found.tiltak] == [
        ("1. Kompetanse", "Lage kursplan", "Dagleg leiar", "1. mai", 0.05),
        ("2. Klima", "Kjøpe elbil", "Kommunane", "2025", 0.4),
    ]


def test_columns_are_known_by_their_heads_in_any_order_and_standard() -> None:
    found = read(
        table(
            ["Mål", "Tidsrom", "Tiltak", "Samarbeidsparter", "Hvem har ansvar", "Budsjett"],
            ["Flere lærlinger", "2024–2025", "Lage avtale", "NHO, LO", "Sekretariatet", "innenfor rammen"],
        )
    ).tiltak[0]
    assert (found.strategi, found.tid, found.tiltak) == ("Flere lærlinger", "2024–2025", "Lage avtale")
    assert (found.deltaking, found.ansvar) == ("NHO, LO", "Sekretariatet")
    assert (found.budsjett_tekst, found.budsjett_mill) == ("innenfor rammen", None)


def test_a_blank_or_merged_field_of_effort_is_the_one_above() -> None:
    found = read(
        table(
            ["Satsingsområde", "Tiltak", "Ansvar"],
            [Cell(text="Reiseliv", rowspan=2), "Lage skilt", "A"],
            ["Rydde stiar", "B"],
            ["", "Trykke kart", "C"],
            ["Skule", "Halde fagdag", "D"],
        )
    ).tiltak
    assert [t.satsingsomraade for t in found] == ["Reiseliv", "Reiseliv", "Reiseliv", "Skule"]
    assert [t.ansvar for t in found] == ["A", "B", "C", "D"]


def test_tiltak_stacked_in_one_cell_are_parted_by_who_is_responsible() -> None:
    found = read(
        table(
            ["Tiltak", "Tid", "Ansvar og deltaking", "Budsjett"],
            [
                "Lage plan.\n\nSetje planen i verk\ni alle kommunane.",
                "2024\n\n\n\n2025",
                "Ansvar: Styret\nDeltaking: Kommunane\n\nAnsvar: Dagleg leiar\nDeltaking: Fagnettverket",
                "-\n\n\n\n0,2 mill",
            ],
        )
    ).tiltak
    assert [(t.tiltak, t.tid, t.ansvar, t.deltaking, t.budsjett_tekst, t.budsjett_mill) for t in found] == [
        ("Lage plan.", "2024", "Styret", "Kommunane", "-", None),
        ("Setje planen i verk i alle kommunane.", "2025", "Dagleg leiar", "Fagnettverket", "0,2 mill", 0.2),
    ]


def test_two_paragraphs_with_one_responsible_are_one_tiltak() -> None:
    found = read(
        table(["Tiltak", "Ansvar"], ["Halde møteplassen i gang.\n\nFå til ny avtale.", "Ansvar: Styret"])
    ).tiltak
    assert [(t.tiltak, t.ansvar) for t in found] == [("Halde møteplassen i gang. Få til ny avtale.", "Styret")]


def test_one_sentence_can_tell_of_both_who_is_responsible_and_who_takes_part() -> None:
    found = read(
        table(["Tiltak", "Ansvar og deltaking"], ["Ny avtale", "Ansvar og deltaking vert avklara i prosjektplanen"])
    ).tiltak[0]
    assert found.ansvar == found.deltaking == "vert avklara i prosjektplanen"


@pytest.mark.parametrize(
    ("text", "unit", "million"),
    [
        ("0,1 mill", 1, 0.1),
        ("kr 250 000", 1, 0.25),
        ("250 000", 1, 0.25),
        ("250", 1000, 0.25),
        ("1,5", 1_000_000, 1.5),
        ("100", 1, None),
        ("2025", 1, None),
        ("2 025", 1, 0.002025),
        ("0", 1, 0.0),
        ("-", 1, None),
        ("innanfor ramma", 1, None),
        ("kr 10 000 og kr 20 000", 1, None),
    ],
)
def test_a_budget_in_million_kroner(text: str, unit: int, million: float | None) -> None:
    assert budget(text, unit) == million


def test_the_head_of_the_column_can_give_the_unit() -> None:
    found = read(table(["Tiltak", "Ansvar", "Budsjett (i heile tusen)"], ["Ny kai", "Hamnesjefen", "1 200"])).tiltak
    assert found[0].budsjett_mill == 1.2


def test_a_row_of_sums_and_a_head_that_comes_again_are_no_tiltak() -> None:
    found = read(
        table(
            ["Tiltak", "Ansvar", "Budsjett"],
            ["Lage kart", "Rådet", "200 000"],
            ["Tiltak", "Ansvar", "Budsjett"],
            ["Summere erfaringar", "Rådet", ""],
            ["Sum", "", "200 000"],
        )
    )
    assert [t.tiltak for t in found.tiltak] == ["Lage kart", "Summere erfaringar"]


def test_a_row_that_is_one_merged_cell_names_the_rows_below() -> None:
    rows = table(
        ["Tiltak", "Ansvar", "Frist"],
        [Cell(text="Skule", colspan=3)],
        ["Lage kart", "Rådet", "2025"],
        [Cell(text="Helse", colspan=3)],
        ["Halde kurs", "Legen", "2026"],
    )
    assert [t.omraade for t in read(rows).tiltak] == ["Skule", "Helse"]
    under = read(h("Oppvekst", 2), rows).tiltak
    assert [(t.omraade, t.satsingsomraade) for t in under] == [("Oppvekst", "Skule"), ("Oppvekst", "Helse")]


def test_a_budget_that_is_no_single_amount_gives_a_warning() -> None:
    found = read(table(["Tiltak", "Ansvar", "Budsjett"], ["Ny kai", "A", "kr 10 000 i 2024, kr 20 000 i 2025"]))
    assert found.tiltak[0].budsjett_mill is None
    assert [one.kode for one in found.varsel] == ["budsjett-uklart"]


def test_a_strategic_plan_has_its_headings_and_numbered_strategies() -> None:
    found = plan(
        h("Strategisk plan for kultur"),
        h("Fjellvik kommune", 2),
        h("Innleiing"),
        Paragraph(text="Planen gjeld i fire år."),
        h("Mål og område"),
        h("Levande bygder", 2),
        h("Møteplassar", 3),
        ListItem(text="Opne bibliotek\nBiblioteka skal vere opne om kvelden.", marker="1.", number="1"),
        ListItem(text="Bygdehus", marker="2.", number="2"),
    )
    assert found is not None
    assert (found.tittel, found.organ) == ("Strategisk plan for kultur", "Fjellvik kommune")
    assert [(o.nivaa, o.tekst) for o in found.overskrifter] == [
        (1, "Innleiing"), (1, "Mål og område"), (2, "Levande bygder"), (3, "Møteplassar"),
    ]  # fmt: skip
    assert [(s.maal, s.omraade) for s in found.satsingsomraade] == [("Levande bygder", "Møteplassar")]
    assert [(s.nr, s.tittel, s.tekst) for s in found.satsingsomraade[0].delstrategiar] == [
        (1, "Opne bibliotek", "Biblioteka skal vere opne om kvelden."),
        (2, "Bygdehus", None),
    ]


def test_the_front_tells_vision_values_body_and_date() -> None:
    found = read(
        Paragraph(text="Verdiar: Open, modig og nær."),
        Paragraph(text="Visjon: Saman om framtida."),
        Paragraph(text="Framlegg til Fjordlandet regionråd 3.12.2023"),
        h("Delmål", 3),
        Paragraph(text="Fleire skal flytte hit."),
    )
    assert (found.visjon, found.verdiar) == ("Saman om framtida.", ["Open", "modig", "nær"])
    assert (found.organ, found.dato) == ("Fjordlandet regionråd", "2023-12-03")
    assert found.delmaal == ["Fleire skal flytte hit."]
    assert found.id == "fjordlandet-regionraad/plan/handlingsplan-2024"


def test_a_letter_is_no_plan() -> None:
    assert plan(h("Brev om møtet"), Paragraph(text="Vi viser til samtale.")) is None
