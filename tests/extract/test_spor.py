"""Each value that is read can be pointed at on the page, with the rule that found it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import render.look
from extract.spor import Funn, places, read_traces
from model.document import Document, Heading, Paragraph
from tests.extract.paper_text import document

PAPER = """
**Møteprotokoll**
Utval: Styret for Fjordhamn IKS
Møtedato: 12.03.2024
Desse møtte: Kari Nes, Ola Dal
Forfall: Liv Moe
**Saksliste**
1/24→Godkjenning av innkalling
2/24→Ny kai
**1/24 Godkjenning av innkalling**
**Vedtak:**
Innkallinga vart samrøystes godkjend.
**2/24 Ny kai**
**Framlegg til vedtak:**
1. Styret løyver kr 400 000 til ny kai.
2. Arbeidet skal vere ferdig innan 1. oktober.
Framlegget vart samrøystes vedteke.
**Vedtak:**
Som framlegget.
"""


def rules(found: list[Funn]) -> dict[tuple[str, str], str]:
    return {(one.slag, one.verdi): one.regel for one in found}


def test_saker_points_votes_and_dates_tell_by_which_rule_they_were_found() -> None:
    found = read_traces(document(PAPER))
    by = rules(found)
    assert by["sak", "Ny kai"] == "sakliste_opning"
    assert by["framlegg", "1. Styret løyver kr 400 000 til ny kai."] == "etikett"
    assert by["vedtak", "vedteke"] == "som_framlegg"
    assert by["dato", "2024-10-01"] == "dato_paa_aar"
    assert by["beloep", "400000 NOK"] == "beloep"
    assert by["roeysting", "samroeystes"] == "vending"
    assert (by["deltakar", "Kari Nes"], by["deltakar", "Liv Moe"]) == ("gruppe_moett", "gruppe_forfall")
    assert next(one for one in found if one.slag == "framlegg").ord == "Framlegg til vedtak"


def test_each_finding_belongs_to_the_block_it_stands_in() -> None:
    paper = document(PAPER)
    found = places(read_traces(paper), [[(b.source.page, b.source.bbox, b.source.path)] for b in paper.blocks])
    with_points = [b for b, funn in zip(paper.blocks, found, strict=True) if any(f.slag == "framlegg" for f in funn)]
    assert [getattr(block, "number", None) for block in with_points] == ["1", "2"]


def test_a_letter_leaves_no_traces() -> None:
    blocks = [Heading(text="Brev", level=1), Paragraph(text="Vi møtest 3. mai 2024.")]
    assert read_traces(Document(fil="b.docx", sha256="0" * 64, format="docx", blocks=blocks)) == []


def test_every_rule_is_said_in_words_in_both_standards() -> None:
    words = tomllib.loads(Path(render.look.__file__).with_name("look.toml").read_text(encoding="utf-8"))
    assert words["nn"]["regel"].keys() == words["nb"]["regel"].keys()
    assert words["nn"]["slag"].keys() == words["nb"]["slag"].keys()
    assert {one.regel for one in read_traces(document(PAPER))} <= words["nn"]["regel"].keys()
