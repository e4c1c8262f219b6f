"""The benchmark of the import runs on twenty files; how fast anything is, no test says."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from benchmarks import import_papers, import_pile, import_speed, import_startup, peers
from benchmarks.import_check import lost, untold
from benchmarks.pile import write_pile
from benchmarks.processes import SAKSGANG, descendants, held, run
from corpus import Archive, import_paths

FILES = 20


def test_a_pile_is_imported_whole_and_a_second_time(tmp_path: Path) -> None:
    found = import_pile.table(tmp_path, (FILES,), jobs=2).splitlines()
    assert len(found) == 3, "no sentence below the table: nothing lost, nothing untold"
    assert found[2].startswith(f"| {FILES} files | ") and " | 1, 1 | 0 | " in found[2]


def test_what_is_not_in_the_archive_is_named(tmp_path: Path) -> None:
    pile = write_pile(tmp_path / "haug", FILES)
    one = next(pile.folder / good.path for good in pile.good)
    import_paths(Archive(tmp_path / "arkiv"), [one])
    missing = lost(pile, tmp_path / "arkiv")
    assert not any(line.startswith(str(one.relative_to(pile.folder))) for line in missing)
    assert len({line.split(":")[0] for line in missing}) == len(pile.good) - 1
    assert untold(pile, []) == pile.broken


def test_each_reader_is_measured_on_the_same_files(tmp_path: Path) -> None:
    found = import_speed.table(tmp_path, pages=4, by_office=0, runs=1, jobs=(1,))
    assert f"| PDF: {import_speed.PEER} | " in found
    assert "| PDF: saksgang import, 1 core | " in found and "| Word: saksgang import, 1 core | " in found


def test_a_file_that_a_peer_cannot_read_is_left_out_and_told(tmp_path: Path) -> None:
    good, bad = tmp_path / "god.txt", tmp_path / "skada.pdf"
    good.write_bytes(b"Sak 1")
    bad.write_bytes(b"%PDF-1.4 nei")
    found = import_speed.theirs(import_speed.PEER, [(bad, 1)], tmp_path)
    assert isinstance(found, str) and found.startswith(import_speed.PEER)


def test_a_peer_that_is_not_there_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert str(peers.install("markitdown", python="no-such-python")).startswith("markitdown could not be installed: ")


def test_commands_start() -> None:
    cells = import_startup.row("saksgang --help", [*SAKSGANG[1:], "--help"], times=1).strip("| ").split(" | ")
    assert cells[0] == "saksgang --help" and all(float(cell) > 0 for cell in cells[1:])


def test_imports_are_added_up_module_by_module() -> None:
    told = ("self [us] | cumulative | imported package", "     200 |        500 |   site", "  300 | 300 | os.path")
    assert import_startup.imports_of("\n".join(f"import time: {line}" for line in told)) == pytest.approx(500e-6)


def test_memory_is_that_of_a_process_and_of_all_that_it_started() -> None:
    child = "import time; kept = b'x' * 60_000_000; time.sleep(1.5)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    done = run([sys.executable, "-c", parent])
    assert 57 < done.peak < 200
    assert done.status == 0 and done.seconds > 1.5


def test_a_command_that_takes_too_long_is_ended_with_all_that_it_started() -> None:
    began = time.monotonic()
    done = run([sys.executable, "-c", "import subprocess; subprocess.run(['sleep', '60'])"], timeout=1)
    assert done.status == -9 and time.monotonic() - began < 30


def test_a_process_that_is_gone_holds_nothing() -> None:
    assert held(2**22 + 1) == 0
    assert descendants(2**22 + 1) == [2**22 + 1]


def test_an_unknown_part_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert import_papers.main(["fart"]) == 2
    assert "There is no part fart" in capsys.readouterr().err
