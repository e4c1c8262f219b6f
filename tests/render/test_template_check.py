"""What `saksgang template check` tells a secretary about a folder of templates."""

import re
import shutil
import zipfile
from pathlib import Path
from typing import get_args

import docx
import pytest
from docx.shared import Inches, Mm

import templates
from model.errors import UsageError
from render.context import Kind
from render.template_check import check_folder
from render.template_copy import copy_templates
from render.words import words
from tests.render.samples import edited

HERE = Path(templates.__file__).parent
OURS = HERE / "nn" / "innkalling.docx"
PROTOKOLL = HERE / "nn" / "protokoll.docx"


def found(folder, level="error"):
    """The findings of a level: what is wrong, and where."""
    return [(each.sentence, each.place) for each in check_folder(folder).findings if each.level == level]


def sentences(folder, level="error"):
    return [sentence for sentence, _ in found(folder, level)]


def changed(folder, old, new, name="word/document.xml", of=OURS):
    return edited(of, folder / of.name, old, new, name)


def test_ours_are_well():
    checked = check_folder(HERE)
    assert checked.findings == []
    assert len(checked.templates) == 2 * len(get_args(Kind))


def test_what_a_paper_must_say_is_told_for_every_kind_of_paper():
    # A new kind of paper needs its fields in render/template_check.toml.
    assert set(words("template_check")["paper"]) == set(get_args(Kind))


class TestAField:
    @pytest.mark.parametrize(
        ("old", "new", "said", "place"),
        [
            ("{{ utvalg }}", "{{ utvalet }}", "no field called utvalet; did you mean utvalg?",
             "«Utval: {{ utvalet }}»"),
            ("{{ moetedato_lang }}", "{{ møtedato }}", "møtedato; did you mean moetedato?",
             "«Møtedato: {{ møtedato }}»"),
            ("{{ sak.tittel }}", "{{ sak.titel }}", "a sak has no field called titel; did you mean tittel?",
             "«{{ sak.titel }}»"),
            ("{{ sak.tittel }}", "{{ tittel }}", "no field called tittel; did you mean sak.tittel?", "«{{ tittel }}»"),
            ("in sak.framlegg", "in sak.forslag", "a sak has no field called forslag; did you mean framlegg?",
             "«{%p for punkt in sak.forslag %}»"),
            ("{{ blokk.tekst }}", "{{ blokk.text|upper }}", "a blokk has no field called text; did you mean tekst?",
             "«{{ blokk.text|upper }}»"),
            ("if sak.vedlegg", "if sak.vedlegg and sak.vedlegga", "no field called vedlegga; did you mean vedlegg?",
             "«{%p if sak.vedlegg and sak.vedlegga %}»"),
            ("{{ vedlegg }}", "{{ vedlegg.tittel }}", "field vedlegg is a text and has none called tittel",
             "«{{ vedlegg.tittel }}»"),
            ("{{ tid }}", "{{ saker }}", "saker is a list and can't be written as it is; repeat it",
             "«Tid: {{ saker }}»"),
            ("{{ tid }}", "{{ har_arkivsak }}", "har_arkivsak is yes or no", "«Tid: {{ har_arkivsak }}»"),
            ("{{ tid }}", "{{ sak.tittel }}", "no sak outside a loop", "«Tid: {{ sak.tittel }}»"),
            ("{{ tid }}", "{{ tid|uper }}", "no filter called uper; did you mean upper?", "«Tid: {{ tid|uper }}»"),
            ("{{ tid }}", "{{ saker|map(attribute='namn')|join(', ') }}", "a sak has no field called namn",
             "«Tid: {{ saker|map(attribute='namn')|join(', ') }}»"),
            ("in sak.framlegg", "in sak.tittel", "sak.tittel is a text, so nothing can be repeated for it",
             "«{%p for punkt in sak.tittel %}»"),
        ],
    )  # fmt: skip
    def test_that_is_not_there_is_told_with_its_place_and_what_was_meant(self, tmp_path, old, new, said, place):
        changed(tmp_path, old, new)
        told = [each for each in found(tmp_path) if each[1]]
        assert told and all(said in sentence[:1].lower() + sentence[1:] for sentence, _ in told), told
        assert any(place.strip("«»") in where for _, where in told)

    def test_is_told_once_for_each_place_and_all_at_once(self, tmp_path):
        changed(tmp_path, "{{ utvalg }}", "{{ organ }}")
        with zipfile.ZipFile(tmp_path / OURS.name) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        xml = parts["word/document.xml"].decode().replace("{{ tid }}", "{{ klokka }}").replace("leiar }}", "sjef }}")
        parts["word/document.xml"] = xml.encode()
        with zipfile.ZipFile(tmp_path / OURS.name, "w") as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
        unknown = [re.findall(r"no field called (\w+)", each) for each in sentences(tmp_path)]
        assert [name for names in unknown for name in names] == ["organ", "klokka", "sjef"]

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("{%p for sak in saker %}", "{%p for sak in sakr %}"),
            ("{%p for sak in saker %}", "{%p for sak i saker %}"),
            ("{%p for sak in saker %}", "{%p fro sak in saker %}"),
            ("{{ moetested }}", "{{ møtestad }}"),
        ],
    )
    def test_a_slip_is_told_once_and_not_again_for_what_follows_from_it(self, tmp_path, old, new):
        changed(tmp_path, old, new)
        assert len(found(tmp_path)) == 1

    def test_a_name_that_is_set_inside_a_condition_holds_behind_it(self, tmp_path):
        changed(
            tmp_path, "{{ tid }}", "{% if tid %}{% set n = tid %}{% else %}{% set n = '' %}{% endif %}{{ n }}{{ tid }}"
        )
        assert found(tmp_path) == []

    def test_in_the_header_the_footer_or_the_title_is_told_as_being_there(self, tmp_path):
        changed(tmp_path, "{{ utvalg_kort }}", "{{ organ }}", "word/header1.xml")
        assert found(tmp_path)[0][1].startswith("in the header, «Møteinnkalling")
        changed(tmp_path, "{{ organisasjon_kort }}", "{{ organ }}", "word/footer1.xml")
        assert found(tmp_path)[0][1].startswith("in the footer, «{{ organ }}")
        changed(tmp_path, "{{ utvalg_kort }}", "{{ organ }}", "docProps/core.xml")
        assert found(tmp_path)[0][1].startswith("in the title property, «Møteinnkalling")

    def test_may_be_looped_over_filtered_and_asked_for(self, tmp_path):
        new = (
            "{% for kommune in deltakarar|groupby('kommune') %}{{ kommune.grouper }}{{ kommune.list|length }}"
            "{{ loop.index }}{{ loop.cycle('a', 'b') }}{% endfor %}{% set stad = moetested|default('–') %}"
            "{{ stad|upper }}{{ saker|map(attribute='tittel')|join(', ') }}"
            "{% if saker and saker[0].nummer is defined %}x{% endif %}"
            "{{ tid if tid else 'ukjend' }}{{ (saker|first).tittel ~ ' ' ~ tid }}{{ saker|length - 1 }}{# a note #}"
            "{% for namn, folk in deltakarar|groupby('namn') %}{{ namn }}{{ folk[0].parti }}{% endfor %}"
        )
        changed(tmp_path, "{{ tid }}", new + "{{ tid }}")
        assert found(tmp_path) == []


