"""Two made-up meetings to try templates with: one with something of everything (`sample.toml`), one with nothing."""

from __future__ import annotations

from model.ids import moete_id, sak_ids
from model.moete import Maalform, Moete, Sak
from model.organ import Organ
from render.words import words


def sample_meeting(maalform: Maalform) -> Moete:
    """A meeting that has something in every field of a template."""
    told = {name: value for name, value in words("sample").items() if name != "register"}
    identity = moete_id(told["organisasjon"], told["utvalg"], told["moetedato"], "")
    ids = sak_ids(identity, [sak["nummer"] for sak in told["saker"]])
    saker = [{"id": own, **sak} for own, sak in zip(ids, told["saker"], strict=True)]
    return Moete.model_validate({**told, "id": identity, "maalform": maalform, "saker": saker})


def sample_register() -> Organ:
    """What the register of organs says of the organ of `sample_meeting`."""
    return Organ.model_validate(words("sample")["register"])


def empty_meeting(maalform: Maalform) -> Moete:
    """A meeting of which nothing is known but one sak's title."""
    identity = moete_id(None, None, None, "")
    return Moete(
        id=identity, maalform=maalform, saker=[Sak(id=f"{identity}/sak-1", tittel="Sak", sakstype="vedtakssak")]
    )


def sample_sak(moete: Moete) -> Sak:
    """The sak of one of these meetings that has the most in it."""
    return next((sak for sak in moete.saker if sak.framlegg), moete.saker[0])
