"""A meeting, a sak and a vedtak as people read them in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from cli.output import cell
from cli.words import name, organ_name, when, words

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

    from model.moete import Blokk, Kjelde, Maalform, Moete, Punkt, Sak, Vedtak

# A good colour for a decision that stands, another for a sak that comes back.
_OPEN = {"utsett", "sendt tilbake", "ikkje realitetshandsama"}
# Sections that `show` prints from the sak's own fields.
_OWN_FIELD = {"framlegg", "vedlegg"}
_OF_THE_MEETING = {"behandling", "roeysting", "vedtak"}


def show_moete(console: Console, moete: Moete) -> None:
    """The meeting's head, who met, and a table of its saker with what was decided."""
    from rich import box
    from rich.table import Table

    from render.words import clock

    label = words(moete.maalform)
    console.print(cell(organ_name(moete.utvalg, moete.organisasjon), "bold"))
    head = [
        when(moete.moetedato, moete.maalform),
        clock(moete.starttid, moete.sluttid, moete.maalform),
        moete.moetested,
        ", ".join(name(kind, moete.maalform) for kind in moete.dokumenttypar),
    ]
    console.print(cell(" · ".join(part for part in head if part)))
    console.print(cell(moete.id, "dim"))
    _people(console, moete)
    table = Table(box=box.HORIZONTALS, show_lines=True, padding=(0, 1), expand=console.is_terminal)
    table.add_column(label["sak"], no_wrap=True)
    table.add_column(label["tittel"], ratio=2, min_width=24)
    table.add_column(f"{label['vedtak']} / {label['framlegg'].lower()}", ratio=3, min_width=36)
    for sak in moete.saker:
        table.add_row(cell(sak.nummer, "bold"), cell(sak.tittel), _decision(sak, moete.maalform))
    console.print(table)
    for varsel in moete.varsel:
        console.print(cell(f"{label['varsel']}: {varsel.melding}", "yellow"))


def _people(console: Console, moete: Moete) -> None:
    label = words(moete.maalform)
    for how in ("moett", "vara", "forfall", "utan roysterett"):
        names = [
            person.namn + (f" ({person.kommune})" if person.kommune else "")
            for person in moete.moetedeltakarar
            if person.frammoete == how
        ]
        if names:
            console.print(cell(f"{label[how]}: {', '.join(names)}"))


def _decision(sak: Sak, maalform: Maalform) -> RenderableType:
    """The outcome and the vedtak's points; of a sak that waits, the proposal's, dimmed."""
    if sak.vedtak:
        utfall = sak.vedtak.utfall
        style = "bold yellow" if utfall in _OPEN else "bold green"
        return _column(cell(name(utfall, maalform) if utfall else "", style), sak.vedtak.punkt, "")
    if sak.framlegg and sak.framlegg.punkt:
        return _column(cell(f"{words(maalform)['framlegg']}:", "italic dim"), sak.framlegg.punkt, "dim")
    return cell("")


def _column(head: Text, points: Iterable[Punkt], style: str) -> RenderableType:
    """A line, and the points below it."""
    from rich.console import Group

    return Group(*([head] if head.plain else []), *_points(points, style))


def _points(points: Iterable[Punkt], style: str = "") -> Iterator[RenderableType]:
    """Each point, with its lines in one column behind its number."""
    from rich.table import Table

    for point in points:
        table = Table.grid(padding=(0, 1, 0, 0))
        number = "  " * point.nivaa + (f"{point.nr}." if point.nr else "")
        table.add_row(*([cell(number, style)] if number else []), cell(point.tekst, style))
        yield table


def show_sak(console: Console, sak: Sak, moete: Moete) -> None:
    """The sak in full: head, proposal, attachments, account, proceedings, vote, vedtak, and where it stands."""
    label = words(moete.maalform)
    _head(console, sak, moete)
    for field in ("arkivsak", "saksbehandlar", "unntatt_offentlegheit"):
        value = getattr(sak, field)
        if value:
            console.print(cell(f"{label[field]}: {value}"))
    console.print(cell(sak.id, "dim"))
    _part(console, label["framlegg"], _points(sak.framlegg.punkt) if sak.framlegg else [])
    _part(console, label["vedlegg"], [f"• {each}" for each in sak.vedlegg])
    for seksjon in sak.seksjonar:
        if seksjon.rolle not in _OF_THE_MEETING and seksjon.rolle not in _OWN_FIELD:
            _part(console, seksjon.tittel, map(_blokk, seksjon.blokker))
    _part(console, label["behandling"], map(_blokk, sak.behandling))
    _part(console, label["roeysting"], _vote(sak, moete.maalform))
    if sak.vedtak:
        _vedtak(console, sak.vedtak, moete.maalform)
    _kjelde(console, sak.kjelde, moete.maalform)


def show_vedtak(console: Console, found: Vedtak | Punkt, sak: Sak, moete: Moete) -> None:
    """A vedtak, or one point of it, with the sak and the meeting that it belongs to."""
    from model.moete import Punkt

    _head(console, sak, moete)
    if isinstance(found, Punkt):
        _part(console, words(moete.maalform)["vedtak"], _points([found]))
    else:
        _vedtak(console, found, moete.maalform)
    _kjelde(console, found.kjelde or sak.kjelde, moete.maalform)


def _head(console: Console, sak: Sak, moete: Moete) -> None:
    number = f"{words(moete.maalform)['sak']} {sak.nummer}  " if sak.nummer else ""
    console.print(cell(number + sak.tittel, "bold"))
    organ = organ_name(moete.utvalg, moete.organisasjon)
    console.print(cell(" · ".join(part for part in (organ, when(moete.moetedato, moete.maalform)) if part)))


def _part(console: Console, title: str | None, parts: Iterable[str | RenderableType]) -> None:
    """A heading and what stands under it; nothing where nothing does."""
    shown = [cell(part) if isinstance(part, str) else part for part in parts if part]
    if not shown:
        return
    console.print()
    if title:
        console.print(cell(title, "bold"))
    for part in shown:
        console.print(part)


def _blokk(blokk: Blokk) -> str:
    if blokk.type == "punkt":
        return "  " * blokk.nivaa + f"{blokk.merke or '•'} {blokk.tekst}"
    return blokk.tekst.replace("\t", "  |  ") if blokk.type == "tabell" else blokk.tekst


def _vote(sak: Sak, maalform: Maalform) -> list[str]:
    """The vote in the paper's own words where it has a section for it, else in ours."""
    from render.vote import vote_lines

    told = [_blokk(blokk) for seksjon in sak.seksjonar if seksjon.rolle == "roeysting" for blokk in seksjon.blokker]
    shown = {_blokk(blokk) for blokk in sak.behandling}
    return (
        [line for line in told if line not in shown]
        if told
        else [line.tekst for line in vote_lines(sak.roeysting, maalform)]
    )


def _vedtak(console: Console, vedtak: Vedtak, maalform: Maalform) -> None:
    title = words(maalform)["vedtak"] + (f" ({name(vedtak.utfall, maalform)})" if vedtak.utfall else "")
    _part(console, title, _points(vedtak.punkt))


def _kjelde(console: Console, kjelde: Kjelde | None, maalform: Maalform) -> None:
    if kjelde:
        label = words(maalform)
        page = f", {label['side']} {kjelde.side}" if kjelde.side else ""
        console.print(cell(f"\n{label['kjelde']}: {kjelde.fil}{page}", "dim"))
