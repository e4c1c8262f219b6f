"""Finished saksframlegg for the tests, as people write them in Word: on our template, or in a style of their own."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from PIL import Image, ImageDraw

from render import write_paper
from tests.render.samples import council_meeting, meeting, sak

SECRET = "Sissel Løyndom"  # who wrote it, which nobody need know
NOTE = "Tala er henta frå rekneskapen for 2025."


def picture(color: str = "steelblue", size: tuple[int, int] = (480, 200), text: str = "Kart") -> bytes:
    """A PNG, with a text beside it that says who made it."""
    from PIL.PngImagePlugin import PngInfo

    image = Image.new("RGB", size, color)
    ImageDraw.Draw(image).text((20, 20), text, fill="white")
    info = PngInfo()
    info.add_text("Author", SECRET)
    out = io.BytesIO()
    image.save(out, "PNG", pnginfo=info)
    return out.getvalue()


def xml(text: str):
    """An element of Word's XML, ``w:`` and ``r:`` declared."""
    head, rest = text.split(">", 1) if "/>" not in text.split(">", 1)[0] + ">" else (text[:-2], "/>")
    return parse_xml(f"{head} {nsdecls('w', 'r')}{'' if rest == '/>' else '>'}{rest}")


def template_paper(target: Path, tittel: str = "Samarbeid om kulturskule", maalform: str = "nn", **parts) -> Path:
    """A paper that `saksgang saksframlegg` wrote and somebody filled in: proposal and account."""
    moete = council_meeting(maalform)
    write_paper("saksframlegg", moete, target, sak=sak(tittel, **parts), force=True)
    document = docx.Document(str(target))
    below(
        document,
        ("Framlegg til vedtak", "Forslag til vedtak"),
        ["Rådet går inn for saka.", "Kommunane får ho til vedtak."],
        "List Number",
    )
    below(document, ("Bakgrunn",), ["Kommunane har spurt om samarbeid."])
    below(document, ("Vurdering",), ["Eit samarbeid gjev fleire tilbod."])
    document.core_properties.author = SECRET
    document.save(str(target))
    return target


def below(document, headings: tuple[str, ...], texts: list[str], style: str = "Body Text"):
    """Write under a heading, in its place to write where there is one; gives the last paragraph."""
    at = next(each for each in document.paragraphs if each.text in headings)
    after = at._p.getnext()
    last = at
    for text in texts:
        paragraph = document.add_paragraph(text, style=style)
        last._p.addnext(paragraph._p)
        last = paragraph
    if after is not None and after.tag == qn("w:p") and not "".join(each.text or "" for each in after.iter(qn("w:t"))):
        after.getparent().remove(after)
    return last


