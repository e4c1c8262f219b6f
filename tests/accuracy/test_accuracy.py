"""Accuracy on real papers never falls: every field of every paper scores at least what it once did."""

from __future__ import annotations

import json

import pytest

from tests.accuracy.measure import FLOORS, PAPERS, PLANS, SHARED, Scores, measure, table

pytestmark = pytest.mark.skipif(
    not (SHARED / "gold").is_dir(), reason=f"the annotated papers are not beside the project ({SHARED})"
)


@pytest.fixture(scope="module")
def floors() -> Scores:
    scores: Scores = json.loads(FLOORS.read_text(encoding="utf-8"))
    return scores


@pytest.mark.parametrize("paper", PAPERS | PLANS)
def test_a_real_paper_is_read_at_least_as_well_as_before(paper: str, floors: Scores) -> None:
    got = measure(paper)
    print("\n" + table({paper: got}))
    fallen = {
        field: (floor, got.get(field)) for field, floor in floors[paper].items() if got.get(field, 1.0) < floor - 1e-9
    }
    assert fallen == {}, "field: (floor, now)"
