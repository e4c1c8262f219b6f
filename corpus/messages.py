"""What a worker and the import say to each other: framed messages over a socket, JSON and bytes, no pickles.

To the worker: its settings and the checksums of the papers that are known, then jobs. From it, for each paper: that
it is begun, then the outcome; when a job is done, that; and that it goes home, so that another takes its place.
"""

from __future__ import annotations

import json
from multiprocessing.connection import Connection
from typing import Literal, NamedTuple

from corpus.reading import Job, Options, Outcome
from model.document import Record

Kind = Literal["begun", "outcome", "done", "home"]


class Settings(Record):
    """What a worker must know before it begins."""

    options: Options
    memory: int
    """Bytes that it may fill; see `corpus.worker`."""
    ocr_processes: int
    """How many pages it may recognise at a time."""


class Message(NamedTuple):
    """What a worker says."""

    kind: Kind
    name: str = ""
    """The paper that it is about."""
    outcome: Outcome | None = None


def send_settings(line: Connection, settings: Settings, known: bytes) -> None:
    """The first that a worker is told; ``known`` are checksums of 32 bytes, one after the other."""
    line.send_bytes(settings.model_dump_json().encode())
    line.send_bytes(known)


def receive_settings(line: Connection) -> tuple[Settings, frozenset[bytes]]:
    """The same, in the worker."""
    settings = Settings.model_validate_json(line.recv_bytes())
    known = line.recv_bytes()
    return settings, frozenset(known[at : at + 32] for at in range(0, len(known), 32))


def send_job(line: Connection, job: Job) -> None:
    """Give a worker something to read."""
    line.send_bytes(job.model_dump_json().encode())


def receive_job(line: Connection) -> Job:
    """The same, in the worker; waits for it. Raises `EOFError` where there is no more."""
    return Job.model_validate_json(line.recv_bytes())


def tell(line: Connection, kind: Kind, name: str = "", outcome: Outcome | None = None) -> None:
    """Tell the import, from the worker."""
    said = {"kind": kind, "name": name}
    if outcome:
        said["outcome"] = outcome.model_dump(mode="json", exclude={"record"})  # type: ignore[assignment]
    line.send_bytes(json.dumps(said).encode() + b"\n" + (outcome.record if outcome else b""))


def hear(line: Connection) -> Message:
    """What the worker said; waits for it. Raises `EOFError` or `OSError` where the worker is gone."""
    head, _, record = line.recv_bytes().partition(b"\n")
    said = json.loads(head)
    outcome = Outcome(**said["outcome"], record=record) if "outcome" in said else None
    return Message(said["kind"], said["name"], outcome)
