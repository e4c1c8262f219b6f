"""A Word file as a zip whose bytes follow from its parts alone, and writing a file whole or not at all."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path

from model.errors import UsageError

# The first day that a zip can hold: a paper's bytes follow from its content, not from the clock.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def pack(parts: Mapping[str, bytes]) -> bytes:
    """A .docx from its parts (name in the package: content); the same parts always give the same bytes."""
    out = io.BytesIO()
    # Readers that guess the kind of file by its first entry look for this one.
    names = sorted(parts, key=lambda name: (name != "[Content_Types].xml", name))
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, parts[name], compresslevel=6)
    return out.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """The parts of a .docx by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def check_target(target: Path, *, force: bool) -> None:
    """Refuse a place where a file can't or must not be written; `UsageError` says why."""
    if target.is_dir():
        raise UsageError(f"{target} is a folder; give the name of the file to write.")
    if not target.parent.is_dir():
        raise UsageError(f"The folder {target.parent} does not exist; make it first, or write somewhere else.")
    # A link counts as there even where what it points to is gone.
    if (target.exists() or target.is_symlink()) and not force:
        raise UsageError(f"{target} is already there and is not overwritten; use another name, or --force.")


def write_whole(target: Path, data: bytes, *, force: bool) -> Path:
    """Write ``data`` to ``target`` so that a crash leaves the old file or the new one, never a half; return it."""
    check_target(target, force=force)
    # Beside the target, so that the last step is a rename within one disk.
    temporary = target.with_name(f".{target.name[:40]}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except OSError as error:
        raise UsageError(f"{target} can't be written: {error.strerror or error}.") from error
    finally:
        temporary.unlink(missing_ok=True)
    return target
