"""The help is part of the program: complete, true, and quick."""

import re
import resource
import subprocess
import sys
from pathlib import Path

import click
import pytest

from cli.main import main
from cli.reference import reference

ROOT = Path(__file__).parents[2]
INNER = {
    f"{name} {inner}": command
    for name, group in main.commands.items()
    if isinstance(group, click.Group)
    for inner, command in group.commands.items()
}
COMMANDS = {"saksgang": main, **main.commands, **INNER}
HEAVY = [
    "corpus.archive",
    "docx",
    "docxtpl",
    "lxml",
    "pdfplumber",
    "pydantic",
    "pypdfium2",
    "rich",
    "simplemma",
    "spacy",
]


def test_these_are_the_commands_in_the_order_of_their_use():
    reading = "import list show search history followup"
    writing = "innkalling saksframlegg protokoll saerutskrift moeteplan organ template"
    assert list(main.commands) == f"{reading} {writing} export look correct check".split()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does_and_gives_examples(name):
    command = COMMANDS[name]
    assert (command.help or "").split("\n\n")[0].rstrip().endswith(".")
    assert len(example_lines(command)) >= 2
    assert all(option.help for option in command.params if isinstance(option, click.Option))


@pytest.mark.parametrize("name", COMMANDS)
def test_the_examples_use_commands_and_options_that_are_there(name):
    for line in example_lines(COMMANDS[name]):
        called = re.match(r"saksgang (\S+)(?: (\S+))?", line)
        assert called, line
        command = INNER.get(called[0].removeprefix("saksgang ")) or main.commands[called[1]]
        options = {name for param in command.params for name in param.opts + param.secondary_opts}
        assert set(re.findall(r"(?<=\s)--[a-z-]+", line.split("|")[0])) <= options, line


def example_lines(command: click.Command) -> list[str]:
    head, *lines = (command.epilog or "").removeprefix("\b\n").splitlines()
    assert head == "Examples:"
    return [line.strip() for line in lines]


def test_every_reading_command_gives_json():
    reading = {name for name, command in COMMANDS.items() if any("--json" in param.opts for param in command.params)}
    plain = {
        "import",
        "list",
        "show",
        "search",
        "history",
        "followup",
        "correct",
        "check",
        "innkalling",
        "moeteplan",
        "organ",
    }
    assert reading == plain | {"template check"}


def test_the_page_of_commands_is_what_the_help_says():
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == reference(), "make docs"


def test_the_readme_names_every_command():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in main.commands if f"\nsaksgang {name} " not in readme] == []


def test_help_loads_nothing_heavy():
    program = f"import sys, cli.main; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_help_answers_in_three_tenths_of_a_second():
    def seconds() -> float:
        """Of computing: a machine that is busy with something else is no fault of the program."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "cli.main", "--help"], cwd=ROOT, capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(seconds() for _ in range(5)) < 0.3
