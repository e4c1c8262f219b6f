"""What our PDFs say of themselves is true: PDF/A-2a and PDF/UA-1, clause by clause; and the clauses do refuse."""

import io
import json
import re
import shutil

import docx
import pikepdf
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

from ingest.office import convert
from model.moete import Blokk
from render import to_pdf
from render.claims import claim, tags_whole
from render.paper import write_paper
from templates.build import STANDARDS
from templates.layout import KINDS, OF_ONE_SAK
from tests.render import pdfa, pdfua
from tests.render.extremes import SIZES, meeting_of
from tests.render.pdf_file import PdfFile, unicode_of
from tests.render.samples import council_meeting, edited, meeting, sak, section

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")

NAME = pikepdf.Name
DICT = pikepdf.Dictionary


def written(folder, kind, moete):
    sak = moete.saker[0] if kind in OF_ONE_SAK else None
    rows = [["Dato", "Tid", "Stad"], *([f"Måndag {n}. mars", "kl. 09.00", moete.moetested or ""] for n in range(1, 30))]
    plan = Blokk(type="tabell", tekst="", rader=rows) if kind == "moeteplan" else None
    return write_paper(kind, moete, folder / f"{kind}.docx", sak=sak, plan=plan, periode="2026")


def broken(data):
    return pdfa.breaches(data) + pdfua.breaches(data) + pdfua.own_breaches(data)


def says(data):
    file = PdfFile(data)
    return file.said(pdfa.PDFAID, "part"), file.said(pdfa.PDFAID, "conformance"), file.said(pdfua.PDFUAID, "part")


EVERY = [
    pytest.param(kind, standard, size, marks=[pytest.mark.slow] if (size, standard) != ("typical", "nn") else [])
    for kind in KINDS
    for standard in STANDARDS
    for size in SIZES
]


@pytest.mark.parametrize(("kind", "standard", "size"), EVERY)
def test_a_paper_is_what_it_says(tmp_path, kind, standard, size):
    moete = meeting_of(size, standard)
    data = to_pdf(written(tmp_path, kind, moete)).read_bytes()
    # A table in a sak's text may have no heads; every one of ours does.
    assert [
        line for line in broken(data) if size != "extreme" or "every table has heads: a table of 2" not in line
    ] == []
    assert says(data) == ("2", "A", "1")
    file = PdfFile(data)
    assert str(file.root.Lang) == STANDARDS[standard]
    with file.pdf.open_outline() as outline:
        bookmarks = [" ".join(mark.title.split()) for mark in outline.root]
    saker = moete.saker[:1] if kind in OF_ONE_SAK else [] if kind == "moeteplan" else moete.saker
    assert all(any(sak.tittel in mark for mark in bookmarks) for sak in saker)


# ---------------------------------------------------------------- a paper with a picture and a link in it


def decorated(folder, alt="Kart over regionen"):
    """A notice with a picture and a page reference behind it, as a secretary could have put them in."""
    document = docx.Document(str(written(folder, "innkalling", council_meeting())))
    picture = io.BytesIO()
    Image.new("RGB", (40, 20), "navy").save(picture, "PNG")
    picture.seek(0)
    document.add_paragraph().add_run().add_picture(picture)._inline.docPr.set("descr", alt)
    space = nsdecls("w")
    heading = next(each for each in document.paragraphs if each.style.name == "Heading 1")
    heading._p.insert(1, parse_xml(f'<w:bookmarkStart {space} w:id="1" w:name="sak1"/>'))
    heading._p.append(parse_xml(f'<w:bookmarkEnd {space} w:id="1"/>'))
    last = document.add_paragraph("Sjå side ")
    for piece in (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGEREF sak1 \\h </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>2</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ):
        last._p.append(parse_xml(f"<w:r {space}>{piece}</w:r>"))
    target = folder / "decorated.docx"
    document.save(target)
    return target


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    """A PDF with headings, lists, tables, a picture and a link."""
    return to_pdf(decorated(tmp_path_factory.mktemp("good"))).read_bytes()


def test_a_picture_and_a_link_are_tagged_too(good):
    assert broken(good) == [] and says(good) == ("2", "A", "1")
    file = PdfFile(good)
    kinds = {each.kind for each in file.tags}
    assert kinds >= {"H1", "H2", "P", "L", "LI", "LBody", "Table", "TR", "TH", "TD", "Figure", "Link"}
    assert [str(each.node.Alt) for each in file.of("Figure")] == ["Kart over regionen"]


def test_head_and_foot_of_a_page_are_not_read_aloud(good):
    file = PdfFile(good)
    foot = "".join(
        unicode_of(paint.font).get(code, "")
        for paint in file.paints
        for code in paint.codes
        if "Artifact" in paint.tags and paint.page == 1
    )
    assert "Møteinnkalling" in foot and re.search(r"Side\s*2\s*av", foot)


