"""The list of the coming meeting: by the register, by what accounts say, by due points, by the secretary's changes."""

from datetime import date

import pytest

from corpus.followup import OpenPoint
from model.errors import UsageError
from model.organ import FastSak, Organ, PlanlagtMoete
from render import next_meeting
from tests.render.samples import Folder, meeting, sak, section

FEBRUARY = date(2026, 2, 23)
BOARD = {"organisasjon": "Fjordlandet KO", "utvalg": "Styret"}
STANDING = [
    FastSak(tittel="Godkjenning av innkalling", sakstype="godkjenning"),
    FastSak(tittel="Ymse", sakstype="ymse", sist=True),
]


def december(*saker, kind="protokoll", day="2025-12-09", **parts):
    return meeting(day, *saker, kind=kind, **{**BOARD, **parts})


def coming(*meetings, register=None, due=(), changes=None, start=None, place=None):
    folder = Folder(*meetings)
    folder.register = [register] if register else []
    folder.due = list(due)
    return next_meeting(folder, "Styret", FEBRUARY, start, place, (), changes)


def titles(found):
    return [each.tittel for each in found.moete.saker]


class TestWhatAnAccountSays:
    def orientering(self, *sentences, title="Orientering frå administrasjonen"):
        return sak(title, "5", "orientering", seksjonar=[section("Legevakt", *sentences, rolle="underpunkt")])

    def test_of_this_meeting_comes_under_the_standing_orientering(self):
        found = coming(
            december(self.orientering("Kommunelegane vert inviterte til styremøtet i februar. Alt er klart."))
        )
        (told,) = [each for each in found.moete.saker if each.tittel.startswith("Orientering")]
        assert told.seksjonar[0].blokker[0].tekst == (
            "Varsla i møtet 9. desember 2025, sak 5: «Kommunelegane vert inviterte til styremøtet i februar.»"
        )
        assert told.tilvisingar[0].maal == "fjordlandet-ko/styret/2025-12-09/sak-5"
        assert found.why[3].grunn.endswith("«Kommunelegane vert inviterte til styremøtet i februar.»")
        assert found.consider == []

    @pytest.mark.parametrize(
        "sentence",
        [
            "Nettverket vel leiar på neste møte.",  # whose?
            "Avgjerd skal vere teken innan 1. februar 2026.",
            "Frist 15. januar.",
            "Etter nyttår kjem det sak om dette.",
            "I februar vil det kome ei ny sak.",
        ],
    )
    def test_that_may_be_for_this_meeting_is_for_the_secretary_to_weigh(self, sentence):
        found = coming(december(sak("Legevakt", "7", vedtak=["Ja."], seksjonar=[section("Bakgrunn", sentence)])))
        assert "Legevakt" not in titles(found)
        (reason,) = found.consider
        assert (reason.tittel, reason.kjelde_id) == ("Legevakt", "fjordlandet-ko/styret/2025-12-09/sak-7")
        assert sentence in reason.grunn

    @pytest.mark.parametrize(
        "sentence",
        [
            "Styret vedtok dette i møtet 24. mars.",
            "Saka vert handsama i neste formannskapsmøte.",
            "Styret vedtok i møte 4. november 2025, sak 3: «Saka kjem opp att i neste styremøte.»",
            "Planen skal vere ferdig innan 1. juni 2026.",
            "I april vil det kome ei ny sak.",
            "Arbeidet tok til innan 1. februar 2025.",
        ],
    )
    def test_of_other_meetings_and_days_is_left_alone(self, sentence):
        found = coming(december(sak("Legevakt", "7", vedtak=["Ja."], seksjonar=[section("Bakgrunn", sentence)])))
        assert found.consider == []

    @pytest.mark.parametrize("utfall", ["sendt tilbake", "ikkje realitetshandsama"])
    def test_a_sak_that_was_sent_back_is_for_the_secretary_to_weigh(self, utfall):
        last = december(sak("Legevakt", "7", vedtak=["Saka vert send tilbake."], utfall=utfall))
        found = coming(last)
        assert "Legevakt" not in titles(found)
        assert [each.kjelde_id for each in found.consider] == [last.saker[0].id]
        assert coming(last, december(sak("Legevakt", "2", vedtak=["Ja."]), day="2026-01-20")).consider == []

    def test_is_not_told_twice_where_the_vedtak_says_it_too(self):
        told = section("Bakgrunn", "Avtalen kjem opp i neste styremøte.")
        found = coming(
            december(sak("Legevakt", "7", vedtak=["Saka kjem opp att i neste styremøte."], seksjonar=[told]))
        )
        assert "Legevakt" in titles(found) and found.consider == []

    def test_in_a_closed_sak_is_not_carried_into_an_open_paper(self):
        closed = self.orientering("Anna vert invitert til styremøtet i februar.")
        closed = closed.model_copy(update={"unntatt_offentlegheit": "offl. § 13"})
        found = coming(december(closed))
        assert "Anna" not in found.moete.model_dump_json() and found.consider == []


