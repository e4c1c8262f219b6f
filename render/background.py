"""Where a sak comes from, as its paper tells it: in the words of the paper that says so."""

from __future__ import annotations

import re

from model.moete import Blokk, Maalform, Punkt, Seksjon, Tilvising
from render.marks import marker
from render.promises import Carried
from render.words import day, words


def background(each: Carried, maalform: Maalform) -> list[Seksjon]:
    """The section that says where the sak comes from, in the words of the paper that it comes from."""
    blocks = [_paragraph(text, point) for text, point in _told(each, maalform)]
    if each.way == "utsett" and each.sak.framlegg and not each.proposed:
        blocks.append(Blokk(type="avsnitt", tekst=phrase("bakgrunn", "var_da", maalform)))
        blocks += [
            Blokk(
                type="punkt" if point.nr else "avsnitt",
                tekst=point.tekst,
                merke=marker(point.nr),
                nivaa=point.nivaa,
                kjelde=point.kjelde,
            )
            for point in each.sak.framlegg.punkt
        ]
    return [
        Seksjon(tittel=phrase("bakgrunn", "overordna", maalform), rolle="saksframstilling"),
        Seksjon(tittel=phrase("bakgrunn", "tittel", maalform), rolle="bakgrunn", nivaa=2, blokker=blocks),
    ]


def _paragraph(text: str, point: Punkt | None) -> Blokk:
    return Blokk(type="avsnitt", tekst=text, kjelde=point.kjelde if point else None)


def _told(each: Carried, maalform: Maalform) -> list[tuple[str, Punkt | None]]:
    """A sentence for each point, and the point."""
    organ = each.moete.utvalg or each.moete.organisasjon or ""
    named = {
        "Organ": organ,
        "organ": organ[:1].lower() + organ[1:] if " " not in organ else organ,
        "dato": day(each.moete.moetedato, maalform),
    }
    told: list[tuple[str, Punkt | None]] = []
    for place, point in enumerate(each.points):
        pkt = phrase("visning", "pkt", maalform, nr=point.nr) if point.nr else ""
        values = named | {"pkt": pkt, "tekst": quoted(point.tekst), "sak": reference(each, maalform, points=False)}
        if place:
            told.append((phrase("bakgrunn", "vidare_pkt" if pkt else "vidare", maalform, **values), point))
            continue
        if each.proposed:
            key = "framlegg_pkt" if pkt else "framlegg"
        else:
            key = "utsette" if each.way == "utsett" else "vedtok"
            values["sak"] += f" {pkt}" if pkt else ""
        told.append((phrase("bakgrunn", key, maalform, **values), point))
    if not told:
        values = named | {"sak": reference(each, maalform)}
        told.append((phrase("bakgrunn", "utsette_utan_ord", maalform, **values), None))
    return told


def references(each: Carried, maalform: Maalform) -> list[Tilvising]:
    """The references that the background makes, one for each point that it tells of, with what they point to."""
    return [
        Tilvising(
            tekst=reference(each, maalform, points=False)
            + (f" {phrase('visning', 'pkt', maalform, nr=nr)}" if nr else ""),
            utvalg=each.moete.utvalg,
            dato=each.moete.moetedato.isoformat() if each.moete.moetedato else None,
            sak=each.sak.nummer,
            punkt=nr,
            maal=identity or each.sak.id,
        )
        for nr, identity in [(point.nr, point.id) for point in each.points] or [(None, None)]
    ]


def quoted(text: str) -> str:
    """The text as it stands inside «»: quotes within it become single ones."""
    return re.sub(r"\s+", " ", text).strip().replace("«", "‘").replace("»", "’")


def reference(each: Carried, maalform: Maalform, *, points: bool = True) -> str:
    """``sak 10 pkt. 2 og 5``, ``sak 17/18``, ``PS 54/12``."""
    number = each.sak.nummer
    if not number:
        text = phrase("visning", "utan_nummer", maalform, tittel=each.sak.tittel)
    elif number[0].isdigit():
        text = phrase("visning", "sak", maalform, nummer=number)
    else:
        text = number
    named = [point.nr for point in each.points if point.nr] if points else []
    if not named:
        return text
    listed = ", ".join(named[:-1])
    both = f"{listed} {phrase('visning', 'og', maalform)} {named[-1]}" if listed else named[-1]
    return f"{text} {phrase('visning', 'pkt', maalform, nr=both)}"


def phrase(part: str, key: str, maalform: Maalform, **values: object) -> str:
    """The phrase ``key`` of the part of `coming_meeting.toml`, filled in."""
    phrase: str = words("coming_meeting")[part][key][maalform]
    return phrase.format(**values)