class TestALoopOrCondition:
    def test_that_is_never_closed_is_told(self, tmp_path):
        changed(tmp_path, "{%p for punkt in sak.framlegg %}", "{%p if sak.framlegg %}{%p for punkt in sak.framlegg %}")
        assert any("takes its whole paragraph out" in each for each in sentences(tmp_path))
        changed(tmp_path, "{%p if sak.vedlegg %}", "Vedlegg")
        assert any("{%p endif %}" in each or "never closed" in each for each in sentences(tmp_path))

    def test_that_ends_in_another_row_than_it_began_is_told(self, tmp_path):
        begun = changed(tmp_path, "{{ tid }}", "{% if not tid %}", of=PROTOKOLL)
        edited(begun, tmp_path / "x.docx", ">Kommune<", ">{% endif %}<")
        (tmp_path / "x.docx").replace(begun)
        assert any(
            "{% endif %} stands in another paragraph than {% if not tid %}" in each for each in sentences(tmp_path)
        )

    def test_with_different_letters_at_its_ends_is_told(self, tmp_path):
        changed(tmp_path, "{%tr endfor %}", "{%p endfor %}")
        assert any("one takes its table row and the other its paragraph" in each for each in sentences(tmp_path))

    def test_with_text_beside_it_that_would_be_lost_is_told(self, tmp_path):
        changed(tmp_path, "{%p if sak.vedlegg %}", "Sjå òg {%p if sak.vedlegg %}")
        assert any("with the other text there («Sjå òg»)" in each for each in sentences(tmp_path))

    def test_for_rows_outside_a_table_is_told(self, tmp_path):
        changed(tmp_path, "{%p for sak in saker %}", "{%tr for sak in saker %}")
        assert any("stands outside a table" in each for each in sentences(tmp_path))


