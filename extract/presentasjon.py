"""A slide deck read from the first slide to the last: Document -> Presentasjon."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from statistics import median

from extract.dato import find_dates
from extract.knowledge import says, table, words
from extract.lines import kjelde, lines_of
from extract.maalform import maalform
from extract.medlemmer import read_members
from extract.nemnt_vedtak import Bullet, Reader
from extract.organ import named_behind, organ_in, organisation_in
from extract.sakliste import find_saklister
from extract.tiltak import columns_of
from model.document import Block, Document, Heading, ListItem, Note, Paragraph, Table
from model.ids import presentasjon_id
from model.moete import Kjelde, Varsel
from model.presentasjon import Medlem, Presentasjon, Tema

_WORDS_A_SLIDE = 130  # words on the middle page of a deck; a page of running text has three times as many
_REPEATED = 0.25  # a text on more than this share of the slides belongs to their design


def is_deck(document: Document) -> bool:
    """Whether the document is a slide deck: by its format, or as a PDF by pages wider than high that hold few words."""
    if document.format in ("pptx", "ppt", "odp"):
        return True
    if document.format != "pdf" or len(document.pages) < 3 or _of_rows(document):
        return False
    wide = all((page.width or 0) > (page.height or 0) * 1.2 for page in document.pages)
    counts = Counter({page.number: 0 for page in document.pages})
    for block in document.blocks:
        if block.source.page:
            counts[block.source.page] += len(_text(block).split())
    return wide and median(counts.values()) <= _WORDS_A_SLIDE


def _of_rows(document: Document) -> bool:
    """A sheet laid sideways for its table of tiltak, or for a sakliste, is no slide."""
    tables = any(isinstance(block, Table) and columns_of(block) for block in document.blocks)
    return tables or bool(find_saklister(lines_of(document)))


def read_presentasjon(document: Document) -> Presentasjon | None:
    """What a slide deck says; null where the document is none."""
    if not is_deck(document):
        return None
    slides = [list(group) for _, group in groupby(_own(document), key=lambda block: block.source.page)]
    title = _title(document, slides)
    organ, day = _organ(document, title, slides), _date(title, slides)
    standard = maalform("\n".join(_text(block) for block in document.blocks))
    reader = Reader(document, organ, _today(day, slides), standard)
    tema, members = [], []
    for slide in slides:
        members += read_members(slide, document)
        tema += _topic(slide, reader, document)
    return Presentasjon(
        id=presentasjon_id(organ, title, day.isoformat() if day else None),
        tittel=title,
        organ=organ,
        dato=day.isoformat() if day else None,
        maalform=standard,
        tema=tema,
        medlemmer=_each_once(members),
        kjelder=[Kjelde(fil=document.fil, sha256=document.sha256)],
        varsel=_warnings(document, reader),
    )


def _text(block: Block) -> str:
    return " ".join(cell.text for row in block.rows for cell in row) if isinstance(block, Table) else block.text


def _own(document: Document) -> Iterator[Block]:
    """The blocks without speakers' notes and without short texts that stand on slide after slide."""
    pages = {block.source.page for block in document.blocks}
    often = Counter(text for text, _ in {(_text(b).strip().lower(), b.source.page) for b in document.blocks})
    for block in document.blocks:
        text = _text(block).strip().lower()
        design = len(text.split()) <= 4 and often[text] > max(2, _REPEATED * len(pages))
        if not isinstance(block, Note) and not (design and not isinstance(block, Heading)):
            yield block


# ---------------------------------------------------------------- the deck


def _title(document: Document, slides: Sequence[Sequence[Block]]) -> str:
    """The file's own title, else the first slide's heading, else the file's name."""
    own = (document.title or "").strip()
    if own and not re.match(r"(?i)(?:powerpoint|lysbilde|lysark|presentasjon\d*$|slide)", own):
        return own
    heading = next((b.text for slide in slides[:1] for b in slide if isinstance(b, Heading)), None)
    return re.sub(r"\s+", " ", heading or document.fil.rsplit(".", 1)[0]).strip()


