"""Bodies that a sak names: told from places, roles and classes, by one name each."""

from __future__ import annotations

import pytest

from extract.aktoer import find_actors
from extract.aktoernamn import with_actors
from model.moete import Blokk, Deltakar, Maalform, Sak, Seksjon


def named(
    *texts: str,
    standard: Maalform = "nn",
    organisasjon: str | None = "Fjordlandet KO",
    utvalg: str | None = "Styret",
    tittel: str = "Sak om samarbeid",
    elsewhere: tuple[str, ...] = (),
    deltakarar: tuple[Deltakar, ...] = (),
) -> list[str]:
    """The bodies of a sak with these paragraphs."""
    part = Seksjon(rolle="saksframstilling", blokker=[Blokk(type="avsnitt", tekst=text) for text in texts])
    sak = Sak(id="", tittel=tittel, sakstype="vedtakssak", seksjonar=[part])
    return with_actors([sak], standard, organisasjon, utvalg, deltakarar, elsewhere)[0].aktoerar


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nordvik kommune har svart.", ["Nordvik kommune"]),
        ("Det er Nordvik kommunes ansvar.", ["Nordvik kommune"]),
        ("Både Nordvik kommune og Solnes kommune er med.", ["Nordvik kommune", "Solnes kommune"]),
        ("Nordvik og Solnes kommunar er med.", ["Nordvik kommune", "Solnes kommune"]),
        ("Kommunane Nordvik, Solnes og Eidbygda er med.", ["Nordvik kommune", "Solnes kommune", "Eidbygda kommune"]),
        ("Saka gjeld Evje og Hornnes kommune.", ["Evje og Hornnes kommune"]),
        ("Møre og Romsdal fylkeskommune løyver midlane.", ["Møre og Romsdal fylkeskommune"]),
        ("Statsforvaltarens svar ligg ved.", ["Statsforvaltaren"]),
        ("Statsforvaltaren i Rogaland har klaga.", ["Statsforvaltaren i Rogaland"]),
        ("Brev frå Samferdselsdepartementet.", ["Samferdselsdepartementet"]),
        ("Brev frå Kommunal- og distriktsdepartementet.", ["Kommunal- og distriktsdepartementet"]),
        ("Avtalen er med Solnes Vekst AS.", ["Solnes Vekst AS"]),
        ("Anlegget er drive av Granvoll kulturhus KF.", ["Granvoll kulturhus KF"]),
        ("Visit Fjordlandet og Solnes Næringshage er med.", ["Visit Fjordlandet", "Solnes Næringshage"]),
        ("Saka er drøfta i levekårsutvalet og eldrerådet.", ["Levekårsutvalet", "Eldrerådet"]),
        ("Hovudutval for kultur og oppvekst tilrår det.", ["Hovudutval for kultur og oppvekst"]),
        ("Helsenettverket møtest i mai.", ["Helsenettverket"]),
        ("HR-nettverket møtest i mai.", ["HR-nettverket"]),
        ("Leiarane i fagnettverka for plan, kart og landbruk rapporterer.",
         ["Fagnettverk plan", "Fagnettverk kart", "Fagnettverk landbruk"]),
        ("NAV, HVL og Forsvaret er inviterte.", ["NAV", "HVL", "Forsvaret"]),
        ("Solnes Avfall IKS og Nordre Eidbygda kommune er samde.", ["Solnes Avfall IKS", "Nordre Eidbygda kommune"]),
        ("SINTEF og Nord universitet er med.", ["SINTEF", "Nord universitet"]),
        ("Revisor BDO AS har skrive under.", ["BDO AS"]),
        ("Fylkesmannen i Oslo og Viken har svart. Fylkesmannen ventar.", ["Fylkesmannen i Oslo og Viken"]),
        ("Samarbeidsrådet for Solnes møtest.", ["Samarbeidsrådet for Solnes"]),
    ],
)  # fmt: skip
def test_bodies_are_named_in_the_nominative(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Statsforvalterens svar ligger ved.", ["Statsforvalteren"]),
        ("Formannskapets vedtak sendes kommunestyret.", ["Formannskapet", "Kommunestyret"]),
        ("Utvalg for plan og teknikk behandlet saken.", ["Utvalg for plan og teknikk"]),
        ("Prosjektgruppen leverte rapporten til arbeidsutvalget.", ["Prosjektgruppen", "Arbeidsutvalget"]),
        ("Lunden og Granvoll kommuner deltar.", ["Lunden kommune", "Granvoll kommune"]),
        ("Høgskolen i Innlandet er med.", ["Høgskolen i Innlandet"]),
    ],
)
def test_bodies_in_bokmaal(text: str, names: list[str]) -> None:
    assert named(text, standard="nb", organisasjon="Åsmarka interkommunale råd") == names


@pytest.mark.parametrize(
    "text",
    [
        "Kommunane og kommunestyra får saka til høyring.",
        "Kommunedirektøren og ordføraren møter.",
        "Det vart halde ei samling på Nordvik hotell.",
        "Politisk handsaming i formannskap og hovudutval.",
        "Fagområdet er i vekst.",
        "Ordninga heiter SAMSAM og er eit program.",
        "Samlinga er i Bergen 3. mai.",
        "Vegen frå Bergen til Voss er stengd.",
    ],
)
def test_roles_classes_programmes_and_places_are_no_bodies(text: str) -> None:
    assert named(text) == []


