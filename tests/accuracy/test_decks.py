"""The slides of a deck are the same slides, whether its .pptx or its .pdf is read; and nothing of its text is lost."""

import pytest

from ingest import read
from tests.accuracy.decks import DECKS, alike, pair, titles, words, words_of
from tests.accuracy.measure import SHARED

pytestmark = pytest.mark.skipif(
    not (SHARED / "papers").is_dir(), reason=f"the papers are not beside the project ({SHARED})"
)

SAME = 0.95
"""Share of the bullets that must be equal."""


@pytest.mark.parametrize("name", sorted(DECKS))
def test_pdf_and_slides_have_the_same_titles_and_bullets(name: str) -> None:
    slides, pdf = pair(name)
    found = alike(slides, pdf)
    unlike = [slide for slide in range(1, found.slides + 1) if titles(slides, slide) != titles(pdf, slide)]
    assert not unlike, f"slides with other titles: {unlike}"
    assert found.recall >= SAME
    assert found.precision >= SAME
    assert found.placed >= SAME * found.items


@pytest.mark.parametrize("name", sorted(DECKS))
def test_no_word_of_the_slides_is_lost(name: str) -> None:
    document = read(SHARED / "papers" / f"{name}.pptx")
    assert words_of(DECKS[name]) - words(document) == {}
