from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import Archive, Hit, SearchResult
from corpus.query import MOST_WORDS
from model.errors import UsageError
from model.moete import Beloep, Blokk, Seksjon
from tests.corpus.made import kjelde, reading, sak

SAKER = [
    sak("1", "Opning ved leiaren"),
    sak("2", "Samarbeid om miljø, ureining og tilsyn med private avløp",
        "Kommunane har om lag 900 private avløpsanlegg. Verksemdoverdraging av dei tilsette vert drøfta i haust.",
        framlegg=["Rådet ber administrasjonen førebu eit vertskommunesamarbeid.", "Saka kjem att i neste møte."]),
    sak("3", "Status for vertskommunesakene", "Kommunedirektørane orienterer."),
    sak("4", "PPT", "Dei to PPT-samarbeida har hatt kvar sine økter. Ei større teneste kan gi betre fagmiljø."),
    sak("5", "Mandat for fagnettverk", "Fagnettverka for byggesak og landbruk får nytt mandat.",
        vedtak=["Mandatet vert vedteke."], utfall="vedteke"),
    sak("6", "Merkevareprosjektet", "Rekruttering til kommunane heng saman med profilen.",
        framlegg=["Rådet set av inntil kr 100 000 til merkevarebygging."]),
    sak("7", "Orientering frå administrasjonen",
        "Sparebanken har løyvd kr 250 000 til bedriftsnettverket. Svar på søknadene om skjønsmidlar er venta i januar. "
        "Kulturskulen skal vurderast på nytt, og rekruttering er tema på neste samling om beredskap."),
    sak("8", "System for styrka læring",
        "Studentar på barnehagelærarutdanninga får deltidsstilling. Skulane og barnehagane deltek i utviklinga."),
    sak("9", "Møteplan 2026", framlegg=["Møtet 10. februar vert flytta til 23. februar."]),
    sak("10", "Val av medlem til samarbeidsutvalet i helseføretaket",
        vedtak=["Kari Solnes vert oppnemnd."], utfall="valt"),
    sak("11", "Personalsak", "Tilsetjing av ny leiar.", unntatt_offentlegheit="offl. § 25"),
]  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = Archive(tmp_path_factory.mktemp("arkiv"))
    archive.add(reading("styret.pdf", SAKER, dato=date(2025, 12, 9)))
    archive.add(
        reading(
            "raadet.docx",
            [
                sak("1/24", "Ny ferge", "Fergen er gammel.", vedtak=["Rådet avslår søknaden."], utfall="avslag"),
                sak("2/24", "Skolestruktur i Lunden", tema=["https://psi.norge.no/los/tema/grunnskole"]),
            ],
            dato=date(2024, 5, 3), organisasjon="Åsmarka interkommunale råd", utvalg="Rådet",
        )
    )  # fmt: skip
    return archive


def numbers(result: SearchResult, partial: bool = False) -> list[str | None]:
    return [hit.nummer for hit in result.hits if partial or not hit.partial]


def marked(hit: Hit) -> list[str]:
    return [part.text for part in hit.snippet if part.hit]


@pytest.mark.parametrize(
    "words, expected",
    [
        ("ureining", ["2"]),  # the topic
        ("vertskommune", ["3", "2"]),  # a part of a compound
        ("avløp", ["2"]),
        ("kloakk", ["2"]),  # the everyday word
        ("private avløpsanlegget", ["2"]),  # inflected
        ("byggesaker", ["5"]),
        ("forurensning", ["2"]),  # bokmål
        ("virksomhetsoverdragelse", ["2"]),
        ("skjønnsmidler", ["7"]),
        ("barnehagelærerutdanning", ["8"]),
        ("oppnevning samarbeidsutvalg helseforetaket", ["10"]),
        ("bevilgning av penger", ["7"]),
        ("pedagogisk-psykologisk tjeneste", ["4"]),  # the abbreviation, spelled out
        ("PPT", ["4"]),
        ("ppt-tenester", ["4"]),
        ("ferje", ["1/24"]),  # nynorsk finds bokmål
        ("skulestruktur", ["2/24"]),
        ("Kva er vedteke om byggesak?", ["5"]),  # small words are not looked for
    ],
)
def test_people_find_papers_that_say_it_in_other_words(archive: Archive, words: str, expected: list[str]) -> None:
    assert numbers(archive.search(words), partial=True)[: len(expected)] == expected


def test_a_word_in_the_title_counts_more_than_one_in_the_account(archive: Archive) -> None:
    assert numbers(archive.search("orientering"))[0] == "7"


def test_all_words_must_be_there(archive: Archive) -> None:
    result = archive.search("rekruttering beredskap")
    assert (result.total, numbers(result)) == (1, ["7"])


