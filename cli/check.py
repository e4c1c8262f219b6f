"""``saksgang check``"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import corpus_option, examples, json_option, open_archive

if TYPE_CHECKING:
    from rich.text import Text

    from corpus import Archive
    from corpus.clerk import Remark


@click.command(
    epilog=examples(
        "saksgang check",
        "saksgang check fjordlandet-regionraad/fjordlandet-regionraad/2025-09-12",
        "saksgang check --corpus /srv/moetearkiv --json",
        "saksgang check --rebuild",
    )
)
@click.argument("id_", metavar="[ID]", required=False)
@click.option("--rebuild", is_flag=True, help="First make every meeting and the index anew from what the papers said.")
@corpus_option
@json_option
@click.pass_context
def check(ctx: click.Context, id_: str | None, rebuild: bool, corpus: Path, as_json: bool) -> None:
    """See whether the archive is whole, and which outside tools are here; with ID, whether a meeting is.

    Of a meeting it is told which saker of the notice have no vedtak and were not postponed, where the vedtak differs
    from its proposal, gaps in the numbering, what its minutes lack by kommuneloven § 11-4, whether enough members
    voted (§ 11-9, by the register organ.toml), and what was odd in the papers.

    Exit status 1 where the archive is damaged, or the meeting lacks something. What the program sets right by itself is
    told as a note; a tool that is missing is told with what does not work without it.
    """
    archive = open_archive(corpus)
    if rebuild:
        archive.rebuild()
    ctx.exit(_check_meeting(archive, id_, as_json) if id_ else _check_archive(archive, as_json))


def _check_archive(archive: Archive, as_json: bool) -> int:
    from cli.output import clean, print_json, screen
    from cli.tools import TOOLS, version
    from corpus import check as check_archive

    findings = check_archive(archive)
    damaged = any(finding.level == "error" for finding in findings)
    versions = {tool.name: version(tool) for tool in TOOLS}
    if as_json:
        print_json({"findings": [finding.model_dump(mode="json") for finding in findings], "tools": versions})
        return 1 if damaged else 0
    console = screen()
    console.print(f"The archive {archive.folder} is {'damaged' if damaged else 'whole'}.")
    for finding in findings:
        console.print(clean(f"  {finding.level}: {finding}"), soft_wrap=True)
    console.print("Outside tools:")
    for tool in TOOLS:
        here = versions[tool.name]
        state = here or f"missing; without it no {tool.used_for} (sudo apt-get install {tool.package})"
        console.print(f"  {tool.name:14}{state}", soft_wrap=True)
    return 1 if damaged else 0


def _check_meeting(archive: Archive, id_: str, as_json: bool) -> int:
    from cli.output import print_json, screen
    from corpus import check_meeting

    moete = archive.meeting(id_)
    remarks = check_meeting(moete, archive.papers(id_), archive.organ_of(moete))
    lacks = any(remark.level == "missing" for remark in remarks)
    if as_json:
        print_json([remark.model_dump(mode="json") for remark in remarks])
        return 1 if lacks else 0
    console = screen()
    for remark in remarks:
        console.print(_remark(remark), soft_wrap=True)
    if not remarks:
        console.print(f"{len(moete.saker)} saker, and nothing to remark.")
    return 1 if lacks else 0


def _remark(remark: Remark) -> Text:
    """The sentence, where it stands, and the proposal against the vedtak with what fell out and what came in."""
    from cli.output import cell

    style = {"same": "", "out": "red strike", "in": "green underline"}
    sign = {"same": ("", ""), "out": ("[-", "-]"), "in": ("{+", "+}")}
    text = cell(
        "missing: " if remark.level == "missing" else "note: ", "bold yellow" if remark.level == "missing" else ""
    )
    text += cell(remark.sentence)
    if remark.kjelde:
        text += cell(f"  ({remark.kjelde.fil}{f', side {remark.kjelde.side}' if remark.kjelde.side else ''})", "dim")
    if remark.diff:
        text += cell("\n    ")
        for part in remark.diff:
            before, after = sign[part.how]
            text += cell(f"{before}{part.text}{after}".replace("\n", "\n    "), style[part.how])
    return text
