"""Slides of a PowerPoint file as a person sees them."""

import pytest
from lxml import etree
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Pt

from ingest.slides import read_pptx
from model.document import Heading, Note, Paragraph, Table
from tests.ingest.slide_files import (
    BLANK,
    CONTENT,
    NAMES,
    ONLY_TITLE,
    SECTION,
    TITLE_SLIDE,
    TWO,
    Deck,
    box,
    bullet,
    fill,
    items,
    texts,
    with_parts,
)


def test_each_slide_is_a_page_with_its_title_first():
    deck = Deck()
    deck.slide(CONTENT, "Status i arbeidet", ["Kartlegging er ferdig"])
    deck.slide(CONTENT, "Vegen vidare", ["Møte i mai"])
    document = deck.read()
    assert document.format == "pptx"
    assert [(page.number, page.width, page.height) for page in document.pages] == [(1, 720, 540), (2, 720, 540)]
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    assert [(one.text, one.level, one.source.page) for one in headings] == [
        ("Status i arbeidet", 1, 1),
        ("Vegen vidare", 1, 2),
    ]
    assert headings[1].source.path == "s2/sp1"
    assert headings[1].source.bbox == pytest.approx((36, 21.6, 684, 111.6), abs=0.1)


def test_a_slide_without_a_title_has_none():
    deck = Deck()
    box(deck.slide(BLANK), 40, 40, 400, 40, "Berre ei linje")
    deck.slide(CONTENT, "", ["Punkt"])
    assert not any(isinstance(block, Heading) for block in deck.blocks())


def test_a_text_box_with_the_biggest_type_at_the_top_is_the_title():
    deck = Deck()
    slide = deck.slide(BLANK)
    title = box(slide, 40, 40, 400, 60, "Status i arbeidet")
    title.text_frame.paragraphs[0].runs[0].font.size = Pt(32)
    box(slide, 40, 140, 400, 60, ["Kartlegginga er ferdig.", "Rapporten kjem i mai."])
    assert [(block.text, block.level) for block in deck.blocks() if isinstance(block, Heading)] == [
        ("Status i arbeidet", 1)
    ]


def test_labels_beside_their_lists_are_no_title():
    deck = Deck()
    slide = deck.slide(BLANK)
    for place, label in enumerate(("Kva?", "Kvifor?")):
        arrow = slide.shapes.add_shape(MSO_SHAPE.PENTAGON, Pt(30), Pt(30 + 200 * place), Pt(180), Pt(150))
        arrow.text_frame.text = label
        arrow.text_frame.paragraphs[0].runs[0].font.size = Pt(30)
        box(slide, 230, 30 + 200 * place, 400, 150, ["Bygge merkevara saman", "Styrke samarbeidet"])
    found = [(block.text, block.level) for block in deck.blocks() if isinstance(block, Heading)]
    assert found == [("Kva?", 2), ("Kvifor?", 2)]


def test_a_box_with_nothing_but_the_slide_number_is_set_apart():
    deck = Deck()
    slide = deck.slide(CONTENT, "Tittel", ["Punkt"])
    paragraph = box(slide, 600, 500, 60, 20, "").text_frame.paragraphs[0]._p
    paragraph.append(etree.fromstring(f'<a:fld {NAMES} id="{{0}}" type="slidenum"><a:t>7</a:t></a:fld>'))
    document = deck.read()
    assert texts(document.blocks) == ["Tittel", "Punkt"]
    assert document.pages[0].footer == "1"


def test_the_title_comes_first_wherever_it_stands():
    deck = Deck()
    slide = deck.slide(ONLY_TITLE, "Seks kommunar -\vein region")
    slide.shapes.title.top = Pt(400)
    box(slide, 40, 40, 400, 40, "Over tittelen")
    assert texts(deck.blocks()) == ["Seks kommunar -\nein region", "Over tittelen"]


def test_a_title_slide_has_a_title_and_a_line_below():
    deck = Deck()
    deck.slide(TITLE_SLIDE, "Regional plan", "Møte i Nordvik 4. mai")
    first, second = deck.blocks()
    assert (first.kind, first.level, second.kind) == ("heading", 1, "paragraph")


def test_bullets_come_from_the_master():
    deck = Deck()
    deck.slide(CONTENT, "Mål", ["Felles teneste", (1, "Ein inngang"), (2, "Ein telefon"), "Fleire søkjarar"])
    assert items(deck.blocks()) == [
        (0, "•", "Felles teneste"),
        (1, "–", "Ein inngang"),
        (2, "•", "Ein telefon"),
        (0, "•", "Fleire søkjarar"),
    ]


