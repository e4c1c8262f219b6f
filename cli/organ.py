"""``saksgang organ``: the organs that the archive and the register know, and a draft entry for the register."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import corpus_option, examples, json_option, open_archive

if TYPE_CHECKING:
    from corpus import Archive
    from corpus.organ_meetings import KnownOrgan


@click.command(
    epilog=examples(
        "saksgang organ",
        "saksgang organ 'Fjordlandet regionråd'",
        "saksgang organ 'Fjordlandet regionråd' --write",
    )
)
@click.argument("name", required=False)
@click.option("--write", is_flag=True, help="Put the draft into organ.toml, behind what stands there.")
@corpus_option
@json_option
def organ(name: str | None, write: bool, corpus: Path, as_json: bool) -> None:
    """List the organs that the archive has papers of and those that the register, organ.toml, knows.

    With NAME it prints that organ's entry in the register; where the register lacks it, a draft made from the
    archive, with comments that say where each line comes from, to be pasted into organ.toml in the archive's folder.
    docs/organ.md tells what each field is for.
    """
    from cli.output import clean, print_json
    from corpus.organ_meetings import organ_called
    from corpus.organ_toml import append_organ, organ_toml
    from model.errors import UsageError
    from render.register_draft import draft_entry

    archive = open_archive(corpus)
    if name is None:
        if write:
            raise UsageError("--write needs the name of an organ.")
        _list(archive, as_json=as_json)
        return
    known = organ_called(archive, name)
    entry, notes = (known.register, {}) if known.register else draft_entry(known)
    text = organ_toml(entry, notes)
    if write:
        path = append_organ(corpus, entry, text)
        click.echo(f"{path}: {entry.utvalg} is put in; look through it before you use it.", err=True)
    if as_json:
        print_json(entry)
    elif not write:
        click.echo(clean(text), nl=False)
        if not known.register:
            click.echo(f"{entry.utvalg} is not in {corpus / 'organ.toml'} yet; --write puts this there.", err=True)


def _list(archive: Archive, *, as_json: bool) -> None:
    from rich.table import Table

    from cli.output import cell, print_json, screen
    from corpus.organ_meetings import known_organs

    known = known_organs(archive)
    if as_json:
        print_json([_summary(each) for each in known])
        return
    if not known:
        click.echo("No organs here; `saksgang import` reads papers into the archive.", err=True)
        return
    table = Table.grid(padding=(0, 2))
    table.add_column(overflow="fold")
    for head in ("meetings", "members", "planned"):
        table.add_column(head, justify="right", no_wrap=True)
    for each in known:
        days = [str(moete.moetedato) for moete in each.meetings if moete.moetedato]
        when = f"{days[0]} – {days[-1]}" if len(days) > 1 else "".join(days)
        about = cell(each.name, "bold") + cell(f"\n  {when}" if when else "", "dim")
        entry = each.register
        members = _count(sum(person.roeysterett for person in entry.medlem), "member") if entry else "no entry"
        known_of = members, f"{len(entry.moete)} planned" if entry else ""
        table.add_row(about, _count(len(each.meetings), "meeting"), *known_of)
    screen().print(table)


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _summary(each: KnownOrgan) -> dict[str, object]:
    days = [moete.moetedato.isoformat() for moete in each.meetings if moete.moetedato]
    return {
        "organisasjon": each.organisasjon,
        "utvalg": each.utvalg,
        "moete": len(each.meetings),
        "fyrste": days[0] if days else None,
        "siste": days[-1] if days else None,
        "register": each.register.model_dump(mode="json") if each.register else None,
    }
