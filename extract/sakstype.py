"""The kind of a sak, from its title and from what it has."""

from __future__ import annotations

from extract.knowledge import says, table
from extract.nummer import Nummer
from model.moete import Framlegg, Sakstype, Vedtak

_BY_TITLE: tuple[Sakstype, ...] = ("opning", "godkjenning", "ymse", "referat", "orientering", "val")
_CODES: dict[str, Sakstype] = {"RS": "referat", "DS": "referat", "FO": "orientering", "OS": "orientering"}


def sakstype(
    title: str,
    nummer: Nummer | None,
    framlegg: Framlegg | None,
    vedtak: Vedtak | None,
    *,
    has_text: bool,
    waits: bool = False,
) -> Sakstype:
    """The kind by the title's words, by the type letters of the number, else by whether anything is decided.

    Letters that say what is only told (``RS``) can stand for the organ too, so a sak that decides something is none of
    those; a sak of the sakliste alone (``has_text`` false) is what its letters say. Where nothing was proposed and the
    organ only took note, it was told something. A sak whose papers are closed or sent later (``waits``) is one to
    decide, though its proposal does not stand here.
    """
    for kind in _BY_TITLE:
        if says(title.strip(), table("sakstype")[kind]):
            return kind
    decides = framlegg or (vedtak and vedtak.utfall not in (None, "teke til vitande"))
    if nummer and nummer.code in _CODES and not decides:
        return _CODES[nummer.code]
    if nummer and nummer.code == "PS" and not has_text:
        return "vedtakssak"
    noted = False
    if vedtak and vedtak.utfall == "teke til vitande" and not framlegg:
        noted = not any(says(punkt.tekst, table("sakstype")["meir_enn_vitande"]) for punkt in vedtak.punkt)
    return "vedtakssak" if (framlegg or vedtak or waits) and not noted else "orientering"
