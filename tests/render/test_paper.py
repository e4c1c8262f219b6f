"""What stands in the papers, and where they may be written."""

from datetime import date

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import read_moete
from ingest import read
from model.errors import UsageError
from model.moete import Behandlingssteg, Blokk, Deltakar, Framlegg, FramleggRoeyst, Punkt, Roeysting, Seksjon
from model.organ import Medlem, Organ
from render import write_paper
from render.text import clean, line, short
from tests.render.samples import council_meeting, meeting, part, sak, section, text_of


def written(kind, moete, folder, **parts):
    return docx.Document(str(write_paper(kind, moete, folder / "paper.docx", force=True, **parts)))


def lines(document):
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text.strip()]


def headings(document, level=2):
    return [each.text for each in document.paragraphs if each.style.name == f"Heading {level}"]


class TestAnInnkalling:
    @pytest.mark.parametrize(("maalform", "word"), [("nn", "Forfall må meldast til"), ("nb", "Forfall må meldes til")])
    def test_says_once_whom_to_tell_of_absence(self, tmp_path, maalform, word):
        text = "\n".join(lines(written("innkalling", council_meeting(maalform), tmp_path)))
        assert text.count(word) == 1 and f"{word} sekretariatet så snart" in text

    @pytest.mark.parametrize(
        ("maalform", "labels"),
        [
            ("nn", ["Utval:", "Møtestad:", "Møtedato:\tmåndag 23. februar 2026", "Tid:\tkl. 09.00–15.00"]),
            ("nb", ["Utvalg:", "Møtested:", "Møtedato:\tmandag 23. februar 2026", "Tid:\tkl. 09.00–15.00"]),
        ],
    )
    def test_says_which_organ_meets_where_and_when(self, tmp_path, maalform, labels):
        front = "\n".join(lines(written("innkalling", council_meeting(maalform), tmp_path))[:8])
        assert front.startswith("Fjordlandet regionråd\nMøteinnkalling\n")
        assert all(label in front for label in labels)

    def test_lists_the_saker(self, tmp_path):
        table = written("innkalling", council_meeting(), tmp_path).tables[0]
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        assert rows[0] == ["Saksnr", "Arkivsak", "Tittel", "Side"]
        assert rows[3][:3] == ["3/26", "26/112", "Felles legevakt for kommunane"]
        assert len(rows) == 5

    def test_has_no_column_of_archive_numbers_where_none_is_known(self, tmp_path):
        table = written("innkalling", meeting("2026-02-23", sak("Budsjett", "1/26")), tmp_path).tables[0]
        assert [cell.text for cell in table.rows[0].cells] == ["Saksnr", "Tittel", "Side"]

    @pytest.mark.parametrize(
        ("number", "heading"),
        [("7", "7. Budsjett"), ("17/18", "Sak 17/18 Budsjett"), ("PS 54/12", "PS 54/12 Budsjett"), (None, "Budsjett")],
    )
    def test_writes_a_number_in_the_organs_form(self, tmp_path, number, heading):
        assert headings(written("innkalling", meeting("2026-02-23", sak("Budsjett", number)), tmp_path), 1) == [heading]

    def test_leaves_room_for_a_proposal_that_is_not_written(self, tmp_path):
        saker = [sak("Budsjett", "1"), sak("Val av leiar", "2", "val"), sak("Orientering", "3", "orientering")]
        assert headings(written("innkalling", meeting("2026-02-23", *saker), tmp_path)) == [
            "Sakliste", "Framlegg til vedtak", "Framlegg til vedtak",
        ]  # fmt: skip

    def test_tells_nothing_of_what_was_decided(self, tmp_path):
        text = "\n".join(lines(written("innkalling", council_meeting(), tmp_path)))
        assert "innan 1. juni" not in text and "Leiaren orienterte" not in text

    def test_begins_a_page_for_each_sak_with_text_and_lets_bare_titles_share_one(self, tmp_path):
        document = written("innkalling", council_meeting(), tmp_path)
        titles = [each for each in document.paragraphs if each.style.name == "Heading 1"]
        assert [bool(each.paragraph_format.page_break_before) for each in titles] == [True, False, True, True]

    def test_shows_a_closed_saks_basis_and_its_way_through_the_organs(self, tmp_path):
        steps = [Behandlingssteg(utvalg="Levekårsutvalet", nummer="3/26"), Behandlingssteg(utvalg="Styret")]
        moete = meeting("2026-02-23", sak("Kjøp", "1/26", unntatt_offentlegheit="offl. § 23", saksgang=steps))
        document = written("innkalling", moete, tmp_path)
        assert "Unnateke offentlegheit:\toffl. § 23" in lines(document)
        assert [cell.text for cell in document.tables[1].rows[1].cells] == ["3/26", "Levekårsutvalet", ""]

    def test_puts_text_without_a_heading_before_the_proposal(self, tmp_path):
        parts = [section(None, "Saka kom inn i går."), section("Vurdering", "Ho hastar.", rolle="vurdering")]
        moete = meeting("2026-02-23", sak("Hastesak", "1", framlegg=["Ja."], seksjonar=parts))
        text = lines(written("innkalling", moete, tmp_path))
        assert text.index("Saka kom inn i går.") < text.index("Framlegg til vedtak") < text.index("Vurdering")

    def test_draws_a_table_with_columns_by_their_content(self, tmp_path):
        rows = [
            ["Kommune", "Kva kommunen skal gjere, og med kven", "Sum"],
            ["Nordvik", "Byggje " * 12, "1 200"],
            ["Solnes"],
        ]
        block = Blokk(type="tabell", tekst="", rader=rows)
        told = Seksjon(tittel="Tal", rolle="anna", blokker=[block])
        document = written("innkalling", meeting("2026-02-23", sak("Tal", "1", seksjonar=[told])), tmp_path)
        table = document.tables[1]
        assert [cell.text for cell in table.rows[2].cells] == ["Solnes", "", ""]
        first, second, third = (cell.width for cell in table.rows[1].cells)
        assert second > first > third


