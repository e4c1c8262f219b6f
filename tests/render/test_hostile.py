"""Whatever stands in a meeting's texts comes out as plain text, and files land only where they were asked for."""

import re
import unicodedata
import zipfile
from typing import Literal, get_args, get_origin

import docx
import pytest
from lxml import etree
from pydantic import BaseModel

from model.errors import UsageError
from render import to_pdf, write_paper
from render.context import Kind
from render.sample import sample_meeting, sample_register, sample_sak
from render.text import clean, line
from render.words import words
from tests.render.test_pdf import needs_libreoffice

OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

TEXTS = {
    "a sum for the template": "{{7*7}}",
    "a condition": "{%p if x %} og {%p endfor %}",
    "a field": "{{ utvalg }} {{ sak.tittel }} {# borte? #} {_{ 1 }_} {%- set a = 1 -%}",
    "signs of XML": "&<>\"' &amp; &#65; ]]> <!-- --> <?xml?>",
    "Word's own XML": "</w:t></w:r></w:p><w:p><w:r><w:t>ny</w:t></w:r></w:p>",
    "a document type": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;',
    "control characters": "nul\x00 bell\x07 esc\x1b[31m bs\x08 del\x7f c1\x9b",
    "line breaks": "ein\rto\r\ntre\vfire\ffem\x85seks\u2028sju\u2029åtte",
    "lone surrogates": "før\ud800etter\udfff",
    "noncharacters": "a\ufdd0\ufdd10\ufdd1b\ufffe\uffff\U0001fffe\U0010ffff",
    "a long title": ("Felles løysing for " * 600)[:10_000].strip(),
    "a long word": "Å" + "rådsmøte" * 1250,
    "letters from right to left": "\u05e9\u05dc\u05d5\u05dd og \u0645\u0631\u062d\u0628\u0627",
    "marks of direction": "\u200fדוד\u200f (leiar)\u200e",
    "turned letters": "godkjent \u202eteksva\u202c \u2066skjult\u2069",
    "letters of no width": "a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg",
    "hidden tags": "synleg" + "".join(chr(0xE0000 + ord(char)) for char in "hidden"),
    "a path upwards": "../../etc/passwd",
    "a path of Windows": "C:\\Windows\\x.docx",
    "a name of a device": "CON",
    "dots and dashes in front": "..--.-rf /",
    "a formula": "=HYPERLINK(\"http://a.example\")",
    "emoji": "🏔️ 👩‍👩‍👧 🇳🇴",
    "marks upon marks": "Z" + "\u0301\u0327" * 200 + "algo, Å som A\u030a",
    "spaces only": " \t\u00a0\u3000 ",
    "nothing": "",
}  # fmt: skip


def one_sak(kind):
    return bool(words("template_check")["paper"][kind].get("one_sak"))


def is_free_text(field):
    """A field that holds whatever a paper says: no id, no date, no word out of a list."""
    kinds = {field.annotation, *get_args(field.annotation)}
    return str in kinds and not field.metadata and not any(get_origin(kind) is Literal for kind in kinds)


def fill(record, text):
    """Put the text into every text field of a record, and of the records within; their number is returned."""
    count = 0
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if name in ("id", "skjema", "kjelde", "kjelder", "sjekksum"):
            continue
        if isinstance(value, BaseModel):
            count += fill(value, text)
        elif isinstance(value, list):
            count += sum(fill(each, text) for each in value if isinstance(each, BaseModel))
            value[:] = [changed(each, text) for each in value]
            count += sum(not isinstance(each, BaseModel) for each in value)
        elif is_free_text(field):
            # As a person editing the archive by hand could: a lone surrogate passes no validation.
            record.__dict__[name] = text
            count += 1
    return count


def changed(value, text):
    if isinstance(value, list):
        return [changed(each, text) for each in value]
    return text if isinstance(value, str) else value


def hostile_meeting(maalform, text):
    moete = sample_meeting(maalform)
    assert fill(moete, text) > 60
    return moete


