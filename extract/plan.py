"""A plan read from top to bottom: Document -> Plan. Plans of action are tables of tiltak, strategic plans are headings.

A strategic plan states its goals as headings, its fields of effort as headings below them, and numbers the strategies
of each field.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from extract.dato import find_dates
from extract.knowledge import says, table, words
from extract.lines import kjelde
from extract.maalform import maalform
from extract.organ import named_behind, organ_in, organisation_in
from extract.tiltak import columns_of, is_plan_title, read_tiltak, rejoined
from model.document import Document, Heading, ListItem, Paragraph, Table
from model.ids import plan_id
from model.moete import Kjelde, Varsel
from model.plan import Overskrift, Plan, Satsingsomraade, Strategi, Tiltak

_TOP = 12  # blocks in which the title, the body and the date of a plan stand


def read_plan(document: Document) -> Plan | None:
    """What a plan says; null where the document is none: no title that says so, and no table of tiltak."""
    title = _title(document)
    tables = [block for block in document.blocks if isinstance(block, Table) and columns_of(block)]
    if not title and not tables:
        return None
    heading = title or next((b.text for b in document.blocks if isinstance(b, Heading)), document.title)
    if not heading:
        return None
    heading = re.sub(r"\s+", " ", heading).strip()
    organ, day = _organ(document), _date(document)
    tiltak = rejoined(_tiltak(document), "\n".join(_texts(document)))
    found = _strategies(document)
    if not tiltak and not found and not title:
        return None
    return Plan(
        id=plan_id(organ, heading),
        tittel=heading,
        organ=organ,
        dato=day.isoformat() if day else None,
        maalform=maalform("\n".join(_texts(document))),
        visjon=_statement(document, "visjon"),
        verdiar=_values(document),
        overskrifter=_headings(document, heading),
        delmaal=_goals(document),
        satsingsomraade=found,
        tiltak=tiltak,
        kjelder=[Kjelde(fil=document.fil, sha256=document.sha256)],
        varsel=_warnings(document, tiltak),
    )


def _texts(document: Document) -> list[str]:
    """The text of all blocks, tables included."""
    out = []
    for block in document.blocks:
        out += [cell.text for row in block.rows for cell in row] if isinstance(block, Table) else [block.text]
    return out


# ---------------------------------------------------------------- the front


def _title(document: Document) -> str | None:
    """The first heading or short line on top that says plan."""
    for block in document.blocks[:_TOP]:
        short = isinstance(block, Heading | Paragraph) and len(block.text.split()) <= 14
        if short and not block.text.endswith(".") and is_plan_title(block.text):
            return block.text
    return document.title if document.title and is_plan_title(document.title) else None


def _organ(document: Document) -> str | None:
    """The body whose plan it is: named alone on a line on top, in the title, or where the top says whom it is for."""
    top = [block.text for block in document.blocks[:_TOP] if isinstance(block, Heading | Paragraph)]
    for text in [*top, *document.headers, document.title or ""]:
        if name := organisation_in(text):
            return name
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    for text in [*top, document.title or "", *headings]:
        if name := named_behind(text):
            return name
    for text in [*top, document.title or ""]:
        organ, organisation = organ_in(text, "nn")
        if organisation or (organ and " " in organ):
            return organisation or organ
    return None


def _date(document: Document) -> date | None:
    """The date on top, before the first table."""
    for block in document.blocks[:_TOP]:
        if isinstance(block, Table):
            return None
        if found := find_dates(block.text):
            return found[0].day
    return None


def _statement(document: Document, name: str) -> str | None:
    """What stands behind a lead-in such as ``Visjon:``."""
    for block in document.blocks:
        head, colon, rest = block.text.partition(":") if isinstance(block, Paragraph) else ("", "", "")
        if colon and rest.strip() and head.strip().lower() in words(table("plan")[name]):
            return re.sub(r"\s+", " ", rest).strip()
    return None


def _values(document: Document) -> list[str]:
    said = _statement(document, "verdiar")
    return [part.strip(" .") for part in re.split(r",|\s+og\s+", said)] if said else []


# ---------------------------------------------------------------- headings and strategies


def _headings(document: Document, title: str) -> list[Overskrift]:
    """The tree of headings without the paper's own title, its body's name and the table of contents."""
    own = {
        title.lower(),
        (_organ(document) or "").lower(),
        "innhald",
        "innhold",
        "innhaldsliste",
        "innholdsfortegnelse",
    }
    return [
        Overskrift(nivaa=block.level, tekst=block.text.strip(), kjelde=kjelde(document, block.source))
        for block in document.blocks
        if isinstance(block, Heading) and block.text.strip().lower() not in own
    ]


def _goals(document: Document) -> list[str]:
    """The paragraphs under a heading that says goals (``Delmål``), up to the next heading or table."""
    out: list[str] = []
    inside = False
    for block in document.blocks:
        if isinstance(block, Heading | Table):
            inside = isinstance(block, Heading) and says(block.text.strip().lower(), table("plan")["delmaal"])
        elif says(block.text.strip().lower(), table("plan")["delmaal"]):
            inside = True
        elif inside:
            out.append(re.sub(r"\s+", " ", block.text).strip())
    return out


def _strategies(document: Document) -> list[Satsingsomraade]:
    """The fields of effort: a heading under another one, with a numbered list of strategies below it."""
    out: list[Satsingsomraade] = []
    above: dict[int, str] = {}
    here: Heading | None = None
    for block in document.blocks:
        if isinstance(block, Heading):
            above = {level: text for level, text in above.items() if level < block.level}
            above[block.level], here = block.text.strip(), block
        elif isinstance(block, ListItem) and block.number and block.level == 0 and here and len(above) > 1:
            goal = above[max(level for level in above if level < here.level)]
            if not out or (out[-1].maal, out[-1].omraade) != (goal, here.text.strip()):
                source = kjelde(document, here.source)
                out.append(Satsingsomraade(maal=goal, omraade=here.text.strip(), kjelde=source))
            out[-1].delstrategiar.append(_strategy(block, document))
        elif isinstance(block, Table):
            here = None
    return out


def _strategy(block: ListItem, document: Document) -> Strategi:
    """Number, title and the text below it, which stands on lines of its own."""
    head, _, rest = block.text.partition("\n")
    number = int(block.number) if block.number and block.number.isdigit() else None
    text = re.sub(r"\s+", " ", rest).strip() or None
    return Strategi(nr=number, tittel=head.strip(), tekst=text, kjelde=kjelde(document, block.source))


# ---------------------------------------------------------------- tiltak


def _tiltak(document: Document) -> list[Tiltak]:
    """The tiltak of all tables, each table under its area: the nearest heading above that names no goals."""
    out: list[Tiltak] = []
    areas: list[Heading] = []
    for block in document.blocks:
        if isinstance(block, Heading) and not says(block.text.strip().lower(), table("plan")["delmaal"]):
            areas = [area for area in areas if area.level < block.level] + [block]
        elif isinstance(block, Table):
            area = areas[-1].text.strip() if areas else None
            out += read_tiltak(block, document, area if area != _title(document) else None)
    return out


def _warnings(document: Document, tiltak: Sequence[Tiltak]) -> list[Varsel]:
    """What was odd about the file, and budgets whose amount is not understood."""
    whole = Kjelde(fil=document.fil, sha256=document.sha256)
    out = [Varsel(kode="fil", melding=text, kjelde=whole) for text in document.warnings]
    out += [
        Varsel(
            kode="budsjett-uklart",
            melding=f"The budget «{one.budsjett_tekst}» is no single amount that could be read.",
            kjelde=one.kjelde or whole,
        )
        for one in tiltak
        if one.budsjett_mill is None and re.search(r"\d", one.budsjett_tekst or "")
    ]
    return out