class TestAProtokoll:
    def test_says_who_met_and_who_was_absent(self, tmp_path):
        tables = written("protokoll", council_meeting(), tmp_path).tables
        rows = [[cell.text for cell in row.cells] for row in tables[0].rows]
        assert rows == [
            ["Namn", "Funksjon", "Kommune", "Frammøte"],
            ["Solveig Aarskog", "leiar", "Nordvik", "Møtte"],
            ["Oddvar Nesheim", "", "Solnes", "Møtte"],
            ["Brita Hovland", "", "Fjellheim", "Forfall"],
            ["Per Lie", "", "Fjellheim", "Vara for Brita Hovland (frå sak 3/26)"],
        ]
        assert [cell.text for cell in tables[1].rows[1].cells] == ["Ragnhild Moldestad", "dagleg leiar", "Møtte"]

    def test_has_empty_rows_to_fill_in_where_nobody_is_known(self, tmp_path):
        table = written("protokoll", meeting("2026-02-23", sak("Budsjett", "1")), tmp_path).tables[0]
        assert len(table.rows) > 4 and not any(cell.text for row in table.rows[1:] for cell in row.cells)

    def test_has_a_place_for_all_that_the_law_asks_for(self, tmp_path):
        # kommuneloven § 11-4: time and place, attendance, saker, vedtak, votes, closed doors, impartiality
        document = written("protokoll", meeting("2026-02-23", sak("Budsjett", "1", framlegg=["Ja."])), tmp_path)
        text = "\n".join(lines(document))
        for place in (
            "Tid:",
            "Møtestad:",
            "Frammøte",
            "Saker som vart handsama",
            "Ugilde",
            "Lukka møte",
            "Underskrift",
        ):
            assert place in text
        assert headings(document)[-4:] == ["Framlegg til vedtak", "Handsaming", "Røysting", "Vedtak"]

    def test_fills_in_what_is_known(self, tmp_path):
        text = lines(written("protokoll", council_meeting(), tmp_path))
        assert "Ugilde (namn og sak):\tOddvar Nesheim (sak 3/26)" in text
        assert "Leiaren orienterte om arbeidet." in text
        assert text.index("Vedtak") < text.index("Kommunane får saka til vedtak innan 1. juni 2026.")

    def test_asks_for_no_vote_where_something_is_only_told(self, tmp_path):
        saker = [sak("Opning", "1", "opning"), sak("Orientering", "2", "orientering")]
        document = written("protokoll", meeting("2026-02-23", *saker, maalform="nb"), tmp_path)
        assert headings(document)[-3:] == ["Behandling", "Behandling", "Vedtak"]

    @pytest.mark.parametrize(
        ("vote", "sentences"),
        [
            (Roeysting(resultat="samroeystes"), ["Samrøystes vedteke."]),
            (Roeysting(resultat="fleirtal", **{"for": 7, "mot": 2}), ["Vedteke med 7 mot 2 røyster."]),
            (Roeysting(resultat="fleirtal"), ["Vedteke med fleirtal."]),
            (Roeysting(resultat="loddtrekning"), ["Avgjort ved loddtrekning."]),
            (
                Roeysting(
                    resultat="dobbeltroeyst",
                    **{"for": 4, "mot": 4},
                    blankt=1,
                    framlegg=[FramleggRoeyst(av="Brita Hovland", tekst="Nei.", utfall="fall", **{"for": 4, "mot": 5})],
                ),
                [
                    "Framlegg frå Brita Hovland: «Nei.»",
                    "Framlegget fall med 4 mot 5 røyster.",
                    "Vedteke med 4 mot 4 røyster, med dobbeltrøysta til møteleiaren. 1 blank røyst.",
                ],
            ),
        ],
    )
    def test_tells_the_result_of_a_vote_in_words(self, tmp_path, vote, sentences):
        moete = meeting("2026-02-23", sak("Budsjett", "1", roeysting=vote, vedtak=["Ja."]))
        text = lines(written("protokoll", moete, tmp_path))
        assert text[text.index("Røysting") + 1 : text.index("Vedtak")] == sentences

    def test_lets_the_minutes_tell_the_vote_in_their_own_words(self, tmp_path):
        told = [section("Røysting", "Alle røysta for.", rolle="roeysting")]
        moete = meeting("2026-02-23", sak("Budsjett", "1", seksjonar=told, roeysting=Roeysting(resultat="samroeystes")))
        text = lines(written("protokoll", moete, tmp_path))
        assert "Alle røysta for." in text and "Samrøystes vedteke." not in text


