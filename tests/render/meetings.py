"""Generated meetings: plausible papers of a secretariat, in both written standards, with every optional part.

A meeting is built by a `random.Random`, so that hypothesis can drive the choices (and shrink them) and a seed gives the
same meeting again. The words stand in `meetings.toml`.

What is left out can't be told apart on paper by a person either; where that is so, a comment says why.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import strategies as st

from extract.nummer import saksnummer
from model.ids import moete_id, punkt_id, sak_ids
from model.moete import (
    Behandlingssteg,
    Blokk,
    Deltakar,
    Framlegg,
    FramleggRoeyst,
    Maalform,
    Moete,
    PartiRoeyst,
    Punkt,
    Roeysting,
    Sak,
    Sakstype,
    Seksjon,
    Utfall,
    Vedtak,
)

LONGEST_TITLE = 300
"""Characters of the longest title that a sakliste is made for."""
FORMS = ("{nr}", "{nr}/{yy}", "{yy}/{nr}", "PS {nr}/{yy}", "{nr:03}/{yyyy}", "KST-{nr}/{yy}")
"""Forms of numbers: ``7``, ``7/26``, ``26/7``, ``PS 7/26``, ``007/2026``, ``KST-7/26``."""
_WORDS = tomllib.loads((Path(__file__).parent / "meetings.toml").read_text(encoding="utf-8"))


def meetings(maalform: Maalform, most: int = 4) -> st.SearchStrategy[Moete]:
    """Meetings of 1 to ``most`` saker whose choices hypothesis makes, so that it can find the smallest that fails."""
    return st.builds(
        lambda random, size: make_meeting(random, maalform, size),
        st.randoms(use_true_random=False),
        st.integers(1, most),
    )


def make_meeting(random: Random, maalform: Maalform, size: int) -> Moete:
    """A meeting with ``size`` saker."""
    return _Writer(random, maalform).meeting(size)


class _Writer:
    """Writes one meeting."""

    def __init__(self, random: Random, maalform: Maalform) -> None:
        self.random = random
        self.maalform = maalform
        self.words: dict[str, Any] = _WORDS[maalform]
        self.day = date(random.choice([2024, 2025, 2026]), 1, 1) + timedelta(days=random.randrange(365))
        self.organisasjon, self.utvalg = random.choice(self.words["organ"])
        self.numbers: list[str | None] = []
        self.people: list[Deltakar] = []

    # ------------------------------------------------------------ words

    def one(self, choices: Sequence[Any]) -> Any:
        return self.random.choice(choices)

    def chance(self, percent: int) -> bool:
        return self.random.randrange(100) < percent

    def several(self, choices: Sequence[str], least: int, most: int) -> list[str]:
        """Different texts out of the templates ``choices``."""
        count = min(self.random.randint(least, most), len(choices))
        return [self.fill(text) for text in self.random.sample(list(choices), count)]

    def fill(self, text: str) -> str:
        """The template with its words filled in."""
        places = self.random.sample(self.words["kommunar"], 3)
        filled = text.format(
            emne=self.one(self.words["ord"]["emne"]),
            kommune=places[0],
            kommunar=f"{places[0]}, {places[1]} {'og'} {places[2]}",
            dato=self.date_text(),
            beloep=self.amount(),
            aar=self.random.randint(self.day.year - 3, self.day.year),
            prosent=self.one(["3", "12,5", "40"]),
            tal=self.one(["14", "230", "1 450"]),
            organ=self.utvalg,
            person=self.name(),
            parti=self.one(self.words["parti"]),
            paragraf=self.one(["kommunelova § 19-1", "plan- og bygningslova § 12-10", "forskrifta § 4"]),
            sak=self.one(["12/24", "34/23", "5/25"]),
        )
        return filled[:1].upper() + filled[1:] if text.startswith("{") else filled

    def date_text(self) -> str:
        when = self.day + timedelta(days=self.random.randint(-300, 300))
        return f"{when.day}. {self.words['maanader'][when.month - 1]} {when.year}"

    def amount(self) -> str:
        return self.one(["kr 450 000", "1,2 mill. kroner", "350 000 kroner", "kr 75 000,-"])

    def name(self) -> str:
        return f"{self.one(self.words['fornamn'])} {self.one(self.words['etternamn'])}"

    # ------------------------------------------------------------ the meeting

    def meeting(self, size: int) -> Moete:
        """Front page, people and saker, with ids as they are in the archive."""
        self.numbers = self.saksnumre(size)
        self.people = self.participants()
        identity = moete_id(self.organisasjon, self.utvalg, self.day, "")
        start = self.chance(85)
        return Moete(
            id=identity,
            organisasjon=self.organisasjon,
            utvalg=self.utvalg,
            moetenummer=self.one(["3", "2/26", "11/2025"]) if self.chance(40) else None,
            moetedato=self.day,
            starttid=self.one(["08:30", "09:00", "10:15", "18:00"]) if start else None,
            # An end without a beginning is no time that a notice gives.
            sluttid=self.one(["12:00", "15:00", "21:45"]) if start and self.chance(60) else None,
            moetested=self.one(self.words["stader"]) if self.chance(85) else None,
            maalform=self.maalform,
            moetedeltakarar=self.people,
            saker=self.saker(identity),
        )

    def saksnumre(self, size: int) -> list[str | None]:
        """The numbers of the saker, in one form, one after the other."""
        if self.chance(8):
            return [None] * size
        form = self.one(FORMS)
        first = 1 if form == "{nr}" else self.random.randint(1, 60)
        year = self.day.year
        return [form.format(nr=first + place, yy=f"{year % 100:02}", yyyy=year) for place in range(size)]

    def saker(self, identity: str) -> list[Sak]:
        numbers = self.numbers
        apart = saksnummer(numbers, self.day.year)
        ids = sak_ids(identity, numbers)
        used: set[str] = set()
        out = []
        for place, number in enumerate(numbers):
            kind = self.kind(place, len(numbers))
            title = self.title(kind, used)
            if title is None:
                kind = "vedtakssak"
                title = self.title(kind, used) or f"Felles innkjøp, del {place + 1}"
                used.add(title)
            sak = self.sak(kind, title, number)
            if sak.vedtak:
                points = [
                    point.model_copy(update={"id": punkt_id(ids[place], "vedtak", at, point.nr)})
                    for at, point in enumerate(sak.vedtak.punkt, start=1)
                ]
                sak = sak.model_copy(update={"vedtak": sak.vedtak.model_copy(update={"punkt": points})})
            out.append(sak.model_copy(update={"id": ids[place], "saksnummer": apart[place]}))
        return out

    def kind(self, place: int, size: int) -> Sakstype:
        """Opening and approvals first, Ymse last, as meetings go."""
        if size > 2 and place == 0 and self.chance(50):
            return "opning"
        if size > 2 and place < 3 and self.chance(40):
            return "godkjenning"
        if size > 2 and place == size - 1 and self.chance(50):
            return "ymse"
        return self.one(["vedtakssak"] * 6 + ["orientering", "orientering", "referat", "val"])

    def title(self, kind: Sakstype, used: set[str]) -> str | None:
        """A title that no other sak of the meeting has, now and then a very long one; null where none is left."""
        for _ in range(20):
            title = self.fill(self.one(self._titles(kind)))
            while kind == "vedtakssak" and self.chance(25):
                longer = f"{title}, {self.fill(self.one(self.words['ord']['lengd']))}"
                if len(longer) > LONGEST_TITLE:
                    break
                title = longer
            if title not in used:
                used.add(title)
                return title
        return None

    def _titles(self, kind: Sakstype) -> Sequence[str]:
        """On a list without numbers «Referatsaker» may as well head the saker below it: a person could not tell."""
        titles: list[str] = self.words["titlar"][kind]
        heads = self.words["titlar"]["gruppe"]
        return [each for each in titles if self.numbers[0] or each not in heads] or titles[-1:]

    # ------------------------------------------------------------ people

    def participants(self) -> list[Deltakar]:
        """Those who vote, then the others, as minutes list them; each name once, for a name is all that tells them."""
        numbers = [number for number in self.numbers if number]
        names = list(dict.fromkeys(self.name() for _ in range(self.random.randint(2, 16))))
        known = {field: self.chance(60) for field in ("funksjon", "kommune", "parti")}
        voting, others = [], []
        absent: list[str] = []
        for name in names:
            frammoete = self.one(["moett"] * 5 + ["forfall", "vara", "utan roysterett"])
            other = frammoete == "utan roysterett"
            offices = self.words["andre_funksjonar" if other else "funksjonar"]
            here = frammoete != "forfall"
            person = Deltakar(
                namn=name,
                frammoete=frammoete,
                funksjon=self.one(offices) if known["funksjon"] and self.chance(70) else None,
                kommune=self.one(self.words["kommunar"]) if known["kommune"] and self.chance(85) else None,
                parti=self.one(self.words["parti"]) if known["parti"] and not other and self.chance(90) else None,
                vara_for=absent[-1] if frammoete == "vara" and absent and self.chance(70) else None,
                # Who was absent was present for no sak, and stepped aside from none.
                fraa_sak=self.one(numbers) if numbers and here and self.chance(12) else None,
                til_sak=numbers[-1] if numbers and here and self.chance(8) else None,
                ugild_i=self.random.sample(numbers, min(len(numbers), self.random.randint(1, 2)))
                if here and self.chance(10)
                else [],
            )
            (others if other else voting).append(person)
            absent += [name] if frammoete == "forfall" else []
        return voting + others

    # ------------------------------------------------------------ a sak

    def sak(self, kind: Sakstype, title: str, number: str | None) -> Sak:
        """A sak with what its kind has; an opening or Ymse is only held."""
        decided = kind in ("vedtakssak", "val")
        proposed: Utfall = "valt" if kind == "val" else self.one(["vedteke"] * 8 + ["teke til vitande", "avslag"])
        framlegg = self.framlegg(proposed) if decided and self.chance(90) else None
        told = decided or kind in ("orientering", "referat")
        vedtak = self.vedtak(kind, framlegg, proposed)
        vote = self.vote() if decided and vedtak and self.chance(75) else None
        return Sak(
            id="",
            nummer=number,
            tittel=title,
            sakstype=kind,
            arkivsak=self.one(["25/1234", "2026/57", "24/98-3"]) if self.chance(40) else None,
            saksbehandlar=self.name() if told and self.chance(50) else None,
            saksgang=self.steps(number) if decided and self.chance(25) else [],
            unntatt_offentlegheit=self.one(self.words["heimlar"]) if decided and self.chance(12) else None,
            seksjonar=self.sections() if told and self.chance(80) else [],
            framlegg=framlegg,
            behandling=self.blocks(self.words["behandling"]["avsnitt"], tables=False) if self.chance(50) else [],
            roeysting=vote,
            vedtak=vedtak,
            vedlegg=self.several(self.words["tekst"]["vedlegg"], 1, 4) if told and self.chance(45) else [],
        )

    def steps(self, number: str | None) -> list[Behandlingssteg]:
        """The sak's way through the organs, this one last."""
        earlier = [
            Behandlingssteg(
                utvalg=organ,
                dato=self.day - timedelta(days=30) if self.chance(80) else None,
                nummer=f"{self.random.randint(1, 90)}/{self.day.year % 100:02}",
            )
            for organ in self.random.sample(self.words["andre_organ"], self.random.randint(1, 2))
            if organ != self.utvalg
        ]
        return [*earlier, Behandlingssteg(utvalg=self.utvalg, dato=self.day, nummer=number)]

    # ------------------------------------------------------------ text

    def sections(self) -> list[Seksjon]:
        """Text before any heading, then sections; a heading without a role of its own stands below one that has."""
        out = []
        if self.chance(20):
            out.append(Seksjon(rolle="saksframstilling", blokker=self.blocks(self.words["tekst"]["avsnitt"])))
        titles: set[str] = set()
        level = 0
        for place in range(self.random.randint(1, 6)):
            rolle = self.one(["saksframstilling", "bakgrunn", "vurdering", "underpunkt", "underpunkt"])
            if place == 0 and rolle == "underpunkt":
                rolle = "saksframstilling"
            title = self.one(self.words["seksjonar"][rolle])
            if title in titles:
                continue
            titles.add(title)
            # A level is never jumped over: under a first heading comes a second, not a third.
            level = self.random.randint(1, min(level + 1, 3))
            if out and level <= out[-1].nivaa and not out[-1].blokker:
                level = min(out[-1].nivaa + 1, 3)  # nobody leaves a heading with nothing below it
            blocks = self.blocks(self.words["tekst"]["avsnitt"]) if level == 3 or self.chance(85) else []
            out.append(Seksjon(tittel=title, rolle=rolle, nivaa=level, blokker=blocks))
        if not out[-1].blokker:
            out[-1] = out[-1].model_copy(update={"blokker": self.blocks(self.words["tekst"]["avsnitt"])})
        if self.chance(25):
            title = self.one(self.words["seksjonar"]["anna"])
            blocks = self.blocks(self.words["tekst"]["avsnitt"], tables=False)
            out.append(Seksjon(tittel=title, rolle="anna", nivaa=1, blokker=blocks))
        return out

    def blocks(self, paragraphs: Sequence[str], *, tables: bool = True) -> list[Blokk]:
        """Paragraphs with lists and tables between them."""
        out: list[Blokk] = []
        for text in self.several(paragraphs, 1, 4):
            out.append(Blokk(type="avsnitt", tekst=text))
            what = self.random.randrange(10)
            if what == 0:
                out += self.bullets()
            elif what == 1:
                out += self.numbered()
            elif what == 2 and tables:
                out.append(self.table())
        return out

    def bullets(self) -> list[Blokk]:
        """A list with bullets, now and then with a list below an item; Word's own bullets of each level."""
        out: list[Blokk] = []
        for text in self.several(self.words["tekst"]["punkt"], 2, 5):
            level = 1 if out and self.chance(20) else 0
            out.append(Blokk(type="punkt", tekst=text, merke="•" if level == 0 else "–", nivaa=level))
        return out

    def numbered(self) -> list[Blokk]:
        """A list with figures or letters."""
        figures = self.chance(60)
        texts = self.several(self.words["tekst"]["punkt"], 2, 5)
        marks = [f"{place}." if figures else f"{chr(96 + place)})" for place in range(1, len(texts) + 1)]
        return [Blokk(type="punkt", tekst=text, merke=mark) for text, mark in zip(texts, marks, strict=True)]

    def table(self) -> Blokk:
        """A table with a head row; one of a single column would be a frame around a text."""
        heads = self.several(self.words["tekst"]["kolonnar"], 2, 5)
        rows = [
            [self.fill(self.one(self.words["tekst"]["celler"])) for _ in heads]
            for _ in range(self.one([1, 2, 3, 6, 30]))
        ]
        for row in rows:
            if self.chance(15):
                row[self.random.randrange(1, len(row))] = ""
        return Blokk(type="tabell", tekst="\n".join("\t".join(row) for row in [heads, *rows]), rader=[heads, *rows])

    # ------------------------------------------------------------ proposal and vedtak

    def framlegg(self, outcome: Utfall) -> Framlegg:
        organ = self.one(self.words["forslagsstillarar"]) if self.chance(25) else None
        return Framlegg(punkt=self.points(outcome), organ=organ and organ[:1].upper() + organ[1:])

    def points(self, outcome: Utfall) -> list[Punkt]:
        """One point without a number, several with figures or without, or points with lettered ones below."""
        sentences = self.words["framlegg"][outcome]
        if outcome != "vedteke" or self.chance(30):
            return [Punkt(tekst=self.fill(self.one(sentences)))]
        texts = self.several(sentences, 2, 6)
        if self.chance(20):
            return [Punkt(tekst=text) for text in texts]
        if self.chance(15):
            below = self.several(self.words["framlegg"]["underpunkt"], 2, 3)
            lead = self.fill(self.one(self.words["framlegg"]["innleiing"]))
            return [Punkt(tekst=lead), *self.lettered(below, 0)]
        letters = self.chance(75)  # a proposal has letters or dashes below its points, not both
        out: list[Punkt] = []
        for place, text in enumerate(texts, start=1):
            out.append(Punkt(nr=str(place), tekst=text))
            if self.chance(20):
                below = self.several(self.words["framlegg"]["underpunkt"], 2, 3)
                lead = self.fill(self.one(self.words["framlegg"]["innleiing"]))
                out[-1] = Punkt(nr=str(place), tekst=lead)
                out += self.lettered(below, 1) if letters else [Punkt(tekst=each, nivaa=1) for each in below]
        return out

    def lettered(self, texts: Sequence[str], level: int) -> list[Punkt]:
        return [Punkt(nr=chr(97 + place), tekst=text, nivaa=level) for place, text in enumerate(texts)]

    def vedtak(self, kind: Sakstype, framlegg: Framlegg | None, proposed: Utfall) -> Vedtak | None:
        """What was decided: the proposal as it stands or in a word, something else, or nothing."""
        where = {"organ": self.utvalg, "dato": self.day}
        if kind in ("opning", "ymse"):
            return None
        if kind == "godkjenning":
            text = {"nn": "Innkalling og sakliste vert godkjende.", "nb": "Innkalling og saksliste godkjennes."}
            return (
                Vedtak(punkt=[Punkt(tekst=text[self.maalform])], utfall="vedteke", **where) if self.chance(60) else None
            )
        if kind in ("orientering", "referat"):
            if self.chance(50):
                return None
            points = self.points("teke til vitande")
            return Vedtak(punkt=points, utfall="teke til vitande", **where)
        if framlegg is None and self.chance(50):
            return None
        way = self.random.randrange(10)
        if framlegg and way < 5:
            copied = [point.model_copy() for point in framlegg.punkt]
            return Vedtak(punkt=copied, utfall=proposed, som_framlegg=way < 2, **where)
        if way == 5:
            return None
        if way == 6 and kind != "val":
            outcome: Utfall = self.one(["utsett", "sendt tilbake", "trekt", "sendt vidare"])
            return Vedtak(punkt=self.points(outcome), utfall=outcome, **where)
        if kind == "val":
            return Vedtak(punkt=self.points("valt"), utfall="valt", **where)
        points = self.points("vedteke")
        same = framlegg and [point.tekst for point in framlegg.punkt] == [point.tekst for point in points]
        return Vedtak(punkt=points, utfall="vedteke" if same or not framlegg else "vedteke med endring", **where)

    # ------------------------------------------------------------ vote

    def vote(self) -> Roeysting:
        """The vote in each of its forms; minutes always tell a result, so that is never left out."""
        many, few = self.random.randint(6, 20), self.random.randint(1, 5)
        result = self.one(["samroeystes"] * 3 + ["fleirtal"] * 3 + ["dobbeltroeyst", "loddtrekning"])
        figures: dict[str, int | None] = {}
        if result == "samroeystes" and self.chance(25):
            figures = {"for": many, "mot": 0}
        elif result == "fleirtal" and self.chance(80):
            figures = {"for": many, "mot": few}
        elif result in ("dobbeltroeyst", "loddtrekning") and self.chance(60):
            figures = {"for": few, "mot": few}
        return Roeysting(
            resultat=result,
            blankt=self.random.randint(1, 4) if self.chance(15) else None,
            parti=self.party_votes() if self.chance(20) else [],
            framlegg=[self.other_proposal() for _ in range(self.random.randint(1, 3))] if self.chance(25) else [],
            **figures,
        )

    def party_votes(self) -> list[PartiRoeyst]:
        out = []
        for party in self.random.sample(self.words["parti"], self.random.randint(1, 4)):
            for_, mot = self.one([(3, None), (None, 2), (4, 1), (2, 0)])
            out.append(PartiRoeyst(parti=party, for_=for_, mot=mot))
        return out

    def other_proposal(self) -> FramleggRoeyst:
        """A proposal put forward in the meeting; who put it forward or what it says may be all that is told."""
        party = self.one(self.words["parti"])
        av = self.one([f"{self.name()} ({party})", self.name(), party, f"{self.one(self.words['parti'])} og {party}"])
        tekst = self.fill(self.one(self.words["behandling"]["motframlegg"]))
        which = self.random.randrange(10)
        utfall = self.one(["vedteke", "fall", "fall", "trekt", None])
        counted = utfall != "trekt" and self.chance(60)
        # What got as many votes as it did not was still to be decided by the chair or by lot.
        for_, mot = sorted((self.random.randint(0, 9), self.random.randint(10, 19)), reverse=utfall == "vedteke")
        return FramleggRoeyst(
            av=None if which == 0 else av,
            tekst=None if which == 1 else tekst,
            utfall=utfall,
            for_=for_ if counted else None,
            mot=mot if counted else None,
        )


def without_number(sak: Sak, moete: Moete) -> Sak:
    """The sak as it is before it is on a sakliste: it has no number, and has gone through no organ."""
    own = sak_ids(moete.id, [None])[0]
    vedtak = None  # ids of its points would follow the sak's
    return sak.model_copy(
        update={"id": own, "nummer": None, "saksnummer": None, "saksgang": [], "vedtak": vedtak, "roeysting": None}
    )
