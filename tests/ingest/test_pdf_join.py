"""Words at line ends: which hyphens the page made, and which the writer."""

import pytest

from ingest.pdf_join import Joiner, Text

ELSEWHERE = ["Næringsutvikling og e-post om FoU-møtet og Viken-saka", "vaksinering mot kikhoste"]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("dei fem kom-", "munane er samde", "dei fem kommunane er samde"),  # hyphenated by the page
        ("arbeid med miljø-", "og klimasaker", "arbeid med miljø- og klimasaker"),  # a word part to come
        ("dag- og", "nattevakt", "dag- og nattevakt"),
        ("ein to-", "årsplan", "ein to-årsplan"),  # a count
        ("saman med PPT-", "leiarane", "saman med PPT-leiarane"),  # an abbreviation
        ("perioden 2026-", "2029", "perioden 2026-2029"),
        ("perioden 2026–", "2029", "perioden 2026–2029"),
        ("samarbeid i Nordvik-", "Solnes", "samarbeid i Nordvik-Solnes"),
        ("med næring-", "sutvikling", "med næringsutvikling"),  # whole elsewhere
        ("send ein e-", "post", "send ein e-post"),  # hyphenated elsewhere
        ("rapporten frå Simvo-", "organisasjonen", "rapporten frå Simvo-organisasjonen"),  # a name
        ("vedtaket står. Kommune-", "direktøren", "vedtaket står. Kommunedirektøren"),  # opens a sentence
        ("sluttar her -", "og held fram", "sluttar her - og held fram"),  # a dash
        ("skule/", "barnehage", "skule/barnehage"),
        ("leiar v/", "Kari Strand", "leiar v/ Kari Strand"),
        (
            "sjå https://fjordlandet.example/moete/",
            "sak?id=12 for meir",
            "sjå https://fjordlandet.example/moete/sak?id=12 for meir",
        ),
        ("sjå www.fjordlandet.example", "for meir", "sjå www.fjordlandet.example for meir"),
        ("kom\u00admu\u00ad", "nane", "kom\u00admunane"),  # soft hyphens
    ],
)
def test_lines_are_joined(left: str, right: str, expected: str):
    kept, between = Joiner(lambda: ELSEWHERE).join(left, right)
    assert kept + between + right == expected


def test_looks_follow_the_letters():
    text = Text("Felles kom-", [(7, 1), (4, 0)])
    text.go_on("munar", [(5, 0)], Joiner(list))
    assert text.text == "Felles kommunar"
    assert sum(length for length, _ in text.runs) == len(text.text)
    text.break_line("Ny linje", [(8, 1)])
    text.cut(7)
    assert text.text == "kommunar\nNy linje"
    assert text.runs == [(3, 0), (5, 0), (1, 0), (8, 1)]
