"""A finished paper's Word file: the blocks that are the text of one of its saker.

`ingest` numbers the paragraphs and tables of a Word file as it reads them (``p12``, ``t3``), and what `extract` reads
keeps these paths; so the same count finds the blocks again.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from ingest import word_package
from ingest.word_figures import MC, alternative, is_unread_control
from ingest.word_package import W
from model.errors import UnreadableError
from model.moete import Kjelde, Moete, Sak

Element = Any  # of Word's XML
OWN = "{urn:saksgang}"
"""Prefix of the attributes that tell of a block, a link or a picture what it is, until the paper is put in."""
LEVEL, SIDE = f"{OWN}level", f"{OWN}side"
_SKIPPED = frozenset({f"{W}del", f"{W}moveFrom", f"{W}sectPr", f"{W}pPr", f"{W}sdtPr", f"{W}sdtEndPr"})


class Package(word_package.Package):
    """The parts of a Word file, pictures among them."""

    def data(self, part: str) -> bytes | None:
        """The bytes of a part, such as a picture; None where the package has no such part."""
        return self._bytes(part)


class WordPaper:
    """A Word file that a paper was written in."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the file; raises `UnreadableError` where it is damaged or hostile."""
        self.package = Package(data, name)
        main = self.package.xml(self.package.main)
        body: Element = main.find(f"{W}body") if main is not None else None
        if body is None:
            raise UnreadableError(f"{name} holds no Word text; open it in Word and save it again.")
        self._body = body
        self._blocks = list(_blocks(body))
        self._places: dict[str, int] = {}
        counts = {"p": 0, "t": 0}
        for place, block in enumerate(self._blocks):
            kind = "p" if block.tag == f"{W}p" else "t"
            counts[kind] += 1
            self._places[f"{kind}{counts[kind]}"] = place

    def cut(self, moete: Moete, sak: Sak) -> Element | None:
        """The text of a sak of ``moete``, as `extract` read it from this file: what follows its own heading and box.

        A ``w:body`` with copies of the paragraphs and tables; `LEVEL` on one is that of the section that it is the
        heading of (1 is the highest under the sak), `SIDE` on one says that its page lies on its side. None where the
        sak has no text, or does not tell where it stands.
        """
        own = [place for kjelde in _sources(sak) if (place := self._place(kjelde)) is not None]
        if not own:
            return None
        begin, head = min(own), self._place(sak.kjelde)
        after = [place for each in moete.saker if (place := self._place(each.kjelde)) is not None and place > begin]
        end = min(after, default=len(self._blocks))
        # Between the heading and the text stands the box, which the template writes; a picture there is text.
        pictures = [place for place in range((head or 0) + 1, begin) if head is not None and self._is_picture(place)]
        places = [*pictures, *range(begin, end)]
        levels = {
            place: part.nivaa
            for part in sak.seksjonar
            if part.tittel and (place := self._place(part.kjelde)) is not None and self._is_all(place, part.tittel)
        }
        sides = self._landscape()
        holder = self._body.makeelement(f"{W}body", nsmap=self._body.nsmap)
        for place in places:
            block = copy.deepcopy(self._blocks[place])
            if place in levels:
                block.set(LEVEL, str(levels[place]))
            if sides[place]:
                block.set(SIDE, "1")
            holder.append(block)
        return holder

    def _place(self, kjelde: Kjelde | None) -> int | None:
        return self._places.get(kjelde.sti.partition("/")[0]) if kjelde and kjelde.sti else None

    def _is_picture(self, place: int) -> bool:
        block = self._blocks[place]
        drawn = next(block.iter(f"{W}drawing", f"{W}pict", f"{W}object"), None) is not None
        return drawn and not _text(block).strip()

    def _is_all(self, place: int, title: str) -> bool:
        """Whether the heading is all that the block says (``Vedlegg: Avtale`` says more)."""
        block = self._blocks[place]
        return block.tag == f"{W}p" and len(_text(block).strip(" :.\t")) <= len(title) + 8

    def _landscape(self) -> list[bool]:
        """Of each block, whether its section has pages that lie on their side."""
        out: list[bool] = []
        for place, block in enumerate(self._blocks):
            section = block.find(f"{W}pPr/{W}sectPr")
            if section is not None:
                out += [_on_its_side(section)] * (place + 1 - len(out))
        last = self._body.find(f"{W}sectPr")
        return out + [last is not None and _on_its_side(last)] * (len(self._blocks) - len(out))


def _blocks(container: Element) -> Iterator[Element]:
    """Paragraphs and tables in the order in which `ingest.word_blocks` counts them."""
    for child in container:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag == f"{MC}AlternateContent":
            chosen = alternative(child)
            if chosen is not None:
                yield from _blocks(chosen)
        elif child.tag not in _SKIPPED and not (child.tag == f"{W}sdt" and is_unread_control(child)):
            yield from _blocks(child)


def _sources(sak: Sak) -> Iterator[Kjelde | None]:
    for part in sak.seksjonar:
        yield part.kjelde
        yield from (block.kjelde for block in part.blokker)
    for point in sak.framlegg.punkt if sak.framlegg else []:
        yield point.kjelde


def _text(block: Element) -> str:
    return "".join(element.text or "" for element in block.iter(f"{W}t"))


def _on_its_side(section: Element) -> bool:
    size = section.find(f"{W}pgSz")
    if size is None:
        return False
    try:
        wide = int(size.get(f"{W}w", "0")) > int(size.get(f"{W}h", "0"))
    except ValueError:
        wide = False
    return wide or size.get(f"{W}orient") == "landscape"