class TestDuePoints:
    def point(self, **parts):
        values = {
            "id": "fjordlandet-ko/styret/2025-12-09/sak-4/vedtak/2", "slag": "oppgaave", "kven": "dagleg leiar",
            "tekst": "Dagleg leiar skal sende avtalen ut.", "frist": "2026-02-01", "forfalt": True,
            "sak": "fjordlandet-ko/styret/2025-12-09/sak-4", "nummer": "4", "tittel": "Brannvern",
            "moete": "fjordlandet-ko/styret/2025-12-09", "dato": date(2025, 12, 9), "organisasjon": "Fjordlandet KO",
            "utvalg": "Styret", "maalform": "nn", "unntatt": None,
        }  # fmt: skip
        return OpenPoint(**{**values, **parts})

    BEFORE = sak("Brannvern", "4", vedtak=["Ja.", "Dagleg leiar skal sende avtalen ut."])

    def test_come_as_one_orientering_in_front_of_ymse(self):
        found = coming(december(self.BEFORE), due=[self.point()])
        assert titles(found)[-2:] == ["Orientering om oppfølging av vedtak", "Ymse"]
        assert found.why[-2].grunn == "Fristar i tidlegare vedtak går ut før møtet: 9. desember 2025, sak 4 pkt. 2."
        assert found.why[-2].kjelde_id == "fjordlandet-ko/styret/2025-12-09/sak-4/vedtak/2"
        table = found.moete.saker[-2].seksjonar[0].blokker[1]
        assert table.rader == [
            ["Vedtak", "Kva", "Kven", "Frist"],
            [
                "9. desember 2025, sak 4 pkt. 2",
                "Dagleg leiar skal sende avtalen ut.",
                "dagleg leiar",
                "1. februar 2026",
            ],
        ]

    def test_of_long_ago_are_not_taken_up_again_and_again(self):
        assert len(coming(december(self.BEFORE), due=[self.point(frist="2025-06-01")]).why) == 4

    def test_of_a_sak_that_comes_up_anyway_are_not_told_twice(self):
        last = december(sak("Brannvern", "4", vedtak=["Saka kjem opp att i neste styremøte."]))
        point = self.point(id=f"{last.saker[0].id}/vedtak/1")
        assert "Orientering om oppfølging av vedtak" not in titles(coming(last, due=[point]))

    def test_of_a_closed_sak_say_only_that(self):
        found = coming(december(self.BEFORE), due=[self.point(unntatt="offl. § 13")])
        assert found.moete.saker[-2].seksjonar[0].blokker[1].rader[1][1:] == [
            "Unnateke offentlegheit (offl. § 13)", "", "1. februar 2026",
        ]  # fmt: skip


