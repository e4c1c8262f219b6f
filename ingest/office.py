"""LibreOffice as a program beside ours: a file of one Office format to another, for all who need that.

Each run has a profile of its own in a folder that goes away with it. Macros do not run, nothing that a file refers to
outside itself is fetched (the settings see to that, and `ingest.office_drawings` where they do not), and time, memory
and what is written are bounded.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import zipfile
from contextlib import suppress
from pathlib import Path
from xml.sax.saxutils import escape

from ingest.office_drawings import close_drawings

SECONDS = 120.0
"""How long one conversion may take; a paper of a hundred pages takes about three seconds."""
LARGEST_MEMORY = 4 * 1024**3
"""Bytes of address space of each of its processes; papers take half of this, most of it only reserved."""
LARGEST_MADE = 1024**3
"""Bytes of a file that it may write."""
_PROGRAMS = ("soffice", "libreoffice")
_SAID = 200  # characters of what it said that are told on

# A shell sets the limits, so that they hold from the first moment and for every child. -v counts kibibytes, -f blocks
# of 512 bytes, -t seconds of computing.
_LIMITED = 'ulimit -v {memory}; ulimit -f {made}; ulimit -t {seconds}; exec "$@"'

# A proxy that nobody answers, for the roads to the network that the settings do not close.
_NOWHERE = "127.0.0.1"
_DEAD_PORT = "9"
_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Calc/Content/Update", "Link", "1"),
    ("Common/Misc", "UseOpenCL", "false"),
)
_INET = (
    ("ooInetProxyType", "2"),
    ("ooInetHTTPProxyName", _NOWHERE),
    ("ooInetHTTPProxyPort", _DEAD_PORT),
    ("ooInetHTTPSProxyName", _NOWHERE),
    ("ooInetHTTPSProxyPort", _DEAD_PORT),
    ("ooInetNoProxy", ""),
)


class OfficeError(Exception):
    """LibreOffice did not do it; never leaves our code. The text says what it said itself."""


class NoOfficeError(OfficeError):
    """LibreOffice is not installed."""


class SlowOfficeError(OfficeError):
    """It took too long and was stopped."""


def convert(data: bytes, ending: str, target: str, *, seconds: float = SECONDS) -> bytes:
    """The file ``data``, of the format that ``ending`` (``doc``) names, as LibreOffice's conversion ``target``.

    ``target`` is another ending, alone or with a filter and its options (``pdf:writer_pdf_Export:{...}``). Raises
    `NoOfficeError`, `SlowOfficeError` after ``seconds``, or `OfficeError` where it fails.
    """
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise NoOfficeError
    try:
        data = close_drawings(data)
    except zipfile.BadZipFile as failure:
        raise OfficeError("the file is damaged") from failure
    with tempfile.TemporaryDirectory(prefix="saksgang-office-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"paper.{ending}"
        source.write_bytes(data)
        _write_profile(folder / "profile")
        said = _run(_command(program, folder, source, target, seconds), folder, seconds)
        made = folder / f"paper.{target.partition(':')[0]}"
        if not made.is_file() or not made.stat().st_size:
            raise OfficeError(" ".join(said.split())[-_SAID:])
        return made.read_bytes()


def _command(program: str, folder: Path, source: Path, target: str, seconds: float) -> list[str]:
    limits = _LIMITED.format(memory=LARGEST_MEMORY // 1024, made=LARGEST_MADE // 512, seconds=int(seconds) + 1)
    # LibreOffice refuses a second run with the same profile, so each run gets its own.
    return [
        *("/bin/sh", "-c", limits, "sh"),
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
        # Beside the file, as what it points to by a relative path is then still right.
        *("--convert-to", target, "--outdir", str(folder)),
        str(source),
    ]


def _run(command: list[str], folder: Path, seconds: float) -> str:
    """What the program said; its whole family ends with it."""
    proxy = f"http://{_NOWHERE}:{_DEAD_PORT}"
    place = {"HOME": str(folder), "TMPDIR": str(folder), "http_proxy": proxy, "https_proxy": proxy, "no_proxy": ""}
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        cwd=folder,
        env={**os.environ, **place},
    ) as process:
        try:
            said, _ = process.communicate(timeout=seconds)
        except BaseException as failure:
            # soffice is a script: the real work is done by its children, in the same group.
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            if isinstance(failure, subprocess.TimeoutExpired):
                raise SlowOfficeError from failure
            raise
    text = said.decode("utf-8", "replace")
    if process.returncode:
        raise OfficeError(" ".join(text.split())[-_SAID:])
    return text


def _write_profile(folder: Path) -> None:
    """The settings of the run, as a profile that LibreOffice takes for its own."""
    items = [
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{escape(value)}</value></prop></item>"
        for path, name, value in _SETTINGS
    ]
    items += [
        f'<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{escape(value)}</value></prop></item>"
        for name, value in _INET
    ]
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{"".join(items)}</oor:items>\n',
        encoding="utf-8",
    )