def test_the_update_keeps_the_file_that_libreoffice_wrote(good):
    before = good[: good.index(b"%%EOF") + 5]
    assert good.startswith(before) and good.count(b"%%EOF") == 2
    with pikepdf.open(io.BytesIO(before)) as old, pikepdf.open(io.BytesIO(good)) as new:
        assert len(old.pages) == len(new.pages) and old.trailer.ID[0] == new.trailer.ID[0]


# ---------------------------------------------------------------- papers that may not say it


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("a line around a paragraph", "<w:pPr>", '<w:pPr><w:pBdr><w:top w:val="single" w:sz="4"/></w:pBdr>'),
        ("a footnote", "</w:r>", '<w:footnoteReference w:id="1"/></w:r>'),
        ("a tracked change", "<w:r>", "<w:ins><w:r><w:t>nytt</w:t></w:r></w:ins><w:r>"),
        ("headings that skip a level", "</w:pPr>", '<w:outlineLvl w:val="4"/></w:pPr>'),
        ("an object of another program", "</w:r>", "<w:object/></w:r>"),
    ],
)
def test_a_file_with_something_unknown_makes_no_such_claim(tmp_path, name, old, new):
    paper = written(tmp_path, "saksframlegg", council_meeting())
    assert tags_whole(paper.read_bytes())
    odd = edited(paper, tmp_path / "odd.docx", old, new)
    assert not tags_whole(odd.read_bytes()), name


def test_a_picture_without_a_text_makes_no_such_claim_and_is_for_the_archive_all_the_same(tmp_path):
    data = to_pdf(decorated(tmp_path, alt="")).read_bytes()
    assert says(data) == ("2", "B", None)
    assert pdfa.breaches(data) == []
    assert any(line.startswith("7.3 ") for line in pdfua.breaches(data))


def test_what_is_no_word_file_makes_no_claim():
    assert not tags_whole(b"nothing") and claim(b"%PDF-1.7 nothing") is None


# ---------------------------------------------------------------- the clauses refuse


@pytest.mark.parametrize(
    ("options", "clauses"),
    [
        ({}, {"6.2.3", "6.6.4", "6.7.2", "5", "7.1"}),
        ({"SelectPdfVersion": "2"}, {"5", "7.18"}),
        ({"UseTaggedPDF": "true"}, {"6.2.3", "6.6.4", "5", "7.1"}),
        ({"SelectPdfVersion": "2", "PDFUACompliance": "true"}, {"6.6.2", "7.18"}),
    ],
)
def test_a_pdf_with_options_left_out_is_refused(tmp_path, options, clauses):
    kinds = {"2": "long", "true": "boolean", "false": "boolean"}
    given = {key: {"type": kinds[value], "value": value} for key, value in options.items()}
    paper = decorated(tmp_path)
    data = convert(paper.read_bytes(), "docx", f"pdf:writer_pdf_Export:{json.dumps(given)}")
    assert {line.split()[0] for line in pdfa.breaches(data) + pdfua.breaches(data)} >= clauses


def xmp(pdf, old, new):
    data = pdf.Root.Metadata.read_bytes()
    assert re.search(old, data, re.DOTALL)
    pdf.Root.Metadata.write(re.sub(old, new, data, count=1, flags=re.DOTALL))


def tag(pdf, kind):
    """The first structure element of a kind, as the file names it."""
    return next(each for each in pdf.objects if isinstance(each, DICT) and each.get("/S") == f"/{kind}")


def paint(pdf, content, page=0):
    old = pdf.pages[page].Contents.read_bytes()
    pdf.pages[page].Contents.write(content + old)


def font(pdf, *, bare=None):
    for each in pdf.objects:
        if isinstance(each, DICT) and each.get("/Type") == "/Font":
            for key in ("/ToUnicode", "/FontDescriptor"):
                if key == bare and key in each:
                    del each[key]


def no_marks(pdf):
    pdf.Root.MarkInfo = DICT(Marked=False)


def unused_row(pdf):
    row = tag(pdf, "TR")
    row.K.append(row.K[0])