def enrich(path: Path) -> Path:
    """The paper with something of everything that Word can do, below ``Vurdering``."""
    document = docx.Document(str(path))
    at = next(each for each in document.paragraphs if each.text == "Vurdering")._p.getnext()

    def put(element) -> None:
        nonlocal at
        at.addnext(element)
        at = element

    bold = document.add_paragraph("Det viktigaste er ", style="Body Text")
    bold.add_run("kvaliteten").bold = True
    bold.add_run(" i tilbodet. Sjå ")
    link = document.part.relate_to("https://example.org/kulturskule", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    bold._p.append(xml(f'<w:hyperlink r:id="{link}"><w:r><w:t>rettleiaren</w:t></w:r></w:hyperlink>'))
    bad = document.part.relate_to("file:///C:/løynd/plan.docx", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    bold._p.append(
        xml(f'<w:hyperlink r:id="{bad}"><w:r><w:t xml:space="preserve"> og planen</w:t></w:r></w:hyperlink>')
    )
    bold._p.append(xml('<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'))
    put(bold._p)
    footnotes(document, NOTE)
    table = document.add_table(3, 3)
    table.style = document.styles["Sakstabell"]
    for row, texts in zip(
        table.rows,
        (("Kommune", "Elevar", "Kostnad"), ("Nordvik", "120", "1 200 000"), ("Sum", "", "1 200 000")),
        strict=True,
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(2, 0).merge(table.cell(2, 1))
    put(table._tbl)
    shown = document.add_paragraph(style="Body Text")
    shown.add_run().add_picture(io.BytesIO(picture()), width=Cm(9))
    put(shown._p)
    for text in ("Felles leiar", "Felles rekneskap"):
        put(document.add_paragraph(text, style="List Number")._p)
    tracked = document.add_paragraph("Ordninga ", style="Body Text")._p
    tracked.append(
        xml(
            f'<w:ins w:id="90" w:author="{SECRET}" w:date="2026-01-02T10:00:00Z">'
            '<w:r w:rsidR="00AB12CD"><w:t>startar i 2027</w:t></w:r></w:ins>'
        )
    )
    tracked.append(
        xml(f'<w:del w:id="91" w:author="{SECRET}"><w:r><w:delText>kan starte ein gong</w:delText></w:r></w:del>')
    )
    tracked.append(xml('<w:commentRangeStart w:id="5"/>'))
    tracked.append(xml('<w:r><w:t xml:space="preserve"> etter planen.</w:t></w:r>'))
    tracked.append(xml('<w:commentRangeEnd w:id="5"/>'))
    tracked.append(xml('<w:r><w:commentReference w:id="5"/></w:r>'))
    tracked.append(xml("<w:r><w:rPr><w:vanish/></w:rPr><w:t>Løynd merknad</w:t></w:r>"))
    put(tracked)
    document.save(str(path))
    return path


def footnotes(document, *texts: str) -> None:
    """Footnotes, numbered from 2 in the file."""
    notes = "".join(
        f'<w:footnote w:id="{at}"><w:p><w:r><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
        for at, text in enumerate(texts, start=2)
    )
    blob = f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>".encode()
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def chart(document):
    """A run with a chart of two bars, and a sheet behind it."""
    c = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    points = "".join(f'<c:pt idx="{at}"><c:v>{value}</c:v></c:pt>' for at, value in enumerate((3, 7)))
    names = "".join(f'<c:pt idx="{at}"><c:v>{name}</c:v></c:pt>' for at, name in enumerate(("Nordvik", "Solnes")))
    axes = (
        '<c:catAx><c:axId val="1"/><c:scaling/><c:delete val="0"/><c:axPos val="b"/><c:crossAx val="2"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling/><c:delete val="0"/><c:axPos val="l"/><c:crossAx val="1"/></c:valAx>'
    )
    space = (
        f'<c:chartSpace xmlns:c="{c}" xmlns:a="{a}" {nsdecls("r")}><c:chart><c:plotArea><c:layout/><c:barChart>'
        '<c:barDir val="col"/><c:grouping val="clustered"/><c:ser><c:idx val="0"/><c:order val="0"/>'
        '<c:spPr><a:solidFill><a:schemeClr val="accent2"/></a:solidFill></c:spPr>'
        f'<c:cat><c:strRef><c:f>A</c:f><c:strCache><c:ptCount val="2"/>{names}</c:strCache></c:strRef></c:cat>'
        f'<c:val><c:numRef><c:f>B</c:f><c:numCache><c:ptCount val="2"/>{points}</c:numCache></c:numRef></c:val>'
        f'</c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart>{axes}</c:plotArea></c:chart>'
        '<c:externalData r:id="rId1"/></c:chartSpace>'
    )
    package = document.part.package
    part = Part(PackURI("/word/charts/chart1.xml"), CONTENT_TYPE.DML_CHART, space.encode(), package)
    sheet = Part(PackURI("/word/embeddings/sheet.xlsx"), CONTENT_TYPE.SML_SHEET, b"PK", package)
    part.relate_to(sheet, RELATIONSHIP_TYPE.PACKAGE)
    key = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    return parse_xml(
        f'<w:r {nsdecls("w", "wp", "a", "r")}><w:drawing><wp:inline><wp:extent cx="7200000" cy="2400000"/>'
        f'<wp:docPr id="7" name="C:\\heime\\figur"/><a:graphic><a:graphicData uri="{c}">'
        f'<c:chart xmlns:c="{c}" r:id="{key}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def house_paper(
    target: Path, tittel: str = "Ny brannordning", *, landscape: bool = False, arkivsak: str = "26/77"
) -> Path:
    """A paper in a kommune's own style: Times, a box on top, coloured headings, a landscape table if asked for."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(12)
    quote = document.styles.add_style("Kommunesitat", 1)
    quote.base_style = document.styles["Normal"]
    quote.font.italic = True
    quote.font.name = "Garamond"
    quote.paragraph_format.left_indent = Cm(1)
    document.add_paragraph("SAKSFRAMLEGG").runs[0].bold = True
    document.add_paragraph(f"Saksbehandlar: Jon Tveit\tArkivsak: {arkivsak}")
    document.add_heading(tittel, 1)
    document.add_heading("Framlegg til vedtak:", 2)
    document.add_paragraph("Rådet vedtek ny brannordning.", style="List Number")
    document.add_paragraph("Ordninga gjeld frå 1. januar 2027.", style="List Number")
    document.add_heading("Saksopplysningar", 2)
    document.add_paragraph("Ordninga i dag er frå 1998.")
    document.add_paragraph("Brannvernet skal vere godt.", style="Kommunesitat")
    document.add_heading("Økonomi", 3)
    if landscape:
        section = document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    table = document.add_table(2, 4 if not landscape else 8)
    table.style = "Table Grid"
    for row in table.rows:
        for at, cell in enumerate(row.cells):
            cell.text = f"Post {at}"
    if landscape:
        section = document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation, section.page_width, section.page_height = WD_ORIENT.PORTRAIT, Cm(21), Cm(29.7)
    document.add_heading("Vurdering", 2)
    document.add_paragraph("Ny ordning er rimelegare.")
    document.add_heading("Vedlegg", 2)
    document.add_paragraph("Brannplan 2026", style="List Bullet")
    document.add_page_break()
    document.sections[0].header.paragraphs[0].text = "Topptekst i huset"
    document.core_properties.author = SECRET
    document.save(str(target))
    return target


def everything(paper: Path) -> str:
    """All that the parts of a Word file say, one behind the other."""
    with zipfile.ZipFile(paper) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


LAST = meeting(
    "2025-12-09",
    sak("Opning av møtet", "1/25", "opning"),
    sak("Godkjenning av innkalling og sakliste", "2/25", "godkjenning"),
    sak("Felles legevakt", "3/25", utfall="utsett", vedtak=["Saka vert utsett."]),
    sak("Ymse", "4/25", "ymse"),
)
