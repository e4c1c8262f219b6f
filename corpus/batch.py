"""Importing folders of papers: a line for every file, and never stopped by one of them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from corpus.archive import Archive
from model.document import Record
from model.errors import SaksgangError

if TYPE_CHECKING:
    from ingest import OcrMode

READ = (".pdf", ".docx")


class FileResult(Record):
    """What became of one file."""

    path: Path
    """The file."""
    status: Literal["new", "known", "unread", "skipped"]
    """``new``: read and stored; ``known``: was in the archive, by its content; ``unread``: should have been read and
    could not be; ``skipped``: a file of another kind, met in a folder."""
    reason: str | None = None
    """Why it was not read, one sentence."""
    moete_id: str | None = None
    """The meeting that it belongs to."""
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
) -> ImportReport:
    """Read each file, and each PDF and Word file in each folder, into the archive.

    Folders are walked in order of name, hidden files and Office's lock files left out, links to folders not followed.
    A file that is named is read whatever its name. ``on_file`` hears of each file as soon as it is done; ``ocr`` says
    which pages are recognised from their pictures (`ingest.read`). Raises `ArchiveError` where the archive itself is
    damaged; what is wrong with a file stands in its result.
    """
    archive.bring_in_step()
    report = ImportReport()
    for path, is_named in find_files(paths, archive.folder):
        result = _import_file(archive, path, is_named, ocr)
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


def _import_file(archive: Archive, path: Path, is_named: bool, ocr: OcrMode) -> FileResult:
    from extract import read_paper
    from ingest import read

    if not is_named and path.suffix.lower() not in READ:
        return FileResult(path=path, status="skipped", reason=f"{path.name} is not a PDF or Word file (.docx).")
    try:
        if not path.is_file():
            return FileResult(path=path, status="unread", reason=f"{path} is no file; check the name.")
        known = archive.known(_checksum(path))
        if known:
            return FileResult(path=path, status="known", moete_id=known.id, saker=len(known.saker))
        reading = read_paper(read(path, ocr=ocr))
        moete_id = archive.add(reading)
        return FileResult(path=path, status="new", moete_id=moete_id, saker=len(reading.saker))
    except SaksgangError as error:
        return FileResult(path=path, status="unread", reason=str(error))
    except OSError as error:
        return FileResult(
            path=path, status="unread", reason=f"{path.name} could not be read: {error.strerror or error}."
        )
    except Exception as error:
        # The one place that catches everything: one paper's surprise must not cost the others. It is told, not hidden.
        reason = (
            f"{path.name} met an error that Saksgang did not foresee ({type(error).__name__}: {error}); "
            "please report it, with the file if you may share it."
        )
        return FileResult(path=path, status="unread", reason=reason)


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
