"""The papers about the house name what is there."""

import re
import tomllib
from pathlib import Path

import pytest

from corpus.organs import read_organs
from model.organ import FastSak, Medlem, Organ, PlanlagtMoete

ROOT = Path(__file__).parents[2]
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "docs" / "organ.md",
    ROOT / "examples" / "README.md",
    *ROOT.glob("docs/decisions/*.md"),
]


def test_the_readme_says_why_of_each_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    words = re.findall(r"[\w-]+", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert [name for name in (re.match(r"[\w-]+", text)[0] for text in asked) if name not in words] == []


def test_the_page_of_the_register_tells_of_every_field_and_its_example_holds(tmp_path):
    page = (ROOT / "docs" / "organ.md").read_text(encoding="utf-8")
    for record in (Organ, Medlem, FastSak, PlanlagtMoete):
        assert [name for name in record.model_fields if f"\n| `{name}` | " not in page] == []
    (tmp_path / "organ.toml").write_text(page.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    (organ,) = read_organs(tmp_path)
    assert organ.model_fields_set == set(Organ.model_fields), "the example has something of everything"
    for record, entries in ((Medlem, organ.medlem), (FastSak, organ.fast_sak), (PlanlagtMoete, organ.moete)):
        assert {name for each in entries for name in each.model_fields_set} == set(record.model_fields)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page):
    links = re.findall(r"\]\((?!https?://)([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_decision_is_listed():
    folder = ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in folder.glob("0*.md") if path.name not in listed] == []


def test_the_lock_file_names_no_index_and_no_folder():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"https?://|file:/|^-|/(?:home|opt|root|usr|srv|tmp)/", lock, re.MULTILINE)
    pins = re.findall(r"^([\w.-]+)==\S+ \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", lock, re.MULTILINE)
    assert len(pins) == len(re.findall(r"^[\w.-]+==", lock, re.MULTILINE)) > 50
