"""``saksgang check``"""

from __future__ import annotations

from pathlib import Path

import click

from cli.options import corpus_option, examples, json_option


@click.command(
    epilog=examples("saksgang check", "saksgang check --corpus /srv/moetearkiv --json", "saksgang check --rebuild")
)
@click.option("--rebuild", is_flag=True, help="First make every meeting and the index anew from what the papers said.")
@corpus_option
@json_option
@click.pass_context
def check(ctx: click.Context, rebuild: bool, corpus: Path, as_json: bool) -> None:
    """See whether the archive is whole, and which tools are here.

    Exit status 1 where the archive is damaged. What the program sets right by itself is told as a note; a tool that is
    missing is told with what does not work without it.
    """
    from cli.output import clean, print_json, screen
    from cli.tools import TOOLS, version
    from corpus import Archive
    from corpus import check as check_archive

    archive = Archive(corpus)
    if rebuild:
        archive.rebuild()
    findings = check_archive(archive)
    damaged = any(finding.level == "error" for finding in findings)
    versions = {tool.name: version(tool) for tool in TOOLS}
    if as_json:
        print_json({"findings": [finding.model_dump(mode="json") for finding in findings], "tools": versions})
    else:
        console = screen()
        console.print(f"The archive {corpus} is {'damaged' if damaged else 'whole'}.")
        for finding in findings:
            console.print(clean(f"  {finding.level}: {finding}"), soft_wrap=True)
        console.print("Outside tools:")
        for tool in TOOLS:
            here = versions[tool.name]
            state = here or f"missing; without it no {tool.used_for} (sudo apt-get install {tool.package})"
            console.print(f"  {tool.name:14}{state}", soft_wrap=True)
    ctx.exit(1 if damaged else 0)
