"""The benchmark of extraction runs; how fast anything is, no test says."""

from __future__ import annotations

from benchmarks import extract
from benchmarks.papers import bundle
from extract import read_moete


def test_each_part_is_measured_on_the_same_bundle() -> None:
    found = extract.table((2,), runs=1)
    assert found.count(f"| 2 | {extract.words(2)} |") == len(extract.PARTS)


def test_a_bundle_has_a_sak_on_each_page() -> None:
    assert len(read_moete(bundle(20)).saker) == 20