def _organ(document: Document, title: str, slides: Sequence[Sequence[Block]]) -> str | None:
    """The body whose deck it is: in the title, on the first slide, else in a heading."""
    first = [_text(block) for block in slides[0]] if slides else []
    headings = [block.text for slide in slides for block in slide if isinstance(block, Heading)]
    for text in [*re.split(r"\s[-–|]\s", title), *first, *(p for h in headings for p in re.split(r"\s[-–|]\s", h))]:
        own = re.sub(r"\s+", " ", text).strip()
        if name := organisation_in(own.title() if own.isupper() else own):
            return name
    for text in [title, *first, *headings]:
        if name := named_behind(text):
            return name
    standard = maalform(" ".join(headings))
    return next((organ for text in [title, *first] if (organ := organ_in(text, standard)[0])), None)


def _date(title: str, slides: Sequence[Sequence[Block]]) -> date | None:
    """The day of the meeting that the deck was shown in: in the title or on one of the first two slides."""
    texts = [title, *(_text(block) for slide in slides[:2] for block in slide if not isinstance(block, Table))]
    return next((found[0].day for text in texts if (found := find_dates(text))), None)


def _today(day: date | None, slides: Sequence[Sequence[Block]]) -> date | None:
    """The day from which a reader takes dates without a year: the deck's own, else the last decision with its year."""
    if day:
        return day
    told = words(table("presentasjon")["vedtak"]["setning"]) + words(table("presentasjon")["vedtak"]["overskrift"])
    past = [
        hit.day
        for slide in slides
        for block in slide
        if not isinstance(block, Table) and says(block.text, {"both": told})
        for hit in find_dates(block.text)[:1]
    ]
    return max(past, default=None)


def _warnings(document: Document, reader: Reader) -> list[Varsel]:
    whole = Kjelde(fil=document.fil, sha256=document.sha256)
    found = [Varsel(kode="fil", melding=text, kjelde=whole) for text in document.warnings]
    if reader.today is None:
        found.append(
            Varsel(
                kode="aar-ukjent",
                melding="The deck names no day with its year, so dates without a year have none.",
                kjelde=whole,
            )
        )
    return found


def _each_once(members: Sequence[Medlem]) -> list[Medlem]:
    return list({(member.organ, member.namn): member for member in reversed(members)}.values())[::-1]


# ---------------------------------------------------------------- a slide


def _topic(slide: Sequence[Block], reader: Reader, document: Document) -> list[Tema]:
    """The slide as a topic; a slide without a heading goes on without one."""
    heading = next((block for block in slide if isinstance(block, Heading)), None)
    bullets = list(_bullets(slide, heading))
    if not heading and not bullets:
        return []
    texts = [bullet.text for bullet in bullets if bullet.level >= 0]
    return [
        Tema(
            tittel=re.sub(r"\s+", " ", heading.text).strip() if heading else None,
            punkt=texts,
            status=[text for text in texts if says(text, table("presentasjon")["status"])],
            vedtak=reader.decisions(bullets),
            frist=reader.deadlines(bullets),
            vertskommune=reader.host(texts),
            etablering=reader.start(texts),
            kjelde=kjelde(document, (heading or slide[0]).source),
        )
    ]


def _bullets(slide: Sequence[Block], heading: Heading | None) -> Iterator[Bullet]:
    """The bullets and lines of a slide; a heading below its title parts them (level -1)."""
    for block in slide:
        if block is heading or isinstance(block, Table | Note):
            continue
        text = re.sub(r"\s+", " ", block.text).strip()
        level = block.level if isinstance(block, ListItem) else -1 if isinstance(block, Heading) else 0
        if text and isinstance(block, ListItem | Paragraph | Heading):
            yield Bullet(text, level, block.source)
