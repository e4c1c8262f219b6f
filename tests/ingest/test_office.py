"""Older and other Office formats through LibreOffice: the same paper, nothing fetched, never for long."""

import hashlib
import http.server
import io
import os
import shutil
import threading
import time

import pytest
from pptx import Presentation

from ingest.front import read_bytes
from ingest.office import OfficeError, SlowOfficeError, convert
from model.document import Heading, ListItem, Note, Paragraph, Table
from model.errors import UnreadableError
from tests.ingest.word_files import definition, docx, level, num, p, packed, style

needs_libreoffice = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")


def cell(text: str) -> str:
    return f"<w:tc><w:tcPr><w:tcW w:w='2000' w:type='dxa'/></w:tcPr>{p(text)}</w:tc>"


BODY = (
    p("Sak 7/27 Ferje til Solnes", ppr=style("Overskrift1"))
    + p("Styret har fått søknaden til handsaming, og han er grunngjeven.")
    + p("Løyve kr 50 000.", ppr=num(1))
    + p("Til brygga.", ppr=num(1, 1))
    + p("Be om rapport.", ppr=num(1))
    + p("Økonomi", ppr=style("Overskrift2"))
    + f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='2000'/><w:gridCol w:w='2000'/></w:tblGrid>"
    f"<w:tr>{cell('Kommune')}{cell('Kroner')}</w:tr><w:tr>{cell('Nordvik')}{cell('25 000')}</w:tr></w:tbl>"
    + p("Slutt.")
)
PAPER = docx(
    BODY,
    numbering=definition(1, level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)")),
    parts={
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + "".join(
            f'<Override PartName="/word/{part}.xml" '
            f'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{what}+xml"/>'
            for part, what in (("document", "document.main"), ("styles", "styles"), ("numbering", "numbering"))
        )
        + "</Types>",
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
        ' Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        'relationships">'
        + "".join(
            f'<Relationship Id="r{place}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
            f'{part}" Target="{part}.xml"/>'
            for place, part in enumerate(("styles", "numbering"))
        )
        + "</Relationships>",
    },
)


@needs_libreoffice
@pytest.mark.parametrize("ending", ["doc", "odt", "rtf"])
def test_a_paper_is_the_same_in_every_office_format(ending):
    data = convert(PAPER, "docx", ending)
    document = read_bytes(data, f"sak.{ending}")
    assert (document.fil, document.format) == (f"sak.{ending}", ending)
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.warnings == []
    heading, text, first, inner, second, lower, table, end = document.blocks
    assert isinstance(heading, Heading) and (heading.text, heading.level) == ("Sak 7/27 Ferje til Solnes", 1)
    assert isinstance(lower, Heading) and (lower.text, lower.level) == ("Økonomi", 2)
    items = [block for block in (first, inner, second) if isinstance(block, ListItem)]
    assert [(one.marker, one.level, one.text) for one in items] == [
        ("1.", 0, "Løyve kr 50 000."),
        ("a)", 1, "Til brygga."),
        ("2.", 0, "Be om rapport."),
    ]
    assert isinstance(table, Table)
    assert [[one.text for one in row] for row in table.rows] == [["Kommune", "Kroner"], ["Nordvik", "25 000"]]
    assert isinstance(text, Paragraph) and isinstance(end, Paragraph) and end.text == "Slutt."


@needs_libreoffice
def test_the_same_file_gives_the_same_document():
    data = convert(PAPER, "docx", "odt")
    assert read_bytes(data, "sak.odt") == read_bytes(data, "sak.odt")


@needs_libreoffice
def test_a_damaged_file_is_told():
    data = packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<office"})
    with pytest.raises(UnreadableError, match=r"^sak\.odt could not be opened by LibreOffice; it may be damaged"):
        read_bytes(data, "sak.odt")


OPEN_DOCUMENT = """<?xml version="1.0"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2"
  office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>
<text:p>Sjå <text:a xlink:type="simple" xlink:href="https://fjordlandet.example/">planen</text:a> og
  <text:a xlink:type="simple" xlink:href="vedlegg.pdf">kartet</text:a>.<text:note text:id="n1"
  text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Ein note.</text:p>
  </text:note-body></text:note></text:p>
<text:p>Slutt.<office:annotation><dc:creator>Lea</dc:creator><text:p>Er dette rett?</text:p>
  </office:annotation></text:p>
</office:text></office:body></office:document>"""


