"""What a Word file points to stays outside: nothing is asked over the network, no file of the machine comes in."""

import base64
import gzip
import io
import os
import shutil
import socket
import threading
import zipfile
from contextlib import contextmanager

import docx
import pypdfium2
import pytest

from ingest import office
from ingest.office_drawings import close_drawings
from tests.ingest.hostile_word import WAYS, hostile, red_square

needs_libreoffice = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
SECRET = "løyndom"


@contextmanager
def listener():
    """A port of this machine, and a list that grows with each connection to it."""
    asked: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            while True:
                try:
                    caller, _ = server.accept()
                except OSError:
                    return
                asked.append("somebody")
                caller.close()

        threading.Thread(target=serve, daemon=True).start()
        yield server.getsockname()[1], asked
        server.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def secrets(tmp_path):
    """Files of the machine that no paper may show: three texts, and a picture all red."""
    (tmp_path / "a.txt").write_text(SECRET, encoding="utf-8")
    (tmp_path / "a.html").write_text(f"<p>{SECRET}</p>", encoding="utf-8")
    document = docx.Document()
    document.add_paragraph(SECRET)
    document.save(tmp_path / "a.docx")
    (tmp_path / "a.png").write_bytes(red_square())
    return [(tmp_path / f"a.{ending}").as_uri() for ending in ("txt", "html", "docx", "png")]


def seen(data):
    """The text of the PDF of a Word file, and whether anything in it is red."""
    with pypdfium2.PdfDocument(office.convert(data, "docx", "pdf")) as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
        colours = {colour for page in pdf for _, colour in page.render(scale=0.5).to_pil().getcolors(1 << 24)}
    return text, (255, 0, 0) in colours


@needs_libreoffice
def test_no_file_of_the_machine_comes_into_the_paper(secrets):
    text, red = seen(hostile(*secrets))
    assert "Ferja" in text and SECRET not in text and not red


@needs_libreoffice
def test_nothing_is_asked_over_the_network():
    with listener() as (port, asked):
        here = f"127.0.0.1:{port}/a.png"
        text, _ = seen(hostile(*(f"{scheme}://{here}" for scheme in ("http", "vnd.sun.star.webdav", "ftp", "smb"))))
    assert asked == [] and "Ferja" in text


@needs_libreoffice
def test_without_our_settings_both_would_come_in(secrets, monkeypatch):
    """The files are hostile indeed: this is what the tests above would see."""
    monkeypatch.setattr(office, "_write_profile", lambda folder: (folder / "user").mkdir(parents=True))
    monkeypatch.setattr(office, "_NOWHERE", "")
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    popen = office.subprocess.Popen
    monkeypatch.setattr(
        office.subprocess,
        "Popen",
        lambda *args, env, **more: popen(
            *args, env={name: value for name, value in env.items() if "proxy" not in name.lower()}, **more
        ),
    )
    with listener() as (port, asked):
        _, red = seen(hostile(secrets[-1], f"http://127.0.0.1:{port}/a.png", ways=["a linked picture"]))
    assert red and asked


@needs_libreoffice
def test_a_link_that_a_reader_may_follow_stays():
    made = office.convert(_linked("https://fjordlandet.example/plan"), "docx", "odt")
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert b'xlink:href="https://fjordlandet.example/plan"' in archive.read("content.xml")


def _linked(target):
    document = docx.Document()
    identity = document.part.relate_to(target, docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    space = docx.oxml.ns.nsdecls("w", "r")
    link = f'<w:hyperlink {space} r:id="{identity}"><w:r><w:t>planen</w:t></w:r></w:hyperlink>'
    document.add_paragraph("Sjå ")._p.append(docx.oxml.parse_xml(link))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# ---------------------------------------------------------------- drawings


def package(drawing, name="word/media/a.png"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
        archive.writestr(name, drawing)
    return out.getvalue()


def drawing_of(data, name="word/media/a.png"):
    with zipfile.ZipFile(io.BytesIO(close_drawings(data))) as archive:
        return archive.read(name)


def svg(inside, before=""):
    return f'{before}<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink">{inside}</svg>'


@pytest.mark.parametrize(
    "inside",
    [
        '<image x:href="file:///etc/hostname"/>',
        '<image href="&#102;ile:///etc/hostname"/>',
        '<use href="../a.svg#b"/>',
        f'<image href="data:image/png;base64,{base64.b64encode(svg("").encode()).decode()}"/>',
    ],
)
def test_a_drawing_points_to_nothing_outside(inside):
    assert b"href=" not in drawing_of(package(svg(inside)))
    assert b"href=" not in drawing_of(package(gzip.compress(svg(inside).encode())))


def test_what_a_drawing_has_within_itself_stays_as_it_is():
    picture = base64.b64encode(red_square()).decode()
    data = package(svg(f'<g id="b"/><use href="#b"/><image x:href="data:image/png;base64,{picture}"/>'))
    assert close_drawings(data) == data


@pytest.mark.parametrize(
    "drawing",
    [
        svg("&a;", '<!DOCTYPE svg [<!ENTITY a "b">]>'),
        svg('<image href="file:///a.png">'),
        svg("<g/>" * 6_000_000),
    ],
)
def test_a_drawing_that_hides_something_or_is_broken_or_huge_is_gone(drawing):
    assert len(drawing_of(package(drawing))) < 100


def test_a_part_that_cannot_be_read_is_gone_and_the_rest_stays():
    data = bytearray(package(svg('<image href="file:///a.png"/>')))
    data[data.index(b"/a.png") + 1] ^= 1  # another letter than the checksum is of
    with zipfile.ZipFile(io.BytesIO(close_drawings(bytes(data)))) as archive:
        assert archive.read("word/document.xml") == b"<document/>"
        assert archive.read("word/media/a.png") == b""


def test_a_damaged_package_is_told_and_other_files_are_left_alone():
    assert close_drawings(b"{\\rtf1 <svg}") == b"{\\rtf1 <svg}"
    if shutil.which("soffice"):
        with pytest.raises(office.OfficeError, match="damaged"):
            office.convert(b"PK\x03\x04" + os.urandom(40), "docx", "pdf")


def test_every_way_is_of_its_own():
    assert len({hostile("file:///a.png", ways=[way]) for way in WAYS}) == len(WAYS)