class TestASaksframlegg:
    def test_has_headings_to_write_under(self, tmp_path):
        each = sak("Ny brannordning", "5/26")
        document = written("saksframlegg", meeting("2026-02-23", each), tmp_path, sak=each)
        assert headings(document) == ["Framlegg til vedtak", "Vedlegg", "Saksframstilling"]
        assert headings(document, 3) == ["Bakgrunn", "Vurdering", "Økonomiske konsekvensar", "Konklusjon"]

    def test_keeps_the_background_that_the_archive_gave(self, tmp_path):
        told = [section("Saksframstilling"), section("Bakgrunn", "Styret vedtok …", rolle="bakgrunn", nivaa=2)]
        each = sak("Ny brannordning", "5/26", seksjonar=told)
        document = written("saksframlegg", meeting("2026-02-23", each), tmp_path, sak=each)
        assert headings(document, 3) == ["Bakgrunn", "Vurdering", "Økonomiske konsekvensar", "Konklusjon"]
        assert "Styret vedtok …" in lines(document)

    def test_adds_no_headings_to_a_paper_that_is_written(self, tmp_path):
        moete = council_meeting()
        document = written("saksframlegg", moete, tmp_path, sak=moete.saker[2])
        assert headings(document) == ["Framlegg til vedtak", "Vedlegg", "Saksframstilling", "Vurdering"]
        assert not headings(document, 3)

    def test_is_written_for_one_sak(self, tmp_path):
        with pytest.raises(UsageError, match="one sak"):
            write_paper("saksframlegg", council_meeting(), tmp_path / "a.docx")
        with pytest.raises(UsageError, match="whole meeting"):
            write_paper("innkalling", council_meeting(), tmp_path / "a.docx", sak=council_meeting().saker[0])


class TestWhereItIsWritten:
    def test_the_same_paper_has_the_same_bytes(self, tmp_path):
        one = write_paper("protokoll", council_meeting(), tmp_path / "one.docx")
        other = write_paper("protokoll", council_meeting(), tmp_path / "other.docx")
        assert one.read_bytes() == other.read_bytes()

    def test_a_file_that_is_there_is_left_alone(self, tmp_path):
        target = tmp_path / "innkalling.docx"
        target.write_bytes(b"mine")
        with pytest.raises(UsageError, match="already there"):
            write_paper("innkalling", council_meeting(), target)
        assert target.read_bytes() == b"mine"
        assert write_paper("innkalling", council_meeting(), target, force=True).read_bytes() != b"mine"
        assert [each.name for each in tmp_path.iterdir()] == ["innkalling.docx"]

    def test_a_place_that_is_none_is_refused(self, tmp_path):
        with pytest.raises(UsageError, match="does not exist"):
            write_paper("innkalling", council_meeting(), tmp_path / "nowhere" / "a.docx")
        with pytest.raises(UsageError, match="is a folder"):
            write_paper("innkalling", council_meeting(), tmp_path)

    def test_the_file_has_a_title_and_no_times(self, tmp_path):
        moete = meeting("2026-02-23", sak("Budsjett", "1"), utvalg="Styret for " + "næring og " * 60)
        document = written("innkalling", moete, tmp_path)
        title = document.core_properties.title
        assert title.startswith("Møteinnkalling – Styret for næring") and title.endswith("… 23. februar 2026")
        assert len(title) <= 255
        assert "dcterms" not in part(tmp_path / "paper.docx", "docProps/core.xml")


