"""A PostgreSQL server of the tests' own, in a folder that goes with it, reached by a socket and by no network.

The server does not run as root; there its processes are those of Debian's user postgres.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

_DEBIAN = Path("/usr/lib/postgresql")
_HBA = "local all eva scram-sha-256\nlocal all all trust\n"  # eva has a password
_SETTINGS = {
    "listen_addresses": "", "fsync": "off", "full_page_writes": "off", "shared_buffers": "64MB",
    "max_connections": "40", "max_wal_size": "1GB", "autovacuum_naptime": "10min",
}  # fmt: skip
_PATIENCE = 60.0


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, of the newest version that is here; None where there is none."""
    newest = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    found = shutil.which("initdb")
    path = newest[-1] if newest else Path(found).resolve() if found else None
    return path.parent if path else None


def why_not() -> str | None:
    """Why no server can be started here; None where one can."""
    if programs() is None:
        return "PostgreSQL is not installed (sudo apt-get install postgresql)"
    if os.geteuid() == 0 and _user() is None:
        return "PostgreSQL does not run as root, and there is no user postgres"
    return None


class PostgresServer:
    """A server with nothing in it; made in a second or two."""

    def __init__(self) -> None:
        self._programs = programs()
        assert self._programs
        # The tests' own folders are closed to other users.
        self.folder = Path(tempfile.mkdtemp(prefix="saksgang-pg-"))
        if user := self._as():
            shutil.chown(self.folder, user["user"], user["group"])
        self._data = self.folder / "data"
        self._process: subprocess.Popen[bytes] | None = None
        self._run("initdb", "-D", str(self._data), "-U", "saksgang", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        (self._data / "pg_hba.conf").write_text(_HBA, encoding="ascii")
        self.start()

    def start(self) -> None:
        """Start it, and wait until it lets people in."""
        assert self._programs
        settings = [part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}")]
        command = [str(self._programs / "postgres"), "-D", str(self._data), "-k", str(self.folder), *settings]
        log = (self.folder / "log").open("ab")
        with log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", **self._as())
        late = time.monotonic() + _PATIENCE
        while self._run("pg_isready", "-h", str(self.folder), "-q", check=False):
            assert self._process.poll() is None and time.monotonic() < late, (self.folder / "log").read_text()
            time.sleep(0.05)

    def kill(self) -> None:
        """End it at once, whatever it is doing, as if the power went."""
        if self._process:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(_PATIENCE)
            self._process = None

    def remove(self) -> None:
        """End it, and its folder."""
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def address(self, database: str = "postgres", user: str = "saksgang", rest: str = "") -> str:
        """The address of a database."""
        return f"postgresql://{user}@/{database}?host={self.folder}{rest}"

    def sql(self, statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Do something there, and give the rows of the answer."""
        import psycopg

        with psycopg.connect(self.address(database), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def _run(self, program: str, *arguments: str, check: bool = True) -> int:
        assert self._programs
        command = [str(self._programs / program), *arguments]
        done = subprocess.run(command, capture_output=True, cwd="/", check=False, **self._as())
        assert not (check and done.returncode), done.stderr.decode()
        return done.returncode

    @staticmethod
    def _as() -> dict[str, Any]:
        user = _user() if os.geteuid() == 0 else None
        return {"user": user.pw_name, "group": user.pw_gid, "extra_groups": []} if user else {}


def _user() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return None
