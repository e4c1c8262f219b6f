"""What people wrote in Word is in the innkalling as they wrote it, and nothing that is nobody's business."""

import io
import re
import shutil
import zipfile
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm

from extract import read_moete
from ingest import read
from render import next_meeting, to_pdf, write_paper
from render.gather import gather
from render.pages import fill_in_pages
from tests.render.finished_papers import (
    LAST,
    NOTE,
    SECRET,
    below,
    chart,
    enrich,
    everything,
    house_paper,
    picture,
    template_paper,
    xml,
)
from tests.render.samples import COUNCIL, Folder, part

OFFICE = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")


def innkalling(folder, target=None, maalform="nn"):
    """The innkalling with the papers of a folder, and what was told of them."""
    found, unread = gather(folder)
    last = LAST.model_copy(update={"maalform": maalform})
    coming = next_meeting(Folder(last), COUNCIL, date(2026, 2, 23), papers=found)
    told = [*unread, *coming.left_out]
    target = target or folder.parent / "innkalling.docx"
    write_paper("innkalling", coming.moete, target, papers=coming.papers, told=told, force=True)
    return target, told


@pytest.fixture
def papers(tmp_path):
    folder = tmp_path / "papers"
    folder.mkdir()
    return folder


@pytest.fixture(params=["nn", "nb"])
def rich(request, papers):
    """An innkalling with a paper that has something of everything."""
    enrich(template_paper(papers / "kulturskule.docx", maalform=request.param))
    return innkalling(papers, maalform=request.param)


def body(paper):
    return docx.Document(str(paper)).element.body


def said(paper):
    return [each.text for each in docx.Document(str(paper)).paragraphs if each.text.strip()]


class TestWhatComesAlong:
    def test_bold_words(self, rich):
        runs = [run for each in docx.Document(str(rich[0])).paragraphs for run in each.runs if run.bold]
        assert "kvaliteten" in [run.text for run in runs]

    def test_the_picture_without_the_name_of_who_made_it(self, rich):
        with zipfile.ZipFile(rich[0]) as archive:
            pictures = [name for name in archive.namelist() if name.startswith("word/media/")]
            data = archive.read(pictures[0])
        assert len(pictures) == 1 and data.startswith(b"\x89PNG") and SECRET.encode() not in data

    def test_a_table_with_its_merged_cells(self, rich):
        table = docx.Document(str(rich[0])).tables[-1]
        assert [cell.text for cell in table.rows[0].cells] == ["Kommune", "Elevar", "Kostnad"]
        spans = [each.get(qn("w:val")) for each in table._tbl.iter(qn("w:gridSpan"))]
        assert spans == ["2"]

    def test_the_footnote(self, rich):
        notes = part(rich[0], "word/footnotes.xml")
        calls = re.findall(r'<w:footnoteReference w:id="(\d+)"', part(rich[0]))
        assert len(calls) == 1 and f'<w:footnote w:id="{calls[0]}"' in notes and NOTE in notes

    def test_the_link_to_the_web_and_no_other(self, rich):
        with zipfile.ZipFile(rich[0]) as archive:
            relations = archive.read("word/_rels/document.xml.rels").decode()
        assert "https://example.org/kulturskule" in relations and "file:///" not in relations
        assert "og planen" in "\n".join(said(rich[0]))

    def test_lists_begin_at_one_in_each_paper(self, papers):
        for name in ("a.docx", "b.docx"):
            template_paper(papers / name, f"Sak om {name[0] * 7}")
        numbers = {}
        for each in docx.Document(str(innkalling(papers)[0])).paragraphs:
            if each.text in ("Rådet går inn for saka.", "Kommunane får ho til vedtak."):
                numbers.setdefault(each._p.pPr.numPr.numId.val, []).append(each.text)
        assert [len(texts) for texts in numbers.values()] == [2, 2]

    def test_in_our_own_styles_a_paper_of_our_template_looks_the_same(self, rich):
        document = docx.Document(str(rich[0]))
        styles = {each.text: each.style.name for each in document.paragraphs}
        assert styles["Vurdering"] == "Heading 3" and styles["Eit samarbeid gjev fleire tilbod."] == "Body Text"


