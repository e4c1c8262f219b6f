"""What a file really is: told by its bytes first, and by its name's ending only where bytes can't tell."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath
from typing import Literal

from ingest.letters import decode
from ingest.ole import MARK, top_names
from ingest.package import LARGEST_PART, LARGEST_WHOLE, SUSPECT_RATIO
from model.document import Format
from model.errors import UnreadableError

Container = Literal["eml", "msg", "zip"]
"""What holds papers and is none: a mail, a mail that Outlook saved, a zip file."""
Kind = Format | Container

CONTAINERS: tuple[Container, ...] = ("eml", "msg", "zip")
ENDINGS = (
    *(".pdf", ".docx", ".docm", ".dotx", ".doc", ".dot", ".odt", ".ott", ".rtf"),
    *(".pptx", ".pptm", ".ppsx", ".ppt", ".pps", ".odp"),
    *(".txt", ".md", ".markdown", ".html", ".htm", ".eml", ".msg", ".zip"),
)
"""Endings, in small letters, of the files in a folder that are taken for papers."""
READ = "PDF, Word, OpenDocument, RTF, PowerPoint, text, Markdown, HTML, mail or zip"
"""What is read, for a sentence."""

_PDF = b"%PDF-"
_PDF_WITHIN = 1024  # ISO 32000 lets other bytes stand before the mark; readers look this far
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_MOST_ENTRIES = 20_000
_OPENING = 64 * 1024  # bytes within which a damaged zip file shows its first parts
_RTF = b"{\\rtf"
_ENCRYPTED_WORD = 0x0100  # fEncrypted, [MS-DOC] 2.5.2
_FLAGS = 10  # bytes into the WordDocument stream
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|div|p|table|h[1-6])\b", re.I | re.S
)
_XML = re.compile(r"\s*<\?xml\b")
_HEADER_LINE = re.compile(r"([A-Za-z][A-Za-z0-9-]*):")
_MAIL = frozenset({"from", "to", "date", "subject", "received", "return-path", "message-id", "mime-version",
                   "content-type", "delivered-to", "reply-to", "x-sender"})  # fmt: skip
_ONLY_MAIL = frozenset({"received", "return-path", "message-id", "mime-version", "delivered-to"})
_MAIL_LINES = 200  # lines within which a mail has said that it is one


def kind(data: bytes, name: str) -> Kind:
    """What the bytes of the file ``name`` are; raises `UnreadableError` where they are nothing we read."""
    if not data:
        raise UnreadableError(f"{name} is empty (0 bytes); fetch the file again from where it came.")
    if data.startswith(_ZIP):
        return _zip(data, name)
    if data.startswith(MARK):
        return _ole(data, name)
    if _PDF in data[:_PDF_WITHIN]:
        return "pdf"
    if data.startswith(_RTF):
        return "rtf"
    if data.startswith(_PICTURES):
        raise UnreadableError(f"{name} is a picture; save it as PDF, then the text in it can be read.")
    return _text(data, name)


def ending(name: str) -> str:
    """The ending of a file's name, with its dot, in small letters."""
    return PurePath(name).suffix.lower()


