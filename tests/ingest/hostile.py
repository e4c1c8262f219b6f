"""Bad files, made by code, and what a person must be told of each.

    python -m tests.ingest.hostile FOLDER     read every file in the folder, a line of JSON for each

Reading runs in a process of its own with bounds on memory and time, so that a crash or a hang is seen and named.
"""

from __future__ import annotations

import io
import json
import resource
import signal
import struct
import sys
import time
import zipfile
import zlib
from pathlib import Path
from typing import NamedTuple

from tests.ingest.make_pdf import Page, make_pdf
from tests.ingest.word_files import NAMES, docx, p, packed

MEMORY = 2 * 1024**3
SECONDS = 20

READ = ""
"""A file that is read, if only in part."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Bad(NamedTuple):
    """A bad file, and words of the sentence that it gets; `READ` where it is read all the same."""

    name: str
    data: bytes
    says: str


def files() -> list[Bad]:
    """All of them."""
    return [*_of_any_kind(), *_pdf(), *_word(), *_containers()]


def _good_pdf() -> bytes:
    page = Page()
    page.text(71, 100, "Rådet godkjenner framlegget.")
    return make_pdf(page)


def _of_any_kind() -> list[Bad]:
    good = docx(p("Rådet godkjenner framlegget."))
    return [
        Bad("tom.pdf", b"", "is empty"),
        Bad("tom.docx", b"", "is empty"),
        Bad("blankt.txt", b" \n\n\t\n" * 100, "no text"),
        Bad("rusk.txt", bytes(range(256)) * 40, ""),
        Bad("rusk.pdf", b"\x00\xff\x13\x37" * 500, "no paper"),
        Bad("tekst.pdf", b"Dette er eigentleg ein tekst.\n" * 5, READ),
        Bad("word.pdf", good, READ),
        Bad("pdf.docx", _good_pdf(), READ),
        Bad("bilete.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 500, "is a picture"),
        Bad("ole.doc", _OLE + b"\x00" * 600, "old"),
        Bad("verna.docx", _OLE + b"\x00" * 512 + "EncryptedPackage".encode("utf-16-le"), "password"),
        Bad("nul.txt", b"R\x00\xe5\x00d\x00e\x00t\x00" * 30, READ),
    ]


def _pdf() -> list[Bad]:
    good = _good_pdf()
    script = b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"
    lines = "".join(f"{number % 500} 0 m {number % 500} 800 l S\n" for number in range(60_000))
    sizes = {"enorm": (14_400, 14_400), "negativ": (-10, -10), "null": (0, 0)}
    return [
        *(Bad(f"kutt-{share}.pdf", good[: len(good) * share // 100], "") for share in (5, 50, 90)),
        Bad("utan-xref.pdf", good.replace(b"xref", b"xxxx"), ""),
        Bad("feil-startxref.pdf", good.replace(b"startxref\n", b"startxref\n9"), ""),
        Bad("sloeyfe-xref.pdf", good.replace(b"trailer\n<< ", b"trailer\n<< /Prev 9 "), ""),
        Bad("soeppel-framfor.pdf", b"X" * 700 + good, READ),
        Bad("sidetre-ring.pdf", good.replace(b"/Kids [", b"/Kids [2 0 R "), ""),
        Bad("utan-sider.pdf", good.replace(b"/Kids [", b"/Kind ["), "damaged"),
        Bad("lyg-om-sider.pdf", good.replace(b"/Count 1", b"/Count 99999999"), ""),
        Bad("passord.pdf", make_pdf(Page(), encrypt=True), "password"),
        Bad("berre-bilete.pdf", make_pdf(_pictured()), "pictures"),
        Bad("tomme-sider.pdf", make_pdf(Page(), Page()), "no text"),
        *(Bad(f"side-{name}.pdf", make_pdf(Page(size)), "") for name, size in sizes.items()),
        Bad("side-enorm-med-tekst.pdf", make_pdf(_with_text((14_400.0, 14_400.0))), READ),
        Bad("million-bitar.pdf", make_pdf(_pieces(60_000)), READ),
        Bad("djup-q.pdf", make_pdf(_raw("q " * 50_000 + "BT /F0 11 Tf 71 700 Td (Vedtak) Tj ET" + " Q" * 50_000)), ""),
        Bad("mange-linjer.pdf", make_pdf(_raw(lines)), ""),
        Bad("oppblaast-straum.pdf", _bomb(make_pdf(Page())), "unpacks to far more"),
        Bad("ukjend-skrift.pdf", good.replace(b"/F0 3 0 R", b"/F0 99 0 R"), ""),
        Bad("rot-til-seg.pdf", good.replace(b"/Pages 2 0 R", b"/Pages 1 0 R"), ""),
        Bad("javascript.pdf", good.replace(b"/Type /Catalog", b"/Type /Catalog " + script), READ),
        Bad("nan-boks.pdf", good.replace(b"/MediaBox [0 0", b"/MediaBox [nan 1e99"), ""),
    ]  # fmt: skip


def _with_text(size: tuple[float, float]) -> Page:
    page = Page(size)
    page.text(71, 100, "Rådet godkjenner framlegget.")
    return page


def _pictured() -> Page:
    page = Page()
    page.image()
    return page


def _pieces(count: int) -> Page:
    page = Page()
    page.parts = [f"BT /F0 6 Tf {place % 90 * 6} {place // 90 % 130 * 6} Td (a) Tj ET" for place in range(count)]
    return page


def _raw(drawing: str) -> Page:
    page = Page()
    page.parts = [drawing]
    return page


def _bomb(pdf: bytes) -> bytes:
    """The PDF with a page whose drawing unpacks to 200 MB."""
    squeeze = zlib.compressobj(9)
    packed_stream = b"".join(squeeze.compress(b"0 0 m 1 1 l S\n" * 75_000) for _ in range(200)) + squeeze.flush()
    body = b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed_stream) + packed_stream + b"\nendstream"
    end = pdf.rindex(b"endstream") + len(b"endstream")
    start = pdf.rindex(b"<<  /Filter", 0, end)
    return pdf[:start] + body + pdf[end:]


def _word() -> list[Bad]:
    good = docx(p("Rådet godkjenner framlegget."))
    names = f"<w:document {NAMES}><w:body>"
    whole = f"{names}{p('Vedtak')}</w:body></w:document>"
    parts = {f"word/media/{number}": b"\x00" * 9_000_000 for number in range(12)}
    entity = '<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    outside = '<!DOCTYPE w:document [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    deep = "<w:tbl><w:tr><w:tc>" * 30_000 + p("Vedtak") + "</w:tc></w:tr></w:tbl>" * 30_000
    based = '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="{}"/><w:basedOn w:val="{}"/></w:style>'
    circle = based.format("A", "A", "B") + based.format("B", "B", "A")
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>{}</w:tc>'
    merged = "<w:tc><w:tcPr><w:vMerge/></w:tcPr>{}</w:tc>"
    return [
        *(Bad(f"kutt-{share}.docx", good[: len(good) * share // 100], "damaged") for share in (20, 60, 95)),
        Bad("bombe.docx", packed({"word/document.xml": b"<" + b" " * 60_000_000}), "bomb"),
        Bad("bombe-i-biter.docx", packed(parts | {"word/document.xml": b"<w/>"}), "bomb"),
        Bad("teikn-bombe.docx", _text(f"{entity}{names}{p('&b;')}</w:body></w:document>"), "entities"),
        Bad("utanfraa.docx", _text(f"{outside}{names}{p('&f;')}</w:body></w:document>"), "entities"),
        Bad("djup.docx", docx(deep), "damaged"),
        Bad("mange-avsnitt.docx", docx(p("Vedtak") * 100_000), READ),
        Bad("utan-tekst.docx", packed({"[Content_Types].xml": b"<Types/>", "word/styles.xml": b"<w/>"}), ""),
        Bad("ikkje-word.docx", packed({"hei.bin": b"hei"}), ""),
        Bad("stilring.docx", docx(p("Vedtak", ppr='<w:pStyle w:val="A"/>'), styles=circle), READ),
        Bad("brei-celle.docx", docx(f"<w:tbl><w:tr>{cell.format(p('Vedtak'))}</w:tr></w:tbl>"), READ),
        Bad("laus-fletting.docx", docx(f"<w:tbl><w:tr>{merged.format(p('Vedtak'))}</w:tr></w:tbl>"), READ),
        Bad("feil-xml.docx", _text(f"{names}<w:p>"), "damaged"),
        Bad("feil-crc.docx", _wrong_crc(good), "damaged"),
        Bad("stiar.docx", packed({"../../../etc/passwd": b"x", "word/document.xml": whole.encode()}), READ),
        Bad("utf16.docx", packed({"word/document.xml": whole.encode("utf-16")}), ""),
        Bad("eigenskap.docx", docx(p("x" * 5_000_000)), READ),
    ]  # fmt: skip


def _text(xml: str) -> bytes:
    """A Word file whose text is this XML."""
    return docx("", parts={"word/document.xml": xml})


def _wrong_crc(good: bytes) -> bytes:
    """The file with another checksum for its text than the text has."""
    data = bytearray(good)
    with zipfile.ZipFile(io.BytesIO(good)) as package:
        offset = package.getinfo("word/document.xml").header_offset
    place = good.index(b"PK\x01\x02")
    while place >= 0:
        if struct.unpack_from("<I", good, place + 42)[0] == offset:
            data[place + 16 : place + 20] = b"\x12\x34\x56\x78"
        place = good.find(b"PK\x01\x02", place + 4)
    return bytes(data)


def _containers() -> list[Bad]:
    word = docx(p("Vedtak"))
    nested = word
    for _ in range(40):
        nested = packed({"inni.zip": nested})
    mail = b"From: a@b.no\nSubject: Papir\nContent-Type: message/rfc822\n\n" * 1_000 + b"Hei."
    return [
        Bad("djup.zip", nested, ""),
        Bad("tom.zip", b"PK\x05\x06" + b"\x00" * 18, "holds no paper"),
        Bad("bombe.zip", packed({f"{n}.pdf": b"%PDF-" + b"\x00" * 30_000_000 for n in range(8)}), ""),
        Bad("djup.html", b"<div>" * 100_000 + b"Vedtak" + b"</div>" * 100_000, ""),
        Bad("djup.md", b"> " * 20_000 + b"Vedtak", ""),
        Bad("lang.html", b"<p>" + b"Vedtak og sak " * 700_000 + b"</p>", ""),
        Bad("djup.eml", mail, ""),
        Bad("utan-grense.eml", b"From: a@b.no\nMIME-Version: 1.0\nContent-Type: multipart/mixed\n\nHei", ""),
        Bad("rusk.msg", _OLE + bytes(range(256)) * 20, ""),
    ]


def main(folder: Path) -> None:
    """Read each file of the folder and print what came of it."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    from ingest import read
    from model.errors import UnreadableError

    for path in sorted(folder.iterdir()):
        # Of computing: what else the machine does is no fault of the file.
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        start = time.process_time()
        try:
            blocks = len(read(path, ocr="never").blocks)
            told = {"read": blocks}
        except UnreadableError as error:
            told = {"says": str(error)}
        except Exception as error:
            told = {"fault": f"{type(error).__name__}: {error}"}
        signal.setitimer(signal.ITIMER_PROF, 0)
        print(json.dumps({"name": path.name, "seconds": time.process_time() - start, **told}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
