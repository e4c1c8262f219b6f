"""Bombs in a PDF are told before they are unpacked."""

from __future__ import annotations

import zlib

import pytest

from ingest import pdf_streams
from ingest.pdf_streams import check_streams
from model.errors import UnreadableError


def stream(size: int, about: bytes = b"") -> bytes:
    packed = zlib.compress(b"0 0 m 1 1 l S\n" * (size // 14), 9)
    return b"1 0 obj\n<< /Filter /FlateDecode %s >>\nstream\n%s\nendstream\nendobj\n" % (about, packed)


def test_a_stream_that_unpacks_beyond_reason_is_refused(monkeypatch):
    monkeypatch.setattr(pdf_streams, "LARGEST", 1_000_000)
    with pytest.raises(UnreadableError, match=r"bombe\.pdf unpacks to far more than a paper can hold"):
        check_streams(stream(3_000_000), "bombe.pdf")


def test_many_big_streams_are_counted_together(monkeypatch):
    monkeypatch.setattr(pdf_streams, "LARGEST", 1_000_000)
    monkeypatch.setattr(pdf_streams, "LARGEST_TOGETHER", 2_000_000)
    check_streams(stream(900_000) * 2, "kart.pdf")
    with pytest.raises(UnreadableError):
        check_streams(stream(900_000) * 3, "bombe.pdf")


def test_pictures_may_be_as_large_as_they_are(monkeypatch):
    monkeypatch.setattr(pdf_streams, "LARGEST", 1_000_000)
    check_streams(stream(3_000_000, b"/Subtype /Image"), "skann.pdf")


def test_a_cut_off_or_damaged_stream_is_left_to_the_reader():
    check_streams(stream(100_000_000)[:5_000], "kutt.pdf")
    check_streams(b"<< /FlateDecode >>\nstream\n" + b"\x99" * 100_000, "rusk.pdf")
