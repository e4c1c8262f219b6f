"""An archive that lies elsewhere, at a URL that fsspec reaches: worked on in a copy here, and written back.

The copy is brought up to date when a command begins. What the command has changed is written back when it ends, after
what others have written meanwhile was taken in: papers go by their content, and a meeting is merged anew from them, so
any number of machines may import into the same archive, one write after the other. The index is made here.
"""

from __future__ import annotations

import hashlib
import json
import re
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from corpus import files
from corpus.archive import Archive
from corpus.corrections import keep_corrections
from corpus.places import open_place, shown
from model.errors import ArchiveError
from model.moete import Moete

PATIENCE = 60.0
"""Seconds to wait for another that writes back."""
_PAUSE = 0.5
# Nothing else is taken from there: no name leads out of the copy.
_RECORD = re.compile(
    r"(moete|rettingar)/[a-z0-9-]+/[a-z0-9-]+/[a-z0-9-]+\.json|(lesingar|andre)/[0-9a-f]{64}\.json|organ\.toml"
)
_REPORT = re.compile(r"import-[0-9-]+\.(json|html)")

_Known = dict[str, tuple[str, str]]
"""The stamp of each file as it was when both sides were alike: there, and here."""


class Mirror:
    """The archive at ``url``, and the copy of it in a folder of this user's cache.

    Raises `UsageError` where the place can't be reached, `ArchiveError` where it can't be read or written.
    """

    def __init__(self, url: str, cache: Path | None = None) -> None:
        self.url = url
        self._system, self._root = open_place(url)
        base = cache or files.cache_folder() / "arkiv"
        self.folder = base / hashlib.sha256(url.encode()).hexdigest()[:16]
        self._own = self.folder.with_suffix(".json")
        base.mkdir(parents=True, exist_ok=True)
        self.folder.mkdir(mode=0o700, exist_ok=True)  # papers name people

    def fetch(self) -> None:
        """Bring the copy up to date with what others have written."""
        with _told(self.url), files.WriteLock(self.folder).hold(wait=True):
            self._fetch()

    def write_back(self) -> None:
        """Write what has changed here to the archive, after what others have changed there was taken in."""
        with _told(self.url):
            if not self._changed(self._known()):
                return
            with self._lock():
                with files.WriteLock(self.folder).hold(wait=True):
                    self._fetch()
                Archive(self.folder).bring_in_step()
                with files.WriteLock(self.folder).hold(wait=True):
                    self._send()

    def _fetch(self) -> None:
        known, there, here = self._known(), self._there(), self._here()
        for name in sorted(there.keys() | known.keys()):
            before = known.get(name)
            if before and name in there and before[0] == there[name]:
                continue
            path = self.folder / name
            if name not in there:
                if before and here.get(name) == before[1]:  # deleted there, and not changed here
                    files.remove(path, self.folder / name.split("/")[0])
                known.pop(name, None)
                continue
            theirs: bytes = self._system.cat_file(f"{self._root}/{name}")
            is_own = name in here and (before is None or here[name] != before[1])
            if is_own and name.startswith("moete/") and _is_sealed(theirs):
                known[name] = (there[name], "")  # merged anew here, from the papers of both
                continue
            own = files.read_corrections(path) if is_own and name.startswith("rettingar/") else None
            files.write_bytes_whole(path, theirs)
            known[name] = (there[name], files.stamp(path))
            if own:  # what was corrected here counts besides what was corrected there
                keep_corrections(self.folder, own.moete, own.rettingar)
        self._remember(known)

    def _send(self) -> None:
        known = self._known()
        for name, stamp in sorted(self._changed(known).items()):
            target = f"{self._root}/{name}"
            if stamp is None:
                self._system.rm_file(target)
                del known[name]
            else:
                self._system.makedirs(target.rpartition("/")[0], exist_ok=True)
                self._system.pipe_file(target, (self.folder / name).read_bytes())
                known[name] = (_stamp(self._system.info(target)), stamp)
        self._remember(known)

    def _changed(self, known: _Known) -> dict[str, str | None]:
        """The files that are otherwise here than when both sides were alike, with their stamps; None for deleted."""
        here = self._here()
        changed: dict[str, str | None] = {
            name: one for name, one in here.items() if known.get(name, ("", ""))[1] != one
        }
        return changed | dict.fromkeys(known.keys() - here.keys())

    def _here(self) -> dict[str, str]:
        found = {f"{part}/{name}.json": stamp for part in files.PARTS
                 for name, stamp in files.stamps(self.folder / part).items()}  # fmt: skip
        others = (path for path in self.folder.iterdir() if path.name == "organ.toml" or _REPORT.fullmatch(path.name))
        return found | {path.name: files.stamp(path) for path in others}

    def _there(self) -> dict[str, str]:
        self._system.invalidate_cache()
        if not self._system.exists(self._root):
            return {}
        found = self._system.find(self._root, detail=True)
        start = len(self._root.rstrip("/")) + 1
        return {path[start:]: _stamp(about) for path, about in found.items() if _RECORD.fullmatch(path[start:])}

    def _known(self) -> _Known:
        try:
            said = json.loads(self._own.read_text(encoding="utf-8"))
            return {name: (there, here) for name, (there, here) in said.items()}
        except (OSError, ValueError, AttributeError):  # none yet, or cut off: both sides are compared anew
            return {}

    def _remember(self, known: _Known) -> None:
        files.write_whole(self._own, json.dumps(known, sort_keys=True))

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """Let no other machine write back meanwhile."""
        path, own = f"{self._root}/{files.LOCK}", f"{socket.gethostname()} {self.folder}"
        self._system.makedirs(self._root, exist_ok=True)
        until = time.monotonic() + PATIENCE
        while True:
            try:
                self._system.pipe_file(path, own.encode(), mode="create")
                break
            except FileExistsError:
                holder = self._holder(path)
                if holder == own:  # left by a process of ours that was cut off; the copy's lock is held by who lives
                    break
                if time.monotonic() > until:
                    raise ArchiveError(
                        f"{shown(self.url)} is being written to by {holder.split(' ')[0] or 'another machine'}; "
                        f"try again later, or delete {files.LOCK} there if that was cut off."
                    ) from None
                time.sleep(_PAUSE)
        try:
            yield
        finally:
            self._system.rm_file(path)

    def _holder(self, path: str) -> str:
        try:
            said: bytes = self._system.cat_file(path)
        except FileNotFoundError:
            return ""
        return said.decode("utf-8", "replace")


def _is_sealed(meeting: bytes) -> bool:
    """Whether the file of a meeting is as the program wrote it, with nothing edited by hand."""
    try:
        return files.is_sealed(Moete.model_validate_json(meeting))
    except ValueError:
        return False


def _stamp(about: dict[str, Any]) -> str:
    """What changes with a file there: a checksum where the place has one, else its size and time."""
    told = next((about[key] for key in ("ETag", "etag", "md5Hash") if about.get(key)), None)
    return f"{about.get('size')} {told or about.get('mtime') or about.get('LastModified') or about.get('created')}"


@contextmanager
def _told(url: str) -> Iterator[None]:
    """Say in one sentence what the place does not do."""
    try:
        yield
    except OSError as error:
        raise ArchiveError(f"{shown(url)} could not be read or written: {error.strerror or error}.") from error
