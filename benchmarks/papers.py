"""Made-up papers of a given length, as PDF or as read already, for timing."""

from __future__ import annotations

from model.document import Block, Document, Heading, ListItem, Paragraph, Style
from tests.ingest.make_pdf import LEFT, RIGHT, Page, make_pdf

_TEXT = (
    "Regionrådet har drøfta saka i fleire møte og ber kommunane om å kome med sine innspel innan utgangen av året. "
    "Arbeidsgruppa la fram ein rapport som viser at tenesta kan løysast betre saman enn kvar for seg, og at "
    "kostnadene kan delast etter folketal. "
)
_TOPICS = ("barnevern", "legevakt", "brannvern", "skuleskyss", "avløp", "reiseliv", "arkiv")


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


def bundle(pages: int) -> Document:
    """A notice with all its papers, read already: one sak on each page, some 370 words."""
    blocks: list[Block] = [
        Heading(text="Fjordlandet regionråd", style=Style(bold=True, size=16)),
        Heading(text="Innkalling til møte i regionrådet", style=Style(bold=True, size=14)),
        Paragraph(text="Møtedato: 17. oktober 2025"),
        Paragraph(text="Møtestad: Nordvik rådhus"),
    ]
    for number in range(1, pages + 1):
        blocks += _sak(number)
    return Document(fil=f"{pages}.docx", sha256=f"{pages:064x}", format="docx", blocks=blocks)


def _sak(number: int) -> list[Block]:
    """One sak: proposal, attachment, account and assessment."""
    bold, day = Style(bold=True, size=13, space_before=True), number % 27 + 1
    return [
        Heading(text=f"Sak {number}/25 Samarbeid om {_TOPICS[number % len(_TOPICS)]} {number}", style=bold),
        Paragraph(text="Framlegg til vedtak:", style=Style(bold=True, space_before=True)),
        ListItem(text="Regionrådet tek rapporten til vitande.", marker="1.", number="1"),
        ListItem(text=f"Rådet løyver kr {number} 000 til forprosjektet i 2026.", marker="2.", number="2"),
        ListItem(text="Dagleg leiar legg fram sluttrapport innan 1. mars 2026.", marker="3.", number="3"),
        Paragraph(text="Vedlegg:", style=Style(bold=True, space_before=True)),
        ListItem(text=f"Rapport av {day}. september 2025", marker="•"),
        Paragraph(text="Saksframstilling:", style=Style(bold=True, space_before=True)),
        Paragraph(text=_TEXT + f"Regionrådet handsama saka i møtet {day}. mai, jf. sak {number}/24. " + _TEXT),
        Paragraph(text=_TEXT + "Nordvik kommune og Solnes Vekst AS har gjeve fråsegn til Statsforvaltaren. " + _TEXT),
        Paragraph(text="Vurdering:", style=Style(bold=True, space_before=True)),
        Paragraph(text=_TEXT + f"Kostnaden er rekna til {number % 9 + 1},5 mill. kroner. " + _TEXT + _TEXT),
    ]
