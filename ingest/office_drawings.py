"""What SVG drawings inside an Office file point to, taken out before LibreOffice sees the file.

LibreOffice's settings close every road out of a file but one (7.4): an embedded drawing may show a picture of the disk,
and that picture would stand in the paper. So a drawing keeps what it points to within itself and the pictures that it
carries along; the rest is gone. A drawing that can't be read, or declares entities, is gone as a whole.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from lxml import etree

_SEEN = 4096
"""Bytes of a part in which LibreOffice looks for the word that makes it a drawing; it looks at half of them."""
_LARGEST = 20_000_000  # bytes of a drawing, unpacked; a larger one is left out
_ZIP = b"PK"
_UNREADABLE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError)
_PACKED = b"\x1f\x8b"  # gzip
_WORD = b"<svg"
_EMPTY = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
# Into itself, or a picture of points by its first bytes in base64; a drawing inside the drawing is none.
_WITHIN = re.compile(r"#|data:image/[a-z]+;base64,(?:iVBORw0KGgo|/9j/|R0lGOD)")


def close_drawings(data: bytes) -> bytes:
    """The file, its drawings pointing to nothing outside; the very same bytes where none did, or it is no zip.

    Raises `zipfile.BadZipFile` where it is a zip that can't be looked through.
    """
    if not data.startswith(_ZIP):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(info, _looked_at(archive, info)) for info in archive.infolist()]
        if all(new is None for _, new in parts):
            return data
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as closed:
            for info, new in parts:
                closed.writestr(info.filename, archive.read(info) if new is None else new, info.compress_type)
    return out.getvalue()


def _looked_at(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes | None:
    """A part's new content where it may not stay: nothing where we can't read it, as LibreOffice perhaps can."""
    try:
        return _closed(archive, info)
    except _UNREADABLE:
        return b""


def _closed(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes | None:
    """A part's new content, where it is a drawing that points outside."""
    with archive.open(info) as file:
        head = file.read(_SEEN)
        packed = head.startswith(_PACKED)
        if packed:
            head = zlib.decompressobj(wbits=31).decompress(head, _SEEN)
        if _WORD not in head:
            return None
        file.seek(0)
        part = file.read(_LARGEST + 1)
    if packed:
        part = zlib.decompressobj(wbits=31).decompress(part, _LARGEST + 1)
    if len(part) > _LARGEST:
        return _EMPTY
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(part, parser)
    except etree.XMLSyntaxError:
        return _EMPTY
    if etree.QName(root).localname != "svg":
        return None  # the text itself, whose format has elements with such a name
    if root.getroottree().docinfo.internalDTD is not None and b"<!ENTITY" in part:
        return _EMPTY
    outward = [
        (element, name)
        for element in root.iter("*")
        for name, value in element.items()
        if etree.QName(name).localname == "href" and not _WITHIN.match(str(value))
    ]
    for element, name in outward:
        del element.attrib[name]
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) if outward else None
