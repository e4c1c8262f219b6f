"""The result of a vote in sentences (kommuneloven § 11-4: the minutes give the result of votes)."""

from __future__ import annotations

from model.moete import FramleggRoeyst, Maalform, PartiRoeyst, Roeysting
from render.felt import BlokkFelt
from render.text import line
from render.words import say


def vote_lines(vote: Roeysting | None, maalform: Maalform) -> list[BlokkFelt]:
    """A paragraph for each other proposal and its outcome, then one for what was decided, and one for the parties.

    What was decided stands behind the other proposals, as it was voted on last.
    """
    if vote is None:
        return []
    sentences = [_result(vote, maalform), _blank(vote.blankt, maalform)]
    parties = "; ".join(text for each in vote.parti if (text := _party(each, maalform)))
    paragraphs = [text for each in vote.framlegg for text in _proposal(each, maalform)]
    paragraphs.append(" ".join(filter(None, sentences)))
    paragraphs.append(say("roeysting", "parti", maalform, parti=parties) if parties else "")
    return [BlokkFelt("avsnitt", text) for text in paragraphs if text]


def _result(vote: Roeysting, maalform: Maalform) -> str:
    figures = {"for": vote.for_, "mot": vote.mot}
    counted = vote.for_ is not None and vote.mot is not None
    match vote.resultat:
        case "samroeystes" | "loddtrekning":
            return say("roeysting", f"{vote.resultat}_tal" if counted else vote.resultat, maalform, **figures)
        case "dobbeltroeyst":
            return say("roeysting", "dobbeltroeyst" if counted else "dobbeltroeyst_utan_tal", maalform, **figures)
        case "fleirtal" if not counted and vote.mot:
            return say("roeysting", "berre_mot_1" if vote.mot == 1 else "berre_mot", maalform, **figures)
        case "fleirtal" if not counted:
            return say("roeysting", "utan_tal", maalform)
        case _:
            return say("roeysting", "fleirtal", maalform, **figures) if counted else ""


def _blank(blank: int | None, maalform: Maalform) -> str:
    if blank is None:
        return ""
    return say("roeysting", "blankt_ei" if blank == 1 else "blankt", maalform, blankt=blank)


def _party(each: PartiRoeyst, maalform: Maalform) -> str:
    known = [
        say("roeysting", key, maalform, tal=votes)
        for key, votes in (("for", each.for_), ("mot", each.mot))
        if votes is not None
    ]
    return f"{line(each.parti)} {', '.join(known)}" if known else ""


def _proposal(each: FramleggRoeyst, maalform: Maalform) -> list[str]:
    """Who put it forward and what it says, and below that how it fared."""
    who, what = line(each.av), line(each.tekst)
    if what:
        opening = say("roeysting_framlegg", "fraa" if who else "utan av", maalform, av=who, tekst=what)
    else:
        opening = say("roeysting_framlegg", "berre av", maalform, av=who) if who else ""
    if not opening:
        return []
    figures = {"for": each.for_, "mot": each.mot}
    counted = None not in figures.values()
    key = each.utfall if each.utfall == "trekt" or not counted else f"{each.utfall} med" if each.utfall else "røyster"
    return [opening, *([say("roeysting_framlegg", key, maalform, **figures)] if key else [])]
