"""Sentences, lemmas and amounts in both written standards."""

from __future__ import annotations

import pytest

from extract.beloep import find_amounts
from extract.language import COMPONENTS, lemma, marked, pipeline
from extract.maalform import maalform
from extract.sentences import sentences
from model.moete import Maalform


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Saka er grei, jf. sak 4. Styret vedtok ho.", 2),
        ("Møtet er 9. desember i Nordvik. Det varer til kl. 14.", 2),
        ("Innstillingen ble enstemmig vedtatt. Vedtaket sendes ut.", 2),
        ("Kostnaden er 1,8 mill. kroner. Det er mykje.", 2),
        ("Planen gjeld frå 2025. Han vert revidert.", 2),
        ("Rådet fekk saka i møtet 1.12. Til neste møte kjem ho att.", 2),
        ("Tilråding frå A. Hansen og bl.a. Lunden kommune.", 1),
    ],
)
def test_sentences_end_where_a_reader_stops(text: str, count: int) -> None:
    assert len(sentences(text, "nn")) == count


def test_inflections_of_both_standards_share_a_lemma() -> None:
    assert lemma("vedtaka") == lemma("vedtak") == "vedtak"
    assert lemma("kommunane") == lemma("kommunene") == "kommune"


@pytest.mark.parametrize("standard", ["nn", "nb"])
def test_a_pipeline_is_built_once_of_our_components(standard: str) -> None:
    assert pipeline(standard) is pipeline(standard)  # type: ignore[arg-type]
    assert tuple(pipeline(standard).pipe_names) == COMPONENTS  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("kr 250 000", [250000]),
        ("inntil kr 6 218 444,12 frå fondet", [6218444.12]),
        ("1,8 mill. kroner", [1800000]),
        ("100 mnok", [100000000]),
        ("kr 50 000,- per år", [50000]),
        ("(ca. 500 000 kr)", [500000]),
        ("kr 5 000, kr 6 000 og 7 000 kroner", [5000, 6000, 7000]),
        ("sak 17/18, 10 årsverk og 450 tilsette", []),
    ],
)
def test_amounts(text: str, amounts: list[float]) -> None:
    assert [hit.nok for hit in find_amounts(text)] == amounts


def test_the_written_standard_of_a_paper() -> None:
    assert maalform("Rådet vedtek at dei ikkje kan løyve meir frå fondet.") == "nn"
    assert maalform("Rådet vedtar at de ikke kan bevilge mer fra fondet.") == "nb"


def test_each_standard_asks_its_own_dictionary_first() -> None:
    assert pipeline("nn")("leiarane")[0].lemma_ == lemma("leiarane", "nn") == "leiar"
    assert pipeline("nb")("lederne")[0].lemma_ == lemma("lederne", "nb") == "leder"
    assert lemma("vegen", "nn") == "veg"
    assert lemma("veien", "nb") == "vei"


def test_the_pipeline_marks_what_a_text_names() -> None:
    doc = pipeline("nn")("Styret i Solnes Vekst AS løyver kr 50 000 den 3. mars 2025, jf. sak 17/24 pkt 2 der.")
    marks = {group: [(span.text, span.kb_id_, span.label_) for span in spans] for group, spans in doc.spans.items()}
    assert marks["datoar"] == [("3. mars 2025", "2025-03-03", "dato")]
    assert marks["beloep"] == [("kr 50 000", "50000.0", "beloep")]
    assert marks["tilvisingar"] == [("sak 17/24", "17/24", "sak"), ("pkt 2", "2", "punkt")]
    assert [(name, kind) for _, name, kind in marks["aktoerar"]] == [
        ("Styret", "organ"),
        ("Solnes Vekst AS", "organisasjon"),
    ]


def test_only_the_marks_that_are_asked_for_are_made() -> None:
    doc = next(marked(["Rådet løyver kr 50 000 den 3. mars 2025. Saka er ferdig."], "nn", "beloep"))
    assert list(doc.spans) == ["beloep"]
    assert len(list(doc.sents)) == 2


@pytest.mark.parametrize("standard", ["nn", "nb"])
def test_sentences_alone_are_those_of_the_pipeline(standard: Maalform) -> None:
    text = "Saka er grei, jf. sak 4. Styret vedtok ho 9. desember.\nMøtet er kl. 14. «Ja!» sa leiaren. Slutt"
    assert sentences(text, standard) == [sent.text.strip() for sent in pipeline(standard)(text).sents]
