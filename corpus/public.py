"""What of a meeting may leave the secretariat: saker that are closed to the public are withheld.

Offentleglova §§ 13 and 14 close documents or parts of them; forvaltningslova § 13 makes what they say of persons
confidential. That there was a sak, its number and the legal basis for closing it stand in every public sakliste
(offentleglova § 31 asks that a refusal names its basis), so these are kept.
"""

from __future__ import annotations

import re

from corpus.export_words import words
from corpus.sources import files_of
from extract.heimel import paragraphs
from model.moete import Maalform, Moete, Sak

_BARE = re.compile(r"§+\s*\d+[\w–-]*")
"""A paragraph of a law that is not among those that commonly close saker."""


def public(moete: Moete) -> Moete:
    """The meeting without what its closed saker say; the meeting itself where it has none.

    Of a closed sak are kept the id, the number, the kind and the basis; the title becomes "Unnateke offentlegheit" in
    the written standard of the paper. With it go

    - the files in which nothing but closed saker stands, since their names often are the title of the sak,
    - that somebody was ugild in it, which ties a person to it,
    - the meeting's warnings, since they quote titles and numbers in words of their own.
    """
    closed = [sak for sak in moete.saker if is_closed(sak)]
    others = [sak for sak in moete.saker if not is_closed(sak)]
    if not closed:
        return moete
    numbers = {sak.nummer for sak in closed}
    people = [
        each.model_copy(update={"ugild_i": [nummer for nummer in each.ugild_i if nummer not in numbers]})
        for each in moete.moetedeltakarar
    ]
    saker = [_withheld(sak, moete.maalform) if is_closed(sak) else sak for sak in moete.saker]
    shown = moete.model_copy(update={"saker": saker, "moetedeltakarar": people, "varsel": [], "sjekksum": None})
    only_closed = files_of(closed) - files_of(others, people)
    kept = [kjelde for kjelde in moete.kjelder if kjelde.sha256 not in only_closed]
    return shown.model_copy(update={"kjelder": kept})


def is_closed(sak: Sak) -> bool:
    """Whether the paper names a legal basis for closing the sak to the public."""
    return sak.unntatt_offentlegheit is not None


def is_withheld(sak: Sak, maalform: Maalform) -> bool:
    """Whether the sak is one of which nothing is shown."""
    return is_closed(sak) and sak == _withheld(sak, maalform)


def basis(sak: Sak) -> str | None:
    """The paragraphs that close a sak, alone: papers and people may write more there, and that may say too much."""
    return paragraphs(sak.unntatt_offentlegheit) or ", ".join(_BARE.findall(sak.unntatt_offentlegheit or "")) or None


def closed_title(sak: Sak, maalform: Maalform) -> str:
    """What a paper has in place of the title: ``Unnateke offentlegheit (offl. § 13)``."""
    why = basis(sak)
    return words(maalform)["unntatt"] + (f" ({why})" if why else "")


def _withheld(sak: Sak, maalform: Maalform) -> Sak:
    """Nothing of the sak but what is named here, so that a field that is added later is withheld too."""
    return Sak(
        id=sak.id,
        nummer=sak.nummer,
        saksnummer=sak.saksnummer,
        tittel=words(maalform)["unntatt"],
        sakstype=sak.sakstype,
        unntatt_offentlegheit=basis(sak) or words(maalform)["unntatt"],
    )