def test_the_layout_may_take_the_bullets_away():
    deck = Deck()
    deck.slide(SECTION, "Del to", "Kva gjer vi no?")
    assert items(deck.blocks()) == []


def test_a_paragraph_may_take_its_bullet_away():
    deck = Deck()
    slide = deck.slide(CONTENT, "Tilsette", ["Sekretariatet", "Kari Lund, leiar", "Regionrådet"])
    bullet(slide.placeholders[1].text_frame.paragraphs[1], "<a:buNone/>", marL="342900", indent="0")
    kinds = [(block.kind, block.text) for block in deck.blocks()[1:]]
    assert kinds == [
        ("list_item", "Sekretariatet"),
        ("paragraph", "Kari Lund, leiar"),
        ("list_item", "Regionrådet"),
    ]


def test_an_empty_paragraph_has_no_bullet():
    deck = Deck()
    deck.slide(CONTENT, "Mål", ["Eitt", "", "  ", "To"])
    assert [text for _, _, text in items(deck.blocks())] == ["Eitt", "To"]


def test_a_text_box_has_no_bullets_but_its_own():
    deck = Deck()
    shape = box(deck.slide(ONLY_TITLE, "Tittel"), 40, 200, 400, 100, ["Utan", "Med"])
    bullet(shape.text_frame.paragraphs[1], '<a:buFont typeface="Wingdings"/><a:buChar char="§"/>')
    assert items(deck.blocks()) == [(0, "▪", "Med")]


@pytest.mark.parametrize(
    ("font", "char", "shown"),
    [("Wingdings", "Ø", "➢"), ("Wingdings", "ü", "✓"), ("Symbol", "·", "•"), ("Courier New", "o", "o"),
     ("Wingdings", "Ÿ", "•"), ("Arial", "»", "»"), ("Wingdings", "\uf0a7", "▪")],
)  # fmt: skip
def test_the_signs_of_symbol_fonts_are_readable(font, char, shown):
    deck = Deck()
    slide = deck.slide(CONTENT, "Tittel", ["Punkt"])
    bullet(slide.placeholders[1].text_frame.paragraphs[0], f'<a:buFont typeface="{font}"/><a:buChar char="{char}"/>')
    assert items(deck.blocks()) == [(0, shown, "Punkt")]


def test_a_picture_as_bullet_is_a_bullet():
    deck = Deck()
    slide = deck.slide(CONTENT, "Tittel", ["Punkt"])
    bullet(slide.placeholders[1].text_frame.paragraphs[0], '<a:buBlip><a:blip r:embed="rId9"/></a:buBlip>')
    assert items(deck.blocks()) == [(0, "•", "Punkt")]


def numbered(*lines: tuple[int, str | None, str]) -> list[tuple[int, str, str]]:
    """The items of a slide with these lines: level, the bullet's XML, text."""
    deck = Deck()
    slide = deck.slide(CONTENT, "Tittel", [(level, text) for level, _, text in lines])
    for paragraph, (_, xml, _) in zip(slide.placeholders[1].text_frame.paragraphs, lines, strict=True):
        if xml:
            bullet(paragraph, xml)
    return items(deck.blocks())


def auto(form: str, start: int | None = None) -> str:
    begins = f'startAt="{start}"' if start else ""
    return f'<a:buAutoNum type="{form}" {begins}/>'


def test_numbers_are_computed():
    dots = auto("arabicPeriod")
    found = numbered((0, dots, "Ein"), (0, dots, "To"), (1, auto("alphaLcParenR"), "a"), (0, dots, "Tre"))
    assert [(level, marker) for level, marker, _ in found] == [(0, "1."), (0, "2."), (1, "a)"), (0, "3.")]


def test_numbers_start_where_the_writer_says():
    found = numbered((0, auto("romanUcPeriod", 4), "Fire"), (0, auto("romanUcPeriod", 4), "Fem"))
    assert [marker for _, marker, _ in found] == ["IV.", "V."]


def test_a_new_form_or_start_or_another_line_begins_a_new_list():
    one, two = auto("arabicPeriod"), auto("arabicParenR")
    found = numbered((0, one, "A"), (0, two, "B"), (0, one, "C"), (0, "<a:buNone/>", "Tekst"), (0, one, "D"))
    assert [marker for _, marker, _ in found] == ["1.", "1)", "1.", "1."]