def test_a_kommune_acts_by_its_bare_name() -> None:
    assert named("Luster har søkt om midlar.") == ["Luster kommune"]
    assert named("Tenesta vert drive i lag med Voss.") == ["Voss herad"]
    assert named("Løysingsøkta var i Luster.") == []
    assert named("I Sogndal, Årdal og Vik er stillingane små.") == ["Sogndal kommune", "Årdal kommune", "Vik kommune"]


def test_a_kommune_that_the_paper_names_is_known_by_its_bare_name() -> None:
    assert named("Solnes ønskjer å vere vertskommune.", elsewhere=("Solnes kommune",)) == ["Solnes kommune"]
    member = Deltakar(namn="Kari Bakken", kommune="Eidbygda", frammoete="moett")
    assert named("Eidbygda stiller med to.", deltakarar=(member,)) == ["Eidbygda kommune"]
    assert named("Solnes ønskjer å vere vertskommune.") == []


def test_a_surname_is_no_kommune() -> None:
    assert named("Roald Vik orienterte. Vik har vore leiar i to år.") == []


def test_the_meetings_own_organ_and_administration_stand_without_their_body() -> None:
    assert named("Styret i Fjordlandet KO vedtok planen. Administrasjonen i Fjordlandet KO følgjer opp.") == [
        "Styret",
        "Fjordlandet KO",
        "Administrasjonen",
    ]


def test_the_form_of_company_in_full_is_the_same_body() -> None:
    assert named("Fjordlandet kommunalt oppgåvefellesskap eig planen.") == ["Fjordlandet KO"]


def test_a_body_is_known_without_its_form_of_company() -> None:
    assert named("Bossalliansen er med.", "Bossalliansen IKS har svart, og BOSSALLIANSEN IKS kjem.") == [
        "Bossalliansen IKS"
    ]


def test_the_place_in_a_body_is_not_the_body() -> None:
    assert named("Fjordlandet er vakkert, og folk i Fjordlandet trivst.") == []


def test_letters_in_brackets_stand_for_the_name_in_front() -> None:
    assert named("Regionalt Kompetanse Forum (RKF) er med.", "RKF har svart.") == ["Regionalt Kompetanse Forum"]


def test_an_organ_of_another_body_keeps_it_and_names_it() -> None:
    assert named("Representantskapet i Solnes Vekst IKS møtest. Representantskapet vedtek det.") == [
        "Representantskapet i Solnes Vekst IKS",
        "Solnes Vekst IKS",
    ]
    assert named("Val til strategisk samarbeidsutval i Helse Nord.") == [
        "Strategisk samarbeidsutval i Helse Nord",
        "Helse Nord",
    ]


def test_an_organ_alone_is_the_one_that_the_sak_places() -> None:
    names = named("Prosjektgruppa i Plan i Fjorden la fram rapporten.", "Prosjektgruppa tilrår det.")
    assert names == ["Prosjektgruppa i Plan i Fjorden"]


def test_raadet_is_the_regionraad_that_meets() -> None:
    names = named("Rådet vedtek det. Regionrådet løyver midlane.", organisasjon="Fjordlandet regionråd",
                  utvalg="Regionrådet")  # fmt: skip
    assert names == ["Fjordlandet regionråd"]


def test_an_organ_that_names_its_organisation_is_one_with_it() -> None:
    names = named("Nasjonalparkstyret for Fjellheimen vedtok planen.", organisasjon="Fjellheimen nasjonalparkstyre",
                  utvalg="Nasjonalparkstyret")  # fmt: skip
    assert names == ["Fjellheimen nasjonalparkstyre"]


def test_kommunen_is_the_kommune_that_meets() -> None:
    assert named("Kommunen har fått svar frå IMDi.", organisasjon="Nordvik kommune", utvalg="Formannskapet") == [
        "Nordvik kommune",
        "IMDi",
    ]
    assert named("Kommunen har fått svar.") == []


def test_fylkeskommunen_is_the_one_that_the_paper_names() -> None:
    assert named("Vestland fylkeskommune (VLFK) er positiv, og fylkeskommunen betalar.") == ["Vestland fylkeskommune"]


def test_each_body_stands_once_also_in_titles() -> None:
    assert named("Solnes Vekst AS har svart.", tittel="Avtale med Solnes Vekst AS") == ["Solnes Vekst AS"]


def test_text_in_capitals_alone_names_nobody() -> None:
    assert find_actors("VAL AV MEDLEM TIL STYRET FOR SOLNES FERJER AS") == []


def test_long_text_takes_time_in_proportion() -> None:
    text = "Styret i Solnes Vekst AS og Nordvik kommune har møte med Statsforvaltaren i Luster. " * 2_000
    assert len(find_actors(text)) == 4 * 2_000


@pytest.mark.parametrize("text", ["Aa, " * 20_000 + "x", "A’" * 20_000 + " x", "styret i " + "Aa " * 20_000])
def test_endless_names_are_read_through_in_time(text: str) -> None:
    assert isinstance(find_actors(text), list)
