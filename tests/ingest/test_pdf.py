"""What a reader sees in a PDF of a board paper, and what the program must see too."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.pdf import read_pdf
from model.document import Block, Document, Heading, ListItem, Paragraph, Table
from model.errors import UnreadableError
from tests.ingest.make_pdf import LEFT, RIGHT, Page, make_pdf, width_of, wrap

ACCOUNT = (
    "Fjordlandet regionråd har i tre år hatt eit felles kontor for beredskap i dei fem kommunane, og kontoret har "
    "halde fire øvingar kvart år saman med politiet og dei frivillige. Kommunane har vore nøgde med ordninga så langt."
)


def read(*pages: Page) -> Document:
    return read_pdf(make_pdf(*pages), "sak.pdf")


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def only(document: Document) -> Block:
    assert len(document.blocks) == 1
    return document.blocks[0]


class TestParagraphs:
    def test_lines_that_the_page_broke_are_one_paragraph(self):
        page = Page()
        page.paragraph(100, ACCOUNT)
        assert only(read(page)).text == ACCOUNT

    def test_white_space_parts_paragraphs_and_an_empty_line_stands_out(self):
        page = Page()
        y = page.paragraph(100, ACCOUNT)
        y = page.paragraph(y + 6, ACCOUNT)
        page.paragraph(y + 20, ACCOUNT)
        blocks = read(page).blocks
        assert [block.text for block in blocks] == [ACCOUNT] * 3
        assert [block.style.space_before for block in blocks] == [True, False, True]

    def test_a_line_with_room_for_the_next_word_was_ended_by_the_writer(self):
        page = Page()
        page.text(LEFT, 100, "Kari Strand, leiar")
        page.text(LEFT, 113.5, "Ola Vik, nestleiar")
        page.paragraph(160, ACCOUNT)
        assert texts(read(page)) == ["Kari Strand, leiar", "Ola Vik, nestleiar", ACCOUNT]

    def test_a_long_name_in_a_list_of_names_stays_a_line_of_its_own(self):
        names = [
            "Kari Strand, ordførar i Nordvik kommune",
            "Ola Vik, ordførar i Eidbygda kommune",
            "Ingunn Fjellstad Brekke, varaordførar i Stølsdalen kommune (for Per Brekke frå sak 4)",
            "Nils Aune, ordførar i Solnes kommune",
        ]
        page = Page()
        for place, name in enumerate(names):
            page.text(LEFT, 100 + 13.5 * place, name)
        page.paragraph(200, ACCOUNT)
        assert texts(read(page)) == [*names, ACCOUNT]

    def test_a_short_line_with_a_colon_is_a_label_unless_its_last_word_needs_more(self):
        full = "Vi arbeider i ei brei gruppe med å utforme ein ny plan for dei fem kommunane dei neste åra."
        for line, texts in (("Vedtak:", [full, "Vedtak:"]), ("Målet er å:", [f"{full} Målet er å:"])):
            page = Page()
            page.paragraph(60, ACCOUNT)
            page.text(LEFT, 120, full)
            page.text(LEFT, 133.5, line)
            assert width_of(f"{full} Målet") > RIGHT - LEFT
            assert [block.text for block in read(page).blocks[1:]] == texts

    def test_a_first_line_set_in_begins_a_paragraph_where_no_white_space_does(self):
        page = Page()
        y = page.paragraph(100, ACCOUNT)
        for line in wrap(ACCOUNT, RIGHT - LEFT - 16)[:1]:
            page.text(LEFT + 16, y, line)
            page.paragraph(y + 13.5, ACCOUNT[len(line) + 1 :])
        assert texts(read(page)) == [ACCOUNT, ACCOUNT]

    def test_a_line_pulled_apart_to_fill_its_width_has_no_columns(self):
        page = Page()
        for place, word in enumerate(["Rådet", "ber", "kommunane", "om", "innspel"]):
            page.text(LEFT + place * 90, 100, word)
        page.paragraph(140, ACCOUNT)
        assert texts(read(page))[0].count("\t") > 0  # equal starts, unequal gaps: columns
        stretched, x = Page(), LEFT
        for word in ["Rådet", "ber", "kommunane", "om", "innspel"]:
            stretched.text(x, 100, word)
            x += width_of(word) + 40
        stretched.paragraph(140, ACCOUNT)
        assert texts(read(stretched))[0] == "Rådet ber kommunane om innspel"

    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.text("abdefghijklmnoprstuvyæøå", min_size=1, max_size=14), min_size=1, max_size=80))
    def test_running_text_comes_back_whole_whatever_its_words(self, words: list[str]):
        text = "Rådet " + " ".join(words)
        page = Page()
        y = page.paragraph(80, ACCOUNT)
        y = page.paragraph(y + 8, text)
        page.paragraph(y + 8, ACCOUNT)
        assert texts(read(page)) == [ACCOUNT, text, ACCOUNT]


class TestOverThePageBreak:
    def test_a_sentence_goes_on(self):
        lines = wrap(ACCOUNT, RIGHT - LEFT)
        first, second = Page(), Page()
        first.text(LEFT, 780, lines[0])
        for place, line in enumerate(lines[1:]):
            second.text(LEFT, 80 + 13.5 * place, line)
        block = only(read(first, second))
        assert block.text == ACCOUNT
        assert block.source.page == 1

    def test_what_follows_a_full_stop_is_a_new_paragraph_with_its_own_place(self):
        first, second = Page(), Page()
        first.paragraph(760, ACCOUNT)
        second.paragraph(80, "Rådet drøfta saka.")
        blocks = read(first, second).blocks
        assert [block.text for block in blocks] == [ACCOUNT, "Rådet drøfta saka."]
        assert blocks[1].source.page == 2
        assert blocks[1].style.space_before


class TestHeadersAndFooters:
    def pages(self, count: int = 4) -> list[Page]:
        pages = []
        for number in range(1, count + 1):
            page = Page()
            page.text(380, 40, "Møtebok 4. mars 2026", size=9)
            page.text(280, 810, f"Side {number} av {count}", size=9)
            page.paragraph(100, f"{number}. mars: {ACCOUNT}")
            pages.append(page)
        return pages

    def test_they_stand_apart_from_the_text(self):
        document = read(*self.pages())
        assert texts(document) == [f"{number}. mars: {ACCOUNT}" for number in range(1, 5)]
        assert document.headers == ["Møtebok 4. mars 2026"]
        assert [page.footer for page in document.pages] == [f"Side {number} av 4" for number in range(1, 5)]
        assert document.pages[2].header == "Møtebok 4. mars 2026"

    def test_the_first_page_may_go_without(self):
        front = Page()
        front.text(LEFT, 100, "Møtebok", size=20, face="bold")
        document = read(front, *self.pages())
        assert document.pages[0].header is None
        assert "Møtebok 4. mars 2026" not in texts(document)

    def test_a_lone_number_at_the_foot_of_the_only_page_is_its_number(self):
        page = Page()
        page.paragraph(100, ACCOUNT)
        page.text(297, 810, "1")
        assert texts(read(page)) == [ACCOUNT]

    def test_the_name_of_the_organ_on_top_of_each_sak_is_text(self):
        pages = []
        for number in range(12, 16):
            page = Page()
            page.text(LEFT, 50, "Fjordlandet regionråd", face="bold")
            page.text(LEFT, 63.5, f"Sak {number}/26")
            page.paragraph(100, ACCOUNT)
            pages.append(page)
        assert texts(read(*pages))[:3] == ["Fjordlandet regionråd", "Sak 12/26", ACCOUNT]
        assert texts(read(*pages)).count("Fjordlandet regionråd") == 4

    def test_a_row_that_looks_like_a_page_of_pages_is_a_row(self):
        page = Page()
        page.paragraph(100, ACCOUNT)
        page.row(780, (LEFT, "17/18"), (160, "Fjordlandet regionråd"), (400, "04.03.2018"))
        assert texts(read(page))[-1] == "17/18\tFjordlandet regionråd\t04.03.2018"


class TestLists:
    def test_bullets_and_numbers_with_hanging_text(self):
        page = Page()
        y = page.paragraph(100, ACCOUNT) + 6
        for marker, text in (("•", "Kort punkt"), ("•", ACCOUNT), ("1.", "Rådet vedtek planen."), ("2.", ACCOUNT)):
            page.text(LEFT + 18, y, marker)
            y = page.paragraph(y, text, left=LEFT + 36)
        items = read(page).blocks[1:]
        assert all(isinstance(item, ListItem) for item in items)
        assert [(item.marker, item.text) for item in items if isinstance(item, ListItem)] == [
            ("•", "Kort punkt"),
            ("•", ACCOUNT),
            ("1.", "Rådet vedtek planen."),
            ("2.", ACCOUNT),
        ]

    def test_text_of_an_item_may_go_back_to_the_margin(self):
        page = Page()
        page.text(LEFT, 100, "- " + wrap(ACCOUNT, RIGHT - LEFT - 8)[0])
        page.paragraph(113.5, " ".join(wrap(ACCOUNT, RIGHT - LEFT - 8)[1:]))
        item = only(read(page))
        assert isinstance(item, ListItem)
        assert (item.marker, item.text) == ("-", ACCOUNT)

    def test_a_deeper_bullet_is_a_deeper_level(self):
        page = Page()
        for y, x, text in ((100, 80, "• Helse"), (113.5, 98, "• Legevakt"), (127, 80, "• Skule")):
            page.text(x, y, text)
        assert [block.level for block in read(page).blocks if isinstance(block, ListItem)] == [0, 1, 0]

    def test_a_sentence_broken_before_a_number_goes_on(self):
        page = Page()
        start = "Rådet handsama saka om den felles legevakta for dei fem kommunane på møtet sitt i Nordvik den"
        page.text(LEFT, 100, start)
        page.text(LEFT, 113.5, "3. og siste møtedagen, og utsette henne.")
        assert texts(read(page))[0] == f"{start} 3. og siste møtedagen, og utsette henne."

    def test_a_day_of_a_month_is_no_item(self):
        page = Page()
        page.text(LEFT, 100, "7. januar møtest arbeidsgruppa i Eidbygda.")
        assert isinstance(only(read(page)), Paragraph)

    def test_a_writers_line_break_in_an_item_stays(self):
        page = Page()
        page.text(LEFT + 18, 100, "1.")
        page.text(LEFT + 36, 100, "Samskaping", face="bold")
        page.paragraph(113.5, ACCOUNT, left=LEFT + 36)
        item = only(read(page))
        assert item.text == f"Samskaping\n{ACCOUNT}"
        assert item.style.lead == len("Samskaping")


class TestRowsAndColumns:
    def test_labels_and_what_stands_behind_them_are_parted_by_a_tab(self):
        page = Page()
        page.row(100, (LEFT, "Saksh.:"), (130, "Berit Strand"), (320, "Arkiv:"), (390, "A56"))
        page.row(113.5, (320, "Arkivsak:"), (390, "18/2567"))
        assert texts(read(page)) == ["Saksh.:\tBerit Strand\tArkiv:\tA56", "Arkivsak:\t18/2567"]

    def test_a_title_on_two_lines_stays_in_its_row_of_the_sakliste(self):
        page = Page()
        long_title = ["Regional plan for psykisk helse i skulane - vidareføring av satsinga", "i barnehagar og skular"]
        rows = [
            ("19/18", "18/2570", ["Jordmorteneste i Stølsdalen"]),
            ("20/18", "16/1904", long_title),
            ("21/18", "18/2571", ["Møteplan"]),
        ]
        y = 100.0
        for number, arkiv, title in rows:
            page.row(y, (LEFT, number), (150, arkiv), (230, title[0]))
            for line in title[1:]:
                y += 13.5
                page.text(230, y, line)
            y += 13.5
        assert texts(read(page)) == [f"{number}\t{arkiv}\t{' '.join(title)}" for number, arkiv, title in rows]

    def test_a_narrow_gap_parts_columns_where_the_row_below_shows_it(self):
        page = Page()
        page.row(100, (LEFT, "Saksnr."), (150, "Arkivsaksnr."), (222, "Tittel"), face="bold")
        page.row(113.5, (LEFT, "19/18"), (150, "18/2570"), (222, "Møteplan"))
        assert texts(read(page)) == ["Saksnr.\tArkivsaksnr.\tTittel", "19/18\t18/2570\tMøteplan"]

    def test_two_columns_of_text_are_read_one_after_the_other(self):
        page = Page()
        page.paragraph(100, ACCOUNT)
        left = ["Økt 1: Med dei tilsette", "Tema for økta var", "• utfordringar i dag", "• vegar vidare for alle"]
        right = ["Økt 2: Med kommunane som", "nyttar tenesta i dag", "Tema for økta var", "• samarbeidet no"]
        for place, (west, east) in enumerate(zip(left, right, strict=True)):
            page.text(LEFT, 180 + 13.5 * place + (6 if place > 0 else 0), west)
            page.text(310, 180 + 13.5 * place, east)
        page.paragraph(270, ACCOUNT)
        first, table, last = read(page).blocks
        assert (first.text, last.text) == (ACCOUNT, ACCOUNT)
        assert isinstance(table, Table)
        assert [cell.text for cell in table.rows[0]] == [
            "\n".join(left),
            "Økt 2: Med kommunane som nyttar tenesta i dag\nTema for økta var\n• samarbeidet no",
        ]

    def test_dots_that_lead_to_a_page_number_are_a_gap(self):
        page = Page()
        page.text(LEFT, 100, "Godkjenning av innkalling" + "." * 60 + "3")
        assert texts(read(page)) == ["Godkjenning av innkalling\t3"]


class TestHeadings:
    def test_bold_and_bigger_lines_are_headings_by_their_size(self):
        page = Page()
        page.text(LEFT, 80, "Møteprotokoll", size=20, face="bold")
        page.text(LEFT, 120, "Sak 12/26 Felles legevakt", size=14, face="bold")
        page.text(LEFT, 150, "Framlegg til vedtak:", face="bold")
        page.paragraph(165, ACCOUNT)
        blocks = read(page).blocks
        assert [(block.text, block.level) for block in blocks if isinstance(block, Heading)] == [
            ("Møteprotokoll", 1),
            ("Sak 12/26 Felles legevakt", 2),
            ("Framlegg til vedtak:", 3),
        ]

    def test_a_heading_on_two_lines_is_one(self):
        title = "SAMARBEID OM BRANNVERN MELLOM KOMMUNANE NORDVIK, EIDBYGDA OG SOLNES - NY AVTALE OM BEREDSKAP OG UTSTYR"
        page = Page()
        lines = wrap(title, RIGHT - LEFT - 20)
        assert lines[1].startswith("SOLNES")
        for place, line in enumerate(lines):
            page.text(LEFT, 100 + 13.5 * place, line, face="bold")
        page.paragraph(150, ACCOUNT)
        heading = read(page).blocks[0]
        assert isinstance(heading, Heading)
        assert heading.text == title

    def test_the_number_of_a_bigger_heading_is_part_of_it(self):
        page = Page()
        page.row(90, (LEFT, "7."), (LEFT + 28, "Felles legevakt"), size=16)
        page.paragraph(120, ACCOUNT)
        heading = read(page).blocks[0]
        assert isinstance(heading, Heading)
        assert (heading.text, heading.number) == ("7. Felles legevakt", "7")

    def test_a_coloured_line_a_little_bigger_than_the_text_is_a_heading(self):
        page = Page()
        page.text(LEFT, 90, "Bakgrunn", size=12, colour="0.2 0.3 0.6")
        page.paragraph(110, ACCOUNT)
        assert isinstance(read(page).blocks[0], Heading)

    def test_a_bold_label_before_text_leads_the_paragraph(self):
        page = Page()
        page.text(LEFT, 100, "Vedlegg:", face="bold")
        page.text(LEFT + 50, 100, "Utkast til plan")
        block = only(read(page))
        assert isinstance(block, Paragraph)
        assert (block.text, block.style.lead, block.style.bold) == ("Vedlegg: Utkast til plan", 8, False)

    def test_a_line_under_the_letters_is_underlining_and_one_across_the_page_is_not(self):
        page = Page()
        page.text(LEFT, 100, "Sakliste")
        page.rule(LEFT, 101.5, LEFT + 43, 101.5)
        page.text(LEFT, 140, "Merknader")
        page.rule(LEFT, 141.5, RIGHT, 141.5)
        assert [block.style.underline for block in read(page).blocks] == [True, False]


class TestLetters:
    def test_words_printed_twice_to_look_bold_are_read_once(self):
        page = Page()
        page.text(LEFT, 100, "Vedtak i saka")
        page.text(LEFT + 0.3, 100, "Vedtak i saka")
        assert texts(read(page)) == ["Vedtak i saka"]

    def test_a_page_lying_on_its_side_is_read_upright(self):
        page = Page(size=(842.0, 595.0))
        page.paragraph(100, ACCOUNT, right=771)
        turned = Page(size=(595.0, 842.0), rotate=90, parts=[f"q 0 1 -1 0 595 0 cm\n{part}\nQ" for part in page.parts])
        document = read(turned)
        assert texts(document) == [ACCOUNT]
        assert (document.pages[0].width, document.pages[0].height) == (842.0, 595.0)
        assert document.blocks[0].source.bbox == read(page).blocks[0].source.bbox

    def test_a_word_across_the_page_does_not_mix_with_the_text(self):
        page = Page()
        page.paragraph(100, ACCOUNT)
        page.parts.append("BT /F1 60 Tf 0.7 0.7 -0.7 0.7 200 300 Tm (UTKAST) Tj ET")
        assert texts(read(page)) == [ACCOUNT, "UTKAST"]

    def test_a_word_across_every_page_is_no_text(self):
        pages = [Page(), Page()]
        for page, line in zip(pages, ("Rådet drøfta saka.", "Saka vart utsett."), strict=True):
            page.text(LEFT, 100, line)
            page.parts.append("BT /F1 60 Tf 0.7 0.7 -0.7 0.7 200 300 Tm (UTKAST) Tj ET")
        document = read(*pages)
        assert texts(document) == ["Rådet drøfta saka.", "Saka vart utsett."]
        assert document.headers == ["UTKAST"]

    def test_the_place_of_a_block_is_its_page_and_box(self):
        page = Page()
        page.text(LEFT, 100, "Vedtak")
        source = only(read(page)).source
        assert source.page == 1
        assert source.bbox is not None
        x0, top, x1, bottom = source.bbox
        assert (x0, x1) == pytest.approx((LEFT, LEFT + width_of("Vedtak")), abs=0.5)
        assert 85 < top < 100 < bottom < 106


class TestFilesThatCanNotBeRead:
    def check(self, data: bytes, *words: str) -> None:
        with pytest.raises(UnreadableError) as failure:
            read_pdf(data, "sak.pdf", ocr="never")
        message = str(failure.value)
        assert message.startswith(("sak.pdf", "The pages of sak.pdf", "The text layer of sak.pdf"))
        assert message.endswith(".")
        assert "\n" not in message
        assert all(word in message for word in words)

    def test_one_that_is_protected(self):
        self.check(make_pdf(Page(), encrypt=True), "is protected by a password; open it and save it without one")

    def test_one_that_is_cut_off_or_none(self):
        page = Page()
        page.paragraph(100, ACCOUNT)
        data = make_pdf(page)
        self.check(b"%PDF-1.7\n", "damaged")
        self.check(data[:200], "damaged")
        self.check(b"no pdf", "damaged")

    def test_one_without_text(self):
        self.check(make_pdf(Page()), "holds no text")

    def test_pictures_of_pages(self):
        page = Page()
        page.image()
        self.check(make_pdf(page), "pictures without text", "switched off")

    def test_letters_that_stand_for_nothing(self):
        page = Page()
        page.parts.append("BT /F0 11 Tf 71 700 Td (\\001\\003\\004\\005\\006\\016\\017\\020) Tj ET")
        self.check(make_pdf(page), "can't be read")

    def test_a_page_that_is_a_picture_among_others_is_named(self):
        text, picture = Page(), Page()
        text.paragraph(100, ACCOUNT)
        picture.image()
        warning = "Page 2 is a picture that was not read: reading of scans was switched off (--ocr never)."
        assert read_pdf(make_pdf(text, picture, text), "sak.pdf", ocr="never").warnings == [warning]

    def test_a_page_of_any_size_is_read(self):
        for size in ((0.0, 0.0), (20_000.0, 20_000.0), (1.0, 1.0)):
            page = Page(size=size)
            page.parts.append("BT /F0 11 Tf 0 0 Td (Vedtak) Tj ET")
            assert texts(read(page)) == ["Vedtak"]


def test_the_same_bytes_give_the_same_document():
    page = Page()
    page.paragraph(100, ACCOUNT)
    data = make_pdf(page, title="Møteprotokoll")
    document = read_pdf(data, "sak.pdf")
    assert document == read_pdf(data, "sak.pdf")
    assert (document.format, document.origin, document.title) == ("pdf", "digital", "Møteprotokoll")
