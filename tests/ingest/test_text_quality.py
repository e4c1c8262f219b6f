"""What tells a good text layer from letters that no reader knows."""

from __future__ import annotations

from ingest.text_quality import is_foreign, is_norwegian, lacks_letters, norwegian, signs_of, words_of

NYNORSK = (
    "Regionrådet vedtok å be kommunane om å drøfte samarbeidet om barnevernstenesta, og at saka vert lagd fram på nytt "
    "i det neste møtet. Styret får fullmakt til å løyve midlar innanfor ramma."
)
BOKMAAL = (
    "Rådet vedtok å be kommunene om å drøfte samarbeidet om barneverntjenesten, og at saken legges fram på nytt i det "
    "neste møtet. Styret får fullmakt til å bevilge midler innenfor rammen."
)
ENGLISH = (
    "The board decided that the plan should be sent to the members for comment, and that it will be on the agenda of "
    "the next meeting with the budget for this year and a list of the projects."
)


def shifted(text: str) -> str:
    """As a font whose letters are mapped to others gives it."""
    return "".join(chr(ord(letter) + 1) if letter.isalpha() else letter for letter in text)


def test_running_text_of_either_standard_is_plainly_norwegian():
    assert signs_of(NYNORSK).plainly_norwegian
    assert signs_of(BOKMAAL).plainly_norwegian


def test_nearly_all_words_of_a_paper_are_known_compounds_too():
    assert norwegian(words_of(NYNORSK)) > 0.9
    assert norwegian(words_of(BOKMAAL)) > 0.9
    assert is_norwegian("barnevernssamarbeid")


def test_letters_mapped_to_others_are_no_text():
    assert not signs_of(shifted(NYNORSK)).plainly_norwegian
    assert norwegian(words_of(shifted(NYNORSK))) < 0.2


def test_a_text_without_its_own_letters_was_read_by_a_machine_that_has_none():
    spoilt = (NYNORSK + NYNORSK).replace("å", "a").replace("ø", "o").replace("æ", "ae")
    assert lacks_letters(words_of(spoilt))
    assert not signs_of(spoilt).plainly_norwegian
    assert not lacks_letters(words_of(NYNORSK))


def test_a_text_of_another_language_is_foreign_and_norwegian_is_not():
    assert is_foreign(words_of(ENGLISH))
    assert not is_foreign(words_of(NYNORSK))
    assert not is_foreign(words_of(BOKMAAL.replace("å", "a").replace("ø", "o")))


def test_a_few_words_prove_nothing():
    assert norwegian(words_of("Kari Lund, leiar")) is None
    assert not lacks_letters(words_of("Kari Lund, leiar"))


def test_dots_that_lead_to_a_page_number_are_nothing_odd():
    assert signs_of("Innleiing ............................ 3").odd == 0
