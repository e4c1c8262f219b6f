"""A made-up pile of paper files of any size, and what must come of each when it is imported.

    python -m benchmarks.pile FOLDER [FILES]

Papers of many organs over twenty years, in both written standards and four house styles: notices with and without
case papers, revised ones, saklister, late saksframlegg, minutes, extracts, plans and slides; as PDF of several
programs, Word file, text, web page and Markdown, mails and zip files with papers in them, some twice under other names,
among notes and files of other kinds. One file in twenty is broken. All is drawn from a seeded generator: the same
numbers give the same bytes.
"""

from __future__ import annotations

import hashlib
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Literal

from benchmarks import pile_broken, pile_files
from benchmarks.pile_layout import layout
from benchmarks.pile_meetings import WORDS, MadeMeeting, meetings
from benchmarks.pile_pdf import LOOKS, pdf
from benchmarks.pile_styles import Paper, revised

FILES = 5_000
SEED = 1837  # the year of the formannskap laws
_BROKEN, _COPIES, _OTHERS, _PLANS, _DECKS = 20, 50, 100, 100, 200
"""One file in so many is broken, a copy of another, no paper at all, a plan, a slide deck."""
_FORMATS = {"pdf": 52, "docx": 33, "txt": 4, "html": 3, "md": 2, "eml": 3, "zip": 3}
"""Of a hundred files with papers of meetings."""
_IN_ZIP = 3
"""Papers of a zip file."""

What = Literal["paper", "broken", "copy", "other"]


@dataclass(frozen=True)
class Told:
    """What a paper of a meeting tells, and must be found in the archive."""

    moete: str
    """The id of the meeting."""
    nummer: tuple[str, ...]
    """The numbers of the saker, as ``12/25``."""


@dataclass(frozen=True)
class MadeFile:
    """A file of the pile."""

    path: str
    """Below the pile's folder."""
    what: What
    sha256: tuple[str, ...] = ()
    """Of each paper: of the file itself, or of what is in the mail or zip file."""
    told: tuple[Told, ...] = ()
    """Of each paper of a meeting; plans and slides have none."""
    pages: int = 0
    """Pages of A4 that its papers take."""
    fault: str | None = None
    """Kind of damage (`pile_broken.KINDS`)."""


@dataclass
class Pile:
    """What was written."""

    folder: Path
    files: list[MadeFile] = field(default_factory=list)

    @property
    def pages(self) -> int:
        """Pages that are to be read; copies are not."""
        return sum(one.pages for one in self.files if one.what == "paper")

    @property
    def broken(self) -> list[str]:
        """The paths that must be told of as unreadable."""
        return [one.path for one in self.files if one.what == "broken"]

    @property
    def good(self) -> list[MadeFile]:
        """The files whose papers must be in the archive."""
        return [one for one in self.files if one.what in ("paper", "copy")]

    def of(self, ending: str) -> list[MadeFile]:
        """Good files with this ending, no copies."""
        return [one for one in self.files if one.what == "paper" and one.path.endswith(ending)]


def write_pile(folder: Path, files: int = FILES, seed: int = SEED) -> Pile:
    """Write so many files below ``folder``; the same numbers give the same bytes."""
    pile = Pile(folder)
    names: Counter[str] = Counter()
    for one, data in _drawn(files, seed, names):
        path = folder / one.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        pile.files.append(one)
    return pile