HOSTILE = [
    "{{ 7*7 }} {% for x in saker %} {# gone? #} {_{ 1 }_} {%p if 1 %}",
    "<w:t>bold</w:t> & &amp; ]]> <!-- --> \"'",
    "nul\x00 bell\x07 form\x0c feed, \ufdd00\ufdd1 mark",
    "\u202egnihtemos \u200frtl\u200f",
    "../../etc/passwd\r\nand a new line\u2028and another",
    "lang " * 2000,
    "Åsmarka 🏔 «hjarte» – ‘sitat’ “quote”",
]


class TestWhatIsInAValue:
    @pytest.mark.parametrize("text", HOSTILE)
    def test_comes_out_as_plain_text(self, tmp_path, text):
        moete = meeting("2026-02-23", sak(text, "1", framlegg=[text, "x"], vedlegg=[text]), utvalg=text)
        document = written("innkalling", moete, tmp_path)
        assert headings(document, 1) == [f"1. {line(text)}"]
        assert document.tables[0].rows[1].cells[1].text == line(text)
        assert line(text) in lines(document)
        assert clean(text).strip() in lines(document)
        assert short(text) in document.sections[0].header.paragraphs[0].text

    @settings(max_examples=25, deadline=None)
    @given(text=st.text(max_size=80))
    def test_never_breaks_the_file(self, tmp_path_factory, text):
        moete = meeting(
            "2026-02-23", sak(f"x{text}x", "1", framlegg=Framlegg(punkt=[Punkt(tekst=f"x{text}x")])), moetested=text
        )
        document = written("innkalling", moete, tmp_path_factory.mktemp("any"))
        assert headings(document, 1) == [f"1. {line(f'x{text}x')}"]
        assert clean(f"x{text}x") in lines(document)


class TestTheRegisterOfOrgans:
    REGISTER = Organ(
        utvalg="Fjordlandet regionråd",
        forfall_til="post@fjordlandet.example",
        medlem=[
            Medlem(namn="Solveig Aarskog", funksjon="leiar", kommune="Nordvik"),
            Medlem(namn="Oddvar Nesheim", kommune="Solnes", til=date(2023, 9, 30)),
            Medlem(namn="Ragnhild Moldestad", funksjon="dagleg leiar", roeysterett=False),
        ],
    )

    def write(self, kind, tmp_path, **parts):
        moete = meeting("2026-02-23", sak("Budsjett", "1"), **parts)
        return write_paper(kind, moete, tmp_path / "p.docx", register=self.REGISTER)

    def test_gives_the_protokoll_its_members_to_tick_off(self, tmp_path):
        xml = part(self.write("protokoll", tmp_path))
        assert "Solveig Aarskog" in xml and "Ragnhild Moldestad" in xml and "Oddvar Nesheim" not in xml
        assert xml.count("<w:comboBox>") == 2 and 'w:displayText="Forfall"' in xml

    def test_is_not_taken_for_attendance_when_the_protokoll_is_read(self, tmp_path):
        assert read_moete(read(self.write("protokoll", tmp_path))).moetedeltakarar == []

    def test_counts_for_nothing_where_the_attendance_is_known(self, tmp_path):
        known = [Deltakar(namn="Brita Hovland", frammoete="moett")]
        xml = part(self.write("protokoll", tmp_path, moetedeltakarar=known))
        assert "Brita Hovland" in xml and "Solveig Aarskog" not in xml and "<w:comboBox>" not in xml

    def test_says_who_calls_and_whom_to_tell(self, tmp_path):
        text = text_of(part(self.write("innkalling", tmp_path)))
        assert "\nForfall må meldast til post@fjordlandet.example så snart som mogleg. Varamedlemer møter" in text
        assert "Solveig Aarskog\nleiar" in text