class TestSlipsOfTyping:
    @pytest.mark.parametrize(
        ("new", "said"),
        [
            ("{{ tid|default(«y») }}", "quotes « »; use straight ones"),
            ("{{ tid|default(„y“) }}", "quotes „"),
            ("{{ tid }", "{{ is not followed by }}"),
            ("{{ tid %}", "{{ is not followed by }}"),
            ("{ tid }", "{tid} has single braces; write {{ tid }}"),
            ("tid }}", "}} ends something that has not begun"),
            ("{{ tid – 1 }}", "can't be understood"),
            ("{{p tid }}", "has a letter too many in front; write {{ tid }}"),
            ("{% slutt %}", "{% slutt %} can't be understood: a steering line begins with for, if"),
            ("{% if tid %}x{% endfi %}", "{% endfi %} begins with endfi; did you mean endif?"),
            ("{% ellers %}", "{% ellers %} begins with ellers; did you mean else?"),
            ("{%p for sak i saker %}", "{%p for sak i saker %} has the word i where in must stand"),
            ("{%p\u00a0if tid %}x{%p endif %}", "has a hard space"),
        ],
    )
    def test_are_told(self, tmp_path, new, said):
        changed(tmp_path, "{{ tid }}", new)
        assert any(said in each for each in sentences(tmp_path)), sentences(tmp_path)

    def test_curly_quotes_that_are_mended_in_the_paper_are_no_error(self, tmp_path):
        changed(tmp_path, "{{ tid }}", "{{ tid|default(“y”) }}{{ tid|default(’y’) }}")
        assert found(tmp_path) == []

    def test_a_field_that_word_parted_over_runs_is_no_error(self, tmp_path):
        changed(tmp_path, "{{ tid }}", '{</w:t></w:r><w:proofErr w:type="x"/><w:r><w:t>{ ti</w:t></w:r><w:r><w:t>d }}')
        assert found(tmp_path) == []

    def test_a_field_that_is_half_inside_a_link_is(self, tmp_path):
        link = '{{ ti</w:t></w:r><w:hyperlink w:anchor="a"><w:r><w:t>d }}</w:t></w:r></w:hyperlink><w:r><w:t>'
        changed(tmp_path, "{{ tid }}", link)
        assert any("partly inside a link" in each for each in sentences(tmp_path))

    def test_a_field_that_was_deleted_with_tracked_changes_is(self, tmp_path):
        gone = '{{ tid }}</w:t></w:r><w:del w:id="1"><w:r><w:delText>{{ bort }}</w:delText></w:r></w:del><w:r><w:t>'
        changed(tmp_path, "{{ tid }}", gone)
        assert any("deleted with tracked changes" in each for each in sentences(tmp_path))
        assert any("tracked changes, which every paper would show" in each for each in sentences(tmp_path, "advice"))


class TestWhatAPaperMustSay:
    @pytest.mark.parametrize(
        ("template", "old", "said"),
        [
            (OURS, "{{ moetested }}", "no place for the place of the meeting, which kommuneloven § 11-3 asks for"),
            (OURS, "{{ tid }}", "no place for the time of the meeting, which kommuneloven § 11-3 asks for"),
            (PROTOKOLL, "{{ ugilde }}", "no place for decisions on impartiality, which kommuneloven § 11-4 asks for"),
            (PROTOKOLL, "{{ person.frammoete }}", "who was absent, which kommuneloven § 11-4 b asks for"),
        ],
    )
    def test_is_told_with_the_paragraph_of_the_law(self, tmp_path, template, old, said):
        changed(tmp_path, old, "", of=template)
        assert len(sentences(tmp_path)) == 1 and said in sentences(tmp_path)[0]

    def test_is_enough_in_one_place(self, tmp_path):
        # The legal basis where the meeting was closed stands on the front page and over the sak.
        changed(tmp_path, "{{ lukka }}", "", of=PROTOKOLL)
        assert sentences(tmp_path) == []

    def test_is_found_under_any_name_that_a_loop_gives(self, tmp_path):
        shutil.copy(OURS, tmp_path / "innkalling.docx")
        with zipfile.ZipFile(OURS) as archive, zipfile.ZipFile(tmp_path / "innkalling.docx", "w") as out:
            for name in archive.namelist():
                data = archive.read(name).decode()
                data = re.sub(r"\bsak\b(?=\.| in )", "emne", data) if name == "word/document.xml" else data
                out.writestr(name, data)
        assert found(tmp_path) == []

    def test_what_would_be_left_out_without_a_word_is_advice(self, tmp_path):
        changed(tmp_path, "{{ vedlegg }}", "")
        document = docx.Document(str(tmp_path / "innkalling.docx"))
        assert document.paragraphs
        changed(tmp_path, "sak.unntatt", "sak.arkivsak")
        assert any("the legal basis of a sak that is closed" in each for each in sentences(tmp_path, "advice"))


