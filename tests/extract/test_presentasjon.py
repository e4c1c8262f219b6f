"""Slide decks in several styles, as one who was not in the room would read them."""

from __future__ import annotations

import pytest

from extract import read_paper
from extract.medlemmer import organ_of
from extract.presentasjon import read_presentasjon
from model.document import Block, Document, Heading, ListItem, PageInfo, Paragraph, Source, Table
from model.presentasjon import Presentasjon


def deck(*slides: str, title: str | None = "Fjordby KO - presentasjon") -> Presentasjon:
    """A deck: ``# title``, ``## heading``, ``• bullet``, ``– point below it``; other lines are paragraphs."""
    blocks: list[Block] = []
    for page, slide in enumerate(slides, start=1):
        where = Source(page=page)
        for line in slide.strip().split("\n"):
            text = line.strip().replace("→", "\t")
            if text.startswith("#"):
                level = len(text) - len(text.lstrip("#"))
                blocks.append(Heading(text=text.lstrip("# "), level=level, source=where))
            elif text[0] in "•–":
                blocks.append(ListItem(text=text[2:], marker=text[0], level=int(text[0] == "–"), source=where))
            else:
                blocks.append(Paragraph(text=text, source=where))
    pages = [PageInfo(number=page + 1, width=960, height=540) for page in range(len(slides))]
    document = Document(fil="d.pptx", sha256="0" * 64, format="pptx", title=title, pages=pages, blocks=blocks)
    found = read_presentasjon(document)
    assert found is not None
    return found


def decided(found: Presentasjon) -> list[tuple[str | None, str | None, str]]:
    return [(v.dato, v.utvalg, v.tekst) for topic in found.tema for v in topic.vedtak]


def test_points_below_a_dated_heading_are_vedtak_of_that_day() -> None:
    found = deck(
        "# Legevakt\n• Styrevedtak 4. juni 2024\n– Legevakta vert felles\n– Ho ligg i Vikdal\n• Tre kommunar er med"
    )
    assert decided(found) == [
        ("2024-06-04", "Styret", "Legevakta vert felles"),
        ("2024-06-04", "Styret", "Ho ligg i Vikdal"),
    ]


def test_the_organ_may_stand_behind() -> None:
    found = deck("# Brann\n• Vedtak i formannskapet 12.3.2024:\n– Avtalen godkjennes", title="Status")
    assert decided(found) == [("2024-03-12", "Formannskapet", "Avtalen godkjennes")]


def test_a_sentence_can_name_the_vedtak_it_tells() -> None:
    found = deck(
        "# A\n• Styrevedtak 9. desember 2024 om felles plan",
        "# B\n• Kommunestyret vedtok 4. juni å starte arbeidet\n• Møtet var ope",
        "# C\n• Styret har 20. oktober vedteke ny fordeling\n– 25 % likt\n– 75 % etter folketal",
    )
    assert decided(found) == [
        ("2024-12-09", "Styret", "Styrevedtak 9. desember 2024 om felles plan"),
        ("2024-06-04", "Kommunestyret", "Kommunestyret vedtok 4. juni å starte arbeidet"),
        ("2024-10-20", "Styret", "Styret har 20. oktober vedteke ny fordeling 25 % likt 75 % etter folketal"),
    ]


def test_what_is_still_to_be_treated_is_a_due_date_and_no_vedtak() -> None:
    found = deck(
        "# A\n• Styrevedtak 9. desember 2024 om felles plan",
        "# B\n• Prinsippvedtak til politisk handsaming i kommunestyra i februar/mars\n"
        "• Høyringa går ut innan 15.02\n• Avtale til politisk handsaming november–desember 2025",
    )
    assert len(decided(found)) == 1
    assert [due.dato for due in found.tema[1].frist] == ["2025-02/2025-03", "2025-02-15", "2025-11/2025-12"]


def test_a_time_behind_us_is_no_due_date() -> None:
    found = deck(
        "# A\n• Styrevedtak 9. desember 2024 om plan\n• Arbeidet starta i mars 2023\n• NAV leverte i september"
    )
    assert found.tema[0].frist == []


def test_without_any_year_a_day_has_none() -> None:
    found = deck("# A\n• Styrevedtak 4. juni om felles plan")
    assert decided(found) == [(None, "Styret", "Styrevedtak 4. juni om felles plan")]
    assert [one.kode for one in found.varsel] == ["aar-ukjent"]


def test_the_host_and_the_start_of_a_cooperation() -> None:
    topic = deck("# Kart\n• Vikdal kommune blir vertskommune\n• Etablering frå 1.1.2026\n• Utgreiinga pågår").tema[0]
    assert (topic.vertskommune, topic.etablering) == ("Vikdal kommune", "2026-01-01")
    assert topic.status == ["Utgreiinga pågår"]


def test_members_stand_below_the_name_of_their_organ() -> None:
    found = deck(
        "# Kven er vi?\n## Representantskapet 2023–2027\n• Kari Nes→Vikdal (leiar)\n• Ola Dal nestleiar→Aurvoll\n"
        "## Styret\n• Per Moe, Solnes kommune\n• Aurvoll: Liv Berg\n• Vi møtest kvar månad\n"
        "## Kontakt\n• Siv Lund, Solnes"
    )
    assert [(m.organ, m.namn, m.verv, m.kommune) for m in found.medlemmer] == [
        ("Representantskapet", "Kari Nes", "leiar", "Vikdal"),
        ("Representantskapet", "Ola Dal", "nestleiar", "Aurvoll"),
        ("Styret", "Per Moe", "medlem", "Solnes"),
        ("Styret", "Liv Berg", "medlem", "Aurvoll"),
    ]


@pytest.mark.parametrize(
    ("heading", "organ"),
    [
        ("Styret", "Styret"),
        ("Formannskapet 2023-2027", "Formannskapet"),
        ("Medlemmer i kontrollutvalget", "Kontrollutvalget"),
        ("Styremedlemmer", "Styret"),
        ("Status i arbeidet", None),
    ],
)
def test_a_heading_that_lists_members(heading: str, organ: str | None) -> None:
    assert organ_of(heading) == organ


def test_words_on_slide_after_slide_are_the_design_and_no_bullets() -> None:
    found = deck(*[f"# Tema {n}\n• Punkt {n}\nFjordregionen" for n in range(1, 6)])
    assert [topic.punkt for topic in found.tema] == [[f"Punkt {n}"] for n in range(1, 6)]


def test_body_title_and_date() -> None:
    found = deck("# Næringsplan\nMøte 3.4.2024", "# Vegen vidare", title="Fjordlandet regionråd – status")
    assert (found.organ, found.dato) == ("Fjordlandet regionråd", "2024-04-03")
    assert found.id == "fjordlandet-regionraad/presentasjon/2024-04-03-fjordlandet-regionraad-status"


def test_a_wide_sheet_with_a_table_of_tiltak_is_no_deck() -> None:
    rows = [["Tiltak", "Ansvar"], ["Bygge kai", "Styret"]]
    table = Table.model_validate(
        {"rows": [[{"text": cell} for cell in row] for row in rows], "header_rows": 1, "text": ""}
    )
    pages = [PageInfo(number=n, width=842, height=595) for n in (1, 2, 3)]
    blocks: list[Block] = [Heading(text="Handlingsplan 2025", level=1, source=Source(page=1)), table]
    document = Document(fil="p.pdf", sha256="0" * 64, format="pdf", pages=pages, blocks=blocks)
    assert read_presentasjon(document) is None
    assert read_paper(document).skjema == "saksgang/plan/1"