def parts_text(paper):
    """The text of every part of a paper, once it is sure that each is whole XML, with a tab for a tab."""
    texts = []
    with zipfile.ZipFile(paper) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            root = etree.fromstring(archive.read(name))
            for paragraph in root.iter("{*}p", "{*}title"):
                pieces = [
                    {"tab": "\t", "br": "\n"}.get(etree.QName(each).localname, each.text or "")
                    for each in paragraph.iter("{*}t", "{*}tab", "{*}br", "{*}title")
                ]
                texts.append("".join(pieces))
    return texts


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("kind", get_args(Kind))
def test_it_stands_in_the_paper_as_plain_text(tmp_path, kind, name):
    text = TEXTS[name]
    for maalform in ("nn", "nb"):
        moete = hostile_meeting(maalform, text)
        target = tmp_path / f"{maalform}.docx"
        sak = sample_sak(moete) if one_sak(kind) else None
        write_paper(kind, moete, target, sak=sak, register=sample_register())
        docx.Document(str(target))
        told = "\n".join(parts_text(target))
        assert line(text) in told.replace("\n", " ").replace("  ", " ") or line(text) in told
        assert not re.search(r"\b49\b", told)
        assert not any(unicodedata.category(char) in ("Cs", "Cn") for char in told)
        assert not set(told) & set(OVERRIDES)
        assert "root:" not in told
    assert sorted(each.name for each in tmp_path.iterdir()) == ["nb.docx", "nn.docx"]


def test_every_point_block_and_cell_keeps_its_own_lines(tmp_path):
    for text in (TEXTS["signs of XML"], TEXTS["line breaks"], TEXTS["a condition"], TEXTS["Word's own XML"]):
        moete = hostile_meeting("nn", text)
        target = write_paper("protokoll", moete, tmp_path / "p.docx", register=sample_register(), force=True)
        document = docx.Document(str(target))
        expected = clean(text).strip()
        assert sum(expected in paragraph.text for paragraph in document.paragraphs) >= 4
        names = [row.cells[0].text for row in document.tables[0].rows[1:]]
        assert set(names) == {line(text)}


@needs_libreoffice
@pytest.mark.parametrize("name", ["signs of XML", "letters from right to left", "emoji"])
def test_libreoffice_makes_a_pdf_of_it(tmp_path, name):
    moete = hostile_meeting("nn", TEXTS[name])
    paper = write_paper("protokoll", moete, tmp_path / "p.docx")
    assert to_pdf(paper).read_bytes().startswith(b"%PDF-")


class TestDirection:
    def test_letters_cannot_be_turned_to_say_something_else(self):
        assert line("vedteke \u202eekki\u202c") == "vedteke ekki"
        assert clean("".join(f"a{mark}" for mark in OVERRIDES)) == "a" * len(OVERRIDES)

    def test_names_that_run_from_right_to_left_keep_what_they_need(self):
        assert line("\u200fדוד\u200f") == "\u200fדוד\u200f"
        assert line("می\u200cخواهم") == "می\u200cخواهم"

    def test_nothing_is_hidden_between_letters(self):
        assert line("rå\u200bd\u2060s\ufeffmøte") == "rådsmøte"
        assert line("a\U000e0068\U000e0069b") == "ab"

    def test_a_soft_hyphen_and_joined_emoji_stay(self):
        assert line("råds\u00admøte 👩\u200d👧") == "råds\u00admøte 👩\u200d👧"


class TestWhereFilesLand:
    def test_a_name_with_a_path_in_it_is_the_callers_choice_and_no_title_is(self, tmp_path):
        moete = hostile_meeting("nn", "../../up")
        write_paper("innkalling", moete, tmp_path / "here.docx")
        assert [each.name for each in tmp_path.rglob("*")] == ["here.docx"]

    def test_what_is_there_stays_when_a_template_fails(self, tmp_path):
        target = tmp_path / "p.docx"
        target.write_bytes(b"mine")
        (tmp_path / "innkalling.docx").write_bytes(b"no template")
        moete = sample_meeting("nn")
        with pytest.raises(Exception, match="can't be opened"):
            write_paper("innkalling", moete, target, templates=tmp_path, force=True)
        assert target.read_bytes() == b"mine"

    def test_a_link_that_is_there_is_not_followed_without_force(self, tmp_path):
        (tmp_path / "real.txt").write_bytes(b"mine")
        link = tmp_path / "p.docx"
        link.symlink_to(tmp_path / "gone.txt")
        with pytest.raises(UsageError, match="already there"):
            write_paper("innkalling", sample_meeting("nn"), link)
        assert not (tmp_path / "gone.txt").exists()
