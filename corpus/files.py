"""How the archive's files are written and read: whole or not at all, one writer at a time."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from model.canonical import canonical_json
from model.errors import ArchiveError

if TYPE_CHECKING:
    from model.moete import Moete
    from model.plan import Plan
    from model.presentasjon import Presentasjon
    from model.retting import Rettingar

T = TypeVar("T")
INDEXED = ("moete", "lesingar", "rettingar")
"""The folders whose files the index follows."""
_DEPTH = {"moete": 2, "lesingar": 0, "rettingar": 2}
"""How many folders deep the records of a part lie."""
PARTS = (*INDEXED, "andre")
"""All folders of records."""
_REBUILD = "mend it, or let `saksgang check --rebuild` make it anew from what its papers said"
_ADVICE = {
    "lesingar": "delete it and import the paper again",
    "andre": "delete it and import the paper again",
    "rettingar": "mend it, or delete it and correct the meeting again",
}
LOCK = "skrivelaas"
# One writer at a time writes to a folder, so one name, with a number, is enough, and what a crash left is overwritten.
TEMPORARY = ".under-skriving"
_MEETING_ID = re.compile(r"[a-z0-9-]+/[a-z0-9-]+/[a-z0-9-]+")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class NoRoomError(ArchiveError):
    """The disk takes no more, or nothing from this person."""


def meeting_path(folder: Path, moete: str) -> Path:
    """The file of a meeting. Raises `ArchiveError` for what is no meeting's id, so an id never leads elsewhere."""
    if not _MEETING_ID.fullmatch(moete):
        raise ArchiveError(f"{moete!r} is no id of a meeting; ids look like fjordlandet-regionraad/styret/2025-12-09.")
    return folder / "moete" / f"{moete}.json"


def reading_path(folder: Path, sha256: str) -> Path:
    """The file that keeps what one paper said."""
    if not _SHA256.fullmatch(sha256):
        raise ArchiveError(f"{sha256!r} is no SHA-256 checksum, so what was read under it can't be kept.")
    return folder / "lesingar" / f"{sha256}.json"


def other_path(folder: Path, sha256: str) -> Path:
    """The file that keeps what a plan or a slide deck said."""
    reading_path(folder, sha256)
    return folder / "andre" / f"{sha256}.json"


def corrections_path(folder: Path, moete: str) -> Path:
    """The file that keeps what was corrected by hand in a meeting."""
    meeting_path(folder, moete)
    return folder / "rettingar" / f"{moete}.json"


