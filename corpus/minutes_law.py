"""What minutes lack by law: kommuneloven § 11-4 (what they must tell) and § 11-9 (how many must have voted).

One place for these rules: `corpus.clerk` asks them of a meeting in the archive, `render.law` of a protokoll that is to
be written. Nothing is claimed that needs the register of organs where that does not know the organ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.law import Lack, Language, count, enumerated, lack, table
from extract.knowledge import table as knowledge
from extract.knowledge import words as knowledge_words
from model.moete import Blokk, Deltakar, Moete, Sak
from model.organ import Organ

_PRESENT = ("moett", "vara")
_SETTLED = ("vedtakssak", "godkjenning", "val")
"""Kinds of sak that need a vedtak; others need one only where something was proposed."""
_NOT_DECIDED = ("trekt", "ikkje realitetshandsama")
"""Outcomes for which nobody votes."""


def meeting_lacks(moete: Moete, organ: Organ | None, language: Language) -> Iterator[Lack]:
    """What the minutes do not say of the meeting as a whole: when, where, who met and who was absent (§ 11-4)."""
    if not moete.moetedato:
        yield _say("dato-manglar", moete, organ, language)
    if not moete.moetested:
        yield _say("stad-manglar", moete, organ, language)
    if not _present(moete):
        yield _say("frammoete-manglar", moete, organ, language)
    elif unaccounted := _unaccounted(moete, organ):
        yield _say("forfall-manglar", moete, organ, language, namn=enumerated(unaccounted, language))


def vedtak_lacks(moete: Moete, sak: Sak, organ: Organ | None, language: Language) -> Iterator[Lack]:
    """A sak that was to be decided and neither was nor was put off or withdrawn."""
    if not sak.vedtak and (sak.framlegg or sak.sakstype in _SETTLED):
        yield _say("utan-vedtak", moete, organ, language, sak)


def sak_lacks(moete: Moete, sak: Sak, organ: Organ | None, language: Language) -> Iterator[Lack]:
    """What the minutes do not say of a sak: how the vote went, why it was closed, who was ugild (§ 11-4); and whether
    too few voted (§ 11-9).
    """
    vote = sak.roeysting
    if vote and vote.for_ is None and vote.mot:
        yield _say("roeysting-ufullstendig", moete, organ, language, sak, mot=vote.mot)
    split = vote is not None and bool(vote.mot) and not _is_before_the_law(moete)
    if vote and split and not vote.parti and not _names_voters(moete, sak):
        yield _say("roeysting-utan-namn", moete, organ, language, sak)
    if sak.vedtak and sak.vedtak.punkt and not vote and sak.sakstype in ("vedtakssak", "val"):
        yield _say("roeysting-manglar", moete, organ, language, sak)
    if sak.unntatt_offentlegheit and "§" not in sak.unntatt_offentlegheit:
        yield _say("heimel-manglar", moete, organ, language, sak)
    if _tells_of_ugilde(sak) and not _names_anybody(moete.moetedeltakarar, _proceedings(sak)):
        yield _say("ugild-utan-namn", moete, organ, language, sak)
    yield from _quorum(moete, sak, organ, language)


# ---------------------------------------------------------------- who met


def _present(moete: Moete) -> list[Deltakar]:
    """Those who met and vote, each once."""
    return list({_plain(each.namn): each for each in moete.moetedeltakarar if each.frammoete in _PRESENT}.values())


def _unaccounted(moete: Moete, organ: Organ | None) -> list[str]:
    """Members by the register of whom the minutes say nothing.

    Names are written in many ways, so this is asked only where fewer people are told of than there are members.
    """
    members = organ.members(moete.moetedato) if organ else []
    told = {_plain(each.namn) for each in moete.moetedeltakarar if each.frammoete != "vara"}
    told |= {_plain(each.vara_for) for each in moete.moetedeltakarar if each.vara_for}
    if len(told) >= len(members):
        return []
    return [member.namn for member in members if _plain(member.namn) not in told]


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


# ---------------------------------------------------------------- § 11-9


def needed(moete: Moete, organ: Organ | None) -> tuple[int, int] | None:
    """How many must be present and vote, and of how many members: at least half of them (4 of 7), or more where the
    organ's own rules ask for more. Null where the register does not know; no members (0) where it only has the rule.
    """
    members = len(organ.members(moete.moetedato)) if organ else 0
    least = max((members + 1) // 2, organ.vedtaksfoer or 0) if organ else 0
    return (least, members) if least else None


def _quorum(moete: Moete, sak: Sak, organ: Organ | None, language: Language) -> Iterator[Lack]:
    present = [each for each in _present(moete) if _is_in(each, sak, moete.saker)]
    wanted = needed(moete, organ)
    decided = sak.vedtak and sak.vedtak.utfall not in _NOT_DECIDED
    if not wanted or not decided or not _present(moete):
        return
    least, members = wanted
    values: dict[str, object] = {"minst": least, "medlemer": count("medlem", members, language), "heimel": ""}
    of = "" if members else "-utan-tal"
    if len(present) < least:
        yield _say(f"ikkje-vedtaksfoert{of}", moete, organ, language, sak, frammoette=len(present), **values)
    elif (votes := _votes(sak)) is not None and votes < least:
        yield _say(f"for-faa-roeysta{of}", moete, organ, language, sak, roeyster=votes, **values)


def _votes(sak: Sak) -> int | None:
    """How many voted; null where the minutes don't give all figures."""
    vote = sak.roeysting
    if not vote or vote.for_ is None or (vote.mot is None and vote.resultat != "samroeystes"):
        return None
    return vote.for_ + (vote.mot or 0) + (vote.blankt or 0)


