"""A PostgreSQL database that keeps indexes: its address, and a connection that answers as `corpus.sql` says.

All that can go wrong with a server becomes one sentence (`IndexServerError`), and never one with a password in it.
"""

from __future__ import annotations

import os
import re
import weakref
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar
from urllib.parse import unquote

from corpus.sql import Rows
from model.errors import ArchiveError, UsageError

try:
    import psycopg
    from psycopg import errors
    from psycopg.conninfo import conninfo_to_dict, make_conninfo
except ImportError as error:
    raise UsageError("An index in PostgreSQL needs the package psycopg: pip install 'saksgang[postgres]'.") from error

_T = TypeVar("_T")

SCHEMA_NAME = "saksgang"
"""The schema of an address that names none."""
CONNECT_SECONDS = 10
"""How long a server may take to let somebody in."""
ANSWER_SECONDS = 60
"""How long it may take to answer one question."""
WRITE_SECONDS = 600
"""How long one step of a change may take."""
IDLE_SECONDS = 600
"""How long a writer may be silent in the middle of a change before the server takes it for dead, and undoes it."""
_GRACE = 5  # seconds that the server has to say itself that it took too long
_EXAMPLE = "postgresql://user@host/database"
_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]{0,62}")
_RESERVED = ("public", "information_schema")


class IndexServerError(ArchiveError):
    """The server of the index is not there, went away, or does not do what is asked."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where an index is kept: a database, and a schema in it."""

    conninfo: str
    """As libpq takes it; it may hold a password."""
    schema: str
    name: str
    """As people are told of it."""
    secrets: tuple[str, ...]
    """What must not be told."""

    @classmethod
    def parse(cls, url: str) -> Address:
        """Read ``postgresql://user:password@host:port/database?schema=name``, with whatever else libpq knows.

        Raises `UsageError`, which does not repeat the address: it may hold a password.
        """
        wrong = UsageError(f"The index is not at an address such as {_EXAMPLE}.")
        if not url.startswith(("postgresql://", "postgres://")):
            raise wrong
        base, _, query = url.partition("?")
        asked = [part for part in query.split("&") if part]
        own = [unquote(part.partition("=")[2]) for part in asked if part.partition("=")[0] == "schema"]
        schema = own[-1] if own else SCHEMA_NAME
        rest = "&".join(part for part in asked if part.partition("=")[0] != "schema")
        try:
            known = conninfo_to_dict(f"{base}?{rest}" if rest else base)
        except psycopg.Error:
            raise wrong from None
        if "@" in str(known.get("host") or ""):
            raise UsageError("An @ in the password of the index is written as %40.")
        if not _IDENTIFIER.fullmatch(schema) or schema.startswith("pg_") or schema in _RESERVED:
            raise UsageError("The schema of the index must be a name of its own, of small letters a-z, figures and _.")
        secrets = tuple(
            str(value) for key, value in known.items() if value and ("password" in key or key == "oauth_client_secret")
        )
        settings: dict[str, Any] = {"connect_timeout": str(CONNECT_SECONDS), "application_name": "saksgang", **known}
        name = _shown(known, schema)
        for secret in secrets:  # a slip may have put it where a host stands
            name = name.replace(secret, "***")
        return cls(make_conninfo("", **settings), schema, name, secrets)

    def told(self, message: object) -> str:
        """What a server or libpq says, on one line and without secrets."""
        text = " ".join(str(message).split())
        for secret in (*self.secrets, os.environ.get("PGPASSWORD", "")):
            if secret:
                text = text.replace(secret, "***")
        return text.rstrip(".")


def _shown(known: dict[str, Any], schema: str) -> str:
    user = f"{known['user']}@" if known.get("user") else ""
    host = str(known.get("host") or known.get("hostaddr") or "")
    host = "" if host.startswith("/") else host  # the folder of a socket
    port = f":{known['port']}" if known.get("port") else ""
    named = f"?schema={schema}" if schema != SCHEMA_NAME else ""
    return f"postgresql://{user}{host}{port}/{known.get('dbname') or ''}{named}"


class _Patient(psycopg.Connection[tuple[Any, ...]]):
    """A connection that does not wait for ever for a server that says nothing at all."""

    seconds: float | None = None

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:  # noqa: ANN401
        """As psycopg waits, but no longer than ``seconds``."""
        return super().wait(gen, interval, self.seconds if timeout is None else timeout)


