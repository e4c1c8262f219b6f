"""Our own templates, copied to a folder where a person can change them."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from model.errors import UsageError
from render.package import check_target, write_whole

STANDARDS = ("nn", "nb")


def copy_templates(folder: Path, *, force: bool = False) -> list[Path]:
    """Copy every template to ``folder``, in ``nn/`` and ``nb/`` there, and return the files written.

    Folders are made where they are missing. Raises `UsageError`, before anything is written, where one of the files is
    there already and not ``force``, or where a folder can't be made.
    """
    ours = resources.files("templates")
    wanted = {
        folder / standard / each.name: each
        for standard in STANDARDS
        for each in sorted((ours / standard).iterdir(), key=lambda each: each.name)
        if each.name.endswith(".docx")
    }
    try:
        for standard in STANDARDS:
            (folder / standard).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"The folder {folder} can't be made: {error.strerror}.") from error
    for target in wanted:
        check_target(target, force=force)
    return [write_whole(target, each.read_bytes(), force=force) for target, each in wanted.items()]
