"""ISO 19005-2 (PDF/A-2), each clause that a paper could break as a rule: ``breaches(pdf)`` names what is broken.

Level B and, under 6.7 and 6.2.11.7, what level A asks beyond it. Not looked into: what is inside font programs and
colour profiles (6.2.11.5, 6.2.11.6, 6.2.3.2 beyond its first bytes), which follows from LibreOffice alone and not from
what is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import pikepdf

from tests.render.pdf_file import RDF, PdfFile, unicode_of

PDFAID = "http://www.aiim.org/pdfa/ns/id/"
DC = "http://purl.org/dc/elements/1.1/"
_SCHEMA = "{http://www.aiim.org/pdfa/ns/schema#}"
_PROPERTY = "{http://www.aiim.org/pdfa/ns/property#}"
_EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
# Schemas that need no description (XMP specification of 2005, and ISO 19005-2 itself).
_KNOWN = {
    *(PDFAID, DC, _EXTENSION),
    *("http://ns.adobe.com/xap/1.0/", "http://ns.adobe.com/xap/1.0/mm/", "http://ns.adobe.com/xap/1.0/rights/"),
    *("http://ns.adobe.com/pdf/1.3/", "http://ns.adobe.com/photoshop/1.0/"),
    *("http://ns.adobe.com/tiff/1.0/", "http://ns.adobe.com/exif/1.0/"),
}
_FILTERS = {
    "ASCIIHexDecode",
    "ASCII85Decode",
    "FlateDecode",
    "RunLengthDecode",
    "CCITTFaxDecode",
    "JBIG2Decode",
    "DCTDecode",
}
_ACTIONS = {
    "Launch",
    "Sound",
    "Movie",
    "ResetForm",
    "ImportData",
    "Hide",
    "SetOCGState",
    "Rendition",
    "Trans",
    "GoTo3DView",
    "JavaScript",
}
_ANNOTATIONS_BANNED = {"/3D", "/Sound", "/Screen", "/Movie", "/FileAttachment"}
_BLENDS = {
    "Normal",
    "Compatible",
    "Multiply",
    "Screen",
    "Overlay",
    "Darken",
    "Lighten",
    "ColorDodge",
    "ColorBurn",
    "HardLight",
    "SoftLight",
    "Difference",
    "Exclusion",
    "Hue",
    "Saturation",
    "Color",
    "Luminosity",
}
_LARGEST_INTEGER, _LONGEST_STRING, _LONGEST_NAME, _DEEPEST = 2**31 - 1, 32767, 127, 28  # 6.1.13


class Rule(NamedTuple):
    """One clause."""

    clause: str
    says: str
    broken: Callable[[PdfFile], Iterable[str]]


def rules(table: list[Rule]) -> Callable[[str, str], Callable[[Callable[[PdfFile], Iterable[str]]], object]]:
    """A decorator that puts a function into a table of rules, with its clause and what that says."""

    def rule(clause: str, says: str) -> Callable[[Callable[[PdfFile], Iterable[str]]], object]:
        def put(broken: Callable[[PdfFile], Iterable[str]]) -> object:
            table.append(Rule(clause, says, broken))
            return broken

        return put

    return rule


def check(table: list[Rule], data: bytes) -> list[str]:
    """Each breach as a line ``clause what it says: where``."""
    file = PdfFile(data)
    return [f"{rule.clause} {rule.says}: {what}" for rule in table for what in rule.broken(file)]


RULES: list[Rule] = []
_rule = rules(RULES)


def breaches(data: bytes) -> list[str]:
    """What in a PDF breaks ISO 19005-2, level A."""
    return check(RULES, data)


# ------------------------------------------------------------ 6.1 the file


@_rule("6.1.2", "the file begins with its version, then a comment of four bytes above 127")
def _header(file: PdfFile) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.[0-7](?:\r\n|\n|\r)%[\x80-\xff]{4}", file.data):
        yield repr(file.data[:20])


@_rule("6.1.3", "the trailer has an ID, nothing is encrypted, nothing follows the end")
def _trailer(file: PdfFile) -> Iterator[str]:
    if len(file.pdf.trailer.get("/ID", [])) != 2:
        yield "no ID"
    if file.pdf.is_encrypted or "/Encrypt" in file.pdf.trailer:
        yield "encrypted"
    if not re.fullmatch(rb"(?:\r\n|\n|\r)?", file.data[file.data.rfind(b"%%EOF") + 5 :]):
        yield "something behind the end"


@_rule("6.1.4", "one line feed between xref and its numbers")
def _xref(file: PdfFile) -> Iterator[str]:
    if re.search(rb"\nxref(?!(?:\r\n|\n|\r)\d+ \d+\s)", file.data):
        yield "other spacing"


@_rule("6.1.7", "streams are whole, in the file itself, and packed by a filter that is not LZW")
def _streams(file: PdfFile) -> Iterator[str]:
    yield from file.pdf.check_pdf_syntax()
    for each in file.objects:
        if not isinstance(each, pikepdf.Stream):
            continue
        filters = each.get("/Filter", [])
        for name in [filters] if isinstance(filters, pikepdf.Name) else filters:
            if str(name).removeprefix("/") not in _FILTERS | {"JPXDecode"}:
                yield f"filter {name}"
        if {"/F", "/FFilter", "/FDecodeParms"} & set(each.keys()):
            yield "a stream outside the file"


@_rule("6.1.12", "no permission but by a signature")
def _permissions(file: PdfFile) -> Iterator[str]:
    if set(file.root.get("/Perms", {}).keys()) - {"/UR3", "/DocMDP"}:
        yield "other permissions"


@_rule("6.1.13", "numbers, strings and names of no more than a reader must hold; no page under 3 units or over 14 400")
def _limits(file: PdfFile) -> Iterator[str]:
    for each in file.objects:
        if isinstance(each, int) and abs(each) > _LARGEST_INTEGER:
            yield f"the number {each}"
        elif isinstance(each, pikepdf.String) and len(bytes(each)) > _LONGEST_STRING:
            yield f"a string of {len(bytes(each))} bytes"
        elif isinstance(each, pikepdf.Name) and len(str(each)) - 1 > _LONGEST_NAME:
            yield f"a name of {len(str(each))} bytes"
    for page in file.pdf.pages:
        left, bottom, right, top = (float(side) for side in page.mediabox)
        if not (3 <= right - left <= 14_400 and 3 <= top - bottom <= 14_400):
            yield f"a page of {right - left} by {top - bottom}"
    if file.paints and file.depth > _DEEPEST:
        yield f"{file.depth} states inside each other"


# ------------------------------------------------------------ 6.2 what is painted


@_rule("6.2.3", "colours of a device need an output intent with a profile of their kind")
def _colours(file: PdfFile) -> Iterator[str]:
    intents = [each for each in file.root.get("/OutputIntents", []) if each.get("/S") == "/GTS_PDFA1"]
    profiles = [each.DestOutputProfile for each in intents if "/DestOutputProfile" in each]
    spaces = {bytes(each.read_bytes()[16:20]).strip().decode("latin-1") for each in profiles}
    if len({each.objgen for each in profiles}) > 1:
        yield "several profiles"
    if any(bytes(each.read_bytes()[36:40]) != b"acsp" for each in profiles):
        yield "a profile that is none"
    used = file.colours if file.paints else set()
    for colour in used - {"Gray"} - {{"RGB": "RGB", "CMYK": "CMYK"}.get(space, "") for space in spaces}:
        yield f"Device{colour} without a profile"
    if "Gray" in used and not spaces:
        yield "DeviceGray without a profile"


@_rule("6.2.5", "no transfer functions or halftones of its own; 6.2.10: blending by standard modes")
def _graphics_states(file: PdfFile) -> Iterator[str]:
    for each in file.objects:
        if not isinstance(each, pikepdf.Dictionary) or each.get("/Type") != "/ExtGState":
            continue
        if "/TR" in each or each.get("/TR2", "/Default") != "/Default" or "/HTP" in each:
            yield "a transfer function or a halftone phase"
        modes = each.get("/BM", pikepdf.Name.Normal)
        for mode in [modes] if isinstance(modes, pikepdf.Name) else modes:
            if str(mode).removeprefix("/") not in _BLENDS:
                yield f"blend mode {mode}"


@_rule("6.2.8", "pictures stand for themselves; 6.2.9: so do forms, without PostScript or pages of other files")
def _xobjects(file: PdfFile) -> Iterator[str]:
    for each in file.objects:
        if isinstance(each, pikepdf.Stream) and each.get("/Type") == "/XObject":
            banned = {"/Alternates", "/OPI", "/PS", "/Ref"} & set(each.keys())
            if banned or each.get("/Interpolate", False) or each.get("/Subtype") not in ("/Image", "/Form"):
                yield f"{each.get('/Subtype')} {sorted(banned)}"


@_rule("6.2.11.4", "every font that is used lies in the file")
def _embedded(file: PdfFile) -> Iterator[str]:
    for font in _fonts(file):
        if font.get("/Subtype") == "/Type3":
            continue
        inner = font.DescendantFonts[0] if font.get("/Subtype") == "/Type0" else font
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(inner.get("/FontDescriptor", {}).keys()):
            yield str(font.get("/BaseFont"))


@_rule("6.2.11.7", "what each letter is, a machine can tell; and it is a letter, not a private code")
def _letters(file: PdfFile) -> Iterator[str]:
    known = {font.objgen: unicode_of(font) for font in _fonts(file)}
    for paint in file.paints:
        letters = known.get(paint.font.objgen, {}) if paint.font is not None and paint.codes else {}
        for code in paint.codes:
            letter = letters.get(code, "")
            if not letter or any(each in "\0\ufeff\ufffe" for each in letter):
                yield f"code {code} of {paint.font.get('/BaseFont')} on page {paint.page + 1}"
            elif any("\ue000" <= each <= "\uf8ff" for each in letter) and not paint.replaced:
                yield f"private {letter!r} on page {paint.page + 1}"


def _fonts(file: PdfFile) -> list[pikepdf.Object]:
    return list({each.font.objgen: each.font for each in file.paints if each.font is not None and each.codes}.values())


# ------------------------------------------------------------ 6.3 to 6.6 what it can do, what it says of itself


@_rule("6.3", "annotations are of the usual kinds, are printed, and show what they look like")
def _annotations(file: PdfFile) -> Iterator[str]:
    for page in file.pdf.pages:
        for each in page.obj.get("/Annots", []):
            kind, flags = each.get("/Subtype"), int(each.get("/F", 0))
            if kind in _ANNOTATIONS_BANNED:
                yield f"an annotation {kind}"
            if kind != "/Popup" and (not flags & 4 or flags & (1 | 2 | 32 | 256)):
                yield f"{kind} with the flags {flags}"
            if kind not in ("/Popup", "/Link") and "/AP" not in each:
                yield f"{kind} without a look"


@_rule("6.4", "a form works without a program")
def _forms(file: PdfFile) -> Iterator[str]:
    form = file.root.get("/AcroForm", {})
    if "/XFA" in form or form.get("/NeedAppearances", False) or "/NeedsRendering" in file.root:
        yield "XFA, or looks that are still to be made"


@_rule("6.5", "nothing runs: no script, no program, nothing when it is opened or turned")
def _actions(file: PdfFile) -> Iterator[str]:
    for each in file.objects:
        if not isinstance(each, pikepdf.Dictionary):
            continue
        if str(each.get("/S", "/")).removeprefix("/") in _ACTIONS or "/JS" in each or "/JavaScript" in each:
            yield f"an action {each.get('/S', '/JavaScript')}"
        if "/AA" in each:
            yield "an action by itself"


@_rule("6.6.2", "metadata in XMP, every property of a schema that is known or described")
def _metadata(file: PdfFile) -> Iterator[str]:
    if file.xmp is None:
        yield "none that is XML"
        return
    if re.search(rb"<\?xpacket begin=[^>]*(?:bytes|encoding)=", file.root.Metadata.read_bytes()):
        yield "bytes or encoding in the packet's header"
    described = {
        (schema.findtext(f"{_SCHEMA}namespaceURI"), name.text)
        for schema in file.xmp.iter(f"{RDF}li")
        for name in schema.iter(f"{_PROPERTY}name")
    }
    for node in file.xmp.iter(f"{RDF}Description"):
        if node.getparent().tag != f"{RDF}RDF":
            continue
        for name in [*(child.tag for child in node), *node.keys()]:
            space, _, local = str(name).removeprefix("{").partition("}")
            if space not in _KNOWN | {RDF.strip("{}")} and (space, local) not in described:
                yield f"{local} of {space} is not described"


@_rule("6.6.4", "it says that it is PDF/A-2 of a level")
def _claim(file: PdfFile) -> Iterator[str]:
    part, level = file.said(PDFAID, "part"), file.said(PDFAID, "conformance")
    if part != "2" or level not in ("A", "B", "U"):
        yield f"part {part}, level {level}"


# ------------------------------------------------------------ 6.7 tags (level A), 6.8 to 6.10


@_rule("6.7.2", "it is marked as tagged, and has a tree of tags")
def _tagged(file: PdfFile) -> Iterator[str]:
    if file.root.get("/MarkInfo", {}).get("/Marked", False) is not True:
        yield "not marked"
    if not file.tags:
        yield "no tags"


@_rule("6.7.3", "every kind of tag is a standard one, or stands for one")
def _roles(file: PdfFile) -> Iterator[str]:
    yield from sorted({each.own for each in file.tags if not each.kind})


@_rule("6.7.4", "its language is told, in a code that is one")
def _language(file: PdfFile) -> Iterator[str]:
    said = [file.root.get("/Lang", ""), *(each.node["/Lang"] for each in file.tags if "/Lang" in each.node)]
    yield from {repr(str(each)) for each in said if not re.fullmatch(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", str(each))}


@_rule("6.8", "no files in the file")
def _embedded_files(file: PdfFile) -> Iterator[str]:
    if any(isinstance(each, pikepdf.Dictionary) and "/EF" in each for each in file.objects):
        yield "a file"
    if "/EmbeddedFiles" in file.root.get("/Names", {}):
        yield "a list of files"


@_rule("6.10", "no other presentations, no page that comes by itself")
def _presentations(file: PdfFile) -> Iterator[str]:
    if "/AlternatePresentations" in file.root.get("/Names", {}) or any("/PresSteps" in p.obj for p in file.pdf.pages):
        yield "a presentation"
