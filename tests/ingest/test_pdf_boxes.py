"""Slides saved as PDF: each text box is read to its end before the next one."""

from __future__ import annotations

from ingest.pdf import read_pdf
from tests.ingest.make_pdf import Page, make_pdf

SLIDE = (720.0, 405.0)


def slide() -> Page:
    page = Page(SLIDE)
    page.text(40, 50, "Kven er vi?", 28, "bold")
    return page


def texts(*pages: Page) -> list[str]:
    return [block.text for block in read_pdf(make_pdf(*pages), "lysark.pdf").blocks]


def box(page: Page, x: float, y: float, *lines: str, size: float = 14.0) -> None:
    for place, line in enumerate(lines):
        page.text(x, y + place * size * 1.4, line, size)


def test_two_boxes_on_common_heights_are_read_one_after_the_other():
    page = slide()
    box(page, 40, 120, "Styret møtest fire gonger.", "Det vel leiar sjølv.")
    box(page, 380, 120, "Rådet møtest to gonger.", "Det godkjenner rekneskapen.")
    assert texts(page) == [
        "Kven er vi?",
        "Styret møtest fire gonger.",
        "Det vel leiar sjølv.",
        "Rådet møtest to gonger.",
        "Det godkjenner rekneskapen.",
    ]


def test_names_and_places_parted_by_a_tab_stay_rows_in_their_box():
    page = slide()
    for left, people in ((40, (("Kari Lund", "Nordvik"), ("Ola Moe", "Solnes"))), (380, (("Liv Dal", "Fjellheim"),))):
        for place, (name, home) in enumerate(people):
            page.row(120 + 20 * place, (left, name), (left + 150, home), size=14)
    page.row(140, (380, "Per Vik"), (530, "Eidbygda"), size=14)
    assert texts(page)[1:] == ["Kari Lund\tNordvik", "Ola Moe\tSolnes", "Liv Dal\tFjellheim", "Per Vik\tEidbygda"]


def test_the_steps_of_a_process_are_read_from_left_to_right():
    page = slide()
    for place, step in enumerate(("Behov meldt", "Utgreiing", "Høyring", "Vedtak i rådet")):
        page.text(40 + 150 * place, 150 + 70 * (place % 2), step, 12)
    page.text(260, 320, "Tillitsvalde er med heile vegen", 12)
    assert texts(page)[1:] == [
        "Behov meldt", "Utgreiing", "Høyring", "Vedtak i rådet", "Tillitsvalde er med heile vegen",
    ]  # fmt: skip


def test_three_labels_side_by_side_are_three_and_no_row():
    page = slide()
    page.row(120, (60, "Klima"), (300, "Oppvekst"), (560, "Beredskap"), size=14)
    assert texts(page)[1:] == ["Klima", "Oppvekst", "Beredskap"]


def test_columns_drawn_across_line_by_line_are_parted_at_the_white_space():
    page = slide()
    left = ("Dei fem kommunane skal saman", "halde fram med arbeidet for", "betre vegar og ferjer i", "heile regionen.")
    right = ("Fylket har ansvar for dei", "fleste vegane og for alle", "ferjene, og må vere med på", "laget.")
    for place, (west, east) in enumerate(zip(left, right, strict=True)):
        page.row(120 + 20 * place, (40, west), (380, east), size=14)
    assert texts(page)[1:] == [" ".join(left), " ".join(right)]


def test_a_table_on_a_slide_keeps_its_place_between_the_boxes():
    page = slide()
    box(page, 40, 90, "Før tabellen:")
    page.grid([40, 200, 360], [110, 135, 160])
    page.row(127, (45, "Tiltak"), (205, "Frist"), size=12)
    page.row(152, (45, "Plan"), (205, "Mai"), size=12)
    box(page, 40, 200, "Etter tabellen.")
    assert texts(page)[1:] == ["Før tabellen:", "Tiltak\tFrist\nPlan\tMai", "Etter tabellen."]


def test_a_page_of_running_text_set_broad_reads_over_its_line_ends():
    page = Page((842.0, 595.0))
    page.paragraph(80, "Regionrådet vedtok planen i haust og sende han til kommunane. " * 4, 60, 780)
    assert texts(page) == [("Regionrådet vedtok planen i haust og sende han til kommunane. " * 4).strip()]
