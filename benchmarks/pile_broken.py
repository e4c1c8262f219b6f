"""Broken files of every kind that an archive has, each made from a good paper; none of them can be read."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable
from functools import cache

from benchmarks.pile_files import zipped
from tests.ingest.make_pdf import Page, make_pdf
from tests.ingest.word_files import NAMES

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMB = 60 * 1024 * 1024
"""Bytes that the text of the zip bomb unpacks to: more than any paper's, from a file of 60 kB."""


def broken(kind: str, pdf: bytes, word: bytes, seed: str) -> bytes:
    """A broken file of this kind (`KINDS`), made from a good PDF and a good Word file; the same for the same seed."""
    return KINDS[kind][1](pdf, word, random.Random(seed))


def _encrypted(pdf: bytes, word: bytes, chance: random.Random) -> bytes:
    page = Page()
    page.text(71, 100, f"Notat {chance.random()}")
    return make_pdf(page, encrypt=True)


def _without_text(pdf: bytes, word: bytes, chance: random.Random) -> bytes:
    page = Page(size=(595.0, 842.0 + chance.randrange(1, 99)))
    return make_pdf(page, page)


def _document(xml: str, chance: random.Random) -> bytes:
    """A Word file whose text is this XML."""
    return zipped(
        {"[Content_Types].xml": b"<Types/>", "word/document.xml": f"{xml}<!-- {chance.random()} -->".encode()}
    )


def _cut_xml(pdf: bytes, word: bytes, chance: random.Random) -> bytes:
    return _document(f"<w:document {NAMES}><w:body><w:p><w:r><w:t>Sak 1</w:r></w:p><w:body>", chance)


def _entities(pdf: bytes, word: bytes, chance: random.Random) -> bytes:
    levels = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, 12))
    return _document(
        f'<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY e0 "sak">{levels}]>'
        f"<w:document {NAMES}><w:body><w:p><w:r><w:t>&e11;</w:t></w:r></w:p></w:body></w:document>",
        chance,
    )


@cache
def _zeros() -> bytes:
    return b"<w:document><w:body>" + b" " * _BOMB


def _zip_bomb(pdf: bytes, word: bytes, chance: random.Random) -> bytes:
    return zipped(
        {"[Content_Types].xml": b"<Types/>", "word/document.xml": _zeros(), "a": str(chance.random()).encode()}
    )


def _pdf_bomb(pdf: bytes, word: bytes, chance: random.Random) -> bytes:
    """A page whose drawing unpacks to 200 MB."""
    data = _drawing()
    stream = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (len(data), data)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 %d] /Contents 4 0 R >>" % chance.randrange(700, 900),
        stream,
    ]
    body = b"".join(b"%d 0 obj\n%b\nendobj\n" % (number, one) for number, one in enumerate(objects, start=1))
    return b"%PDF-1.4\n" + body + b"trailer\n<< /Root 1 0 R >>\n"


@cache
def _drawing() -> bytes:
    squeeze = zlib.compressobj(9)
    return b"".join(squeeze.compress(b"0 0 m 1 1 l S\n" * 75_000) for _ in range(200)) + squeeze.flush()


def _spreadsheet(pdf: bytes, word: bytes, chance: random.Random) -> bytes:
    return zipped(
        {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": f"<workbook n='{chance.random()}'/>".encode()}
    )


def _without_pages(pdf: bytes, word: bytes, chance: random.Random) -> bytes:
    return make_pdf(Page(parts=[f"% {chance.random()}"])).replace(b"/Kids [", b"/Kind [")


def _cut_zip(pdf: bytes, word: bytes, chance: random.Random) -> bytes:
    whole = zipped({"innkalling.pdf": pdf, "protokoll.docx": word, "nr": str(chance.random()).encode()})
    return whole[: len(whole) // 2]


def _noise(chance: random.Random, least: int, most: int) -> bytes:
    return chance.randbytes(chance.randint(least, most))


_Maker = Callable[[bytes, bytes, random.Random], bytes]
KINDS: dict[str, tuple[str, _Maker]] = {
    "empty PDF": (".pdf", lambda pdf, word, chance: b""),
    "empty Word file": (".docx", lambda pdf, word, chance: b""),
    "PDF cut off": (".pdf", lambda pdf, word, chance: pdf[: len(pdf) // 2]),
    "PDF of noise": (".pdf", lambda pdf, word, chance: b"%PDF-1.4\n" + _noise(chance, 500, 40_000)),
    "noise named .pdf": (".pdf", lambda pdf, word, chance: b"\x00\xff\x13" + _noise(chance, 500, 9_000)),
    "PDF with a password": (".pdf", _encrypted),
    "PDF without text": (".pdf", _without_text),
    "PDF without pages": (".pdf", _without_pages),
    "PDF that unpacks to 200 MB": (".pdf", _pdf_bomb),
    "picture named .pdf": (".pdf", lambda pdf, word, chance: b"\xff\xd8\xff\xe0" + _noise(chance, 500, 9_000)),
    "Word file that is no zip": (".docx", lambda pdf, word, chance: b"\x01\x00" + _noise(chance, 500, 9_000)),
    "Word file cut off": (".docx", lambda pdf, word, chance: word[: len(word) // 2]),
    "Word file with broken XML": (".docx", _cut_xml),
    "Word file with entities": (".docx", _entities),
    "Word file that unpacks to 60 MB": (".docx", _zip_bomb),
    "Word file with a password": (
        ".docx",
        lambda pdf, word, chance: _OLE + chance.randbytes(512) + "EncryptedPackage".encode("utf-16-le"),
    ),
    "spreadsheet named .docx": (".docx", _spreadsheet),
    "old Word file of noise": (".doc", lambda pdf, word, chance: _OLE + _noise(chance, 2_000, 20_000)),
    "noise named .doc": (".doc", lambda pdf, word, chance: b"\xec\xa5\xc1\x00" + _noise(chance, 2_000, 20_000)),
    "zip cut off": (".zip", _cut_zip),
    "noise named .txt": (".txt", lambda pdf, word, chance: b"\x00\x01\x02\xff" + _noise(chance, 500, 5_000)),
    "slides of noise": (".pptx", lambda pdf, word, chance: b"PK\x03\x04" + _noise(chance, 2_000, 9_000)),
}
"""Ending of the name and maker of each kind."""
EMPTY = ("empty PDF", "empty Word file")
"""Kinds whose files are all alike."""