@pytest.mark.parametrize(
    ("form", "marker"),
    [("alphaUcParenBoth", "(A)"), ("arabicPlain", "1"), ("romanLcParenR", "i)"), ("circleNumDbPlain", "1.")],
)
def test_forms_of_numbers(form, marker):
    assert numbered((0, auto(form), "Punkt")) == [(0, marker, "Punkt")]


def test_levels_count_from_the_highest_that_the_box_uses():
    assert numbered((0, "<a:buNone/>", "Innleiing"), (1, None, "Punkt"), (2, None, "Under")) == [
        (0, "–", "Punkt"),
        (1, "•", "Under"),
    ]


def test_typed_markers_are_markers():
    deck = Deck()
    box(deck.slide(BLANK), 40, 40, 400, 100, ["5. Fellesskapet skal", "a) fremje samarbeid", "b) løfte saker"])
    assert items(deck.blocks()) == [
        (0, "5.", "Fellesskapet skal"),
        (1, "a)", "fremje samarbeid"),
        (1, "b)", "løfte saker"),
    ]


def test_a_chosen_line_break_stays():
    deck = Deck()
    deck.slide(CONTENT, "Tittel", ["Fyrste linje\vandre linje"])
    assert items(deck.blocks()) == [(0, "•", "Fyrste linje\nandre linje")]


def test_size_and_weight_come_from_the_master_and_shrink_with_the_box():
    deck = Deck()
    slide = deck.slide(CONTENT, "Tittel", ["Punkt"])
    frame = slide.placeholders[1].text_frame
    frame._txBody.bodyPr.append(frame._txBody.makeelement(f"{{{NAMES.split(chr(34))[1]}}}normAutofit"))
    frame._txBody.bodyPr[0].set("fontScale", "50000")
    title, item = deck.blocks()
    assert (title.style.size, item.style.size, item.style.bold) == (44.0, 16.0, False)


def test_a_bold_line_over_a_list_is_a_heading_below_the_title():
    deck = Deck()
    slide = deck.slide(CONTENT, "Tittel", ["Bakgrunn", "Eit punkt som er langt nok", "Eit til av same slag"])
    first = slide.placeholders[1].text_frame.paragraphs[0]
    bullet(first, "<a:buNone/>")
    first.runs[0].font.bold = True
    levels = [(block.text, block.level) for block in deck.blocks() if isinstance(block, Heading)]
    assert levels == [("Tittel", 1), ("Bakgrunn", 2)]


def test_links_are_kept_with_their_words():
    deck = Deck()
    slide = deck.slide(CONTENT, "Tittel", ["Les meir på "])
    for words in ("nettsida", " vår"):
        run = slide.placeholders[1].text_frame.paragraphs[0].add_run()
        run.text, run.hyperlink.address = words, "https://fjordlandet.example/plan"
    item = deck.blocks()[1]
    assert item.text == "Les meir på nettsida vår"
    assert [(link.text, link.target) for link in item.links] == [("nettsida vår", "https://fjordlandet.example/plan")]


def test_number_date_and_footer_are_set_apart():
    deck = Deck()
    slide = deck.slide(CONTENT, "Tittel", ["Punkt"])
    for place, text in ((10, "4. mai 2026"), (11, "Fjordlandet regionråd"), (12, "1")):
        layout = next(one for one in slide.slide_layout.placeholders if one.placeholder_format.idx == place)
        slide.shapes.clone_placeholder(layout)
        next(one for one in slide.placeholders if one.placeholder_format.idx == place).text_frame.text = text
    document = deck.read()
    assert texts(document.blocks) == ["Tittel", "Punkt"]
    assert document.pages[0].footer == "4. mai 2026\tFjordlandet regionråd\t1"
    assert document.headers == ["4. mai 2026\tFjordlandet regionråd"]


def test_the_words_of_the_master_are_set_apart_and_its_prompts_are_no_text():
    deck = Deck()
    layout = deck.file.slide_layouts[CONTENT]
    deck.slide(CONTENT, "Tittel", ["Punkt"])
    other = deck.slide(ONLY_TITLE, "Logo")
    logo = box(other, 600, 500, 100, 20, "Fjordlandet")
    layout.shapes._spTree.append(logo._element)
    document = deck.read()
    assert [page.footer for page in document.pages] == ["Fjordlandet", None]
    assert texts(document.blocks) == ["Tittel", "Punkt", "Logo"]


