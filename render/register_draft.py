"""A draft entry for the register of organs, made from what the archive has of the organ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from corpus.organ_meetings import KnownOrgan
from extract.dato import find_dates
from model.moete import Deltakar, Moete, Sak
from model.organ import FastSak, Medlem, Organ, Organslag
from render.series import series_form
from render.text import line
from render.words import words

Notes = dict[str, list[str]]
"""Comments by field, as `corpus.organ_toml.organ_toml` takes them."""


def draft_entry(known: KnownOrgan) -> tuple[Organ, Notes]:
    """The entry, and for each field a comment that says which paper it comes from.

    Members are those whom the last minutes name as members, present or absent; substitutes stand with the member whom
    they met for. A field that the archive says nothing of is left out, with a comment where people will miss it.
    """
    meetings = [each for each in known.meetings if each.moetedato]
    last = meetings[-1] if meetings else None
    notes: Notes = {"": ["A draft made from the archive: look through it, and take out the comments."]}
    organ = Organ(
        organisasjon=line(known.organisasjon) or None,
        utvalg=line(known.utvalg),
        slag=_kind(known),
        maalform=last.maalform if last else None,
        nummerering=_numbering(last, notes),
        starttid=_usual("starttid", meetings, notes),
        moetested=_usual("moetested", meetings, notes),
        medlem=_members(meetings, notes),
        fast_sak=_standing(last, notes) if last else [],
    )
    if organ.slag:
        notes["slag"] = ["by its name"]
    if last:
        notes["maalform"] = [f"as in {last.id}"]
    notes["moete"] = [
        "Planned meetings, one table each (docs/organ.md):",
        "[[organ.moete]]",
        "dato = 2026-02-23",
        'starttid = "09:00"',
        "saksfrist = 2026-02-02",
    ]
    return organ, notes


def _kind(known: KnownOrgan) -> Organslag | None:
    for kind, entry in words("register_draft")["slag"].items():
        if re.search(entry["organ"], known.utvalg.strip(), re.IGNORECASE):
            return kind  # type: ignore[no-any-return]
    return None


def _numbering(last: Moete | None, notes: Notes) -> str | None:
    """The form of the last meeting's numbers; null where it has none that the register can say."""
    if last is None:
        return None
    form = series_form(last.saker)
    if form:
        number = "{nr}" if form.digits == 1 else f"{{nr:0{form.digits}}}"
        year = "{aar}" if form.year_digits == 4 else "{aa}"
        text = f"{form.before}{'/'.join((year, number) if form.year_first else (number, year))}{form.after}"
    elif last.saker and all((sak.nummer or "").isdigit() for sak in last.saker if sak.nummer):
        text = "{nr}" if any(sak.nummer for sak in last.saker) else ""
    else:
        text = ""
    try:
        Organ(utvalg="x", nummerering=text or None)
    except ValueError:
        return None
    if text:
        notes["nummerering"] = [f"as in {last.id}: {next(line(sak.nummer) for sak in last.saker if sak.nummer)}"]
    return text or None


def _usual(field: str, meetings: Sequence[Moete], notes: Notes) -> str | None:
    """What most meetings have; of as many, the latest."""
    told = [value for moete in reversed(meetings) if (value := line(getattr(moete, field)))]
    valid = [value for value in told if field != "starttid" or re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value)]
    if not valid:
        return None
    value, count = Counter(valid).most_common(1)[0]
    notes[field] = [f"as in {count} of {len(meetings)} meetings"]
    return value


# ---------------------------------------------------------------- people


def _members(meetings: Sequence[Moete], notes: Notes) -> list[Medlem]:
    of = [each for each in meetings if each.moetedeltakarar]
    minutes = [each for each in of if "protokoll" in each.dokumenttypar] or of
    if not minutes:
        notes["medlem"] = ["No paper in the archive says who its members are:", "[[organ.medlem]]", 'namn = "…"']
        return []
    source = minutes[-1]
    people = source.moetedeltakarar
    members = [each for each in people if line(each.namn) and _is_member(each)]
    others = [each for each in people if line(each.namn) and each.frammoete == "utan roysterett"]
    met_for = {line(each.vara_for): line(each.namn) for each in people if each.frammoete == "vara" and each.vara_for}
    stray = [
        line(each.namn)
        for each in people
        if _is_vara(each) and line(each.vara_for) not in {line(member.namn) for member in members}
    ]
    notes["medlem"] = [f"as in {source.id}; those with roeysterett = false were there without a vote"]
    if stray:
        notes["medlem"].append(f"substitutes, it does not say whose: {', '.join(stray)}")
    return [
        *(_member(each, vara=[met_for[line(each.namn)]] if line(each.namn) in met_for else []) for each in members),
        *(_member(each, votes=False) for each in others),
    ]


def _is_vara(person: Deltakar) -> bool:
    office = person.funksjon or ""
    return person.frammoete == "vara" or any(
        re.search(pattern, office, re.IGNORECASE) for pattern in words("register_draft")["vara"]["er"]
    )


def _is_member(person: Deltakar) -> bool:
    return person.frammoete in ("moett", "forfall") and not _is_vara(person)


def _member(person: Deltakar, *, vara: Sequence[str] = (), votes: bool = True) -> Medlem:
    return Medlem(
        namn=line(person.namn),
        funksjon=line(person.funksjon) or None,
        parti=line(person.parti) or None,
        kommune=line(person.kommune) or None,
        vara=list(vara),
        roeysterett=votes,
    )


# ---------------------------------------------------------------- standing saker


def _standing(last: Moete, notes: Notes) -> list[FastSak]:
    """The saker of the last meeting that every meeting has."""
    out = []
    for sak in last.saker:
        if sak.sakstype == "ymse":
            out.append(FastSak(tittel=line(sak.tittel), sakstype="ymse", sist=True))
        elif sak.sakstype == "opning" or (sak.sakstype == "godkjenning" and _matches(sak, _own("innkalling"))):
            out.append(FastSak(tittel=line(sak.tittel), sakstype=sak.sakstype))
        elif sak.sakstype == "godkjenning" and _matches(sak, words("register_draft")["protokoll"]["er"]):
            out.append(FastSak(tittel=_undated(line(sak.tittel)), sakstype=sak.sakstype))
        elif sak.sakstype in ("orientering", "referat") and _each_meeting_has(sak):
            out.append(FastSak(tittel=line(sak.tittel), sakstype=sak.sakstype))
    out = [each for at, each in enumerate(out) if each.tittel and each not in out[:at]]
    if out:
        notes["fast_sak"] = [f"as in {last.id}; {{dato}} is the date of the meeting before"]
    return out


def _each_meeting_has(sak: Sak) -> bool:
    """An orientering that names who tells, not what is told (as `render.coming_meeting` sees it)."""
    return _matches(sak, _own("orientering")) and not _matches(sak, _own("ikkje_orientering"))


def _own(key: str) -> list[str]:
    patterns: list[str] = words("coming_meeting")["eigne"][key]
    return patterns


def _matches(sak: Sak, patterns: Iterable[str]) -> bool:
    return any(re.search(pattern, sak.tittel, re.IGNORECASE) for pattern in patterns)


def _undated(title: str) -> str:
    """The title with ``{dato}`` where it names one day."""
    days = find_dates(title)
    return f"{title[: days[0].start]}{{dato}}{title[days[0].end :]}" if len(days) == 1 else title
