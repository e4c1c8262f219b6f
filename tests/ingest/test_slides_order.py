"""The order in which a person reads the boxes of a slide."""

import time

from hypothesis import given
from hypothesis import strategies as st

from ingest.slides_boxes import Box
from ingest.slides_order import reading_order
from tests.ingest.slide_files import ONLY_TITLE, Deck, box, texts


def order(**boxes: tuple[float, float, float, float]) -> str:
    """Names of boxes (x0, top, x1, bottom), given in the file's order, as they are read."""
    names = list(boxes)
    return " ".join(names[place] for place in reading_order([Box(*one) for one in boxes.values()]))


def test_boxes_under_each_other_are_read_from_the_top():
    assert order(low=(0, 100, 50, 150), high=(0, 0, 50, 50)) == "high low"


def test_boxes_beside_each_other_are_read_from_the_left():
    assert order(right=(100, 0, 150, 50), left=(0, 5, 50, 55)) == "left right"


def test_a_grid_is_read_as_the_writer_made_it():
    grid = {"a": (0, 0, 100, 50), "b": (120, 0, 220, 50), "c": (0, 70, 100, 120), "d": (120, 70, 220, 120)}
    assert order(**grid) == "a b c d"
    assert order(**{name: grid[name] for name in "acbd"}) == "a c b d"


def test_a_label_is_read_before_the_list_beside_it():
    assert (
        order(kva=(0, 0, 90, 90), liste=(100, 0, 500, 90), kvifor=(0, 95, 90, 190), fleire=(100, 95, 500, 190))
        == "kva liste kvifor fleire"
    )


def test_headings_over_columns_go_with_their_columns():
    assert (
        order(raad=(0, 0, 200, 30), namn=(0, 37, 200, 300), styre=(220, 0, 420, 30), fleire=(220, 37, 420, 300))
        == "raad namn styre fleire"
    )


def test_a_process_goes_to_and_fro_over_an_arrow():
    assert (
        order(
            ein=(0, 0, 90, 50),
            to=(100, 70, 190, 120),
            tre=(200, 0, 290, 50),
            fire=(300, 70, 390, 120),
            pil=(0, 140, 400, 170),
        )
        == "ein to tre fire pil"
    )


def test_what_lies_on_a_box_is_read_after_it():
    assert order(paa=(20, 50, 80, 80), under=(0, 0, 100, 100), ved=(110, 0, 200, 100)) == "under paa ved"


def test_edges_of_boxes_may_overlap_a_little():
    assert order(b=(0, 47, 100, 97), a=(0, 0, 100, 50)) == "a b"


def test_what_stands_on_a_card_is_read_together():
    deck = Deck()
    slide = deck.slide(ONLY_TITLE, "Tiltak")
    for place in (0, 1):
        card = slide.shapes.add_shape(1, 0, 0, 0, 0)
        card.left, card.top, card.width, card.height = (round(one * 12700) for one in (20 + 340 * place, 150, 330, 200))
    for place, name in ((0, "Ein"), (1, "To")):
        box(slide, 30 + 340 * place, 160, 310, 30, name)
    for place, name in ((0, "om ein"), (1, "om to")):
        box(slide, 30 + 340 * place, 200, 310, 100, name)
    assert texts(deck.blocks()) == ["Tiltak", "Ein", "om ein", "To", "om to"]


BOXES = st.builds(
    lambda x, y, width, height: Box(x, y, x + width, y + height),
    *(st.floats(-100, 1000) for _ in range(2)),
    *(st.floats(0, 500) for _ in range(2)),
)


@given(st.lists(BOXES, max_size=30))
def test_every_box_is_read_once(boxes):
    assert sorted(reading_order(boxes)) == list(range(len(boxes)))


def test_many_boxes_are_ordered_in_time():
    started = time.monotonic()
    for count in (150, 20_000):
        stairs = [Box(place * 3.0, place * 2.0, place * 3.0 + 50, place * 2.0 + 9) for place in range(count)]
        assert len(reading_order(stairs)) == count
    assert time.monotonic() - started < 10
