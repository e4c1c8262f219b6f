"""Build the templates from `templates.layout`, `words.toml` and `styles.xml`: ``python -m templates.build``.

The templates are plain Word files with real styles and numbering, made to be opened and changed in Word. Between
``{{ }}`` and ``{% %}`` stand the fields of `render.felt`; `templates/README.md` lists them. The same layout always
gives the same bytes.
"""

from __future__ import annotations

import sys
import tomllib
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from xml.sax.saxutils import escape

from render.package import pack
from templates.layout import KINDS, LYING, OF_ONE_SAK, Layout
from templates.markup import LANDSCAPE, WIDTH, p, text

STANDARDS = {"nn": "nn-NO", "nb": "nb-NO"}

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "application/vnd.openxmlformats-officedocument"
_WORD = f"{_OFFICE}.wordprocessingml"
_STEP = 454  # indent of each list level in twentieths of a point, 0.8 cm


def numbering() -> str:
    """Two lists of nine levels: numbers (1. a) i.) and bullets, tied to the styles List Number and List Bullet."""
    numbers = [("decimal", "."), ("lowerLetter", ")"), ("lowerRoman", ".")]
    bullets = ["•", "–"]
    lists = []
    for identity, style in ((1, "ListNumber"), (2, "ListBullet")):
        levels = []
        for level in range(9):
            kind, close = numbers[level % 3]
            if identity == 2:
                form = f'<w:numFmt w:val="bullet"/>{_tie(style, level)}<w:lvlText w:val="{bullets[level % 2]}"/>'
            else:
                form = f'<w:numFmt w:val="{kind}"/>{_tie(style, level)}<w:lvlText w:val="%{level + 1}{close}"/>'
            indent = f'<w:pPr><w:ind w:left="{_STEP * (level + 1)}" w:hanging="{_STEP}"/></w:pPr>'
            levels.append(f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/>{form}<w:lvlJc w:val="left"/>{indent}</w:lvl>')
        lists.append(
            f'<w:abstractNum w:abstractNumId="{identity}"><w:nsid w:val="5A6B00{identity:02}"/>'
            f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="5A6B10{identity:02}"/>{"".join(levels)}'
            "</w:abstractNum>"
        )
    used = "".join(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in (1, 2))
    return f'{_DECLARATION}<w:numbering xmlns:w="{_W}">{"".join(lists)}{used}</w:numbering>'


def _tie(style: str, level: int) -> str:
    return f'<w:pStyle w:val="{style}"/>' if level == 0 else ""


def parts(kind: str, standard: str) -> dict[str, bytes]:
    """The parts of one template by their names in the package."""
    here = resources.files("templates")
    words = tomllib.loads((here / "words.toml").read_text(encoding="utf-8"))
    layout, language = Layout(standard, words), STANDARDS[standard]
    organ = "{{ utvalg_kort }} {{ moetedato }}"
    title = "{{ sak.overskrift_kort }}" if kind in OF_ONE_SAK else organ
    if kind == "moeteplan":
        organ, title = "{{ utvalg_kort }} {{ periode }}", "{{ utvalg_kort }} {{ periode }}"
    footer = f"{layout.phrases['side']} ", " PAGE ", f" {layout.phrases['av']} ", " NUMPAGES "
    files = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            ("officeDocument", "word/document.xml"),
            (
                f"{_PACKAGE}/relationships/metadata/core-properties",
                "docProps/core.xml",
            ),
            ("extended-properties", "docProps/app.xml"),
        ),
        "docProps/core.xml": _core(f"{layout.titles[kind]} – {title}", language),
        "docProps/app.xml": _DECLARATION
        + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>Saksgang</Application></Properties>",
        "word/document.xml": _document(layout.body(kind), lying=kind in LYING),
        "word/styles.xml": _styles(here, language, lying=kind in LYING),
        "word/numbering.xml": numbering(),
        "word/settings.xml": _settings(language),
        "word/fontTable.xml": _fonts(),
        "word/header1.xml": f'{_DECLARATION}<w:hdr xmlns:w="{_W}">'
        + p("Header", f"{layout.titles[kind]}\t{organ}")
        + "</w:hdr>",
        "word/footer1.xml": f'{_DECLARATION}<w:ftr xmlns:w="{_W}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
        + text("{{ organisasjon_kort }}\t", footer[0])
        + _field(footer[1])
        + text(footer[2])
        + _field(footer[3])
        + "</w:p></w:ftr>",
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"),
            ("numbering", "numbering.xml"),
            ("settings", "settings.xml"),
            ("fontTable", "fontTable.xml"),
            ("header", "header1.xml"),
            ("footer", "footer1.xml"),
        ),
    }
    return {name: content.encode("utf-8") for name, content in files.items()}


def _field(code: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _styles(here: Traversable, language: str, *, lying: bool) -> str:
    """The styles; on a page that lies the tab at the right margin stands further out."""
    styles = (here / "styles.xml").read_text(encoding="utf-8").replace("LANG", language)
    return styles.replace(f'w:pos="{WIDTH}"', f'w:pos="{LANDSCAPE}"') if lying else styles


def _document(body: str, *, lying: bool = False) -> str:
    width, height = (16838, 11906) if lying else (11906, 16838)
    turned = ' w:orient="landscape"' if lying else ""
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/><w:footerReference w:type="default" r:id="rId6"/>'
        '<w:footerReference w:type="first" r:id="rId6"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        '<w:pgMar w:top="1418" w:right="1418" w:bottom="1304" w:left="1418" w:header="680" w:footer="567" '
        'w:gutter="0"/>'
        "<w:titlePg/></w:sectPr>"
    )
    return f'{_DECLARATION}<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{body}{section}</w:body></w:document>'


def _settings(language: str) -> str:
    return (
        f'{_DECLARATION}<w:settings xmlns:w="{_W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="708"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{language}"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def _fonts() -> str:
    return (
        f'{_DECLARATION}<w:fonts xmlns:w="{_W}"><w:font w:name="Arial"><w:altName w:val="Liberation Sans"/>'
        '<w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def _core(title: str, language: str) -> str:
    # No dates: they would say when the template was built, not when the paper was written.
    return (
        f'{_DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title>'
        f"<dc:language>{language}</dc:language></cp:coreProperties>"
    )


def _relations(*targets: tuple[str, str]) -> str:
    found = "".join(
        f'<Relationship Id="rId{number}" Type="{kind if "/" in kind else f"{_R}/{kind}"}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{found}</Relationships>'


def _content_types() -> str:
    word = {"document": "document.main", "header1": "header", "footer1": "footer"}
    word |= {name: name for name in ("styles", "numbering", "settings", "fontTable")}
    kinds = {f"/word/{name}.xml": f"{_WORD}.{kind}+xml" for name, kind in word.items()}
    kinds["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    kinds["/docProps/app.xml"] = f"{_OFFICE}.extended-properties+xml"
    found = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    return (
        f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{found}</Types>'
    )


def build(folder: Path) -> list[Path]:
    """Write every template below ``folder`` (``nn/innkalling.docx`` …) and return the files written."""
    written = []
    for standard in STANDARDS:
        (folder / standard).mkdir(parents=True, exist_ok=True)
        for kind in KINDS:
            target = folder / standard / f"{kind}.docx"
            target.write_bytes(pack(parts(kind, standard)))
            written.append(target)
    return written


if __name__ == "__main__":
    for path in build(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent):
        print(path)
