"""How a paper tells where a sak comes from, and that the references it writes are found again when it is read."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.match import number_key
from extract import read_moete
from ingest import read
from model.moete import Framlegg, Kjelde, Moete, Punkt, Sak, Vedtak
from render import write_paper
from render.background import MOST_MEETINGS, MOST_POINTS, Treatment, saksgang, sections, tell
from tests.render.samples import meeting, sak

BOARD = {"organisasjon": "Fjordhamn IKS", "utvalg": "Styret"}
HOME = meeting("2026-02-23", **BOARD)
SOURCE = Kjelde(fil="protokoll.pdf", sha256="0" * 64, side=3)


def treated(*decided, day="2025-03-24", nummer="4", maalform="nn", proposed=False, put_off=False, organ=BOARD, **parts):
    moete = meeting(day, sak("Legevakt", nummer, vedtak=list(decided) or None, **parts), maalform=maalform, **organ)
    each = moete.saker[0]
    return Treatment(moete, each, tuple(each.vedtak.punkt if each.vedtak else ()), proposed, put_off)


def texts(*treatments, maalform="nn", closed=False):
    return [block.tekst for block in tell(treatments, maalform, HOME, closed=closed).blokker]


class TestAVedtak:
    def test_is_told_with_meeting_sak_and_point(self):
        assert texts(treated("Styret vedtek å byggje.", "Styret ber dagleg leiar om ein plan.")) == [
            "Styret vedtok i møte 24. mars 2025, sak 4 pkt. 1, å byggje.",
            "Styret bad i same møte, sak 4 pkt. 2, dagleg leiar om ein plan.",
        ]

    def test_without_points_of_its_own_number_is_told_by_sak(self):
        assert texts(treated("Styret vedtek å byggje.", nummer="17/25")) == [
            "Styret vedtok i møte 24. mars 2025, sak 17/25, å byggje."
        ]

    def test_that_nobody_decides_in_is_quoted(self):
        assert texts(treated("Prisen «Gull» vert gjeven til Nordvik.")) == [
            "Styret vedtok i møte 24. mars 2025, sak 4: «Prisen ‘Gull’ vert gjeven til Nordvik.»"
        ]

    def test_names_its_day_again_where_the_point_before_names_another(self):
        assert texts(treated("Styret vedtek å byggje innan 1. juni 2026.", "Saka vert send kommunane."))[1] == (
            "Styret vedtok i møte 24. mars 2025, sak 4 pkt. 2: «Saka vert send kommunane.»"
        )

    def test_in_the_other_standard_is_quoted_in_it(self):
        assert texts(treated("Styret vedtek å byggje."), maalform="nb") == [
            "Styret vedtok i møte 24. mars 2025, sak 4: «Styret vedtek å byggje.»"
        ]

    def test_keeps_nested_points_as_a_list_below_theirs(self):
        told = tell([treated("1|Styret ber om:", "a|ein plan", "b|eit budsjett")], "nn", HOME, closed=False).blokker
        assert [(block.type, block.merke, block.nivaa, block.tekst) for block in told] == [
            ("avsnitt", None, 0, "Styret bad i møte 24. mars 2025, sak 4 pkt. 1, om:"),
            ("punkt", "a)", 0, "ein plan"),
            ("punkt", "b)", 0, "eit budsjett"),
        ]

    def test_of_many_points_ends_with_where_the_others_stand(self):
        many = [f"Tiltak {letter} vert sett i verk." for letter in "abcdefghijk"]
        told = texts(treated(*many))
        assert len(told) == MOST_POINTS + 1
        assert told[-1] == "Vedtaket har 3 punkt til; sjå møteboka."
        assert texts(treated(*many[: MOST_POINTS + 1], maalform="nb"), maalform="nb")[-1] == (
            "Vedtaket har ett punkt til; se møteboken."
        )

    def test_of_another_organisation_says_whose_organ_it_was(self):
        other = {"organisasjon": "Solnes kommune", "utvalg": "Formannskapet"}
        assert texts(treated("Formannskapet støttar planen.", "Planen vert send ut.", organ=other)) == [
            "Formannskapet i Solnes kommune støtta i møte 24. mars 2025, sak 4 pkt. 1, planen.",
            "Formannskapet i Solnes kommune vedtok i same møte, sak 4 pkt. 2: «Planen vert send ut.»",
        ]

    def test_of_an_organ_with_a_long_name_uses_its_short_one_the_second_time(self):
        council = {"organisasjon": "Fjordlandet regionråd", "utvalg": "Fjordlandet regionråd"}
        home = meeting("2026-02-23")
        each = treated("Saka vert send ut.", "Planen gjeld.", organ=council)
        assert [block.tekst for block in tell([each], "nn", home, closed=False).blokker] == [
            "Fjordlandet regionråd vedtok i møte 24. mars 2025, sak 4 pkt. 1: «Saka vert send ut.»",
            "Regionrådet vedtok i same møte, sak 4 pkt. 2: «Planen gjeld.»",
        ]


class TestWhatWasNotDecided:
    def test_is_called_a_proposal(self):
        each = treated(framlegg=["Styret vedtek å byggje."], proposed=True)
        each = Treatment(each.moete, each.sak, tuple(each.sak.framlegg.punkt), True, False)
        assert texts(each) == [
            "Til møtet i styret 24. mars 2025, sak 4, låg det føre slikt framlegg til vedtak: «Styret vedtek å byggje.»"
        ]
        assert texts(each, maalform="nb")[0].startswith(
            "Til møtet i styret 24. mars 2025, sak 4, forelå det slikt forslag til vedtak: «"
        )

    def test_of_several_points_is_a_list(self):
        each = treated(framlegg=["Styret vedtek å byggje.", "Saka vert send ut."])
        each = Treatment(each.moete, each.sak, tuple(each.sak.framlegg.punkt), True, False)
        told = tell([each], "nn", HOME, closed=False).blokker
        assert [(block.merke, block.tekst) for block in told] == [
            (None, "Til møtet i styret 24. mars 2025, sak 4, var dette foreslege:"),
            ("1.", "Styret vedtek å byggje."),
            ("2.", "Saka vert send ut."),
        ]

    def test_was_only_treated_or_only_on_the_list(self):
        assert texts(treated()) == ["Styret handsama saka i møte 24. mars 2025, sak 4."]
        assert texts(treated(), maalform="nb") == ["Styret behandlet saken i møte 24. mars 2025, sak 4."]
        assert texts(treated(proposed=True)) == ["Saka stod på saklista til møtet i styret 24. mars 2025, sak 4."]

    def test_was_withdrawn(self):
        each = treated("Saka er trekt.", utfall="trekt")
        assert texts(each) == ["Saka vart trekt frå saklista til møtet i styret 24. mars 2025, sak 4."]

    def test_was_put_off_in_words_only_where_they_say_more(self):
        assert texts(treated("Saka vert utsett.", put_off=True)) == ["Styret utsette saka i møte 24. mars 2025, sak 4."]
        assert texts(treated("Saken utsettes. Den kommer i mai.", put_off=True, maalform="nb"), maalform="nb") == [
            "Styret utsatte saken i møte 24. mars 2025, sak 4: «Saken utsettes. Den kommer i mai.»"
        ]

    def test_has_the_proposal_of_the_last_meeting_that_put_it_off(self):
        each = treated("Saka vert utsett.", put_off=True, framlegg=["Ja.", "Nei."])
        told = tell([each], "nn", HOME, closed=False).blokker
        assert [(block.merke, block.tekst) for block in told[1:]] == [
            (None, "Då var dette foreslege:"),
            ("1.", "Ja."),
            ("2.", "Nei."),
        ]


class TestAClosedSak:
    def test_is_not_quoted_in_an_open_paper(self):
        each = treated("Styret vedtek å seie opp Ola Vik.", unntatt_offentlegheit="offl. § 13")
        assert texts(each) == [
            "Styret handsama saka i møte 24. mars 2025, sak 4. Saka er unnateken offentlegheit (offl. § 13)."
        ]
        assert texts(each, maalform="nb") == [
            "Styret behandlet saken i møte 24. mars 2025, sak 4. Saken er unntatt offentlighet (offl. § 13)."
        ]

    def test_is_told_in_a_paper_that_is_closed_itself(self):
        each = treated("Styret vedtek å seie opp Ola Vik.", unntatt_offentlegheit="offl. § 13")
        assert texts(each, closed=True) == ["Styret vedtok i møte 24. mars 2025, sak 4, å seie opp Ola Vik."]

    def test_without_a_number_does_not_tell_its_title(self):
        each = treated("Ja.", nummer=None, unntatt_offentlegheit="offl. § 13")
        assert texts(each)[0].startswith("Styret handsama saka i møte 24. mars 2025. ")


def test_each_sentence_has_its_source_and_what_it_points_to():
    each = treated("Styret vedtek å byggje.", "Saka vert send ut.")
    each = Treatment(
        each.moete, each.sak, tuple(p.model_copy(update={"kjelde": SOURCE}) for p in each.points), False, False
    )
    told = tell([each], "nn", HOME, closed=False)
    assert [block.kjelde for block in told.blokker] == [SOURCE, SOURCE]
    assert [(ref.dato, ref.sak, ref.punkt, ref.maal) for ref in told.tilvisingar] == [
        ("2025-03-24", "4", "1", f"{each.sak.id}/vedtak/1"),
        ("2025-03-24", "4", "2", f"{each.sak.id}/vedtak/2"),
    ]


def test_the_table_of_treatments_has_every_meeting_and_the_text_the_last_ones():
    many = [treated("Saka vert send ut.", day=f"2024-{month:02}-01") for month in range(1, 13)]
    told = texts(*many)
    assert told[0] == f"Saka har vore oppe i {len(many) - MOST_MEETINGS} møte før dette; sjå tabellen over."
    assert len(told) == MOST_MEETINGS + 1
    first, *others = saksgang(many, HOME)
    assert (first.utvalg, first.dato, first.nummer, len(others)) == ("Styret", date(2024, 1, 1), "4", 11)


# ---------------------------------------------------------------- what is written is found again

NUMBERS = st.one_of(
    st.integers(1, 99).map(str),
    st.integers(1, 250).map(lambda nr: f"{nr}/25"),
    st.integers(1, 250).map(lambda nr: f"{nr:03}/2025"),
    st.integers(1, 250).map(lambda nr: f"PS {nr}/25"),
)
POINTS = st.sampled_from(
    [
        "Styret ber dagleg leiar om å lage ein plan.",
        "Styret tek saka til vitande.",
        "Saka vert send til kommunane innan 1. juni 2025.",
        "Rapporten vert lagd fram i neste møte.",
        "Det vert løyvt kr 120 000 til arbeidet, jf. vedtak i møte 3. februar 2024.",
        "Styret ber om:",
    ]
)
ORGANS = st.sampled_from(
    [
        ("Fjordhamn IKS", "Styret"), ("Fjordhamn IKS", "Representantskapet"), ("Solnes kommune", "Formannskapet"),
        ("Fjordlandet regionråd", "Fjordlandet regionråd"),
    ]
)  # fmt: skip


@st.composite
def treatments(draw):
    organisasjon, utvalg = draw(ORGANS)
    decided = draw(st.lists(POINTS, max_size=4))
    how = draw(st.sampled_from(["vedtak", "framlegg", "utsett", "trekt", "unntatt"]))
    numbered = [
        Punkt(nr=str(place) if len(decided) > 1 or draw(st.booleans()) else None, tekst=text)
        for place, text in enumerate(decided, start=1)
    ]
    proposed = Framlegg(punkt=numbered) if draw(st.booleans()) else None
    each = sak(
        "Legevakt",
        draw(NUMBERS),
        framlegg=proposed,
        vedtak=Vedtak(punkt=numbered, utfall="trekt" if how == "trekt" else None),
    )
    each = each.model_copy(update={"unntatt_offentlegheit": "offl. § 13" if how == "unntatt" else None})
    day = draw(st.dates(date(2023, 1, 1), date(2025, 12, 31)))
    maalform = draw(st.sampled_from(["nn", "nb"]))
    moete = meeting(day.isoformat(), each, organisasjon=organisasjon, utvalg=utvalg, maalform=maalform)
    return Treatment(moete, moete.saker[0], tuple(moete.saker[0].vedtak.punkt), how == "framlegg", how == "utsett")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(treatments(), min_size=1, max_size=4), st.sampled_from(["nn", "nb"]), st.booleans())
def test_the_history_that_is_written_is_found_again(tmp_path, earlier, maalform, dated):
    earlier = sorted(earlier, key=lambda each: each.moete.moetedato)
    home = Moete(
        id="x", maalform=maalform, organisasjon="Fjordhamn IKS", utvalg="Styret",
        moetedato=date(2026, 2, 23) if dated else None,
    )  # fmt: skip
    told = tell(earlier, maalform, home, closed=False)
    new = Sak(
        id="ny", tittel="Felles legevakt", sakstype="vedtakssak", seksjonar=sections(told.blokker, maalform),
        tilvisingar=told.tilvisingar, saksgang=saksgang(earlier, home),
    )  # fmt: skip
    found = read_moete(read(write_paper("saksframlegg", home, tmp_path / "framlegg.docx", sak=new, force=True)))
    (back,) = found.saker
    said = {(ref.dato, number_key(ref.sak)[1], ref.punkt) for ref in back.tilvisingar if ref.sak}
    written = {(ref.dato, number_key(ref.sak)[1], ref.punkt) for ref in told.tilvisingar}
    assert written <= said
    assert (back.tittel, back.nummer, found.moetedato) == ("Felles legevakt", None, home.moetedato)
    assert back.framlegg is None and back.vedtak is None and back.vedlegg == []
    assert [(step.utvalg, step.dato) for step in back.saksgang] == [
        (step.utvalg, step.dato) for step in saksgang(earlier, home)
    ]


@pytest.mark.parametrize("maalform", ["nn", "nb"])
def test_a_paper_that_nobody_has_written_on_claims_nothing(tmp_path, maalform):
    home = Moete(id="x", maalform=maalform, organisasjon="Fjordhamn IKS", utvalg="Styret")
    new = Sak(id="ny", tittel="Felles legevakt", sakstype="vedtakssak")
    found = read_moete(read(write_paper("saksframlegg", home, tmp_path / "framlegg.docx", sak=new)))
    (back,) = found.saker
    assert (back.tittel, back.nummer, back.framlegg, back.vedtak, back.vedlegg) == (
        "Felles legevakt",
        None,
        None,
        None,
        [],
    )
    assert (found.utvalg, found.moetedato, back.tilvisingar, back.saksgang) == ("Styret", None, [], [])
    assert all(not part.blokker for part in back.seksjonar)