def test_speaker_notes_stand_at_the_end_of_their_slide():
    deck = Deck()
    deck.slide(CONTENT, "Ein", ["Punkt"]).notes_slide.notes_text_frame.text = "Hugs å takke.\nSpør om fristen."
    deck.slide(CONTENT, "To", ["Punkt"])
    notes = [(place, block) for place, block in enumerate(deck.blocks()) if isinstance(block, Note)]
    assert [(place, note.text, note.source.page) for place, note in notes] == [
        (2, "Hugs å takke.\nSpør om fristen.", 1)
    ]


def test_a_hidden_slide_is_read_and_told():
    deck = Deck()
    deck.slide(CONTENT, "Ein", ["Punkt"])
    deck.slide(CONTENT, "Løynd", ["Reserve"])._element.set("show", "0")
    document = deck.read()
    assert "Reserve" in texts(document.blocks)
    assert document.warnings == ["Slide 2 is hidden when the deck is shown; what stands there was read too."]


def test_comments_are_told():
    deck = Deck()
    slide = deck.slide(CONTENT, "Ein", ["Punkt"])
    slide.part.rels.get_or_add_ext_rel("http://x/relationships/comments", "comments1.xml")
    assert "comments were not read" in deck.read().warnings[0]


def test_pictures_and_hidden_shapes_have_no_text():
    deck = Deck()
    slide = deck.slide(ONLY_TITLE, "Tittel")
    shape = box(slide, 40, 200, 200, 40, "Løynd")
    shape._element.nvSpPr.cNvPr.set("hidden", "1")
    star = slide.shapes.add_shape(MSO_SHAPE.OVAL, Pt(300), Pt(200), Pt(50), Pt(50))
    star._element.nvSpPr.cNvPr.set("descr", "Ein fjord i sol")
    assert texts(deck.blocks()) == ["Tittel"]


def table(slide, rows: int, columns: int):
    return slide.shapes.add_table(rows, columns, Pt(40), Pt(150), Pt(400), Pt(200)).table


def test_a_table_has_rows_cells_and_a_header():
    deck = Deck()
    grid = table(deck.slide(ONLY_TITLE, "Budsjett"), 2, 2)
    for place, text in enumerate(("Kommune", "Sum", "Nordvik", "12")):
        grid.cell(place // 2, place % 2).text = text
    block = deck.blocks()[1]
    assert isinstance(block, Table)
    assert block.header_rows == 1
    assert [[cell.text for cell in row] for row in block.rows] == [["Kommune", "Sum"], ["Nordvik", "12"]]
    assert block.rows[1][0].source.path == "s1/gf2/r2/c1"
    assert (block.source.page, block.source.bbox) == (1, (40.0, 150.0, 440.0, 350.0))


def test_a_table_without_the_header_switch_has_no_header():
    deck = Deck()
    grid = table(deck.slide(ONLY_TITLE, "Roller"), 2, 2)
    grid.first_row = False
    grid.cell(0, 0).text = "Råd"
    block = deck.blocks()[1]
    assert isinstance(block, Table)
    assert block.header_rows == 0


def test_merged_cells_stand_where_they_begin():
    deck = Deck()
    grid = table(deck.slide(ONLY_TITLE, "Tittel"), 3, 3)
    grid.cell(0, 0).merge(grid.cell(1, 1))
    grid.cell(0, 0).text = "Stor"
    block = deck.blocks()[1]
    assert isinstance(block, Table)
    assert [[(cell.text, cell.rowspan, cell.colspan) for cell in row] for row in block.rows] == [
        [("Stor", 2, 2), ("", 1, 1)],
        [("", 1, 1)],
        [("", 1, 1), ("", 1, 1), ("", 1, 1)],
    ]


def test_bullets_in_cells_are_text():
    deck = Deck()
    grid = table(deck.slide(ONLY_TITLE, "Roller"), 2, 2)
    frame = grid.cell(0, 1).text_frame
    fill(frame, ["Gjer framlegg", "Følgjer opp"])
    for paragraph in frame.paragraphs:
        bullet(paragraph, '<a:buChar char="•"/>')
    block = deck.blocks()[1]
    assert isinstance(block, Table)
    assert block.rows[0][1].text == "• Gjer framlegg\n• Følgjer opp"


def test_two_columns_are_read_one_after_the_other():
    deck = Deck()
    deck.slide(TWO, "Tittel", ["Venstre ein", "Venstre to"], ["Høgre ein", "Høgre to"])
    assert texts(deck.blocks())[1:] == ["Venstre ein", "Venstre to", "Høgre ein", "Høgre to"]


def test_shapes_in_a_group_stand_where_the_group_puts_them():
    deck = Deck()
    slide = deck.slide(ONLY_TITLE, "Tittel")
    group = slide.shapes.add_group_shape()
    for place, text in enumerate(("Ein", "To")):
        shape = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(100 * place), Pt(0), Pt(90), Pt(50))
        shape.text_frame.text = text
    group.left, group.top, group.width, group.height = Pt(300), Pt(300), Pt(380), Pt(100)
    box(slide, 40, 450, 100, 30, "Under")
    first, second, below = deck.blocks()[1:]
    assert (first.text, first.source.path, first.source.bbox) == ("Ein", "s1/g2/sp1/p1", (300, 300, 480, 400))
    assert second.source.bbox == (500, 300, 680, 400)
    assert below.text == "Under"


