"""Pages that were recognised once are kept, by the content of the file, so that no page is read twice.

The folder is ``saksgang/ocr`` under ``XDG_CACHE_HOME`` (else ``~/.cache``). It may be deleted at any time; it holds
text of papers, as the papers' own folder does. Where it can't be written, recognition goes on without it.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

LARGEST = 256 * 1024 * 1024
"""Bytes that the folder may hold; a page takes some thousand. What was not used for longest goes first."""


def standard_folder() -> Path:
    """Where results are kept unless the caller says otherwise."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base and Path(base).is_absolute() else Path.home() / ".cache") / "saksgang" / "ocr"


def key(*parts: str) -> str:
    """A name for what these parts tell of."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


class Cache:
    """Results on disk, each a file of its own."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, name: str) -> bytes | None:
        """What was kept under the name."""
        try:
            path = (self._folder or standard_folder()) / f"{name}.hocr"
            data = path.read_bytes()
            os.utime(path)
        except (OSError, RuntimeError):  # RuntimeError: there is no home folder
            return None
        return data

    def put(self, name: str, data: bytes) -> None:
        """Keep the data; a reader sees all of it or nothing."""
        try:
            folder = self._folder or standard_folder()
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, unfinished = tempfile.mkstemp(dir=folder, suffix=".tmp")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                Path(unfinished).replace(folder / f"{name}.hocr")
            except BaseException:
                Path(unfinished).unlink(missing_ok=True)
                raise
            _trim(folder)
        except (OSError, RuntimeError):
            return


def _trim(folder: Path) -> None:
    """Delete what was not used for longest where the folder holds too much."""
    files = sorted(((path.stat(), path) for path in folder.glob("*.hocr")), key=lambda pair: pair[0].st_mtime)
    total = sum(stat.st_size for stat, _ in files)
    for stat, path in files:
        if total <= LARGEST:
            return
        path.unlink(missing_ok=True)
        total -= stat.st_size
