"""The extract of the minutes on one sak: what stands in it, who gets it, and that it reads back as the same sak."""

import shutil

import docx
import pytest

from corpus.merge import merge
from extract import read_moete
from ingest import read
from model.errors import UsageError
from model.moete import Behandlingssteg, Blokk, Handling, Kjelde, Roeysting, Seksjon, Vedtak
from model.organ import Medlem, Organ
from render import to_pdf, write_paper
from render.recipients import recipients
from tests.papers import docx as word_file
from tests.papers import paper
from tests.papers import sak as made_sak
from tests.render.samples import council_meeting, meeting, points, sak


def lines(document):
    return [each.text for each in document.paragraphs if each.text.strip()]


def extract_of(moete, one, folder, *to):
    return write_paper("saerutskrift", moete, folder / "saerutskrift.docx", sak=one, to=to, force=True)


def asking(*mottakarar, **parts):
    """A meeting whose one sak asks these to do something."""
    vedtak = points(*(f"Regionrådet ber {who} svare." for who in mottakarar))
    handlingar = [[Handling(verb="be", mottakar=who)] for who in mottakarar]
    told = [each.model_copy(update={"handlingar": actions}) for each, actions in zip(vedtak, handlingar, strict=True)]
    return meeting("2026-02-23", sak("Legevakt", "3/26", vedtak=Vedtak(punkt=told)), **parts)


@pytest.mark.parametrize("maalform", ["nn", "nb"])
class TestAnExtract:
    def test_says_which_meeting_which_sak_and_what_was_decided(self, tmp_path, maalform):
        moete = council_meeting(maalform)
        text = lines(docx.Document(str(extract_of(moete, moete.saker[2], tmp_path, "Nordvik kommune"))))
        told = "\n".join(text)
        assert told.startswith("Fjordlandet regionråd\nSærutskrift\n")
        for each in (
            "Sak 3/26 Felles legevakt for kommunane", "26/112", "Ragnhild Moldestad", "Kommunehuset i Eidbygda",
            "23. februar 2026", "Leiaren orienterte om arbeidet.", "Kommunane får saka til vedtak innan 1. juni 2026.",
        ):  # fmt: skip
            assert each in told
        assert text[-2:] == ["Særutskrift til", "Nordvik kommune"]
        assert "Kommunane har kvar si legevakt" not in told, "the case paper's account is not the minutes'"

    def test_leaves_room_for_place_date_and_hand(self, tmp_path, maalform):
        moete = council_meeting(maalform)
        text = lines(docx.Document(str(extract_of(moete, moete.saker[2], tmp_path))))
        assert text[-2] == "Rett utskrift"
        assert text[-1] == {"nn": "stad og dato\tunderskrift", "nb": "sted og dato\tunderskrift"}[maalform]

    def test_reads_back_as_the_same_sak_of_the_same_meeting(self, tmp_path, maalform):
        moete = council_meeting(maalform)
        found = read_moete(read(extract_of(moete, moete.saker[2], tmp_path, "Nordvik kommune", "Solnes kommune")))
        assert found.dokumenttypar == ["saerutskrift"] and found.id == moete.id
        (one,) = found.saker
        asked = moete.saker[2]
        for field in ("id", "nummer", "tittel", "arkivsak", "saksbehandlar"):
            assert getattr(one, field) == getattr(asked, field), field
        assert [(each.id, each.nr, each.tekst) for each in one.vedtak.punkt] == [
            (each.id, each.nr, each.tekst) for each in asked.vedtak.punkt
        ]
        assert [block.tekst for block in one.behandling] == ["Leiaren orienterte om arbeidet."]

    @pytest.mark.parametrize("form", ["{}", "{}/26", "PS {}/26", "KST-{}/26", "0{}/2026"])
    def test_of_any_form_of_number_reads_back(self, tmp_path, maalform, form):
        asked = sak("Ny brannordning", form.format(7), vedtak=["Ordninga vert vedteken.", "Ho gjeld frå nyttår."])
        found = read_moete(read(extract_of(meeting("2026-02-23", asked, maalform=maalform), asked, tmp_path)))
        assert [(each.nummer, each.tittel, len(each.vedtak.punkt)) for each in found.saker] == [
            (asked.nummer, asked.tittel, 2)
        ]

    def test_a_vote_and_a_long_vedtak_stand_as_they_were_made(self, tmp_path, maalform):
        nested = [f"{place}|Punkt nummer {place} vert vedteke." for place in range(1, 29)]
        vote = Roeysting(resultat="fleirtal", **{"for": 12, "mot": 3})
        asked = sak(
            "Budsjett", "7/26", vedtak=[*nested[:3], "a|Med eit vilkår.", "b|Og eit til.", *nested[3:]], roeysting=vote
        )
        found = read_moete(read(extract_of(meeting("2026-02-23", asked, maalform=maalform), asked, tmp_path)))
        one = found.saker[0]
        assert [(each.nr, each.nivaa, each.tekst) for each in one.vedtak.punkt] == [
            (each.nr, each.nivaa, each.tekst) for each in asked.vedtak.punkt
        ]
        assert (one.roeysting.resultat, one.roeysting.for_, one.roeysting.mot) == ("fleirtal", 12, 3)

    @pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
    def test_a_pdf_says_the_same(self, tmp_path, maalform):
        moete = council_meeting(maalform)
        found = read_moete(read(to_pdf(extract_of(moete, moete.saker[2], tmp_path, "Nordvik kommune"))))
        assert (found.id, found.dokumenttypar) == (moete.id, ["saerutskrift"])
        assert [each.tekst for each in found.saker[0].vedtak.punkt] == [
            each.tekst for each in moete.saker[2].vedtak.punkt
        ]


