"""What a Word file shows, block by block."""

import docx as python_docx
import pytest

from ingest.word import read_docx
from model.document import Block, Heading, ListItem, Paragraph, Table
from tests.ingest.word_files import (
    BREAK,
    NAMES,
    STYLES,
    TAB,
    blocks,
    definition,
    docx,
    level,
    num,
    p,
    packed,
    para,
    r,
    read,
    style,
)

BULLETS = definition(1, level(0, "bullet", "•"))
BOLD = "<w:b/>"


def texts(body: str) -> list[str]:
    return [block.text for block in blocks(body)]


def only(body: str, numbering: str = "") -> Block:
    (block,) = blocks(body, numbering=numbering)
    return block


class TestText:
    def test_runs_of_one_word_are_joined(self):
        assert texts(f"<w:p>{r('Orient')}<w:proofErr w:type='spellStart'/>{r('ering')}</w:p>") == ["Orientering"]

    def test_tabs_and_breaks_are_kept_and_other_space_is_single(self):
        body = "<w:p><w:r><w:t>Dato:</w:t><w:tab/><w:t>7.  mai</w:t><w:br/><w:t>kl. 10 </w:t></w:r></w:p>"
        assert texts(body) == ["Dato:\t7. mai\nkl. 10"]

    def test_a_row_of_spaces_is_a_gap(self):
        assert texts(p("Saksh.: Lea Lund        Arkiv: 033")) == ["Saksh.: Lea Lund\tArkiv: 033"]

    def test_special_hyphens_and_spaces_are_plain(self):
        hyphen = "<w:r><w:noBreakHyphen/></w:r>"
        body = para(r("kr\u00a0100"), hyphen, r("kom\u00admune"), "<w:r><w:softHyphen/></w:r>")
        assert texts(body) == ["kr 100-kommune"]

    def test_letters_of_two_characters_become_one(self):
        assert texts(p("Grønvoll A\u030asmark")) == ["Grønvoll Åsmark"]

    def test_symbols_are_the_signs_they_show(self):
        sign = "<w:r><w:sym w:font='Wingdings' w:char='F0FC'/></w:r>"
        assert texts(para(r("Avklart: "), sign)) == ["Avklart: ✓"]

    def test_capitals_by_format_are_shown(self):
        assert texts(p("Møteprotokoll", rpr="<w:caps/>")) == ["MØTEPROTOKOLL"]

    def test_hidden_text_is_left_out(self):
        assert texts(f"<w:p>{r('Synleg')}{r(' gøymd', '<w:vanish/>')}</w:p>") == ["Synleg"]

    def test_the_text_of_links_and_filled_controls_is_kept(self):
        body = (
            f"<w:p><w:hyperlink r:id='x'>{r('Møteplan')}</w:hyperlink>"
            f"<w:sdt><w:sdtContent>{r(' 2027')}</w:sdtContent></w:sdt></w:p>"
            f"<w:sdt><w:sdtContent>{p('Heile avsnittet')}</w:sdtContent></w:sdt>"
        )
        assert texts(body) == ["Møteplan 2027", "Heile avsnittet"]

    def test_a_placeholder_nobody_filled_in_is_no_text(self):
        control = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Klikk her')}</w:sdtContent></w:sdt>"
        body = para(r("Stad: "), control)
        assert texts(body) == ["Stad:"]


