"""The kind of a sak, from its title and from what it has."""

from __future__ import annotations

from extract.knowledge import says, table
from extract.nummer import Nummer
from model.moete import Framlegg, Sakstype, Vedtak

_BY_TITLE: tuple[Sakstype, ...] = ("opning", "godkjenning", "ymse", "referat", "orientering", "val")
_CODES: dict[str, Sakstype] = {"RS": "referat", "DS": "referat", "FO": "orientering", "OS": "orientering"}


def sakstype(title: str, nummer: Nummer | None, framlegg: Framlegg | None, vedtak: Vedtak | None) -> Sakstype:
    """The kind by the title's words, by the type letters of the number, else by whether anything is decided.

    Where nothing was proposed and the organ only took note, it was told something.
    """
    for kind in _BY_TITLE:
        if says(title.strip(), table("sakstype")[kind]):
            return kind
    if nummer and nummer.code in _CODES:
        return _CODES[nummer.code]
    noted = not framlegg and vedtak and vedtak.utfall == "teke til vitande"
    return "vedtakssak" if (framlegg or vedtak) and not noted else "orientering"
