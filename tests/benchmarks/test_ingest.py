"""The benchmark runs; how fast anything is, no test says."""

from __future__ import annotations

from benchmarks import ingest, papers


def test_each_reader_is_measured_on_the_same_file(tmp_path):
    path = tmp_path / "short.pdf"
    path.write_bytes(papers.tables(2))
    found = ingest.table({"short": path}, runs=1)
    assert found.count("| short: ") >= len(ingest.READERS) - 1
    assert f"short: {ingest.PEER} | 2 |" in found
