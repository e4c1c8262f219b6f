"""``saksgang look``"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import examples

if TYPE_CHECKING:
    from ingest import OcrMode
    from render.look import Language


def _pages(_ctx: click.Context, _param: click.Parameter, value: str | None) -> list[int] | None:
    """Page numbers from ``1-3,7``."""
    if value is None:
        return None
    parts = [re.fullmatch(r"(\d{1,6})(?:-(\d{1,6}))?", part.strip()) for part in value.split(",")]
    if not all(parts):
        raise click.BadParameter(f"{value!r} names no pages; write them as 1-3,7.")
    return [number for part in parts if part for number in range(int(part[1]), int(part[2] or part[1]) + 1)]


@click.command(
    epilog=examples(
        "saksgang look innkalling.pdf",
        "saksgang look protokoll.docx --out protokoll.html --language nb",
        "saksgang look skanna.pdf --pages 1-3,7",
    )
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), metavar="FILE", help="The page to write; else FILE.look.html."
)
@click.option("--pages", metavar="1-3,7", callback=_pages, help="Show these pages only.")
@click.option(
    "--ocr", type=click.Choice(["auto", "never", "always"]), default="auto", show_default=True,
    help="Recognise the text of pages that need it, of none, or of all.",
)  # fmt: skip
@click.option(
    "--language", type=click.Choice(["nn", "nb"]), default="nn", show_default=True,
    help="Nynorsk or Bokmål for the words on the page.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def look(file: Path, out: Path | None, pages: list[int] | None, ocr: OcrMode, language: Language, force: bool) -> None:
    """Show what was understood of a paper.

    Writes one HTML page with a picture of each page of FILE and what was read drawn over it: headings, paragraphs, list
    items and tables, numbered in the order they are read. Nothing leaves the machine.
    """
    from render.look import look as look_at
    from render.package import check_target, write_whole

    target = out or Path(f"{file.name}.look.html")
    check_target(target, force=force)
    page = look_at(file, pages=pages, ocr=ocr, language=language)
    click.echo(write_whole(target, page.encode(), force=force))
