"""The next meeting out of the archive: what a careful secretary would put on the list, and why."""

from datetime import date

import pytest

from corpus import Archive
from model.errors import UsageError
from model.moete import Framlegg, Kjelde, Punkt
from render import next_meeting
from tests.render.samples import Folder, meeting, sak

FEBRUARY = date(2026, 2, 23)
BOARD = {"organisasjon": "Fjordlandet KO", "utvalg": "Styret"}


def december(*saker, kind="protokoll", day="2025-12-09", **parts):
    return meeting(day, *saker, kind=kind, **{**BOARD, **parts})


def titles(*meetings, when=FEBRUARY, organ="Styret"):
    return [each.tittel for each in next_meeting(Folder(*meetings), organ, when).moete.saker]


def carried(*meetings, when=FEBRUARY):
    """The titles between the standing saker."""
    return titles(*meetings, when=when)[3:-1]


class TestStandingSaker:
    def test_stand_first_and_last(self):
        assert titles(december(sak("Budsjett", "1", vedtak=["Vedteke."]))) == [
            "Opning av møtet",
            "Godkjenning av innkalling og sakliste",
            "Godkjenning av protokoll frå møtet 9. desember 2025",
            "Ymse",
        ]

    def test_are_in_bokmaal_for_an_organ_that_writes_it(self):
        assert titles(december(sak("Budsjett", "1"), maalform="nb")) == [
            "Åpning av møtet",
            "Godkjenning av innkalling og saksliste",
            "Godkjenning av protokoll fra møtet 9. desember 2025",
            "Eventuelt",
        ]

    def test_have_the_organs_own_words_where_it_has_them(self):
        last = december(
            sak("Opning v/styreleiar", "1", "opning"),
            sak("Godkjenning av innkalling og dagsorden", "2", "godkjenning"),
            sak("Godkjenning av protokoll frå møtet 4. november 2025", "3", "godkjenning"),
            sak("Eventuelt", "4", "ymse"),
        )
        found = next_meeting(Folder(last), "Styret", FEBRUARY)
        assert [each.tittel for each in found.moete.saker] == [
            "Opning v/styreleiar",
            "Godkjenning av innkalling og dagsorden",
            "Godkjenning av protokoll frå møtet 9. desember 2025",
            "Eventuelt",
        ]
        assert [each.kjelde_id for each in found.why] == [
            last.saker[0].id, last.saker[1].id, last.id, last.saker[3].id,
        ]  # fmt: skip
        assert all(each.grunn.startswith("Fast sak") for each in found.why)

    def test_carry_on_the_orienteringar_that_each_meeting_has(self):
        last = december(
            sak("Orientering frå administrasjonen", "1", "orientering"),
            sak("Orientering om rasfaren ved Nordvik", "2", "orientering"),
            sak("Status frå kommunane om brannvernet", "3", "orientering"),
            sak("Referatsaker", "4", "referat"),
        )
        assert carried(last) == ["Orientering frå administrasjonen", "Referatsaker"]


class TestASakComesUpAgain:
    def test_where_it_was_put_off(self):
        last = december(sak("Reglement", "1", vedtak=["Saka vert utsett."], utfall="utsett"), sak("Budsjett", "2"))
        assert carried(last) == ["Reglement"]

    def test_where_the_vedtak_says_so_in_words_alone(self):
        assert carried(december(sak("Reglement", "1", vedtak=["Saken utsettes."]), maalform="nb")) == ["Reglement"]

    def test_where_its_vedtak_names_the_next_meeting(self):
        last = december(
            sak("Legevakt", "1", vedtak=["Ja.", "Styret tek stilling til vertskommune i neste styremøte."]),
            sak("Budsjett", "2", vedtak=["Budsjettet vert vedteke."]),
        )
        found = next_meeting(Folder(last), "Styret", FEBRUARY)
        assert [each.tittel for each in found.moete.saker][3:-1] == ["Legevakt"]
        reason = found.why[3]
        assert reason.kjelde_id == f"{last.saker[0].id}/vedtak/2"
        assert reason.grunn == (
            "Skal opp att etter vedtaket i sak 1 pkt. 2 i møtet 9. desember 2025: «i neste styremøte»."
        )

    def test_where_only_the_innkalling_is_known_and_its_proposal_says_so(self):
        last = december(sak("Legevakt", "1", framlegg=["Saka kjem opp att i neste møte."]), kind="innkalling")
        found = next_meeting(Folder(last), "Styret", FEBRUARY)
        assert found.why[3].grunn.endswith("«i neste møte» (vedtaket er ikkje kjent).")
        assert found.why[3].kjelde_id == last.saker[0].id

    def test_not_by_a_proposal_once_the_minutes_are_known(self):
        assert carried(december(sak("Legevakt", "1", framlegg=["Saka kjem opp att i neste møte."]))) == []
        decided = sak("Legevakt", "1", framlegg=["Saka kjem opp att i neste møte."], vedtak=["Saka er ferdig."])
        assert carried(december(decided)) == []

    def test_where_another_sak_moves_the_meeting(self):
        last = december(
            sak("Brannvern", "1", vedtak=["Saka vert lagd fram på møtet 10. februar."]),
            sak("Møteplan 2026", "2", vedtak=["Møtet 10. februar blir flytta til 23. februar."]),
        )
        assert carried(last) == ["Brannvern"]
        assert carried(last, when=date(2026, 2, 20)) == []

    def test_not_where_it_was_put_off_to_a_later_meeting(self):
        last = december(sak("Reglement", "1", vedtak=["Saka vert utsett til møtet i april."], utfall="utsett"))
        assert carried(last) == []
        assert carried(last, when=date(2026, 4, 14)) == ["Reglement"]

    def test_where_the_approval_of_the_sakliste_put_it_off(self):
        last = december(
            sak("Godkjenning av innkalling og sakliste", "1", "godkjenning", vedtak=["Sak 3 vert utsett."]),
            sak("Budsjett", "2", vedtak=["Budsjettet vert vedteke."]),
            sak("Reglement", "3"),
        )
        assert carried(last) == ["Reglement"]

    def test_under_a_title_of_its_own_where_it_came_up_under_ymse(self):
        last = december(sak("Ymse", "9", "ymse", vedtak=["Bompengar vert teke opp på neste møte."]))
        assert carried(last) == ["Oppfølging frå møtet 9. desember 2025, sak 9"]

    def test_in_the_place_of_the_standing_orientering_that_promised_more(self):
        told = sak("Orientering frå leiaren", "1", "orientering", vedtak=["Leiaren orienterer meir på neste møte."])
        found = next_meeting(Folder(december(told)), "Styret", FEBRUARY)
        assert [each.tittel for each in found.moete.saker].count("Orientering frå leiaren") == 1
        assert "neste møte" in found.why[3].grunn


