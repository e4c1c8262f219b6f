"""Made-up papers of a given length, as PDF, for timing."""

from __future__ import annotations

from tests.ingest.make_pdf import LEFT, RIGHT, Page, make_pdf

_TEXT = (
    "Regionrådet har drøfta saka i fleire møte og ber kommunane om å kome med sine innspel innan utgangen av året. "
    "Arbeidsgruppa la fram ein rapport som viser at tenesta kan løysast betre saman enn kvar for seg, og at "
    "kostnadene kan delast etter folketal. "
)


def plain(pages: int) -> bytes:
    """Running text: a heading, seven paragraphs and a list on each page, header and page number around them."""
    return make_pdf(*(_plain(number, pages) for number in range(1, pages + 1)))


def tables(pages: int) -> bytes:
    """A ruled table of four columns and fifteen rows on each page, between two paragraphs."""
    return make_pdf(*(_table(number, pages) for number in range(1, pages + 1)))


def _opened(number: int, pages: int) -> Page:
    page = Page()
    page.text(LEFT, 40, "Fjordlandet regionråd", 9)
    page.text(480, 810, f"Side {number} av {pages}", 9)
    page.text(LEFT, 90, f"Sak {number}/25 Samarbeid om tenester", 15, "bold")
    return page


def _plain(number: int, pages: int) -> Page:
    page = _opened(number, pages)
    y = 120.0
    for _ in range(7):
        y = page.paragraph(y, _TEXT + _TEXT[:180]) + 8
    for point in range(1, 6):
        page.row(y, (LEFT + 18, f"{point}."), (LEFT + 36, "Rådet tek orienteringa til vitande."))
        y += 13.5
    return page


def _table(number: int, pages: int) -> Page:
    page = _opened(number, pages)
    y = page.paragraph(120, _TEXT) + 8
    columns = [LEFT, LEFT + 60, LEFT + 230, LEFT + 340, RIGHT]
    rows = [y + 30 * row for row in range(16)]
    page.grid(columns, rows)
    for row, top in enumerate(rows[:-1]):
        cells = (
            ("Nr.", "Tiltak", "Ansvar", "Frist") if not row else (f"{row}", "Felles plan for vegar", "Styret", "Mai")
        )
        page.row(top + 12, *zip([x + 5 for x in columns[:-1]], cells, strict=True))
        if row:
            page.text(columns[1] + 5, top + 25, "og ferjer i regionen")
    return page
