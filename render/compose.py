"""What people wrote in Word comes into the innkalling as they wrote it: pictures, tables, footnotes, lists, links.

The text of a finished paper takes the place of a paragraph that the template has for it, in the template's styles. What
does not belong in another paper stays behind (`render.word_clean`); the same papers always give the same bytes.
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from ingest.package import R
from ingest.word_package import W
from model.moete import Moete
from render.felt import BlokkFelt, Felt
from render.marks import Marks, PaperMark
from render.prepare import Prepared
from render.word_clean import CHART, IMAGE, NOTE, URL, WP, remove
from render.word_pictures import KINDS, fit, kind, set_colors, theme_colors, without_traces
from render.word_source import OWN, SIDE
from render.word_styles import Restyler, Styles, child, properties

Element = Any  # of Word's XML

_SEPARATORS = (
    f"<w:footnotes {nsdecls('w')}>"
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)


def in_word(felt: Felt, moete: Moete, written: Mapping[str, Prepared], marks: Marks) -> Felt:
    """The fields with a mark where the text of a paper comes in, in place of what was read of it."""
    ids = [sak.id for sak in moete.saker]
    saker = [
        replace(
            sak,
            innleiing=[BlokkFelt("avsnitt", marks.on("", PaperMark(identity)))],
            framlegg=[],
            vedlegg=[],
            seksjonar=[],
            skal_ha_framlegg=False,
            skal_skrivast=False,
        )
        if identity in written
        else sak
        for identity, sak in zip(ids, felt.saker, strict=False)
    ]
    return replace(felt, saker=saker) if written else felt


# ---------------------------------------------------------------- putting in


class Composer:
    """Puts finished papers into one document."""

    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self._part = document.part
        self._styles = Styles(document.styles.element)
        self._images: dict[bytes, str] = {}
        self._charts = 0
        self._notes: list[Element] = []
        body = document.element.body
        self._section = body.find(qn("w:sectPr"))
        self._landscape = False

    def put(self, place: Element, paper: Prepared) -> None:
        """Put the paper where the paragraph ``place`` stands, which goes away."""
        package = paper.source.package
        styles, lists = Styles(package.sibling("styles.xml")), package.sibling("numbering.xml")
        restyler = Restyler(styles, lists, self._styles, self._part.numbering_part.element)
        restyler.restyle(paper.holder, paper.seed)
        first = len(self._notes) + 1
        for note in paper.notes:
            restyler.restyle(note, paper.seed)
            self._notes.append(note)
        put = []
        colors = theme_colors(next((package.xml(part) for part in self._themes(paper)), None))
        for block in list(paper.holder):
            set_colors(block, colors)
            sideways = block.get(SIDE) is not None
            fit(block, self._width(sideways=sideways))
            self._resolve(block, paper, first, colors)
            new = _ours(block)
            place.addprevious(new)
            put.append((new, sideways))
        self._turn(put)
        remove(place)

    def finish(self) -> None:
        """Write the notes, and number what must have a number of its own."""
        if self._notes:
            self._write_notes()
        for number, drawn in enumerate(self._document.element.body.iter(f"{WP}docPr"), start=1):
            drawn.set("id", str(number))
        if self._landscape:
            # The first section alone has a front page.
            for section in list(self._document.element.body.iter(qn("w:sectPr")))[1:]:
                for mark in section.findall(qn("w:titlePg")):
                    section.remove(mark)

    # ------------------------------------------------------------ what blocks refer to

    def _themes(self, paper: Prepared) -> Iterator[str]:
        package = paper.source.package
        for relation in package.relations(package.main).values():
            if relation.kind == "theme" and not relation.external:
                yield relation.target

    def _resolve(self, block: Element, paper: Prepared, first_note: int, colors: Mapping[str, str]) -> None:
        package = paper.source.package
        for element in block.iter():
            for name in [name for name in element.attrib if name.startswith(OWN)]:
                target = element.attrib.pop(name)
                if name == URL:
                    key = self._part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
                    element.set(f"{R}id", key)
                elif name == IMAGE:
                    key = self._image(package.data(target) or b"")
                    element.set(f"{R}embed" if element.tag.endswith("}blip") else f"{R}id", key)
                elif name == CHART:
                    element.set(f"{R}id", self._chart(package.xml(target), colors))
                elif name == NOTE:
                    element.set(f"{W}id", str(first_note + int(target)))
            if element.tag.endswith(("}docPr", "}cNvPr")) and element.get("name"):
                element.set("name", f"{element.tag[-5:]} {element.get('id', '')}".strip())  # it may be a path

    def _image(self, data: bytes) -> str:
        """Relationship to a picture; the same one lies in the file once."""
        digest = hashlib.sha256(data).digest()
        if digest not in self._images:
            ending = kind(data) or "png"
            name = PackURI(f"/word/media/papir{len(self._images) + 1}.{ending}")
            part = Part(name, KINDS[ending], without_traces(data), self._part.package)
            self._images[digest] = self._part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
        return self._images[digest]

    def _chart(self, root: Element, colors: Mapping[str, str]) -> str:
        """Relationship to a chart, without the sheet behind it; what it shows lies in the chart itself."""
        for element in list(root.iter()):
            if any(name.startswith(R) for name in element.attrib):
                remove(element)  # the sheet, pictures in bars, links: all that lies in other parts
        set_colors(root, colors)
        self._charts += 1
        name = PackURI(f"/word/charts/papir{self._charts}.xml")
        part = Part(name, CONTENT_TYPE.DML_CHART, _bytes(root), self._part.package)
        return str(self._part.relate_to(part, RELATIONSHIP_TYPE.CHART))

    def _write_notes(self) -> None:
        """The notes behind those that the template itself may have."""
        try:
            part = self._part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
            root = parse_xml(part.blob)
        except KeyError:
            part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, b"", self._part.package)
            self._part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
            root = parse_xml(_SEPARATORS)
        for number, holder in enumerate(self._notes, start=1):
            note = root.makeelement(qn("w:footnote"), {qn("w:id"): str(number)})
            for element in holder.iter():
                if address := element.attrib.pop(URL, None):
                    key = part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
                    element.set(f"{R}id", key)
            for block in list(holder):
                note.append(_ours(block))
            root.append(note)
        part._blob = _bytes(root)

    # ------------------------------------------------------------ pages that lie on their side

    def _width(self, *, sideways: bool) -> int:
        """Of the text, in twentieths of a point."""
        size, margins = self._section.find(qn("w:pgSz")), self._section.find(qn("w:pgMar"))
        if size is None or margins is None:
            return 9070
        sides = [int(size.get(qn(f"w:{key}"), "11906")) for key in ("w", "h")]
        edges = sum(int(margins.get(qn(f"w:{key}"), "1418")) for key in ("left", "right"))
        return (max(sides) if sideways else min(sides)) - edges

    def _turn(self, put: Sequence[tuple[Element, bool]]) -> None:
        """Sections for blocks that stand on pages on their side; ours goes on upright behind them."""
        for at, (block, sideways) in enumerate(put):
            before = at > 0 and put[at - 1][1]
            if sideways and not before:
                start = _sak_heading(block) if at == 0 else block
                self._end_section(start.getprevious(), sideways=False)
                if start.tag == qn("w:p"):
                    for mark in start.findall(f"{W}pPr/{W}pageBreakBefore"):
                        remove(mark)
            if sideways and (at + 1 == len(put) or not put[at + 1][1]):
                self._end_section(block, sideways=True)

    def _end_section(self, block: Element, *, sideways: bool) -> None:
        """A section ends with this block."""
        self._landscape = True
        section = copy.deepcopy(self._section)
        size = section.find(qn("w:pgSz"))
        if sideways and size is not None:
            wide, high = size.get(qn("w:w")), size.get(qn("w:h"))
            size.set(qn("w:w"), high)
            size.set(qn("w:h"), wide)
            size.set(qn("w:orient"), "landscape")
        if block.tag != qn("w:p") or block.find(f"{W}pPr/{W}sectPr") is not None:
            after = parse_xml(
                f'<w:p {nsdecls("w")}><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
                "</w:pPr></w:p>"
            )
            block.addnext(after)
            block = after
        own = properties(block, "pPr")
        own.replace(child(own, "sectPr"), section)


def _sak_heading(block: Element) -> Element:
    """The heading of the sak that a block stands under: the nearest paragraph above that begins with a bookmark of it;
    the block itself where there is none.
    """
    above = block.getprevious()
    while above is not None:
        if above.tag == qn("w:p") and above.find(qn("w:bookmarkStart")) is not None:
            return above if above.getprevious() is not None else block
        above = above.getprevious()
    return block


def _ours(block: Element) -> Element:
    """The block as python-docx has elements, without names of the file that it comes from."""
    own = parse_xml(etree.tostring(block, with_tail=False))
    etree.cleanup_namespaces(own)
    return own


def _bytes(root: Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
