"""Tables that the writer typed with tabs: a cell's text goes on in the lines below."""

from ingest.typed_rows import join_rows
from model.document import Block, Paragraph, Style


def joined(*lines: str, bold: tuple[str, ...] = ()) -> list[str]:
    """The texts of paragraphs, their opening tabs read and taken away, after joining."""
    blocks: list[Block] = []
    tabs = {}
    for line in lines:
        block = Paragraph(text=line.lstrip("\t"), style=Style(bold=line in bold))
        blocks.append(block)
        if line.startswith("\t"):
            tabs[id(block)] = len(line) - len(line.lstrip("\t"))
    return [block.text for block in join_rows(blocks, tabs)]


def test_the_rest_of_a_cell_is_put_into_it():
    assert joined("4. juni\tVedtak om å utsetje\tStyret", "\tsaka om miljø", "5. juni\tMøte\tRådet") == [
        "4. juni\tVedtak om å utsetje saka om miljø\tStyret",
        "5. juni\tMøte\tRådet",
    ]
    assert joined("4. juni\tVedtak\tStyret", "\t\ti Nordvik") == ["4. juni\tVedtak\tStyret i Nordvik"]


def test_names_under_each_other_behind_a_label_stay_lines():
    names = ["Til stades:\tKari Strand", "\tOla Vik"]
    assert joined(*names) == ["Til stades:\tKari Strand", "Ola Vik"]


def test_a_line_of_another_look_or_with_cells_of_its_own_begins_anew():
    row = "4. juni\tVedtak\tStyret"
    assert len(joined(row, "\tMøte\tRådet")) == 2
    assert len(joined(row, "\tMerknad", bold=("\tMerknad",))) == 2
    assert len(joined(row, "Merknad")) == 2
