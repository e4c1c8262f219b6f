"""Importing folders of papers: a line for every file, and never stopped by one of them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from corpus.archive import Archive
from model.document import Record
from model.errors import SaksgangError, UnreadableError
from model.moete import Moete

if TYPE_CHECKING:
    from ingest import OcrMode, Paper

Status = Literal["new", "known", "unread", "skipped"]
_TEXTS = ("txt", "md", "html")


class FileResult(Record):
    """What became of one file."""

    path: Path
    """The file."""
    member: str | None = None
    """The paper's name, where the file is a mail or a zip file that holds it."""
    status: Status
    """``new``: read and stored; ``known``: was in the archive, by its content; ``unread``: should have been read and
    could not be; ``skipped``: a file of another kind, met in a folder or in a mail or zip file; or a text that was met
    there and is no meeting's paper."""
    reason: str | None = None
    """Why it was not read, one sentence."""
    record_id: str | None = None
    """The meeting that it belongs to; of a plan or a slide deck its own id."""
    saker: int = 0
    """How many saker it tells of."""


class ImportReport(Record):
    """What became of all files."""

    files: list[FileResult] = []
    """In the order they were come upon."""

    def count(self, status: str) -> int:
        """How many files have this status."""
        return sum(result.status == status for result in self.files)

    @property
    def exit_code(self) -> int:
        """1 where a file could not be read, else 0; files of another kind are no fault."""
        return 1 if self.count("unread") else 0


def import_paths(
    archive: Archive,
    paths: Iterable[Path],
    on_file: Callable[[FileResult], None] | None = None,
    ocr: OcrMode = "auto",
    spacy_model: str | None = None,
) -> ImportReport:
    """Read each file, and each file in each folder that papers come in, into the archive; of mails and zip files, each
    paper inside.

    Folders are walked in order of name, hidden files and Office's lock files left out, links to folders not followed.
    A file that is named is read whatever its name. ``on_file`` hears of each file as soon as it is done; ``ocr`` says
    which pages are recognised from their pictures (`ingest.read`), ``spacy_model`` names a trained pipeline whose
    bodies are added to the actors (`extract.read_paper`). Papers that are in the archive stay as they were read. Raises
    `ArchiveError` where the archive itself is damaged, `UsageError` where there is no such pipeline; what is wrong with
    a file stands in its result.
    """
    if spacy_model:
        from extract import check_model

        check_model(spacy_model)
    archive.bring_in_step()
    report = ImportReport()
    for path, is_named in find_files(paths, archive.folder):
        for result in _import_file(archive, path, is_named, ocr, spacy_model):
            report.files.append(result)
            if on_file:
                on_file(result)
    return report


def find_files(paths: Iterable[Path], leave_out: Path) -> Iterator[tuple[Path, bool]]:
    """Every file to look at, once, and whether it was named itself; the folder ``leave_out`` is not looked into."""
    seen: set[Path] = set()
    for path in paths:
        found = _walk(path, leave_out.resolve()) if path.is_dir() else [path]
        for file in found:
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield file, not path.is_dir()


def _walk(folder: Path, leave_out: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if not _is_hidden(name) and Path(place, name).resolve() != leave_out
        )
        yield from (Path(place, name) for name in sorted(names) if not _is_hidden(name))


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$"))


def _import_file(
    archive: Archive, path: Path, is_named: bool, ocr: OcrMode, spacy_model: str | None
) -> Iterator[FileResult]:
    """What became of the file: one result, or one for each paper in a mail or zip file."""
    from ingest import Paper, unpack
    from ingest.kinds import ENDINGS, READ

    if not is_named and path.suffix.lower() not in ENDINGS:
        yield FileResult(path=path, status="skipped", reason=f"{path.name} is no {READ} file by its ending.")
        return
    found = 0
    try:
        if not path.is_file():
            raise UnreadableError(f"{path} is no file; check the name.")
        for one in unpack(path):
            found += 1
            if isinstance(one, Paper):
                yield _import_paper(archive, path, one, is_named, ocr, spacy_model)
            else:
                status: Status = "unread" if one.is_fault else "skipped"
                yield FileResult(path=path, member=one.name, status=status, reason=f"In {path.name}: {one.reason}")
    except Exception as error:
        found += 1
        yield FileResult(path=path, status="unread", reason=_reason(error, path.name))
    if not found:
        yield FileResult(path=path, status="skipped", reason=f"{path.name} holds no file.")


def _import_paper(
    archive: Archive, path: Path, paper: Paper, is_named: bool, ocr: OcrMode, spacy_model: str | None
) -> FileResult:
    from extract import read_paper
    from ingest import read_bytes

    result = FileResult(path=path, member=paper.name if paper.inside else None, status="unread")
    try:
        known = archive.known(hashlib.sha256(paper.data).hexdigest())
        if known:
            saker = len(known.saker) if isinstance(known, Moete) else 0
            return result.model_copy(update={"status": "known", "record_id": known.id, "saker": saker})
        document = read_bytes(paper.data, paper.name, inside=paper.inside, ocr=ocr)
        # Mails, notes and web pages that lie among papers are seldom papers, and it is no fault when they are none.
        may_be_none = paper.is_letter or (document.format in _TEXTS and (paper.inside or not is_named))
        try:
            reading = read_paper(document, spacy_model) if spacy_model else read_paper(document)
        except UnreadableError as error:
            status: Status = "skipped" if may_be_none else "unread"
            return result.model_copy(update={"status": status, "reason": _within(path, paper, str(error))})
        if not isinstance(reading, Moete):
            return result.model_copy(update={"status": "new", "record_id": archive.keep(reading)})
        moete = archive.add(reading)
        return result.model_copy(update={"status": "new", "record_id": moete, "saker": len(reading.saker)})
    except Exception as error:  # one paper's surprise must not cost the others; it is told, not hidden
        return result.model_copy(update={"reason": _within(path, paper, _reason(error, paper.name))})


def _within(path: Path, paper: Paper, reason: str) -> str:
    return f"In {path.name}: {reason}" if paper.inside else reason


def _reason(error: Exception, name: str) -> str:
    """One sentence on what went wrong."""
    if isinstance(error, SaksgangError):
        return str(error)
    if isinstance(error, OSError):
        return f"{name} could not be read: {error.strerror or error}."
    return (
        f"{name} met an error that Saksgang did not foresee ({type(error).__name__}: {error}); "
        "please report it, with the file if you may share it."
    )
