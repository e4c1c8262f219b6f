"""HTML and Markdown papers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ingest.web_page
from ingest.markdown import read_markdown
from ingest.web_page import read_html
from model.document import Block, Document, Heading, ListItem, Paragraph, Table
from model.errors import UnreadableError


def html(body: str) -> Document:
    return read_html(f"<!doctype html><html><body>{body}</body></html>".encode(), "sak.html")


def blocks(body: str) -> list[Block]:
    return html(body).blocks


def texts(body: str) -> list[str]:
    return [block.text for block in blocks(body)]


def items(found: list[Block]) -> list[tuple[str, int, str]]:
    return [(one.marker, one.level, one.text) for one in found if isinstance(one, ListItem)]


def cells(table: Block) -> list[list[str]]:
    assert isinstance(table, Table)
    return [[cell.text for cell in row] for row in table.rows]


class TestHtml:
    def test_headings_and_paragraphs_are_as_the_page_says(self):
        sak, part, text = blocks(
            "<h1>Sak 7/27 Ferje</h1><h2>2.1 Vurdering</h2><p>Styret  har\nfått ein <i>søknad</i>.</p>"
        )
        assert isinstance(sak, Heading) and isinstance(part, Heading) and isinstance(text, Paragraph)
        assert (sak.level, part.level, part.number) == (1, 2, "2.1")
        assert text.text == "Styret har fått ein søknad."

    def test_a_bold_line_by_itself_is_a_heading_below_the_page_s_own(self):
        sak, part, _ = blocks("<h1>Sak 7/27</h1><p><b>Vedtak</b></p><p>Styret løyver kr 50 000 til brygga.</p>")
        assert isinstance(sak, Heading) and isinstance(part, Heading)
        assert (part.text, part.level) == ("Vedtak", 2)

    def test_breaks_hard_spaces_and_gaps(self):
        body = "<p>Tid:&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;kl.&nbsp;10<br>Stad: Nordvik </p><p>&nbsp;</p>"
        assert texts(body) == ["Tid:\tkl. 10\nStad: Nordvik"]

    def test_text_without_paragraphs_is_read(self):
        assert texts("Hei<div>på <b>deg</b><div>der</div>ute</div>!") == ["Hei", "på deg", "der", "ute", "!"]

    def test_lists_count_and_nest(self):
        body = (
            "<ol start=3><li>Løyve<ul><li>Brygga</li><li><p>Vegen</p><p>Og meir.</p></li></ul></li>"
            "<li>Rapport</li></ol>"
            "<ol type=a><li>Ja<li value=4>Nei</ol>"
        )
        assert items(blocks(body)) == [
            ("3.", 0, "Løyve"), ("◦", 1, "Brygga"), ("◦", 1, "Vegen"), ("4.", 0, "Rapport"),
            ("a.", 0, "Ja"), ("d.", 0, "Nei"),
        ]  # fmt: skip
        assert "Og meir." in texts(body)

    def test_typed_lists_are_lists(self):
        assert items(blocks("<p>1. Løyve<br>2. Rapport</p>")) == [("1.", 0, "Løyve"), ("2.", 0, "Rapport")]

    def test_tables_have_headers_and_merged_cells(self):
        (table,) = blocks(
            "<table><thead><tr><th>Kommune<th>Kroner</tr></thead><tr><td rowspan=2>Nordvik<td>1<tr><td>2"
            "<tr><td colspan=2>I alt <b>3</b></table>"
        )
        assert cells(table) == [["Kommune", "Kroner"], ["Nordvik", "1"], ["2"], ["I alt 3"]]
        assert isinstance(table, Table)
        assert table.header_rows == 1 and table.rows[1][0].rowspan == 2 and table.rows[3][0].colspan == 2

    def test_a_row_of_header_cells_is_a_header_and_first_cells_are_not(self):
        (table,) = blocks("<table><tr><th>A<th>B<tr><th>C<td>D<tr><th>E<td>F</table>")
        assert isinstance(table, Table) and table.header_rows == 1

    def test_a_cell_keeps_its_paragraphs_and_lists(self):
        (table,) = blocks("<table><tr><td><p>Ein</p><p>To</p><td><ul><li>Tre</ul></table>")
        assert cells(table) == [["Ein\nTo", "• Tre"]]

    def test_a_cell_can_t_reach_below_its_table(self):
        (table,) = blocks("<table><tr><td rowspan=60000 colspan=99999>A<td>B</table>")
        assert isinstance(table, Table) and table.rows[0][0].rowspan == 1

    def test_a_table_that_lays_out_the_page_is_running_text(self):
        inner = "<table><tr><td>A<td>B</table>"
        body = f"<table><tr><td><h2>Sak 1</h2><p>Tekst</p>{inner}</td><td>Side</td></tr></table>"
        heading, text, table, side = blocks(body)
        assert isinstance(heading, Heading) and text.text == "Tekst" and side.text == "Side"
        assert cells(table) == [["A", "B"]]
        assert texts("<table><tr><td>Ramme</td></tr></table>") == ["Ramme"]

    def test_what_a_browser_hides_is_left_out(self):
        body = (
            "<script>a</script><style>b</style><p style='display: none'>c</p><p hidden>d</p><template>e</template>"
            "<!-- f --><p>Synleg<span style='mso-hide:all'>g</span> <del>h</del></p><select><option>i</select>"
        )
        assert texts(body) == ["Synleg"]

    def test_menus_and_page_heads_are_apart(self):
        paper = "<main><header><h1>Sak 1</h1></header><p>Tekst</main>"
        body = f"<header>Fjordlandet</header><nav><a href=x>Heim</a></nav>{paper}<footer>Post</footer>"
        document = html(body)
        assert [block.text for block in document.blocks] == ["Sak 1", "Tekst"]
        assert document.headers == ["Fjordlandet", "Heim", "Post"]

    def test_tables_of_contents_are_left_out_and_page_feet_apart(self):
        body = (
            "<p class=MsoToc1><a href='#a'>Sak 1</a> 2</p><div id='Table of Contents1'><p>Sak 1 2</p></div>"
            "<h1>Sak 1</h1><div title=footer><p>Side 2</p></div>"
        )
        assert texts(body) == ["Sak 1"] and html(body).headers == ["Side 2"]

    def test_links_lead_outside_and_are_kept_where_they_stand(self):
        body = (
            "<p>Sjå <a href='https://fjordlandet.example/sak'>saka</a>, <a href='#topp'>toppen</a> og "
            "<a href='javascript:alert(1)'>her</a>.</p><table><tr><td><a href='vedlegg 1.pdf'>Vedlegg</a><td>B</table>"
        )
        text, table = blocks(body)
        assert [(one.text, one.target) for one in text.links] == [("saka", "https://fjordlandet.example/sak")]
        assert [(one.text, one.target) for one in table.links] == [("Vedlegg", "vedlegg 1.pdf")]

    def test_the_title_is_the_page_s(self):
        document = read_html(b"<html><head><title> Sak\n 7 </title></head><p>Hei</p></html>", "x.html")
        assert (document.title, document.format) == ("Sak 7", "html")

    @pytest.mark.parametrize("code", ["utf-8", "iso-8859-1", "windows-1252", "utf-16"])
    def test_letters_are_as_the_page_says(self, code):
        page = f"<html><head><meta charset={code}></head><body>Møte på Ås</body></html>".encode(code)
        assert [block.text for block in read_html(page, "x.html").blocks] == ["Møte på Ås"]

    def test_a_page_saved_by_word_is_read(self):
        body = (
            "<p class=MsoListParagraph style='text-indent:-18pt;mso-list:l0 level1 lfo1'><![if !supportLists]>"
            "<span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt \"Arial\"'>"
            "&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Ferje<o:p></o:p></p>"
        )
        assert items(blocks(body)) == [("•", 0, "Ferje")]

    def test_frames_are_told_and_not_fetched(self):
        document = html("<p>Hei</p><iframe src='http://fjordlandet.example/'></iframe>")
        assert document.warnings == ["The page shows other pages in frames, which were not read."]

    def test_entities_of_a_document_type_stay_as_they_are(self):
        page = b'<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/hostname">]><html><p>Hei &a;</p></html>'
        assert "Hei" in " ".join(block.text for block in read_html(page, "x.html").blocks)

    def test_deep_nesting_is_read_or_told(self):
        for tag in ("div", "b", "table><tr><td", "ul><li"):
            assert read_html(f"<html>Hei{f'<{tag}>' * 20_000}du".encode(), "x.html").blocks[0].text.startswith("Hei")

    def test_a_page_out_of_reason_is_told(self, monkeypatch):
        monkeypatch.setattr(ingest.web_page, "LARGEST", 3)
        with pytest.raises(UnreadableError, match="far longer"):
            html("Hei")


class TestMarkdown:
    def test_a_paper_in_markdown_is_read(self):
        document = read_markdown(
            b"# Sak 7/27 Ferje\n\nStyret *m\xc3\xb8test*\ni dag.\n\n## Vedtak\n\n1. Ja\n   - Brygga\n2) Nei\n\n"
            b"| Kommune | Kroner |\n|---|---|\n| Nordvik | 1<br>2 |\n\n[Saka](https://fjordlandet.example)\n",
            "sak.md",
        )
        sak, text, vedtak, *rest = document.blocks
        assert document.format == "md"
        assert isinstance(sak, Heading) and isinstance(vedtak, Heading) and (sak.level, vedtak.level) == (1, 2)
        assert text.text == "Styret møtest i dag."
        assert items(rest) == [("1.", 0, "Ja"), ("-", 1, "Brygga"), ("2)", 0, "Nei")]
        assert cells(rest[3]) == [["Kommune", "Kroner"], ["Nordvik", "1\n2"]]
        assert [(one.text, one.target) for one in rest[4].links] == [("Saka", "https://fjordlandet.example")]

    def test_raw_html_is_only_text(self):
        document = read_markdown(b"<script>alert(1)</script>\n\nHei <b>du</b>", "x.md")
        assert [block.text for block in document.blocks] == ["<script>alert(1)</script>", "Hei <b>du</b>"]

    def test_a_preface_of_settings_is_no_text(self):
        assert [one.text for one in read_markdown(b"---\ntitle: Sak\ntags:\n - a\n---\nHei", "x.md").blocks] == ["Hei"]


PIECES = ["<p>", "</p>", "<table>", "<tr>", "<td>", "</table>", "<ul>", "<ol>", "<li>", "</ul>", "<a href='x'>", "</a>",
          "<h1>", "<b>", "<br>", "<nav>", "1. ", "Hei ", "&nbsp;", "\n",
          "<td rowspan=9>", "<pre>", "<", "&#0;", "\0"]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_any_page_is_read(pieces):
    read_html("".join(pieces).encode(), "x.html")