def _zip(data: bytes, name: str) -> Kind:
    """A zip file's parts say what it is; where they can't be listed, those that stand first."""
    if data.count(b"PK\x01\x02") > _MOST_ENTRIES:
        raise UnreadableError(f"{name} holds more files than a paper can; it may be a zip bomb and was not opened.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {info.filename.lstrip("/") for info in package.infolist()}
            unpacked = sum(info.file_size for info in package.infolist())
            mimetype = _mimetype(package) if "mimetype" in parts else ""
    except Exception as failure:  # zipfile meets damage with whatever the damaged field led to
        found = next((kind for part, kind in _OOXML if part.encode() in data[:_OPENING]), None)
        if found:
            return found
        raise UnreadableError(
            f"{name} is a damaged or cut-off zip or Office file; fetch it again from where it came."
        ) from failure
    if mimetype.startswith(_OPEN_DOCUMENT):
        if unpacked > LARGEST_WHOLE or (unpacked > LARGEST_PART and unpacked > SUSPECT_RATIO * len(data)):
            raise UnreadableError(
                f"{name} unpacks to far more than a paper can hold; it may be a zip bomb and was not read."
            )
        return _open_document(mimetype.removeprefix(_OPEN_DOCUMENT), "META-INF/manifest.xml" in parts, name)
    found = next((kind for part, kind in _OOXML if any(one.startswith(part) for one in parts)), None)
    if found and ("[Content_Types].xml" in parts or _MAIN[found] in parts):
        return found
    if "[Content_Types].xml" in parts and any(one.startswith("xl/") for one in parts):
        raise _spreadsheet(name)
    return "zip"


def _mimetype(package: zipfile.ZipFile) -> str:
    """What an OpenDocument file says that it is."""
    with package.open("mimetype") as part:
        return part.read(200).decode("ascii", "replace").strip()


_OOXML: tuple[tuple[str, Literal["docx", "pptx"]], ...] = (("word/", "docx"), ("ppt/", "pptx"))
_MAIN = {"docx": "word/document.xml", "pptx": "ppt/presentation.xml"}


def _open_document(what: str, whole: bool, name: str) -> Kind:
    if what.startswith("text"):
        return "odt"
    if what.startswith("presentation"):
        return "odp"
    if what.startswith("spreadsheet"):
        raise _spreadsheet(name)
    raise UnreadableError(f"{name} is an OpenDocument file but neither text nor slides; save it as PDF.")


def _ole(data: bytes, name: str) -> Kind:
    try:
        names = top_names(data)
    except ValueError as failure:
        names = {one: None for one in _OLE_NAMES if one.encode("utf-16-le") in data}
        if not names:
            raise UnreadableError(
                f"{name} is a damaged or cut-off old Office file; fetch it again from where it came."
            ) from failure
    if "EncryptedPackage" in names:
        raise _protected(name)
    if "__properties_version1.0" in names:
        return "msg"
    if "WordDocument" in names:
        start = names["WordDocument"]
        if start and int.from_bytes(data[start + _FLAGS : start + _FLAGS + 2], "little") & _ENCRYPTED_WORD:
            raise _protected(name)
        return "doc"
    if "PowerPoint Document" in names:
        return "ppt"
    if "Workbook" in names or "Book" in names:
        raise _spreadsheet(name)
    raise UnreadableError(f"{name} is an old Office file that is not read; save it as PDF or .docx.")


_OLE_NAMES = ("EncryptedPackage", "__properties_version1.0", "WordDocument", "PowerPoint Document", "Workbook")


def _text(data: bytes, name: str) -> Kind:
    text = decode(data)
    if text is None:
        raise UnreadableError(f"{name} is no paper of a kind that is read ({READ}); save it as PDF or .docx.")
    if not text.strip():
        raise UnreadableError(f"{name} holds no text; fetch the file again from where it came.")
    if _is_mail(text, ending(name)):
        return "eml"
    if _HTML.match(text) or (ending(name) in (".html", ".htm") and re.search(r"<[a-z]{1,20}[ >]", text)):
        return "html"
    if _XML.match(text):
        raise UnreadableError(f"{name} is an XML file and no paper; save the paper itself as PDF or .docx.")
    return "md" if ending(name) in (".md", ".markdown") else "txt"


def _is_mail(text: str, its_ending: str) -> bool:
    """Whether the text opens with a mail's headers: one that only mails have, or the usual ones and the name."""
    found: set[str] = set()
    for line in text.lstrip("\r\n").split("\n", _MAIL_LINES)[:_MAIL_LINES]:
        if not line.strip():
            break
        header = _HEADER_LINE.match(line)
        if header:
            found.add(header[1].lower())
        elif line[0] not in " \t" and not line.startswith("From "):
            return False
    usual = found & _MAIL
    return len(usual) >= 2 and bool(usual & _ONLY_MAIL or its_ending == ".eml")


def _protected(name: str) -> UnreadableError:
    return UnreadableError(f"{name} is protected with a password; open it in Word and save it without one.")


def _spreadsheet(name: str) -> UnreadableError:
    return UnreadableError(f"{name} is a spreadsheet and no paper; save it as PDF if it holds one.")
