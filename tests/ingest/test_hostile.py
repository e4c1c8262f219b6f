"""Bad files get one sentence each, within bounds, and never a traceback."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest

from tests.ingest import hostile

JARGON = re.compile(
    r"Traceback|Pdfium|Error\b|Exception|lxml|zipfile|zlib|KeyError|NoneType|object at 0x|codec|xref|Errno",
    re.IGNORECASE,
)
ADVICE = re.compile(
    r"save|export|fetch|open|check|split|install|run|ask|scan|may be|not read|import|switched off", re.IGNORECASE
)


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> dict[str, dict]:
    """What each bad file came to, by its name."""
    folder = tmp_path_factory.mktemp("vonde")
    for bad in hostile.files():
        (folder / bad.name).write_bytes(bad.data)
    command = [sys.executable, "-m", "tests.ingest.hostile", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    found = {line["name"]: line for line in map(json.loads, done.stdout.splitlines())}
    missing = sorted({bad.name for bad in hostile.files()} - found.keys())
    assert not missing, f"reading ended at {missing[0]} ({done.returncode}): {done.stderr[-500:]}"
    return found


def test_there_are_many():
    assert len({bad.name for bad in hostile.files()}) == len(hostile.files()) >= 40


@pytest.mark.parametrize("bad", hostile.files(), ids=lambda bad: bad.name)
def test_a_bad_file_is_read_or_gets_its_one_sentence(told, bad):
    came = told[bad.name]
    assert "fault" not in came, came
    assert came["seconds"] < hostile.SECONDS
    if "read" in came:
        assert not bad.says, f"was read, {came['read']} blocks"
        return
    sentence = came["says"]
    assert bad.says in sentence
    assert bad.name in sentence
    assert not JARGON.search(sentence), sentence
    assert ADVICE.search(sentence), sentence
    assert "\n" not in sentence
    assert sentence.endswith((".", ")"))


class TestWhatIsNoFile:
    """Names that look like papers and are none."""

    def read(self, path):
        from ingest import read

        return read(path)

    def test_a_folder_named_like_a_paper(self, tmp_path):
        from model.errors import UnreadableError

        (tmp_path / "mappe.pdf").mkdir()
        with pytest.raises(UnreadableError, match=r"mappe\.pdf is no file"):
            self.read(tmp_path / "mappe.pdf")

    def test_a_pipe_that_nobody_writes_to(self, tmp_path):
        from model.errors import UnreadableError

        os.mkfifo(tmp_path / "roer.pdf")
        with pytest.raises(UnreadableError, match=r"roer\.pdf is no file"):
            self.read(tmp_path / "roer.pdf")

    def test_a_link_that_leads_to_itself(self, tmp_path):
        from model.errors import UnreadableError

        (tmp_path / "ring.pdf").symlink_to(tmp_path / "ring.pdf")
        with pytest.raises(UnreadableError, match=r"ring\.pdf"):
            self.read(tmp_path / "ring.pdf")