def test_a_turned_shape_has_the_box_around_it():
    deck = Deck()
    shape = box(deck.slide(BLANK), 100, 100, 200, 40, "På høgkant")
    shape.rotation = 90
    assert deck.blocks()[0].source.bbox == (180, 20, 220, 220)


def test_the_words_of_a_chart_are_read():
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    data = CategoryChartData()
    data.categories = ["2024", "2025"]
    data.add_series("Nordvik", (1, 2))
    data.add_series("Solnes", (3, 4))
    deck = Deck()
    slide = deck.slide(ONLY_TITLE, "Folketal")
    frame = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Pt(40), Pt(150), Pt(400), Pt(200), data)
    frame.chart.has_title = True
    frame.chart.chart_title.text_frame.text = "Innbyggjarar"
    assert texts(deck.blocks()) == ["Folketal", "Innbyggjarar", "Nordvik\tSolnes", "2024\t2025"]


DIAGRAM_DATA = f"""<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" {NAMES}>
<dgm:ptLst>
<dgm:pt modelId="0" type="doc"/>
<dgm:pt modelId="1"><dgm:t><a:bodyPr/><a:p><a:r><a:t>Kartlegging</a:t></a:r></a:p></dgm:t></dgm:pt>
<dgm:pt modelId="2" type="parTrans"><dgm:t><a:bodyPr/><a:p><a:r><a:t>pil</a:t></a:r></a:p></dgm:t></dgm:pt>
<dgm:pt modelId="3"><dgm:t><a:bodyPr/><a:p><a:r><a:t>Vedtak</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst>
<dgm:extLst><a:ext uri="x"><dsp:dataModelExt xmlns:dsp="http://schemas.microsoft.com/office/drawing/2008/diagram"
 relId="rIdDrawing"/></a:ext></dgm:extLst></dgm:dataModel>"""
DIAGRAM_DRAWING = f"""<dsp:drawing xmlns:dsp="http://schemas.microsoft.com/office/drawing/2008/diagram" {NAMES}>
<dsp:spTree><dsp:sp><dsp:txBody><a:bodyPr/><a:p><a:pPr><a:buChar char="•"/></a:pPr><a:r><a:t>Teikna</a:t></a:r></a:p>
</dsp:txBody></dsp:sp></dsp:spTree></dsp:drawing>"""


def diagram(drawing: bool) -> bytes:
    deck = Deck()
    slide = deck.slide(ONLY_TITLE, "Prosess")
    frame = table(slide, 1, 1)._graphic_frame._element
    graphic = frame.find(".//{*}graphicData")
    graphic.set("uri", "http://schemas.openxmlformats.org/drawingml/2006/diagram")
    graphic.remove(graphic[0])
    graphic.append(graphic.makeelement("{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"))
    graphic[0].set(f"{{{NAMES.split(chr(34))[5]}}}dm", "rIdData")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagram"
    rels = f'<Relationship Id="rIdData" Type="{kind}Data" Target="../diagrams/data1.xml"/>'
    if drawing:
        rels += f'<Relationship Id="rIdDrawing" Type="{kind}Drawing" Target="../diagrams/drawing1.xml"/>'

    def change(name: str, data: bytes) -> bytes:
        return (
            data.replace(b"</Relationships>", rels.encode() + b"</Relationships>")
            if "slide1.xml.rels" in name
            else data
        )

    parts = {"ppt/diagrams/data1.xml": DIAGRAM_DATA, "ppt/diagrams/drawing1.xml": DIAGRAM_DRAWING}
    return with_parts(deck.data(), parts, change)


def test_a_diagram_is_read_from_its_drawing():
    blocks = read_pptx(diagram(drawing=True), "x").blocks
    assert items(blocks) == [(0, "•", "Teikna")]


def test_a_diagram_without_a_drawing_is_read_from_its_data():
    blocks = read_pptx(diagram(drawing=False), "x").blocks
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ["Kartlegging", "Vedtak"]
