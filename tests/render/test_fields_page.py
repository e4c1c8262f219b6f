"""templates/README.md tells of every field, with an example that is true."""

import dataclasses
import re
import types
from collections import defaultdict
from pathlib import Path
from typing import Union, get_args, get_origin, get_type_hints

import pytest

import templates
from render import felt
from render.context import Kind, build_context
from render.sample import sample_meeting, sample_register, sample_sak
from render.template_language import FILTERS
from render.words import words

README = (Path(templates.__file__).parent / "README.md").read_text(encoding="utf-8")
RECORDS = [each for each in vars(felt).values() if isinstance(each, type) and dataclasses.is_dataclass(each)]
FIELDS = [(record, each.name) for record in RECORDS for each in dataclasses.fields(record)]


def called(record):
    """What a template calls a record: ``sak``; the paper itself has no name."""
    return record.__name__.removesuffix("Felt").lower()


def rows():
    """What it is and the example of each field, by record and name."""
    found = {}
    for part in README.split("\n### Of ")[1:]:
        heading, _, table = part.partition("\n")
        name = re.search(r"`(\w+)`", heading)
        for field, what, example in re.findall(r"^\| `(\w+)` \| (.+?) \| (.*?) ?\|$", table, re.MULTILINE):
            found[name[1] if name else "", field] = (what, example)
    return found


def samples():
    """Every value that each field has in the papers of the made-up meeting: the nynorsk one beside the bokmål one."""
    values = defaultdict(list)

    def walk(one, other):
        for each in dataclasses.fields(one):
            pair = getattr(one, each.name), getattr(other, each.name)
            values[type(one), each.name].append(pair)
            for inner in zip(*(side if isinstance(side, list) else [side] for side in pair), strict=True):
                if dataclasses.is_dataclass(inner[0]):
                    walk(*inner)

    for kind in get_args(Kind):
        one_sak = words("template_check")["paper"][kind].get("one_sak")
        walk(
            *(
                build_context(kind, moete, sample_sak(moete) if one_sak else None, sample_register())[0]
                for moete in (sample_meeting("nn"), sample_meeting("nb"))
            )
        )
    return values


ROWS, SAMPLES = rows(), samples()


@pytest.mark.parametrize(("record", "name"), FIELDS, ids=[f"{called(record)}.{name}" for record, name in FIELDS])
def test_every_field_is_told_with_an_example_that_fits(record, name):
    """A new field needs a row in templates/README.md, under the heading of its record."""
    what, example = ROWS[called(record), name]
    kind = get_type_hints(record)[name]
    if get_origin(kind) in (Union, types.UnionType):
        kind = next(each for each in get_args(kind) if each is not type(None))
    item = get_args(kind)[0] if get_origin(kind) is list else None
    assert what
    if item in RECORDS:
        assert example in ("", f"one `{called(item)}` for each")
    elif kind in RECORDS:
        assert example in ("", f"one `{called(kind)}`")
    elif kind is bool:
        assert example in ("", "yes", "no")
    elif kind is int:
        assert int(example) in [nn for nn, _ in SAMPLES[record, name]]
    else:
        assert example


def test_it_tells_of_no_field_that_is_not_there():
    assert {(called(record), name) for record, name in FIELDS} == set(ROWS)


def test_it_names_the_filters_that_there_are():
    told = re.search(r"builtin-filters\) it has (.*?)\. One", README, re.DOTALL)[1]
    assert re.findall(r"`(\w+)`", told) == [name for name in FILTERS if name not in ("count", "d", "e")]
