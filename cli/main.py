"""The command `saksgang` and the one place where failures are caught."""

from __future__ import annotations

import errno
import io
import sys
from typing import NoReturn

import click

from cli import (
    check,
    correct,
    export,
    followup,
    history,
    import_papers,
    innkalling,
    list_meetings,
    look,
    moeteplan,
    organ,
    protokoll,
    saerutskrift,
    saksframlegg,
    search,
    show,
    template,
)
from cli.options import corpus_default, examples


class Commands(click.Group):
    """Commands in the order of their use; a failure becomes one sentence and an exit status."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which they were added, not by the alphabet."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was called."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                # An old terminal may lack letters that papers have; it shows a question mark then.
                stream.reconfigure(errors="replace")
        try:
            return super().invoke(ctx)
        except OSError as error:
            # A reader that went away (saksgang list | head) is Click's to handle.
            if error.errno == errno.EPIPE or error.filename is None:
                raise
            _fail(ctx, f"{error.filename}: {error.strerror}.", 2)
        except Exception as error:
            from model.errors import SaksgangError

            if isinstance(error, SaksgangError):
                _fail(ctx, str(error), error.exit_code)
            raise


def _fail(ctx: click.Context, message: str, exit_code: int) -> NoReturn:
    from cli.output import clean

    click.echo(f"Error: {clean(message)}", err=True)
    ctx.exit(exit_code)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=examples(
        "saksgang import Møtepapir/",
        "saksgang search barnevern --from 2024-01-01",
        "saksgang innkalling --organ 'Fjordlandet regionråd' --date 2025-12-05",
    ),
)
@corpus_default
@click.version_option(package_name="saksgang", message="%(prog)s %(version)s")
def main() -> None:
    """Read board papers into an archive of saker and vedtak, search it, and write the next meeting's papers.

    Exit status: 0 all well; 1 some files could not be read, the rest are in; 2 the call itself is wrong.
    """


for command in (
    import_papers.import_papers,
    list_meetings.list_meetings,
    show.show,
    search.search,
    history.history,
    followup.followup,
    innkalling.innkalling,
    saksframlegg.saksframlegg,
    protokoll.protokoll,
    saerutskrift.saerutskrift,
    moeteplan.moeteplan,
    organ.organ,
    template.template,
    export.export,
    look.look,
    correct.correct,
    check.check,
):
    main.add_command(command)


if __name__ == "__main__":
    main(prog_name="saksgang")
