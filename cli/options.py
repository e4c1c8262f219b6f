"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from corpus import Archive

_CORPUS = "saksgang.corpus"
_INDEX = "saksgang.index"
WRITE_BACK = "saksgang.write_back"
"""Where a command that does not end finds how to write an archive elsewhere back."""

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def examples(*lines: str) -> str:
    """An epilog that Click prints as it is."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def day(value: str) -> date:
    """A date as ISO 8601 writes it; fails where it is none."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a date; write it as 2025-12-05.") from None


def day_option(*names: str, **settings: Any) -> Decorator:  # noqa: ANN401 - handed on to click.option
    """An option that takes a date."""
    return click.option(*names, type=day, metavar="YYYY-MM-DD", **settings)


def _remember(ctx: click.Context, _param: click.Parameter, value: Path | str | None) -> Path | str:
    """The archive's place: what stands after the command counts before what stands in front of it."""
    if value is not None:
        ctx.meta[_CORPUS] = value
    place: Path | str = ctx.meta[_CORPUS]
    return place


def _folder(ctx: click.Context, param: click.Parameter, value: Path | str | None) -> Path:
    """The archive's folder; of an archive elsewhere the copy here, written back when the command ends."""
    place = _remember(ctx, param, value)
    if isinstance(place, Path):
        return place
    from corpus.mirror import Mirror

    mirror = Mirror(place)
    mirror.fetch()
    ctx.call_on_close(mirror.write_back)
    ctx.meta[WRITE_BACK] = mirror.write_back
    return mirror.folder


class Place(click.Path):
    """A path, or a URL that fsspec reaches."""

    name = "place"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401
        """The URL as text, else the path."""
        return value if isinstance(value, str) and "://" in value else super().convert(value, param, ctx)


def _corpus(**settings: Any) -> Decorator:  # noqa: ANN401 - handed on to click.option
    return click.option(
        "--corpus",
        type=Place(file_okay=False, path_type=Path),
        metavar="DIR",
        help="The archive's folder, or a URL that fsspec reaches (else SAKSGANG_CORPUS, else ./moetearkiv).",
        **settings,
    )


def _remember_index(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.meta[_INDEX] = value or None  # an empty one stands for the index beside the archive


def _index(**settings: Any) -> Decorator:  # noqa: ANN401 - handed on to click.option
    return click.option(
        "--index",
        metavar="URL",
        help="A shared index in PostgreSQL, postgresql://user@host/database (else SAKSGANG_INDEX, else the index beside"
        " the archive).",
        callback=_remember_index,
        expose_value=False,
        **settings,
    )


def corpus_default(command: Callable[..., Any]) -> Callable[..., Any]:
    """--corpus and --index in front of the command's name, and what counts where there is neither."""
    folder = _corpus(default="moetearkiv", envvar="SAKSGANG_CORPUS", expose_value=False, callback=_remember)
    return folder(_index(envvar="SAKSGANG_INDEX")(command))


def corpus_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """--corpus and --index of one command; it gets the folder, and the archive by `open_archive`."""
    return _corpus(callback=_folder)(_index()(command))


def open_archive(corpus: Path) -> Archive:
    """The archive in the folder, with the index that this call names."""
    from corpus import Archive

    return Archive(corpus, click.get_current_context().meta.get(_INDEX))


json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout, nothing else there.")
organ_filter = click.option("--organ", metavar="NAME", help="Only meetings of this organ.")
from_option = day_option("--from", "fra", help="Only meetings on or after this day.")
to_option = day_option("--to", "til", help="Only meetings on or before this day.")
