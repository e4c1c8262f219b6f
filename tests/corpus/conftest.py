"""What the tests of the archive share."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.postgres_server import PostgresServer, why_not


@pytest.fixture(autouse=True, scope="session")
def _the_disk_is_quick() -> Iterator[None]:
    """A process that ends loses nothing that it has handed to the system; waiting for the disk is for power cuts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda handle: None)
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server of the tests' own."""
    pytest.importorskip("psycopg", reason="psycopg is not installed (pip install 'saksgang[postgres]')")
    if reason := why_not():
        pytest.skip(reason)
    server = PostgresServer()
    yield server
    server.remove()
