"""Papers changed at random are read or told of in a sentence; ``python -m tests.ingest.fuzz`` goes on for longer."""

from __future__ import annotations

import random

import pytest

from tests.ingest import fuzz

SOUND = fuzz.papers()


@pytest.mark.parametrize("name", sorted(SOUND))
def test_a_changed_paper_is_read_or_told_of(name):
    assert fuzz.fault(name, SOUND[name]) is None
    for seed in range(60):
        data = fuzz.changed(SOUND[name], random.Random(seed))
        assert fuzz.fault(name, data) is None, f"seed {seed}"
