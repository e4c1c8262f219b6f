"""Templates that somebody made to do harm: each ends in a sentence, soon, and nothing runs."""

import time
import zipfile
from pathlib import Path

import pytest

import templates
from model.errors import TemplateError
from render import write_paper
from render.template_check import check_folder
from tests.render.samples import council_meeting, edited, sak

OURS = Path(templates.__file__).parent / "nn" / "innkalling.docx"
SOON = 20  # seconds on a busy machine

LOOPS = "".join(f"{{% for a{place} in saker %}}" for place in range(12))
HOSTILE = {
    "its class": "{{ ''.__class__.__mro__ }}",
    "its class by name": "{{ tid['__class__'] }}",
    "by a filter": "{{ tid|attr('__class__') }}",
    "by a format": "{{ '{0.__class__}'.format(tid) }}",
    "by map": "{{ saker|map(attribute='tittel.__class__')|join }}",
    "the template itself": "{{ self.__init__.__globals__ }}",
    "a range": "{% for i in range(10**9) %}x{% endfor %}",
    "a power": "{{ 10**10**10 }}",
    "a long text": "{{ 'x' * 10**10 }}",
    "a wide text": "{{ '%9999999999d' % 1 }}",
    "a doubled text": "{% set x = tid %}" + "{% set x = x ~ x %}" * 60 + "{{ x }}",
    "a doubled list": "{% set x = saker %}" + "{% set x = x + x %}" * 60 + "{{ x|length }}",
    "a doubled join": "{% set x = utvalg %}" + "{% set x = x|list|join(x) %}" * 9 + "{{ x|length }}",
    "a doubled replacement": "{% set x = utvalg %}" + "{% set x = x|replace('a', x) %}" * 40 + "{{ x|length }}",
    "loops in loops": LOOPS + "x" + "{% endfor %}" * 12,
    "loops that write nothing": LOOPS + "{% if tid == utvalg %}{% endif %}" + "{% endfor %}" * 12,
    "loops past what Python can": "{% for a in saker %}" * 60 + "{% endfor %}" * 60,
    "brackets in brackets": "{{ " + "(" * 30_000 + "tid" + ")" * 30_000 + " }}",
    "not not not": "{{ " + "not " * 50_000 + "tid }}",
    "a long sum": "{{ " + "tid + " * 50_000 + "tid }}",
    "a file": "{% include '/etc/passwd' %}",
    "an import": "{% import 'os' as os %}",
    "another template": "{% extends 'a' %}",
    "a macro that calls itself": "{% macro f() %}{{ f() }}{{ f() }}{% endmacro %}{{ f() }}",
    "a loop that calls itself": "{% for a in saker recursive %}{{ loop(saker) }}{% endfor %}",
    "no escape": "{% autoescape false %}{{ utvalg }}{% endautoescape %}",
    "markup": "{{ utvalg|safe }}",
    "fields without an end": "{{ " * 100_000,
    "ends without a field": "-%}" * 100_000,
    "steering lines without an end": "{%p if tid " * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_ends_in_a_sentence_and_writes_nothing(tmp_path, name):
    edited(OURS, tmp_path / "innkalling.docx", "{{ tid }}", HOSTILE[name])
    moete = council_meeting()
    moete.saker.extend(sak(f"Sak {place}", str(place)) for place in range(60))
    began = time.monotonic()
    with pytest.raises(TemplateError) as caught:
        write_paper("innkalling", moete, tmp_path / "paper.docx", templates=tmp_path)
    assert "\n" not in str(caught.value) and "innkalling.docx" in str(caught.value)
    assert "root:" not in str(caught.value) and len(str(caught.value)) < 600
    assert [each.name for each in tmp_path.iterdir()] == ["innkalling.docx"]
    findings = check_folder(tmp_path).findings
    # The meeting that templates are tried with is small; only loops in loops can still pass with it.
    assert any(each.level == "error" for each in findings) or name.startswith("loops")
    assert all(len(each.sentence) < 600 for each in findings)
    assert time.monotonic() - began < SOON


def test_the_checks_command_refuses_one_that_swells(tmp_path):
    with zipfile.ZipFile(tmp_path / "innkalling.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/bomb.png", bytes(60_000_000))
    assert "too large" in check_folder(tmp_path).findings[0].sentence


def test_text_far_beyond_a_papers_frame_is_refused(tmp_path):
    edited(OURS, tmp_path / "innkalling.docx", "{{ tid }}", "x" * 6_000_000)
    with pytest.raises(TemplateError, match="far more text than a paper's frame"):
        write_paper("innkalling", council_meeting(), tmp_path / "paper.docx", templates=tmp_path)


@pytest.mark.parametrize("part", ["word/document.xml", "word/header1.xml", "docProps/core.xml"])
def test_no_entity_of_the_files_xml_is_opened(tmp_path, part):
    with zipfile.ZipFile(OURS) as archive, zipfile.ZipFile(tmp_path / "innkalling.docx", "w") as out:
        for name in archive.namelist():
            data = archive.read(name).decode()
            if name == part:
                head, body = data.split("\n", 1)
                kind = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
                data = f"{head}\n{kind}{body.replace('utvalg_kort }}', 'utvalg_kort }}&e;', 1)}"
                data = data.replace("Forfall må", "&e;Forfall må", 1)
            out.writestr(name, data)
    with pytest.raises(TemplateError, match="can't be opened as a Word file"):
        write_paper("innkalling", council_meeting(), tmp_path / "paper.docx", templates=tmp_path)


def test_the_largest_that_is_let_in_is_still_filled_in_soon(tmp_path):
    row = "<w:p><w:r><w:t>{{ tid }} {% if utvalg %}x{% endif %}</w:t></w:r></w:p>"
    edited(OURS, tmp_path / "innkalling.docx", "<w:sectPr>", row * 20_000 + "<w:sectPr>")
    began = time.monotonic()
    write_paper("innkalling", council_meeting(), tmp_path / "paper.docx", templates=tmp_path)
    assert time.monotonic() - began < 3 * SOON


def test_a_condition_that_leaves_a_cell_or_a_table_empty_leaves_a_file_that_word_opens(tmp_path):
    begin, end = (f"<w:p><w:r><w:t>{code}</w:t></w:r></w:p>" for code in ("{%p if not tid %}", "{%p endif %}"))
    cell = f"<w:tc>{begin}<w:p/>{end}</w:tc>"
    rows = "".join(
        f"<w:tr><w:tc><w:p><w:r><w:t>{code}</w:t></w:r></w:p></w:tc></w:tr>"
        for code in ("{%tr if not tid %}", "x", "{%tr endif %}")
    )
    grid = "<w:tblPr/><w:tblGrid><w:gridCol w:w='9000'/></w:tblGrid>"
    tables = f"<w:tbl>{grid}<w:tr>{cell}</w:tr></w:tbl><w:p/><w:tbl>{grid}{rows}</w:tbl><w:p/><w:sectPr>"
    edited(OURS, tmp_path / "innkalling.docx", "<w:sectPr>", tables)
    paper = write_paper("innkalling", council_meeting(), tmp_path / "paper.docx", templates=tmp_path)
    with zipfile.ZipFile(paper) as archive:
        xml = archive.read("word/document.xml").decode()
    assert "<w:tc></w:tc>" not in xml and "<w:tc/>" not in xml
    assert "</w:tblGrid></w:tbl>" not in xml
