"""Where a sak comes from, as its paper tells it: what was decided, proposed or put off before, and in which point."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.dato import find_dates, find_days, find_months
from extract.organ import is_organ
from model.moete import Behandlingssteg, Blokk, Maalform, Moete, Punkt, Sak, Seksjon, Tilvising
from render.marks import marker
from render.past_tense import in_the_past
from render.promises import Carried
from render.words import day, words

MOST_POINTS = 8
"""Points of one earlier vedtak that are told one by one; what is more stands in the minutes."""
MOST_MEETINGS = 10
"""Earlier meetings, the last ones, whose vedtak are told; the others stand in the table of treatments only."""


@dataclass(frozen=True, slots=True)
class Treatment:
    """An earlier treatment of a sak, as far as it is told."""

    moete: Moete
    """The meeting; it has a date."""
    sak: Sak
    """As it stood there."""
    points: tuple[Punkt, ...]
    """The points to tell of, in order."""
    proposed: bool
    """The points are the proposal's: what was decided is not known."""
    put_off: bool
    """The meeting put the sak off."""


@dataclass(frozen=True, slots=True)
class Background:
    """What a paper tells of earlier treatments."""

    blokker: list[Blokk]
    """The text."""
    tilvisingar: list[Tilvising]
    """Its references, each with the id that it points to."""


def background(each: Carried, maalform: Maalform) -> list[Seksjon]:
    """The sections that say where a sak of the next meeting comes from."""
    return sections(_told_of(each, maalform).blokker, maalform)


def references(each: Carried, maalform: Maalform) -> list[Tilvising]:
    """The references that the background makes, one for each point that it tells of, with what they point to."""
    return _told_of(each, maalform).tilvisingar


def _told_of(each: Carried, maalform: Maalform) -> Background:
    # The sak that comes up again is closed to the public where it was before, so its text may stand in it.
    treatment = Treatment(each.moete, each.sak, each.points, each.proposed, each.way == "utsett")
    return tell([treatment], maalform, each.moete, closed=True)


def sections(blocks: list[Blokk], maalform: Maalform) -> list[Seksjon]:
    """The account's heading with the background under it."""
    return [
        Seksjon(tittel=_phrase("overskrift", "overordna", maalform), rolle="saksframstilling"),
        Seksjon(tittel=phrase("bakgrunn", "tittel", maalform), rolle="bakgrunn", nivaa=2, blokker=blocks),
    ]


def tell(treatments: Sequence[Treatment], maalform: Maalform, home: Moete, *, closed: bool) -> Background:
    """Earlier treatments (by date) for a paper of ``home``: a paragraph for each point, with meeting, sak and point.

    A treatment that is closed to the public is not quoted unless the paper itself is (``closed``): then only that the
    sak was treated is told, and the legal basis (offentleglova § 31).
    """
    out = Background([], [])
    left_out = len(treatments) - MOST_MEETINGS
    if left_out > 0:
        text = _phrase("fleire", "moete_eitt" if left_out == 1 else "moete", maalform, tal=left_out)
        out.blokker.append(Blokk(type="avsnitt", tekst=text))
    said: set[str] = set()
    for place, treatment in enumerate(treatments[-MOST_MEETINGS:], start=1 + max(left_out, 0)):
        teller = _Teller(treatment, maalform, organ_name(treatment.moete, home, maalform), said)
        if treatment.sak.unntatt_offentlegheit is not None and not closed:
            teller.closed()
        else:
            teller.tell()
            if treatment.put_off and not treatment.proposed and place == len(treatments):
                teller.proposal_then()
        out.blokker.extend(teller.blokker)
        out.tilvisingar.extend(teller.tilvisingar)
    return out


def saksgang(treatments: Sequence[Treatment], home: Moete) -> list[Behandlingssteg]:
    """The table of treatments: organ, date and number of each."""
    return [
        Behandlingssteg(
            utvalg=organ_name(each.moete, home, home.maalform), dato=each.moete.moetedato, nummer=each.sak.nummer
        )
        for each in treatments
    ]


def organ_name(moete: Moete, home: Moete, maalform: Maalform) -> str:
    """The organ as a paper of ``home`` calls it: with its organisation where that is another one."""
    utvalg = moete.utvalg or moete.organisasjon or ""
    foreign = (moete.organisasjon or "").casefold() != (home.organisasjon or home.utvalg or "").casefold()
    if foreign and moete.organisasjon and moete.organisasjon != utvalg:
        return _phrase("moete", "organ_i", maalform, utvalg=utvalg, organisasjon=moete.organisasjon)
    return utvalg


