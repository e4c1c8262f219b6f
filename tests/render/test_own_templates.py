"""Templates that people have changed: what works, and what they are told when it does not."""

import zipfile
from pathlib import Path

import docx
import pytest

import templates
from model.errors import TemplateError
from render import write_paper
from tests.render.samples import council_meeting, edited, text_of

OURS = Path(templates.__file__).parent / "nn" / "innkalling.docx"


def write(folder):
    return write_paper("innkalling", council_meeting(), folder / "paper.docx", templates=folder, force=True)


def test_an_own_template_is_used(tmp_path):
    edited(OURS, tmp_path / "innkalling.docx", "Forfall må meldast", "Ring sekretariatet. Forfall må meldast")
    text = [each.text for each in docx.Document(str(write(tmp_path))).paragraphs]
    assert any(each.startswith("Ring sekretariatet.") for each in text)


def test_the_one_in_the_standards_folder_goes_first(tmp_path):
    (tmp_path / "nn").mkdir()
    edited(OURS, tmp_path / "innkalling.docx", "Møteinnkalling<", "Feil<")
    edited(OURS, tmp_path / "nn" / "innkalling.docx", "Møteinnkalling<", "Rett<")
    assert "Rett" in [each.text for each in docx.Document(str(write(tmp_path))).paragraphs]


def test_a_numbered_style_of_ones_own_keeps_its_look(tmp_path):
    edited(OURS, tmp_path / "innkalling.docx", 'w:val="List Number"', 'w:val="Vedtakspunkt"', "word/styles.xml")
    document = docx.Document(str(write(tmp_path)))
    point = next(each for each in document.paragraphs if each.text.startswith("Regionrådet går inn"))
    assert point.style.name == "Vedtakspunkt"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{{ utvalg }}", "{{ utvalet }}", r"no field called utvalet.*"),
        ("{{ sak.tittel }}", "{{ sak.titel }}", r"a sak has no field called titel"),
        ("{{ moetested }}", "{{ moetested", r"near «.*Møtestad"),
        ("{%p endfor %}", "{%p slutt %}", r"Encountered unknown tag"),
        ("{{ tid }}", "{{ tid.__class__.__mro__ }}", r"unsafe"),
        ("{{ tid }}", "{{ 1 / 0 }}", r"can.t use the sign /"),
        ("{{ tid }}", "{{ saker.append(1) }}", r"can.t use functions"),
    ],
)
def test_a_mistake_is_told_in_plain_words(tmp_path, old, new, said):
    edited(OURS, tmp_path / "innkalling.docx", old, new)
    with pytest.raises(TemplateError, match=said) as caught:
        write(tmp_path)
    assert "innkalling.docx" in str(caught.value) and "\n" not in str(caught.value)
    assert not (tmp_path / "paper.docx").exists()


def test_a_condition_that_ends_elsewhere_than_it_began_is_told(tmp_path):
    edited(OURS.with_name("protokoll.docx"), tmp_path / "protokoll.docx", "{%p if har_parti %}", "{% if not tid %}")
    with pytest.raises(TemplateError, match="another paragraph, row or cell"):
        write_paper("protokoll", council_meeting(), tmp_path / "paper.docx", templates=tmp_path)


def test_a_mistake_in_the_header_is_told_too(tmp_path):
    edited(OURS, tmp_path / "innkalling.docx", "{{ utvalg_kort }}", "{{ organ }}", "word/header1.xml")
    with pytest.raises(TemplateError, match="no field called organ"):
        write(tmp_path)


def test_a_folder_without_the_template_is_told(tmp_path):
    with pytest.raises(TemplateError, match=r"no template innkalling\.docx"):
        write(tmp_path)


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 cut off"])
def test_a_file_that_is_no_word_file_is_told(tmp_path, content):
    (tmp_path / "innkalling.docx").write_bytes(content)
    with pytest.raises(TemplateError, match="can't be opened as a Word file"):
        write(tmp_path)


def test_a_zip_that_is_no_word_file_is_told(tmp_path):
    with zipfile.ZipFile(tmp_path / "innkalling.docx", "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(TemplateError, match="can't be opened as a Word file"):
        write(tmp_path)


def test_a_template_that_swells_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "innkalling.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/bomb.png", bytes(60_000_000))
    with pytest.raises(TemplateError, match="too large"):
        write(tmp_path)


def test_a_template_without_numbered_lists_is_told(tmp_path):
    edited(OURS, tmp_path / "innkalling.docx", '<w:numPr><w:numId w:val="1"/></w:numPr>', "", "word/styles.xml")
    with pytest.raises(TemplateError, match="List Number"):
        write(tmp_path)


def test_nothing_of_the_template_language_is_left(tmp_path):
    with zipfile.ZipFile(write_paper("protokoll", council_meeting(), tmp_path / "p.docx")) as archive:
        for name in archive.namelist():
            text = text_of(archive.read(name).decode("utf-8"))
            assert "{{" not in text and "{%" not in text, name