def test_few_full_hits_are_followed_by_partial_ones_which_say_so(archive: Archive) -> None:
    result = archive.search("rekruttering beredskap")
    assert [(hit.nummer, hit.partial) for hit in result.hits] == [("7", False), ("6", True)]


def test_where_nothing_has_all_words_the_nearest_is_the_answer(archive: Archive) -> None:
    result = archive.search("ferge flyplass")
    assert [(hit.nummer, hit.partial) for hit in result.hits] == [("1/24", True)] and result.total == 1


def test_a_compound_that_no_paper_has_is_looked_for_by_its_parts(archive: Archive) -> None:
    result = archive.search("skuleutvikling")
    assert (result.total, result.hits[0].nummer, result.hits[0].partial) == (1, "8", True)


def test_a_phrase_stands_as_it_is(archive: Archive) -> None:
    assert numbers(archive.search('"nytt mandat"')) == ["5"]
    assert archive.search('"mandat nytt"').total == 0
    assert numbers(archive.search("«private avløpsanlegg»")) == ["2"]


def test_a_word_with_a_minus_must_not_be_there(archive: Archive) -> None:
    assert numbers(archive.search("rekruttering -beredskap")) == ["6"]
    assert numbers(archive.search('rekruttering -"om beredskap"')) == ["6"]


def test_a_number_of_a_sak_is_found(archive: Archive) -> None:
    assert numbers(archive.search("1/24")) == ["1/24"]


def test_filters_narrow_what_is_found(archive: Archive) -> None:
    assert {hit.utvalg for hit in archive.search("skule").hits} == {"Styret", "Rådet"}
    assert {hit.utvalg for hit in archive.search("skule", organ="rådet").hits} == {"Rådet"}
    assert {hit.utvalg for hit in archive.search("skule", organ="fjordlandet regionråd").hits} == {"Styret"}
    assert {hit.utvalg for hit in archive.search("skule", organ="Styret Fjordlandet").hits} == {"Styret"}
    assert numbers(archive.search("skule", fra=date(2024, 5, 3), til=date(2024, 5, 3))) == ["2/24"]
    assert archive.search("merkevare", fra=date(2024, 1, 1), til=date(2024, 12, 31)).hits == []
    assert numbers(archive.search("vedtak OR mandat", utfall="vedteke"), partial=True) == ["5"]
    assert numbers(archive.search("struktur", tema="grunnskole")) == ["2/24"]
    assert numbers(archive.search("struktur", tema="https://psi.norge.no/los/tema/grunnskole")) == ["2/24"]
    assert archive.search("struktur", tema="%").total == 0
    assert archive.search("skule", organ="Solnes").hits == []


def test_a_hit_says_where_it_stands(archive: Archive) -> None:
    hit = archive.search("ferje").hits[0]
    assert hit.id == "aasmarka-interkommunale-raad/raadet/2024-05-03/sak-1-24"
    assert (hit.moete, hit.organisasjon, hit.utvalg) == (
        "aasmarka-interkommunale-raad/raadet/2024-05-03", "Åsmarka interkommunale råd", "Rådet")  # fmt: skip
    assert (hit.tittel, hit.dato, hit.utfall) == ("Ny ferge", date(2024, 5, 3), "avslag")
    assert (hit.fil, hit.side) == ("raadet.docx", 2)


def test_the_page_of_a_hit_is_that_of_the_words(tmp_path: Path) -> None:
    blocks = [Blokk(type="avsnitt", tekst="Ferja er gamal.", kjelde=kjelde("i.pdf", 4)),
              Blokk(type="avsnitt", tekst="Kaien er ny.", kjelde=kjelde("i.pdf", 9))]  # fmt: skip
    archive = Archive(tmp_path)
    archive.add(
        reading("i.pdf", [sak("1", "Samferdsel", seksjonar=[Seksjon(rolle="saksframstilling", blokker=blocks)])])
    )
    assert [hit.side for hit in archive.search("kai").hits] == [9]


def test_the_snippet_is_the_papers_own_text_with_the_words_marked(archive: Archive) -> None:
    hit = archive.search("bevilgning skjønnsmidler").hits[0]
    assert marked(hit) == ["løyvd", "skjønsmidlar"]
    shown = "".join(part.text for part in hit.snippet).removesuffix(" …")
    assert shown in SAKER[6].seksjonar[0].blokker[0].tekst


def test_a_compound_is_marked_whole_where_it_stands_whole(archive: Archive) -> None:
    assert marked(archive.search("byggesaker").hits[0]) == ["byggesak"]
    assert "PPT" in marked(archive.search("pedagogisk psykologisk tjeneste").hits[0])