class TestWhatStaysBehind:
    def test_who_wrote_it_and_when(self, rich):
        text = everything(rich[0])
        assert SECRET not in text and "rsid" not in text and "2026-01-02T10" not in text

    def test_deleted_words_comments_and_hidden_text(self, rich):
        text = everything(rich[0])
        for gone in ("kan starte ein gong", "w:del ", "w:ins ", "commentReference", "Løynd merknad"):
            assert gone not in text, gone
        assert "Ordninga startar i 2027 etter planen." in said(rich[0])

    def test_it_is_told_that_there_were_changes_and_comments(self, rich):
        assert [sentence.partition(";")[0] for sentence in rich[1]] == [
            "kulturskule.docx has tracked changes",
            "kulturskule.docx has comments in its margin",
        ]

    def test_headings_that_nobody_wrote_under_and_places_to_write(self, rich):
        lines = said(rich[0])
        assert "Konklusjon" not in lines and "Økonomiske konsekvensar" not in lines and "Vurdering" in lines
        styles = [(each.text, each.style.name) for each in docx.Document(str(rich[0])).paragraphs]
        own = styles[next(at for at, (text, _) in enumerate(styles) if "kulturskule" in text) :]
        assert "Skriveplass" not in [style for _, style in own]

    def test_the_header_of_a_house_and_the_box_that_the_template_writes(self, papers):
        house_paper(papers / "brann.docx")
        paper, _ = innkalling(papers)
        assert "Topptekst i huset" not in everything(paper)
        lines = said(paper)
        assert [each for each in lines if "Jon Tveit" in each] == ["Saksbehandlar:\tJon Tveit"]
        assert not any("SAKSFRAMLEGG" in each for each in lines)

    def test_what_would_be_fetched_or_run(self, papers):
        path = template_paper(papers / "x.docx")
        document = docx.Document(str(path))
        at = below(document, ("Vurdering",), ["Sjå biletet."])
        far = document.part.relate_to(
            "https://example.org/spor.png",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image",
            is_external=True,
        )
        at.add_run().add_picture(io.BytesIO(picture()), width=Cm(3))
        blip = next(document.element.body.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"))
        blip.attrib.clear()
        blip.set(qn("r:link"), far)
        at._p.append(xml('<w:r><w:fldChar w:fldCharType="begin"/></w:r>'))
        at._p.append(xml('<w:r><w:instrText>INCLUDETEXT "C:\\løynd.docx"</w:instrText></w:r>'))
        at._p.append(xml('<w:r><w:fldChar w:fldCharType="separate"/></w:r>'))
        at._p.append(xml("<w:r><w:t>vist tekst</w:t></w:r>"))
        at._p.append(xml('<w:r><w:fldChar w:fldCharType="end"/></w:r>'))
        document.save(str(path))
        paper, told = innkalling(papers)
        text = everything(paper)
        assert "spor.png" not in text and "INCLUDETEXT" not in text and "vist tekst" in text
        assert any("lies outside the file" in each for each in told)

    def test_a_chart_comes_along_without_the_sheet_behind_it(self, papers):
        path = template_paper(papers / "x.docx")
        document = docx.Document(str(path))
        at = below(document, ("Vurdering",), ["Sjå figuren."])
        at._p.append(chart(document))
        document.save(str(path))
        paper, told = innkalling(papers)
        with zipfile.ZipFile(paper) as archive:
            names = archive.namelist()
        assert told == [] and "word/charts/papir1.xml" in names
        assert not any("embeddings" in name or name.endswith(".xlsx") for name in names)
        drawn = part(paper, "word/charts/papir1.xml")
        assert "externalData" not in drawn and "schemeClr" not in drawn and "ED7D31" in drawn


class TestAHouseStyle:
    def test_gets_our_headings_by_level(self, papers):
        house_paper(papers / "brann.docx")
        styles = {each.text: each.style.name for each in docx.Document(str(innkalling(papers)[0])).paragraphs}
        assert styles["Framlegg til vedtak:"] == "Heading 2" and styles["Saksopplysningar"] == "Heading 2"
        assert styles["Økonomi"] == "Heading 3"
        assert styles["Rådet vedtek ny brannordning."] == "List Number"

    def test_keeps_what_carries_meaning_but_not_the_typeface(self, papers):
        house_paper(papers / "brann.docx")
        paper, _ = innkalling(papers)
        quote = next(each for each in docx.Document(str(paper)).paragraphs if each.text.startswith("Brannvernet"))
        assert quote.style.name == "Body Text" and quote.runs[0].italic and quote.paragraph_format.left_indent
        assert "Garamond" not in part(paper)

    def test_its_last_page_break_does_not_make_an_empty_page(self, papers):
        house_paper(papers / "brann.docx")
        assert 'w:type="page"' not in part(innkalling(papers)[0])

    def test_a_landscape_table_stays_so_and_ours_goes_on_upright(self, papers):
        house_paper(papers / "brann.docx", landscape=True)
        sections = list(body(innkalling(papers)[0]).iter(qn("w:sectPr")))
        sides = [each.find(qn("w:pgSz")).get(qn("w:orient"), "portrait") for each in sections]
        assert sides == ["portrait", "landscape", "portrait"]
        assert [each.find(qn("w:titlePg")) is not None for each in sections] == [True, False, False]
        assert all(each.find(qn("w:headerReference")) is not None for each in sections)


class TestTheWhole:
    def test_the_same_papers_give_the_same_bytes(self, papers, tmp_path):
        enrich(template_paper(papers / "a.docx"))
        house_paper(papers / "b.docx", landscape=True)
        one, _ = innkalling(papers, tmp_path / "one.docx")
        other, _ = innkalling(papers, tmp_path / "other.docx")
        assert one.read_bytes() == other.read_bytes()

    def test_it_is_read_back_as_the_papers_say(self, papers):
        enrich(template_paper(papers / "a.docx"))
        house_paper(papers / "b.docx", landscape=True)
        found = read_moete(read(innkalling(papers)[0]))
        assert [each.nummer for each in found.saker] == [f"{at}/26" for at in range(1, 8)]
        by_title = {each.tittel: each for each in found.saker}
        fire = by_title["Ny brannordning"]
        assert next(point.tekst for point in fire.framlegg.punkt) == "Rådet vedtek ny brannordning."
        assert fire.vedlegg == ["Brannplan 2026"] and fire.arkivsak == "26/77"
        assert len(by_title["Samarbeid om kulturskule"].framlegg.punkt) == 2

    def test_a_paper_that_nobody_has_filled_in_is_as_if_it_were_not_there(self, papers, tmp_path):
        from tests.render.samples import council_meeting, sak

        write_paper("saksframlegg", council_meeting(), papers / "tom.docx", sak=sak("Ny skule"))
        lines = said(innkalling(papers)[0])
        assert "Sak 4/26 Felles legevakt" in lines and "Sak 5/26 Ny skule" in lines

    def test_a_text_file_comes_in_as_text(self, papers):
        text = "Saksframlegg\n\nSak 3/26 Ny brannordning\n\nFramlegg til vedtak:\nRådet vedtek ny brannordning.\n"
        (papers / "brann.md").write_text(text.replace("Sak 3", "# Sak 3").replace("Saksf", "# Saksf"), encoding="utf-8")
        paper, told = innkalling(papers)
        assert told == [] and "Rådet vedtek ny brannordning." in said(paper)

    def test_an_innkalling_that_lies_in_the_folder_is_not_taken_into_itself(self, papers):
        template_paper(papers / "a.docx")
        first, _ = innkalling(papers, papers / "innkalling.docx")
        size = len(said(first))
        again, told = innkalling(papers, papers / "innkalling.docx")
        assert len(said(again)) == size and told == []

    def test_forty_papers(self, papers):
        for at in range(40):
            title = f"{['Brann', 'Skule', 'Veg', 'Hamn', 'Vatn'][at % 5]} og drift av anlegg nummer {at}"
            house_paper(papers / f"{at:02}.docx", title, arkivsak=f"26/{100 + at}", landscape=at == 20)
        paper, told = innkalling(papers)
        assert told == []
        titles = [each for each in docx.Document(str(paper)).paragraphs if each.style.name == "Heading 1"]
        assert len(titles) == 45
        assert len({each.get("id") for each in body(paper).iter(qn("wp:docPr"))}) == len(
            list(body(paper).iter(qn("wp:docPr")))
        )

    @OFFICE
    def test_the_pdf_has_the_right_page_numbers_and_links(self, papers):
        import pdfplumber

        enrich(template_paper(papers / "a.docx"))
        house_paper(papers / "b.docx", landscape=True)
        with pdfplumber.open(to_pdf(innkalling(papers)[0])) as pdf:
            listed = pdf.pages[0].extract_text().partition("Vedlegg til sakene")[0]
            rows = re.findall(r"^(\d/26) .*? (\d+)$", listed, re.MULTILINE)
            pages = [page.extract_text() for page in pdf.pages]
            links = len(pdf.pages[0].annots)
        begins = {
            f"{at}/26": next(n for n, text in enumerate(pages, 1) if f"Sak {at}/26 " in text) for at in range(1, 8)
        }
        assert {number: int(page) for number, page in rows} == begins
        assert links >= 2 * len(begins)

    @OFFICE
    def test_the_word_file_has_them_too(self, papers):
        enrich(template_paper(papers / "a.docx"))
        paper, _ = innkalling(papers)
        assert 'w:dirty="true"' in part(paper)
        assert fill_in_pages(paper)
        shown = re.findall(r"PAGEREF sak(\d+) .*?separate.*?<w:t>(\d+)</w:t>", part(paper))
        assert shown == [("1", "2"), ("2", "2"), ("3", "2"), ("4", "3"), ("5", "4"), ("6", "5")]
        assert "w:dirty" not in part(paper)
        once = paper.read_bytes()
        assert fill_in_pages(paper) and paper.read_bytes() == once

    def test_without_libreoffice_word_counts_the_pages(self, papers, monkeypatch):
        monkeypatch.setenv("PATH", "")
        paper, _ = innkalling(papers)
        before = paper.read_bytes()
        assert not fill_in_pages(paper) and paper.read_bytes() == before
