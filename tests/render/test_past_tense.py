"""What an organ decided, as a case officer tells it afterwards; and what is better quoted."""

import pytest

from render.past_tense import in_the_past
from render.words import words

NAMES = ["Styret", "Fjordhamn IKS", "Styret i Fjordhamn IKS", "Fjordlandet regionråd", "Åsmarka interkommunale råd"]


def told(text, maalform="nn", full_name=None):
    return in_the_past(text, maalform, NAMES, "i møte 24. mars 2025, sak 4 pkt. 2", full_name)


@pytest.mark.parametrize(
    ("point", "afterwards"),
    [
        (
            "Styret ber dagleg leiar om å greie ut saka og leggje ho fram.",
            "Styret bad i møte 24. mars 2025, sak 4 pkt. 2, dagleg leiar om å greie ut saka og leggje ho fram.",
        ),
        (
            "Regionrådet vedtek å selje bygget",
            "Regionrådet vedtok i møte 24. mars 2025, sak 4 pkt. 2, å selje bygget.",
        ),
        (
            "Styret tek orienteringa til vitande.",
            "Styret tok i møte 24. mars 2025, sak 4 pkt. 2, orienteringa til vitande.",
        ),
        (
            "Fjordlandet regionråd sluttar seg til at Nordvik vert vertskommune.",
            "Fjordlandet regionråd slutta seg i møte 24. mars 2025, sak 4 pkt. 2, til at Nordvik vert vertskommune.",
        ),
        (
            "Styret i Fjordhamn IKS godkjenner planen slik han ligg føre.",
            "Styret i Fjordhamn IKS godkjende i møte 24. mars 2025, sak 4 pkt. 2, planen slik han låg føre.",
        ),
        (
            "Styret vel samrøystes Marit Øvrebø som leiar.",
            "Styret valde samrøystes i møte 24. mars 2025, sak 4 pkt. 2, Marit Øvrebø som leiar.",
        ),
        (
            "Styret løyver kr 90 000 til opplæring og utstyr i det første året.",
            "Styret løyvde i møte 24. mars 2025, sak 4 pkt. 2, kr 90 000 til opplæring og utstyr i det første året.",
        ),
        (
            "Styret set av kr 90 000 til opplæring, og gjev dagleg leiar fullmakt til å inngå avtale.",
            "Styret sette av i møte 24. mars 2025, sak 4 pkt. 2, kr 90 000 til opplæring, og gav dagleg leiar fullmakt "
            "til å inngå avtale.",
        ),
    ],
)
def test_a_point_in_nynorsk_is_told_afterwards(point, afterwards):
    assert told(point) == afterwards


@pytest.mark.parametrize(
    ("point", "afterwards"),
    [
        (
            "Rådet støtter søknaden og bevilger kr 85 000 til skilting og benker.",
            "Rådet støttet i møte 24. mars 2025, sak 4 pkt. 2, søknaden og bevilget kr 85 000 til skilting og benker.",
        ),
        (
            "Styret ber daglig leder om å inngå avtale.",
            "Styret ba i møte 24. mars 2025, sak 4 pkt. 2, daglig leder om å inngå avtale.",
        ),
        (
            "Styret tar saken til orientering.",
            "Styret tok i møte 24. mars 2025, sak 4 pkt. 2, saken til orientering.",
        ),
        (
            "Rådet slutter seg til planen slik den foreligger.",
            "Rådet sluttet seg i møte 24. mars 2025, sak 4 pkt. 2, til planen slik den forelå.",
        ),
    ],
)
def test_a_point_in_bokmaal_is_told_afterwards(point, afterwards):
    assert told(point, "nb") == afterwards


@pytest.mark.parametrize(
    "point",
    [
        "Saka vert utsett.",  # nobody decides in it
        "Møteplanen vert vedteken.",
        "Dagleg leiar får fullmakt til å inngå avtale.",  # another does
        "Kommunestyret vedtek planen.",
        "Styret ber ikkje om meir tid.",
        "Styret ber også om ein rapport.",
        "Styret vedtek planen. Han gjeld frå 1. mai.",  # two sentences
        "Styret godkjenner rekneskapen, og overskotet vert sett av til fond.",  # a clause of its own
        "Styret godkjenner planen og gler seg over arbeidet.",  # a verb nobody has told us
        "Styret vil kome attende til saka.",
        "Styret tek stilling til saka i neste styremøte.",  # what is next now, was not then
        "Styret vedtek dei vedlagde retningslinene.",
        "Styret vedtek slik det går fram av saksframlegget.",  # which would be the new one
        "Styret sender planen til kommunane som legg han ut til høyring.",
        "Styret ber om at planen vert laga og sender han ut.",  # who sends?
        "Styret ber kostnadane med tiltaket.",  # another verb
        "Styret løyver\nkr 5 000",
        "Styret kjøper utstyr og deler.",
        "Styret vedtek å kjøpe utstyr og deler det ut.",
        "Styret vedtek tiltaka i punkt 3.",  # which stand in the other paper
        "Styret vedtek.",
        "Styret løyver 10 000 kroner.",  # pkt. 2, 10
        "",
    ],
)
def test_what_could_be_turned_wrongly_is_not_turned(point):
    assert told(point) is None


def test_the_full_name_stands_where_readers_would_think_of_another_organ():
    assert told("Styret vedtek å selje.", full_name="Styret i Fjordhamn IKS").startswith(
        "Styret i Fjordhamn IKS vedtok"
    )


def test_every_verb_can_be_told_in_its_own_standard():
    for maalform in ("nn", "nb"):
        for present, past in words("past_tense")[maalform].items():
            said = told(f"Styret {present} Marit Øvrebø", maalform)
            assert said == f"Styret {past} i møte 24. mars 2025, sak 4 pkt. 2, Marit Øvrebø.", present
