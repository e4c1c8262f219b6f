"""Every vedtak and every member that an annotated deck names is found, and nothing is made up."""

from __future__ import annotations

import pytest

from tests.accuracy import deck_content
from tests.accuracy.measure import SHARED

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason=f"the annotated papers are not here ({SHARED})")


@pytest.mark.parametrize("deck", deck_content.DECKS)
def test_every_vedtak_and_member_of_the_deck(deck: str) -> None:
    scores = deck_content.measure(deck)
    assert (scores["tema.vedtak"], scores["medlemmer"], scores["tema.frist"]) == (1, 1, 1)
    assert scores["tema.tittel"] == 1 and scores["tema.punkt"] >= 0.97