@pytest.mark.parametrize("name", ["Osloregionen", "Høgskulen i Vest", "Vestlandsrådet for kultur"])
def test_a_body_is_known_by_its_letterhead_whatever_it_is_called(tmp_path, name):
    asked = sak("Vegen", "7/26", vedtak=["Vegen vert bygd."])
    moete = meeting("2026-02-23", asked, organisasjon=name, utvalg="Styret")
    found = read_moete(read(extract_of(moete, asked, tmp_path)))
    assert (found.id, found.organisasjon, found.utvalg) == (moete.id, name, "Styret")


def test_what_the_minutes_only_call_adopted_stands_in_full(tmp_path):
    adopted = Vedtak(punkt=points("Vegen vert bygd.", "Han opnar i 2030."), som_framlegg=True)
    asked = sak("Vegen", "7/26", framlegg=["Vegen vert bygd.", "Han opnar i 2030."], vedtak=adopted)
    text = lines(docx.Document(str(extract_of(meeting("2026-02-23", asked), asked, tmp_path))))
    assert text[text.index("Vedtak") + 1 :][:2] == ["Vegen vert bygd.", "Han opnar i 2030."]


class TestTheMinutesAndTheirExtract:
    @pytest.fixture(params=["fri", "regionraad", "ours"])
    def minutes(self, request, tmp_path):
        """Minutes as they are read, in three house styles; ours have the vote under a heading of its own."""
        source = tmp_path / "protokoll.docx"
        if request.param == "ours":
            vote = Roeysting(resultat="fleirtal", **{"for": 3, "mot": 1})
            moete = council_meeting()
            moete.saker[2] = moete.saker[2].model_copy(update={"roeysting": vote})
            return read_moete(read(write_paper("protokoll", moete, source)))
        told = paper(
            "Fjordlandet regionråd",
            "2025-10-17",
            made_sak(
                "Felles legevakt",
                nummer="3/25",
                framlegg=["Regionrådet går inn for felles legevakt.", "Kommunane får saka til vedtak."],
                behandling=["Leiaren orienterte.", "Framlegget vart vedteke med 7 mot 2 røyster."],
                vedtak=["Regionrådet går inn for felles legevakt.", "Kommunane får saka innan 1. juni 2026."],
            ),
            made_sak("Møteplan", nummer="4/25", framlegg="Planen vert vedteken.", vedtak="Planen vert vedteken."),
            slag="protokoll",
        )
        source.write_bytes(word_file(told, request.param))
        return read_moete(read(source))

    def test_are_one_meeting_to_which_the_extract_adds_its_file_alone(self, tmp_path, minutes):
        decided = [each for each in minutes.saker if each.vedtak]
        assert decided
        for asked in decided:
            after = merge([minutes, read_moete(read(extract_of(minutes, asked, tmp_path, "Nordvik kommune")))])
            kept = {"dokumenttypar", "kjelder"}
            assert after.model_dump(exclude=kept) == minutes.model_dump(exclude=kept)
            assert after.dokumenttypar == ["protokoll", "saerutskrift"] and len(after.kjelder) == 2

    def test_a_vote_stands_once(self, tmp_path, minutes):
        asked = next(each for each in minutes.saker if each.roeysting)
        text = "\n".join(lines(docx.Document(str(extract_of(minutes, asked, tmp_path)))))
        assert text.count("røyster.") == 1

    def test_a_vote_that_the_account_tells_is_not_told_again(self, tmp_path):
        vote = Roeysting(resultat="fleirtal", **{"for": 7, "mot": 2})
        block = Blokk(type="avsnitt", tekst="Framlegget vart vedteke med 7 mot 2 røyster.", kjelde=kjelde("p9"))
        vote = vote.model_copy(update={"kjelde": kjelde("p9")})
        asked = sak("Vegen", "3/26", behandling=[block], roeysting=vote, vedtak=["Vegen vert bygd."])
        text = lines(docx.Document(str(extract_of(meeting("2026-02-23", asked), asked, tmp_path))))
        assert "Røysting" not in text and text.count(block.tekst) == 1

    def test_a_heading_within_the_account_stays(self, tmp_path):
        told = [
            Seksjon(
                tittel="Handsaming", rolle="behandling", blokker=[Blokk(type="avsnitt", tekst="Saka vart drøfta.")]
            ),
            Seksjon(
                tittel="Protokolltilførsel", rolle="behandling", blokker=[Blokk(type="avsnitt", tekst="Sp er usamd.")]
            ),
        ]
        asked = sak("Vegen", "3/26", seksjonar=told, vedtak=["Vegen vert bygd."])
        text = lines(docx.Document(str(extract_of(meeting("2026-02-23", asked), asked, tmp_path))))
        at = text.index("Handsaming")
        assert text[at : at + 4] == ["Handsaming", "Saka vart drøfta.", "Protokolltilførsel:", "Sp er usamd."]


