"""Reading one file for an import: what it says, or why it can't be read. Knows nothing of the archive.

It is done wherever there is room: here, in a process of its own, or on another machine; so what goes there and what
comes back are plain records.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Collection, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from corpus.places import read_url
from model.canonical import canonical_json
from model.document import Record
from model.errors import SaksgangError, UnreadableError

if TYPE_CHECKING:
    from ingest import Missed, Paper

_TEXTS = ("txt", "md", "html")


class Job(Record):
    """A file to be read, or some entries of a zip file."""

    path: Path
    """The file."""
    url: str | None = None
    """Where it lies, if not on the disk."""
    is_named: bool = False
    """It was named itself, not met in a folder; it is then taken for a paper whatever its name."""
    part: tuple[int, int] | None = None
    """Of a zip file with many papers: from which entry, and up to which, these are."""
    fault: str | None = None
    """Why it can't be looked into, one sentence, where that is known already."""
    skip: int = 0
    """How many outcomes of it are known already."""

    @property
    def files(self) -> int:
        """How many files it counts for."""
        return self.part[1] - self.part[0] if self.part else 1


class Options(Record):
    """How papers are read; the same for all of an import."""

    ocr: Literal["auto", "never", "always"] = "auto"
    """Which pages are recognised from their pictures (`ingest.read`)."""
    spacy_model: str | None = None
    """A trained pipeline whose bodies are added to the actors (`extract.read_paper`)."""


class Outcome(Record):
    """What became of one paper of a file."""

    status: Literal["read", "known", "unread", "skipped"]
    """``known``: its content is in the archive already, so it was not read; ``unread``: it should have been read and
    could not be; ``skipped``: no paper, and no fault."""
    member: str | None = None
    """The paper's name, where the file is a mail or a zip file that holds it."""
    reason: str | None = None
    """Why it was not read, one sentence."""
    sha256: str | None = None
    """Checksum of its bytes; None where they could not be had."""
    pages: int = 0
    """How many pages it has; 0 where it has none, as a Word file, or was not read."""
    record: bytes = b""
    """What it says, canonical JSON, compressed: results wait for their turn, and may be many."""

    @property
    def text(self) -> str:
        """What it says, canonical JSON."""
        return zlib.decompress(self.record).decode()


class Reader(Protocol):
    """Whatever reads files: here, in worker processes, on a cluster."""

    def __call__(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, list[Outcome]]]:
        """What each job gave, in the order of the jobs."""


def read_job(job: Job, options: Options, known: Collection[bytes]) -> Iterator[tuple[str, Outcome | None]]:
    """What became of each paper of a file: its name and None when its reading begins, then its name and the outcome.

    ``known`` are the checksums (bytes) of papers that need not be read. Only `MemoryError` is raised; everything else
    that is wrong with a file stands in an outcome.
    """
    from ingest import Paper
    from ingest.kinds import ENDINGS, READ

    path = job.path
    if job.fault:
        yield path.name, Outcome(status="unread", reason=job.fault)
        return
    if not job.is_named and path.suffix.lower() not in ENDINGS:
        yield path.name, Outcome(status="skipped", reason=f"{path.name} is no {READ} file by its ending.")
        return
    found = 0
    try:
        for one in _papers(job):
            found += 1
            if found <= job.skip:
                continue
            if isinstance(one, Paper):
                digest = hashlib.sha256(one.data)
                outcome = Outcome(status="known", member=one.name if one.inside else None, sha256=digest.hexdigest())
                if digest.digest() not in known:
                    _get_ready()
                    yield one.name, None
                    outcome = _read_paper(path, one, job.is_named, options, outcome)
                yield one.name, outcome
            else:
                status: Literal["unread", "skipped"] = "unread" if one.is_fault else "skipped"
                yield one.name, Outcome(status=status, member=one.name, reason=f"In {path.name}: {one.reason}")
    except MemoryError:
        raise
    except Exception as error:
        found += 1
        if found > job.skip:
            yield path.name, Outcome(status="unread", reason=reason(error, path.name))
    if not found and not job.part:
        yield path.name, Outcome(status="skipped", reason=f"{path.name} holds no file.")


def _papers(job: Job) -> Iterator[Paper | Missed]:
    from ingest import unpack, unpack_bytes
    from ingest.front import LARGEST

    if job.url:
        return unpack_bytes(read_url(job.url, job.path.name, LARGEST), job.path.name)
    if not job.path.is_file():
        raise UnreadableError(f"{job.path} is no file, or is gone; check the name.")
    return unpack(job.path, job.part)


def _get_ready() -> None:
    """Load what reading takes, before a paper is said to be begun: the time for that is not the paper's."""
    import_module("extract.paper")
    import_module("ingest.front")


def _read_paper(path: Path, paper: Paper, is_named: bool, options: Options, outcome: Outcome) -> Outcome:
    from extract import read_paper
    from ingest import read_bytes

    outcome = outcome.model_copy(update={"status": "unread"})
    try:
        document = read_bytes(paper.data, paper.name, inside=paper.inside, ocr=options.ocr)
        outcome = outcome.model_copy(update={"pages": len(document.pages)})
        # Mails, notes and web pages that lie among papers are seldom papers, and it is no fault when they are none.
        may_be_none = paper.is_letter or (document.format in _TEXTS and (paper.inside or not is_named))
        try:
            reading = read_paper(document, options.spacy_model) if options.spacy_model else read_paper(document)
        except UnreadableError as error:
            status = "skipped" if may_be_none else "unread"
            return outcome.model_copy(update={"status": status, "reason": _within(path, paper, str(error))})
        record = zlib.compress(canonical_json(reading).encode(), 1)
        return outcome.model_copy(update={"status": "read", "record": record})
    except MemoryError:
        raise
    except Exception as error:  # one paper's surprise must not cost the others; it is told, not hidden
        return outcome.model_copy(update={"reason": _within(path, paper, reason(error, paper.name))})


def not_read(job: Job, paper: str, sentence: str) -> Outcome:
    """The outcome for a paper that could not be read where it was read; ``sentence`` has a place for its name."""
    told = sentence.format(name=paper)
    if paper == job.path.name:
        return Outcome(status="unread", reason=told)
    return Outcome(status="unread", member=paper, reason=f"In {job.path.name}: {told}")


TOO_LARGE = "{name} took more memory than a file may; split it, or import it by itself with a larger --memory-limit."


def _within(path: Path, paper: Paper, sentence: str) -> str:
    return f"In {path.name}: {sentence}" if paper.inside else sentence


def reason(error: Exception, name: str) -> str:
    """One sentence on what went wrong with the file or paper ``name``."""
    if isinstance(error, SaksgangError):
        return str(error)
    if isinstance(error, OSError):
        return f"{name} could not be read: {error.strerror or error}."
    return (
        f"{name} met an error that Saksgang did not foresee ({type(error).__name__}: {error}); "
        "please report it, with the file if you may share it."
    )