def field(code: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>"

    return f"{mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{mark('separate')}{r(result)}{mark('end')}"


class TestFields:
    def test_a_field_shows_its_result(self):
        assert texts(f"<w:p>{r('Dato: ')}{field(' DATE ', '7. mai 2027')}</w:p>") == ["Dato: 7. mai 2027"]

    def test_page_numbers_are_no_text(self):
        simple = f"<w:fldSimple w:instr='NUMPAGES'>{r('9')}</w:fldSimple>"
        assert texts(para(r("Plan"), field("PAGE", "3"), simple)) == ["Plan"]

    def test_a_table_of_contents_is_left_out(self):
        begin = "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>"
        body = (
            f"<w:p>{begin}<w:r><w:fldChar w:fldCharType='separate'/></w:r>{r('1. Opning')}</w:p>"
            f"<w:p>{r('2. Ymse')}<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>{p('Framlegg')}"
        )
        assert texts(body) == ["Framlegg"]

    def test_a_contents_control_is_left_out_with_its_heading(self):
        gallery = "<w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        assert texts(f"<w:sdt>{gallery}<w:sdtContent>{p('Innhald')}</w:sdtContent></w:sdt>{p('Tekst')}") == ["Tekst"]

    def test_a_broken_field_does_not_swallow_the_paper(self):
        assert texts(f"<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r></w:p>{p('Tekst')}") == ["Tekst"]


class TestTrackedChanges:
    def test_insertions_are_in_and_deletions_out_with_a_warning(self):
        document = read(
            f"<w:p>{r('Styret løyver kr ')}<w:del>{r('50 000').replace('w:t', 'w:delText')}</w:del>"
            f"<w:ins>{r('75 000')}</w:ins></w:p>"
        )
        assert [block.text for block in document.blocks] == ["Styret løyver kr 75 000"]
        assert document.warnings == ["The paper has tracked changes; they are read as accepted."]

    def test_a_deleted_paragraph_end_joins_the_paragraphs(self):
        deleted = "<w:rPr><w:del w:author='x'/></w:rPr>"
        assert texts(p("Styret ", ppr=deleted) + p("godkjenner.")) == ["Styret godkjenner."]

    def test_moved_text_stands_only_where_it_was_moved_to(self):
        body = f"<w:p><w:moveFrom>{r('Punkt A')}</w:moveFrom></w:p><w:p><w:moveTo>{r('Punkt A')}</w:moveTo></w:p>"
        assert texts(body) == ["Punkt A"]

    def test_a_deleted_row_is_no_row(self):
        row = f"<w:tr><w:tc>{p('17/27')}</w:tc></w:tr>"
        gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('18/27')}</w:tc></w:tr>"
        assert texts(f"<w:tbl>{row}{gone}</w:tbl>") == ["17/27"]


class TestBlocks:
    def test_empty_paragraphs_are_space_before_the_next_block(self):
        body = p("Ein.") + p("To.") + p() + p("Tre.") + p("Fire.", ppr='<w:spacing w:before="240"/>')
        assert [block.style.space_before for block in blocks(body)] == [True, False, True, True]

    def test_a_page_break_is_space_before_the_next_block_and_no_text(self):
        body = p("Ein.") + '<w:p><w:r><w:br w:type="page"/><w:t>To.</w:t></w:r></w:p>' + p("Tre.")
        found = blocks(body)
        assert [block.text for block in found] == ["Ein.", "To.", "Tre."]
        assert [block.style.space_before for block in found] == [True, True, False]

    def test_the_source_is_the_place_of_the_paragraph(self):
        found = blocks(p("Ein.") + p() + p("Tre."))
        assert [block.source.path for block in found] == ["p1", "p3"]

    def test_bold_words_before_plain_text_are_a_lead(self):
        block = only(f"<w:p>{r('Vedlegg:', BOLD)}{r(' Utkast til avtale')}</w:p>")
        assert isinstance(block, Paragraph)
        assert block.text[: block.style.lead] == "Vedlegg:"

    def test_the_look_counts_letters_not_signs(self):
        block = only(f"<w:p>{r('Samrøystes vedteke', BOLD)}{r('.')}</w:p>")
        assert block.style.bold
        assert block.style.lead == 0

    def test_indent_is_where_the_first_line_begins(self):
        hanging = '<w:ind w:left="720" w:hanging="360"/>'
        stop = '<w:tabs><w:tab w:val="left" w:pos="2000"/></w:tabs>'
        tabbed = para(TAB, r("tekst"), ppr=stop)
        found = blocks(p("tekst", ppr=hanging) + tabbed)
        assert [block.style.indent for block in found] == [18.0, 100.0]
        assert found[1].text == "tekst"

    def test_a_text_box_is_read_once_behind_its_paragraph(self):
        box = f"<w:txbxContent>{p('I boksen')}</w:txbxContent>"
        shape = (
            "<mc:AlternateContent><mc:Choice Requires='wps'>"
            f"<w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
        )
        found = blocks(f"<w:p>{r('Før')}<w:r>{shape}</w:r></w:p>{p('Etter')}")
        assert [(block.text, block.source.path) for block in found] == [
            ("Før", "p1"),
            ("I boksen", "p1/x1/p1"),
            ("Etter", "p2"),
        ]

    def test_an_old_text_box_is_read_too(self):
        body = (
            f"<w:p><w:r><w:pict><v:textbox><w:txbxContent>{p('Boks')}</w:txbxContent></v:textbox></w:pict></w:r></w:p>"
        )
        assert texts(body) == ["Boks"]