class TestTheRegister:
    def test_gives_the_standing_saker(self):
        register = Organ(utvalg="Styret", fast_sak=[*STANDING, FastSak(tittel="Nytt frå kommunane")])
        last = december(sak("Opning", "1", "opning"), sak("Orientering frå leiaren", "2", "orientering"))
        assert titles(coming(last, register=register)) == [
            "Godkjenning av innkalling",
            "Godkjenning av protokoll frå møtet 9. desember 2025",
            "Nytt frå kommunane",
            "Ymse",
        ]

    def test_gives_the_approval_of_the_protokoll_its_own_words(self):
        register = Organ(
            utvalg="Styret", fast_sak=[FastSak(tittel="Møtebok frå {dato}", sakstype="godkjenning"), STANDING[1]]
        )
        assert titles(coming(december(sak("Budsjett", "1")), register=register)) == [
            "Møtebok frå 9. desember 2025", "Ymse",
        ]  # fmt: skip

    def test_gives_time_and_place_as_planned(self):
        planned = PlanlagtMoete(dato=FEBRUARY, starttid="10:00", sluttid="14:00", stad="Rådhuset i Nordvik")
        register = Organ(utvalg="Styret", starttid="09:00", moetested="Kommunehuset", moete=[planned])
        last = december(sak("Budsjett", "1"))
        moete = coming(last, register=register).moete
        assert (moete.starttid, moete.sluttid, moete.moetested) == ("10:00", "14:00", "Rådhuset i Nordvik")
        moete = coming(last, register=register, start="12:00", place="Teams").moete
        assert (moete.starttid, moete.sluttid, moete.moetested) == ("12:00", None, "Teams")

    @pytest.mark.parametrize(
        ("form", "numbers"),
        [
            ("{nr}", ["1", "2", "3", "4"]),
            ("PS {nr:03}/{aar}", ["PS 001/2026", "PS 002/2026", "PS 003/2026", "PS 004/2026"]),
        ],
    )
    def test_gives_the_form_of_the_numbers(self, form, numbers):
        register = Organ(utvalg="Styret", nummerering=form)
        found = coming(december(sak("Budsjett", "7/25")), register=register)
        assert [each.nummer for each in found.moete.saker] == numbers

    def test_knows_the_organ_by_its_earlier_names(self):
        old = december(sak("Reglement", "1", vedtak=["Saka vert utsett."]), utvalg="Arbeidsutvalet", day="2025-11-04")
        register = Organ(utvalg="Styret", alias=["Arbeidsutvalet"])
        found = coming(old, december(sak("Budsjett", "1")), register=register)
        assert "Reglement" in titles(found)

    def test_calls_the_first_meeting_of_an_organ(self):
        register = Organ(utvalg="Styret", organisasjon="Fjordlandet KO", maalform="nb")
        moete = coming(register=register).moete
        assert moete.id == "fjordlandet-ko/styret/2026-02-23"
        assert [each.tittel for each in moete.saker] == [
            "Åpning av møtet", "Godkjenning av innkalling og saksliste", "Eventuelt",
        ]  # fmt: skip


class TestTheSecretarysChanges:
    LAST = (sak("Orientering frå leiaren", "1", "orientering"), sak("Legevakt", "2", vedtak=["Saka vert utsett."]))

    def changed(self, tmp_path, text):
        path = tmp_path / "endringar.toml"
        path.write_text(text, encoding="utf-8")
        return coming(december(*self.LAST), changes=path)

    def test_leave_out_put_first_and_add(self, tmp_path):
        found = self.changed(
            tmp_path,
            'utelat = ["Opning"]\nrekkjefoelgje = ["fjordlandet-ko/styret/2025-12-09/sak-2"]\n'
            '[[legg_til]]\ntittel = "Budsjett"\nframlegg = ["Ja.", "Takk."]\n'
            '[[legg_til]]\ntittel = "Besøk"\nsakstype = "orientering"\netter = "Orientering frå leiaren"\n',
        )
        assert titles(found) == [
            "Legevakt",
            "Godkjenning av innkalling og sakliste",
            "Godkjenning av protokoll frå møtet 9. desember 2025",
            "Orientering frå leiaren",
            "Besøk",
            "Budsjett",
            "Ymse",
        ]
        assert [point.nr for point in found.moete.saker[5].framlegg.punkt] == ["1", "2"]
        assert [each.nummer for each in found.moete.saker] == list("1234567")
        assert found.why[5].grunn == "Lagd til i endringar.toml."

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ('utelat = ["Brannvern"]', "«Brannvern» is not on the list; on it are: Opning av møtet"),
            ('utelat = ["Godkjenning av"]', "can be several saker: Godkjenning av innkalling"),
            ("utelat = 3", "endringar.toml, utelat"),
            ('fjern = ["Ymse"]', "there is no fjern; there are utelat"),
            ("utelat = [", "is no TOML"),
            ('[[legg_til]]\nsakstype = "val"', r"legg_til\.1\.tittel"),
        ],
    )
    def test_that_are_wrong_are_told(self, tmp_path, text, said):
        with pytest.raises(UsageError, match=said):
            self.changed(tmp_path, text)
