"""A folder that is watched: what comes is given once, when nobody writes to it any more."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.watching import Watch
from tests.corpus.test_workers import notice


def names(found: set[Path]) -> set[str]:
    return {path.name for path in found}


def test_at_first_all_files_are_given_and_then_what_comes_when_it_stands_still(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_bytes(b"1")
    watch = Watch([tmp_path], tmp_path / "moetearkiv")
    assert names(watch.changed()) == {"1.txt"}
    assert watch.changed() == set()
    (tmp_path / "2.txt").write_bytes(b"half")
    assert watch.changed() == set()
    (tmp_path / "2.txt").write_bytes(b"half and half")
    assert watch.changed() == set()
    assert names(watch.changed()) == {"2.txt"}
    assert watch.changed() == set()


def test_a_file_that_is_written_anew_is_given_anew_whatever_the_clock_says(tmp_path: Path) -> None:
    paper = tmp_path / "1.txt"
    paper.write_bytes(b"1")
    watch = Watch([tmp_path], tmp_path / "moetearkiv")
    watch.changed()
    paper.write_bytes(b"2")
    os.utime(paper, (0, 0))  # as if the clock had been turned back
    watch.changed()
    assert names(watch.changed()) == {"1.txt"}


def test_a_folder_that_is_gone_for_a_while_is_no_harm(tmp_path: Path) -> None:
    folder = tmp_path / "papir"
    folder.mkdir()
    (folder / "1.txt").write_bytes(b"1")
    watch = Watch([folder], tmp_path / "moetearkiv")
    watch.changed()
    folder.rename(tmp_path / "borte")
    assert watch.changed() == set()
    (tmp_path / "borte").rename(folder)
    watch.changed()
    assert names(watch.changed()) <= {"1.txt"}


def test_the_command_imports_what_comes_until_it_is_stopped(tmp_path: Path) -> None:
    folder, archive = tmp_path / "papir", tmp_path / "arkiv"
    folder.mkdir()
    (folder / "1.txt").write_bytes(notice(1))
    quick = "import cli.import_papers as it; it.WATCH_PAUSE = 0.2; from cli.main import main; main()"
    line = [sys.executable, "-c", quick, "import", "--watch", "--jobs", "1", "--corpus", str(archive), str(folder)]
    process = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        _until(archive, 1)
        (folder / "2.txt").write_bytes(notice(2))
        _until(archive, 2)
    finally:
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert len(out.splitlines()) == 2 and b"1 new" in out.splitlines()[1]


def _until(archive: Path, rounds: int) -> None:
    until = time.monotonic() + 60
    while len(list(archive.glob("import-*.html"))) < rounds:
        if time.monotonic() > until:
            pytest.fail(f"{rounds} papers did not come in")
        time.sleep(0.1)