class TestTheWordFile:
    def test_without_the_styles_that_lists_need_is_an_error(self, tmp_path):
        changed(tmp_path, 'w:val="List Bullet"', 'w:val="Kulepunkt"', "word/styles.xml")
        assert sentences(tmp_path) == [
            "The style List Bullet is missing, which points and text need; copy it from our template."
        ]
        changed(tmp_path, '<w:numPr><w:numId w:val="1"/></w:numPr>', "", "word/styles.xml")
        assert sentences(tmp_path)[0].startswith("The style List Number has no numbers")

    def test_is_advised_on_language_page_and_title(self, tmp_path):
        (tmp_path / "nb").mkdir()
        shutil.copy(OURS, tmp_path / "nb" / "innkalling.docx")
        assert any("set to nn-NO, but the folder nb/ is for bokmål (nb-NO)" in x for x in sentences(tmp_path, "advice"))
        document = docx.Document(str(OURS))
        document.sections[0].page_height, document.sections[0].page_width = Inches(11), Inches(8.5)
        document.core_properties.title = ""
        document.add_picture(str(Path(__file__).parents[2] / "docs" / "images" / "innkalling.png"), width=Mm(20))
        document.save(str(tmp_path / "nb" / "innkalling.docx"))
        told = " ".join(sentences(tmp_path, "advice"))
        assert "not A4" in told and "no title" in told and "has no alt text" in told

    def test_is_advised_to_repeat_the_header_row(self, tmp_path):
        changed(tmp_path, "<w:tblHeader/>", "")
        assert any(
            "begins with «SaksnrArkivsakTittel»" in x or "no header row" in x for x in sentences(tmp_path, "advice")
        )

    def test_that_is_none_is_told(self, tmp_path):
        (tmp_path / "innkalling.docx").write_bytes(b"no")
        assert "can't be opened as a Word file" in sentences(tmp_path)[0]


class TestTheFolder:
    def test_a_misnamed_file_is_told(self, tmp_path):
        shutil.copy(OURS, tmp_path / "inkalling.docx")
        assert sentences(tmp_path, "advice")[0] == (
            "inkalling.docx is not used: no paper has that name; did you mean innkalling.docx?"
        )

    def test_words_own_file_of_an_open_template_is_not(self, tmp_path):
        copy_templates(tmp_path)
        (tmp_path / "nn" / "~$nkalling.docx").write_bytes(b"")
        assert check_folder(tmp_path).findings == []

    def test_a_file_in_another_format_is_told(self, tmp_path):
        copy_templates(tmp_path)
        (tmp_path / "innkalling.dotx").write_bytes(b"")
        assert "save it as one" in sentences(tmp_path, "advice")[0]

    def test_a_paper_without_a_template_is_told(self, tmp_path):
        shutil.copy(OURS, tmp_path / "innkalling.docx")
        assert "There is no protokoll.docx, so no protokoll can be written with these templates." in sentences(
            tmp_path, "advice"
        )

    def test_without_any_template_is_no_folder_of_templates(self, tmp_path):
        with pytest.raises(UsageError, match=r"has no template; they are called innkalling\.docx"):
            check_folder(tmp_path)
        with pytest.raises(UsageError, match="There is no folder"):
            check_folder(tmp_path / "nowhere")


class TestCopying:
    def test_lays_down_what_can_be_used_at_once(self, tmp_path):
        written = copy_templates(tmp_path / "new" / "folder")
        assert len(written) == 2 * len(get_args(Kind))
        assert check_folder(tmp_path / "new" / "folder").findings == []

    def test_overwrites_nothing_and_then_writes_nothing(self, tmp_path):
        (tmp_path / "nb").mkdir()
        mine = tmp_path / "nb" / "protokoll.docx"
        mine.write_bytes(b"mine")
        with pytest.raises(UsageError, match="already there"):
            copy_templates(tmp_path)
        assert mine.read_bytes() == b"mine" and list((tmp_path / "nn").iterdir()) == []
        copy_templates(tmp_path, force=True)
        assert mine.read_bytes() != b"mine"