def test_a_long_text_is_cut_around_the_words(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.add(
        reading(
            "i.pdf", [sak("1", "Ymse", "Innleiing om mangt. " * 60 + "Ferja skal bytast. " + "Meir om anna. " * 60)]
        )
    )
    parts = archive.search("ferje").hits[0].snippet
    assert [part.text for part in parts if part.hit] == ["Ferja"]
    text = "".join(part.text for part in parts)
    assert text.startswith("… ") and text.endswith(" …") and len(text) < 260


def test_what_is_closed_to_the_public_is_found_and_flagged(archive: Archive) -> None:
    assert archive.search("personalsak").hits[0].unntatt == "offl. § 25"
    assert archive.search("byggesak").hits[0].unntatt is None


def test_of_equal_hits_the_newest_comes_first(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    for year in (2023, 2025, 2024):
        archive.add(reading(f"{year}.pdf", [sak("1", "Ferje")], dato=date(year, 1, 1)))
    assert [hit.dato.year for hit in archive.search("ferje").hits if hit.dato] == [2025, 2024, 2023]


def test_the_limit_bounds_the_hits_and_not_the_total(archive: Archive) -> None:
    everything = archive.search("kommunane")
    one = archive.search("kommunane", limit=1)
    assert one.total == everything.total > 1 and one.hits == everything.hits[:1]


@pytest.mark.parametrize("words", ["", "   ", "-ferje", '""', "!?", "-", '-"a b"'])
def test_a_search_without_a_word_is_told(archive: Archive, words: str) -> None:
    with pytest.raises(UsageError, match="no word to look for"):
        archive.search(words)


def test_a_search_for_small_words_alone_looks_for_them(archive: Archive) -> None:
    assert archive.search("og").total > 0


def test_a_wrong_outcome_is_told_with_the_right_ones(archive: Archive) -> None:
    with pytest.raises(UsageError, match="vedteke med endring"):
        archive.search("ferje", utfall="vedtatt")
    with pytest.raises(UsageError, match="1 or more"):
        archive.search("ferje", limit=0)
    with pytest.raises(UsageError, match=str(MOST_WORDS)):
        archive.search("ferje " * (MOST_WORDS + 1))


@pytest.mark.parametrize(
    "words",
    ['"', '"ferje', 'ferje"', "ferje*", "ferje AND", "AND", "OR ferje", "NOT ferje", "(ferje", "ferje)",
     "NEAR(ferje kai)", "^ferje", "tittel:ferje", "{tittel}: ferje", "ferje + kai", "fer\0je", "'; DROP TABLE sak; --",
     '"ferje" NOT "ferje"', "-- ferje", "ferje\\", "%", "ferje _", "ferje -", '-" ferje', "＂ferje＂",
     "a" * 100_000, "ferje" * 1000],
)  # fmt: skip
def test_signs_that_mean_something_to_the_engine_mean_nothing_here(archive: Archive, words: str) -> None:
    try:
        result = archive.search(words)
    except UsageError:
        return
    assert result.total >= 0
    if "ferje" in words and "NOT" not in words and len(words) < 100:
        assert "1/24" in numbers(result, partial=True)


@given(st.text(max_size=40), st.sampled_from(["", '"', "-", " AND ", "*", "\0"]), st.text(max_size=20))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_anything_may_be_typed(archive: Archive, before: str, sign: str, after: str) -> None:
    try:
        archive.search(before + sign + after)
    except UsageError as error:
        assert str(error)


def test_the_same_search_gives_the_same_bytes_in_a_rebuilt_archive(archive: Archive) -> None:
    before = [archive.search(words) for words in ("kommune", "skule", "rekruttering til kommunane")]
    archive.rebuild()
    assert [archive.search(words) for words in ("kommune", "skule", "rekruttering til kommunane")] == before


@pytest.mark.parametrize(
    "typed, meant, found",
    [
        ("rekrutering", "rekruttering", "6"),  # a letter left out
        ("merkevarebyggnig", "merkevarebygging", "6"),  # two that changed places
        ("beredsskap", "beredskap", "7"),  # one too many
        ("skuel", "skule", "8"),
        ("barnehgen", "barnehagane", "8"),  # in a form that the archive doesn't have
        ("fagnetverk manadt", "fagnettverk mandat", "5"),
    ],
)
def test_a_mistyped_word_is_forgiven_and_told(archive: Archive, typed: str, meant: str, found: str) -> None:
    result = archive.search(typed, organ="styret")
    assert (result.corrected, found in numbers(result)) == (meant, True)


def test_what_stands_around_a_mistyped_word_stays(archive: Archive) -> None:
    result = archive.search('rekrutering -beredskap "til kommunane"')
    assert (result.corrected, numbers(result)) == ('rekruttering -beredskap "til kommunane"', ["6"])


@pytest.mark.parametrize(
    "words", ["rekruttering", "verge", "ferga", "kontortid", "skal", "mat", "xyz", "17999", '"mandatt"']
)
def test_a_word_that_is_right_is_never_corrected(archive: Archive, words: str) -> None:
    assert archive.search(words).corrected is None


def test_a_filter_that_leaves_nothing_is_no_mistyping(archive: Archive) -> None:
    result = archive.search("rekruttering", fra=date(1999, 1, 1), til=date(1999, 12, 31))
    assert (result.total, result.corrected, result.hits) == (0, None, [])


def test_a_word_finds_longer_ones_that_end_with_it_or_hold_it(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    # Bråtavatnet is a place that no dictionary has.
    archive.add(reading("i.pdf", [sak("1", "Bråtavatnet"), sak("2", "Vern av Bråtavatnetområdet"), sak("3", "Vatnet"),
                                  sak("4", "Skibråtavatnet"), sak("5", "Vurdering av ring")]))  # fmt: skip
    hits = archive.search("bråtavatnet").hits
    assert hits[0].nummer == "1" and {"1", "2", "4"} <= {hit.nummer for hit in hits}
    assert numbers(archive.search("ring"), partial=True) == ["5"]


def test_what_was_found_is_counted_by_organ_year_topic_and_outcome(archive: Archive) -> None:
    result = archive.search("skule")
    assert result.total == len(result.hits) == 3
    facets = result.facets
    assert [(one.verdi, one.saker) for one in facets.organ] == [
        ("Fjordlandet regionråd Styret", 2), ("Åsmarka interkommunale råd Rådet", 1)]  # fmt: skip
    assert facets.organ[0].namn == "Styret, Fjordlandet regionråd"
    assert [(one.verdi, one.saker) for one in facets.aar] == [("2025", 2), ("2024", 1)]
    assert [(one.verdi, one.saker) for one in facets.tema] == [("https://psi.norge.no/los/tema/grunnskole", 1)]
    assert facets.utfall == []
    assert [(one.verdi, one.saker) for one in archive.search("ferje").facets.utfall] == [("avslag", 1)]


def test_what_a_facet_says_is_what_its_filter_finds(archive: Archive) -> None:
    for facet in archive.search("skule").facets.organ:
        assert archive.search("skule", organ=facet.verdi).total == facet.saker


def test_saker_are_found_by_the_amounts_that_they_name(tmp_path: Path) -> None:
    def amounts(*kroner: float) -> list[Beloep]:
        return [Beloep(tekst=f"kr {each}", nok=each) for each in kroner]

    archive = Archive(tmp_path)
    museum = sak("1", "Tilskot til museet", beloep=amounts(50_000, 900_000))
    archive.add(reading("i.pdf", [museum, sak("2", "Tilskot til koret", beloep=amounts(100_000)), sak("3", "Tilskot")]))
    assert numbers(archive.search("tilskot", beloep_fra=100_000)) == ["1", "2"]
    assert numbers(archive.search("tilskot", beloep_til=50_000)) == ["1"]
    assert numbers(archive.search("tilskot", beloep_fra=60_000, beloep_til=200_000)) == ["2"]
    assert numbers(archive.search("tilskot", beloep_fra=2, beloep_til=1)) == []
    for amount in (float("nan"), float("inf")):
        with pytest.raises(UsageError, match="number of kroner"):
            archive.search("tilskot", beloep_fra=amount)


def test_a_hit_names_the_point_of_the_vedtak_that_it_shows(archive: Archive) -> None:
    (hit,) = archive.search("mandatet vedtatt").hits[:1]
    assert hit.vedtak == "fjordlandet-regionraad/styret/2025-12-09/sak-5/vedtak/1"
    assert archive.find(hit.vedtak)
    assert archive.search("vertskommunesamarbeid").hits[0].vedtak is None  # a proposal is no vedtak yet


def test_of_very_many_equal_hits_the_newest_come_first(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    for year in range(2000, 2020):
        archive.add(reading(f"{year}.pdf", [sak(str(nr), "Referat") for nr in range(1, 11)], dato=date(year, 6, 1)))
    hits = archive.search("referat", limit=12).hits
    assert [hit.dato.year for hit in hits if hit.dato] == [2019] * 10 + [2018] * 2
    assert [hit.id for hit in hits] == [
        hit.id for hit in sorted(hits, key=lambda hit: (-(hit.dato or date.min).year, hit.id))
    ]
