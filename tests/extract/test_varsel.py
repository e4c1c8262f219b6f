"""What is odd about a paper is told, never guessed away."""

from __future__ import annotations

from extract import read_moete
from tests.extract.paper_text import document

HEAD = "**Møteprotokoll**\nUtval: Formannskapet\nMøtedato: 12.03.2024\n"
MET = "Desse møtte: Kari Nes, Ola Dal\n"


def codes(text: str) -> list[str]:
    return [one.kode for one in read_moete(document(text)).varsel]


def test_minutes_that_say_all_they_must_give_no_warning() -> None:
    assert (
        codes(
            HEAD + MET + "**PS 1/24 Budsjett**\n**Framlegg:**\nBudsjettet vert vedteke.\n"
            "**Vedtak:**\nSom framlegget. Samrøystes.\n**PS 2/24 Ymse**\nIngen saker."
        )
        == []
    )


def test_a_gap_in_the_numbering_and_a_number_that_comes_twice() -> None:
    found = read_moete(
        document(
            HEAD + MET + "**PS 1/24 Budsjett**\nA.\n**PS 4/24 Val**\nB.\n**RS 9/24 Brev**\nC.\n**PS 5/24 Ymse**\nD."
        )
    )
    assert [(one.kode, one.melding) for one in found.varsel] == [
        ("nummer-hol", "Between PS 1/24 and PS 4/24 the numbering leaves out 2.")
    ]


def test_votes_against_alone_deserve_a_warning() -> None:
    text = HEAD + MET + "**PS 1/24 Budsjett**\n**Vedtak:**\nBudsjettet vert vedteke.\nVedteke mot 2 røyster."
    assert codes(text) == ["roeysting-ufullstendig"]


def test_a_proposal_without_a_vedtak_in_minutes() -> None:
    text = (
        HEAD + MET + "**PS 1/24 Budsjett**\n**Framlegg til vedtak:**\nBudsjettet vert vedteke.\n**PS 2/24 Ymse**\nInga."
    )
    assert codes(text) == ["vedtak-manglar"]


def test_minutes_that_do_not_say_who_met() -> None:
    assert codes(HEAD + "**PS 1/24 Budsjett**\n**Vedtak:**\nJa, samrøystes.\n**PS 2/24 Val**\nB.") == [
        "frammoete-manglar"
    ]


def test_two_titles_that_are_not_one() -> None:
    text = (
        "**Møteinnkalling**\nUtval: Formannskapet\nMøtedato: 12.03.2024\n**Sakliste**\n1/24→Budsjett for skulane\n"
        "2/24→Ymse\n**Sak 1/24 Ny tursti ved elva**\n**Tilråding:**\nJa.\n**Sak 2/24 Ymse**\nA."
    )
    assert codes(text) == ["tittel-motseiing"]
