"""Scanned decks, a handful of slides; `make accuracy` reads them whole."""

from __future__ import annotations

import pytest

from ingest import ocr, read
from tests.accuracy import scans
from tests.accuracy.measure import SHARED

SLIDES = [3, 8, 20]

pytestmark = [
    pytest.mark.skipif(not scans.TRUTH.exists(), reason=f"the decks are not here ({SHARED})"),
    pytest.mark.skipif(ocr.missing() is not None, reason=f"needs {ocr.missing()}"),
]


@pytest.mark.parametrize("name", scans.DECKS.values(), ids=scans.DECKS)
def test_slides_of_a_scan_are_read_in_order_and_nearly_without_fault(name, tmp_path):
    document = read(scans.some_slides(name, SLIDES, tmp_path), cache=tmp_path)
    found = scans.score(document, SLIDES)
    assert found.found >= 0.99
    assert found.right >= 0.99
    assert found.median_error <= 0.01
    assert found.whole_error <= 0.04
    assert document.origin == "ocr"
