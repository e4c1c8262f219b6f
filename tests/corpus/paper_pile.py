"""A made-up pile of paper files, such as a secretariat's folder has them: 200 files of four organs over half a year.

For each meeting a notice, a revised notice or a late saksframlegg, and minutes that refer to the meeting before, so
that references are resolved anew as meetings come in. Between them lie a plan, copies under other names, a zip file
with two papers in it, and files that can't be read.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from tests.ingest.word_files import packed

ORGANS = [
    ("Fjordlandet regionråd", "Styret"), ("Fjordlandet regionråd", "Arbeidsutvalet"),
    ("Åsmarka interkommunale selskap", "Styret"), ("Åsmarka interkommunale selskap", "Representantskapet"),
]  # fmt: skip
MEETINGS = 15
"""Of each organ."""
_MATTERS = ["ferjekai", "barnevern", "brannvern", "kulturskule", "avløp", "matavfall", "beredskap", "breiband"]
_TITLES = ["Ny {} ved Nordvik", "Felles {} for kommunane", "Rapport om {}", "Plan for {} 2026"]
_BREAD = "Sekretariatet har greidd ut saka saman med kommunane. Utgreiinga viser kva det kostar, og kven som svarar."


def write_pile(folder: Path, meetings: int = MEETINGS) -> int:
    """Write the papers of so many meetings of each organ into ``folder``, and return how many files that is.

    Their names do not follow their days, so an import meets the papers of a meeting far from each other.
    """
    files = dict(_files(meetings))
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return len(files)


def _files(meetings: int) -> Iterator[tuple[str, bytes]]:
    papers = [paper for nr in range(meetings) for organ in range(len(ORGANS)) for paper in _papers(organ, nr)]
    for name, text in papers:
        yield name, text.encode()
    for nr, (name, text) in enumerate(papers[::16]):
        yield f"kopiar/{nr:02} {Path(name).name}", text.encode()
    yield "plan/handlingsplan.md", PLAN.encode()
    yield "pakke.zip", packed({f"i-pakken-{nr}.txt": _notice(0, meetings + nr).encode() for nr in (0, 1)})
    yield "tom.pdf", b""
    yield "tom.zip", packed({})
    yield "avkorta.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog"
    yield "skada.docx", packed({"word/document.xml": b"<w:document"})
    yield "bilete.jpg", b"\xff\xd8\xff"
    yield "notat.txt", "Hugs kaffi til møtet.".encode()


def _papers(organ: int, nr: int) -> Iterator[tuple[str, str]]:
    """Name and text of each paper of a meeting."""
    yield f"innkallingar/{(nr * 7 + organ) % 16:x}-{organ}-{nr}.txt", _notice(organ, nr)
    yield f"protokollar/{(nr * 5 + organ) % 16:x}-{organ}-{nr}.txt", _minutes(organ, nr)
    if (nr + organ) % 3 == 0:
        yield f"revidert/{organ}-{nr}.txt", _notice(organ, nr, revised=True)
    if (nr + organ) % 3 != 0:
        yield f"saksframlegg/{organ}-{nr}.txt", _late(organ, nr)


def _day(organ: int, nr: int) -> date:
    return date(2025, 1, 7) + timedelta(days=nr * 14 + organ)


def _numbers(nr: int) -> range:
    return range(nr * 3 + 1, nr * 3 + 4)


def _title(organ: int, number: int) -> str:
    return _TITLES[number % len(_TITLES)].format(_MATTERS[(number * 3 + organ) % len(_MATTERS)])


def _head(organ: int, nr: int, what: str) -> list[str]:
    organisasjon, utvalg = ORGANS[organ]
    day = _day(organ, nr)
    return [organisasjon, what, f"Utval: {utvalg}\nMøtedato: {day:%d.%m.%Y}\nTid: 10:00\nStad: Nordvik rådhus"]


def _notice(organ: int, nr: int, revised: bool = False) -> str:
    told = _head(organ, nr, "REVIDERT MØTEINNKALLING" if revised else "MØTEINNKALLING")
    for number in _numbers(nr):
        told += [f"Sak {number}/25 {_title(organ, number)}", "Saksutgreiing:", f"{_BREAD} {_earlier(organ, nr)}"]
        amount = f"Det vert løyvt kr {number}0 000." if not revised else f"Det vert løyvt kr {number}5 000."
        told += ["Framlegg til vedtak:", f"1. Styret går inn for saka.\n2. {amount}"]
    return "\n\n".join(told) + "\n"


def _late(organ: int, nr: int) -> str:
    number = _numbers(nr)[1]
    told = [*_head(organ, nr, "SAKSFRAMLEGG"), f"Sak {number}/25 {_title(organ, number)}", "Saksutgreiing:"]
    return "\n\n".join([*told, _BREAD, "Framlegg til vedtak:", "Saka vert lagd fram att til neste møte."]) + "\n"


def _minutes(organ: int, nr: int) -> str:
    told = _head(organ, nr, "MØTEPROTOKOLL")
    for number in _numbers(nr):
        told += [
            f"Sak {number}/25 {_title(organ, number)}",
            "Handsaming:",
            f"Leiaren orienterte. {_earlier(organ, nr)}",
        ]
        told += ["Vedtak:", f"1. Styret går inn for saka.\n2. Det vert løyvt kr {number}0 000."]
    return "\n\n".join(told) + "\n"


def _earlier(organ: int, nr: int) -> str:
    """A reference to the meeting before, which often comes in later."""
    if not nr:
        return "Saka er ny."
    return f"Viser til vedtak i møtet {_day(organ, nr - 1):%d.%m.%Y}, sak {_numbers(nr - 1)[0]}/25."


PLAN = """# Handlingsplan 2026

| Tiltak | Ansvarleg | Frist | Kostnad |
| --- | --- | --- | --- |
| Lage kursplan | Dagleg leiar | 1. mai | kr 50 000 |
| Byggje kai | Styret | 2026 | 0,4 mill |
"""
