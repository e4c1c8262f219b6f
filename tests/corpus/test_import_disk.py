"""An import whose disk fills up stops with a sentence; with room again, the next run ends in the same bytes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import Archive, ImportReport, check
from corpus.importing import Manner, run_import
from tests.corpus.paper_pile import write_pile
from tests.corpus.test_workers import records


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 640 kB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    line = ["mount", "-t", "tmpfs", "-o", "size=640k", "tmpfs", str(disk)]
    if os.geteuid() or not shutil.which("mount") or subprocess.run(line, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can only be made by root, where mounting is allowed")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_disk_that_fills_up(small_disk: Path, tmp_path: Path) -> None:
    pile = tmp_path / "papir"
    write_pile(pile, 6)
    run_import(Archive(tmp_path / "whole"), [pile], Manner(jobs=2), ImportReport())
    line = [sys.executable, "-m", "cli.main", "import", "--jobs", "2", "--corpus", str(small_disk / "arkiv"), str(pile)]
    stopped = subprocess.run(line, capture_output=True, text=True, check=False)
    assert stopped.returncode == 2
    assert stopped.stderr.splitlines()[-1].startswith("Error: ") and "Traceback" not in stopped.stderr
    assert "could not be written" in stopped.stderr or "No space left" in stopped.stderr
    shutil.copytree(small_disk / "arkiv", tmp_path / "arkiv")  # the disk is given more room
    archive = Archive(tmp_path / "arkiv")
    assert [finding for finding in check(archive) if finding.level == "error"] == []
    run_import(archive, [pile], Manner(jobs=2), ImportReport())
    assert records(tmp_path / "arkiv") == records(tmp_path / "whole")
    assert check(archive) == []
