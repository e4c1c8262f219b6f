"""The templates that stand in the repository, and what they are built from."""

import dataclasses
import re
import tomllib
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

import templates
from render.felt import Felt, PersonFelt, SakFelt
from templates.build import STANDARDS, build
from templates.layout import KINDS, LYING
from tests.render.samples import part

HERE = Path(templates.__file__).parent
EVERY = [(kind, standard) for kind in KINDS for standard in STANDARDS]


def test_building_again_gives_the_same_files(tmp_path):
    for made in build(tmp_path):
        assert made.read_bytes() == (HERE / made.relative_to(tmp_path)).read_bytes(), (
            f"{made.name} is out of step: python -m templates.build"
        )


@pytest.mark.parametrize(("kind", "standard"), EVERY)
class TestATemplate:
    def test_is_a4_with_its_language_and_page_numbers(self, kind, standard):
        path = HERE / standard / f"{kind}.docx"
        section = docx.Document(str(path)).sections[0]
        sides = (section.page_width, section.page_height)
        width, height = reversed(sides) if kind in LYING else sides
        assert abs(width - Mm(210)) < Mm(0.1) and abs(height - Mm(297)) < Mm(0.1)
        styles = part(path, "word/styles.xml")
        assert set(re.findall(r'<w:lang w:val="([^"]+)"', styles)) == {STANDARDS[standard]}
        footer = part(path, "word/footer1.xml")
        assert " PAGE " in footer and " NUMPAGES " in footer and "Side" in footer

    def test_repeats_header_rows_and_keeps_rows_whole(self, kind, standard):
        document = docx.Document(str(HERE / standard / f"{kind}.docx"))
        assert document.tables
        for table in document.tables:
            rows = table._tbl.findall(qn("w:tr"))
            assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
            assert any(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows)

    def test_has_the_built_in_styles_that_word_knows(self, kind, standard):
        names = {style.name for style in docx.Document(str(HERE / standard / f"{kind}.docx")).styles}
        wanted = {"Title", "Heading 1", "Heading 2", "Heading 3", "Body Text", "List Number", "List Bullet", "Header"}
        assert wanted <= names

    def test_says_nothing_of_when_it_was_made(self, kind, standard):
        assert "dcterms" not in part(HERE / standard / f"{kind}.docx", "docProps/core.xml")


def test_every_word_is_there_in_both_standards():
    words = tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))
    for entries in words.values():
        for key, entry in entries.items():
            assert set(entry) == {"nn", "nb"} and all(entry.values()), key


@pytest.mark.parametrize("record", [Felt, SakFelt, PersonFelt])
def test_the_readme_tells_of_every_field(record):
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    missing = [each.name for each in dataclasses.fields(record) if f"| `{each.name}` |" not in readme]
    assert not missing
