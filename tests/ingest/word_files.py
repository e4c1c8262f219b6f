"""Small Word files for the tests, written as XML so that each test says exactly what the file holds."""

import io
import zipfile

from ingest.word import read_docx
from model.document import Block, Document

TAB = "<w:r><w:tab/></w:r>"
BREAK = "<w:r><w:br/></w:r>"
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Overskrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
  <w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:sz w:val="32"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Overskrift2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/>
  <w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:sz w:val="26"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Listeavsnitt"><w:name w:val="List Paragraph"/><w:basedOn w:val="Normal"/>
  <w:pPr><w:ind w:left="720"/></w:pPr></w:style>
"""


def docx(body: str, *, styles: str = STYLES, numbering: str = "", parts: dict[str, str] | None = None) -> bytes:
    """A Word file with this body; ``parts`` adds or replaces parts by name, whole."""
    files = {
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {NAMES}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {NAMES}>{numbering}</w:numbering>",
        **(parts or {}),
    }
    return packed({name: text.encode() for name, text in files.items()})


def packed(files: dict[str, bytes]) -> bytes:
    """A zip of these files, compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return out.getvalue()


def read(body: str, *, styles: str = STYLES, numbering: str = "", parts: dict[str, str] | None = None) -> Document:
    """The Document of a Word file with this body."""
    return read_docx(docx(body, styles=styles, numbering=numbering, parts=parts), "sak.docx")


def blocks(body: str, *, styles: str = STYLES, numbering: str = "") -> list[Block]:
    """The blocks of a Word file with this body."""
    return read(body, styles=styles, numbering=numbering).blocks


def p(text: str = "", *, ppr: str = "", rpr: str = "") -> str:
    """A paragraph with one run."""
    return f"<w:p><w:pPr>{ppr}</w:pPr>{r(text, rpr)}</w:p>"


def para(*runs: str, ppr: str = "") -> str:
    """A paragraph of these runs."""
    return f"<w:p><w:pPr>{ppr}</w:pPr>{''.join(runs)}</w:p>"


def r(text: str, rpr: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{rpr}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def style(name: str) -> str:
    """The paragraph property that names a style."""
    return f'<w:pStyle w:val="{name}"/>'


def num(num_id: int, level: int = 0) -> str:
    """The paragraph property that numbers it."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>'


def level(depth: int, form: str, text: str, *, start: int = 1, more: str = "") -> str:
    """A level of a list's definition."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def definition(key: int, *levels: str, instances: str = "") -> str:
    """A list's definition, and its instance of the same number unless others are given."""
    instances = instances or instance(key, key)
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>{instances}'


def instance(num_id: int, key: int, changes: str = "") -> str:
    """An instance of a list's definition."""
    return f'<w:num w:numId="{num_id}"><w:abstractNumId w:val="{key}"/>{changes}</w:num>'


def restart(depth: int, start: int) -> str:
    """The change that makes an instance start anew."""
    return f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
