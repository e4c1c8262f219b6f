"""``saksgang correct``"""

from __future__ import annotations

from pathlib import Path

import click

from cli.options import corpus_option, examples, json_option, open_archive


@click.command(
    epilog=examples(
        "saksgang correct fjordlandet-regionraad/styret/2025-09-12/sak-22-25 tittel 'Felles legevakt'",
        "saksgang correct fjordlandet-regionraad/styret/2025-09-12/sak-22-25/vedtak utfall utsett",
        "saksgang correct fjordlandet-regionraad/styret/2052-09-12 moetedato 2025-09-12",
        "saksgang correct fjordlandet-regionraad/styret/2025-09-12/sak-22-25 tittel --undo",
        "saksgang correct",
    )
)
@click.argument("id_", metavar="[ID]", required=False)
@click.argument("field", required=False)
@click.argument("value", required=False)
@click.option("--undo", is_flag=True, help="Take the correction of this field back; the papers count again.")
@corpus_option
@json_option
def correct(id_: str | None, field: str | None, value: str | None, undo: bool, corpus: Path, as_json: bool) -> None:
    """Correct what was read: set FIELD of a meeting, sak, vedtak or point to VALUE, for good.

    FIELD is a name of the JSON (`saksgang show ID --json`), inner ones behind a dot (roeysting.for,
    moetedeltakarar.Kari Solnes.funksjon). VALUE is text, a number or a date as the field has it; null empties the
    field, a list is JSON. FIELD - with VALUE null leaves a whole sak out. No paper that comes later, and no import
    anew, changes what is corrected here; a meeting's file in the archive may be edited instead, with the same effect.
    A meeting whose date or organ is corrected moves, with its papers, to the id that this makes it.

    Without arguments, lists all corrections; with ID alone, those of that meeting, sak or point.
    """
    from cli.output import cell, print_json, screen
    from model.errors import UsageError

    archive = open_archive(corpus)
    if id_ and field and (undo or value is not None):
        if undo and value is not None:
            raise UsageError("--undo takes no value.")
        if undo:
            archive.uncorrect(id_, field)
        else:
            archive.correct(id_, field, value or "")
    elif field or undo:
        raise UsageError("Give ID, FIELD and VALUE; or ID and FIELD with --undo; or nothing, to list the corrections.")
    found = [one for one in archive.corrections() if not id_ or one.id == id_ or one.id.startswith(f"{id_}/")]
    if as_json:
        print_json([one.model_dump(mode="json") for one in found])
        return
    if not found:
        click.echo("Nothing has been corrected.", err=True)
    console = screen()
    for one in found:
        felt = one.felt or ("left out" if one.verdi is None else "put in")
        console.print(cell(f"{one.id}  ", "dim") + cell(felt, "bold") + cell(f"  {_shown(one.verdi)}"), soft_wrap=True)


def _shown(value: object) -> str:
    import json

    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