class TestHeadings:
    def test_the_outline_level_of_the_style_chain_makes_a_heading(self):
        styles = STYLES + (
            '<w:style w:type="paragraph" w:styleId="Sakstittel"><w:name w:val="Sakstittel"/>'
            '<w:basedOn w:val="Overskrift2"/></w:style>'
        )
        (block,) = blocks(p("Felles legevakt", ppr=style("Sakstittel")), styles=styles)
        assert isinstance(block, Heading)
        assert (block.level, block.style.name, block.style.size) == (2, "Sakstittel", 13.0)

    @pytest.mark.parametrize(
        ("name", "depth"), [("heading 3", 3), ("Overskrift 2", 2), ("Heading 1", 1), ("Title", 1), ("Tittel", 1)]
    )
    def test_a_style_of_a_known_name_makes_a_heading(self, name, depth):
        styles = STYLES + f'<w:style w:type="paragraph" w:styleId="x"><w:name w:val="{name}"/></w:style>'
        (block,) = blocks(p("Felles legevakt", ppr=style("x")), styles=styles)
        assert isinstance(block, Heading)
        assert block.level == depth

    def test_a_style_may_say_that_it_is_no_heading(self):
        styles = STYLES + (
            '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="x"/><w:basedOn w:val="Overskrift1"/>'
            '<w:pPr><w:outlineLvl w:val="9"/></w:pPr><w:rPr><w:sz w:val="22"/></w:rPr></w:style>'
        )
        assert blocks(p("Vanleg tekst.", ppr=style("x")), styles=styles)[0].kind == "paragraph"

    def test_a_typed_number_is_the_headings_number(self):
        block = only(p("3.\tFelles legevakt", ppr=style("Overskrift1")))
        assert isinstance(block, Heading)
        assert (block.text, block.number) == ("3. Felles legevakt", "3")

    def test_a_long_text_in_a_heading_style_is_text(self):
        assert only(p("Dette er eit langt avsnitt. " * 20, ppr=style("Overskrift1"))).kind == "paragraph"

    def test_a_short_bold_line_is_a_heading_below_the_styles(self):
        body = p("Opning", ppr=style("Overskrift1")) + p("Vedlegg:", rpr=BOLD) + p("Utkast til avtale.")
        assert [(block.kind, getattr(block, "level", 0)) for block in blocks(body)] == [
            ("heading", 1),
            ("heading", 2),
            ("paragraph", 0),
        ]

    def test_bold_over_a_bold_style_is_plain_as_word_shows_it(self):
        styles = STYLES + (
            '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="x"/><w:rPr><w:b/></w:rPr></w:style>'
            '<w:style w:type="character" w:styleId="y"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
        )
        (block,) = blocks(p("tekst", ppr=style("x"), rpr='<w:rStyle w:val="y"/>'), styles=styles)
        assert not block.style.bold


class TestLists:
    def test_typed_bullets_are_items_however_they_are_typed(self):
        tab = "<w:r><w:tab/></w:r>"
        body = (
            p("• Ved margen") + f"<w:p>{tab}{r('• Tabulator før')}</w:p>"
            f"<w:p>{r('•')}{tab}{r('Tabulator etter')}</w:p>" + p("•Utan mellomrom") + p("- Med strek")
        )
        found = blocks(body)
        assert all(isinstance(block, ListItem) for block in found)
        assert [block.text for block in found] == [
            "Ved margen",
            "Tabulator før",
            "Tabulator etter",
            "Utan mellomrom",
            "Med strek",
        ]

    def test_bullets_typed_with_line_breaks_are_items_each(self):
        body = para(r("• Ein"), BREAK, r("• To"), BREAK, r("og meir"), BREAK, r("• Tre"))
        assert [(b.kind, b.text) for b in blocks(body)] == [
            ("list_item", "Ein"),
            ("list_item", "To\nog meir"),
            ("list_item", "Tre"),
        ]

    def test_bullets_typed_below_a_line_leave_the_line_text(self):
        body = "<w:p><w:r><w:t>Tema:</w:t><w:br/><w:t>• Vatn</w:t><w:br/><w:t>• Veg</w:t></w:r></w:p>"
        assert [(b.kind, b.text) for b in blocks(body)] == [
            ("paragraph", "Tema:"),
            ("list_item", "Vatn"),
            ("list_item", "Veg"),
        ]

    def test_a_date_at_the_start_of_a_line_is_text(self):
        assert only(p("7. januar møtest nettverket.")).kind == "paragraph"

    def test_the_lead_of_a_typed_item_is_measured_without_the_marker(self):
        item = only(f"<w:p>{r('• Status:', BOLD)}{r(' i arbeid')}</w:p>")
        assert isinstance(item, ListItem)
        assert item.text[: item.style.lead] == "Status:"

    def test_a_bold_numbered_paragraph_is_a_heading_with_its_number(self):
        numbering = definition(1, level(0, "decimal", "%1."))
        found = blocks(p("Ny avtale", ppr=num(1), rpr=BOLD) + p("Avtalen er drøfta."), numbering=numbering)
        assert isinstance(found[0], Heading)
        assert (found[0].text, found[0].number) == ("1. Ny avtale", "1")

    def test_dashes_typed_under_a_numbered_point_stand_below_it(self):
        body = para(r("Styret peikar ut:"), BREAK, r("- leiar"), BREAK, r("- nestleiar"), ppr=num(1))
        found = blocks(body, numbering=definition(1, level(0, "decimal", "%1.")))
        assert [(b.marker, b.text, b.level) for b in found if isinstance(b, ListItem)] == [
            ("1.", "Styret peikar ut:", 0),
            ("-", "leiar", 1),
            ("-", "nestleiar", 1),
        ]

    def test_a_paragraph_with_a_bullet_keeps_its_breaks(self):
        body = f"<w:p><w:pPr>{num(1)}</w:pPr>{r('Vatn', BOLD)}<w:r><w:br/><w:t>Felles plan.</w:t></w:r></w:p>"
        item = only(body, BULLETS)
        assert isinstance(item, ListItem)
        assert (item.text, item.style.lead) == ("Vatn\nFelles plan.", 4)