class Server:
    """An open connection to the database at an address, with its schema as the place where tables are looked for.

    Nothing is in a transaction but what stands between `begin` and `commit`.
    """

    def __init__(self, address: Address) -> None:
        self.address = address
        try:
            self._connection = _Patient.connect(address.conninfo, autocommit=True, client_encoding="UTF8")
        except psycopg.Error as error:
            raise IndexServerError(
                f"{address.name} could not be reached ({address.told(error)}); see that the server is there and lets"
                " you in."
            ) from None
        weakref.finalize(self, _close, self._connection, os.getpid())
        self.encoding = self._connection.info.parameter_status("server_encoding") or ""
        self._seconds: int | None = None
        self.allow(ANSWER_SECONDS)

    def close(self) -> None:
        """End it; what was begun is undone."""
        with suppress(psycopg.Error):
            self._connection.close()

    @property
    def is_open(self) -> bool:
        """Whether it can be asked, as far as is known here."""
        return not self._connection.closed

    def execute(self, query: str, values: Sequence[Any] = (), /) -> Rows:
        """Put one question, with a value for each ``?``."""
        return self._do(lambda: self._connection.execute(_translated(query), [_storable(value) for value in values]))

    def executemany(self, query: str, rows: Iterable[Sequence[Any]], /) -> object:
        """Do one thing for many rows of values."""
        every = [[_storable(value) for value in row] for row in rows]
        if not every:
            return None
        with self._connection.cursor() as cursor:
            return self._do(lambda: cursor.executemany(_translated(query), every))

    def plan(self, query: str, values: Sequence[Any] = (), /) -> Rows:
        """Put one question whose best plan depends on its values; `execute` may keep the plan of an earlier one."""
        values = [_storable(value) for value in values]
        return self._do(lambda: self._connection.execute(_translated(query), values, prepare=False))

    def script(self, statements: str) -> None:
        """Do many things that take no values."""
        self._do(lambda: self._connection.execute(statements.encode()))

    def begin(self, *, snapshot: bool) -> None:
        """Begin a change; with ``snapshot``, questions that are all answered from one state."""
        self.allow(ANSWER_SECONDS if snapshot else WRITE_SECONDS)
        self.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if snapshot else "BEGIN")

    def commit(self) -> None:
        """Let others see what was changed since `begin`."""
        self.execute("COMMIT")

    def undo(self) -> None:
        """Forget what was changed since `begin`; nothing where the connection is gone."""
        if self.is_open:
            with suppress(IndexServerError):
                self.execute("ROLLBACK")

    def allow(self, seconds: int) -> None:
        """Let each question take so long from now on."""
        if self._seconds == seconds:
            return
        self._seconds, self._connection.seconds = seconds, seconds + _GRACE
        settings = {
            "search_path": self.address.schema,
            "statement_timeout": f"{seconds}s",
            "idle_in_transaction_session_timeout": f"{IDLE_SECONDS}s",
            # A server that stops may lose the last changes; the archive's stamps show it, and they are made again.
            "synchronous_commit": "off",
            # Takes longer to compile a search than to do it.
            "jit": "off",
            # PostgreSQL does not reckon what it costs to fetch long texts that lie apart from their table.
            "enable_seqscan": "off",
        }
        setting = ", ".join(["set_config(?, ?, false)"] * len(settings))
        self.execute(f"SELECT {setting}", [part for pair in settings.items() for part in pair])

    def _do(self, work: Callable[[], _T]) -> _T:
        name = self.address.name
        try:
            return work()
        except errors.QueryCanceled:
            raise IndexServerError(f"{name} took too long to answer; try again when it has less to do.") from None
        except errors.DiskFull as error:
            raise IndexServerError(f"{name} has no room left ({self._told(error)}).") from None
        except (errors.InsufficientPrivilege, errors.ReadOnlySqlTransaction) as error:
            raise IndexServerError(
                f"{name} does not let this user do that ({self._told(error)}); ask whoever looks after the database."
            ) from None
        except psycopg.Error as error:
            if not (self._connection.closed or isinstance(error, psycopg.OperationalError)):
                raise IndexServerError(f"{name} could not do what was asked ({self._told(error)}).") from None
            said = self.address.told(error)
            self.close()
            raise IndexServerError(
                f"{name} went away or no longer answers ({said}); what was begun there is undone, run the command"
                " again when it is back."
            ) from None

    def _told(self, error: psycopg.Error) -> str:
        return self.address.told(error.diag.message_primary or error)


def _close(connection: psycopg.Connection[Any], process: int) -> None:
    """End the connection, unless it is a copy that a forked process got of another's."""
    if os.getpid() == process:
        connection.close()


@lru_cache(1000)
def _translated(query: str) -> bytes:
    """A question as psycopg takes it."""
    return query.replace("%", "%%").replace("?", "%s").encode()


def _storable(value: Any) -> Any:  # noqa: ANN401 - whatever a column takes
    """PostgreSQL's text has no sign of number 0; a paper's damaged letters may."""
    return value.replace("\0", "\ufffd") if isinstance(value, str) and "\0" in value else value