def cache_folder() -> Path:
    """Where this user's programs keep what can be had anew."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base and Path(base).is_absolute() else Path.home() / ".cache") / "saksgang"


def write_whole(path: Path, text: str) -> None:
    """Put ``text`` into ``path`` so that a crash leaves the old file or the new one, never a half.

    Raises `ArchiveError` where the disk refuses.
    """
    write_bytes_whole(path, text.encode("utf-8"))


def write_bytes_whole(path: Path, data: bytes) -> None:
    """As `write_whole`, of bytes."""
    write_all_whole({path: data})


def write_all_whole(contents: Mapping[Path, bytes]) -> None:
    """As `write_whole`, of several files of one folder; a crash leaves some of them, each whole.

    All are written before the disk is waited for, which costs little more than one file then.
    """
    handles: dict[Path, BinaryIO] = {}
    try:
        for place, (path, data) in enumerate(contents.items()):
            new = [folder for folder in path.parents if not folder.exists()]
            path.parent.mkdir(parents=True, exist_ok=True)
            handles[path] = (path.parent / f"{TEMPORARY}{place or ''}").open("wb")
            handles[path].write(data)
            handles[path].flush()
            for folder in new:
                _sync_folder(folder.parent)
        for path, handle in handles.items():
            os.fsync(handle.fileno())
            handle.close()
            Path(handle.name).replace(path)
        for folder in {path.parent for path in contents}:
            _sync_folder(folder)
    except OSError as error:
        raise NoRoomError(f"{path} could not be written: {error.strerror or error}.") from error
    finally:
        for handle in handles.values():
            with suppress(OSError):
                handle.close()


def remove(path: Path, root: Path) -> None:
    """Remove a file, and the folders up to ``root`` that it leaves empty."""
    path.unlink(missing_ok=True)
    (path.parent / TEMPORARY).unlink(missing_ok=True)
    if path.parent.is_dir():
        _sync_folder(path.parent)  # else a power cut could bring it back
    for folder in path.parents:
        if folder == root or not folder.is_dir() or any(folder.iterdir()):
            break
        folder.rmdir()
        _sync_folder(folder.parent)


def read_meeting(path: Path) -> Moete:
    """The record in a file of the archive. Raises `ArchiveError` where the file is gone or no such record."""
    from model.moete import Moete

    return _read(path, Moete.model_validate_json)


def read_other(path: Path) -> Plan | Presentasjon:
    """The plan or slide deck in a file of the archive. Raises `ArchiveError` as `read_meeting` does."""
    from typing import Annotated

    from pydantic import Field, TypeAdapter

    from model.plan import Plan
    from model.presentasjon import Presentasjon

    kinds: TypeAdapter[Plan | Presentasjon] = TypeAdapter(Annotated[Plan | Presentasjon, Field(discriminator="skjema")])
    return _read(path, kinds.validate_json)


def read_corrections(path: Path) -> Rettingar:
    """The corrections in a file of the archive. Raises `ArchiveError` as `read_meeting` does."""
    from model.retting import Rettingar

    return _read(path, Rettingar.model_validate_json)


def sealed(moete: Moete) -> tuple[Moete, str]:
    """The record with its checksum, and its canonical JSON."""
    text = canonical_json(moete.model_copy(update={"sjekksum": None}))
    checksum = hashlib.sha256(text.encode()).hexdigest()
    # Only a field of the meeting itself stands two spaces in; writing it all once more takes as long as merging it.
    sealed_text = text.replace('\n  "sjekksum": null', f'\n  "sjekksum": "{checksum}"', 1)
    return moete.model_copy(update={"sjekksum": checksum}), sealed_text


def is_sealed(moete: Moete) -> bool:
    """Whether the record is as `sealed` left it."""
    return moete.sjekksum == _checksum(moete)


def _checksum(moete: Moete) -> str:
    text = canonical_json(moete.model_copy(update={"sjekksum": None}))
    return hashlib.sha256(text.encode()).hexdigest()


def _read(path: Path, validate: Callable[[bytes], T]) -> T:
    from pydantic import ValidationError

    try:
        return validate(path.read_bytes())
    except FileNotFoundError as error:
        raise ArchiveError(f"{path} is not there.") from error
    except OSError as error:
        raise ArchiveError(f"{path} could not be read: {error.strerror or error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"]) or "the whole file"
        advice = next((advice for part, advice in _ADVICE.items() if part in path.parts), _REBUILD)
        raise ArchiveError(f"{path} is damaged ({place}: {first['msg']}); {advice}.") from error


def stamps(folder: Path) -> dict[str, str]:
    """Name (path below ``folder`` without ``.json``) and stamp of every record; a stamp changes with its file.

    What a writer removes meanwhile may be in it or not.
    """
    found: dict[str, str] = {}
    below = [(str(folder), "")]
    for path, name in below:
        with suppress(FileNotFoundError), os.scandir(path) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    below.append((entry.path, f"{name}{entry.name}/"))
                elif entry.name.endswith(".json") and not entry.name.startswith("."):
                    with suppress(FileNotFoundError):
                        found[f"{name}{entry.name.removesuffix('.json')}"] = _stamp(entry.stat())
    return dict(sorted(found.items()))


def folder_stamps(folder: Path) -> dict[str, str]:
    """Every folder of indexed records (path below ``folder``) and its stamp.

    The stamp changes when a record in the folder is written by `write_whole` or removed, by whomever; not when an
    editor writes into a file that is there. Folders are few, one for each organ, so it takes no time.
    """
    found: dict[str, str] = {}
    below = [(part, _DEPTH[part]) for part in INDEXED]
    for name, depth in below:
        with suppress(FileNotFoundError):
            found[name] = _stamp((folder / name).stat())
            if depth:
                with os.scandir(folder / name) as entries:
                    below += [(f"{name}/{each.name}", depth - 1) for each in entries if each.is_dir()]
    return found


def stamp(path: Path) -> str:
    """The stamp of one record: cheap to ask for, and different after every `write_whole`."""
    return _stamp(path.stat())


def _stamp(about: os.stat_result) -> str:
    return f"{about.st_size} {about.st_mtime_ns} {about.st_ino}"


def clear_leftovers(folder: Path) -> None:
    """Remove what writes left that were cut off; only for who has the lock."""
    for part in PARTS:
        for leftover in (folder / part).rglob(f"{TEMPORARY}*"):
            leftover.unlink()


class WriteLock:
    """The archive's lock for writers; readers never wait for it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK

    def is_clean(self) -> bool:
        """Whether no writer is at work, and the last one ended cleanly."""
        return not self._path.exists() or self._path.stat().st_size == 0

    @contextmanager
    def hold(self, wait: bool, mends: bool = False) -> Iterator[bool | None]:
        """Hold the lock; gives whether the writer before ended cleanly, or None where another has the lock.

        None comes only without ``wait``. The lock ends with the process, however that ends; the mark in the file
        tells the next writer that somebody was cut off. It stays until one comes who ``mends`` what was left.
        """
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle = self._path.open("a+b", buffering=0)
        except OSError as error:
            raise NoRoomError(f"{self._path.parent} can't be written to: {error.strerror or error}.") from error
        with handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                yield None
                return
            clean = not os.pread(handle.fileno(), 1, 0)
            try:
                if clean:
                    os.write(handle.fileno(), b"1")
            except OSError as error:
                raise NoRoomError(f"{self._path} could not be written: {error.strerror or error}.") from error
            yield clean
            if clean or mends:
                os.ftruncate(handle.fileno(), 0)

    @contextmanager
    def keep_out(self) -> Iterator[None]:
        """Let no writer begin; waits for one at work. Writes nothing, and so leaves the mark of one who was cut off."""
        try:
            handle = self._path.open("rb")
        except OSError:  # nobody has written here, or nobody may
            yield
            return
        with handle:
            fcntl.flock(handle, fcntl.LOCK_SH)
            yield


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