@needs_libreoffice
@pytest.mark.parametrize("ending", ["odt", "doc", "rtf"])
def test_notes_links_and_comments_are_as_in_a_word_file(ending):
    data = convert(OPEN_DOCUMENT.encode(), "fodt", ending)
    document = read_bytes(data, f"sak.{ending}")
    text, note, end = document.blocks
    assert text.text == "Sjå planen og kartet." and end.text == "Slutt."
    assert text.links[0].target == "https://fjordlandet.example/"
    assert text.links[1].target.endswith("vedlegg.pdf")
    assert isinstance(note, Note) and (note.marker, note.text) == ("1", "Ein note.")
    assert "comments in its margin" in document.warnings[0]


@needs_libreoffice
@pytest.mark.parametrize("ending", ["ppt", "odp"])
def test_older_and_other_slides_are_read_as_slides(ending):
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Ferja til Solnes"
    slide.placeholders[1].text = "To gonger for dagen"
    out = io.BytesIO()
    deck.save(out)
    document = read_bytes(convert(out.getvalue(), "pptx", ending), f"ferje.{ending}")
    assert document.format == ending
    assert [block.text for block in document.blocks] == ["Ferja til Solnes", "To gonger for dagen"]


NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (("office", "office"), ("text", "text"), ("draw", "drawing"), ("svg", "svg-compatible"))
)
FRAME = '<text:p><draw:frame svg:width="5cm" svg:height="5cm">{}</draw:frame></text:p>'


@needs_libreoffice
def test_nothing_that_a_paper_points_to_is_fetched(tmp_path):
    asked: list[str] = []

    class Server(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

        def log_message(self, *_):
            pass

    secret = tmp_path / "hemmeleg.txt"
    secret.write_text("hemmeleg")
    with http.server.HTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        here = f"http://127.0.0.1:{server.server_port}"
        picture = FRAME.format(f'<draw:image xlink:href="{here}/a.png" xlink:type="simple" xlink:actuate="onLoad"/>')
        thing = FRAME.format(f'<draw:object xlink:href="{here}/b.odt"/>')
        part = f'<text:section text:name="a"><text:section-source xlink:href="{secret.as_uri()}"/><text:p>-</text:p>'
        content = (
            f'<office:document-content {NAMES} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2">'
            f"<office:body><office:text><text:p>Ferja</text:p>{picture}{thing}{part}</text:section>"
            "</office:text></office:body></office:document-content>"
        )
        manifest = (
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.text"/>'
            '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
        )
        paper = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()}
        document = read_bytes(packed({**paper, "META-INF/manifest.xml": manifest.encode()}), "sak.odt")
        server.shutdown()
    assert asked == []
    text = " ".join(block.text for block in document.blocks)
    assert "Ferja" in text and "hemmeleg" not in text


def test_a_missing_libreoffice_is_told(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnreadableError, match=r"^sak\.rtf is a \.rtf file, which takes LibreOffice to read.*\.docx or"):
        read_bytes(b"{\\rtf1 Hei}", "sak.rtf")


@pytest.fixture
def fake_office(tmp_path, monkeypatch):
    """A program in LibreOffice's place."""

    def install(script):
        folder = tmp_path / "bin"
        folder.mkdir()
        program = folder / "soffice"
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")

    return install


def test_one_that_hangs_is_stopped_with_its_children(fake_office, tmp_path):
    fake_office(f"(sleep 0.8; touch {tmp_path}/alive) & sleep 30")
    began = time.monotonic()
    with pytest.raises(SlowOfficeError):
        convert(b"x", "doc", "docx", seconds=0.3)
    assert time.monotonic() - began < 2
    time.sleep(0.8)
    assert not (tmp_path / "alive").exists()


def test_one_that_wants_all_memory_does_not_get_it(fake_office):
    fake_office("ulimit -v; ulimit -f; exit 3")
    with pytest.raises(OfficeError, match=r"^4194304 2097152$"):
        convert(b"x", "doc", "docx")