def _drawn(files: int, seed: int, names: Counter[str]) -> Iterator[tuple[MadeFile, bytes]]:
    """The files in the order they are drawn: of each kind as many as its share, the meetings' papers between them."""
    maker = _Maker(seed, names)
    papers = _in_files(files, seed, maker)
    last: list[tuple[MadeFile, bytes]] = []
    for at in range(1, files + 1):
        if at % _BROKEN == 0:
            yield maker.broken(at // _BROKEN - 1)
        elif at % _COPIES == 7:
            yield maker.copied(*last[-1 - at % len(last)])
        elif at % _OTHERS == 11:
            yield maker.other(at)
        elif at % _PLANS == 13:
            yield maker.plan(at)
        elif at % _DECKS == 17:
            yield maker.deck(at)
        else:
            last = [*last[-40:], next(papers)]
            yield last[-1]


def _in_files(files: int, seed: int, maker: _Maker) -> Iterator[tuple[MadeFile, bytes]]:
    """The papers of the meetings, each in a file, in a mail, or a few in a zip file."""
    kinds = [kind for kind, share in _FORMATS.items() for _ in range(share)]
    random.Random(seed).shuffle(kinds)
    papers = _papers(files, seed)
    for at in count():
        kind = kinds[at % len(kinds)]
        inside = [next(papers) for _ in range(_IN_ZIP if kind == "zip" else 1)]
        yield maker.file(inside, kind)


def _papers(files: int, seed: int) -> Iterator[Paper]:
    for number, meeting in enumerate(meetings(files, seed)):
        chance = random.Random(f"{seed}/papers/{number}")
        notice = Paper("innkalling", meeting, meeting.saker, with_papers=chance.random() < 0.35)
        if chance.random() < 0.1:
            notice = Paper("sakliste", meeting, meeting.saker)
        yield notice
        if notice.with_papers and notice.kind == "innkalling" and chance.random() < 0.15:
            yield revised(notice)
        if not notice.with_papers or notice.kind == "sakliste":
            for sak in meeting.saker[: chance.choice((1, 2, 3))]:
                yield Paper("saksframlegg", meeting, (sak,))
        yield Paper("protokoll", meeting, meeting.saker)
        if chance.random() < 0.4:
            yield Paper("saerutskrift", meeting, (chance.choice(meeting.saker),))


class _Maker:
    """Makes files, each under a name of its own."""

    def __init__(self, seed: int, names: Counter[str]) -> None:
        self._seed, self._names = seed, names
        self._good = {"pdf": b"", "docx": b""}

    def file(self, papers: list[Paper], kind: str) -> tuple[MadeFile, bytes]:
        """A file of this kind with these papers."""
        chance = random.Random(f"{self._seed}/{papers[0].meeting.id}/{papers[0].kind}/{papers[0].saker[0].nummer}")
        inner = {"eml": ("pdf", "docx"), "zip": ("docx", "pdf", "txt")}.get(kind, (kind,))
        made: dict[str, tuple[bytes, int]] = {}
        for at, paper in enumerate(papers):
            ending = inner[at % len(inner)] if kind == "zip" else chance.choice(inner)
            name = _safe(f"{_named(paper, chance)}")
            made[f"{name}.{ending}" if f"{name}.{ending}" not in made else f"{name} {at + 1}.{ending}"] = self._data(
                paper, ending, chance
            )
        first, (data, _) = next(iter(made.items()))
        digests = tuple(_digest(one) for one, _ in made.values())
        if kind in ("eml", "zip"):
            inside = {name: one for name, (one, _) in made.items()}
            letter = "Hei!\n\nHer er papira til møtet.\n\nHelsing sekretariatet\n"
            data = pile_files.zipped(inside) if kind == "zip" else pile_files.mail(first, letter, inside)
            first = f"{first.rsplit('.', 1)[0]}.{kind}"
        if kind in self._good:
            self._good[kind] = data
        told = tuple(Told(paper.meeting.id, tuple(sak.nummer for sak in paper.saker)) for paper in papers)
        path = self._path(_folder(papers[0].meeting, chance), first)
        return MadeFile(path, "paper", digests, told, sum(pages for _, pages in made.values())), data

    def _data(self, paper: Paper, ending: str, chance: random.Random) -> tuple[bytes, int]:
        """The bytes and the pages of a paper."""
        lines, header = paper.lines(), paper.meeting.organ.organisasjon
        if ending == "pdf":
            size = chance.choice((10.0, 10.5, 11.0, 11.0, 12.0))
            return pdf(lines, chance.choice(LOOKS), header, paper.meeting.ord["side"], size)
        pages = len(layout(lines).pages)
        if ending == "docx":
            return pile_files.word(lines, header, styled=chance.random() < 0.6), pages
        return pile_files.text_file(lines, ending), pages  # type: ignore[arg-type]

    def broken(self, number: int) -> tuple[MadeFile, bytes]:
        """The next broken file, each kind in turn."""
        kinds = list(pile_broken.KINDS)
        kind = kinds[number % len(kinds)]
        if kind in pile_broken.EMPTY and number >= len(kinds):
            kind = "PDF cut off"  # empty files are alike, and would be copies of each other
        chance = random.Random(f"{self._seed}/broken/{number}")
        data = pile_broken.broken(kind, self._good["pdf"], self._good["docx"], f"{self._seed}/{number}")
        stem = chance.choice(("Møteprotokoll", "Innkalling", "Saksframlegg", "Vedlegg 3", "Særutskrift"))
        folder = chance.choice(("Frå gammal server", "Innboks", "Til arkivering (må ryddast)", "Møtepapir/2009"))
        path = self._path(folder, f"{stem} {number + 1}{pile_broken.KINDS[kind][0]}")
        return MadeFile(path, "broken", fault=kind), data

    def copied(self, one: MadeFile, data: bytes) -> tuple[MadeFile, bytes]:
        """The same file under another name."""
        path = self._path("Sikkerheitskopi (gammal)", f"Kopi av {Path(one.path).name}")
        return MadeFile(path, "copy", one.sha256, one.told), data

    def other(self, at: int) -> tuple[MadeFile, bytes]:
        """A file that is no paper, and no fault."""
        name, data = (
            (f"Bilete frå møtet {at}.jpg", b"\xff\xd8\xff" + bytes(at % 256)),
            (f"Notat {at}.txt", f"Hugs kaffi til møtet, {at} koppar.\n".encode()),
            (f"Timeliste {at}.xlsx", b"PK\x03\x04" + str(at).encode()),
        )[at // _OTHERS % 3]
        return MadeFile(self._path("Ymse", name), "other"), data

    def plan(self, at: int) -> tuple[MadeFile, bytes]:
        """A plan of action of some organisation and year; no other has the same."""
        number = at // _PLANS
        form, year = ("nn", "nb")[number % 2], 2006 + number // 2 % 20
        bodies = list(dict.fromkeys(row[0] for row in WORDS["organ"][form]))
        chance = random.Random(f"{self._seed}/plan/{at}")
        title = WORDS["ord"][form]["plan"].format(aar=year, organ=bodies[number // 40 % len(bodies)])
        heads = WORDS["ord"][form]["planhovud"]
        rows = [
            [text, chance.choice(("Styret", "Dagleg leiar")), f"1. mai {chance.randint(2010, 2026)}", "kr 50 000"]
            for text in (f"Ny plan for {emne}" for emne in chance.sample(WORDS["emne"][form], 12))
        ]
        lines = [f"**{title}**", *(f"| {' | '.join(row)} |" for row in (heads, *rows))]
        if chance.random() < 0.5:
            data, pages = pdf(lines, "line", title, WORDS["ord"][form]["side"])
            name = f"{title} ({at}).pdf"
        else:
            data, pages = pile_files.word(lines, title, styled=True), len(layout(lines).pages)
            name = f"{title} ({at}).docx"
        return MadeFile(self._path("Planar", name), "paper", (_digest(data),), (), pages), data

    def deck(self, at: int) -> tuple[MadeFile, bytes]:
        """Slides that were shown in a meeting."""
        chance = random.Random(f"{self._seed}/deck/{at}")
        subjects = chance.sample(WORDS["emne"]["nn"], 8)
        slides = [
            (f"Status for {emne}", [f"Rapport om {emne} er ferdig", "Kommunane har svara", f"Høyring {at}"])
            for emne in subjects
        ]
        data = pile_files.deck(f"Orientering om {subjects[0]} {at}", slides)
        path = self._path("Presentasjonar", f"Orientering om {subjects[0]} {at}.pptx")
        return MadeFile(path, "paper", (_digest(data),), (), len(slides) + 1), data

    def _path(self, folder: str, name: str) -> str:
        """The path, with a number behind the name where that is taken."""
        stem, dot, ending = name.rpartition(".")
        path = f"{folder}/{name}"
        self._names[path] += 1
        if (again := self._names[path]) > 1:
            path = f"{folder}/{stem} ({again}){dot}{ending}"
            self._names[path] += 1
        return path


def _named(paper: Paper, chance: random.Random) -> str:
    meeting, sak = paper.meeting, paper.saker[0]
    return str(chance.choice(WORDS["fil"][paper.kind])).format(
        utvalg=meeting.organ.utvalg,
        dag=f"{meeting.dato:%d.%m.%Y}",
        iso=meeting.dato.isoformat(),
        nummer=sak.nummer.replace("/", "-"),
        tittel=sak.tittel,
    )


def _folder(meeting: MadeMeeting, chance: random.Random) -> str:
    below = str(chance.choice(WORDS["fil"]["mappe"])).format(
        dag=f"{meeting.dato:%d.%m.%Y}", iso=meeting.dato.isoformat(), maanad=meeting.dato.month
    )
    parts = (meeting.organ.organisasjon, meeting.organ.utvalg, str(meeting.dato.year), *below.split("/"))
    return "/".join(map(_safe, parts))


def _safe(name: str) -> str:
    """The name without what no file's name can hold."""
    return name.replace("/", "-").replace(":", " –")[:110].strip(" .")


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def main(arguments: list[str]) -> int:
    """Write a pile and tell what it holds."""
    pile = write_pile(Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else FILES)
    kinds = Counter((one.what, Path(one.path).suffix) for one in pile.files)
    for (what, suffix), many in sorted(kinds.items()):
        print(f"{what:8} {suffix:6} {many:6}")
    print(f"{len(pile.files)} files, {pile.pages} pages to read, {len(pile.broken)} broken")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
