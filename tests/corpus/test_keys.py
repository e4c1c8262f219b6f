from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.keys import Keys, abbreviations, is_stop_word, keys, words


@pytest.mark.parametrize(
    "one, other",
    [
        # inflections of one word
        ("kommunane", "kommunen"),
        ("vedtaka", "vedtekne"),
        ("byggesaker", "byggesaka"),
        ("løyvingane", "løyvde"),
        ("utgreiingar", "utgreie"),
        # nynorsk and bokmål
        ("barnevernteneste", "barneverntjenesten"),
        ("forureining", "forurensningene"),
        ("ureining", "forurensning"),
        ("skuleutvikling", "skoleutvikling"),
        ("verksemdsoverdraging", "virksomhetsoverdragelse"),
        ("grunnskulelærarane", "grunnskolelærere"),
        ("sjukeheimen", "sykehjemmet"),
        ("drikkevatn", "drikkevann"),
        ("vegvedlikehald", "veivedlikeholdet"),
        ("eigarskapsmelding", "eierskapsmelding"),
        ("bustadpolitikk", "boligpolitikken"),
        ("sårbarheitsanalyse", "sårbarhetsanalysen"),
        ("vidareutvikling", "videreutvikling"),
        ("moglegheiter", "muligheter"),
        ("søkjarar", "søkere"),
        ("offentleg", "offentlige"),
        ("skjønsmidlar", "skjønnsmidler"),
        ("arbeidsgjevaravgift", "arbeidsgiveravgift"),
        # everyday words for the same
        ("kloakk", "avløpet"),
        ("bosshandtering", "avfallshåndtering"),
        ("løyving", "bevilgninger"),
        ("tilråding", "innstillingen"),
        ("røysting", "votering"),
        ("ordføraren", "ordfører"),
    ],
)
def test_words_that_a_reader_takes_for_the_same_have_a_key_in_common(one: str, other: str) -> None:
    assert set(keys(one).whole) & set(keys(other).whole)


@pytest.mark.parametrize(
    "one, other",
    [
        ("skule", "skulder"),
        ("lege", "leige"),
        ("avløp", "avlat"),
        ("veg", "vegg"),
        ("plan", "plante"),
        ("styre", "støre"),
    ],
)
def test_words_that_only_look_alike_have_not(one: str, other: str) -> None:
    assert not set(keys(one).whole) & set(keys(other).whole)


def test_a_word_that_means_two_things_finds_both() -> None:
    """Løyve is money granted, and a permit."""
    assert set(keys("løyve").whole) & set(keys("bevilgning").whole)
    assert set(keys("løyve").whole) & set(keys("tillatelse").whole)
    assert not set(keys("bevilgning").whole) & set(keys("tillatelse").whole)


def test_a_compound_whose_last_part_means_two_things_finds_both() -> None:
    assert keys("skjenkebevilling").whole[0] in keys("skjenkeløyve").whole
    assert keys("tilleggsbevilgning").whole[0] in keys("tilleggsløyve").whole


def test_a_compound_of_our_own_table_is_found_by_its_parts_as_they_stand_there() -> None:
    assert keys("veglys").whole == keys("gatebelysning").whole
    assert keys("veg").whole[0] in keys("veglys").parts
    assert keys("veg").whole[0] not in keys("gatebelysning").parts


def test_an_adjective_in_leg_has_no_doctor_in_it() -> None:
    """Lege is a doctor, and the ending of statlege and faglege."""
    assert keys("lege").whole[0] in keys("tilsynslegen").parts
    assert not any(keys(word).parts for word in ("statlege", "faglege", "årlege"))


@pytest.mark.parametrize(
    "compound, part",
    [
        ("vertskommunesamarbeidet", "vertskommune"),
        ("vertskommunesamarbeidet", "samarbeid"),
        ("avløpsanlegg", "kloakk"),
        ("næringshageprogrammet", "næringshage"),
        ("fylkesveg", "vei"),
        ("barnehagelærarutdanninga", "barnehage"),
        ("planleggingsdagar", "planlegging"),
        ("Granvollprosjektet".lower(), "prosjekt"),  # a name before a known word
    ],
)
def test_a_compound_has_the_keys_of_its_parts(compound: str, part: str) -> None:
    assert keys(part).whole[0] in keys(compound).parts


@pytest.mark.parametrize(
    "word",
    [
        "representantskap",
        "orientering",
        "deltaking",
        "undervisning",
        "oversikt",
        "rapporten",
        "administrasjonen",
        "vurderingar",
    ],
)
def test_a_word_is_not_cut_at_its_endings(word: str) -> None:
    assert keys(word).leaves == ()


def test_a_binding_s_belongs_to_neither_part() -> None:
    assert keys("vurderingsmal").leaves == (keys("vurdering").whole[0], keys("mal").whole[0])


def test_words_are_runs_of_letters_and_figures() -> None:
    found = [word for word, _, _ in words("Jf. sak 17/18: PPT-tenesta (Åsmarka)")]
    assert found == ["jf", "sak", "17", "18", "ppt", "tenesta", "åsmarka"]


def test_a_letter_with_its_accent_apart_is_the_same_letter() -> None:
    assert [word for word, _, _ in words("Ra\u030ad")] == ["råd"]


def test_a_capital_that_becomes_two_signs_stays_one_word() -> None:
    assert [word for word, _, _ in words("İzmir")] == ["izmir"]


def test_abbreviations_are_spelled_out() -> None:
    assert abbreviations()["ppt"] == tuple(keys(word).whole[0] for word in ("pedagogisk", "psykologisk", "tjeneste"))


def test_small_words_are_known_in_both_standards() -> None:
    assert all(is_stop_word(word) for word in ("ikkje", "ikke", "frå", "fra", "og"))
    assert not is_stop_word("barnevern")


@given(st.text(max_size=60))
def test_any_text_gives_keys_that_full_text_search_takes_as_they_are(text: str) -> None:
    for word, start, end in words(text):
        assert 0 <= start < end <= len(text)
        found = keys(word)
        assert isinstance(found, Keys) and found.whole
        assert all(re.fullmatch(r"[^\W_]+", key) for key in (*found.whole, *found.parts))
