"""The parts of one sak, each with the role that it has in this meeting: whose proposal, which organ's vedtak."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from extract.boks import Boks
from extract.framside import Framside
from extract.knowledge import alternatives, says, table, words
from extract.lines import Line
from extract.saker import Utdrag
from extract.seksjon import Part, split_parts
from extract.underskrift import without_signature
from model.moete import Rolle


def parts_of(utdrag: Utdrag, front: Framside, box: Boks) -> list[Part]:
    """The parts of a sak without its box, its title and the signature."""
    lines = [line for line in utdrag.lines if line.index not in box.taken and not _names_organ(line, front)]
    while lines and not lines[0].strong and _is_own_title(lines[0], utdrag):
        lines = lines[1:]
    lines = list(takewhile(lambda line: not says(line.text, table("labels")["slutt"]), lines))
    default: Rolle = "behandling" if front.kind in ("protokoll", "saerutskrift") else "saksframstilling"
    own = [line for line in without_signature(lines) if not _is_own_title(line, utdrag)]
    parts = _content_not_heading(split_parts(own, default))
    if default == "behandling":
        _discussed(parts)
        _own_recommendation(parts, front)
    return _this_meeting(_alternatives_told(parts), front)


def _discussed(parts: Sequence[Part]) -> None:
    """``Drøfting:`` in minutes, behind the proposal if there is one, is what was said; in a case paper it weighs it."""
    proposed = not any(part.rolle in ("framlegg", "saksframstilling", "bakgrunn") for part in parts)
    for part in parts:
        proposed = proposed or part.rolle == "framlegg"
        if proposed and part.tittel and part.tittel.lower().strip(" :.") in words(table("labels")["i_protokoll"]):
            part.rolle = "behandling"


def _names_organ(line: Line, front: Framside) -> bool:
    """The organ's name alone on a line stands over each sak of some papers; it is no text."""
    names = {name.lower() for name in (front.utvalg, front.organisasjon) if name}
    return line.text.strip(" .:").lower() in names


def _is_own_title(line: Line, utdrag: Utdrag) -> bool:
    return line.heading is not None and line.text.strip() in (utdrag.heading, utdrag.tittel)


def _content_not_heading(parts: list[Part]) -> list[Part]:
    """Bold text right below the label of a proposal or vedtak is its content, not a heading of what follows."""
    out: list[Part] = []
    for part in parts:
        above = out[-1] if out else None
        if (
            above
            and above.rolle in ("framlegg", "vedtak")
            and not above.lines
            and part.label is None
            and part.head
            and len(part.head.text.split()) > 3
        ):
            above.lines = [part.head, *part.lines]
        else:
            out.append(part)
    return out


def _own_recommendation(parts: Sequence[Part], front: Framside) -> None:
    """What the organ itself recommends to the next one, below its proceedings, is what it decided.

    ``Formannskapets innstilling til kommunestyret:`` (kommuneloven § 14-3: the budget goes through the formannskap).
    """
    ours = (front.utvalg or "").lower()[:8]
    told = False
    for part in parts:
        told = told or part.rolle in ("behandling", "roeysting")
        who = (part.label.who or "").lower() if part.label else ""
        onward = re.match(r"(?i)(?:tilråding|innstilling|forslag|tilrådning)\w*\s+til\s+\S", part.tittel or "")
        settled = any(other.rolle == "vedtak" for other in parts)
        if told and part.rolle == "framlegg" and ((ours and who.startswith(ours)) or (onward and not settled)):
            part.rolle = "vedtak"


def _alternatives_told(parts: list[Part]) -> list[Part]:
    """A proposal put forward during the proceedings belongs to them: ``Framlegg frå Høgre:`` under ``Handsaming:``."""
    out: list[Part] = []
    told = False
    for part in parts:
        found = any(other.rolle == "framlegg" for other in out)
        if part.rolle == "framlegg" and not _decides(part, told and found):
            if not out or out[-1].rolle == "framlegg":
                out.append(Part("behandling", part.tittel, head=part.head))
            elif part.head:
                out[-1].lines.append(part.head)
            out[-1].lines += part.lines
            continue
        told = told or (part.rolle in ("behandling", "roeysting") and part.tittel is not None)
        out.append(part)
    return out


def _decides(part: Part, told: bool) -> bool:
    """Whether a proposal is what the organ votes on: not where a member or party put it forward.

    ``told`` where a proposal and the proceedings on it stand above; archive systems also print it below them.
    """
    label = part.label
    if label is None or not label.who:
        return not told
    if label.code:
        return True
    by_office = re.search(rf"\b{alternatives(table('embete')['embete'])}", label.who.lower()) is not None
    return by_office or not (told or label.named_behind)


def _this_meeting(parts: list[Part], front: Framside) -> list[Part]:
    """Where several organs' proceedings stand in one paper, only this meeting's organ counts; the rest is history."""
    codes = [part.label.code for part in parts if part.label and part.label.code]
    for part in parts:
        if (
            codes
            and part.label
            and part.label.code != codes[-1]
            and part.rolle in ("behandling", "vedtak", "roeysting")
        ):
            part.rolle = "anna"
    ours = (front.utvalg or "").lower()[:6]
    organs = [
        part
        for part in parts
        if part.rolle in ("behandling", "vedtak", "framlegg")
        and part.label
        and part.label.who
        and _is_organ(part.label.who)
    ]
    named = any(ours in (part.label.who or "").lower() for part in organs if part.label)
    nameless = any(part.rolle in ("behandling", "vedtak") and not (part.label and part.label.who) for part in parts)
    # What a notice tells of proceedings is history; in minutes the proceedings under a bare label are the meeting's.
    if ours and (named or front.kind not in ("protokoll", "saerutskrift") or nameless):
        for part in organs:
            if part.label and not _is_ours(part.label.who or "", front) and part.rolle != "framlegg":
                part.rolle = "anna"
    return parts


def _is_ours(who: str, front: Framside) -> bool:
    """Whether the name of an organ is this one's, by the beginning of any word of its name that says something."""
    own = f"{front.utvalg or ''} {front.organisasjon or ''}".lower().split()
    return (front.utvalg or "").lower()[:6] in who.lower() or any(
        word[:8] in who.lower() for word in own if len(word) > len("kommune")
    )


def _is_organ(who: str) -> bool:
    forms = [form for entry in table("organ")["utvalg"] for form in entry["former"]]
    text = who.lower()
    return any(form in text for form in forms) or any(end in text for end in words(table("organ")["utvalgsendingar"]))
