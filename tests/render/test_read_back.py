"""What is written is read back by our own readers as it stood: Word is the secretariat's editor."""

import shutil

import pytest

from extract import read_moete
from ingest import read
from model.moete import Roeysting
from render import to_pdf, write_paper
from tests.render.samples import council_meeting, meeting, sak, section


def back(kind, moete, target, **parts):
    return read_moete(read(write_paper(kind, moete, target / "paper.docx", **parts)))


def told(each):
    """What a paper says of a sak, as far as an innkalling and a protokoll both say it."""
    framlegg = [(point.nr, point.nivaa, point.tekst) for point in each.framlegg.punkt] if each.framlegg else []
    return each.nummer, each.tittel, each.arkivsak, framlegg


@pytest.mark.parametrize("maalform", ["nn", "nb"])
class TestReadBack:
    def test_the_front_page_of_an_innkalling(self, tmp_path, maalform):
        moete = council_meeting(maalform)
        found = back("innkalling", moete, tmp_path)
        assert "innkalling" in found.dokumenttypar
        for field in ("id", "organisasjon", "utvalg", "moetedato", "starttid", "sluttid", "moetested"):
            assert getattr(found, field) == getattr(moete, field), field

    def test_the_saker_of_an_innkalling(self, tmp_path, maalform):
        moete = council_meeting(maalform)
        found = back("innkalling", moete, tmp_path)
        assert [told(each) for each in found.saker] == [told(each) for each in moete.saker]
        assert [each.sakstype for each in found.saker][2] == "vedtakssak"
        legevakt = found.saker[2]
        assert legevakt.saksbehandlar == "Ragnhild Moldestad"
        assert legevakt.vedlegg == ["Utgreiing om legevakt", "Utkast til avtale"]
        assert [part.tittel for part in legevakt.seksjonar][2:] == ["Saksframstilling", "Vurdering"]
        assert legevakt.seksjonar[-1].blokker[0].tekst == "Ei felles legevakt gjev betre bemanning."

    def test_an_attachment_that_names_a_body_is_of_the_sak_above_it(self, tmp_path, maalform):
        named = ["Brev frå Nordvik kommune", "Notat – IKT-samarbeid i Indre Holme"]
        saker = [
            sak(title, nr, framlegg=["Ja."], vedlegg=named) for nr, title in (("1", "Budsjett"), ("2", "Legevakt"))
        ]
        found = back("innkalling", meeting("2026-02-23", *saker, maalform=maalform), tmp_path)
        assert [each.vedlegg for each in found.saker] == [named, named]

    def test_a_protokoll(self, tmp_path, maalform):
        moete = council_meeting(maalform)
        vote = Roeysting(resultat="fleirtal", **{"for": 3, "mot": 1})
        moete.saker[2] = moete.saker[2].model_copy(update={"roeysting": vote})
        found = back("protokoll", moete, tmp_path)
        assert found.dokumenttypar == ["protokoll"] and found.id == moete.id
        assert [told(each) for each in found.saker] == [told(each) for each in moete.saker]
        legevakt = found.saker[2]
        assert [point.tekst for point in legevakt.vedtak.punkt] == [each.tekst for each in moete.saker[2].vedtak.punkt]
        assert legevakt.behandling[0].tekst == "Leiaren orienterte om arbeidet."
        assert (legevakt.roeysting.resultat, legevakt.roeysting.for_, legevakt.roeysting.mot) == ("fleirtal", 3, 1)
        assert [(each.namn, each.kommune, each.frammoete) for each in found.moetedeltakarar] == [
            ("Solveig Aarskog", "Nordvik", "moett"),
            ("Oddvar Nesheim", "Solnes", "moett"),
            ("Brita Hovland", "Fjellheim", "forfall"),
            ("Per Lie", "Fjellheim", "vara"),
            ("Ragnhild Moldestad", None, "utan roysterett"),
        ]

    def test_a_protokoll_that_is_not_filled_in_says_nothing_of_its_own(self, tmp_path, maalform):
        moete = meeting(
            "2026-02-23", sak("Budsjett 2027", "1", framlegg=["Budsjettet vert vedteke."]), sak("Ymse", "2", "ymse"),
            maalform=maalform,
        )  # fmt: skip
        found = back("protokoll", moete, tmp_path)
        assert [told(each) for each in found.saker] == [told(each) for each in moete.saker]
        assert all(not each.vedtak and not each.roeysting and not each.behandling for each in found.saker)
        assert found.moetedeltakarar == []

    @pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
    def test_a_pdf_says_the_same(self, tmp_path, maalform):
        moete = council_meeting(maalform)
        word = write_paper("innkalling", moete, tmp_path / "innkalling.docx")
        found = read_moete(read(to_pdf(word)))
        assert [told(each) for each in found.saker] == [told(each) for each in moete.saker]
        assert (found.id, found.starttid, found.moetested) == (moete.id, moete.starttid, moete.moetested)

    def test_a_saksframlegg(self, tmp_path, maalform):
        moete = council_meeting(maalform)
        found = back("saksframlegg", moete, tmp_path, sak=moete.saker[2])
        assert [told(each) for each in found.saker] == [told(moete.saker[2])]
        assert (found.utvalg, found.moetedato) == (moete.utvalg, moete.moetedato)

    @pytest.mark.parametrize("form", ["{}", "{}/26", "PS {}/26", "KST-{}/26", "0{}/2026"])
    def test_every_form_of_number(self, tmp_path, maalform, form):
        titles = ["Opning av møtet", "Ny brannordning for regionen", "Møteplan for hausten", "Ymse"]
        saker = [
            sak(title, form.format(place), framlegg=["Saka vert vedteken."], seksjonar=[section("Vurdering", "Klart.")])
            for place, title in enumerate(titles, start=1)
        ]
        moete = meeting("2026-02-23", *saker, maalform=maalform)
        found = back("innkalling", moete, tmp_path)
        assert [told(each) for each in found.saker] == [told(each) for each in moete.saker]
