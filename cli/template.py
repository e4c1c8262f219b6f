"""``saksgang template``: one's own templates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import examples, json_option

if TYPE_CHECKING:
    from render.template_check import Finding

_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group(
    epilog=examples(
        "saksgang template copy brevmalar/",
        "saksgang template check brevmalar/",
        "saksgang innkalling --organ Styret --date 2026-02-13 --templates brevmalar/",
    )
)
def template() -> None:
    """Make templates of your own, and check them.

    The templates are Word files. Copy ours to a folder, change them in Word, check them, and give the folder to the
    commands that write papers with --templates. templates/README.md tells how, and lists the fields.
    """


@template.command(
    epilog=examples(
        "saksgang template check brevmalar/",
        "saksgang template check --json brevmalar/",
    )
)
@click.argument("folder", metavar="DIR", type=_FOLDER)
@json_option
@click.pass_context
def check(ctx: click.Context, folder: Path, as_json: bool) -> None:
    """See whether papers can be written with the templates of a folder.

    Each is read field by field and tried with a made-up meeting. An error is what stops a paper, or what it must have
    and lacks (with the paragraph of kommuneloven that asks for it); advice is what would make it better. All is told at
    once, with the text of the paragraph where it stands.

    Exit status 1 where there is an error.
    """
    from dataclasses import asdict

    from cli.output import print_json, screen
    from render.template_check import check_folder

    checked = check_folder(folder)
    wrong = any(finding.level == "error" for finding in checked.findings)
    if as_json:
        print_json({"templates": checked.templates, "findings": [asdict(finding) for finding in checked.findings]})
        ctx.exit(int(wrong))
    console = screen()
    names = [*checked.templates, *(finding.file for finding in checked.findings)]
    for name in dict.fromkeys(names):
        findings = [finding for finding in checked.findings if finding.file == name]
        console.print(f"{name}: {_summary(findings)}", soft_wrap=True)
        for finding in findings:
            _show(finding)
    ctx.exit(int(wrong))


@template.command(
    epilog=examples(
        "saksgang template copy brevmalar/",
        "saksgang template copy --force brevmalar/",
    )
)
@click.argument("folder", metavar="DIR", type=_FOLDER)
@click.option("--force", is_flag=True, help="Write over templates that are there already.")
def copy(folder: Path, force: bool) -> None:
    """Lay our templates in a folder, to be changed in Word.

    The folder is made where there is none; in it nn/ for nynorsk and nb/ for bokmål. Where one of the files is there
    already nothing is written, unless --force is given.
    """
    from render.template_copy import copy_templates

    for path in copy_templates(folder, force=force):
        click.echo(path)


def _summary(findings: list[Finding]) -> str:
    errors = sum(finding.level == "error" for finding in findings)
    advice = len(findings) - errors
    told = [f"{errors} error{'s' * (errors > 1)}"] * bool(errors) + [f"{advice} advice"] * bool(advice)
    return ", ".join(told) or "all well"


def _show(finding: Finding) -> None:
    from cli.output import cell, screen

    text = cell("  error: ", "bold red") if finding.level == "error" else cell("  advice: ", "bold")
    text += cell(finding.sentence)
    if finding.place:
        text += cell(f"\n    {finding.place}", "dim")
    screen().print(text, soft_wrap=True)