class TestAnEarlierMeeting:
    PROMISE = sak("Felles brannvern", "4", vedtak=["Saka kjem opp att i neste møte."])

    def test_is_remembered_where_the_sak_has_not_come_up_since(self):
        november = december(self.PROMISE, day="2025-11-04")
        found = next_meeting(Folder(november, december(sak("Budsjett", "1"))), "Styret", FEBRUARY)
        assert found.why[3].tittel == "Felles brannvern"
        assert found.why[3].grunn.endswith("Saka har ikkje vore oppe sidan.")

    @pytest.mark.parametrize(
        "title", ["Felles brannvern", "Felles brannvern - ny handsaming", "Sak om felles brannvern"]
    )
    def test_is_closed_by_a_later_sak_of_much_the_same_title(self, title):
        later = december(sak(title, "1", vedtak=["Vedteke."]))
        assert carried(december(self.PROMISE, day="2025-11-04"), later) == []

    def test_is_closed_by_a_later_sak_of_the_same_archive_number(self):
        promise = self.PROMISE.model_copy(update={"arkivsak": "25/118"})
        later = december(sak("Vertskommune for brannvesenet", "1", arkivsak="25/118"))
        assert carried(december(promise, day="2025-11-04"), later) == []

    def test_is_not_closed_by_another_years_plan(self):
        plan = sak("Møteplan 2026", "4", vedtak=["Saka vert utsett."])
        assert carried(december(plan, day="2025-11-04"), december(sak("Møteplan 2025", "1"))) == ["Møteplan 2026"]

    def test_is_left_alone_when_it_is_long_ago(self):
        assert carried(december(self.PROMISE, day="2021-11-04"), december(sak("Budsjett", "1"))) == []