def short_name(organ: str) -> str:
    """``Regionrådet`` of Fjordlandet regionråd; the name itself where it has no such form."""
    before, _, last = organ.rpartition(" ")
    for bare, definite in words("background")["bunden"]["ord"]:
        if before and last.endswith(bare):
            short: str = last.removesuffix(bare) + definite
            return short[:1].upper() + short[1:]
    return organ


def within_sentence(organ: str) -> str:
    """``styret``, ``formannskapet i Solnes kommune``, but ``Fjordlandet regionråd``: the first word decides."""
    return organ[:1].lower() + organ[1:] if organ and is_organ(organ.split()[0]) else organ


class _Teller:
    """Tells one treatment."""

    def __init__(self, treatment: Treatment, maalform: Maalform, organ: str, said: set[str]) -> None:
        """``said`` are the names of organs that the paper has used already; it gets this one."""
        self.treatment = treatment
        self.maalform = maalform
        self.blokker: list[Blokk] = []
        self.tilvisingar: list[Tilvising] = []
        self._name = organ
        self._said = said
        self._full_name = organ if organ != treatment.moete.utvalg else None
        self._dated = False
        """The paragraph before names this meeting and no other day, so ``i same møte`` is clear."""

    def tell(self) -> None:
        """A paragraph for each point; one for the treatment where no point is known."""
        treatment = self.treatment
        outcome = treatment.sak.vedtak.utfall if treatment.sak.vedtak else None
        groups = _groups(treatment.points)
        if outcome == "trekt":
            self._paragraph("trekt", None)
        elif not groups:
            self._paragraph("stod" if treatment.proposed else self._without_points(), None)
        else:
            told = groups[:MOST_POINTS]
            if treatment.proposed and len(groups) > 1 and self._is_whole_proposal():
                self._paragraph("framlegg_liste", None)
                for point, below in told:
                    self.blokker.extend(_as_it_stands([point, *below], least=point.nivaa))
            else:
                for point, below in told:
                    self._point(point, below)
            more = len(groups) - len(told)
            if more > 0:
                key = ("framlegg" if treatment.proposed else "vedtak") + ("_eitt" if more == 1 else "")
                self.blokker.append(Blokk(type="avsnitt", tekst=_phrase("fleire", key, self.maalform, tal=more)))

    def closed(self) -> None:
        """Only that the sak was treated, and why no more is told."""
        key = "unntatt_framlegg" if self.treatment.proposed else "unntatt"
        self._paragraph(key, None, heimel=self.treatment.sak.unntatt_offentlegheit)

    def proposal_then(self) -> None:
        """The proposal of a sak that was put off, in its own words."""
        proposal = self.treatment.sak.framlegg.punkt if self.treatment.sak.framlegg else []
        if proposal:
            self.blokker.append(Blokk(type="avsnitt", tekst=_phrase("setning", "var_da", self.maalform)))
            self.blokker.extend(_as_it_stands(proposal, least=0))

    def _is_whole_proposal(self) -> bool:
        """Every point is told, so that a list says it; else each one is told with its own number."""
        proposal = self.treatment.sak.framlegg
        return proposal is not None and len(proposal.punkt) == len(self.treatment.points)

    def _without_points(self) -> str:
        return "utsette_utan_ord" if self.treatment.put_off else "handsama"

    def _point(self, point: Punkt, below: Sequence[Punkt]) -> None:
        if self.treatment.proposed:
            self._paragraph("framlegg", point)
        elif retold := self._retold(point, below):
            self._add(retold, point, self._when(point))
        elif self.treatment.put_off and not self.blokker:
            self._paragraph("utsette_utan_ord" if _only_puts_off(point) else "utsette", point)
        else:
            self._paragraph("vedtok", point)
        self.blokker.extend(_as_it_stands(below, least=point.nivaa + 1))
        self._dated = not any(_names_a_day(each.tekst) for each in (point, *below))

    def _retold(self, point: Punkt, below: Sequence[Punkt]) -> str | None:
        """The point in the past, where it can be turned and the paper is in its standard."""
        moete = self.treatment.moete
        if moete.maalform != self.maalform or (point.tekst.rstrip().endswith(":") and not below):
            return None
        if self.treatment.put_off and not self.blokker:
            return None  # the sentence says that the sak was put off, and then in which words
        utvalg, organisasjon = moete.utvalg or "", moete.organisasjon or ""
        names = [utvalg, organisasjon, f"{utvalg} i {organisasjon}", f"{utvalg} for {organisasjon}"]
        called = [name for name in names if name]
        return in_the_past(point.tekst, moete.maalform, called, self._when(point)["i"], self._full_name)

    def _paragraph(self, key: str, point: Punkt | None, **more: object) -> None:
        when = self._when(point)
        more |= {
            "Organ": self._organ[:1].upper() + self._organ[1:],
            "Til": when["til"][:1].upper() + when["til"][1:],
            "tekst": quoted(point.tekst) if point else "",
        }
        self._add(_phrase("setning", key, self.maalform, **when, **more), point, when)

    @property
    def _organ(self) -> str:
        """The organ's name, once it has been said its short form."""
        return short_name(self._name) if self._name in self._said else self._name

    def _add(self, text: str, point: Punkt | None, when: dict[str, str]) -> None:
        self._said.add(self._name)
        moete, sak = self.treatment.moete, self.treatment.sak
        source = point.kjelde if point and point.kjelde else sak.kjelde
        self.blokker.append(Blokk(type="avsnitt", tekst=text, kjelde=source))
        self.tilvisingar.append(
            Tilvising(
                tekst=when["ord"],
                utvalg=moete.utvalg,
                dato=moete.moetedato.isoformat() if moete.moetedato else None,
                sak=sak.nummer,
                punkt=point.nr if point else None,
                maal=(point.id if point else None) or sak.id,
                kjelde=source,
            )
        )

    def _when(self, point: Punkt | None) -> dict[str, str]:
        """``i møte 24. mars 2025, sak 4 pkt. 2``, ``til møtet i styret 24. mars 2025, sak 4``, and the words alone."""
        organ, dato = within_sentence(self._organ), day(self.treatment.moete.moetedato, self.maalform)
        sak = sak_and_points(self.treatment.sak, [point.nr] if point and point.nr else [], self.maalform)
        if not self.treatment.sak.nummer:
            sak = ""  # its title says nothing that the paper's own does not
        same = "_same" if self._dated and sak else ""
        keys = (f"i{same}", f"til{same}") if sak else ("utan_sak", "til_utan_sak")
        i, til = (_phrase("moete", key, self.maalform, organ=organ, dato=dato, sak=sak) for key in keys)
        return {"i": i, "til": til, "ord": sak if same else ", ".join(filter(None, (dato, sak)))}