def _is_in(person: Deltakar, sak: Sak, saker: Sequence[Sak]) -> bool:
    """Whether the person was there when the sak was treated, and not ugild in it."""
    if any(_is_number_of(number, sak) for number in person.ugild_i):
        return False
    at = next((place for place, each in enumerate(saker) if each is sak), None)
    first, last = (_place(number, saker) for number in (person.fraa_sak, person.til_sak))
    return at is None or ((first is None or first <= at) and (last is None or at <= last))


def _place(number: str | None, saker: Sequence[Sak]) -> int | None:
    return next((place for place, sak in enumerate(saker) if number and _is_number_of(number, sak)), None)


def _is_number_of(number: str, sak: Sak) -> bool:
    """Whether ``3`` or ``3/26`` is the sak's number ``3/26`` or ``PS 3/26``."""
    if number == sak.nummer:
        return True
    figures = re.search(r"\d+", number)
    own = sak.saksnummer.nr if sak.saksnummer else (re.findall(r"\d+", sak.nummer or "") or [""])[0]
    return bool(figures and "/" not in number and figures[0].lstrip("0") == own.lstrip("0"))


# ---------------------------------------------------------------- what the proceedings tell


def _proceedings(sak: Sak) -> str:
    """All that the minutes tell of the sak's treatment and its vote."""
    roles = ("behandling", "roeysting", "vedtak")
    blocks: list[Blokk] = [
        *sak.behandling,
        *(each for part in sak.seksjonar if part.rolle in roles for each in part.blokker),
    ]
    votes = [
        text for each in (sak.roeysting.framlegg if sak.roeysting else []) for text in (each.av, each.tekst) if text
    ]
    points = [point.tekst for point in (sak.vedtak.punkt if sak.vedtak else [])]
    return "\n".join([*(block.tekst for block in blocks), *votes, *points])


def _names_voters(moete: Moete, sak: Sak) -> bool:
    """Whether the proceedings name a party or somebody who met, as they do where the vote is told by them."""
    text = _proceedings(sak)
    parties = {
        *knowledge_words(knowledge("deltakarar")["parti"]),
        *(each.parti for each in moete.moetedeltakarar if each.parti),
    }
    return _names_anybody(moete.moetedeltakarar, text) or any(_names_party(party, text) for party in parties)


def _names_anybody(people: Sequence[Deltakar], text: str) -> bool:
    words = set(re.findall(r"[\w-]+", text))
    return any(person.namn.split()[-1] in words for person in people if person.namn.split())


def _names_party(party: str, text: str) -> bool:
    # A letter alone is a party only where parties are counted: (H, V), 2 H, 3 frå V.
    before = r"(?:[\d(,]\s*|\bfr[åa] )" if len(party) == 1 else r"(?<!\w)"
    return re.search(rf"{before}{re.escape(party)}(?!\w)", text) is not None


def _tells_of_ugilde(sak: Sak) -> bool:
    return any(re.search(pattern, _proceedings(sak), re.IGNORECASE) for pattern in table("corpus")["ugild"]["er"])


def _say(
    kode: str, moete: Moete, organ: Organ | None, language: Language, sak: Sak | None = None, **values: object
) -> Lack:
    """What the rule says, with the paragraph of the law of that day; of a company (IKS) without one, since kommuneloven
    does not rule its meetings.
    """
    said = lack("corpus", kode, language, sak, **values)
    if organ and organ.slag == "IKS":
        return replace(said, paragraf=None)
    if _is_before_the_law(moete):
        return replace(said, paragraf=table("corpus")["lov_1992"].get(said.paragraf, said.paragraf))
    return said


def _is_before_the_law(moete: Moete) -> bool:
    """Whether the meeting was held under the kommuneloven of 1992."""
    return moete.moetedato is not None and moete.moetedato < table("corpus")["lov_2018"]["fraa"]
