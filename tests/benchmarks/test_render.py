"""The benchmark of writing runs; how fast anything is, no test says. That it is linear, one does."""

from __future__ import annotations

import shutil
import time

import docx

from benchmarks import render
from benchmarks.made_meeting import made_meeting


def test_each_writer_is_measured_on_the_same_meeting() -> None:
    found = render.table((1,), runs=1)
    assert found.count(" | 1 | ") >= len(render.WRITERS) - (not shutil.which("soffice"))


def test_all_three_write_the_same_texts(tmp_path) -> None:
    moete = made_meeting(2)
    texts = []
    for name in (render.OURS, render.PEER, "python-docx alone"):
        target = tmp_path / "paper.docx"
        render.WRITERS[name](moete)(target)
        body = docx.Document(str(target)).element.body
        texts.append("".join(body.itertext()).count(moete.saker[0].seksjonar[0].blokker[0].tekst.strip()))
    assert len(set(texts)) == 1 and texts[0] > 10


def test_twice_the_saker_take_no_more_than_about_twice_the_time(tmp_path) -> None:
    def seconds(saker: int) -> float:
        write = render.saksgang(made_meeting(saker))
        times = []
        for _ in range(3):
            began = time.process_time()
            write(tmp_path / "paper.docx")
            times.append(time.process_time() - began)
        return min(times)

    seconds(2)
    # Four times the saker: a cost that grows with the square would be sixteen times as much.
    assert seconds(40) < 8 * seconds(10)