def kjelde(path):
    return Kjelde(fil="protokoll.docx", sha256="0" * 64, sti=path)


class TestWhoGetsIt:
    def test_each_member_kommune_where_all_are_asked(self):
        organ = Organ(utvalg="Fjordlandet regionråd", medlem=[
            Medlem(namn="Kari Nes", kommune="Nordvik"), Medlem(namn="Ola Vik", kommune="Solnes"),
            Medlem(namn="Jo Li", kommune="Solnes"), Medlem(namn="Ei Dagleg", kommune="Hella", roeysterett=False),
        ])  # fmt: skip
        moete = asking("kommunane")
        assert recipients(moete, moete.saker[0], organ) == ["Nordvik kommune", "Solnes kommune"]

    def test_those_who_met_tell_the_members_where_the_register_does_not(self):
        moete = council_meeting().model_copy(update={"saker": asking("kommunestyra").saker})
        assert recipients(moete, moete.saker[0]) == ["Nordvik kommune", "Solnes kommune", "Fjellheim kommune"]

    def test_the_kommunar_together_where_nobody_knows_them(self):
        moete = asking("medlemskommunane")
        assert recipients(moete, moete.saker[0]) == ["Medlemskommunane"]

    def test_a_body_by_its_name_once(self):
        moete = asking("Statsforvaltaren i Vestland", "Solnes kommune", "Solnes kommune")
        found = recipients(moete, moete.saker[0])
        assert found[0].startswith("Statsforvaltaren") and found[1:] == ["Solnes kommune"]

    def test_nobody_of_the_own_house(self):
        moete = asking("administrasjonen", "dagleg leiar", "arbeidsutvalet", "Fjordlandet regionråd")
        assert recipients(moete, moete.saker[0]) == []


def test_the_way_through_the_organs_stands_in_it(tmp_path):
    steps = [Behandlingssteg(utvalg="Arbeidsutvalet", nummer="3/26"), Behandlingssteg(utvalg="Styret", nummer="7/26")]
    asked = sak("Vegen", "7/26", saksgang=steps, vedtak=["Vegen vert bygd."])
    document = docx.Document(str(extract_of(meeting("2026-02-23", asked), asked, tmp_path)))
    assert [cell.text for cell in document.tables[0].rows[1].cells] == ["3/26", "Arbeidsutvalet", ""]


def test_a_whole_meeting_is_no_extract(tmp_path):
    with pytest.raises(UsageError, match="of one sak"):
        write_paper("saerutskrift", council_meeting(), tmp_path / "x.docx")
