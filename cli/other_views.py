"""A plan and a slide deck as people read them in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.output import cell
from cli.words import words

if TYPE_CHECKING:
    from rich.console import Console

    from model.moete import Varsel
    from model.plan import Plan
    from model.presentasjon import Presentasjon


def show_plan(console: Console, plan: Plan) -> None:
    """The plan's head, its tiltak as a table, or its fields of effort with their strategies."""
    from rich import box
    from rich.table import Table

    label = words(plan.maalform or "nn")
    _head(console, plan.tittel, plan.organ, plan.dato, plan.id)
    if plan.tiltak:
        table = Table(box=box.HORIZONTALS, show_lines=True, padding=(0, 1), expand=console.is_terminal)
        for column in ("tiltak", "tid", "ansvar", "budsjett"):
            table.add_column(label[column], ratio=4 if column == "tiltak" else 1)
        area: str | None = None
        for one in plan.tiltak:
            where = " · ".join(dict.fromkeys(part for part in (one.omraade, one.satsingsomraade) if part))
            if where != area:
                area = where
                table.add_row(cell(where, "bold"))
            table.add_row(cell(one.tiltak), cell(one.tid), cell(one.ansvar), cell(one.budsjett_tekst))
        console.print(table)
    for field in plan.satsingsomraade:
        console.print(cell(" · ".join(part for part in (field.maal, field.omraade) if part), "bold"))
        for strategy in field.delstrategiar:
            console.print(cell(f"  {strategy.nr or '-'}. {strategy.tittel}"))
    _warn(console, plan.varsel, label["varsel"])


def show_deck(console: Console, deck: Presentasjon) -> None:
    """The deck's head, its topics with the vedtak and due dates that they name, and the members of organs."""
    label = words(deck.maalform or "nn")
    _head(console, deck.tittel, deck.organ, deck.dato, deck.id)
    for topic in deck.tema:
        console.print(cell(topic.tittel or "–", "bold"))
        for vedtak in topic.vedtak:
            who = ", ".join(part for part in (vedtak.utvalg, vedtak.dato) if part)
            console.print(cell(f"  {label['vedtak']}{f' ({who})' if who else ''}: {vedtak.tekst}"))
        for due in topic.frist:
            console.print(cell(f"  {label['frist']} {due.dato or ''}: {due.tekst}"))
    for member in deck.medlemmer:
        about = ", ".join(part for part in (member.verv, member.kommune) if part)
        console.print(cell(f"{member.organ}: {member.namn}{f' ({about})' if about else ''}"))
    _warn(console, deck.varsel, label["varsel"])


def _head(console: Console, title: str, organ: str | None, when: str | None, id_: str) -> None:
    console.print(cell(title, "bold"))
    if organ or when:
        console.print(cell(" · ".join(part for part in (organ, when) if part)))
    console.print(cell(id_, "dim"))


def _warn(console: Console, found: list[Varsel], label: str) -> None:
    for varsel in found:
        console.print(cell(f"{label}: {varsel.melding}", "yellow"))