MUTANTS = {
    # ISO 19005-2
    "6.1.3": lambda pdf: None,  # below, by bytes
    "6.1.7": lambda pdf: setattr(pdf.Root, "Odd", pdf.make_stream(b"x", F=pikepdf.String("other.bin"))),
    "6.1.12": lambda pdf: setattr(pdf.Root, "Perms", DICT(Odd=1)),
    "6.1.13": lambda pdf: setattr(pdf.pages[0], "MediaBox", pikepdf.Array([0, 0, 20000, 20000])),
    "6.2.3": lambda pdf: pdf.Root.__delitem__("/OutputIntents"),
    "6.2.5": lambda pdf: setattr(pdf.Root, "Odd", pdf.make_indirect(DICT(Type=NAME.ExtGState, BM=NAME.Odd))),
    "6.2.8": lambda pdf: setattr(
        pdf.Root, "Odd", pdf.make_stream(b"", Type=NAME.XObject, Subtype=NAME.Image, Alternates=pikepdf.Array([]))
    ),
    "6.2.11.4": lambda pdf: font(pdf, bare="/FontDescriptor"),
    "6.2.11.7": lambda pdf: font(pdf, bare="/ToUnicode"),
    "6.3": lambda pdf: next(p for p in pdf.pages if "/Annots" in p).Annots[0].__setitem__("/F", 2),
    "6.4": lambda pdf: setattr(pdf.Root, "AcroForm", DICT(NeedAppearances=True)),
    "6.5": lambda pdf: setattr(pdf.Root, "OpenAction", DICT(S=NAME.JavaScript, JS=pikepdf.String("1"))),
    "6.6.2": lambda pdf: xmp(pdf, rb"<rdf:Description[^>]*pdfaExtension.*?</rdf:Description>", b""),
    "6.6.4": lambda pdf: xmp(pdf, rb"<pdfaid:part>2", b"<pdfaid:part>9"),
    "6.7.2": no_marks,
    "6.7.3": lambda pdf: tag(pdf, "H1").__setitem__("/S", NAME.Odd),
    "6.7.4": lambda pdf: setattr(pdf.Root, "Lang", pikepdf.String("norsk (nynorsk)")),
    "6.8": lambda pdf: pdf.attachments.__setitem__("a.txt", b"secret"),
    "6.10": lambda pdf: setattr(pdf.pages[0], "PresSteps", DICT()),
    # ISO 14289-1
    "5": lambda pdf: xmp(pdf, rb"<pdfuaid:part>1", b"<pdfuaid:part>7"),
    "7.1": lambda pdf: paint(pdf, b"0 0 m 9 9 l S\n"),
    "7.2": lambda pdf: tag(pdf, "TR").__setitem__("/S", NAME.P),
    "7.3": lambda pdf: tag(pdf, "Figure").__delitem__("/Alt"),
    "7.4.2": lambda pdf: tag(pdf, "H2").__setitem__("/S", NAME.H5),
    "7.5": unused_row,
    "7.18": lambda pdf: next(p for p in pdf.pages if "/Annots" in p).Annots[0].__delitem__("/Contents"),
}
BY_BYTES = {
    "6.1.2": lambda data: data.replace(b"%PDF-1.6\n%", b"%PDF-1.6\n\n%", 1),
    "6.1.3": lambda data: data + b"more",
    "6.1.4": lambda data: data.replace(b"\nxref\n0 ", b"\nxref  0 ", 1),
}


@pytest.mark.parametrize("clause", MUTANTS)
def test_a_pdf_that_breaks_a_clause_is_refused(good, clause):
    with pikepdf.open(io.BytesIO(good)) as pdf:
        MUTANTS[clause](pdf)
        out = io.BytesIO()
        if clause == "6.1.3":
            pdf.save(out, encryption=pikepdf.Encryption(owner="a", user=""))
        else:
            pdf.save(out)
    assert clause in {line.split()[0] for line in pdfa.breaches(out.getvalue()) + pdfua.breaches(out.getvalue())}


@pytest.mark.parametrize("clause", BY_BYTES)
def test_a_file_that_is_built_wrong_is_refused(good, clause):
    data = BY_BYTES[clause](good)
    assert data != good
    assert clause in {line.split()[0] for line in pdfa.breaches(data)}


def test_every_clause_has_been_seen_to_refuse():
    clauses = {rule.clause for rule in [*pdfa.RULES, *pdfua.RULES]}
    assert clauses == set(MUTANTS) | set(BY_BYTES)


def test_colours_heads_and_orders_that_are_wrong_are_told(good):
    with pikepdf.open(io.BytesIO(good)) as pdf:
        tag(pdf, "TH").A = DICT(O=NAME.Layout)
        next(page for page in pdf.pages if "/Annots" in page).Tabs = pikepdf.String("S")
        del pdf.Root.StructTreeRoot.ParentTree
        pdf.docinfo["/Title"] = "another"
        out = io.BytesIO()
        pdf.save(out)
    told = " | ".join(broken(out.getvalue()))
    for part in ("a head without a scope", "has no tab order", "is in no tag", "another and Møteinnkalling"):
        assert part in told


def test_sections_that_skip_a_level_are_written_without_the_gap(tmp_path):
    levels = [(1, "Saksframstilling"), (3, "Bakgrunn"), (4, "Tal"), (1, "Vurdering")]
    moete = meeting("2026-02-23", sak("Veg", "1/26", seksjonar=[section(title, nivaa=n) for n, title in levels]))
    document = docx.Document(str(written(tmp_path, "innkalling", moete)))
    found = {each.text: each.style.name for each in document.paragraphs if each.style.name.startswith("Heading")}
    assert [found[title] for _, title in levels] == ["Heading 2", "Heading 3", "Heading 4", "Heading 2"]
