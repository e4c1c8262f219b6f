"""Footnotes, links, comments and pictures in Word files."""

from typing import Any

import pytest

from model.document import Block, Document, ListItem, Note, Table
from tests.ingest.word_files import NAMES, definition, level, num, p, para, r, read

RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
NOTES = {key: f"Note {key}." for key in ("2", "3", "7")}


def call(key: str, kind: str = "footnote", more: str = "") -> str:
    return f"<w:r><w:{kind}Reference w:id='{key}' {more}/></w:r>"


def notes_part(kind: str = "footnote", notes: dict[str, str] | None = None) -> dict[str, str]:
    said = "".join(
        f"<w:{kind} w:id='{key}'><w:p><w:r><w:{kind}Ref/></w:r>{r(' ' + text)}</w:p></w:{kind}>"
        for key, text in (notes or NOTES).items()
    )
    return {f"word/{kind}s.xml": f"<w:{kind}s {NAMES}>{said}</w:{kind}s>"}


def kinds(found: list[Block]) -> list[tuple[Any, ...]]:
    return [("note", block.marker, block.text) if isinstance(block, Note) else (block.text,) for block in found]


class TestNotes:
    def test_a_note_stands_behind_the_block_that_calls_it_with_its_number(self):
        body = para(r("Ein"), call("7"), r(", to"), call("2")) + para(r("Tre"), call("3")) + p("Fire")
        assert kinds(read(body, parts=notes_part()).blocks) == [
            ("Ein, to",), ("note", "1", "Note 7."), ("note", "2", "Note 2."), ("Tre",), ("note", "3", "Note 3."),
            ("Fire",),
        ]  # fmt: skip

    def test_a_note_called_in_a_table_stands_behind_it(self):
        cell = f"<w:tc>{para(r('25 000'), call('2'))}</w:tc>"
        table, note, end = read(f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>{p('Slutt')}", parts=notes_part()).blocks
        assert isinstance(table, Table) and table.rows[0][0].text == "25 000"
        assert isinstance(note, Note) and end.text == "Slutt"

    def test_endnotes_have_small_roman_numbers(self):
        body = para(r("Ein"), call("2", "endnote")) + para(r("To"), call("3", "endnote"))
        found = read(body, parts=notes_part("endnote")).blocks
        assert [one.marker for one in found if isinstance(one, Note)] == ["i", "ii"]

    def test_the_file_says_how_notes_are_numbered(self):
        settings = f"<w:settings {NAMES}><w:footnotePr><w:numFmt w:val='lowerLetter'/></w:footnotePr></w:settings>"
        body = para(r("Ein"), call("2"))
        (_, note) = read(body, parts={**notes_part(), "word/settings.xml": settings}).blocks
        assert isinstance(note, Note) and note.marker == "a"
        section = "<w:sectPr><w:footnotePr><w:numStart w:val='5'/></w:footnotePr></w:sectPr>"
        (_, note) = read(body + section, parts=notes_part()).blocks
        assert isinstance(note, Note) and note.marker == "5"

    def test_a_sign_of_its_own_is_the_marker_and_counts_for_none(self):
        own = call("2", more="w:customMarkFollows='1'")
        body = para(r("Ein"), own, r("*"), r(" og to"), call("3"))
        found = read(body, parts=notes_part(notes={"2": "* Med stjerne.", "3": "Med tal."})).blocks
        assert kinds(found) == [("Ein* og to",), ("note", "*", "Med stjerne."), ("note", "1", "Med tal.")]

    def test_a_note_does_not_part_a_list(self):
        numbering = definition(1, level(0, "decimal", "%1."))
        body = p("Ein", ppr=num(1)) + para(r("- Under"), call("2")) + p("- Og her") + p("To", ppr=num(1))
        found = read(body, numbering=numbering, parts=notes_part()).blocks
        assert [(one.marker, one.level) for one in found if isinstance(one, ListItem)] == [
            ("1.", 0), ("-", 1), ("-", 1), ("2.", 0),
        ]  # fmt: skip

    def test_a_note_whose_call_was_deleted_is_gone_and_one_called_twice_stands_once(self):
        body = para(r("Ein"), f"<w:del>{call('2')}</w:del>", call("3"), call("3"))
        assert kinds(read(body, parts=notes_part()).blocks) == [("Ein",), ("note", "1", "Note 3.")]


def linked(body: str, **targets: str) -> Document:
    relations = "".join(
        f"<Relationship Id='{key}' Type='x/hyperlink' Target='{target}' TargetMode='External'/>"
        for key, target in targets.items()
    )
    return read(
        body, parts={"word/_rels/document.xml.rels": f"<Relationships xmlns='{RELS}'>{relations}</Relationships>"}
    )


def links(block: Block) -> list[tuple[str, str]]:
    return [(one.text, one.target) for one in block.links]


def link(key: str, text: str, more: str = "") -> str:
    return f"<w:hyperlink r:id='{key}' {more}>{r(text)}</w:hyperlink>"


def field(code: str, *result: str) -> str:
    def mark(kind: str) -> str:
        return f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>"

    return (
        f"{mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{mark('separate')}{''.join(result)}{mark('end')}"
    )


class TestLinks:
    def test_links_have_their_words_and_their_address(self):
        body = para(r("Sjå "), link("a", "møteplanen"), r(" og "), link("b", "skriv"), r("."))
        (block,) = linked(body, a="https://fjordlandet.example/plan", b="mailto:post@fjordlandet.example").blocks
        assert block.text == "Sjå møteplanen og skriv."
        assert links(block) == [
            ("møteplanen", "https://fjordlandet.example/plan"), ("skriv", "mailto:post@fjordlandet.example"),
        ]  # fmt: skip

    def test_a_link_field_is_a_link(self):
        body = para(r("Sjå "), field(' HYPERLINK "https://fjordlandet.example" \\l "sak" ', r("sa"), r("ka")))
        (block,) = linked(body).blocks
        assert links(block) == [("saka", "https://fjordlandet.example#sak")]
        simple = f"<w:fldSimple w:instr=' HYPERLINK \"https://fjordlandet.example\" '>{r('her')}</w:fldSimple>"
        assert links(linked(para(simple)).blocks[0]) == [("her", "https://fjordlandet.example")]

    @pytest.mark.parametrize("target", ["javascript:alert(1)", "#topp", "data:text/html,x"])
    def test_what_leads_nowhere_outside_is_only_text(self, target):
        (block,) = linked(para(link("a", "her")), a=target).blocks
        assert block.text == "her" and block.links == []

    def test_a_place_in_the_paper_is_no_link(self):
        body = para(
            f"<w:hyperlink w:anchor='_Toc1'>{r('Sak 1')}</w:hyperlink>", field(' HYPERLINK \\l "b" ', r(" her"))
        )
        assert linked(body).blocks[0].links == []

    def test_links_in_cells_are_the_tables(self):
        cell = f"<w:tc>{para(link('a', 'Vedlegg 1'))}</w:tc>"
        (table,) = linked(f"<w:tbl><w:tr>{cell}<w:tc>{p('B')}</w:tc></w:tr></w:tbl>", a="vedlegg1.pdf").blocks
        assert links(table) == [("Vedlegg 1", "vedlegg1.pdf")]

    def test_links_in_a_typed_list_go_to_their_items(self):
        body = para(r("• Ein "), link("a", "plan"), "<w:r><w:br/></w:r>", r("• To "), link("b", "kart"))
        one, two = linked(body, a="https://a.example", b="https://b.example").blocks
        assert (links(one), links(two)) == ([("plan", "https://a.example")], [("kart", "https://b.example")])

    def test_links_in_notes_are_the_notes(self):
        note = f"<w:footnote w:id='2'>{para(link('a', 'lova'))}</w:footnote>"
        relation = "<Relationship Id='a' Target='https://lov.example' TargetMode='External'/>"
        rels = f"<Relationships xmlns='{RELS}'>{relation}</Relationships>"
        parts = {
            "word/footnotes.xml": f"<w:footnotes {NAMES}>{note}</w:footnotes>",
            "word/_rels/footnotes.xml.rels": rels,
        }
        assert links(read(para(r("Ein"), call("2")), parts=parts).blocks[1]) == [("lova", "https://lov.example")]


class TestWhatIsNotRead:
    def test_comments_are_told_and_no_text(self):
        comments = f"<w:comments {NAMES}><w:comment w:id='0'>{p('Er dette rett?')}</w:comment></w:comments>"
        body = para("<w:commentRangeStart w:id='0'/>", r("Ferja"), "<w:r><w:commentReference w:id='0'/></w:r>")
        document = read(body, parts={"word/comments.xml": comments})
        assert [block.text for block in document.blocks] == ["Ferja"]
        assert document.warnings == ["The paper has comments in its margin; they are no part of it and were not read."]

    def picture(self, points: int) -> str:
        return (
            "<w:r><w:drawing><wp:inline xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'>"
            f"<wp:extent cx='{points * 12700}' cy='{points * 12700}'/><pic:pic "
            "xmlns:pic='http://schemas.openxmlformats.org/drawingml/2006/picture'/></wp:inline></w:drawing></w:r>"
        )

    def test_a_paper_of_pictures_is_told(self):
        for picture in (
            self.picture(400),
            "<w:r><w:pict><v:shape style='width:400pt;height:500pt'><v:imagedata/></v:shape></w:pict></w:r>",
        ):
            document = read(para(r("Vedlegg"), picture))
            assert [block.text for block in document.blocks] == ["Vedlegg"]
            assert "mostly pictures, which may be scanned pages" in document.warnings[0]

    def test_a_logo_or_a_picture_among_text_is_nothing_odd(self):
        assert read(para(self.picture(80))).warnings == ["The paper holds no text."]
        assert read(para(self.picture(400)) + p("Styret har fått ein søknad. " * 20)).warnings == []

    def test_a_part_of_another_file_is_told(self):
        body = p("Tabell:") + "<w:p><w:r><w:object><o:OLEObject xmlns:o='urn:schemas-microsoft-com:office:office'/>"
        assert "an Excel sheet, say" in read(f"{body}</w:object></w:r></w:p>").warnings[0]


class TestNothingIsLost:
    def test_a_large_first_letter_belongs_to_its_word(self):
        letter = p("S", ppr="<w:framePr w:dropCap='drop' w:lines='3'/>")
        assert [block.text for block in read(letter + p("tyret møtte.")).blocks] == ["Styret møtte."]

    @pytest.mark.parametrize(("state", "shown"), [("<w:checked/>", "☒"), ("<w:default w:val='0'/>", "☐")])
    def test_boxes_to_tick_are_shown(self, state, shown):
        data = f"<w:ffData><w:checkBox>{state}</w:checkBox></w:ffData>"
        begin = f"<w:r><w:fldChar w:fldCharType='begin'>{data}</w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX"
        body = para(f"{begin}</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>", r(" Ja"))
        (choice,) = read(body).blocks
        assert isinstance(choice, ListItem) and (choice.marker, choice.text) == (shown, "Ja")

    def test_a_cell_to_be_filled_in_is_empty_and_a_deleted_one_gone(self):
        unfilled = f"<w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:tc>{p('Klikk')}</w:tc></w:sdtContent>"
        control = f"<w:sdt>{unfilled}</w:sdt>"
        gone = f"<w:tc><w:tcPr><w:cellDel/></w:tcPr>{p('X')}</w:tc>"
        document = read(f"<w:tbl><w:tr><w:tc>{p('A')}</w:tc>{control}{gone}<w:tc>{p('B')}</w:tc></w:tr></w:tbl>")
        (table,) = document.blocks
        assert isinstance(table, Table) and [cell.text for cell in table.rows[0]] == ["A", "", "B"]
        assert document.warnings == ["The paper has tracked changes; they are read as accepted."]

    def test_rows_and_cells_in_content_controls_are_in_the_table(self):
        def control(inner: str) -> str:
            return f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

        first = f"<w:tc>{control(p('A'))}</w:tc>"
        row = f"<w:tr>{control(first)}<w:tc>{p('B')}</w:tc></w:tr>"
        (table,) = read(f"<w:tbl>{control(row)}</w:tbl>").blocks
        assert isinstance(table, Table) and [cell.text for cell in table.rows[0]] == ["A", "B"]

    def test_the_words_of_a_diagram_are_read_box_by_box(self):
        names = "xmlns:d='http://schemas.openxmlformats.org/drawingml/2006/diagram'"
        mark = f"<w:r><w:drawing><d:relIds {names} r:dm='d1'/></w:drawing></w:r>"
        words = "<a:p xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'><a:r><a:t>{}</a:t></a:r></a:p>"
        boxes = "".join(f"<d:pt><d:t>{words.format(text)}</d:t></d:pt>" for text in ("Søknad", "Vedtak"))
        parts = {
            "word/_rels/document.xml.rels": f"<Relationships xmlns='{RELS}'>"
            "<Relationship Id='d1' Target='diagrams/data1.xml'/></Relationships>",
            "word/diagrams/data1.xml": f"<d:dataModel {names}>{boxes}<d:pt type='pres'/></d:dataModel>",
        }
        found = read(para(r("Slik er det:"), mark), parts=parts).blocks
        assert [(block.text, block.source.path) for block in found] == [
            ("Slik er det:", "p1"), ("Søknad", "p1/x1/p1"), ("Vedtak", "p1/x1/p2"),
        ]  # fmt: skip