def _groups(points: Sequence[Punkt]) -> list[tuple[Punkt, list[Punkt]]]:
    """The points of the highest level, each with those that are nested in it."""
    out: list[tuple[Punkt, list[Punkt]]] = []
    for point in points:
        if out and point.nivaa > out[-1][0].nivaa:
            out[-1][1].append(point)
        else:
            out.append((point, []))
    return out


def _as_it_stands(points: Sequence[Punkt], least: int) -> Iterator[Blokk]:
    for point in points:
        yield Blokk(
            type="punkt" if point.nr else "avsnitt",
            tekst=point.tekst,
            merke=marker(point.nr),
            nivaa=max(point.nivaa - least, 0),
            kjelde=point.kjelde,
        )


def _names_a_day(text: str) -> bool:
    """Whether a text names a day, a month, a year, a meeting or a sak: then ``same møte`` could mean that."""
    found = [*find_dates(text), *find_days(text), *find_months(text)]
    return bool(found or re.search(r"møte|\bsak\b|\b(?:19|20)\d\d\b", text, re.IGNORECASE))


def _only_puts_off(point: Punkt) -> bool:
    return any(re.search(pattern, point.tekst, re.IGNORECASE) for pattern in words("background")["berre_utsett"]["ord"])


def quoted(text: str) -> str:
    """The text as it stands inside «»: quotes within it become single ones."""
    return re.sub(r"\s+", " ", text).strip().replace("«", "‘").replace("»", "’")


def reference(each: Carried, maalform: Maalform, *, points: bool = True) -> str:
    """``sak 10 pkt. 2 og 5``, ``sak 17/18``, ``PS 54/12``; ``saka «…»`` where it has no number."""
    return sak_and_points(each.sak, [point.nr for point in each.points if point.nr] if points else [], maalform)


def sak_and_points(sak: Sak, points: Sequence[str], maalform: Maalform) -> str:
    """A sak by its number, else by its title, and points of it."""
    if not sak.nummer:
        text = phrase("visning", "utan_nummer", maalform, tittel=sak.tittel)
    elif sak.nummer[0].isdigit():
        text = phrase("visning", "sak", maalform, nummer=sak.nummer)
    else:
        text = sak.nummer
    if not points:
        return text
    listed = ", ".join(points[:-1])
    both = f"{listed} {phrase('visning', 'og', maalform)} {points[-1]}" if listed else points[-1]
    return f"{text} {phrase('visning', 'pkt', maalform, nr=both)}"


def phrase(part: str, key: str, maalform: Maalform, **values: object) -> str:
    """The phrase ``key`` of the part of `coming_meeting.toml`, filled in."""
    found: str = words("coming_meeting")[part][key][maalform]
    return found.format(**values)


def _phrase(part: str, key: str, maalform: Maalform, **values: object) -> str:
    found: str = words("background")[part][key][maalform]
    return found.format(**values)