class TestACarriedSak:
    def test_tells_where_it_comes_from(self):
        source = Kjelde(fil="protokoll.pdf", sha256="0" * 64, side=3)
        points = [Punkt(nr="1", tekst="Ja."), Punkt(nr="2", tekst="Prisen «Gull» kjem i neste møte.", kjelde=source)]
        last = december(
            sak("Prisar", "10", arkivsak="25/9", saksbehandlar="Ola Vik", vedtak=None)
            .model_copy(update={"vedtak": None})
            .model_copy(update={"framlegg": Framlegg(punkt=points)}),
            kind="innkalling",
        )
        found = next_meeting(Folder(last), "Styret", FEBRUARY).moete.saker[3]
        assert (found.tittel, found.arkivsak, found.saksbehandlar) == ("Prisar", "25/9", "Ola Vik")
        assert found.framlegg is None and found.vedtak is None
        heading, background = found.seksjonar
        assert (heading.tittel, background.tittel, background.nivaa) == ("Saksframstilling", "Bakgrunn", 2)
        (told,) = background.blokker
        assert told.tekst == (
            "Til møtet i styret 9. desember 2025, sak 10 pkt. 2, låg det føre slikt framlegg til vedtak: "
            "«Prisen ‘Gull’ kjem i neste møte.»"
        )
        assert told.kjelde == source
        (pointer,) = found.tilvisingar
        assert (pointer.dato, pointer.sak, pointer.punkt, pointer.maal) == ("2025-12-09", "10", "2", last.saker[0].id)

    def test_quotes_each_point(self):
        last = december(sak("Legevakt", "10", vedtak=["Første i neste møte.", "Andre i neste møte."]))
        told = next_meeting(Folder(last), "Styret", FEBRUARY).moete.saker[3].seksjonar[1].blokker
        assert [each.tekst for each in told] == [
            "Styret vedtok i møte 9. desember 2025, sak 10 pkt. 1: «Første i neste møte.»",
            "Styret vedtok i møte 9. desember 2025, sak 10 pkt. 2: «Andre i neste møte.»",
        ]

    def test_that_was_put_off_has_the_proposal_it_had(self):
        last = december(
            sak("Reglement", "21/25", framlegg=["Reglementet vert vedteke.", "Det gjeld frå i dag."], utfall="utsett"),
            maalform="nb",
        )
        told = next_meeting(Folder(last), "Styret", FEBRUARY).moete.saker[3].seksjonar[1].blokker
        assert [(each.merke, each.tekst) for each in told] == [
            (None, "Styret utsatte saken i møte 9. desember 2025, sak 21/25."),
            (None, "Da var dette foreslått:"),
            ("1.", "Reglementet vert vedteke."),
            ("2.", "Det gjeld frå i dag."),
        ]


class TestTheMeeting:
    def test_is_an_innkalling_with_what_was_given(self):
        moete = next_meeting(Folder(december(sak("Budsjett", "7/25"))), "Styret", FEBRUARY, "kl. 9", "Nordvik").moete
        assert moete.id == "fjordlandet-ko/styret/2026-02-23"
        assert (moete.starttid, moete.sluttid, moete.moetested) == ("09:00", None, "Nordvik")
        assert moete.dokumenttypar == ["innkalling"]
        assert [each.nummer for each in moete.saker] == ["1/26", "2/26", "3/26", "4/26"]
        assert moete.saker[0].id == "fjordlandet-ko/styret/2026-02-23/sak-1-26"

    def test_is_not_built_on_what_comes_after_it(self):
        later = december(sak("Seinare", "1", vedtak=["Saka vert utsett."]), day="2026-03-01")
        assert carried(december(sak("Budsjett", "1")), later) == []

    def test_is_the_same_each_time(self):
        archive = Folder(december(sak("Legevakt", "1", vedtak=["Kjem i neste møte."])))
        assert next_meeting(archive, "Styret", FEBRUARY) == next_meeting(archive, "Styret", FEBRUARY)

    @pytest.mark.parametrize("start", ["ni", "25:00", "09:75"])
    def test_needs_a_real_time(self, start):
        with pytest.raises(UsageError, match="no time of day"):
            next_meeting(Folder(december(sak("Budsjett", "1"))), "Styret", FEBRUARY, start)


class TestTheOrgan:
    def test_that_is_unknown_is_told_with_those_that_are(self):
        with pytest.raises(UsageError, match=r"knows Kyrkjetinget; they know: Fjordlandet KO Styret"):
            next_meeting(Folder(december(sak("Budsjett", "1"))), "Kyrkjetinget", FEBRUARY)

    def test_that_has_no_earlier_meeting_is_told(self):
        with pytest.raises(UsageError, match=r"before 2020-01-01.*fjordlandet-ko/styret/2025-12-09"):
            next_meeting(Folder(december(sak("Budsjett", "1"))), "Styret", date(2020, 1, 1))

    def test_that_can_be_several_is_asked_for(self):
        other = december(sak("Budsjett", "1"), organisasjon="Åsmarka IKS")
        with pytest.raises(UsageError, match="several organs: Fjordlandet KO Styret; Åsmarka IKS Styret"):
            next_meeting(Folder(december(sak("Budsjett", "1")), other), "Styret", FEBRUARY)

    def test_of_the_organisations_own_name_goes_before_its_other_organs(self):
        council = meeting("2025-12-09", sak("Budsjett", "1"))
        board = meeting("2025-12-10", sak("Reknskap", "1"), utvalg="Arbeidsutvalet")
        found = next_meeting(Folder(council, board), "Fjordlandet regionråd", FEBRUARY)
        assert found.moete.utvalg == "Fjordlandet regionråd"


def test_it_is_built_from_a_real_archive(tmp_path):
    source = Kjelde(fil="protokoll.docx", sha256="a" * 64)
    last = december(sak("Legevakt", "1", vedtak=["Kjem opp att i neste styremøte."]))
    archive = Archive(tmp_path / "moetearkiv")
    archive.add(last.model_copy(update={"kjelder": [source]}))
    found = next_meeting(archive, "styret", FEBRUARY)
    assert [each.tittel for each in found.moete.saker][3:-1] == ["Legevakt"]
    assert archive.find(found.why[3].kjelde_id).tekst == "Kjem opp att i neste styremøte."