class TestHeadersAndNotes:
    def test_headers_are_set_apart_each_once_without_page_numbers(self):
        number = f"{r('Side ')}{field('PAGE', '1')}{r(' av ')}{field('NUMPAGES', '9')}"
        rels = "http://schemas.openxmlformats.org/package/2006/relationships"
        document = read(
            f"{p('Tekst')}<w:sectPr><w:headerReference w:type='default' r:id='h'/><w:headerReference w:type='first' "
            "r:id='h2'/><w:footerReference w:type='default' r:id='f'/></w:sectPr>",
            parts={
                "word/_rels/document.xml.rels": f"<Relationships xmlns='{rels}'>"
                "<Relationship Id='h' Target='header1.xml'/><Relationship Id='h2' Target='/word/header2.xml'/>"
                "<Relationship Id='f' Target='footer1.xml'/></Relationships>",
                "word/header1.xml": f"<w:hdr {NAMES}>{p('Fjordlandet regionråd')}</w:hdr>",
                "word/header2.xml": f"<w:hdr {NAMES}>{p('Fjordlandet regionråd')}</w:hdr>",
                "word/footer1.xml": f"<w:ftr {NAMES}><w:p>{number}</w:p></w:ftr>",
            },
        )
        assert document.headers == ["Fjordlandet regionråd"]
        assert [block.text for block in document.blocks] == ["Tekst"]

    def test_the_title_is_the_files_property(self):
        core = (
            "<c:coreProperties xmlns:c='http://schemas.openxmlformats.org/package/2006/metadata/core-properties'"
            " xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title> Innkalling </dc:title></c:coreProperties>"
        )
        assert read(p("Tekst"), parts={"docProps/core.xml": core}).title == "Innkalling"
        assert read(p("Tekst")).title is None


class TestFile:
    def test_a_file_by_another_program_is_read(self, tmp_path):
        file = python_docx.Document()
        file.add_heading("Innkalling", 1)
        file.add_paragraph("Godkjenning av protokollen", style="List Number")
        file.add_paragraph("Budsjett", style="List Bullet")
        table = file.add_table(2, 2)
        table.cell(0, 0).text = "Saksnr."
        file.save(tmp_path / "sak.docx")
        document = read_docx((tmp_path / "sak.docx").read_bytes(), "sak.docx")
        assert [(b.kind, b.text) for b in document.blocks[:3]] == [
            ("heading", "Innkalling"),
            ("list_item", "Godkjenning av protokollen"),
            ("list_item", "Budsjett"),
        ]
        assert isinstance(document.blocks[3], Table)
        assert (document.format, document.pages) == ("docx", [])

    def test_the_strict_form_of_the_format_is_read(self):
        strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
        usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        main = f"<w:document {NAMES}><w:body>{p('Tekst')}</w:body></w:document>".encode().replace(usual, strict)
        assert read_docx(packed({"word/document.xml": main}), "x").blocks[0].text == "Tekst"

    def test_the_same_bytes_give_the_same_document(self):
        data = docx(p("Tekst") + p("• Punkt"))
        assert read_docx(data, "sak.docx") == read_docx(data, "sak.docx")

    def test_a_paper_without_text_says_so(self):
        assert read(p()).warnings == ["The paper holds no text."]

    def test_an_embedded_text_that_is_not_read_is_told(self):
        assert "another format" in read(p("Tekst") + "<w:altChunk r:id='x'/>").warnings[0]
